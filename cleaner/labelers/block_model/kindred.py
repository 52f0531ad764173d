"""How much prose beside the body of a dump speaks of what the body speaks of: it may be a part that was lost.

A dump has neither classes nor elements that tell the story's prose from that of others; its words do (see cohesion).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence, Set
from itertools import chain
from typing import TYPE_CHECKING

from cleaner.labelers.block_model.page_view import PageView

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MIN_WORDS = 8  # of a paragraph
MAX_PARAGRAPHS, MAX_CHARS = 40, 240  # that are looked at, of the body and beside it, and of each
NEAR = 8  # blocks before and behind the body
STEM_CHARS = 6  # of a word; shorter ones are on every page
KINDRED = 0.5  # of the share of its words that a paragraph of the body has from the others
USUAL = 0.4  # such a share on average, of dumps of both sets: what a single paragraph is taken to have
KINDRED_NAMES = ("left_kindred", "left_near", "left_kindred_sentences", "own_kindred")
NONE = (-1.0,) * len(KINDRED_NAMES)


def kindred_numbers(view: PageView, is_body: NDArray[np.bool_]) -> tuple[float, ...]:
    """KINDRED_NAMES of a dump: of the words of the body and of prose that is left out, those of such prose, as a share.

    The prose is kindred, which shares half as many words with the body as its own paragraphs do with each other; of
    that, sentences near the body; sentences anywhere. Last, which share of their words the body's paragraphs share.
    """
    words, kept = view.words, is_body.tolist()
    is_prose, ends = ((view.rows[:, view.column[name]] > 0).tolist() for name in ("prose", "ends"))
    body = [index for index, is_kept in enumerate(kept) if is_kept]
    if not body:
        return NONE
    left = [i for i, count in enumerate(words) if count >= MIN_WORDS and is_prose[i] and not kept[i]]
    around = range(body[0] - NEAR, body[-1] + NEAR + 1)
    looked_at = sorted(left, key=lambda index: index not in around)[:MAX_PARAGRAPHS]
    own = [_stems(view.texts[index]) for index in body if words[index] >= MIN_WORDS][:MAX_PARAGRAPHS]
    counts = Counter(chain.from_iterable(own))
    common = {stem for stem, count in counts.items() if count > 1}
    shared = sum(_share(stems, common) for stems in own) / len(own) if len(own) > 1 else USUAL
    kindred = [i for i in looked_at if shared and _share(_stems(view.texts[i]), counts.keys()) >= KINDRED * shared]
    ending = [index for index in kindred if ends[index]]
    parts = (kindred, [index for index in ending if index in around], ending)
    total = _sum(words, body) or 1.0
    return (*(_sum(words, part) / (total + _sum(words, part)) for part in parts), shared)


def _stems(text: str) -> set[str]:
    return {word[:STEM_CHARS] for word in text[:MAX_CHARS].lower().split() if len(word) >= STEM_CHARS}


def _share(stems: set[str], known: Set[str]) -> float:
    return len(stems & known) / (len(stems) or 1)


def _sum(words: Sequence[float], indices: Iterable[int]) -> float:
    return sum(words[index] for index in indices)
