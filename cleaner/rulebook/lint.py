"""What is right in a rule file and still bad: held against the samples of its site."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from cleaner.model import BODY_ROLES, STORY_ROLES, Labels, Page, Role
from cleaner.rulebook.class_names import is_hashed
from cleaner.rulebook.compiled import CompiledFile, CompiledSource, CompiledStatement, LayoutPlan, Targets
from cleaner.rulebook.folder import Entry, raise_first, read_folder
from cleaner.rulebook.load import shipped_folder
from cleaner.rulebook.patterns import Pattern
from cleaner.rulebook.whole_page import HEADLINE, taken_whole
from cleaner.text import count_words, ends_sentence, fold

MAX_BODY_SHARE = 0.5  # a statement that takes more of the story than it leaves is wrong in its role or its reach
PROSE_WORDS = 12
# Of a statement with no label on any sample: why it may have none.
TAKES_NOTHING = (
    "finds something and takes none of it: it has a label already, more words or other tags than the statement allows, "
    "or it is the story or the headline, which no statement takes by accident"
)
HEADINGS = ("h1", "h2")
NAME = re.compile(r"(?:[.#]|=\s*['\"]?)([\w-]+)")  # of a class or id in a selector, or the value of an attribute
# A selector list of which each ends in p: `.story > p`, `//div/p[@class]`.
LAST_IS_PARAGRAPH = r"(?:[^,]*[/\s>+~])?p(?:\[[^\]]*\]|:[\w-]+(?:\([^)]*\))?|[.#][\w-]+)*\s*"
# A group that repeats one thing that repeats: (a+)+, (?:\w*)*. It says no more than a+, and takes other engines long.
REPEATED_TWICE = re.compile(r"\((?:\?:)?(?:\\.|\[[^\]]*\]|[^\\()\[\]])[+*]\)[+*{]")
BARE_WORD = re.compile(r"\(\?i\)|[\^$]")  # what is none of the word
ONE_WORD = re.compile(r"(?:\(\?i\))?\^?[^\W\d_]+\$?")  # a pattern of one word: `Follow`, `(?i)share`
PARAGRAPHS = re.compile(rf"{LAST_IS_PARAGRAPH}(?:,{LAST_IS_PARAGRAPH})*")


class Finding(NamedTuple):
    """One thing to mend. line: 1-based, 0 where the whole file is meant."""

    file: str
    line: int
    problem: str


class LintSample(NamedTuple):
    """A sample of a site as the rules label it. layout: the one that matched (`match.facts.layout`).

    sources: the field sources of the site's file that have a value on the page. title: of its record.
    """

    site: str
    page: Page
    labels: Labels
    layout: str | None = None
    sources: Sequence[CompiledSource] = ()
    title: str = ""


class _Entry(NamedTuple):
    """What a sample must show: a statement, a body or a field source.

    line, kind: the same in all layouts that inherit it. name: as a finding names it. evidence: what a sample has
    that shows it.
    """

    line: int
    kind: str
    name: str
    targets: Targets
    evidence: object


def lint(folder: str | Path | None, samples: Sequence[LintSample]) -> list[Finding]:
    """Look through the rule files of a folder (None: those that ship), by file and line.

    samples: labelled by these very rules. Raises the first RuleError of a file that is wrong.
    """
    files = read_folder(shipped_folder() if folder is None else Path(folder), trust_index=False)
    raise_first(files.problems)
    found: set[Finding] = set()
    for entry in files.entries.values():
        for line, problem in _problems(entry, samples):
            found.add(Finding(entry.path, line, problem))
    return sorted(found)


def _problems(file: Entry, samples: Sequence[LintSample]) -> Iterator[tuple[int, str]]:
    """What is bad in a file, by line; platform and shared files are not held against samples."""
    layouts = file.compiled.layouts if file.compiled is not None else ()
    if file.compiled is not None:
        yield from _about_dump_lines(file.compiled)
    for layout in layouts:
        for entry in _entries(layout):
            yield from _about_selectors(entry)
        yield from _about_reach(layout)
    if file.folder == "sites":
        yield from _about_samples(layouts, [sample for sample in samples if sample.site == file.id])


def _about_dump_lines(file: CompiledFile) -> Iterator[tuple[int, str]]:
    """The lines a dump is known by that are no more than the outlet's name."""
    name = file.outlet.name or ""
    for i, text in enumerate(file.match.dump):
        if name and Pattern(text).full(name):
            problem = f"the dump line '{text}' is the outlet's name alone, which dumps of other papers print too"
            yield file.source_map.line(("match", "dump", i)), problem


def _entries(layout: LayoutPlan) -> Iterator[_Entry]:
    """What the rule says in a layout, entry by entry."""
    plan = layout.plan
    for statement in plan.statements:
        by = statement.label.by
        yield _Entry(statement.line, "statement", f"'{by}'", statement.targets, by)
    for body in plan.bodies:
        name = f"the body '{body.place}'" if len(plan.bodies) > 1 else "the body"
        yield _Entry(body.line, f"body {body.place}", name, body.targets, body.by)
    for field in plan.fields.values():
        for source in field.sources:
            key = _source_key(source)
            yield _Entry(*key, f"the source '{key[1]}'", source.targets, key)


def _source_key(source: CompiledSource) -> tuple[int, str]:
    """The line of a source, and what stands there."""
    return source.line, f"{source.kind}: {source.text}"


def _about_selectors(entry: _Entry) -> Iterator[tuple[int, str]]:
    """Names that will not last, patterns that run wild, bodies that lose what stands between their paragraphs."""
    selectors = "\n".join(selector.text for selector in entry.targets.selectors)
    for name in [*entry.targets.tokens, *NAME.findall(selectors)]:
        if is_hashed(name):
            yield entry.line, f"'{name}' looks made by a build step: it will not last"
    for pattern in entry.targets.patterns:
        twice = REPEATED_TWICE.search(pattern.text)
        if twice is not None:
            yield entry.line, f"the pattern '{pattern.text}' repeats what repeats: '{twice[0]}'"
    if entry.kind.startswith("body") and PARAGRAPHS.fullmatch(selectors):
        yield entry.line, f"the body '{selectors}' ends in p: headings, lists and quotes are lost"


def _about_reach(layout: LayoutPlan) -> Iterator[tuple[int, str]]:
    """The statements that take too much of any page, whatever the page is."""
    for statement in layout.plan.statements:
        role = statement.label.role
        for word in _one_word_ends(statement):
            problem = f"'{statement.label.by}' takes all {statement.where} '{word}': one word may stand anywhere"
            yield statement.line, problem
        if role in BODY_ROLES or statement.max_words:
            continue
        for selector in statement.targets.selectors:
            whole = taken_whole(selector)
            if whole and not (whole == HEADLINE and role in STORY_ROLES):
                yield statement.line, f"'{statement.label.by}' ({selector.text}) takes {whole}, on any page"


def _one_word_ends(statement: CompiledStatement) -> Iterator[str]:
    """The patterns of one word from which on a statement takes all that follows, or stands before."""
    if statement.where in ("after", "before"):
        for pattern in statement.targets.patterns:
            words = filter(ONE_WORD.fullmatch, pattern.text.split("|"))  # also of alternatives inside a longer pattern
            yield from (word for word in words if pattern.full(BARE_WORD.sub("", word)))


def _about_samples(layouts: Sequence[LayoutPlan], samples: list[LintSample]) -> Iterator[tuple[int, str]]:
    """What the samples of a site show of its file."""
    if not samples:
        yield 0, "no sample: nothing shows that this file does what it says"
        return
    names: dict[tuple[int, str], str] = {}
    alive: set[tuple[int, str]] = set()
    found: set[tuple[int, str]] = set()
    for layout in layouts:
        own = [sample for sample in samples if sample.layout == layout.name]
        if not own:
            yield 0, f"the layout '{layout.name}' has no sample"
            continue
        yield from _too_much(layout, own)
        yield from _page_or_headline(layout, own)
        evidence = set().union(*map(_evidence, own))
        for entry in _entries(layout):
            names[entry.line, entry.kind] = entry.name
            is_found = any(_finds(entry.targets, sample) for sample in own)
            if entry.evidence in evidence or (is_found and entry.kind.startswith("body")):
                alive.add((entry.line, entry.kind))
            elif is_found and entry.kind == "statement":
                found.add((entry.line, entry.kind))
    for key in names.keys() - alive:
        yield key[0], f"{names[key]} {TAKES_NOTHING if key in found else 'matches nothing in any sample of its layout'}"


def _finds(targets: Targets, sample: LintSample) -> bool:
    """Whether anything on a sample is what an entry looks for, whatever becomes of it."""
    tree = sample.page.tree
    in_tree = tree is not None and (
        any(map(tree.by_token.get, targets.tokens)) or any(selector.find(tree) for selector in targets.selectors)
    )
    return in_tree or any(pattern.full(block.text) for pattern in targets.patterns for block in sample.page.blocks)


def _evidence(sample: LintSample) -> set[object]:
    """What shows that entries match on a sample: the receipts on its labels, cuts and finds, and its sources."""
    labels = [*sample.labels.labels, *(cut.label for cut in sample.labels.cuts)]
    found: set[object] = {label.by for label in labels if label is not None}
    found.update(candidate.source.removeprefix("rule:") for candidate in sample.labels.found)
    found.update(map(_source_key, sample.sources))
    return found


def _too_much(layout: LayoutPlan, samples: list[LintSample]) -> Iterator[tuple[int, str]]:
    """The statements that take most of a story."""
    shares = list(map(_shares_of_story, samples))
    for statement in layout.plan.statements:
        by = statement.label.by
        share = max(shares_of_one.get(by, 0.0) for shares_of_one in shares)
        if share == 1:
            yield statement.line, f"'{by}' takes all prose of a page"
        elif share > MAX_BODY_SHARE:
            yield statement.line, f"'{by}' takes {share:.0%} of the text between the story's first and last block"


def _page_or_headline(layout: LayoutPlan, samples: list[LintSample]) -> Iterator[tuple[int, str]]:
    """The statements that take a whole page, or its headline as something else."""
    for statement in layout.plan.statements:
        by = statement.label.by
        if any(_takes_page(statement, sample) for sample in samples):
            yield statement.line, f"'{by}' takes <html> or <body>, which is the whole page"
        titles = sorted({sample.title for sample in samples if by in _headline_takers(sample)})
        yield from ((statement.line, f"'{by}' takes the headline: {title}") for title in titles)


def _takes_page(statement: CompiledStatement, sample: LintSample) -> bool:
    tree, targets = sample.page.tree, statement.targets
    if tree is None:
        return False
    found = [element for token in targets.tokens for element in tree.by_token.get(token, ())]
    found += [element for selector in targets.selectors for element in selector.find(tree)]
    return any(element.tag in ("html", "body") for element in found)


def _headline_takers(sample: LintSample) -> set[str]:
    """Receipts of the labels on the headline that call it something else."""
    blocks = zip(sample.page.blocks, sample.labels.labels, strict=True)
    title = fold(sample.title)
    labels = [label for block, label in blocks if block.tag in HEADINGS and title and fold(block.text) == title]
    return {label.by for label in labels if label is not None and label.role is not Role.HEADLINE}


def _shares_of_story(sample: LintSample) -> dict[str, float]:
    """Receipt → the share of the prose in the story's stretch of the page that is labelled with it, not being body.

    The stretch is that between the first and the last block kept as body; where nothing is kept, the whole page.
    """
    blocks = zip(sample.page.blocks, sample.labels.labels, strict=True)
    labelled = [(block.text, label) for block, label in blocks if label is not None]
    kept = [i for i, (_, label) in enumerate(labelled) if label.role in BODY_ROLES]
    taken: Counter[str] = Counter()
    left = 0
    for text, label in labelled[kept[0] : kept[-1] + 1] if kept else labelled:
        words = count_words(text)
        if label.role in BODY_ROLES:
            left += words
        elif words > PROSE_WORDS and ends_sentence(text):
            taken[label.by] += words
    return {by: words / (words + left) for by, words in taken.items()}
