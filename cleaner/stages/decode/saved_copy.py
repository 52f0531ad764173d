"""Where and when a page was saved, as browsers and their extensions write into the copy."""

from __future__ import annotations

import html
import re
from datetime import datetime
from typing import NamedTuple

HEAD_CHARS = 4000  # such notes stand before or in the head
# Browsers ("Web page, complete") and Internet Explorer's MHTML; SingleFile; Save Page WE; HTTrack.
NOTES = (
    re.compile(r"<!--\s*saved from url=\(\d{1,6}\)(?P<url>[^\s<>]{1,2000})\s*-->"),
    re.compile(
        r"Page saved with SingleFile\s+url:\s*(?P<url>[^\s<>]{1,2000})\s+saved date:\s*(?P<date>[^\n<>]{1,100})"
    ),
    re.compile(r"""<meta name="savepage-url" content="(?P<url>[^"]{1,2000})"""),
    re.compile(r"<!--\s*Mirrored from (?P<url>[^\s<>]{1,2000}) by HTTrack [^,<>]{0,200}, (?P<date>[^<>]{1,100})-->"),
)
HINTS = ("saved from url", "SingleFile", "savepage-", "HTTrack")
SAVED_AT = re.compile(r"""<meta name="savepage-date" content="(?P<date>[^"]{1,100})""")
SCRIPT_DATE = re.compile(r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d{1,2}) (\d{4}) (\d\d:\d\d:\d\d) GMT([+-]\d{4})")
WEB = re.compile(r"https?://", re.IGNORECASE)
BARE_HOST = re.compile(r"[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}(?:/|$)")  # HTTrack leaves the scheme out


class SavedCopy(NamedTuple):
    """What a copy says of itself; None for what it does not say."""

    url: str | None = None
    saved_at: datetime | None = None


def read_saved_copy(text: str) -> SavedCopy:
    """Address and time from the note of the program that saved the page."""
    head = text[:HEAD_CHARS]
    if not any(hint in head for hint in HINTS):
        return SavedCopy()
    match = next(filter(None, (note.search(head) for note in NOTES)), None)
    if match is None:
        return SavedCopy()
    dated = match if "date" in match.groupdict() else SAVED_AT.search(head)
    return SavedCopy(_address(html.unescape(match["url"])), _read_date(dated["date"]) if dated is not None else None)


def _address(text: str) -> str | None:
    if WEB.match(text):
        return text
    return f"http://{text}" if BARE_HOST.match(text) else None


def _read_date(text: str) -> datetime | None:
    """A date as JavaScript prints it, or as in headers of HTTP."""
    from email.utils import parsedate_to_datetime  # 5 ms that only saved copies need

    match = SCRIPT_DATE.match(text)
    if match is not None:
        month, day, year, time, offset = match.groups()
        text = f"{day} {month} {year} {time} {offset}"
    try:
        found = parsedate_to_datetime(text.strip())
    except (ValueError, TypeError, OverflowError):
        return None
    return found if found.tzinfo is not None else None
