"""Files as the programs that people use write them: their structure, and an invented story in it."""

from __future__ import annotations

import base64
import gzip
import json
import plistlib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from file_makers import record

from cleaner import Record, clean
from cleaner.errors import InputError
from cleaner.model import RawPage
from cleaner.sources import InputPage, ReadOptions, read_inputs

ADDRESS = "https://www.hafenbote.example/stadt/faehre-118.html"
PARAGRAPHS = [
    "Die Fähre zwischen Süderort und Norderhafen fährt ab Montag wieder, teilte die Reederei am Sonntag mit.",
    "Das Schiff lag elf Wochen in der Werft, weil eine Welle im Getriebe gebrochen war und niemand eine neue hatte.",
    "„Wir haben Leute über die Brücke geschickt“, sagte Kapitänin Käthe Jürgens, „das sind vierzig Kilometer.“",
    "Die Fahrt kostet wie bisher drei Euro, Räder sind frei, und die erste Fähre legt morgens um fünf Uhr ab.",
]
STORY = "".join(f"<p>{paragraph}</p>\n" for paragraph in PARAGRAPHS)
HEAD = '<meta charset="utf-8"><title>Die Fähre fährt wieder</title>'
BODY = f"<article><h1>Die Fähre fährt wieder</h1>\n{STORY}</article>"


def read(path: Path, reading: ReadOptions) -> list[InputPage]:
    return list(read_inputs([str(path)], reading))


def records(path: Path, reading: ReadOptions) -> list[Record]:
    return [clean(found.page) for found in read(path, reading) if isinstance(found.page, RawPage)]


def is_story(record: Record) -> bool:
    return record.text.split("\n\n") == PARAGRAPHS and record.title == "Die Fähre fährt wieder"


# ------------------------------------------------------------------ saved pages


def test_page_saved_by_singlefile(tmp_path: Path, reading: ReadOptions) -> None:
    (tmp_path / "Die Fähre fährt wieder (4.5.2024 10_11_12).html").write_text(
        f"<!DOCTYPE html> <html lang=de><!--\n Page saved with SingleFile \n url: {ADDRESS} \n"
        " saved date: Sat May 04 2024 10:11:12 GMT+0200 (Mitteleuropäische Sommerzeit)\n-->"
        f"{HEAD}<style>.sf-hidden{{display:none!important}}</style>"
        "<meta http-equiv=content-security-policy content=\"default-src 'none'; font-src 'self' data:\">"
        '<link rel="shortcut icon" href="data:image/png;base64,iVBORw0KGgo="><body>'
        f'{BODY}<img src="data:image/svg+xml,<svg xmlns=&quot;http://www.w3.org/2000/svg&quot;/>"></html>'
    )
    [made] = records(tmp_path, reading)
    assert is_story(made)
    assert made.url == ADDRESS


@pytest.mark.parametrize(
    ("folder", "note"),
    [
        ("Die Fähre_files", f"<!-- saved from url=(0053){ADDRESS} -->\n"),  # Chrome and Edge
        ("Die Fähre-Dateien", ""),  # Firefox
    ],
)
def test_page_complete(tmp_path: Path, reading: ReadOptions, folder: str, note: str) -> None:
    (tmp_path / folder).mkdir()
    for name, content in {"main.css": "p{}", "frame.html": BODY, "app.js": "x", "bild.jpg": "x"}.items():
        (tmp_path / folder / name).write_text(content)
    (tmp_path / "Die Fähre.html").write_text(
        f'<!DOCTYPE html>\n{note}<html lang="de"><head><meta http-equiv="content-type" content="text/html; '
        f'charset=UTF-8">{HEAD}<link rel="canonical" href="{ADDRESS}">'
        f'<link rel="stylesheet" href="{folder}/main.css"><script src="{folder}/app.js"></script></head>'
        f'<body>{BODY}<img src="{folder}/bild.jpg"></body></html>'
    )
    [made] = records(tmp_path, reading)
    assert is_story(made)
    assert (made.url, made.canonical_url) == (ADDRESS if note else None, ADDRESS)
    assert reading.left_out == {"parts of saved pages": 4}


def test_page_saved_by_safari(tmp_path: Path, reading: ReadOptions) -> None:
    page = f'<!DOCTYPE html><html lang="de"><head>{HEAD}</head><body>{BODY}</body></html>'
    picture = {
        "WebResourceData": b"\xff\xd8\xff",
        "WebResourceMIMEType": "image/jpeg",
        "WebResourceURL": "https://e.com",
    }
    main = {
        "WebResourceData": page.encode(),
        "WebResourceFrameName": "",
        "WebResourceMIMEType": "text/html",
        "WebResourceTextEncodingName": "UTF-8",
        "WebResourceURL": ADDRESS,
    }
    frame = {"WebMainResource": main | {"WebResourceData": b"<p>Werbung</p>"}, "WebSubresources": []}
    whole = {"WebMainResource": main, "WebSubframeArchives": [frame], "WebSubresources": [picture]}
    (tmp_path / "a.webarchive").write_bytes(plistlib.dumps(whole, fmt=plistlib.FMT_BINARY))
    [made] = records(tmp_path, reading)
    assert is_story(made)
    assert made.url == ADDRESS


# ------------------------------------------------------------------ mail

MAIL = f"""Return-Path: <bounce-118@news.hafenbote.example>
Delivered-To: leserin@post.example
Received: from mx.post.example (mx.post.example [203.0.113.5])
\tby lda.post.example with LMTP; Sat, 04 May 2024 08:00:11 +0200
Message-ID: <118.20240504@news.hafenbote.example>
Date: Sat, 4 May 2024 08:00:00 +0200
MIME-Version: 1.0
User-Agent: Mozilla Thunderbird
Content-Language: de-DE
From: Hafenbote <brief@hafenbote.example>
To: leserin@post.example
Subject: =?UTF-8?Q?Die_F=C3=A4hre_f=C3=A4hrt_wieder?=
List-Unsubscribe: <https://news.hafenbote.example/ab>
Content-Type: multipart/alternative;
 boundary="------------0JwqzW5zQmC5bXkS9h0kG2sd"

This is a multi-part message in MIME format.
--------------0JwqzW5zQmC5bXkS9h0kG2sd
Content-Type: text/plain; charset=UTF-8; format=flowed
Content-Transfer-Encoding: 8bit

>From Süderort: nur der Text.

--------------0JwqzW5zQmC5bXkS9h0kG2sd
Content-Type: text/html; charset=UTF-8
Content-Transfer-Encoding: 8bit

<!DOCTYPE html>
<html>
  <head>
    <meta http-equiv="content-type" content="text/html; charset=UTF-8">
  </head>
  <body>
    {BODY}
  </body>
</html>

--------------0JwqzW5zQmC5bXkS9h0kG2sd--
"""
SEPARATOR = "From - Sat May 04 08:00:11 2024\nX-Mozilla-Status: {}\nX-Mozilla-Status2: 00000000\n"


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_message_saved_by_thunderbird(tmp_path: Path, reading: ReadOptions, newline: str) -> None:
    (tmp_path / "a.eml").write_bytes(MAIL.replace("\n", newline).encode())
    [made] = records(tmp_path, reading)
    assert is_story(made)
    assert made.published is not None
    assert made.published.value == "2024-05-04T08:00:00+02:00"


def test_message_of_apple_mail(tmp_path: Path, reading: ReadOptions) -> None:
    tail = '<?xml version="1.0"?><plist version="1.0"><dict><key>flags</key><integer>1</integer></dict></plist>'
    (tmp_path / "a.emlx").write_bytes(f"{len(MAIL.encode())}      \n{MAIL}{tail}".encode())
    [made] = records(tmp_path, reading)
    assert is_story(made)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_folder_of_thunderbird(tmp_path: Path, reading: ReadOptions, newline: str) -> None:
    """A line of the text that begins with "From ", quoted or not, begins no message; deleted ones are still there."""
    quoting = MAIL.replace("nur der Text.", "nur der Text.\n\nFrom Monday on it sails.\n")
    parts = [("0001", MAIL), ("0009", MAIL), ("0000", quoting), ("0001", MAIL.replace("text/", "image/"))]
    source = "".join(f"{SEPARATOR.format(status)}{mail}\n" for status, mail in parts)
    path = tmp_path / "Newsletter.mbox"
    path.write_bytes(source.replace("\n", newline).encode())
    found = read(path, reading)
    assert [one.name for one in found] == [f"{path}:1", f"{path}:3", f"{path}:4"]
    assert [is_story(clean(one.page)) for one in found if isinstance(one.page, RawPage)] == [True, True]
    assert str(found[2].page) == f"{path}:4: no text in this message"
    assert reading.left_out == {"deleted messages": 1}


def test_message_too_large_and_text_that_is_no_message_cost_themselves(tmp_path: Path, reading_with: Any) -> None:
    large = MAIL.replace("nur der Text.", "viel Text.\n" * 2000)
    small = "From a@b.example Sat May  4 08:00:00 2024\nSubject: x\nContent-Type: text/html\n\n<p>>From\n>From\n"
    path = tmp_path / "a.mbox"
    path.write_text(f"no message\n\n{small}\n{SEPARATOR.format('0000')}{large}\n{small}")
    found = read(path, reading_with(max_bytes=1000))
    assert str(found[0].page) == f"{path}:1: no message: it begins with no headers"
    assert str(found[2].page) == f"{path}:3: over the limit of 8,000 bytes"
    bodies = [one.page.body_bytes().rstrip() for one in found if isinstance(one.page, RawPage)]
    assert [body.endswith(b"<p>>From\n>From") for body in bodies] == [True, True]


@pytest.mark.parametrize("between", ["\n\n", "\n", "\r\n", "\n\0\0\0\n"])
def test_messages_need_no_blank_line_between_them_where_a_date_begins_each(
    tmp_path: Path, reading: ReadOptions, between: str
) -> None:
    mail = f"From a@b.example Sat May  4 08:00:00 2024\n{MAIL.rstrip()}"
    (tmp_path / "a.mbox").write_bytes(f"\ufeff{mail}{between}{mail}".encode())
    assert [is_story(made) for made in records(tmp_path, reading)] == [True, True]


@pytest.mark.parametrize("content", ["", "\n\n"])
def test_mailbox_without_messages(tmp_path: Path, reading: ReadOptions, content: str) -> None:
    (tmp_path / "a.mbox").write_text(content)
    (tmp_path / "b.html").write_text(BODY)
    assert len(read(tmp_path, reading)) == 1
    assert reading.left_out == {".mbox files without pages": 1}
    [one] = read(tmp_path / "a.mbox", reading)
    assert "no messages in it" in str(one.page)


# ------------------------------------------------------------------ network logs


def entry(text: str | None, kind: str = "text/html; charset=utf-8", asked_for: str = "document", status: int = 200,
          **members: Any) -> dict[str, Any]:  # fmt: skip
    """An entry of Chrome's "Save all as HAR"."""
    headers = [{"name": "User-Agent", "value": "Mozilla/5.0"}, {"name": "Sec-Fetch-Dest", "value": asked_for}]
    content = {"size": 1, "mimeType": kind} | ({} if text is None else {"text": text})
    return {
        "_initiator": {"type": "other"},
        "_priority": "VeryHigh",
        "_resourceType": "document",
        "cache": {},
        "pageref": "page_1",
        "request": {"method": "GET", "url": ADDRESS, "httpVersion": "http/2.0", "headers": headers, "cookies": []},
        "response": {"status": status, "statusText": "", "headers": [], "content": content | members},
        "serverIPAddress": "203.0.113.5",
        "startedDateTime": "2024-05-04T08:00:00.123Z",
        "time": 118.5,
    }


def log_of(*entries: dict[str, Any], indent: int | None = 2) -> str:
    pages = [{"startedDateTime": "2024-05-04T08:00:00.123Z", "id": "page_1", "title": ADDRESS}]
    log = {"version": "1.2", "creator": {"name": "WebInspector", "version": "537.36"}, "pages": pages}
    return json.dumps({"log": {**log, "entries": entries}}, indent=indent, ensure_ascii=False)


@pytest.mark.parametrize("indent", [None, 2])
def test_network_log_of_a_browser(tmp_path: Path, reading: ReadOptions, indent: int | None) -> None:
    page = f"<html>{HEAD}{BODY}</html>"
    latin = base64.b64encode("<p>Fähre</p>".encode("latin-1")).decode()
    path = tmp_path / "a.har"
    path.write_text(
        log_of(
            entry("", status=301),
            entry(page),
            entry("body{}", "text/css", "style"),
            entry("<p>Werbung</p>", asked_for="iframe"),
            entry("<li>Kommentar</li>", asked_for="empty"),
            entry(None),
            entry(latin, "text/html; charset=iso-8859-1", encoding="base64"),
            entry(page, status=404),
            indent=indent,
        ),
        encoding="utf-8",
    )
    found = read(path, reading)
    assert [one.name.rpartition(":")[2] for one in found] == ["2", "6", "7", "8"]
    first, lost, old, missing = (one.page for one in found)
    assert isinstance(first, RawPage)
    assert is_story(clean(first))
    assert (first.url, first.fetched_at) == (ADDRESS, datetime(2024, 5, 4, 8, 0, 0, 123000, tzinfo=UTC))
    assert isinstance(lost, InputError)
    assert str(lost) == f"{path}:6: the log has no body of this document"
    assert isinstance(old, RawPage)
    assert (old.body, old.charset) == (b"<p>F\xe4hre</p>", "iso-8859-1")
    assert isinstance(missing, RawPage)
    assert missing.status == 404
    assert reading.left_out == {
        "redirects": 1,
        "responses of type text/css": 1,
        "frames of pages": 1,
        "responses to scripts": 1,
    }


def test_network_log_cut_short_gives_what_is_there(tmp_path: Path, reading: ReadOptions) -> None:
    path = tmp_path / "a.har"
    path.write_text(log_of(entry("<p>1"), entry("<p>2"), entry("<p>3" * 50))[:-200])
    found = read(path, reading)
    assert [isinstance(one.page, RawPage) for one in found] == [True, True, False]
    assert "cut short" in str(found[2].page)


@pytest.mark.parametrize("content", ["", "{}", '{"log": {"version": "1.2"', "no log", "[]"])
def test_what_is_no_network_log(tmp_path: Path, reading: ReadOptions, content: str) -> None:
    (tmp_path / "a.har").write_text(content)
    [one] = read(tmp_path / "a.har", reading)
    assert "no network log of a browser" in str(one.page)


# ------------------------------------------------------------------ crawls, feeds, tables


def test_archive_of_wget(tmp_path: Path, reading: ReadOptions) -> None:
    """Addresses in angle brackets; the list of what was fetched and the log are records too."""
    page = f"<html><head>{HEAD}</head><body>{BODY}</body></html>".encode()
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n\r\n" % len(page)
    members = [
        record("warcinfo", b"software: Wget/1.21.3 (linux-gnu)\r\n", "application/warc-fields", "<x>"),
        record("request", b"GET / HTTP/1.1\r\n\r\n", "application/http;msgtype=request", f"<{ADDRESS}>"),
        record("response", head + page, "application/http;msgtype=response", f"<{ADDRESS}>"),
        record(
            "metadata", f"{ADDRESS} - -".encode(), "text/plain", "<metadata://gnu.org/software/wget/warc/MANIFEST.txt>"
        ),
        record("resource", b"Saving to", "text/plain", "<metadata://gnu.org/software/wget/warc/wget.log>"),
    ]
    pytest.importorskip("fastwarc", reason="needs the extra [warc]")
    (tmp_path / "a.warc.gz").write_bytes(b"".join(map(gzip.compress, members)))
    [found] = read(tmp_path, reading)
    assert isinstance(found.page, RawPage)
    assert is_story(clean(found.page))
    assert (found.page.url, found.page.fetched_at) == (ADDRESS, datetime(2024, 5, 4, 8, tzinfo=UTC))
    assert reading.left_out.total() == 4


def test_feed_of_wordpress(tmp_path: Path, reading: ReadOptions) -> None:
    item = f"""
	<item>
		<title>Die Fähre fährt wieder</title>
		<link>{ADDRESS}</link>
					<comments>{ADDRESS}#respond</comments>
		<dc:creator><![CDATA[Käthe Jürgens]]></dc:creator>
		<pubDate>Sat, 04 May 2024 06:00:00 +0000</pubDate>
				<category><![CDATA[Stadt]]></category>
		<guid isPermaLink="false">https://www.hafenbote.example/?p=118</guid>
		<description><![CDATA[Die Fähre zwischen Süderort und Norderhafen [&#8230;]]]></description>
					<content:encoded><![CDATA[{STORY}]]></content:encoded>
					<wfw:commentRss>{ADDRESS}feed/</wfw:commentRss>
			<slash:comments>0</slash:comments>
	</item>"""
    (tmp_path / "feed.xml").write_text(
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"\n'
        '\txmlns:content="http://purl.org/rss/1.0/modules/content/"\n\txmlns:wfw="http://wellformedweb.org/CommentAPI/"\n'
        '\txmlns:dc="http://purl.org/dc/elements/1.1/"\n\txmlns:atom="http://www.w3.org/2005/Atom"\n'
        '\txmlns:slash="http://purl.org/rss/1.0/modules/slash/"\n\t>\n\n<channel>\n\t<title>Hafenbote</title>\n'
        '\t<atom:link href="https://www.hafenbote.example/feed/" rel="self" type="application/rss+xml" />\n'
        f"\t<language>de</language>\n\t<generator>https://wordpress.org/?v=6.5</generator>{item * 2}\n</channel></rss>"
    )
    made = records(tmp_path, reading)
    assert [is_story(one) for one in made] == [True, True]
    assert [(one.url, [author.name for author in one.authors]) for one in made] == [(ADDRESS, ["Käthe Jürgens"])] * 2


def test_feed_in_utf16_is_read_and_a_feed_by_the_name_of_a_page_is_refused(
    tmp_path: Path, reading: ReadOptions
) -> None:
    item = f"<item><title>Die Fähre fährt wieder</title><c:encoded><![CDATA[{STORY}]]></c:encoded></item>"
    feed = f'<?xml version="1.0" encoding="UTF-16"?><rss version="2.0" xmlns:c="x"><channel>{item * 2}</channel></rss>'
    (tmp_path / "feed.xml").write_bytes(feed.encode("utf-16"))
    assert [is_story(one) for one in records(tmp_path, reading)] == [True, True]
    (tmp_path / "index.html").write_text(feed.replace("UTF-16", "UTF-8"), encoding="utf-8")
    [made] = records(tmp_path / "index.html", reading)
    assert (made.status.value, made.reason) == ("error", "not a text page: a feed (name it .rss)")


POST = {
    "id": 118,
    "date": "2024-05-04T08:00:00",
    "date_gmt": "2024-05-04T06:00:00",
    "link": ADDRESS,
    "title": {"rendered": "Die F&#228;hre f&#228;hrt wieder"},
    "content": {"rendered": STORY, "protected": False},
    "excerpt": {"rendered": "<p>Die Fähre</p>", "protected": False},
    "_embedded": {"author": [{"id": 3, "name": "Käthe Jürgens"}]},
}
FEED_ITEM = {
    "id": ADDRESS,
    "url": ADDRESS,
    "title": "Die Fähre fährt wieder",
    "content_html": STORY,
    "date_published": "2024-05-04T06:00:00Z",
    "authors": [{"name": "Käthe Jürgens"}],
}


@pytest.mark.parametrize(
    "whole",
    [
        [POST, POST],
        {"version": "https://jsonfeed.org/version/1.1", "title": "Hafenbote", "items": [FEED_ITEM, FEED_ITEM]},
        {"items": [FEED_ITEM, {**FEED_ITEM, "content_html": "", "content_text": "\n".join(PARAGRAPHS)}]},
        {"response": {"status": "ok", "results": [POST, POST]}},
    ],
    ids=["WordPress", "JSON feed", "JSON feed of text", "nested"],
)
def test_posts_of_interfaces_have_title_author_and_date(tmp_path: Path, reading: ReadOptions, whole: Any) -> None:
    (tmp_path / "posts.json").write_text(json.dumps(whole))
    made = records(tmp_path, reading)
    assert [is_story(one) for one in made] == [True, True]
    assert [(one.url, [author.name for author in one.authors]) for one in made] == [(ADDRESS, ["Käthe Jürgens"])] * 2
    assert [one.published.utc for one in made if one.published] == [datetime(2024, 5, 4, 6, tzinfo=UTC)] * 2


def test_whole_page_in_a_member_of_a_json_feed_stays_as_it_is(tmp_path: Path, reading: ReadOptions) -> None:
    page = f"<!DOCTYPE html><html>{HEAD}{BODY}</html>"
    (tmp_path / "a.jsonl").write_text(json.dumps({"id": 1, "title": "x", "content_html": page}))
    [found] = read(tmp_path, reading)
    assert isinstance(found.page, RawPage)
    assert found.page.body == page


@pytest.mark.parametrize(
    "written",
    [
        {"to_csv": {}},
        {"to_csv": {"index": False, "sep": ";"}},
        {"to_csv": {"doublequote": False, "escapechar": "\\"}},
        {"to_json": {"orient": "records", "lines": True}},
        {"to_json": {"orient": "records", "force_ascii": False}},
        {"to_json": {"orient": "split"}},
        {"to_json": {"orient": "table"}},
        {"to_json": {}},
        {"to_parquet": {}},
    ],
    ids=str,
)
def test_table_of_pandas(tmp_path: Path, reading: ReadOptions, written: dict[str, dict[str, Any]]) -> None:
    pandas = pytest.importorskip("pandas")
    pytest.importorskip("pyarrow")
    [(method, options)] = written.items()
    pages = [f'<html><head>{HEAD}</head><body class="a, b">\n{BODY}</body></html>'] * 5
    frame = pandas.DataFrame({"url": [f"{ADDRESS}?{n}" for n in range(5)], "html": pages})
    ending = {"to_csv": ".csv", "to_parquet": ".parquet"}.get(method, ".jsonl" if options.get("lines") else ".json")
    getattr(frame, method)(tmp_path / f"a{ending}", **options)
    made = records(tmp_path, reading)
    assert [is_story(one) for one in made] == [True] * 5
    assert [one.url for one in made] == [f"{ADDRESS}?{n}" for n in range(5)]
