"""Name the lines of the story that are no body: headline, deck, captions, credits, byline, timestamp.

Each finder offers candidates with scores, from the page as it is labelled so far; decode() gives a block the role of
its best candidate. The finders run in the order in which they need each other: what stands near the headline is a
byline, what stands near a byline is a timestamp.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from cleaner.article import Article
from cleaner.model import Label, Labels, Role, Voice


class LineCandidate(Struct, frozen=True):
    """A block that may be a line of the story. score: the higher, the surer; compared within one page.

    source: what found it, as the record's provenance names it (`line:byline`); why: the reason, in words.
    """

    block: int
    role: Role
    score: float
    source: str
    why: str


Finder = Callable[[Article], Iterable[LineCandidate]]
FINDERS: Mapping[str, Finder] = {}


def name_story_lines(article: Article) -> Article:
    """The story with its lines named: their roles in `labels`, and none of them in `body`."""
    for find in FINDERS.values():
        labels = decode(article.labels, find(article))
        if labels is not article.labels:
            article = article.with_labels(labels)
    return article


def decode(labels: Labels, candidates: Iterable[LineCandidate]) -> Labels:
    """The labels, where each candidate's block is what its best candidate says.

    What the rule of the very site says is never overruled.
    """
    best: dict[int, LineCandidate] = {}
    for candidate in candidates:
        known = best.get(candidate.block)
        if known is None or candidate.score > known.score:
            best[candidate.block] = candidate
    named = list(labels.labels)
    for index, candidate in best.items():
        label = named[index]
        if label is None or label.voice is not Voice.SITE:
            named[index] = Label(candidate.role, candidate.source, candidate.why)
    return replace(labels, labels=tuple(named)) if best else labels
