"""A record as a page to read in the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TextIO

from rich.console import Console, ConsoleRenderable, Group
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from cleaner.model import BodyBlock, Record, Role, Status
from cleaner.report.console import open_console
from cleaner.report.palette import PAINTS
from cleaner.sinks import Row
from cleaner.sinks.presentation import deck, facts_line

MAX_WIDTH = 88  # columns: longer lines are hard to read
MARGIN = 2
STATUS_STYLES = {Status.OK: "green", Status.ERROR: "bold red", Status.CRASHED: "bold red"}


def write_readable(rows: Iterable[Row], stream: TextIO, *, many: bool) -> None:
    """Each record as a page: title, authors, date and outlet, text, pictures, then what was removed and why not."""
    console = open_console(stream)
    console.width = min(console.width, MAX_WIDTH)
    for row in rows:
        if many:
            console.print(Rule(Text(row.name, style="dim"), style="dim"))
        print_record(row.record, row.name, console)


def print_record(record: Record, name: str, console: Console) -> None:
    """One record as a page."""
    for part in _parts(record, name):
        console.print(Padding(part, (0, MARGIN, 1, MARGIN)))


def _parts(record: Record, name: str) -> Iterator[ConsoleRenderable]:
    yield _head(record, name)
    yield from (_block(block) for block in record.body)
    for part in (_pictures(record), _attributions(record)):
        if part:
            yield part
    yield _receipt(record)


def _head(record: Record, name: str) -> Text:
    lines = [Text(record.title or name, style="bold")]
    if record.kicker:
        lines.insert(0, Text(record.kicker, style="cyan"))
    subtitle = deck(record)
    if subtitle:
        lines.append(Text(subtitle, style="italic"))
    facts = facts_line(record)
    if facts:
        lines.append(Text(facts, style="bright_blue"))
    if record.section:
        lines.append(Text(" › ".join(record.section), style="dim"))
    return Text("\n").join(lines)


def _block(block: BodyBlock) -> ConsoleRenderable:
    text = Text(block.text)
    match block.kind:
        case "heading":
            text.stylize("bold")
        case "list_item":
            return Padding(Text.assemble("• ", text), (0, 0, 0, 2))
        case "quote":
            text.stylize("italic")
            return Padding(text, (0, 0, 0, 4))
    return text


def _pictures(record: Record) -> Text | None:
    """A line for each picture that has a caption or a credit."""
    lines = []
    for image in record.images:
        credit = image.credit.raw if image.credit else None
        if image.caption or credit:
            line = Text("▣ ", style="cyan")
            line.append(image.caption or "", style="default")
            line.append(f"{' ' if image.caption else ''}[{credit}]" if credit else "", style="cyan")
            lines.append(line)
    return Text("\n").join(lines) if lines else None


def _attributions(record: Record) -> Text | None:
    """Sources of the text and notices."""
    lines = [Text(notice.text, style="italic") for notice in record.notices]
    if record.sources:
        names = ", ".join(source.name for source in record.sources)
        lines.append(Text(f"Source: {names}", style="cyan"))
    return Text("\n").join(lines) if lines else None


def _receipt(record: Record) -> Group:
    """Status, what the text was found by, and the counts of what was removed, in the colours of explain."""
    status = Text(record.status.value, style=STATUS_STYLES.get(record.status, "yellow"))
    if record.reason:
        status.append(f": {record.reason}", style="default")
    language = record.language.code if record.language else None
    by = f"body by {record.tool.body_by}" if record.tool.body_by else None
    facts = [Text(fact, style="dim") for fact in (language, by, record.tool.rule) if fact]
    lines: list[ConsoleRenderable] = [Text.assemble((" · ", "dim")).join([status, *facts])]
    if record.removed:
        counts = (Text(f"{role} {count}", style=PAINTS[Role(role)].style) for role, count in record.removed.items())
        table = Table.grid(padding=(0, 2))
        table.add_row(Text("removed", style="dim"), Text("  ").join(counts))
        lines.append(table)
    return Group(*lines)
