"""How parts of a record read to a person, in every format alike."""

from __future__ import annotations

import unicodedata

from cleaner.model import Moment, Record


def without_controls(text: str) -> str:
    """The text without control characters: a page must not steer the reader's terminal. Line ends and tabs stay."""
    return "".join(char for char in text if char in "\n\t" or unicodedata.category(char) not in ("Cc", "Cs"))


def byline(record: Record) -> str | None:
    """The authors' names, as one line; None without authors."""
    return without_controls(", ".join(author.name for author in record.authors)) or None


def printed_moment(moment: Moment | None) -> str | None:
    """`2024-03-01 08:30 +09:00` of an RFC 3339 time, `2024-03-01` of a day; None where it is unknown."""
    if moment is None or moment.value is None:
        return None
    day, _, rest = moment.value.partition("T")
    if not rest:
        return day
    clock, zone = (rest[:8], rest[8:]) if rest[5:6] == ":" else (rest[:5], rest[5:])
    return " ".join(part for part in (day, clock.removesuffix(":00") if len(clock) == 8 else clock, zone) if part)


def facts_line(record: Record) -> str | None:
    """Authors, date and outlet, as one line; None where the record has none of them."""
    outlet = record.outlet.name or record.outlet.domain if record.outlet else None
    parts = (byline(record), printed_moment(record.published), without_controls(outlet or ""))
    return " · ".join(part for part in parts if part) or None
