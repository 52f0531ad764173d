"""Lines that come again from page to page: labels over a story's own lists and prose are its own, boxes are not."""

from __future__ import annotations

import pytest

from cleaner import RawPage, load_rules
from cleaner.learn.learner import learn
from cleaner.learn.lessons import Lesson, read_lessons
from cleaner.rulebook import Rulebook
from tests.learn.pages import OFFER, SITE, pages, story

GOOD = (
    ("Browns evenly", "No coating", "Fits every stove"),
    ("Boils a litre in no time", "Quiet at night"),
    ("Needs no force", "Stays sharp for years", "Comes with a box"),
)
BAD = (("Heavy", "Rusts in the sink"), ("The lid falls shut",), ("Bites", "Hard to dry", "Loud"))


@pytest.fixture(scope="module")
def general() -> Rulebook:
    return load_rules(sites=False)


def _listed(items: tuple[str, ...]) -> str:
    return f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"


def _with(inside: list[str]) -> list[tuple[str, RawPage]]:
    """Pages with something of each inside the story's container, over its last two paragraphs."""
    made = []
    for number, (name, raw) in enumerate(pages(len(inside))):
        below = f"<p>{story(number)[5]}</p>"
        made.append((name, RawPage(str(raw.body).replace(below, inside[number] + below), url=raw.url)))
    return made


def _lessons(inside: list[str], general: Rulebook) -> list[Lesson]:
    return read_lessons(_with(inside), general, {})[0]


LABELS = {
    "plain": "<p>{}</p>",
    "bold": "<p><strong>{}</strong></p>",
    "heading": "<h3>{}</h3>",
    "ranked": "<h2>At a glance</h2><h3>{}</h3>",
}


@pytest.mark.parametrize("form", LABELS)
def test_a_label_over_a_list_is_the_storys(form: str, general: Rulebook) -> None:
    label = LABELS[form].format
    inside = [label("Pros") + _listed(GOOD[n]) + label("Cons") + _listed(BAD[n]) for n in range(3)]
    for lesson in _lessons(inside, general):
        lines = lesson.text(lesson.story).split("\n")
        assert {"Pros", "Cons"} <= set(lines)
        assert ("At a glance" in lines) is (form == "ranked")
        assert OFFER not in lines


def test_a_bold_line_over_prose_is_the_storys_and_a_plain_one_is_none(general: Rulebook) -> None:
    for lesson in _lessons(["<p><b>Verdict</b></p>"] * 3, general):
        assert "Verdict" in lesson.text(lesson.story).split("\n")
    for lesson in _lessons(["<p>Our friends at the pier</p>"] * 3, general):
        assert "Our friends at the pier" not in lesson.text(lesson.story)


def test_items_that_come_again_among_others_are_the_storys(general: Rulebook) -> None:
    inside = ["<h3>Ingredients</h3>" + _listed((*GOOD[n], "1 pinch of salt", *BAD[n])) for n in range(3)]
    for lesson in _lessons(inside, general):
        assert "1 pinch of salt" in lesson.text(lesson.story)


@pytest.mark.parametrize(
    "box",
    [
        "<p><b>From our shop</b></p>" + _listed(("Nets by the yard", "Tar in tins")),
        "<h3>From our shop</h3><p>Tar, nets and lamps for the winter, sold at the pier from nine in the morning.</p>",
    ],
)
def test_what_repeats_with_what_stands_below_it_is_none_of_the_story(box: str, general: Rulebook) -> None:
    for lesson in _lessons([box] * 3, general):
        assert "From our shop" not in lesson.text(lesson.story)


def test_a_label_over_links_is_none_of_the_story(general: Rulebook) -> None:
    linked = [_listed(tuple(f"<a href='/{word}'>{word}</a>" for word in GOOD[n])) for n in range(3)]
    for lesson in _lessons([f"<p><b>From the same shelf</b></p>{links}" for links in linked], general):
        assert "From the same shelf" not in lesson.text(lesson.story)


@pytest.mark.slow
def test_no_statement_takes_a_label_of_the_story(general: Rulebook) -> None:
    inside = [f"<p><b>Pros</b></p>{_listed(GOOD[n])}<p><b>Verdict</b></p>" for n in range(3)]
    found = learn(SITE, *read_lessons(_with(inside), general, {}), general)
    assert found.draft is not None
    assert "quay-offer" in found.draft.yaml()
    assert not {"Pros", "Verdict"} & {word.strip("' ") for word in found.draft.yaml().replace("\n", ":").split(":")}
