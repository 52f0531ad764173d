"""Bytes to text: the encoding, the kind of page, and what is no page at all."""

from __future__ import annotations

import hashlib
import re
import zlib

from cleaner.model import FETCH_YEARS, MENDED, UNREAD_TIME, Document, DocumentKind, Options, RawPage
from cleaner.stages.decode.encoding import Decoded, to_text, without_controls
from cleaner.stages.decode.mojibake import undo_double_entities, undo_escaped_markup, undo_mojibake
from cleaner.stages.decode.refusals import Undecodable
from cleaner.stages.decode.saved_copy import read_saved_copy
from cleaner.text import storable
from cleaner.transport import GZIP, GZIP_MAGIC, Inflated, inflate

__all__ = ["Undecodable", "decode", "sniff_kind"]

SNIFF_CHARS = 200_000
OPENINGS = ("<!doctype", "<html", "<?xml")
TAG = re.compile(r"<(?:html|head|body|div|p|article|section|main|table|span|h[1-6]|meta|br|ul|a)\b[^<>]*>", re.I)
MIN_TAGS = 3  # a dump may quote a tag or two; a page has hundreds


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
        decoded = Decoded(without_controls(raw.body), "utf-8", "given")
    else:
        plain, is_whole = _inflate(body, options.max_body_bytes)
        try:
            _refuse_nothing(plain, is_whole=is_whole)
            decoded = to_text(plain, raw.charset)
        except Undecodable as problem:
            problem.is_truncated = not is_whole
            raise
    fetched_at = raw.fetched_at if raw.fetched_at is None or raw.fetched_at.year in FETCH_YEARS else None
    is_time_unread = raw.has_unread_time or fetched_at is not raw.fetched_at
    text = decoded.text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    text, mended = undo_mojibake(undo_escaped_markup(text))
    kind = raw.kind or sniff_kind(text)
    saved = read_saved_copy(text)
    url = raw.url or saved.url
    return Document(
        text=undo_double_entities(text) if kind == "html" else text,
        kind=kind,
        url=None if url is None else storable(url),
        encoding=decoded.encoding,
        encoding_source=decoded.source,
        sha256=hashlib.sha256(body).hexdigest(),
        bytes=len(body),
        fetched_at=fetched_at or saved.saved_at,
        status=raw.status,
        is_truncated=raw.is_truncated or not is_whole,
        flags=(*decoded.flags, *([MENDED] if mended else []), *([UNREAD_TIME] if is_time_unread else [])),
        mended=mended,
        metadata=raw.metadata if kind == "text" else (),
    )


def sniff_kind(text: str) -> DocumentKind:
    """html where the text opens like a page or holds several tags, else text."""
    head = text[:SNIFF_CHARS].lstrip()
    if head[:15].lower().startswith(OPENINGS):
        return "html"
    tags = len(TAG.findall(head))
    enough = 1 if head.startswith("<") else MIN_TAGS
    return "html" if tags >= enough else "text"


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


def _refuse_nothing(body: bytes, *, is_whole: bool) -> None:
    if not body and not is_whole:
        raise Undecodable("gzip data cut short before the first byte of text")
