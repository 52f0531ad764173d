"""`cleaner compare`: what changed between two runs, by field and by outlet."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cleaner.cli.messages import print_line, say_bare
from cleaner.cli.options import FORCE_OPTION, examples
from cleaner.text import counted

if TYPE_CHECKING:
    from cleaner.run.comparison import Change, RunComparison

EXIT_CHANGED = 1
MAX_NAMED = 3  # inputs that one run alone has
MAX_OUTLETS = 20
WIDTH = 79
AROUND = 20  # characters before a difference
EPILOG = examples(
    ("cleaner compare records-old/ records-new/", "two runs over the same pages, before and after a change of rules"),
    ("cleaner compare old.jsonl new.parquet --examples 5", "files of records, of different formats too"),
    ("cleaner compare old/ new/ --html changes.html", "every change, side by side, as one page"),
)


@click.command(epilog=EPILOG, short_help="Show what changed between two runs, by field and by outlet.")
@click.argument("before", type=click.Path(exists=True, path_type=Path), metavar="BEFORE")
@click.argument("after", type=click.Path(exists=True, path_type=Path), metavar="AFTER")
@click.option("--examples", "count", type=click.IntRange(0), default=2, show_default=True, metavar="N",
              help="Examples of each field.")  # fmt: skip
@click.option("--html", "html_file", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
              help="Write the changes, side by side, as one page.")  # fmt: skip
@FORCE_OPTION
def compare(before: Path, after: Path, count: int, html_file: Path | None, force: bool) -> int:
    """Compare the records of two runs over the same pages, which are matched by the names of their inputs.

    BEFORE and AFTER are folders given to `cleaner run --out`, of any format, or files of records. Compared are the
    fields that both formats have. The exit code is 1 where anything changed, as with diff.
    """
    from cleaner.report.changes_page import render_changes
    from cleaner.run.comparison import compare as compare_runs
    from cleaner.run.record_values import read_values
    from cleaner.sinks import open_file

    found = compare_runs(read_values(before), read_values(after))
    _show(found, count)
    if html_file is not None:
        with open_file(html_file, force=force, inputs=[before, after]) as stream:
            stream.write(render_changes(found, f"{before} → {after}"))
        say_bare(f"wrote {html_file}")
    return EXIT_CHANGED if found.changes or found.only_before or found.only_after else 0


def _show(found: RunComparison, count: int) -> None:
    print_line(f"{counted(found.pages, 'page')} in both, {found.changed_pages:,} changed")
    for what, names in (("before", found.only_before), ("after", found.only_after)):
        if names:
            more = f" and {len(names) - MAX_NAMED:,} more" if len(names) > MAX_NAMED else ""
            print_line(f"{len(names):,} only {what}: {', '.join(names[:MAX_NAMED])}{more}")
    if not found.pages:
        print_line("no name of an input is in both: compare two runs over the same files, given in the same way")
    if found.quality is not None:
        print_line(f"mean quality {found.quality[0]:.3f} before, {found.quality[1]:.3f} after")
    if not found.changes:
        return
    print_line("")
    print_line(f"{'field':<16}{'changed':>9}{'gained':>9}{'lost':>9}")
    for field, changes in found.by_field().items():
        print_line(f"{field:<16}{_counts(changes)}")
    print_line("")
    print_line(f"{'outlet':<40}{'pages':>8}{'changed':>9}  fields")
    outlets = found.by_outlet()
    for outlet, changes in list(outlets.items())[:MAX_OUTLETS]:
        fields = ", ".join(dict.fromkeys(change.field for change in changes))
        pages = len({change.name for change in changes})
        row = f"{_cut(outlet, 39):<40}{found.pages_by_outlet[outlet]:8,}{pages:9,}  {fields}"
        print_line(_cut(row, WIDTH))
    if len(outlets) > MAX_OUTLETS:
        print_line(f"and {len(outlets) - MAX_OUTLETS:,} more outlets")
    for field, changes in found.by_field().items():
        for change in changes[:count]:
            _show_change(field, change)


def _counts(changes: Sequence[Change]) -> str:
    gained = sum(not change.before for change in changes)
    lost = sum(not change.after for change in changes)
    return f"{len(changes) - gained - lost:9,}{gained:9,}{lost:9,}"


def _show_change(field: str, change: Change) -> None:
    print_line("")
    print_line(f"{field} of {change.name}")
    start = max(_first_difference(change.before, change.after) - AROUND, 0)
    for mark, value in (("-", change.before), ("+", change.after)):
        shown = " ".join(value[start : start + WIDTH].split())
        print_line(_cut(f"  {mark} {'… ' if start else ''}{shown or '(nothing)'}", WIDTH))


def _first_difference(one: str, other: str) -> int:
    pairs = zip(one, other, strict=False)
    return next((at for at, (left, right) in enumerate(pairs) if left != right), min(len(one), len(other)))


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else f"{text[: width - 1]}…"
