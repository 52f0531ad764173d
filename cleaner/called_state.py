"""The state that Nuxt 2 prints as a function and its call: `(function(a,b){return {title:a,text:b}}("…","…"))`."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from cleaner.json_text import MAX_NESTING
from cleaner.model import Json

BEGINNING = re.compile(r"\(function\(([\w$,\s]*+)\)\{")
RETURN = re.compile(r"return\s?(?=\{)")
TOKEN = re.compile(
    r"""(?P<gap>\s++) | (?P<string>"(?:[^"\\]++|\\.)*+"|'(?:[^'\\]++|\\.)*+') | (?P<number>-?\.?\d[\w.+-]*+)
      | (?P<name>(?:(?:new|void)\s|!)?[\w$]++) | (?P<sign>[\[\]{}(),:;])""",
    re.VERBOSE | re.DOTALL,
)
WORDS: Mapping[str, Json] = {"true": True, "false": False, "!0": True, "!1": False}
QUOTE, BYTE = re.compile(r"\\'|(?<!\\)\""), re.compile(r"\\x([\da-fA-F]{2})")
CLOSING = {"{": "}", "[": "]", "(": ")"}
LONG, MAX_USES = 200, 3  # characters of a text, or a value with others in it, that a state names no oftener


class _Parameter(Struct, frozen=True):
    """A parameter, until the values of the call are known."""

    text: str


class _Unread(Exception):
    """The text is no value of a script, or one that is nested too deep."""


def read_called_state(text: str) -> Json:
    """What the function returns, with the values it is called with; None for anything else."""
    begun = BEGINNING.match(text)
    found = RETURN.search(text, begun.end()) if begun is not None else None
    if begun is None or found is None:
        return None
    try:
        reader = _ScriptReader(text, found.end())
        state = reader.value()
        while reader.next() != "(":
            continue
        values = reader.members(")")
    except (_Unread, ValueError):
        return None
    names = [name.strip() for name in begun[1].split(",")]
    return _filled(state, dict(zip(names, values, strict=False)), Counter())


class _ScriptReader:
    """A reader of values at a place in a script."""

    def __init__(self, text: str, place: int) -> None:
        self.text = text
        self.place = place
        self.kind = ""

    def next(self) -> str:
        """The next token; kind is what it is."""
        token = TOKEN.match(self.text, self.place)
        if token is None or token.lastgroup is None:
            raise _Unread
        self.place, self.kind = token.end(), token.lastgroup
        return self.next() if self.kind == "gap" else token[0]

    def value(self, depth: int = 0, token: str = "") -> Any:
        """The value that begins here, or with a token that was read."""
        token = token or self.next()
        if depth > MAX_NESTING:
            raise _Unread
        if self.kind == "string":
            return _string(token)
        if self.kind == "number":
            return int(token) if token.removeprefix("-").isdecimal() else float(token)
        if self.kind == "name":
            return self._named(token, depth)
        if token == "[":
            return self.members("]", depth)
        if token != "{":
            raise _Unread
        found: dict[str, Any] = {}
        while (key := self.next()) != "}":
            if key == ",":
                continue
            name = _string(key) if self.kind == "string" else key
            if self.next() != ":":
                raise _Unread
            found[name] = self.value(depth + 1)
        return found

    def members(self, end: str, depth: int = 0) -> list[Any]:
        """The values up to the sign that ends them."""
        found: list[Any] = []
        while (token := self.next()) != end or self.kind != "sign":
            if token != "," or self.kind != "sign":
                found.append(self.value(depth + 1, token))
        return found

    def _named(self, token: str, depth: int) -> Any:
        """A word, a parameter, or what is made of a value: `new Date(5)`; of nothing: `Array(3)`."""
        if self.text[self.place : self.place + 1] == "(":
            self.next()
            made = self.members(")", depth)
            return made[0] if made and token.startswith("new") else None
        return WORDS[token] if token in WORDS else _Parameter(token)


def _string(token: str) -> str:
    """What a string says: JSON's escapes, and those of scripts alone."""
    inside = BYTE.sub(r"\\u00\1", token[1:-1])
    if token[0] == "'":
        inside = QUOTE.sub(lambda found: "'" if found[0] == r"\'" else r"\"", inside)
    return str(json.loads(f'"{inside}"', strict=False))


def _filled(value: Any, values: Mapping[str, Any], uses: Counter[str]) -> Json:
    """A value with the parameters in it filled in."""
    if isinstance(value, dict):
        return {key: _filled(member, values, uses) for key, member in value.items()}
    if isinstance(value, list):
        return [_filled(member, values, uses) for member in value]
    if not isinstance(value, _Parameter):
        return value
    found = values.get(value.text)
    if isinstance(found, (dict, list)) or (isinstance(found, str) and len(found) > LONG):
        uses[value.text] += 1
        return found if uses[value.text] <= MAX_USES else None
    return None if isinstance(found, _Parameter) else found
