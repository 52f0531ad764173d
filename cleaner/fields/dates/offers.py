"""What may be the day of publication or of the last change: rules, metadata, lines of the story, the address."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from cleaner.article import Article
from cleaner.fields.choice import site_offers
from cleaner.fields.dates.metadata import created_dates, declared_dates, vague_dates
from cleaner.fields.dates.url_date import url_date
from cleaner.lines.dates import read_dates
from cleaner.lines.dates.printed import FoundDate, day_of, meaning_of
from cleaner.lines.lazy import lazy_pattern
from cleaner.model import Block, Role
from cleaner.text import count_words

BELOW_HEADLINE = 5  # a date so near below the headline is the story's
MAX_URL_GAP = timedelta(days=2)
# Where a text may begin with its date: "(Press release of 3 May 2024) The council …"
OPENING_BLOCKS, MAX_OPENING_CHARS, MAX_LEAD_WORDS = 4, 80, 3
OPENING_END = lazy_pattern(r"\s?(?:[–—|:)„“\"•/·]|-\s|\.\s|\.?$)")


def published_offers(article: Article) -> Iterator[FoundDate]:
    """What may be the day of publication, the surest first."""
    values = article.date_reader.in_values
    yield from _ruled_dates(article, "published")
    yield from values(declared_dates(article, "published"))
    printed = printed_dates(article)
    address = url_date(article.page.document.url) or url_date(article.page.signals.canonical)
    if address is not None:  # a printed date that contradicts the address is another story's
        url_day = day_of(address.reading)
        printed = [found for found in printed if abs(day_of(found.reading) - url_day) <= MAX_URL_GAP]
    changes = [found for found in printed if found.meaning == "modified"]
    yield from (found for found in printed if found.meaning != "modified")
    if address is not None:
        yield address
    yield from opening_dates(article)
    first_change = min((day_of(found.reading) for found in changes), default=None)
    for found in values(vague_dates(article)):
        if first_change is None or day_of(found.reading) <= first_change:
            yield found
    for found in changes:
        yield FoundDate(f"{found.source}:updated", found.reading, found.text)
    yield from values(created_dates(article))


def modified_offers(article: Article) -> Iterator[FoundDate]:
    """What may be the day of the last change, the surest first."""
    yield from _ruled_dates(article, "modified")
    yield from article.date_reader.in_values(declared_dates(article, "modified"))
    yield from (found for found in printed_dates(article) if found.meaning == "modified")


def printed_dates(article: Article) -> list[FoundDate]:
    """What timestamps and bylines print, <time> elements before lines, nearest to the headline first."""
    top = article.headline.index if article.headline is not None else article.first_block
    nearest_first = sorted(_lines(article), key=lambda block: (abs(block.index - top), block.index < top))
    dates = [found for block in nearest_first for found in article.dates_in(block)]
    if article.headline is not None:  # "3 May 2024 Minister opens bridge"
        in_headline = article.dates_in(article.headline, may_be_relative=False)
        dates += [found for found in in_headline if found.reading.start == 0]
    return sorted(dates, key=lambda found: found.source != "time")


def below_headline(article: Article) -> list[FoundDate]:
    """The dates of publication right below the headline: those of other stories stand above."""
    if article.headline is None:
        return []
    below = range(article.headline.index + 1, article.headline.index + BELOW_HEADLINE + 1)
    lines = [block for block in _lines(article) if block.index in below]
    return [found for block in lines for found in article.dates_in(block) if found.meaning != "modified"]


def _lines(article: Article) -> list[Block]:
    """Timestamps and bylines; a byline behind the text must say what its date is: those of comments stand there too."""
    end = article.body[-1].index if article.body else len(article.page.blocks)
    bylines = article.lines_as(Role.BYLINE)
    dated = [block for block in bylines if block.index <= end or meaning_of(block.text) is not None]
    return [*article.lines_as(Role.TIMESTAMP), *dated]


def opening_dates(article: Article) -> Iterator[FoundDate]:
    """The date a text begins with: "29 November 2022 – The council …", "(21 November 2022) Customers …"."""
    for block in article.body[:OPENING_BLOCKS]:
        readings = read_dates(block.text[:MAX_OPENING_CHARS], article.date_reader.day_first)
        if len(readings) != 1:
            continue
        start, end = readings[0].start, readings[0].end
        if count_words(block.text[:start]) <= MAX_LEAD_WORDS and OPENING_END.match(block.text, end):
            yield FoundDate("opening", readings[0], block.text[start:end])


def _ruled_dates(article: Article, field: str) -> Iterator[FoundDate]:
    """What rules found, by the formats the rule names, else as any other date."""
    formats = article.facts.formats.get(field, ())
    for candidate in site_offers(article, field):
        printed = candidate.parts.get("date") or candidate.value
        for found in article.date_reader.in_values([(candidate.source, _by_format(printed, formats))]):
            yield FoundDate(candidate.source, found.reading, printed)


def _by_format(printed: str, formats: tuple[str, ...]) -> str:
    """The date in ISO 8601 by the first format that fits, no more precise than the format; else as printed."""
    for form in formats:
        try:
            moment = datetime.strptime(printed.strip(), form)
        except ValueError:  # another of the formats may fit
            continue
        if "%H" not in form and "%I" not in form:
            return moment.date().isoformat()
        return moment.isoformat(timespec="seconds" if "%S" in form else "minutes")
    return printed
