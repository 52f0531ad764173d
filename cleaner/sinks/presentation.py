"""How parts of a record read to a person, in every format alike."""

from __future__ import annotations

import re

from cleaner.model import Image, LiveEntry, Moment, Outlet, Record
from cleaner.text import bare, without_controls

# The `T` before the clock, and what stands behind the minutes: seconds, left out where they are none, and parts of one.
MOMENT = re.compile(r"T(\d\d:\d\d(?!:00)(?::\d\d)?|\d\d:\d\d)(?::00)?(?:\.\d+)?")


def byline(record: Record) -> str | None:
    """The authors' names, as one line; None without authors."""
    return without_controls(", ".join(author.name for author in record.authors)) or None


def printed_moment(moment: Moment | None) -> str | None:
    """`2024-03-01 08:30 +09:00` of an RFC 3339 time, `2024-03-01` of a day; None where it is unknown."""
    if moment is None or moment.value is None:
        return None
    return " ".join(filter(None, MOMENT.split(moment.value)))


def entry_time(entry: LiveEntry) -> str | None:
    """The time of an entry as the page prints it, else as it is declared."""
    return without_controls(entry.printed) if entry.printed else printed_moment(entry.time)


def entry_author(entry: LiveEntry, record: Record) -> str | None:
    """Who wrote an entry; None where it is the one author of the whole page."""
    return entry.author if entry.author != byline(record) else None


def deck(record: Record) -> str | None:
    """The subtitle; None where the text begins with it, so that no reader sees it twice."""
    subtitle = record.subtitle
    opening = record.body[0].text if record.body else ""
    return subtitle if subtitle and not bare(opening).startswith(bare(subtitle)) else None


def facts_line(record: Record) -> str | None:
    """Authors, date and outlet, as one line; None where the record has none of them."""
    outlet = record.outlet or Outlet()
    parts = (byline(record), printed_moment(record.published), without_controls(outlet.name or outlet.domain or ""))
    return " · ".join(filter(None, parts)) or None


def caption_line(image: Image) -> str | None:
    """Caption and credit of a picture, as one line; None where it has neither."""
    credit = image.credit.raw if image.credit is not None else None
    line = f"{image.caption} ({credit})" if image.caption and credit else image.caption or credit
    return without_controls(line) if line else None
