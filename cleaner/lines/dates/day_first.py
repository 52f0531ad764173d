"""Whether 03/04/2024 on a page is the third of April or the fourth of March."""

from __future__ import annotations

# Month first is the habit of the United States only; Canada and the Philippines use both orders.
MONTH_FIRST = frozenset({"us"})
BOTH = frozenset({"ca", "ph"})
GENERIC = frozenset({"co", "io", "tv", "ai", "me", "fm", "cc", "ly", "gg", "to", "ws"})  # sold to the world


def is_day_first(country: str | None, language_tag: str | None, domain: str | None) -> bool | None:
    """True, False, or None where nothing on the page tells.

    By the site's country, the region of the declared language, the language itself (only English is printed in both
    orders), the country domain.
    """
    language, _, region = (language_tag or "").replace("_", "-").lower().partition("-")
    is_english = language in ("en", "")
    place = (country or "").lower()
    if not place and is_english:
        place = region or _country_of(domain or "")
    if place in BOTH or (not place and is_english):
        return None
    return place not in MONTH_FIRST


def _country_of(domain: str) -> str:
    last = domain.rsplit(".", 1)[-1]
    return last if len(last) == 2 and last not in GENERIC else ""
