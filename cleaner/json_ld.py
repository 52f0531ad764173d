"""Read the page's JSON-LD: which object is the article, and the strings at a path in it."""

from __future__ import annotations

import html
from collections.abc import Iterator, Mapping, Sequence

from cleaner.json_paths import as_text, flat, objects_in, read_path
from cleaner.lines.lazy import lazy_pattern
from cleaner.model import Json
from cleaner.text import collapse, fold
from cleaner.urls import split_url

# What an article's own object may be called, best first: a page that has both a NewsArticle and a WebPage
# describes the story in the first. schema.org 29; Recipe and HowTo are stories of lifestyle sections.
ARTICLE_TYPES = (
    "NewsArticle ReportageNewsArticle AnalysisNewsArticle BackgroundNewsArticle OpinionNewsArticle ReviewNewsArticle"
    " AskPublicNewsArticle LiveBlogPosting",
    "Article BlogPosting Report TechArticle ScholarlyArticle MedicalScholarlyArticle SatiricalArticle"
    " AdvertiserContentArticle SocialMediaPosting DiscussionForumPosting",
    "Review CriticReview ClaimReview Recipe HowTo PodcastEpisode Interview MedicalWebPage",
    "WebPage ItemPage AboutPage",
)
RANKS = {name: rank for rank, names in enumerate(ARTICLE_TYPES) for name in names.split()}
NEWS, PAGE, NO_ARTICLE = 0, len(ARTICLE_TYPES) - 1, len(ARTICLE_TYPES)
TYPE_JOINT = lazy_pattern(r"[/#:]", any_length=True)
TAG = lazy_pattern(r"</?[a-zA-Z][^<>]*>", any_length=True)
ADDRESS_PATHS = ("url", "mainEntityOfPage", "mainEntityOfPage.@id", "@id")
STORY_KEYS = frozenset({"headline", "author"})  # of an entity that is a story
LINKED = (
    *("author", "creator", "contributor", "publisher"),
    *("image", "primaryImageOfPage", "isPartOf", "mainEntityOfPage"),
)

LISTS = frozenset({"@list", "@set"})
REFERENCE_KEYS = ("@id", "url", "sameAs")  # by which one object stands for another that has a name

Node = Mapping[str, Json]


def find_article(objects: Sequence[Node], addresses: frozenset[str], titles: Sequence[str]) -> Node:
    """The JSON-LD object that describes the page's own story, references to other objects ({"@id": …}) filled in.

    Among several, one that names the page's address or title wins, then the more telling type, then the first.
    addresses: as bare_address() gives them; titles: folded. Empty where no object is of an article-like type.
    """
    nodes = [node for outer in objects for node in (outer, *main_entities(outer))]
    articles = [node for node in nodes if rank_of(node) < NO_ARTICLE]
    if not articles:
        return {}
    chosen = max(articles, key=lambda node: (closeness(node, addresses, titles), -rank_of(node)))
    return with_references(chosen, nodes)


def texts(node: Node, path: str) -> tuple[str, ...]:
    """All strings at a dotted path, in order: "author.name". Lists on the way are walked through.

    A string where an object is expected stands for the object's name or url, an object where a string is expected for
    its name. Numbers count as strings. Entities and tags are undone, white space is collapsed; empty strings are left
    out.
    """
    found = [clean_text(as_text(value)) for value in read_path(node, path)]
    return tuple(filter(None, found))


def type_names(node: Node) -> tuple[str, ...]:
    """The object's types without their vocabulary's address: ("NewsArticle",)."""
    return tuple(TYPE_JOINT.split(str(name))[-1].strip() for name in flat(node.get("@type", [])))


def clean_text(value: str) -> str:
    """A JSON-LD string as a reader would see it."""
    # twice: content management systems escape what is already escaped ("&amp;#8217;")
    return collapse(TAG.sub(" ", html.unescape(html.unescape(value))))


def main_entities(node: Node) -> list[Node]:
    """The main entities an object holds: a WebPage's article."""
    entities = [*objects_in(node.get("mainEntity")), *objects_in(node.get("mainEntityOfPage"))]
    return [entity for entity in entities if not STORY_KEYS.isdisjoint(entity)]


def rank_of(node: Node) -> int:
    """Index of the first group of ARTICLE_TYPES the object belongs to, NO_ARTICLE where it is of none."""
    return min((RANKS.get(name, NO_ARTICLE) for name in type_names(node)), default=NO_ARTICLE)


def is_article(node: Node) -> bool:
    """Whether the object is a story of its own, and not the page around it."""
    return rank_of(node) < PAGE


def is_news(node: Node) -> bool:
    """Whether the object says that it is news: of the first group of ARTICLE_TYPES."""
    return rank_of(node) == NEWS


def closeness(node: Node, addresses: frozenset[str], titles: Sequence[str]) -> int:
    """2: names the page's address; 1: its headline is the page's; 0: says nothing; -1: names another page."""
    own = {bare_address(text) for path in ADDRESS_PATHS for text in texts(node, path)} - {""}
    if own & addresses:
        return 2
    headlines = [fold(text) for text in (*texts(node, "headline"), *texts(node, "name"))]
    if any(headline in title for headline in headlines for title in titles):
        return 1
    return -1 if own and addresses else 0


def bare_address(url: str) -> str:
    """Host and path, without scheme, query and last slash; empty for what is no absolute web address."""
    parts = split_url(url)
    if parts is None or parts.scheme not in ("http", "https"):
        return ""
    return f"{parts.netloc.lower().removeprefix('www.')}{parts.path.rstrip('/')}"


def with_references(node: Node, objects: Sequence[Node]) -> Node:
    """The object with members that stand for other objects of the page completed by them.

    {"@id": "#jane"}, {"url": "/jane"} without a name, "#jane" alone; members of {"@list": […]} count as the list's.
    """
    known: dict[str, Node] = {}
    for other in objects:
        for key in REFERENCE_KEYS if "name" in other else ("@id",):
            known.setdefault(as_text(other.get(key)), other)
    known[""] = {}  # of objects without one

    def completed(member: Json) -> Json:
        if isinstance(member, str):
            return known.get(member.strip(), member)
        if not isinstance(member, Mapping):
            return member
        keys = ("@id",) if "name" in member else REFERENCE_KEYS
        others = (known.get(as_text(member.get(key))) for key in keys)
        return {**next(filter(None, others), {}), **member}

    linked = {key: list(map(completed, listed(node[key]))) for key in LINKED if key in node}
    return {**node, **linked}


def listed(value: Json) -> Iterator[Json]:
    """The members of a value as flat() has them, those of {"@list": […]} and {"@set": […]} too."""
    for member in flat(value):
        lists = [member[key] for key in LISTS & member.keys()] if isinstance(member, Mapping) else []
        yield from flat(lists or member)
