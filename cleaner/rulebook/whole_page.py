"""Selectors that take too much of any page: the page itself, all of its paragraphs, its headline."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.html import document_fromstring

from cleaner.rulebook.selectors import Branch, Selector
from cleaner.rulebook.xpath import run_xpath
from cleaner.tree import Element

# A page of which no name is a site's: a part of a name that takes all of it would take all of any page.
NAMED = "class='abcdefghijklmnopqrstuvwxyz 0123456789 -_' id='abcdefghijklmnopqrstuvwxyz-_0123456789'"
PAGE = document_fromstring(
    f"<html {NAMED}><body {NAMED}><header {NAMED}>Menu</header><main {NAMED}><div {NAMED}><article {NAMED}>"
    f"<h1 {NAMED}>Headline</h1><h2 {NAMED}>Heading</h2><div {NAMED}><p {NAMED}>One.</p><p {NAMED}>Two.</p></div>"
    f"</article></div></main></body></html>"
)
WHOLE, PARAGRAPHS, HEADLINE = "the page", "all of its paragraphs", "its headline"
MORE = "its headline and more"


def taken_whole(selector: Selector) -> str:
    """What a selector takes of any page, as one of the constants; empty for less. Raises SelectorProblem."""
    found = {element for branch in selector.branches for element in _elements(branch)}
    if any(element.tag in ("html", "body") for element in found):
        return WHOLE
    inside = {below for element in found for below in element.iter()}
    if all(paragraph in inside for paragraph in PAGE.iter("p")):
        return PARAGRAPHS
    tags = {str(element.tag) for element in found}
    if "h1" not in tags:
        return ""
    return HEADLINE if tags == {"h1"} else MORE


def _elements(branch: Branch) -> Iterator[Element]:
    if branch.xpath is not None:
        yield from (one for one in run_xpath(branch.xpath, PAGE) if isinstance(one, Element))
    elif branch.step is not None:
        yield from filter(branch.step.accepts, PAGE.iter())
