"""What a reader sees of a page at a glance."""

from __future__ import annotations

import pytest

from cleaner.labelers.page_type.glance import GLANCE_NAMES, glance_numbers, looks
from cleaner.labelers.page_type.listing import is_only_teasers
from cleaner.model import Choice, Labels, Options, RawPage, Story
from cleaner.stages.decode import decode
from cleaner.stages.segment import segment

PROSE = "<p>The harbour of Millbrook was dredged in the spring, and larger boats can moor there again.</p>"
CARD = "<div class=card><h3><a href=/a/{0}>Harbour number {0} is dredged</a></h3></div>"
CARDS = "".join(map(CARD.format, range(5)))


ARTICLE = '<script type=application/ld+json>{"@type": "NewsArticle", "headline": "x"}</script>'


def story_of(body: str, url: str | None = None) -> Story:
    """A page whose prose is its text."""
    page = segment(decode(RawPage(f"<html><body>{body}</body></html>", url), Options()), Options())
    text = tuple(block for block in page.blocks if block.tag == "p")
    return Story(page, Labels((None,) * len(page.blocks)), body=text)


def titled(title: str) -> dict[str, Choice[str]]:
    return {"title": Choice(title, "h1")} if title else {}


def seen(body: str, title: str = "", url: str | None = None) -> dict[str, float]:
    return dict(zip(GLANCE_NAMES, glance_numbers(story_of(body, url), titled(title)), strict=True))


def test_words_of_the_headline_are_counted_and_compared_with_the_address() -> None:
    found = seen(PROSE, "The harbour is dredged again", "https://herald.example/news/harbour-dredged-spring-123")
    assert (found["headline_words"], found["headline_small_words"]) == (5, 2)
    assert found["slug_words"] == 3
    assert found["slug_in_headline"] == pytest.approx(2 / 3)
    assert seen(PROSE, "Harbours", "https://herald.example/")["slug_words"] == 0


def test_what_a_page_does_not_have_is_not_counted() -> None:
    found = seen(PROSE)
    assert (found["headline_words"], found["slug_words"], found["slug_in_headline"]) == (-1, -1, -1)
    assert (found["titles"], found["first_piece_share"]) == (0, 1)


def test_titles_cut_the_text_into_pieces() -> None:
    article, index = seen(PROSE * 4 + CARDS), seen("".join(CARD.format(n) + PROSE for n in range(5)))
    assert (article["first_piece_share"], article["last_piece_share"]) == (1, 0)
    assert index["first_piece_share"] == pytest.approx(1 / 5)
    assert index["largest_piece"] < article["largest_piece"]
    assert article["titles"] == index["titles"]


def test_titles_of_a_menu_are_none() -> None:
    assert seen(f"<nav>{CARDS}</nav>{PROSE}")["titles"] == 0
    assert seen(CARDS + PROSE)["titles"] > 0


@pytest.mark.parametrize(
    ("classes", "topic"),
    [
        ("productCard__price", "goods_class_parts"),
        ("js-in-den-warenkorb", "goods_class_parts"),
        ("search_results", "list_class_parts"),
        ("ThreadReplies", "thread_class_parts"),
        ("story-byline", "story_class_parts"),
    ],
)
def test_words_in_classes_and_ids_are_counted_by_topic(classes: str, topic: str) -> None:
    assert seen(f"<div class={classes}>{PROSE}</div>")[f"{topic}_count"] > 0
    assert seen(f"<div class=wrap>{PROSE}</div>")[f"{topic}_count"] == 0


LIST = "".join(CARD.format(n) + PROSE for n in range(8))
GOODS = "".join(f"<div class='product-price{n} cart-item{n}'>{PROSE}</div>" for n in range(6))


@pytest.mark.parametrize(
    ("body", "title", "expected"),
    [
        (LIST, "Harbour news", True),
        (LIST, "The harbour of Millbrook is dredged at last", True),  # of its first story
        (LIST.replace(PROSE, PROSE * 5), "The harbour of Millbrook is dredged at last", False),
        (PROSE * 12 + LIST, "Harbour news", False),
        (GOODS, "Blue kettle of steel and brass", True),
        (PROSE * 6, "Blue kettle", False),
        (ARTICLE + LIST, "Harbour news", False),
    ],
)
def test_what_lists_and_shops_look_like(body: str, title: str, expected: bool) -> None:
    assert (looks(story_of(body), titled(title)) > 0) is expected


def test_front_page_has_titles_above_pieces_of_its_text() -> None:
    front, story = "https://herald.example/", "https://herald.example/harbour-dredged-at-last"
    long = "The harbour of Millbrook is dredged at last"
    body = "".join(CARD.format(n) + PROSE * 9 for n in range(6))
    assert looks(story_of(body, front), titled(long))
    assert not looks(story_of(body, story), titled(long))
    assert not looks(story_of(PROSE * 9 + CARD.format(1) * 6, front), titled(long))


@pytest.mark.parametrize(
    ("items", "introduction", "paragraphs", "is_list"),
    [(12, 1, 1, True), (11, 1, 1, False), (12, 9, 1, False), (12, 1, 9, False)],
)
def test_text_that_is_nothing_but_teasers(items: int, introduction: int, paragraphs: int, is_list: bool) -> None:
    rows = "".join(CARD.format(n) + PROSE * paragraphs for n in range(items))
    assert is_only_teasers(story_of(PROSE * introduction + rows)) is is_list


def test_list_has_links_as_headings_as_well() -> None:
    headings = "".join(f"<h3><a href=/{n}>Harbour number {n} is dredged</a></h3>" for n in range(12))
    assert looks(story_of(PROSE * 30 + headings), titled("Harbour news"))
    assert not looks(story_of(PROSE * 30 + headings), titled("The harbour of Millbrook is dredged at last"))
    assert not looks(
        story_of(PROSE * 30 + CARD.format(1) * 12 + "<h2>History of the place</h2>" * 9), titled("Harbour news")
    )


def test_dump_looks_like_nothing() -> None:
    page = segment(decode(RawPage("Harbour news\n\nLarger boats can moor there.", kind="text"), Options()), Options())
    assert not looks(Story(page, Labels((None,) * len(page.blocks)), body=()), titled("Harbour news"))
