"""When the story was published, and when it was last changed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TypeAlias

from cleaner.article import Article
from cleaner.fields.choice import first_choice
from cleaner.fields.dates.guess import is_of_story, last_resort_date, script_date
from cleaner.fields.dates.moments import to_local, to_moment
from cleaner.fields.dates.offers import below_headline, meaning, modified_offers, printed_dates, published_offers
from cleaner.json_ld import is_news
from cleaner.libraries import NoAnswer
from cleaner.lines.dates.printed import FoundDate, day_of
from cleaner.model import Choice, Moment

MIN_YEAR = 1990  # nothing on the web is older; an archive's rule may still say so
MAX_AHEAD = timedelta(days=2)  # zones, and embargoes
DECLARED = ("jsonld", "meta", "rule")  # how the sources begin that speak for the page
REPUBLISHED_AFTER = timedelta(days=2)
MIN_VOICES = 2  # kinds of sources, against one
NO_DATE_GUESS = "no_date_guess"  # the flag of a record

Offers: TypeAlias = list[tuple[str, Moment]]


def read_published(article: Article) -> Choice[Moment] | Choice[None] | None:
    """When the story came out: rules, JSON-LD, meta names, <time>, lines, URL; htmldate where nothing else speaks.

    A date inside the story's own text is never taken.
    """
    offers = _moments(article, published_offers(article))
    found = first_choice(offers, _value)
    if found is None:
        return _guessed(article)
    found = _before_change(article, _outvoted(_first_printed(article, found), offers))
    found = _sharpened(found, offers)
    return Choice(to_local(found.value, [moment for _, moment in offers]), found.source, found.rejected)


def read_modified(article: Article) -> Choice[Moment] | None:
    """When the story was last changed, as the page says; many systems repeat the time of publication there."""
    return first_choice(_moments(article, modified_offers(article)), _value)


def _guessed(article: Article) -> Choice[Moment] | Choice[None] | None:
    """The day its scripts name, else htmldate's guess where it may be the story's and not that of the last change."""
    told = first_choice(_moments(article, script_date(article)), _value)
    if told is not None:
        return told
    guess = last_resort_date(article.page.document)
    if isinstance(guess, NoAnswer):
        return Choice(None, "htmldate", flags=(NO_DATE_GUESS,))
    changed = read_modified(article)
    is_change = changed is not None and changed.value.value.startswith(guess)
    if not guess or is_change or not is_of_story(article, date.fromisoformat(guess)):
        return None
    return first_choice(_moments(article, article.date_reader.in_values([("htmldate", guess)])), _value)


def _first_printed(article: Article, found: Choice[Moment]) -> Choice[Moment]:
    """The day printed right below the headline, where metadata gives a later one and the page is no news.

    Site builders export the day a page was last put online as its publication. Of 15 such pages of three public sets
    10 were right in print; of news, where a teaser may stand there, none of 3.
    """
    if is_news(article.node) or not found.source.startswith(("jsonld", "meta")):
        return found
    latest = date.fromisoformat(found.value.value[:10]) - REPUBLISHED_AFTER
    changed = {day_of(found.reading) for found in modified_offers(article)}
    printed = [entry for entry in below_headline(article) if day_of(entry.reading) < latest]
    earlier = [entry for entry in printed if day_of(entry.reading) not in changed]
    offers = _moments(article, earlier)
    return first_choice([*offers[:1], (found.source, found.value)], _value) or found


def _outvoted(found: Choice[Moment], offers: Offers) -> Choice[Moment]:
    """The earlier day that two kinds of sources give, where meta elements alone declare a later one.

    Press agencies export when a page was made: title, dateline and `<meta name="date">` say when the text came out.
    """
    if not found.source.startswith("meta"):
        return found
    told = date.fromisoformat(found.value.value[:10])
    sources: dict[date, set[str]] = {}
    for source, moment in offers:
        sources.setdefault(date.fromisoformat(moment.value[:10]), set()).add(source)
    kinds = {day: len({source.partition(":")[0] for source in named}) for day, named in sources.items()}
    count, day = max((count, day) for day, count in kinds.items())
    if count < MIN_VOICES or day >= told - REPUBLISHED_AFTER or kinds[told] >= count:
        return found
    earlier = [(source, moment) for source, moment in offers if moment.value.startswith(day.isoformat())]
    return first_choice([*earlier, (found.source, found.value)], _value) or found


def _before_change(article: Article, found: Choice[Moment]) -> Choice[Moment]:
    """The earlier day printed below the headline, where a meta element gives the day that the page calls its change."""
    told = date.fromisoformat(found.value.value[:10])
    changes = meaning(printed_dates(article), "modified") if found.source.startswith("meta") else []
    if told not in {day_of(change.reading) for change in changes}:
        return found
    earlier = [entry for entry in below_headline(article) if day_of(entry.reading) < told]
    return first_choice([*_moments(article, earlier)[:1], (found.source, found.value)], _value) or found


def _sharpened(found: Choice[Moment], offers: Offers) -> Choice[Moment]:
    """The time of the same day where the first source knows only the day and another one the time.

    The time of a change is none: the story came out before.
    """
    if found.value.precision != "day":
        return found
    day = found.value.value
    for source, moment in offers:
        if moment.precision != "day" and moment.value.startswith(day) and not source.endswith(":updated"):
            return Choice(moment, source, ((day, found.source), *found.rejected))
    return found


def _moments(article: Article, offers: Iterable[FoundDate]) -> Offers:
    """The offers that can be a day of publication, as moments."""
    offers = list(offers)
    latest = _latest_day(article, offers)
    return [
        (offer.source, to_moment(offer.reading, offer.text, article.facts.timezone, article.country))
        for offer in offers
        if _is_plausible(offer, latest)
    ]


def _latest_day(article: Article, offers: list[FoundDate]) -> date:
    """The last day that is not ahead of the time of fetching; any, where the page's own dates refute that time."""
    fetched_at = article.page.document.fetched_at
    if fetched_at is None:
        return date.max
    latest = (fetched_at + MAX_AHEAD).date()
    return date.max if _is_refuted(latest, offers) else latest


def _is_refuted(latest: date, offers: list[FoundDate]) -> bool:
    """Whether all that the page says of its publication is later: a time of day, or one day said twice.

    Crawls are seldom dated wrongly, but tables are. A lone day far ahead is more likely a placeholder.
    """
    readings = [found.reading for found in offers if found.source.startswith(DECLARED) or found.meaning == "published"]
    days = [day_of(reading) for reading in readings]
    if not days or min(days) <= latest:
        return False
    return any(reading.hour is not None for reading in readings) or len(set(days)) < len(days)


def _is_plausible(offer: FoundDate, latest: date) -> bool:
    """Whether a date is neither ahead nor older than the web, as days are that systems write for "not known"."""
    day = day_of(offer.reading)
    return day <= latest and (day.year >= MIN_YEAR or offer.source.startswith("rule"))


def _value(moment: Moment) -> str:
    return moment.value
