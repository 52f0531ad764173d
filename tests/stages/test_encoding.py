"""Encodings that nobody declares, or that are declared wrongly; text that was encoded twice; saved copies."""

from __future__ import annotations

import html
from typing import Any

import pytest

from bench.charsets import Cell, cells, is_right
from cleaner import clean, load_rules
from cleaner.model import Options, RawPage
from cleaner.stages.decode import decode
from cleaner.stages.decode.encoding import _without_code, to_text

CELLS = list(cells())
SPANISH = "<html><body><p>La compañía cogió el año pasado diez barcas; ¿quién las conocía?</p></body></html>"
RUSSIAN = "<html><body><p>Паром снова ходит через реку каждый день.</p></body></html>"


def read(body: bytes | str, charset: str | None = None) -> str:
    return decode(RawPage(body, charset=charset), Options()).text


@pytest.mark.parametrize("way", ["declared", "undeclared", "as UTF-8", "as Latin-1"])
def test_matrix_of_charsets(way: str) -> None:
    def name(cell: Cell) -> str:
        return f"{cell.charset} {cell.language}"

    wrong = [name(cell) for cell in CELLS if cell.way == way and not is_right(cell)]
    assert wrong == []


def test_label_of_latin_1_has_to_be_borne_out() -> None:
    meta = RUSSIAN.replace("<body>", '<head><meta charset="windows-1251"></head><body>')
    assert read(meta.encode("cp1251"), "ISO-8859-1") == meta
    assert read(RUSSIAN.encode("cp1251"), "ISO-8859-1") == RUSSIAN
    assert read(SPANISH.encode("cp1252"), "ISO-8859-1") == SPANISH


def test_few_letters_in_an_old_encoding_on_a_page_of_ascii_are_read() -> None:
    words = "Plain words go on and on. " * 400
    page = f"<html><meta charset=utf-8><body><p>{words}It’s the café – at £3.</p></body></html>"
    assert read(page.encode("cp1252")) == page


@pytest.mark.parametrize(
    "text",
    [
        "It’s the harbour’s\u00a0third\u00a0ferry.\u00a0",
        "The ferry is back. \u00a0 ",
        "“Buoys,” she said, “are back.” ",
    ],
)
def test_english_signs_of_windows_1252_are_no_letters_of_other_scripts(text: str) -> None:
    page = f"<html><body><p>{text * 40}</p></body></html>"
    assert read(page.encode("cp1252")) == page


def test_single_bytes_among_utf8_are_read_as_western_and_halves_of_letters_are_not() -> None:
    page = f"<p>{'Größe für alle. ' * 5}</p>"
    assert read(page.encode() + b"<img alt='K\xfcche'><p>Gr\xc3...</p>") == f"{page}<img alt='Küche'><p>Gr\ufffd...</p>"


@pytest.mark.parametrize(
    ("codec", "text"),
    [("cp850", "Die Fähre fährt wieder über den großen Fluß. "), ("cp852", "Żółta łódź wróciła później niż zwykle. ")],
)
def test_encodings_of_dos_are_read_where_nothing_else_fits(codec: str, text: str) -> None:
    assert read(f"<p>{text * 9}</p>".encode(codec)) == f"<p>{text * 9}</p>"


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf16_without_a_mark(codec: str) -> None:
    chinese = "<html><body><p>一一渡轮再次驶过河面</p></body></html>"
    for page in (SPANISH, RUSSIAN, chinese):
        assert read(page.encode(codec)) == page


@pytest.mark.parametrize("codec", ["cp1252", "latin-1", "cp1251"])
def test_mojibake_is_undone_and_noted(codec: str) -> None:
    page = RUSSIAN if codec == "cp1251" else SPANISH.replace("í", "i")  # cp1252 has no sign for a byte of í
    broken = page.encode().decode(codec)
    for body in (broken, broken.encode()):
        document = decode(RawPage(body), Options())
        assert (document.text, document.flags) == (page, ("mojibake",))


@pytest.mark.parametrize(
    "page",
    [
        "<p>São Paulo, Ângela: “Não há nada” – à noite â€ Ã",
        "<p>ÃŸ in the output</p><pre>Ã© Ã¨ â€™</pre>",
        RUSSIAN,
        SPANISH,
        "<p>5 × 3, 20 °C ± 1, Å, ½",
    ],
)
def test_what_is_no_mojibake_stays(page: str) -> None:
    document = decode(RawPage(page), Options())
    assert (document.text, document.flags) == (page, ())


def test_flag_of_mojibake_is_in_the_record() -> None:
    record = clean(RawPage(SPANISH.replace("í", "i").encode().decode("cp1252").encode()), load_rules())
    assert "mojibake" in record.quality.flags


@pytest.mark.parametrize("menu", ["<li>News CafÃ©<li>Jardín en EspaÃ±a", "<li>Â\xa0<li>Â\xa0"])
def test_flag_of_mojibake_is_of_the_text_and_not_of_a_menu(menu: str) -> None:
    story = "".join(f"<p>The council met on day {n} and agreed to mend the old bridge.</p>" for n in range(9))
    record = clean(f"<title>Old bridge</title><nav><ul>{menu}</ul></nav><h1>Old bridge</h1><article>{story}</article>")
    assert "mojibake" not in record.quality.flags
    of_text = story.replace("the old bridge", "the cafÃ©")
    assert "mojibake" in clean(f"<h1>Old bridge</h1><article>{of_text}</article>").quality.flags


def test_entities_escaped_twice_are_undone_but_where_code_is_shown() -> None:
    twice = "<p>R&amp;eacute;sum&amp;#233; &amp;#8217; &amp;nbsp; &amp;lt;b&amp;gt; ?a=1&amp;copy=2 AT&amp;amp;T</p>"
    once = "<p>R&eacute;sum&#233; &#8217; &nbsp; &amp;lt;b&amp;gt; ?a=1&amp;copy=2 AT&amp;amp;T</p>"
    assert read(twice) == once
    assert read(f"{twice}<code>x</code>") == f"{twice}<code>x</code>"


@pytest.mark.parametrize(
    ("note", "url", "saved_at"),
    [
        ("<!-- saved from url=(0029)https://www.hafenbote.example/a -->", "https://www.hafenbote.example/a", None),
        ("<!-- saved from url=(0014)about:internet -->", None, None),
        (
            "<!--\n Page saved with SingleFile \n url: https://www.hafenbote.example/a?b=1&c=2 \n"
            " saved date: Sat May 04 2024 10:11:12 GMT+0200 (Central European Summer Time)\n-->",
            "https://www.hafenbote.example/a?b=1&c=2",
            "2024-05-04T10:11:12+02:00",
        ),
        (
            '<meta name="savepage-url" content="https://www.hafenbote.example/a?b=1&amp;c=2">'
            '<meta name="savepage-date" content="Sat May 04 2024 10:11:12 GMT+0200 (MESZ)">',
            "https://www.hafenbote.example/a?b=1&c=2",
            "2024-05-04T10:11:12+02:00",
        ),
        (
            "<!-- Mirrored from www.hafenbote.example/a by HTTrack Website Copier/3.x [XR&CO'2014],"
            " Sat, 04 May 2024 08:11:12 GMT -->",
            "http://www.hafenbote.example/a",
            "2024-05-04T08:11:12+00:00",
        ),
        ("<!-- saved from url=(0006)/etc/x -->", None, None),
        ("<p>saved from url=(0029)https://www.hafenbote.example/a", None, None),
    ],
)
def test_saved_page_says_where_and_when_it_was_saved(note: str, url: str | None, saved_at: str | None) -> None:
    document = decode(RawPage(f"<!DOCTYPE html><html>{note}<head><title>x</title></head><p>y</p></html>"), Options())
    assert document.url == url
    assert (document.fetched_at.isoformat() if document.fetched_at else None) == saved_at


def test_what_the_caller_says_stands_above_the_note() -> None:
    page = "<html><!-- saved from url=(0029)https://www.hafenbote.example/a --><p>y</p></html>"
    assert decode(RawPage(page, "https://e.com/"), Options()).url == "https://e.com/"


@pytest.mark.parametrize("start", [b"{\\rtf1\\ansi", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"bplist00", b"Rar!\x1a\x07"])
def test_documents_of_other_programs_are_refused_by_name(start: bytes) -> None:
    record = clean(RawPage(start + b" " * 100 + b"Die alte Faehre faehrt."), load_rules())
    assert (record.status, (record.reason or "").startswith("not a text page: a")) == ("error", True)


MAIL_HEAD = b"Received: from a\r\n\tby b\r\nSubject: x\r\nMIME-Version: 1.0\r\n\r\n"


@pytest.mark.parametrize(
    ("body", "what"),
    [
        (b"WARC/1.0\r\nWARC-Type: response\r\n", "a WARC file (name it .warc)"),
        (b'{\n  "log": {\n    "version": "1.2",', "a network log of a browser (name it .har)"),
        (b"From a@b.example Sat May  4 08:00:00 2024\nSubject: x\n\n", "a mailbox (name it .mbox)"),
        (b"From - Sat May 04 08:00:00 2024\r\nX-Mozilla-Status: 0001\r\n", "a mailbox (name it .mbox)"),
        (MAIL_HEAD, "a message (name it .eml or .mht)"),
        (b'<?xml version="1.0"?>\n<!-- x --><rss version="2.0"><channel>', "a feed (name it .rss)"),
        (b"PK\x03\x04", "a ZIP archive (name it .zip) or office document (save a spreadsheet as CSV)"),
        (b'<feed xmlns="http://www.w3.org/2005/Atom">', "a feed (name it .rss)"),
        (b'<?xml version="1.0"?><urlset xmlns="x"><url>', "a sitemap (cleaner scrape takes it)"),
    ],
)
def test_files_that_are_no_page_are_refused_by_name(body: bytes, what: str) -> None:
    record = clean(RawPage(body + b"<p>Die F\xc3\xa4hre</p>"))
    assert (record.status, record.reason) == ("error", f"not a text page: {what}")


@pytest.mark.parametrize(
    "body",
    [
        b"From Paris, 4 May 2024\nNote: the ferry sails again.",
        b"From: Hafenbote\nDate: 4 May 2024\n\nMIME-Version: 1.0",
        b'<?xml version="1.0"?><html><body><p>feed</p><rss></rss>',
        b'{"log": "of a ferry"}',
    ],
)
def test_pages_that_begin_nearly_so_are_pages(body: bytes) -> None:
    assert clean(RawPage(body)).status != "error"


@pytest.mark.parametrize("start", ["&lt;!DOCTYPE html&gt;", '\n  &lt;HTML lang="de"&gt;'])
def test_page_whose_markup_is_escaped_is_a_page(start: str) -> None:
    story = "".join(
        f"<p>Die Fähre &amp; der Kahn fahren am {day}. Mai wieder über den Fluss.</p>" for day in range(1, 9)
    )
    record = clean(RawPage(start + html.escape(f"<body><h1>Die Fähre fährt</h1>{story}")))
    assert record.text.startswith("Die Fähre & der Kahn fahren am 1. Mai")
    assert clean(RawPage(f"The tag {start} begins a page, and few know it.")).text.count("&lt;") <= 1


@pytest.mark.parametrize(
    "around",
    [b"<script>%s</script>", b"<STYLE>%s</STYLE >", b"<!-- %s -->", b"<script>%s</script><!-- a --><style></style>"],
)
def test_letters_of_scripts_styles_and_comments_tell_no_encoding(around: bytes) -> None:
    story = "<p>Príliš žluťoučký kůň úpěl ďábelské ódy, a přístav je zase otevřen.</p>".encode("cp1250")
    noise = around % "Größe, Übung, Straße, Äpfel, Öl, für, über, schön ".encode("latin-1")
    decoded = to_text(b"<html><body>" + noise * 20 + story * 3, None)
    assert (decoded.encoding, "žluťoučký kůň" in decoded.text) == ("cp1250", True)


class Watched(bytes):
    """A body that counts how often something is looked for in it."""

    searches = 0

    def lower(self) -> bytes:
        return self

    def find(self, *wanted: Any) -> int:
        self.searches += 1
        return super().find(*wanted)


@pytest.mark.parametrize("opened", [b"<script ", b"<style>", b"<!-- "])
def test_end_of_what_is_never_closed_is_looked_for_once(opened: bytes) -> None:
    body = Watched(opened * 1000)
    assert b"".join(_without_code(body)) == body
    assert body.searches == 1
