"""A rule file to be finished by hand: what the pages of a site offer for each part of it, as comments."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from cleaner.learn.bodies import containers, covered, region_of
from cleaner.learn.draft import Draft, DraftLayout, scalar, source_yaml
from cleaner.learn.drafts import about_site
from cleaner.learn.fields import SHOWN_AS
from cleaner.learn.hits import MIN_PAGES_OF_LINE, pattern_of, taken_by
from cleaner.learn.judge import judge
from cleaner.learn.kept import forget_all
from cleaner.learn.lessons import Lesson, NoLesson, line_key, role_by_labelers
from cleaner.learn.paths import has_telling_names, selectors_of, way_of
from cleaner.learn.statements import LearnedStatement, find_statements
from cleaner.learn.trials import Trial, rank_fields
from cleaner.model import Block, Label, Role
from cleaner.report.element_path import path_of
from cleaner.rulebook import Rulebook
from cleaner.rulebook.patterns import Pattern

Where = tuple[str, str]  # `css` or `line`, and the selector or pattern

MIN_HELD = 0.9  # of a story, that its container holds
MAX_CONTAINERS, MAX_LINES, MAX_SOURCES = 6, 30, 4
NEAR = 12  # blocks above and below the story that are offered
MAX_QUOTED, MAX_LINE_WORDS = 48, 12
NO_LESSON = ("  # No page teaches where the story stands; look at one with: cleaner explain PAGE", "  - name: '1'")


class Container(Struct, frozen=True):
    """A container of the story. way: from the page's body to it; pages: that have it; beside: words of no story.

    why_not: why it may not be the body as it is; empty where it may.
    """

    selector: str
    way: str
    pages: int
    beside: int
    why_not: str = ""


class Offered(Struct):
    """A block beside the story that a statement may take, and how. block: of its first page; pages: with such a one."""

    block: Block
    where: Where
    role: Role
    reason: str
    pages: dict[str, None]


def scaffold(site: str, lessons: Sequence[Lesson], left_out: Sequence[NoLesson], rules: Rulebook) -> str:
    """The text of a rule file that is right as it is, and says little. rules: those for many sites."""
    about = about_site(site, lessons) if lessons else Draft(site, None, None, (), ())
    try:
        return "\n".join(_lines(about, lessons, left_out, rules)) + "\n"
    finally:
        forget_all()


def _lines(about: Draft, lessons: Sequence[Lesson], left_out: Sequence[NoLesson], rules: Rulebook) -> Iterator[str]:
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
    yield from _body_lines(about, lessons, rules)
    yield from _label_lines(lessons)
    yield from _field_lines(lessons)


def _body_lines(about: Draft, lessons: Sequence[Lesson], rules: Rulebook) -> Iterator[str]:
    yield "    # Containers of the story: how many pages have it, what else it holds, and its path."
    yield "    # The first that makes none of these pages worse is the body."
    found = [_tried(one, about, lessons, rules) for one in find_containers(lessons)]
    body = next((one for one in found if not one.why_not), None)
    for one in found:
        yield f"    # on {one.pages} of {len(lessons)} pages, {one.beside} words beside the story: {one.way}"
        if one.why_not:
            yield f"    # not as it is: {one.why_not}"
        yield f"    {'' if one is body else '# '}body: {{css: [{scalar(one.selector, quoted=True)}]}}"
    if not found:
        yield "    # none has a class or id that will last"


def _tried(one: Container, about: Draft, lessons: Sequence[Lesson], rules: Rulebook) -> Container:
    """A container, and why it may not be the body: what `learn` would say that it makes worse."""
    if one.pages < len(lessons):
        return replace(one, why_not="other pages have another one")
    draft = replace(about, layouts=(DraftLayout("1", (one.selector,), ()),))
    return replace(one, why_not=Trial(draft, tuple(judge(draft, lessons, rules))).harm)


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
    """On how many pages something must be seen to be offered: what one of several has may be its own."""
    return min(MIN_PAGES_OF_LINE, len(lessons))


def _container(selector: str, way: str, lessons: Sequence[Lesson]) -> Container:
    regions = [(region_of(selector, lesson), lesson) for lesson in lessons]
    held = [(region, one) for region, one in regions if region is not None and covered(region.blocks, one) >= MIN_HELD]
    beside = sum(one.count(region.blocks - one.story - one.free) for region, one in held)
    return Container(selector, way, len(held), beside)


def _label_lines(lessons: Sequence[Lesson]) -> Iterator[str]:
    yield "    # Lines in and around the story that are none of it, as the labelers see them."
    offers, inside = _offers(lessons), _inside(lessons)
    yield "    # label:" if offers or inside else "    # none stands on more than one page"
    for statement in inside:
        value = scalar(statement.what, quoted=True)
        listed = f"[{value}]" if statement.where == "tokens" else value
        yield f"    # inside the first container, on {len(statement.pages)} of {len(lessons)} pages"
        yield f"    #   - {{role: {statement.role.value}, {statement.where}: {listed}, why: ''}}"
    for one in offers:
        text = one.block.text
        where, what = one.where
        quoted = text if len(text) <= MAX_QUOTED else text[: MAX_QUOTED - 1] + "…"
        yield f"    # {quoted!r}, on {len(one.pages)} of {len(lessons)} pages: {one.reason}"
        yield f"    #   - {{role: {one.role.value}, {where}: {scalar(what, quoted=True)}, why: ''}}"


def _inside(lessons: Sequence[Lesson]) -> list[LearnedStatement]:
    """The statements that `learn` would write for what stands in the first container and is none of the story."""
    first = next((one for one in find_containers(lessons) if one.pages == len(lessons)), None)
    if first is None:
        return []
    regions = {lesson: region_of(first.selector, lesson) for lesson in lessons}
    found = find_statements({lesson: region.blocks for lesson, region in regions.items() if region is not None})
    return [one for one in found if one.where != "line" and len(one.pages) >= _least_pages(lessons)]


def _where(block: Block, lessons: Sequence[Lesson]) -> Where | None:
    """How a statement may name a block: by its path where that has a name, else by its line.

    None where it would take something of a story, or a headline, on any of the pages.
    """
    path = path_of(block.place)
    is_named = ("." in path or "#" in path) and has_telling_names(path)
    if is_named and all(lesson.story.isdisjoint(taken_by(path, lesson)) for lesson in lessons):
        return "css", path
    pattern = pattern_of([block.text])
    is_line = len(block.text.split()) <= MAX_LINE_WORDS
    return ("line", pattern) if is_line and not any(_takes(pattern, lesson) for lesson in lessons) else None


def _takes(line: str, lesson: Lesson) -> bool:
    """Whether the pattern of a line takes a block of a page's story, or its headline."""
    pattern = Pattern(line)
    texts = [lesson.blocks[index].text for index in lesson.story]
    return any(pattern.full(text) for text in (*texts, lesson.record.title or ""))


def _offers(lessons: Sequence[Lesson]) -> list[Offered]:
    """The blocks near the stories that are none of them, those on most pages first."""
    found: dict[Where, Offered] = {}
    wheres: dict[str, Where | None] = {}
    for lesson in lessons:
        for block in _blocks_around(lesson):
            key = f"{path_of(block.place)} {line_key(block.text)}"
            if key not in wheres:
                wheres[key] = _where(block, lessons)
            where = wheres[key]
            if where is not None:
                label = lesson.labels[block.index]
                offer = found.setdefault(where, Offered(block, where, role_by_labelers([label]), _reason(label), {}))
                offer.pages[lesson.name] = None
    offers = [one for one in found.values() if len(one.pages) >= _least_pages(lessons)]
    return sorted(offers, key=lambda one: -len(one.pages))[:MAX_LINES]


def _blocks_around(lesson: Lesson) -> list[Block]:
    """The blocks in a story, and near it, that are none of it."""
    first, last = min(lesson.story), max(lesson.story)
    near = lesson.blocks[max(first - NEAR, 0) : last + NEAR + 1]
    return [block for block in near if block.index not in lesson.story and not block.hidden]


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
