"""Join the lines of a dump that a tool broke at a width: a number of columns, or the width of a printed page."""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from itertools import pairwise
from typing import NamedTuple

from cleaner.stages.segment.line_ends import was_broken
from cleaner.stages.segment.line_widths import (
    BEGINS_BLOCK,
    FULL_COLUMNS,
    MAX_WIDTH,
    MIN_WIDTH,
    SPACES,
    UNSPACED,
    Measure,
    columns,
    hard_width,
    is_sharp,
    needed_columns,
    unspaced_width,
)
from cleaner.stages.segment.syllables import Syllables, met_syllables
from cleaner.text import PAGE_BREAK, ends_sentence
from cleaner.vocabulary import words_of

ADDRESS_MARK = "]("  # of Markdown: lines with addresses are broken late, or never
BEHIND_A_HYPHEN = words_of("line_ends_open")  # "bed- and breakfast": the space was there

MAX_LONGER_SHARE = 0.02  # of the lines of a dump, than its tool's usual width

MIN_LONG_LINES = 8  # of MIN_WIDTH and more, with a line right below, for a printed page
MIN_LOWER_SHARE = 0.2  # of the lines below long ones that begin in lower case
MAX_LONG_TO_MEDIAN = 1.5  # length of the longest tenth of the long lines, by the median's
# Of the width, that a broken line takes with the next word: in lower case, in upper case, behind a sentence.
FULL_SHARE, FULL_SHARE_OF_NAME, FULL_SHARE_OF_SENTENCE = 0.75, 0.85, 0.9
MIN_HYPHENS, MIN_HYPHENS_SHARE = 4, 0.04  # lines that end inside a word, of the lines of a printed page
MIN_LINES_OF_WIDTH = 4  # right below each other, for the longest to show the width
MAX_BLANK_LINES = 6  # between the last line of a page and the first of the next, heads and feet taken out


class DumpLine(NamedTuple):
    """A line of a dump: its number, from 1, and its text with the white space before it; of a heading, its level."""

    number: int
    text: str
    level: int | None = None


def join_broken(
    lines: list[DumpLine],
    counts_signs: bool,
    usual_columns: Sequence[int] = (),
    *,
    heading_columns: int = 0,
    may_be_print: bool = True,
) -> list[DumpLine]:
    """The lines, those joined that were broken because the next word did not fit any more.

    counts_signs: lynx and html2text break lines after so many signs, however wide; others after so many columns, where
    these show a width.
    usual_columns: where the tool breaks lines that are too few to show it. heading_columns: so much wider are lines
    that begin at the left edge, where the tool has a margin for others. may_be_print: whether no tool's marks show it.
    """
    texts = [line.text.rstrip(SPACES) for line in lines if _may_be_broken(line.text)]
    if may_be_print and _is_hyphenated(texts):
        return join_printed(lines)
    width, measure = _find_width(texts, counts_signs, heading_columns)
    is_blunt = may_be_print and width is not None and not is_sharp(width, texts, measure)
    if width is None and counts_signs:
        width = _usual_width(texts, usual_columns)
    if (width is None or is_blunt) and _is_ragged(texts):
        return join_printed(lines)
    width = width or _usual_width(texts, usual_columns)
    if width is None:
        return lines
    return join_at_width(lines, width, measure, heading_columns)


def join_at_width(lines: list[DumpLine], width: int, measure: Measure, heading_columns: int = 0) -> list[DumpLine]:
    """The lines, those joined that were broken at a width."""
    at_edge = width + heading_columns

    def goes_on(before: str, after: str, is_first: bool = True) -> bool:
        return was_broken(before, after, width if before[:1].isspace() else at_edge, measure, is_first)

    def is_full(before: str) -> bool:
        return measure is columns and measure(before) >= width - 1

    texts = [line.text.rstrip(SPACES) for line in lines]
    syllables = Syllables(texts, (is_full(before) for before, after in met_syllables(texts) if goes_on(before, after)))
    return _joined(lines, goes_on, lambda before, after: is_full(before) and syllables.touch(before, after))


def _find_width(texts: Sequence[str], counts_signs: bool, heading_columns: int) -> tuple[int | None, Measure]:
    """The width of the lines, and how it is counted: in columns, or in signs."""
    likely, other = (len, columns) if counts_signs else (columns, len)
    found = unspaced_width(texts, (likely, other))
    if found is not None:
        return found
    measures = (likely,) if counts_signs or all(map(str.isascii, texts)) else (likely, other)
    for measure in measures:
        lengths = [measure(text) - (0 if text[:1].isspace() else heading_columns) for text in texts]
        width = hard_width(lengths, needed_columns(texts, lengths, measure))
        if width is not None:
            return width, measure
    return None, likely


def _may_be_broken(text: str) -> bool:
    """Whether a line has no address of Markdown, and begins with no long word: data, an address."""
    return ADDRESS_MARK not in text and (len(text) <= MAX_WIDTH or " " in text.lstrip()[:MAX_WIDTH])


def _is_hyphenated(texts: Sequence[str]) -> bool:
    """Whether words are divided at the ends of lines: printers do that, programs break lines at a hyphen at most."""
    followed = [(text, after.lstrip()) for text, after in pairwise(texts) if text and after.strip()]
    divided = sum(_is_inside_word(text, after) and after[0].islower() and len(text) > 1 for text, after in followed)
    return divided >= max(MIN_HYPHENS, MIN_HYPHENS_SHARE * len(followed))


def _usual_width(texts: Sequence[str], usual_columns: Sequence[int]) -> int | None:
    """The first of the widths usual for a tool that the lines keep to."""
    return next((width for width in usual_columns if _are_within(texts, width)), None)


def _are_within(texts: Sequence[str], width: int) -> bool:
    """Whether hardly any line is longer than a width."""
    over = sum(len(text) > width + FULL_COLUMNS for text in texts)
    return over <= MAX_LONGER_SHARE * sum(bool(text) for text in texts)


def _joined(
    lines: list[DumpLine], goes_on: Callable[[str, str, bool], bool], touch: Callable[[str, str], bool]
) -> list[DumpLine]:
    """The lines, those joined that go on in the next. touch: whether two are one word there.

    goes_on: also told whether the upper one is the first of a paragraph.
    """
    groups: list[list[DumpLine]] = []
    for line in lines:
        is_first = bool(groups) and len(groups[-1]) == 1
        if groups and goes_on(groups[-1][-1].text.rstrip(SPACES), line.text.rstrip(SPACES), is_first):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [_as_one(group, touch) for group in groups]


def _as_one(
    group: Sequence[DumpLine], touch: Callable[[str, str], bool], compounds: Container[str] | None = None
) -> DumpLine:
    """Lines that were one: with spaces between words, without in scripts that have none and behind a hyphen.

    compounds: the words with a hyphen of a page whose words are divided; the hyphen of another one goes.
    """
    if len(group) == 1:
        return group[0]
    texts = [group[0].text.rstrip(), *(line.text.strip() for line in group[1:])]
    parts = texts[:1]
    for before, after in pairwise(texts):
        if compounds is not None and _is_divided(before, after, compounds):
            parts[-1] = parts[-1].removesuffix("-")
        touches = is_unspaced(before, after) or _is_inside_word(before, after) or touch(before, after)
        parts += [after] if touches else [" ", after]
    return group[0]._replace(text="".join(parts))


def is_unspaced(before: str, after: str) -> bool:
    """Whether two parts of a line meet in a script that has no spaces between words."""
    return bool(UNSPACED.match(before[-1]) or UNSPACED.match(after))


def _is_divided(before: str, after: str, compounds: Container[str]) -> bool:
    """Whether a word was divided between two lines, and is not printed with the hyphen elsewhere."""
    whole = "".join((*before.split()[-1:], after.partition(" ")[0]))
    return after[0].islower() and _is_inside_word(before, after) and bare_word(whole) not in compounds


def bare_word(word: str) -> str:
    """A word without the signs around it, folded."""
    return word.strip("\"'“”„«»‚‘’()[],.;:!?…").casefold()


def _is_drop_cap(before: str, after: str) -> bool:
    return len(before) == 1 and before.isupper() and after[0].islower()


def _is_inside_word(before: str, after: str) -> bool:
    if _is_drop_cap(before, after):
        return True
    is_inside = before[-1] == "-" and before[-2:-1].isalnum() and after[0].isalnum()
    return is_inside and after.partition(" ")[0].casefold() not in BEHIND_A_HYPHEN


def _is_ragged(texts: Sequence[str]) -> bool:
    """Whether lines end at a width of letters of their own widths: about as long, and most go on in the next line."""
    followed = [(text, after) for text, after in pairwise(texts) if len(text) >= MIN_WIDTH and after.strip()]
    if len(followed) < MIN_LONG_LINES:
        return False
    lengths = sorted(len(text) for text in texts if len(text) >= MIN_WIDTH)
    is_even = lengths[len(lengths) * 9 // 10] <= MAX_LONG_TO_MEDIAN * lengths[len(lengths) // 2]
    lower = sum(after.lstrip()[0].islower() for _, after in followed)
    return is_even and lower >= MIN_LOWER_SHARE * len(followed)


def join_printed(lines: list[DumpLine]) -> list[DumpLine]:
    """The lines of a printed document joined: by the width of their paragraph, over page breaks in mid-sentence.

    Where it divides words between lines, these are put together again.
    """
    divides = _is_hyphenated([line.text.rstrip(SPACES) for line in lines])
    groups: list[list[DumpLine]] = []
    blank: list[DumpLine] = []
    width = 0  # of the paragraph of the last line
    for line, next_width in zip(lines, _widths(lines), strict=True):
        if not line.text.strip():
            blank.append(line)
            continue
        is_near = bool(groups) and len(blank) <= MAX_BLANK_LINES
        is_word = (
            is_near and divides and not blank and _is_inside_word(groups[-1][-1].text.rstrip(), line.text.lstrip())
        )
        if is_word or (is_near and _is_broken(groups[-1][-1].text, [*blank, line], width)):
            groups[-1].append(line)
        else:
            groups += [[below] for below in blank]
            groups.append([line])
        blank, width = [], next_width
    compounds = _compounds(lines) if divides else None
    syllables = Syllables(line.text for line in lines)
    joined = (_as_one(group, syllables.touch, compounds) for group in groups)
    return [line._replace(text=line.text.removeprefix(PAGE_BREAK)) for line in joined]


def _compounds(lines: Sequence[DumpLine]) -> frozenset[str]:
    """The words with a hyphen inside a line."""
    return frozenset(bare_word(word) for line in lines for word in line.text.split() if "-" in word[1:-1])


def _widths(lines: Sequence[DumpLine]) -> list[int]:
    """Of each line, the width of what it belongs to: that of its paragraph, or of the dump's long lines."""
    lengths = sorted(columns(line.text.strip()) for line in lines if len(line.text) >= MIN_WIDTH)
    usual = lengths[len(lengths) * 9 // 10] if lengths else MAX_WIDTH
    widths: list[int] = []
    run: list[str] = []
    for text in [*(line.text.strip() for line in lines), ""]:
        if text:
            run.append(text)
            continue
        widths += [_width_of(run, usual)] * len(run) + [usual]
        run = []
    return widths[: len(lines)]


def _width_of(run: Sequence[str], usual: int) -> int:
    """The width of lines right below each other: about their longest, or the usual one where they are few, or titles.

    Two lines that were joined where a word was divided, as pdftotext does, show none.
    """
    single = sorted(length for length in map(columns, run) if length <= MAX_LONG_TO_MEDIAN * usual)
    if len(single) < MIN_LINES_OF_WIDTH or sum(text[0].islower() for text in run) < MIN_LOWER_SHARE * len(run):
        return usual
    return single[len(single) * 19 // 20]


def _is_broken(before: str, below: Sequence[DumpLine], width: int) -> bool:
    """Whether a line goes on in the last of those below it; between them stand blank ones."""
    after = below[-1].text.strip()
    if BEGINS_BLOCK.match(after):
        return False
    before = before.strip()
    is_sentence = ends_sentence(before)
    is_new_page = any(line.text.startswith(PAGE_BREAK) for line in below)
    if len(below) > 1 and (is_sentence or not (after[0].islower() or is_new_page)):
        return False
    if _is_drop_cap(before, after):
        return True
    first = after[:1] if UNSPACED.match(after) else after.partition(" ")[0]
    needed = columns(before) + columns(first) + 1
    share = FULL_SHARE if first[0].islower() else FULL_SHARE_OF_NAME
    return needed > width * (FULL_SHARE_OF_SENTENCE if is_sentence else share)
