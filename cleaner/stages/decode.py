"""Bytes to text: the encoding, the kind of page, and what is no page at all."""

from __future__ import annotations

import codecs
import hashlib
import re
import zlib
from typing import NamedTuple

from cleaner.model import Document, DocumentKind, Options, RawPage
from cleaner.text import collapse

GZIP = b"\x1f\x8b"
BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
        (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))  # fmt: skip
# The WHATWG encoding standard reads these labels as their supersets, and so did every browser the pages were made for.
SUPERSETS = {
    "ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874", "tis-620": "cp874",
    "gb2312": "gb18030", "gbk": "gb18030", "euc_kr": "cp949", "shift_jis": "cp932", "big5": "big5hkscs",
}  # fmt: skip
SEVEN_BIT = frozenset({"iso2022_jp", "iso2022_kr", "hz", "utf-7"})
META_BYTES = 4096  # browsers look at 1,024; CMS pages with long heads put the charset further down
META_CHARSET = re.compile(rb"""<(?:meta|\?xml)[^>]{0,400}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.I)
MAGIC = {
    b"%PDF-": "a PDF document",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"PK\x03\x04": "a ZIP archive or office document",
    b"\x7fELF": "a program",
    b"RIFF": "a media file",
    b"\x28\xb5\x2f\xfd": "Zstandard data (decompress it first)",
    b"BZh": "bzip2 data (decompress it first)",
    b"\xfd7zXZ": "xz data (decompress it first)",
}
# Control characters no text holds. Deleted as bytes, which costs a tenth of deleting them from text.
DELETED = bytes((set(range(32)) | {127}) - set(b"\t\n\f\r"))
CONTROL = bytes(set(range(32)) - {7, 8, 9, 10, 12, 13, 27})
MAX_CONTROL_SHARE = 0.02  # text of any 8-bit encoding has next to none; pictures and archives 5 % and more
MAX_BAD_SHARE = 0.002  # broken bytes a page may hold before its declared encoding is disbelieved
SNIFF_CHARS = 200_000
TAG = re.compile(r"<(?:html|head|body|div|p|article|section|main|table|span|h[1-6]|meta|br|ul|a)\b[^<>]*>", re.I)
MIN_TAGS = 3  # a dump may quote a tag or two; a page has hundreds


class Decoded(NamedTuple):
    """The text of a body, its encoding and what told it; utf8: the text in UTF-8 where that is at hand."""

    text: str
    encoding: str
    source: str
    utf8: bytes | None = None


class Undecodable(Exception):
    """The body is no page: str() is the reason. Caught by the pipeline, which makes it a status."""


def decode(raw: RawPage, options: Options) -> Document:
    """Decode the body of a page and tell HTML from a text dump.

    Encoding, in order: byte order mark, valid UTF-8, the transport's charset, <meta>, detection. Valid UTF-8 stands
    before the declarations because non-ASCII text in another encoding is practically never valid UTF-8, while
    declarations lie. Gzip that the transport left on is undone; a truncated member gives what there is.
    Raises Undecodable with the reason for a body that is too large or is not text.
    """
    given = raw.body
    size = len(given) if isinstance(given, bytes) else len(given.encode("utf-8", "surrogatepass"))
    if size > options.max_body_bytes:
        raise Undecodable(f"body of {size:,} bytes is over the limit of {options.max_body_bytes:,} (max_body_bytes)")
    if isinstance(given, bytes):
        digest = hashlib.sha256(given).hexdigest()
        text, encoding, source, utf8 = _to_text(_inflate(given, options.max_body_bytes), raw.charset)
    else:
        digest = hashlib.sha256(given.encode("utf-8", "surrogatepass")).hexdigest()
        utf8 = _with_line_feeds(given.encode("utf-8", "replace").translate(None, DELETED))
        text, encoding, source = utf8.decode("utf-8"), "utf-8", "given"
    if text.startswith("\ufeff"):
        text, utf8 = text[1:], None
    if utf8 is None and "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return Document(
        text=text,
        kind=raw.kind or sniff_kind(text),
        url=raw.url,
        encoding=encoding,
        encoding_source=source,
        sha256=digest,
        bytes=size,
        fetched_at=raw.fetched_at,
        status=raw.status,
        utf8=utf8,
    )


def sniff_kind(text: str) -> DocumentKind:
    """html where the text opens like a page or holds several tags, else text."""
    head = text[:SNIFF_CHARS]
    if head.lstrip()[:15].lower().startswith(("<!doctype", "<html", "<?xml")):
        return "html"
    found = 0
    for found, _ in enumerate(TAG.finditer(head), start=1):
        if found >= MIN_TAGS:
            return "html"
    return "html" if found and collapse(head).startswith("<") else "text"


def _inflate(body: bytes, limit: int) -> bytes:
    """Undo gzip; the part before a truncation or a flaw is kept."""
    if not body.startswith(GZIP):
        return body
    stream = zlib.decompressobj(wbits=31)
    try:
        plain = stream.decompress(body, limit + 1)
    except zlib.error as error:
        raise Undecodable(f"gzip data that cannot be read: {error}") from error
    if len(plain) > limit:
        raise Undecodable(f"gzip data that unpacks to more than {limit:,} bytes (max_body_bytes)")
    if not plain and not stream.eof:
        raise Undecodable("gzip data cut short before the first byte of text")
    return plain


def _to_text(body: bytes, charset: str | None) -> Decoded:
    for mark, name in BOMS:
        if body.startswith(mark):
            return Decoded(body[len(mark) :].decode(name, "replace"), name, "bom")
    _refuse_known(body)
    plain = body.translate(None, DELETED)
    if len(plain) != len(body):  # most pages hold nothing that is deleted, and so nothing to count
        _refuse_binary(body)
    declared = [(name, source) for name, source in ((charset, "transport"), (_meta_charset(body), "meta")) if name]
    known = [(codec, source) for name, source in declared if (codec := _codec(name))]
    for codec, source in known:
        if codec in SEVEN_BIT:
            return Decoded(body.decode(codec, "replace"), codec, source)
    if (decoded := _utf8(plain)) is not None:
        return decoded
    for codec, source in known:
        text = plain.decode(codec, "replace")
        if text.count("\ufffd") <= MAX_BAD_SHARE * len(text):
            return Decoded(text, codec, source)
    return _detect(plain, [codec for codec, _ in known])


def _utf8(body: bytes) -> Decoded | None:
    """The text of strict UTF-8, its lines ended by line feeds; a sequence cut off at the very end is dropped."""
    plain = _with_line_feeds(body)
    try:
        text, length = codecs.utf_8_decode(plain, "strict", False)
    except UnicodeDecodeError:
        return None
    return Decoded(text, "utf-8", "utf-8", plain[:length])


def _with_line_feeds(body: bytes) -> bytes:
    return body.replace(b"\r\n", b"\n").replace(b"\r", b"\n") if b"\r" in body else body


def _codec(label: str) -> str | None:
    """The Python codec a charset label means, in its superset; None for a label nobody knows."""
    try:
        name = codecs.lookup(label.strip().strip("\"'")).name
    except LookupError:
        return None
    if name.startswith(("utf-16", "utf-32")):
        return "utf-8"  # a declaration that was readable as ASCII cannot be true; the standard says UTF-8
    return SUPERSETS.get(name, name)


def _meta_charset(body: bytes) -> str | None:
    match = META_CHARSET.search(body, 0, META_BYTES)
    return match.group(1).decode("ascii", "ignore") if match else None


def _detect(body: bytes, tried: list[str]) -> Decoded:
    """bs4's detector with charset-normalizer behind it; UTF-8 with replacements where it finds nothing."""
    from bs4.dammit import UnicodeDammit  # 100 ms of imports that only badly declared pages need

    mostly_utf8 = body.decode("utf-8", "replace")
    if mostly_utf8.count("\ufffd") <= MAX_BAD_SHARE * len(mostly_utf8):
        return Decoded(mostly_utf8, "utf-8", "detected")
    found = UnicodeDammit(body[:SNIFF_CHARS], is_html=True).original_encoding
    codec = (_codec(found) if found else None) or next(iter(tried), "utf-8")
    return Decoded(body.decode(codec, "replace"), codec, "detected")


def _refuse_known(body: bytes) -> None:
    for magic, what in MAGIC.items():
        if body.startswith(magic):
            raise Undecodable(f"not a text page: {what}")


def _refuse_binary(body: bytes) -> None:
    head = body[:65_536]
    control = len(head) - len(head.translate(None, CONTROL))
    nul = head.count(b"\x00")
    if control > MAX_CONTROL_SHARE * len(head) and nul != control:
        raise Undecodable("not a text page: binary data")
    if nul > len(head) // 4:
        raise Undecodable("not a text page: mostly NUL bytes")
