"""From the pages of one site to a rule: where its stories stand, what stands among them, what it gains."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from cleaner.learn.bodies import BodyChoice, choose_bodies, region_of
from cleaner.learn.draft import Draft, DraftLayout
from cleaner.learn.dumps import dumps_of, known_by, with_dump_statements
from cleaner.learn.judge import PageGain, f1_of, judge, mean
from cleaner.learn.lessons import Lesson, NoLesson
from cleaner.learn.statements import find_statements
from cleaner.learn.stories import Blocks
from cleaner.model import Record
from cleaner.rulebook import Rulebook

WORSE = 0.002  # what a rule may cost a page
DOUBT_OF_LABELERS = 0.03  # F1 that they lose on pages of sites they have not seen
MIN_BODY_F1 = 0.987  # on each page, of a rule that names the body: no labeler is asked then
BODY_WORTH = 0.001  # of a body that is named: it is right on pages on which the labelers are not
MIN_PAGES_OF_LAYOUT = 2  # one page may be an odd one
MIN_GAIN = 0.0005  # of the mean, for which a part of a rule is worth its reading


class Learned(Struct, frozen=True):
    """What was learned. draft: None where no rule is better than none. why: of that.

    verdicts: of the rule on the pages it was learned from; left_one_out: on each page, learned from the others;
    on_dumps: on the pages flattened, against the rule without its statements on lines.
    """

    draft: Draft | None
    lessons: tuple[Lesson, ...]
    left_out: tuple[NoLesson, ...]
    verdicts: tuple[PageGain, ...] = ()
    left_one_out: tuple[PageGain, ...] = ()
    on_dumps: tuple[PageGain, ...] = ()
    why: str = ""


def learn(site: str, lessons: Sequence[Lesson], left_out: Sequence[NoLesson], rules: Rulebook) -> Learned:
    """The best rule for the lessons, of those that harm none of them; left out one by one, they judge it too.

    rules: those for many sites. Deterministic.
    """
    given = (tuple(lessons), tuple(left_out))
    try:
        if not lessons:
            return Learned(None, *given, why="no page teaches anything")
        for trial in _trials(site, lessons):
            left_one_out = leave_one_out(site, lessons, names_body=trial.names_body)
            if mean([verdict.gain for verdict in left_one_out]) >= -_tolerance(lessons):
                draft, on_dumps = with_dump_statements(trial.draft, dumps_of(lessons, rules))
                return Learned(draft, *given, trial.verdicts, tuple(left_one_out), tuple(on_dumps))
        return Learned(None, *given, why="the pages are as good without one, or better")
    finally:
        region_of.cache_clear()


class Trial(Struct, frozen=True):
    """A draft with what it makes of the pages it was learned from. tolerance: what it may cost one of them."""

    draft: Draft
    verdicts: tuple[PageGain, ...]
    tolerance: float

    @property
    def names_body(self) -> bool:
        """Whether it says where the story stands, so that no labeler is asked."""
        return bool(self.draft.layouts[0].bodies)

    @property
    def worth(self) -> float:
        """What it gains; 0 where it harms a page, or names a body that is not right."""
        gains = [verdict.gain for verdict in self.verdicts]
        is_wrong = (
            self.names_body and min(verdict.with_rule for verdict in self.verdicts) < MIN_BODY_F1 - self.tolerance
        )
        if is_wrong or min(gains) < -self.tolerance or mean(gains) < -WORSE:
            return 0.0
        is_proven = self.names_body and len(self.verdicts) > 1
        return mean(gains) + (BODY_WORTH + self.tolerance) * is_proven


def _tolerance(lessons: Sequence[Lesson]) -> float:
    """What a rule may cost a page it has not seen: more where the labelers alone teach, who are not always right."""
    taught = sum(lesson.sure != "labelers" for lesson in lessons)
    return WORSE if 2 * taught > len(lessons) else DOUBT_OF_LABELERS


def _trials(site: str, lessons: Sequence[Lesson]) -> list[Trial]:
    """The drafts that are worth reading, the best first."""
    trials = [Trial(draft, tuple(judge(draft, lessons)), _tolerance(lessons)) for draft in _drafts(site, lessons)]
    return sorted((trial for trial in trials if trial.worth >= MIN_GAIN), key=lambda trial: -trial.worth)


def leave_one_out(site: str, lessons: Sequence[Lesson], *, names_body: bool) -> list[PageGain]:
    """Each page with a draft of a kind that was learned from the others; where these teach none, without one."""
    found: list[PageGain] = []
    for lesson in lessons if len(lessons) > 1 else ():
        drafts = _drafts(site, [other for other in lessons if other is not lesson])
        same = [draft for draft in drafts if bool(draft.layouts[0].bodies) == names_body]
        alone = f1_of(lesson.record.text, lesson)
        found += judge(same[0], [lesson]) if same else [PageGain(lesson.name, alone, alone)]
    return found


def _drafts(site: str, lessons: Sequence[Lesson]) -> list[Draft]:
    """A draft that names the body, and one that only takes out what the labelers keep."""
    about = _about(site, lessons)
    bodies = choose_bodies(lessons)
    drafts: list[Draft] = []
    if sum(len(choice.lessons) for choice in bodies) == len(lessons):
        drafts.append(replace(about, layouts=_layouts(bodies)))
    statements = tuple(find_statements({lesson: lesson.kept for lesson in lessons}))
    if statements:
        drafts.append(replace(about, layouts=(DraftLayout("1", (), statements),)))
    return drafts


def _layouts(choices: Sequence[BodyChoice]) -> tuple[DraftLayout, ...]:
    """A layout for each body that has days of its own, newest first; else one for all."""
    spans = [days_of(choice.lessons) for choice in choices]
    by_day = sorted(zip(spans, choices, strict=True), key=lambda pair: pair[0], reverse=True)
    are_apart = all(older[1] < newer[0] for (newer, _), (older, _) in pairwise(by_day))
    has_proof = all(first and len(choice.lessons) >= MIN_PAGES_OF_LAYOUT for (first, _), choice in by_day)
    if len(choices) == 1 or not are_apart or not has_proof:
        return (_layout("1", choices),)
    layouts: list[DraftLayout] = []
    newer: str | None = None
    for (first, _), choice in by_day:
        since = first if choice is not by_day[-1][1] else None
        layouts.append(replace(_layout(first, [choice]), since=since, until=newer and day_before(newer)))
        newer = first
    return tuple(layouts)


def _layout(name: str, choices: Sequence[BodyChoice]) -> DraftLayout:
    """One layout for all lessons of some choices; the selector that fewest others' pages have is asked first."""
    lessons = [lesson for choice in choices for lesson in choice.lessons]
    selectors = sorted((choice.selector for choice in choices), key=lambda selector: _reach(selector, lessons))
    kept = {lesson: _first_region(selectors, lesson) for lesson in lessons}
    return DraftLayout(name, tuple(selectors), tuple(find_statements(kept)))


def _reach(selector: str, lessons: Sequence[Lesson]) -> int:
    """How many lessons have something that a selector takes."""
    return sum(region_of(selector, lesson) is not None for lesson in lessons)


def _first_region(selectors: Sequence[str], lesson: Lesson) -> Blocks:
    """The blocks that a list of selectors takes as body: those of the first that is on the page."""
    regions = (region_of(selector, lesson) for selector in selectors)
    return next((region.blocks for region in regions if region is not None), frozenset())


def days_of(lessons: Sequence[Lesson]) -> tuple[str, str]:
    """The first and the last day on which the lessons were published; empty where one has none."""
    days = sorted(published_day(lesson.record) for lesson in lessons)
    return days[0], days[-1]


def published_day(record: Record) -> str:
    """The day of publication, as 2024-03-31; empty where it is not known."""
    return record.published.value[:10] if record.published is not None and record.published.value else ""


def day_before(day: str) -> str:
    """The day before: 2024-03-31 of 2024-04-01."""
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def _about(site: str, lessons: Sequence[Lesson]) -> Draft:
    """A draft that says no more than whose pages they are."""
    records = [lesson.record for lesson in lessons]
    outlets = Counter(record.outlet.name for record in records if record.outlet is not None and record.outlet.name)
    languages = Counter(record.language.code for record in records if record.language is not None)
    language = _most(languages)
    countries = Counter(
        record.outlet.country for record in records if record.outlet is not None and record.outlet.country
    )
    outlet = _most(outlets)
    names = [name for name in (outlet, site.partition(".")[0]) if name]
    known = (language,) if language and language != "und" else ()
    return Draft(site, outlet, _most(countries), known, (), known_by(lessons, names))


def _most(counts: Mapping[str, int]) -> str | None:
    return max(sorted(counts), key=lambda value: counts[value], default=None)
