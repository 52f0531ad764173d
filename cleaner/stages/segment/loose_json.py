"""Broken JSON as far as it can be read: quotes inside of strings, strange escapes, comments, missing signs."""

from __future__ import annotations

import json
import re

from cleaner.json_text import MAX_NESTING
from cleaner.model import Json

MAX_CHARS = 500_000  # a hundred times a long JSON-LD; takes time in proportion to the text
TOKEN = re.compile(
    r"""(?P<gap>\s++ | //[^\n]*+ | /\*(?:[^*]|\*(?!/))*+(?:\*/)?) | (?P<open>[\[{]) | (?P<close>[\]}]) | (?P<quote>")
      | (?P<comma>,) | (?P<colon>:) | (?P<word>(?:[^\s,:{}\[\]"/]|/(?![/*]))++)""",
    re.VERBOSE,
)
INSIDE = re.compile(r'(?:[^"\\]|\\.)*+', re.DOTALL)  # of a string, up to a quote
# A quote that ends a string, told by what follows: a key's colon; an end, or the next member; an end, or the next item.
KEY_END = re.compile(r'"\s*+:')
MEMBER_END = re.compile(r'"\s*+(?:\Z|[}\]]|//|,\s*+(?:\Z|[,}\]/])|,?\s*+"[^"\n]{1,60}"\s*+:)')
ITEM_END = re.compile(r'"\s*+(?:\Z|[}\]]|//|,\s*+(?:\Z|["{\[}\]/\d-]|true|false|null))')
LOST_END = re.compile(r'"\s*+:\s*+["{\[]')  # behind the next key: the string before has no quote at its end
ESCAPE = re.compile(r"\\(?:((?:u[\da-fA-F]{4})(?:\\u[\da-fA-F]{4})*)|x([\da-fA-F]{2})|(.))", re.DOTALL)
LETTERS = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f"}
CLOSED_BY = {"}": dict, "]": list}


def read_loose_json(text: str) -> list[Json]:
    """The objects and lists of a text, one behind another; what is left open at its end is closed.

    Keys without a value are left out. Behind a string without an end nothing is read: what it says is not known.
    """
    return _Reader(text).values() if len(text) <= MAX_CHARS else []


class _Reader:
    """The reader, at a place in the text. open: the objects and lists around it; keys: of each the one to be filled."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.place = 0
        self.found: list[Json] = []
        self.open: list[Json] = []
        self.keys: list[str | None] = []

    def values(self) -> list[Json]:
        """The values; none where they are nested too deep."""
        while len(self.open) <= MAX_NESTING:
            token = TOKEN.match(self.text, self.place)
            if token is None:
                return self.found
            self.place = token.end()
            kind = token.lastgroup
            if kind == "open":
                self._open(token.group())
            elif kind == "close":
                self._close(CLOSED_BY[token.group()])
            elif kind == "comma" and self.open:
                self.keys[-1] = None
            elif kind == "word":
                self._add(self._word(token.group()))
            elif kind == "quote" and self.open:
                self._add_string()
        return []

    def _open(self, sign: str) -> None:
        value: Json = {} if sign == "{" else []
        self._add(value)
        self.open.append(value)
        self.keys.append(None)

    def _close(self, wanted: type) -> None:
        """Close the innermost object or list of this kind, and what was left open in it."""
        while any(isinstance(outer, wanted) for outer in self.open):
            self.keys.pop()
            if isinstance(self.open.pop(), wanted):
                return

    def _word(self, word: str) -> Json:
        """A number, true or false; a key without quotes; None for anything else."""
        if self._needs_key():
            return word
        try:
            return json.loads(word, parse_constant=lambda _: None)
        except ValueError:
            return None

    def _add_string(self) -> None:
        end = ITEM_END
        if isinstance(self.open[-1], dict):
            end = KEY_END if self._needs_key() else MEMBER_END
        text = self._string(end)
        if text is None:
            self.place = len(self.text)
        else:
            self._add(text)

    def _string(self, end: re.Pattern[str]) -> str | None:
        """The string that begins here, and the place behind it; None where it has no end."""
        start = self.place
        while True:
            inside = INSIDE.match(self.text, self.place)
            stop = inside.end() if inside is not None else len(self.text)
            self.place = stop + 1
            if stop >= len(self.text):
                return None
            if end.match(self.text, stop):
                return ESCAPE.sub(_character, self.text[start:stop])
            if end is not KEY_END and LOST_END.match(self.text, stop):
                return None

    def _needs_key(self) -> bool:
        return bool(self.open) and isinstance(self.open[-1], dict) and self.keys[-1] is None

    def _add(self, value: Json) -> None:
        """Put a value where it belongs: outside, in a list, under the key; the first string of a member is its key."""
        outer = self.open[-1] if self.open else self.found
        if isinstance(outer, list):
            if self.open or isinstance(value, (dict, list)):
                outer.append(value)
        elif self.keys[-1] is not None:
            outer[self.keys[-1]] = value
            self.keys[-1] = None
        elif isinstance(value, str):
            self.keys[-1] = value


def _character(escape: re.Match[str]) -> str:
    """The character an escape stands for, "\\x27" of JavaScript too; of an unknown one the sign itself."""
    units, byte, sign = escape.groups()
    if units:
        return str(json.loads(f'"\\{units}"'))
    return chr(int(byte, 16)) if byte else LETTERS.get(sign, sign)
