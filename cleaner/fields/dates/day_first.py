"""Whether 03/04/2024 on a page is the third of April or the fourth of March."""

from __future__ import annotations

from cleaner.article import Article

# Month first is the habit of the United States only; Canada and the Philippines use both orders.
MONTH_FIRST = frozenset({"us"})
BOTH = frozenset({"ca", "ph"})
GENERIC = frozenset(
    {"co", "io", "tv", "ai", "me", "fm", "cc", "ly", "gg", "to", "ws"}
)  # two letters, sold to the world


def is_day_first(article: Article) -> bool | None:
    """True, False, or None where nothing on the page tells.

    By the site's country, the region of the declared language, the language itself (only English is printed in both
    orders), the country domain.
    """
    country = (article.facts.country or "").lower()
    language, _, region = _declared(article).partition("-")
    if not country and language in ("en", ""):
        country = region or _country_domain(article)
    if country in BOTH or (not country and language in ("en", "")):
        return None
    return country not in MONTH_FIRST


def _declared(article: Article) -> str:
    signals = article.page.signals
    declared = signals.language or signals.first_meta("og:locale", "content-language", "language") or ""
    return declared.replace("_", "-").lower()


def _country_domain(article: Article) -> str:
    domain = (article.outlet.domain if article.outlet is not None else None) or ""
    last = domain.rsplit(".", 1)[-1]
    return {"uk": "gb"}.get(last, last) if len(last) == 2 and last not in GENERIC else ""
