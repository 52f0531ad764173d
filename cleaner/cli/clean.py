"""`cleaner clean`: inputs in, records out."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from cleaner.cli.messages import say
from cleaner.cli.options import FORCE_OPTION, PageOptions, examples, page_options
from cleaner.cli.outputs import FORMATS, choose_output
from cleaner.cli.reading import open_reading, open_rules, sources_of

MAX_KINDS = 8  # of files passed over, that are named
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
    from cleaner.sources import count_others, find_places

    output = choose_output(
        where["output"], where["format_name"], explain=explain, plain=where["plain"], posts=where["posts"]
    )
    places = find_places(inputs)
    if options.url is not None and len(places) > 1:
        raise click.UsageError(f"--url says where one page was found, and there are {len(places)} pages")
    if "-" in inputs and sys.stdin.isatty():
        say("reading from the terminal; end with Ctrl-D")
    others = count_others(inputs)
    if others:
        kinds = ", ".join(f"{kind} {count}" for kind, count in sorted(others.items())[:MAX_KINDS])
        say(f"passed over {others.total()} files that are no pages by their names: {kinds}")
    many = len(places) > 1 or any(Path(argument).is_dir() for argument in inputs)
    is_quiet = output.path is None and sys.stdout.isatty()  # a bar would run through the text shown
    with ProgressBar(len(places), is_quiet=is_quiet) as progress:
        format_name = "folder" if output.is_folder else output.format_name
        batch = Batch(open_reading(options), open_rules(options), progress, explain=explain, format_name=format_name)
        try:
            output.write(batch.rows(places), many=many, force=force, inputs=sources_of(places, options))
        except NothingRead:
            return batch.exit_code
    if output.path is not None and batch.total > 1:
        say(f"{batch.outcome()} → {output.path}")
    return batch.exit_code
