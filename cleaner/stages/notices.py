"""What a page says that has a notice where a story would be: it is not there, or asks its reader for a password."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from cleaner.json_ld import is_article
from cleaner.lines.lazy import lazy_pattern
from cleaner.model import Page, Story
from cleaner.text import count_words, fold
from cleaner.vocabulary import alternatives, words_of

MAX_BLOCKS = 12  # from the page's start, among which the headline of a short page is
HEADINGS, LINE_OF_DUMP = ("h1", "h2", "h3", "h4", "h5", "h6"), ""
MAX_WORDS_ABOVE = 15  # of a notice: an excuse; a story that quotes one has begun
# Before a site's name; behind "Error: …" and "Oops! …". A headline goes on there: "Welcome back: …".
NAME_JOINT = re.compile(r"\n|\s[–—·-]\s|[|»]")
TITLE_JOINT = re.compile(rf"{NAME_JOINT.pattern}|[:!…]\s")
NOTICE = lazy_pattern(alternatives(words_of("notices")))
PASSWORD = re.compile(r"type=[\"']?password\b")


def find_notice(story: Story) -> str | None:
    """What a page of little text says in place of a story, and what that is; None where it says none."""
    page, title = story.page, story.page.signals.title or ""
    is_declared = declares_article(page)  # a search beside its story may have found nothing
    if found := _parts([title, *([] if is_declared else _headings(page))]) & words_of("missing_pages"):
        return f"the page says that it is not there: {min(found)!r}"
    if is_declared:
        return None
    # The title alone: a form to log in stands above many stories, with a heading.
    if (found := _parts([title], NAME_JOINT) & words_of("login_titles")) and PASSWORD.search(page.document.text):
        return f"the page asks its reader for a password: {min(found)!r}"
    notice = next(filter(None, (NOTICE.search(fold(text)) for text in _opening(story))), None)
    return None if notice is None else f"the page has a notice in place of a story: {notice.group()!r}"


def declares_article(page: Page) -> bool:
    """Whether a page says of itself, in its objects or as og:type, that it is an article."""
    return "article" in page.signals.meta.get("og:type", ()) or any(map(is_article, page.signals.json_ld))


def _opening(story: Story) -> Iterator[str]:
    """The texts in which a notice is, and no quote of one."""
    words = 0
    for block in story.body:
        yield block.text
        words += count_words(block.text)
        if words > MAX_WORDS_ABOVE:
            return


def _headings(page: Page) -> list[str]:
    """The headings near the start, and every <h1>."""
    headings = [block.text for block in page.blocks[:MAX_BLOCKS] if block.tag in (*HEADINGS, LINE_OF_DUMP)]
    return [*headings, *(page.blocks[first].text for first, _ in page.signals.h1)]


def _parts(headlines: Iterable[str], joint: re.Pattern[str] = TITLE_JOINT) -> set[str]:
    """Headlines, and what stands in them before a site's name."""
    return {fold(part.strip(" .!:…")) for part in joint.split("\n".join(headlines))}
