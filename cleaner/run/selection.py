"""Which pages of a run are cleaned and which records are kept: the filters of `cleaner run`."""

from __future__ import annotations

from datetime import UTC, datetime

import msgspec
from msgspec import Struct

from cleaner.model import RawPage
from cleaner.run.tally import READ_FACTS, RowFacts
from cleaner.structs import resolved
from cleaner.urls import host_of

OTHER_HOST = "pages of other hosts (--host)"
NO_ADDRESS = "pages given without an address, whatever they declare (--host)"
OTHER_TIME = "pages fetched at another time, or nobody knows when (--since, --until)"
UNREAD_TIME = "pages whose time of fetching cannot be read (--since, --until)"
OTHER_STATUS = "records with another status (--status)"
OTHER_LANGUAGE = "records in another language (--language)"
SCRIPT_CHARS = 4  # `zh-Hans`; other parts of a tag are regions
TOO_OLD = "records published earlier, or nobody knows when (--published-since)"


class Selection(Struct, frozen=True, omit_defaults=True):
    """hosts: with those below them. since, until: of the time of fetching; published_since: of the record; aware.

    languages: BCP 47; see _is_in. What is not given lets everything through.
    """

    hosts: tuple[str, ...] = ()
    since: datetime | None = None
    until: datetime | None = None
    published_since: datetime | None = None
    languages: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()

    def reason_against_page(self, page: RawPage) -> str | None:
        """Why a page is not cleaned; None where it is."""
        if self.hosts and not self._has_host(host_of(page.url) or ""):
            return OTHER_HOST if page.url else NO_ADDRESS
        if self.since is None and self.until is None:
            return None
        if page.has_unread_time:
            return UNREAD_TIME
        fetched_at = page.fetched_at
        if fetched_at is None or (self.since is not None and fetched_at < self.since):
            return OTHER_TIME
        return OTHER_TIME if self.until is not None and fetched_at >= self.until else None

    def checked(self, row: bytes) -> bytes:
        """The row, or in its place one that only says why it is left out."""
        if not (self.statuses or self.languages or self.published_since):
            return row
        facts = READ_FACTS(row)
        reason = self._reason_against_row(facts)
        return row if reason is None else msgspec.json.encode({"left_out": reason, "status": facts.status})

    def _has_host(self, host: str) -> bool:
        return any(host == wanted or host.endswith(f".{wanted}") for wanted in self.hosts)

    def _reason_against_row(self, facts: RowFacts) -> str | None:
        if self.statuses and facts.status.value not in self.statuses:
            return OTHER_STATUS
        language = msgspec.json.decode(facts.language, type=_Language | None)
        tag = language.tag.lower() if language is not None else ""
        if self.languages and not any(_is_in(tag, wanted) for wanted in self.languages):
            return OTHER_LANGUAGE
        return TOO_OLD if self.published_since is not None and self._is_too_old(facts, self.published_since) else None

    def _is_too_old(self, facts: RowFacts, since: datetime) -> bool:
        published = msgspec.json.decode(facts.published, type=_Value | None)
        moment = read_moment(published.value) if published is not None else None
        return moment is None or moment < since


ALL_PAGES = Selection()


@resolved
class _Language(Struct, frozen=True):
    code: str = ""
    declared: str | None = None

    @property
    def tag(self) -> str:
        """The language of the text, with the region that the page declares for it."""
        declared = self.declared or ""
        return declared if declared.partition("-")[0] == self.code else self.code


@resolved
class _Value(Struct, frozen=True):
    value: str = ""


def _is_in(tag: str, wanted: str) -> bool:
    """Whether a language is the one wanted, or may be: `en-GB` is in `en`, and `en` in `en-GB`, `en-US` is not."""
    (base, *parts), (wanted_base, *wanted_parts) = tag.split("-"), wanted.split("-")
    known = {len(part) == SCRIPT_CHARS: part for part in parts}
    return base == wanted_base and all(known.get(len(part) == SCRIPT_CHARS, part) == part for part in wanted_parts)


def read_moment(text: str) -> datetime | None:
    """A date or time of ISO 8601, aware: UTC where it has no zone, midnight where it is a day. None for no date."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
