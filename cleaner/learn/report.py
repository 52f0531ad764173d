"""What a person is told of a learned rule: what it is sure of, what to look at, what it gains."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from textwrap import wrap

from cleaner.learn.bodies import choose_bodies
from cleaner.learn.draft import Draft, statements_of
from cleaner.learn.fields import SHOWN_AS
from cleaner.learn.judge import PageGain, mean
from cleaner.learn.learner import Learned, Refused
from cleaner.learn.lessons import Lesson
from cleaner.learn.sources import FieldSource

MAX_SHOWN = 12
COLUMNS = 80
WIDTH = 38
FIELD_WIDTH, SOURCE_WIDTH = 12, 18
TEACHERS = {"given": "the texts you gave", "declared": "the text in their JSON-LD", "labelers": "the labelers alone"}
HELD_AGAINST = {
    "given": "what you gave",
    "declared": "what the pages declare (JSON-LD, og:title and other metadata)",
    "labelers": "what the labelers find alone",
}
NEXT_STEPS = (
    "what to do next, one of:",
    "  give more pages, of other days and sections: what comes again teaches most",
    "  give some of their texts: --truth FILE, JSON lines with `name` and `text`, and `title`, `authors`, `published`",
    "  write the rule by hand, from a scaffold: cleaner rules new PAGE --out FOLDER",
)


def report_lines(learned: Learned) -> Iterator[str]:
    """The report, line by line; long lines are folded at words."""
    for line in _lines(learned):
        yield from wrap(line, COLUMNS, subsequent_indent="    ", break_long_words=False, break_on_hyphens=False) or [""]


def _lines(learned: Learned) -> Iterator[str]:
    count = len(learned.lessons)
    yield f"{_pages(count)} {'teaches' if count == 1 else 'teach'}, {len(learned.left_out)} left out"
    for one in learned.left_out:
        yield f"  left out: {one.name}: {one.why}"
    teachers = Counter(lesson.sure for lesson in learned.lessons)
    yield from (f"  {number} by {TEACHERS[sure]}" for sure, number in sorted(teachers.items()))
    if learned.draft is None:
        yield f"no rule: {learned.why}"
        yield from _without_rule(learned)
        return
    yield ""
    yield from _rule_lines(learned.draft, count)
    yield ""
    yield from _table(learned)
    yield ""
    yield from _field_table(learned)
    yield ""
    yield from _doubts(learned)


def _without_rule(learned: Learned) -> Iterator[str]:
    """What was tried, why it is not written, and what to do."""
    if learned.lessons:
        yield ""
        yield from _table(learned)
        yield ""
        yield from map(_refusal, learned.refused)
        yield ""
        yield from _field_table(learned)
        yield ""
        yield from _doubt_of_labelers(learned.lessons)
    yield from NEXT_STEPS


def _refusal(one: Refused) -> str:
    means = [f"with it {100 * _mean(one.verdicts).with_rule:.1f} %"]
    if one.left_one_out:
        means.append(f"left out {100 * _mean(one.left_one_out).with_rule:.1f} %")
    return f"not written: {one.kind}: {one.why} ({', '.join(means)})"


def _rule_lines(draft: Draft, count: int) -> Iterator[str]:
    for layout in draft.layouts:
        days = " ".join(f"{key} {day}" for key, day in (("since", layout.since), ("until", layout.until)) if day)
        where = ", ".join(layout.bodies) or "found by the labelers"
        doubt = "" if layout.is_sure or not layout.bodies else ", likely: the labelers are asked, too"
        yield f"body: {where}{doubt}{f' ({days})' if days else ''}"
    for statement in statements_of(draft.layouts):
        what = _cut(statement.what, WIDTH)
        yield f"{statement.role.value}: {statement.where} {what} ({len(statement.pages)} of {_pages(count)})"
    if draft.extends:
        yield f"made with: {', '.join(draft.extends)}"
    for line in draft.dump_lines:
        yield f"dumps are known by: {line}"


def _pages(count: int) -> str:
    return f"{count} {'page' if count == 1 else 'pages'}"


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"


def _table(learned: Learned) -> Iterator[str]:
    """F1 per page, in per cent."""
    left = {verdict.name: verdict for verdict in learned.left_one_out}
    yield f"{'F1 of the text, %':{WIDTH}} {'without':>8} {'with':>8} {'left out':>9}"
    shown = sorted(learned.verdicts, key=lambda verdict: verdict.with_rule)[:MAX_SHOWN]
    for verdict in shown:
        name = verdict.name if len(verdict.name) <= WIDTH else "…" + verdict.name[1 - WIDTH :]
        yield _row(name, verdict, left.get(verdict.name))
    if len(learned.verdicts) > len(shown):
        yield f"… and {len(learned.verdicts) - len(shown)} more, none of them lower"
    yield _row("mean", _mean(learned.verdicts), _mean(learned.left_one_out) if left else None)
    if learned.on_dumps:
        yield _row("the pages flattened, lines aside and with", _mean(learned.on_dumps), None)
    yield "left out: by the rule that the other pages teach"


def _row(name: str, verdict: PageGain, left: PageGain | None) -> str:
    alone = f"{100 * left.with_rule:9.1f}" if left is not None else ""
    return f"{name:{WIDTH}} {100 * verdict.without:8.1f} {100 * verdict.with_rule:8.1f} {alone}".rstrip()


def _mean(verdicts: Sequence[PageGain]) -> PageGain:
    return PageGain("mean", mean([one.without for one in verdicts]), mean([one.with_rule for one in verdicts]))


def _field_table(learned: Learned) -> Iterator[str]:
    """A line for each field: on how many pages it is right, and by which sources alone it would be."""
    yield f"{'field':{FIELD_WIDTH}} {'without':>8} {'with':>8}  right by one source alone, on so many pages"
    written = {one.field for one in learned.draft.sources} if learned.draft is not None else set()
    for field, ranked in learned.ranked.items():
        scores = [one for verdict in learned.verdicts for one in verdict.fields if one.field == field]
        without, with_rule = (
            f"{sum(getattr(one, name) == 1 for one in scores)} of {len(scores)}" for name in ("without", "with_rule")
        )
        name = SHOWN_AS.get(field, field) + ("*" if field in written else "")
        sources = ", ".join(map(_source_text, ranked[:2]))
        yield f"{name:{FIELD_WIDTH}} {without:>8} {with_rule:>8}  {sources}".rstrip()
    yield from _held_against(learned)
    yield "* written under `fields`, where the labelers are not right on all pages"


def _held_against(learned: Learned) -> Iterator[str]:
    """By what it was told whether the fields are right; of one field it may be several."""
    known = {(one.sure, field) for lesson in learned.lessons for field, one in lesson.references.items()}
    for sure, against in HELD_AGAINST.items():
        held = [SHOWN_AS.get(field, field) for field in learned.ranked if (sure, field) in known]
        if held:
            yield f"held against {against}: {', '.join(held)}"


def _source_text(one: FieldSource) -> str:
    return f"{_cut(one.name, SOURCE_WIDTH)} ({one.right})"


def _doubts(learned: Learned) -> Iterator[str]:
    """What a person should look at."""
    if len(learned.lessons) == 1:
        yield "look: one page teaches selectors and no lines; give more, of other days and sections"
    yield from _doubt_of_labelers(learned.lessons)
    if not any(one.gain or one.field_gain for one in (*learned.verdicts, *learned.on_dumps)):
        yield "look: no text or field of these pages is better with it; it only says where the story stands"
    if learned.draft is not None:
        yield from _doubt_of_designs(learned.draft, learned.lessons)
        yield from _doubt_of_outlet(learned.draft, learned.lessons)
        if not learned.draft.dump_lines:
            yield "look: no line of the pages names the site, by which its text dumps are known: add one, `match: dump`"
    yield from (f"look: not written: {one}" for one in learned.dropped)
    for verdict in learned.verdicts:
        if verdict.with_rule < 1:
            lesson = next(one for one in learned.lessons if one.name == verdict.name)
            yield f"look: {verdict.name}: {100 * (1 - verdict.with_rule):.1f} % differs from {_teacher(lesson)}"
    for verdict in learned.left_one_out:
        for field in verdict.lost:
            name = SHOWN_AS.get(field, field)
            yield f"look: {verdict.name}: by the rule that the other pages teach its {name} would be worse"
    yield from (f"look: {_refusal(one)}" for one in learned.refused)


def _doubt_of_designs(draft: Draft, lessons: Sequence[Lesson]) -> Iterator[str]:
    """That pages of several designs have one layout, as no day parts them."""
    choices = choose_bodies(lessons)
    if len(choices) > 1 and len(draft.layouts) == 1:
        named = "; ".join(f"{one.selector} on {len(one.lessons)}" for one in choices)
        yield (
            f"look: the stories stand in {len(choices)} containers, and no day parts their pages ({named}): "
            "the rule has one layout for all; for two, learn from the pages of each and give the layouts `when`"
        )


def _doubt_of_outlet(draft: Draft, lessons: Sequence[Lesson]) -> Iterator[str]:
    """That the rule has no name of the outlet, or one that not all pages say: what they say may be a section."""
    names = Counter(one.name for lesson in lessons if (one := lesson.record.outlet) is not None and one.name)
    found = ", ".join(f"{name!r} on {count}" for name, count in names.most_common(MAX_SHOWN))
    if draft.outlet is None:
        told = f"the pages name the outlet {'differently' if len(names) > 1 else 'by a line alone'}: {found}"
        yield f"look: {told if names else 'no page names the outlet'}; give its name, `outlet: {{name: …}}`"
    elif names.keys() - {draft.outlet}:
        yield f"look: the rule names the outlet {draft.outlet!r}, which not all pages do: {found}"


def _doubt_of_labelers(lessons: Sequence[Lesson]) -> Iterator[str]:
    """That nothing was held against the labelers, where it is so: their faults are not seen."""
    if all(lesson.sure == "labelers" for lesson in lessons):
        yield "look: nothing but the labelers says what the story is; --truth with some texts is worth more"


def _teacher(lesson: Lesson) -> str:
    return TEACHERS[lesson.sure].replace("their", "its").replace("texts", "text")
