"""Labels blocks as rule files say: site before platform before shared."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from cleaner.labelers.rules.body import NamedBody, find_body, label_rest
from cleaner.labelers.rules.counts import count_places, count_statements
from cleaner.labelers.rules.draft import SUBHEADINGS, LabelDraft
from cleaner.labelers.rules.fields import answering_sources, candidates_by_source, field_candidates
from cleaner.labelers.rules.groups import distinct, read_line
from cleaner.labelers.rules.lists import label_list
from cleaner.labelers.rules.reach import Hits, find_hits, label_inside, reach_of
from cleaner.labelers.rules.small_print import SMALL_PRINT, give_back_texts
from cleaner.model import RULE_MISSED, Labels, Page, Role, RuleHits, Voice
from cleaner.rulebook.compiled import CompiledStatement
from cleaner.rulebook.match import Layer, SiteMatch
from cleaner.text import fold

__all__ = ["answering_sources", "candidates_by_source", "field_candidates", "label_blocks"]

MIN_REPEATED_WORDS = 4  # shorter texts stand twice on any page ("Share", "Read more")


def label_blocks(page: Page, match: SiteMatch, without: str | None = None) -> Labels:
    """Give each block the role of the first statement that matches it, layer by layer.

    Returns one Label or None per block, in block order. A block that has a label is never relabelled. Where a rule
    names the body and the page has it, every block gets a label and `body_by` is "rule"; of a rule that is not sure the
    blocks there are `likely`. The page is not changed. without: the name of a statement that is left out.
    Raises nothing: selectors and patterns were checked when they were loaded.
    Cost: per layer one look at the token index and one pass of a pattern set over the blocks.
    """
    draft = LabelDraft(page)
    body = find_body(draft, match)
    named = body if body is not None and body.plan.is_sure else None
    everywhere = range(len(draft.blocks))
    site_hits = None
    for layer in match.layers:
        hits = _apply(draft, layer, everywhere if named is None or layer.is_site else named.window, without)
        if layer.is_site:
            site_hits = RuleHits(count_places(layer, body), count_statements(draft, layer, hits))
    cuts = draft.settled_cuts()
    if named is not None:
        label_rest(draft, named)
    flags = (RULE_MISSED,) if _is_missed(page, match, body) else ()
    body_by = "rule" if named is not None else None
    likely = body.inside if body is not None and named is None else None
    return Labels(tuple(draft.labels), cuts, distinct(draft.found), body_by, flags=flags, hits=site_hits, likely=likely)


def _is_missed(page: Page, match: SiteMatch, body: NamedBody | None) -> bool:
    """Whether the site's own rule says where the story stands, and the page has nothing there: a redesign."""
    is_named = any(layer.is_site and layer.bodies for layer in match.layers)
    is_found = body is not None and body.plan.voice is Voice.SITE
    return page.tree is not None and is_named and not is_found


def _apply(draft: LabelDraft, layer: Layer, lines: range, without: str | None) -> Mapping[int, Hits]:
    """Run a layer's statements in order; those without a hit are not looked at. Returns the hits.

    lines: the blocks that the layer's patterns may match. Far from a body that a rule names nothing is of use to any
    field, and nothing can get into the text: there the files for all sites match no lines.
    """
    draft.begin_layer()
    hits = find_hits(draft, layer, lines)
    heads: set[int] = set()
    for number, found in hits.items():
        if layer.statements[number].where == "list":
            heads.update(found.lines)
    draft.heads = frozenset(heads)
    for number in sorted(hits.keys() | layer.always):
        statement = layer.statements[number]
        if statement.label.by != without:
            WHERES[statement.where](draft, statement, hits[number])
    draft.settle_spared()
    if not layer.is_site:
        give_back_texts(draft, _small_print(draft, layer, hits))
    return hits


def _small_print(draft: LabelDraft, layer: Layer, hits: Mapping[int, Hits]) -> frozenset[int]:
    """The blocks that lines of a layer have labelled small print."""
    found: set[int] = set()
    for number, hit in hits.items():
        statement = layer.statements[number]
        if statement.where == "line" and statement.label.role in SMALL_PRINT:
            found.update(block for block in hit.lines if draft.labels[block] is statement.label)
    return frozenset(found)


def _line(draft: LabelDraft, statement: CompiledStatement, hits: Hits) -> None:
    """Label the lines that match; what named groups caught becomes a candidate, with `keep` also a cut.

    Of a statement that names tags of subheadings they are never the story's own.
    """
    label = statement.label
    may_spare = statement.tags.isdisjoint(SUBHEADINGS)
    for block, pattern in hits.lines.items():
        if not draft.is_open(block, statement) or (may_spare and draft.spares(block, label)):
            continue
        if not statement.keep:
            draft.give(block, label)
        for caught in read_line(pattern, draft.blocks[block].text):
            draft.catch(caught, block, label)
            if statement.keep:
                draft.cut_all(block, caught.spans, label)


def _before(draft: LabelDraft, statement: CompiledStatement, hits: Hits) -> None:
    """Label everything before the first block that matches."""
    for block in range(_first_match(draft, hits, default=0)):
        draft.offer(block, statement)


def _after(draft: LabelDraft, statement: CompiledStatement, hits: Hits) -> None:
    """Label the first block that matches, and everything after it."""
    end = len(draft.blocks)
    for block in range(_first_match(draft, hits, default=end), end):
        draft.offer(block, statement)


def _repeated(draft: LabelDraft, statement: CompiledStatement, hits: Hits) -> None:
    """Label blocks that say again what stood before, or what the title, a picture or a block of a role says."""
    if statement.of:
        texts = _repeatable(draft, statement.of)
        for block in range(len(draft.blocks)):
            if draft.is_open(block, statement) and draft.folded(block) in texts:
                draft.give(block, statement.label)
    else:
        _repeated_blocks(draft, statement)


def _repeated_blocks(draft: LabelDraft, statement: CompiledStatement) -> None:
    """Label each block that says what a block before it says."""
    earlier: set[str] = set()
    for block in range(len(draft.blocks)):
        if draft.words(block) < MIN_REPEATED_WORDS:
            continue
        text = draft.folded(block)
        if text in earlier:
            draft.offer(block, statement)
        earlier.add(text)


WHERES: dict[str, Callable[[LabelDraft, CompiledStatement, Hits], None]] = {
    "inside": label_inside,
    "line": _line,
    "list": label_list,
    "before": _before,
    "after": _after,
    "repeated": _repeated,
}


def _first_match(draft: LabelDraft, hits: Hits, *, default: int) -> int:
    """The first block that a before or after names."""
    blocks = list(hits.lines)
    for element in hits.elements:
        blocks += [reach.first for reach in reach_of(draft, element)]
    return min(blocks, default=default)


def _repeatable(draft: LabelDraft, of: str) -> set[str]:
    """Folded texts that a block may repeat."""
    if of == "alt":
        return _folded(image.alt for image in draft.page.signals.images)
    if of == "title":
        return draft.texts_as(Role.HEADLINE) | draft.declared_titles
    return draft.texts_as(Role(of))


def _folded(texts: Iterable[object]) -> set[str]:
    return {fold(str(text)) for text in texts if text}
