"""What a page.yaml beside a page says of it, made up by tests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cleaner.model import DocumentKind


@dataclass(frozen=True)
class Facts:
    url: str | None = None
    kind: DocumentKind | None = None
    charset: str | None = None
    fetched_at: datetime | None = None
