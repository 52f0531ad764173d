"""The body that has come of the model's choice, in numbers: what its score is read off.

Votes, teasers and comments told by how they are set, and sentences beside the story have changed it by then.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from itertools import islice
from typing import TYPE_CHECKING, TypeAlias

from cleaner.labelers.block_model.doubt import DIGITS, PAGE_NAMES, vote_doubts
from cleaner.labelers.block_model.kindred import KINDRED_NAMES, NONE, kindred_numbers
from cleaner.labelers.block_model.page_view import PageView
from cleaner.model import BODY_ROLES, Label, Place

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Mask = NDArray[np.bool_]

Make: TypeAlias = tuple[tuple[str, str], ...]  # tag and classes of an element and of those around it
OWN_NAMES = ("prose_ends", "largest_make", "left_of_makes")
FINAL_NAMES = (*PAGE_NAMES, *OWN_NAMES, *KINDRED_NAMES)
MAKE_LEVELS = 3  # elements around a block whose tags and classes are looked at


def final_numbers(
    view: PageView, votes: Collection[int], chosen: Collection[int], labels: Sequence[Label | None]
) -> tuple[float, ...]:
    """FINAL_NAMES of a page whose blocks have their labels. votes: the blocks that trafilatura takes, if it was asked.

    chosen: those that were text before lines, copies and far texts were told from it: what is no more is no doubt.

    prose_ends: of the words of the body's prose, those of blocks that end a sentence. largest_make: of its words, those
    in elements of one make. left_of_makes: of the words of such elements, those of prose that is left out. Both are -1
    in a dump, KINDRED_NAMES in a page.
    """
    import numpy as np

    is_body = np.array([label is not None and label.role in BODY_ROLES for label in labels])
    gone = [index for index in chosen if not is_body[index]]
    view = view.without(gone) if gone else view
    is_dump = view.kind == "text"
    makes = (-1.0, -1.0) if is_dump else _makes(view, is_body)
    kindred = kindred_numbers(view, is_body) if is_dump else NONE
    own = [round(number, DIGITS) for number in (_prose_ends(view, is_body), *makes, *kindred)]
    return (*view.numbers(is_body), *vote_doubts(np.flatnonzero(is_body).tolist(), votes, view.words), *own)


def _prose_ends(view: PageView, is_body: Mask) -> float:
    words, prose, ends = (view.rows[is_body, view.column[name]] for name in ("words", "prose", "ends"))
    of_prose = words[prose > 0].astype(float)
    return float(of_prose[ends[prose > 0] > 0].sum() / (of_prose.sum() or 1.0))


def _makes(view: PageView, is_body: Mask) -> tuple[float, float]:
    """The largest share of the body's words in elements of one make; of what stands in such, the prose left."""
    is_prose = (view.rows[:, view.column["prose"]] > 0).tolist()
    kept: defaultdict[Place, float] = defaultdict(float)
    left: defaultdict[Place, float] = defaultdict(float)
    for block, words, is_own, reads in zip(view.blocks, view.words, is_body.tolist(), is_prose, strict=True):
        if is_own or reads:
            (kept if is_own else left)[block.place.around or block.place] += words
    made: defaultdict[Make, float] = defaultdict(float)
    for place, words in kept.items():
        made[_make(place)] += words
    total = sum(made.values()) or 1.0
    rest = sum(words for place, words in left.items() if _make(place) in made)
    return max(made.values(), default=0.0) / total, rest / (total + rest)


def _make(place: Place) -> Make:
    return tuple((around.tag, around.classes) for around in islice(place.outwards(), MAKE_LEVELS))
