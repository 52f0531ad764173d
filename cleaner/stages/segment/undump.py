"""Take from a dump what the tool that made it put in: link numbers, marks of headings and links, fields, line breaks.

lynx, w3m, html2text and Markdown writers each leave marks of their own. A dump says by them which tool made it; they
are taken out where a dump has them in number, so that a bracket or a star of the story's own stays.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import islice, pairwise

from cleaner.stages.segment.broken_lines import DumpLine, join_broken

PAGE_BREAK = "\f"
MAX_EDGE_LINES = 8  # from a page break, for a line at the top or the foot of a page
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


def undump(lines: Sequence[DumpLine]) -> list[DumpLine]:
    """The lines without the marks of the tool that made the dump, and with the lines it broke joined again.

    They are joined as they were broken, with the marks, which took columns.
    """
    plain = list(lines[: _end_of_text(lines)] if has_link_numbers(lines) else lines)
    is_printed = any(line.text.startswith(PAGE_BREAK) for line in plain)
    plain = join_broken(_without_page_breaks(plain) if is_printed else plain, is_printed)
    for read in (_without_link_numbers, _without_stars, _without_markdown):
        plain = read(plain)
    return [line._replace(text=FIELD.sub("", line.text)) for line in plain]


def _without_page_breaks(lines: list[DumpLine]) -> list[DumpLine]:
    """The lines of a printed document, without those that the top or the foot of its pages repeats."""
    edges = [
        index
        for at, line in enumerate(lines)
        if line.text.startswith(PAGE_BREAK)
        for index in (*_next_printed(lines, range(at, len(lines))), *_next_printed(lines, range(at - 1, -1, -1)))
    ]
    counts = Counter(_page_line(lines[index]) for index in edges)
    repeated = {index for index in edges if counts[_page_line(lines[index])] >= MIN_MARKS}
    plain = [line._replace(text=line.text.removeprefix(PAGE_BREAK)) for line in lines]
    return [line._replace(text="") if index in repeated else line for index, line in enumerate(plain)]


def _next_printed(lines: Sequence[DumpLine], indices: range) -> list[int]:
    """The first two lines, in the order of the indices, that print anything."""
    return list(islice((index for index in indices[:MAX_EDGE_LINES] if lines[index].text.strip()), 2))


def _page_line(line: DumpLine) -> str:
    """A line at the edge of a page as it reads on every page: without its numbers."""
    return re.sub(r"\d+", "0", line.text.strip())


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
