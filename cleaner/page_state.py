"""The data a page was made from, as its framework left it in a script: for rules and for fields."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from cleaner.called_state import read_called_state
from cleaner.json_text import unless_deep, whole_characters
from cleaner.model import Json

MAX_CHARS = 2_000_000  # of a state; the largest of 94 in four public sets has 0.6 million
MAX_DEPTH = 100  # of references in a flat state; real ones have thirty
MAX_SHARED = 30_000  # values of a flat state that are used again
NUXT_DATA = "__NUXT_DATA__"
# What wraps a value in Nuxt's flat list: ["Reactive", 1].
WRAPPERS = frozenset({"Reactive", "ShallowReactive", "Ref", "ShallowRef", "EmptyRef", "EmptyShallowRef"})


def read_states(states: Mapping[str, str]) -> Mapping[str, Json]:
    """The states that can be read, by name, in the order of the page."""
    values = ((name, read_state(name, text)) for name, text in states.items())
    return {name: value for name, value in values if value is not None}


def read_state(name: str, text: str) -> Json:
    """The value of one state; code behind it is left aside. None for what is too large or too deep, or no JSON.

    Nuxt's flat list of values, each of which names its members by their place in the list, is put together again, and
    so is what a function returns, with the values it is called with.
    """
    if len(text) > MAX_CHARS:
        return None
    if text.startswith("("):
        return unless_deep(read_called_state(whole_characters(text)))
    try:
        value = unless_deep(json.JSONDecoder(strict=False).raw_decode(whole_characters(text).lstrip())[0])
        return _FlatValues(value).join(0) if name == NUXT_DATA and isinstance(value, list) else value
    except (ValueError, RecursionError):
        return None


class _FlatValues:
    """Nuxt's list of values, put together: each place is read once.

    What is shared counts each time it is used, as those who walk through the state meet it each time: no more
    than MAX_SHARED are.
    """

    def __init__(self, values: list[Any]) -> None:
        self.values = values
        self.joined: dict[int, Json] = {}
        self.sizes: dict[int, int] = {}  # of the values at a place, with all inside
        self.count = self.shared = 0  # of all values so far, and of those used again

    def join(self, place: Json, depth: int = 0) -> Json:
        """The value at a place with its members filled in; None for no place, and where a value holds itself."""
        if type(place) is not int or not 0 <= place < len(self.values) or depth > MAX_DEPTH:
            return None
        if place in self.joined:
            size = self.sizes.get(place, 0)
            self.count += size
            self.shared += size
            return self.joined[place] if self.shared <= MAX_SHARED else None
        before = self.count
        self.count += 1
        self.joined[place] = None
        self.joined[place] = self._members_of(self.values[place], depth + 1)
        self.sizes[place] = self.count - before
        return self.joined[place]

    def _members_of(self, value: Json, depth: int) -> Json:
        if isinstance(value, dict):
            return {key: self.join(member, depth) for key, member in value.items()}
        if not isinstance(value, list):
            return value
        if value and isinstance(value[0], str):  # ["Date", "2024-05-03T10:00:00Z"]
            return self.join(value[-1], depth) if value[0] in WRAPPERS else value[-1]
        return [self.join(member, depth) for member in value]
