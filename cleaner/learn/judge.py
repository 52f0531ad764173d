"""How good a rule is: pages cleaned with it and without it, held against their stories."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from cleaner.learn.draft import Draft
from cleaner.learn.fields import FieldScore, field_scores
from cleaner.learn.kept import kept
from cleaner.learn.lessons import Lesson
from cleaner.learn.shingles import Shingles, f1, shingles
from cleaner.rulebook import Rulebook


class PageGain(Struct, frozen=True):
    """F1 of the text of one page with the rule and without it, 0–1; and how right its fields are."""

    name: str
    without: float
    with_rule: float
    fields: tuple[FieldScore, ...] = ()

    @property
    def gain(self) -> float:
        """How much better the rule is; below 0: worse."""
        return self.with_rule - self.without

    @property
    def field_gain(self) -> float:
        """How much better the fields are, summed."""
        return sum(one.with_rule - one.without for one in self.fields)

    @property
    def lost(self) -> tuple[str, ...]:
        """The fields that the rule makes worse."""
        return tuple(one.field for one in self.fields if one.is_lost)


def judge(draft: Draft, lessons: Sequence[Lesson], rules: Rulebook) -> list[PageGain]:
    """Each page with the rule and without it, against its story and what its fields should be.

    rules: those for many sites.
    """
    own = rules_of(draft, rules)
    return [_gain(lesson, draft, own) for lesson in lessons]


def _gain(lesson: Lesson, draft: Draft, rules: Rulebook) -> PageGain:
    found = lesson.tried.read(draft.site, rules, draft.beside_layouts)
    scores = field_scores(lesson.values, found.values, lesson.references)
    return PageGain(lesson.name, alone(lesson), f1_of(found.text, lesson), scores)


def unchanged(lesson: Lesson) -> PageGain:
    """The page without any rule, twice."""
    without = alone(lesson)
    return PageGain(lesson.name, without, without, field_scores(lesson.values, lesson.values, lesson.references))


def rules_of(draft: Draft, rules: Rulebook) -> Rulebook:
    """The rules for many sites with a draft on top; no file is written. Raises RuleError where the draft is wrong."""
    return rules.with_site(draft.yaml().encode(), draft.site)


def alone(lesson: Lesson) -> float:
    """F1 of what the labelers keep of a page without a rule."""
    return f1_of(lesson.record.text or "", lesson)


@kept
def f1_of(text: str, lesson: Lesson) -> float:
    """F1 of a text against a story, with or without what may belong to it."""
    own = shingles(text)
    return max(f1(own, story) for story in _stories(lesson))


@kept
def _stories(lesson: Lesson) -> tuple[Shingles, Shingles]:
    """A lesson's story, and it with what may belong to it."""
    return shingles(lesson.text(lesson.story)), shingles(lesson.text(lesson.story | lesson.free))


def mean(values: Sequence[float]) -> float:
    """The mean; 0 of none."""
    return sum(values) / len(values) if values else 0.0
