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


def named(body: str, url: str | None = "https://herald.example/bridge") -> list[str]:
    """The texts that are teasers, where all but linked titles was chosen."""
    page = segment(Document(f"<body>{body}</body>", "html", url, "utf-8", "given", "", 0), Options())
    chosen = {block.index for block in page.blocks if not block.link_chars}
    return [page.blocks[index].text for index in name_inner_teasers(page, chosen)]


@pytest.mark.parametrize("items", [ITEMS, FLAT, ITEMS.replace("'/", "'https://www.herald.example/")])
def test_titles_of_other_stories_with_their_texts_inside_the_story_are_teasers(items: str) -> None:
    assert named(f"<div>{STORY}{items}{STORY}</div>") == [TEASER] * 3
    assert named(f"<div>{STORY}{items}</div>") == [TEASER] * 3


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
