"""Pages to learn a rule from: their blocks, what these are called without a rule, and which of them are the story."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from cleaner.json_paths import as_text
from cleaner.lines.dates.months import month_number
from cleaner.model import BODY_ROLES, STORY_ROLES, Block, Label, Options, Page, RawPage, Record, Role
from cleaner.pipeline import trace
from cleaner.rulebook import Rulebook
from cleaner.stages.decode import decode
from cleaner.stages.segment import segment
from cleaner.text import bare, count_words, fold

MIN_STORY_WORDS = 40  # a page with less text teaches nothing
MIN_DECLARED_SHARE = 0.6  # of the labelers' story that a declared text must hold to be the same story, whole
OPENING_CHARS = 60  # two texts that begin with the same so many characters are one
MIN_LOOKED_UP_CHARS = 12  # shorter texts stand in any long one
SHINGLE = 4  # words in a row by which a block is found in a given text
MIN_FOUND_WORDS = 6  # of a block that is found by them; shorter ones stand in any text
MIN_SHARED = 0.6  # of a block's shingles that a given text must hold
DIGITS = re.compile(r"\d+")
WORD = re.compile(r"\w+")


class Lesson(Struct, frozen=True, eq=False):
    """One page as a teacher. page: with its tree. labels: of the blocks, by the labelers that know no site.

    wanted: per block whether it is the story's. free: blocks that may be so or not: titles and captions that a given
    text holds. sure: what says so: `given`, `declared`, `labelers`. words: per block.
    """

    name: str
    raw: RawPage
    page: Page
    record: Record
    labels: tuple[Label | None, ...]
    wanted: tuple[bool, ...]
    free: frozenset[int]
    sure: str
    words: tuple[int, ...]

    @property
    def blocks(self) -> tuple[Block, ...]:
        return self.page.blocks

    @property
    def story_words(self) -> int:
        """Words of the story."""
        return sum(count for count, wanted in zip(self.words, self.wanted, strict=True) if wanted)

    @property
    def story(self) -> str:
        """The story, a line per block."""
        return "\n".join(block.text for block in self.blocks if self.wanted[block.index])

    @property
    def longest_story(self) -> str:
        """The story with what may belong to it or not."""
        return "\n".join(block.text for block in self.blocks if self.wanted[block.index] or block.index in self.free)

    def is_settled(self, index: int) -> bool:
        """Whether nothing is to be learned of a block: it may be either, or a rule for many sites takes it out."""
        label = self.labels[index]
        is_named = label is not None and label.voice.is_rule and label.role not in BODY_ROLES
        return is_named or index in self.free


class NoLesson(Struct, frozen=True):
    """A page that teaches nothing, and why."""

    name: str
    why: str


def read_lessons(
    pages: Iterable[tuple[str, RawPage]], rules: Rulebook, truths: Mapping[str, str]
) -> tuple[list[Lesson], list[NoLesson]]:
    """The lessons of pages, and what is left out of them. rules: without those of sites.

    truths: text of the story by name or address of the page; it counts above all else.
    """
    lessons: list[Lesson] = []
    left_out: list[NoLesson] = []
    for name, raw in pages:
        found = _read(name, raw, rules, truths.get(name) or truths.get(raw.url or ""))
        if isinstance(found, Lesson):
            lessons.append(found)
        else:
            left_out.append(found)
    return _without_repeated(lessons), left_out


def _read(name: str, raw: RawPage, rules: Rulebook, truth: str | None) -> Lesson | NoLesson:
    traced = trace(raw, rules)
    story = traced.story
    if story is None:
        return NoLesson(name, traced.record.reason or "it cannot be read")
    page = segment(decode(raw, Options()), Options())  # with its tree, which trace() lets go
    if page.tree is None:
        return NoLesson(name, "a dump: it is looked at once a page of the site has taught a rule")
    if [block.text for block in page.blocks] != [block.text for block in story.page.blocks]:
        return NoLesson(name, f"its story is not in its elements but in its data ({story.labels.body_by})")
    labels = story.labels.labels
    found, sure = _wanted(page, labels, truth)
    free = frozenset(index for index, label in enumerate(labels) if found[index] and _is_about(label))
    wanted = tuple(is_wanted and index not in free for index, is_wanted in enumerate(found))
    words = tuple(count_words(block.text) for block in page.blocks)
    lesson = Lesson(name, raw, page, traced.record, labels, wanted, free, sure, words)
    if lesson.story_words < MIN_STORY_WORDS:
        return NoLesson(name, f"it has hardly any story: {lesson.story_words} words ({traced.record.status.value})")
    return lesson


def _is_about(label: Label | None) -> bool:
    """Whether a block is about the story: a given text may hold its title, its captions, its lead."""
    return label is not None and label.role in STORY_ROLES


def _wanted(page: Page, labels: Sequence[Label | None], truth: str | None) -> tuple[list[bool], str]:
    """Per block whether it is the story's, and what says so: a given text, the declared one, the labelers."""
    chosen = [label is not None and label.role in BODY_ROLES for label in labels]
    if truth is not None:
        return _given(page, chosen, truth), "given"
    declared = fold(max((as_text(node.get("articleBody")) for node in page.signals.json_ld), key=len, default=""))
    is_declared = [_is_in(block, declared) for block in page.blocks]
    kept = sum(len(block.text) for block in page.blocks if chosen[block.index])
    agreed = sum(len(block.text) for block in page.blocks if chosen[block.index] and is_declared[block.index])
    if not declared or agreed < MIN_DECLARED_SHARE * kept:
        return chosen, "labelers"
    # a declared text is without headings and lists
    return [is_declared[one.index] or (chosen[one.index] and _is_short(one)) for one in page.blocks], "declared"


def _given(page: Page, chosen: Sequence[bool], truth: str) -> list[bool]:
    """Per block whether a given text holds it. Of copies the first beside the story; short ones inside it."""
    known, text = _shingles(truth), fold(truth)
    is_long = [len(WORD.findall(block.text)) >= MIN_FOUND_WORDS for block in page.blocks]
    is_part = [long and _is_part(block, known) for block, long in zip(page.blocks, is_long, strict=True)]
    copies: dict[str, list[int]] = defaultdict(list)
    for block in page.blocks:
        if is_part[block.index]:
            copies[fold(block.text)].append(block.index)
    own = [index for indices in copies.values() if len(indices) == 1 for index in indices]
    first, last = (min(own), max(own)) if own else (0, len(page.blocks))
    wanted = [False] * len(page.blocks)
    for indices in copies.values():
        inside = [index for index in indices if first <= index <= last]
        wanted[(inside or indices)[0]] = True
    for block in page.blocks[first : last + 1]:
        before, behind = wanted[max(block.index - 2, 0) : block.index], wanted[block.index + 1 : block.index + 3]
        is_inside = any(before) and any(behind)
        if not is_long[block.index] and fold(block.text) in text:
            wanted[block.index] = chosen[block.index] or is_inside
    return wanted


def _is_short(block: Block) -> bool:
    """Whether a declared text, which is without headings and lists, says nothing of a block."""
    return len(block.text) < OPENING_CHARS or block.tag in ("h2", "h3", "h4", "li", "blockquote", "pre", "tr")


def _is_in(block: Block, text: str) -> bool:
    opening = fold(block.text[: 2 * OPENING_CHARS])[:OPENING_CHARS]
    return len(opening) >= MIN_LOOKED_UP_CHARS and opening in text


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = WORD.findall(text.lower())
    return Counter(tuple(words[start : start + SHINGLE]) for start in range(max(1, len(words) - SHINGLE + 1)))


def _is_part(block: Block, known: Counter[tuple[str, ...]]) -> bool:
    """Whether a block stands in a given text, as far as its words in a row tell."""
    own = _shingles(block.text)
    return sum(count for shingle, count in own.items() if shingle in known) >= MIN_SHARED * own.total()


def _without_repeated(lessons: Sequence[Lesson]) -> list[Lesson]:
    """The lessons, of whose stories nothing is wanted that stands on other pages of the site, too."""
    pages_of: Counter[str] = Counter()
    for lesson in lessons:
        pages_of.update({line_key(block.text) for block in lesson.blocks})
    kept: list[Lesson] = []
    for lesson in lessons:
        if lesson.sure == "given":
            kept.append(lesson)
            continue
        is_own = [pages_of[line_key(block.text)] == 1 for block in lesson.blocks]
        wanted = tuple(is_wanted and own for is_wanted, own in zip(lesson.wanted, is_own, strict=True))
        kept.append(replace(lesson, wanted=wanted))
    return kept


def line_key(text: str) -> str:
    """A text in the form in which lines of two pages are one: letters, one digit for any number, no months."""
    words = text.split() if any(map(str.isdigit, text)) else [text]
    return DIGITS.sub("0", bare(" ".join(word for word in words if not month_number(word.strip(",.")))))


def role_by_labelers(labels: Iterable[Label | None]) -> Role:
    """What the labelers call most of some blocks, of roles that are none of a body; else boilerplate."""
    roles = Counter(label.role for label in labels if label is not None and label.role not in BODY_ROLES)
    del roles[Role.BOILERPLATE]
    return roles.most_common(1)[0][0] if roles else Role.BOILERPLATE
