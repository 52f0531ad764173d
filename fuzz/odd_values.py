"""Values that programs stumble over, by what they stand for: strings, dates, names, addresses, charsets, lines …"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

REPEATED = re.compile("⟨(.+?)×(\\d+)⟩", re.S)  # how odd_values.json spells long runs: ⟨a×300⟩


def _grown(value: Any) -> Any:
    return REPEATED.sub(lambda run: run[1] * int(run[2]), value) if isinstance(value, str) else value


def _read() -> dict[str, tuple[Any, ...]]:
    lists = json.loads((Path(__file__).parent / "odd_values.json").read_text(encoding="utf-8"))
    return {name: tuple(map(_grown, values)) for name, values in lists.items()}


ODD = _read()
# What may stand anywhere, also on what is known of a page.
ADDRESSES: tuple[str | None, ...] = ODD["addresses"]
CHARSETS: tuple[str | None, ...] = ODD["charsets"]
TIMES_OF_FETCH: tuple[str | None, ...] = ODD["times_of_fetch"]
STATUSES: tuple[int | None, ...] = ODD["statuses"]
STRINGS: tuple[str, ...] = ODD["strings"]
CONTROLS: tuple[str, ...] = ODD["controls"]
RUNS: tuple[str, ...] = ODD["runs"]  # repeated; patterns that look for one again and again show here
# What stories are made of.
SENTENCES: tuple[str, ...] = ODD["sentences"]
LINES: tuple[str, ...] = ODD["lines"]
NAMES: tuple[str, ...] = ODD["names"]
DATES: tuple[str, ...] = ODD["dates"]
# What markup is made of.
TAGS: tuple[str, ...] = ODD["tags"]
ATTRIBUTES: tuple[str, ...] = ODD["attributes"]
CLASSES: tuple[str, ...] = ODD["classes"]
METAS: tuple[str, ...] = ODD["metas"]
MEMBERS: tuple[str, ...] = ODD["members"]  # of JSON-LD objects
TYPES: tuple[Any, ...] = ODD["types"]  # of JSON-LD objects
