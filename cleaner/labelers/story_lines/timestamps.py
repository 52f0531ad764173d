"""Find the lines that print when the story was published or changed: near its headline, or else far from it, alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from cleaner.article import OWN_VOICES, Article
from cleaner.labelers.story_lines.candidates import LineCandidate, is_quoted
from cleaner.lines.dates.meanings import MEANINGS, meaning_of
from cleaner.lines.dates.printed import FoundDate, day_of
from cleaner.lines.lazy import lazy_pattern
from cleaner.lines.words import MONTHS_AND_DAYS, WEEKDAYS
from cleaner.model import BODY_ROLES, BOILERPLATE_ROLES, Block, Label, Place, Role
from cleaner.text import count_words, fold
from cleaner.vocabulary import alternatives, words_of

ABOVE, BELOW_HEADLINE, BELOW_START, BELOW_END = 8, 18, 3, 14  # blocks around headline and text where a date stands
MAX_OPENING_BLOCKS = 3
MAX_BODY_WORDS = 14  # of a line that was taken for body: nothing but a date and a name
MAX_OTHER_WORDS = 12  # beside the date: byline, section, reading time; a teaser has more
MAX_WORDS_BEHIND_TIME = 24  # "2026-02-11 08:32:05 来源：… 作者：… 编辑：…"
MAX_LABEL_WORDS = 2
MAX_PHRASE_WORDS = 6  # before a date that no word announces: a name and a place; a caption has more
MAX_LONE_WORDS = 1  # beside a date far from the headline
MAX_LONE_LINES = 2
MIN_MENU_BLOCKS, MIN_TEASERS = 3, 4
LIST_ROLES = frozenset({Role.RELATED, Role.POPULAR, Role.COMMENTS})
MAX_LINE_CHARS = 400  # a line that long holds more than dates and MAX_OTHER_WORDS words
PART_END = lazy_pattern(r"\s[|•·–—/-]\s|[|•·]")
MAX_NAME_WORDS = 4
MAX_SMALL_WORD = 3  # characters: "am", "und", "les", "kl"
FILED = lazy_pattern(rf"(?<![^\W\d_])(?:{alternatives(words_of('filed_words'))})(?![^\W\d_])", re.IGNORECASE)
DATE_LINE_WORDS = MONTHS_AND_DAYS | words_of("date_line_words") | words_of("relative_days")
LABEL_OR_NOTE = lazy_pattern(rf"(?:{alternatives(MEANINGS)})[^\W\d_]*|\([^()]{{1,30}}\)", re.IGNORECASE)
PICTURE_FILE = lazy_pattern(r"\.(?:jpe?g|png|gif|webp)(?![a-z])", re.IGNORECASE)  # its name tells when it was taken
WORD = lazy_pattern(r"[^\W\d_]+")


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
    """A block that prints dates. text: with the bits of them that a dump broke off.

    is_worded: whether a word says what they are; other_words: beside them.
    """

    block: Block
    label: Label | None
    text: str
    dates: tuple[FoundDate, ...]
    is_worded: bool

    @property
    def in_text(self) -> bool:
        """Whether it is a line of the body."""
        return self.label is not None and self.label.role in BODY_ROLES

    @property
    def other_words(self) -> int:
        """The number of words beside the dates."""
        return count_words(_without_dates(self.text, self.dates))

    @property
    def begins_with_time(self) -> bool:
        """Whether day and time stand first, or "Posted on" and a day: what follows is source, author, desk."""
        before, _, _ = self.text.partition(self.dates[0].text)
        is_posted = self.dates[0].meaning == "published" and count_words(before) <= MAX_LABEL_WORDS
        return is_posted or (self.dates[0].reading.hour is not None and not before)

    @property
    def is_nothing_else(self) -> bool:
        """Whether a word says what the dates are, and nothing stands beside them but such words and short ones.

        Beside two dates also a name may stand: "By Ada Blau — Published 3 May 2024, updated 4 May 2024".
        """
        rest = WORD.findall(LABEL_OR_NOTE.sub(" ", _without_dates(self.text, self.dates)))
        others = [word for word in rest if not _belongs_to_date(fold(word))]
        may_be_name = len(self.dates) > 1 and len(others) <= MAX_NAME_WORDS
        return self.is_worded and (not others or (may_be_name and all(word[0].isupper() for word in others)))

    @property
    def is_filing(self) -> bool:
        """Whether it says when a post was made and where it is filed, as blogs print below or beside it."""
        return FILED.search(self.text) is not None

    @property
    def is_phrase(self) -> bool:
        """Whether nothing says what the date is, and it ends a phrase: "Tanks near the town, 24 April 2023"."""
        before = self.text.partition(self.dates[0].text)[0]
        return not self.is_worded and len(PART_END.split(before)[-1].split()) > MAX_PHRASE_WORDS

    @property
    def is_of_today(self) -> bool:
        """Whether it reads like the masthead's date: a day of the week, a date, no time."""
        has_time = any(found.reading.hour is not None for found in self.dates)
        return not has_time and not WEEKDAYS.isdisjoint(fold(self.text).replace(",", " ").split())


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
    found = sure or opening or _lone(article, near, last) or _lone(article, far, last) or _only(article, lines, area)
    for line in found:
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
    of_entries = {signal.block for signal in article.entry_times} | {block.index for block in article.clock_lines}
    for index in sorted(area.near.union(stamps).difference(of_entries).intersection(range(len(article.page.blocks)))):
        block = article.page.blocks[index]
        is_long = len(block.text) > MAX_LINE_CHARS
        if index not in stamps and (is_long or is_quoted(block) or PICTURE_FILE.search(block.text)):
            continue
        dates, is_worded = _dates_of(article, block, is_stamp=index in stamps)
        line = DatedLine(block, article.labels.labels[index], article.dated_line(block), dates, is_worded)
        max_words = MAX_WORDS_BEHIND_TIME if dates and line.begins_with_time else MAX_OTHER_WORDS
        if block.is_line_of_figure and "©" in block.text and not is_worded:
            continue  # a caption, which tells when the picture was taken
        is_short = index in stamps or bool(dates and line.other_words <= max_words)
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


def _without_dates(line: str, dates: Iterable[FoundDate]) -> str:
    for found in dates:
        line = line.replace(found.text, " ", 1)
    return line


def _belongs_to_date(word: str) -> bool:
    return len(word) <= MAX_SMALL_WORD or word in DATE_LINE_WORDS


def _is_open(line: DatedLine, area: Area) -> bool:
    """Whether a line may be the one: short if it is of the body, not removed by a rule if far from the headline."""
    if line.label is None:
        return True
    if line.in_text:
        is_last = line.block.index >= area.end and line.is_filing and meaning_of(line.text) == "published"
        return count_words(line.block.text) <= MAX_BODY_WORDS or line.is_nothing_else or is_last
    if line.label.voice.is_rule:
        return line.block.index in area.beside or line.label.role not in BOILERPLATE_ROLES
    return line.label.role is not Role.HEADLINE


def _lone(article: Article, lines: Iterable[DatedLine], last: int) -> list[DatedLine]:
    """The lines with nothing but one and the same day, up to the last that counts: below in a dump stand teasers.

    A day that stands there more than twice is of a list of stories, as is one between the lines of such a list.
    """
    short = [line for line in lines if line.block.index <= last and line.other_words <= MAX_LONE_WORDS]
    lone = [line for line in short if not _is_in_list(article, line.block)]
    days = {day_of(found.reading) for line in short for found in line.dates}
    return lone if len(days) == 1 and len(short) <= MAX_LONE_LINES else []


def _only(article: Article, lines: Sequence[DatedLine], area: Area) -> list[DatedLine]:
    """The line below the text that prints day and time, where no other line of the page prints a date."""
    below = [line for line in lines if line.block.index > area.end and line.dates[0].reading.hour is not None]
    return _lone(article, below, area.end + BELOW_END) if len(lines) == 1 else []


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
