"""Bodies that are no pages, by what they begin with and what they are made of."""

from __future__ import annotations

import re

MAGIC = {
    b"%PDF-": "a PDF document",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"PK\x03\x04": "a ZIP archive (name it .zip) or office document (save a spreadsheet as CSV)",
    b"\xd0\xcf\x11\xe0": "an old office document (.doc, .ppt, or .xls: save that as CSV)",
    b"{\\rtf": "an RTF document",
    b"\x7fELF": "a program",
    b"RIFF": "a media file",
    b"OggS": "a media file",
    b"ID3": "a media file",
    b"SQLite format 3": "a database",
    b"bplist00": "a binary property list",
    b"PAR1": "a Parquet file (name it .parquet)",
    b"\x28\xb5\x2f\xfd": "Zstandard data (decompress it first)",
    b"BZh": "bzip2 data (decompress it first)",
    b"\xfd7zXZ": "xz data (decompress it first)",
    b"7z\xbc\xaf\x27\x1c": "a 7z archive (unpack it first)",
    b"Rar!": "a RAR archive (unpack it first)",
}
XML_START = rb"\s*(?:<\?xml[^<>]{0,200}\?>\s*)?(?:<\?xml-stylesheet[^<>]{0,500}\?>\s*)?(?:<!--[^>]{0,2000}-->\s*)?"
# Files of many pages, and of a page among other things, that are text themselves.
TEXTS = {
    re.compile(rb"WARC/1\.\d\r?\n"): "a WARC file (name it .warc)",
    re.compile(rb'\s*\{\s*"log"\s*:\s*\{\s*"version"'): "a network log of a browser (name it .har)",
    re.compile(
        rb"From \S{1,200} .{0,40}\d\d:\d\d:\d\d.{0,20}\d{4}.{0,20}\n[!-9;-~]{1,100}:"
    ): "a mailbox (name it .mbox)",
    re.compile(rb"(?:[!-9;-~]{1,100}:.*\n(?:[ \t].*\n)*)*?MIME-Version:", re.I): "a message (name it .eml or .mht)",
    re.compile(XML_START + rb"<(?:rss|feed|rdf:RDF)\b", re.I): "a feed (name it .rss)",
    re.compile(XML_START + rb"<(?:urlset|sitemapindex)\b", re.I): "a sitemap (cleaner scrape takes it)",
}
HEAD_BYTES = 20_000  # in which the headers of a message end
CONTROL = bytes(set(range(32)) - {7, 8, 9, 10, 12, 13, 27})
MAX_CONTROL_SHARE = 0.02  # text of any 8-bit encoding has next to none; pictures and archives 5 % and more


class Undecodable(Exception):
    """The body is no page: str() is the reason. Caught by the pipeline, which makes it a status.

    is_truncated: the body was packed, and cut short.
    """

    is_truncated = False


def refuse_other_formats(body: bytes) -> None:
    """Raise Undecodable for what begins as no text does."""
    for magic, what in MAGIC.items():
        if body.startswith(magic):
            raise Undecodable(f"not a text page: {what}")
    head = body[:HEAD_BYTES]
    for start, what in TEXTS.items():
        if start.match(head):
            raise Undecodable(f"not a text page: {what}")


def refuse_binary(body: bytes) -> None:
    """Raise Undecodable for what has more control characters than text has."""
    head = body[:65_536]
    control = len(head) - len(head.translate(None, CONTROL))
    nul = head.count(b"\x00")
    if control > MAX_CONTROL_SHARE * len(head) and nul != control:
        raise Undecodable("not a text page: binary data")
    if nul > len(head) // 4:
        raise Undecodable("not a text page: mostly NUL bytes")
