"""Records as XML after the guidelines of the Text Encoding Initiative (TEI P5), for corpora."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TextIO
from urllib.parse import quote

from cleaner.model import Image, Moment, Outlet, Record
from cleaner.sinks.groups import Group, parts_of
from cleaner.sinks.markup import Markup, Name, plain
from cleaner.sinks.presentation import caption_line
from cleaner.sinks.rows import Row
from cleaner.text import is_web_address, without_controls

NAMES: Mapping[str, Name] = {
    "a": ("ref", {}),
    "strong": ("hi", {"rend": "bold"}),
    "em": ("hi", {"rend": "italic"}),
    "sup": ("hi", {"rend": "superscript"}),
    "sub": ("hi", {"rend": "subscript"}),
    "code": ("code", {}),
    "ul": ("list", {"rend": "bulleted"}),
    "ol": ("list", {"rend": "numbered"}),
    "li": ("item", {}),
    "tr": ("row", {}),
    "th": ("cell", {"role": "label"}),
    "td": ("cell", {}),
    "caption": ("head", {}),
    "blockquote": ("quote", {}),
    "footer": ("bibl", {}),
    "pre": ("ab", {"type": "preformatted"}),
    "figcaption": ("p", {}),
    "img": ("graphic", {}),
}
ATTRIBUTES = {"href": "target", "colspan": "cols", "rowspan": "rows", "value": "n", "src": "url"}
SAFE_IN_URI = "%:/?#@!$&'()*+,;=~"


def _address(address: str) -> str:
    return quote(without_controls(address).strip(), safe=SAFE_IN_URI)


TEI = Markup(NAMES, ATTRIBUTES, _address)
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
NAMESPACE = "http://www.tei-c.org/ns/1.0"
CORPUS_HEADER = (
    "<teiHeader><fileDesc><titleStmt><title>News stories</title></titleStmt><publicationStmt><p>Extracted from the web"
    "</p></publicationStmt><sourceDesc><p>News pages</p></sourceDesc></fileDesc></teiHeader>\n"
)


def write_tei(rows: Iterable[Row], stream: TextIO, *, many: bool) -> None:
    """One <TEI> for a record; with many, a <teiCorpus> of them."""
    stream.write(DECLARATION)
    if many:
        stream.write(f'<teiCorpus xmlns="{NAMESPACE}">\n{CORPUS_HEADER}')
    for row in rows:
        stream.write(document_of(row) + "\n")
    if many:
        stream.write("</teiCorpus>\n")


def page_of(row: Row) -> str:
    """One record as a whole file."""
    return f"{DECLARATION}{document_of(row)}\n"


def document_of(row: Row) -> str:
    """One record as a <TEI>."""
    language = row.record.language.code if row.record.language is not None else None
    text = TEI.element(
        "text", TEI.element("body", "\n".join(["", *_divisions(row.record), ""])), {"xml:lang": language}
    )
    return TEI.element("TEI", f"\n{_header(row)}\n{text}\n", {"xmlns": NAMESPACE})


def _header(row: Row) -> str:
    record = row.record
    title = TEI.element("title", plain(record.title or row.name))
    if record.subtitle:
        title += TEI.element("title", plain(record.subtitle), {"type": "sub"})
    authors = "".join(TEI.element("author", plain(author.name)) for author in record.authors)
    statements = (
        TEI.element("titleStmt", title + authors),
        TEI.element(
            "publicationStmt", TEI.element("p", f"Made by {plain(record.tool.name)} {plain(record.tool.version)}")
        ),
        TEI.element("sourceDesc", TEI.element("bibl", title + authors + "".join(_source(record)))),
    )
    return TEI.element("teiHeader", TEI.element("fileDesc", "".join(statements)) + _profile(record))


def _source(record: Record) -> Iterator[str]:
    """Where the text is from: outlet, date, address."""
    outlet = record.outlet or Outlet()
    if outlet.name or outlet.domain:
        yield TEI.element("publisher", plain(outlet.name or outlet.domain or ""))
    if record.published is not None:
        yield _date(record.published)
    address = record.canonical_url or record.url
    if address:
        yield TEI.element("idno", plain(address), {"type": "URL"})
    yield TEI.element("idno", plain(record.id), {"type": "record"})


def _date(moment: Moment) -> str:
    return TEI.element("date", plain(moment.value), {"when": moment.value})


def _profile(record: Record) -> str:
    keywords = "".join(TEI.element("term", plain(tag)) for tag in (*record.section, *record.tags))
    language = record.language.code if record.language is not None else "und"
    parts = TEI.element("langUsage", TEI.element("language", plain(language), {"ident": language}))
    if keywords:
        parts += TEI.element("textClass", TEI.element("keywords", keywords))
    return TEI.element("profileDesc", parts)


def _divisions(record: Record) -> Iterator[str]:
    """The body with its pictures, parted at its headings: a <head> opens a division."""
    inner: list[str] = []
    level: int | None = None
    for group in parts_of(record):
        if isinstance(group, Image):
            inner += _figure(group)
        if not isinstance(group, Group):
            continue
        if group.kind != "heading":
            inner += TEI.write(group)
            continue
        for block in group.blocks:
            if inner:
                yield _division(inner, level)
            inner, level = [TEI.element("head", TEI.inline(block.text, block.spans))], block.level
    yield _division(inner, level)


def _figure(image: Image) -> Iterator[str]:
    """A picture with its caption; only the caption where its address is none of the web."""
    caption = caption_line(image)
    address = _address(image.url) if image.url and is_web_address(image.url) else None
    picture = TEI.element("img", "", {"src": address}) if address else ""
    if picture or caption:
        yield TEI.element("figure", picture + (TEI.element("figcaption", plain(caption)) if caption else ""))


def _division(inner: list[str], level: int | None) -> str:
    """A division; one that holds nothing but a head and pictures, or nothing at all, has an empty paragraph."""
    is_bare = len(inner) == sum(part.startswith(("<head>", "<figure>")) for part in inner)
    return TEI.element("div", "".join(inner) + ("<p></p>" if is_bare else ""), {"n": level})
