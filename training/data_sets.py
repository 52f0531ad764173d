"""Data sets to measure with: folders of pages with known records, as the benchmark folder has them."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cleaner.errors import CleanerError
from cleaner.model import RawPage

FORMS = ("html", "layout", "bare")  # a page as served, and its two dumps


def read_truths(folder: Path) -> list[dict[str, Any]]:
    """Rows of truth.jsonl of one data set; raises CleanerError where there is none."""
    path = folder / "truth.jsonl"
    if not path.is_file():
        raise CleanerError(f"{path}: no such file; a data set is a folder with truth.jsonl and pages/ID.html.gz")
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def read_raw(folder: Path, row: Mapping[str, Any], form: str) -> RawPage | None:
    """One page of a data set in one form; None where the set does not have it."""
    path = folder / (f"pages/{row['id']}.html.gz" if form == "html" else f"dumps/{row['id']}.{form}.txt.gz")
    if not path.is_file():
        return None
    body = gzip.decompress(path.read_bytes())
    return RawPage(body, row.get("url")) if form == "html" else RawPage(body.decode(errors="replace"), kind="text")


def digest_of(folder: Path) -> str:
    """SHA-256 over the names and bytes of a data set's truth, pages and dumps."""
    found = hashlib.sha256()
    for path in [folder / "truth.jsonl", *sorted(folder.glob("pages/*.gz")), *sorted(folder.glob("dumps/*.gz"))]:
        found.update(path.name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return found.hexdigest()


def true_bodies(truth: Mapping[str, Any]) -> list[str]:
    """The true text, and it without the story's summary: either is right."""
    summary = {" ".join(text.split()) for text in (truth.get("source_extra") or {}).get("summary") or []}
    rest = "\n".join(line for line in truth["text"].split("\n") if " ".join(line.split()) not in summary)
    return [truth["text"], rest] if rest.strip() and rest != truth["text"] else [truth["text"]]
