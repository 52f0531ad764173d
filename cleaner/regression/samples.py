"""Sample folders: a page, how it was fetched, and the record it must give.

samples/<site>/<slug>/page.html or page.txt   the page, byte for byte
                      page.yaml               url, kind, charset, fetched_at, site_rules, note, check (see page_yaml)
                      expected.json           the record without what every release changes (see compare)

Samples are found by their folder, so that a missing file is a failure and never a sample that is not run.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from cleaner.errors import SampleError
from cleaner.model import DocumentKind, Json, RawPage, Record
from cleaner.pipeline import Trace, trace
from cleaner.regression.check import check_record
from cleaner.regression.compare import FIELDS, Difference, compare, stable_members
from cleaner.regression.page_yaml import PageFacts, read_page_yaml
from cleaner.rulebook import Rulebook, load_rules

PAGE_FILES: Mapping[str, DocumentKind] = {"page.html": "html", "page.txt": "text"}


@dataclass(frozen=True, slots=True)
class Sample:
    """One sample folder. name: `<site>/<slug>`; page: the page's file."""

    name: str
    folder: Path
    page: Path
    facts: PageFacts

    def raw_page(self) -> RawPage:
        """The page as clean() takes it. Raises SampleError where the file cannot be read."""
        try:
            body = self.page.read_bytes()
        except OSError as error:
            raise SampleError(f"{self.page}: cannot be read: {error.strerror}") from error
        facts = self.facts
        kind = facts.kind or PAGE_FILES[self.page.name]
        return RawPage(body=body, url=facts.url, kind=kind, charset=facts.charset, fetched_at=facts.fetched_at)

    def expected(self) -> dict[str, Json]:
        """What expected.json holds. Raises SampleError where there is none: accept() writes it."""
        path = self.folder / "expected.json"
        try:
            members = json.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError as error:
            raise SampleError(f"{path}: missing: nobody has accepted the record yet") from error
        except ValueError as error:
            raise SampleError(f"{path}: no valid JSON: {error}") from error
        if not isinstance(members, dict) or not members.keys() <= set(FIELDS):
            raise SampleError(f"{path}: not the JSON object of a record, or of one with other fields")
        return members


@dataclass(frozen=True, slots=True)
class SampleResult:
    """What came of one sample. problem: why it could not be compared; else the fields and checks that are wrong."""

    name: str
    differences: tuple[Difference, ...] = ()
    problem: str | None = None

    @property
    def is_right(self) -> bool:
        return self.problem is None and not self.differences

    @property
    def is_contradicted(self) -> bool:
        """Whether a human's list says that the record is wrong: then it may not become the expectation."""
        return any(difference.field.startswith("check.") for difference in self.differences)


@dataclass(frozen=True, slots=True)
class SampleReport:
    """The results in the order of the folders."""

    results: tuple[SampleResult, ...]

    @property
    def wrong(self) -> tuple[SampleResult, ...]:
        return tuple(result for result in self.results if not result.is_right)


def find_samples(folder: Path) -> tuple[Path, ...]:
    """The sample folders, `<site>/<slug>` below the folder, sorted. Raises SampleError where there are none."""
    if not folder.is_dir():
        raise SampleError(f"{folder}: no such folder of samples")
    found = tuple(slug for site in _subfolders(folder) for slug in _subfolders(site))
    if not found:
        raise SampleError(f"{folder}: no samples in it (expected <site>/<slug>/page.html or page.txt)")
    return found


def read_sample(folder: Path) -> Sample:
    """The sample in one folder. Raises SampleError where a file is missing, ambiguous or wrong."""
    pages = [folder / name for name in PAGE_FILES if (folder / name).is_file()]
    if len(pages) != 1:
        raise SampleError(f"{folder}: needs one page, page.html or page.txt, and has {len(pages)}")
    facts_file = folder / "page.yaml"
    if not facts_file.is_file():
        raise SampleError(f"{facts_file}: missing; it says how the page was fetched (it may be empty)")
    return Sample(f"{folder.parent.name}/{folder.name}", folder, pages[0], read_page_yaml(facts_file))


def run_samples(folder: Path, rules: Rulebook, *, only: str | None = None) -> SampleReport:
    """Clean every sample below the folder and compare. One broken sample does not stop the others.

    only: a site, or `<site>/<slug>`. Raises SampleError where there is no sample to run.
    """
    return SampleReport(tuple(run_sample(path, rules) for path in select_samples(folder, only)))


def run_sample(folder: Path, rules: Rulebook) -> SampleResult:
    """Clean one sample, compare all fields, hold it against the human's list. Raises nothing."""
    name = f"{folder.parent.name}/{folder.name}"
    checks: tuple[Difference, ...] = ()
    try:
        sample = read_sample(folder)
        record = clean_sample(sample, rules)
        checks = check_record(sample.facts.check, record)
        return SampleResult(name, (*compare(sample.expected(), stable_members(record)), *checks))
    except SampleError as error:
        return SampleResult(name, checks, str(error))


def clean_sample(sample: Sample, rules: Rulebook) -> Record:
    """The record of a sample's page; `site_rules: false` takes the shared and platform rules that ship, not `rules`."""
    return trace_sample(sample, rules).record


def trace_sample(sample: Sample, rules: Rulebook) -> Trace:
    """The record of a sample's page, with how it came about."""
    return trace(sample.raw_page(), rules if sample.facts.site_rules else load_rules(sites=False))


def select_samples(folder: Path, only: str | None) -> tuple[Path, ...]:
    """The sample folders of a site or the one `<site>/<slug>`; all where `only` is None."""
    found = find_samples(folder)
    if only is None:
        return found
    wanted = tuple(only.strip("/").split("/"))
    chosen = tuple(path for path in found if path.parts[-2:][: len(wanted)] == wanted)
    if not chosen:
        raise SampleError(f"{folder}: no sample {only!r}; there are: {', '.join(_names(found))}")
    return chosen


def _names(found: tuple[Path, ...]) -> Iterator[str]:
    return (f"{path.parent.name}/{path.name}" for path in found)


def _subfolders(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.is_dir() and not path.name.startswith((".", "_")))
