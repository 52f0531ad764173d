"""The frontier: which addresses wait, and which of a host is next."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from typing import cast

from msgspec import Struct
from msgspec.structs import replace

from cleaner.scrape.addresses import authority_of, is_twin, key_of, pattern_of, site_of
from cleaner.scrape.candidates import FoundAddress, Origin, Purpose, Score, is_file, is_section, score
from cleaner.scrape.plan import ScrapePlan
from cleaner.scrape.state import State, now_text
from cleaner.scrape.window import is_within
from cleaner.urls import canonical_form, split_url

# The order in which a host's addresses are fetched.
RANKS: dict[Purpose, int] = {
    "robots": 0, "reservation": 0, "part": 1, "front": 2, "feed": 3, "sitemap": 4, "section": 5, "article": 6,
}  # fmt: skip
NAMED = ("target", "list")  # origins of what a person named
HOST_FILES: dict[Purpose, str] = {"robots": "/robots.txt", "reservation": "/.well-known/tdmrep.json"}
MAX_SECTIONS = 30  # of one host in one run
MAX_SITEMAPS = 60
MANY = {"section": MAX_SECTIONS, "sitemap": MAX_SITEMAPS}
LEARNED_PAGES = 3  # of a shape, before what came of them moves the score of others
LEARNED_POINTS = 3


class Address(Struct, frozen=True):
    """An address that waits to be fetched. changed_at: what the publisher said; tries: requests that failed so far."""

    id: int
    key: str
    url: str
    host: str
    purpose: Purpose
    origin: Origin
    points: int
    tries: int
    hops: int
    etag: str | None
    last_modified: str | None
    part_of: int | None
    part: int


class Frontier:
    """Adds addresses and chooses among them; all writes are part of the caller's transaction."""

    def __init__(self, state: State, plan: ScrapePlan, run: int) -> None:
        self._state = state
        self._plan = plan
        self._run = run
        self.sites: set[str] = set(filter(None, state.fact("sites").split()))

    def add_site(self, url: str) -> None:
        """Let addresses of the site be fetched; nothing of what is no address."""
        if split_url(url) is None:
            return
        self.sites.add(site_of(url))
        self._state.set_fact("sites", " ".join(sorted(self.sites)))

    def add(self, candidate: FoundAddress) -> str | None:
        """Let an address wait, if it is to be fetched. Returns its host where it waits now."""
        if split_url(candidate.url) is None:
            return None
        candidate = replace(candidate, url=canonical_form(candidate.url) or candidate.url)
        key = key_of(candidate.url)
        is_wanted = (
            not (candidate.purpose == "article" and is_file(candidate.url)) and site_of(candidate.url) in self.sites
        )
        if key is None or not is_wanted:
            return None
        known = self._known(key)
        judged = self.judge(candidate)
        purpose = self._purpose(candidate, judged)
        if purpose is None or (purpose == "article" and not self._is_asked_for(candidate)):
            return None
        if known is not None:
            return self._see_again(known, candidate, judged)
        if purpose in MANY and not candidate.is_named and self._count(candidate.url, purpose) >= MANY[purpose]:
            return None
        return self._insert(key, candidate, purpose, judged)

    def judge(self, candidate: FoundAddress) -> Score:
        """The score of a candidate, moved by what came of pages whose address has the same shape."""
        judged = score(candidate, self._plan.rule_for(candidate.url))
        shape = self._state.row("SELECT articles, others FROM shape WHERE pattern = ?", pattern_of(candidate.url))
        if shape is None or shape["articles"] + shape["others"] < LEARNED_PAGES:
            return judged
        if not shape["articles"]:
            return Score(judged.points - LEARNED_POINTS, (*judged.why, "others of its shape were no articles"))
        if not shape["others"]:
            return Score(judged.points + LEARNED_POINTS, (*judged.why, "others of its shape were articles"))
        return judged

    def _purpose(self, candidate: FoundAddress, judged: Score) -> Purpose | None:
        if candidate.purpose != "article":
            return candidate.purpose
        if judged.is_article:
            return "article"
        is_link = candidate.origin == "link" and not self._plan.list_only
        return "section" if is_link and is_section(candidate.url) else None

    def _is_asked_for(self, candidate: FoundAddress) -> bool:
        plan = self._plan
        if plan.match is not None and not plan.match.search(candidate.url):
            return False
        return candidate.origin in NAMED or is_within(candidate, plan.since, plan.until)

    def _known(self, key: str) -> sqlite3.Row | None:
        article = self._state.row("SELECT address FROM article WHERE canonical = ?", key)
        if article is not None:
            return self._state.row("SELECT * FROM address WHERE id = ?", article["address"])
        return self._state.row("SELECT * FROM address WHERE key = ?", key)

    def _see_again(self, known: sqlite3.Row, candidate: FoundAddress, judged: Score) -> str | None:
        """An address that is known: wait once more where it has changed, or is one that lists others."""
        if known["state"] == "waiting":
            if is_twin(known["url"]) and not is_twin(candidate.url):
                self._state.write(
                    "UPDATE address SET url = ?, host = ? WHERE id = ?",
                    candidate.url, authority_of(candidate.url), known["id"],
                )  # fmt: skip
                self._note_host(authority_of(candidate.url))
            self._state.write("UPDATE address SET points = max(points, ?) WHERE id = ?", judged.points, known["id"])
            return str(known["host"])
        if not self._has_changed(known, candidate):
            return None
        self._state.write(
            "UPDATE address SET state = 'waiting', tries = 0, hops = 0, run = ?, changed_at = ? WHERE id = ?",
            self._run, candidate.changed_at and candidate.changed_at.isoformat(), known["id"],
        )  # fmt: skip
        return str(known["host"])

    def _has_changed(self, known: sqlite3.Row, candidate: FoundAddress) -> bool:
        if known["run"] >= self._run:
            return False
        if known["state"] == "failed":
            return True
        if candidate.changed_at is None:
            return bool(known["purpose"] != "article")
        fetched_at = datetime.fromisoformat(known["fetched_at"] or known["first_seen"])
        return candidate.changed_at > fetched_at

    def _count(self, url: str, purpose: str) -> int:
        counted = self._state.row(
            "SELECT count(*) AS n FROM address WHERE host = ? AND purpose = ? AND run = ?",
            authority_of(url), purpose, self._run,
        )  # fmt: skip
        return int(counted["n"]) if counted is not None else 0

    def _insert(self, key: str, candidate: FoundAddress, purpose: Purpose, judged: Score) -> str:
        host = authority_of(candidate.url)
        self._state.write(
            "INSERT INTO address (key, url, host, purpose, origin, points, why, changed_at, state, hops, rank,"
            " first_seen, run) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'waiting', ?, ?, ?, ?)",
            key, candidate.url, host, purpose, candidate.origin, judged.points, ", ".join(judged.why),
            candidate.changed_at and candidate.changed_at.astimezone(UTC).isoformat(), candidate.hops, RANKS[purpose],
            now_text(), self._run,
        )  # fmt: skip
        self._note_host(host)
        return host

    def _note_host(self, host: str) -> None:
        self._state.write("INSERT OR IGNORE INTO host (authority) VALUES (?)", host)

    def _open_host(self, url: str) -> bool:
        """Let what a host says of all its pages be fetched before anything else of it. True where the host is new."""
        host = authority_of(url)
        asked = {"robots"} if "opt-out" in self._plan.ignored else {"robots", "reservation"}
        added = 0
        for purpose, path in HOST_FILES.items():
            if purpose in asked:
                added += self._state.write(
                    "INSERT OR IGNORE INTO address (key, url, host, purpose, origin, points, why, state, rank,"
                    " first_seen, run) VALUES (?, ?, ?, ?, 'link', 0, '', 'waiting', 0, ?, ?)",
                    f"{purpose}:{host}", f"{url.partition(':')[0]}://{host}{path}", host, purpose, now_text(),
                    self._run,
                )  # fmt: skip
        return added > 0

    def move(self, address: Address, url: str) -> None:
        """Let an address wait under another URL, to which it redirects."""
        host = address.host if address.purpose in HOST_FILES else authority_of(url)
        self._state.write("UPDATE address SET url = ?, host = ?, hops = hops + 1 WHERE id = ?", url, host, address.id)
        self._note_host(host)

    def add_part(self, root: int, number: int, url: str) -> bool:
        """Let the next part of a story be fetched before anything else. False where it cannot be."""
        key = key_of(url)
        if key is None or site_of(url) not in self.sites:
            return False
        values = (url, authority_of(url), root, number, RANKS["part"], self._run)
        changed = self._state.write(
            "INSERT INTO address (url, host, part_of, part, rank, run, key, purpose, origin, points, why, state,"
            " first_seen) VALUES (?, ?, ?, ?, ?, ?, ?, 'part', 'part', 0, '', 'waiting', ?) ON CONFLICT (key) DO"
            " UPDATE SET part_of = excluded.part_of, part = excluded.part, rank = excluded.rank, purpose = 'part',"
            " state = 'waiting', tries = 0, run = excluded.run, etag = NULL, last_modified = NULL"
            " WHERE address.id != excluded.part_of",
            *values, key, now_text(),
        )  # fmt: skip
        self._note_host(authority_of(url))
        return changed > 0

    def address(self, number: int) -> Address:
        """An address by its number."""
        found = self._state.row("SELECT * FROM address WHERE id = ?", number)
        assert found is not None
        return address_of(found)

    def is_redirect(self, url: str) -> bool:
        """Whether an address has been fetched and was a redirect."""
        known = self._state.row("SELECT verdict FROM address WHERE key = ?", key_of(url) or "")
        return known is not None and known["verdict"] == "redirect"

    def has_front(self, host: str) -> bool:
        """Whether lists are looked for on a host: one whose front page is fetched."""
        return self._state.row("SELECT 1 FROM address WHERE host = ? AND purpose = 'front'", host) is not None

    # ---------------------------------------------------------------- choosing

    def hosts(self) -> list[str]:
        """The hosts of which something waits."""
        last = RANKS["article"] if self._plan.is_dry else RANKS["article"] + 1
        found = self._state.rows(
            "SELECT authority AS host FROM host WHERE problem IS NULL AND EXISTS (SELECT 1 FROM address"
            " WHERE host = authority AND state = 'waiting' AND rank > 0 AND rank < ?)",
            last,
        )
        return [row["host"] for row in found]

    def named_on_closed_hosts(self) -> list[tuple[Address, str]]:
        """What a person named and is not fetched, with the reason."""
        found = self._state.rows(
            "SELECT address.*, problem FROM address JOIN host ON host = authority"
            f" WHERE state = 'waiting' AND origin IN {NAMED} AND problem IS NOT NULL"
        )
        return [(address_of(row), row["problem"]) for row in found]

    def next_of(self, host: str, *, articles: bool) -> Address | None:
        """The next address of a host; articles: False where no article is to be fetched any more."""
        last = RANKS["article"] + 1 if articles and not self._plan.is_dry else RANKS["article"]
        found = self._state.row(
            "SELECT * FROM address WHERE state = 'waiting' AND host = ? AND rank < ?"
            " ORDER BY rank, points DESC, id LIMIT 1",
            host, last,
        )  # fmt: skip
        if found is None:
            return None
        if self._open_host(found["url"]):
            return self.next_of(host, articles=articles)
        return address_of(found)


def address_of(row: sqlite3.Row) -> Address:
    return Address(
        id=row["id"],
        key=row["key"],
        url=row["url"],
        host=row["host"],
        purpose=cast("Purpose", row["purpose"]),
        origin=cast("Origin", row["origin"]),
        points=row["points"],
        tries=row["tries"],
        hops=row["hops"],
        etag=row["etag"],
        last_modified=row["last_modified"],
        part_of=row["part_of"],
        part=row["part"],
    )
