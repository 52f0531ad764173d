"""A rule file to be finished by hand: what the pages of a site offer for each part of it, as comments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from cleaner.learn.bodies import containers, covered, region_of
from cleaner.learn.draft import Draft, scalar, source_yaml
from cleaner.learn.drafts import about_site
from cleaner.learn.fields import SHOWN_AS
from cleaner.learn.hits import pattern_of
from cleaner.learn.lessons import Lesson, NoLesson, line_key, role_by_labelers
from cleaner.learn.paths import has_telling_names, selectors_of, way_of
from cleaner.learn.trials import rank_fields
from cleaner.model import Block, Label, Role
from cleaner.report.element_path import path_of

MIN_HELD = 0.9  # of a story, that its container holds
MAX_CONTAINERS, MAX_LINES, MAX_SOURCES = 6, 30, 4
NEAR = 12  # blocks above and below the story that are offered
MAX_QUOTED, MAX_LINE_WORDS = 48, 12
MIN_PAGES = 2  # of several, on which something must be seen: what one page has may be its own
NO_LESSON = ("  # No page teaches where the story stands; look at one with: cleaner explain PAGE", "  - name: '1'")


class Container(Struct, frozen=True):
    """A container of the story. way: from the page's body to it; pages: that have it; beside: words of no story."""

    selector: str
    way: str
    pages: int
    beside: int


class Offered(Struct):
    """A block beside the story that a statement may take. text: of its first page; pages: with such a block."""

    block: Block
    role: Role
    reason: str
    pages: dict[str, None]


def scaffold(site: str, lessons: Sequence[Lesson], left_out: Sequence[NoLesson]) -> str:
    """The text of a rule file that is right as it is, and says little."""
    about = about_site(site, lessons) if lessons else Draft(site, None, None, (), ())
    return "\n".join(_lines(about, lessons, left_out)) + "\n"


def _lines(about: Draft, lessons: Sequence[Lesson], left_out: Sequence[NoLesson]) -> Iterator[str]:
    head = about.yaml().split("\nlayouts:")[0].splitlines()
    yield head[0]
    yield "# A scaffold, to be finished by hand: take the `#` from a line that is right, and give the reasons in words"
    yield "# of your own. What stands in `css` came from the pages; `cleaner explain PAGE` shows more of them."
    yield from (f"# {one.name} teaches nothing: {one.why}" for one in left_out)
    yield from head[2:]
    yield ""
    yield "layouts:"
    if not lessons:
        yield from NO_LESSON
        return
    yield "  - name: '1'"
    yield from _body_lines(lessons)
    yield from _label_lines(lessons)
    yield from _field_lines(lessons)


def _body_lines(lessons: Sequence[Lesson]) -> Iterator[str]:
    yield "    # Containers of the story, the tightest first: how many pages have it, what else it holds, and its path."
    found = find_containers(lessons)
    for number, one in enumerate(found):
        mark = "" if number == 0 and one.pages == len(lessons) else "# "
        yield f"    # on {one.pages} of {len(lessons)} pages, {one.beside} words beside the story: {one.way}"
        yield f"    {mark}body: {{css: [{scalar(one.selector, quoted=True)}]}}"
    if not found:
        yield "    # none has a class or id that will last"


def find_containers(lessons: Sequence[Lesson]) -> list[Container]:
    """The containers that hold nearly all of the stories, those on most pages and the tightest first."""
    ways: dict[str, str] = {}
    for lesson in lessons:
        for element in containers(lesson):
            for selector in list(filter(has_telling_names, selectors_of(element)))[:2]:
                ways.setdefault(selector, way_of(element))
    found = [_container(selector, way, lessons) for selector, way in ways.items()]
    found = [one for one in found if one.pages >= _least_pages(lessons)]
    return sorted(found, key=lambda one: (-one.pages, one.beside, len(one.selector)))[:MAX_CONTAINERS]


def _least_pages(lessons: Sequence[Lesson]) -> int:
    """On how many pages something must be seen to be offered."""
    return min(MIN_PAGES, len(lessons))


def _container(selector: str, way: str, lessons: Sequence[Lesson]) -> Container:
    regions = [(region_of(selector, lesson), lesson) for lesson in lessons]
    held = [(region, one) for region, one in regions if region is not None and covered(region.blocks, one) >= MIN_HELD]
    beside = sum(one.count(region.blocks - one.story - one.free) for region, one in held)
    return Container(selector, way, len(held), beside)


def _label_lines(lessons: Sequence[Lesson]) -> Iterator[str]:
    yield "    # Lines in and around the story that are none of it, as the labelers see them."
    offers = _offers(lessons)
    yield "    # label:" if offers else "    # none stands on more than one page"
    for one in offers:
        text = one.block.text
        quoted = text if len(text) <= MAX_QUOTED else text[: MAX_QUOTED - 1] + "…"
        yield f"    # {quoted!r}, on {len(one.pages)} of {len(lessons)} pages: {one.reason}"
        yield f"    #   - {{role: {one.role.value}, {_where(one.block)}, why: ''}}"


def _where(block: Block) -> str:
    """How a statement may name a block: by its path where that has a name, else by its line."""
    path = path_of(block.place)
    if ("." in path or "#" in path) and has_telling_names(path):
        return f"css: {scalar(path, quoted=True)}"
    return f"line: {scalar(pattern_of([block.text]), quoted=True)}"


def _offers(lessons: Sequence[Lesson]) -> list[Offered]:
    """The blocks near the stories that are none of them, those on most pages first."""
    found: dict[str, Offered] = {}
    for lesson in lessons:
        first, last = min(lesson.story), max(lesson.story)
        for block in lesson.blocks[max(first - NEAR, 0) : last + NEAR + 1]:
            if block.index in lesson.story or block.hidden:
                continue
            label = lesson.labels[block.index]
            where = _where(block)
            key = line_key(block.text) if where.startswith("line") else where
            if where.startswith("line") and len(block.text.split()) > MAX_LINE_WORDS:
                continue
            offer = found.setdefault(key, Offered(block, role_by_labelers([label]), _reason(label), {}))
            offer.pages[lesson.name] = None
    offers = [one for one in found.values() if len(one.pages) >= _least_pages(lessons)]
    return sorted(offers, key=lambda one: -len(one.pages))[:MAX_LINES]


def _reason(label: Label | None) -> str:
    return f"{label.role.value} by {label.by}" if label is not None else "not labelled"


def _field_lines(lessons: Sequence[Lesson]) -> Iterator[str]:
    yield "    # Sources of the fields that are right on some pages; without any, the labelers choose."
    yield "    # fields:"
    for field, ranked in rank_fields(lessons).items():
        seen = [one for one in ranked if one.right >= _least_pages(lessons)]
        lasting = [one for one in seen if has_telling_names(one.source.css or "")]
        for one in lasting[:MAX_SOURCES]:
            name = SHOWN_AS.get(field, field)
            yield f"    # right on {one.right} of {one.known} pages, wrong on {one.wrong}:"
            yield f"    #   {name}: [{source_yaml(one.source)}]"
