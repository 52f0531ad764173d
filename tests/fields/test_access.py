from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest
from hand_made import TEXT, json_ld, make_page, make_story, meta

from cleaner import clean
from cleaner.article import Article
from cleaner.fields.access import breaks_off, read_access
from cleaner.model import Access, Block, Role

WALL = "Subscribe to read on"
SAID = {WALL: (Role.PAYWALL, "shared/paywall:line")}
LONG = "\n".join([TEXT] * 12)


@pytest.mark.parametrize(
    ("said", "free"),
    [
        (True, True),
        (False, False),
        ("True", True),
        ("false", False),
        ("http://schema.org/False", False),
        (["false"], False),
    ],
)
def test_price_is_what_json_ld_says(said: object, free: bool) -> None:
    choice = read_access(make_story(make_page(json_ld(isAccessibleForFree=said))))

    assert choice is not None
    assert (choice.value, choice.source) == (Access(free=free), "jsonld:isAccessibleForFree")


def test_part_that_is_not_free_makes_the_page_so() -> None:
    parts = [{"@type": "WebPageElement", "isAccessibleForFree": False, "cssSelector": ".wall"}]

    choice = read_access(make_story(make_page(json_ld(hasPart=parts))))

    assert choice is not None
    assert (choice.value.free, choice.source) == (False, "jsonld:hasPart")


@pytest.mark.parametrize(("tier", "free"), [("free", True), ("locked", False)])
def test_content_tier_says_it_too(tier: str, free: bool) -> None:
    choice = read_access(make_story(make_page(meta("article:content_tier", tier))))

    assert choice is not None
    assert choice.value.free is free


@pytest.mark.parametrize("said", ["metered", "perhaps", "", "null"])
def test_word_that_decides_nothing_is_passed_over(said: str) -> None:
    assert read_access(make_story(make_page(json_ld(isAccessibleForFree=said)))) is None


def test_wall_after_a_short_text_ends_it() -> None:
    choice = read_access(make_story(f"Storm closes it\n\n{TEXT}\n\n{WALL}", labels=SAID))

    assert choice is not None
    assert choice.value == Access(free=False, complete=False)


def test_box_after_a_whole_text_is_no_wall() -> None:
    assert read_access(make_story(f"Storm closes it\n\n{LONG}\n\n{WALL}", labels=SAID)) is None


def test_wall_of_a_page_that_is_not_free_ends_even_a_long_text() -> None:
    page = make_page(json_ld(isAccessibleForFree=False), below=f"<p>{TEXT}</p>" * 12 + f"<div>{WALL}</div>")

    choice = read_access(make_story(page, labels=SAID))

    assert choice is not None
    assert choice.value == Access(free=False, complete=False)


def test_box_on_a_free_page_is_no_wall() -> None:
    page = make_page(json_ld(isAccessibleForFree=True), below=f"<div>{WALL}</div>")

    choice = read_access(make_story(page, labels=SAID))

    assert choice is not None
    assert choice.value == Access(free=True)


LISTED = "\n".join(
    ("Places where it was felt", "Holm, Eyre and the outer islands", "Saltmarsh and Quill", "Ferry Point")
)
CUT = "Nobody at the harbour office could say on Monday whether the boats would"
BOOK = "Storms of the North, by Ida Quill, is out now (Eyre Books, £25)"


@pytest.mark.parametrize(
    ("count", "end", "is_cut"), [(10, CUT, True), (10, LISTED, False), (10, TEXT, False), (30, BOOK, False)]
)
def test_text_of_middling_length_breaks_off_inside_a_sentence(count: int, end: str, is_cut: bool) -> None:
    lines = [TEXT] * count + end.split("\n")
    story = SimpleNamespace(body=[Block(index, line) for index, line in enumerate(lines)])

    assert breaks_off(cast(Article, story)) is is_cut


def test_wall_far_below_the_text_does_not_end_it() -> None:
    assert read_access(make_story(f"Storm\n\n{TEXT}\n" + "A teaser\n" * 9 + WALL, labels=SAID)) is None


@pytest.mark.parametrize(
    "lines",
    [
        ("Tu suscripción se está usando en otro dispositivo", "¿Quieres añadir otro usuario a tu suscripción?"),
        ("Perché visualizzo questo messaggio?", "La lettura di La Stampa è in corso su un altro dispositivo"),
    ],
)
def test_box_about_a_subscription_in_use_elsewhere_is_no_wall(lines: tuple[str, str]) -> None:
    said = '{"@type": "NewsArticle", "isAccessibleForFree": false, "wordCount": 60}'
    head = f'<script type="application/ld+json">{said}</script>'
    box = "".join(f"<p>{line}</p>" for line in lines)
    story = "".join(f"<p>{TEXT} Bridge {n} was closed that day.</p>" for n in range(12))

    record = clean(f"<html><title>The old bridge</title>{head}<h1>The old bridge</h1>{story}<div>{box}</div></html>")

    assert record.access is not None
    assert (record.access.free, record.access.complete) == (False, True)
    assert not any(line in record.text for line in lines)
    assert str(record.status) == "ok"
