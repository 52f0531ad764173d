"""A case: the bytes of one input, and what else is known of it; kept as two files that a test can read."""

from __future__ import annotations

import hashlib
import json
import random
from datetime import datetime
from pathlib import Path
from typing import Any, Literal, TypeAlias

import msgspec
from msgspec import Struct

from cleaner.model import DocumentKind, RawPage

Kind: TypeAlias = Literal["page", "file", "batch", "rule", "answer"]
KINDS: tuple[Kind, ...] = ("page", "file", "batch", "rule", "answer")


class PageFacts(Struct, frozen=True, omit_defaults=True):
    """What RawPage says of a page beside its body."""

    url: str | None = None
    kind: DocumentKind | None = None
    charset: str | None = None
    fetched_at: str | None = None  # ISO 8601, as it was given: the first and last days of all have no time in UTC
    status: int | None = None


class Case(Struct, frozen=True):
    """One input.

    name: of the file it would be; its ending decides how it is read. page: what is known of a page.
    rows: SHA-256 of the pages a file must give, in order: "" of one whose content is open, `error` of an item that
    cannot be a page. None: the container itself is damaged, and any number of rows is right. cut: it lost its end.
    """

    kind: Kind
    body: bytes
    name: str = "page.html"
    page: PageFacts = PageFacts()
    rows: tuple[str, ...] | None = None
    cut: bool = False

    def raw_page(self) -> RawPage:
        """The page as clean() takes it."""
        facts = self.page
        fetched_at = datetime.fromisoformat(facts.fetched_at) if facts.fetched_at else None
        return RawPage(self.body, facts.url, facts.kind, facts.charset, fetched_at, facts.status)


def is_in_share(case: Case, share: int) -> bool:
    """Whether a case is one of the one in so many that a costly check is made of: its bytes decide."""
    return int.from_bytes(hashlib.sha256(case.body).digest()[:4]) % share == 0


def chance_of(seed: int, *steps: object) -> random.Random:
    """The source of chance of one step: the same for the same seed and steps, in any process."""
    return random.Random(":".join(map(str, (seed, *steps))))


def save_case(case: Case, stem: Path, note: dict[str, Any]) -> None:
    """Write STEM.input (the bytes) and STEM.json (all else, and the note)."""
    stem.with_suffix(".input").write_bytes(case.body)
    members: dict[str, Any] = {name: getattr(case, name) for name in ("kind", "name", "rows", "cut")}
    members["page"] = {name: value for name, value in msgspec.structs.asdict(case.page).items() if value is not None}
    written = json.dumps({**members, **note}, indent=2)  # not by msgspec, which knows no half characters
    stem.with_suffix(".json").write_text(written + "\n", encoding="ascii")


def load_case(path: Path) -> Case:
    """The case of a .json file and the .input beside it."""
    members = json.loads(path.read_text(encoding="ascii"))
    known = {name: members[name] for name in Case.__struct_fields__ if name in members}
    return msgspec.convert({**known, "body": path.with_suffix(".input").read_bytes()}, Case)
