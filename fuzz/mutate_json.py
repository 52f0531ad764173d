"""JSON values made odd: types swapped, members lost, doubled and nested, texts and numbers replaced."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from typing import Any

from fuzz.odd_values import ADDRESSES, DATES, MEMBERS, NAMES, ODD, STRINGS, TYPES

DEPTHS = (2, 20, 60, 1100)  # the last is beyond what recursion bears
REPEATS = (2, 10, 300)
MAX_REPEATED_CHARS = 10_000
NUMBERS = (0, -1, 10**25, 1.5e308, -0.0, 2**63, 10**4000)


def odd_json(chance: random.Random) -> Any:
    """A value that stands where another was expected."""
    makers: tuple[Callable[[], Any], ...] = (
        lambda: chance.choice(STRINGS),
        lambda: chance.choice(NAMES),
        lambda: chance.choice(DATES),
        lambda: chance.choice(ADDRESSES),
        lambda: chance.choice(TYPES),
        lambda: chance.choice(NUMBERS),
        lambda: chance.choice((None, True, False, [], {}, [[]], [None], {"": ""}, {"@id": "#a"}, {"@value": "x"})),
        lambda: [{"@type": "Person", "name": chance.choice(NAMES)} for _ in range(chance.choice(REPEATS))],
        lambda: {chance.choice(MEMBERS): chance.choice(STRINGS) for _ in range(5)},
    )
    return chance.choice(makers)()


def nest(chance: random.Random, value: Any) -> Any:
    """The value inside many lists or objects."""
    key = chance.choice((None, *MEMBERS))
    for _ in range(chance.choice(DEPTHS)):
        value = [value] if key is None else {key: value}
    return value


def mutate_value(chance: random.Random, value: Any) -> Any:
    """The value with one place in it changed."""
    if isinstance(value, dict) and value and chance.random() < 0.9:
        key = chance.choice(list(value))
        return _change_member(chance, value, key)
    if isinstance(value, list) and value and chance.random() < 0.9:
        place = chance.randrange(len(value))
        changed = mutate_value(chance, value[place])
        return [*value[:place], *[changed] * chance.choice((0, 1, 1, 1, 2, _many(changed))), *value[place + 1 :]]
    return nest(chance, value) if chance.random() < 0.1 else odd_json(chance)


def _many(value: Any) -> int:
    """How often a value is repeated; a large one twice, as lists in lists multiply."""
    try:
        return 300 if len(str(value)) < MAX_REPEATED_CHARS else 2
    except RecursionError:
        return 2


def _change_member(chance: random.Random, value: dict[str, Any], key: str) -> dict[str, Any]:
    match chance.randrange(6):
        case 0:
            return {name: member for name, member in value.items() if name != key}
        case 1:
            return value | {chance.choice(MEMBERS): value[key]}
        case 2:
            return value | {chance.choice(MEMBERS): odd_json(chance)}
        case 3:
            return value | {key: [value[key], odd_json(chance)]}
        case _:
            return value | {key: mutate_value(chance, value[key])}


def mutate_json(chance: random.Random, text: str) -> str:
    """A JSON text with some places changed; text that is no JSON becomes another text that is none."""
    try:
        value = json.loads(text)
        for _ in range(chance.choice((1, 2, 5))):
            value = mutate_value(chance, value)
        return dump_json(chance, value)
    except (ValueError, RecursionError):
        return str(chance.choice(ODD["json"]))


def dump_json(chance: random.Random, value: Any) -> str:
    """The value as text, escaped or not, as a page may print it."""
    dumped = json.dumps(value, ensure_ascii=chance.random() < 0.5)
    return dumped.replace("/", "\\/") if chance.random() < 0.2 else dumped
