"""Selectors that take too much of any page: the page itself, all of its paragraphs, its headline."""

from __future__ import annotations

from lxml.html import document_fromstring

from cleaner.rulebook.selectors import compile_xpath
from cleaner.rulebook.xpath import SelectorProblem, run_xpath
from cleaner.tree import Element

# A page of which no name is a site's: a part of a name that takes all of it would take all of any page.
NAME = "abcdefghijklmnopqrstuvwxyz 0123456789 -_"
PAGE = document_fromstring(
    f"<html><body class='{NAME}' id='page'><header id='top' class='{NAME}'>Menu</header>"
    f"<main id='m' class='{NAME}'><div id='d' class='{NAME}'><article id='a' class='{NAME}'>"
    f"<h1 id='h' class='{NAME}'>Headline</h1>"
    f"<div id='t' class='{NAME}'><p id='p' class='{NAME}'>One.</p><p id='q' class='{NAME}'>Two.</p></div>"
    f"</article></div></main></body></html>"
)
HEADLINE = "its headline"


def taken_whole(xpath: str) -> str:
    """What a path takes of any page: `the page`, `all of its paragraphs`, `its headline`; empty where it is less.

    Raises SelectorProblem.
    """
    return _whole(set(_elements(xpath, PAGE)))


def _whole(found: set[Element]) -> str:
    if any(element.tag in ("html", "body") for element in found):
        return "the page"
    inside = {below for element in found for below in element.iter()}
    if all(paragraph in inside for paragraph in PAGE.iter("p")):
        return "all of its paragraphs"
    return HEADLINE if any(element.tag == "h1" for element in found) else ""


def _elements(xpath: str, page: Element) -> list[Element]:
    (branch,) = compile_xpath(xpath).branches
    if branch.xpath is None:
        raise SelectorProblem(f"the selector '{xpath}' does not compile")
    return [one for one in run_xpath(branch.xpath, page) if isinstance(one, Element)]
