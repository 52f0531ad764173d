"""Of a dump: lines that the model gives up inside a story, and that are set as regularly as those it keeps.

Between the same two words again and again, with numbers that count up, with a name before a value, below the mark of
an entry, in the columns of a table, as a list that a kept line announces.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import groupby, pairwise
from statistics import fmean

from cleaner.labelers.roles import body_role
from cleaner.lines.lazy import lazy_pattern
from cleaner.model import Block, Label, Page, is_bullet
from cleaner.text import COLONS, count_words, ends_sentence, fold
from cleaner.vocabulary import words_of

# Printed between all parts of a text, as "Article content" or "Advertisement" are: words, times it stands there.
MARK_WORDS, MIN_MARKS = 4, 6
PART_WORDS, DOUBTED_PART, MIN_KEPT_PARTS = 5, 0.1, 0.3  # of a line between two marks; share that is kept anyway
MIN_ITEMS, ITEM_WORDS, ITEM_REACH = 3, 5, 40  # of a counted list; lines from one item to the next
BEHIND_TEXT = 8  # lines behind the text, where a list may begin
MIN_VALUES, NAME_CHARS, LABEL_WORDS, DOUBTED_VALUE = 4, 40, 6, 0.2  # of a list of values, and of a label in it
LIST_REACH, MAX_LABELS, COMMAS = 30, 2, ",、،;；"  # of a list below a kept line: lines to its end, labels above it
CLOCKS = words_of("entry_clocks")
MIN_ENTRIES, ENTRY_WORDS, HEADING_WORDS, TEXT_WORDS = 3, 8, range(4, 21), 9  # of marks, headings and texts of entries
# Of a table below a kept line: lines between, that name it; mean likelihood of rows. Of 7,600 words 6,300 are right.
TABLE_REACH, DOUBTED_TABLE = 3, 0.1
# Of a list below a kept line with a colon: items, words of the line, kept items of other lists: 2,570 words of 3,150.
MIN_LISTED, ANNOUNCING_WORDS, MIN_OTHER_ITEMS = 2, 5, 3
NUMBERED = "1"
NUMBER, DIGITS = lazy_pattern(r"(\d{1,2})[.):]\)?\s+\S"), lazy_pattern(r"\d+")
PART = "a part of the text between two marks like all others"
ITEM, VALUE = "an item of a list that counts up through the story", "a value between two of a list in the story"
ROW, LISTED = "a row of a table right below the text", "an item of a list that the text announces"
HEADING = "the heading of an entry, below a mark like all others"


def name_regular_lines(
    page: Page, labels: Sequence[Label | None], kept: Collection[int], scores: Sequence[float]
) -> dict[int, Label]:
    """Labels by index of lines that no rule has labelled. labels: of the rules; scores: what the model thinks."""
    if not kept:
        return {}
    found = dict.fromkeys(_parts(page.blocks, kept, scores), PART)
    found |= dict.fromkeys(_counted(page.blocks, kept), ITEM)
    found |= dict.fromkeys(_values(page.blocks, kept, scores), VALUE)
    found |= dict.fromkeys(_headings(page.blocks, kept), HEADING)
    found |= dict.fromkeys(_rows(page.blocks, kept, scores), ROW)
    found |= dict.fromkeys(_listed(page.blocks, labels, kept), LISTED)
    return {
        index: Label(body_role(page.blocks[index]), "coherence", why)
        for index, why in found.items()
        if labels[index] is None and index not in kept
    }


def _parts(blocks: Sequence[Block], kept: Collection[int], scores: Sequence[float]) -> Iterator[int]:
    """The lines that stand between two marks, where some of them are kept anyway."""
    counts = Counter(block.text for block in blocks)
    parts: dict[str, list[Block]] = {}
    for above, block, below in zip(blocks, blocks[1:], blocks[2:], strict=False):
        if above.text == below.text != block.text and counts[above.text] >= MIN_MARKS and _is_mark(above.text):
            parts.setdefault(above.text, []).append(block)
    for lines in parts.values():
        if sum(line.index in kept for line in lines) >= MIN_KEPT_PARTS * len(lines):
            for line in lines:
                if count_words(line.text) >= PART_WORDS and scores[line.index] > DOUBTED_PART:
                    yield line.index


def _is_mark(text: str) -> bool:
    return count_words(text) <= MARK_WORDS and not ends_sentence(text) and any(map(str.isalpha, text))


def _counted(blocks: Sequence[Block], kept: Collection[int]) -> Iterator[int]:
    """The sentences that count up from one with other lines between them: pictures, boxes, their texts."""
    runs: list[list[Block]] = [[]]
    for block in blocks[min(kept) : max(kept) + BEHIND_TEXT + MIN_ITEMS * ITEM_REACH]:
        number = _number(block)
        run = runs[-1]
        if number == 1:
            runs.append([block])
        elif number == len(run) + 1 and 1 < block.index - run[-1].index <= ITEM_REACH:
            run.append(block)
    for run in runs:
        sentences = sum(ends_sentence(item.text) and count_words(item.text) >= ITEM_WORDS for item in run)
        is_near = run and run[0].index <= max(kept) + BEHIND_TEXT
        if is_near and len(run) >= MIN_ITEMS and 2 * sentences >= len(run):
            yield from (item.index for item in run)


def _number(block: Block) -> int:
    """The number that a line begins with; 0 without one."""
    text = f"{block.marker} {block.text}".strip()
    found = NUMBER.match(text) if text[:1].isdigit() else None
    return int(found[1]) if found is not None else 0


def _values(blocks: Sequence[Block], kept: Collection[int], scores: Sequence[float]) -> Iterator[int]:
    """The lines of lists of values, and the labels in them, between two that are kept: "Kochi: 4, Ehime: 3".

    Of a list right below a kept line that counts things, "Miyazaki: Nichinan, Kushima", the model need not have kept
    half of the lines, where it finds them likely.
    """
    inside = blocks[min(kept) : max(kept) + LIST_REACH]
    for is_list, group in groupby(_with_labels(inside), key=lambda pair: pair[1]):
        lines = [line.index for line, _ in group]
        if not is_list or len(lines) < MIN_VALUES:
            continue
        chosen = [index for index in lines if index in kept]
        if 2 * len(chosen) >= len(lines):
            yield from (index for index in range(chosen[0], chosen[-1]) if scores[index] > DOUBTED_VALUE)
        nearest = range(lines[0] - 1, max(lines[0] - MAX_LABELS - 2, -1), -1)
        above = next((index for index in nearest if index in kept), None)
        counting = sum(_counts(blocks[index].text) for index in lines)
        if above is not None and 2 * counting >= len(lines):
            listed = range(above + 1, lines[-1] + 1)
            yield from listed if fmean(scores[index] for index in listed) > DOUBTED_VALUE else ()


def _counts(text: str) -> bool:
    """Whether the value in a line is a number, or several things."""
    value = text.replace("：", ":").partition(":")[2].strip()
    return value[:1].isdigit() or any(comma in value for comma in COMMAS)


def _with_labels(lines: Sequence[Block]) -> Iterator[tuple[Block, bool]]:
    """Each line, and whether it has a name and a value, or is a short one between two that have."""
    has_value = [_has_value(line.text) for line in lines]
    beside = zip([False, *has_value], [*has_value[1:], False], strict=False)
    for line, own, (above, below) in zip(lines, has_value, beside, strict=False):
        yield line, own or (above and below and count_words(line.text) <= LABEL_WORDS)


def _has_value(text: str) -> bool:
    """Whether a line is a name, a colon and a value, and no time or address."""
    name, _, value = text.replace("：", ":").partition(":")
    is_time = name[-1:].isdigit() and value[:1].isdigit()
    return 0 < len(name) <= NAME_CHARS and bool(value.strip()) and not is_time and not value.startswith("//")


def _headings(blocks: Sequence[Block], kept: Collection[int]) -> Iterator[int]:
    """The lines between a time and a kept text, where the times differ in their numbers alone: "5 hours ago 07:32"."""
    headings: dict[str, list[int]] = {}
    first, last = min(kept), max(kept)
    for mark, (heading, text) in zip(blocks, pairwise(blocks[1:]), strict=False):
        is_inside = first - BEHIND_TEXT <= mark.index < last and text.index in kept and mark.index not in kept
        if is_inside and count_words(mark.text) <= ENTRY_WORDS and count_words(text.text) >= TEXT_WORDS:
            shape = fold("0".join(DIGITS.split(mark.text)))
            if any(map(shape.__contains__, CLOCKS)) and count_words(heading.text) in HEADING_WORDS:
                headings.setdefault(shape, []).append(heading.index)
    for lines in headings.values():
        if len(lines) >= MIN_ENTRIES and len({blocks[index].text for index in lines}) == len(lines):
            yield from lines


def _rows(blocks: Sequence[Block], kept: Collection[int], scores: Sequence[float]) -> Iterator[int]:
    """The rows of tables near below a kept line or another such table, and the lines between, which name the table."""
    last = -1
    for is_table, group in groupby(blocks, key=lambda block: block.is_row):
        rows = [block.index for block in group] if is_table else []
        nearest = range(rows[0] - 1, max(rows[0] - TABLE_REACH - 1, -1), -1) if rows else ()
        above = next((index for index in nearest if index in kept or index == last), None)
        if above is not None and fmean(scores[index] for index in rows) > DOUBTED_TABLE:
            last = rows[-1]
            yield from range(above + 1, rows[-1] + 1)


def _listed(blocks: Sequence[Block], labels: Sequence[Label | None], kept: Collection[int]) -> Iterator[int]:
    """The items of lists that a kept line announces, in a story of which items of other lists are kept."""
    kept_items = sum(bool(blocks[index].marker) for index in kept)
    for above in kept:
        if not blocks[above].text.endswith(COLONS) or count_words(blocks[above].text) < ANNOUNCING_WORDS:
            continue
        items = _list_below(blocks, above)
        others = kept_items - sum(index in kept for index in items)
        if len(items) >= MIN_LISTED and others >= MIN_OTHER_ITEMS and all(labels[index] is None for index in items):
            yield from items


def _list_below(blocks: Sequence[Block], above: int) -> list[int]:
    """The lines below one that begin with marks of another kind, right below each other."""
    items: list[int] = []
    kind = _kind(blocks[above])
    for index in range(above + 1, len(blocks)):
        block = blocks[index]
        if not block.marker or (items and block.gap) or (_kind(block) == kind) is not bool(items):
            break
        kind = _kind(block)
        items.append(index)
    return items


def _kind(line: Block) -> tuple[str, int]:
    return line.marker if is_bullet(line.marker) else NUMBERED, line.indent
