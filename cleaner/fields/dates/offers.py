"""What may be the day of publication or of the last change: rules, metadata, lines of the story, the address."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from cleaner.article import Article
from cleaner.fields.choice import site_offers
from cleaner.fields.dates.metadata import DATE_SOURCES, STATE_KEYS, publication_sources
from cleaner.fields.dates.states import state_values
from cleaner.fields.dates.url_date import url_dates, url_month
from cleaner.lines.dates import read_dates
from cleaner.lines.dates.clock import Reading
from cleaner.lines.dates.printed import FoundDate, day_of
from cleaner.lines.lazy import lazy_pattern
from cleaner.model import Role
from cleaner.text import count_words

BELOW_HEADLINE = 5  # a date so near below the headline is the story's
MAX_URL_GAP = timedelta(days=2)
MAX_MONTH_GAP, DAYS_OF_MONTH = timedelta(days=7), timedelta(days=31)
SEPARATORS = ("|", "-", "–", "—", "·", "•", ",", ":")
DATED_ROLES = (Role.TIMESTAMP, Role.BYLINE)
# Where a text may begin with its date: "(Press release of 3 May 2024) The council …"
OPENING_BLOCKS, MAX_OPENING_CHARS, MAX_LEAD_WORDS = 4, 80, 3
OPENING_END = lazy_pattern(r"\s?(?:[–—|:)„“\"•/·]|-\s|\.\s|\.?$)")


def published_offers(article: Article) -> Iterator[FoundDate]:
    """What may be the day of publication, the surest first."""
    own_addresses = (article.page.document.url, article.page.signals.canonical)
    addresses = list(url_dates(*own_addresses))
    dates, opening = printed_dates(article), list(opening_dates(article))
    printed, changes = meaning(dates, None, "published"), meaning(dates, "modified")
    printed = [found for found in printed if _agrees(found, addresses, url_month(*own_addresses))]
    if opening:  # what stands below such a text, and no word says what it is, is another story's
        above = printed_dates(article, article.text_end)
        printed = [found for found in printed if found.meaning or found in above]
    yield from _ruled_dates(article, "published")
    yield from declared_dates(article, "published")
    yield from printed
    yield from addresses
    yield from opening
    yield from title_dates(article)
    first_change = min((day_of(found.reading) for found in changes), default=date.max)
    for found in declared_dates(article, "vague"):
        if day_of(found.reading) <= first_change:
            yield found
    for found in changes:
        yield FoundDate(f"{found.source}:updated", found.reading, found.text)


def modified_offers(article: Article) -> Iterator[FoundDate]:
    """What may be the day of the last change, the surest first."""
    yield from _ruled_dates(article, "modified")
    yield from declared_dates(article, "modified")
    yield from meaning(printed_dates(article), "modified")


def declared_dates(article: Article, field: str) -> Iterator[FoundDate]:
    """The first date of each source in the metadata; a state is read only where nothing simpler gives a date."""
    declared = list(article.declared.first_texts(*DATE_SOURCES[field]))
    if field == "vague":
        declared += article.declared.first_texts(*publication_sources(article.page.signals.meta))
    return article.date_reader.in_values(declared or state_values(article, STATE_KEYS.get(field, ())))


def printed_dates(article: Article, last: int | None = None) -> list[FoundDate]:
    """What timestamps and bylines print, <time> elements before lines, nearest to the headline first.

    last: the block that ends where they are looked for.
    """
    top = article.top_block
    lines = [block for block in article.lines_as(*DATED_ROLES) if last is None or block.index <= last]
    lines.sort(key=lambda block: (abs(block.index - top), block.index < top))
    dates = [found for block in lines for found in article.dates_in(block)]
    return sorted(dates, key=lambda found: found.source != "time")


def meaning(dates: Iterable[FoundDate], *meanings: str | None) -> list[FoundDate]:
    """The dates that mean one of these."""
    return [found for found in dates if found.meaning in meanings]


def below_headline(article: Article) -> list[FoundDate]:
    """The dates of publication right below the headline: those of other stories stand above."""
    below = range(article.top_block + 1, article.top_block + 1 + BELOW_HEADLINE)
    lines = [block for block in article.lines_as(*DATED_ROLES) if block.index in below]
    return meaning([found for block in lines for found in article.dates_in(block)], None, "published")


def opening_dates(article: Article) -> Iterator[FoundDate]:
    """The date a text begins with: "29 November 2022 – The council …", "(21 November 2022) Customers …"."""
    for block in article.body[:OPENING_BLOCKS]:
        readings = read_dates(block.text[:MAX_OPENING_CHARS], article.date_reader.day_first)
        if len(readings) != 1:
            continue
        start, end = readings[0].start, readings[0].end
        if count_words(block.text[:start]) <= MAX_LEAD_WORDS and OPENING_END.match(block.text, end):
            yield FoundDate("opening", readings[0], block.text[start:end])


def title_dates(article: Article) -> Iterator[FoundDate]:
    """The date a headline or the page's title begins or ends with: "Storm closes harbour | Post | 03.05.2024"."""
    for source, title in (("headline", article.headline_text), ("title", _page_title(article))):
        readings = read_dates(title, article.date_reader.day_first)
        if len(readings) == 1 and _is_at_edge(title, readings[0]):
            yield FoundDate(source, readings[0], title[readings[0].start : readings[0].end])


def _page_title(article: Article) -> str:
    """The page's title; of a dump its first line, where that repeats the headline."""
    if article.page.document.kind == "html":
        return article.page.signals.title or ""
    headline, first = article.headline_text, next((block.text for block in article.page.blocks), "")
    return first if headline and first.startswith(headline) else ""


def _is_at_edge(title: str, reading: Reading) -> bool:
    after, before = title[reading.end :], title[: reading.start]
    return not before.strip() or (not after.strip() and before.rstrip().endswith(SEPARATORS))


def _agrees(found: FoundDate, addresses: list[FoundDate], month: date | None) -> bool:
    """Whether a printed date does not contradict the address: one that does is another story's."""
    day = day_of(found.reading)
    if addresses:
        return abs(day - day_of(addresses[0].reading)) <= MAX_URL_GAP
    is_sure = found.source != "line" or found.meaning is not None
    return month is None or is_sure or -MAX_MONTH_GAP <= day - month <= DAYS_OF_MONTH + MAX_MONTH_GAP


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
        # midnight to the second, of a format without hours, is read as a day
        return moment.isoformat(timespec="minutes" if "%M" in form and "%S" not in form else "seconds")
    return printed
