"""Values in nested JSON by dotted path: of JSON-LD, of states, for rules and for fields. Nothing here recurses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from cleaner.model import Json

STANDS_FOR_ITSELF = (["name"], ["url"], ["@id"])  # "author": "Jane Doe" means {"name": "Jane Doe"}
NAMING_KEYS = ("@value", "name", "headline", "text", "url", "@id")  # what stands for an object as a text
MAX_VALUES = 500  # at one place: the longest list of a public set has 24; a catalogue is not about the story
MAX_DEPTH = 20  # objects in objects up to the one that has a name; real ones need two


def read_path(value: Json, path: str) -> list[Json]:
    """The values at a dotted path in order; lists on the way and at the end are opened; a number is an index.

    A key that holds dots itself is found too: the longest key that is there is taken. A plain value stands for the
    object whose name or address the path asks for.
    """
    return list(islice(_walk(value, path.split(".")), MAX_VALUES))


def flat(value: Json) -> Iterator[Json]:
    """The value, or the members of a list, lists in it opened; not more than MAX_VALUES."""
    return islice(_walk(value, []), MAX_VALUES)


def objects_in(value: Json) -> Iterator[Mapping[str, Json]]:
    """The objects among the value, or the members of a list."""
    return (entry for entry in flat(value) if isinstance(entry, Mapping))


def as_text(value: Json) -> str:
    """A value as text: of an object its name, of a list its first text; empty where it says nothing."""
    for _ in range(MAX_DEPTH):
        if isinstance(value, Mapping):
            value = next(filter(None, map(value.get, NAMING_KEYS)), None)
        elif isinstance(value, list):
            value = next(filter(None, value), None)
        else:
            break
    is_text = isinstance(value, (str, int, float)) and not isinstance(value, bool)
    return str(value).strip() if is_text else ""


def _walk(value: Json, steps: Sequence[str]) -> Iterator[Json]:
    """The values that some steps lead to. A loop: hostile pages nest deeper than Python recurses."""
    rest: list[tuple[Json, Sequence[str]]] = [(value, steps)]
    while rest:
        value, steps = rest.pop()
        if isinstance(value, (list, tuple)):
            rest.extend(reversed(_items(value, steps)))
        elif not steps or (steps in STANDS_FOR_ITSELF and isinstance(value, (str, int, float))):
            yield value
        elif isinstance(value, Mapping):
            rest.extend(_member(value, steps))


def _items(value: Sequence[Json], steps: Sequence[str]) -> list[tuple[Json, Sequence[str]]]:
    """The items of a list, each with the steps that are left: the one a number names, else all."""
    if not steps or not steps[0].isdigit():
        return [(item, steps) for item in value]
    number = int(steps[0])
    return [(item, steps[1:]) for item in value[number : number + 1]]


def _member(value: Mapping[str, Json], steps: Sequence[str]) -> Iterator[tuple[Json, Sequence[str]]]:
    """The member of an object under the longest key that the steps spell, with the steps that are left."""
    for length in range(len(steps), 0, -1):
        key = ".".join(steps[:length])
        if key in value:
            yield value[key], steps[length:]
            return
