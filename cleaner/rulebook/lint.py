"""What is right in a rule file and still bad: held against the samples of its site."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from cleaner.model import BODY_ROLES, Labels, Page
from cleaner.rulebook.load import shipped_folder
from cleaner.rulebook.plan import CompiledFile, CompiledStatement, LayoutPlan, Plan
from cleaner.rulebook.selectors import Selector
from cleaner.rulebook.shelf import Entry, read_shelf
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
NAMES = re.compile(r"[.#]([\w-]+)|=\s*['\"]?([\w-]+)")


class Finding(NamedTuple):
    """One thing to mend. line: 1-based, 0 where the whole file is meant."""

    file: str
    line: int
    problem: str


class LintSample(NamedTuple):
    """A sample of a site as the rules label it. layout: the one that matched (`match.facts.layout`)."""

    site: str
    page: Page
    labels: Labels
    layout: str | None = None


def lint(folder: str | Path | None, samples: Sequence[LintSample]) -> list[Finding]:
    """Look through the rule files of a folder (None: those that ship), by file and line.

    samples: labelled by these very rules. Raises the first RuleError of a file that is wrong.
    """
    shelf = read_shelf(shipped_folder() if folder is None else Path(folder), trust_index=False)
    if shelf.problems:
        raise shelf.problems[0]
    found: list[Finding] = []
    for entry in shelf.entries.values():
        if entry.compiled is None:
            continue
        found += [Finding(str(entry.path), line, problem) for line, problem in _about_selectors(entry.compiled)]
        if entry.folder == "sites":
            own = [sample for sample in samples if sample.site == entry.id]
            found += _about_site(entry, entry.compiled, own)
    return sorted(set(found))


def is_hashed(name: str) -> bool:
    """Whether a class or id looks made by a build step."""
    return HASHED.match(name) is not None


def _about_selectors(file: CompiledFile) -> Iterator[tuple[int, str]]:
    for plan in _plans(file):
        for statement in plan.statements:
            names = [*statement.targets.tokens, *_names(statement.targets.selectors)]
            for name in filter(is_hashed, names):
                yield statement.line, f"'{name}' looks made by a build step: it will not last"
        for body in plan.bodies:
            if body.selector is None:
                continue
            for name in filter(is_hashed, _names((body.selector,))):
                yield body.line, f"'{name}' looks made by a build step: it will not last"
            if _ends_in_paragraph(body.selector):
                yield body.line, f"the body '{body.selector.text}' ends in p: headings, lists and quotes are lost"


def _about_site(entry: Entry, file: CompiledFile, samples: list[LintSample]) -> Iterator[Finding]:
    path = str(entry.path)
    if not samples:
        yield Finding(path, 0, "no sample: nothing shows that this file does what it says")
        return
    alive: set[int] = set()
    known: dict[int, str] = {}
    for layout in file.layouts:
        own = [sample for sample in samples if sample.layout == layout.name]
        if not own:
            yield Finding(path, 0, f"the layout '{layout.name}' has no sample")
            continue
        spoke = {by for sample in own for by in _receipts(sample.labels)}
        for line, by, what in _entries(layout):
            known[line] = what
            if by in spoke:
                alive.add(line)
        for statement in layout.plan.statements:
            share = max(_share_of_body(sample, statement) for sample in own)
            if share > MAX_BODY_SHARE:
                problem = (
                    f"'{statement.label.by}' takes {share:.0%} of the text between the story's first and last block"
                )
                yield Finding(path, statement.line, problem)
    for line, what in known.items():
        if line not in alive:
            yield Finding(path, line, f"{what} matches nothing in any sample of its layout")


def _plans(file: CompiledFile) -> Iterable[Plan]:
    return [layout.plan for layout in file.layouts]


def _entries(layout: LayoutPlan) -> Iterator[tuple[int, str, str]]:
    """Line, receipt and name of each statement and body of a layout."""
    for statement in layout.plan.statements:
        yield statement.line, statement.label.by, f"'{statement.label.by}'"
    for body in layout.plan.bodies:
        yield body.line, body.by, "the body"


def _receipts(labels: Labels) -> Iterator[str]:
    yield from (label.by for label in labels.labels if label is not None)
    yield from (cut.label.by for cut in labels.cuts)
    yield from (candidate.source.removeprefix("rule:") for candidate in labels.found)


def _share_of_body(sample: LintSample, statement: CompiledStatement) -> float:
    """The share of the prose in the story's stretch of the page that a statement takes.

    The stretch is that between the first and the last block kept as body; where nothing is kept, the whole page.
    """
    if statement.label.role in BODY_ROLES:
        return 0.0
    labels = sample.labels.labels
    kept = [i for i, label in enumerate(labels) if label is not None and label.role in BODY_ROLES]
    stretch = range(kept[0], kept[-1] + 1) if kept else range(len(labels))
    taken = left = 0
    for block in (sample.page.blocks[i] for i in stretch):
        label = labels[block.index]
        words = count_words(block.text)
        if label is not None and label.by == statement.label.by:
            taken += words if words > PROSE_WORDS and ends_sentence(block.text) else 0
        elif label is not None and label.role in BODY_ROLES:
            left += words
    return taken / (taken + left) if taken else 0.0


def _names(selectors: Iterable[Selector]) -> list[str]:
    """Class and id names in selectors, and values of attributes."""
    return [name for selector in selectors for found in NAMES.findall(selector.text) for name in found if name]


def _ends_in_paragraph(selector: Selector) -> bool:
    by_chain = bool(selector.chains) and all(chain.last.tag == "p" for chain in selector.chains)
    return by_chain or re.search(r"(?:^|[/\s>+~])p(?:\[[^\]]*\]|:[\w-]+(?:\([^)]*\))?)*$", selector.text) is not None
