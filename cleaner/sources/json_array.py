"""The elements of a JSON array of any length, one at a time; a damaged one costs no other."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Callable, Iterator
from typing import BinaryIO

from cleaner.model import Json
from cleaner.sources.reading import CHUNK_BYTES
from cleaner.sources.unpacking import BrokenData, CutShort, Unreadable

BETWEEN = " \t\r\n,"
UNFINISHED = "Unterminated string"  # how Python's message begins where a text ends inside a string
LAST_CHARS = 12  # an error so near the end may be one of the end: a number, a name, half of an escape
NEXT_OBJECT = re.compile(r'[}\]]\s*,\s*(?=\{\s*")')  # in the text of a page the quotation mark is escaped
MAX_FLAWS = 1000  # damaged elements that are read on after


def read_elements(stream: BinaryIO, limit: int, is_row: Callable[[Json], bool]) -> Iterator[Json]:
    """The elements, and errors in the places of those that cannot be read. limit: bytes of one, about.

    stream: UTF-8; bytes that are none become lone surrogates. is_row: what an object is with which reading goes on
    after a damaged one; others are parts of that.
    """
    array = _Array(stream, limit)
    flaws = 0
    is_behind_flaw = False
    while array.skip_to_element():
        value = array.take()
        is_flaw = isinstance(value, Exception)
        if is_flaw or is_row(value) or not is_behind_flaw:
            yield value
            is_behind_flaw = is_flaw
            flaws += is_flaw
        if flaws > MAX_FLAWS:
            raise Unreadable(f"more than {MAX_FLAWS} damaged elements; the rest is not read")
        if is_behind_flaw:
            array.skip_to_object()


class _Array:
    """The text of an array that has been read and not yet taken."""

    def __init__(self, stream: BinaryIO, limit: int) -> None:
        self._stream = stream
        self._limit = limit
        self._decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
        self._scan = json.JSONDecoder().raw_decode
        self._text = ""
        self._position = 0
        self._problem: BrokenData | None = None  # of the packed data, whose rest is not read
        self._is_all = False
        self._read_more()
        self._position = self._text.find("[") + 1

    def skip_to_element(self) -> bool:
        """Whether there is a next element, or an error in its place."""
        while True:
            while self._position < len(self._text) and self._text[self._position] in BETWEEN:
                self._position += 1
            if self._position < len(self._text):
                return self._text[self._position] != "]"
            if self._is_all:
                return self._problem is not None
            self._read_more()

    def take(self) -> Json:
        """The element here, or why it is none."""
        while True:
            try:
                value, self._position = self._scan(self._text, self._position)
            except json.JSONDecodeError as error:
                is_at_end = error.pos >= len(self._text) - LAST_CHARS
                is_unfinished, reason = is_at_end or error.msg.startswith(UNFINISHED), f"no JSON: {error.msg}"
            except RecursionError:
                is_unfinished, reason = False, "no JSON: too many levels"
            else:
                return value
            if not is_unfinished or not self._can_grow():
                return self._explained(reason)
            self._read_more()

    def skip_to_object(self) -> None:
        """Leave a damaged element: the next one begins behind a comma between objects."""
        while (found := NEXT_OBJECT.search(self._text, self._position)) is None and not self._is_all:
            self._position = max(self._position, len(self._text) - LAST_CHARS)
            self._read_more()
        self._position = found.end() if found is not None else len(self._text)

    def _can_grow(self) -> bool:
        return not self._is_all and len(self._text) - self._position < self._limit

    def _read_more(self) -> None:
        """Read as much again as there is, so that what is scanned anew stays linear."""
        texts = [self._text[self._position :]]
        wanted = max(CHUNK_BYTES, len(texts[0]))
        try:
            while wanted > 0 and (part := self._stream.read1(CHUNK_BYTES)):  # type: ignore[attr-defined]
                texts.append(self._decoder.decode(part))
                wanted -= len(part)
            self._is_all = wanted > 0
        except BrokenData as error:
            self._problem, self._is_all = error, True
        self._text, self._position = "".join(texts), 0

    def _explained(self, reason: str) -> Exception:
        """The error of the element here. At the end of the text, what ended it."""
        if not self._is_all:
            return Unreadable(reason)
        problem, self._problem = self._problem, None
        return problem or CutShort(f"cut short, or {reason}")
