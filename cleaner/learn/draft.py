"""A rule as it is being made: what it says, and the file it becomes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from cleaner.errors import InputError
from cleaner.learn.sources import FieldSource, source_items
from cleaner.learn.statements import LearnedStatement
from cleaner.rulebook.schema import Source
from cleaner.text import visible

HOST = re.compile(r"\w(?:[\w-]*\.)+[\w-]{2,63}")  # the name of a file too: no path
PLAIN_SCALAR_STARTS = frozenset("!&*-?|>@%`'\"#{}[],:")
NO_DUMP_LINES = (
    "  # A text dump has no address: no line of these pages names the site, so its dumps are not known to be its. Give",
    "  # patterns of lines that all of them have and no other site prints:",
    "  # dump: ['© \\d+ Example Post.*']",
)
RESERVED = frozenset({"null", "true", "false", "yes", "no", "on", "off", "~", ""})

DraftForm: TypeAlias = Literal["body", "likely body", "statements", "fields"]


class DraftLayout(Struct, frozen=True):
    """One design of the site. since, until: days, or None. bodies: selectors, or none where labelers find it.

    is_sure: no labeler is asked where a body is.
    """

    name: str
    bodies: tuple[str, ...]
    statements: tuple[LearnedStatement, ...]
    since: str | None = None
    until: str | None = None
    is_sure: bool = True


class Draft(Struct, frozen=True):
    """A rule for one site. dump_lines: patterns of lines that only this site prints. sources: of fields, in order."""

    site: str
    outlet: str | None
    country: str | None
    languages: tuple[str, ...]
    layouts: tuple[DraftLayout, ...]
    dump_lines: tuple[str, ...] = ()
    sources: tuple[FieldSource, ...] = ()
    extends: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        checked_host(self.site)

    @property
    def form(self) -> DraftForm:
        """What it says: where the body is, or likely is; else what is none of it; else fields alone."""
        newest = self.layouts[0]
        if newest.bodies:
            return "body" if newest.is_sure else "likely body"
        return "statements" if newest.statements else "fields"

    @property
    def beside_layouts(self) -> Draft:
        """What it says of fields and of the site: it without its layouts, and lines that name the site of a dump."""
        return replace(self, layouts=(), dump_lines=())

    def yaml(self) -> str:
        """The rule file."""
        return "\n".join(self._lines()) + "\n"

    def _lines(self) -> Iterator[str]:
        yield "# yaml-language-server: $schema=../site-rule.schema.json"
        yield "# Written by `cleaner rules learn`. Read it, give the reasons in words of your own, and keep samples."
        yield "rule: 1"
        yield f"site: {self.site}"
        yield "version: 1"
        known = {
            "name": scalar(self.outlet) if self.outlet else None,
            "country": self.country,
            "languages": f"[{', '.join(self.languages)}]" if self.languages else None,
        }
        given = ", ".join(f"{key}: {value}" for key, value in known.items() if value)
        if given:
            yield f"outlet: {{{given}}}"
        yield ""
        yield "match:"
        yield f"  hosts: [{self.site}]"
        if self.dump_lines:
            yield "  dump:"
            yield from (f"    - {scalar(line)}" for line in self.dump_lines)
        else:
            yield from NO_DUMP_LINES
        yield ""
        if self.extends:
            yield f"extends: [{', '.join(self.extends)}]"
            yield ""
        yield "layouts:"
        for layout in self.layouts:
            yield from layout_lines(layout)
        yield from _field_lines(self.sources)


def _field_lines(sources: Sequence[FieldSource]) -> Iterator[str]:
    if sources:
        yield ""
        yield "fields:"
    for field in dict.fromkeys(one.field for one in sources):
        own = [one for one in sources if one.field == field]
        yield f"  # right on {own[0].right} of the {own[0].known} pages of which the value is known"
        yield f"  {field}: [{', '.join(source_yaml(one.source) for one in own)}]"


def source_yaml(source: Source) -> str:
    """A field source as a rule file has it."""
    items = (f"{key}: {scalar(value, quoted=key != 'attr')}" for key, value in source_items(source))
    return f"{{{', '.join(items)}}}"


def checked_host(host: str) -> str:
    """The host, which names a file too. Raises InputError for what is none."""
    if HOST.fullmatch(host) is None:
        raise InputError(f"{visible(host)}: no host; write it like news.example.com")
    return host


def layout_lines(layout: DraftLayout) -> Iterator[str]:
    yield f"  - name: {scalar(layout.name, quoted=True)}"
    for key, day in (("since", layout.since), ("until", layout.until)):
        if day:
            yield f"    {key}: {day}"
    if layout.bodies:
        listed = ", ".join(scalar(body, quoted=True) for body in layout.bodies)
        yield f"    body: {{css: [{listed}]{'' if layout.is_sure else ', sure: false'}}}"
    if layout.statements:
        yield "    label:"
        yield from (line for statement in layout.statements for line in _statement_lines(statement))


def _statement_lines(statement: LearnedStatement) -> Iterator[str]:
    what = scalar(statement.what, quoted=statement.where != "tokens")
    yield f"      - role: {statement.role.value}"
    yield f"        {statement.where}: {f'[{what}]' if statement.where == 'tokens' else what}"
    yield f"        why: {scalar(statement.why, quoted=True)}"


def scalar(text: str, *, quoted: bool = False) -> str:
    """A text as YAML has it, in single quotes where it needs them."""
    is_plain = text[:1] not in PLAIN_SCALAR_STARTS and ": " not in text and " #" not in text and text == text.strip()
    is_word = is_plain and text.lower() not in RESERVED and not text.endswith(":") and not text[:1].isdigit()
    if not quoted and is_word and "," not in text:
        return text
    doubled = text.replace("'", "''")
    return f"'{doubled}'"


def statements_of(layouts: Sequence[DraftLayout]) -> list[LearnedStatement]:
    """All statements of some layouts."""
    return [statement for layout in layouts for statement in layout.statements]
