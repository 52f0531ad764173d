"""XPaths of links as CSS selectors, which are what a crawl follows them by."""

from __future__ import annotations

import re

STEP = re.compile(r"(?P<slash>//?)(?P<tag>\*|[a-zA-Z][\w-]*)(?P<conditions>(?:\[[^\[\]]*\])*)")
CONDITION = re.compile(r"\[([^\[\]]*)\]")
TEXT = r"(?:\"([^\"]*)\"|'([^']*)')"
NAME = r"@([a-zA-Z][\w-]*)"
EQUAL = re.compile(rf"\s*{NAME}\s*=\s*{TEXT}\s*")
HELD = re.compile(rf"\s*(contains|starts-with)\(\s*{NAME}\s*,\s*{TEXT}\s*\)\s*")
SAID = re.compile(rf"\s*contains\(\s*(?:\.|text\(\))\s*,\s*{TEXT}\s*\)\s*")
HAS = re.compile(rf"\s*{NAME}\s*")
HAS_NOT = re.compile(rf"\s*not\(\s*{NAME}\s*\)\s*")
# One word of several: contains(concat(' ', normalize-space(@class), ' '), ' next ')
WORD = re.compile(
    rf"\s*contains\(\s*concat\(\s*(['\"]) \1\s*,\s*(?:normalize-space\()?\s*{NAME}\s*\)?\s*,\s*(['\"]) \3\s*\)"
    r"\s*,\s*(['\"]) ([\w-]+) \4\s*\)\s*"
)
NUMBER = re.compile(r"\s*(\d+|last\(\))\s*")  # of a child among those of its tag, where it is the first condition
SIGNS = {"contains": "*=", "starts-with": "^="}
LINK_END = re.compile(r"/@href\s*$")
AND = re.compile(r"\s+and\s+")


def css_of(xpath: str) -> str | None:
    """The CSS selector of the same elements; None where there is none, or it is not a plain path."""
    path = LINK_END.sub("", xpath.strip())
    selector, position = "", 0
    while position < len(path):
        step = STEP.match(path, position)
        if step is None:
            return None
        first, *others = CONDITION.findall(step["conditions"]) or [""]
        number = NUMBER.fullmatch(first) if step["tag"] != "*" else None
        rest = others if number or not first else [first, *others]
        conditions = [_css_condition(part) for one in rest for part in AND.split(one)]
        if None in conditions:
            return None
        joint = "" if not selector else " > " if step["slash"] == "/" else " "
        selector += joint + step["tag"] + (_nth(number[1]) if number else "") + "".join(map(str, conditions))
        position = step.end()
    return selector or None


def _nth(number: str) -> str:
    return f":nth-of-type({number})" if number.isdecimal() else ":last-of-type"


def _css_condition(text: str) -> str | None:
    """One condition on an attribute or a text; None for any other."""
    if match := EQUAL.fullmatch(text):
        return _attribute(match[1], "=", match[2] or match[3] or "")
    if match := HELD.fullmatch(text):
        return _attribute(match[2], SIGNS[match[1]], match[3] or match[4] or "")
    if match := SAID.fullmatch(text):
        return f':contains("{_escaped(match[1] or match[2] or "")}")'
    if match := WORD.fullmatch(text):
        return _attribute(match[2], "~=", match[5])
    if match := HAS_NOT.fullmatch(text):
        return f":not([{match[1]}])"
    match = HAS.fullmatch(text)
    return f"[{match[1]}]" if match else None


def _attribute(name: str, sign: str, value: str) -> str:
    return f'[{name}{sign}"{_escaped(value)}"]'


def _escaped(value: str) -> str:
    return value.replace("\\", "\\\\").replace('"', '\\"')
