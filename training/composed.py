"""Pages composed of two: a real one, into which other pages' prose is set where such prose stands elsewhere.

The model has seen too few pages whose other prose reads like a story. Here the story is the page's own, and what was
set in is not: so where a block stands is all that tells them apart. Containers have names that tell nothing.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from lxml import html
from lxml.html import builder as E
from msgspec import Struct

from cleaner.model import Document, RawPage
from cleaner.stages.segment.html import parse
from cleaner.tree import Element

MIN_PARAGRAPH_WORDS = 9
MIN_PARAGRAPHS = 3  # of a story that others may borrow from
SAME_LANGUAGE_SHARE = 0.9
BLAND_NAMES = (
    *("box", "module", "wrap", "item", "row", "col", "x", "unit", "block", "c", "inner", "part", "cell", "group"),
    *("l-main", "g", "s-3", "card", "stack", "entry"),
)
AGO = ("h", "hours ago", "min", "d", "Std.", "hace 2 h")
ANSWERS = ("Reply", "Antworten", "Répondre", "Responder", "Rispondi", "Like")
MORE = ("Read more", "Mehr", "Lire la suite", "Leer más", "Leggi", "More")


class OtherStory(Struct, frozen=True):
    """What a page may lend to others."""

    language: str | None
    title: str
    author: str
    paragraphs: tuple[str, ...]


class Stock:
    """The stories of the data sets, to borrow prose from. Raises ValueError where there is none."""

    def __init__(self, truths: Iterable[Mapping[str, Any]]) -> None:
        self.stories = [story for story in map(_lendable, truths) if story is not None]
        self.by_language: dict[str | None, list[OtherStory]] = {}
        for story in self.stories:
            self.by_language.setdefault(story.language, []).append(story)
        if not self.stories:
            raise ValueError("no page has text to compose others with")

    def pick(self, rng: random.Random, language: str | None) -> OtherStory:
        """Some story, mostly of that language."""
        own = self.by_language.get(language, self.stories)
        return rng.choice(own if rng.random() < SAME_LANGUAGE_SHARE else self.stories)


def _lendable(truth: Mapping[str, Any]) -> OtherStory | None:
    lines = [line.strip() for line in (truth.get("text") or "").split("\n")]
    paragraphs = tuple(line for line in lines if len(line.split()) >= MIN_PARAGRAPH_WORDS and line.isprintable())
    if len(paragraphs) < MIN_PARAGRAPHS:
        return None
    authors = truth.get("authors") or ["Sam Porter"]
    author = authors if isinstance(authors, str) else authors[0]
    title = truth.get("title") or paragraphs[0][:60]
    if not (title.isprintable() and author.isprintable()):
        return None
    return OtherStory(truth.get("lang"), title, author, paragraphs)


class Composer:
    """Sets other stories' prose into pages. The same page and number give the same result."""

    def __init__(self, stock: Stock) -> None:
        self.stock = stock
        self.kinds: Mapping[str, Callable[[random.Random, str | None], Element]] = {
            "teasers below": self._teasers,
            "teasers beside": self._teasers,
            "second story": self._second_story,
            "comments": self._comments,
            "gallery": self._gallery,
            "box": self._box,
        }

    def compose(self, document: Document, name: str, language: str | None) -> RawPage | None:
        """The page with one or two things set in; None where it has no paragraphs. name: of page and attempt."""
        root = parse(document)
        container = None if root is None else _story_container(root)
        if root is None or container is None:
            return None
        rng = random.Random(name)
        for kind in rng.sample(sorted(self.kinds), rng.choice((1, 1, 2))):
            _insert(rng, kind, container, self.kinds[kind](rng, language))
        return RawPage(html.tostring(root, encoding="unicode"), document.url, kind="html")

    def _teasers(self, rng: random.Random, language: str | None) -> Element:
        inner, heading = _bland(rng), rng.choice((E.H2, E.H3, E.H4, E.DIV))
        items = []
        for _ in range(rng.randrange(2, 9)):
            story = self.stock.pick(rng, language)
            link = E.A(story.title, href=f"/{rng.randrange(10**6)}/s")
            texts = [E.P(text) for text in story.paragraphs[: rng.choice((1, 1, 2))]]
            pictures = [E.IMG(src=f"/i/{rng.randrange(999)}.jpg")] if rng.random() < 0.5 else []
            items.append(E.DIV(inner, *pictures, heading(link), *texts))
        return _div(_bland(rng), *items)

    def _second_story(self, rng: random.Random, language: str | None) -> Element:
        story = self.stock.pick(rng, language)
        texts = [E.P(text) for text in story.paragraphs[: rng.randrange(3, 12)]]
        return _div(_bland(rng), E.H2(story.title), E.DIV(_bland(rng), story.author), *texts)

    def _comments(self, rng: random.Random, language: str | None) -> Element:
        inner, answer = _bland(rng), rng.choice(ANSWERS)
        items = []
        for _ in range(rng.randrange(3, 10)):
            story = self.stock.pick(rng, language)
            time = f"{rng.randrange(1, 23)} {rng.choice(AGO)}"
            text = rng.choice(story.paragraphs)
            items.append(E.DIV(inner, E.SPAN(story.author), " ", E.SPAN(time), E.P(text), E.A(answer, href="#")))
        return _div(_bland(rng), *items)

    def _gallery(self, rng: random.Random, language: str | None) -> Element:
        inner, count = _bland(rng), rng.randrange(3, 10)
        items = []
        for number in range(1, count + 1):
            text = rng.choice(self.stock.pick(rng, language).paragraphs)
            items.append(E.DIV(inner, E.IMG(src=f"/g/{number}.jpg"), E.P(text), E.SPAN(f"{number}/{count}")))
        return _div(_bland(rng), *items)

    def _box(self, rng: random.Random, language: str | None) -> Element:
        story = self.stock.pick(rng, language)
        link = E.A(rng.choice(MORE), href=f"/x/{rng.randrange(9999)}")
        return _div(_bland(rng), E.P(E.STRONG(story.title)), E.P(story.paragraphs[0]), E.P(link))


def _div(*parts: object) -> Element:
    element: Element = E.DIV(*parts)
    return element


def _bland(rng: random.Random) -> dict[str, str]:
    """A class that tells nothing."""
    name = "-".join(rng.sample(BLAND_NAMES, rng.choice((1, 1, 2))))
    return {"class": f"{name}-{rng.randrange(9)}" if rng.random() < 0.3 else name}


def _story_container(root: Element) -> Element | None:
    """The element whose paragraphs hold the most characters; None where that is the page."""
    held: dict[Element, int] = {}
    for paragraph in root.iter("p"):
        parent = paragraph.getparent()
        if parent is not None:
            held[parent] = held.get(parent, 0) + sum(map(len, paragraph.itertext()))
    container = max(held, key=held.__getitem__, default=None)
    return container if container is not None and _may_move(container) else None


def _may_move(element: Element) -> bool:
    parent = element.getparent()
    return element.tag not in ("body", "html") and parent is not None


def _insert(rng: random.Random, kind: str, container: Element, new: Element) -> None:
    """Set a new element into a page, beside or around the container of its story, or between two paragraphs."""
    if kind == "box":
        paragraphs: Sequence[Element] = container.findall("p")
        if len(paragraphs) > MIN_PARAGRAPHS:
            _put_behind(rng.choice(paragraphs[:-1]), new)
        return
    outer = container
    for _ in range(rng.choice((0, 0, 1, 2))):
        parent = outer.getparent()
        if parent is not None and _may_move(parent):
            outer = parent
    above = {"teasers beside": 0.5, "gallery": 0.3}.get(kind, 0.0)
    if rng.random() < above:
        outer.addprevious(new)
    else:
        _put_behind(outer, new)


def _put_behind(element: Element, new: Element) -> None:
    """Set a new element behind another, before the text that follows it."""
    new.tail, element.tail = element.tail, None
    element.addnext(new)
