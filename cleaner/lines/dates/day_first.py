"""Whether 03/04/2024 on a page is the third of April or the fourth of March."""

from __future__ import annotations

from collections.abc import Mapping

# The United States print the month first; Canada and the Philippines both orders, and English of no country.
DAY_FIRST: Mapping[str, bool | None] = {"us": False, "ca": None, "ph": None, "": None}
GENERIC = frozenset({"co", "io", "tv", "ai", "me", "fm", "cc", "ly", "gg", "to", "ws"})  # sold to the world


def is_day_first(country: str | None, language_tag: str | None, domain: str | None) -> bool | None:
    """True, False, or None where nothing on the page tells.

    By the site's country, the region of the declared language, the language itself (only English is printed in both
    orders), the country domain.
    """
    language, _, region = (language_tag or "").replace("_", "-").lower().partition("-")
    if not country and language not in ("en", ""):
        return True
    return DAY_FIRST.get((country or region or _country_of(domain or "")).lower(), True)


def _country_of(domain: str) -> str:
    last = domain.rsplit(".", 1)[-1]
    return last if len(last) == 2 and last not in GENERIC else ""
