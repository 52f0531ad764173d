"""What is right in a rule file and still bad: held against the samples of its site."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from cleaner.model import BODY_ROLES, Labels, Page
from cleaner.rulebook.compiled import CompiledFile, CompiledSource, CompiledStatement, LayoutPlan, Targets
from cleaner.rulebook.folder import read_folder
from cleaner.rulebook.load import shipped_folder
from cleaner.text import count_words, ends_sentence

MAX_BODY_SHARE = 0.5  # a statement that takes more of the story than it leaves is wrong in its role or its reach
PROSE_WORDS = 12
# Class names that a build step makes: they change with the next build of the site.
HASHED = re.compile(
    r"""^(?:
        (?:css|jsx|sc|svelte|emotion|styled|makeStyles|jss)-(?:[0-9]+|(?=[a-z-]*\d)[0-9a-z-]{4,}|(?=[a-z]*[A-Z])[A-Za-z]{5,7})
        | .*__(?=[^_]*[0-9A-Z])[A-Za-z0-9+-]{5}      # CSS modules: ArticleBody_text__1x9Kd
        | _?(?=[^-]*\d)(?=[^-]*[a-z])[0-9a-f]{8,}    # a bare hash
        | .*[-_](?=[0-9a-f]*\d)(?=[0-9a-f]*[a-f])[0-9a-f]{8,}
    )$""",
    re.X,
)
NAME = re.compile(r"(?:[.#]|=\s*['\"]?)([\w-]+)")  # of a class or id in a selector, or the value of an attribute
# A selector list of which each ends in p: `.story > p`, `//div/p[@class]`.
LAST_IS_PARAGRAPH = r"(?:[^,]*[/\s>+~])?p(?:\[[^\]]*\]|:[\w-]+(?:\([^)]*\))?|[.#][\w-]+)*\s*"
PARAGRAPHS = re.compile(rf"{LAST_IS_PARAGRAPH}(?:,{LAST_IS_PARAGRAPH})*")


class Finding(NamedTuple):
    """One thing to mend. line: 1-based, 0 where the whole file is meant."""

    file: str
    line: int
    problem: str


class LintSample(NamedTuple):
    """A sample of a site as the rules label it. layout: the one that matched (`match.facts.layout`).

    sources: the field sources of the site's file that have a value on the page.
    """

    site: str
    page: Page
    labels: Labels
    layout: str | None = None
    sources: Sequence[CompiledSource] = ()


class _Entry(NamedTuple):
    """What a sample must show: a statement, a body or a field source.

    line, key: the same in all layouts that inherit it. name: as a finding names it; by: its receipt on blocks.
    """

    line: int
    key: str
    name: str
    targets: Targets
    by: str = ""


def lint(folder: str | Path | None, samples: Sequence[LintSample]) -> list[Finding]:
    """Look through the rule files of a folder (None: those that ship), by file and line.

    samples: labelled by these very rules. Raises the first RuleError of a file that is wrong.
    """
    files = read_folder(shipped_folder() if folder is None else Path(folder), trust_index=False)
    for problem in files.problems:
        raise problem
    found: list[Finding] = []
    for entry in files.entries.values():
        if entry.compiled is not None:
            own = [sample for sample in samples if sample.site == entry.id]
            problems = [*_about_selectors(entry.compiled), *_about_samples(entry.compiled, own)]
            found += [Finding(str(entry.path), line, problem) for line, problem in problems]
    return sorted(set(found))


def is_hashed(name: str) -> bool:
    """Whether a class or id looks made by a build step."""
    return HASHED.match(name) is not None


def _entries(layout: LayoutPlan) -> list[_Entry]:
    """What the rule says in a layout, entry by entry."""
    plan = layout.plan
    entries = [_Entry(s.line, "statement", f"'{s.label.by}'", s.targets, s.label.by) for s in plan.statements]
    entries += [_Entry(body.line, "body", "the body", body.targets, body.by) for body in plan.bodies]
    for field in plan.fields.values():
        entries += [_Entry(s.line, _key(s), f"the source '{_key(s)}'", s.targets) for s in field.sources]
    return entries


def _key(source: CompiledSource) -> str:
    return f"{source.kind}: {source.text}"


def _about_selectors(file: CompiledFile) -> Iterator[tuple[int, str]]:
    """Names in selectors that will not last, and bodies that lose what stands between their paragraphs."""
    for entry in [entry for layout in file.layouts for entry in _entries(layout)]:
        selectors = "\n".join(selector.text for selector in entry.targets.selectors)
        for name in [*entry.targets.tokens, *NAME.findall(selectors)]:
            if is_hashed(name):
                yield entry.line, f"'{name}' looks made by a build step: it will not last"
        if entry.key == "body" and PARAGRAPHS.fullmatch(selectors):
            yield entry.line, f"the body '{selectors}' ends in p: headings, lists and quotes are lost"


def _about_samples(file: CompiledFile, samples: list[LintSample]) -> Iterator[tuple[int, str]]:
    """What the samples of a site show of its file; platform and shared files are held against none."""
    if file.folder != "sites":
        return
    if not samples:
        yield 0, "no sample: nothing shows that this file does what it says"
        return
    names: dict[tuple[int, str], str] = {}
    alive: set[tuple[int, str]] = set()
    for layout in file.layouts:
        own = [sample for sample in samples if sample.layout == layout.name]
        if not own:
            yield 0, f"the layout '{layout.name}' has no sample"
            continue
        alive |= {(source.line, _key(source)) for sample in own for source in sample.sources}
        receipts = {by for sample in own for by in _receipts(sample.labels)}
        for entry in _entries(layout):
            names[entry.line, entry.key] = entry.name
            alive |= {(entry.line, entry.key)} if entry.by in receipts else set()
        yield from _too_much(layout, own)
    for line, key in names.keys() - alive:
        yield line, f"{names[line, key]} matches nothing in any sample of its layout"


def _too_much(layout: LayoutPlan, samples: list[LintSample]) -> Iterator[tuple[int, str]]:
    """The statements that take most of a story."""
    for statement in layout.plan.statements:
        share = max(_share_of_body(sample, statement) for sample in samples)
        if share > MAX_BODY_SHARE:
            taken = f"{share:.0%} of the text between the story's first and last block"
            yield statement.line, f"'{statement.label.by}' takes {taken}"


def _receipts(labels: Labels) -> Iterator[str]:
    yield from (label.by for label in labels.labels if label is not None)
    yield from (cut.label.by for cut in labels.cuts)
    yield from (candidate.source.removeprefix("rule:") for candidate in labels.found)


def _share_of_body(sample: LintSample, statement: CompiledStatement) -> float:
    """The share of the prose in the story's stretch of the page that a statement takes.

    The stretch is that between the first and the last block kept as body; where nothing is kept, the whole page.
    """
    labels = sample.labels.labels
    kept = [i for i, label in enumerate(labels) if label is not None and label.role in BODY_ROLES]
    stretch = range(kept[0], kept[-1] + 1) if kept else range(len(labels))
    taken = left = 0
    for block in (sample.page.blocks[i] for i in stretch):
        label, words = labels[block.index], count_words(block.text)
        if label is None:
            continue
        if label.role in BODY_ROLES:
            left += words
        elif label.by == statement.label.by and words > PROSE_WORDS and ends_sentence(block.text):
            taken += words
    return taken / (taken + left) if taken else 0.0
