"""Read a dump's columns one behind the other: terminals print the cells of a page's tables side by side.

A column begins where many lines begin behind a gap, and no line of them crosses it. Tables of data, whose lines are
their rows, stay: only where a column holds lines of broken text are the columns taken apart.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import chain, groupby, pairwise

from cleaner.stages.segment.broken_lines import DumpLine, join_at_width
from cleaner.stages.segment.line_widths import MAX_WIDTH, UNSPACED, columns, columns_of_first
from cleaner.text import ends_sentence

GAP = re.compile(r"(?<=[^\s\[]) {2,}(?=[^\s\]])")  # not the blank inside a field, "[     ]"
WIDE = re.compile(r"[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]")
FILLER = "\0"  # the second column of a wide character
MIN_ROWS, MAX_REACH = 4, 8  # lines with text on both sides of a gap, and in how many
MAX_PLACES, MAX_DEPTH = 12, 4  # of gaps that are looked at; of columns in columns
MIN_COLUMN, MIN_BROKEN, MIN_BROKEN_SHARE = 18, 4, 0.3  # of a column of text: its width, full lines that go on
MIN_FULL_SHARE = 0.5  # of the lines of a paragraph but its last: those that are full
SENTENCE_END = re.compile(r"[.!?…。！？؟।۔။។።](?!\w)")
MAX_BLANK = 2  # lines within a column

Region = tuple[int, int, int]  # first line, last line + 1, where the right column begins


def part_columns(lines: list[DumpLine]) -> list[DumpLine]:
    """The lines, with those of columns that hold text below each other, and joined."""
    gaps = [at for at, line in enumerate(lines) if "  " in line.text.strip()]
    if all(after - row > MAX_REACH for row, after in zip(gaps, gaps[MIN_ROWS - 1 :], strict=False)):
        return lines
    rows = [line._replace(text=_in_columns(line.text)) for line in lines]
    parted = _parted(rows, 0)
    return lines if parted is rows else list(map(_plain, parted))


def _parted(rows: list[DumpLine], depth: int) -> list[DumpLine]:
    regions = _regions([row.text for row in rows]) if depth < MAX_DEPTH else []
    if not regions:
        return rows
    parted: list[DumpLine] = []
    done = 0
    for first, end, place in regions:
        parted += rows[done:first]
        for start, stop in ((0, place), (place, None)):
            column = [row._replace(text=row.text[start:stop].rstrip()) for row in rows[first:end]]
            parted += [*_joined(_parted(column, depth + 1)), rows[first]._replace(text="")]
        done = end
    return parted + rows[done:]


def _joined(column: list[DumpLine]) -> list[DumpLine]:
    """The lines of a column, those joined that were broken at its width."""
    texts = [line.text for line in column]
    width = _broken_width(texts)
    return join_at_width(list(map(_plain, column)), width, columns) if width else column


def _in_columns(text: str) -> str:
    """A text with one sign for each column of a terminal."""
    return text.rstrip() if text.isascii() else WIDE.sub(rf"\g<0>{FILLER}", text.replace("\u00a0", " ")).rstrip()


def _plain(line: DumpLine) -> DumpLine:
    return line._replace(text=line.text.replace(FILLER, ""))


def _regions(texts: Sequence[str]) -> list[Region]:
    """Where columns of text stand side by side, the longest chosen first; none within another."""
    rows: dict[int, list[int]] = {}  # by the column where a gap in them ends
    for at, text in enumerate(texts):
        for gap in GAP.finditer(text):
            rows.setdefault(gap.end(), []).append(at)
    places = sorted(rows, key=lambda place: len(rows[place]), reverse=True)[:MAX_PLACES]
    found = sorted(chain.from_iterable(_regions_at(texts, place, rows[place]) for place in places), reverse=True)
    chosen: list[Region] = []  # sorted
    for _, region in found:
        at = bisect_left(chosen, region)
        if (at == 0 or chosen[at - 1][1] <= region[0]) and (at == len(chosen) or region[1] <= chosen[at][0]):
            chosen.insert(at, region)
    return chosen


def _regions_at(texts: Sequence[str], place: int, rows: Sequence[int]) -> Iterator[tuple[int, Region]]:
    """Each region with a column that begins at a place, with the number of lines that have text on both sides."""
    gap = slice(place - 2, place)
    end = 0
    for row in rows:
        if row < end:
            continue
        start, end = row, row + 1
        while start > 0 and not texts[start - 1][gap].strip():
            start -= 1
        while end < len(texts) and not texts[end][gap].strip():
            end += 1
        if bisect_left(rows, end) - bisect_left(rows, start) >= MIN_ROWS:
            region = _trimmed(texts, start, end, place)
            sides = [(text[:place].strip(), text[place:].strip()) for text in texts[slice(*region[:2])]]
            beside = (GAP.split(left)[-1] for left, _ in sides), (GAP.split(right, 1)[0] for _, right in sides)
            if any(_broken_width(list(cells)) for cells in beside):
                yield sum(all(side) for side in sides), region


def _trimmed(texts: Sequence[str], start: int, end: int, place: int) -> Region:
    """The lines from the first to the last with text in the right column, and those of the left one next to them."""
    right = [at for at in range(start, end) if texts[at][place:]]
    first, last = right[0], right[-1]
    while first > start and texts[first - 1].strip():
        first -= 1
    blank = 0
    for at in range(last + 1, end):
        blank = 0 if texts[at].strip() else blank + 1
        if blank >= MAX_BLANK:
            break
        last = at
    return first, last + 1, place


def _broken_width(texts: Sequence[str]) -> int:
    """The width at which the text of a column was broken: of its longest line that goes on; 0 where it has no text."""
    broken: list[int] = []
    count = 0
    for is_blank, run in groupby(texts, key=lambda text: not text):
        lines = [] if is_blank else list(run)
        width = max(map(len, lines), default=0)
        if MIN_COLUMN <= width <= MAX_WIDTH:
            full = [(line, after) for line, after in pairwise(lines) if len(line) + _first(after) > width]
            if len(full) < MIN_FULL_SHARE * (len(lines) - 1) or not any(map(SENTENCE_END.search, lines)):
                continue  # cells of one line each, of which some are long, or of a few words each
            count += len(full)
            broken += [len(line) for line, after in full if _goes_on(line, after)]
    return max(broken) if len(broken) >= max(MIN_BROKEN, MIN_BROKEN_SHARE * count) else 0


def _first(text: str) -> int:
    return columns_of_first(text, len)


def _goes_on(line: str, after: str) -> bool:
    """Whether a sentence goes on in the next line; one with a gap in it is of more columns."""
    first = after.lstrip()[0]
    is_words = first.islower() and " " in line.strip()
    is_unspaced = line[-1] == FILLER and UNSPACED.match(first) is not None
    return (is_words or is_unspaced) and GAP.search(line) is None and not ends_sentence(line.rstrip(FILLER))
