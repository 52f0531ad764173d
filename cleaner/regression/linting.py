"""Rule files held against the samples of their sites."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from cleaner.labelers.rules import answering_sources
from cleaner.model import Options
from cleaner.pipeline import trace
from cleaner.regression.samples import find_samples, read_sample
from cleaner.rulebook import load_rules
from cleaner.rulebook.lint import Finding, LintSample, lint
from cleaner.stages.decode import decode
from cleaner.stages.segment import segment


def lint_rules(folder: Path | None, samples: Path) -> list[Finding]:
    """What is valid in a folder of rules (None: those that ship) and still bad, by file and line.

    samples: a folder of samples; those of a site are what its rule must show its worth on. Raises the first RuleError
    of a file that is wrong, and SampleError where a sample cannot be read.
    """
    return lint(folder, tuple(_labelled(folder, samples)))


def _labelled(folder: Path | None, samples: Path) -> Iterator[LintSample]:
    rules = load_rules(folder)
    for place in find_samples(samples):
        sample = read_sample(place)
        traced = trace(sample.raw_page(), rules)
        if traced.match is not None and traced.story is not None:
            facts, labels = traced.story.facts, traced.story.labels
            site = (facts.rule or sample.name).removeprefix("sites/")
            page = segment(decode(sample.raw_page(), Options()), Options())  # with its tree, which trace() lets go
            sources = answering_sources(page, traced.match, labels)
            yield LintSample(site, page, labels, facts.layout, sources, traced.record.title or "")
