"""Site-config files, as Full-Text RSS and its kin have them, read as rules: one directive a line, `key: value`.

The syntax is documented at https://help.fivefilters.org/full-text-rss/site-patterns.html.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct, field

from cleaner.learn.draft import scalar
from cleaner.learn.link_paths import css_of
from cleaner.rulebook.check import compile_file
from cleaner.rulebook.selectors import compile_xpath
from cleaner.rulebook.whole_page import HEADLINE, WHOLE, taken_whole
from cleaner.rulebook.xpath import SelectorProblem
from cleaner.text import NO_TEXT

LINE = re.compile(r"(?P<key>[a-z_]+)\s*(?:\((?P<parameter>.*?)\))?\s*:\s*(?P<value>.*)", re.IGNORECASE)
FIELDS = {"title": "title", "author": "authors", "date": "published"}
LINKS = {"next_page_link": "next_page", "single_page_link": "single_page"}
PATHS = frozenset({"body", "strip", *FIELDS, *LINKS})
# What is done for every page, or concerns no text.
NOT_NEEDED = frozenset(
    {
        *("tidy", "prune", "parser", "autodetect_on_failure", "convert_double_br_tags", "src_lazy_load_attr"),
        *("insert_detected_image", "skip_json_ld", "dissolve", "strip_attr", "strip_image_src", "footnotes"),
        *("test_url", "test_contains", "autodetect_next_page", "strip_comments"),
    }
)
SOURCE = "a rule does not change the page's source"
ELEMENTS = "a rule does not change the page's elements"
LOGIN = "pages behind a login are not fetched"
REASONS = {
    "find_string": SOURCE,
    "replace_string": SOURCE,
    "wrap_in": ELEMENTS,
    "move_into": ELEMENTS,
    "if_page_contains": "a rule follows a link wherever it is",
    "native_ad_clue": "a rule does not say what kind of page it is",
    "single_page_link_in_feed": "feeds are read for addresses alone",
    **dict.fromkeys(("requires_login", "not_logged_in_xpath", "login_uri", "login_username_field"), LOGIN),
    **dict.fromkeys(("login_password_field", "login_extra_fields"), LOGIN),
}
COOKIES = "which of them answer a question for consent? write those under `fetch: cookies`"
NO_CSS = "how a page is fetched: no CSS selector says the same; write one under `fetch`"
UNKNOWN = "no directive that is known"
BAD_LINE = "no `key: value`"
CONTROLS = "characters in it that no text holds"
BODY_STRIPPED = "it takes away what `body` names"
NO_PATH = "no path to an element"
PATH_SIGNS = frozenset("/(@[.")
MIN_NAME_CHARS = 3  # of a part of an id or class: shorter ones stand in any
QUOTES = "\"'"
MAX_SHOWN = 120


class Directive(Struct, frozen=True):
    """One line of a file, 1-based."""

    line: int
    key: str
    value: str
    parameter: str = ""

    @property
    def printed(self) -> str:
        """The line in short."""
        return f"{self.key}: {self.value}"[:MAX_SHOWN]


class LeftOut(Struct, frozen=True):
    """A directive that is not in the rule, and why."""

    line: int
    text: str
    why: str


class Imported(Struct, frozen=True):
    """A rule made of a site-config file. yaml: the rule file; taken, not_needed: directives, counted."""

    host: str
    yaml: str
    taken: int
    not_needed: int
    left_out: tuple[LeftOut, ...]


class Parts(Struct):
    """What a rule is made of, each as YAML."""

    tests: list[str] = field(default_factory=list)
    bodies: list[str] = field(default_factory=list)
    statements: list[str] = field(default_factory=list)
    fields: dict[str, list[str]] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)
    links: dict[str, list[str]] = field(default_factory=dict)


def host_of_file(path: Path) -> str:
    """The host a file is for, by its name: `.example.com.txt` is for example.com and all below, as is every rule."""
    return path.name.removesuffix(".txt").lstrip("*").strip(".").lower()


def read_site_config(text: str, host: str) -> Imported:
    """The rule that a site-config file comes to. What a rule cannot say, or the page's engine refuses, is left out."""
    directives, left_out = _directives(text)
    parts = Parts()
    taken = 0
    bodies = {_path_key(directive) for directive in directives if directive.key == "body"}
    for directive in directives:
        why = _problem(directive, host)
        if not why and directive.key == "strip" and _path_key(directive) in bodies:
            why = BODY_STRIPPED
        if why:
            left_out.append(LeftOut(directive.line, directive.printed, why))
        else:
            _add(parts, directive)
            taken += directive.key not in NOT_NEEDED
    not_needed = sum(directive.key in NOT_NEEDED for directive in directives)
    yaml = "\n".join(_rule_lines(host, parts)) + "\n"
    return Imported(host, yaml, taken, not_needed, tuple(sorted(left_out, key=lambda one: one.line)))


def _path_key(directive: Directive) -> str:
    """A path in the form in which two spellings of it are one."""
    return "".join(directive.value.split()).replace('"', "'")


def _directives(text: str) -> tuple[list[Directive], list[LeftOut]]:
    found: list[Directive] = []
    left_out: list[LeftOut] = []
    for number, line in enumerate(text.splitlines(), start=1):
        stripped = line.strip().lstrip("\ufeff")
        match = LINE.fullmatch(stripped)
        if NO_TEXT.search(stripped):
            left_out.append(LeftOut(number, stripped[:MAX_SHOWN], CONTROLS))
        elif match is not None:
            found.append(Directive(number, match["key"].lower(), match["value"].strip(), match["parameter"] or ""))
        elif stripped and not stripped.startswith("#"):
            left_out.append(LeftOut(number, stripped[:MAX_SHOWN], BAD_LINE))
    return found, left_out


def _problem(directive: Directive, host: str) -> str:
    """Why a directive cannot be in the rule; empty where it can, or need not."""
    key, value = directive.key, directive.value
    if key in NOT_NEEDED:
        return ""
    if key in REASONS:
        return REASONS[key]
    if key not in {"http_header", "strip_id_or_class", *PATHS}:
        return UNKNOWN
    if not value.strip(QUOTES):
        return "it has no value"
    if key == "http_header":
        return _header_problem(directive) or _rule_problem(directive, host)
    if key == "strip_id_or_class" and len(value.strip(QUOTES)) < MIN_NAME_CHARS:
        return "a part of a name so short that it stands in any"
    if key in PATHS and PATH_SIGNS.isdisjoint(value):
        return NO_PATH
    return _path_problem(directive) or _rule_problem(directive, host)


def _header_problem(directive: Directive) -> str:
    name = directive.parameter.strip().strip(QUOTES)
    if name.lower() == "cookie":
        return COOKIES
    return "" if name else "it names no header"


def _path_problem(directive: Directive) -> str:
    """Why a path may not be followed: it does not compile, or takes what a page needs."""
    if directive.key in LINKS:
        return "" if css_of(directive.value) else NO_CSS
    if directive.key not in ("strip", "body"):
        return ""
    try:
        whole = taken_whole(compile_xpath(directive.value))
    except SelectorProblem as problem:
        return str(problem)
    if directive.key == "body":
        return "it is the whole page" if whole == WHOLE else ""
    return f"it takes {whole} away, on every page" if whole and whole != HEADLINE else ""


def _rule_problem(directive: Directive, host: str) -> str:
    """What the checks of rule files say of a rule that has nothing but the directive."""
    alone = Parts()
    _add(alone, directive)
    _, problems = compile_file("\n".join(_rule_lines(host, alone)).encode(), "", "sites", host)
    return problems[0].problem if problems else ""


def _add(parts: Parts, directive: Directive) -> None:
    """Put a directive that has no problem where it belongs."""
    key, value = directive.key, directive.value
    if key == "test_url":
        parts.tests.append(value)
    elif key in FIELDS:
        parts.fields.setdefault(FIELDS[key], []).append(f"{{xpath: {_quoted(value)}}}")
    elif key in LINKS:
        parts.links.setdefault(LINKS[key], []).append(_quoted(css_of(value) or ""))
    elif key == "http_header":
        parts.headers[directive.parameter.strip().strip(QUOTES)] = _quoted(value)
    elif key == "body":
        parts.bodies.append(_quoted(value))
    elif key not in NOT_NEEDED:
        parts.statements.append(_statement(directive))


def _statement(directive: Directive) -> str:
    """What is stripped is boilerplate, or the headline, which has a field. Of strip_id_or_class a part is enough."""
    xpath, why, role = directive.value, "stripped", "boilerplate"
    if directive.key == "strip_id_or_class":
        part = directive.value.strip(QUOTES)
        xpath = f'//*[contains(@class, "{part}") or contains(@id, "{part}")]'
        why = f"stripped by a part of its id or class: {part}"
    elif taken_whole(compile_xpath(xpath)) == HEADLINE:
        role, why = "headline", "stripped from the text, as it is the title"
    return f"{{role: {role}, xpath: {_quoted(xpath)}, why: {_quoted(why)}}}"


def _quoted(text: str) -> str:
    return scalar(text, quoted=True)


def _rule_lines(host: str, parts: Parts) -> Iterator[str]:
    yield "# yaml-language-server: $schema=../site-rule.schema.json"
    yield "# Made of a site-config file by `cleaner rules import`."
    yield from (f"# A page to test it on: {test}" for test in parts.tests)
    yield "rule: 1"
    yield f"site: {host}"
    yield "version: 1"
    yield f"match: {{hosts: [{host}]}}"
    yield from _block("body: {xpath: [%s]}", parts.bodies)
    if parts.statements:
        yield "label:"
        yield from (f"  - {statement}" for statement in parts.statements)
    if parts.fields:
        yield "fields:"
        yield from (f"  {name}: [{', '.join(sources)}]" for name, sources in parts.fields.items())
    if parts.headers or parts.links:
        yield "fetch:"
        yield from _block("  headers: {%s}", (f"{_quoted(name)}: {value}" for name, value in parts.headers.items()))
        yield from (f"  {name}: [{', '.join(selectors)}]" for name, selectors in parts.links.items())


def _block(form: str, values: Iterable[str]) -> Iterator[str]:
    joined = ", ".join(values)
    if joined:
        yield form % joined
