"""XPath as rules may use it: what cannot be right, or would not end on a large page, is refused when it is compiled."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree
from lxml.html import document_fromstring

from cleaner.errors import CleanerError
from cleaner.tree import Element

# Any document: most of what is wrong shows only when an XPath is evaluated, and not all of that on this one.
PROBE = document_fromstring("<html><head></head><body><p>probe</p></body></html>")
MAX_CHARS = 4000  # libxml2 cannot be interrupted, so length and depth are bounded before it is asked
# Conditions are evaluated for each element outside: one search in a condition of a search squares the cost of a page,
# and one of the whole page costs what two of a part do. Beyond three, a page of 500 elements takes seconds.
MAX_SEARCHES = 3
SEARCH = re.compile(
    r"""[\[\]]
    | (?P<whole_page> (?<![\w.*\])@]) // | \b(?:following|preceding)\s*:: )
    | // | \b(?:descendant|descendant-or-self|following-sibling|preceding-sibling)\s*::""",
    re.X,
)
STRING = re.compile(r"\"[^\"]*\"|'[^']*'")
CALL = re.compile(r"([\w:.-]+)\s*\(")
PREFIX = re.compile(r"(?<![\w:.-])([A-Za-z_][\w.-]*):(?!:)")
# What may stand before a bracket: the functions of XPath 1.0, its node tests and its operators.
# fmt: off
CALLS = frozenset({
    "last", "position", "count", "id", "local-name", "namespace-uri", "name", "string", "concat", "starts-with",
    "contains", "substring-before", "substring-after", "substring", "string-length", "normalize-space", "translate",
    "boolean", "not", "true", "false", "lang", "number", "sum", "floor", "ceiling", "round", "comment", "text",
    "processing-instruction", "node", "and", "or", "div", "mod",
})
# fmt: on


class SelectorProblem(CleanerError):
    """A selector does not compile; the message says why. Turned into a RuleError where file and line are known."""


def make_xpath(path: str, text: str) -> etree.XPath:
    """Compile an XPath; text: as written in the rule, for the error. Raises SelectorProblem."""
    try:
        _check(path)
        xpath = etree.XPath(path, smart_strings=False)
        xpath(PROBE)
    except (etree.XPathError, ValueError) as error:
        raise SelectorProblem(f"the selector '{text}' does not compile: {error}") from error
    return xpath


def run_xpath(xpath: etree.XPath, root: Element) -> list[Any]:
    """What an XPath gives: elements and texts, or one text or number. Raises SelectorProblem where it cannot be run."""
    try:
        found = xpath(root)
    except etree.XPathError as error:  # a function given what it cannot take, where the page has what it is for
        raise SelectorProblem(f"the selector '{xpath.path}' cannot be run on this page: {error}") from error
    return found if isinstance(found, list) else [found]


def _check(path: str) -> None:
    """Raise ValueError for what shows on some pages only, and for what costs too much."""
    if len(path) > MAX_CHARS:
        raise ValueError(f"longer than {MAX_CHARS:,} characters")
    plain = STRING.sub("''", path)
    unknown = [f"function {name}()" for name in CALL.findall(plain) if name not in CALLS]
    unknown += [f"namespace '{name}'" for name in PREFIX.findall(plain)]
    unknown += ["variable"] if "$" in plain else []
    if unknown:
        raise ValueError(f"there is no {unknown[0]} here")
    levels = [0]
    for found in SEARCH.finditer(plain):
        if found[0] == "[":
            levels.append(0)
        elif found[0] == "]":
            levels = levels[:-1] or [0]
        else:
            levels[-1] = max(levels[-1], 2 if found["whole_page"] and len(levels) > 1 else 1)
        if sum(levels) > MAX_SEARCHES:
            raise ValueError("it searches within conditions of conditions: write one path, such as //a//b//c")
