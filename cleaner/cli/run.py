"""`cleaner run`: many pages into a folder of records, gone on with where it was left."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from shutil import get_terminal_size
from typing import TYPE_CHECKING, Any

import click

from cleaner.cli.fetching import address_options, fetch_lists, require_inputs
from cleaner.cli.languages import LanguageOption
from cleaner.cli.messages import say, say_counts
from cleaner.cli.options import (
    FORCE_OPTION,
    PRIVATE_OPTION,
    RULES_OPTION,
    SITE_RULES_OPTION,
    DateOption,
    HostOption,
    NumberOption,
    PageOptions,
    examples,
    require_order,
)
from cleaner.cli.reading import open_reading, open_rules
from cleaner.cli.run_report import write_report
from cleaner.text import counted, first_names

if TYPE_CHECKING:
    from cleaner.run.batch import Summary
    from cleaner.run.plan import RunPlan

FORMATS = ("jsonl", "parquet", "sqlite", "csv", "text", "markdown", "html", "tei")
STATUSES = ("ok", "empty", "not_article", "teaser_only", "consent_wall", "bot_wall", "error", "crashed")
EXIT_INTERRUPTED = 130  # 128 + SIGINT, as shells report it
FETCHED = ".run/fetched"  # in the folder of a run: the archive of what --urls names
WIDE = 200  # columns of the table where there is no terminal
EPILOG = examples(
    ("cleaner run inbox/ --out records/", "all pages of a folder, on all cores"),
    ("cleaner run crawl-*.warc.gz --out records/", "WARC files; --format parquet for a warehouse"),
    ("cleaner run pages.parquet --page-column raw --out records/", "a table of pages"),
    ("zcat dump.jsonl.gz | cleaner run - --out records/", "JSON lines or WARC from a pipe"),
)


@click.command(epilog=EPILOG, short_help="Make records of many pages: folders, archives, WARC, tables, stores.")
@click.argument("inputs", nargs=-1, metavar="INPUT...")
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path), metavar="FOLDER",
              help="A new folder, or that of the run to go on with.")  # fmt: skip
@click.option("--format", "format_name", type=click.Choice(FORMATS), default="jsonl", show_default=True)
@click.option("--compress", type=click.Choice(["gz", "zst"]), help="Compress jsonl and csv.")
@click.option("--workers", type=click.IntRange(1), metavar="N", help="Processes.  [default: one per core]")
@click.option("--engine", type=click.Choice(["local", "ray"]), default="local", show_default=True,
              help="Where the work is done: on this machine, or on a Ray cluster.")  # fmt: skip
@click.option("--address", metavar="ADDRESS", help="Of the Ray cluster.  [default: as Ray finds it]")
@click.option("--shard-pages", type=click.IntRange(1), default=10_000, show_default=True, metavar="N",
              help="Pages in one output file.")  # fmt: skip
@click.option("--max-seconds", type=NumberOption(0, min_open=True), default=60.0, show_default=True, metavar="S",
              help="A page that takes longer becomes an error.")  # fmt: skip
@click.option("--max-memory", type=click.IntRange(1), default=1000, show_default=True, metavar="MB",
              help="A page that takes more becomes an error.")  # fmt: skip
@click.option("--page-column", metavar="NAME", help="Column or JSON member with the page.  [default: html, body …]")
@click.option("--file-column", metavar="NAME", help="… with the file the page is in.  [default: path, file …]")
@click.option("--url-column", metavar="NAME", help="… with its URL.  [default: url, uri …]")
@click.option("--date-column", metavar="NAME", help="… with the time it was fetched.  [default: fetched_at …]")
@click.option("--keep", multiple=True, metavar="NAME", help="A column that goes into the records, too; once for each.")
@click.option("--kind", type=click.Choice(["html", "text"]), help="What all pages are.  [default: by name and content]")
@click.option(
    "--host",
    "hosts",
    multiple=True,
    type=HostOption(),
    metavar="HOST",
    help="Only pages of the host and those below it.",
)
@click.option("--since", type=DateOption(), metavar="DATE", help="Only pages fetched from then on.")
@click.option("--until", type=DateOption(), metavar="DATE", help="… and before then.")
@click.option("--published-since", type=DateOption(), metavar="DATE", help="Keep only records published from then on.")
@click.option("--language", "languages", type=LanguageOption(), multiple=True, metavar="CODE",
              help="Keep only records in it: en, de …")  # fmt: skip
@click.option("--status", "statuses", multiple=True, type=click.Choice(STATUSES),
              help="Keep only records with the status.")  # fmt: skip
@click.option("--mirror", metavar="ADDRESS", help="Where the files of cc-news:YYYY-MM come from (https or s3).")
@address_options
@PRIVATE_OPTION
@RULES_OPTION
@SITE_RULES_OPTION
@click.option("--report", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE.html",
              help="Write counts and charts by outlet as one page.")  # fmt: skip
@click.option("--explanations", type=click.IntRange(1), metavar="N",
              help="Explain the first N pages to look at beside the report.")  # fmt: skip
@FORCE_OPTION
@click.option("--start-over", is_flag=True, help="Remove what the folder's run has written, and begin anew.")
@click.option("--continue-anyway", is_flag=True,
              help="Go on though rules, version or input files have changed since.")  # fmt: skip
def run(inputs: tuple[str, ...], report: Path | None, explanations: int | None, force: bool, **options: Any) -> int:
    """Make one record of each page of the INPUTs, in their order, in FOLDER.

    An INPUT is a page, a folder, a zip or tar file, JSON lines, CSV, Parquet, WARC or WACZ, an address in an object
    store (s3://…), a month of Common Crawl's news (cc-news:2026-05), or - for standard input. The same command goes on
    with a run that was ended, however it was ended, and does nothing when it is finished. A page that cannot be
    cleaned is a record that says so.
    """
    from cleaner.cli.run_progress import RunProgress
    from cleaner.report.run_page import is_report_of
    from cleaner.run.batch import run_batch
    from cleaner.sinks.destination import check_is_there, check_target, refuse_inputs

    require_inputs(inputs, options)
    require_order(options)
    if report is not None and report.parent.resolve() != options["out"].resolve():  # which the run makes
        check_is_there(report.parent, report)
    inputs += fetch_lists(options, options["out"] / FETCHED)
    plan = _make_plan(inputs, options)
    if report is not None:  # before the work, which may take days
        force = force or is_report_of(report, plan.out)
        refuse_inputs(report, map(Path, inputs))  # also where it is new: the next time it would be a page
        check_target(report, force=force)
    with RunProgress() as progress:
        summary = run_batch(plan, progress)
    show_run(summary, plan)
    if report is not None:
        write_report(summary, plan, report, explanations=explanations or 0, force=force)
    if not summary.is_finished:
        return EXIT_INTERRUPTED
    total = summary.tally.total()
    if not total.failed:
        return 0
    return 1 if total.failed < total.pages else 2


def _make_plan(inputs: tuple[str, ...], options: dict[str, Any]) -> RunPlan:
    from cleaner.run.engines import ENGINES
    from cleaner.run.plan import RunPlan
    from cleaner.run.selection import Selection
    from cleaner.run.tasks import Job, Limits
    from cleaner.sources import TableColumns
    from cleaner.sources.common_crawl import with_mirror

    given = PageOptions(None, options["kind"], options["rules"], options["site_rules"], allow_private=False)
    page, file, url, date = (options[f"{what}_column"] for what in ("page", "file", "url", "date"))
    limits = Limits(options["max_seconds"], options["max_memory"])
    return RunPlan(
        arguments=tuple(with_mirror(argument, options["mirror"]) for argument in inputs),
        out=options["out"],
        reading=replace(
            open_reading(given), columns=TableColumns(page, file, url, date, options["keep"]), has_many=True
        ),
        job=Job(open_rules(given), limits=limits, workers=options["workers"], address=options["address"]),
        engine=ENGINES[options["engine"]](),
        format=options["format_name"],
        compression=options["compress"],
        shard_pages=options["shard_pages"],
        start_over=options["start_over"],
        continue_anyway=options["continue_anyway"],
        selection=Selection(
            hosts=options["hosts"],
            since=options["since"],
            until=options["until"],
            published_since=options["published_since"],
            languages=options["languages"],
            statuses=options["statuses"],
        ),
    )


def show_run(summary: Summary, plan: RunPlan) -> None:
    """The table on standard output; what was done in a line on the error stream."""
    show_records(summary)
    if summary.has_changed and plan.continue_anyway:
        old = counted(summary.pages - summary.new_pages, "page is", "pages are")
        say(f"{old} of the input files as they were: what is new before the last of them is not read")
    if not summary.is_finished:
        say(f"stopped after {counted(summary.pages, 'page')}; the same command goes on from there")
        return
    records = summary.pages - sum(summary.tally.left_out.values())
    if not summary.was_finished:
        say_counts(records, summary.tally.total().failed, summary.left_out, where=f" in {plan.out}")
    else:
        say(f"{plan.out} is finished: {counted(records, 'page')}, nothing to do")


def show_records(summary: Summary) -> None:
    """The table by outlet on standard output; what was remarkable on the error stream."""
    from cleaner.model import UNREAD_TIME
    from cleaner.report.console import open_console
    from cleaner.report.run_table import show_tally
    from cleaner.sinks import open_stdout

    with open_stdout(is_drawing=True) as stream:
        console = open_console(stream)
        if not stream.isatty():
            console.width = get_terminal_size((WIDE, 24)).columns  # COLUMNS, where it is set
        show_tally(summary.tally, console)
    total = summary.tally.total()
    if total.truncated:
        say(f"{counted(total.truncated, 'page is', 'pages are')} truncated (`quality.flags`): read as far as it goes")
    if total.unread_times:
        pages = counted(total.unread_times, "page has", "pages have")
        say(f"{pages} a time of fetching that cannot be read (`{UNREAD_TIME}`)")
    missed = [f"{name} ({outlet.missed:,})" for name, outlet in summary.tally.by_size() if outlet.missed]
    if missed:
        say(f"pages without what their rule calls the story (`rule_missed`): {first_names(missed)}")
