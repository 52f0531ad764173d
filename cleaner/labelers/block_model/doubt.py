"""What speaks for and against the body of a page: how sure the model is of it, and how it lies on the page."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from math import log1p
from typing import TYPE_CHECKING

from cleaner.labelers.block_model.cohesion import COHESION_NAMES
from cleaner.labelers.block_model.page_shape import SHAPE_NAMES

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float32]
    Numbers = NDArray[np.float64]
    Mask = NDArray[np.bool_]

SHAKY_IN, SHAKY_OUT = 0.8, 0.2  # scores between them are no clear answer
SCORE_NAMES = ("expected", "doubt_in", "doubt_out", "shaky_in", "shaky_out", "first_score", "last_score")
LIE_NAMES = ("body_runs", "largest_run", "prose_between", "prose_before", "prose_behind")
TEXT_NAMES = (
    *("repeated_in", "declared_in", "declared_out", "words_mean", "words_min"),
    *("main_in", "tokens_mean", "tokens_min"),
)
DOUBT_NAMES = (*SCORE_NAMES, *LIE_NAMES, *TEXT_NAMES)
VOTE_NAMES = ("vote_agreement", "vote_more", "vote_less")
PAGE_NAMES = (*SHAPE_NAMES, *COHESION_NAMES, *DOUBT_NAMES, *VOTE_NAMES)
NO_VOTES = (-1.0, -1.0, -1.0)
TEXT_COLUMNS = ("repeats", "text_words_mean", "in_main", "tokens_mean", "tokens_min")
DIGITS = 4


def doubts(
    rows: Matrix, column: Mapping[str, int], scores: Numbers, is_body: Mask, expected: float
) -> tuple[float, ...]:
    """DOUBT_NAMES of a page; all -1 without a body, those of containers in a dump.

    rows, column: the block model's input and where its columns are. scores: per block; 1 for what a rule names body.
    """
    import numpy as np

    if not is_body.any():
        return (-1.0,) * len(DOUBT_NAMES)
    words = rows[:, column["words"]].astype(np.float64)
    words /= words[is_body].sum() or 1.0
    found = [
        expected,
        *_scores(words, scores, is_body),
        *_lie(words, rows[:, column["prose"]] > 0, is_body),
        *_texts(rows, column, is_body),
    ]
    return tuple(round(number, DIGITS) for number in found)


def _scores(words: Numbers, scores: Numbers, is_body: Mask) -> list[float]:
    """words: of each block, as a share of the body's."""
    import numpy as np

    own_words, own = words[is_body], scores[is_body]
    rest = np.where(is_body, 0.0, words)
    return [
        float(np.dot(own_words, 1 - own)),
        float(np.dot(rest, scores)),
        float(own_words[own < SHAKY_IN].sum()),
        float(rest[scores > SHAKY_OUT].sum()),
        float(own[0]),
        float(own[-1]),
    ]


def _lie(words: Numbers, is_prose: Mask, is_body: Mask) -> list[float]:
    """The runs of the body, which end where other prose stands, and the prose around it. words: as a share."""
    import numpy as np

    chosen = np.flatnonzero(is_body)
    other = np.cumsum(np.where(is_prose & ~is_body, words, 0.0))
    until = other[chosen]
    starts = np.flatnonzero(np.diff(until, prepend=-1.0))
    runs = np.add.reduceat(words[chosen], starts)
    before, inside, all_of_it = float(until[0]), float(until[-1]), float(other[-1])
    return [log1p(len(runs)), float(runs.max()), inside - before, before, all_of_it - inside]


def _texts(rows: Matrix, column: Mapping[str, int], is_body: Mask) -> list[float]:
    """What the texts of the body say, weighed by their words: printed twice, declared, words and containers alike."""
    import numpy as np

    words = rows[is_body, column["words"]].astype(np.float64)
    total = float(words.sum()) or 1.0
    own = {name: rows[is_body, column[name]] for name in TEXT_COLUMNS if name in column}
    declared, lines = rows[:, column["in_article_body"]], own["text_words_mean"]
    lost = rows[~is_body & (declared == 1), column["words"]]
    has_declared = rows[0, column["has_article_body"]] > 0
    found = [
        float(words[own["repeats"] > 1].sum()) / total,
        float(words[declared[is_body] == 1].sum()) / total if has_declared else -1.0,
        float(lost.sum()) / total if has_declared else -1.0,
        float(np.dot(words, lines)) / total,
        float(lines.min()),
    ]
    if "in_main" not in own:
        return [*found, -1.0, -1.0, -1.0]
    in_main = float(words[own["in_main"] > 0].sum()) / total
    return [*found, in_main, float(np.dot(words, own["tokens_mean"])) / total, float(own["tokens_min"].min())]


def vote_doubts(body: Collection[int], votes: Collection[int], words: Sequence[float]) -> tuple[float, ...]:
    """VOTE_NAMES: how far trafilatura's choice agrees with the model's; what it takes more, and less."""
    if not votes:
        return NO_VOTES
    kept, taken = set(body), set(votes)
    parts = [sum(words[index] for index in blocks) for blocks in (kept & taken, taken - kept, kept - taken)]
    whole = sum(parts) or 1.0
    return tuple(round(part / whole, DIGITS) for part in parts)
