"""Read the marks of Markdown, as other scrapers and writers of newsletters leave them: headings, links, stress."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from cleaner.stages.segment.broken_lines import DumpLine
from cleaner.text import collapse

MIN_MARKS = 3  # in a dump, for it to be Markdown
HEADING = re.compile(r"\s{0,6}(?:[*+-]\s+){0,3}(#{1,6})\s+(\S.*)")
CLOSED_HEADING = re.compile(r"\s#+$")
TARGET = r"\(\s?<?[^()\s]*+(?:\([^()\s]*+\)[^()\s]*+){0,5}>?(?:\s\"[^\"\n]{0,300}+(?:\"[^\")\n]{0,60}+){1,5})?\s?\)"
PICTURE = re.compile(r"!\[[^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)?\]" + TARGET)
LINK = re.compile(r"\[([^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)?)\](?:" + TARGET + r"|\[[\w -]{0,40}\])")
LINK_MARK = re.compile(r"\]\(\s?<?(?:[a-z]+:|/|#)|^\s{0,3}\[[^\[\]]{1,40}\]:\s+<?[a-z]+:")
UNOPENED_LINK = re.compile(r"\]" + TARGET)
UNCLOSED_LINK = re.compile(r"^\s*!?\[(?=[^\[\]]*$)")
DEFINITION = re.compile(r"^\s{0,3}\[[^\[\]]{1,40}\]:\s+\S+(?:\s+\"[^\"]*\")?\s*$")
STRESS = re.compile(r"(?<![\w*_])(\*{1,3}|_{1,3})(?=\S)([^*\n]{1,500}?)(?<=\S)\1(?![\w*_])")
LONE_STRESS = re.compile(r"(?<!\S)(?:__|\*\*)(?!\S)")
ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
QUOTED = re.compile(r"^\s{0,3}(?:>\s?){1,5}")
ITEM = re.compile(r"^(\s*)[-+]\s+(?=\S)")  # a list, where other dumps may print what somebody says
UNDERLINE, DRAWN = re.compile(r"(?:={3,}+|-{3,}+)\s*+"), ("===", "---")
UNDERLINED_LEVELS, MAX_HEADING_LINES = {"=": 1, "-": 2}, 3
RULE_SIGNS = frozenset("-*_ |:\\")  # a line of nothing else is a rule, or a part of a table
ADDRESS = re.compile(r"\s?(?:<\s?https?://[^\s<>]+\s?>|\[\s?https?://[^\s\[\]]+\s?\]|\(\s?https?://[^\s()]+\s?\))")
MIN_ADDRESSES = 5  # behind the words that link to them


def without_markdown(lines: list[DumpLine]) -> list[DumpLine]:
    """The lines of a dump with its headings, links, pictures and stressed words as they are read."""
    if count_lines(HEADING.fullmatch, lines) + count_lines(LINK_MARK.search, lines) < MIN_MARKS:
        return lines
    return [line._replace(text=_plain(line.text), level=_level(line)) for line in lines]


def with_underlined(lines: list[DumpLine]) -> list[DumpLine]:
    """The lines, those above a line drawn right below them as headings, without it and one like it right above.

    Of a heading of the second rank it is as long as the heading: others part a text.
    """
    drawn = {at for at, line in enumerate(lines) if line.text.startswith(DRAWN) and UNDERLINE.fullmatch(line.text)}
    if not drawn:
        return lines
    read = list(lines)
    for at in sorted(drawn):
        first = at
        while first - 1 not in drawn and lines[first - 1].text.strip() and 0 < first > at - MAX_HEADING_LINES:
            first -= 1
        text, mark = lines[first].text.strip(), lines[at].text.strip()
        is_apart = first == 0 or first - 1 in drawn or not lines[first - 1].text.strip()
        is_heading = first < at and is_apart and len(text) > 1
        if is_heading and (mark[0] == "=" or (first == at - 1 and abs(len(text) - len(mark)) <= 1)):
            read[first] = lines[first]._replace(level=UNDERLINED_LEVELS[mark[0]])
            read[at] = lines[at]._replace(text="")
            if first - 1 in drawn:
                read[first - 1] = lines[first - 1]._replace(text="")
    return read


def without_addresses(lines: list[DumpLine]) -> list[DumpLine]:
    """The lines of a newsletter's text without the addresses of its links: "the report <https://…>"."""
    if count_lines(ADDRESS.search, lines) < MIN_ADDRESSES:
        return lines
    return [line._replace(text=ADDRESS.sub("", line.text)) for line in lines]


def _level(line: DumpLine) -> int | None:
    heading = HEADING.fullmatch(line.text)
    return len(heading[1]) if heading else line.level


def _plain(text: str) -> str:
    if RULE_SIGNS.issuperset(text) or DEFINITION.match(text):
        return ""
    text = ITEM.sub(r"\1* ", QUOTED.sub("", text))
    text = LINK.sub(r"\1", PICTURE.sub("", text))
    text = UNCLOSED_LINK.sub("", UNOPENED_LINK.sub("", text))
    heading = HEADING.fullmatch(text)
    text = CLOSED_HEADING.sub("", heading[2].rstrip()) if heading else text
    return ESCAPED.sub(r"\1", STRESS.sub(r"\2", STRESS.sub(r"\2", LONE_STRESS.sub("", text))))


def without_marks(text: str) -> str:
    """The words inside a link or stress, without the marks of others in it."""
    return collapse(ESCAPED.sub(r"\1", STRESS.sub(r"\2", STRESS.sub(r"\2", text))))


def count_lines(match: Callable[[str], object], lines: Sequence[DumpLine]) -> int:
    """How many of the lines match."""
    return sum(match(line.text) is not None for line in lines)
