# ruff: noqa: E501  # a piece of a page is a line
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


def test_caption_and_credit_beside_a_picture_are_its_own(clean_piece: CleanPiece) -> None:
    figure = "<figure><img src=/i/gate.jpg width=800 height=500><figcaption>The gate of the port at noon</figcaption></figure>"
    piece = f"{figure}<div class=photoBy>Foto: Ada Blau</div>"
    (image,) = clean_piece(f"<p>{ONE}</p>{piece}").images
    assert (image.caption, image.credit and image.credit.raw) == ("The gate of the port at noon", "Ada Blau")
    assert (image.width, image.height) == (800, 500)


def test_two_captions_with_one_credit_each_have_it(clean_piece: CleanPiece) -> None:
    figure = "<figure><img src=/i/{0}.jpg><figcaption>The {0} of the port at noon (Image: Getty)</figcaption></figure>"
    images = clean_piece(f"{figure.format('gate')}<p>{ONE}</p>{figure.format('pier')}").images
    assert [image.credit and image.credit.raw for image in images] == ["Getty", "Getty"]


def test_small_print_beside_a_picture_is_a_caption(clean_piece: CleanPiece) -> None:
    record = clean_piece(
        f"<p>{ONE}</p><div><a href=/i/gate-l.jpg><img src=/i/gate.jpg></a> <small>The gate</small></div>"
    )
    assert [image.caption for image in record.images] == ["The gate"]
    assert "The gate" not in record.text


def test_pictures_of_other_stories_authors_and_pixels_are_none(clean_piece: CleanPiece) -> None:
    teaser = "<div><a href=/ferry><img src=/i/ferry.jpg></a><h3><a href=/ferry>Ferry of Kumla sails again on Monday</a></h3></div>"
    pixel = "<img src=/count/7?page=1 width=1 height=1>"
    portrait = "<div class=author-photo><img src=/i/ada.jpg></div>"
    record = clean_piece(f"<p>{ONE}</p>{teaser}{pixel}{portrait}<p>{ONE}</p>{FIGURE.format('gate')}")
    assert [image.url for image in record.images] == ["https://news.example.com/i/gate.jpg"]


def test_address_of_many_pictures_is_none(clean_piece: CleanPiece) -> None:
    many = "".join(f"<p>{ONE}</p><img src=/i/wait.jpg alt='{number}'>" for number in range(4))
    assert not clean_piece(many).images


def test_newsletter_and_quotation_in_a_figure_are_no_captions(clean_piece: CleanPiece) -> None:
    newsletter = "<figure><img src=/i/gate.jpg><aside><p>Sign up for the news of the bay</p></aside></figure>"
    quotation = f"<figure><blockquote><p>{ONE}</p></blockquote><figcaption>Ada Blau, port master</figcaption></figure>"
    record = clean_piece(f"<p>{ONE}</p>{newsletter}<p>{ONE} Again.</p>{quotation}")
    assert [(image.url, image.caption) for image in record.images] == [("https://news.example.com/i/gate.jpg", None)]


def test_size_that_metadata_declares_is_that_of_its_file(clean_piece: CleanPiece) -> None:
    head = (
        "<meta property=og:image content=https://news.example.com/i/harbour.jpg><meta property=og:image:width content=1200>"
        "<meta property=og:image:height content=630>"
    )
    assert [(image.width, image.height) for image in clean_piece(FIGURE.format("harbour"), head=head).images] == [
        (1200, 630)
    ]
    (image,) = clean_piece(FIGURE.format("harbour").replace("/i/", "/s/"), head=head).images
    assert (image.width, image.height) == (None, None)
