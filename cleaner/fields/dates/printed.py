"""The dates that the story's lines print, the nearest to the headline first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from cleaner.article import Article
from cleaner.fields.titles.place import find_title_block
from cleaner.lines.dates import Reading, read_dates
from cleaner.lines.dates.printed import PrintedDate
from cleaner.lines.lazy import lazy_pattern
from cleaner.model import Block, Role
from cleaner.text import count_words

BELOW_TITLE = 5  # a date so near below the headline is the story's
# Where a text may begin with its date: "(Press release of 3 May 2024) The council …"
OPENING_BLOCKS, MAX_OPENING_CHARS, MAX_LEAD_WORDS = 4, 80, 3
OPENING_END = lazy_pattern(r"\s?(?:[–—|:)„“\"•/·]|-\s|\.\s|\.?$)")


class Stated(Struct, frozen=True):
    """A date on a line of the story. source: `time` (the element), `line`; beside: right below the headline."""

    source: str
    date: PrintedDate
    is_beside: bool

    @property
    def day(self) -> date:
        """The day alone."""
        return day_of(self.date.reading)

    @property
    def offer(self) -> tuple[str, Reading, str]:
        """Who says so, what it says, as printed."""
        return self.source, self.date.reading, self.date.text


def day_of(reading: Reading) -> date:
    """The day of a reading."""
    return date(reading.year, reading.month, reading.day)


def stated_dates(article: Article) -> tuple[Stated, ...]:
    """What timestamps and bylines print, <time> elements before lines, nearest to the headline first."""
    headline = find_title_block(article)
    top = headline.index if headline is not None else article.body[0].index if article.body else 0
    lines = sorted(article.lines_as(Role.TIMESTAMP, Role.BYLINE), key=lambda block: (abs(block.index - top), block.index < top))
    stated = [Stated("line", found, False) for found in _headline_date(article, headline)]
    for block in lines:
        is_beside = headline is not None and 0 < block.index - top <= BELOW_TITLE
        stated += [Stated(source, found, is_beside) for source, found in _dates_of(article, block)]
    return tuple(sorted(stated, key=lambda entry: entry.source != "time"))


def _dates_of(article: Article, block: Block) -> Iterator[tuple[str, PrintedDate]]:
    for signal in article.page.signals.times:
        found = article.date_reader.in_time(signal, block.text) if signal.block == block.index else None
        if found is not None:
            yield "time", found
    for found in article.date_reader.in_line(block.text, may_be_relative=True):
        yield "line", found


def _headline_date(article: Article, headline: Block | None) -> tuple[PrintedDate, ...]:
    """The date a headline begins with: "3 May 2024 Minister opens bridge"."""
    dates = article.date_reader.in_line(headline.text, may_be_relative=False) if headline is not None else ()
    return tuple(found for found in dates if found.reading.start == 0)


def opening_dates(article: Article) -> Iterator[tuple[str, Reading, str]]:
    """The date a text begins with: "29 November 2022 – The council …", "(21 November 2022) Customers …"."""
    for block in article.body[:OPENING_BLOCKS]:
        readings = read_dates(block.text[:MAX_OPENING_CHARS], article.date_reader.day_first)
        if len(readings) != 1:
            continue
        start, end = readings[0].start, readings[0].end
        if count_words(block.text[:start]) <= MAX_LEAD_WORDS and OPENING_END.match(block.text, end):
            yield "opening", readings[0], block.text[start:end]
