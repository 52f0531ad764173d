"""The same pages as dumps, flattened: by which lines they are known, and which of their lines are none of the story."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from cleaner.learn.draft import Draft
from cleaner.learn.judge import PageGain, at_site, f1_of, mean, rules_of
from cleaner.learn.lessons import Lesson, line_key
from cleaner.learn.statements import MIN_PAGES_OF_LINE, LearnedStatement, pattern_of
from cleaner.model import BODY_ROLES, RawPage, Role
from cleaner.pipeline import clean, trace
from cleaner.rulebook import Rulebook
from cleaner.text import bare, count_words, fold

MAX_LINE_WORDS = 20
MAX_DUMP_LINES = 3  # by which a dump is known to be of this site
WORSE = -0.002
MIN_GAIN = 0.0005


class Dump(Struct, frozen=True, eq=False):
    """A lesson as text, and what the labelers that know no site keep of it that is none of its story."""

    lesson: Lesson
    raw: RawPage
    surplus: tuple[str, ...]


def dumps_of(lessons: Sequence[Lesson], rules: Rulebook) -> list[Dump]:
    """The lessons, flattened as a browser's copy is: a line per block."""
    return [_dump(lesson, rules) for lesson in lessons]


def _dump(lesson: Lesson, rules: Rulebook) -> Dump:
    text = "\n".join(block.text for block in lesson.blocks if not block.hidden)
    raw = RawPage(text, kind="text")
    story = trace(raw, rules).story
    own = {fold(block.text) for block in lesson.blocks if lesson.wanted[block.index] or block.index in lesson.free}
    labelled = zip(story.page.blocks, story.labels.labels, strict=True) if story is not None else ()
    kept = (block.text for block, label in labelled if label is not None and label.role in BODY_ROLES)
    return Dump(lesson, raw, tuple(text for text in kept if fold(text) not in own))


def known_by(lessons: Sequence[Lesson], names: Sequence[str]) -> tuple[str, ...]:
    """Patterns of lines that stand on every page and hold a name of the site; none of a single page."""
    if len(lessons) < MIN_PAGES_OF_LINE:
        return ()
    sought = [bare(name) for name in names if len(bare(name)) >= 4]
    texts: dict[str, set[str]] = defaultdict(set)
    pages: dict[str, set[str]] = defaultdict(set)
    for lesson in lessons:
        for block in lesson.blocks:
            is_short = 2 <= lesson.words[block.index] <= MAX_LINE_WORDS
            if is_short and not block.hidden and any(name in bare(block.text) for name in sought):
                key = line_key(block.text)
                texts[key].add(block.text)
                pages[key].add(lesson.name)
    everywhere = [key for key in texts if len(pages[key]) == len(lessons)]
    best = sorted(everywhere, key=lambda key: (-count_words(min(texts[key])), key))[:MAX_DUMP_LINES]
    return tuple(pattern_of(texts[key]) for key in best)


def with_dump_statements(draft: Draft, dumps: Sequence[Dump]) -> tuple[Draft, list[PageGain]]:
    """The draft with statements on lines, as far as they help dumps and harm none; and the verdicts on the dumps."""
    before = _judged(draft, dumps)
    best, verdicts = draft, [PageGain(name, f1, f1) for name, f1 in before.items()]
    if len(dumps) < MIN_PAGES_OF_LINE:
        return best, verdicts
    for statements in ([*_end(dumps), *_lines(dumps)], _lines(dumps)):
        longer = _with(draft, statements)
        after = _judged(longer, dumps) if statements else before
        found = [PageGain(name, f1, after[name]) for name, f1 in before.items()]
        gains = [verdict.gain for verdict in found]
        if min(gains) >= WORSE and mean(gains) >= MIN_GAIN:
            return longer, found
    return best, verdicts


def _with(draft: Draft, statements: Sequence[LearnedStatement]) -> Draft:
    layouts = [replace(layout, statements=(*layout.statements, *statements)) for layout in draft.layouts]
    return replace(draft, layouts=tuple(layouts))


def _judged(draft: Draft, dumps: Sequence[Dump]) -> dict[str, float]:
    with rules_of(draft) as rules:
        return {
            dump.lesson.name: f1_of(clean(at_site(dump.raw, draft.site), rules).text, dump.lesson) for dump in dumps
        }


def _lines(dumps: Sequence[Dump]) -> list[LearnedStatement]:
    """A statement for each line of the surplus that comes again from page to page."""
    texts: dict[str, set[str]] = defaultdict(set)
    pages: dict[str, dict[str, None]] = defaultdict(dict)
    for dump in dumps:
        for text in dump.surplus:
            if count_words(text) <= MAX_LINE_WORDS:
                texts[line_key(text)].add(text)
                pages[line_key(text)][dump.lesson.name] = None
    return [
        LearnedStatement(Role.BOILERPLATE, "line", pattern_of(texts[key]), tuple(names), count_words(min(texts[key])))
        for key, names in pages.items()
        if key and len(names) >= MIN_PAGES_OF_LINE
    ]


def _end(dumps: Sequence[Dump]) -> list[LearnedStatement]:
    """The line behind the story of every page from which on nothing is the story's: the first that all have."""
    lessons = [dump.lesson for dump in dumps]
    behind = [_keys_behind(lesson) for lesson in lessons]
    shared = [key for key in behind[0] if all(key in keys for keys in behind)]
    if not shared:
        return []
    key = min(shared, key=lambda one: sum(keys[one][0] for keys in behind))
    texts = {keys[key][1] for keys in behind}
    words = sum(count_words(text) for dump in dumps for text in dump.surplus)
    return [LearnedStatement(Role.RELATED, "after", pattern_of(texts), tuple(lesson.name for lesson in lessons), words)]


def _keys_behind(lesson: Lesson) -> dict[str, tuple[int, str]]:
    """Line by key: blocks from the story's end, and the line; of lines that stand behind it and nowhere before."""
    last = max(index for index, wanted in enumerate(lesson.wanted) if wanted)
    before = {line_key(block.text) for block in lesson.blocks[: last + 1]}
    found: dict[str, tuple[int, str]] = {}
    for block in lesson.blocks[last + 1 :]:
        key = line_key(block.text)
        if key and key not in before and not block.hidden and lesson.words[block.index] <= MAX_LINE_WORDS:
            found.setdefault(key, (block.index - last, block.text))
    return found
