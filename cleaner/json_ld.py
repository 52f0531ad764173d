"""Read the page's JSON-LD: which object is the article, and the strings at a path in it."""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from cleaner.lines.lazy import lazy_pattern
from cleaner.model import Json, Page
from cleaner.text import collapse, fold

# What an article's own object may be called, best first: a page that has both a NewsArticle and a WebPage
# describes the story in the first. schema.org 29; Recipe and HowTo are stories of lifestyle sections.
ARTICLE_TYPES: tuple[tuple[str, ...], ...] = (
    (
        "NewsArticle",
        "ReportageNewsArticle",
        "AnalysisNewsArticle",
        "BackgroundNewsArticle",
        "OpinionNewsArticle",
        "ReviewNewsArticle",
        "AskPublicNewsArticle",
        "LiveBlogPosting",
    ),
    (
        "Article",
        "BlogPosting",
        "Report",
        "TechArticle",
        "ScholarlyArticle",
        "MedicalScholarlyArticle",
        "SatiricalArticle",
        "AdvertiserContentArticle",
        "SocialMediaPosting",
        "DiscussionForumPosting",
    ),
    ("Review", "CriticReview", "ClaimReview", "Recipe", "HowTo", "PodcastEpisode", "Interview", "MedicalWebPage"),
    ("WebPage", "ItemPage", "AboutPage"),
)
RANKS = {name: rank for rank, group in enumerate(ARTICLE_TYPES) for name in group}
TYPE_JOINT = lazy_pattern(r"[/#:]")
TAG = lazy_pattern(r"</?[a-zA-Z][^<>]*>")
STANDS_FOR_ITSELF = frozenset({"name", "url", "@id"})  # "author": "Jane Doe" means {"name": "Jane Doe"}
LINKED = (
    "author",
    "creator",
    "contributor",
    "publisher",
    "image",
    "primaryImageOfPage",
    "isPartOf",
    "mainEntityOfPage",
)


def find_article(page: Page) -> Mapping[str, Json] | None:
    """The JSON-LD object that describes the page's own story, references to other objects ({"@id": …}) filled in.

    Among several, one that names this page's address or headline wins, then the more telling type, then the first.
    None where the page has no object of an article-like type.
    """
    objects = tuple(opened(page.signals.json_ld))
    ranked = [(rank_of(node), node) for node in objects]
    found = [(rank, node) for rank, node in ranked if rank is not None]
    if not found:
        return None
    if len(found) == 1:
        return with_references(found[0][1], objects)
    addresses, titles = page_addresses(page), page_titles(page)

    def worth(entry: tuple[int, Mapping[str, Json]]) -> tuple[int, int]:
        rank, node = entry
        return (-closeness(node, addresses, titles), rank)

    chosen = min(found, key=worth)[1]  # min keeps the first of equals
    return with_references(chosen, objects)


def texts(node: Mapping[str, Json] | None, path: str) -> tuple[str, ...]:
    """All strings at a dotted path, in order: "author.name". Lists on the way are walked through.

    A string where an object is expected stands for the object's name or url. Numbers count as strings.
    Entities and tags are undone, white space is collapsed; empty strings are left out. None has no strings.
    """
    if node is None:
        return ()
    return tuple(text for value in walk(node, path.split(".")) if (text := clean_text(value)))


def type_names(node: Mapping[str, Json]) -> tuple[str, ...]:
    """The object's types without their vocabulary's address: ("NewsArticle",)."""
    declared = node.get("@type")
    names = declared if isinstance(declared, list) else [declared]
    return tuple(
        name if name.isalnum() else TYPE_JOINT.split(name)[-1].strip() for name in names if isinstance(name, str)
    )


def clean_text(value: str) -> str:
    """A JSON-LD string as a reader would see it."""
    # twice: content management systems escape what is already escaped ("&amp;#8217;")
    plain = html.unescape(html.unescape(value)) if "&" in value else value
    return collapse(TAG.sub(" ", plain) if "<" in plain else plain)


def opened(objects: tuple[Mapping[str, Json], ...]) -> Iterator[Mapping[str, Json]]:
    """The objects, each followed by the main entity it holds (a WebPage's article)."""
    for node in objects:
        yield node
        for key in ("mainEntity", "mainEntityOfPage"):
            for entry in flat(node.get(key)):
                if isinstance(entry, Mapping) and ("headline" in entry or "author" in entry):
                    yield entry


def rank_of(node: Mapping[str, Json]) -> int | None:
    """Index of the first group of ARTICLE_TYPES the object belongs to."""
    return min((RANKS[name] for name in type_names(node) if name in RANKS), default=None)


def is_article(node: Mapping[str, Json]) -> bool:
    """Whether the object is a story of its own, not the page around it: of a group of ARTICLE_TYPES before the last."""
    rank = rank_of(node)
    return rank is not None and rank < len(ARTICLE_TYPES) - 1


def is_news(node: Mapping[str, Json] | None) -> bool:
    """Whether the object says that it is news: of the first group of ARTICLE_TYPES."""
    return node is not None and rank_of(node) == 0


def closeness(node: Mapping[str, Json], addresses: frozenset[str], titles: tuple[str, ...]) -> int:
    """2: names the page's address; 1: its headline is the page's; 0: says nothing; -1: names another page."""
    own = {
        address for path in ("url", "mainEntityOfPage", "mainEntityOfPage.@id", "@id") for address in named(node, path)
    }
    if own & addresses:
        return 2
    headlines = [fold(text) for text in (*texts(node, "headline"), *texts(node, "name"))]
    if any(headline and headline in title for headline in headlines for title in titles):
        return 1
    return -1 if own and addresses else 0


def named(node: Mapping[str, Json], path: str) -> Iterator[str]:
    """The addresses at the path, without scheme, query, fragment and last slash."""
    return (address for text in texts(node, path) if (address := bare_address(text)))


def bare_address(url: str) -> str | None:
    """Host and path; None for what is no absolute web address."""
    try:
        parts = urlsplit(url)
    except ValueError:  # "http://[broken": a page may print anything here
        return None
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return None
    return f"{parts.netloc.lower().removeprefix('www.')}{parts.path.rstrip('/')}"


def page_addresses(page: Page) -> frozenset[str]:
    """What the page is called: as fetched, as declared."""
    signals = page.signals
    declared = (page.document.url, signals.canonical, signals.first_meta("og:url"))
    return frozenset(address for url in declared if url and (address := bare_address(url)))


def page_titles(page: Page) -> tuple[str, ...]:
    """The page's titles, folded."""
    signals = page.signals
    declared = (signals.first_meta("og:title"), signals.first_meta("twitter:title"), signals.title)
    return tuple(fold(title) for title in declared if title)


def with_references(node: Mapping[str, Json], objects: tuple[Mapping[str, Json], ...]) -> Mapping[str, Json]:
    """The object with members such as {"@id": "#jane"} completed by the object of that id."""
    by_id = {key: other for other in reversed(objects) if isinstance(key := other.get("@id"), str)}

    def fill(value: Json) -> Json:
        if isinstance(value, list):
            return [fill(entry) for entry in value]
        if isinstance(value, Mapping) and isinstance(key := value.get("@id"), str) and key in by_id:
            return {**by_id[key], **value}
        return value

    return {key: fill(value) if key in LINKED else value for key, value in node.items()}


def walk(value: Json, path: list[str]) -> Iterator[str]:
    """The strings at the rest of a path."""
    if value is None:
        return
    for entry in flat(value) if isinstance(value, list) else (value,):
        if isinstance(entry, str):  # most are: asked before the dear question whether it is a mapping
            if stands_for(path):
                yield entry
        elif isinstance(entry, (dict, Mapping)):
            if path:
                yield from walk(entry.get(path[0]), path[1:])
            elif isinstance(held := entry.get("@value"), str):  # JSON-LD's long form of a string
                yield held
        elif isinstance(entry, (int, float)) and not isinstance(entry, bool) and stands_for(path):
            yield str(entry)


def stands_for(path: list[str]) -> bool:
    """Whether a bare value may end the path: nothing is left of it, or just the name of a thing."""
    return not path or (len(path) == 1 and path[0] in STANDS_FOR_ITSELF)


def flat(value: Json) -> Iterator[Json]:
    """The value, or the members of a list, lists in it opened. A loop: a page may nest deeper than Python recurses."""
    rest = [value]
    while rest:
        entry = rest.pop()
        if isinstance(entry, list):
            rest.extend(reversed(entry))
        else:
            yield entry
