"""The explanation of a page as one HTML file that needs nothing else."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator

from cleaner.model import Role
from cleaner.report.markup import escape, resource
from cleaner.report.palette import BODY, GROUP_OF, PAINTS, REMOVED, count_by_group
from cleaner.report.receipt import ExplainedBlock, ExplainedCut, ExplainedField, Explanation, one_line, path_of_run
from cleaner.text import is_web_address

HINT = "hide or show; with Shift: this one alone"
CLASSES = {BODY: "body", REMOVED: "removed"}


def render_explanation(explanation: Explanation) -> str:
    """The whole page. Text of the page explained is escaped, and the policy in the head lets nothing be loaded."""
    style, script = resource("explain.css"), resource("explain.js")
    digest = base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")
    policy = f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'"
    title = explanation.record.title or explanation.name
    head = (
        '<!doctype html>\n<html lang="en">\n<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="robots" content="noindex">',
        f"<title>{escape(title)} – explained</title>",
        f"<style>{style}</style>\n<main>",
    )
    parts = (
        *head,
        *_heading(explanation),
        *_story(explanation),
        *_fields(explanation.fields),
        *_removed(explanation),
        "</main>",
    )
    return "\n".join((*parts, f"<script>{script}</script>\n</html>\n"))


def _heading(explanation: Explanation) -> Iterator[str]:
    record = explanation.record
    yield f'<h1 dir="auto">{escape(record.title or explanation.name)}</h1>'
    outlet = record.outlet.name or record.outlet.domain if record.outlet else None
    facts = (one_line(record.authors), record.published and record.published.value, outlet)
    yield f'<p class="facts" dir="auto">{escape(" · ".join(fact for fact in facts if fact))}</p>'
    rows = "".join(f"<dt>{escape(what)}</dt><dd>{escape(text)}</dd>" for what, text in explanation.summary())
    yield f"<dl>{rows}</dl>"
    if record.url is not None and is_web_address(record.url):
        yield f'<p><a href="{escape(record.url)}" rel="noreferrer noopener">the original page</a></p>'


def _story(explanation: Explanation) -> Iterator[str]:
    if not explanation.blocks:
        return
    yield from _legend(explanation)
    yield '<p class="search"><label>search <input type="search" id="search" autocomplete="off"></label> '
    yield '<output id="found" aria-live="polite"></output></p>'
    yield "<h2>The story, in reading order</h2>"
    for run in explanation.runs():
        if GROUP_OF[run[0].role] != REMOVED:
            yield from _run(run)


def _removed(explanation: Explanation) -> Iterator[str]:
    """What was removed, folded by role, the roles with most blocks first."""
    by_role: dict[Role, list[tuple[ExplainedBlock, ...]]] = {}
    for run in explanation.runs():
        if GROUP_OF[run[0].role] == REMOVED:
            by_role.setdefault(run[0].role, []).append(run)
    counts = {role: sum(map(len, found)) for role, found in by_role.items()}
    if counts:
        yield "<h2>Removed, by role</h2>"
    for role in sorted(counts, key=lambda role: -counts[role]):
        yield f"<details><summary {_paint(role)}><strong>{role.value}</strong> {counts[role]:,}</summary>"
        for run in by_role[role]:
            yield from _run(run)
        yield "</details>"


def _legend(explanation: Explanation) -> Iterator[str]:
    yield '<nav class="legend" aria-label="Show blocks by role">'
    yield '<div><button type="button" data-group="all">show all</button></div>'
    for group, counts in count_by_group(block.role for block in explanation.blocks):
        buttons = " ".join(
            f'<button type="button" aria-pressed="true" title="{HINT}" data-in="{group}" {_paint(role)}>'
            f"{role.value}<b>{count}</b></button>"
            for role, count in counts.items()
        )
        only = f'<button type="button" data-group="{group}" title="show these alone">{group}</button>'
        yield f"<div>{only} {buttons}</div>"
    yield "</nav>"


def _run(run: tuple[ExplainedBlock, ...]) -> Iterator[str]:
    """Neighbouring blocks with one receipt, under which they stand once."""
    first = run[0]
    name = CLASSES.get(GROUP_OF[first.role], "story")
    yield f'<section class="run {name}" {_paint(first.role)}>'
    where = f'<span class="where">{escape(_where(run))}</span>{_path(run)}'
    yield f"<aside><strong>{first.role.value}</strong>{where}</aside><div>"
    for block in run:
        kind = f"{block.role.value} entry" if block.is_entry else block.role.value
        yield f'<p class="{kind}" dir="auto">{"".join(_pieces(block))}</p>'
    yield f'<span class="why"><code>{escape(first.by)}</code> {escape(first.why)}</span></div></section>'


def _path(run: tuple[ExplainedBlock, ...]) -> str:
    """The selector of the run's first element, to be copied into a rule."""
    path = path_of_run(run)
    return f'<code class="path">{escape(path)}</code>' if path else ""


def _where(run: tuple[ExplainedBlock, ...]) -> str:
    """`line 3`, `lines 3–9` of a dump; `block 3 <p>`, `blocks 3–9` of a page."""
    first, last = run[0], run[-1]
    what, start, end = ("line", first.line, last.line) if first.line else ("block", first.index, last.index)
    if len(run) > 1:
        return f"{what}s {start}–{end}"
    return f"{what} {start} <{first.tag}>" if first.tag else f"{what} {start}"


def _pieces(block: ExplainedBlock) -> Iterator[str]:
    for text, cut in block.pieces():
        if cut is None:
            yield escape(text)
        else:
            yield f'<del {_paint(cut.role)} title="{escape(f"{cut.role.value}: {cut.why}")}">{escape(text)}</del>'
    for cut in block.cuts:
        yield _cut(cut)


def _cut(cut: ExplainedCut) -> str:
    reason = f"<code>{escape(cut.by)}</code> {escape(cut.why)}"
    return f'<span class="cut" {_paint(cut.role)}>cut out as {cut.role.value}: {reason}</span>'


def _paint(role: Role) -> str:
    hue = PAINTS[role].hue
    return f'data-role="{role.value}" ' + ('data-hue="grey"' if hue is None else f'style="--hue: {hue}"')


def _fields(fields: tuple[ExplainedField, ...]) -> Iterator[str]:
    if not fields:
        return
    yield "<h2>Fields, and what was not chosen</h2>\n<table>"
    for field in fields:
        also = f", also <code>{escape(', '.join(field.agreeing))}</code>" if field.agreeing else ""
        said = f'<td dir="auto">{escape(field.value)}</td><td><code>{escape(field.source)}</code>{also}</td>'
        yield f'<tr><th scope="row">{escape(field.name)}</th>{said}</tr>'
        for other, other_source in field.rejected:
            said = f'<td dir="auto"><s>{escape(other)}</s></td><td><code>{escape(other_source)}</code></td>'
            yield f'<tr class="rejected"><th></th>{said}</tr>'
    yield "</table>"
