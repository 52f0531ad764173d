"""Pages whose story is in the data of their scripts: documents of a dozen systems, with references and odd places."""

from __future__ import annotations

import random
from typing import Any

from fuzz.mutate_json import dump_json, mutate_value
from fuzz.odd_values import SENTENCES

TITLE = "Harbour reopens after four months"
KEYS = ("children", "content", "nodes", "data", "value", "model", "blocks", "items", "body", "comments", "text")
NAMES = ("__NEXT_DATA__", "__NUXT_DATA__", "__APOLLO_STATE__")
DEPTHS = (1, 3, 30, 200)
COUNTS = (1, 6, 40, 400)


def make_shell(chance: random.Random, page: str, other: str) -> str:
    """A page that shows nothing but its title, and holds a document somewhere in a state."""
    value = chance.choice((_apollo, _flat, _nested, _elements))(chance)
    for _ in range(chance.choice((0, 1, 1, 3))):
        value = mutate_value(chance, value)
    name = chance.choice(NAMES)
    try:
        text = dump_json(chance, value)
    except RecursionError:
        text = "[" * 2000
    head = f"<title>{TITLE}</title>"
    return f'<html><head>{head}</head><body><div id=app></div><script id="{name}">{text}</script></body></html>'


def _texts(chance: random.Random) -> list[str]:
    return [chance.choice(SENTENCES) for _ in range(chance.choice(COUNTS))]


def _apollo(chance: random.Random) -> Any:
    """Objects that name each other: some themselves, some what is not there."""
    texts = _texts(chance)
    names = [f"Text:{number}" for number in range(len(texts))]

    def some() -> dict[str, str]:
        return {"__ref": chance.choice([*names, "Article:1", "Nobody:1"])}

    objects: dict[str, Any] = {name: {"text": text} for name, text in zip(names, texts, strict=True)}
    for name in names:
        if chance.random() < 0.2:
            objects[name] = {chance.choice(KEYS): [some() for _ in range(chance.choice((1, 3, 9)))]}
    return objects | {"Article:1": {"title": TITLE, "body": [some() for _ in range(chance.choice(COUNTS))]}}


def _flat(chance: random.Random) -> Any:
    """Nuxt's list of values, with places that are shared, hold each other, or are not there."""
    texts = _texts(chance)
    places = range(-1, len(texts) + 8)
    lists = [[chance.choice(places) for _ in range(chance.choice((1, 2, 40)))] for _ in range(4)]
    story = {"title": 2, chance.choice(KEYS): 3}
    return [["Reactive", 1], story, TITLE, *lists, *texts]


def _nested(chance: random.Random) -> Any:
    """A text in many things in one another, whose keys are those of rich documents."""
    value: Any = [{"type": "p", "children": [{"text": text}]} for text in _texts(chance)]
    for _ in range(chance.choice(DEPTHS)):
        value = [value] if chance.random() < 0.3 else {chance.choice(KEYS): value, "id": 1}
    return {"page": {"title": TITLE, "story": value}}


def _elements(chance: random.Random) -> Any:
    """Elements of React."""
    value: Any = [["$", "p", None, {"children": text}] for text in _texts(chance)]
    for _ in range(chance.choice(DEPTHS)):
        value = ["$", "div", None, {"children": value}]
    return {"title": TITLE, "tree": value}
