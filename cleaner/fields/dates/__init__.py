"""When the story was published, and when it was last changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import TypeAlias

from cleaner.article import Article
from cleaner.fields.choice import first_choice, site_offers
from cleaner.fields.dates.declared import declared_dates, meta_dates
from cleaner.fields.dates.guess import last_resort_date
from cleaner.fields.dates.moments import to_local, to_moment
from cleaner.fields.dates.printed import dates_below_headline, day_of, opening_dates, printed_dates
from cleaner.fields.dates.url_date import url_date
from cleaner.json_ld import is_news, texts
from cleaner.lines.dates import Reading, read_machine_date
from cleaner.lines.dates.printed import PrintedDate
from cleaner.model import Choice, Moment

# Days that systems write for "not known".
NO_DAYS = frozenset(
    {(1970, 1, 1), (1900, 1, 1), (1980, 1, 1), (1969, 12, 31), (2000, 1, 1), (1999, 11, 30), (1899, 12, 30)}
)
MIN_YEAR = 1990  # nothing on the web is older; an archive's rule may still say so
MAX_AHEAD = timedelta(days=2)  # zones, and embargoes
MAX_URL_GAP = timedelta(days=2)

Offer: TypeAlias = tuple[str, Reading, str]  # who says so, what it says, as printed


def read_published(article: Article) -> Choice[Moment] | None:
    """When the story came out: rules, JSON-LD, meta names, <time>, lines, URL; htmldate where nothing else speaks.

    A date inside the story's own text is never taken.
    """
    offers = tuple(_plausible(article, _published(article)))
    found = first_choice(offers, _value)
    if found is not None:
        found = _sharpened(_first_printed(article, found), offers)
        return Choice(to_local(found.value, (moment for _, moment in offers)), found.source, found.rejected)
    return _guessed(article)


def _guessed(article: Article) -> Choice[Moment] | None:
    """htmldate's guess; none where it is the day of the last change (right on 1 of 9 pages of three public sets)."""
    guess = last_resort_date(article.page.document)
    offers = tuple(_plausible(article, _machine(article, [("htmldate", guess)] if guess else [])))
    modified = read_modified(article) if offers else None
    if modified is not None and modified.value.value[:10] == guess:
        return None
    return first_choice(offers, _value)


def _first_printed(article: Article, found: Choice[Moment]) -> Choice[Moment]:
    """The day printed right below the headline, where metadata gives a later one and the page is no news.

    Site builders export the day a page was last put online as its publication. Of 15 such pages of three public sets
    10 were right in print; of news, where a teaser may stand there, none of 3.
    """
    if not found.source.startswith(("jsonld", "meta")) or is_news(article.node):
        return found
    latest = date.fromisoformat(found.value.value[:10]) - MAX_URL_GAP
    below = [entry for entry in dates_below_headline(article) if entry.meaning != "modified"]
    earlier = [_offer(entry) for entry in below if day_of(entry.reading) < latest]
    printed = next(_plausible(article, earlier), None)
    if printed is None:
        return found
    return Choice(printed[1], printed[0], ((_value(found.value), found.source), *found.rejected))


def _sharpened(found: Choice[Moment], offers: tuple[tuple[str, Moment], ...]) -> Choice[Moment]:
    """The time of the same day where the first source knows only the day and another one the time."""
    if found.value.precision != "day":
        return found
    day = found.value.value
    same = (entry for entry in offers if entry[1].precision != "day" and entry[1].value.startswith(day))
    finer = next(same, None)
    return found if finer is None else Choice(finer[1], finer[0], ((day, found.source), *found.rejected))


def read_modified(article: Article) -> Choice[Moment] | None:
    """When the story was last changed, as the page says; many systems repeat the time of publication there."""
    return first_choice(_plausible(article, _modified(article)), _value)


def _value(moment: Moment) -> str:
    return moment.value


def _published(article: Article) -> Iterator[Offer]:
    yield from _ruled(article, "published")
    yield from _machine(article, declared_dates(article, "published"))
    stated = printed_dates(article)
    address = url_date(article.page.document.url) or url_date(article.page.signals.canonical)
    if address is not None:  # a printed date that contradicts the address is another story's
        url_day = day_of(address[0])
        stated = tuple(entry for entry in stated if abs(day_of(entry.reading) - url_day) <= MAX_URL_GAP)
    yield from (_offer(entry) for entry in stated if entry.meaning != "modified")
    if address is not None:
        yield "url", *address
    yield from opening_dates(article)
    for entry in stated:
        if entry.meaning == "modified":
            yield f"{entry.source}:updated", entry.reading, entry.text
    yield from _machine(article, meta_dates(article, "vague"))
    for path in ("dateCreated", "uploadDate"):
        yield from _machine(article, [(f"jsonld:{path}", value) for value in texts(article.node, path)])


def _offer(entry: PrintedDate) -> Offer:
    return entry.source, entry.reading, entry.text


def _modified(article: Article) -> Iterator[Offer]:
    yield from _ruled(article, "modified")
    yield from _machine(article, declared_dates(article, "modified"))
    yield from (_offer(entry) for entry in printed_dates(article) if entry.meaning == "modified")


def _ruled(article: Article, field: str) -> Iterator[Offer]:
    """What rules found, by the formats the rule names, else as any other date."""
    for candidate in site_offers(article, field):
        raw = candidate.parts.get("date") or candidate.value
        reading = _by_format(raw, article.facts.formats.get(field, ())) or read_machine_date(
            raw, article.date_reader.day_first
        )
        if reading is not None:
            yield candidate.source, reading, raw


def _by_format(raw: str, formats: tuple[str, ...]) -> Reading | None:
    for form in formats:
        try:
            made = datetime.strptime(raw.strip(), form)
        except ValueError:  # another of the formats may fit
            continue
        day = (made.year, made.month, made.day, 0, len(raw))
        if "%H" not in form and "%I" not in form:
            return Reading(*day)
        offset = made.utcoffset()
        seconds = int(offset.total_seconds()) if offset is not None else None
        return Reading(*day, made.hour, made.minute, made.second if "%S" in form else None, seconds)
    return None


def _machine(article: Article, values: Iterable[tuple[str, str]]) -> Iterator[Offer]:
    for source, raw in values:
        reading = read_machine_date(raw, article.date_reader.day_first)
        if reading is not None:
            yield source, reading, raw


def _plausible(article: Article, offers: Iterable[Offer]) -> Iterator[tuple[str, Moment]]:
    """The offers that can be a day of publication, as moments."""
    fetched_at = article.page.document.fetched_at
    latest = (fetched_at + MAX_AHEAD).date() if fetched_at is not None else date.max
    for source, reading, raw in offers:
        day = (reading.year, reading.month, reading.day)
        is_ruled = source.startswith("rule")
        if day in NO_DAYS or date(*day) > latest or (reading.year < MIN_YEAR and not is_ruled):
            continue
        yield source, to_moment(reading, raw, article.facts.timezone)
