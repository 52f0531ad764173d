"""Pages with an invented story, for tests of what a page hides, doubles or keeps in its data."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache

from cleaner import RawPage, Record, clean, load_rules
from cleaner.rulebook import Rulebook

TITLE = "Marle closes its leaking bath"
STORY = (
    "The council of Marle voted on Tuesday to close the swimming bath in the old brewery, which has leaked for years.",
    "Nobody on the benches spoke for keeping it, though eleven hundred people had signed a paper that asked for that.",
    "“We have looked for the hole for two years,” said the mayor, Jonas Wirt. “There are many, and they move about.”",
    "A new bath would cost nine million and could stand on the meadow behind the station by the end of the decade.",
    "Until then the schools will take their pupils to Underhay by bus, an hour each way, twice in the week.",
    "The last swimmer was a woman of eighty who had learnt to swim there, and who asked whether she might take a tile.",
)
HEAD = f"<h1>{TITLE}</h1><p class=byline>By Eva Holm</p>"
MENU = "<ul><li><a href='/a'>News</a></li><li><a href='/b'>Sport</a></li><li><a href='/c'>Weather</a></li></ul>"


def paragraphs(texts: Sequence[str] = STORY) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def page(body: str, *, head: str = "", attributes: str = "") -> str:
    """A whole page around what is given: title, menu, foot."""
    return (
        f"<html><head><title>{TITLE} | Marle Post</title><meta property='og:title' content='{TITLE}'>{head}</head>"
        f"<body{attributes}><header><a href='/'>Marle Post</a><nav>{MENU}</nav></header>{body}"
        "<footer><a href='/p'>Privacy</a><p>© 2026 Marle Post</p></footer></body></html>"
    )


def article(inner: str) -> str:
    """A page whose story is in an article."""
    return page(f"<main><article>{HEAD}{inner}</article></main>")


def record_of(html: str) -> Record:
    return clean(RawPage(body=html, url="https://marlepost.example/news/bath"), _rules())


def texts_of(html: str) -> list[str]:
    return [text for text in record_of(html).text.split("\n\n") if text]


def has_story(html: str, extra: Collection[str] = ()) -> bool:
    """Whether the text of a page is the story, each paragraph once, with nothing but the extra texts."""
    return [text for text in texts_of(html) if text not in extra] == list(STORY)


@cache
def _rules() -> Rulebook:
    return load_rules()
