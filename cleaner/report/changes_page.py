"""What changed between two runs, as one HTML page: counts by field, and every change side by side."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from cleaner.report.markup import escape, resource
from cleaner.run.comparison import Change, RunComparison
from cleaner.text import counted

MAX_CHANGES = 500  # of a field that are shown; more is a job for the records themselves
MAX_WORDS = 2000  # of a value: comparing takes the square of them
CONTEXT = 12  # words around a difference
POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def render_changes(found: RunComparison, title: str) -> str:
    """The whole page. Nothing is loaded and no script runs."""
    style = resource("changes.css")
    head = (
        '<!doctype html>\n<html lang="en">\n<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(title)} – changes</title>\n<style>{style}</style>\n<main>",
        f"<h1>{escape(title)}</h1>",
        f"<p>{counted(found.pages, 'page')} in both, {found.changed_pages:,} changed.</p>",
    )
    sections = (part for field, changes in found.by_field().items() for part in _section(field, changes))
    return "\n".join((*head, *sections, "</main>\n</html>\n"))


def _section(field: str, changes: list[Change]) -> Iterator[str]:
    yield f"<details{' open' if len(changes) <= 20 else ''}><summary>{escape(field)} <b>{len(changes):,}</b></summary>"
    for change in changes[:MAX_CHANGES]:
        before, after = _marked(change.before, change.after)
        yield f"<article><h3>{escape(change.name)} <small>{escape(change.outlet)}</small></h3>"
        yield f'<div><p dir="auto">{before}</p><p dir="auto">{after}</p></div></article>'
    if len(changes) > MAX_CHANGES:
        yield f"<p>{len(changes) - MAX_CHANGES:,} more not shown.</p>"
    yield "</details>"


def _marked(before: str, after: str) -> tuple[str, str]:
    """Both values, what differs marked; long runs that are the same are left out."""
    old, new = before.split(), after.split()
    if max(len(old), len(new)) > MAX_WORDS:
        return escape(" ".join(old[:MAX_WORDS])), escape(" ".join(new[:MAX_WORDS]))
    left: list[str] = []
    right: list[str] = []
    for kind, *spans in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        first, second = old[spans[0] : spans[1]], new[spans[2] : spans[3]]
        if kind == "equal":
            same = escape(_shortened(first))
            left.append(same)
            right.append(same)
            continue
        left += [f"<del>{escape(' '.join(first))}</del>"] if first else []
        right += [f"<ins>{escape(' '.join(second))}</ins>"] if second else []
    return " ".join(left), " ".join(right)


def _shortened(words: list[str]) -> str:
    if len(words) <= 2 * CONTEXT:
        return " ".join(words)
    return " ".join([*words[:CONTEXT], "…", *words[-CONTEXT:]])
