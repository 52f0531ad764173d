"""The voice of the rules: labels blocks as rule files say, site before platform before shared."""

from __future__ import annotations

from collections.abc import Callable

from cleaner.labelers.rules.body import find_body, label_rest
from cleaner.labelers.rules.draft import LabelDraft
from cleaner.labelers.rules.fields import answering_sources, field_candidates
from cleaner.labelers.rules.groups import distinct, read_groups
from cleaner.labelers.rules.lists import label_list
from cleaner.labelers.rules.reach import Hits, find_hits, label_inside, reach_of
from cleaner.model import Candidate, Labels, Page, Role
from cleaner.rulebook.compiled import CompiledStatement
from cleaner.rulebook.match import Layer, SiteMatch
from cleaner.text import PLAIN_SIGNS, fold

__all__ = ["answering_sources", "field_candidates", "label_blocks"]

MIN_REPEATED_WORDS = 4  # shorter texts stand twice on any page ("Share", "Read more")


def label_blocks(page: Page, match: SiteMatch) -> Labels:
    """Give each block the role of the first statement that matches it, layer by layer.

    Returns one Label or None per block, in block order. A block that has a label is never relabelled. Where a rule
    names the body and the page has it, every block gets a label and `body_by` is "rule". The page is not changed.
    Raises nothing: selectors and patterns were checked when they were loaded.
    Cost: per layer one look at the token index and one pass of a pattern set over the blocks.
    """
    draft = LabelDraft(page)
    body = find_body(draft, match)
    everywhere = range(len(draft.blocks))
    for layer in match.layers:
        _apply(draft, layer, everywhere if body is None or layer.is_site else body.window)
    cuts = draft.settled_cuts()
    if body is not None:
        label_rest(draft, body)
    return Labels(tuple(draft.labels), cuts, distinct(draft.found), "rule" if body is not None else None)


def _apply(draft: LabelDraft, layer: Layer, asked: range) -> None:
    """Run a layer's statements in order; those without a hit are not looked at.

    asked: the blocks whose lines are held against the layer's patterns. Far from a body that a rule names nothing
    is of use to any field, and nothing can get into the text: there the files for all sites are not asked.
    """
    draft.begin_layer()
    hits = find_hits(draft, layer, asked)
    lists = [number for number in hits if layer.statements[number].where == "list"]
    draft.heads = frozenset(block for number in lists for block in hits[number].lines)
    nothing = Hits()
    for number in sorted({*hits, *layer.always}):
        statement = layer.statements[number]
        WHERES[statement.where](draft, statement, hits.get(number, nothing))


def _inside(draft: LabelDraft, statement: CompiledStatement, hits: Hits) -> None:
    label_inside(draft, statement, hits.elements)


def _line(draft: LabelDraft, statement: CompiledStatement, hits: Hits) -> None:
    """Label the lines that match; what named groups caught becomes a candidate, with `keep` also a cut."""
    for block, pattern in hits.lines.items():
        if draft.labels[block] is not None or not draft.fits(block, statement):
            continue
        found = pattern.full(draft.blocks[block].text) if pattern.groups else None
        for caught in read_groups(pattern, found) if found is not None else ():
            source = f"rule:{statement.label.by}"
            voice = statement.label.voice
            draft.found.append(Candidate(caught.field, caught.value, source, block, caught.parts, voice, caught=True))
            for start, end in caught.spans if statement.keep else ():
                draft.cut(block, start, end, statement.label)
        if not statement.keep:
            draft.give(block, statement.label)


def _list(draft: LabelDraft, statement: CompiledStatement, hits: Hits) -> None:
    label_list(draft, statement, sorted(hits.lines))


def _before(draft: LabelDraft, statement: CompiledStatement, hits: Hits) -> None:
    """Label everything before the first block that matches."""
    stop = _first_match(draft, statement, hits)
    _label_range(draft, statement, range(stop if stop is not None else 0))


def _after(draft: LabelDraft, statement: CompiledStatement, hits: Hits) -> None:
    """Label the first block that matches, and everything after it."""
    start = _first_match(draft, statement, hits)
    _label_range(draft, statement, range(len(draft.blocks) if start is None else start, len(draft.blocks)))


def _repeated(draft: LabelDraft, statement: CompiledStatement, hits: Hits) -> None:
    """Label blocks that say again what stood before, or what the title, a picture or a block of a role says."""
    if statement.of:
        _label_equals(draft, statement, _repeatable(draft, statement.of))
        return
    known: set[str] = set()
    for block in range(len(draft.blocks)):
        if draft.words(block) < MIN_REPEATED_WORDS:
            continue
        text = draft.folded(block)
        if text in known and draft.fits(block, statement):
            draft.give(block, statement.label)
        known.add(text)


WHERES: dict[str, Callable[[LabelDraft, CompiledStatement, Hits], None]] = {
    "inside": _inside,
    "line": _line,
    "list": _list,
    "before": _before,
    "after": _after,
    "repeated": _repeated,
}


def _first_match(draft: LabelDraft, statement: CompiledStatement, hits: Hits) -> int | None:
    """The first block that a before or after names."""
    tree = draft.page.tree
    reaches = [reach_of(tree, element) for element in hits.elements] if tree is not None else []
    starts = [*hits.lines, *(reach.first for reach in reaches if reach is not None)]
    return min(starts, default=None)


def _label_range(draft: LabelDraft, statement: CompiledStatement, blocks: range) -> None:
    for block in blocks:
        if draft.labels[block] is None and draft.fits(block, statement):
            draft.give(block, statement.label)


def _label_equals(draft: LabelDraft, statement: CompiledStatement, texts: set[str]) -> None:
    """Label the blocks that say one of the folded texts."""
    if not texts:
        return
    lengths = set(map(len, texts))
    starts = {text[:1] for text in texts}
    for block, known in zip(draft.blocks, draft.labels, strict=True):
        text = block.text
        # Folding keeps the length of ASCII, and how a text begins: most blocks need not be folded.
        if known is not None or (len(text) not in lengths if text.isascii() else not _may_begin(text, starts)):
            continue
        if draft.folded(block.index) in texts and draft.fits(block.index, statement):
            draft.give(block.index, statement.label)


def _may_begin(text: str, starts: set[str]) -> bool:
    """Whether a text can begin with one of the characters when it is folded. Before ASCII nothing is composed."""
    first = PLAIN_SIGNS.get(text[0], text[0])[:1]
    return first.lower() in starts or not (first.isascii() and first > " " and text[1:2].isascii())


def _repeatable(draft: LabelDraft, of: str) -> set[str]:
    """Folded texts that a block may repeat."""
    signals = draft.page.signals
    if of == "title":
        offers = [signals.first_meta("og:title", "twitter:title"), signals.title]
        offers += [str(node["headline"]) for node in signals.json_ld if node.get("headline")]
        return {fold(text) for text in set(offers) if text} | _texts_with(draft, Role.HEADLINE)
    if of == "alt":
        return {fold(image.alt) for image in signals.images if image.alt}
    return _texts_with(draft, Role(of))


def _texts_with(draft: LabelDraft, role: Role) -> set[str]:
    labels = enumerate(draft.labels)
    return {draft.folded(block) for block, label in labels if label is not None and label.role is role}
