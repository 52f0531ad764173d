"""Marks that tools put into the lines of a dump: numbers of links, fields of forms, stars around headings."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

from cleaner.stages.segment.broken_lines import DumpLine

LINK_NUMBER = re.compile(r"\[([1-9]\d{0,3}) ?\]")  # broken before the bracket between Chinese characters
FIELD = re.compile(
    r"\((?:BUTTON|CHECKBOX|RADIO|IMAGE|SUBMIT)\)\s?|_{6,}|━{6,}|\[_{3,}\]|\[\w{0,20} {3,}\]"
    r"|\[(?:INS|DEL):|:(?:INS|DEL)\]"
    r"|\[(?:ico|INLINE|IMG|BUTTON Input|Unknown INPUT type|One of: [^\[\]]{1,500})?\](?: \(not implemented\))?"
)
# A button of a choice; one amid a sentence is the sentence's own: "a lock ( ) means that …".
CHOICE = re.compile(r"\((?<!\S\()[ _]\)|\(\*\)(?= )")
BEGINS_CHOICE = re.compile(r"\s*+(?:(?:[*+o•□○-]|\d{1,3}\.)\s++)?\((?:[ _]\)|\*\) )")
STARRED = re.compile(r"^\s*((?:(?:[*+-]|\d{1,3}\.) {1,4}){0,3})(\*{2,6})([^*].*[^*])\*{2,6}(?: ?\[[^\[\]]*\])?\s*$")

QUOTE = re.compile(r"^(?: ?>)+ ?")  # of mail that somebody answers or sends on
QUOTED_SHARE, MIN_QUOTED = 0.9, 10  # of the lines that print anything: all but who wrote when
LEFT_ENTITY = re.compile(r"&(?:#\d{2,6}|#x[0-9a-f]{2,5}|[a-z]{2,8}\d?);", re.IGNORECASE)
BRACKETS = ("&lt;", "&gt;")


def with_text(line: DumpLine, text: str) -> DumpLine:
    """The line with another text; itself where it is the same, as of most lines, which costs nothing."""
    return line if text == line.text else DumpLine(line.number, text, line.level)


def without_quote_marks(lines: Sequence[DumpLine]) -> Sequence[DumpLine]:
    """The lines without the marks of quoted mail, where nearly all have them."""
    quoted = sum(line.text.startswith(">") for line in lines)
    printed = sum(map(bool, (line.text.strip() for line in lines))) if quoted >= MIN_QUOTED else 0
    if not printed or quoted < QUOTED_SHARE * printed:
        return lines
    return [line._replace(text=QUOTE.sub("", line.text)) if line.text[:1] == ">" else line for line in lines]


def without_entities(lines: list[DumpLine]) -> list[DumpLine]:
    """The lines with `&quot;` and `&#8217;` as what they mean, but for a text about markup."""
    if any(sign in line.text for line in lines for sign in BRACKETS):
        return lines
    return [with_text(line, LEFT_ENTITY.sub(_sign, line.text)) if "&" in line.text else line for line in lines]


def _sign(match: re.Match[str]) -> str:
    """What an entity means; white space stays in its line."""
    sign = html.unescape(match.group())
    return "\u00a0" if sign.isspace() else sign


def without_fields(text: str) -> str:
    """A line without the fields of forms in it, and without the buttons of a choice that begins with one."""
    plain = FIELD.sub("", text)
    return CHOICE.sub("", plain) if BEGINS_CHOICE.match(plain) else plain


def end_of_whole(lines: Sequence[DumpLine], start: int, closed: re.Pattern[str], most: int) -> int:
    """The index of the line that ends what one begins; the first one's where none does."""
    for index in range(start, min(start + most, len(lines))):
        if closed.search(lines[index].text):
            return index
        if not lines[index].text.strip():
            break
    return start
