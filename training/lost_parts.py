"""Bodies that have lost a part, made of those that pages have: what the score learns from to see it.

A real loss is rare in the data sets. Where one happens, the model is sure that what is lost is no story, and its doubts
say nothing: what shows it is the prose that is left beside the body, in elements like its own.
"""

from __future__ import annotations

import random
from collections.abc import Collection, Iterator, Sequence

from msgspec import Struct

from cleaner.labelers.block_model.expected_f1 import expected_f1
from cleaner.labelers.block_model.final_body import final_numbers
from cleaner.labelers.block_model.page_view import PageView
from cleaner.model import BODY_ROLES, Label, Role

MIN_BLOCKS = 4
LOST_SHARE = (0.2, 0.85)  # of the blocks of the body
DOUBTED = (0.05, 0.2, 0.4)  # how likely the model takes what is lost for the story, at most
LOST = Label(Role.BOILERPLATE, "training", "lost")


class Reading(Struct, frozen=True):
    """A page that has been read: what final_numbers() was asked."""

    view: PageView
    votes: Collection[int]
    chosen: Collection[int]
    labels: Sequence[Label | None]


def lose_parts(reading: Reading, name: str, threshold: float) -> Iterator[tuple[str, tuple[float, ...]]]:
    """The text and the numbers of the body without its end, without its start, and without what stands between.

    name: of the page: the same gives the same. threshold: of the block model.
    """
    roles = [None if label is None else label.role for label in reading.labels]
    body = [index for index, role in enumerate(roles) if role in BODY_ROLES]
    rng = random.Random(f"lost/{name}")
    for part in ("end", "start", "middle") if len(body) >= MIN_BLOCKS else ():
        count = max(1, int(len(body) * rng.uniform(*LOST_SHARE)))
        first = {"end": len(body) - count, "start": 0}.get(part, rng.randrange(len(body) - count + 1))
        lost = body[first : first + count]
        view = _doubting(reading.view, lost, rng, threshold)
        labels = [LOST if index in lost else label for index, label in enumerate(reading.labels)]
        chosen = [index for index in reading.chosen if index not in lost]
        text = "\n".join(reading.view.texts[index] for index in body if index not in lost)
        yield text, final_numbers(view, reading.votes, chosen, labels)


def _doubting(view: PageView, lost: Sequence[int], rng: random.Random, threshold: float) -> PageView:
    """The page as a model has it that takes some blocks for no story."""
    most = rng.choice(DOUBTED)
    likely = view.likely.copy()
    for index in lost:
        likely[index] = min(likely[index], round(most * rng.random(), 4))
    return view.with_likely(likely, expected_f1(likely.tolist(), view.words, threshold))
