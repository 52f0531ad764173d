"""New sample folders, and expectations written from what a page gives today, after a person has looked."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path

import yaml
from msgspec import Struct

from cleaner.errors import SampleError
from cleaner.model import DocumentKind, Json
from cleaner.pipeline import Trace
from cleaner.regression.compare import stable_members
from cleaner.regression.samples import SampleResult, read_sample, run_sample, select_samples, trace_sample
from cleaner.rulebook import Rulebook
from cleaner.sinks import open_file
from cleaner.sinks.destination import write_folder

NAME = re.compile(r"[a-z0-9][a-z0-9._-]*")


def add_sample(  # noqa: PLR0913 - page.yaml has that many facts, and each is optional
    page: bytes | Path,
    *,
    folder: Path,
    site: str,
    slug: str,
    kind: DocumentKind,
    url: str | None = None,
    charset: str | None = None,
    fetched_at: datetime | None = None,
    site_rules: bool = True,
    note: str | None = None,
) -> Path:
    """Make the folder of a new sample with its page and page.yaml; returns it.

    No expectation is written: the sample fails until somebody has looked at the record and accepted it.
    Raises SampleError for a name that is no file name, a sample that exists, a page that cannot be read, and
    OutputError.
    """
    for name in (site, slug):
        if not NAME.fullmatch(name):
            raise SampleError(f"{name!r} is no name for a sample folder: use a-z, 0-9, '.', '_' and '-'")
    target = folder / site / slug
    if target.exists():
        raise SampleError(f"{target}: exists; choose another name, or remove it first")
    body = page if isinstance(page, bytes) else _read(page)
    facts: dict[str, Json] = {
        "url": url,
        "kind": kind,
        "charset": charset,
        "fetched_at": fetched_at.isoformat() if fetched_at else None,
        "site_rules": None if site_rules else False,
        "note": note,
    }
    given = {key: value for key, value in facts.items() if value is not None}
    text = yaml.safe_dump(given, allow_unicode=True, sort_keys=False, width=1000)
    page_name = "page.html" if kind == "html" else "page.txt"
    write_folder(target, {page_name: body, "page.yaml": text.encode("utf-8")})
    return target


class Question(Struct, frozen=True):
    """Whether a sample's record is right: what is not as expected, and how the record came about.

    is_first: nothing was expected so far.
    """

    result: SampleResult
    trace: Trace
    is_first: bool


def accept(
    folder: Path,
    rules: Rulebook,
    *,
    only: str | None = None,
    in_ci: bool = False,
    is_accepted: Callable[[Question], bool] = lambda question: True,
) -> tuple[SampleResult, ...]:
    """Write expected.json of each sample whose record differs from it; returns those, with what was different.

    is_accepted: whether a record is right; what it says no to is not written, nor a sample whose human's list
    contradicts the record (`is_contradicted`).
    in_ci: refuse with SampleError; an expectation is a person's decision. Raises it too for a broken sample.
    """
    if in_ci:
        raise SampleError("expectations are not accepted in CI: run `cleaner samples accept` and commit what it writes")
    changed = []
    for path in select_samples(folder, only):
        result = run_sample(path, rules)
        if result.is_right:
            continue
        changed.append(result)
        question = Question(result, trace_sample(read_sample(path), rules), not (path / "expected.json").exists())
        if is_accepted(question) and not result.is_contradicted:
            write_expected(path, stable_members(question.trace.record))
    return tuple(changed)


def write_expected(folder: Path, members: Mapping[str, Json]) -> None:
    """Write expected.json: indented, keys in the order of the record, so that a diff reads like the page."""
    text = json.dumps(members, ensure_ascii=False, indent=1)
    with open_file(folder / "expected.json", force=True) as stream:
        stream.write(text + "\n")


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise SampleError(f"{path}: cannot be read: {error.strerror}") from error
