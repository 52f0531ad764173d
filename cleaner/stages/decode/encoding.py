"""The text of a body, in the encoding that its bytes bear out."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

from webencodings import lookup

from cleaner.libraries import NoAnswer, ask
from cleaner.stages.decode.likelihood import decoded, most_likely
from cleaner.stages.decode.refusals import refuse_binary, refuse_other_formats
from cleaner.vocabulary import by_language

BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
        (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))  # fmt: skip
SEVEN_BIT = "iso2022_jp"  # the one encoding of the web in which other text looks like ASCII
ESCAPE = b"\x1b"
SEVEN_BIT_STARTS = (b"\x1b$B", b"\x1b$@")
NOT_DECODED = frozenset({"replacement", "x-user-defined"})  # of the standard's encodings; no text is written in them
NO_ENCODING_GUESS = "no_encoding_guess"  # the flag of a record
META_BYTES = 4096  # browsers look at 1,024; CMS pages with long heads put the charset further down
META_CHARSET = re.compile(rb"""<(?:meta|\?xml)[^>]{0,400}?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]{2,40})""", re.I)
HTML_LANGUAGE = re.compile(rb"""<html[^>]{0,400}?\blang\s*=\s*["']?([a-z]{2,3}(?:-[a-z]{2,4})?)\b""", re.I)
# Control characters no text holds. Deleted as bytes, which costs a tenth of deleting them from text.
DELETED = bytes((set(range(32)) | {127}) - set(b"\t\n\f\r"))
MAX_BAD_SHARE = 0.002  # broken bytes a page may hold before its declared encoding is disbelieved
MAX_BAD_LETTERS = 0.5  # for each whole letter of UTF-8: by accident bytes of other encodings make one in a dozen
# What servers and templates say of every page; it has to be borne out. Labels of Latin-1 are read as windows-1252.
MAX_WESTERN_BYTES = 50  # each costs a search
CUT_LETTERS = (b"\xc2", b"\xc3", b"\xc4", b"\xc5", b"\xd0", b"\xd1", b"\xe2", b"\xe3")  # how halves of UTF-8 begin
EASILY_SAID = ("utf-8", "cp1252")
DECLARED_BONUS, LANGUAGE_BONUS = 3.0, 3.0  # nats; a letter that the language has against one it has not is worth 6
MAX_SURPRISE = 5.7  # nats for a byte: of texts in the languages known 2 to 5.5
DETECTED_BYTES = 200_000
MIN_NULS = 0.02  # of the bytes of a text in UTF-16: half of them where it is ASCII, some between Chinese letters
LEAST_NULS = 10
ODD_SIGNS = "".join(map(chr, DELETED)) + "\ufffd"
NUL_SIDE = 0.7  # and most on one side of the pairs: the commonest Chinese sign (U+4E00) has one on the other
SNIFFED_BYTES = 4096
CODE = re.compile(rb"<script\b|<style\b|<!--")  # of a body in lower case
CODE_ENDS = {b"<script": b"</script", b"<style": b"</style", b"<!--": b"-->"}
TAG = re.compile(rb"<[^<>]{0,5000}>|&#?\w{1,10};")
SAMPLE_BYTES = 12_000


class Decoded(NamedTuple):
    """The text of a body, its encoding, where that is known from, and what the record says of it."""

    text: str
    encoding: str
    source: str
    flags: tuple[str, ...] = ()


def to_text(body: bytes, charset: str | None) -> Decoded:
    """The text of a body. charset: from the transport. Raises Undecodable for what is no text.

    In order: byte order mark, valid UTF-8, the transport's charset, <meta>, what the letters bear out. Labels of
    Latin-1 and of UTF-8 are believed only where the text bears them out.
    """
    for mark, name in BOMS:
        if body.startswith(mark):
            return Decoded(without_controls(body.removeprefix(mark).decode(name, "replace")), name, "bom")
    refuse_other_formats(body)
    wide = _wide_encoding(body)
    if wide is not None:
        return Decoded(without_controls(body.decode(wide, "replace")), wide, "detected")
    refuse_binary(body)
    plain = body.translate(None, DELETED)
    labels = (charset, "transport"), (_meta_charset(body), "meta")
    declared = [(codec, source) for label, source in labels if (codec := _codec(label))]
    seven_bit = _seven_bit_text(body, declared)
    if seven_bit is not None:
        return seven_bit
    try:
        text, _ = codecs.utf_8_decode(plain, "strict", False)  # False: a character cut off at the very end is dropped
    except UnicodeDecodeError:
        return _other_text(plain, declared)
    return Decoded(text, "utf-8", "utf-8")


def without_controls(text: str) -> str:
    """The text without what no text holds and without half characters (lone surrogates)."""
    return text.encode("utf-8", "replace").translate(None, DELETED).decode("utf-8")


def _wide_encoding(body: bytes) -> str | None:
    """UTF-16 without a mark, told by the zeros beside the letters of ASCII; None for another encoding."""
    head = body[:SNIFFED_BYTES]
    nuls = head.count(0)
    if nuls < max(LEAST_NULS, MIN_NULS * len(head)):
        return None
    behind = head[1::2].count(0)
    codec = "utf-16-le" if behind > nuls - behind else "utf-16-be"
    is_on_one_side = max(behind, nuls - behind) >= NUL_SIDE * nuls
    return codec if is_on_one_side and _is_text(head.decode(codec, "replace")) else None


def _is_text(head: str) -> bool:
    """Whether next to none of the characters are controls or broken. The last one may be cut."""
    odd = sum(map(head[:-1].count, ODD_SIGNS))
    return odd <= MAX_BAD_SHARE * len(head)


def _seven_bit_text(body: bytes, declared: Sequence[tuple[str, str]]) -> Decoded | None:
    source = next((source for codec, source in declared if codec == SEVEN_BIT), None)
    if source is None and not (ESCAPE in body and any(start in body for start in SEVEN_BIT_STARTS)):
        return None
    text = body.decode(SEVEN_BIT, "replace")
    if source is None and "\ufffd" in text:
        return None
    return Decoded(without_controls(text), SEVEN_BIT, source or "detected")


def _other_text(body: bytes, declared: Sequence[tuple[str, str]]) -> Decoded:
    """The text of a body that is not, or not throughout, UTF-8. declared: (codec, source)."""
    text = body.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    whole = len(text) - len(text.encode("ascii", "ignore")) - bad
    if bad <= MAX_BAD_LETTERS * whole:
        return Decoded(_with_western_bytes(body), "utf-8", "utf-8")
    for codec, source in declared:
        if codec not in EASILY_SAID:
            text = decoded(body, codec)
            if text.count("\ufffd") <= MAX_BAD_SHARE * len(text):
                return Decoded(text, codec, source)
    sample = _sample(body)
    bonus = _bonus(body, declared)
    guess = most_likely(sample, bonus)
    flags: tuple[str, ...] = ()
    if guess.surprise > MAX_SURPRISE:  # perhaps one of DOS, which are no encodings of the web
        detected, flags = _ask_library(body)
        guess = most_likely(sample, bonus, detected)
    source = dict(declared).get(guess.codec, "detected")
    return Decoded(decoded(body, guess.codec), guess.codec, source, flags)


def _with_western_bytes(body: bytes) -> str:
    """UTF-8 into which templates put words in windows-1252: single bytes that are letters or signs there are read so.

    A letter cut in half, as teasers end with one, stays U+FFFD.
    """
    parts: list[str] = []
    start = 0
    while start < len(body) and len(parts) < 2 * MAX_WESTERN_BYTES:
        try:
            parts.append(body[start:].decode())
            return "".join(parts)
        except UnicodeDecodeError as error:
            bad = body[start + error.start : start + error.end]
            parts += [body[start : start + error.start].decode(), _western(bad)]
            start += error.end
    return "".join([*parts, body[start:].decode("utf-8", "replace")])


def _western(bad: bytes) -> str:
    is_letter = len(bad) == 1 and bad not in CUT_LETTERS
    return bad.decode("cp1252", "replace") if is_letter else "\ufffd"


def _bonus(body: bytes, declared: Sequence[tuple[str, str]]) -> dict[str, float]:
    """What speaks for an encoding besides its letters: that it is declared, and that the page's language used it."""
    bonus = {codec: DECLARED_BONUS for codec, _ in declared}
    match = HTML_LANGUAGE.search(body, 0, META_BYTES)
    language = match.group(1).decode().lower() if match else ""
    known = by_language("charsets")
    first = next(iter(known.get(language) or known.get(language.partition("-")[0], ())), None)
    if first is not None:
        bonus[first] = bonus.get(first, 0) + LANGUAGE_BONUS
    return bonus


def _sample(body: bytes) -> bytes:
    """Some text with letters that are not ASCII, without scripts and tags; of the markup where there is none."""
    text = TAG.sub(b" ", b" ".join(_without_code(body)))
    return b"\n".join(_high_lines(text)) or b"\n".join(_high_lines(body))


def _without_code(body: bytes) -> Iterator[bytes]:
    """The parts between scripts, styles and comments; one that has no end is text, and its end is looked for once."""
    lower = body.lower()
    start = look_from = 0
    endless: set[bytes] = set()
    while opened := CODE.search(lower, look_from):
        kind = opened.group()
        end = -1 if kind in endless else lower.find(CODE_ENDS[kind], opened.end())
        if end < 0:
            endless.add(kind)
            look_from = opened.end()
        else:
            yield body[start : opened.start()]
            start = look_from = end
    yield body[start:]


def _high_lines(text: bytes) -> Iterator[bytes]:
    """Lines with letters that are not ASCII, as many as a sample holds."""
    left = SAMPLE_BYTES
    for line in text.split(b"\n"):
        if line.isascii():
            continue
        yield line[:left]
        left -= len(line)
        if left <= 0:
            return


def _ask_library(body: bytes) -> tuple[str | None, tuple[str, ...]]:
    """The encoding that beautifulsoup4 detects, by Python's name; and the flag of a record where it has no answer."""
    from bs4.dammit import UnicodeDammit  # 100 ms of imports that only odd pages need

    answer = ask(partial(UnicodeDammit, body[:DETECTED_BYTES], is_html=True))
    if isinstance(answer, NoAnswer):
        return None, (NO_ENCODING_GUESS,)
    try:
        return codecs.lookup(answer.original_encoding or "utf-8").name, ()
    except LookupError:
        return None, ()


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
