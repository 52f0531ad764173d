"""Runs of a crawl: one is begun, gone on with or ended; what its state says at the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from cleaner.scrape.crawl import Crawl
from cleaner.scrape.engine import ArticleCandidate, CrawlSummary
from cleaner.scrape.frontier import NAMED, address_of
from cleaner.scrape.plan import ScrapePlan
from cleaner.scrape.state import State

# robots.txt is asked for at its own address again, wherever it led last time.
OWN_ADDRESS = """
UPDATE address SET etag = NULL, last_modified = NULL, url = coalesce((SELECT substr(other.url, 1, instr(other.url, ':'))
    FROM address AS other WHERE other.host = address.host AND other.rank > 0) || '//' || host || '/robots.txt', url)
WHERE purpose = 'robots' AND hops > 0
"""
# Lists that are asked again in every run, but for mistyped ones; a sitemap that an index dates, when it says so.
ASK_AGAIN = """
UPDATE address SET state = 'waiting', tries = 0, hops = 0, run = ?
WHERE (purpose IN ('robots', 'reservation', 'front', 'feed', 'section') OR (purpose = 'sitemap' AND changed_at IS NULL))
    AND NOT (origin = 'target' AND state = 'failed' AND fetched_at IS NULL)
"""
# The rules of hosts are read in every run, and may allow now what they forbade; a page says so when it is asked.
ASK_REFUSED = """
UPDATE address SET state = 'waiting', tries = 0, hops = 0, run = ?
WHERE state = 'refused' AND (verdict = 'forbidden' OR fetched_at < ? OR ?)
"""
# Articles that are known for no longer than since a time.
RECHECK = """
UPDATE address SET state = 'waiting', tries = 0, hops = 0, run = ?
WHERE purpose = 'article' AND state = 'done' AND verdict IN ('article', 'unchanged') AND first_seen >= ?
"""
MAX_SHOWN = 1000
REFUSED_DAYS = 7  # until a page is asked again whose publisher opted out


def begin_run(state: State, plan: ScrapePlan) -> int:
    """The number of the run that goes on, or of a new one."""
    run = int(state.fact("run", "0"))
    if run and state.fact("is_finished") != "1":
        return run
    with state.transaction():
        now = datetime.now(UTC)
        state.write(OWN_ADDRESS)
        state.write(ASK_AGAIN, run + 1)
        state.write(RECHECK, run + 1, (now - timedelta(days=plan.recheck_days)).isoformat())
        refused_since = (now - timedelta(days=REFUSED_DAYS)).isoformat()
        state.write(ASK_REFUSED, run + 1, refused_since, "opt-out" in plan.ignored)
        state.write("UPDATE host SET problem = NULL, refusals = 0")
        state.set_fact("run", str(run + 1))
        state.set_fact("is_finished", "0")
    return run + 1


def end_run(state: State) -> None:
    state.set_fact("is_finished", "1")


def summarize(state: State, crawl: Crawl, run: int, *, is_finished: bool) -> CrawlSummary:
    rows = state.rows(
        "SELECT host, count(*) AS n, (SELECT problem FROM host WHERE authority = address.host) AS problem"
        " FROM address WHERE state = 'waiting' AND rank > 0 GROUP BY host ORDER BY n DESC, host"
    )
    failed = state.rows(
        f"SELECT url, reason FROM address WHERE origin IN {NAMED} AND run = ?"
        " AND (state IN ('failed', 'refused') OR verdict = 'error') ORDER BY id LIMIT ?",
        run, MAX_SHOWN,
    )  # fmt: skip
    return CrawlSummary(
        counts=crawl.ledger.counts,
        targets=crawl.ledger.targets,
        failed={row["url"]: row["reason"] for row in failed},
        waiting={row["host"]: (row["n"], row["problem"]) for row in rows},
        candidates=tuple(_candidates(state, crawl)) if crawl.plan.is_dry else (),
        is_finished=is_finished,
    )


def _candidates(state: State, crawl: Crawl) -> Iterator[ArticleCandidate]:
    """The articles that wait and that the rules of their hosts allow, as many as the plan wants, by host."""
    by_host: Counter[str] = Counter()
    for row in state.rows(
        "SELECT * FROM address WHERE state = 'waiting' AND purpose = 'article' ORDER BY host, points DESC, id"
    ):
        if crawl.is_full(by_host, row["host"]) or crawl.ledger.host_rules.refusal(address_of(row)) is not None:
            continue
        by_host[row["host"]] += 1
        yield ArticleCandidate(row["url"], row["points"], row["why"])
