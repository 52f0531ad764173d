"""What `cleaner scrape` says when it is done, and its exit code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaner.cli.messages import print_line, say
from cleaner.text import counted

if TYPE_CHECKING:
    from collections import Counter
    from pathlib import Path

    from cleaner.scrape.engine import CrawlSummary

MAX_NAMED = 8  # targets that failed
LISTS = ("front", "feed", "sitemap", "section", "part")  # purposes of what is fetched beside articles
ARTICLE, ERROR, REFUSED = "article", "error", ("forbidden", "refused")  # verdicts
NO_PAGES = frozenset({ARTICLE, ERROR, *REFUSED, "first part", "redirect", "unchanged", "duplicate"})
RENDERING_FAILED = "rendering failed"


def show_candidates(summary: CrawlSummary) -> None:
    """What a dry run found, an article a line."""
    for url, points, why in summary.candidates:
        print_line(f"{points:>3}  {url}  ({why})")
    say_failed(summary)
    say(f"{counted(len(summary.candidates), 'article')} would be fetched")


def say_waiting(summary: CrawlSummary) -> None:
    """Which addresses were not fetched, and what a browser could not show."""
    if summary.counts[RENDERING_FAILED]:
        number = summary.counts[RENDERING_FAILED]
        say(f"{counted(number, 'page')} could not be shown by the browser: taken as the server sent it")
    for host, (number, problem) in summary.waiting.items():
        waiting = counted(number, "address waits", "addresses wait")
        say(f"{host}: {waiting} for the next run" + (f": {problem}" if problem else ""))


def say_failed(summary: CrawlSummary) -> None:
    """The targets that could not be fetched, and why."""
    from cleaner.scrape.entries import naming

    for url, reason in list(summary.failed.items())[:MAX_NAMED]:
        say(naming(url, reason))
    more = summary.targets["failed"] - MAX_NAMED
    if more > 0:
        say(f"… and {counted(more, 'more address', 'more addresses')} that could not be fetched")


def say_closing(summary: CrawlSummary, archive: Path, records: Path | None) -> None:
    """The closing line: articles, other pages, errors, and where all that lies."""
    articles = _by_verdict(summary.counts)
    others = [f"{articles[verdict]:,} {verdict}" for verdict in _others(articles)]
    parts = [counted(articles[ARTICLE], "article")]
    parts += [f"{counted(_sum_of(articles, *_others(articles)), 'other page')} ({', '.join(others)})"] if others else []
    parts += [f"{articles[name]:,} {name}" for name in ("unchanged", "duplicate") if articles[name]]
    refused = _sum_of(articles, *REFUSED)
    parts += [f"{refused:,} refused by robots.txt or the publisher"] if refused else []
    errors = articles[ERROR] + sum(summary.counts[f"{name} {ERROR}"] for name in LISTS)
    parts += [counted(errors, "error")] if errors else []
    where = f"responses in {archive}" + (f", records in {records}" if records is not None else "")
    begin = "nothing could be fetched: " if exit_code(summary) == 2 else ""
    say(f"{begin}{', '.join(parts)}; {where}")


def exit_code(summary: CrawlSummary) -> int:
    """0: all that was named was fetched; 1: some of it was not, or no article came; 2: nothing was fetched."""
    failed, fetched = summary.targets["failed"], summary.targets["fetched"]
    articles = _by_verdict(summary.counts)
    lost = _sum_of(articles, ERROR, *REFUSED)
    has_pages = lost < articles.total()
    if failed and not (fetched or has_pages):
        return 2
    return 1 if failed or (lost and not has_pages) else 0


def _others(articles: Counter[str]) -> list[str]:
    """The verdicts on pages that are no articles."""
    return sorted(verdict for verdict in articles if verdict not in NO_PAGES)


def _sum_of(counts: Counter[str], *names: str) -> int:
    return sum(counts[name] for name in names)


def _by_verdict(counts: Counter[str]) -> Counter[str]:
    """What came of the addresses of articles."""
    from collections import Counter

    return Counter({name.partition(" ")[2]: count for name, count in counts.items() if name.startswith("article ")})
