"""Many selectors asked at once: an index of what an element must carry, so that a page is looked through once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from lxml import etree

from cleaner.rulebook.branches import needed_tag, split_xpath
from cleaner.rulebook.plan import Targets
from cleaner.rulebook.selectors import Chain, bearers_of_part, is_possible, run_xpath
from cleaner.tree import Element, PageTree

Asking: TypeAlias = tuple[int, Chain | None]
# With the value the attribute must have, where that alone is asked.
AttributeAsking: TypeAlias = tuple[int, Chain, str | None]


@dataclass(frozen=True, slots=True)
class ElementIndex:
    """Who asks for what, by number of the asker.

    by_token, by_tag, by_part, by_attribute: what an element carries → (asker, chain to check; None: nothing to
    check). A part is a piece of a class or id. xpaths: with the tag a page must have for it to give anything.
    """

    by_token: Mapping[str, Sequence[Asking]]
    by_tag: Mapping[str, Sequence[Asking]]
    by_part: Mapping[str, Sequence[Asking]]
    by_attribute: Mapping[str, Sequence[AttributeAsking]]
    xpaths: Sequence[tuple[int, etree.XPath, str | None]]


def index_elements(asked: Iterable[Targets]) -> ElementIndex:
    """Index the selectors and tokens of each asker, numbered in order."""
    index: dict[str, dict[str, list[Asking]]] = {"token": {}, "tag": {}, "part": {}}
    by_attribute: dict[str, list[AttributeAsking]] = {}
    xpaths: list[tuple[int, etree.XPath, str | None]] = []
    for number, targets in enumerate(asked):
        for token in targets.tokens:
            index["token"].setdefault(token, []).append((number, None))
        for selector in targets.selectors:
            chains, xpath = split_xpath(selector.xpath) if selector.xpath is not None else ([], None)
            for chain in (*selector.chains, *chains):
                if chain.kind == "attribute":
                    by_attribute.setdefault(chain.seed, []).append((number, chain, _asked_value(chain)))
                else:
                    index[chain.kind].setdefault(chain.seed, []).append((number, chain))
            if xpath is not None:
                xpaths.append((number, xpath, needed_tag(xpath)))
    return ElementIndex(index["token"], index["tag"], index["part"], by_attribute, tuple(xpaths))


def find_elements(tree: PageTree, index: ElementIndex) -> dict[int, list[Element]]:
    """The elements each asker has on the page; those of one token, tag or attribute in page order.

    Cost: a lookup per token, tag and attribute, and the XPaths.
    """
    found: dict[int, list[Element]] = {}
    for known, asked in ((tree.by_token, index.by_token), (tree.by_tag, index.by_tag)):
        for name in sorted(known.keys() & asked.keys()):  # sorted: sets have no order of their own
            _ask(tree, known[name], asked[name], found)
    for name in sorted(tree.by_attribute.keys() & index.by_attribute.keys()):
        _ask_attribute(tree, name, index.by_attribute[name], found)
    tokens = "\n".join(tree.by_token) if index.by_part else ""
    for part, asking in index.by_part.items():
        if part in tokens:  # most parts are on no page; a token holds no line end
            _ask(tree, bearers_of_part(tree, part), asking, found)
    for number, xpath, tag in index.xpaths:
        elements = run_xpath(xpath, tree.root) if tag is None or tag in tree.by_tag else []
        if elements:
            found.setdefault(number, []).extend(elements)
    return found


def _ask(
    tree: PageTree, elements: Sequence[Element], asking: Sequence[Asking], found: dict[int, list[Element]]
) -> None:
    """Give the elements to each asker that accepts them."""
    for number, chain in asking:
        if chain is not None and chain.before and not is_possible(chain, tree):
            continue
        accepted = elements if chain is None else chain.among(elements)
        if accepted:
            found.setdefault(number, []).extend(accepted)


def _ask_attribute(
    tree: PageTree, name: str, asking: Sequence[AttributeAsking], found: dict[int, list[Element]]
) -> None:
    """Give the elements with an attribute to each asker that accepts them; their values are read once."""
    elements = tree.by_attribute[name]
    values = [element.get(name, "") for element in elements]
    for number, chain, wanted in asking:
        if wanted is None:
            _ask(tree, elements, ((number, chain),), found)
        elif wanted in values:
            accepted = [element for element, value in zip(elements, values, strict=True) if value == wanted]
            found.setdefault(number, []).extend(accepted)


def _asked_value(chain: Chain) -> str | None:
    """The one value an attribute must have, where a chain asks for nothing else."""
    _, operator, value = chain.last.attributes[0]
    return value if operator == "=" and chain.asks_one_attribute() else None
