"""The page's own story in the data its framework left in a script: the object that has the page's title."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from cleaner.article import Article
from cleaner.fields.memo import once
from cleaner.json_ld import clean_text
from cleaner.model import Json
from cleaner.text import bare

MAX_CHARS = 2_000_000  # of a state; the largest of 94 in four public sets has 0.6 million
MAX_VALUES = 50_000  # looked at; a larger state is an archive
MIN_TITLE_CHARS = 12
TITLE_KEYS = ("headline", "title", "name", "pageTitle", "seoTitle", "metaTitle", "basic")
HOLDS_TITLE = frozenset({*TITLE_KEYS, "headlines"})
# As the editing systems behind such states call them; compared without case, `_` and `-`.
PUBLISHED_KEYS = (
    "datepublished", "publishedat", "publishdate", "publisheddate", "publicationdate", "publishedtime", "publishtime",
    "firstpublished", "firstpublishedat", "firstpublishdate", "displaydate", "published", "pubdate",
)  # fmt: skip
CREATED_KEYS = ("datecreated", "createdat", "creationdate")  # when somebody began to write
MODIFIED_KEYS = ("datemodified", "modifiedat", "updatedat", "lastupdated", "lastmodified", "lastupdateddate", "updated")


def state_dates(article: Article, keys: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """(source, value) of the keys in the object of a state that has the page's title; the first key comes first."""
    for node in once(article, "page_state.nodes", _own_nodes):
        plain = {key.replace("_", "").replace("-", "").lower(): (key, value) for key, value in node.items()}
        for name in keys:
            key, value = plain.get(name, ("", None))
            if isinstance(value, (str, int)) and not isinstance(value, bool) and value:
                yield f"state:{key}", str(value)


def _own_nodes(article: Article) -> tuple[Mapping[str, Json], ...]:
    if not article.page.signals.states:
        return ()
    titles = {form for title in article.declared_headlines for form in (title.form, *title.cuts)}
    titles = {form for form in titles if len(form) >= MIN_TITLE_CHARS}
    if not titles:
        return ()
    states = (_parse(text) for text in article.page.signals.states.values() if len(text) <= MAX_CHARS)
    return tuple(node for state in states for node in _objects(state) if _has_title(node, titles))


def _parse(text: str) -> Json:
    """The state's value; code behind it is left aside. None for what is no JSON (a function call, JavaScript)."""
    try:
        return json.JSONDecoder(strict=False).raw_decode(text.lstrip())[0]
    except (ValueError, RecursionError):
        return None


def _objects(state: Json) -> Iterator[Mapping[str, Json]]:
    """The objects of a state, outer ones first. A loop: a state may nest deeper than Python recurses."""
    rest, seen = [state], 0
    while rest and seen < MAX_VALUES:
        value = rest.pop()
        seen += 1
        if isinstance(value, dict):
            yield value
            rest.extend(reversed(value.values()))
        elif isinstance(value, list):
            rest.extend(reversed(value))


def _has_title(node: Mapping[str, Json], titles: set[str]) -> bool:
    if HOLDS_TITLE.isdisjoint(node):
        return False
    for key in TITLE_KEYS:
        value = node.get(key)
        held = value.get("basic") if isinstance(value, dict) else value  # Arc: {"headlines": {"basic": …}}
        if isinstance(held, str) and bare(clean_text(held)) in titles:
            return True
    headlines = node.get("headlines")
    return isinstance(headlines, dict) and _has_title(headlines, titles)
