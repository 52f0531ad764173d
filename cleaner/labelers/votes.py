"""What trafilatura's vote counts, block by block: the more, the surer it is that both mean the same story."""

from __future__ import annotations

from collections.abc import Collection

from cleaner.labelers.block_model import BlockScores

# docs/decisions/0008: a vote, and a "no" between two blocks that both take.
WEIGHT, INNER_NO = 0.4, 0.2
# Share of the words of the model's choice that both take: below it trafilatura has chosen another part of the page
# (comments, a list of other stories). Figures are the same from .1 to .4.
SAME_STORY = 0.25
FEW_WORDS = 30  # what both take tells nothing of the place of a story


def weigh_votes(scores: BlockScores, votes: Collection[int]) -> list[float]:
    """The weight of trafilatura's answer for each block. scores: of the block model; votes: blocks trafilatura takes.

    It takes what reads like prose, wherever that stands. So behind and before all that both take its "yes" counts
    nothing; between, its "no" counts half: there it drops headings, lists and quotations of the story.
    """
    body = scores.body
    both = sorted(body.intersection(votes))
    words, words_of_both = (sum(scores.words[index] for index in some) for some in (body, both))
    count = len(scores.scores)
    if words >= FEW_WORDS and words_of_both < SAME_STORY * words:
        return [0.0] * count
    if words_of_both < FEW_WORDS:
        return [WEIGHT] * count
    first, last = both[0], both[-1]
    weights = []
    for index in range(count):
        if first <= index <= last:
            weights.append(WEIGHT if index in votes else INNER_NO)
        else:
            weights.append(0.0 if index in votes else WEIGHT)
    return weights
