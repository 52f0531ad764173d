"""Whether 03/04/2024 on a page is the third of April or the fourth of March."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from cleaner.lines.dates.patterns import MIXED
from cleaner.lines.dates.plain import plain_line
from cleaner.lines.dates.zones import ZONE
from cleaner.lines.lazy import lazy_pattern

# The United States print the month first; Canada and the Philippines both orders, and English of no country.
DAY_FIRST: Mapping[str, bool | None] = {"us": False, "ca": None, "ph": None, "": None}
GENERIC = frozenset({"co", "io", "tv", "ai", "me", "fm", "cc", "ly", "gg", "to", "ws"})  # sold to the world
AMERICAN_ZONES = frozenset(
    ["ET", "EST", "EDT", "CT", "CST", "CDT", "MT", "MST", "MDT", "PT", "PST", "PDT", "AKST", "AKDT", "HST"]
)
WITH_STROKES = lazy_pattern(r"\d\s?[/-]\s?\d")
ENGLISH_WORDS = frozenset({"the", "and"})  # of the commonest ones, those that no other language has
MIN_WORDS = 40
MAX_CHARS = 200  # of a line that gives a date
OPENING_CHARS = 1_000  # of a text: enough to tell that it is English


def is_day_first(country: str | None, language_tag: str | None, domain: str | None) -> bool | None:
    """True, False, or None where nothing the page declares tells.

    By the site's country, the region of the declared language, the language itself (only English is printed in both
    orders), the country domain.
    """
    language, _, region = (language_tag or "").replace("_", "-").lower().partition("-")
    if not country and language not in ("en", ""):
        return True
    return DAY_FIRST.get(country_of(country, region, domain), True)


def country_of(country: str | None, region: str | None, domain: str | None) -> str:
    """The country of a page, in small letters: of its site, of its language's tag, of its domain; empty if unknown."""
    return (country or region or _country_of(domain or "")).lower()


def is_day_first_in_print(lines: Iterable[str], text: str) -> bool | None:
    """The order in which a page prints its dates; None where nothing tells.

    By its dates of which one number is no month and those with a zone of the United States beside them; of a text in
    another language than English the day is first. text: of the story, where the page declares no language.
    """
    orders = {order for line in lines for order in _orders(line)}
    if len(orders) == 1:
        return orders.pop()
    return None if orders or reads_english(text) else True


def reads_english(text: str) -> bool:
    """Whether a text may be English: it has the commonest words of it, or is too short to have them."""
    words = text[:OPENING_CHARS].lower().split()
    return len(words) < MIN_WORDS or ENGLISH_WORDS.issubset(words)


def _orders(line: str) -> Iterator[bool]:
    """Whether the day is first, of each date of a line that tells."""
    if len(line) > MAX_CHARS or WITH_STROKES.search(line) is None:
        return
    plain = plain_line(line)
    for match in MIXED.finditer(plain):
        first, second = int(match["first"]), int(match["other"])
        if match["joint"] == "." or max(first, second) > 31 or min(first, second) > 12:
            continue
        if max(first, second) > 12:
            yield first > 12
        elif zone := ZONE.search(plain, match.end()):
            yield zone.group() not in AMERICAN_ZONES


def _country_of(domain: str) -> str:
    last = domain.rsplit(".", 1)[-1]
    return last if len(last) == 2 and last not in GENERIC else ""
