"""A block that may be a line of the story, and the choice among what finders say of one block."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from msgspec import Struct
from msgspec.structs import replace

from cleaner.lines.class_words import class_words
from cleaner.lines.posts import signs_post
from cleaner.model import Block, Cut, Label, Labels, Role, Voice
from cleaner.vocabulary import words_of

QUOTED_CLASS_WORDS = words_of("quoted_class_words")
NEAR_PLACES = 3  # around a block, itself included


class LineCandidate(Struct, frozen=True):
    """A block that may be a line of the story. score: the higher, the surer; compared within one page.

    source: what found it, as the record's provenance names it (`line:byline`); why: the reason, in words.
    stays_text: the block is a paragraph of the story too, and keeps that role; the field reads it as a candidate.
    span: start and end where only a run of the block's text is the line; it becomes a cut.
    """

    block: int
    role: Role
    score: float
    source: str
    why: str
    stays_text: bool = False
    span: tuple[int, int] | None = None


def is_quoted(block: Block) -> bool:
    """Whether it is of a quotation or a licence, or signs a post: who wrote it, and when, are its own."""
    places = list(block.place.outwards())
    is_inside = any(place.tag == "blockquote" for place in places)
    tokens = chain.from_iterable(place.classes.split() for place in places[:NEAR_PLACES])
    is_marked = any(not QUOTED_CLASS_WORDS.isdisjoint(class_words(token)) for token in tokens)
    return is_inside or block.tag == "blockquote" or is_marked or signs_post(block.text)


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
    cuts = list(labels.cuts)
    for index, candidate in best.items():
        label = named[index]
        said = Label(candidate.role, candidate.source, candidate.why)
        if candidate.span is not None:
            cuts.append(Cut(index, *candidate.span, said))
        elif label is None or label.voice is not Voice.SITE:
            named[index] = said
    return replace(labels, labels=tuple(named), cuts=tuple(cuts)) if best else labels
