"""picture_addresses: where the address of a picture stands until a script loads it."""

from __future__ import annotations

import pytest

from cleaner.model import Document, ImageSignal, Options
from cleaner.stages.segment import segment
from cleaner.stages.segment.picture_addresses import largest

TINY = "data:image/gif;base64,R0lGODlhAQAB"


def first_picture(body: str) -> ImageSignal:
    document = Document(body, "html", "https://one.example/a/b", "utf-8", "given", "", len(body))
    return segment(document, Options()).signals.images[0]


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
    ],
)
def test_address_of_the_picture_is_found(html: str) -> None:
    picture = first_picture(f"<p>One.</p><figure>{html}<figcaption>A dog.</figcaption></figure>")

    assert picture.url.partition("?")[0] == "https://one.example/dog.jpg"


@pytest.mark.parametrize(
    ("srcset", "address"),
    [
        ("", ""),
        ("/a.jpg", "/a.jpg"),
        ("/a.jpg, /b.jpg 2x", "/b.jpg"),
        ("/a.jpg 2x,/b.jpg 1x", "/a.jpg"),
        (
            "https://img.example/w_800,h_600/a.jpg 800w, https://img.example/w_400,h_300/a.jpg 400w",
            "https://img.example/w_800,h_600/a.jpg",
        ),
        ("/a.jpg 1.5x , /b.jpg 1x", "/a.jpg"),
        ("/a.jpg large", "/a.jpg"),
        (", ,", ""),
    ],
)
def test_largest_picture_of_a_set(srcset: str, address: str) -> None:
    assert largest(srcset) == address


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
