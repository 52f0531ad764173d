"""Runs of a crawl: one is begun, gone on with or ended; what its state says at the end."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from cleaner.scrape.crawl import Crawl
from cleaner.scrape.engine import CrawlSummary
from cleaner.scrape.frontier import address_of
from cleaner.scrape.plan import ScrapePlan
from cleaner.scrape.state import State

# Lists that are asked again in every run; a sitemap that an index dates is asked when the date says so.
ASK_AGAIN = """
UPDATE address SET state = 'waiting', tries = 0, hops = 0, run = ?
WHERE purpose IN ('robots', 'front', 'feed', 'section') OR (purpose = 'sitemap' AND changed_at IS NULL)
"""
# Articles that are known for no longer than since a time.
RECHECK = """
UPDATE address SET state = 'waiting', tries = 0, hops = 0, run = ?
WHERE purpose = 'article' AND state = 'done' AND verdict IN ('article', 'unchanged') AND first_seen >= ?
"""
MAX_CANDIDATES_SHOWN = 1000


def begin_run(state: State, plan: ScrapePlan) -> int:
    """The number of the run that goes on, or of a new one."""
    run = int(state.fact("run", "0"))
    if run and state.fact("is_finished") != "1":
        return run
    with state.transaction():
        state.write(ASK_AGAIN, run + 1)
        since = datetime.now(UTC) - timedelta(days=plan.recheck_days)
        state.write(RECHECK, run + 1, since.isoformat())
        state.write("UPDATE host SET problem = NULL, refusals = 0")
        state.set_fact("run", str(run + 1))
        state.set_fact("is_finished", "0")
    return run + 1


def end_run(state: State) -> None:
    state.set_fact("is_finished", "1")


def summarize(state: State, crawl: Crawl, *, is_finished: bool) -> CrawlSummary:
    rows = state.rows(
        "SELECT host, count(*) AS n, (SELECT problem FROM host WHERE authority = address.host) AS problem"
        " FROM address WHERE state = 'waiting' AND rank > 0 GROUP BY host ORDER BY n DESC, host"
    )
    found = state.rows(
        "SELECT * FROM address WHERE state = 'waiting' AND purpose = 'article' ORDER BY host, points DESC, id LIMIT ?",
        MAX_CANDIDATES_SHOWN,
    )
    return CrawlSummary(
        counts=crawl.ledger.counts,
        waiting={row["host"]: (row["n"], row["problem"]) for row in rows},
        candidates=tuple((row["url"], row["points"], row["why"]) for row in found if crawl.is_allowed(address_of(row))),
        is_finished=is_finished,
    )
