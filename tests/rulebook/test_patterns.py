"""Patterns run on RE2 alone, one by one or as a set."""

from __future__ import annotations

import pytest

from cleaner.rulebook.patterns import LineSet, Pattern, PatternError


def test_a_set_matches_from_end_to_end() -> None:
    lines = LineSet([Pattern("Share"), Pattern("Sha.*"), Pattern("Shar|Share prices")])

    assert lines.match("Share") == [0, 1]
    assert lines.match("Share prices") == [1, 2]
    assert lines.match("A Share") == []


def test_a_searching_set_matches_anywhere() -> None:
    assert LineSet([Pattern("b"), Pattern("^b"), Pattern("c$")], whole=False).match("abc") == [0, 2]


def test_case_matters_unless_the_pattern_says_otherwise() -> None:
    assert LineSet([Pattern("share"), Pattern("(?i)share")]).match("SHARE") == [1]


def test_groups_are_numbered_in_order() -> None:
    pattern = Pattern(r"(x)?BY (?P<name>\w+) \[(?P<email>.+)\]")
    match = pattern.full("BY LEE [lee@example.com]")

    assert dict(pattern.groups) == {"name": 2, "email": 3}
    assert match is not None
    assert (match[2], match.span(3)) == ("LEE", (8, 23))


def test_spans_count_characters_not_bytes() -> None:
    match = Pattern("(?P<name>기자)").search("홍길동 기자")

    assert match is not None
    assert match.span(1) == (4, 6)


@pytest.mark.parametrize("text", ["a(?=b)", "a(?!b)", r"(a)\1"])
def test_what_re2_cannot_do_is_explained(text: str) -> None:
    with pytest.raises(PatternError, match="no look-around and no back references"):
        Pattern(text).check()


def test_a_thousand_patterns_with_long_alternations_fit_into_one_set() -> None:
    words = [f"{a}{b}{c}" for a in "abcd" for b in "klmno" for c in ("one", "two")]
    patterns = [Pattern(f"(?i)(?:{'|'.join(words)}) {n}(?: .{{0,60}})?") for n in range(1_000)]

    lines = LineSet(patterns)

    assert lines.match("ALFIVE 3") == []
    assert lines.match("AKTWO 3") == [3]
    assert lines.match(f"doone 999 {'x' * 60}") == [999]


def test_more_than_the_budget_holds_is_an_error_and_not_silence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cleaner.rulebook.patterns.SET_MEMORY_BYTES", 100_000)
    patterns = [Pattern(f"(?i)(?:klmnopqrst|abcdefghij) {n}(?: .{{0,60}})?") for n in range(100)]

    with pytest.raises(PatternError, match="shorten the longest alternations"):
        LineSet(patterns)


def test_a_pattern_that_would_hang_a_backtracking_engine_answers() -> None:
    assert LineSet([Pattern("(?:a+)+b")]).match("a" * 5_000) == []
