"""Dates that a page prints for its readers: <time> elements and the lines around the headline."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from cleaner.article import Article
from cleaner.fields.dates.day_first import is_day_first
from cleaner.fields.dates.moments import as_zone
from cleaner.fields.memo import once
from cleaner.fields.titles import token_parts
from cleaner.fields.titles.place import find_title_block
from cleaner.lines.dates import MAX_CHARS, Reading, read_dates, read_machine_date
from cleaner.lines.dates.relative import read_relative
from cleaner.lines.dates.words import DATE_TOKENS, MODIFIED_TOKENS, PUBLISHED_TOKENS, meaning_of
from cleaner.lines.lazy import lazy_pattern
from cleaner.model import BODY_ROLES, BOILERPLATE_ROLES, Block, Role, TimeSignal
from cleaner.text import count_words

# Blocks around headline and story in which the date stands.
BEFORE_TITLE, AFTER_TITLE, BEFORE_START, AFTER_START, AFTER_END = 8, 18, 8, 3, 10
BELOW_TITLE = 5  # a date so near below the headline is the story's
BESIDE_TITLE = 3  # so near below the headline, and right above it, a line is the story's whatever rules call it
MAX_BODY_WORDS, MAX_BODY_CHARS = 14, 200  # a line that was taken for body, with nothing but the date and a name
MAX_EXTRA_WORDS = 12  # beside the date: byline, section, reading time; a caption or teaser has more
MAX_LATE_WORDS = 3  # beside a date after the story that does not say what it is
# Where a text may begin with its date: "(Press release of 3 May 2024) The council …"
OPENING_BLOCKS, MAX_OPENING_CHARS, MAX_LEAD_WORDS = 4, 80, 3
OPENING_END = lazy_pattern(r"\s?(?:[–—|:)„“\"•/·]|-\s|\.\s|\.?$)")
DIGIT = lazy_pattern(r"\d")


class Stated(Struct, frozen=True):
    """A printed date. meaning: `published` or `modified`; marked: the page says so; worded: in words or by a rule.

    beside: it stands right below the headline. late: after the story, far above it or in its text, and does not say
    what it is.
    """

    source: str
    reading: Reading
    raw: str
    meaning: str
    marked: bool
    worded: bool
    beside: bool = False
    late: bool = False


def stated_dates(article: Article) -> tuple[Stated, ...]:
    """The dates printed around the headline, <time> elements before lines, nearest to the headline first.

    Below the headline comes before above it: above stand the teasers of other stories.
    """
    return once(article, "date_lines.stated", _stated)


def _stated(article: Article) -> tuple[Stated, ...]:
    title = find_title_block(article)
    place = title.index if title is not None else article.body[0].index if article.body else 0
    last = article.body[-1].index if article.body else len(article.page.blocks)
    # The last lines of a text print dates of what it tells: there, too, a date must say what it is.
    told_until = max(last - 2, min(last, article.body[0].index + AFTER_START)) if article.body else last

    def distance(entry: tuple[int, Stated]) -> int:
        return 2 * (entry[0] - place) if entry[0] >= place else 2 * (place - entry[0]) + 1

    near = _neighbourhood(article, title)
    times = sorted(_in_times(article, near), key=distance)
    lines = sorted([*_in_lines(article, near, title), *_in_opening(article, title)], key=distance)
    # After the story stand comments and other stories: there a date must say in words what it is, or stand alone.
    told = [
        _beside(stated) if 0 < index - place <= BELOW_TITLE else _told_in_text(article, index, stated)
        for index, stated in (*times, *lines)
        if index <= told_until or stated.worded
    ]
    above = _far_above(article, near, min(place, article.body[0].index if article.body else place))
    silent = [entry for entry in lines if entry[0] > last and not entry[1].worded]
    weak = [stated for stated in told if stated.late]
    sure = [stated for stated in told if not stated.late]
    return (*sure, *above, *weak, *_late(article, silent or list(_far_stamps(article, near, last))))


def _beside(stated: Stated) -> Stated:
    """A <time> right below the headline need not say what it is: those of teasers stand above, and may say it."""
    return replace(stated, beside=True, marked=stated.marked or stated.source == "time")


def _told_in_text(article: Article, index: int, stated: Stated) -> Stated:
    """A short line of the text that does not say what its date is may tell of that day: all others come first."""
    label = article.labels.labels[index] if index < len(article.labels.labels) else None
    in_text = label is not None and label.role in BODY_ROLES and stated.source == "line"
    return replace(stated, late=True) if in_text and not stated.marked else stated


def _far_above(article: Article, near: frozenset[int], first: int) -> tuple[Stated, ...]:
    """The one day that lines far above headline and text print which a rule calls a timestamp; of several none is ours.

    The head of a page may print the day it is read on: what stands nearer comes first.
    """
    stamps = {block.index for _, block in article.ruled_blocks(Role.TIMESTAMP, by_site=False) if block.index < first}
    found = [stated for _, stated in _in_lines(article, frozenset(stamps - near), None)]
    days = {(stated.reading.year, stated.reading.month, stated.reading.day) for stated in found}
    return tuple(replace(stated, marked=False, late=True) for stated in found) if len(days) == 1 else ()


def _far_stamps(article: Article, near: frozenset[int], last: int) -> Iterator[tuple[int, Stated]]:
    """The lines far behind the story that a rule calls a timestamp."""
    stamps = {block.index for _, block in article.ruled_blocks(Role.TIMESTAMP, by_site=False) if block.index > last}
    return _in_lines(article, frozenset(stamps - near), None)


def _late(article: Article, found: list[tuple[int, Stated]]) -> Iterator[Stated]:
    """The one day printed by itself right after a page's story; of several days none is ours, and none in a dump.

    In a dump nothing tells the line of a teaser from a line of the story.
    """
    if article.page.document.kind == "text":
        return
    days = {(stated.reading.year, stated.reading.month, stated.reading.day) for _, stated in found}
    for index, stated in found if len(days) == 1 else ():
        if _extra_words(article.page.blocks[index].text, (stated.reading,)) <= MAX_LATE_WORDS:
            yield replace(stated, marked=False, late=True)


def _in_times(article: Article, near: frozenset[int]) -> Iterator[tuple[int, Stated]]:
    blocks, day_first, now = article.page.blocks, once(article, "day_first", is_day_first), _now(article)
    for signal in article.page.signals.times:
        if signal.block not in near:
            continue
        raw = signal.value or signal.text
        reading = read_machine_date(raw, day_first) or read_machine_date(signal.text, day_first)
        if reading is None and now is not None:
            reading = next(iter(read_relative(signal.text, now)), None)
        if reading is None:
            continue
        line = blocks[signal.block].text if signal.block < len(blocks) else ""
        before = line.partition(signal.text)[0] if signal.text and count_words(line) <= MAX_EXTRA_WORDS * 2 else ""
        worded = meaning_of(before)
        meaning = worded or _meaning_of_tokens(signal)
        yield (
            signal.block,
            Stated("time", reading, raw, meaning or "published", meaning is not None, worded is not None),
        )


def _in_lines(article: Article, near: frozenset[int], title: Block | None) -> Iterator[tuple[int, Stated]]:
    labels, day_first, now = article.labels.labels, once(article, "day_first", is_day_first), _now(article)
    stamps = {block.index for _, block in article.ruled_blocks(Role.TIMESTAMP, by_site=True)}
    for index in sorted(near | stamps):
        block, label = article.page.blocks[index], labels[index]
        stamped = label is not None and label.role is Role.TIMESTAMP
        certain = index in stamps
        if not certain and (block.index not in near or len(block.text) > MAX_CHARS):
            continue
        readings = read_dates(block.text, day_first)
        if not readings and now is not None and (stamped or meaning_of(block.text) is not None):
            readings = read_relative(block.text, now)
        if block is title:  # "3 May 2024 Minister opens bridge": in the headline a date is ours where it begins it
            yield from _in_line(block, tuple(r for r in readings if r.start == 0), stamped=False, certain=False)
        elif readings and (stamped or _extra_words(block.text, readings) <= MAX_EXTRA_WORDS):
            yield from _in_line(block, readings, stamped=stamped, certain=certain)


def _now(article: Article) -> datetime | None:
    """When the page was fetched, in its site's zone where a rule gives one."""
    fetched_at = article.page.document.fetched_at
    return fetched_at.astimezone(as_zone(article.facts.timezone)) if fetched_at is not None else None


def _in_line(
    block: Block, readings: tuple[Reading, ...], *, stamped: bool, certain: bool
) -> Iterator[tuple[int, Stated]]:
    position = 0
    for reading in readings:
        after = block.text[reading.end :] if len(readings) == 1 else ""
        meaning = meaning_of(block.text[position : reading.start]) or meaning_of(after)
        position = reading.end
        marked = stamped or meaning is not None or _has_token(block, DATE_TOKENS)
        raw = block.text[reading.start : reading.end]
        yield block.index, Stated("line", reading, raw, meaning or "published", marked, certain or meaning is not None)


def _in_opening(article: Article, title: Block | None) -> Iterator[tuple[int, Stated]]:
    """The date a text begins with: "29 November 2022 – The council …", "(21 November 2022) Customers …"."""
    below = title.index + 1 if title is not None else 0
    leads = article.page.blocks[below : below + BESIDE_TITLE] if title is not None else ()
    for block in dict.fromkeys((*article.body[:OPENING_BLOCKS], *leads)):
        opening = block.text[:MAX_OPENING_CHARS]
        if not DIGIT.search(opening) or count_words(block.text) <= MAX_BODY_WORDS:
            continue
        readings = read_dates(opening, once(article, "day_first", is_day_first))
        if not readings or len(readings) > 1 or count_words(opening[: readings[0].start]) > MAX_LEAD_WORDS:
            continue
        reading = readings[0]
        if OPENING_END.match(block.text, reading.end):
            raw = opening[reading.start : reading.end]
            yield block.index, Stated("opening", reading, raw, "published", marked=False, worded=False)


def _extra_words(text: str, readings: tuple[Reading, ...]) -> int:
    rest, position = [], 0
    for reading in readings:
        rest.append(text[position : reading.start])
        position = reading.end
    return count_words(" ".join((*rest, text[position:])))


def _meaning_of_tokens(signal: TimeSignal) -> str | None:
    parts = {part for token in signal.tokens for part in (token.lower(), *token_parts(token))}
    if parts & MODIFIED_TOKENS:
        return "modified"
    return "published" if parts & PUBLISHED_TOKENS else None


def _has_token(block: Block, wanted: frozenset[str]) -> bool:
    return any(not token_parts(token).isdisjoint(wanted) for token in block.tokens)


def _neighbourhood(article: Article, title: Block | None) -> frozenset[int]:
    """Indices of the blocks around headline and story; the story itself and what rules removed are left out."""
    body = article.body
    count = len(article.page.blocks)
    start, end = (body[0].index, body[-1].index) if body else (count, count)
    top = title.index if title is not None else start
    near = {*range(top - BEFORE_TITLE, top + AFTER_TITLE + 1), *range(start - BEFORE_START, start + AFTER_START + 1)}
    near.update(range(end - 1, end + 1 + AFTER_END))
    beside = range(top - 1, top + BESIDE_TITLE + 1) if title is not None else range(0)
    return frozenset(index for index in near if 0 <= index < count and _is_open(article, index, index in beside))


def _is_open(article: Article, index: int, is_beside: bool) -> bool:
    """Whether a block may give the date: short if it is of the body, not removed by a rule if far from the headline."""
    label = article.labels.labels[index]
    if label is None:
        return True
    if label.role in BODY_ROLES:
        text = article.page.blocks[index].text
        return len(text) <= MAX_BODY_CHARS and count_words(text) <= MAX_BODY_WORDS
    return is_beside or label.role not in BOILERPLATE_ROLES or not label.voice.is_rule
