"""JSON inside a page's scripts: JSON-LD objects and hydration states, broken ones repaired."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain, islice

import msgspec

from cleaner.json_text import unless_deep, whole_characters
from cleaner.model import Json
from cleaner.stages.segment.loose_json import read_loose_json
from cleaner.tree import Element

MAX_OBJECTS = 200
MAX_DEPTH = 12
WRAPPING = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[)|(?:-->|//\s*\]\]>|/\*\s*\]\]>\s*\*/|\]\]>)\s*+(?:;\s*+)?$"
)
TRAILING_COMMA = re.compile(r",(\s*[}\]])")
CONTROL = re.compile(r"[\x00-\x1f]+")
# Where frameworks keep the data a page was made from: the name to look for, and whether the script holds nothing else.
STATE_IDS = ("__NEXT_DATA__", "__NUXT_DATA__")
# A value assigned to such a name. Other names begin alike (`Fusion.globalContentConfig`), and a state may be emptied
# before it is filled.
STATE_NAMES = ("__NUXT__", "__APOLLO_STATE__", "__PRELOADED_STATE__", "__INITIAL_STATE__", "Fusion.globalContent")
ASSIGNED_STATE = re.compile(
    rf"(?P<name>{'|'.join(map(re.escape, STATE_NAMES))})"
    r"\s{0,40}=\s{0,40}(?=[{\[](?!\s{0,40}[}\]])|\(function\()"
)


def read_json_ld(texts: Iterable[str]) -> tuple[Mapping[str, Json], ...]:
    """All objects of a page's JSON-LD, with lists and @graph opened; what cannot be read is left out."""
    nodes = chain.from_iterable(_nodes(unless_deep(loads_tolerant(text)), 0) for text in texts)
    return tuple(islice(nodes, MAX_OBJECTS))


def _nodes(value: Json, depth: int) -> Iterator[Mapping[str, Json]]:
    if depth > MAX_DEPTH:
        return
    if isinstance(value, list):
        for item in value:
            yield from _nodes(item, depth + 1)
    elif isinstance(value, dict):
        yield from _nodes(value.get("@graph"), depth + 1)
        if value.keys() - {"@graph", "@context"}:
            yield value


def loads_tolerant(text: str) -> Json:
    """Parse JSON as pages print it: in comments or CDATA, with raw line ends, trailing commas, escaped as HTML.

    Returns None where nothing can be made of it, a list where several values stand behind one another.
    """
    text = repaired = whole_characters(text)
    for repair in REPAIRS:
        repaired = repair(repaired)
        try:
            return msgspec.json.decode(repaired)
        except (msgspec.DecodeError, RecursionError, UnicodeError):
            continue
    values = read_loose_json(_unwrapped(text))
    return values if len(values) != 1 else values[0]


def _unwrapped(text: str) -> str:
    return WRAPPING.sub("", text).strip().rstrip(";")


def _without_controls(text: str) -> str:
    return CONTROL.sub(" ", text)


def _without_commas(text: str) -> str:
    return TRAILING_COMMA.sub(r"\1", text)


def _unescaped(text: str) -> str:
    return _without_commas(_without_controls(html.unescape(text)))


REPAIRS: tuple[Callable[[str], str], ...] = (str.strip, _unwrapped, _without_controls, _without_commas, _unescaped)


def hydration_states(scripts: Iterable[Element]) -> Mapping[str, str]:
    """JSON text of the states that frameworks leave in scripts, by name; not parsed until a rule asks."""
    states: dict[str, str] = {}
    for script in scripts:
        text, name = script.text or "", script.get("id")
        if name in STATE_IDS:
            states.setdefault(name, text)
        elif any(name in text for name in STATE_NAMES):  # few scripts have one: saves 4 % of a page
            for assigned in ASSIGNED_STATE.finditer(text):
                if assigned["name"] not in states:
                    states[assigned["name"]] = text[assigned.end() :]
    return states
