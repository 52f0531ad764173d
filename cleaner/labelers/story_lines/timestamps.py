"""Find the lines that print when the story was published or changed: near its headline, or else far from it, alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from cleaner.article import OWN_VOICES, Article
from cleaner.labelers.story_lines.candidates import LineCandidate, is_quoted
from cleaner.labelers.story_lines.dated_lines import FILED, MAX_LABEL_WORDS, DatedLine
from cleaner.lines.dates.meanings import meaning_of
from cleaner.lines.dates.printed import FoundDate, day_of
from cleaner.lines.lazy import lazy_pattern
from cleaner.model import BOILERPLATE_ROLES, Block, Place, Role
from cleaner.text import count_words

ABOVE, BELOW_HEADLINE, BELOW_START, BELOW_END = 8, 18, 3, 14  # blocks around headline and text where a date stands
MAX_OPENING_BLOCKS = 3
MAX_BODY_WORDS = 14  # of a line that was taken for body: nothing but a date and a name
MAX_OTHER_WORDS = 12  # beside the date: byline, section, reading time; a teaser has more
MAX_WORDS_BEHIND_TIME = 24  # "2026-02-11 08:32:05 来源：… 作者：… 编辑：…"
MAX_LONE_WORDS = 1  # beside a date far from the headline
MAX_WORDS_BESIDE_BYLINE = 2  # "on Friday,"; where a programme is announced, its name stands beside the date
MAX_LONE_LINES = 2
MIN_MENU_BLOCKS, MIN_TEASERS = 3, 4
LIST_ROLES = frozenset({Role.RELATED, Role.POPULAR, Role.COMMENTS})
MAX_LINE_CHARS = 400  # a line that long holds more than dates and MAX_OTHER_WORDS words
PICTURE_FILE = lazy_pattern(r"\.(?:jpe?g|png|gif|webp)(?![a-z])", re.IGNORECASE)  # its name tells when it was taken


class Area(Struct, frozen=True):
    """Where headline and text stand, as block indices. top: of the headline, or else of the text's start.

    near: where the date may stand; beside: where it is the story's, whatever a rule calls the line.
    """

    top: int
    start: int
    end: int
    near: frozenset[int]
    beside: frozenset[int]


def find_timestamps(article: Article) -> Iterator[LineCandidate]:
    """The lines around headline and text that print a date; where there are none, the one day printed elsewhere."""
    area = area_of(article)
    dated = [line for line in _dated_lines(article, area) if not _is_masthead(article, line, area)]
    lines = [line for line in dated if not _is_of_teaser(article, line, area)]
    near = [line for line in lines if line.block.index in area.near and _is_open(line, area)]
    far = [line for line in lines if line.block.index not in area.near] if len(near) <= MAX_LONE_LINES else []
    first_lines = _first_lines(article, area)
    early = [line for line in near if line.block.index <= first_lines]
    sure = _of_headline([line for line in early if not line.in_text], area)
    # Further down dates are of what the text tells, and of other stories: there a date must say what it is.
    sure += [line for line in near if line.is_worded and line not in sure]
    last = area.start if article.page.document.kind == "text" else len(article.page.blocks)
    opening = [line for line in early if not line.is_phrase]
    if sure and not any(map(_tells_publication, sure)):  # "last change" at the foot says nothing of the line on top
        sure += [line for line in opening if line not in sure]
    found = sure or opening or _beside_byline(article, lines) or _lone(article, near, last)
    for line in found or _lone(article, far, last) or _only(article, lines, area) or _said(article, far):
        yield _named(line, area)


def _of_headline(lines: Iterable[DatedLine], area: Area) -> list[DatedLine]:
    """The dated lines that belong to the headline: no captions, and of others the ones below it."""
    own = [line for line in lines if not line.is_phrase]
    below = [line for line in own if line.block.index >= area.top - 1]
    if any(map(_tells_publication, below)):
        return below
    return own


def _tells_publication(line: DatedLine) -> bool:
    return any(found.meaning != "modified" for found in line.dates)


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


def _is_masthead(article: Article, line: DatedLine, area: Area) -> bool:
    """Whether it is the page's date: of today by its form, or with a menu between it and the headline.

    Right above the headline a dump has either's; in a page the story's stands in an element with it.
    """
    is_dump = article.page.document.kind == "text"
    if line.is_worded or line.block.index >= area.top - is_dump or _heads_post(article, line.block):
        return False
    between = article.page.blocks[line.block.index + 1 : area.top]
    menu = [block for block in between if article.role_of(block) is Role.NAVIGATION]
    return line.is_of_today or len(menu) >= MIN_MENU_BLOCKS


def _is_of_teaser(article: Article, line: DatedLine, area: Area) -> bool:
    """Whether it stands some lines above the headline, in an element as dates of many other stories do."""
    if line.is_worded or line.block.index >= area.top - 1 or article.page.document.kind == "text":
        return False
    shape = _shape_of(line.block)
    alike = [block for block in article.blocks_as(Role.TIMESTAMP) if _shape_of(block) == shape]
    return len(alike) >= MIN_TEASERS


def _shape_of(block: Block) -> tuple[str, str]:
    return block.tag, block.place.classes


def _heads_post(article: Article, block: Block) -> bool:
    """Whether the element around a line holds the headline, but not what the page begins with.

    So stands the day above a blog's post; a masthead stands in an element of its own, or in the page's. Of a page that
    begins with the line the element must not hold the end.
    """
    container, headline = block.container, article.headline
    if headline is None:
        return False
    edge = article.page.blocks[0 if block.index else -1]
    return _is_in(headline, container) and not _is_in(edge, container)


def _is_in(block: Block, container: Place | None) -> bool:
    return any(place is container for place in block.place.outwards())


def _first_lines(article: Article, area: Area) -> int:
    """Index of the last line that may still be the headline's: what opens a text is not always of it."""
    second = article.body[:MAX_OPENING_BLOCKS][-1].index if article.body else area.start
    return min(area.end, max(area.start + BELOW_START, second))


def _dated_lines(article: Article, area: Area) -> Iterator[DatedLine]:
    """The lines that print a date and little else; far from headline and text those that a rule calls a timestamp."""
    stamps = {block.index for block in article.blocks_as(Role.TIMESTAMP)}
    signed = {block.index for block in article.lines_as(Role.BYLINE)}
    of_entries = {signal.block for signal in article.entry_times} | {block.index for block in article.clock_lines}
    for index in sorted(area.near.union(stamps).difference(of_entries).intersection(range(len(article.page.blocks)))):
        block = article.page.blocks[index]
        is_long = len(block.text) > MAX_LINE_CHARS
        if index not in stamps and (is_long or is_quoted(block) or PICTURE_FILE.search(block.text)):
            continue
        dates, is_worded = _dates_of(article, block, is_stamp=index in stamps)
        line = DatedLine(block, article.labels.labels[index], article.dated_line(block), dates, is_worded)
        max_words = MAX_WORDS_BEHIND_TIME if dates and line.begins_with_time else MAX_OTHER_WORDS
        if "©" in block.text and block.is_line_of_figure and not is_worded:
            continue  # a caption, which tells when the picture was taken
        # Below the byline the date stands first, and a dump may print a picture's text behind it.
        is_first = bool(dates) and index - 1 in signed and line.text.startswith(dates[0].text)
        is_short = index in stamps or is_first or bool(dates and line.other_words <= max_words)
        if dates and (is_short or line.is_nothing_else or line.is_filing):
            yield line


def _dates_of(article: Article, block: Block, *, is_stamp: bool) -> tuple[tuple[FoundDate, ...], bool]:
    """The dates of a block, and whether a word says what they are; relative ones only where one does."""
    dates = article.dates_in(block, may_be_relative=is_stamp)
    if dates or article.date_reader.read_at is None:
        is_said = bool(dates) and (meaning_of(block.text) is not None or FILED.search(block.text) is not None)
        return dates, is_said or any(found.meaning for found in dates)
    is_worded = meaning_of(block.text) is not None
    return article.dates_in(block, may_be_relative=True) if is_worded else (), is_worded


def _is_open(line: DatedLine, area: Area) -> bool:
    """Whether a line may be the one: short if it is of the body, not removed by a rule if far from the headline."""
    if line.label is None:
        return True
    if line.in_text:
        is_last = line.block.index >= area.end and line.is_filing and meaning_of(line.text) == "published"
        is_stamp = line.is_nothing_else or (line.begins_with_time and len(line.dates) > 1)
        return count_words(line.block.text) <= MAX_BODY_WORDS or is_stamp or is_last
    if line.label.voice.is_rule:
        return line.block.index in area.beside or line.label.role not in BOILERPLATE_ROLES
    return line.label.role is not Role.HEADLINE


def _lone(article: Article, lines: Iterable[DatedLine], last: int) -> list[DatedLine]:
    """The lines with nothing but one and the same day, up to the last that counts: below in a dump stand teasers.

    A day that stands there more than twice is of a list of stories, as is one between the lines of such a list.
    """
    short = [line for line in lines if line.block.index <= last and line.other_words <= MAX_LONE_WORDS]
    lone = [line for line in short if not _is_in_list(article, line.block)]
    return lone if _of_one_day(short) else []


def _beside_byline(article: Article, lines: Iterable[DatedLine]) -> list[DatedLine]:
    """The lines right below or above the story's byline, wherever that stands, where all print one day."""
    signed = {block.index for block in article.lines_as(Role.BYLINE)}
    bare = [line for line in lines if line.other_words <= MAX_WORDS_BESIDE_BYLINE]
    return _of_one_day([line for line in bare if not signed.isdisjoint((line.block.index - 1, line.block.index + 1))])


def _only(article: Article, lines: Sequence[DatedLine], area: Area) -> list[DatedLine]:
    """The line below the text that prints day and time, where no other line of the page prints a date; no comment's."""
    below = [line for line in lines if line.block.index > area.end and line.dates[0].reading.hour is not None]
    if not len(lines) == len(below) == 1:
        return []
    behind = article.page.blocks[area.end + 1 : below[0].block.index]
    is_of_comment = any(article.role_of(block) is Role.COMMENTS for block in behind)
    return [] if is_of_comment else _lone(article, below, area.end + BELOW_END)


def _said(article: Article, lines: Iterable[DatedLine]) -> list[DatedLine]:
    """The lines far from headline and text that say when something was published, where all print one day."""
    said = [line for line in lines if line.is_worded and not _is_in_list(article, line.block)]
    return _of_one_day([line for line in said if _says_published(article, line)])


def _says_published(article: Article, line: DatedLine) -> bool:
    """Whether a line, or a label right above it, says of a date that it is of publication."""
    above = article.page.blocks[max(0, line.block.index - 1)].text
    is_said = meaning_of(line.text) is not None or count_words(above) <= MAX_LABEL_WORDS
    return is_said and any(found.meaning == "published" for found in line.dates)


def _of_one_day(lines: list[DatedLine]) -> list[DatedLine]:
    days = {day_of(found.reading) for line in lines for found in line.dates}
    return lines if len(days) == 1 and len(lines) <= MAX_LONE_LINES else []


def _is_in_list(article: Article, block: Block) -> bool:
    """Whether the lines around one are those of other stories or of comments."""
    around = article.page.blocks[max(0, block.index - 1) : block.index + 2]
    return any(article.role_of(other) in LIST_ROLES for other in around)


def _named(line: DatedLine, area: Area) -> LineCandidate:
    """The line as a timestamp; the story's byline with a date ("By Jane Doe, 3 May 2024") stays one."""
    index, label = line.block.index, line.label
    if label is not None and label.role is Role.BYLINE and label.voice in OWN_VOICES:
        return LineCandidate(index, Role.BYLINE, 1, label.by, label.why)
    side = "above" if index < area.top else "below"
    why = f"a date {abs(index - area.top)} lines {side} the headline"
    return LineCandidate(index, Role.TIMESTAMP, 1, line.dates[0].source, why)
