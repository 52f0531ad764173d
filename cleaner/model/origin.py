"""What a record was made from, and what made it."""

from __future__ import annotations

from datetime import UTC, datetime

import msgspec

from cleaner.model.body import Part
from cleaner.model.page import DocumentKind
from cleaner.model.rule_hits import RuleHits


class Tool(Part, frozen=True):
    """What made the record. rules_digest: of all rules that were loaded.

    layout, hits: of the site's rule; layout is absent where it has none, or none of them fits the page.
    """

    name: str
    version: str
    rule: str | None = None
    rule_version: int | None = None
    layout: str | None = None
    hits: RuleHits | None = None
    rules_digest: str | None = None
    body_by: str | None = None


class Input(Part, frozen=True):
    """What the record was made from. bytes: length of the body as it came. name: of the file, where there is one.

    kept: columns of the table it was in, that the caller wanted to have in the record, as text.
    """

    sha256: str
    kind: DocumentKind
    bytes: int
    encoding: str | None = None
    fetched_at: str | None = None
    name: str | None = None
    kept: dict[str, str] = msgspec.field(default_factory=dict)

    @property
    def fetched_utc(self) -> datetime | None:
        """fetched_at as a time in UTC, for tables."""
        try:
            return datetime.fromisoformat(self.fetched_at or "").astimezone(UTC)
        except (ValueError, OverflowError):
            return None
