"""CSS and XPath selectors: compiled once, answered from the page's index wherever that is possible.

A selector of tags, classes, ids, attributes, :not() of those, descendant and child combinators starts from the
elements that carry its last class, id or tag, and checks these few: an XPath over all elements takes 0.3 to 3 ms
of a page. Everything else becomes one XPath.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal

from cssselect import HTMLTranslator, SelectorError, parse
from cssselect import parser as css
from lxml import etree
from lxml.html import document_fromstring

from cleaner.errors import CleanerError
from cleaner.tree import DECLARING_TAGS, Element, PageTree

# Any document: functions and variables that do not exist show only when an XPath is evaluated.
PROBE = document_fromstring("<html><head></head><body><p>probe</p></body></html>")

OPERATORS = frozenset({"exists", "=", "~=", "^=", "$=", "*="})
# What segmentation does not walk into is not in the page's index: selectors that end there go to XPath. What a page
# declares itself with is found by tag alone.
UNINDEXED_TAGS = frozenset({"br", "hr", "noscript", "style", "template"})
# Indexed by what they hold, not by that they are there.
UNINDEXED_ATTRIBUTES = frozenset({"class", "id"})

PLAIN_NAME = re.compile(r"[A-Za-z_][\w.-]*")  # of an attribute, without namespace


class SelectorProblem(CleanerError):
    """A selector does not compile; the message says why. Turned into a RuleError where file and line are known."""


@dataclass(frozen=True, slots=True)
class Compound:
    """A tag with classes, ids and attributes: (name, operator, value), operator `exists` without value."""

    tag: str | None = None
    classes: tuple[str, ...] = ()
    ids: tuple[str, ...] = ()
    attributes: tuple[tuple[str, str, str], ...] = ()
    excluded: tuple[Compound, ...] = ()

    def accepts(self, element: Element) -> bool:
        """Whether the element is one of these."""
        if self.tag is not None and element.tag != self.tag:
            return False
        if self.classes:
            present = (element.get("class") or "").split()
            if not all(name in present for name in self.classes):
                return False
        if self.ids and any(element.get("id") != name for name in self.ids):
            return False
        for name, operator, value in self.attributes:
            found = element.get(name)
            if found is None or not _attribute_test(name, operator, value)(found):
                return False
        return not (self.excluded and any(compound.accepts(element) for compound in self.excluded))


@dataclass(frozen=True, slots=True)
class Chain:
    """Compounds from right to left: the element itself, then (combinator, ancestor or parent) pairs.

    kind, seed: the class or id the element must carry, else a part of one, else its tag, else the name of an
    attribute it must have. test: an XPath that gives the element itself, what is selected inside it, or nothing.
    """

    last: Compound
    kind: Literal["token", "tag", "part", "attribute"]
    seed: str
    before: tuple[tuple[str, Compound], ...] = ()
    test: etree.XPath | None = field(default=None, compare=False)

    def among(self, elements: Iterable[Element], tree: PageTree) -> list[Element]:
        """Those of the elements that are selected; the elements carry the seed."""
        if self.test is not None:
            return [found for element in elements for found in run_xpath(self.test, element)]
        # ".cat-links a" asks every link, unless the page has no such class at all
        above = [name for _, compound in self.before for name in (*compound.classes, *compound.ids)]
        if not all(name in tree.by_token for name in above):
            return []
        return [element for element in elements if self.last.accepts(element) and _stands_below(element, self.before)]

    def find(self, tree: PageTree) -> list[Element]:
        """The elements the chain selects, in page order."""
        if self.kind == "part":
            return self.among(bearers_of_part(tree, self.seed), tree)
        tables = {"token": tree.by_token, "tag": tree.by_tag, "attribute": tree.by_attribute}
        return self.among(tables[self.kind].get(self.seed, ()), tree)


@dataclass(frozen=True, slots=True)
class Selector:
    """A compiled selector: the union of its chains and its XPath. text: as written in the rule."""

    text: str
    chains: tuple[Chain, ...] = ()
    xpath: etree.XPath | None = field(default=None, compare=False)

    def find(self, tree: PageTree) -> list[Element]:
        """The selected elements; those of each chain in page order."""
        found = [element for chain in self.chains for element in chain.find(tree)]
        return found + run_xpath(self.xpath, tree.root) if self.xpath is not None else found

    def find_values(self, tree: PageTree) -> list[Element | str]:
        """As find(), with the texts and attributes an XPath may give."""
        found: list[Element | str] = [element for chain in self.chains for element in chain.find(tree)]
        given: Any = self.xpath(tree.root) if self.xpath is not None else []
        values: list[Any] = given if isinstance(given, list) else [given]
        return found + [value for value in values if isinstance(value, (Element, str))]


def compile_css(text: str) -> Selector:
    """Compile a CSS selector list. Raises SelectorProblem."""
    try:
        parsed = parse(text)
        translator = HTMLTranslator()
        chains: list[Chain] = []
        paths: list[str] = []
        for selector in parsed:
            chain = None if selector.pseudo_element else _chain(selector.parsed_tree)
            if chain is None:
                paths.append(translator.selector_to_xpath(selector))
            else:
                chains.append(chain)
    except SelectorError as error:
        raise SelectorProblem(f"the selector '{text}' does not compile: {error}") from error
    return Selector(text, tuple(chains), make_xpath(" | ".join(paths), text) if paths else None)


def compile_xpath(text: str, *, values: bool = False) -> Selector:
    """Compile an XPath; values: it may give a text or number instead of elements. Raises SelectorProblem."""
    made = make_xpath(text, text)
    if not values and not isinstance(made(PROBE), list):
        raise SelectorProblem(f"the selector '{text}' gives no elements")
    return Selector(text, (), made)


def bearers_of_part(tree: PageTree, part: str) -> list[Element]:
    """The elements with a class or id that holds this text, each once."""
    found = [element for token, elements in tree.by_token.items() if part in token for element in elements]
    return list(dict.fromkeys(found))


def run_xpath(xpath: etree.XPath, root: Element) -> list[Element]:
    """The elements an XPath gives; texts, numbers and attributes are left out."""
    found = xpath(root)
    return [item for item in found if isinstance(item, Element)] if isinstance(found, list) else []


def make_xpath(path: str, text: str) -> etree.XPath:
    """Compile an XPath; text: as written in the rule, for the error. Raises SelectorProblem."""
    try:
        made = etree.XPath(path, smart_strings=False)
        made(PROBE)
    except etree.XPathError as error:
        raise SelectorProblem(f"the selector '{text}' does not compile: {error}") from error
    return made


def _chain(tree: css.Tree) -> Chain | None:
    """The selector as a chain, or None where only XPath can say it."""
    before: list[tuple[str, Compound]] = []
    combinators: list[str] = []
    compounds: list[Compound] = []
    while isinstance(tree, css.CombinedSelector):
        if tree.combinator not in (" ", ">"):
            return None
        combinators.append(tree.combinator)
        compound = _compound(tree.subselector)
        if compound is None:
            return None
        compounds.append(compound)
        tree = tree.selector
    first = _compound(tree)
    if first is None:
        return None
    compounds.append(first)
    before = list(zip(combinators, compounds[1:], strict=True))
    last = compounds[0]
    if last.tag in UNINDEXED_TAGS:
        return None
    if last.tag in DECLARING_TAGS:
        return Chain(last, "tag", last.tag, tuple(before))
    if names := last.ids or last.classes:
        return Chain(last, "token", names[-1], tuple(before))
    for name, operator, value in last.attributes:
        if name in ("class", "id") and operator in ("^=", "$=", "*=") and value and not re.search(r"\s", value):
            return Chain(last, "part", value, tuple(before))
    if last.tag is not None:
        return Chain(last, "tag", last.tag, tuple(before))
    name = last.attributes[0][0] if last.attributes else ""
    if not PLAIN_NAME.fullmatch(name) or name in UNINDEXED_ATTRIBUTES:
        return None
    return Chain(last, "attribute", name, tuple(before))


def _compound(tree: css.Tree) -> Compound | None:
    """Tags, classes, ids, attributes and :not() of those; None for anything else."""
    classes: list[str] = []
    ids: list[str] = []
    attributes: list[tuple[str, str, str]] = []
    excluded: list[Compound] = []
    while not isinstance(tree, css.Element):
        if isinstance(tree, css.Class):
            classes.append(tree.class_name)
        elif isinstance(tree, css.Hash):
            ids.append(tree.id)
        elif isinstance(tree, css.Attrib) and tree.namespace is None and tree.operator in OPERATORS:
            value = tree.value.value if tree.value is not None else ""
            attributes.append((tree.attrib.lower(), tree.operator, value or ""))
        elif isinstance(tree, css.Negation) and (compound := _compound(tree.subselector)) is not None:
            excluded.append(compound)
        else:
            return None
        tree = tree.selector
    if tree.namespace is not None:
        return None
    tag = tree.element.lower() if tree.element else None
    return Compound(tag, tuple(classes[::-1]), tuple(ids), tuple(attributes), tuple(excluded))


def _stands_below(element: Element, before: tuple[tuple[str, Compound], ...]) -> bool:
    if not before:
        return True
    (combinator, compound), rest = before[0], before[1:]
    for ancestor in element.iterancestors():
        if compound.accepts(ancestor):
            if _stands_below(ancestor, rest):
                return True
            if rest[0][0] == " ":  # a farther ancestor has fewer ancestors still
                return False
        if combinator == ">":
            return False
    return False


@cache
def _attribute_test(name: str, operator: str, value: str) -> Callable[[str], bool]:
    """The test of an attribute's value, by the standard: an empty value is part of nothing."""
    if operator == "exists":
        return lambda found: True
    if operator == "=":
        return lambda found: found == value
    if operator == "~=":
        return lambda found: value in found.split()
    if not value:
        return lambda found: False
    if operator == "^=":
        return lambda found: found.startswith(value)
    return (lambda found: found.endswith(value)) if operator == "$=" else (lambda found: value in found)
