"""`cleaner clean`: inputs in, records out."""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import click

from cleaner.cli.messages import say, say_counts
from cleaner.cli.options import FORCE_OPTION, PageOptions, examples, page_options
from cleaner.cli.outputs import FORMATS, choose_output
from cleaner.cli.reading import open_reading, open_rules, sources_of

EPILOG = examples(
    ("cleaner clean story.html", "read it in the terminal"),
    ("cleaner clean https://example.com/story", "fetch one page, as a browser would for you"),
    ("cleaner clean dump.txt --url https://example.com/a", "a flattened dump, with its site's rule"),
    ("cleaner clean inbox/ -o records.jsonl", "all pages of a folder (.csv, .xlsx, .md, .html … too)"),
    ("cleaner clean inbox/ -o stories/", "one Markdown file a page, and index.csv"),
    ("cat story.html | cleaner clean - | jq .title", "in a pipe"),
)


@click.command(epilog=EPILOG, short_help="Make records of pages: files, folders, URLs, standard input.")
@click.argument("inputs", nargs=-1, required=True, metavar="INPUT...")
@click.option("-o", "--output", metavar="FILE",
              help="Write there instead, in the format of its ending; FOLDER/ takes one file a page.")  # fmt: skip
@click.option("--format", "format_name", type=click.Choice(FORMATS),
              help="[default: a readable page on a terminal, by the ending of FILE, else jsonl]")  # fmt: skip
@click.option("--posts", is_flag=True, help="Text and Markdown with what embedded posts say, as quotations.")
@click.option("--plain", is_flag=True, help="Markdown without links and front matter.")
@FORCE_OPTION
@click.option("--explain", is_flag=True, help="Add every block with its role, who said so and why (JSON formats).")
@page_options
def clean(inputs: tuple[str, ...], force: bool, explain: bool, options: PageOptions, **where: Any) -> int:
    """Make one record of each INPUT: a file (HTML or text dump), a folder of them, a URL, or - for standard input.

    On a terminal the page is shown to be read; in a pipe there is one JSON record per line. An input that cannot be
    read has a line on the error stream, and in JSON it is a record with the status `error`; the others go on.
    """
    from cleaner.cli.batch import Batch, NothingRead
    from cleaner.cli.progress import ProgressBar
    from cleaner.sinks.tables import holds_records
    from cleaner.sources import find_places

    output = choose_output(
        where["output"], where["format_name"], explain=explain, plain=where["plain"], posts=where["posts"]
    )
    reading = open_reading(options)
    own_output = (output.path,) if output.path is not None and holds_records(output.path) else ()  # of the same before
    places = find_places(inputs, but_not=own_output, leave_out=reading.leave_out)
    if options.url is not None and len(places) > 1:
        raise click.UsageError(f"--url says where one page was found, and there are {len(places)} pages")
    if "-" in inputs and sys.stdin.isatty():
        say("reading from the terminal; end with Ctrl-D")
    many = len(places) > 1 or any(Path(argument).is_dir() for argument in inputs)
    is_quiet = output.path is None and sys.stdout.isatty()  # a bar would run through the text shown
    with ProgressBar(len(places), is_quiet=is_quiet) as progress:
        format_name = "folder" if output.is_folder else output.format_name
        batch = Batch(reading, open_rules(options), progress, explain=explain, format_name=format_name)
        is_written = False
        with suppress(NothingRead):
            output.write(batch.rows(places), many=many, force=force, inputs=sources_of(places, options))
            is_written = True
    if is_written and output.path is not None and batch.total > 1:
        say(f"{batch.outcome()} → {output.path}")
    if reading.left_out or (output.path is None and batch.total > len(inputs)):
        say_counts(batch.total, batch.failed, reading.left_out)
    return batch.exit_code
