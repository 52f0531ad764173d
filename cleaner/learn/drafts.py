"""Drafts of a rule for some pages of a site: of a body, surely or likely; that only takes out; of fields alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise

from msgspec.structs import replace

from cleaner.learn.bodies import BodyChoice, choose_bodies, region_of
from cleaner.learn.draft import Draft, DraftLayout
from cleaner.learn.dump_signs import known_by
from cleaner.learn.lessons import Lesson
from cleaner.learn.own_names import names_site, start_of_titles
from cleaner.learn.paths import has_telling_names
from cleaner.learn.statements import find_statements
from cleaner.learn.stories import Blocks

MIN_PAGES_OF_LAYOUT = 2  # one page may be an odd one


def make_drafts(site: str, lessons: Sequence[Lesson]) -> Iterator[Draft]:
    """Drafts of a body, surely and likely; one that takes out what the labelers keep; one of whose pages they are.

    All but the last only where the lessons teach them.
    """
    about = about_site(site, lessons)
    bodies = choose_bodies(lessons)
    if sum(len(choice.lessons) for choice in bodies) == len(lessons):
        yield replace(about, layouts=_layouts(bodies, is_sure=True))
    telling = [choice for choice in bodies if has_telling_names(choice.selector)]
    if telling:
        yield replace(about, layouts=_layouts(telling, is_sure=False))
    statements = tuple(find_statements({lesson: lesson.kept for lesson in lessons}))
    if statements:
        yield replace(about, layouts=(DraftLayout("1", (), statements),))
    yield replace(about, layouts=(DraftLayout("1", (), ()),))


def _layouts(choices: Sequence[BodyChoice], *, is_sure: bool) -> tuple[DraftLayout, ...]:
    """A layout for each body that has days of its own, newest first; else one for all."""
    spans = [days_of(choice.lessons) for choice in choices]
    by_day = sorted(zip(spans, choices, strict=True), key=lambda pair: pair[0], reverse=True)
    are_apart = all(older[1] < newer[0] for (newer, _), (older, _) in pairwise(by_day))
    has_proof = all(first and len(choice.lessons) >= MIN_PAGES_OF_LAYOUT for (first, _), choice in by_day)
    if len(choices) == 1 or not are_apart or not has_proof:
        return (_layout("1", choices, is_sure=is_sure),)
    layouts: list[DraftLayout] = []
    newer: str | None = None
    for (first, _), choice in by_day:
        since = first if choice is not by_day[-1][1] else None
        layout = _layout(first, [choice], is_sure=is_sure)
        layouts.append(replace(layout, since=since, until=newer and day_before(newer)))
        newer = first
    return tuple(layouts)


def _layout(name: str, choices: Sequence[BodyChoice], *, is_sure: bool) -> DraftLayout:
    """One layout for all lessons of some choices; the selector that fewest others' pages have is asked first."""
    lessons = [lesson for choice in choices for lesson in choice.lessons]
    selectors = sorted((choice.selector for choice in choices), key=lambda selector: _reach(selector, lessons))
    kept = {lesson: _first_region(selectors, lesson) for lesson in lessons}
    if not is_sure:
        selectors += [other for choice in choices for other in choice.others if other not in selectors]
    return DraftLayout(name, tuple(selectors), tuple(find_statements(kept)), is_sure=is_sure)


def _reach(selector: str, lessons: Sequence[Lesson]) -> int:
    """How many lessons have something that a selector takes."""
    return sum(region_of(selector, lesson) is not None for lesson in lessons)


def _first_region(selectors: Sequence[str], lesson: Lesson) -> Blocks:
    """The blocks that a list of selectors takes as body: those of the first that is on the page."""
    regions = (region_of(selector, lesson) for selector in selectors)
    return next((region.blocks for region in regions if region is not None), frozenset())


def days_of(lessons: Sequence[Lesson]) -> tuple[str, str]:
    """The first and the last day on which the lessons were published; empty where one has none."""
    days = sorted(lesson.day for lesson in lessons)
    return days[0], days[-1]


def day_before(day: str) -> str:
    """The day before: 2024-03-31 of 2024-04-01."""
    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def about_site(site: str, lessons: Sequence[Lesson]) -> Draft:
    """A draft that says no more than whose pages they are, and by which systems all of them were made."""
    records = [lesson.record for lesson in lessons]
    offers = [(one.name, one.source or "") for record in records if (one := record.outlet) is not None and one.name]
    outlets = Counter(name for name, source in offers if names_site(name, source, site, lessons))
    languages = Counter(record.language.code for record in records if record.language is not None)
    language = _most(languages)
    countries = Counter(
        record.outlet.country for record in records if record.outlet is not None and record.outlet.country
    )
    outlet = _most(outlets) or start_of_titles(lessons)
    known = (language,) if language and language != "und" else ()
    platforms = frozenset.intersection(*(lesson.platforms for lesson in lessons))
    dump_lines = known_by(site, outlet, lessons)
    return Draft(site, outlet, _most(countries), known, (), dump_lines, extends=tuple(sorted(platforms)))


def _most(counts: Mapping[str, int]) -> str | None:
    """What more than half of the pages that say something say: "Health" of one section's titles names no outlet."""
    return next((value for value, count in counts.items() if 2 * count > sum(counts.values())), None)
