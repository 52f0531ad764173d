# ruff: noqa: E501  # a piece of a page is a line
"""Which text beside a picture is its caption, and which its credit."""

from __future__ import annotations

import pytest
from story_pieces import CleanPiece

ONE = "The first of the ships came in before dawn with a pilot on board and coal for the whole city."
IMAGE = "<img src=/i/gate.jpg width=800 height=500>"


def lines(clean_piece: CleanPiece, piece: str) -> list[tuple[str | None, str | None]]:
    """Caption and raw credit of each picture."""
    images = clean_piece(f"<p>{ONE}</p>{piece}<p>{ONE} The end.</p>").images
    return [(image.caption, image.credit.raw if image.credit else None) for image in images]


@pytest.mark.parametrize(
    ("piece", "caption", "credit"),
    [
        (
            f"<p>{IMAGE}<br><em>Ada Blau opens the gate of the port</em></p>",
            "Ada Blau opens the gate of the port",
            None,
        ),
        (
            f"<div class=image-right>{IMAGE}<br><i>Ships at the gate on Monday (<a href=https://pictures.example.org/7>Harbour Museum/Flickr</a>)</i></div>",
            "Ships at the gate on Monday",
            "Harbour Museum/Flickr",
        ),
        (
            f"<figure>{IMAGE}<div class='image__caption attribution'><span>Ships at the gate</span></div><figcaption class=image__credit>Getty Images</figcaption></figure>",
            "Ships at the gate",
            "Getty Images",
        ),
        (
            f"<figure>{IMAGE}<figcaption><span>Ships at the gate.</span><span class=credit><span class=h>Credit</span><span>Credit</span>Ada Blau</span></figcaption></figure>",
            "Ships at the gate.",
            "Ada Blau",
        ),
        (
            f"<figure>{IMAGE}<figcaption><span>Ships at the gate</span> <span class=copyright>Tous droits réservés</span> <span class=credit>Ada Blau et le port</span></figcaption></figure>",
            "Ships at the gate",
            "Ada Blau et le port",
        ),
        (
            f"<figure>{IMAGE}<div class=caption>Ships wait at the gate for the pilot and for coal.</div><div class=caption>Ships wait at the gate for...</div></figure>",
            "Ships wait at the gate for the pilot and for coal.",
            None,
        ),
    ],
)
def test_caption_and_credit(clean_piece: CleanPiece, piece: str, caption: str, credit: str | None) -> None:
    assert lines(clean_piece, piece) == [(caption, credit)]


def test_paragraph_beside_a_picture_is_no_caption(clean_piece: CleanPiece) -> None:
    record = clean_piece(f"<p>{IMAGE}<br>{ONE} It <em>was</em> the <em>first</em> in a week.</p>")
    assert [image.caption for image in record.images] == [None]
    assert "in a week." in record.text


def test_name_of_the_outlet_beside_a_picture_is_its_credit(clean_piece: CleanPiece) -> None:
    piece = f"<figure>{IMAGE}<span class=caption>Osterby</span></figure>"
    head = "<meta property=og:site_name content=Osterby>"
    (image,) = clean_piece(f"<p>{ONE}</p>{piece}", head=head).images
    assert (image.caption, image.credit and image.credit.raw) == (None, "Osterby")


def test_note_to_readers_without_script_is_no_caption(clean_piece: CleanPiece) -> None:
    note = "<figure><figcaption>Please enable Javascript.<ul><li>Or take the Harbour Pass without adverts</li></ul></figcaption></figure>"
    assert not lines(clean_piece, note)


def test_counter_of_readers_is_no_picture(clean_piece: CleanPiece) -> None:
    assert not lines(clean_piece, "<img src='https://count.example.org/dot.gif?id=7'><p>AFP</p>")


def test_pictures_named_by_their_size_alone_are_many(clean_piece: CleanPiece) -> None:
    caption = "<figcaption>Ada Blau, the port master of Osterby, {}</figcaption>"
    piece = "".join(
        f"<figure><img src=/i/{n}/920x1240.jpg>{caption.format(told)}</figure>"
        for n, told in enumerate(("opens the gate.", "at her desk."))
    )
    assert len(lines(clean_piece, piece)) == 2


@pytest.mark.parametrize(
    ("small", "large"),
    [
        ("/i/harbour-gate~660x330?cb=17", "/i/harbour-gate~1280x720?cb=17"),
        ("/i/29164066012327abc354b161cd5af6a/?t=crop:1", "/i/29164066012327abc354b161cd5af6a/?t=crop:2,fit"),
    ],
)
def test_two_sizes_of_one_file_are_one_picture(clean_piece: CleanPiece, small: str, large: str) -> None:
    head = f"<meta property=og:image content='{large}'>"
    (image,) = clean_piece(f"<p>{ONE}</p><figure><img src='{small}'></figure>", head=head).images
    assert image.lead
