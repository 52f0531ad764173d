"""Take from a dump what the tool that made it put in: link numbers, marks of headings and links, fields, line breaks.

lynx, w3m, html2text and Markdown writers each leave marks of their own. A dump says by them which tool made it; they
are taken out where a dump has them in number, so that a bracket or a star of the story's own stays.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator, Sequence, Set
from itertools import groupby, islice, pairwise

from cleaner.stages.segment.broken_lines import DumpLine, join_broken, join_printed
from cleaner.stages.segment.line_marks import (
    LINK_NUMBER,
    STARRED,
    end_of_whole,
    with_text,
    without_entities,
    without_fields,
    without_quote_marks,
)
from cleaner.stages.segment.markdown import count_lines, with_underlined, without_addresses, without_markdown
from cleaner.stages.segment.picture_marks import (
    BRACKETED,
    with_pictures_apart,
    without_broken_brackets,
    without_broken_names,
    without_picture_texts,
)
from cleaner.stages.segment.pieces import may_be_name
from cleaner.stages.segment.side_by_side import part_columns
from cleaner.text import PAGE_BREAK, ends_sentence

LYNX_MARGIN = 3  # columns on the left of all text but headings
LYNX_COLUMNS = (74,)  # of a paragraph, where no width is asked for
W3M_COLUMNS = (79, 99)  # the same of w3m, and with the width that is asked for most
MAX_EDGE_LINES = 8  # from a page break, for a line at the top or the foot of a page
MIN_MARKS = 3  # of one kind, for a dump to be of the tool that makes them
W3M_BULLETS = ("•", "□", "○")
W3M_MARK = re.compile(r" {2}• {1,2}\S| {6}□ \S|\[ {8,}\]")  # bullets as it sets them in, a field
REFERENCE = re.compile(r"\s*+(?:\d{1,4}\. [a-z][a-z+.-]{1,20}:\S*|References|(?:Visible|Hidden) links:?|)\s*+", re.I)
OPENED = re.compile(r"^\*{2,6} ")
MAX_STARS = 6  # html2text's of <h1>; one less for each level
SURE_STARS = 5  # on both sides: of <h1> and <h2>; nobody else sets so many around a line
CLOSED = re.compile(r"(?:^| )\*{2,6}$")
MAX_HEADING_LINES = 5
LINKED_WORDS = re.compile(r"(?<!\S)[^\W_]+_[^\W_]+")
ATTRIBUTES_END = re.compile(r"^.*[\"'] ?/?>")
ATTRIBUTE = re.compile(r"(?<![\w:.-])[\w:.-]++=(?:\"[^\"]*+\"?)")
MIN_PROSE_WORDS = 8  # of a line with attributes that speaks of them
MAX_ADDRESS_LINES = 12  # of one address
MIN_MARGIN_SHARE = 0.5  # of the long lines
APOSTROPHE = re.compile(r"(?<=[!-~])ʼ|ʼ(?=[!-~])")  # as lynx prints "&apos;"
MIN_PROSE_COLUMNS = 60  # of lines whose indent is the margin of the dump
UNDERLINED = re.compile(r"(?<!\w)_+(?=\w)|(?<=\w)_+(?!\w)|(?<=[^\W_])_+(?=[^\W_])|(?<=[^\w\s])_(?=\w)")


def undump(lines: Sequence[DumpLine]) -> list[DumpLine]:
    """The lines without the marks of the tool that made the dump, and with the lines it broke joined again.

    They are joined as they were broken, with the marks, which took columns. A margin or broken lines show a dump of a
    terminal's browser or of a printed page, which prints what stands for a picture: its name and its text.
    """
    lines = without_quote_marks(lines)
    is_numbered = has_link_numbers(lines)
    plain = with_underlined(list(lines[: end_of_text(lines)] if is_numbered else lines))
    margin = _margin(plain)
    if margin:
        plain = with_pictures_apart(without_broken_names(plain))
        plain = [with_text(line, APOSTROPHE.sub("'", line.text)) if "ʼ" in line.text else line for line in plain]
    is_printed = any(line.text.startswith(PAGE_BREAK) for line in plain)
    if is_printed:
        plain = join_printed(_without_page_edges(plain))
    else:
        plain = without_broken_brackets(_with_whole_headings(plain if is_numbered else part_columns(plain)))
        is_lynx = is_numbered or margin > 0
        counts_signs = is_lynx or count_lines(STARRED.match, plain) >= MIN_MARKS
        usual_columns = LYNX_COLUMNS if is_numbered else () if counts_signs else _w3m_columns(plain)
        plain = join_broken(
            plain,
            counts_signs,
            usual_columns,
            heading_columns=LYNX_MARGIN if is_lynx else 0,
            may_be_print=not _is_of_html2text(plain),
        )
    plain = without_entities(plain)  # which took columns as well
    has_names = margin > 0 or len(plain) < len(lines)
    if is_numbered:
        plain = [with_text(line, _without_numbers(line.text)) if "[" in line.text else line for line in plain]
    if has_names:
        plain = without_picture_texts(plain)
    for read in (_without_stars, without_markdown, without_addresses):
        plain = read(plain)
    plain = [with_text(line, without_fields(line.text)) for line in plain]
    return list(_with_single_gaps(plain, {line.number for line in lines if line.text.strip()}))


def _w3m_columns(lines: Sequence[DumpLine]) -> tuple[int, ...]:
    """The widths that a dump of w3m may have, where its lines are too few to show it; none of others."""
    return W3M_COLUMNS if count_lines(W3M_MARK.match, lines) >= MIN_MARKS else ()


def _with_single_gaps(lines: list[DumpLine], printed: Set[int]) -> Iterator[DumpLine]:
    """The lines, with one empty line where marks stood between empty lines. printed: numbers of lines with text."""
    for is_empty, run in groupby(lines, key=lambda line: not line.text.strip()):
        gap = list(run)
        yield from gap[:1] if is_empty and any(line.number in printed for line in gap) else gap


def _without_page_edges(lines: list[DumpLine]) -> list[DumpLine]:
    """The lines of a printed document, without those that the top or the foot of its pages repeats."""
    edges = [
        index
        for at, line in enumerate(lines)
        if line.text.startswith(PAGE_BREAK)
        for index in (*_next_printed(lines, range(at, len(lines))), *_next_printed(lines, range(at - 1, -1, -1)))
    ]
    ends = (*_next_printed(lines, range(len(lines))), *_next_printed(lines, range(len(lines) - 1, -1, -1)))
    counts = Counter(_page_line(lines[index]) for index in {*edges, *ends})
    begun = sum(lines[at].text.startswith(PAGE_BREAK) for at in range(max(ends, default=0) + 1))  # pages, not the first
    least = min(MIN_MARKS, 1 + begun)
    repeated = {index for index in edges if counts[_page_line(lines[index])] >= least}
    return [
        line._replace(text=PAGE_BREAK * line.text.startswith(PAGE_BREAK)) if index in repeated else line
        for index, line in enumerate(lines)
    ]


def _next_printed(lines: Sequence[DumpLine], indices: range) -> list[int]:
    """The first two lines, in the order of the indices, that print anything."""
    return list(islice((index for index in indices[:MAX_EDGE_LINES] if lines[index].text.strip()), 2))


def _page_line(line: DumpLine) -> str:
    """A line at the edge of a page as it reads on every page: without its numbers."""
    return re.sub(r"\d+", "0", line.text.strip())


def has_link_numbers(lines: Sequence[DumpLine]) -> bool:
    """Whether numbers in brackets count up through the dump, as lynx numbers links."""
    found = [match for line in lines for match in _bracketed_numbers(line.text)]
    touching = sum(match.string[match.end() : match.end() + 1] != " " for match in found)
    numbers = [int(match[1]) for match in found] if 2 * touching >= len(found) else []
    steps = sum(after == before + 1 for before, after in pairwise(numbers))
    return steps >= MIN_MARKS and steps >= len(numbers) / 2


def _bracketed_numbers(text: str) -> Iterator[re.Match[str]]:
    """Those of a line but that of a field right behind a bullet of w3m."""
    begun = text.lstrip()
    is_field = begun.startswith(W3M_BULLETS) and begun[1:].lstrip().startswith("[")
    return LINK_NUMBER.finditer(text, text.index("[") + 1 if is_field else 0)


def end_of_text(lines: Sequence[DumpLine]) -> int:
    """Where lynx's list of link addresses begins; that of a mail may hold lines of text."""
    end = len(lines)
    for at in range(end - 1, -1, -1):
        if end - at > MAX_ADDRESS_LINES:
            break
        if REFERENCE.fullmatch(lines[at].text) and (at == end - 1 or lines[at].text.strip()):
            end = at
    return end


def _without_numbers(text: str) -> str:
    """A line of lynx without the numbers before its links, "[12]"; names are parted: "[12]Jane Doe [13]John Roe"."""
    first, *links = LINK_NUMBER.split(text)
    names = [link.strip() for link in links[1::2]]
    if len(names) > 1 and not first.strip() and all(map(may_be_name, names[:-1])):
        return f"{first}{' | '.join(names)}"
    return LINK_NUMBER.sub("", text)


def _margin(lines: Sequence[DumpLine]) -> int:
    """How far from the left nearly all long lines begin in dumps of lynx; 0 in others."""
    indents = [
        len(line.text) - len(line.text.lstrip()) for line in lines if len(line.text.strip()) >= MIN_PROSE_COLUMNS
    ]
    if len(indents) < MIN_MARKS:
        return 0
    counts = Counter(indents)
    usual = max(sorted(counts), key=counts.__getitem__)
    is_shared = sum(indent >= usual for indent in indents) >= MIN_MARGIN_SHARE * len(indents)
    return usual if is_shared and usual == LYNX_MARGIN else 0


def _with_whole_headings(lines: list[DumpLine]) -> list[DumpLine]:
    """html2text breaks a heading as its page does; all but its first line and its last one have no stars."""
    whole: list[DumpLine] = []
    end = -1
    for index, line in enumerate(lines):
        if index <= end:
            continue
        end = end_of_whole(lines, index, CLOSED, MAX_HEADING_LINES) if OPENED.match(line.text) else index
        parts = [line.text.rstrip(), *(part.text.strip() for part in lines[index + 1 : end + 1])] if end > index else ()
        whole.append(line._replace(text=" ".join(parts)) if parts else line)
    return whole


def _is_of_html2text(lines: Sequence[DumpLine]) -> bool:
    """Whether headings between stars, and links as "_two_words_", show that html2text made a dump."""
    headings = [match for line in lines if (match := STARRED.match(line.text))]
    is_sure = any(len(match[2]) >= SURE_STARS and match[0].rstrip().endswith(f" {match[2]}") for match in headings)
    return bool(headings) and (is_sure or len(headings) + count_lines(LINKED_WORDS.search, lines) >= MIN_MARKS)


def _without_stars(lines: list[DumpLine]) -> list[DumpLine]:
    """html2text: "***** heading *****", links as "_two_words_", pictures in brackets, attributes it misread."""
    if not _is_of_html2text(lines):
        return lines
    plain = []
    for line in lines:
        starred = STARRED.match(line.text)
        text = f"{starred[1]}{starred[3].strip()}" if starred else line.text
        text = ATTRIBUTES_END.sub("", text)
        text = "" if _is_attributes(text) else text
        text = UNDERLINED.sub(_space_inside, text)
        level = MAX_STARS + 1 - len(starred[2]) if starred else line.level
        read = line._replace(level=level, text=html.unescape(BRACKETED.sub(r"\1", text)))
        gap = [DumpLine(line.number, "")] if starred else []  # a heading stands by itself
        plain += [*gap, read, *gap]
    return plain


def _is_attributes(text: str) -> bool:
    """Whether a line is the rest of a tag, and no sentence about one."""
    words = ATTRIBUTE.sub("", text).split()
    is_sentence = ends_sentence(text) and len(words) >= MIN_PROSE_WORDS
    return ATTRIBUTE.search(text) is not None and not is_sentence


def _space_inside(underlines: re.Match[str]) -> str:
    """A space for an underline between two letters; nothing for one at an end of a word."""
    start, end = underlines.span()
    text = underlines.string
    return " " if text[start - 1 : start].strip() and text[end : end + 1].strip() else ""
