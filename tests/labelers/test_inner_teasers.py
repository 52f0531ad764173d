"""inner_teasers: other stories' titles with their texts amid a story, told from lists that are the story's own."""

from __future__ import annotations

import pytest

from cleaner.labelers.inner_teasers import name_inner_teasers
from cleaner.model import Document, Options
from cleaner.stages.segment import segment

PROSE = [
    f"The council of district {n} met on Monday evening and agreed to repair the old bridge before winter, although "
    "two members warned that the money would be missing elsewhere."
    for n in range(6)
]
STORY = "".join(f"<p>{text}</p>" for text in PROSE)
TEASER = "The harbour was dredged in spring, and larger boats moor there again."
TITLE = "<a href='/{0}.html'>Harbour number {0} is dredged</a>"
ITEMS = "<div>{}</div>".format("".join(f"<div><h4>{TITLE.format(n)}</h4><p>{TEASER}</p></div>" for n in range(3)))
FLAT = "<dl>{}</dl>".format("".join(f"<dt>{TITLE.format(n)}</dt><dd>{TEASER}</dd>" for n in range(3)))
AWAY, CHAPTERS = ITEMS.replace("'/", "'https://harbour.example/"), ITEMS.replace("'/", "'#")
MIXED = ITEMS.replace("</div></div>", f"</div>{STORY}</div>")
HEADED = ITEMS.replace("<div>", "<div><h3>Harbours</h3>", 1)


def named(body: str, url: str | None = "https://herald.example/bridge", *, with_titles: bool = False) -> list[str]:
    """The texts that are teasers, where all was chosen, or all but linked titles."""
    page = segment(Document(f"<body>{body}</body>", "html", url, "utf-8", "given", "", 0), Options())
    chosen = {block.index for block in page.blocks if with_titles or not block.link_chars}
    return [page.blocks[index].text for index in name_inner_teasers(page, chosen, chosen)]


@pytest.mark.parametrize("items", [ITEMS, FLAT, ITEMS.replace("'/", "'https://www.herald.example/")])
def test_titles_of_other_stories_with_their_texts_inside_the_story_are_teasers(items: str) -> None:
    assert named(f"<div>{STORY}{items}{STORY}</div>") == [TEASER] * 3
    assert named(f"<div>{STORY}{items}</div>") == [TEASER] * 3


def test_titles_that_the_model_takes_for_headings_are_the_story_s() -> None:
    assert named(f"<div>{STORY}{ITEMS}{STORY}</div>", with_titles=True) == []


def test_heading_of_the_teasers_goes_with_them() -> None:
    assert named(f"<div>{STORY}{HEADED}</div>") == ["Harbours", *[TEASER] * 3]


STREWN = "".join(f"<p>{PROSE[n]}</p><div><h4>{TITLE.format(n)}</h4><p>{TEASER}</p></div>" for n in range(3))


def test_teasers_strewn_between_the_paragraphs_of_the_story() -> None:
    assert named(f"<article>{STREWN}{STORY}</article>") == [TEASER] * 3


@pytest.mark.parametrize(
    "body",
    [
        f"<div>{STORY}{AWAY}</div>",  # places, with their own pages
        f"<div>{STORY}{CHAPTERS}</div>",  # chapters
        f"<div><p>{PROSE[0]}</p>{ITEMS}</div>",  # most of the story
        f"<div>{STORY}{ITEMS.replace(TEASER, TEASER * 4)}{STORY * 4}</div>",  # long texts: reviews, tips
        f"<div>{STORY}{MIXED}</div>",
        f"<div>{STREWN.replace('<a href=', '<a href=https://harbour.example')}{STORY}</div>",
        f"<div><h2>Harbours</h2>{STREWN.replace('<div>', '<p>As follows.</p><div>', 1)}</div>",  # the story's end
        f"<div>{STREWN.replace('<div>', '<section>', 1).replace('</div>', '</section>', 1)}{STORY}</div>",
        f"<div>{STORY}<div><h4>{TITLE.format(1)}</h4><p>{TEASER}</p></div>{STORY}</div>",
        f"<div>{STORY}{ITEMS.replace('<a ', '<b ').replace('</a>', '</b>')}</div>",
    ],
)
def test_lists_of_the_story_stay(body: str) -> None:
    assert named(body) == []


LED_ON = "<p><a href='/dredged.html'><b>Harbour is dredged</b></a></p><p>{} <a href='{}'>Weiterlesen</a></p>"
SAME, OTHER = LED_ON.format(TEASER, "/dredged.html"), LED_ON.format(TEASER, "/moored.html")


def test_text_that_ends_with_the_link_of_the_title_above_is_a_teaser() -> None:
    body = f"<div>{STORY}{SAME}{STORY}</div>"
    page = segment(Document(f"<body>{body}</body>", "html", None, "utf-8", "given", "", 0), Options())
    texts = [page.blocks[index].text for index in name_inner_teasers(page, range(len(page.blocks)), frozenset())]
    assert texts == ["Harbour is dredged", f"{TEASER} Weiterlesen"]


@pytest.mark.parametrize(
    "body",
    [
        f"<div>{STORY}{OTHER}{STORY}</div>",
        f"<div>{STORY}{SAME.replace('/dredged', 'https://harbour.example/dredged')}{STORY}</div>",  # a place of its own
        f"<div>{STORY}{LED_ON.format(TEASER * 9, '/dredged.html')}{STORY}</div>",
        f"<div><p>{PROSE[0]}</p>{SAME}</div>",  # most of the story
        f"<div>{STORY}<p><a href='/dredged.html'>Harbour is dredged</a></p><p>{TEASER}</p>{STORY}</div>",
    ],
)
def test_link_above_a_text_of_the_story_makes_no_teaser_of_it(body: str) -> None:
    url = "https://herald.example/bridge"
    page = segment(Document(f"<body>{body}</body>", "html", url, "utf-8", "given", "", 0), Options())
    assert name_inner_teasers(page, range(len(page.blocks)), frozenset()) == {}
