"""`cleaner scrape`: from outlets to an archive of their articles and its records."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cleaner.cli.fetching import make_plan, network_options, read_contact
from cleaner.cli.messages import say
from cleaner.cli.options import RULES_OPTION, DateOption, NumberOption, PageOptions, examples, require_order
from cleaner.cli.reading import open_reading, open_rules
from cleaner.errors import OutputError
from cleaner.text import counted

if TYPE_CHECKING:
    from cleaner.run.plan import RunPlan
    from cleaner.scrape.plan import ScrapePlan

FORMATS = ("jsonl", "parquet", "sqlite", "csv", "text", "markdown")
EXIT_INTERRUPTED = 130
RECORDS = "records"
MAX_RECHECK_DAYS = 36_500
SHARD_PAGES = 10_000
EPILOG = examples(
    ("cleaner scrape www.example.com --out news/", "what is new on a site, polite and once"),
    ("cleaner scrape https://example.com/feed.xml --since 2026-05-01 --out news/", "a feed, from a day on"),
    ("cleaner scrape www.example.com --out news/ --dry-run", "what would be fetched, and why"),
    ("cleaner scrape addresses.txt --out news/ --contact mailto:desk@example.org", "a list of articles"),
)


def _pattern(context: click.Context, parameter: click.Parameter, value: str | None) -> re.Pattern[str] | None:
    try:
        return None if value is None else re.compile(value)
    except re.error as error:
        raise click.BadParameter(f"no pattern: {error}") from error


def _shard(context: click.Context, parameter: click.Parameter, value: str) -> tuple[int, int]:
    number, _, machines = value.partition("/")
    if not (number.isdecimal() and machines.isdecimal() and 1 <= int(number) <= int(machines)):
        raise click.BadParameter(f"{value!r} is no share such as 2/4")
    return int(number), int(machines)


@click.command(epilog=EPILOG, short_help="Fetch the articles of news sites, politely, and make records of them.")
@click.argument("targets", nargs=-1, required=True, metavar="TARGET...")
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path), metavar="FOLDER",
              help="A new folder, or that of the crawl to go on with.")  # fmt: skip
@click.option("--contact", callback=read_contact, metavar="ADDRESS",
              help="Where a site can write to you; part of the User-Agent.")  # fmt: skip
@click.option("--since", type=DateOption(), metavar="DATE",
              help="Only articles that feeds, sitemaps or their addresses date from then on.")  # fmt: skip
@click.option("--until", type=DateOption(), metavar="DATE", help="… and before then.")
@click.option("--limit", type=click.IntRange(1), metavar="N", help="Fetch at most N articles in this run.")
@click.option("--per-host", type=click.IntRange(1), metavar="N", help="… at most N of each host.")
@click.option(
    "--match", callback=_pattern, metavar="PATTERN", help="Only articles whose address has the pattern in it."
)
@click.option("--recheck", "recheck_days", type=NumberOption(0, MAX_RECHECK_DAYS), default=0.0, metavar="DAYS",
              help="Ask also whether articles changed that are known for no more than DAYS.")  # fmt: skip
@click.option("--shard", callback=_shard, default="1/1", metavar="I/N",
              help="Only the I-th of N shares of the sites: one machine each.")  # fmt: skip
@click.option("--render", "is_rendering", is_flag=True,
              help="Let a browser show pages whose rule asks for it, or that come empty.")  # fmt: skip
@click.option("--dry-run", "is_dry", is_flag=True, help="Say what would be fetched, and why; fetch no article.")
@click.option("--no-clean", is_flag=True, help="Fetch only; `cleaner run FOLDER/warc` makes the same records later.")
@click.option("--format", "format_name", type=click.Choice(FORMATS), default="jsonl", show_default=True)
@click.option("--workers", type=click.IntRange(1), metavar="N", help="Processes.  [default: one per core]")
@network_options
@RULES_OPTION
def scrape(targets: tuple[str, ...], **options: Any) -> int:
    """Find and fetch the articles of the TARGETs, each once, and make a record of each in FOLDER/records.

    A TARGET is a home page, host name, feed, sitemap, article, or a file with an address a line. What robots.txt
    forbids is not fetched; a host is asked one thing at a time. All responses are kept in FOLDER/warc. The same
    command later fetches what is new or has changed; after a kill it goes on where it was.
    """
    from cleaner.cli.scrape_progress import ScrapeProgress
    from cleaner.cli.scrape_summary import exit_code, say_closing, say_failed, say_waiting, show_candidates
    from cleaner.scrape.engine import ARCHIVE
    from cleaner.scrape.engine import scrape as crawl

    require_order(options)
    plan = _make_plan(targets, options)
    if not (plan.is_dry or options["no_clean"]):
        _check_format(plan, options["format_name"])
    with ScrapeProgress() as progress:
        summary = crawl(plan, progress)
    if plan.is_dry:
        show_candidates(summary)
        return exit_code(summary)
    say_waiting(summary)
    if not summary.is_finished:
        say("stopped; the same command goes on from there")
        return EXIT_INTERRUPTED
    records = None if options["no_clean"] else plan.out / RECORDS
    if records is None:
        say_failed(summary)
    elif not _clean(plan, options):
        return EXIT_INTERRUPTED
    say_closing(summary, plan.out / ARCHIVE, records)
    return exit_code(summary)


def _make_plan(targets: tuple[str, ...], options: dict[str, Any]) -> ScrapePlan:
    given = PageOptions(None, None, options["rules"], site_rules=True, allow_private=False)
    names = ("since", "until", "limit", "per_host", "match", "is_dry", "is_rendering", "recheck_days", "shard")
    plan = make_plan(targets, options["out"], open_rules(given), options)
    return replace(plan, **{name: options[name] for name in names})


def _check_format(plan: ScrapePlan, format_name: str) -> None:
    """Raise OutputError where the records of an earlier call have another format: before hours of fetching."""
    from cleaner.run.folder import RunFolder
    from cleaner.scrape.engine import ARCHIVE

    records = plan.out / RECORDS
    run = RunFolder(records).read_run()
    if run is not None and run.settings.format != format_name:
        way = f"remove {records}, and all are made anew from {plan.out / ARCHIVE}"
        raise OutputError(
            f"{records}: its format is {run.settings.format}; say --format {run.settings.format}, or {way}"
        )


def _clean(plan: ScrapePlan, options: dict[str, Any]) -> bool:
    """Make the records that are missing, by the machinery of `cleaner run`. False where that was interrupted."""
    from cleaner.cli.run import show_records
    from cleaner.cli.run_progress import RunProgress
    from cleaner.run.batch import run_batch

    run = _run_plan(plan, options)
    with RunProgress() as progress:
        summary = run_batch(run, progress)
    show_records(summary)
    if not summary.is_finished:
        say(f"stopped after {counted(summary.pages, 'page')}; the same command goes on from there")
    return summary.is_finished


def _run_plan(plan: ScrapePlan, options: dict[str, Any]) -> RunPlan:
    from cleaner.run.engines import ENGINES
    from cleaner.run.plan import RunPlan
    from cleaner.run.tasks import Job
    from cleaner.scrape.engine import ARCHIVE

    given = PageOptions(None, None, options["rules"], site_rules=True, allow_private=False)
    return RunPlan(
        arguments=(str(plan.out / ARCHIVE),),
        out=plan.out / RECORDS,
        reading=open_reading(given),
        job=Job(plan.rules, workers=options["workers"]),
        engine=ENGINES["local"](),
        format=options["format_name"],
        shard_pages=SHARD_PAGES,
        may_have_grown=True,
        continue_anyway=True,  # records that are there stay as they are when rules change
    )
