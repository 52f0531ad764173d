"""CSS and XPath selectors, compiled once and answered from the page's index wherever that is possible.

A selector of one step (`a.more[rel=next]`) checks the few elements that carry its class, id, tag or attribute. One of
several steps is an XPath, run where the page has what the last step needs: an XPath takes 0.3 to 3 ms of a page.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping, Sequence, Set
from typing import Any, Literal, NamedTuple, TypeAlias

from cssselect import HTMLTranslator, SelectorError, parse
from cssselect import parser as css
from lxml import etree
from msgspec import Struct

from cleaner.rulebook.xpath import PROBE, SelectorProblem, make_xpath, run_xpath
from cleaner.tree import DECLARING_TAGS, Element, PageTree

MAX_CSS_CHARS = 4000  # of a selector list; cssselect needs more stack than there is for long chains
# Segmentation does not walk into these, so the page's index has none of them.
UNINDEXED_TAGS = frozenset({"br", "hr", "noscript", "style", "template"})
PLAIN = re.compile(r"[^\s:]+")  # of a class, id or attribute: no space in it and no namespace before it
FIRST_TAG = re.compile(r"(?://|/descendant::)(?P<tag>[a-z][a-z0-9-]*)(?=/|\[|$)")  # of a path
OPERATORS: dict[str, Callable[[str, str], bool]] = {
    "exists": lambda found, value: True,
    "=": operator.eq,
    "~=": lambda found, value: value in found.split(),
    # by the standard, an empty value is part of nothing
    "^=": lambda found, value: bool(value) and found.startswith(value),
    "$=": lambda found, value: bool(value) and found.endswith(value),
    "*=": lambda found, value: bool(value) and value in found,
}

Condition: TypeAlias = tuple[str, str, str]  # attribute, operator, value
# What the index of a page knows of an element; a part is one of a class or id.
SeedKind: TypeAlias = Literal["token", "part", "tag", "attribute"]
TABLES: dict[str, Callable[[PageTree], Mapping[str, Sequence[Element]]]] = {
    "token": lambda tree: tree.by_token,
    "tag": lambda tree: tree.by_tag,
    "attribute": lambda tree: tree.by_attribute,
}
# Conditions that name a class or id, or a part of one.
SEED_KINDS: dict[tuple[str, str], SeedKind] = {("id", "="): "token", ("class", "~="): "token"}
SEED_KINDS |= {(name, sign): "part" for name in ("class", "id") for sign in ("^=", "$=", "*=")}
RAREST_FIRST: tuple[SeedKind, ...] = ("token", "part", "tag", "attribute")


class Seed(NamedTuple):
    """What an element must carry to be selected: a class or id, a part of one, a tag, or another attribute."""

    kind: SeedKind
    name: str


NO_SEEDS = frozenset({Seed("attribute", "class"), Seed("attribute", "id")})  # indexed by what they hold


class Step(Struct, frozen=True, eq=False):
    """One step of a selector: a tag (None: any) and conditions on attributes, classes and ids among them."""

    tag: str | None
    conditions: tuple[Condition, ...] = ()

    def accepts(self, element: Element) -> bool:
        """Whether the element is one of these."""
        if self.tag not in (None, element.tag):
            return False
        for name, sign, value in self.conditions:
            found = element.get(name)
            if found is None or not OPERATORS[sign](found, value):
                return False
        return True


class Branch(Struct, frozen=True, eq=False):
    """One selector of a list. seed: what the page must have for it; None: nothing that the page's index knows.

    xpath: what finds the elements. Where it is None, those with the seed are selected that step accepts, or all.
    """

    seed: Seed | None = None
    step: Step | None = None
    xpath: etree.XPath | None = None

    def among(self, elements: Sequence[Element], tree: PageTree) -> Sequence[Element]:
        """The elements it selects; elements: those of the page that carry its seed."""
        if self.xpath is not None:
            return [item for item in run_xpath(self.xpath, tree.root) if isinstance(item, Element)]
        if self.step is None:
            return elements
        return [element for element in elements if self.step.accepts(element)]

    def find(self, tree: PageTree) -> Sequence[Element]:
        """The elements it selects, in page order."""
        if self.seed is None:
            return self.among((), tree)
        elements = bearers(tree, self.seed)
        return self.among(elements, tree) if elements else ()


class Selector(Struct, frozen=True, eq=False):
    """A compiled selector list. text: as written in the rule."""

    text: str
    branches: tuple[Branch, ...] = ()

    def gives_elements(self) -> bool:
        """Whether it selects elements, and does not work out a number or a text."""
        return all(branch.xpath is None or isinstance(branch.xpath(PROBE), list) for branch in self.branches)

    def find(self, tree: PageTree) -> list[Element]:
        """The selected elements; those of each branch in page order."""
        return [element for branch in self.branches for element in branch.find(tree)]

    def find_values(self, tree: PageTree) -> list[Element | str]:
        """As find(), with the texts and attributes an XPath may give."""
        given: list[Any] = []
        for branch in self.branches:
            given += branch.find(tree) if branch.xpath is None else run_xpath(branch.xpath, tree.root)
        return [value for value in given if isinstance(value, (Element, str))]


def compile_css(text: str) -> Selector:
    """Compile a CSS selector list. Raises SelectorProblem."""
    try:
        if len(text) > MAX_CSS_CHARS:
            raise ValueError(f"longer than {MAX_CSS_CHARS:,} characters")
        return Selector(text, tuple(_branch(selector, text) for selector in parse(text)))
    except RecursionError as error:
        raise SelectorProblem(f"the selector '{text}' does not compile: it has too many steps") from error
    except (SelectorError, ValueError) as error:  # ValueError: of the numbers in it
        raise SelectorProblem(f"the selector '{text}' does not compile: {error}") from error


def compile_xpath(text: str) -> Selector:
    """Compile an XPath. One path that begins with a tag has that tag as its seed. Raises SelectorProblem."""
    first = FIRST_TAG.match(text)
    is_indexed = first is not None and first["tag"] not in UNINDEXED_TAGS and "|" not in text
    seed = Seed("tag", first["tag"]) if first is not None and is_indexed else None
    return Selector(text, (Branch(seed, xpath=make_xpath(text, text)),))


SELECTORS: dict[str, Callable[[str], Selector]] = {"css": compile_css, "xpath": compile_xpath}


def names_on_page(tree: PageTree, kind: SeedKind, names: Set[str]) -> list[str]:
    """Those of the names that the page has, in an order of their own."""
    if kind == "part":
        tokens = "\n".join(tree.by_token)
        return sorted(name for name in names if name in tokens)
    return sorted(TABLES[kind](tree).keys() & names)


def bearers(tree: PageTree, seed: Seed) -> Sequence[Element]:
    """The elements of the page that carry a seed, each once."""
    if seed.kind != "part":
        return TABLES[seed.kind](tree).get(seed.name, ())
    found = [element for token, row in tree.by_token.items() if seed.name in token for element in row]
    return list(dict.fromkeys(found))


def _branch(selector: css.Selector, text: str) -> Branch:
    """One selector of a list, by its last step where that has a seed."""
    tree, is_one_step = selector.parsed_tree, True
    if isinstance(tree, css.CombinedSelector):
        tree, is_one_step = tree.subselector, False
    step = _step(tree)
    if step is None or selector.pseudo_element:
        return Branch(xpath=_css_xpath(selector, text))
    seed = _seed(step)
    if is_one_step and seed is not None:
        return Branch(seed, step)
    return Branch(seed, xpath=_css_xpath(selector, text))


def _css_xpath(selector: css.Selector, text: str) -> etree.XPath:
    return make_xpath(HTMLTranslator().selector_to_xpath(selector), text)


def _step(tree: css.Tree) -> Step | None:
    """Tags, classes, ids and attributes; None for anything else, which is left to XPath."""
    conditions: list[Condition] = []
    while not isinstance(tree, css.Element):
        condition = _condition(tree)
        if condition is None:
            return None
        conditions.append(condition)
        tree = tree.selector
    if tree.namespace is not None:
        return None
    return Step(tree.element.lower() if tree.element else None, tuple(conditions))


def _condition(tree: css.Tree) -> Condition | None:
    """What a class, an id or an attribute in a selector asks of an element; None for anything else."""
    if isinstance(tree, css.Class):
        return "class", "~=", tree.class_name
    if isinstance(tree, css.Hash):
        return "id", "=", tree.id
    if not isinstance(tree, css.Attrib) or tree.namespace is not None or tree.operator not in OPERATORS:
        return None
    value = tree.value.value if tree.value is not None else None
    return tree.attrib.lower(), tree.operator, value or ""


def _seed(step: Step) -> Seed | None:
    """The rarest thing that an element of this step carries, as far as the page's index knows it."""
    if step.tag in DECLARING_TAGS:
        return Seed("tag", step.tag)
    if step.tag in UNINDEXED_TAGS:
        return None
    seeds = [_seed_of(*condition) for condition in step.conditions]
    if step.tag is not None:
        seeds.append(Seed("tag", step.tag))
    indexed = [seed for seed in seeds if seed not in NO_SEEDS and PLAIN.fullmatch(seed.name)]
    return min(indexed, key=lambda seed: RAREST_FIRST.index(seed.kind), default=None)


def _seed_of(name: str, sign: str, value: str) -> Seed:
    """What an element must carry for a condition: the value of a class or id, else the attribute."""
    kind = SEED_KINDS.get((name, sign), "attribute")
    return Seed(kind, name if kind == "attribute" else value)
