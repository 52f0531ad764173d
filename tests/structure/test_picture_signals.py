"""What is known of the pictures of a page: address, alternative text, the blocks of the caption, the credit."""

from __future__ import annotations

from urllib.parse import urljoin

import pytest

from cleaner.model import Document, ImageSignal, Label, Labels, Options, Role, Voice
from cleaner.stages.segment import segment
from cleaner.stages.structure import with_pictures

TEXT = Label(Role.PARAGRAPH, "model", "", Voice.MODEL)


def pictures(
    body: str, url: str | None = "https://news.example/a/b", text: range = range(0)
) -> tuple[ImageSignal, ...]:
    """The pictures of a page. text: the blocks of its story; without, any picture may be one of it."""
    page = segment(Document(body, "html", url, "utf-8", "given", "", len(body)), Options())
    labels = tuple(TEXT if block.index in text else None for block in page.blocks)
    return with_pictures(page, Labels(labels), [page.blocks[index] for index in text]).signals.images


@pytest.mark.parametrize(
    "base", ["https://news.example/a/b", "http://user@news.example:8080?x=1", "HTTPS://x.example/"]
)
@pytest.mark.parametrize(
    "address",
    [
        *("/i/a.jpg", "/", "//cdn.example/a.jpg?w=1&h=2", "/a//b/c", "/a/../b", "/./a", "/a?", "/a;b", "/a#b"),
        *("b.jpg", "?x", "/ä/b", "/a b", "//", "///a", "/a:b", "/%20", "/a?b=/.c"),
    ],
)
def test_addresses_are_joined_as_the_standard_library_does(base: str, address: str) -> None:
    joined = urljoin(base, address).replace(" ", "%20")  # an address of the web has no spaces
    assert pictures(f'<body><img src="{address}">', base)[0].url == joined


def test_image_with_caption_credit_and_lazy_address() -> None:
    made = pictures(
        "<p>Before.</p><figure><img src='data:image/gif;base64,x' data-src='/p.jpg' alt=' A  dog '>"
        "<figcaption>The dog. <span class=credit>Photo: Jane Roe</span></figcaption></figure>"
    )
    (image,) = made
    assert (image.url, image.alt, image.credit) == ("https://news.example/p.jpg", "A dog", "Photo: Jane Roe")
    assert image.blocks == (1,)


def test_caption_without_figure_belongs_to_the_picture_beside_it() -> None:
    made = pictures("<div><div><img src=/a.jpg></div><p class=wp-caption-text>What it shows</p></div><img src=/b.jpg>")
    assert [image.blocks for image in made] == [(0,), ()]


def test_picture_of_a_caption_is_found_wherever_it_stands_in_the_box() -> None:
    made = pictures("<div><div><div class=caption>Ships</div></div><p><span><img src=a.jpg></span></p></div><p>Text")
    assert made[0].blocks == (0,)


def test_credit_of_a_figure_is_that_of_all_its_pictures() -> None:
    made = pictures("<figure><img src=a.jpg><img src=b.jpg data-credit=AFP><span class=credit>Jane Doe</span></figure>")
    assert [image.credit for image in made] == ["Jane Doe", "AFP"]


def test_pictures_far_below_the_story_are_only_counted() -> None:
    below = "".join(f"<p>Another story {n}</p><figure><img src=/{n}.jpg alt={n}></figure>" for n in range(20))
    body = f"<img src=/top.jpg alt=top><p>One.</p><figure><img src=/a.jpg alt=a></figure><p>Two.</p>{below}"
    made = pictures(body, text=range(2))
    known = [image.url.rpartition("/")[2] for image in made if image.url]
    assert (len(made), [image.alt for image in made[:3]]) == (22, ["top", "a", "0"])
    assert known[:3] == ["top.jpg", "a.jpg", "0.jpg"]
    assert len(known) < 12


def test_gallery_below_the_text_goes_on_from_caption_to_caption() -> None:
    gallery = "".join(f"<figure><img src=/{n}.jpg><figcaption>Ship {n}</figcaption></figure>" for n in range(20))
    page = segment(Document(f"<p>One.</p>{gallery}", "html", None, "utf-8", "given", "", 0), Options())
    caption = Label(Role.CAPTION, "shared", "", Voice.SHARED)
    labels = Labels((TEXT, *[caption] * 20))
    assert all(image.url for image in with_pictures(page, labels, page.blocks[:1]).signals.images)


def test_address_of_many_pictures_is_that_of_none() -> None:
    made = pictures("<p>One.</p>" + "<img src=/empty.jpg>" * 4 + "<img src=/a.jpg>" * 2)
    assert [image.url.rpartition("/")[2] for image in made] == ["", "", "", "", "a.jpg", "a.jpg"]


def test_what_stands_around_a_picture_far_above_the_headline_is_not_read() -> None:
    figure = "<figure><img src=/a.jpg alt=Gate><figcaption>The gate</figcaption></figure>"
    story = f"{figure}{'<p>Menu</p>' * 60}<h1>Title</h1>{figure}<p>Text of the story.</p>"
    above, shown = pictures(story, text=range(63, 64))
    assert (above.url, above.alt, above.blocks, above.is_apart) == ("https://news.example/a.jpg", "Gate", (), True)
    assert (shown.blocks, shown.is_apart) == ((62,), False)


def test_without_a_headline_that_says_where_the_story_begins_any_picture_above_it_is_read() -> None:
    figure = "<figure><img src=/a.jpg><figcaption>The gate</figcaption></figure>"
    (image,) = pictures(f"{figure}{'<p>Menu</p>' * 60}<p>Text of the story.</p>", text=range(61, 62))
    assert image.blocks == (0,)


def test_caption_of_a_table_that_holds_a_picture_alone_is_that_of_the_picture() -> None:
    table = "<table><caption>The gate</caption><tr><td><img src=a.jpg></td>{}</tr></table>"
    assert pictures(f"<div>{table.format('')}</div>")[0].blocks == (0,)
    assert pictures(f"<div>{table.format('<td>Ships by month</td>' * 40)}</div>")[0].blocks == ()
