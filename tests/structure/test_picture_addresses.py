"""picture_addresses: where the address of a picture stands until a script loads it."""

from __future__ import annotations

import pytest

from cleaner.model import Document, ImageSignal, Labels, Options
from cleaner.stages.segment import segment
from cleaner.stages.structure import with_pictures

TINY = "data:image/gif;base64,R0lGODlhAQAB"


def first_picture(body: str) -> ImageSignal:
    document = Document(body, "html", "https://one.example/a/b", "utf-8", "given", "", len(body))
    page = segment(document, Options())
    return with_pictures(page, Labels((None,) * len(page.blocks)), ()).signals.images[0]


@pytest.mark.parametrize(
    "html",
    [
        f'<img src="{TINY}" data-echo="/dog.jpg">',
        '<img src="/img/loading.gif" data-url="/dog.jpg">',
        '<img src="/img/gray-4x3.png" data-hi-res-src="/dog.jpg?w=1200">',
        f'<img src="{TINY}" data-id="dog" srcset="/small.jpg 200w, /dog.jpg 800w, /middle.jpg 400w">',
        f'<picture><source data-srcset="/dog.jpg 2x, /small.jpg"><img src="{TINY}"></picture>',
        f'<img src="{TINY}"><noscript><img src="/dog.jpg"></noscript>',
        f'<picture><img src="{TINY}"></picture><noscript><img src="/dog.jpg"></noscript>',
        '<amp-img src="/dog.jpg" width="4" height="3"></amp-img>',
        """<img data-src='{"small": {"src": "/a.jpg"}}' src="/dog.jpg">""",
        '<img data-src="blob:https://one.example/1" src="/dog.jpg">',
        '<img data-src="javascript:void(0)" data-original="file:///dog.gif" src="/dog.jpg">',
        '<img src="/dog.jpg?w=40" srcset="/dog.jpg?w=40 40w, /dog.jpg?w=2160 2160w" width="2259" height="1988">',
        '<img src="/w_49,h_32,q_85,blur_2,quality_auto/dog~1.jpg" data-pin-media="/dog.jpg">',
        '<img data-src="/fill/e_blur:1000/dog.jpg" src="/dog.jpg">',
    ],
)
def test_address_of_the_picture_is_found(html: str) -> None:
    picture = first_picture(f"<p>One.</p><figure>{html}<figcaption>A dog.</figcaption></figure>")

    assert picture.url.partition("?")[0] == "https://one.example/dog.jpg"


@pytest.mark.parametrize(
    ("srcset", "address"),
    [
        ("", ""),
        ("/a.jpg", "https://one.example/a.jpg"),
        ("/a.jpg, /b.jpg 2x", "https://one.example/b.jpg"),
        ("/a.jpg 2x,/b.jpg 1x", "https://one.example/a.jpg"),
        (
            "https://img.example/w_800,h_600/a.jpg 800w, https://img.example/w_400,h_300/a.jpg 400w",
            "https://img.example/w_800,h_600/a.jpg",
        ),
        ("/a.jpg 1.5x , /b.jpg 1x", "https://one.example/a.jpg"),
        ("/a.jpg large", "https://one.example/a.jpg"),
        (", ,", ""),
    ],
)
def test_largest_picture_of_a_set(srcset: str, address: str) -> None:
    assert first_picture(f'<p>One.</p><img srcset="{srcset}"><p>Two.</p>').url == address


@pytest.mark.parametrize(
    ("html", "name", "size"),
    [
        ("<img src=/dog.jpg width=800 height=600>", "dog.jpg", (800, 600)),
        ("<img src=/dog.jpg width=800px height=auto>", "dog.jpg", (800, None)),
        ("<img src=/dog.jpg width='100%'>", "dog.jpg", (None, None)),
        ("<img src=/s.jpg width=400 height=300 srcset='/s.jpg 400w, /dog.jpg 1600w'>", "dog.jpg", (1600, 1200)),
        ("<img src=/dog.jpg width=2000 height=1000 srcset='/s.jpg 400w'>", "dog.jpg", (2000, 1000)),
        ("<picture><source srcset='/dog.webp 900w'><img src=/s.jpg></picture>", "dog.webp", (900, None)),
        ("<picture><source data-lazy-srcset='/dog.jpg 2x'><img src=/s.jpg width=9></picture>", "dog.jpg", (None, None)),
        ("<img data-url='/dog_${size}.jpg' src=/s.jpg>", "s.jpg", (None, None)),
        ("<img src='/%7B12AB-34%7D/dog.jpg'>", "%7B12AB-34%7D/dog.jpg", (None, None)),
    ],
)
def test_largest_picture_and_its_size(html: str, name: str, size: tuple[int | None, int | None]) -> None:
    picture = first_picture(f"<p>One.</p>{html}<p>Two.</p>")

    assert picture.url == f"https://one.example/{name}"
    assert (picture.width, picture.height) == size


def test_picture_that_only_a_noscript_holds() -> None:
    picture = first_picture("<p>One.</p><div class=lazy><noscript><img src=/dog.jpg></noscript></div><p>Two.</p>")

    assert (picture.url, picture.block) == ("https://one.example/dog.jpg", 1)


@pytest.mark.parametrize(
    "html",
    [
        "<img src=/p.gif width=1 height=1>",
        "<img src='/t?id=1' style='display: none'>",
        "<img src=/line.gif width=600 height=2>",
        "<img src=/face.jpg width=64 height=64>",
        "<a href=/other><img src=/dog.jpg>Six dogs found on a ship</a>",
        "<a href=/other><img src=/dog.jpg></a><h3><a href=/other>Six dogs found on a ship</a></h3>",
        "<div><div><img src=/dog.jpg></div><h3><a href=/other>Six dogs found on a ship</a></h3><p>A text.</p></div>",
        "<div class=article__authorImage><img src=/face.jpg></div>",
        "<img class=avatar src=/face.jpg>",
    ],
)
def test_picture_that_is_none_of_the_story(html: str) -> None:
    assert first_picture(f"<p>One.</p>{html}<p>Two.</p>").is_apart


@pytest.mark.parametrize(
    "html",
    [
        "<img src=/dog.jpg width=120 height=184>",
        "<img src=/dog.jpg width=100 height=56>",
        "<img src=/dog.jpg?w=800 style='display: none'>",
        "<img src=/blank.gif data-src=/dog.jpg style='display: none'>",
        "<a href=/dog-large.jpg><img src=/dog.jpg> Click here to enlarge it</a>",
        "<a href=/gallery><img src=/dog.jpg></a><p>Six dogs were found on a ship that came from Chile.</p>",
        "<a href='#dog'><img src=/dog.jpg>Six dogs found on a ship</a>",
        "<div class=image_author><img src=/dog.jpg>Jane Doe</div>",
    ],
)
def test_picture_that_may_be_of_the_story(html: str) -> None:
    assert not first_picture(f"<p>One.</p>{html}<p>Two.</p>").is_apart


def test_caption_that_nothing_marks_stands_with_its_picture_alone() -> None:
    framed = first_picture("<p>One.</p><div><img src=/a.jpg><div>A dog on the quay of Osterby.</div></div><p>Two.</p>")
    assert (framed.is_framed, framed.blocks) == (True, (1,))
    two = first_picture("<div><img src=/a.jpg><img src=/b.jpg><div>A dog on the quay of Osterby.</div></div>")
    assert (two.is_framed, two.blocks) == (False, ())
    linked = first_picture("<a href=/x><img src=/a.jpg><span>A dog on the quay</span></a><p>Two.</p>")
    assert not linked.is_framed


@pytest.mark.parametrize(
    ("caption", "credit"),
    [
        ("A dog in Oslo<small>Jane Doe</small>", "Jane Doe"),
        ("A dog in Oslo. <cite>Jane Doe/The Example</cite>", "Jane Doe/The Example"),
        ("Ein Hund in Kiel. <em>dpa</em>", "dpa"),
        ("A scene of <em>Blue Harbour</em>", ""),
        ("A dog in Oslo. <i>It is called Rex</i>", ""),
        ("<small>Jane Doe</small>", ""),
        ("A dog. <small>Jane Doe</small> and a cat.", ""),
    ],
)
def test_credit_that_an_element_sets_apart(caption: str, credit: str) -> None:
    picture = first_picture(f"<figure><img src=/a.jpg><figcaption>{caption}</figcaption></figure><p>One.</p>")

    assert picture.credit == credit
