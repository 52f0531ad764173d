"""The width at which a tool broke the lines of a dump: a number of columns, or of signs."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate, pairwise

from cleaner.text import ends_sentence

BEGINS_BLOCK = re.compile(
    r"^\s*+(?:(?:[•·‣▪▸►●○◦∙■□➤➔»*+#o@-]|\(?\d{1,3}[.)]|\*{2,6}|#{2,6})\s|\*{2,6}(?=\S)|[=_-]{10,}|\||\[[^\s\[\]_]+_[^\s\[\]]+\]"
    r"|\[(?!\d)[^\[\]]{20,}+\]?+\s*$)"  # of a picture, its text
)
SPACES = " \t\r"  # a no-break space is part of a word to those who break lines
UNSPACED = re.compile(r"[\u3001-\u303f\u3040-\u30ff\u3400-\u9fff\uff00-\uffef]")
# A sign of theirs with the marks behind it, which begin no line.
UNPARTED = re.compile(r".[.,:;!?)…。、，．！？：；）」』】》〉]*+")
NOT_ASCII = re.compile(r"[^\x00-\x7f]")
UNPRINTED = frozenset({"Mn", "Mc", "Me", "Cf"})  # of the classes of Unicode, as w3m counts them

Measure = Callable[[str], int]

MIN_WIDTH, MAX_WIDTH = 40, 140  # columns of a dump with hard line breaks
FULL_COLUMNS = 12  # a line that ends so near the width is full
MIN_FULL_LINES, MIN_FULL_SHARE = 5, 0.3  # of the lines longer than half the width
MAX_OVER_SHARE = 0.15  # of as many as are full, lines that are longer by so little
MAX_LOOSE_SHARE = 0.2  # of as many as are full, that go on in the next line although its word fits

MIN_UNSPACED_LINES, MIN_UNSPACED_WIDTH = 2, 60  # in a script without spaces, and their columns
MIN_UNSPACED_SHARE = 0.6  # of them, that end at the width
UNSPACED_SLACK = 4  # columns between the shortest and the longest of them: a sign and a mark that may not begin a line


def hard_width(lengths: Sequence[int], needed: Sequence[int]) -> int | None:
    """The width at which a tool broke lines; None where none did.

    lengths: of the lines, in columns; needed: theirs with the first word of the next, 0 for the last of a paragraph.
    Many lines end right before it because the next word did not fit, and hardly any although it did, or right behind
    it; what is much longer (tables, addresses, headings of lynx) was not broken.
    """
    counts = Counter(lengths)
    longest = MAX_WIDTH + FULL_COLUMNS
    full, loose = [0] * (longest + 2), [0] * (longest + 2)  # by width, as differences to the width before
    for length, whole in zip(lengths, needed, strict=True):
        if whole and length <= MAX_WIDTH:
            end = length + FULL_COLUMNS
            fits = min(whole, end)
            full[length] += 1
            full[fits] -= 1
            loose[fits] += 1
            loose[end] -= 1
    going_on = Counter(length for length, whole in zip(lengths, needed, strict=True) if whole)
    full, loose = list(accumulate(full)), list(accumulate(loose))
    best, most_full = None, MIN_FULL_LINES - 1
    unbroken = sum(length for length in lengths if length >= MIN_WIDTH)
    for width in range(MIN_WIDTH, MAX_WIDTH + 1):
        unbroken -= width * counts[width]  # what stands in longer lines
        shown = full[width] - loose[width]
        if shown <= most_full:
            continue
        over = sum(counts[length] for length in range(width + 1, width + FULL_COLUMNS + 1))
        long = sum(going_on[length] for length in range(width // 2, width + 1))
        if over <= MAX_OVER_SHARE * shown and full[width] >= MIN_FULL_SHARE * long and shown >= unbroken / width:
            best, most_full = width, shown
    return best


def is_sharp(width: int, texts: Sequence[str], measure: Measure) -> bool:
    """Whether sentences go on in the next line only where its first word does not fit: so it is with letters of one
    width, and not with those of print. Lines are compared that begin where most do: quotes have another right edge.
    """
    full: Counter[int] = Counter()
    loose: Counter[int] = Counter()
    for text, after in pairwise(texts):
        length, begun = measure(text), after.lstrip(SPACES)
        if abs(length - width) < FULL_COLUMNS and begun[:1].islower() and not BEGINS_BLOCK.match(after):
            is_full = length <= width < length + columns_of_first(after, measure)
            (full if is_full else loose)[len(after) - len(begun)] += 1
    usual = max(sorted(full | loose), key=(full + loose).__getitem__, default=0)
    return loose[usual] <= MAX_LOOSE_SHARE * full[usual]


def needed_columns(texts: Sequence[str], lengths: Sequence[int], measure: Measure) -> list[int]:
    """How wide each line would be with the first word of the one below it; 0 where none goes on right below."""
    needed = [0] * len(texts)
    for at, after in enumerate(texts[1:]):
        if lengths[at] >= MIN_WIDTH // 2 and after and not BEGINS_BLOCK.match(after):
            needed[at] = lengths[at] + columns_of_first(after, measure)
    return needed


def columns_of_first(text: str, measure: Measure) -> int:
    """The columns that the first word of a line takes behind another, and the space between them."""
    first = text.lstrip(SPACES).partition(" ")[0]
    return measure(UNPARTED.match(first)[0]) if UNSPACED.match(first) else measure(first) + 1  # type: ignore[index]


def unspaced_width(texts: Sequence[str], measures: Iterable[Measure]) -> tuple[int, Measure] | None:
    """The width at which a tool broke the lines of a script without spaces, and how it counted: they end there, be
    they few, and no more are longer. measures: what it may have counted, the likelier one first.
    """
    broken = [
        text
        for text, after in pairwise(texts)
        if text
        and after
        and UNSPACED.match(text[-1])
        and UNSPACED.match(after.lstrip(SPACES))
        and not ends_sentence(text)
    ]
    best, most_full = None, MIN_UNSPACED_LINES - 1
    for measure in measures if broken else ():
        lengths = [length for length in map(measure, broken) if length >= MIN_UNSPACED_WIDTH]
        counts = Counter(lengths)
        full = {width: sum(counts[width - less] for less in range(UNSPACED_SLACK)) for width in counts}
        width = max(sorted(full), key=full.__getitem__, default=0)
        if full.get(width, 0) > most_full and full[width] >= MIN_UNSPACED_SHARE * len(lengths):
            longer = sum(UNSPACED.search(text) is not None and measure(text) > width for text in texts)
            if longer <= full[width]:
                best, most_full = (width, measure), full[width]
    return best


def columns(text: str) -> int:
    """How many columns of a terminal a text takes: wide characters take two, marks of vowels and accents none."""
    if text.isascii():
        return len(text)
    others = NOT_ASCII.findall(text)
    wide = sum(unicodedata.east_asian_width(sign) in "WF" for sign in others)
    return len(text) + wide - sum(unicodedata.category(sign) in UNPRINTED for sign in others)
