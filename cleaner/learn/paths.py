"""Selectors a person would write for an element: by an id or attribute that says what it is, by telling classes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import combinations

from cleaner.labelers.block_model.weights import load_weights
from cleaner.rulebook.lint import is_hashed
from cleaner.tree import Element
from cleaner.vocabulary import words_of

PLAIN = re.compile(r"[A-Za-z][A-Za-z_-]*")  # of names that say something: with digits they number a page or a column
MIN_NAME_CHARS, MAX_NAME_CHARS = 3, 40
# Attributes whose value says what an element is, the most telling first.
TELLING_ATTRIBUTES = ("itemprop", "data-testid", "data-component", "data-qa", "data-type", "data-name", "role")
STORY_TAGS = frozenset({"article", "main"})
MAX_CLASSES = 6  # of an element that are looked at
MAX_PAIRS = 4
PATH_TAGS = frozenset({"div", "section", "article", "main"})


VOWELS = frozenset("aeiouyAEIOUY")
MAX_MADE_CHARS = 7  # of a name that a library makes up: ldhbtc, YeebQ
MODULE = re.compile(r".+__(?P<end>[\w+-]{5})")  # of a class that a bundler writes: ArticleBody_text__wu_cm
SUBWORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")


def is_telling(name: str) -> bool:
    """Whether a class or selector says what an element is, and not only how it is laid out.

    One of its words is known from the class names of other sites, or so long that it is one.
    """
    words = {word.lower() for word in SUBWORD.findall(name) if len(word) >= MIN_NAME_CHARS} - words_of(
        "layout_class_words"
    )
    return any(word in class_words() or len(word) > MAX_MADE_CHARS for word in words)


def class_words() -> Mapping[str, float]:
    """The words of class names that the block model has met on many sites."""
    return load_weights("html").manifest.tokens


def names_of(element: Element) -> list[str]:
    """The classes of an element that are words, and not made by a build step."""
    return [name for name in element.get("class", "").split() if is_lasting(name)][:MAX_CLASSES]


def is_lasting(name: str) -> bool:
    """Whether a class or id is a word or some, and will be there tomorrow."""
    is_word = MIN_NAME_CHARS <= len(name) <= MAX_NAME_CHARS and PLAIN.fullmatch(name) is not None
    return is_word and not is_hashed(name) and not _looks_made_up(name)


def _looks_made_up(name: str) -> bool:
    """Whether a short name is no word: without a vowel, or with capitals where no word begins."""
    module = MODULE.fullmatch(name)
    if module is not None and not (module["end"].isalpha() and module["end"].islower()):
        return True
    if len(name) > MAX_MADE_CHARS or not name.isalpha():
        return False
    return VOWELS.isdisjoint(name) or not (name[1:].islower() or name.isupper())


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
