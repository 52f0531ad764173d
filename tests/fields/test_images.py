from __future__ import annotations

import json

import pytest
from hand_made import TEXT, json_ld, make_page, make_story, meta

from cleaner.article import Article
from cleaner.fields.pictures import distinct_credits, photo_credits, read_images
from cleaner.model import Candidate, Credit, Image, RawPage, Role
from cleaner.pipeline import clean
from cleaner.rulebook import Rulebook

HEADLINE = "<h1>Storm closes the harbour</h1>"
CAPTION = (Role.CAPTION, "shared/story:figcaption")
URL = "https://example.com/story"


def captions(story: Article) -> list[tuple[str | None, str | None]]:
    """Caption and raw credit of each picture."""
    choice = read_images(story)
    return [(image.caption, image.credit.raw if image.credit else None) for image in choice.value] if choice else []


def credits(story: Article) -> tuple[str, ...]:
    choice = photo_credits(story, read_images(story))
    return choice.value if choice is not None else ()


@pytest.mark.parametrize(
    ("figure", "caption", "credit"),
    [
        ('<figcaption>A ship. <span class="credit">Foto: Max Muster</span></figcaption>', "A ship.", "Max Muster"),
        (
            '<figcaption class="source">A ship leaves the harbour of Varde for the islands on Thursday, March 14, 2024 '
            "with a load of sand. (Foto: Max Muster/dpa)</figcaption>",
            "A ship leaves the harbour of Varde for the islands on Thursday, March 14, 2024 with a load of sand.",
            "Max Muster/dpa",
        ),
        ("<figcaption>A ship. (Foto: Max Muster/dpa)</figcaption>", "A ship.", "Max Muster/dpa"),
        ("<div>A ship. dpa</div>", "A ship.", "dpa"),
        ("<figcaption>A ship.</figcaption><footer>Jane Doe/AP</footer>", "A ship.", "Jane Doe/AP"),
        (
            "<figcaption><span>A ship</span><cite>Jane Doe, Coast Daily</cite></figcaption>",
            "A ship",
            "Jane Doe, Coast Daily",
        ),
        ("<figcaption>A ship.</figcaption>", "A ship.", None),
    ],
)
def test_figure_gives_picture_caption_and_credit(figure: str, caption: str, credit: str | None) -> None:
    html = make_page(below=f'<figure><img src="/a.jpg">{figure}</figure><p>{TEXT}</p>')

    choice = read_images(make_story(html, url=URL))

    assert choice is not None
    (image,) = choice.value
    assert image.url == "https://example.com/a.jpg"
    assert (image.caption, image.credit.raw if image.credit else None) == (caption, credit)


@pytest.mark.parametrize(
    "figure",
    [
        '<img src="/a.jpg" data-credit="Jane Doe/AP">',
        '<img src="/a.jpg" data-iptc-credit="Jane Doe/AP">',
        '<figure data-photographer="Jane Doe/AP"><img src="/a.jpg"></figure>',
        '<figure><img src="/a.jpg"><span class="Image__credit">Jane Doe/AP</span></figure>',
        '<figure><img src="/a.jpg"><figcaption><i class="photoCredit">© Jane Doe/AP</i></figcaption></figure>',
        '<figure><img src="/a.jpg"><p>A ship at sea <cite>Jane Doe/AP</cite></p></figure>',
        '<figure><img src="/a.jpg"><meta><span itemprop="creditText">Jane Doe/AP</span></figure>',
    ],
)
def test_marked_credit_is_read(figure: str) -> None:
    html = make_page(below=f"{figure}<p>{TEXT}</p>")

    choice = read_images(make_story(html, url=URL))

    assert choice is not None
    assert choice.value[0].credit == Credit("Jane Doe/AP", "Jane Doe", ("AP",))


def test_unmarked_block_behind_a_picture_is_caption_where_a_credit_follows() -> None:
    html = make_page(below=f'<div><img src="/a.jpg"></div><div>A ship at sea</div><div>Getty Images</div><p>{TEXT}</p>')

    assert captions(make_story(html)) == [("A ship at sea", "Getty Images")]


def test_caption_of_a_dump_is_a_picture_without_address() -> None:
    line = "A ship leaves the harbour. [AP/YONHAP]"
    story = make_story(f"{line}\n\n{TEXT}\n", labels={line: CAPTION})

    choice = read_images(story)

    assert choice is not None
    assert choice.value == (
        Image(caption="A ship leaves the harbour.", credit=Credit("AP/YONHAP", None, ("AP", "Yonhap"))),
    )
    assert choice.source == "line:caption"


@pytest.mark.parametrize("label", ["Hero", "Bild 2", "Bild2:", "(Photo)"])
def test_what_a_template_calls_a_picture_is_no_caption(label: str) -> None:
    figure = f'<figure><img src="/a.jpg"><figcaption>{label}</figcaption></figure>'

    assert [caption for caption, _ in captions(make_story(make_page(above=figure)))] in ([], [None])


def test_caption_printed_twice_is_one() -> None:
    line = "A ship leaves the harbour. [AP/YONHAP]"
    story = make_story(f"{line}\n\n{line}\n\n{TEXT}\n", labels={line: CAPTION})

    assert captions(story) == [("A ship leaves the harbour.", "AP/YONHAP")]


def test_credit_behind_a_caption_belongs_to_it() -> None:
    story = make_story(
        f"A ship leaves the harbour\nphoto: CTV News\n\n{TEXT}\n",
        labels={"A ship leaves the harbour": CAPTION, "photo: CTV News": (Role.CREDIT, "shared/lines:credit")},
    )

    assert captions(story) == [("A ship leaves the harbour", "CTV News")]


def test_credit_that_a_rule_caught_ends_with_the_bracket_around_it() -> None:
    line = "A ship leaves. (Photo: Reuters) ShareMail Copy link Print"
    found = Candidate("credit", "Reuters) ShareMail Copy link Print", "rule:shared/lines:credit", 1)
    story = make_story(f"{TEXT}\n\n{line}\n\n{TEXT}\n", labels={line: CAPTION}, candidates={"credit": (found,)})

    assert credits(story) == ("Reuters",)


def test_credit_keeps_the_bracket_that_ends_it() -> None:
    line = "Fot. PORT (Jane Doe)"
    found = Candidate("credit", "PORT (Jane Doe", "rule:shared/lines:credit", 1)
    labels = {line: (Role.CREDIT, "shared/lines:credit")}
    story = make_story(f"{TEXT}\n\n{line}\n\n{TEXT}\n", labels=labels, candidates={"credit": (found,)})

    assert credits(story) == ("PORT (Jane Doe)",)


def test_block_called_a_credit_may_hold_the_caption_too() -> None:
    line = "A ship leaves the harbour of Kiel on a grey morning. Photo: Jane Doe/AP"
    story = make_story(make_page(below=f"<div>{line}</div>"), labels={line: (Role.CREDIT, "shared/story:credit")})

    assert captions(story) == [("A ship leaves the harbour of Kiel on a grey morning.", "Jane Doe/AP")]


def test_block_too_long_for_a_credit_is_none() -> None:
    line = " ".join(["All the people behind the pictures"] * 40)

    assert credits(make_story(f"{TEXT}\n\n{line}\n\n{TEXT}\n", labels={line: (Role.CREDIT, "x")})) == ()


def test_line_of_a_dump_with_a_labelled_credit_is_a_caption() -> None:
    assert captions(make_story(f"{TEXT}\n\nEin Haus in Kiel. Foto: Max Muster/dpa\n\n{TEXT}\n")) == [
        ("Ein Haus in Kiel.", "Max Muster/dpa")
    ]


def test_label_and_name_on_two_lines_of_a_bare_dump_are_one_credit() -> None:
    assert credits(make_story(f"{TEXT}\n\nFoto:\nMax Muster\n\n{TEXT}\n")) == ("Max Muster",)


def test_gallery_far_above_the_text_of_a_dump_is_read() -> None:
    menu = "\n".join(f"Menu {n}" for n in range(30))
    story = make_story(f"A ship leaves the harbour. (AP Photo/Jane Doe)\n{menu}\n\n{TEXT}\n\n{TEXT}\n")

    assert captions(story) == [("A ship leaves the harbour.", "AP Photo/Jane Doe")]


def test_button_under_a_picture_is_no_credit() -> None:
    line = "사진 확대"

    assert (
        credits(make_story(f"{TEXT}\n\n{line}\n\n{TEXT}\n", labels={line: (Role.CREDIT, "shared/lines:credit")})) == ()
    )


@pytest.mark.parametrize("button", ["Previous", "Nächstes Bild", "次へ"])
def test_a_button_that_a_rule_calls_a_caption_is_no_picture(button: str) -> None:
    html = make_page(above=f"{HEADLINE}<div>{button}</div>")

    assert read_images(make_story(html, labels={button: (Role.CAPTION, "example.com:caption[0]")}, url=URL)) is None


def test_agency_at_the_end_of_a_dumps_text_is_no_caption() -> None:
    assert captions(make_story(f"{TEXT}\n\n{TEXT[:-1]} (dpa).\n\n{TEXT}\n")) == []


def test_quotation_in_a_figure_is_no_caption() -> None:
    html = make_page(below=f"<figure><blockquote>Nobody saw the storm coming.</blockquote></figure><p>{TEXT}</p>")

    assert captions(make_story(html)) == []


def test_picture_of_a_teaser_below_the_story_is_left_out() -> None:
    teasers = "".join(f"<div>teaser {n}</div>" for n in range(9))
    html = make_page(above=HEADLINE, below=f'{teasers}<img src="/teaser.jpg"><div>Another story</div>')

    assert read_images(make_story(html, url=URL)) is None


def test_logo_is_left_out() -> None:
    assert read_images(make_story(make_page(above=f'{HEADLINE}<img src="/site-logo.png">'), url=URL)) is None


def test_declared_picture_is_the_lead() -> None:
    html = make_page(
        meta("og:image", "https://cdn.example.com/x/harbour-1200x630.jpg"),
        above=f'{HEADLINE}<img src="/harbour-640x360.jpg">',
        below=f'<img src="/boats.jpg"><p>{TEXT}</p>',
    )

    choice = read_images(make_story(html, url=URL))

    assert choice is not None
    assert [(image.url, image.lead) for image in choice.value] == [
        ("https://example.com/harbour-640x360.jpg", True),
        ("https://example.com/boats.jpg", False),
    ]


@pytest.mark.parametrize(
    ("name", "is_any"),
    [
        ("facebook-default-wide-s1400-c100.jpg", True),
        ("og_default.png", True),
        ("fallback-image.jpg", True),
        ("default.jpg", False),
        ("a1b2_facebook-watermarked-aspect-ratio_default_0.jpg", False),
        ("loan-default-news.jpg", False),
    ],
)
def test_picture_that_a_site_declares_of_any_story_is_left_out(name: str, *, is_any: bool) -> None:
    story = make_story(make_page(meta("og:image", f"https://cdn.example.com/x/{name}")))

    assert (read_images(story) is None) is is_any


def test_sentence_that_is_marked_as_credit_is_none() -> None:
    line = "Always ask for the price of the ferry, as there is an opinion that it is often higher at the quay"
    figure = f'<div><picture><img src="/a.jpg"></picture> <span class="credit">{line}</span></div>'

    assert credits(make_story(make_page(below=f"{figure}<p>{TEXT}</p>"))) == ()


def test_declared_picture_that_is_not_printed_comes_first() -> None:
    image = {
        "@type": "ImageObject",
        "url": "https://example.com/harbour.jpg",
        "caption": "A ship.",
        "creditText": "Jane Doe/AP",
    }

    choice = read_images(make_story(make_page(json_ld(image=image))))

    assert choice is not None
    assert choice.source == "jsonld:image"
    assert choice.value == (
        Image("https://example.com/harbour.jpg", "A ship.", Credit("Jane Doe/AP", "Jane Doe", ("AP",)), lead=True),
    )


def test_json_ld_credits_the_printed_picture_of_the_same_file() -> None:
    image = {
        "@type": "ImageObject",
        "contentUrl": "/x/boats-at-sea-800x600.jpg",
        "copyrightHolder": {"name": "Jane Doe"},
    }
    html = make_page(
        json_ld(headline="Storm") + f'<script type="application/ld+json">{json.dumps(image)}</script>',
        below=f'<img src="/boats-at-sea.jpg"><p>{TEXT}</p>',
    )

    choice = read_images(make_story(html, url=URL))

    assert choice is not None
    assert [(picture.url, picture.credit.raw) for picture in choice.value if picture.credit] == [
        ("https://example.com/boats-at-sea.jpg", "Jane Doe")
    ]


def test_rule_names_the_credit_of_a_caption() -> None:
    line = "A ship leaves the harbour KIM HANA"
    found = Candidate("credit", "KIM HANA", "rule:example.com:caption", 1)
    story = make_story(f"{TEXT}\n\n{line}\n\n{TEXT}\n", labels={line: CAPTION}, candidates={"credit": (found,)})

    assert captions(story) == [("A ship leaves the harbour", "KIM HANA")]


def test_photo_credits_are_distinct_and_in_order() -> None:
    printed = ["IMAGO/Max Muster", "Reuters", "imago / Max Muster"]
    images = [Image(credit=Credit(raw)) for raw in printed] + [Image(caption="none")]

    assert distinct_credits(images, [Credit("dpa"), None]) == ("IMAGO/Max Muster", "Reuters", "dpa")


def test_credit_without_a_picture_is_listed() -> None:
    story = make_story(f"Reuters-Yonhap\n\n{TEXT}\n", labels={"Reuters-Yonhap": (Role.CREDIT, "shared/lines:agencies")})

    assert credits(story) == ("Reuters-Yonhap",)


def test_page_without_pictures_has_neither() -> None:
    story = make_story(make_page())

    assert read_images(story) is None
    assert photo_credits(story, None) is None


def test_picture_that_was_saved_beside_the_page_has_caption_and_no_address() -> None:
    local = "./Der Sturm-Dateien/hafen.jpg"
    caption = "<figcaption>The harbour. (Photo: Jane Doe)</figcaption>"
    figure = f'<figure><img src="{local}" width="800" height="500" alt="Boats">{caption}</figure>'
    bare = '<img src="Der Sturm-Dateien/boot.jpg" width="800" height="500">'
    html = make_page(meta("og:image", local), above=f"{figure}{bare}", below=f"<p>{TEXT}</p>")
    choice = read_images(make_story(html, url=URL))

    assert choice is not None
    assert [(image.url, image.caption, image.width) for image in choice.value] == [(None, "The harbour.", 800)]


@pytest.mark.parametrize("end", ["!", "* * *", "<p>Enlarge</p>"])
def test_picture_behind_the_last_line_of_a_page_that_is_a_sign_or_button_is_read(
    end: str, general_rules: Rulebook
) -> None:
    page = f"<div>.</div>{end}<img data-src=g>"

    assert clean(RawPage(page.encode()), general_rules).status != "error"
