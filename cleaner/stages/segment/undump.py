"""Take from a dump what the tool that made it put in: link numbers, marks of headings and links, fields, line breaks.

lynx, w3m, html2text and Markdown writers each leave marks of their own. A dump says by them which tool made it; they
are taken out where a dump has them in number, so that a bracket or a star of the story's own stays.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import NamedTuple

MIN_MARKS = 3  # of one kind, for a dump to be of the tool that makes them
LINK_NUMBER = re.compile(r"\[(\d{1,4})\]")
REFERENCE = re.compile(r"\s*(?:\d{1,4}\. [a-z][a-z+.-]{1,20}:\S*|References|(?:Visible|Hidden) links:?|)\s*", re.I)
FIELD = re.compile(
    r"\((?:BUTTON|CHECKBOX|RADIO|IMAGE|SUBMIT)\)\s?|_{6,}|\[_{3,}\]|\[ {3,}\]|\([ _*]\)(?= )|\[(?:ico|INLINE|IMG)\]"
)
STARRED = re.compile(r"^\*{2,6}([^*].*[^*])\*{2,6}$")
UNDERLINED = re.compile(r"(?<!\w)_+(?=\w)|(?<=\w)_+(?!\w)|(?<=[^\W_])_+(?=[^\W_])|(?<=[^\w\s])_(?=\w)")
BRACKETED = re.compile(r"^(\s*)\[[^\[\]]{0,200}\]\s*")
MARKDOWN_HEADING = re.compile(r"\s{0,3}#{1,6}\s+(\S.*?)\s*#*\s*")
MARKDOWN_PICTURE = re.compile(r"!\[[^\[\]]*\]\([^()\s]*(?:\s\"[^\"]*\")?\)")
MARKDOWN_LINK = re.compile(r"\[([^\[\]]*)\]\(<?(?:[a-z]+:|/|#)[^()\s]*(?:\([^()\s]*\)[^()\s]*)*>?(?:\s\"[^\"]*\")?\)")
MARKDOWN_STRESS = re.compile(r"(?<![\w*])(\*{1,3}|__)(?=\S)([^*\n]+?)(?<=\S)\1(?![\w*])")
RULE_SIGNS = frozenset("-*_ |:")  # a line of nothing else is a rule of Markdown, or a part of a table
LIST_ITEM = re.compile(r"^\s*+(?:[•·‣▪▸►●○◦∙■□➤➔»*+#o-]|\(?\d{1,3}[.)])\s")
SPACES = " \t\r"  # a no-break space is part of a word to those who break lines
UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uff00-\uffef]")

MIN_WIDTH, MAX_WIDTH = 40, 140  # columns of a dump with hard line breaks
FULL_COLUMNS = 12  # a line that ends so near the width is full
MIN_FULL_LINES, MIN_FULL_SHARE = 5, 0.3  # of the lines longer than half the width
MAX_OVER_SHARE = 0.15  # of as many as are full, lines that are longer by so little


class DumpLine(NamedTuple):
    """A line of a dump: its number, from 1, and its text with the white space before it."""

    number: int
    text: str


def undump(lines: Sequence[DumpLine]) -> list[DumpLine]:
    """The lines without the marks of the tool that made the dump, and with the lines it broke joined again.

    They are joined as they were broken, with the marks, which took columns.
    """
    plain = list(lines[: _end_of_text(lines)] if has_link_numbers(lines) else lines)
    plain = _joined(plain)
    for read in (_without_link_numbers, _without_stars, _without_markdown):
        plain = read(plain)
    return [line._replace(text=FIELD.sub("", line.text)) for line in plain]


def has_link_numbers(lines: Sequence[DumpLine]) -> bool:
    """Whether numbers in brackets count up through the dump, as lynx numbers links."""
    numbers = [int(number) for line in lines for number in LINK_NUMBER.findall(line.text)]
    steps = sum(after == before + 1 for before, after in pairwise(numbers))
    return steps >= MIN_MARKS and steps >= len(numbers) / 2


def _end_of_text(lines: Sequence[DumpLine]) -> int:
    """Where lynx's list of link addresses begins."""
    end = len(lines)
    while end and REFERENCE.fullmatch(lines[end - 1].text):
        end -= 1
    return end


def _without_link_numbers(lines: list[DumpLine]) -> list[DumpLine]:
    """lynx: "[12]" before each link."""
    if not has_link_numbers(lines):
        return lines
    return [line._replace(text=LINK_NUMBER.sub("", line.text)) for line in lines]


def _without_stars(lines: list[DumpLine]) -> list[DumpLine]:
    """html2text: "***** heading *****", links as "_two_words_", texts of pictures in brackets."""
    if sum(STARRED.match(line.text.strip()) is not None for line in lines) < MIN_MARKS:
        return lines
    plain = []
    for line in lines:
        starred = STARRED.match(line.text.strip())
        text = starred[1].strip() if starred else line.text
        text = UNDERLINED.sub(_space_inside, text)
        plain.append(line._replace(text=BRACKETED.sub(r"\1", text)))
    return plain


def _space_inside(underlines: re.Match[str]) -> str:
    """A space for an underline between two letters; nothing for one at an end of a word."""
    start, end = underlines.span()
    text = underlines.string
    is_inside = start > 0 and end < len(text) and not text[start - 1].isspace() and not text[end].isspace()
    return " " if is_inside else ""


def _without_markdown(lines: list[DumpLine]) -> list[DumpLine]:
    """Markdown: "# heading", "[text](address)", "**stress**", pictures, lines of dashes."""
    if _count(MARKDOWN_HEADING.fullmatch, lines) + _count(MARKDOWN_LINK.search, lines) < MIN_MARKS:
        return lines
    plain = []
    for line in lines:
        heading = MARKDOWN_HEADING.fullmatch(line.text)
        text = heading[1] if heading else line.text
        if RULE_SIGNS.issuperset(text):
            text = ""
        text = MARKDOWN_LINK.sub(r"\1", MARKDOWN_PICTURE.sub("", text))
        plain.append(line._replace(text=MARKDOWN_STRESS.sub(r"\2", text)))
    return plain


def _count(match: Callable[[str], object], lines: Sequence[DumpLine]) -> int:
    return sum(match(line.text) is not None for line in lines)


def _joined(lines: list[DumpLine]) -> list[DumpLine]:
    """The lines, those joined that were broken because the next word did not fit any more."""
    width = hard_width([columns(line.text.rstrip(SPACES)) for line in lines])
    if width is None:
        return lines
    groups: list[list[DumpLine]] = []
    for line in lines:
        if groups and _goes_on(groups[-1][-1].text.rstrip(SPACES), line.text.rstrip(SPACES), width):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [line if not rest else line._replace(text=_as_one(line, rest)) for line, *rest in groups]


def _as_one(first: DumpLine, rest: Sequence[DumpLine]) -> str:
    """The text of lines that were one: with spaces between words, without in scripts that have none."""
    texts = [first.text.rstrip(), *(line.text.strip() for line in rest)]
    parts = texts[:1]
    for before, after in pairwise(texts):
        is_unspaced = UNSPACED.match(before[-1]) and UNSPACED.match(after)
        parts += [after] if is_unspaced else [" ", after]
    return "".join(parts)


def _goes_on(before: str, after: str, width: int) -> bool:
    """Whether a line was broken: the next one's first word did not fit, it begins no list, stands no further left."""
    if not before.strip() or not after.strip() or LIST_ITEM.match(after):
        return False
    indent_before, indent_after = (len(text) - len(text.lstrip()) for text in (before, after))
    begun_as_item = LIST_ITEM.match(before) is not None
    if indent_after < indent_before or (indent_after > indent_before and not begun_as_item):
        return False
    first = after.lstrip(SPACES).partition(" ")[0]
    first_columns = 2 if UNSPACED.match(first) else columns(first) + 1
    return columns(before) <= width < columns(before) + first_columns


def hard_width(lengths: Sequence[int]) -> int | None:
    """The width at which a tool broke lines; None where none did. lengths: of the lines, in columns.

    Many lines end right before it and hardly any right behind it; what is much longer (tables, addresses, headings of
    lynx) was not broken.
    """
    counts = Counter(lengths)
    best, most_full = None, MIN_FULL_LINES - 1
    unbroken = sum(length for length in lengths if length >= MIN_WIDTH)
    for width in range(MIN_WIDTH, MAX_WIDTH + 1):
        unbroken -= width * counts[width]  # what stands in longer lines
        full = sum(counts[length] for length in range(width - FULL_COLUMNS + 1, width + 1))
        if full <= most_full:
            continue
        over = sum(counts[length] for length in range(width + 1, width + FULL_COLUMNS + 1))
        long = sum(counts[length] for length in range(width // 2, width + 1))
        if over <= MAX_OVER_SHARE * full and full >= MIN_FULL_SHARE * long and full >= unbroken / width:
            best, most_full = width, full
    return best


def columns(text: str) -> int:
    """How many columns of a terminal a text takes: wide characters take two."""
    if text.isascii():
        return len(text)
    return len(text) + sum(unicodedata.east_asian_width(sign) in "WF" for sign in text)
