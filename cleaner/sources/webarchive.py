"""Web archives of Safari read as pages."""

from __future__ import annotations

import plistlib
from collections.abc import Iterator

from cleaner.errors import InputError
from cleaner.model import RawPage
from cleaner.sources.reading import InputFile, InputPage, ReadOptions, unpacked
from cleaner.sources.whole_files import whole_file

PAGE_TYPES = ("text/html", "application/xhtml+xml", "text/plain")


def read_webarchive(entry: InputFile, reading: ReadOptions) -> Iterator[InputPage]:
    """The page of a web archive, with address and charset. Raises InputError where there is none."""
    with unpacked(entry) as stream:
        file = whole_file(stream, entry.name, reading)
    try:
        main = plistlib.load(file)["WebMainResource"]
        body, kind = main["WebResourceData"], main.get("WebResourceMIMEType", PAGE_TYPES[0])
    except Exception as error:  # plistlib raises a dozen kinds for damaged ones
        raise InputError(f"{entry.name}: no web archive, or cut short") from error
    if kind not in PAGE_TYPES or not isinstance(body, bytes):
        raise InputError(f"{entry.name}: a web archive of {kind}, and of no page")
    page = RawPage(body, _text(main.get("WebResourceURL")), charset=_text(main.get("WebResourceTextEncodingName")))
    yield InputPage(entry.name, reading.with_given(page))


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
