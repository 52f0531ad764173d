"""A site's rule with one layout more, learned from its new pages."""

from __future__ import annotations

import re
from datetime import date, timedelta

from cleaner.learn.draft import DraftLayout, layout_lines
from cleaner.rulebook.check import compile_file

LAYOUTS = re.compile(r"^layouts:[ \t]*(?:#.*)?$", re.MULTILINE)
ENTRY = re.compile(r"^( *)- ", re.MULTILINE)
VERSION = re.compile(r"^version:[ \t]*(\d+)", re.MULTILINE)
SINCE = re.compile(r"^( +)since:[^\n]*\n(?! +until:)", re.MULTILINE)


def with_layout(rule_file: str, layout: DraftLayout, site: str) -> str | None:
    """The rule file with a layout before its others; None where its form does not allow that. Needs `since`.

    The layout that was the newest ends on the day before, where it says when it begins.
    """
    found = LAYOUTS.search(rule_file)
    if found is None or layout.since is None:
        return None
    head, rest = rule_file[: found.end()], rule_file[found.end() :]
    entries = [entry.start() for entry in ENTRY.finditer(rest)]
    end_of_newest = entries[1] if len(entries) > 1 else len(rest)
    newest, older = rest[:end_of_newest], rest[end_of_newest:]
    day_before = (date.fromisoformat(layout.since) - timedelta(days=1)).isoformat()
    newest = SINCE.sub(lambda line: f"{line[0]}{line[1]}until: {day_before}\n", newest, count=1)
    entry = ENTRY.search(rest)
    indent = (len(entry[1]) if entry is not None else 2) - 2
    added = "\n".join(_shifted(line, indent) for line in layout_lines(layout))
    made = f"{head}\n{added}{newest}{older}"
    compiled, _ = compile_file(made.encode("utf-8"), f"{site}.yaml", "sites", site)
    return made if compiled is not None else None


def with_next_version(rule_file: str) -> str:
    """The rule file with its version raised by one, where it has one."""
    return VERSION.sub(lambda line: f"version: {int(line[1]) + 1}", rule_file, count=1)


def _shifted(line: str, indent: int) -> str:
    """A line of a draft, which begins two columns in, as far in as the file's own."""
    return " " * indent + line if indent >= 0 else line[-indent:]
