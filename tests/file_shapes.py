"""Files that hold one thing n times: archives, tables, mail, documents, and what tells a crawler of pages."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
import zipfile
from collections.abc import Callable

from tests.shape_parts import STORY, word

FileShape = Callable[[int], bytes]
PAGE = f"<p>{STORY[0]}</p>"
HEAD = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.com/a\r\n"
MAIL = "From - Sat May 04 08:00:00 2024\nSubject: Harbour\nContent-Type: text/html\n"


def zipped(members: list[tuple[str, bytes]]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in members:
            archive.writestr(zipfile.ZipInfo(name), content)
    return target.getvalue()


def tarred(members: list[tuple[str, bytes]], **headers: str) -> bytes:
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for name, content in members:
            member = tarfile.TarInfo(name)
            member.size, member.pax_headers = len(content), headers
            archive.addfile(member, io.BytesIO(content))
    return target.getvalue()


def archived(response: bytes, head: bytes = b"") -> bytes:
    return HEAD + head + f"Content-Length: {len(response)}\r\n\r\n".encode() + response + b"\r\n\r\n"


def response(head: str = "") -> bytes:
    return f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{head}\r\n{PAGE}".encode()


def multipart(parts: str, subject: str = "Harbour") -> bytes:
    head = f"MIME-Version: 1.0\nSubject: {subject}\nContent-Type: multipart/mixed; boundary=x\n\n"
    return f"{head}{parts}--x\nContent-Type: text/html\n\n{PAGE}\n--x--\n".encode()


def document(body: str) -> bytes:
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    return zipped([("word/document.xml", f'<w:document xmlns:w="{space}">{body}</w:document>'.encode())])


def log(entries: list[object]) -> bytes:
    return json.dumps({"log": {"entries": entries}}).encode()


def entry(**request: object) -> dict[str, object]:
    content = {"mimeType": "text/html", "text": PAGE}
    answer = {"status": 200, "content": content, "headers": []}
    return {"request": {"url": "https://example.com/a", "headers": [], **request}, "response": answer}


def feed(items: str) -> bytes:
    return f'<rss xmlns:c="http://purl.org/rss/1.0/modules/content/"><channel>{items}</channel></rss>'.encode()


def atom(entries: str) -> bytes:
    return f"<feed xmlns='http://www.w3.org/2005/Atom'>{entries}</feed>".encode()


def json_feed(items: list[dict[str, str]]) -> bytes:
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items}).encode()


def rows(n: int, cell: str = PAGE) -> str:
    return "".join(f"https://example.com/{i},{cell}\n" for i in range(n))


def each(maker: str, n: int) -> str:
    """A piece so many times, each with its number in letters."""
    return "".join(maker.format(word=word(i), number=i) for i in range(n))


# By the name of a file: its ending says how it is read.
FILES: dict[str, FileShape] = {
    "members.zip": lambda n: zipped([(f"{word(i)}.html", PAGE.encode()) for i in range(n)]),
    "members called alike.zip": lambda n: zipped([("page.html", PAGE.encode())] * n),
    "a long name.zip": lambda n: zipped([(f"{'a' * min(n, 60_000)}.html", PAGE.encode())]),
    "folders in folders.zip": lambda n: zipped([("a/" * min(n, 30_000) + "b.html", PAGE.encode())]),
    "members.tar": lambda n: tarred([(f"{word(i)}.html", PAGE.encode()) for i in range(n)]),
    "a long name.tar": lambda n: tarred([(f"{'a' * 500 * n}.html", PAGE.encode())]),
    "headers.tar": lambda n: tarred([("a.html", PAGE.encode())], **{f"x{word(i)}": "y" * 500 for i in range(n)}),
    "rows.csv": lambda n: f"url,html\n{rows(n)}".encode(),
    "short rows.csv": lambda n: f"url,html\n{'a' * 9}\n{'a' * 9}\n".encode() + b"a\n" * n,
    "blank rows.csv": lambda n: f"url,html\n{rows(3)}".encode() + b"\n" * n,
    "quotes in a cell.csv": lambda n: f"url,html\n{rows(3)}".encode() + b'a,"' + b'""' * n + b'"\n',
    "escaped quotes in a cell.csv": lambda n: f"url,html\n{rows(3)}".encode() + b'a,"' + rb"\"" * n + b'"\n',
    "backslashes in a cell.csv": lambda n: f"url,html\n{rows(3)}".encode() + b'a,"' + b"\\" * n + b'"\n',
    "quotes that never close.csv": lambda n: f"url,html\n{rows(n, chr(34) + PAGE)}".encode(),
    "quotes that close late.csv": lambda n: f'url,html\na,"{chr(10) * n}"\n'.encode(),
    "columns.csv": lambda n: f"url,html{''.join(f',{word(i)}' for i in range(n))}\n{rows(3)}".encode(),
    "one long cell.csv": lambda n: f"url,html\na,{'w ' * n}\n".encode(),
    "semicolons.csv": lambda n: f"url;html\n{'a;b' * n}\n".encode(),
    "lines.jsonl": lambda n: b"\n".join(json.dumps({"html": PAGE}).encode() for _ in range(n)),
    "bad lines.jsonl": lambda n: json.dumps({"html": PAGE}).encode() + b'\n{"html":' * n,
    "members of a line.jsonl": lambda n: json.dumps({"html": PAGE} | {word(i): i for i in range(n)}).encode(),
    "a deep line.jsonl": lambda n: b'{"html":"a","b":' + b"[" * n + b"]" * n + b"}\n",
    "lines in parts.jsonl.gz": lambda n: b"".join(gzip.compress(b'{"html":"a"}\n', mtime=0) for _ in range(n)),
    "elements.json": lambda n: json.dumps([{"html": PAGE} for _ in range(n)]).encode(),
    # Further apart than a file is read at once: what has been read is looked through for each.
    "damaged elements.json": lambda n: ('[{"html" "' + ('"},{"html" "' + PAGE * 700) * min(n, 900) + '"}]').encode(),
    "elements that never end.json": lambda n: b"[" + b'{"html":"a",' * n,
    "quotes that never close.json": lambda n: b'[{"html":"' + b'\\"a, {' * n,
    "brackets.json": lambda n: b'{"html":"a","b":' + b"[" * n,
    "messages.mbox": lambda n: f"{MAIL}\n{PAGE}\n\n".encode() * n,
    "lines that begin with From.mbox": lambda n: f"{MAIL}\n{PAGE}\n".encode() + b"\nFrom here on\n" * n,
    "headers of a message.mbox": lambda n: f"{MAIL}{each('X-{word}: b' + chr(10), n)}\n{PAGE}\n".encode(),
    "folded header.eml": lambda n: b"Subject: a" + b"\n a" * n + b"\n\n<p>a",
    "encoded words.eml": lambda n: multipart("", "=?utf-8?q?a?= " * n),
    "parameters.eml": lambda n: f"Content-Type: text/html{'; a=b' * n}\n\n{PAGE}".encode(),
    "comments in a date.eml": lambda n: f"Date: Sat, 4 May 2024 {'(' * n}\n\n{PAGE}".encode(),
    "parts.eml": lambda n: multipart("--x\nContent-Type: text/plain\n\nShips\n" * n),
    "boundaries in one another.eml": lambda n: (
        "".join(f"Content-Type: multipart/mixed; boundary=x{i}\n\n--x{i}\n" for i in range(min(n, 90))).encode()
        + b"a\n" * n
    ),
    "parts.mhtml": lambda n: multipart("--x\nContent-Type: image/png\nContent-Location: a\n\nAAAA\n" * n),
    "records.warc": lambda n: archived(response()) * n,
    "headers of a record.warc": lambda n: archived(
        response(), b"".join(f"X-{word(i)}: b\r\n".encode() for i in range(n))
    ),
    "headers of a response.warc": lambda n: archived(response("".join(f"X-{word(i)}: b\r\n" for i in range(n)))),
    "between records.warc": lambda n: archived(response()) + b"x\r\n" * n + archived(response()),
    "lines without an end.warc": lambda n: archived(response()) + (b"WARC/1.0 " + b"x" * 70_000) * min(n, 900),
    "paragraphs.docx": lambda n: document("<w:p><w:r><w:t>Ships</w:t></w:r></w:p>" * n),
    "paragraphs in one another.docx": lambda n: document("<w:p><w:r><w:t>a</w:t>" * n + "</w:r></w:p>" * n),
    "entries.har": lambda n: log([entry() for _ in range(n)]),
    "headers of an entry.har": lambda n: log([entry(headers=[{"name": word(i), "value": "b"} for i in range(n)])]),
    "items.rss": lambda n: feed(
        f"<item><title>Ship</title><c:encoded>{PAGE.replace('<', '&lt;')}</c:encoded></item>" * n
    ),
    "items that never end.rss": lambda n: feed("<item><title>Ship" * n),
    "items in items.rss": lambda n: feed("<item>" * n + "a" + "</item>" * n),
    "parts of an item.rss": lambda n: feed(f"<item><title>Ship</title>{'<category>a</category>' * n}</item>"),
}
SITEMAPS: dict[str, FileShape] = {
    "addresses": lambda n: f"<urlset>{each('<url><loc>https://a.com/{word}</loc></url>', n)}</urlset>".encode(),
    "dates": lambda n: f"<urlset>{'<url><loc>https://a.com/</loc><lastmod>2024-05-04</lastmod></url>' * n}".encode(),
    "sitemaps": lambda n: f"<sitemapindex>{each('<sitemap><loc>https://a.com/{word}</loc></sitemap>', n)}".encode(),
    "addresses in one another": lambda n: b"<urlset>" + b"<url><loc>https://a.com/" * n,
    "parts of an address": lambda n: f"<urlset><url><loc>https://a.com/</loc>{'<a>b</a>' * n}</url></urlset>".encode(),
    "pictures of an address": lambda n: (
        f"<urlset><url><loc>https://a.com/</loc>{'<image><loc>b</loc></image>' * n}</url></urlset>".encode()
    ),
    "entities": lambda n: f"<urlset><url><loc>https://a.com/{'&amp;' * n}</loc></url></urlset>".encode(),
    "other elements": lambda n: b"<urlset>" + b"<a>b</a>" * n + b"</urlset>",
    "lines": lambda n: each("https://a.com/{word}\n", n).encode(),
    "lines that are no addresses": lambda n: b"https://a.com/\n" + b"http" * n + b"\n a" * n,
}
FEEDS: dict[str, FileShape] = {
    "items": lambda n: feed(each("<item><title>Ship {word}</title><link>https://a.com/{word}</link></item>", n)),
    "dates": lambda n: feed(
        "<item><link>https://a.com/</link><pubDate>Sat, 4 May 2024 08:00:00 Z</pubDate></item>" * n
    ),
    "links of an item": lambda n: feed(f"<item>{'<link>https://a.com/</link>' * n}</item>"),
    "namespaces": lambda n: feed(each("<item xmlns:{word}='{word}'><{word}:a>b</{word}:a><link>/a</link></item>", n)),
    "categories of an item": lambda n: feed(f"<item><link>https://a.com/</link>{'<category>a</category>' * n}</item>"),
    "a long title": lambda n: feed(f"<item><title>{'Ship ' * n}</title><link>https://a.com/</link></item>"),
    "entities in a title": lambda n: feed(f"<item><title>{'&amp;' * n}</title><link>https://a.com/</link></item>"),
    "tags in a title": lambda n: feed(f"<item><title>{'&lt;b&gt;' * n}</title><link>https://a.com/</link></item>"),
    "items that never end": lambda n: feed("<item><link>https://a.com/</link>" * n),
    "angle brackets": lambda n: feed("<item><link>https://a.com/</link></item>" + "<" * n),
    "comments that never end": lambda n: feed("<item><link>https://a.com/</link></item>" + "<!-- " * n),
    "entries": lambda n: (
        f"<feed xmlns='http://www.w3.org/2005/Atom'>{'<entry><link href=/a /></entry>' * n}</feed>".encode()
    ),
    "people": lambda n: (
        f"<feed xmlns='http://www.w3.org/2005/Atom'><entry>{'<author>a</author>' * n}</entry></feed>".encode()
    ),
    "items of JSON": lambda n: json_feed([{"url": f"/{word(i)}", "title": "a"} for i in range(n)]),
}
ROBOTS: dict[str, FileShape] = {
    "paths": lambda n: b"User-agent: *\n" + each("Disallow: /{word}\n", n).encode(),
    "agents": lambda n: each("User-agent: {word}\nDisallow: /{word}\n", n).encode(),
    "agents of one group": lambda n: each("User-agent: {word}\n", n).encode() + b"Disallow: /\n",
    "groups of one agent": lambda n: each("User-agent: *\nDisallow: /{word}\n", n).encode(),
    "stars": lambda n: b"User-agent: *\nDisallow: /" + b"*a" * n + b"*b\n",
    "paths with stars": lambda n: b"User-agent: *\n" + b"Disallow: /*a*a*a*b$\n" * n,
    "percent signs": lambda n: b"User-agent: *\nDisallow: /" + b"%e4" * n + b"\n",
    "sitemaps": lambda n: each("Sitemap: https://a.com/{word}\n", n).encode(),
    "comments": lambda n: b"User-agent: *\n" + b"# a\n" * n,
    "colons": lambda n: b"User-agent" + b":" * n + b"\n",
}
RESERVATIONS: dict[str, FileShape] = {
    "locations": lambda n: json.dumps([{"location": f"/{word(i)}", "tdm-reservation": 1} for i in range(n)]).encode(),
}
TABLES: dict[str, dict[str, FileShape]] = {
    "file": FILES,
    "sitemap": SITEMAPS,
    "feed": FEEDS,
    "robots": ROBOTS,
    "reservation": RESERVATIONS,
}
