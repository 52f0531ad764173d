# ruff: noqa: E501  # a piece of a page is a line
"""Which caption and credit belong to which picture, in the ways that pages print them."""

from __future__ import annotations

from story_pieces import CleanPiece

ONE = "The first of the ships came in before dawn with a pilot on board and coal for the whole city."
TWO = "The second one had to wait until the evening, since the tide was low and the wind was strong."


def captions(clean_piece: CleanPiece, piece: str) -> list[tuple[str | None, str | None, str | None]]:
    """File, caption and credit of each picture."""
    images = clean_piece(piece).images
    return [
        (image.url and image.url.rpartition("/")[2], image.caption, image.credit and image.credit.raw)
        for image in images
    ]


def test_caption_of_a_table_of_data_is_none_of_its_flags(clean_piece: CleanPiece) -> None:
    rows = "".join(
        f"<tr><td><img src=/f/{name}.jpg width=90 height=60> {name}</td><td>{ONE}</td></tr>"
        for name in ("norway", "sweden", "iceland", "denmark", "finland")
    )
    piece = f"<p>{ONE}</p><table><caption>Ships by country and month</caption>{rows}</table><p>{TWO}</p>"
    assert not any(caption for _, caption, _ in captions(clean_piece, piece))


def test_captions_in_turn_with_pictures_in_one_element(clean_piece: CleanPiece) -> None:
    shown = "<div class=wrap><div class=image><img src=/i/{0}.jpg></div></div><div class=media-caption>The {0} of the port at noon</div>"
    piece = f"<div>{shown.format('gate')}<p>{ONE}</p>{shown.format('pier')}<p>{TWO}</p></div>"
    assert captions(clean_piece, piece) == [
        ("gate.jpg", "The gate of the port at noon", None),
        ("pier.jpg", "The pier of the port at noon", None),
    ]


def test_sign_of_a_camera_in_a_caption_is_no_picture(clean_piece: CleanPiece) -> None:
    piece = f"<p>{ONE}</p><figure><div><img src=/i/gate.jpg></div><figcaption><div class=caption-credit><div class=credits><img src=/i/camera.svg> Ada Blau/AP</div> <span class=caption>The gate of the port at noon, where the ships had been waiting for a week and a day until the pilots came back to work.</span></div></figcaption></figure><p>{TWO}</p>"
    ((file, caption, credit),) = captions(clean_piece, piece)
    assert (file, credit) == ("gate.jpg", "Ada Blau/AP")
    assert caption is not None
    assert caption.startswith("The gate of the port at noon")


def test_credit_in_an_element_that_names_it_in_another_language(clean_piece: CleanPiece) -> None:
    piece = f"<p>{ONE}</p><figure><div><img src=/i/gate.jpg><div class=bildautor>Foto: Ada Blau</div></div><figcaption>The gate of the port at noon</figcaption></figure><p>{TWO}</p>"
    assert captions(clean_piece, piece) == [("gate.jpg", "The gate of the port at noon", "Ada Blau")]


def test_file_or_text_that_speaks_of_a_logo_is_a_picture_where_it_has_a_caption(clean_piece: CleanPiece) -> None:
    piece = f"<p>{ONE}</p><figure><img src=/i/new-logo-of-the-port.jpg><figcaption>The port shows its new sign (Photo: Ada Blau)</figcaption></figure><p>{TWO}</p>"
    assert captions(clean_piece, piece) == [("new-logo-of-the-port.jpg", "The port shows its new sign", "Ada Blau")]


def test_picture_shown_once_more_without_its_caption_is_one(clean_piece: CleanPiece) -> None:
    piece = f"<p>{ONE}</p><figure><img src=/i/gate-2024.jpg><figcaption>The gate of the port at noon</figcaption></figure><div><img src=/s/gate-2024.jpg></div><p>{TWO}</p>"
    assert captions(clean_piece, piece) == [("gate-2024.jpg", "The gate of the port at noon", None)]


def test_picture_before_the_element_that_stands_for_it(clean_piece: CleanPiece) -> None:
    piece = f"<p>{ONE}</p><div class=lazy><noscript><img src=/i/gate.jpg></noscript><div class=placeholder><img src='data:image/svg+xml,x'></div></div><p>{TWO}</p>"
    assert captions(clean_piece, piece) == [("gate.jpg", None, None)]


def test_portrait_between_a_picture_and_its_caption_has_none(clean_piece: CleanPiece) -> None:
    shown = "<div class=wrap><div class=image><img src=/i/{0}.jpg></div></div>{1}<div class=media-caption>The {0} of the port at noon</div>"
    portrait = "<div class=by><a href=/staff><img src=/i/staff-1.png width=60 height=60></a></div>"
    piece = f"<div>{shown.format('gate', '')}<p>{ONE}</p>{portrait}{shown.format('pier', '')}<p>{TWO}</p></div>"
    assert [file for file, _, _ in captions(clean_piece, piece)] == ["gate.jpg", "pier.jpg"]


def test_number_in_a_word_of_a_short_caption_is_no_time(clean_piece: CleanPiece) -> None:
    piece = f"<p>{ONE}</p><figure><img src=/i/park.jpg><figcaption>Wind park Osterby2 <span class=copy>© EnNO</span></figcaption></figure><p>{TWO}</p>"
    assert captions(clean_piece, piece) == [("park.jpg", "Wind park Osterby2", "EnNO")]


def test_slash_before_the_sign_of_a_credit_names_no_house(clean_piece: CleanPiece) -> None:
    piece = f"<p>{ONE}</p><figure><img src=/i/gate.jpg><figcaption>Osterby Nord/Ost <span class=copy>© NordMW GmbH</span></figcaption></figure><p>{TWO}</p>"
    assert captions(clean_piece, piece) == [("gate.jpg", "Osterby Nord/Ost", "NordMW GmbH")]


def test_day_in_a_caption_dates_the_picture_and_not_the_page(clean_piece: CleanPiece) -> None:
    piece = f"<figure><img src=/i/gate.jpg><figcaption>Osterby West, works at the gate 28.04.2014 <span class=copy>© Port/Ada Blau</span></figcaption></figure><p>{TWO}</p>"
    record = clean_piece(piece)
    assert [image.caption for image in record.images] == ["Osterby West, works at the gate 28.04.2014"]
    assert record.published is None or record.published.raw != "28.04.2014"


def test_what_stands_in_the_place_of_an_embed_is_no_caption(clean_piece: CleanPiece) -> None:
    piece = f"<p>{ONE}</p><figure class='c-oembed-placeholder'><div><div>You can listen to our podcasts about the port here</div></div></figure><p>{TWO}</p>"
    assert captions(clean_piece, piece) == []
