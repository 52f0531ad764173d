"""pytest collects samples: one test per sample and field, and one for a human's list.

    pytest --cleaner-samples samples [--cleaner-rules my-rules]

The plugin is loaded by every pytest run where the package is installed; what it needs is imported at its first use.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from cleaner.model import Record
    from cleaner.regression.samples import Sample
    from cleaner.rulebook import Rulebook

FOLDER: pytest.StashKey[Path] = pytest.StashKey()
RULES: pytest.StashKey[Rulebook] = pytest.StashKey()


class SampleFailure(Exception):
    """A field of a sample is not as expected; str() is what the report shows."""


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("cleaner", "samples of cleaned pages")
    group.addoption("--cleaner-samples", metavar="FOLDER", help="collect the samples <site>/<slug>/ in FOLDER")
    group.addoption("--cleaner-rules", metavar="FOLDER", help="rules of your own, on top of those that ship")


def pytest_configure(config: pytest.Config) -> None:
    given = config.getoption("--cleaner-samples")
    if given is None:
        return
    folder = Path(given).resolve()
    if not folder.is_dir():
        raise pytest.UsageError(f"--cleaner-samples {given}: no such folder")
    config.stash[FOLDER] = folder
    if str(folder) not in config.args:
        config.args.append(str(folder))


def pytest_collect_directory(path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    folder = parent.config.stash.get(FOLDER, None)
    return SamplesFolder.from_parent(parent, path=path) if path == folder else None


class SamplesFolder(pytest.Directory):
    """The folder given on the command line: one collector per site."""

    def collect(self) -> Iterator[pytest.Collector]:
        from cleaner.regression.samples import find_samples

        sites = dict.fromkeys(path.parent for path in find_samples(self.path))
        for site in sites:
            yield SiteFolder.from_parent(self, path=site)


class SiteFolder(pytest.Directory):
    """One site's folder: one collector per sample."""

    def collect(self) -> Iterator[pytest.Collector]:
        from cleaner.regression.samples import find_samples

        for path in find_samples(self.path.parent):
            if path.parent == self.path:
                yield SampleFolder.from_parent(self, path=path)


class SampleFolder(pytest.Directory):
    """One sample: whether it is complete, each field of its record, and the human's list. Cleaned once for all."""

    cleaned: tuple[Sample, Record] | None = None

    def collect(self) -> Iterator[pytest.Item]:
        from cleaner.errors import SampleError
        from cleaner.regression.compare import FIELDS
        from cleaner.regression.samples import read_sample

        yield CompleteItem.from_parent(self, name="complete")
        try:
            sample = read_sample(self.path)
            sample.expected()
        except SampleError:
            return  # the item "complete" says what is wrong
        for field in FIELDS:
            yield FieldItem.from_parent(self, name=field)
        if sample.facts.check:
            yield CheckItem.from_parent(self, name="check")

    def make(self) -> tuple[Sample, Record]:
        from cleaner.regression.samples import clean_sample, read_sample

        if self.cleaned is None:
            sample = read_sample(self.path)
            self.cleaned = sample, clean_sample(sample, self.rules())
        return self.cleaned

    def rules(self) -> Rulebook:
        from cleaner.rulebook import load_rules

        stash = self.config.stash
        if RULES not in stash:
            stash[RULES] = load_rules(self.config.getoption("--cleaner-rules"))
        return stash[RULES]


class SampleItem(pytest.Item):
    """One test of a sample."""

    parent: SampleFolder

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: object = None) -> str:
        from cleaner.errors import CleanerError
        from cleaner.text import without_controls

        is_explained = isinstance(excinfo.value, (SampleFailure, CleanerError))
        return without_controls(str(excinfo.value)) if is_explained else str(super().repr_failure(excinfo))

    def reportinfo(self) -> tuple[Path, int | None, str]:
        return self.path, None, f"{self.path.parent.name}/{self.path.name}: {self.name}"


class CompleteItem(SampleItem):
    """Fails where the page, page.yaml or expected.json is missing or wrong."""

    def runtest(self) -> None:
        from cleaner.regression.samples import read_sample

        read_sample(self.path).expected()


class FieldItem(SampleItem):
    """One field of the record against expected.json; the item bears the field's name."""

    def runtest(self) -> None:
        from cleaner.regression.compare import compare_field, stable_members

        sample, record = self.parent.make()
        difference = compare_field(self.name, sample.expected(), stable_members(record))
        if difference is not None:
            raise SampleFailure(str(difference))


class CheckItem(SampleItem):
    """The human's list of page.yaml against the record."""

    def runtest(self) -> None:
        from cleaner.regression.check import check_record

        sample, record = self.parent.make()
        wrong = check_record(sample.facts.check, record)
        if wrong:
            raise SampleFailure("\n".join(map(str, wrong)))
