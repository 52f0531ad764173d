"""The general voices, for the blocks no rule has spoken for."""

from __future__ import annotations

from cleaner.labelers import extractor, lines
from cleaner.labelers.roles import body_role
from cleaner.model import Label, Labels, Page, Role
from cleaner.text import count_words

HIDDEN = Label(Role.BOILERPLATE, "markup", "hidden from readers by the markup")
CAPTION = Label(Role.CAPTION, "lines", "a short line right above a picture's credit")
CAPTION_WORDS = 30
MAX_HIDDEN_SHARE = 0.5  # a page that hides most of its text shows it later by script: there the mark says nothing

MAX_STRAY_SHARE = 0.1  # AEB F1 on fundus_unit_dev .9645 without this step, .9656 at 0.1, .9625 at 0.3
SUBHEAD_TAGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
ENDS = frozenset({Role.COMMENTS, Role.FOOTER, Role.BIO, Role.COPYRIGHT})


def add_general_voices(page: Page, rule_labels: Labels) -> Labels:
    """Give every block that has no label one, by the voices that suit the page.

    HTML: trafilatura; where it finds nothing, and for dumps, the shape of the lines. Where a rule has named the
    body, every block has its label already and no voice is asked. Returns Labels without None.
    """
    if rule_labels.body_by is not None:
        return rule_labels
    labels = _hide(page, list(rule_labels.labels))
    if page.tree is None:
        labels = _name_captions(page, labels)
    kept: frozenset[int] = frozenset()
    body_by = "trafilatura"
    if page.tree is not None:
        kept = extractor.vote(page, [index for index, label in enumerate(labels) if label is not None])
    if not kept:
        body_by = "lines"
        kept = lines.vote(page.blocks, labels)
    subheads, stray = _subheads(page, labels, kept), _stray(page, labels, kept)
    dropped = Label(Role.BOILERPLATE, body_by, WHY_DROPPED[body_by])
    for block in page.blocks:
        index = block.index
        if labels[index] is not None:
            continue
        if index in stray:
            labels[index] = STRAY
        elif index in subheads:
            labels[index] = SUBHEAD
        else:
            labels[index] = Label(body_role(block), body_by, WHY_KEPT[body_by]) if index in kept else dropped
    return Labels(tuple(labels), rule_labels.cuts, rule_labels.found, body_by)


STRAY = Label(Role.BOILERPLATE, "coherence", "a few words before the headline or behind the story's end")
SUBHEAD = Label(Role.HEADING, "coherence", "made like the chosen headings, right before a chosen block")
WHY_KEPT = {
    "trafilatura": "trafilatura takes it as text of the story",
    "lines": "stands in the page's main run of prose",
}
WHY_DROPPED = {
    "trafilatura": "trafilatura does not take it as text of the story",
    "lines": "stands outside the page's main run of prose",
}


def _subheads(page: Page, labels: list[Label | None], kept: frozenset[int]) -> frozenset[int]:
    """Headings made like those that were chosen, each right before a chosen block: entries of a live blog, chapters."""
    blocks = page.blocks
    made_like = {(blocks[i].tag, blocks[i].ancestors) for i in kept if blocks[i].tag in SUBHEAD_TAGS}
    return frozenset(
        block.index
        for block in blocks[:-1]
        if block.tag in SUBHEAD_TAGS
        and block.index not in kept
        and labels[block.index] is None
        and block.index + 1 in kept
        and (block.tag, block.ancestors) in made_like
    )


def _stray(page: Page, labels: list[Label | None], kept: frozenset[int]) -> frozenset[int]:
    """The few words of a choice that stand before the headline, or behind the story's end as rules have named it."""
    words = [count_words(block.text) if block.index in kept else 0 for block in page.blocks]
    limit = MAX_STRAY_SHARE * sum(words)
    headline = next((index for index, label in enumerate(labels) if label and label.role is Role.HEADLINE), 0)
    first = headline if sum(words[:headline]) < limit else 0
    last, behind = len(words), sum(words)
    for index, label in enumerate(labels):
        behind -= words[index]
        if label is not None and label.role in ENDS and behind < limit:
            last = index
            break
    return frozenset(index for index in kept if index < first or index > last)


def _name_captions(page: Page, labels: list[Label | None]) -> list[Label | None]:
    """In a dump: the short line right above a picture's credit is its caption."""
    below = [*labels[1:], None][: len(labels)]
    return [
        CAPTION
        if label is None and next_label and next_label.role is Role.CREDIT and count_words(block.text) <= CAPTION_WORDS
        else label
        for block, label, next_label in zip(page.blocks, labels, below, strict=True)
    ]


def _hide(page: Page, labels: list[Label | None]) -> list[Label | None]:
    open_chars = hidden_chars = 0
    for block in page.blocks:
        if labels[block.index] is None:
            open_chars += len(block.text)
            hidden_chars += len(block.text) if block.hidden else 0
    if not hidden_chars or hidden_chars > MAX_HIDDEN_SHARE * open_chars:
        return labels
    return [
        HIDDEN if label is None and block.hidden else label for block, label in zip(page.blocks, labels, strict=True)
    ]
