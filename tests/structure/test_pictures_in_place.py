# ruff: noqa: E501  # a piece of a page is a line
"""Pictures of a story, and where they stand in it."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from story_pieces import AFTER, BEFORE, CleanPiece, page_around

from cleaner import clean

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


def test_picture_whose_text_is_a_name_of_the_byline_is_a_portrait(clean_piece: CleanPiece) -> None:
    byline = "<p class=byline>By Ada Lindgren, harbour editor</p>"
    alts = ("Ada Lindgren, editor", "A boat in the harbour")
    pictures = "".join(f"<p>{ONE} {alt}.</p><img src=/i/{number}.jpg alt='{alt}'>" for number, alt in enumerate(alts))
    record = clean_piece(f"{byline}{pictures}<p>{ONE} The end.</p>")
    assert [image.alt for image in record.images] == ["A boat in the harbour"]


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


@pytest.mark.parametrize(
    "piece",
    [
        # the name of the field, hidden from view, and a caption by a word of its class
        "<div><div class=label>Image</div><img src=/i/gate.jpg><span class=legend>The gate at noon (Getty)</span></div>",
        # a note of the page's script beside the picture, the caption outside of the element both are in
        "<div><div><img src=/i/gate.jpg><span>Wait until all pictures have been loaded</span></div>"
        "<div class=story__pic__caption>The gate at noon (Getty)</div></div>",
        "<div><img src=/i/gate.jpg><div class=photoLegende>The gate at noon</div><div class=photoCredit>Getty</div></div>",
    ],
)
def test_caption_is_found_by_a_word_of_its_class(clean_piece: CleanPiece, piece: str) -> None:
    (image,) = clean_piece(f"<p>{ONE}</p>{piece}<p>{ONE} Again.</p>").images
    assert (image.caption, image.credit and image.credit.raw) == ("The gate at noon", "Getty")


@pytest.mark.parametrize(
    ("piece", "credit"),
    [
        # one copyright for dark pictures, one for light ones
        ("<span class=copyright_a>pics.example</span> <span class=copyright_b>pics.example</span>", "pics.example"),
        ("<figcaption>. Imagen: Télam</figcaption>", "Télam"),
        ("<figcaption>Foto</figcaption>", None),
    ],
)
def test_what_only_names_the_source_is_no_caption(clean_piece: CleanPiece, piece: str, credit: str | None) -> None:
    tag = "figure" if "figcaption" in piece else "div"
    (image,) = clean_piece(f"<p>{ONE}</p><{tag}><img src=/i/gate.jpg> {piece}</{tag}><p>{ONE} Again.</p>").images
    assert (image.caption, image.credit and image.credit.raw) == (None, credit)


def test_lines_below_a_headline_are_no_caption(clean_piece: CleanPiece) -> None:
    hero = "<div><img src=/i/gate.jpg><h2>The gate of the port is closed</h2><p>Ada Blau, last updated:</p></div>"
    assert [image.caption for image in clean_piece(f"<p>{ONE}</p>{hero}<p>{ONE} Again.</p>").images] == [None]


def test_second_size_of_a_picture_is_the_same_one(clean_piece: CleanPiece) -> None:
    figure = "<figure><img src=/i/harbour{0}.jpg><figcaption>Who owns the ships in the port of Kumla{1}</figcaption></figure>"
    piece = figure.format("-860x484", ". As of June. CC-BY-SA 2.0") + f"<p>{ONE}</p>" + figure.format("-902x675", "")
    (image,) = clean_piece(piece).images
    assert image.caption == "Who owns the ships in the port of Kumla. As of June."
    assert image.credit is not None
    assert image.credit.raw == "CC-BY-SA 2.0"


def test_linked_picture_with_a_credit_is_of_the_story(clean_piece: CleanPiece) -> None:
    gallery = "<div><a href=/gallery/7><img src=/i/gate.jpg>{0}</a></div><h3><a href=/gallery/7>All the gates of the port</a></h3>"
    credited = gallery.format("<span class=media-credit>Getty</span>")
    images = clean_piece(f"<p>{ONE}</p>{credited}<p>{ONE} Again.</p>").images
    assert [(image.url, image.credit and image.credit.raw) for image in images] == [
        ("https://news.example.com/i/gate.jpg", "Getty")
    ]
    assert not clean_piece(f"<p>{ONE}</p>{gallery.format('')}<p>{ONE} Again.</p>").images


def test_credit_of_no_picture_is_listed_and_makes_none(clean_piece: CleanPiece) -> None:
    record = clean_piece(
        f"<p>{ONE}</p><video src=/v.mp4></video><div class=photo-credit>Ada Blau/AP</div><p>{ONE} Again.</p>"
    )
    assert (record.images, record.photo_credits) == ((), ("Ada Blau/AP",))


PICTURE = "<img src=/i/gate.jpg>"
GATE = "https://news.example.com/i/gate.jpg"
FURNITURE = {
    "icon in a heading": ("", "<h3><img src=/i/z.png> The tides of the week</h3>"),
    "portrait beside a byline": ("<div><img src='/i/ada?w=196&h=196'><p class=byline>By Ada Blau</p></div>", ""),
    "box that calls for a subscription": ("", "<div class=cta-image><img src=/i/issue-31.jpg></div>"),
    "button whose name is one word": ("", "<img src=/M_images/printButton.png>"),
    "pixel by its style": ("", "<img src=//count.example/70c8 style='position:absolute;width:1px;height:1px'>"),
    "address of nothing": ("", "<img src=//:0>"),
    "logo beside a time": ("<div><img src=/i/club.png><p><time datetime=2026-07-12>12 July 2026</time></p></div>", ""),
    "button for anything": ("", "<img src=/theme/forum_btn.gif>"),
    "code for a telephone": ("", "<img src=/theme/qrcode-app.png>"),
    "picture of an ad server": ("", "<img src=/ads/www/lg.php?banner=305>"),
    "newsletter in a linked figure": (
        "",
        "<figure><a href=/letters/bay><picture><source srcset=/i/bay.webp><source srcset=/i/bay.avif><img src=/i/bay.jpg>"
        "</picture><figcaption><h3>The bay on Monday</h3><p>Sign up</p></figcaption></a></figure>",
    ),
    "banner of another site above the headline": ("<a href=https://shop.example/><img src=/i/shop.jpg></a>", ""),
    "drawn line above the text": ("<img src=/i/line.gif>", ""),
    "advertisement without a word": ("", "<div id=sidebar-anzeige><img src=/i/boots.jpg></div>"),
    "advertisement behind its label": ("", "<div><p>Advertisement</p><div><img src=/i/boots.jpg></div></div>"),
    "sign-up form": ("", "<div class=newsletter-box><img src=/i/letter.jpg><p>The news of the port.</p></div>"),
    "link to the page of an author": ("", "<a href=/authors/ada-blau><img src=/i/ada.jpg></a>"),
    "button by its file": ("", "<img src=/theme/btn_facebook.png>"),
    "icon by its folder": ("", "<img src=/theme/icons/clock.png>"),
    "flat banner": ("", "<img src=/i/wide.jpg width=970 height=90>"),
    "flat banner by the name of its file": ("", "<img src=/i/summer_728x90.png>"),
    "teaser whose kicker is called a caption": (
        "",
        "<a href=/ferry><img src=/i/ferry.jpg><i class=text-caption>Ferries</i><b>The ferry of Kumla sails again</b></a>",
    ),
}


@pytest.mark.parametrize("name", FURNITURE)
def test_furniture_is_no_picture_of_the_story(clean_piece: CleanPiece, name: str) -> None:
    above, inside = FURNITURE[name]
    record = clean_piece(f"<p>{ONE}</p>{inside}<p>{ONE} Again.</p>{PICTURE}", head=above)
    assert [image.url for image in record.images] == [GATE]


IN_STORY = {
    "heading that is a photograph": "<p>{0}</p><h2><img src=/i/gate.jpg></h2>",
    "above headline and kicker in one box": "<div><img src=/i/gate.jpg><p>Bay</p><h1>Harbour opens again</h1></div><p>{0}</p>",
    "last in the box of the text": "<div><p>{0}</p><p>{0} Then.</p><div><img src=/i/gate.jpg></div></div>",
    "link to a shop": "<p>{0}</p><a href=https://shop.example/boots><img src=/i/gate.jpg></a>",
    "link to another site in the first paragraph": "<p><a href=https://x.example/p><img src=/i/gate.jpg></a> {0}</p>",
    "before a box of other stories": "<p>{0}</p><img src=/i/gate.jpg><div class=related><p>Read also</p></div>",
    "photograph whose name is that of a button": "<p>{0}</p><img src=/i/gate.jpg><img src=/i/stars-left.jpg>",
    "item of a gallery": "<p>{0}</p><div class=gallery-icon><img src=/i/gate.jpg></div>",
    "below a button that enlarges it": "<p>{0}</p><button class=zoom-btn><img src=/i/gate.jpg></button>",
}


@pytest.mark.parametrize("name", IN_STORY)
def test_picture_in_a_story_is_one(clean_piece: CleanPiece, name: str) -> None:
    record = clean_piece(IN_STORY[name].format(ONE) + f"<p>{ONE} Again.</p>")
    assert GATE in [image.url for image in record.images if image.block is not None]


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        ("/_next/image?url=%2Fgate.jpg&w=640", "/_next/image?url=%2Fpier.jpg&w=640", 2),
        ("/_next/image?url=%2Fgate.jpg&w=640", "/_next/image?url=%2Fgate.jpg&w=1080", 1),
        ("/show.do?id=17&size=m", "/show.do?id=18&size=m", 2),
        ("/show.do?id=17&size=m", "/show.do?id=17&size=l", 1),
        ("/a/original.jpg", "/b/original.jpg", 2),
        ("/2020/3.jpg", "/2020/3-800x445.jpg", 1),
        ("/2020/3.jpg", "/2021/3.jpg", 2),
    ],
)
def test_pictures_are_told_apart_by_what_their_address_asks_for(
    clean_piece: CleanPiece, one: str, other: str, count: int
) -> None:
    record = clean_piece(f"<p>{ONE}</p><img src='{one}'><p>{ONE} Again.</p><img src='{other}'>")
    assert len(record.images) == count


def test_stories_below_the_address_of_an_author_have_pictures(clean_piece: CleanPiece) -> None:
    url = "https://news.example.com/authors/ada/port"
    record = clean_piece(f"<p>{ONE}</p><img src=/authors/ada/port/gate.jpg>", url=url)
    assert [image.url for image in record.images] == ["https://news.example.com/authors/ada/port/gate.jpg"]


@pytest.mark.parametrize(
    ("figure", "caption", "credit"),
    [
        ("<figcaption>Privat</figcaption>", None, "Privat"),
        ("<figcaption>The gate at noon. Foto: AP <span>Vis mer</span></figcaption>", "The gate at noon.", "AP"),
        ("<figcaption>Photograph courtesy of Ada Blau</figcaption>", None, "Ada Blau"),
        # the name of the file to load, and a button of the site
        ("<div><a href=/i/gate-large.jpg>Download picture</a></div>", None, None),
        ("<div>Press enter or click to view image in full size</div>", None, None),
        # the name of the source is in the caption too
        (
            "<figcaption><i>A rocket stands on an Etlaq launchpad.</i> <i class=credit>Etlaq</i></figcaption>",
            "A rocket stands on an Etlaq launchpad.",
            "Etlaq",
        ),
        (
            "<figcaption><i>The gate at noon</i> <i class=source>Kumla Port</i></figcaption>",
            "The gate at noon",
            "Kumla Port",
        ),
        ("<p class=caption>Ada Blau for Coast Daily</p>", None, "Ada Blau for Coast Daily"),
        ("<h3>Hear the gate</h3><figcaption>The gate at noon</figcaption>", "The gate at noon", None),
        ("<figcaption><i class=credit>Photo by Ada</i> / <i>Getty Images</i></figcaption>", None, "Ada / Getty Images"),
        (
            "<figcaption>The gate at noon. Ada Blau <i class=credit>ablau@news.example.com</i></figcaption>",
            "The gate at noon.",
            "Ada Blau",
        ),
    ],
)
def test_caption_and_credit_of_a_figure(
    clean_piece: CleanPiece, figure: str, caption: str | None, credit: str | None
) -> None:
    (image,) = clean_piece(f"<p>{ONE}</p><figure><img src=/i/gate.jpg>{figure}</figure><p>{ONE} Again.</p>").images
    assert (image.caption, image.credit and image.credit.raw) == (caption, credit)


def test_figure_around_a_picture_in_many_formats_is_its_own(clean_piece: CleanPiece) -> None:
    sources = "".join(f"<source srcset='/i/gate.{name} 900w'>" for name in ("webp", "avif", "jxl", "png"))
    figure = (
        f"<figure><picture>{sources}<img src=/i/gate.jpg></picture><figcaption>The gate at noon</figcaption></figure>"
    )
    assert [image.caption for image in clean_piece(f"<p>{ONE}</p>{figure}<p>{ONE} Again.</p>").images] == [
        "The gate at noon"
    ]


@pytest.mark.parametrize(
    "piece",
    [
        "<div class=jw-player><figure><figcaption>The gate opens at noon</figcaption></figure></div>",
        "<figure class=iframe-embed><h4>Content</h4><p>It can be seen on the site it is from.</p></figure>",
        "<figure><figcaption>Powered by</figcaption></figure>",
        "<p class=caption>The gate opens at noon. Video by Ada Blau/AP</p>",
        "<figure><a href=/letters><b class=badge>News</b><img src=/i/bay.jpg width=20 height=20></a></figure>",
    ],
)
def test_caption_of_a_video_or_of_a_teaser_makes_no_picture(clean_piece: CleanPiece, piece: str) -> None:
    record = clean_piece(f"<p>{ONE}</p>{piece}<p>{ONE} Again.</p>")
    assert [image.caption for image in record.images] == []


def test_caption_below_the_length_of_a_video_makes_no_picture(clean_piece: CleanPiece) -> None:
    caption = "<div class=media-caption>The gate of the port at noon, on the first day.</div>"
    lengths = ["<div>Duration 1:30</div>", "<div>At the gate</div>"]
    pieces = [f"<div><h3>Ships at the gate again</h3>{length}{caption}</div>" for length in lengths]
    records = [clean_piece(f"<p>{ONE}</p>{piece}<p>{ONE} Again.</p>") for piece in pieces]
    assert [len(record.images) for record in records] == [0, 1]


def test_caption_that_its_element_holds_twice_is_there_once(clean_piece: CleanPiece) -> None:
    once = "<span>The gate of the port at noon, on the first day.</span> <span class=credit>Photo: Ada Blau/Example Agency</span>"
    figure = f"<figure><img src=/i/gate.jpg><figcaption>{once} {once}</figcaption></figure>"
    (image,) = clean_piece(f"<p>{ONE}</p>{figure}<p>{ONE} Again.</p>").images
    credit = image.credit and image.credit.raw
    assert (image.caption, credit) == ("The gate of the port at noon, on the first day.", "Ada Blau/Example Agency")


def test_link_to_the_pages_of_a_storys_own_pictures_is_none_to_another_story(clean_piece: CleanPiece) -> None:
    link = "<figure><a href=/pictures/{0}/1><img src=/i/gate.jpg><figcaption>{1}</figcaption><i>See all of them (2)</i></a></figure>"
    own, other = (link.format(number, "The gate of the port at noon") for number in (367061, 367062))
    url = "https://news.example.com/stories/367061"
    records = [clean_piece(f"<p>{ONE}</p>{piece}<p>{ONE} Again.</p>", url=url) for piece in (own, other)]
    assert [[image.caption for image in record.images] for record in records] == [["The gate of the port at noon"], []]


def test_description_between_a_picture_and_its_credit_is_the_caption() -> None:
    text = "The gate of the port at noon, on the first day that ships could enter it."
    box = f"<div><img src=/i/gate.jpg><p>{text}</p><p>Image: Ada Blau</p></div>"
    head = f"<meta name=description content='{text}'>"
    page = page_around(f"<p>{ONE}</p>", head).replace("</h1>", f"</h1>{box}")
    (image,) = clean(page, url="https://news.example.com/town/harbour").images
    assert (image.caption, image.credit and image.credit.raw) == (text, "Ada Blau")


def test_block_behind_a_picture_that_is_its_alternative_text_is_the_caption(clean_piece: CleanPiece) -> None:
    piece = "<p>{0}</p><div><img src=/i/gate.jpg alt='{1}'></div><div class=f46ba790><span>{1}</span></div><p>{0} Again.</p>"
    (image,) = clean_piece(piece.format(ONE, "The gate at noon")).images
    assert image.caption == "The gate at noon"


def test_who_signs_a_comment_has_not_made_the_pictures_of_the_story(clean_piece: CleanPiece) -> None:
    caption = "<div class=image-caption>The gate at noon. (Photo: Ada Blau)</div>"
    comments = "".join(f"<p>{ONE} {n}.</p>" for n in range(6)) + "<div><i itemprop=author>Bo Li</i></div>"
    (image,) = clean_piece(f"<div><img src=/i/gate.jpg>{caption}<p>{ONE}</p>{comments}</div>").images
    assert (image.caption, image.credit and image.credit.raw) == ("The gate at noon.", "Ada Blau")


def test_link_to_a_shop_beside_a_picture_is_no_caption(clean_piece: CleanPiece) -> None:
    product = (
        "<div><a href=/out/1><img src=/i/gate.jpg></a><div><a href=/out/2><span>$99 at Kumla</span></a></div></div>"
    )
    assert [image.caption for image in clean_piece(f"<p>{ONE}</p>{product}<p>{ONE} Again.</p>").images] == [None]


def test_declared_caption_that_is_the_alternative_text_is_none(clean_piece: CleanPiece) -> None:
    node = '{"@type": "ImageObject", "url": "/i/gate.jpg", "caption": "The gate of the port"}'
    head = f"<script type='application/ld+json'>{node}</script>"
    (image,) = clean_piece(f"<p>{ONE}</p><img src=/i/gate.jpg alt='The gate of the port'>", head=head).images
    assert (image.caption, image.alt) == (None, "The gate of the port")
