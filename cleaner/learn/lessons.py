"""Pages to learn a rule from: their blocks, what these are called without a rule, and which of them are the story."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from cleaner.article import Article
from cleaner.flatten import flatten
from cleaner.learn.fields import PRINTED_IN_TEXT, Reference, Values, record_values, refer
from cleaner.learn.kept import kept
from cleaner.learn.repeated import own_blocks
from cleaner.learn.shingles import f1, shingles
from cleaner.learn.sources import ReadPage
from cleaner.learn.stories import Blocks, declared_story, given_story
from cleaner.learn.tried_page import TriedPage, traced_by
from cleaner.lines.dates.months import month_number
from cleaner.model import BODY_ROLES, STORY_ROLES, Block, Label, Options, Page, RawPage, Record, Role, Story
from cleaner.pipeline import Trace
from cleaner.rulebook import Rulebook
from cleaner.stages.decode import Undecodable, decode
from cleaner.stages.segment import segment
from cleaner.text import bare, count_words, fold

MIN_STORY_WORDS = 40  # a page with less text teaches nothing
MIN_TRUSTED = 0.9  # F1 of the labelers' text: where it is less, they say nothing of the fields that stand in it
DIGITS = re.compile(r"\d+")
REPEATED = "its text stands on other pages too: a second copy, or a page of teasers"
NO_TEXT = "there is no text in it"
DUMP = "a dump: the pages of a site teach what its dumps need"


class Lesson(Struct, frozen=True, eq=False):
    """One page as a teacher. page: with its tree; tried: to try rules on. labels: of its blocks, by the labelers alone.

    story: its blocks. sure: what says so: `given`, `declared`, `labelers`. free: blocks that may belong to it or not:
    titles and captions that a given text holds. kept: what the labelers call body. named: what rules for many sites
    call something else. words: of each block. values: of the record's fields; references: what they should
    be. platforms: the files of the systems that made it.
    """

    name: str
    raw: RawPage
    page: Page
    record: Record
    tried: TriedPage
    labels: tuple[Label | None, ...]
    story: Blocks
    sure: str
    free: Blocks
    kept: Blocks
    named: Blocks
    words: tuple[int, ...]
    fields: ReadPage
    values: Mapping[str, Values]
    references: Mapping[str, Reference]
    platforms: frozenset[str]

    @property
    def blocks(self) -> tuple[Block, ...]:
        return self.page.blocks

    def count(self, blocks: Iterable[int]) -> int:
        """Words of some blocks."""
        return sum(map(self.words.__getitem__, blocks))

    def text(self, blocks: Blocks) -> str:
        """The text of some blocks, a line each, in page order."""
        return "\n".join(self.blocks[index].text for index in sorted(blocks))

    def surplus(self, blocks: Blocks) -> Blocks:
        """Of blocks that would be body those that are none of the story, and that nothing else takes out."""
        return blocks - self.story - self.free - self.named

    @property
    def day(self) -> str:
        """The day of publication, as 2024-03-31; empty where it is not known."""
        published = self.record.published
        return published.value[:10] if published is not None and published.value else ""

    @property
    def shown(self) -> list[Block]:
        """The blocks that a reader sees."""
        return [block for block in self.blocks if not block.hidden]

    @property
    def flattened(self) -> RawPage:
        """The page as a dump."""
        return RawPage(flatten(self.blocks), kind="text")


class NoLesson(Struct, frozen=True):
    """A page that teaches nothing, and why."""

    name: str
    why: str


def read_lessons(
    pages: Iterable[tuple[str, RawPage]],
    rules: Rulebook,
    truths: Mapping[str, str],
    known: Mapping[str, Mapping[str, Values]] = {},
) -> tuple[list[Lesson], list[NoLesson]]:
    """The lessons of pages, and what is left out of them. rules: without those of sites.

    truths: text of the story by name or address of the page; known: values of its fields. They count above all else.
    """
    lessons: list[Lesson] = []
    left_out: list[NoLesson] = []
    for name, raw in pages:
        truth = truths.get(name) or truths.get(raw.url or "")
        found = _read(name, raw, rules, truth, known.get(name) or known.get(raw.url or "") or {})
        if isinstance(found, Lesson):
            lessons.append(found)
        else:
            left_out.append(found)
    unique = _without_repeated(lessons)
    left_out += [NoLesson(one.name, REPEATED) for one in unique if not _is_enough(one)]
    return [lesson for lesson in unique if _is_enough(lesson)], left_out


def _is_enough(lesson: Lesson) -> bool:
    return lesson.count(lesson.story) >= MIN_STORY_WORDS


def _read(
    name: str, raw: RawPage, rules: Rulebook, truth: str | None, known: Mapping[str, Values]
) -> Lesson | NoLesson:
    try:
        page = segment(decode(raw, Options()), Options())
    except Undecodable as problem:
        return NoLesson(name, str(problem))
    traced = traced_by(page, rules)
    assert traced.story is not None, "of a page that can be read"
    if not traced.story.page.blocks:
        return NoLesson(name, NO_TEXT)
    if page.tree is None:
        return NoLesson(name, DUMP)
    if [block.text for block in page.blocks] != [block.text for block in traced.story.page.blocks]:
        return NoLesson(name, f"its story is in its data, not in its elements ({traced.story.labels.body_by})")
    lesson = _lesson(name, raw, page, traced, traced.story, truth)
    lesson = replace(lesson, references=_references(lesson, known))
    if not _is_enough(lesson):
        words = lesson.count(lesson.story)
        return NoLesson(name, f"it has hardly any story: {words} words ({traced.record.status.value})")
    return lesson


def _lesson(name: str, raw: RawPage, page: Page, traced: Trace, found: Story, truth: str | None) -> Lesson:
    labels = found.labels.labels
    labelled = [(index, label) for index, label in enumerate(labels) if label is not None]
    kept = frozenset(index for index, label in labelled if label.role in BODY_ROLES)
    # a given text may hold titles and captions
    about = frozenset(index for index, label in labelled if label.role in STORY_ROLES)
    ruled = frozenset(index for index, label in labelled if label.voice.is_rule)
    story, sure = _story(page, kept, truth)
    words = tuple(count_words(block.text) for block in page.blocks)
    return Lesson(
        name=name,
        raw=raw,
        page=page,
        tried=TriedPage(page),
        record=traced.record,
        labels=tuple(labels),
        story=story - about,
        sure=sure,
        free=story & about,
        kept=kept,
        named=ruled - kept,
        words=words,
        fields=ReadPage(page, found.labels, Article(found)),
        values=record_values(traced.record),
        references={},
        platforms=_platforms(traced),
    )


def _platforms(traced: Trace) -> frozenset[str]:
    grounds = traced.match.grounds if traced.match is not None else ()
    return frozenset(ground.rule for ground in grounds if ground.rule.startswith("platforms/"))


def _references(lesson: Lesson, known: Mapping[str, Values]) -> dict[str, Reference]:
    """What the fields of a page should hold, as far as anything says it."""
    found: dict[str, Reference] = {}
    story = shingles(lesson.text(lesson.story | lesson.free))
    is_trusted = f1(shingles(lesson.record.text), story) >= MIN_TRUSTED
    for field, own in lesson.values.items():
        own = _vouched(own, lesson) if field in PRINTED_IN_TEXT else own
        declared = lesson.fields.values(field, lesson.fields.declared(field))
        reference = Reference(known[field], "given") if known.get(field) else refer(field, own, declared)
        if reference is not None and (is_trusted or reference.sure != "labelers"):
            found[field] = reference
    return found


def _vouched(values: Values, lesson: Lesson) -> Values:
    """Those of some values that do not stand in blocks alone that are none of the story, or behind it."""
    last = max(lesson.story, default=len(lesson.blocks))
    beside = lesson.surplus(lesson.kept)
    texts = [fold(block.text) for block in lesson.blocks]
    own = [text for index, text in enumerate(texts) if index <= last and index not in beside]
    others = [text for index, text in enumerate(texts) if index > last or index in beside]
    return frozenset(
        value for value in values if any(value in text for text in own) or not any(value in text for text in others)
    )


def _story(page: Page, kept: Blocks, truth: str | None) -> tuple[Blocks, str]:
    """The blocks of the story, and what says so."""
    if truth is not None:
        return given_story(page, kept, truth), "given"
    declared = declared_story(page, kept)
    return (declared, "declared") if declared is not None else (kept, "labelers")


def _without_repeated(lessons: Sequence[Lesson]) -> list[Lesson]:
    """The lessons; what stands on other pages of the site, too, is of no story that nobody has given."""
    pages_of: Counter[str] = Counter()
    for lesson in lessons:
        pages_of.update({line_key(block.text) for block in lesson.blocks})
    return [lesson if lesson.sure == "given" else _without_lines(lesson, pages_of) for lesson in lessons]


def _without_lines(lesson: Lesson, pages_of: Mapping[str, int]) -> Lesson:
    repeated = frozenset(index for index in lesson.story if pages_of[line_key(lesson.blocks[index].text)] > 1)
    return replace(lesson, story=own_blocks(lesson.page, lesson.story, repeated))


@kept
def line_key(text: str) -> str:
    """A text in the form in which lines of two pages are one: letters, one digit for any number, no months."""
    words = text.split() if any(map(str.isdigit, text)) else [text]
    rest = [word for word in words if not month_number(word.strip(",."))]
    return DIGITS.sub("0", bare(" ".join(rest)))


def role_by_labelers(labels: Iterable[Label | None]) -> Role:
    """What the labelers call most of some blocks, of roles that are none of a body; else boilerplate.

    A role that fields are read from only where they call more than half of all blocks so.
    """
    roles = Counter(label.role for label in labels if label is not None)
    half = roles.total() / 2
    for role in (*BODY_ROLES, Role.BOILERPLATE):
        del roles[role]
    likely = (role for role, count in roles.most_common() if role not in STORY_ROLES or count > half)
    return next(likely, Role.BOILERPLATE)
