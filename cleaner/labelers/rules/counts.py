"""What each part of a site's rule found on a page, as small numbers, by which a redesign is noticed later."""

from __future__ import annotations

from collections.abc import Mapping

from cleaner.labelers.rules.body import NamedBody
from cleaner.labelers.rules.draft import LabelDraft
from cleaner.labelers.rules.reach import Hits
from cleaner.rulebook.compiled import CompiledSource
from cleaner.rulebook.match import Layer, SiteMatch

MAX_COUNT = 99  # more says no more, and records stay small


def count_places(layer: Layer, body: NamedBody | None) -> tuple[int, ...]:
    """The blocks in each place where the story may be; none but in the one that was taken."""
    return tuple(
        min(len(body.inside), MAX_COUNT) if body is not None and body.plan is plan else 0 for plan in layer.bodies
    )


def count_statements(draft: LabelDraft, layer: Layer, hits: Mapping[int, Hits]) -> tuple[int, ...]:
    """The elements and lines that each statement found; of one that looks for repeated blocks, those it labelled."""
    counts: list[int] = []
    for number, statement in enumerate(layer.statements):
        if number in layer.always:
            count = sum(label is statement.label for label in draft.labels)
        else:
            found = hits.get(number, Hits())
            count = len(found.elements) + len(found.lines)
        counts.append(min(count, MAX_COUNT))
    return tuple(counts)


def count_sources(match: SiteMatch, values: Mapping[CompiledSource, int]) -> tuple[int, ...]:
    """The values that each source under `fields` of the site's own file gave."""
    plans = [plan for layer in match.layers if layer.is_site for _, plan in layer.fields]
    return tuple(min(values.get(source, 0), MAX_COUNT) for plan in plans for source in plan.sources)
