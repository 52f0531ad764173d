"""The dates that the story's lines print, the nearest to the headline first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from cleaner.article import Article
from cleaner.fields.titles.place import find_title_block
from cleaner.lines.dates import Reading, read_dates
from cleaner.lines.dates.printed import PrintedDate
from cleaner.lines.lazy import lazy_pattern
from cleaner.model import Block, Role
from cleaner.text import count_words

BELOW_HEADLINE = 5  # a date so near below the headline is the story's
# Where a text may begin with its date: "(Press release of 3 May 2024) The council …"
OPENING_BLOCKS, MAX_OPENING_CHARS, MAX_LEAD_WORDS = 4, 80, 3
OPENING_END = lazy_pattern(r"\s?(?:[–—|:)„“\"•/·]|-\s|\.\s|\.?$)")


def day_of(reading: Reading) -> date:
    """The day of a reading."""
    return date(reading.year, reading.month, reading.day)


def printed_dates(article: Article) -> tuple[PrintedDate, ...]:
    """What timestamps and bylines print, <time> elements before lines, nearest to the headline first."""
    headline, lines = _headline_and_lines(article)
    top = headline.index if headline is not None else article.body[0].index if article.body else 0
    lines = sorted(lines, key=lambda block: (abs(block.index - top), block.index < top))
    dates = [date for block in lines for date in article.dates_in(block)]
    if headline is not None:  # "3 May 2024 Minister opens bridge"
        dates += [date for date in article.dates_in(headline, may_be_relative=False) if date.reading.start == 0]
    return tuple(sorted(dates, key=lambda date: date.source != "time"))


def dates_below_headline(article: Article) -> tuple[PrintedDate, ...]:
    """The dates right below the headline: those of other stories stand above."""
    headline, lines = _headline_and_lines(article)
    if headline is None:
        return ()
    below = [block for block in lines if 0 < block.index - headline.index <= BELOW_HEADLINE]
    return tuple(date for block in below for date in article.dates_in(block))


def _headline_and_lines(article: Article) -> tuple[Block | None, tuple[Block, ...]]:
    return find_title_block(article), article.lines_as(Role.TIMESTAMP, Role.BYLINE)


def opening_dates(article: Article) -> Iterator[tuple[str, Reading, str]]:
    """The date a text begins with: "29 November 2022 – The council …", "(21 November 2022) Customers …"."""
    for block in article.body[:OPENING_BLOCKS]:
        readings = read_dates(block.text[:MAX_OPENING_CHARS], article.date_reader.day_first)
        if len(readings) != 1:
            continue
        start, end = readings[0].start, readings[0].end
        if count_words(block.text[:start]) <= MAX_LEAD_WORDS and OPENING_END.match(block.text, end):
            yield "opening", readings[0], block.text[start:end]
