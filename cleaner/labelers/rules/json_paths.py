"""Values in nested JSON by dotted path."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

NAMING_KEYS = (
    "@value",
    "name",
    "headline",
    "text",
    "url",
    "@id",
)  # what stands for an object where a text is asked for


def read_path(value: Any, path: str) -> list[Any]:
    """The values at a dotted path; lists on the way and at the end are opened; a number is an index.

    A key that holds dots itself is found too: the longest key that is there is taken.
    """
    return list(_walk(value, path.split(".")))


def as_text(value: Any) -> str | None:
    """A value as text: of an object its name; None where it says nothing."""
    if isinstance(value, Mapping):
        return next((text for key in NAMING_KEYS if (text := as_text(value.get(key)))), None)
    if isinstance(value, list):
        return next((text for item in value if (text := as_text(item))), None)
    if isinstance(value, bool) or value is None:
        return None
    return str(value).strip() or None


def _walk(value: Any, steps: list[str]) -> Iterator[Any]:
    if isinstance(value, (list, tuple)):
        if steps and steps[0].isdigit():
            index = int(steps[0])
            if index < len(value):
                yield from _walk(value[index], steps[1:])
            return
        for item in value:
            yield from _walk(item, steps)
    elif not steps:
        yield value
    elif isinstance(value, Mapping):
        for length in range(len(steps), 0, -1):
            key = ".".join(steps[:length])
            if key in value:
                yield from _walk(value[key], steps[length:])
                return
