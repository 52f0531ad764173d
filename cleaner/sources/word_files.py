"""Word documents (.docx) read as pages: their paragraphs, headings, lists and tables as HTML."""

from __future__ import annotations

import html
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from xml.etree import ElementTree

from cleaner.errors import InputError
from cleaner.model import RawPage
from cleaner.sources.reading import InputFile, InputPage, ReadOptions, unpacked
from cleaner.sources.whole_files import ROOM, whole_file

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DUBLIN = "{http://purl.org/dc/elements/1.1/}"
DOCUMENT, FACTS = "word/document.xml", "docProps/core.xml"
# Of what people see; deleted text (w:delText) and the codes of fields (w:instrText) are none of it.
SIGNS = {f"{WORD}tab": " ", f"{WORD}br": "\n", f"{WORD}cr": "\n", f"{WORD}noBreakHyphen": "-"}
HEADING = re.compile(r"(?:heading|berschrift|titre|titolo|rubrik|nagwek)?\s?([1-6])$", re.IGNORECASE)
TITLES = ("title", "titel", "titre")


def read_docx(entry: InputFile, reading: ReadOptions) -> Iterator[InputPage]:
    """The page of a document, with the title and author of its properties. Raises InputError where it is none.

    Their dates are of the file, or of the template it began as, and not of a publication.
    """
    with unpacked(entry) as stream:
        file = whole_file(stream, entry.name, reading)
    try:
        with zipfile.ZipFile(file) as parts:
            document = ElementTree.fromstring(_part(parts, DOCUMENT, entry.name, reading))
            facts = (
                ElementTree.fromstring(_part(parts, FACTS, entry.name, reading)) if FACTS in parts.namelist() else None
            )
    except (zipfile.BadZipFile, KeyError, ElementTree.ParseError, OSError) as error:
        raise InputError(f"{entry.name}: no Word document, or cut short") from error
    body = f"<html><head>{_head(facts)}</head><body><article>{''.join(_blocks(document))}</article></body></html>"
    yield InputPage(entry.name, reading.with_given(RawPage(body, kind="html")))


def _part(parts: zipfile.ZipFile, name: str, document: str, reading: ReadOptions) -> bytes:
    """A part of a document, unpacked. Raises InputError where it is too large."""
    limit = ROOM * reading.max_bytes
    with parts.open(name) as stream:
        data = stream.read(limit + 1)
    if len(data) > limit:
        raise replace(reading, max_bytes=limit).too_large(f"{document}/{name}")
    return data


def _head(facts: ElementTree.Element | None) -> str:
    if facts is None:
        return ""
    title, author = (html.escape(facts.findtext(f"{DUBLIN}{name}", "").strip()) for name in ("title", "creator"))
    return f"<title>{title}</title>" + (f'<meta name="author" content="{author}">' if author else "")


def _blocks(document: ElementTree.Element) -> Iterator[str]:
    for paragraph in document.iter(f"{WORD}p"):
        text = html.escape(_text(paragraph)).replace("\n", "<br>")
        if text.strip():
            tag = _tag(paragraph)
            yield f"<{tag}>{text}</{tag}>\n"


def _text(paragraph: ElementTree.Element) -> str:
    return "".join(
        (part.text or "") if part.tag == f"{WORD}t" else SIGNS.get(part.tag, "") for part in _parts(paragraph)
    )


def _parts(paragraph: ElementTree.Element) -> Iterator[ElementTree.Element]:
    """What is in a paragraph, in its order, but for other paragraphs: those of a text box that is anchored there."""
    waiting = list(reversed(paragraph))
    while waiting:
        part = waiting.pop()
        if part.tag != f"{WORD}p":
            yield part
            waiting.extend(reversed(part))


def _tag(paragraph: ElementTree.Element) -> str:
    """What its style says a paragraph is; styles keep their English names inside, whatever people see."""
    properties = paragraph.find(f"{WORD}pPr")
    if properties is None:
        return "p"
    style = properties.find(f"{WORD}pStyle")
    name = style.get(f"{WORD}val", "") if style is not None else ""
    if name.lower() in TITLES:
        return "h1"
    heading = HEADING.search(name)
    if heading is not None:
        return f"h{heading[1]}"
    return "li" if properties.find(f"{WORD}numPr") is not None else "p"
