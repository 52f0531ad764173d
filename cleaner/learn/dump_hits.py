"""What the statements of a rule take of dumps, and the fewest pages that show what statements are for."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence, Set

from cleaner.learn.draft import Draft, statements_of
from cleaner.learn.statements import LearnedStatement
from cleaner.learn.tried_page import traced_by
from cleaner.model import Page
from cleaner.rulebook import Rulebook

LayoutStatement = tuple[str, LearnedStatement]  # the name of a layout, and one of its statements


def statements_at_work(draft: Draft, page: Page, rules: Rulebook) -> frozenset[LayoutStatement]:
    """The statements of the layout that a page has which take something of it. rules: with the draft on top."""
    traced = traced_by(page, rules)
    if traced.story is None:
        return frozenset()
    labels = [*traced.story.labels.labels, *(cut.label for cut in traced.story.labels.cuts)]
    receipts = {label.by for label in labels if label is not None}
    found: set[LayoutStatement] = set()
    for layout, compiled in zip(draft.layouts, rules.file(draft.site).layouts, strict=True):
        if layout.name != traced.story.facts.layout:
            continue
        pairs = zip(layout.statements, compiled.plan.statements, strict=False)  # those of other files come behind
        found |= {(layout.name, own) for own, statement in pairs if statement.label.by in receipts}
    return frozenset(found)


def pages_of(draft: Draft, names: Sequence[str]) -> dict[str, set[LearnedStatement]]:
    """Pages by name, with the statements that were learned from each."""
    statements = statements_of(draft.layouts)
    return {name: {one for one in statements if name in one.pages} for name in names}


def telling_pages(shown: Mapping[str, Set[Hashable]]) -> list[str]:
    """The fewest pages that show all that any page shows, the one that shows most first. shown: by page."""
    missing: set[Hashable] = set().union(*shown.values())
    found: list[str] = []
    while missing:
        best = max(shown, key=lambda name: len(missing & shown[name]))
        found.append(best)
        missing -= shown[best]
    return found
