"""htmldate, asked where no source of our own gives a date, about a page that prints one day beside its text."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from functools import partial
from itertools import chain

from cleaner.article import Article
from cleaner.libraries import NoAnswer, ask
from cleaner.lines.dates.printed import day_of
from cleaner.markup import safe_source
from cleaner.model import BOILERPLATE_ROLES, Document, Role

MAX_CHARS = 400_000  # its cost grows with the page; 97 % of news pages are smaller
MAX_LINE_CHARS = 200
NAMED_OTHERWISE = BOILERPLATE_ROLES - {Role.BOILERPLATE, Role.TOOL} | {Role.COPYRIGHT, Role.CAPTION, Role.CREDIT}
YEAR = re.compile(r"(?:19|20)\d\d")  # it finds no day on a page without one
FAR_FUTURE = datetime(2100, 1, 1, tzinfo=UTC)  # where the time of fetching is unknown; its own default reads the clock


def only_day_beside_text(article: Article) -> date | None:
    """The one day that lines below the headline print which are no text, no comments and no list of stories.

    A guess is no better than where it comes from: scripts hold days of expiry, teasers and comments their own.
    """
    text = {block.index for block in article.body}
    blocks = [block for block in article.page.blocks[article.first_block :] if block.index not in text]
    lines = [block for block in blocks if len(block.text) <= MAX_LINE_CHARS and article.role_of(block) not in NAMED_OTHERWISE]
    dates = chain.from_iterable(article.dates_in(block, may_be_relative=False) for block in lines)
    days = {day_of(found.reading) for found in dates}
    return days.pop() if len(days) == 1 else None


def last_resort_date(document: Document) -> str | NoAnswer:
    """A day (YYYY-MM-DD) guessed from the whole page; empty for a dump, for a large page, or where there is none.

    original_date: the publication, not the last change (right on 85 % instead of 58 % of a public set). Its extensive
    search stays off: on 322 pages where our own sources were silent it gave 15 right days more, 50 days more to pages
    that have none, and took up to 5.7 s on one page instead of 0.4.
    """
    if document.kind != "html" or len(document.text) > MAX_CHARS or YEAR.search(document.text) is None:
        return ""
    from htmldate import find_date  # 150 ms of imports, which most pages do not need

    latest = (document.fetched_at or FAR_FUTURE).strftime("%Y-%m-%d")
    # Bytes, because htmldate downloads a string that looks like an address; safe ones, because it parses them itself.
    page = safe_source(document.text)
    question = partial(find_date, page, extensive_search=False, original_date=True, url=document.url, max_date=latest)
    return ask(question) or ""
