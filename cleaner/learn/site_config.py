"""Site-config files, as Full-Text RSS and its kin have them, read as rules: one directive a line, `key: value`.

The syntax is documented at https://help.fivefilters.org/full-text-rss/site-patterns.html.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct

from cleaner.learn.draft import scalar
from cleaner.rulebook.check import compile_file

LINE = re.compile(r"(?P<key>[a-z_]+)\s*(?:\((?P<parameter>.*)\))?\s*:\s*(?P<value>.*)", re.IGNORECASE)
FIELDS = {"title": "title", "author": "authors", "date": "published"}
# What is done for every page, or concerns no text.
NOT_NEEDED = frozenset(
    {
        *("tidy", "prune", "parser", "autodetect_on_failure", "convert_double_br_tags", "src_lazy_load_attr"),
        *("insert_detected_image", "skip_json_ld", "dissolve", "strip_attr", "strip_image_src", "footnotes"),
        *("test_url", "test_contains"),
    }
)
REASONS = {
    "find_string": "a rule does not change the page's source",
    "replace_string": "a rule does not change the page's source",
    "wrap_in": "a rule does not change the page's elements",
    "move_into": "a rule does not change the page's elements",
    "http_header": "how a page is fetched: see `fetch` in the rule file",
    "single_page_link": "how a page is fetched: see `fetch` in the rule file",
    "next_page_link": "how a page is fetched: see `fetch` in the rule file",
    "if_page_contains": "how a page is fetched: see `fetch` in the rule file",
}
UNKNOWN = "no directive that is known"
BAD_LINE = "no `key: value`"
QUOTES = "\"'"


class Directive(Struct, frozen=True):
    """One line of a file, 1-based."""

    line: int
    key: str
    value: str


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


def host_of_file(path: Path) -> str:
    """The host a file is for, by its name: `.example.com.txt` is for example.com and all below, as is every rule."""
    return path.name.removesuffix(".txt").strip(".").lower()


def read_site_config(text: str, host: str) -> Imported:
    """The rule that a site-config file comes to. What a rule cannot say, or the page's engine refuses, is left out."""
    directives, left_out = _directives(text)
    bodies: list[str] = []
    statements: list[str] = []
    fields: dict[str, list[str]] = {}
    taken = 0
    for directive in directives:
        why = _problem(directive, host)
        if why:
            left_out.append(LeftOut(directive.line, f"{directive.key}: {directive.value}", why))
        elif directive.key in FIELDS:
            fields.setdefault(FIELDS[directive.key], []).append(_source(directive))
        elif directive.key == "body":
            bodies.append(_quoted(directive.value))
        elif directive.key not in NOT_NEEDED:
            statements.append(_statement(directive))
        taken += not why and directive.key not in NOT_NEEDED
    not_needed = sum(directive.key in NOT_NEEDED for directive in directives)
    tests = [directive.value for directive in directives if directive.key == "test_url"]
    yaml = "\n".join(_rule_lines(host, tests, bodies, statements, fields)) + "\n"
    return Imported(host, yaml, taken, not_needed, tuple(sorted(left_out, key=lambda one: one.line)))


def _directives(text: str) -> tuple[list[Directive], list[LeftOut]]:
    found: list[Directive] = []
    left_out: list[LeftOut] = []
    for number, line in enumerate(text.splitlines(), start=1):
        stripped = line.strip().lstrip("\ufeff")
        match = LINE.fullmatch(stripped)
        if match is not None:
            found.append(Directive(number, match["key"].lower(), match["value"].strip()))
        elif stripped and not stripped.startswith("#"):
            left_out.append(LeftOut(number, stripped, BAD_LINE))
    return found, left_out


def _problem(directive: Directive, host: str) -> str:
    """Why a directive cannot be in the rule; empty where it can, or need not."""
    if directive.key in NOT_NEEDED:
        return ""
    if directive.key in REASONS:
        return REASONS[directive.key]
    if directive.key not in {"body", "strip", "strip_id_or_class", *FIELDS}:
        return UNKNOWN
    if not directive.value:
        return "it has no value"
    lines = _lines_alone(directive, host)
    _, problems = compile_file("\n".join(lines).encode(), "", "sites", host)
    return problems[0].problem if problems else ""


def _lines_alone(directive: Directive, host: str) -> Iterable[str]:
    """A rule that says nothing but one directive."""
    if directive.key == "body":
        return _rule_lines(host, [], [_quoted(directive.value)], [], {})
    if directive.key in FIELDS:
        return _rule_lines(host, [], [], [], {FIELDS[directive.key]: [_source(directive)]})
    return _rule_lines(host, [], [], [_statement(directive)], {})


def _source(directive: Directive) -> str:
    return f"{{xpath: {_quoted(directive.value)}}}"


def _statement(directive: Directive) -> str:
    """What is stripped is boilerplate. Of strip_id_or_class a part of a name is enough."""
    xpath, why = directive.value, "stripped"
    if directive.key == "strip_id_or_class":
        part = directive.value.strip(QUOTES)
        xpath = f'//*[contains(@class, "{part}") or contains(@id, "{part}")]'
        why = f"stripped by a part of its id or class: {part}"
    return f"{{role: boilerplate, xpath: {_quoted(xpath)}, why: {_quoted(why)}}}"


def _quoted(text: str) -> str:
    return scalar(text, quoted=True)


def _rule_lines(
    host: str, tests: Iterable[str], bodies: Iterable[str], statements: Iterable[str], fields: dict[str, list[str]]
) -> Iterator[str]:
    yield "# yaml-language-server: $schema=../site-rule.schema.json"
    yield "# Made of a site-config file by `cleaner rules import`."
    yield from (f"# A page to test it on: {test}" for test in tests)
    yield "rule: 1"
    yield f"site: {host}"
    yield "version: 1"
    yield f"match: {{hosts: [{host}]}}"
    yield from _block("body: {xpath: [%s]}", bodies)
    listed = list(statements)
    if listed:
        yield "label:"
        yield from (f"  - {statement}" for statement in listed)
    if fields:
        yield "fields:"
        yield from (f"  {name}: [{', '.join(sources)}]" for name, sources in fields.items())


def _block(form: str, values: Iterable[str]) -> Iterator[str]:
    joined = ", ".join(values)
    if joined:
        yield form % joined
