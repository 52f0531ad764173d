"""Find the lines that print when the story was published or changed: near its headline, or else far from it, alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from cleaner.article import OWN_VOICES, Article
from cleaner.labelers.story_lines.candidates import LineCandidate
from cleaner.lines.dates.printed import FoundDate, day_of, meaning_of
from cleaner.model import BODY_ROLES, BOILERPLATE_ROLES, Block, Label, Role
from cleaner.text import count_words

ABOVE, BELOW_HEADLINE, BELOW_START, BELOW_END = 8, 18, 3, 10  # blocks around headline and text where a date stands
MAX_BODY_WORDS = 14  # of a line that was taken for body: nothing but a date and a name
MAX_OTHER_WORDS = 12  # beside the date: byline, section, reading time; a caption or teaser has more
MAX_LONE_WORDS = 3  # beside a date far from the headline
MAX_LINE_CHARS = 400  # a line that long holds more than dates and MAX_OTHER_WORDS words


class Area(Struct, frozen=True):
    """Where headline and text stand, as block indices. top: of the headline, or else of the text's start.

    near: where the date may stand; beside: where it is the story's, whatever a rule calls the line.
    """

    top: int
    start: int
    end: int
    near: frozenset[int]
    beside: frozenset[int]


class DatedLine(Struct, frozen=True):
    """A block that prints dates. other_words: beside them; is_worded: whether a word says what they are."""

    block: Block
    label: Label | None
    dates: tuple[FoundDate, ...]
    other_words: int
    is_worded: bool

    @property
    def in_text(self) -> bool:
        """Whether it is a line of the body."""
        return self.label is not None and self.label.role in BODY_ROLES


def find_timestamps(article: Article) -> Iterator[LineCandidate]:
    """The lines around headline and text that print a date; where there are none, the one day printed elsewhere."""
    area = area_of(article)
    lines = list(_dated_lines(article, area))
    near = [line for line in lines if line.block.index in area.near and _is_open(line, area)]
    far = [line for line in lines if line.block.index not in area.near]
    first_lines = min(area.end, area.start + BELOW_START)
    early = [line for line in near if line.block.index <= first_lines]
    # The last lines of a text print dates of what it tells: there, as behind it, a date must say what it is.
    told_until = max(area.end - 2, first_lines)
    outside = [line for line in near if line.block.index <= told_until and not line.in_text]
    sure = [line for line in near if line.is_worded or line in outside]
    last = area.start if article.page.document.kind == "text" else len(article.page.blocks)
    for line in sure or early or _lone(near, last) or _lone(far, last):
        yield _named(line, area)


def area_of(article: Article) -> Area:
    """Where headline and text stand; without a body both its ends are behind the page."""
    headline = article.headline
    start, end = article.text_start, article.text_end
    top = start if headline is None else headline.index
    around_headline = range(top - ABOVE, top + BELOW_HEADLINE + 1)
    around_start = range(start - ABOVE, start + BELOW_START + 1)
    behind = range(end - 1, end + BELOW_END + 1)
    near = frozenset((*around_headline, *around_start, *behind))
    if headline is None:
        return Area(top, start, end, near, frozenset())
    beside = frozenset((*range(top - 1, top + BELOW_START + 1), *range(max(top, start - ABOVE), start)))
    return Area(top, start, end, near - {top}, beside)


def _dated_lines(article: Article, area: Area) -> Iterator[DatedLine]:
    """The lines that print a date and little else; far from headline and text those that a rule calls a timestamp."""
    stamps = {block.index for block in article.blocks_as(Role.TIMESTAMP)}
    for index in sorted(area.near.union(stamps).intersection(range(len(article.page.blocks)))):
        block = article.page.blocks[index]
        if len(block.text) > MAX_LINE_CHARS and index not in stamps:
            continue
        is_worded = meaning_of(block.text) is not None
        dates = article.dates_in(block, may_be_relative=is_worded or index in stamps)
        other_words = _other_words(block.text, dates)
        if dates and (other_words <= MAX_OTHER_WORDS or index in stamps):
            yield DatedLine(block, article.labels.labels[index], dates, other_words, is_worded)


def _other_words(line: str, dates: Iterable[FoundDate]) -> int:
    for found in dates:
        line = line.replace(found.text, " ", 1)
    return count_words(line)


def _is_open(line: DatedLine, area: Area) -> bool:
    """Whether a line may be the one: short if it is of the body, not removed by a rule if far from the headline."""
    if line.label is None:
        return True
    if line.in_text:
        return count_words(line.block.text) <= MAX_BODY_WORDS
    if line.label.voice.is_rule:
        return line.block.index in area.beside or line.label.role not in BOILERPLATE_ROLES
    return line.label.role is not Role.HEADLINE


def _lone(lines: Iterable[DatedLine], last: int) -> list[DatedLine]:
    """The lines with nothing but one and the same day, up to the last that counts: below in a dump stand teasers."""
    lone = [line for line in lines if line.block.index <= last and line.other_words <= MAX_LONE_WORDS]
    days = {day_of(found.reading) for line in lone for found in line.dates}
    return lone if len(days) == 1 else []


def _named(line: DatedLine, area: Area) -> LineCandidate:
    """The line as a timestamp; the story's byline with a date ("By Jane Doe, 3 May 2024") stays one."""
    index, label = line.block.index, line.label
    if label is not None and label.role is Role.BYLINE and label.voice in OWN_VOICES:
        return LineCandidate(index, Role.BYLINE, 1, label.by, label.why)
    side = "above" if index < area.top else "below"
    why = f"a date {abs(index - area.top)} lines {side} the headline"
    return LineCandidate(index, Role.TIMESTAMP, 1, line.dates[0].source, why)
