"""What tells a live blog by its form: times of the day above the pieces of its text, one after the other."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from itertools import accumulate, pairwise
from operator import attrgetter

from cleaner.model import Block, Page, TimeSignal
from cleaner.text import count_words

MIN_TIMES = 3  # <time> elements above entries
MIN_CLOCKS = 4  # lines that are times: a programme of two films has as many as two
MIN_ENTRY_WORDS = 8  # of the text between two of them
ABOVE_TEXT = 3  # blocks before the first one of the text, where its time stands, and its heading
NUMBER, AM_PM = re.compile(r"\d+"), re.compile(r"\b\d* ?[ap]\.?m\b", re.I)
# A line that is a time of the day: "10:42", "10.42am GMT", "vor 10:42 Uhr", "10 h 42"
CLOCK = re.compile(
    r"(?:\D{1,12} )?(?:[01]?\d|2[0-3])(?:[:.]| ?h ?)[0-5]\d(?::[0-5]\d)? ?(?:[ap]\.?m\.?|Uhr)?(?: [A-Z]{2,5})?", re.I
)
# One that begins a line: w3m prints a table's columns so, and many papers the texts of their entries: "10.42 Uhr: …"
OPENING_CLOCK = re.compile(
    r"((?:[01]?\d|2[0-3])[:.][0-5]\d(?: ?[ap]\.?m\.?| Uhr)?) ?(?:[|:–—-] ?)?(?=[^\W\d_]|[\"“„«»])", re.I
)


def entry_times(page: Page, body: Sequence[Block]) -> tuple[TimeSignal, ...]:
    """The <time> elements that stand alone above pieces of the text, in one order of time; none of fewer than three.

    They print a time of the day, and the elements around them are alike.
    """
    lone = [signal for signal in page.signals.times if _is_lone_clock(page, signal)]
    shapes = [_shape(page.blocks[signal.block]) for signal in lone]
    best = next(iter(Counter(shapes).most_common(1)), (None, 0))[0]
    times = [signal for signal, shape in zip(lone, shapes, strict=True) if shape == best]
    moments = [moment for signal in times if (moment := _instant(signal.value)) is not None]
    if len(times) < MIN_TIMES or len(moments) < len(times) or not _are_in_order(moments):
        return ()
    return tuple(times) if _hold_prose(body, [signal.block for signal in times]) else ()


def clock_lines(page: Page, body: Sequence[Block]) -> tuple[Block, ...]:
    """The lines above pieces of the text that are a time of the day, where they follow each other in time.

    Of a dump also lines that begin with one.
    """
    if not body:
        return ()
    inside = page.blocks[max(body[0].index - ABOVE_TEXT, 0) : body[-1].index]
    clocks = [block for block in inside if CLOCK.fullmatch(block.text)]
    opened = [block for block in body if page.document.kind == "text" and OPENING_CLOCK.match(block.text)]
    both = sorted([*clocks, *opened], key=attrgetter("index"))
    return next((tuple(lines) for lines in (both, clocks) if _are_above_entries(lines, body)), ())


def clock_of(text: str) -> str:
    """The time of the day that a line of clock_lines() is, or begins with."""
    opening = None if CLOCK.fullmatch(text) else OPENING_CLOCK.match(text)
    return text if opening is None else opening[1]


def _are_above_entries(lines: Sequence[Block], body: Sequence[Block]) -> bool:
    if len(lines) < MIN_CLOCKS or not _are_in_order([_minutes(clock_of(line.text)) for line in lines]):
        return False
    return _hold_prose(body, [line.index for line in lines])


def _is_lone_clock(page: Page, signal: TimeSignal) -> bool:
    text = page.blocks[signal.block].text if signal.block < len(page.blocks) else ""
    return CLOCK.fullmatch(text) is not None


def _shape(block: Block) -> tuple[str, str]:
    return block.tag, block.place.classes


def _instant(value: str | None) -> float | None:
    """A declared time in seconds; None where it is no RFC 3339 time."""
    try:
        return datetime.fromisoformat(value or "").timestamp()
    except (ValueError, OverflowError, OSError):
        return None


def _are_in_order(moments: Sequence[float]) -> bool:
    in_order = sorted(set(moments))
    return list(moments) in (in_order, in_order[::-1])


def _hold_prose(body: Sequence[Block], clocks: Sequence[int]) -> bool:
    """Whether text of the body stands between each two of the blocks, or behind a time that begins one."""
    places = [block.index for block in body]
    words_before = [0, *accumulate(0 if CLOCK.fullmatch(block.text) else count_words(block.text) for block in body)]
    pieces = ((bisect_left(places, above), bisect_left(places, below)) for above, below in pairwise(clocks))
    return all(words_before[max(first, last)] - words_before[first] >= MIN_ENTRY_WORDS for first, last in pieces)


def _minutes(clock: str) -> int:
    """Minutes since midnight, of the first two numbers of a time."""
    hours, minutes = map(int, NUMBER.findall(clock)[:2])
    return 60 * (hours % 12 + 12 * ("p" in clock.lower())) + minutes if AM_PM.search(clock) else 60 * hours + minutes
