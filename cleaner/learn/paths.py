"""Selectors a person would write for an element: by an id or attribute that says what it is, by telling classes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import combinations

from cleaner.labelers.block_model.weights import load_weights
from cleaner.learn.kept import kept
from cleaner.rulebook.class_names import MIN_CHARS, is_lasting
from cleaner.rulebook.lint import NAME
from cleaner.rulebook.selectors import Selector, compile_css
from cleaner.tree import Element
from cleaner.vocabulary import words_of

# Attributes whose value says what an element is, the most telling first.
TELLING_ATTRIBUTES = ("itemprop", "data-testid", "data-component", "data-qa", "data-type", "data-name", "role")
STORY_TAGS = frozenset({"article", "main"})
MAX_CLASSES = 6  # of an element that are looked at
MAX_PAIRS = 4
LONG_CHARS = 8  # of a word that is one, whether other sites have it or not
PATH_TAGS = frozenset({"div", "section", "article", "main"})

ATTRIBUTE = re.compile(r"\[[^\]]*\]")
SUBWORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


def is_telling(name: str) -> bool:
    """Whether a class or selector says what an element is, and not only how it is laid out.

    One of its words is known from the class names of other sites, or so long that it is one.
    """
    words = {word.lower() for word in SUBWORD.findall(name) if len(word) >= MIN_CHARS}
    words -= words_of("layout_class_words")
    return any(word in class_words() or len(word) >= LONG_CHARS for word in words)


def has_telling_names(selector: str) -> bool:
    """Whether all classes and ids in a selector will last and say what an element is; true where it has none.

    The value of an attribute such as `data-testid` need only last: it is there to say what the element is.
    """
    names = NAME.findall(ATTRIBUTE.sub("", selector))
    return all(map(is_lasting, NAME.findall(selector))) and all(map(is_telling, names))


def class_words() -> Mapping[str, float]:
    """The words of class names that the block model has met on many sites."""
    return load_weights("html").manifest.tokens


def names_of(element: Element) -> list[str]:
    """The classes of an element that are words, and not made by a build step."""
    return [name for name in element.get("class", "").split() if is_lasting(name)][:MAX_CLASSES]


def selectors_of(element: Element) -> Iterator[str]:
    """CSS selectors of an element, the plainest first; none for one without a lasting name."""
    tag = str(element.tag)
    own_id = element.get("id", "").strip()
    if is_lasting(own_id):
        yield f"{tag}#{own_id}"
    for attribute in TELLING_ATTRIBUTES:
        value = element.get(attribute, "")
        if is_lasting(value):
            yield f"{tag}[{attribute}={value}]"
    names = names_of(element)
    yield from (f"{tag}.{name}" for name in names)
    yield from (f"{tag}.{one}.{other}" for one, other in list(combinations(names, 2))[:MAX_PAIRS])
    if tag in STORY_TAGS:
        yield tag


def paths_of(element: Element) -> Iterator[str]:
    """As selectors_of() and, for an element whose own names say nothing, its way from the next one around it."""
    found = list(selectors_of(element))
    yield from found
    parent = element.getparent()
    if parent is None or element.tag not in PATH_TAGS:
        return
    own = found[:1] or [str(element.tag)]
    for above in list(selectors_of(parent))[:2]:
        yield f"{above} > {own[0]}"


@kept
def compiled(selector: str) -> Selector:
    """A CSS selector, compiled. Raises SelectorProblem."""
    return compile_css(selector)


def way_of(element: Element) -> str:
    """The way from the page's body to an element, each step by its plainest name: `main > div.story-text`."""
    around = [element, *element.iterancestors()]
    inside = [one for one in around if one.tag not in ("html", "body")]
    steps = [next(selectors_of(one), str(one.tag)) for one in reversed(inside)]
    return " > ".join(steps)
