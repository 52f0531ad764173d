"""The same pages as dumps, flattened: which of their lines are none of the story."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from cleaner.learn.draft import Draft
from cleaner.learn.dump_hits import statements_at_work, telling_pages
from cleaner.learn.dump_signs import MAX_LINE_WORDS, MIN_LINE_WORDS
from cleaner.learn.hits import MIN_PAGES_OF_LINE, pattern_of
from cleaner.learn.judge import PageGain, f1_of, mean, rules_of
from cleaner.learn.lessons import Lesson, line_key
from cleaner.learn.repeated import SUBHEAD_TAGS
from cleaner.learn.statements import LearnedStatement
from cleaner.learn.teasers import is_passing
from cleaner.learn.tried_page import TriedPage, segmented, traced_by
from cleaner.model import BODY_ROLES, Block, Page, Role
from cleaner.rulebook import Rulebook
from cleaner.text import count_words, fold
from cleaner.vocabulary import words_of

MAX_LINES = 100  # that a rule takes out of dumps: a list of thousands on every page is no rule that anyone reads
WORSE, MIN_GAIN = 0.002, 0.0005  # of F1: what statements may cost a dump, and what they must bring


class Dump(Struct, frozen=True, eq=False):
    """A lesson as text, and what the labelers that know no site keep of it that is none of its story."""

    lesson: Lesson
    tried: TriedPage
    surplus: tuple[str, ...]


class OnDumps(Struct, frozen=True):
    """A draft with what it needs for dumps. gains: on each dump; telling: the fewest pages whose dumps show it."""

    draft: Draft
    gains: tuple[PageGain, ...]
    telling: tuple[str, ...]


class Line(Struct):
    """A line that comes again. texts: as it stands; pages: where, by name. far: blocks from each story's end.

    headings: how often it is one.
    """

    texts: set[str] = set()
    pages: dict[str, Lesson] = {}
    far: list[int] = []
    headings: int = 0

    @property
    def pattern(self) -> str:
        return pattern_of(self.texts)


def dumps_of(lessons: Sequence[Lesson], rules: Rulebook) -> list[Dump]:
    """The lessons, flattened as a browser's copy is: a line per block."""
    pages = [(lesson, segmented(lesson.flattened)) for lesson in lessons]
    return [_dump(lesson, page, rules) for lesson, page in pages if page is not None]


def _dump(lesson: Lesson, page: Page, rules: Rulebook) -> Dump:
    own = set(map(fold, lesson.text(lesson.story | lesson.free).splitlines()))
    kept = [text for text in _kept_lines(page, rules) if fold(text) not in own]
    return Dump(lesson, TriedPage(page), tuple(kept))


def _kept_lines(page: Page, rules: Rulebook) -> Iterator[str]:
    story = traced_by(page, rules).story
    pairs = zip(story.page.blocks, story.labels.labels, strict=True) if story is not None else ()
    for block, label in pairs:
        if label is not None and label.role in BODY_ROLES:
            yield block.text


def _note(lines: dict[str, Line], block: Block, lesson: Lesson) -> None:
    line = lines[line_key(block.text)]
    line.texts.add(block.text)
    line.pages[lesson.name] = lesson
    line.far.append(block.index - max(lesson.story))
    line.headings += block.tag in SUBHEAD_TAGS


def with_dump_statements(draft: Draft, dumps: Sequence[Dump], rules: Rulebook) -> OnDumps:
    """The draft with statements on lines, as far as they take something, help dumps and harm none."""
    before = _judged(draft, dumps, rules)
    lines = _lines(dumps) if len(dumps) >= MIN_PAGES_OF_LINE else []
    for statements in filter(None, ([*_end(dumps), *lines], lines)):
        longer = _with(draft, statements)
        gains = _gains(dumps, before, _judged(longer, dumps, rules))
        each = [page.gain for page in gains]
        if min(each) >= -WORSE and mean(each) >= MIN_GAIN:
            return _at_work(draft, longer, dumps, gains, rules)
    return OnDumps(draft, _gains(dumps, before, before), ())


def _gains(dumps: Sequence[Dump], before: Sequence[float], after: Sequence[float]) -> tuple[PageGain, ...]:
    triples = zip(dumps, before, after, strict=True)
    return tuple(PageGain(dump.lesson.name, one, other) for dump, one, other in triples)


def _at_work(
    draft: Draft, longer: Draft, dumps: Sequence[Dump], gains: tuple[PageGain, ...], rules: Rulebook
) -> OnDumps:
    """The longer draft without new statements that take nothing of any dump, as others stand before them."""
    own = rules_of(longer, rules)
    old = {(layout.name, statement) for layout in draft.layouts for statement in layout.statements}
    shown = {dump.lesson.name: statements_at_work(longer, dump.tried.at(draft.site), own) - old for dump in dumps}
    used = old.union(*shown.values())
    layouts = [
        replace(layout, statements=tuple(one for one in layout.statements if (layout.name, one) in used))
        for layout in longer.layouts
    ]
    return OnDumps(replace(longer, layouts=tuple(layouts)), gains, tuple(telling_pages(shown)))


def _with(draft: Draft, statements: Sequence[LearnedStatement]) -> Draft:
    layouts = [replace(layout, statements=(*layout.statements, *statements)) for layout in draft.layouts]
    return replace(draft, layouts=tuple(layouts))


def _judged(draft: Draft, dumps: Sequence[Dump], rules: Rulebook) -> list[float]:
    own = rules_of(draft, rules)
    return [f1_of(dump.tried.read(draft.site, own, draft.beside_layouts).text, dump.lesson) for dump in dumps]


def _lines(dumps: Sequence[Dump]) -> list[LearnedStatement]:
    """Statements for the lines of the surplus that come again from page to page, and are no other story's headline.

    Of very many, those that stand on most pages.
    """
    lines: dict[str, Line] = defaultdict(Line)
    for dump in dumps:
        for text in dump.surplus:
            lines[line_key(text)].texts.add(text)
            lines[line_key(text)].pages[dump.lesson.name] = dump.lesson
    found = [
        LearnedStatement(Role.BOILERPLATE, "line", line.pattern, tuple(line.pages), count_words(line.pattern))
        for key, line in lines.items()
        if key and len(line.pages) >= MIN_PAGES_OF_LINE and count_words(line.pattern) <= MAX_LINE_WORDS
        if not is_passing(key, line.pages.values())
    ]
    most = set(sorted(found, key=lambda one: (-len(one.pages), -one.words))[:MAX_LINES])
    return [one for one in found if one in most]


def _end(dumps: Sequence[Dump]) -> list[LearnedStatement]:
    """The line behind the story of every page from which on nothing is the story's: the nearest that is sure."""
    lines: dict[str, Line] = defaultdict(Line)
    for dump in dumps:
        for block in _lines_behind(dump.lesson):
            _note(lines, block, dump.lesson)
    ends = [line for key, line in lines.items() if not is_passing(key, line.pages.values())]
    sure = [line for line in ends if _is_sure_end(line, len(dumps))]
    if not sure or len(dumps) < MIN_PAGES_OF_LINE:
        return []
    nearest = min(sure, key=lambda line: (sum(line.far), line.pattern))
    words = sum(count_words(text) for dump in dumps for text in dump.surplus)
    return [LearnedStatement(Role.RELATED, "after", nearest.pattern, tuple(nearest.pages), words)]


def _is_sure_end(line: Line, pages: int) -> bool:
    """Whether a line stands on all pages, at one place behind the story or as a heading, and is no mere button."""
    is_everywhere = len(line.pages) == pages
    is_placed = len(set(line.far)) == 1 or line.headings == pages
    is_button = any(is_interface(text) for text in line.texts)
    return is_everywhere and is_placed and not is_button


def is_interface(text: str) -> bool:
    """Whether a line may be a button or a menu's entry: "Follow", "Sign up". One word alone always may."""
    return count_words(text) < MIN_LINE_WORDS or fold(text) in words_of("menu_words")


def _lines_behind(lesson: Lesson) -> Iterator[Block]:
    """The lines that stand behind a story and nowhere before, each once."""
    last = max(lesson.story)
    seen = {line_key(block.text) for block in lesson.blocks[: last + 1]} | {""}
    for block in lesson.shown:
        key = line_key(block.text)
        if block.index > last and key not in seen and count_words(block.text) <= MAX_LINE_WORDS:
            seen.add(key)
            yield block
