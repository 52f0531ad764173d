"""What of a site's pages names the site itself: it is no author, and what does not is no name of the outlet."""

from __future__ import annotations

from collections.abc import Sequence
from string import digits

from msgspec.structs import replace

from cleaner.declared.site_names import SiteNames, bare_forms, host_labels
from cleaner.declared.titles import part_texts
from cleaner.learn.lessons import Lesson
from cleaner.learn.sources import MIN_KNOWN

AUTHORS = "authors"
MIN_PAGES_OF_START = 3
PRINTED_SOURCES = ("copyright", "line:")  # of an outlet's name: lines, in which anything may stand


def without_own_names(lessons: Sequence[Lesson], site: str) -> list[Lesson]:
    """The lessons without authors that are none: the site, its domain, a login of it, or the same word on every page.

    What somebody gives counts, and so does one name on every page where the labelers read it by themselves.
    """
    labels = host_labels(f"https://{site}/")
    found = [_without_authors(one) if _is_site(one, labels) else one for one in lessons]
    unsure = [one for one in found if AUTHORS in one.references and one.references[AUTHORS].sure != "given"]
    if len(unsure) < MIN_KNOWN or len({one.references[AUTHORS].values for one in unsure}) > 1:
        return found
    unread = {one.name for one in unsure if one.values[AUTHORS] != one.references[AUTHORS].values}
    return [_without_authors(one) if one.name in unread else one for one in found]


def names_site(name: str, source: str, site: str, lessons: Sequence[Lesson]) -> bool:
    """Whether an outlet's name is to be believed: declared, or like the host or the last part of a title."""
    if not source.startswith(PRINTED_SOURCES):
        return True
    tails = {form for one in lessons for title in _titles(one) for form in bare_forms(part_texts(title)[-1])}
    labels = host_labels(f"https://{site}/")
    return SiteNames(frozenset(tails), labels).is_one(name)


def start_of_titles(lessons: Sequence[Lesson]) -> str | None:
    """What all titles begin with, of three pages or more: "Harbour Post - Storm closes it - Sea"."""
    starts = [part_texts(title)[0] for one in lessons for title in _titles(one)]
    is_one = len(starts) == len(lessons) >= MIN_PAGES_OF_START and len(set(starts)) == 1
    return starts[0] if is_one else None


def _titles(lesson: Lesson) -> Sequence[str]:
    title = lesson.page.signals.title
    return (title,) if title and len(part_texts(title)) > 1 else ()


def _is_site(lesson: Lesson, labels: frozenset[str]) -> bool:
    """Whether the page's authors are all the site: its name, unless the labelers read a name of several words."""
    reference = lesson.references.get(AUTHORS)
    if reference is None or reference.sure == "given":
        return False
    names = lesson.fields.article.site_names
    own = replace(names, labels=names.labels | labels)
    is_read = lesson.values[AUTHORS] == reference.values
    return all(own.holds(name.rstrip(digits)) and not (is_read and " " in name) for name in reference.values)


def _without_authors(lesson: Lesson) -> Lesson:
    rest = {field: reference for field, reference in lesson.references.items() if field != AUTHORS}
    return replace(lesson, references=rest)
