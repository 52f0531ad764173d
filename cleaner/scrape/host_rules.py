"""What a host asks of all its visitors: robots.txt, reservations of text and data mining, to be left alone."""

from __future__ import annotations

from cleaner.scrape.frontier import Address
from cleaner.scrape.outcomes import FetchOutcome
from cleaner.scrape.plan import PRODUCT, ScrapePlan
from cleaner.scrape.robots import MAX_ROBOTS_BYTES, RobotsRules, read_reservations, read_robots
from cleaner.scrape.state import State, now_text

MAX_PAUSE_SECONDS = 300.0  # a host that asks for more is left alone for this run
MAX_REFUSALS = 5  # in a row; then the host is left alone for this run


class HostRules:
    """Keeps the rules of hosts in the state; all writes are part of the caller's transaction."""

    def __init__(self, state: State, plan: ScrapePlan) -> None:
        self._state = state
        self._plan = plan

    def refusal(self, address: Address) -> str | None:
        """Why the rules of its host forbid an address; None where it may be fetched."""
        row = self._state.row("SELECT robots, reserved FROM host WHERE authority = ?", address.host)
        robots, reserved = (row["robots"] or "", row["reserved"]) if row is not None else ("", "")
        if "robots" not in self._plan.ignored and not read_robots(robots, PRODUCT).allows(address.url):
            return f"robots.txt of {address.host} forbids it"
        if "opt-out" not in self._plan.ignored and not read_robots(reserved, PRODUCT).allows(address.url):
            return f"tdmrep.json of {address.host} reserves text and data mining"
        return None

    def keep_robots(self, host: str, outcome: FetchOutcome) -> RobotsRules | None:
        """The rules of a robots.txt; None where the server is in trouble, and the host closed for it."""
        if outcome.status >= 500 or outcome.status == 429:
            self.close(host, f"robots.txt answers with status {outcome.status}, so nothing is fetched")
            return None
        body = outcome.captured.body[:MAX_ROBOTS_BYTES] if outcome.status < 300 else b""
        text = body.decode("utf-8", "replace")
        rules = read_robots(text, PRODUCT)
        delay = rules.delay_seconds()
        if delay > MAX_PAUSE_SECONDS:
            self.close(host, f"robots.txt asks for {delay:,.0f} seconds between two requests")
        self._state.write(
            "UPDATE host SET robots = ?, robots_at = ?, delay = ? WHERE authority = ?",
            text, now_text(), delay, host,
        )  # fmt: skip
        return rules

    def keep_reservations(self, host: str, outcome: FetchOutcome) -> None:
        reserved = read_reservations(outcome.captured.body) if outcome.status < 300 else ""
        self._state.write("UPDATE host SET reserved = ? WHERE authority = ?", reserved, host)

    def count_refusals(self, address: Address, outcome: FetchOutcome) -> None:
        """Leave a host alone that refuses one request after the other."""
        if not outcome.is_refusal:
            self._state.write("UPDATE host SET refusals = 0 WHERE authority = ? AND refusals > 0", address.host)
            return
        self._state.write("UPDATE host SET refusals = refusals + 1 WHERE authority = ?", address.host)
        counted = self._state.row("SELECT refusals FROM host WHERE authority = ?", address.host)
        if counted is not None and counted["refusals"] >= MAX_REFUSALS:
            self.close(address.host, f"refuses {MAX_REFUSALS} requests in a row (status {outcome.status})")

    def close(self, host: str, problem: str) -> None:
        """Fetch nothing more of a host in this run."""
        self._state.write("UPDATE host SET problem = ? WHERE authority = ?", problem, host)
