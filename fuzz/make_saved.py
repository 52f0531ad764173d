"""Saved pages, mail, documents, feeds and JSON files, as programs write them and as bad ones do."""

from __future__ import annotations

import io
import json
import plistlib
import random
import zipfile
from email.message import EmailMessage
from email.policy import SMTP
from html import escape
from typing import Any

from fuzz.invariants import BAD, EITHER, OPEN
from fuzz.make_files import Items, Made, digest
from fuzz.odd_values import ADDRESSES, CHARSETS, DATES, STRINGS

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def make_message(chance: random.Random, items: Items) -> Made:
    """MHTML and mail."""
    message = EmailMessage(SMTP)
    message["MIME-Version"] = "1.0"
    message["Date"] = _plain(chance.choice((*DATES, "Sat, 4 May 2024 08:00:00 -0000")))
    message["Subject"] = _plain(chance.choice(STRINGS))
    message["Snapshot-Content-Location"] = _plain(str(chance.choice(ADDRESSES)))
    message.make_related()
    part = EmailMessage(SMTP)
    encoding = chance.choice(("quoted-printable", "base64"))
    part.set_content(items[0], "text", "html", cte="base64")
    if encoding == "quoted-printable":
        part = EmailMessage(SMTP)
        part.set_content(items[0].decode("utf-8", "replace"), subtype="html", cte=encoding)
    part["Content-Location"] = _plain(str(chance.choice(ADDRESSES)))
    if chance.random() < 0.3:
        part.set_param("charset", _plain(chance.choice(CHARSETS) or "x"))
    message.attach(part)
    message.attach(_picture())
    return chance.choice((".mht", ".mhtml", ".eml", ".emlx")), message.as_bytes(), [OPEN]


def _picture() -> EmailMessage:
    part = EmailMessage(SMTP)
    part.set_content(b"\x89PNG", "image", "png")
    return part


def _plain(text: Any) -> str:
    """What may stand in a header."""
    return "".join(sign for sign in str(text) if sign.isprintable() and sign.isascii())


def make_webarchive(chance: random.Random, items: Items) -> Made:
    main = {
        "WebResourceData": items[0],
        "WebResourceURL": _storable(chance.choice(ADDRESSES) or "x"),
        "WebResourceMIMEType": "text/html",
        "WebResourceTextEncodingName": _storable(chance.choice(CHARSETS) or "x"),
    }
    form = chance.choice((plistlib.FMT_BINARY, plistlib.FMT_XML))
    return ".webarchive", plistlib.dumps({"WebMainResource": main}, fmt=form), [digest(items[0])]


def make_docx(chance: random.Random, items: Items) -> Made:
    texts = [_storable(chance.choice(STRINGS)) for _ in range(chance.randint(0, 6))]
    style = chance.choice(("Heading1", "Title", "ListBullet", "x", ""))
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>'
    body = "".join(f"<w:p>{properties}<w:r><w:t>{escape(text)}</w:t></w:r></w:p>" for text in texts)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr(
            zipfile.ZipInfo("word/document.xml"),
            f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>',
        )
    return ".docx", target.getvalue(), [OPEN]


def _storable(text: str) -> str:
    """What XML may hold."""
    return "".join(sign for sign in text if sign.isprintable() and not "\ud800" <= sign <= "\udfff")


def make_feed(chance: random.Random, items: Items) -> Made:
    made, rows = [], []
    for item in items:
        is_bad = chance.random() < 0.2
        text = escape(_storable(item.decode("utf-8", "replace")).strip() or "x")  # an item of nothing is none
        title, link = escape(_storable(chance.choice(STRINGS))), escape(_storable(str(chance.choice(ADDRESSES))))
        end = "</titel>" if is_bad else "</title>"
        made.append(f"<item><title>{title}{end}<link>{link}</link><c:encoded>{text}</c:encoded></item>")
        rows.append(BAD if is_bad else OPEN)
    source = f'<?xml version="1.0"?><rss xmlns:c="x"><channel>{chance.choice(("", " ")).join(made)}</channel></rss>'
    return chance.choice((".rss", ".xml")), source.encode(), rows


def make_json(chance: random.Random, items: Items) -> Made:
    """An array, or an object with one; a damaged element among the others."""
    texts = [item.decode("utf-8", "replace") for item in items]
    rows = [json.dumps({"url": str(chance.choice(ADDRESSES)), "html": text}) for text in texts]
    marks = [digest(text.encode()) for text in texts]
    if chance.random() < 0.4:
        place = chance.randrange(len(rows))
        rows[place] = rows[place].replace('"html":', '"html"', 1)
        marks[place] = BAD
    joint = chance.choice((",", ", ", ",\n  "))
    return ".json", f"[{joint.join(rows)}]".encode(), marks


def make_mailbox(chance: random.Random, items: Items) -> Made:
    """Messages with and without text, some of them deleted, with lines that look like the start of another."""
    messages, rows = [], []
    for item in items:
        content = chance.choice((item, b"<p>From x y\n\nFrom here on\n"))
        part = _picture() if chance.random() < 0.2 else _text_part(content, chance.choice(("base64", "8bit")))
        part["Subject"] = _plain(chance.choice(STRINGS))
        is_deleted = chance.random() < 0.1
        part["X-Mozilla-Status"] = "0009" if is_deleted else chance.choice(("0001", "x", "ffffffff"))
        messages.append(b"From - Sat May 04 08:00:00 2024\n" + part.as_bytes(unixfrom=False).replace(b"\r\n", b"\n"))
        rows += [] if is_deleted else [BAD if part.get_content_type() == "image/png" else OPEN]
    return ".mbox", b"\n\n".join(messages) + b"\n", rows


def _text_part(content: bytes, encoding: str) -> EmailMessage:
    part = EmailMessage(SMTP)
    if encoding == "base64":
        part.set_content(content, "text", "html", cte=encoding)
    else:
        part.set_content(content.decode("utf-8", "replace"), "html", cte=encoding)
    return part


def make_network_log(chance: random.Random, items: Items) -> Made:
    """Documents, other files, and a damaged entry among them."""
    entries, rows = [], []
    for item in items:
        kind = chance.choice(("text/html", "text/html; charset=x", "text/html", "image/png"))
        text = item.decode("utf-8", "replace")
        content: dict[str, Any] = {"mimeType": kind, "text": text}
        row = EITHER if chance.random() < 0.2 else digest(text.encode())
        if row == EITHER:
            content["encoding"] = "base64"
        entry = {
            "startedDateTime": str(chance.choice(DATES)),
            "request": {"url": chance.choice((*ADDRESSES, 3, [])), "headers": chance.choice(([], {}, [3], None))},
            "response": {"status": chance.choice((200, 404, 0, "x", None)), "content": content},
        }
        is_bad = chance.random() < 0.2
        entries.append(json.dumps(entry).replace('"request":', '"request"', is_bad))
        rows += [BAD] if is_bad else [] if kind == "image/png" else [row]
    log = f'{{"log": {{"version": "1.2", "pages": [], "entries": [{chance.choice((",", ", ")).join(entries)}]}}}}'
    return ".har", log.encode(), rows


MAKERS = (make_message, make_webarchive, make_docx, make_feed, make_json, make_mailbox, make_network_log)
