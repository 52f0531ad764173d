"""block_places: containers around blocks, and what their classes speak for."""

from __future__ import annotations

from cleaner.labelers.block_model.places import FLAG, LEVELS, PlaceTable, subwords
from cleaner.model import Block, Document, Options
from cleaner.stages.segment import segment

HTML = """<main class=page><article class="story-body"><p>One.</p><p>Two.</p></article>
<aside id=relatedBox><ul><li>Three</li></ul></aside></main>"""


TOKENS = {"story": 0.8, "body": 0.6, "related": -0.5, "page": 0.1}


def blocks(html: str) -> tuple[Block, ...]:
    return segment(Document(html, "html", None, "utf-8", "given", "", len(html)), Options()).blocks


def test_class_names_fall_into_words() -> None:
    assert subwords("article-body__textBlock c-NAV x1") == ("article", "body", "text", "block", "nav")


def test_levels_are_the_containers_that_hold_more_each() -> None:
    places = PlaceTable(blocks(HTML))
    levels = places.levels()
    whole = (0, 2)
    assert levels[places.of_block[0]] == ((0, 1) + whole * (LEVELS - 1))  # article, then main
    assert levels[places.of_block[2]] == whole * LEVELS  # ul and aside hold no more than the item


def test_token_weights_are_read_per_level_from_the_block_outwards() -> None:
    places = PlaceTable(blocks(HTML))
    scores = places.token_scores(TOKENS)
    assert scores[places.of_block[0]] == (0.0, 0.7, 0.1, *[0.0] * (LEVELS - 2))
    assert scores[places.of_block[2]] == (-0.5, 0.1, *[0.0] * (LEVELS - 1))


def test_flags_name_the_elements_around() -> None:
    places = PlaceTable(blocks(HTML))
    assert places.masks[places.of_block[2]] == FLAG["main"] | FLAG["aside"] | FLAG["ul"]


def test_deep_nesting_needs_no_recursion() -> None:
    deep = "<div>" * 1500 + "text" + "</div>" * 1500
    assert len(PlaceTable(blocks(deep)).levels()) > 0
