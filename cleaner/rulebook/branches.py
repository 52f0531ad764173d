"""XPaths taken apart into what the page's index answers and what has to be looked for on the whole page."""

from __future__ import annotations

import re

from lxml import etree

from cleaner.rulebook.selectors import UNINDEXED_ATTRIBUTES, UNINDEXED_TAGS, Chain, Compound, make_xpath
from cleaner.tree import DECLARING_TAGS

# A branch that asks for an attribute and nothing else.
PLAIN_XPATH = re.compile(r"""//(\*|[a-z][\w-]*)\[@([a-z][\w.-]*)=(?:"([^"]*)"|'([^']*)')\]""")
# One that asks for a tag, and for something that each element can be asked by itself, without counting.
TAG_XPATH = re.compile(r"//([a-z][\w-]*)(\[not\(ancestor::[a-z][\w-]*\)\])")
# One that asks for what is in elements of a tag: each that is in no other can be asked by itself.
INSIDE_XPATH = re.compile(r"//([a-z][\w-]*)(//.+)")


def split_xpath(xpath: etree.XPath | None) -> tuple[list[Chain], etree.XPath | None]:
    """The branches of an XPath that the page's index answers, as chains, and the XPath of the others, if any.

    For who looks for elements with text: the index knows no others. `//*[@role="x"]` takes 0.3 ms of a page as XPath.
    """
    if xpath is None:
        return [], None
    inside = INSIDE_XPATH.fullmatch(xpath.path.strip()) if "|" not in xpath.path else None
    if inside is not None and inside[1] not in UNINDEXED_TAGS:
        test = make_xpath(f"self::*[not(ancestor::{inside[1]})]{inside[2]}", xpath.path)
        return [Chain(Compound(inside[1]), "tag", inside[1], test=test)], None
    chains: list[Chain] = []
    others: list[str] = []
    for branch in xpath.path.split("|"):
        plain, by_tag = PLAIN_XPATH.fullmatch(branch.strip()), TAG_XPATH.fullmatch(branch.strip())
        if plain is not None and plain[2] in UNINDEXED_ATTRIBUTES and plain[1] == "*":
            others.append(branch)
        elif plain is not None and plain[1] not in UNINDEXED_TAGS | DECLARING_TAGS:
            tag, name, value = None if plain[1] == "*" else plain[1], plain[2], plain[3] or plain[4] or ""
            last = Compound(tag, attributes=((name, "=", value),))
            is_indexed = tag is None or name not in UNINDEXED_ATTRIBUTES
            chains.append(Chain(last, "attribute", name) if is_indexed else Chain(last, "tag", plain[1]))
        elif by_tag is not None and by_tag[1] not in UNINDEXED_TAGS:
            test = make_xpath(f"self::*{by_tag[2]}", xpath.path)
            chains.append(Chain(Compound(by_tag[1]), "tag", by_tag[1], test=test))
        else:
            others.append(branch)
    if not chains or any("'" in branch or '"' in branch for branch in others):  # a | can stand in a text
        return [], xpath
    return chains, make_xpath("|".join(others), xpath.path) if others else None

