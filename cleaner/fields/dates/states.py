"""The page's own story in the data its framework left in a script: the object that has the page's title."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cleaner.article import Article
from cleaner.json_ld import clean_text
from cleaner.model import Json
from cleaner.text import bare

MIN_TITLE_CHARS = 12
MAX_VALUES = 100_000  # looked at; the largest state of 94 has 0.6 million characters
TITLE_KEYS = ("headline", "title", "name", "pageTitle", "seoTitle", "metaTitle")


def state_values(article: Article, keys: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """(source, value) of the keys in the object of a state that has the page's title; the first key comes first."""
    forms = [form for title in article.declared_headlines for form in (title.form, *title.cuts)]
    titles = {form for form in forms if len(form) >= MIN_TITLE_CHARS}
    for state in article.declared.states.values():
        for node in _objects(state):
            if titles & _titles_of(node):
                yield from _values_of(node, keys)


def _values_of(node: Mapping[str, Json], keys: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    plain = {key.replace("_", "").replace("-", "").lower(): key for key in node}
    for key in keys:
        name = plain.get(key)
        if name is not None and type(node[name]) in (str, int):
            yield f"state:{name}", str(node[name])


def _objects(state: Json) -> Iterator[Mapping[str, Json]]:
    """The objects of a state, outer ones first, as far as MAX_VALUES of its values go.

    A loop: a state may nest deeper than Python recurses. A flat state may hold one value at many places.
    """
    rest = [state]
    for _ in range(MAX_VALUES):
        if not rest:
            return
        value = rest.pop()
        if isinstance(value, dict):
            yield value
            rest.extend(reversed(value.values()))
        elif isinstance(value, list):
            rest.extend(reversed(value))


def _titles_of(node: Mapping[str, Json]) -> set[str]:
    """The titles of an object, bare; Arc keeps them one level deeper: {"headlines": {"basic": …}}."""
    headlines = node.get("headlines")
    basic = headlines.get("basic") if isinstance(headlines, dict) else None
    values = [basic, *map(node.get, TITLE_KEYS)]
    return {bare(clean_text(value)) for value in values if isinstance(value, str)}
