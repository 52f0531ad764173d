"""Pages and dumps made of real ones: excerpts, so that many shapes are seen in little time, changed a few times."""

from __future__ import annotations

import gzip
import os
import random
import re
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from fuzz.cases import Case, PageFacts
from fuzz.mutate_bytes import mutate_bytes
from fuzz.mutate_markup import MARKUP_MUTATIONS, odd_text
from fuzz.odd_values import (
    ADDRESSES,
    CHARSETS,
    CONTROLS,
    DATES,
    LINES,
    NAMES,
    SENTENCES,
    STATUSES,
    STRINGS,
    TIMES_OF_FETCH,
)
from tests.shape_parts import Shape
from tests.shapes import DUMPS, PAGES

ROOT = Path(__file__).parent.parent
# Of a page; whole ones are 100,000 as a rule. Small ones first: what counts is how many shapes are seen.
EXCERPT_CHARS = (300, 600, 600, 1000, 1000, 1500, 1500, 3000, 6000, 15_000)
SHAPE_SHARE = 0.25  # of pages and dumps that hold one thing again and again
SHAPE_COUNTS = (1, 2, 5, 30)
HEAD_SHARE = 0.3
MAX_CHARS = 30_000  # of a mutated page: a campaign looks for shapes
ENCODINGS = ("utf-8",) * 8 + ("utf-16", "windows-1252", "shift_jis", "euc-kr", "utf-7", "utf-8-sig")
STORY = (Path(__file__).parent / "story.html").read_text(encoding="utf-8")  # where a page has to be whole


class Seeds:
    """Real pages and dumps: those of samples/, and of the benchmark folder where there is one (CLEANER_BENCH)."""

    def __init__(self, bench: str | None = None) -> None:
        folder = Path(bench) if bench else None
        self._pages = sorted((ROOT / "samples").glob("*/*/page.html"))
        self._dumps = sorted((ROOT / "samples").glob("*/*/page.txt"))
        if folder is not None:
            self._pages += sorted(folder.glob("*/pages/*.html.gz"))
            self._dumps += sorted(folder.glob("*/dumps/*.txt.gz"))

    @classmethod
    def of_environment(cls) -> Seeds:
        return cls(os.environ.get("CLEANER_BENCH"))

    @cached_property
    def counts(self) -> tuple[int, int]:
        """How many pages and dumps there are: equal counts and seeds make equal cases."""
        return len(self._pages), len(self._dumps)

    def page(self, chance: random.Random) -> str:
        """An excerpt of some page: of its head, and one piece of its body."""
        if chance.random() < 0.1:
            return STORY
        if chance.random() < SHAPE_SHARE:
            return _shape(chance, PAGES)
        text = _read(chance.choice(self._pages))
        size = chance.choice(EXCERPT_CHARS)
        head, body = (
            re.split(r"(?=<body)", text, maxsplit=1, flags=re.I) if re.search("<body", text, re.I) else ("", text)
        )
        return _excerpt(chance, head, int(size * HEAD_SHARE)) + _excerpt(chance, body, size)

    def dump(self, chance: random.Random) -> str:
        """An excerpt of some dump, from its start or from anywhere."""
        if chance.random() < SHAPE_SHARE:
            return _shape(chance, DUMPS)
        return _excerpt(chance, _read(chance.choice(self._dumps)), chance.choice(EXCERPT_CHARS))


def _shape(chance: random.Random, shapes: Mapping[str, Shape]) -> str:
    """A page that holds some one thing a few times."""
    return shapes[chance.choice(list(shapes))](chance.choice(SHAPE_COUNTS))


def _read(path: Path) -> str:
    data = path.read_bytes()
    return (gzip.decompress(data) if path.suffix == ".gz" else data).decode("utf-8", "replace")


def _excerpt(chance: random.Random, text: str, size: int) -> str:
    """A piece of about that size, from the start or beginning at a tag or line."""
    if len(text) <= size or chance.random() < 0.4:
        return text[:size]
    start = chance.randrange(len(text) - size)
    starts = [place for place in (text.find("<", start), text.find("\n", start)) if place >= 0]
    start = min(starts, default=start)
    return text[start : start + size]


def make_page(chance: random.Random, seeds: Seeds) -> Case:
    """A page or, one time in four, a dump, changed in its text, its bytes and what is said of it."""
    is_dump = chance.random() < 0.25
    text = mutate_dump(chance, seeds) if is_dump else mutate_page(chance, seeds)
    encoding = chance.choice(ENCODINGS)
    body = text[:MAX_CHARS].encode(
        encoding, "surrogatepass" if encoding == "utf-8" and chance.random() < 0.1 else "replace"
    )
    if chance.random() < 0.25:
        body = mutate_bytes(chance, body)
    if chance.random() < 0.02:
        body = mutate_bytes(chance, gzip.compress(body, mtime=0))
    return Case("page", body, "page.txt" if is_dump else "page.html", page=make_facts(chance, is_dump=is_dump))


def make_facts(chance: random.Random, *, is_dump: bool) -> PageFacts:
    """What is said of a page; most of the time little and right."""

    def some(values: tuple[object, ...], share: float) -> object:
        return chance.choice(values) if chance.random() < share else None

    return PageFacts(
        url=some(ADDRESSES, 0.5),  # type: ignore[arg-type]
        kind="text" if is_dump else "html" if chance.random() < 0.5 else None,
        charset=some(CHARSETS, 0.15),  # type: ignore[arg-type]
        fetched_at=some(TIMES_OF_FETCH, 0.4),  # type: ignore[arg-type]
        status=some(STATUSES, 0.05),  # type: ignore[arg-type]
    )


def mutate_page(chance: random.Random, seeds: Seeds) -> str:
    """An excerpt of a page with one to six mutations."""
    page, other = seeds.page(chance), seeds.page(chance)
    for _ in range(chance.choice((1, 1, 2, 3, 6))):
        page = chance.choice(MARKUP_MUTATIONS)(chance, page, other)
    return page


def mutate_dump(chance: random.Random, seeds: Seeds) -> str:
    """An excerpt of a dump with lines lost, doubled, moved, joined, lengthened and added."""
    lines = seeds.dump(chance).split("\n")
    for _ in range(chance.choice((1, 3, 10))):
        lines = _change_lines(chance, lines)
    return chance.choice(("\n", "\n", "\n", "\r\n", "\r", "\n\n")).join(lines)


def _change_lines(chance: random.Random, lines: list[str]) -> list[str]:
    place = chance.randrange(len(lines) + 1)
    before, line, after = lines[:place], "".join(lines[place : place + 1]), lines[place + 1 :]
    match chance.randrange(8):
        case 0:
            return [*before, *after] or [""]
        case 1:
            return [*before, *[line] * chance.choice((2, 30, 300)), *after]
        case 2:
            return [*after, line, *before]
        case 3:
            return [*before, line + "".join(after[:1]), *after[1:]]
        case 4:
            return [*before, line + odd_text(chance) + line, *after]
        case 5:
            return [*before, line.replace(" ", chance.choice(CONTROLS), 1), *after]
        case _:
            return [*before, *[made_line(chance)] * chance.choice((1, 1, 1, 60)), line, *after]


def made_line(chance: random.Random) -> str:
    """A line of our own, as dumps have them."""
    odd = chance.choice((chance.choice(STRINGS), odd_text(chance)))
    template = chance.choice(LINES)
    return template.format(name=chance.choice(NAMES), date=chance.choice(DATES), text=chance.choice(SENTENCES), odd=odd)
