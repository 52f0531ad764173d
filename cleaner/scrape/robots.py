"""What robots.txt and tdmrep.json of a host say: read by Protego, which knows wildcards, delays and rates."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import msgspec
from msgspec import Struct
from protego import Protego

from cleaner.structs import resolved

MAX_ROBOTS_BYTES = 512_000  # RFC 9309 asks for 500 KiB at least; what follows is not read
REMEMBERED_HOSTS = 256


@dataclass(frozen=True, slots=True)
class RobotsRules:
    """rules: Protego's. agent: the product's name."""

    rules: Any
    agent: str

    def allows(self, url: str) -> bool:
        return bool(self.rules.can_fetch(url, self.agent))

    def delay_seconds(self) -> float:
        """The longest pause it asks for between two requests; 0 where it asks for none."""
        delay = float(self.rules.crawl_delay(self.agent) or 0.0)
        rate = self.rules.request_rate(self.agent)
        pace = rate.seconds / rate.requests if rate is not None and rate.requests else 0.0
        return max((seconds for seconds in (delay, pace) if seconds > 0), default=0.0)  # `nan` is not

    def sitemaps(self) -> Iterator[str]:
        yield from self.rules.sitemaps


@lru_cache(REMEMBERED_HOSTS)
def read_robots(text: str, agent: str) -> RobotsRules:
    """The rules of a robots.txt for one agent; an empty one allows everything."""
    return RobotsRules(Protego.parse(text.removeprefix("\ufeff")), agent)


@resolved
class Reservation(Struct, frozen=True, rename={"is_reserved": "tdm-reservation"}):
    """One entry of tdmrep.json. location: a path with the wildcards of robots.txt."""

    location: str = ""
    is_reserved: bool | int | str = 0


def read_reservations(body: bytes) -> str:
    """What a tdmrep.json (W3C TDM Reservation Protocol) reserves, in the words of robots.txt; empty for none."""
    try:
        found = msgspec.json.decode(body[:MAX_ROBOTS_BYTES], type=tuple[Reservation, ...] | Reservation)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return ""
    entries = (found,) if isinstance(found, Reservation) else found
    lines = [_directive(entry) for entry in entries if entry.location.startswith("/") and entry.location.isprintable()]
    return "\n".join(["User-agent: *", *lines]) if lines else ""


def _directive(entry: Reservation) -> str:
    is_reserved = str(entry.is_reserved).lower() in ("1", "true")
    return f"{'Disallow' if is_reserved else 'Allow'}: {entry.location}"
