"""Files of pages in every format that is read: whole ones, ones with a bad item in them, damaged ones."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import json
import random
import tarfile
import warnings
import zipfile
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Literal, TypeAlias, cast

import msgspec
import zstandard

from fuzz.cases import Case, PageFacts
from fuzz.invariants import BAD, EITHER, OPEN
from fuzz.make_pages import STORY, Seeds, make_page
from fuzz.mutate_bytes import mutate_bytes
from fuzz.odd_values import ADDRESSES, CHARSETS, DATES, NAMES, ODD, STRINGS

MAX_ITEMS = 6
MAX_ITEM_BYTES = (200, 1000, 4000)
MAGIC = (b"\x1f\x8b", b"\x28\xb5\x2f\xfd")
Items: TypeAlias = Sequence[bytes]
Made: TypeAlias = tuple[str, bytes, list[str]]  # ending, bytes, what the rows must be

BAD_LINES = (
    b"{",
    b"[]",
    b"null",
    b'"x"',
    b"1",
    b"{}",
    b'{"html":1}',
    b'{"html":null}',
    b'{"html":["a"]}',
    b'{"html":"\\ud83d"}',
    b'{"html":"\xff"}',
    b"\xff\xfe",
    b"[" * 2000,
    b'{"html":' * 2000,
    b'{"a":' + b"9" * 5000 + b"}",
    b"\x00",
    b'{"html":"a"',
    b"{'html':'a'}",
    b"WARC/1.0",
    b'{"html":{"a":1}}',
    b"NaN",
)
BESIDE = "beside.html"  # checks.py puts it beside every file


def digest(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


def _text(body: bytes) -> str:
    return body.decode("utf-8", "replace")


def make_html(chance: random.Random, items: Items) -> Made:
    packed = chance.choice(("", ".gz", ".zst"))
    ending = chance.choice((".html", ".txt", ".htm", ".dat"))
    data = gzip.compress(items[0], mtime=0) if packed == ".gz" else zstandard.compress(items[0]) if packed else items[0]
    return ending + packed, data, [digest(items[0] if packed == ".zst" else data)]  # gzip is undone where it is decoded


def make_zip(chance: random.Random, items: Items) -> Made:
    target = io.BytesIO()
    rows = []
    with zipfile.ZipFile(target, "w") as archive, warnings.catch_warnings(action="ignore"):  # two of one name
        for item in items:
            method = chance.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA))
            member = zipfile.ZipInfo(chance.choice(ODD["member_names"]))
            archive.writestr(member, item, method)
            rows.append(digest(item))
    data = target.getvalue()
    if chance.random() < 0.4:
        return _damage_member(chance, data, rows)
    return ".zip", data, rows


def _damage_member(chance: random.Random, data: bytes, rows: list[str]) -> Made:
    """A ZIP file one member of which has bad data; head and list are whole, and so are the others."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        members = archive.infolist()
    place = chance.randrange(len(members))
    start = members[place].header_offset + 30 + len(members[place].filename.encode())
    size = members[place].compress_size
    if size:
        damaged = bytearray(data)
        for _ in range(chance.randint(1, 9)):
            damaged[start + chance.randrange(size)] ^= 1 << chance.randrange(8)
        if not _comes_out_whole(bytes(damaged), place):
            return ".zip", bytes(damaged), [*rows[:place], BAD, *rows[place + 1 :]]
    return ".zip", data, rows


def _comes_out_whole(data: bytes, place: int) -> bool:
    """By the member's checksum: a packer leaves some bits unused, and puts a checksum of its own behind the data."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        try:
            with cast(zipfile.ZipExtFile, archive.open(archive.infolist()[place])) as member:
                setattr(member, "MIN_READ_SIZE", 1)  # noqa: B010  # what is read at a time, at least: the data alone
                while member.read1(1):
                    pass
        except Exception:  # the libraries that unpack raise what they like
            return False
    return True


def make_tar(chance: random.Random, items: Items) -> Made:
    target = io.BytesIO()
    form = chance.choice((tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT))
    rows: list[str] = []
    with tarfile.open(fileobj=target, mode="w", format=form) as archive:
        for item in items:
            name = chance.choice(ODD["member_names"]) if form != tarfile.USTAR_FORMAT else f"{len(rows)}.html"
            member = tarfile.TarInfo(name)
            member.size, member.mtime = len(item), chance.choice((0, -1, 2**40)) if form == tarfile.PAX_FORMAT else 0
            archive.addfile(member, io.BytesIO(item))
            rows.append(digest(item))
            if chance.random() < 0.2:
                _add_special(chance, archive)
    return _packed(chance, ".tar", target.getvalue(), rows)


def _add_special(chance: random.Random, archive: tarfile.TarFile) -> None:
    """A link, device, pipe or folder by the name of a page: none is one."""
    member = tarfile.TarInfo("special.html")
    member.type = chance.choice((tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE, tarfile.DIRTYPE))
    member.linkname = chance.choice(("/etc/passwd", "../../x", "a.html", "special.html"))
    archive.addfile(member)


def _packed(chance: random.Random, ending: str, data: bytes, rows: list[str]) -> Made:
    match chance.randrange(4):
        case 0:
            half = len(data) // 2  # two members, as pigz and cat leave them
            return f"{ending}.gz", gzip.compress(data[:half], mtime=0) + gzip.compress(data[half:], mtime=0), rows
        case 1:
            half = len(data) // 2
            return f"{ending}.zst", zstandard.compress(data[:half]) + zstandard.compress(data[half:]), rows
    return ending, data, rows


def make_json_lines(chance: random.Random, items: Items) -> Made:
    lines, rows = [], []
    for number, item in enumerate(items):
        if number and chance.random() < 0.25:
            lines.append(chance.choice(BAD_LINES))
            rows.append(EITHER)  # half a character, or a text that is no UTF-8, may be mended
        text = _text(item)
        row: dict[str, Any] = {
            "url": chance.choice((*ADDRESSES, 3, [])),
            "html": text,
            "fetched_at": chance.choice((*DATES, 1e30, -1e30, 10**30, None, True, {})),
        }
        lines.append(json.dumps(row, ensure_ascii=chance.random() < 0.5).encode("utf-8", "backslashreplace"))
        rows.append(digest(text.encode()))
    joint = chance.choice((b"\n", b"\r\n", b"\n\n", b"\n \n"))
    return _packed(chance, chance.choice((".jsonl", ".ndjson")), joint.join(lines) + chance.choice((b"", b"\n")), rows)


def make_csv(chance: random.Random, items: Items) -> Made:
    target = io.StringIO(newline="")
    delimiter = chance.choice((",", ";", "\t", "|"))
    quoting: Literal[0, 1] = chance.choice((csv.QUOTE_ALL, csv.QUOTE_MINIMAL))
    escape: dict[str, Any] = chance.choice(({}, {}, {"doublequote": False, "escapechar": "\\"}))
    writer = csv.writer(target, delimiter=delimiter, quoting=quoting, **escape)
    writer.writerow(["url", "HTML", "fetched_at", *[f"c{n}" for n in range(3)]])
    rows = []
    for item in items:
        text = _text(item)
        cells = [
            chance.choice(ADDRESSES) or "x",
            text,
            chance.choice(DATES),
            *(chance.choice(STRINGS) for _ in range(chance.choice((0, 3) if escape else (0, 3, 9)))),
        ]
        writer.writerow(cells)
        is_open = "\x00" in "".join(cells) or escape  # and a first text of backslashes alone shows nothing
        rows.append(BAD if any(map(str.strip, cells[6:])) else OPEN if is_open else digest(text.encode()))
    data = target.getvalue().encode("utf-8", "replace")
    return _packed(chance, chance.choice((".csv", ".tsv")), chance.choice((b"", b"\xef\xbb\xbf")) + data, rows)


def make_list(chance: random.Random, items: Items) -> Made:
    """A table of names of files. One of them is there, beside it; the others are no business of the program."""
    names = [BESIDE if chance.random() < 0.5 else chance.choice(ODD["file_paths"]) for _ in items]
    lines = [json.dumps({"path": name, "url": chance.choice(ADDRESSES)}).encode() for name in names]
    return ".jsonl", b"\n".join(lines), [digest(STORY.encode()) if name == BESIDE else BAD for name in names]


def make_warc(chance: random.Random, items: Items) -> Made:
    records = [_warc_record("warcinfo", b"software: x\r\n", "application/warc-fields", None)]
    rows: list[str] = []
    is_wet = chance.random() < 0.3
    for item in items:
        address = f"https://example.com/{len(rows)}"
        if is_wet:
            records.append(_warc_record("conversion", item, "text/plain", address))
            rows.append(digest(item))
        else:
            block, is_known = _response(chance, item)
            records.append(_warc_record("response", block, "application/http; msgtype=response", address))
            rows.append(digest(item) if is_known else OPEN)
    if chance.random() < 0.5:
        return (
            f".warc.{'wet.' if is_wet else ''}gz".replace(".warc.wet.gz", ".warc.gz"),
            b"".join(gzip.compress(record, mtime=0) for record in records),
            rows,
        )
    return ".warc", b"".join(records), rows


def _warc_record(kind: str, block: bytes, content_type: str, address: str | None) -> bytes:
    head = [
        "WARC/1.0",
        f"WARC-Type: {kind}",
        "WARC-Date: 2024-06-01T10:00:00Z",
        "WARC-Record-ID: <urn:uuid:12345678-1234-1234-1234-123456789012>",
        f"Content-Type: {content_type}",
        f"Content-Length: {len(block)}",
        *([f"WARC-Target-URI: {address}"] if address else []),
    ]
    return "\r\n".join([*head, "", ""]).encode() + block + b"\r\n\r\n"


def _response(chance: random.Random, body: bytes) -> tuple[bytes, bool]:
    """An archived response, and whether its body is the item to the byte; encodings may be lies."""
    status = chance.choice(("HTTP/1.1 200 OK", "HTTP/1.0 404", "HTTP/2 200", "HTTP/1.1 999 \x1b[31m", "HTTP/1.1 abc"))
    head = [
        status,
        f"Content-Type: {chance.choice(ODD['response_types'])}",
        f"X-{chance.randrange(9)}: {chance.choice(STRINGS)}".replace("\n", " "),
    ]
    is_known = chance.random() < 0.5
    if not is_known:
        head.append(
            f"Content-Encoding: {chance.choice(('gzip', 'deflate', 'br', 'zstd', 'gzip, br', 'x', '', 'zstd, zstd'))}"
        )
        head += ["Transfer-Encoding: chunked"] if chance.random() < 0.5 else []
        body = chance.choice(
            (
                body,
                gzip.compress(body, mtime=0),
                b"5\r\nabcde\r\n0\r\n\r\n",
                b"-5\r\nabc",
                b"ffffffffff\r\nabc",
                zstandard.compress(body),
            )
        )
    joint = chance.choice(("\r\n", "\n"))
    return joint.join([*head, "", ""]).encode("utf-8", "replace") + body, is_known and joint == "\r\n"


def make_nested(chance: random.Random, items: Items) -> Made:
    """Files in a ZIP file in a ZIP file, and tables beside pages."""
    target = io.BytesIO()
    rows: list[str] = []
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, item in enumerate(items):
            ending, data, inner = chance.choice((make_html, make_json_lines, make_csv, make_tar, make_warc))(
                chance, [item]
            )
            if ending.startswith(".dat"):
                continue
            archive.writestr(
                zipfile.ZipInfo(f"{number}{ending}"), data, zipfile.ZIP_DEFLATED
            )  # by name it has the time
            rows += inner
    return ".zip", target.getvalue(), rows


MAKERS: Mapping[str, Callable[[random.Random, Items], Made]] = {
    "html": make_html,
    "zip": make_zip,
    "tar": make_tar,
    "jsonl": make_json_lines,
    "csv": make_csv,
    "list": make_list,
    "warc": make_warc,
    "nested": make_nested,
}


def cut_inside(chance: random.Random, data: bytes) -> bytes:
    """The data without its end, never cut between two members of gzip or Zstandard: nobody could tell."""
    end = chance.randrange(1, len(data))
    return data[: end - 1 if data[end:].startswith(MAGIC) else end]


def make_items(chance: random.Random, seeds: Seeds) -> list[bytes]:
    """A few bodies, none empty."""
    return [_make_item(chance, seeds) for _ in range(chance.randint(1, MAX_ITEMS))]


def _make_item(chance: random.Random, seeds: Seeds) -> bytes:
    """A page; most of the time next to nothing, as it is what is around it that counts."""
    if chance.random() < 0.2:
        return STORY.encode()
    if chance.random() < 0.3:
        return make_page(chance, seeds).body[: chance.choice(MAX_ITEM_BYTES)] or b"x"
    return f"<p>{chance.choice(NAMES)} {chance.choice(DATES)}".encode("utf-8", "replace")


def make_file(chance: random.Random, seeds: Seeds) -> Case:
    """A file of pages; every second one with damage to the file itself, most often its end cut off."""
    from fuzz import make_saved
    from fuzz.make_tables import make_parquet

    makers = [*MAKERS.values(), make_parquet, *make_saved.MAKERS]
    ending, data, rows = chance.choice(makers)(chance, make_items(chance, seeds))
    name, charset = f"pages{ending}", chance.choice(CHARSETS)
    case = Case("file", data, name, PageFacts(charset=charset), tuple(rows))
    if chance.random() < 0.5:
        return case
    if chance.random() < 0.5:
        return msgspec.structs.replace(case, body=cut_inside(chance, data), cut=True)
    return msgspec.structs.replace(case, body=mutate_bytes(chance, data), rows=None)
