"""A block that may be a line of the story, and the choice among what finders say of one block."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from cleaner.model import Label, Labels, Role, Voice


class LineCandidate(Struct, frozen=True):
    """A block that may be a line of the story. score: the higher, the surer; compared within one page.

    source: what found it, as the record's provenance names it (`line:byline`); why: the reason, in words.
    stays_text: the block is a paragraph of the story too, and keeps that role; the field reads it as a candidate.
    """

    block: int
    role: Role
    score: float
    source: str
    why: str
    stays_text: bool = False


def decode(labels: Labels, candidates: Iterable[LineCandidate]) -> Labels:
    """The labels, where each candidate's block is what its best candidate says.

    What the rule of the very site says is never overruled.
    """
    best: dict[int, LineCandidate] = {}
    for candidate in candidates:
        known = best.get(candidate.block)
        if not candidate.stays_text and (known is None or candidate.score > known.score):
            best[candidate.block] = candidate
    named = list(labels.labels)
    for index, candidate in best.items():
        label = named[index]
        if label is None or label.voice is not Voice.SITE:
            named[index] = Label(candidate.role, candidate.source, candidate.why)
    return replace(labels, labels=tuple(named)) if best else labels
