"""The data in a page's scripts that no signal names: React's streamed rows, JSON by itself, assigned or in a string."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from itertools import islice

from cleaner.lines.lazy import lazy_pattern
from cleaner.model import Json
from cleaner.page_state import read_state

STREAM = "self.__next_f"  # where Next.js keeps the rows from which React builds the page
PUSHED = lazy_pattern(r'self\.__next_f\.push\(\[1,\s*("(?:[^"\\]|\\.)*+")\s*\]\)', any_length=True)
ROW = re.compile(rb"([0-9a-f]+):(?:T([0-9a-f]+),|[A-Z]*)")
PARSED = lazy_pattern(r'JSON\.parse\(\s*("(?:[^"\\]|\\.)*+"|\'(?:[^\'\\]|\\.)*+\')\s*\)', any_length=True)

# `window.__remixContext = {…}`
ASSIGNED = re.compile(r"""\bwindow(?:\.([\w$]{1,80})|\[["']([\w$]{1,80})["']\])\s{0,9}=\s{0,9}(?=\{\s{0,9}")""")
MAX_ASSIGNED, MAX_ATTRIBUTES = 10, 50  # of a script, of a page
MIN_ATTRIBUTE_CHARS = 500  # that may hold a story


def script_values(scripts: Iterable[tuple[str, str]]) -> Iterator[tuple[str, Json]]:
    """The values that scripts hold, each with a name for it. scripts: of each its media type and its text."""
    stream = ""
    for media_type, text in scripts:
        if STREAM in text:
            stream += "".join(map(_unquoted, PUSHED.findall(text)))
        elif media_type.endswith("json"):
            yield "json", read_state("json", text)
        else:
            for literal in PARSED.findall(text):
                yield "json", read_state("json", _unquoted(literal))
            for found in islice(ASSIGNED.finditer(text), MAX_ASSIGNED):
                yield found[1] or found[2], read_state("script", text[found.end() :])
    if stream:
        yield STREAM, _rows(stream.encode("utf-8", "replace"))


def attribute_values(attributes: Iterable[tuple[str, str]]) -> Iterator[tuple[str, Json]]:
    """The JSON that attributes hold, by their names: `<div id="app" data-page="{…}">`."""
    long = ((name, text) for name, text in attributes if len(text) >= MIN_ATTRIBUTE_CHARS and text.startswith("{"))
    yield from ((name, read_state(name, text)) for name, text in islice(long, MAX_ATTRIBUTES))


def _unquoted(literal: str) -> str:
    """The text of a JavaScript string; empty where it cannot be read."""
    if literal[0] == "'":
        literal = '"' + literal[1:-1].replace("\\'", "'").replace('"', '\\"') + '"'
    try:
        return str(json.loads(literal, strict=False))
    except ValueError:
        return ""


def _rows(stream: bytes) -> dict[str, Json]:
    """The rows by number: `a:T1f4,` and so many bytes of text, or `a:` and JSON up to the end of the line."""
    rows: dict[str, Json] = {}
    place = 0
    while place < len(stream):
        head = ROW.match(stream, place)
        if head is not None and head[2] is not None:
            end = head.end() + int(head[2], 16)
            rows[head[1].decode()] = stream[head.end() : end].decode("utf-8", "replace")
            place = end
            continue
        end = stream.find(b"\n", place) % (len(stream) + 1)  # -1: the last row
        if head is not None:
            rows[head[1].decode()] = read_state("row", stream[head.end() : end].decode("utf-8", "replace"))
        place = end + 1
    return rows
