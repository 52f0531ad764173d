"""final_body: the body that has come of the model's choice, in numbers, and the score that is read off them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import expm1

import pytest

from cleaner import RawPage, load_rules
from cleaner.labelers.block_model import DeclaredTexts, score_blocks
from cleaner.labelers.block_model.final_body import FINAL_NAMES, final_numbers
from cleaner.labelers.block_model.page_score import PageScore, score_page
from cleaner.labelers.block_model.page_view import PageView
from cleaner.model import DocumentKind, Label, Options, Page, Role
from cleaner.pipeline import trace
from cleaner.stages.decode import decode
from cleaner.stages.segment import segment

STORY = [
    f"The council of district {n} met on Monday evening and agreed to repair the old bridge before winter, although "
    "two members warned that the money would be missing when the harbour wall needs new stones."
    for n in range(12)
]
OTHER = (
    "<div class=box><p>A baker from Lisbon has opened a school for pastry in the valley, with forty students.</p></div>"
)
HTML = f"<h1>Old bridge</h1><article class=text>{''.join(f'<p>{text}</p>' for text in STORY)}</article>{OTHER * 3}"
DUMP = "\n\n".join(["Old bridge", *STORY])
PASTRY = [
    f"A pastry chef from Lisbon opened school number {n} with forty students, who learn almond biscuits by heart, and "
    "sell them on markets in the valley below the castle."
    for n in range(3)
]
FAR = "\n\n".join([DUMP, *(f"Menu {n}" for n in range(20)), "Chef opens school", *PASTRY])
PRINTED = "</article><article class=print>" + "".join(f"<p>{text}</p>" for text in STORY)
TWICE = HTML.replace("</article>", f"{PRINTED}</article>")


def read(body: str, kind: DocumentKind = "html") -> tuple[Page, PageView]:
    page = segment(decode(RawPage(body, kind=kind), Options()), Options())
    view = score_blocks(page, [None] * len(page.blocks), DeclaredTexts(page)).view
    assert view is not None
    return page, view


def labels(page: Page, body: Iterable[int]) -> list[Label]:
    kept = set(body)
    roles = (Role.PARAGRAPH if block.index in kept else Role.BOILERPLATE for block in page.blocks)
    return [Label(role, "test", "") for role in roles]


def numbers(body: str, kept: Iterable[int], kind: DocumentKind = "html") -> dict[str, float]:
    page, view = read(body, kind)
    return dict(zip(FINAL_NAMES, final_numbers(view, (), (), labels(page, kept)), strict=True))


def score(body: str, kept: Iterable[int], kind: DocumentKind = "html") -> PageScore:
    """Of a body that is what is left of the model's choice, which takes all else for no story."""
    page, view = read(body, kind)
    left = list(kept)
    likely = view.likely.copy()
    likely[[index for index in range(len(likely)) if index not in left]] = 0.01
    doubting = view.with_likely(likely, 0.99)
    return score_page(kind, final_numbers(doubting, (), (), labels(page, left)))


def test_numbers_are_those_of_the_body_that_there_is_and_not_of_the_choice() -> None:
    assert numbers(HTML, range(1, 13))["prose_behind"] < numbers(HTML, range(1, 7))["prose_behind"]
    assert numbers(HTML, range(7, 13))["body_words"] < numbers(HTML, range(1, 13))["body_words"]


def test_prose_left_in_elements_like_those_of_the_body_is_counted() -> None:
    assert numbers(HTML, range(1, 13))["left_of_makes"] == 0.0
    assert numbers(HTML, range(1, 7))["left_of_makes"] == pytest.approx(0.5, abs=0.01)


def test_a_body_of_elements_of_two_makes_says_so() -> None:
    assert numbers(HTML, range(1, 13))["largest_make"] == 1.0
    assert 0.8 < numbers(HTML, range(1, 16))["largest_make"] < 1.0


def test_prose_that_ends_in_the_middle_counts_by_its_words() -> None:
    assert numbers(HTML, range(1, 13))["prose_ends"] == 1.0
    cut = HTML.replace("new stones.</p></article>", "new</p></article>")
    assert 0.9 < numbers(cut, range(1, 13))["prose_ends"] < 1.0


def test_a_dump_has_no_elements() -> None:
    assert {numbers(DUMP, range(1, 13), "text")[name] for name in ("largest_make", "left_of_makes")} == {-1.0}


LOST = [(HTML, "html", (1, 2, 11, 12)), (HTML, "html", (1,)), (DUMP, "text", (1, 2, 11, 12))]


@pytest.mark.parametrize(("body", "kind", "part"), LOST)
def test_a_story_that_lost_most_of_it_says_so(body: str, kind: DocumentKind, part: Sequence[int]) -> None:
    assert score(body, part, kind).is_unsure


@pytest.mark.parametrize(("body", "kind"), [(HTML, "html"), (DUMP, "text")])
def test_the_more_a_story_lost_the_lower_is_its_score(body: str, kind: DocumentKind) -> None:
    scores = [score(body, range(1, last), kind) for last in (13, 7, 4, 2)]
    assert not scores[0].is_unsure
    assert sorted(scores, key=lambda found: -found.expected_f1) == scores


@pytest.mark.parametrize(("body", "kind"), [(HTML, "html"), (DUMP, "text"), (FAR, "text"), (TWICE, "html")])
def test_the_score_of_a_page_is_of_the_body_in_its_record(body: str, kind: DocumentKind) -> None:
    found = trace(RawPage(body, kind=kind), load_rules(sites=False))
    assert found.story is not None
    made = found.story.labels
    again = score_page(kind, made.numbers)
    assert (made.expected_f1, made.is_unsure) == (again.expected_f1, again.is_unsure)
    words = expm1(dict(zip(FINAL_NAMES, made.numbers, strict=True))["body_words"])
    assert words == pytest.approx(len(found.record.text.split()), abs=5)


@pytest.mark.parametrize(("body", "kind"), [(FAR, "text"), (TWICE, "html")])
def test_text_that_was_told_from_the_story_is_no_prose_left_beside_it(body: str, kind: DocumentKind) -> None:
    page, view = read(body, kind)
    story = [block.index for block in page.blocks if block.text in STORY][:12]
    others = [block.index for block in page.blocks if block.index not in story and len(block.text) > 60]
    assert others
    made = labels(page, story)
    seen = dict(zip(FINAL_NAMES, final_numbers(view, (), (), made), strict=True))
    told = dict(zip(FINAL_NAMES, final_numbers(view, (), (*story, *others), made), strict=True))
    assert told["prose_behind"] == 0.0 < seen["prose_behind"]
    assert told["doubt_out"] < seen["doubt_out"]
    assert told["body_words"] == seen["body_words"]


OTHERS = "\n\n".join(
    f"A pastry chef from Lisbon opened school number {n} with forty students, who learn to bake almond biscuits, and "
    "to sell them on markets in the valley."
    for n in range(6)
)


def test_prose_left_beside_a_dump_counts_as_kindred_by_its_words() -> None:
    other = numbers(f"{DUMP}\n\n{OTHERS}", range(1, 13), "text")
    lost = numbers(DUMP, range(1, 7), "text")
    assert lost["left_kindred"] == pytest.approx(0.5, abs=0.01)
    assert other["left_kindred"] == 0.0
    assert numbers(HTML, range(1, 7))["left_kindred"] == -1.0
    assert numbers(DUMP, (), "text")["left_kindred"] == -1.0
    assert numbers(DUMP, (1,), "text")["left_kindred"] == pytest.approx(11 / 12, abs=0.01)
