"""The general voices, for the blocks no rule has spoken for."""

from __future__ import annotations

from cleaner.labelers import extractor, lines
from cleaner.labelers.roles import body_role
from cleaner.model import Label, Labels, Page, Role

HIDDEN = Label(Role.BOILERPLATE, "markup", "hidden from readers by the markup")
MAX_HIDDEN_SHARE = 0.5  # a page that hides most of its text shows it later by script: there the mark says nothing


def add_general_voices(page: Page, rule_labels: Labels) -> Labels:
    """Give every block that has no label one, by the voices that suit the page.

    HTML: trafilatura; where it finds nothing, and for dumps, the shape of the lines. Where a rule has named the
    body, every block has its label already and no voice is asked. Returns Labels without None.
    """
    if rule_labels.body_by is not None:
        return rule_labels
    labels = _hide(page, list(rule_labels.labels))
    kept: frozenset[int] = frozenset()
    body_by = "trafilatura"
    if page.tree is not None:
        kept = extractor.vote(page, [index for index, label in enumerate(labels) if label is not None])
    if not kept:
        body_by = "lines"
        kept = lines.vote(page.blocks, labels)
    dropped = Label(Role.BOILERPLATE, body_by, WHY_DROPPED[body_by])
    for block in page.blocks:
        if labels[block.index] is None:
            role = body_role(block)
            labels[block.index] = Label(role, body_by, WHY_KEPT[body_by]) if block.index in kept else dropped
    return Labels(tuple(labels), rule_labels.cuts, rule_labels.found, body_by)


WHY_KEPT = {
    "trafilatura": "trafilatura takes it as text of the story",
    "lines": "stands in the page's main run of prose",
}
WHY_DROPPED = {
    "trafilatura": "trafilatura does not take it as text of the story",
    "lines": "stands outside the page's main run of prose",
}


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
