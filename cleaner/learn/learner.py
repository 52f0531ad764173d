"""From the pages of one site to a rule: where its stories stand, what stands among them, what it gains."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from cleaner.learn.draft import Draft
from cleaner.learn.drafts import make_drafts
from cleaner.learn.dumps import dumps_of, with_dump_statements
from cleaner.learn.fields import SHOWN_AS
from cleaner.learn.judge import PageGain, judge, mean, unchanged
from cleaner.learn.kept import forget_all
from cleaner.learn.lessons import Lesson, NoLesson
from cleaner.learn.own_names import without_own_names
from cleaner.learn.sources import FieldSource
from cleaner.learn.trials import (
    MIN_GAIN,
    WORSE,
    HarmfulStatement,
    Trial,
    rank_fields,
    try_draft,
    with_sources,
    without_idle,
    without_statements,
)
from cleaner.rulebook import Rulebook


class Refused(Struct, frozen=True):
    """A draft that was not written, and why. verdicts: on the pages; left_one_out: where it came that far."""

    kind: str
    why: str
    verdicts: tuple[PageGain, ...]
    left_one_out: tuple[PageGain, ...] = ()


class Learned(Struct, frozen=True):
    """What was learned. draft: None where no rule is better than none. why: of that. refused: drafts that are worse.

    verdicts: of the rule on the pages it was learned from; left_one_out: on each page, learned from the others;
    on_dumps: on the pages flattened, against the rule without its statements on lines; dumps: the fewest pages that
    show flattened what these are for. ranked: the sources of each field, the best first. dropped: statements that made
    a field worse.
    """

    draft: Draft | None
    lessons: tuple[Lesson, ...]
    left_out: tuple[NoLesson, ...]
    verdicts: tuple[PageGain, ...] = ()
    left_one_out: tuple[PageGain, ...] = ()
    on_dumps: tuple[PageGain, ...] = ()
    dumps: tuple[str, ...] = ()
    why: str = ""
    ranked: Mapping[str, Sequence[FieldSource]] = {}
    refused: tuple[Refused, ...] = ()
    dropped: tuple[HarmfulStatement, ...] = ()


def learn(site: str, lessons: Sequence[Lesson], left_out: Sequence[NoLesson], rules: Rulebook) -> Learned:
    """The best rule for the lessons, of those that harm none of them; left out one by one, they judge it too.

    rules: those for many sites. Deterministic.
    """
    if not lessons:
        return Learned(None, (), tuple(left_out), why="no page teaches anything")
    try:
        return _learn(site, lessons, left_out, rules)
    finally:
        forget_all()


def _learn(site: str, lessons: Sequence[Lesson], left_out: Sequence[NoLesson], rules: Rulebook) -> Learned:
    lessons = without_own_names(lessons, site)
    ranked = rank_fields(lessons)
    learned = Learned(None, tuple(lessons), tuple(left_out), ranked=ranked)
    trials = [try_draft(draft, lessons, ranked, rules) for draft in make_drafts(site, lessons)]
    refused: list[Refused] = []
    for tried in sorted(trials, key=lambda trial: -trial.worth):
        trial, left_one_out, why = _prove(site, lessons, tried, rules)
        if not why:
            trial = without_idle(trial, lessons, rules)
            on_dumps = with_dump_statements(trial.draft, dumps_of(lessons, rules), rules)
            return replace(
                learned, draft=on_dumps.draft, verdicts=trial.verdicts, left_one_out=left_one_out,
                on_dumps=on_dumps.gains, dumps=on_dumps.telling, refused=tuple(refused), dropped=trial.dropped,
            )  # fmt: skip
        one = Refused(trial.kind, why, trial.verdicts, left_one_out)
        if one not in refused:  # two drafts are one where all their statements were dropped
            refused.append(one)
    verdicts = tuple(map(unchanged, lessons))
    why = "the pages are as good without one, or better"
    return replace(learned, why=why, verdicts=verdicts, refused=tuple(refused))


def _prove(
    site: str, lessons: Sequence[Lesson], trial: Trial, rules: Rulebook
) -> tuple[Trial, tuple[PageGain, ...], str]:
    """The trial without sources that make a field of a page left out worse; these pages; why it may not be written."""
    why = trial.refused or ("" if trial.worth >= MIN_GAIN else "it gains nothing")
    if why:
        return trial, (), why
    left_one_out = tuple(leave_one_out(site, lessons, trial, rules))
    lost = {field for verdict in left_one_out for field in verdict.lost}
    sources = tuple(one for one in trial.draft.sources if one.field not in lost)
    if sources == trial.draft.sources:
        return trial, left_one_out, _loss(trial, left_one_out)
    draft = replace(trial.draft, sources=sources)
    return _prove(site, lessons, replace(trial, draft=draft, verdicts=tuple(judge(draft, lessons, rules))), rules)


def _loss(trial: Trial, left_one_out: Sequence[PageGain]) -> str:
    """Why what other pages teach may not be written; empty where it may. A body that is sure may lose on no page."""
    gains = [verdict.gain for verdict in left_one_out]
    if mean(gains) < -MIN_GAIN or (trial.names_body and min(gains) < -WORSE):
        worst = min(left_one_out, key=lambda verdict: verdict.gain)
        return f"on a page that it has not seen ({worst.name}) it makes the text worse"
    if mean([verdict.field_gain for verdict in left_one_out]) < 0:
        worst = min(left_one_out, key=lambda verdict: verdict.field_gain)
        fields = ", ".join(SHOWN_AS.get(field, field) for field in worst.lost)
        return f"on a page that it has not seen ({worst.name}) it makes {fields} worse"
    return ""


def leave_one_out(site: str, lessons: Sequence[Lesson], trial: Trial, rules: Rulebook) -> list[PageGain]:
    """Each page with a draft of the trial's kind that was learned from the others; where these teach none, without."""
    found: list[PageGain] = []
    fields = list(dict.fromkeys(one.field for one in trial.draft.sources))
    for lesson in lessons if len(lessons) > 1 else ():
        others = [other for other in lessons if other is not lesson]
        draft = _same_kind(make_drafts(site, others), trial)
        if draft is None:
            found.append(unchanged(lesson))
        else:
            ranked = rank_fields(others) if fields else {}
            found += judge(with_sources(draft, ranked, fields), [lesson], rules)
    return found


def _same_kind(drafts: Iterable[Draft], trial: Trial) -> Draft | None:
    """The draft that names the body as the trial does, as surely, or takes out as it does."""
    same = next((draft for draft in drafts if draft.form == trial.draft.form), None)
    return without_statements(same, [one.statement for one in trial.dropped]) if same is not None else None
