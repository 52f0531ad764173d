"""`cleaner clean`: inputs in, records out."""

from __future__ import annotations

import sys
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from msgspec import Struct
from msgspec.structs import asdict

from cleaner.cli.fetching import address_options, fetch_lists, require_inputs
from cleaner.cli.messages import left_out_text, say, say_counts
from cleaner.cli.options import FORCE_OPTION, PageOptions, examples, page_options
from cleaner.cli.outputs import FormatName, choose_output
from cleaner.cli.reading import open_reading, open_rules, sources_of

if TYPE_CHECKING:
    from cleaner.cli.outputs import Output

EPILOG = examples(
    ("cleaner clean story.html", "read it in the terminal"),
    ("cleaner clean https://example.com/story", "fetch one page, as a browser would for you"),
    ("cleaner clean dump.txt --url https://example.com/a", "a flattened dump, with its site's rule"),
    ("cleaner clean inbox/ -o records.jsonl", "all pages of a folder (.csv, .xlsx, .md, .html … too)"),
    ("cleaner clean inbox/ -o stories/", "one Markdown file a page, and index.csv"),
    ("cat story.html | cleaner clean - | jq .title", "in a pipe"),
)


class Wanted(Struct, frozen=True):
    """What the person wants of all inputs. has_lists: some were fetched just now, and are called by their addresses."""

    options: PageOptions
    output: Output
    force: bool
    explain: bool
    has_lists: bool


@click.command(epilog=EPILOG, short_help="Make records of pages: files, folders, URLs, standard input.")
@click.argument("inputs", nargs=-1, metavar="INPUT...")
@click.option("-o", "--output", metavar="FILE",
              help="Write there instead, in the format of its ending; FOLDER/ takes one file a page.")  # fmt: skip
@click.option("--format", "format_name", type=FormatName(),
              help="Or an ending: md, txt, xml …  "
                   "[default: a readable page on a terminal, by the ending of FILE, else jsonl]")  # fmt: skip
@click.option("--posts", is_flag=True, help="Text and Markdown with what embedded posts say, as quotations.")
@click.option("--plain", is_flag=True, help="Markdown without links and front matter.")
@FORCE_OPTION
@click.option("--explain", is_flag=True, help="Add every block with its role, who said so and why (JSON formats).")
@address_options
@page_options
def clean(inputs: tuple[str, ...], force: bool, explain: bool, options: PageOptions, **given: Any) -> int:
    """Make one record of each INPUT: a file (HTML or text dump), a folder of them, a URL, or - for standard input.

    On a terminal the page is shown to be read; in a pipe there is one JSON record per line. An input that cannot be
    read has a line on the error stream, and in JSON it is a record with the status `error`; the others go on.
    """
    output = choose_output(
        given["output"], given["format_name"], explain=explain, plain=given["plain"], posts=given["posts"]
    )
    require_inputs(inputs, given)
    wanted = Wanted(options, output, force, explain, has_lists=bool(given["lists"]))
    if not wanted.has_lists:
        return _clean(inputs, wanted)
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(prefix="cleaner-") as folder:
        [archive] = fetch_lists(given | asdict(options), Path(folder))
        return _clean((*inputs, *map(str, sorted(Path(archive).glob("*.warc.gz")))), wanted)


def _own_output(output: Output) -> tuple[Path, ...]:
    """The file that is written, where it holds what the same command wrote before: it is no input."""
    if output.path is None:
        return ()
    from cleaner.sinks.tables import holds_records

    return (output.path,) if holds_records(output.path) else ()


def _as_folder(output: Output) -> str:
    """How to get a file a page, where several stand in one whose name may have meant a folder."""
    from cleaner.sinks.page_files import PAGE_FORMATS

    path = output.path
    if path is None or output.is_folder or path.suffix or output.format_name not in PAGE_FORMATS or not path.is_file():
        return ""
    return f", all in one file; a file for each: -o {path}/"


def _clean(inputs: tuple[str, ...], wanted: Wanted) -> int:
    from cleaner.cli.batch import Batch, NothingRead
    from cleaner.cli.progress import ProgressBar
    from cleaner.sources import find_places

    options, output = wanted.options, wanted.output
    reading = replace(open_reading(options), names_addresses=wanted.has_lists)
    places = find_places(inputs, but_not=_own_output(output), leave_out=reading.leave_out)
    if options.url is not None and len(places) > 1:
        raise click.UsageError(f"--url says where one page was found, and there are {len(places)} pages")
    if "-" in inputs and sys.stdin.isatty():
        say("reading from the terminal; end with Ctrl-D")
    many = len(places) > 1 or any(Path(argument).is_dir() for argument in inputs)
    is_quiet = output.path is None and sys.stdout.isatty()  # a bar would run through the text shown
    is_written = False
    with ProgressBar(len(places), is_quiet=is_quiet) as progress:
        format_name = "folder" if output.is_folder else output.format_name
        batch = Batch(reading, open_rules(options), progress, explain=wanted.explain, format_name=format_name)
        with suppress(NothingRead):
            output.write(batch.rows(places), many=many, force=wanted.force, inputs=sources_of(places, options))
            is_written = True
    if is_written and output.path is not None and batch.total > 1:
        say(f"{batch.outcome()} → {output.path}{_as_folder(output)}{left_out_text(reading.left_out)}")
    elif reading.left_out or not batch.total or (output.path is None and batch.total > len(inputs)):
        say_counts(batch.total, batch.failed, reading.left_out)
    return batch.exit_code
