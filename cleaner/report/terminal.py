"""The explanation of a page in the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from rich.console import Console
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from cleaner.model import Role
from cleaner.report.palette import GROUP_OF, PAINTS, REMOVED, count_by_group
from cleaner.report.receipt import SEPARATOR, ExplainedBlock, ExplainedField, Explanation, path_of_run
from cleaner.text import counted

ROLE_WIDTH = max(len(role.value) for role in Role)
MAX_REMOVED_CHARS = 300  # of one removed block; a comment or a privacy text would bury the page, --html shows all


def show_explanation(explanation: Explanation, console: Console, table_width: int | None = None) -> None:
    """Print every block in reading order under its receipt, then the fields, then the counts.

    table_width: of the fields, where the console is so wide that texts do not wrap.
    """
    console.print(_heading(explanation))
    for row in _blocks(explanation):
        console.print(row)
    if explanation.fields:
        console.print(Rule("Fields", align="left", style="dim"), width=table_width)
        console.print(_fields(explanation.fields), width=table_width)
    console.print(_counts(explanation))


def _heading(explanation: Explanation) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim")
    table.add_column()
    for what, text in explanation.summary():
        table.add_row(what, Text(text))
    table.add_row("", "")
    return table


def _blocks(explanation: Explanation) -> Iterator[Table]:
    """A run of blocks with one receipt shows it once: the role beside the first, the reason under the last.

    Each row is a table of its own: it is padded to its own width, not to that of the longest text.
    """
    width = max(len(str(len(explanation.blocks))), 3)
    for run in explanation.runs():
        role = Text(run[0].role.value, style=f"bold {PAINTS[run[0].role].style}")
        for are_entries, blocks in groupby(run, key=lambda block: block.is_entry):
            for row in (tuple(blocks),) if are_entries else ((block,) for block in blocks):
                yield _row(width, role, str(row[0].line or row[0].index), _text(row))
                role = Text("")
        yield _row(width, "", "", _reason("└", run[0].by, run[0].why, path_of_run(run)))
        yield _row(width, "", "", "")


def _row(width: int, role: Text | str, number: str, text: Text | str) -> Table:
    table = Table.grid(padding=(0, 1))
    table.add_column(width=ROLE_WIDTH, justify="right")
    table.add_column(width=width, justify="right", style="dim")
    table.add_column(overflow="fold")
    table.add_row(role, number, text)
    return table


def _text(row: tuple[ExplainedBlock, ...]) -> Text:
    """The text of a block, or of short neighbours; what was cut out is struck through, its own reason below."""
    removed = GROUP_OF[row[0].role] == REMOVED
    style = f"dim {PAINTS[row[0].role].style}" if removed else ""
    text = Text.assemble((SEPARATOR, "dim")).join(_pieces(block, style) for block in row)
    if removed and len(row) == 1 and len(text) > MAX_REMOVED_CHARS:
        more = len(text) - MAX_REMOVED_CHARS
        text.truncate(MAX_REMOVED_CHARS)
        text.append(f" … {counted(more, 'more character')}", style="dim italic")
    for cut in (cut for block in row for cut in block.cuts):
        text.append(f"\n✂ {cut.role.value} ", style=PAINTS[cut.role].style)
        text.append_text(_reason("", cut.by, cut.why))
    return text


def _pieces(block: ExplainedBlock, style: str) -> Text:
    text = Text()
    for piece, cut in block.pieces():
        text.append(piece, style=style if cut is None else f"strike {PAINTS[cut.role].style}")
    return text


def _reason(mark: str, by: str, why: str, path: str = "") -> Text:
    text = Text(f"{mark} " if mark else "", style="dim")
    text.append(by, style="dim bold")
    text.append(f"  {why}", style="dim italic")
    if path:
        text.append(f"  {path}", style="dim cyan")
    return text


def _fields(fields: tuple[ExplainedField, ...]) -> Padding:
    table = Table.grid(padding=(0, 2))
    table.add_column(style="bold bright_blue", no_wrap=True)
    table.add_column(ratio=1, overflow="fold")
    table.add_column(style="dim", overflow="fold")
    for field in fields:
        also = f", also {', '.join(field.agreeing)}" if field.agreeing else ""
        table.add_row(field.name, Text(field.value), Text(field.source + also))
        for value, source in field.rejected:
            table.add_row("", Text(value, style="dim strike"), Text(source))
    return Padding(table, (1, 0))


def _counts(explanation: Explanation) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim", justify="right")
    table.add_column()
    for group, counts in count_by_group(explanation.roles()):
        shown = (Text(f"{role.value} {count}", style=PAINTS[role].style) for role, count in counts.items())
        table.add_row(group, Text("  ").join(shown))
    return table
