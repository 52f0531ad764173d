"""Files of several pages in every format, with a damaged item anywhere among them."""

from __future__ import annotations

import csv
import gzip
import io
import json
import tarfile
import zipfile
from collections.abc import Callable, Mapping, Sequence
from email.message import EmailMessage
from html import escape
from typing import Any, TypeAlias

BAD = "!"  # the item that is damaged
Texts: TypeAlias = Sequence[str]
Maker: TypeAlias = Callable[[Texts], bytes]


def html_of(text: str) -> str:
    return f"<html><body><p>{text}</p></body></html>"


def row_of(text: str) -> dict[str, str]:
    return {"url": f"https://e.com/{text}", "html": html_of(text)}


def json_lines(texts: Texts) -> bytes:
    return "".join('{"html": "no end\n' if text == BAD else json.dumps(row_of(text)) + "\n" for text in texts).encode()


def json_array(texts: Texts) -> bytes:
    rows = ('{"html" "x"}' if text == BAD else json.dumps(row_of(text)) for text in texts)
    return f"[{', '.join(rows)}]".encode()


def csv_of(texts: Texts, **form: Any) -> bytes:
    file = io.StringIO(newline="")
    writer = csv.writer(file, **form)
    writer.writerow(["url", "html"])
    writer.writerows(["u", "a text", "cut at a comma"] if text == BAD else row_of(text).values() for text in texts)
    return file.getvalue().encode()


def parquet(texts: Texts) -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    file = io.BytesIO()
    pq.write_table(pa.table({"html": [None if text == BAD else html_of(text) for text in texts]}), file)
    return file.getvalue()


def record(kind: str, block: bytes, content_type: str, address: str) -> bytes:
    head = (
        f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2024-05-04T08:00:00Z\r\n"
        "WARC-Record-ID: <urn:uuid:12345678-1234-1234-1234-123456789012>\r\n"
        f"Content-Type: {content_type}\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def warc_records(texts: Texts) -> list[bytes]:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
    blocks = (b"no HTTP" if text == BAD else head + html_of(text).encode() for text in texts)
    return [record("response", block, "application/http; msgtype=response", "https://e.com/") for block in blocks]


def packed_warc(texts: Texts) -> bytes:
    members = [bytearray(gzip.compress(one, mtime=0)) for one in warc_records(texts)]
    for text, member in zip(texts, members, strict=True):
        if text == BAD:
            member[len(member) // 2 :] = b"\xff" * (len(member) - len(member) // 2)
    return b"".join(members)


def zipped(members: Mapping[str, bytes], damaged: str = "") -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return target.getvalue().replace(damaged.encode(), b"\xff" * len(damaged)) if damaged else target.getvalue()


def zip_of(texts: Texts) -> bytes:
    return zipped({f"{n}/page.html": html_of(text).encode() for n, text in enumerate(texts)}, html_of(BAD))


def wacz(texts: Texts) -> bytes:
    return zipped({"archive/data.warc": b"".join(warc_records(texts)), "pages/pages.jsonl": b'{"text": "no page"}'})


def tar_of(texts: Texts) -> bytes:
    """The damaged item is a file whose packed content is broken."""
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w") as archive:
        for number, text in enumerate(texts):
            content = b"BZh9 broken" if text == BAD else html_of(text).encode()
            member = tarfile.TarInfo(f"{number}.html{'.bz2' * (text == BAD)}")
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return target.getvalue()


def mailbox(texts: Texts) -> bytes:
    return b"".join(b"From - Sat May 04 08:00:00 2024\n" + bytes(_mail(text)) + b"\n\n" for text in texts)


def _mail(text: str) -> EmailMessage:
    message = EmailMessage()
    message["Subject"] = "News"
    if text == BAD:
        message.set_content(b"\x89PNG", "image", "png")
    else:
        message.set_content(html_of(text), subtype="html")
    return message


def network_log(texts: Texts) -> bytes:
    entries = ('{"request": {}, "response" {}}' if text == BAD else json.dumps(har_entry(text)) for text in texts)
    return f'{{"log": {{"version": "1.2", "pages": [], "entries": [{", ".join(entries)}]}}}}'.encode()


def har_entry(text: str, **content: str) -> dict[str, Any]:
    return {
        "startedDateTime": "2024-05-04T08:00:00.123+02:00",
        "request": {"method": "GET", "url": f"https://e.com/{text}", "headers": []},
        "response": {
            "status": 200,
            "content": {"mimeType": "text/html; charset=utf-8", "text": html_of(text)} | content,
        },
    }


def feed(texts: Texts) -> bytes:
    items = "".join(
        "<item><title>x</titl></item>"
        if text == BAD
        else f"<item><title>x</title><content:encoded>{escape(html_of(text))}</content:encoded></item>"
        for text in texts
    )
    space = 'xmlns:content="http://purl.org/rss/1.0/modules/content/"'
    return f'<?xml version="1.0"?><rss version="2.0" {space}><channel>{items}</channel></rss>'.encode()


def atom(texts: Texts) -> bytes:
    entries = "".join(
        f'<entry><title>x</title><content type="html">{escape(html_of(text))}</content>'
        f"{'</entr>' if text == BAD else ''}</entry>"
        for text in texts
    )
    return f'<feed xmlns="http://www.w3.org/2005/Atom">{entries}</feed>'.encode()


ESCAPED: dict[str, Any] = {"doublequote": False, "escapechar": "\\", "quoting": csv.QUOTE_ALL}
# Ending → the file of so many items.
MAKERS: Mapping[str, Maker] = {
    ".jsonl": json_lines,
    ".ndjson": json_lines,
    ".jsonl.gz": lambda texts: gzip.compress(json_lines(texts)),
    ".json": json_array,
    ".csv": csv_of,
    ".escaped.csv": lambda texts: csv_of(texts, **ESCAPED),
    ".tsv": lambda texts: csv_of(texts, delimiter="\t"),
    ".parquet": parquet,
    ".warc": lambda texts: b"".join(warc_records(texts)),
    ".warc.gz": packed_warc,
    ".wacz": wacz,
    ".zip": zip_of,
    ".tar": tar_of,
    ".tgz": lambda texts: gzip.compress(tar_of(texts)),
    ".mbox": mailbox,
    ".mbox.gz": lambda texts: gzip.compress(mailbox(texts)),
    ".har": network_log,
    ".rss": feed,
    ".xml": feed,
    ".atom": atom,
}
