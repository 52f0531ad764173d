"""What is left of a page's scripts: JSON-LD and states with invented texts, and the signs of a platform."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from cleaner.anonymise.values import Values
from cleaner.model import Json
from cleaner.page_state import NUXT_DATA, read_state
from cleaner.stages.segment.json_blocks import ASSIGNED_STATE, STATE_IDS, loads_tolerant
from cleaner.stages.segment.signals import JSON_LD_TYPES
from cleaner.tree import Element

MAX_ADDRESS_CHARS = 120
QUERY = re.compile(r"[?#].*")


class Scripts:
    """Rewrites the scripts of a page. signs: what platforms are recognised by, in addresses and inline scripts."""

    def __init__(self, values: Values, signs: Iterable[str]) -> None:
        self._values = values
        self._signs = tuple(signs)

    def rewrite(self, script: Element) -> bool:
        """Rewrite a script in place; False for one that holds nothing a record is made from."""
        text, name = script.text or "", script.get("id", "")
        if script.get("type", "").partition(";")[0].strip().lower() in JSON_LD_TYPES:
            return self._set(script, self._values.json_ld(loads_tolerant(text)))
        if name in STATE_IDS and name != NUXT_DATA:
            return self._set(script, self._values.state(read_state(name, text)))
        return self._assigned(script, text) or self._sign(script, text)

    def _set(self, script: Element, value: Json, before: str = "") -> bool:
        if not value:
            return False
        script.text = before + json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("</", "<\\/")
        return True

    def _assigned(self, script: Element, text: str) -> bool:
        """A state that a script assigns to a name."""
        found = ASSIGNED_STATE.search(text)
        if found is None:
            return False
        value = self._values.state(read_state(found["name"], text[found.end() :]))
        return self._set(script, value, f"{found['name']}=")

    def _sign(self, script: Element, text: str) -> bool:
        """The first script of a platform, by its address or its first words; each sign once."""
        address = script.get("src", "")
        sign = next((sign for sign in self._signs if sign in (address or text[:2_000])), None)
        if sign is None:
            return False
        self._signs = tuple(other for other in self._signs if other != sign)
        if address:
            script.set("src", QUERY.sub("", address)[:MAX_ADDRESS_CHARS])
        script.text = "" if address else f"/* {sign} */"
        return True
