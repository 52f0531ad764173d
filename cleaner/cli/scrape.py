"""`cleaner scrape`: from outlets to an archive of their articles and its records."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cleaner.cli.fetching import make_plan, network_options
from cleaner.cli.messages import print_line, say
from cleaner.cli.options import RULES_OPTION, DateOption, PageOptions, examples
from cleaner.cli.reading import open_reading, open_rules

if TYPE_CHECKING:
    from cleaner.run.plan import RunPlan
    from cleaner.scrape.engine import CrawlSummary
    from cleaner.scrape.plan import ScrapePlan

FORMATS = ("jsonl", "parquet", "sqlite", "csv", "text", "markdown")
RENDERING_FAILED = "rendering failed"
LISTS = ("robots", "front", "feed", "sitemap", "section")  # purposes of what is fetched to find articles
EXIT_INTERRUPTED = 130
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
@click.option("--contact", metavar="ADDRESS", help="Where a site can write to you; part of the User-Agent.")
@click.option(
    "--since", type=DateOption(), metavar="DATE", help="Only articles that feeds and sitemaps date from then on."
)
@click.option("--until", type=DateOption(), metavar="DATE", help="… and before then.")
@click.option("--limit", type=click.IntRange(1), metavar="N", help="Fetch at most N articles in this run.")
@click.option("--per-host", type=click.IntRange(1), metavar="N", help="… at most N of each host.")
@click.option(
    "--match", callback=_pattern, metavar="PATTERN", help="Only articles whose address has the pattern in it."
)
@click.option("--recheck", "recheck_days", type=click.FloatRange(0), default=0.0, metavar="DAYS",
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
    from cleaner.scrape.engine import scrape as crawl

    plan = _make_plan(targets, options)
    with ScrapeProgress() as progress:
        summary = crawl(plan, progress)
    if plan.is_dry:
        return _show_candidates(summary)
    _say_summary(summary)
    if not summary.is_finished:
        say("stopped; the same command goes on from there")
        return EXIT_INTERRUPTED
    return 0 if options["no_clean"] else _clean(plan, options)


def _make_plan(targets: tuple[str, ...], options: dict[str, Any]) -> ScrapePlan:
    given = PageOptions(None, None, options["rules"], site_rules=True, allow_private=False)
    names = ("since", "until", "limit", "per_host", "match", "is_dry", "is_rendering", "recheck_days", "shard")
    plan = make_plan(targets, options["out"], open_rules(given), options)
    return replace(plan, **{name: options[name] for name in names})


def _show_candidates(summary: CrawlSummary) -> int:
    for url, points, why in summary.candidates:
        print_line(f"{points:>3}  {url}  ({why})")
    say(f"{len(summary.candidates):,} articles would be fetched")
    return 0


def _say_summary(summary: CrawlSummary) -> None:
    counts = summary.counts
    articles = counts["article article"]
    others = {name.partition(" ")[2]: count for name, count in counts.items() if name.startswith("article ")}
    for name in ("article", "first part"):
        others.pop(name, None)
    lists = sum(count for name, count in counts.items() if name.partition(" ")[0] in LISTS)
    parts = [f"{articles:,} articles", *(f"{count:,} {name}" for name, count in sorted(others.items()))]
    say(f"fetched: {', '.join(parts)}; {lists:,} lists and robots files")
    if counts[RENDERING_FAILED]:
        say(f"{counts[RENDERING_FAILED]:,} pages could not be shown by the browser, and are as the server sent them")
    for host, (number, problem) in summary.waiting.items():
        say(f"{host}: {number:,} addresses wait for the next run" + (f": {problem}" if problem else ""))


def _clean(plan: ScrapePlan, options: dict[str, Any]) -> int:
    """Make the records that are missing, by the machinery of `cleaner run`."""
    from cleaner.cli.run import show_run
    from cleaner.cli.run_progress import RunProgress
    from cleaner.run.batch import run_batch

    run = _run_plan(plan, options)
    with RunProgress() as progress:
        summary = run_batch(run, progress)
    show_run(summary, run)
    return 0 if summary.is_finished else EXIT_INTERRUPTED


def _run_plan(plan: ScrapePlan, options: dict[str, Any]) -> RunPlan:
    from cleaner.run.engines import ENGINES
    from cleaner.run.plan import RunPlan
    from cleaner.run.tasks import Job
    from cleaner.scrape.engine import ARCHIVE

    given = PageOptions(None, None, options["rules"], site_rules=True, allow_private=False)
    return RunPlan(
        arguments=(str(plan.out / ARCHIVE),),
        out=plan.out / "records",
        reading=open_reading(given),
        job=Job(plan.rules, workers=options["workers"]),
        engine=ENGINES["local"](),
        format=options["format_name"],
        shard_pages=SHARD_PAGES,
        may_have_grown=True,
        continue_anyway=True,  # records that are there stay as they are when rules change
    )
