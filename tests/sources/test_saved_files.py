"""Files people have: saved pages, mail, feeds, documents; and folders, in which every file is read or counted."""

from __future__ import annotations

import io
import plistlib
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest

from cleaner import clean
from cleaner.errors import InputError
from cleaner.model import RawPage
from cleaner.sources import InputPage, ReadOptions, find_places, read_inputs

STORY = "<p>Die Fähre fährt wieder über den Fluss.</p>"
CHROME = """From: <Saved by Blink>
Snapshot-Content-Location: https://www.hafenbote.example/faehre
Subject: =?utf-8?Q?Die=20F=C3=A4hre?=
Date: Sat, 4 May 2024 08:00:00 -0000
MIME-Version: 1.0
Content-Type: multipart/related;
\ttype="text/html";
\tboundary="----MultipartBoundary--x----"


------MultipartBoundary--x----
Content-Type: text/html
Content-ID: <frame-1@mhtml.blink>
Content-Transfer-Encoding: quoted-printable
Content-Location: https://www.hafenbote.example/faehre

<!DOCTYPE html><html><body><p>Die F=C3=A4hre f=C3=A4hrt wieder =C3=BCber =
den Fluss.</p></body></html>
------MultipartBoundary--x----
Content-Type: text/html
Content-ID: <frame-2@mhtml.blink>
Content-Transfer-Encoding: quoted-printable
Content-Location: https://ads.example/frame

<html><body>Werbung</body></html>
------MultipartBoundary--x----
Content-Type: image/png
Content-Transfer-Encoding: base64
Content-Location: https://www.hafenbote.example/a.png

iVBORw0KGgo=

------MultipartBoundary--x------
"""
EXPLORER = """From: <Saved by Windows Internet Explorer 8>
Subject: =?windows-1252?Q?Die_F=E4hre?=
Date: Sat, 4 May 2024 10:00:00 +0200
MIME-Version: 1.0
Content-Type: multipart/related;
\ttype="text/html";
\tboundary="----=_NextPart_000_0000"

This is a multi-part message in MIME format.

------=_NextPart_000_0000
Content-Type: text/html;
\tcharset="windows-1252"
Content-Transfer-Encoding: quoted-printable
Content-Location: http://www.hafenbote.example/faehre

<HTML><BODY><P>Die F=E4hre f=E4hrt wieder =FCber den Fluss.</P></BODY></HTML>

------=_NextPart_000_0000--
"""


def read(path: Path, reading: ReadOptions) -> list[InputPage]:
    return list(read_inputs([str(path)], reading))


def page(path: Path, reading: ReadOptions) -> RawPage:
    [found] = read(path, reading)
    assert isinstance(found.page, RawPage)
    return found.page


def problem(path: Path, reading: ReadOptions) -> str:
    [found] = read(path, reading)
    assert isinstance(found.page, InputError)
    return str(found.page)


# ------------------------------------------------------------------ MHTML


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_page_saved_by_chrome_in_one_file(tmp_path: Path, reading: ReadOptions, newline: str) -> None:
    path = tmp_path / "a.mhtml"
    path.write_bytes(CHROME.replace("\n", newline).encode())
    made = page(path, reading)
    assert "Die Fähre fährt wieder über den Fluss." in made.body_bytes().decode()
    assert (made.url, made.kind, made.is_truncated) == ("https://www.hafenbote.example/faehre", "html", False)
    assert made.fetched_at is not None
    assert made.fetched_at.isoformat() == "2024-05-04T08:00:00+00:00"


def test_page_saved_by_internet_explorer(tmp_path: Path, reading: ReadOptions) -> None:
    (tmp_path / "a.mht").write_bytes(EXPLORER.encode())
    made = page(tmp_path / "a.mht", reading)
    assert (made.url, made.charset) == ("http://www.hafenbote.example/faehre", "windows-1252")
    assert "Die Fähre" in made.body_bytes().decode("cp1252")


def test_saved_page_cut_short_is_flagged_and_what_is_none_is_an_error(tmp_path: Path, reading: ReadOptions) -> None:
    (tmp_path / "a.mht").write_bytes(
        CHROME.partition("------MultipartBoundary--x----\nContent-Type: image")[0].encode()
    )
    assert page(tmp_path / "a.mht", reading).is_truncated
    (tmp_path / "b.mht").write_bytes(b"no message at all")
    assert "no page in it" in problem(tmp_path / "b.mht", reading)
    (tmp_path / "c.mht").write_bytes(bytes(range(256)) * 10)
    assert "no page in it" in problem(tmp_path / "c.mht", reading)


# ------------------------------------------------------------------ mail


def newsletter() -> EmailMessage:
    message = EmailMessage()
    message["Subject"] = "Die Fähre fährt – „endlich“"
    message["From"] = "Hafenbote <brief@hafenbote.example>"
    message["Date"] = "Sat, 04 May 2024 08:00:00 +0200"
    message.set_content("Nur Text.")
    message.add_alternative(f"<html><head></head><body>{STORY}</body></html>", subtype="html")
    message.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="a.pdf")
    return message


def test_newsletter_is_its_html_with_subject_sender_and_date(tmp_path: Path, reading: ReadOptions) -> None:
    (tmp_path / "a.eml").write_bytes(bytes(newsletter()))
    made = page(tmp_path / "a.eml", reading)
    text = made.body_bytes().decode()
    assert STORY in text
    assert '<meta property="og:title" content="Die F&#228;hre f&#228;hrt &#8211; &#8222;endlich&#8220;">' in text
    assert '<meta property="og:site_name" content="Hafenbote">' in text
    assert '<meta property="article:published_time" content="2024-05-04T08:00:00+02:00">' in text
    assert (made.kind, reading.left_out) == ("html", {"attachments of type application/pdf": 1})


def test_endless_header_of_a_message_is_not_read(tmp_path: Path, reading: ReadOptions) -> None:
    subject = "=?utf-8?q?Harbour?= " * 50_000
    (tmp_path / "letter.eml").write_text(f"Subject: {subject}\nContent-Type: text/html\n\n<p>Ships can enter again.")
    body = page(tmp_path / "letter.eml", reading).body_bytes()
    assert body == b"<p>Ships can enter again."


def test_message_of_text_alone_is_a_dump(tmp_path: Path, reading: ReadOptions) -> None:
    message = EmailMessage()
    message.set_content("Die Fähre fährt.", charset="iso-8859-1", cte="quoted-printable")
    (tmp_path / "a.eml").write_bytes(bytes(message))
    made = page(tmp_path / "a.eml", reading)
    assert (made.kind, made.body_bytes().decode(made.charset or "")) == ("text", "Die Fähre fährt.\n")


@pytest.mark.parametrize(
    ("sender", "author", "outlet"),
    [
        ("Max Müller <max@mail.example>", "Max Müller", None),
        ("Hafen Bote <bote@hafen-bote.example>", None, "Hafen Bote"),
        ("Hafen Bote <post@mail.example>", None, "Hafen Bote"),
    ],
)
def test_person_who_sends_a_message_is_its_author(
    tmp_path: Path, reading: ReadOptions, sender: str, author: str | None, outlet: str | None
) -> None:
    message = EmailMessage()
    message["Subject"] = "Die Fähre fährt wieder"
    message["From"] = sender
    told = "Wir sprachen ja schon darüber, dass die Fähre im Winter lange nicht zu den Inseln gefahren ist.\n\n"
    message.set_content(f"Hallo,\n\n{told}{told}Viele Grüße\nMax\n-- \nTel. 0123\n")
    (tmp_path / "a.eml").write_bytes(bytes(message))

    record = clean(page(tmp_path / "a.eml", reading))

    names = [found.name for found in record.authors]
    assert (author in names if author else "Viele Grüße" not in names, "Viele Grüße" in names) == (True, False)
    assert (record.outlet and record.outlet.name) == outlet


def test_message_of_text_alone_has_subject_sender_and_date(tmp_path: Path, reading: ReadOptions) -> None:
    message = EmailMessage()
    message["Subject"] = "Die Fähre fährt wieder"
    message["From"] = "Hafenbote <brief@hafenbote.example>"
    message["Date"] = "Sat, 04 May 2024 08:00:00 +0200"
    message.set_content("Guten Morgen,\n\ndie Fähre fährt seit heute wieder zu allen Inseln, auch zur kleinsten.\n")
    (tmp_path / "a.eml").write_bytes(bytes(message))
    record = clean(page(tmp_path / "a.eml", reading))
    assert (record.title, record.outlet and record.outlet.name) == ("Die Fähre fährt wieder", "Hafenbote")
    assert record.published is not None
    assert record.published.value == "2024-05-04T08:00:00+02:00"


def test_message_without_text_is_an_error(tmp_path: Path, reading: ReadOptions) -> None:
    (tmp_path / "a.eml").write_bytes(b"Content-Type: image/png\n\nx")
    assert "no text in this message" in problem(tmp_path / "a.eml", reading)


# ------------------------------------------------------------------ web archives of Safari


@pytest.mark.parametrize("form", [plistlib.FMT_BINARY, plistlib.FMT_XML])
def test_web_archive(tmp_path: Path, reading: ReadOptions, form: plistlib.PlistFormat) -> None:
    main = {
        "WebResourceData": STORY.encode("cp1252"),
        "WebResourceURL": "https://www.hafenbote.example/faehre",
        "WebResourceMIMEType": "text/html",
        "WebResourceTextEncodingName": "windows-1252",
        "WebResourceFrameName": "",
    }
    data = plistlib.dumps({"WebMainResource": main, "WebSubresources": [main]}, fmt=form)
    (tmp_path / "a.webarchive").write_bytes(data)
    made = page(tmp_path / "a.webarchive", reading)
    assert (made.body, made.charset) == (STORY.encode("cp1252"), "windows-1252")
    assert made.url == "https://www.hafenbote.example/faehre"
    (tmp_path / "a.webarchive").write_bytes(data[:-30])
    assert "no web archive, or cut short" in problem(tmp_path / "a.webarchive", reading)


# ------------------------------------------------------------------ Word

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def paragraph(text: str, style: str = "", more: str = "") -> str:
    properties = f'<w:pPr><w:pStyle w:val="{style}"/>{more}</w:pPr>' if style or more else ""
    return f'<w:p>{properties}<w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def docx(*paragraphs: str) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as parts:
        body = "".join(paragraphs)
        parts.writestr("word/document.xml", f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>')
        parts.writestr(
            "docProps/core.xml",
            '<c:coreProperties xmlns:c="x" xmlns:dc="http://purl.org/dc/elements/1.1/">'
            "<dc:title>Die F&#228;hre</dc:title><dc:creator>Käthe Jürgens</dc:creator></c:coreProperties>",
        )
    return target.getvalue()


def test_word_document(tmp_path: Path, reading: ReadOptions) -> None:
    deleted = "<w:p><w:del><w:r><w:delText>weg</w:delText></w:r></w:del><w:r><w:t>da &amp; dort</w:t></w:r></w:p>"
    item = paragraph("Punkt", "ListBullet", '<w:numPr><w:numId w:val="1"/></w:numPr>')
    (tmp_path / "a.docx").write_bytes(docx(paragraph("Titel", "Title"), paragraph("Weiter", "Heading2"), deleted, item))
    text = str(page(tmp_path / "a.docx", reading).body)
    assert "<h1>Titel</h1>\n<h2>Weiter</h2>\n<p>da &amp; dort</p>\n<li>Punkt</li>" in text
    assert '<title>Die Fähre</title><meta name="author" content="Käthe Jürgens">' in text


def test_text_box_in_a_word_document_is_a_paragraph_of_its_own(tmp_path: Path, reading: ReadOptions) -> None:
    box = paragraph("The ferry runs again.")
    (tmp_path / "a.docx").write_bytes(docx(paragraph("Harbour reopens").replace("</w:p>", f"<w:r>{box}</w:r></w:p>")))
    text = page(tmp_path / "a.docx", reading).body_bytes().decode()
    assert "<p>Harbour reopens</p>" in text
    assert text.count("The ferry runs again.") == 1


def test_word_document_that_is_none(tmp_path: Path, reading: ReadOptions) -> None:
    whole = docx(paragraph("Text"))
    for number, data in enumerate(
        (whole[:-40], b"", b"PK\x03\x04", whole.replace(b"word/document.xml", b"word/documend.xml"))
    ):
        (tmp_path / f"{number}.docx").write_bytes(data)
        assert "no Word document" in problem(tmp_path / f"{number}.docx", reading)


# ------------------------------------------------------------------ feeds

RSS = """<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"
 xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Hafenbote</title>{items}</channel></rss>"""
ITEM = """<item><title>Fähre {n} &#8211; neu</title><link>https://www.hafenbote.example/{n}</link>
<dc:creator><![CDATA[Käthe Jürgens]]></dc:creator><pubDate>Sat, 04 May 2024 06:00:00 +0000</pubDate>
<description><![CDATA[Anriss]]></description><content:encoded><![CDATA[<p>Text {n}</p>]]></content:encoded></item>"""


def test_items_of_a_feed_of_wordpress(tmp_path: Path, reading: ReadOptions) -> None:
    (tmp_path / "feed.xml").write_text(RSS.format(items="\n".join(ITEM.format(n=n) for n in range(3))))
    found = read(tmp_path / "feed.xml", reading)
    pages = [one.page for one in found if isinstance(one.page, RawPage)]
    assert [one.name.rpartition(":")[2] for one in found] == ["1", "2", "3"]
    assert [made.url for made in pages] == [f"https://www.hafenbote.example/{n}" for n in range(3)]
    assert "<h1>Fähre 0 – neu</h1>\n<p>Text 0</p>" in str(pages[0].body)
    assert '<meta name="author" content="Käthe Jürgens">' in str(pages[0].body)
    assert '<meta name="article:published_time" content="2024-05-04T06:00:00+00:00">' in str(pages[0].body)


@pytest.mark.parametrize("place", range(3))
@pytest.mark.parametrize(
    "damage",
    ["<item><title>x</titl></item>", "<item><title>no end", "<item><content:encoded>\x01</content:encoded></item>"],
)
def test_damaged_item_of_a_feed_costs_itself(tmp_path: Path, reading: ReadOptions, place: int, damage: str) -> None:
    items = [ITEM.format(n=n) for n in range(3)]
    items[place] = damage
    (tmp_path / "feed.rss").write_text(RSS.format(items="".join(items)))
    found = read(tmp_path / "feed.rss", reading)
    assert [isinstance(one.page, RawPage) for one in found] == [n != place for n in range(3)]


def test_bare_ampersands_and_entities_of_html_are_no_damage(tmp_path: Path, reading: ReadOptions) -> None:
    item = ITEM.format(n=1).replace("Fähre", "F&auml;hre & Kahn")
    (tmp_path / "feed.rss").write_text(RSS.format(items=item))
    assert isinstance(read(tmp_path / "feed.rss", reading)[0].page, RawPage)


def test_teasers_of_a_feed_are_counted(tmp_path: Path, reading: ReadOptions) -> None:
    teaser = "<item><title>x</title><description>Nur ein Anriss.</description></item>"
    (tmp_path / "feed.xml").write_text(RSS.format(items=teaser * 2 + ITEM.format(n=1)))
    assert len(read(tmp_path / "feed.xml", reading)) == 1
    assert reading.left_out == {"feed items without their full text": 2}


def test_items_of_atom(tmp_path: Path, reading: ReadOptions) -> None:
    (tmp_path / "a.atom").write_text(
        '<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>Fähre</title><link rel="self" href="https://e.com/s"/>'
        '<link href="https://e.com/a"/><published>2024-05-04T06:00:00Z</published>'
        "<author><name>K. Jürgens</name></author>"
        '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Text &amp; mehr</p></div></content>'
        "</entry></feed>"
    )
    made = page(tmp_path / "a.atom", reading)
    assert made.url == "https://e.com/a"
    assert "<p>Text &amp; mehr</p>" in str(made.body)
    assert 'content="K. Jürgens"' in str(made.body)


def test_xml_that_is_no_feed_is_a_page_where_it_is_named(tmp_path: Path, reading: ReadOptions) -> None:
    (tmp_path / "a.xml").write_text(f"<html>{STORY}</html>")
    assert page(tmp_path / "a.xml", reading).body == f"<html>{STORY}</html>".encode()


# ------------------------------------------------------------------ folders


def test_every_file_of_a_folder_is_read_or_counted(tmp_path: Path, reading: ReadOptions) -> None:
    for name in ("a.html", "b.pdf", "c.PDF", "d.css", "e", ".hidden", "f.mht", "page.yaml", "g.html.gz", "h.tar.bz2"):
        (tmp_path / name).write_bytes(b"x")
    (tmp_path / "data.json").write_text('{"a": 1}')
    (tmp_path / "map.xml").write_text("<urlset/>")
    places = find_places([str(tmp_path)])
    assert [Path(place.name).name for place in places] == [
        "a.html",
        "data.json",
        "f.mht",
        "g.html.gz",
        "h.tar.bz2",
        "map.xml",
    ]
    list(read_inputs([str(tmp_path)], reading))
    assert reading.left_out == {
        ".pdf files": 2,
        ".css files": 1,
        "other files": 1,
        "hidden files and folders": 1,
        ".json files without pages": 1,
        ".xml files without pages": 1,
    }


def test_what_is_not_to_be_read_is_not(tmp_path: Path) -> None:
    for name in ("a.html", "records.jsonl"):
        (tmp_path / name).write_text("")
    places = find_places([str(tmp_path)], but_not=(tmp_path / "records.jsonl",))
    assert [Path(place.name).name for place in places] == ["a.html"]


@pytest.mark.parametrize("word", ["_files", "-Dateien", "_fichiers", "_archivos"])
def test_folder_beside_a_saved_page_is_no_pages(tmp_path: Path, reading: ReadOptions, word: str) -> None:
    folder = tmp_path / f"Die Fähre{word}"
    folder.mkdir()
    (tmp_path / "Die Fähre.html").write_text(f'<script src="./{folder.name}/a.js"></script>{STORY}', encoding="utf-8")
    (folder / "frame.html").write_text("Werbung")
    (folder / "a.js").write_text("x")
    places = find_places([str(tmp_path)], leave_out=reading.leave_out)
    assert [Path(place.name).name for place in places] == ["Die Fähre.html"]
    assert reading.left_out == {"parts of saved pages": 2}


def test_folder_with_the_name_of_a_page_that_takes_nothing_from_it_is_read(tmp_path: Path) -> None:
    (tmp_path / "news-archive").mkdir()
    (tmp_path / "news-archive" / "old.html").write_text(STORY)
    (tmp_path / "news.html").write_text('<a href="news-archive/old.html">Archiv</a>')
    assert len(find_places([str(tmp_path)])) == 2
