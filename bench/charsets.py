"""How often the encoding of a page is found: charsets × declarations × languages.

python -m bench.charsets [--misses] prints the table of docs/charsets.md.
"""

from __future__ import annotations

import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import yaml

from cleaner.model import Options, RawPage
from cleaner.stages.decode import decode

TEXTS = Path(__file__).with_name("charset_texts.yaml")
CHARSETS = (
    *("utf-8", "utf-16-le", "utf-16-be", "windows-1250", "windows-1251", "windows-1252", "windows-1253"),
    *("windows-1254", "windows-1255", "windows-1256", "windows-1257", "windows-1258", "iso-8859-2", "iso-8859-5"),
    *(
        "iso-8859-6",
        "iso-8859-7",
        "iso-8859-8",
        "iso-8859-13",
        "iso-8859-15",
        "koi8-r",
        "koi8-u",
        "ibm866",
        "macintosh",
    ),
    *("x-mac-cyrillic", "windows-874", "gb18030", "big5", "shift_jis", "euc-jp", "iso-2022-jp", "euc-kr"),
)
CODECS = {
    "ibm866": "cp866", "macintosh": "mac-roman", "x-mac-cyrillic": "mac-cyrillic", "windows-874": "cp874",
    "shift_jis": "cp932", "euc-kr": "cp949", "big5": "big5hkscs",
}  # fmt: skip
WAYS = ("declared", "undeclared", "as UTF-8", "as Latin-1")
# As people wrote where an encoding has no typographic signs.
TYPEWRITTEN = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "’": "'", "–": "-", "—": "-", "€": "EUR", "«": '"', "»": '"'}
)
LABELS = {"undeclared": None, "as UTF-8": "utf-8", "as Latin-1": "iso-8859-1"}
TRUE_AS = {"as UTF-8": ("utf-8",), "as Latin-1": ("windows-1252",)}
PAGE = """<!DOCTYPE html>
<html><head>{meta}<title>{title}</title><link rel="stylesheet" href="/style.css">
<script>window.dataLayer = window.dataLayer || []; function gtag() {{ dataLayer.push(arguments); }}</script></head>
<body><nav><a href="/">Home</a> <a href="/news">News</a> <a href="/sport">Sport</a></nav>
<article><h1>{title}</h1><p>{first}</p><p>{second}</p></article>
<footer>Copyright 2024 Harbour Press Ltd</footer></body></html>"""


class Cell(NamedTuple):
    charset: str
    language: str
    way: str
    text: str
    body: bytes
    label: str | None  # of the transport


def cells() -> Iterator[Cell]:
    """The cells that can exist: the charset can write the language, and the declaration is wrong where it says so."""
    for language, (title, first, second) in yaml.safe_load(TEXTS.read_text(encoding="utf-8")).items():
        for charset in CHARSETS:
            for way in WAYS:
                label = LABELS.get(way, charset)
                meta = f'<meta charset="{label}">' if label else ""
                text = PAGE.format(meta=meta, title=title, first=first, second=second)
                body = _encoded(text, CODECS.get(charset, charset))
                if body is not None and charset not in TRUE_AS.get(way, ()):
                    yield Cell(charset, language, way, text, body, label)


def _encoded(text: str, codec: str) -> bytes | None:
    if codec == "windows-1258":
        text = _with_tones_apart(text)
    for written in (text, text.translate(TYPEWRITTEN)):
        try:
            return written.encode(codec)
        except UnicodeEncodeError:
            continue
    return None


def _with_tones_apart(text: str) -> str:
    """The text as Vietnamese systems store it in windows-1258: tones as characters of their own where they must be."""
    return "".join(sign if _is_in_1258(sign) else _apart(sign) for sign in text)


def _is_in_1258(sign: str) -> bool:
    return sign.encode("cp1258", "ignore") != b""


def _apart(sign: str) -> str:
    """A letter without its tone, and the tone."""
    parts = unicodedata.normalize("NFD", sign)
    tone = next((part for part in parts[1:] if part in "\u0300\u0301\u0303\u0309\u0323"), "")
    return unicodedata.normalize("NFC", parts.replace(tone, "")) + tone if tone else sign


def is_right(cell: Cell) -> bool:
    """Whether the page is read as the same text."""
    return decode(RawPage(cell.body), Options()).text in (cell.text, cell.text.translate(TYPEWRITTEN))


def main() -> None:
    right: Counter[tuple[str, str]] = Counter()
    total: Counter[tuple[str, str]] = Counter()
    for cell in cells():
        key = cell.charset, cell.way
        total[key] += 1
        right[key] += is_right(cell)
        if "--misses" in sys.argv and not is_right(cell):
            found = decode(RawPage(cell.body), Options())
            print(f"{cell.charset}, {cell.language}, {cell.way}: read as {found.encoding} ({found.encoding_source})")
    print(f"| charset | {' | '.join(WAYS)} |\n|---|{'---|' * len(WAYS)}")
    for charset in CHARSETS:
        counts = [f"{right[charset, way]}/{total[charset, way]}" if total[charset, way] else "–" for way in WAYS]
        print(f"| {charset} | {' | '.join(counts)} |")
    print(f"\n{right.total()} of {total.total()}: {right.total() / total.total():.2%}")


if __name__ == "__main__":
    main()
