"""Pictures of a story, and where they stand in it."""

from __future__ import annotations

from msgspec.structs import replace
from story_pieces import AFTER, BEFORE, CleanPiece

ONE = "The first of the ships came in before dawn with a pilot on board and coal for the whole city."
FIGURE = "<figure><img src='/i/{0}.jpg' alt='{0}'><figcaption>Ships at the {0} (Photo: Ada Blau)</figcaption></figure>"


def test_picture_stands_before_a_block(clean_piece: CleanPiece) -> None:
    record = clean_piece(f"{FIGURE.format('gate')}<p>{ONE}</p>{FIGURE.format('pier')}")
    places = {image.url: record.body[image.block].text for image in record.images if image.block is not None}
    assert places == {
        "https://news.example.com/i/gate.jpg": ONE,
        "https://news.example.com/i/pier.jpg": AFTER,
    }


def test_formats_show_pictures_in_their_places(clean_piece: CleanPiece) -> None:
    record = clean_piece(f"<p>{ONE}</p>{FIGURE.format('pier')}")
    made = record.to_markdown()
    assert made.index(ONE) < made.index("![pier](https://news.example.com/i/pier.jpg)") < made.index(AFTER)
    html = record.to_html()
    assert html.index(ONE) < html.index('<img src="https://news.example.com/i/pier.jpg"') < html.index(AFTER)


def test_picture_that_is_only_declared_has_no_place(clean_piece: CleanPiece) -> None:
    head = "<meta property='og:image' content='https://cdn.example.com/lead.jpg'>"
    record = clean_piece(f"<p>{ONE}</p>", head=head)
    images = tuple(replace(image, lead=True) for image in record.images)
    assert [image.block for image in images] == [None] * len(images)
    made = replace(record, images=images).to_markdown()
    assert not images or made.index("lead.jpg") < made.index(BEFORE)
