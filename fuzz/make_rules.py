"""Rule files made of those that ship: values in them replaced, keys lost, lines and bytes changed."""

from __future__ import annotations

import datetime
import random
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from cleaner.model import Role
from cleaner.rulebook import shipped_folder
from cleaner.rulebook.json_schema import json_schema
from fuzz.cases import Case
from fuzz.mutate_bytes import mutate_bytes
from fuzz.odd_values import ODD, STRINGS


@cache
def vocabulary() -> tuple[str, ...]:
    """All keys and closed values that the schema of rule files names."""
    words: set[str] = set()

    def look(value: Any) -> None:
        if isinstance(value, dict):
            words.update(value.get("properties", {}) if isinstance(value.get("properties"), dict) else ())
            words.update(str(word) for word in value.get("enum", ()) if isinstance(value.get("enum"), list))
            for member in value.values():
                look(member)
        elif isinstance(value, list):
            for member in value:
                look(member)

    look(json_schema())
    return tuple(sorted(words))


@cache
def shipped_files() -> tuple[Path, ...]:
    return tuple(sorted(shipped_folder().glob("*/*.yaml")))


def make_rule(chance: random.Random) -> Case:
    """A rule file; most are YAML still. name: the folder it belongs to, and its own."""
    source = chance.choice(shipped_files())
    text = source.read_text(encoding="utf-8")
    folder = source.parent.name
    form = chance.random()
    if form < 0.6:
        value = yaml.safe_load(text)
        for _ in range(chance.choice((1, 1, 2, 4))):
            value = _change(chance, value)
        body = yaml.safe_dump(value, allow_unicode=chance.random() < 0.5, sort_keys=False).encode(
            "utf-8", "surrogatepass"
        )
    elif form < 0.8:
        lines = text.split("\n")
        place = chance.randrange(len(lines))
        body = "\n".join([*lines[:place], chance.choice(ODD["yaml"]), *lines[place + chance.choice((0, 1)) :]]).encode()
    elif form < 0.85:
        body = chance.choice(ODD["yaml"]).encode("utf-8", "surrogatepass")
    else:
        body = mutate_bytes(chance, text.encode())
    name = f"{folder}/{source.name if chance.random() < 0.7 else 'example.com.yaml'}"
    return Case("rule", body, name)


def _change(chance: random.Random, value: Any) -> Any:
    """The value with one place in it changed, as deep as there are places."""
    if isinstance(value, dict) and value and chance.random() < 0.95:
        key = chance.choice(list(value))
        match chance.randrange(8):
            case 0:
                return {name: member for name, member in value.items() if name != key}
            case 1:
                return value | {chance.choice(vocabulary()): value[key]}
            case 2:
                return value | {chance.choice(vocabulary()): _odd(chance)}
        return value | {key: _change(chance, value[key])}
    if isinstance(value, list) and value and chance.random() < 0.95:
        place = chance.randrange(len(value))
        return [*value[:place], *[_change(chance, value[place])] * chance.choice((1, 1, 1, 2)), *value[place + 1 :]]
    return _odd(chance)


def _odd(chance: random.Random) -> Any:
    makers: tuple[Callable[[], Any], ...] = (
        lambda: chance.choice(STRINGS).encode("utf-8", "replace").decode(),
        lambda: chance.choice(ODD["patterns"]),
        lambda: chance.choice(ODD["selectors"]),
        lambda: chance.choice(ODD["xpaths"]),
        lambda: chance.choice(ODD["date_formats"]),
        lambda: chance.choice(vocabulary()),
        lambda: chance.choice([role.value for role in Role]),
        lambda: chance.choice(
            (0, -1, 10**30, 1.5, float("nan"), None, True, [], {}, "", [None], {"": ""}, datetime.date(2024, 1, 1))
        ),
        lambda: {chance.choice(vocabulary()): chance.choice((*ODD["selectors"], *ODD["patterns"])) for _ in range(3)},
        lambda: [chance.choice(ODD["patterns"])] * chance.choice((1, 2, 300)),
        lambda: {"css": chance.choice(ODD["selectors"])},
        lambda: {"line": chance.choice(ODD["patterns"])},
        lambda: chance.choice(
            ("platforms/wordpress", "sites/newsrebeat.com", "shared/nothing", "platforms/../sites/x", "example.com")
        ),
    )
    return chance.choice(makers)()
