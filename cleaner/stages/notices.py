"""What a page says that has a notice where a story would be: it is not there, or asks its reader for a password."""

from __future__ import annotations

import re
from collections.abc import Iterable

from cleaner.lines.lazy import lazy_pattern
from cleaner.model import Page, Story
from cleaner.text import fold
from cleaner.vocabulary import alternatives, words_of

MAX_BLOCKS = 12  # from the page's start, among which the headline of a short page is
HEADINGS, LINE_OF_DUMP = ("h1", "h2", "h3", "h4", "h5", "h6"), ""
# Before a site's name, behind "Error: …" and "Oops! …".
TITLE_JOINT = re.compile(r"\n|\s[–—·-]\s|[|»]|[:!…]\s")
NOTICE = lazy_pattern(alternatives(words_of("notices")))
PASSWORD = re.compile(r"type=[\"']?password\b")


def find_notice(story: Story) -> str | None:
    """What a page of little text says in place of a story, and what that is; None where it says none."""
    page, title = story.page, story.page.signals.title or ""
    if found := _parts([title, *_headings(page)]) & words_of("missing_pages"):
        return f"the page says that it is not there: {min(found)!r}"
    # The title alone: a form to log in stands above many stories, with a heading.
    if (found := _parts([title]) & words_of("login_titles")) and PASSWORD.search(page.document.text):
        return f"the page asks its reader for a password: {min(found)!r}"
    notice = next(filter(None, (NOTICE.search(fold(block.text)) for block in story.body)), None)
    return None if notice is None else f"the page has a notice in place of a story: {notice.group()!r}"


def _headings(page: Page) -> list[str]:
    """The headings near the start, and every <h1>."""
    headings = [block.text for block in page.blocks[:MAX_BLOCKS] if block.tag in (*HEADINGS, LINE_OF_DUMP)]
    return [*headings, *(page.blocks[first].text for first, _ in page.signals.h1)]


def _parts(headlines: Iterable[str]) -> set[str]:
    """Headlines, and what stands in them before a site's name."""
    return {fold(part.strip(" .!:…")) for part in TITLE_JOINT.split("\n".join(headlines))}
