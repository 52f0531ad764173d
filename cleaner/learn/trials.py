"""Drafts tried on the pages they were learned from: what makes a field worse is taken out, the rest has its worth."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from cleaner.learn.draft import Draft, DraftLayout, statements_of
from cleaner.learn.fields import SHOWN_AS
from cleaner.learn.judge import PageGain, judge, mean
from cleaner.learn.lessons import Lesson
from cleaner.learn.sources import FieldSource, choose_sources, rank_sources
from cleaner.learn.statements import LearnedStatement
from cleaner.rulebook import Rulebook

WORSE = 0.002  # what a rule may cost a page
MIN_SURE_PAGES = 3  # that a body is learned from of which no labeler is asked
MIN_BODY_F1 = 0.987  # on each page, of a rule that names the body: no labeler is asked then
MIN_BODY_GAIN = 0.01  # of a page on which it is not so good, and better than none
# Of a body: it is right on pages on which the labelers are not; and of one that is sure: it is quick.
BODY_WORTH, SURE_WORTH = 0.0007, 0.0003
FIELD_WORTH = 0.1  # of a field that is right on one page of which it was not, in F1 of its text
MIN_GAIN = 0.0005  # of the mean, for which a part of a rule is worth its reading

Ranked = Mapping[str, Sequence[FieldSource]]  # by field, the best first


class HarmfulStatement(Struct, frozen=True):
    """A statement that is not written, and the fields of a page that it makes worse."""

    statement: LearnedStatement
    fields: tuple[str, ...]

    def __str__(self) -> str:
        names = ", ".join(SHOWN_AS.get(field, field) for field in self.fields)
        return f"{self.statement.where} {self.statement.what}, as it makes {names} worse"


class Trial(Struct, frozen=True):
    """A draft with what it makes of the pages it was learned from. dropped: statements that made fields worse."""

    draft: Draft
    verdicts: tuple[PageGain, ...]
    dropped: tuple[HarmfulStatement, ...] = ()

    @property
    def names_body(self) -> bool:
        """Whether it says where the story stands, so that no labeler is asked."""
        return self.draft.form == "body"

    @property
    def kind(self) -> str:
        """What it says, in words."""
        bodies = ", ".join(self.draft.layouts[0].bodies)
        if bodies:
            return f"{self.draft.form}: {bodies}"
        count = len(statements_of(self.draft.layouts))
        return f"{count} {'statement' if count == 1 else 'statements'}, no body" if count else "sources of fields alone"

    @property
    def worth(self) -> float:
        """What it gains; 0 where it is refused."""
        if self.refused:
            return 0.0
        text = mean([verdict.gain for verdict in self.verdicts])
        fields = mean([verdict.field_gain for verdict in self.verdicts])
        has_body = self.draft.form in ("body", "likely body")
        return text + FIELD_WORTH * fields + BODY_WORTH * has_body + SURE_WORTH * self.names_body

    @property
    def harm(self) -> str:
        """What it makes worse; empty where nothing."""
        worst = min(self.verdicts, key=lambda verdict: verdict.gain)
        losing = [verdict for verdict in self.verdicts if verdict.lost]
        if losing:
            fields = ", ".join(SHOWN_AS.get(field, field) for field in losing[0].lost)
            return f"it makes {fields} of {losing[0].name} worse"
        if worst.gain < -WORSE:
            with_rule, without = f"{100 * worst.with_rule:.1f} %", f"{100 * worst.without:.1f} %"
            return f"it makes the text of {worst.name} worse: {with_rule} for {without}"
        if mean([verdict.gain for verdict in self.verdicts]) < -MIN_GAIN:
            return "it makes the texts worse on average"
        return ""

    @property
    def refused(self) -> str:
        """Why it may not be written; empty where it may."""
        if self.harm:
            return self.harm
        if self.names_body and len(self.verdicts) < MIN_SURE_PAGES:
            return f"pages that nobody has seen may have more in it; {MIN_SURE_PAGES} pages would be enough to be sure"
        poor = [one for one in self.verdicts if one.with_rule < MIN_BODY_F1 and one.gain < MIN_BODY_GAIN]
        if self.names_body and poor:
            return f"no container holds the stories so well that no labeler need be asked ({MIN_BODY_F1:.1%} of each)"
        return ""


def rank_fields(lessons: Sequence[Lesson]) -> dict[str, list[FieldSource]]:
    """The sources of every field that is known on some page, the best first."""
    fields = dict.fromkeys(field for lesson in lessons for field in lesson.references)
    pages = [(lesson.fields, lesson.references) for lesson in lessons]
    return {field: rank_sources(field, [(page, known.get(field)) for page, known in pages]) for field in fields}


def try_draft(draft: Draft, lessons: Sequence[Lesson], ranked: Ranked, rules: Rulebook) -> Trial:
    """The draft with the sources that fields need, without the statements that make one worse."""
    verdicts = judge(draft, lessons, rules)
    wanted = [field for field in ranked if _is_wanted(field, verdicts)]
    sourced = with_sources(draft, ranked, wanted)
    if sourced.sources:
        verdicts = judge(sourced, lessons, rules)
        lost = {field for verdict in verdicts for field in verdict.lost}
        draft = replace(sourced, sources=tuple(one for one in sourced.sources if one.field not in lost))
        verdicts = judge(draft, lessons, rules) if draft != sourced else verdicts
    dropped: list[HarmfulStatement] = []
    fault = _fault(draft, lessons, verdicts, rules)
    while fault is not None:
        dropped.append(fault)
        draft = without_statements(draft, [fault.statement])
        verdicts = judge(draft, lessons, rules)
        fault = _fault(draft, lessons, verdicts, rules)
    return Trial(draft, tuple(verdicts), tuple(dropped))


def without_idle(trial: Trial, lessons: Sequence[Lesson], rules: Rulebook) -> Trial:
    """The trial without statements seen on one page of several, without which each page is as good."""
    if len(lessons) < MIN_SURE_PAGES:
        return trial
    for statement in statements_of(trial.draft.layouts):
        if len(statement.pages) == 1:
            draft = without_statements(trial.draft, [statement])
            verdicts = tuple(judge(draft, lessons, rules))
            if all(map(_is_as_good, verdicts, trial.verdicts)):
                trial = replace(trial, draft=draft, verdicts=verdicts)
    return trial


def _is_as_good(page: PageGain, known: PageGain) -> bool:
    """Whether neither text nor a field of a page is worse than it was."""
    pairs = zip(page.fields, known.fields, strict=True)
    return page.with_rule >= known.with_rule and all(one.with_rule >= other.with_rule for one, other in pairs)


def _is_wanted(field: str, verdicts: Sequence[PageGain]) -> bool:
    """Whether the field is not right on some page without a rule, or with this one."""
    scores = [one for verdict in verdicts for one in verdict.fields if one.field == field]
    return any(one.without < 1 or one.with_rule < 1 for one in scores)


def with_sources(draft: Draft, ranked: Ranked, fields: Sequence[str]) -> Draft:
    """The draft with the best sources of some fields."""
    return replace(draft, sources=tuple(one for field in fields for one in choose_sources(ranked.get(field, ()))))


def without_statements(draft: Draft, left_out: Sequence[LearnedStatement]) -> Draft:
    """The draft without statements that say the same as some."""
    keys = {(one.where, one.what) for one in left_out}
    return replace(draft, layouts=tuple(_without(layout, keys) for layout in draft.layouts))


def _without(layout: DraftLayout, keys: set[tuple[str, str]]) -> DraftLayout:
    return replace(layout, statements=tuple(one for one in layout.statements if (one.where, one.what) not in keys))


def _fault(
    draft: Draft, lessons: Sequence[Lesson], verdicts: Sequence[PageGain], rules: Rulebook
) -> HarmfulStatement | None:
    """A statement without which fewer fields of some page are worse."""
    for lesson, verdict in zip(lessons, verdicts, strict=True):
        for statement in _suspects(draft, verdict):
            (without,) = judge(without_statements(draft, [statement]), [lesson], rules)
            mended = tuple(field for field in verdict.lost if field not in without.lost)
            if mended:
                return HarmfulStatement(statement, mended)
    return None


def _suspects(draft: Draft, verdict: PageGain) -> Iterator[LearnedStatement]:
    if verdict.lost:
        yield from (one for one in statements_of(draft.layouts) if verdict.name in one.pages)
