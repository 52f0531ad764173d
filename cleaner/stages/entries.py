"""The entries of a live blog: which blocks of the body each has, when it came, what it is called and by whom it is."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import pairwise

from msgspec.structs import replace

from cleaner.json_ld import texts
from cleaner.live_entries import clock_lines, clock_of, entry_times
from cleaner.model import BodyBlock, Json, LiveEntry, Moment, PageType, Story
from cleaner.text import collapse, count_words, ends_sentence, fold

MIN_ENTRIES = 2
MAX_TITLE_WORDS = 12  # of a line of a dump that is the title of an entry
OPENING_CHARS = 60  # of an entry's text, by which its first block is found
MAX_UPDATES = 1_000


def find_entries(story: Story, body: Sequence[BodyBlock], page_type: PageType | None) -> tuple[LiveEntry, ...]:
    """The entries in the order of the body; empty for what is no live blog, or has fewer than two."""
    if page_type is None or page_type.kind != "live_blog" or not body:
        return ()
    for read in (_declared, _timed, _clocked):
        starts = {entry.start: entry for entry in reversed(list(read(story, body)))}
        if len(starts) >= MIN_ENTRIES:
            return tuple(_ended([starts[start] for start in sorted(starts)], body))
    return ()


def _ended(entries: Sequence[LiveEntry], body: Sequence[BodyBlock]) -> Iterator[LiveEntry]:
    """The entries, each up to the next; one without a title has that of its first block, where it is a heading."""
    ends = [after.start for _, after in pairwise(entries)] + [len(body)]
    for entry, end in zip(entries, ends, strict=True):
        title = entry.title or _title_of(body[entry.start : end])
        yield replace(entry, end=end, title=title)


def _title_of(blocks: Sequence[BodyBlock]) -> str | None:
    """The heading an entry begins with; of a dump, the short line above its sentences."""
    first = blocks[0]
    is_short = count_words(first.text) <= MAX_TITLE_WORDS and not ends_sentence(first.text)
    return first.text if first.kind == "heading" or (is_short and len(blocks) > 1) else None


def _declared(story: Story, body: Sequence[BodyBlock]) -> Iterator[LiveEntry]:
    """The updates in the page's JSON-LD whose headlines or texts the body has."""
    openings: dict[str, int] = {}
    for index, block in enumerate(body):
        openings.setdefault(fold(block.text)[:OPENING_CHARS], index)
    updates = [update for node in story.page.signals.json_ld for update in _updates(node)]
    for update in updates[:MAX_UPDATES]:
        printed = [text for name in ("headline", "name", "articleBody", "text") for text in texts(update, name)]
        found = [openings.get(fold(text)[:OPENING_CHARS]) for text in printed]
        start = min((index for index in found if index is not None), default=None)
        if start is None:
            continue
        title = next(map(collapse, texts(update, "headline")), None)
        author = next(map(collapse, texts(update, "author.name")), None)
        yield LiveEntry(start, start, _moment(update.get("datePublished")), None, title, author)


def _updates(node: Mapping[str, Json]) -> list[Mapping[str, Json]]:
    updates = node.get("liveBlogUpdate")
    found = updates if isinstance(updates, list) else [updates]
    return [update for update in found if isinstance(update, dict)]


def _timed(story: Story, body: Sequence[BodyBlock]) -> Iterator[LiveEntry]:
    """What follows each <time> in the text: newest or oldest first, as it is printed."""
    indices = [block.index for block in story.body]
    for signal in entry_times(story.page, story.body) or story.page.signals.times:
        start = _first_from(indices, signal.block)
        if start is not None and (start > 0 or signal.block >= indices[0] - MIN_ENTRIES):
            yield LiveEntry(start, start, _moment(signal.value), signal.text or None)


def _clocked(story: Story, body: Sequence[BodyBlock]) -> Iterator[LiveEntry]:
    """What follows each line that is a time of the day, as dumps have it, where they follow each other in time.

    Where such a line is in the text, the entry begins with it.
    """
    indices = [block.index for block in story.body]
    for block in clock_lines(story.page, story.body):
        start = _first_from(indices, block.index)
        if start is not None:
            yield LiveEntry(start, start, None, clock_of(block.text))


def _first_from(indices: Sequence[int], block: int) -> int | None:
    """Which block of the body is the first at or behind a block of the page; None where all stand before it."""
    position = bisect_left(indices, block)
    return position if position < len(indices) else None


def _moment(value: Json) -> Moment | None:
    """A declared time; None where it is no RFC 3339 time."""
    try:
        time = datetime.fromisoformat(value)
    except (TypeError, ValueError):
        return None
    if time.tzinfo is None:
        return Moment(time.isoformat(), "second", "unknown")
    try:
        return Moment(time.isoformat(), "second", "given", utc=time.astimezone(UTC))
    except OverflowError:
        return None
