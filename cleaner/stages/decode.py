"""Bytes to text: the encoding, the kind of page, and what is no page at all."""

from __future__ import annotations

import codecs
import hashlib
import re
import zlib
from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from webencodings import lookup

from cleaner.libraries import NoAnswer, ask
from cleaner.model import FETCH_YEARS, Document, DocumentKind, Options, RawPage
from cleaner.text import storable
from cleaner.transport import GZIP, GZIP_MAGIC, Inflated, inflate

BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
        (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))  # fmt: skip
SEVEN_BIT = "iso2022_jp"  # the one encoding of the web in which other text looks like ASCII
NOT_DECODED = frozenset({"replacement", "x-user-defined"})  # of the standard's encodings; no text is written in them
NO_ENCODING_GUESS = "no_encoding_guess"  # the flag of a record
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
OPENINGS = ("<!doctype", "<html", "<?xml")
TAG = re.compile(r"<(?:html|head|body|div|p|article|section|main|table|span|h[1-6]|meta|br|ul|a)\b[^<>]*>", re.I)
MIN_TAGS = 3  # a dump may quote a tag or two; a page has hundreds


class Decoded(NamedTuple):
    """The text of a body, its encoding, where that is known from, and what the record says of it."""

    text: str
    encoding: str
    source: str
    flags: tuple[str, ...] = ()


class Undecodable(Exception):
    """The body is no page: str() is the reason. Caught by the pipeline, which makes it a status.

    is_truncated: the body was packed, and cut short.
    """

    is_truncated = False


def decode(raw: RawPage, options: Options) -> Document:
    """Decode the body of a page and tell HTML from a text dump.

    Encoding, in order: byte order mark, valid UTF-8, the transport's charset, <meta>, detection. Valid UTF-8 stands
    before the declarations because non-ASCII text in another encoding is practically never valid UTF-8, while
    declarations lie. Gzip that the transport left on is undone; a truncated member gives what there is.
    Raises Undecodable with the reason for a body that is too large or is not text.
    """
    body = raw.body_bytes()
    if len(body) > options.max_body_bytes:
        limit = f"the limit of {options.max_body_bytes:,} (max_body_bytes)"
        raise Undecodable(f"body of {len(body):,} bytes is over {limit}")
    is_whole = True
    if isinstance(raw.body, str):
        decoded = Decoded(_without_controls(raw.body), "utf-8", "given")
    else:
        plain, is_whole = _inflate(body, options.max_body_bytes)
        try:
            _refuse_nothing(plain, is_whole=is_whole)
            decoded = _to_text(plain, raw.charset)
        except Undecodable as problem:
            problem.is_truncated = not is_whole
            raise
    fetched_at = raw.fetched_at
    if fetched_at is not None and fetched_at.year not in FETCH_YEARS:
        fetched_at = None
    text = decoded.text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return Document(
        text=text,
        kind=raw.kind or sniff_kind(text),
        url=None if raw.url is None else storable(raw.url),
        encoding=decoded.encoding,
        encoding_source=decoded.source,
        sha256=hashlib.sha256(body).hexdigest(),
        bytes=len(body),
        fetched_at=fetched_at,
        status=raw.status,
        is_truncated=raw.is_truncated or not is_whole,
        flags=decoded.flags,
    )


def sniff_kind(text: str) -> DocumentKind:
    """html where the text opens like a page or holds several tags, else text."""
    head = text[:SNIFF_CHARS].lstrip()
    if head[:15].lower().startswith(OPENINGS):
        return "html"
    tags = len(TAG.findall(head))
    enough = 1 if head.startswith("<") else MIN_TAGS
    return "html" if tags >= enough else "text"


def _without_controls(text: str) -> str:
    """The text without what no text holds and without half characters (lone surrogates)."""
    return text.encode("utf-8", "replace").translate(None, DELETED).decode("utf-8")


def _inflate(body: bytes, limit: int) -> Inflated:
    """Undo gzip; the part before a truncation is kept."""
    if not body.startswith(GZIP_MAGIC):
        return Inflated(body, is_whole=True)
    try:
        plain, is_whole = inflate(body, [GZIP], limit)
    except zlib.error as error:
        raise Undecodable(f"gzip data that cannot be read: {error}") from error
    if len(plain) > limit:
        raise Undecodable(f"gzip data that unpacks to more than {limit:,} bytes (max_body_bytes)")
    return Inflated(plain, is_whole)


def _to_text(body: bytes, charset: str | None) -> Decoded:
    for mark, name in BOMS:
        if body.startswith(mark):
            return Decoded(_without_controls(body.removeprefix(mark).decode(name, "replace")), name, "bom")
    _refuse_other_formats(body)
    _refuse_binary(body)
    plain = body.translate(None, DELETED)
    labels = (charset, "transport"), (_meta_charset(body), "meta")
    declared = [(codec, source) for label, source in labels if (codec := _codec(label))]
    for codec, source in declared:
        if codec == SEVEN_BIT:
            return Decoded(_without_controls(body.decode(codec, "replace")), codec, source)
    try:
        text, _ = codecs.utf_8_decode(plain, "strict", False)  # False: a character cut off at the very end is dropped
    except UnicodeDecodeError:
        return _to_declared_text(plain, declared)
    return Decoded(text, "utf-8", "utf-8")


def _to_declared_text(body: bytes, declared: Sequence[tuple[str, str]]) -> Decoded:
    """The text in the first declared encoding that fits, else in a detected one. declared: (codec, source)."""
    for codec, source in [*declared, ("utf-8", "detected")]:
        text = body.decode(codec, "replace")
        if text.count("\ufffd") <= MAX_BAD_SHARE * len(text):
            return Decoded(text, codec, source)
    from bs4.dammit import UnicodeDammit  # 100 ms of imports that only badly declared pages need

    answer = ask(partial(UnicodeDammit, body[:SNIFF_CHARS], is_html=True))
    likely: list[str | None] = [codec for codec, _ in declared]
    flags: tuple[str, ...] = (NO_ENCODING_GUESS,)
    if not isinstance(answer, NoAnswer):
        likely = [_codec(answer.original_encoding), *likely]
        flags = ()
    codec = next(filter(None, [*likely, "utf-8"]))
    return Decoded(body.decode(codec, "replace"), codec, "detected", flags)


def _codec(label: str | None) -> str | None:
    """The Python codec that a charset label of the WHATWG's encoding standard means; None without or for another one.

    The standard reads many labels as a superset (iso-8859-1: windows-1252), and so did the browsers.
    """
    try:
        encoding = lookup((label or "").strip(" \t\"'"))  # type: ignore[no-untyped-call]  # it ships no types
    except UnicodeEncodeError:  # a lone surrogate
        return None
    if encoding is None or encoding.name in NOT_DECODED:
        return None
    if encoding.name.startswith("utf-16"):
        return "utf-8"  # a declaration that was readable as ASCII cannot be true; the standard says UTF-8
    name: str = encoding.codec_info.name
    return "gb18030" if name == "gbk" else name  # as the standard decodes it


def _meta_charset(body: bytes) -> str | None:
    match = META_CHARSET.search(body, 0, META_BYTES)
    return match.group(1).decode("ascii", "ignore") if match else None


def _refuse_nothing(body: bytes, *, is_whole: bool) -> None:
    if not body and not is_whole:
        raise Undecodable("gzip data cut short before the first byte of text")


def _refuse_other_formats(body: bytes) -> None:
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
