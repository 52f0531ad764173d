"""A picture whose larger copy the page declares is given at that address, in the place of the printed one."""

from __future__ import annotations

import json

import pytest
from story_pieces import CleanPiece

from cleaner.model import Image

PRINTED = "https://img.example/s/640/gate-2024.jpg"
LARGER = "https://img.example/s/1600/gate-2024.jpg"
TEXT = "The first of the ships came in before dawn with a pilot on board and coal for the whole city."
FIGURE = (
    f"<p>{TEXT}</p><figure><img src='{PRINTED}'{{size}}><figcaption>The gate at noon (Photo: Ada Blau)</figcaption>"
    "</figure>"
)


def picture(clean_piece: CleanPiece, declared: dict[str, object], size: str = " width=640 height=360") -> Image:
    """The picture of a story whose JSON-LD declares one."""
    data = json.dumps({"@type": "NewsArticle", "image": {"@type": "ImageObject", **declared}})
    head = f"<script type='application/ld+json'>{data}</script>"
    (image,) = clean_piece(FIGURE.format(size=size), head=head).images
    return image


def test_larger_copy_has_the_place_caption_and_credit_of_the_printed_one(clean_piece: CleanPiece) -> None:
    image = picture(clean_piece, {"url": LARGER, "width": 1600, "height": 900})
    assert (image.url, image.width, image.height) == (LARGER, 1600, 900)
    assert (image.caption, image.credit and image.credit.raw) == ("The gate at noon", "Ada Blau")
    assert (image.block, image.lead) == (2, True)


def test_larger_copy_of_metadata(clean_piece: CleanPiece) -> None:
    names = {"image": LARGER, "image:width": "1600", "image:height": "900"}
    head = "".join(f'<meta property="og:{name}" content="{value}">' for name, value in names.items())
    (image,) = clean_piece(FIGURE.format(size=" width=640 height=360"), head=head).images
    assert (image.url, image.block) == (LARGER, 2)


@pytest.mark.parametrize(
    "declared",
    [
        {"url": LARGER, "width": 1600, "height": 840},  # cut for a network
        {"url": LARGER, "width": 480, "height": 270},
        {"url": LARGER},
        {"url": f"{LARGER}?overlay=title.png", "width": 1600, "height": 900},
        {"url": "https://img.example/s/1600/pier-2024.jpg", "width": 1600, "height": 900},
    ],
)
def test_what_may_be_another_picture_or_is_no_larger_leaves_the_printed_one(
    clean_piece: CleanPiece, declared: dict[str, object]
) -> None:
    data = json.dumps({"@type": "NewsArticle", "image": {"@type": "ImageObject", **declared}})
    head = f"<script type='application/ld+json'>{data}</script>"
    images = clean_piece(FIGURE.format(size=" width=640 height=360"), head=head).images
    assert [(image.url, image.width) for image in images if image.caption] == [(PRINTED, 640)]


def test_size_of_a_printed_picture_that_its_address_asks_for_counts(clean_piece: CleanPiece) -> None:
    data = json.dumps({"@type": "NewsArticle", "image": {"url": LARGER, "width": 1600, "height": 900}})
    figure = FIGURE.format(size=" width=640 height=360").replace(PRINTED, f"{PRINTED}?width=2000")
    (image,) = clean_piece(figure, head=f"<script type='application/ld+json'>{data}</script>").images
    assert image.url == f"{PRINTED}?width=2000"


def test_without_a_printed_size_nobody_knows_which_is_larger(clean_piece: CleanPiece) -> None:
    assert picture(clean_piece, {"url": LARGER, "width": 1600, "height": 900}, size="").url == PRINTED
