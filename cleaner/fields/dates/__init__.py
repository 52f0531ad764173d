"""When the story was published, and when it was last changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import TypeAlias

from cleaner.article import Article
from cleaner.fields.choice import first_choice, site_offers
from cleaner.fields.dates.day_first import is_day_first
from cleaner.fields.dates.guess import last_resort_date
from cleaner.fields.dates.moments import to_local, to_moment
from cleaner.fields.dates.printed import Stated, stated_dates
from cleaner.fields.dates.states import CREATED_KEYS, MODIFIED_KEYS, PUBLISHED_KEYS, state_dates
from cleaner.fields.dates.url_date import url_date
from cleaner.fields.memo import once
from cleaner.json_ld import is_news, texts
from cleaner.lines.dates import Reading, read_machine_date
from cleaner.model import Choice, Moment

PUBLISHED_META = (
    "article:published_time", "datepublished", "og:published_time", "article:published", "og:article:published_time",
    "article.published", "parsely-pub-date", "cxenseparse:recs:publishtime", "cxenseparse:publishtime",
    "sailthru.date", "published_at",
    "published", "publish_date", "publish-date", "publishdate", "publication_date", "publication-date",
    "published-date",
    "publisheddate", "dcterms.issued", "dc.date.issued", "dcterms.created", "dc.date.created",
    "citation_publication_date", "citation_online_date", "citation_date", "pubdate", "pub_date",
    "article_date_original",
    "originalpublicationdate", "bt:pubdate", "ptime", "displaydate", "rnews:datepublished", "article:created",
)  # fmt: skip
# Names that as many systems fill with the last change: what the page prints is asked first.
VAGUE_META = ("date", "dc.date", "dc:date", "dcterms.date", "datecreated")
MODIFIED_META = (
    "article:modified_time", "datemodified", "og:updated_time", "og:modified_time", "article:modified",
    "article.updated",
    "dcterms.modified", "dc.date.modified", "last-modified", "lastmod", "modified", "updated",
    "article:updated_time", "bt:moddate",
    "utime", "rnews:datemodified",
)  # fmt: skip
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
    beside = (s for s in stated_dates(article) if s.beside and s.marked and s.meaning == "published")
    earlier = ((s.source, s.reading, s.raw) for s in beside if _day(s.reading) < latest)
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
    node = article.node
    yield from _ruled(article, "published")
    yield from _machine(article, (("jsonld:datePublished", value) for value in texts(node, "datePublished")))
    declared = tuple(_machine(article, _meta(article, PUBLISHED_META)))
    yield from declared
    if not declared and not texts(node, "datePublished"):  # a state is parsed only where nothing simpler speaks
        yield from _machine(article, state_dates(article, PUBLISHED_KEYS))
    stated = stated_dates(article)
    address = url_date(article.page.document.url) or url_date(article.page.signals.canonical)
    if address is not None:  # a printed date that contradicts the address is another story's
        stated = tuple(entry for entry in stated if _is_near(entry.reading, address[0]))
    yield from _stated(stated, "published", marked=True)
    if address is not None:
        yield "url", *address
    yield from _stated([entry for entry in stated if not entry.late], "published", marked=False)
    yield from _machine_until(_last_change(stated), _machine(article, _meta(article, VAGUE_META)))
    yield from _stated([entry for entry in stated if entry.late], "published", marked=False)
    yield from ((f"{s.source}:updated", s.reading, s.raw) for s in stated if s.meaning == "modified")
    if not declared and not texts(node, "datePublished"):
        yield from _machine(article, state_dates(article, CREATED_KEYS))
    for path in ("dateCreated", "uploadDate"):
        yield from _machine(article, ((f"jsonld:{path}", value) for value in texts(node, path)))


def _last_change(stated: Sequence[Stated]) -> date | None:
    """The day of the last change that is printed right below the headline."""
    days = (_day(s.reading) for s in stated if s.beside and s.worded and s.meaning == "modified")
    return min(days, default=None)


def _machine_until(latest: date | None, offers: Iterator[Offer]) -> Iterator[Offer]:
    """The offers but for those after the last change, before which a story has come out."""
    return (offer for offer in offers if latest is None or _day(offer[1]) <= latest)


def _day(reading: Reading) -> date:
    return date(reading.year, reading.month, reading.day)


def _is_near(one: Reading, other: Reading) -> bool:
    return abs(_day(one) - _day(other)) <= MAX_URL_GAP


def _modified(article: Article) -> Iterator[Offer]:
    yield from _ruled(article, "modified")
    yield from _machine(article, (("jsonld:dateModified", value) for value in texts(article.node, "dateModified")))
    declared = tuple(_machine(article, _meta(article, MODIFIED_META)))
    yield from declared
    if not declared and not texts(article.node, "dateModified"):
        yield from _machine(article, state_dates(article, MODIFIED_KEYS))
    yield from _stated(stated_dates(article), "modified", marked=True)


def _ruled(article: Article, field: str) -> Iterator[Offer]:
    """What rules found, by the formats the rule names, else as any other date."""
    for candidate in site_offers(article, field):
        raw = candidate.parts.get("date") or candidate.value
        reading = _by_format(raw, article.facts.formats.get(field, ())) or read_machine_date(
            raw, once(article, "day_first", is_day_first)
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


def _meta(article: Article, names: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    meta = article.page.signals.meta
    return ((f"meta:{name}", value) for name in names for value in meta.get(name, ())[:1])


def _machine(article: Article, values: Iterator[tuple[str, str]] | list[tuple[str, str]]) -> Iterator[Offer]:
    for source, raw in values:
        reading = read_machine_date(raw, once(article, "day_first", is_day_first))
        if reading is not None:
            yield source, reading, raw


def _stated(stated: Sequence[Stated], meaning: str, *, marked: bool) -> Iterator[Offer]:
    return ((s.source, s.reading, s.raw) for s in stated if s.meaning == meaning and s.marked is marked)


def _plausible(article: Article, offers: Iterator[Offer]) -> Iterator[tuple[str, Moment]]:
    """The offers that can be a day of publication, as moments."""
    fetched_at = article.page.document.fetched_at
    latest = (fetched_at + MAX_AHEAD).date() if fetched_at is not None else date.max
    for source, reading, raw in offers:
        day = (reading.year, reading.month, reading.day)
        is_ruled = source.startswith("rule")
        if day in NO_DAYS or date(*day) > latest or (reading.year < MIN_YEAR and not is_ruled):
            continue
        yield source, to_moment(reading, raw, article.facts.timezone)
