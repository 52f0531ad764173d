"""Find the lines that print when the story was published or changed: near its headline, or else far from it, alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cleaner.article import Article
from cleaner.labelers.story_lines.candidates import LineCandidate
from cleaner.lines.dates.printed import PrintedDate, meaning_of
from cleaner.model import BODY_ROLES, BOILERPLATE_ROLES, Block, Role, Voice
from cleaner.text import count_words

# Blocks around headline and story in which the date stands.
BEFORE_TITLE, AFTER_TITLE, BEFORE_START, AFTER_START, AFTER_END = 8, 18, 8, 3, 10
BESIDE_TITLE = 3  # so near below the headline, and right above it, a line is the story's whatever rules call it
MAX_CHARS = 400  # of a line that gives a date
MAX_BODY_WORDS, MAX_BODY_CHARS = 14, 200  # of one that was taken for body, with nothing but the date and a name
MAX_EXTRA_WORDS = 12  # beside the date: byline, section, reading time; a caption or teaser has more
MAX_LONE_WORDS = 3  # beside a date far from the headline


NAMED_ALREADY = frozenset({Role.HEADLINE, Role.SUBTITLE, Role.BYLINE})  # by the labelers of these lines


class _Place:
    """Where headline and text stand on the page, as block indices. top: of the headline, or else of the text."""

    def __init__(self, article: Article) -> None:
        headline, body, count = headline_of(article), article.body, len(article.page.blocks)
        self.start, self.end = (body[0].index, body[-1].index) if body else (count, count)
        self.headline = headline.index if headline is not None else None
        self.top = headline.index if headline is not None else self.start

    def is_near(self, index: int) -> bool:
        """Whether the story's date may stand there."""
        return (
            -BEFORE_TITLE <= index - self.top <= AFTER_TITLE
            or -BEFORE_START <= index - self.start <= AFTER_START
            or -1 <= index - self.end <= AFTER_END
        )

    def is_beside(self, index: int) -> bool:
        """Whether it is right above the headline, or between it and the text."""
        return self.headline is not None and self.headline - 1 <= index <= max(self.start, self.headline + BESIDE_TITLE)

    def is_behind(self, index: int) -> bool:
        """Whether it is so late that a date must say what it is: the last lines of a text print those of its events."""
        return index > max(self.end - 2, min(self.end, self.start + AFTER_START))

    def describe(self, index: int) -> str:
        """The place in words."""
        side = "above" if index < self.top else "below"
        return f"{abs(index - self.top)} lines {side} the {'text' if self.headline is None else 'headline'}"


def find_timestamps(article: Article) -> Iterator[LineCandidate]:
    """The lines around headline and story that print a date; where there are none, the one day printed elsewhere."""
    place = _Place(article)
    dated = [block for block in article.page.blocks if _prints_date(article, block, place)]
    near = [block for block in dated if place.is_near(block.index)]
    sure = [block for block in near if _is_sure(article, block, place)]
    early = [block for block in near if block.index <= place.start + AFTER_START]
    for block in sure or early or _lone(article, near, place) or _lone(article, dated, place):
        source = "time" if _times(article, block) else "line"
        yield LineCandidate(block.index, Role.TIMESTAMP, 1, source, f"a date {place.describe(block.index)}")


def _is_sure(article: Article, block: Block, place: _Place) -> bool:
    """Whether a line near the headline is the story's: in its text and behind it, it must say what the date is."""
    in_text = article.role_at(block.index) in BODY_ROLES
    return meaning_of(block.text) is not None or not (in_text or place.is_behind(block.index))


def _prints_date(article: Article, block: Block, place: _Place) -> bool:
    """Whether a line prints a date and little else, and may be the story's."""
    is_stamp = article.role_at(block.index) is Role.TIMESTAMP
    if block.index == place.headline:
        return False
    if len(block.text) > MAX_CHARS or not (is_stamp or place.is_near(block.index)):
        return False
    if not _is_open(article, block, place):
        return False
    dates = article.date_reader.in_line(block.text, may_be_relative=is_stamp or meaning_of(block.text) is not None)
    if not dates:
        return bool(_times(article, block))
    return is_stamp or _other_words(block.text, dates) <= MAX_EXTRA_WORDS


def _is_open(article: Article, block: Block, place: _Place) -> bool:
    """Whether a block may be the line: short if it is of the body, not removed by a rule if far from the headline."""
    label = article.labels.labels[block.index]
    if label is None:
        return True
    if label.role in BODY_ROLES:
        return len(block.text) <= MAX_BODY_CHARS and count_words(block.text) <= MAX_BODY_WORDS
    if not label.voice.is_rule:
        return label.role not in NAMED_ALREADY
    return label.voice is not Voice.SITE and (label.role not in BOILERPLATE_ROLES or place.is_beside(block.index))


def _lone(article: Article, blocks: Iterable[Block], place: _Place) -> list[Block]:
    """The lines far from the headline with nothing but one and the same day; none below in a dump, where teasers stand."""
    is_dump = article.page.document.kind == "text"
    lone, days = [], set()
    for block in blocks:
        if is_dump and block.index > place.top:
            continue
        dates = _dates_of(article, block)
        if _other_words(block.text, dates) <= MAX_LONE_WORDS:
            lone.append(block)
            days.update((date.reading.year, date.reading.month, date.reading.day) for date in dates)
    return lone if len(days) == 1 else []


def _dates_of(article: Article, block: Block) -> tuple[PrintedDate, ...]:
    return article.date_reader.in_line(block.text, may_be_relative=True) or _times(article, block)


def _times(article: Article, block: Block) -> tuple[PrintedDate, ...]:
    """The dates of the <time> elements of a block."""
    signals = (signal for signal in article.page.signals.times if signal.block == block.index)
    dates = (article.date_reader.in_time(signal, block.text) for signal in signals)
    return tuple(date for date in dates if date is not None)


def _other_words(line: str, dates: Iterable[PrintedDate]) -> int:
    for date in dates:
        line = line.replace(date.text, " ", 1)
    return count_words(line)


def headline_of(article: Article) -> Block | None:
    """The block of the headline."""
    from cleaner.fields.titles.place import find_title_block  # until a labeler names the headline

    return find_title_block(article)
