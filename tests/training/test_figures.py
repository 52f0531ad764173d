"""figures: measures of extraction."""

from __future__ import annotations

import pytest

from training.figures import day_share, names_f1, score_page, snippet_f1, summarise, title_share, words_f1

TEXT = "one two three four five six"


def test_same_words_are_exact_whatever_the_signs() -> None:
    score = score_page("One, two three. Four five", "One two, three four five".replace("four", "Four"))
    assert (score.precision, score.recall, score.exact, score.words) == (1.0, 1.0, True, 1.0)


def test_runs_of_four_words_are_counted() -> None:
    score = score_page(TEXT, "one two three four nine")  # 3 true runs, 2 found, 1 common
    assert (score.precision, score.recall) == (0.5, pytest.approx(1 / 3))
    assert score.words == pytest.approx(2 * 4 / 11)


def test_nothing_found_is_0() -> None:
    assert score_page(TEXT, "").words == 0.0


def test_summary_is_f1_of_the_means() -> None:
    told = summarise([score_page(TEXT, TEXT), score_page(TEXT, "")])
    assert told == {"pages": 2, "shingle_f1": 0.5, "exact": 0.5, "word_f1": 0.5}


def test_snippets_are_pooled() -> None:
    assert snippet_f1([(["one", "six"], ["menu"], "one  two menu")]) == pytest.approx(0.5)


def test_names_are_compared_without_spaces_and_signs() -> None:
    assert names_f1([(["Jean-Luc Roe", "Ann Poe"], ["jean luc roe"])]) == pytest.approx(2 / 3, abs=1e-4)


def test_titles_dates_and_credits() -> None:
    assert title_share([("“A” — b", '"a" - B'), ("x", None)]) == 0.5
    assert day_share([("2024-05-03T10:00:00Z", "2024-05-03"), ("2024-05-03", None)]) == 0.5
    assert words_f1([(["Jane Roe/dpa"], ["Foto: Jane Roe"])]) == pytest.approx(0.8, abs=1e-4)
