"""`cleaner explain`: why each line of a page was kept or removed."""

from __future__ import annotations

from io import StringIO
from pathlib import Path
from shutil import get_terminal_size
from typing import TYPE_CHECKING, TextIO

import click

from cleaner.cli.messages import say
from cleaner.cli.options import FORCE_OPTION, PageOptions, examples, page_options
from cleaner.cli.reading import open_rules, read_one, sources_of

if TYPE_CHECKING:
    from cleaner.report import Explanation

PIPE_WIDTH = 80  # columns of the fields, where there is no terminal to ask and COLUMNS is not set
UNWRAPPED = 10**9  # columns of the texts there, which other programs look through: longer than any
EPILOG = examples(
    ("cleaner explain page.html", "in the terminal"),
    ("cleaner explain page.html | less -R", "a long page (add --color to keep the colours)"),
    ("cleaner explain page.html --html why.html", "as a page to open or to send, with a filter by role"),
)


@click.command(epilog=EPILOG, short_help="Show why each line of a page was kept or removed.")
@click.argument("input_name", metavar="INPUT")
@click.option(
    "--html", "html_file", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
    help="Write one HTML page that needs nothing else, instead of printing.",
)  # fmt: skip
@FORCE_OPTION
@click.option("--color", is_flag=True, help="Keep colours in a pipe.")
@page_options
def explain(input_name: str, html_file: Path | None, force: bool, color: bool, options: PageOptions) -> int:
    """Show every block of INPUT in reading order: its role, who said so, and why; then every field and its source.

    What was cut out of a block is struck through. Values that were found and not chosen stand below the chosen one.
    The exit code of a page that cannot be read is 2, as that of `clean` is.
    """
    from cleaner.pipeline import trace
    from cleaner.report import explain as explain_trace
    from cleaner.sinks import open_file, open_stdout
    from cleaner.sources import find_places

    name, page = read_one(input_name, options)
    explanation = explain_trace(name, trace(page, open_rules(options)))
    exit_code = 2 if explanation.record.status == "error" else 0
    if html_file is not None:
        from cleaner.report.html_page import render_explanation

        with open_file(html_file, force=force, inputs=sources_of(find_places([input_name]), options)) as stream:
            stream.write(render_explanation(explanation))
        say(f"wrote {html_file}")
        return exit_code
    with open_stdout(is_drawing=True) as stream:
        _print(explanation, stream, color=color)
    return exit_code


def _print(explanation: Explanation, stream: TextIO, *, color: bool) -> None:
    from cleaner.report.console import open_console
    from cleaner.report.terminal import show_explanation

    if stream.isatty():
        show_explanation(explanation, open_console(stream))
        return
    given = get_terminal_size((0, 0)).columns
    console = open_console(StringIO(), width=given or UNWRAPPED, force_terminal=color or None)
    with console.capture() as captured:
        show_explanation(explanation, console, table_width=given or PIPE_WIDTH)
    for line in captured.get().split("\n")[:-1]:
        stream.write(line.rstrip() + "\n")  # tables are padded to their width
