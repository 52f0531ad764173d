"""Where blocks stand: the nested containers around each of them, and what their classes are called."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from math import fsum

from cleaner.model import Block, Place

LEVELS = 5  # containers of a block that are told apart, each larger than the one before
NO_SCORES = (0.0,) * (LEVELS + 1)
SUBWORD = re.compile(r"[a-z]{2,}|[A-Z]{2,}(?![a-z])|[A-Z][a-z]+")
FLAG_TAGS = (
    *("article", "main", "aside", "nav", "header", "footer", "form"),
    *("ul", "ol", "table", "figure", "section", "a"),
)
FLAG = {tag: 1 << number for number, tag in enumerate(FLAG_TAGS)}

Extent = tuple[int, int]  # first and last block inside a container


@lru_cache(maxsize=4096)  # the pages of a site name the same things
def subwords(tokens: str) -> tuple[str, ...]:
    """The words class and id tokens are made of, lower case: `article-body__textBlock` → article, body, text, block."""
    return tuple(word.lower() for word in SUBWORD.findall(tokens))


class PlaceTable:
    """Every place blocks stand in, numbered, with what is around it.

    places: each place, and each around one, once. of_block: the place of each block. parents: the place around, or -1.
    extents: first and last block in each place. masks: FLAG_TAGS it is in or is, one bit each. depths: places around.
    """

    def __init__(self, blocks: Sequence[Block]) -> None:
        numbers: dict[Place, int] = {}
        self.places: list[Place] = []
        self.parents: list[int] = []
        self.of_block: list[int] = []
        for block in blocks:
            self.of_block.append(self._number(block.place, numbers))
        self.extents = self._find_extents()
        self.masks, self.depths = self._look_around()

    def _number(self, place: Place, numbers: dict[Place, int]) -> int:
        """The number of a place; those around it that have none get theirs first, outermost first."""
        new: list[Place] = []
        above: Place | None = place
        while above is not None and above not in numbers:
            new.append(above)
            above = above.around
        number = -1 if above is None else numbers[above]
        for inner in reversed(new):
            self.parents.append(number)
            number = numbers[inner] = len(self.places)
            self.places.append(inner)
        return number

    def _find_extents(self) -> list[Extent]:
        first, last = [len(self.of_block)] * len(self.places), [-1] * len(self.places)
        for index, number in enumerate(self.of_block):
            first[number] = min(first[number], index)
            last[number] = index
        for number in range(len(self.places) - 1, -1, -1):  # a place has a higher number than those around it
            parent = self.parents[number]
            if parent >= 0:
                first[parent] = min(first[parent], first[number])
                last[parent] = max(last[parent], last[number])
        return list(zip(first, last, strict=True))

    def _look_around(self) -> tuple[list[int], list[int]]:
        masks: list[int] = []
        depths: list[int] = []
        for number, place in enumerate(self.places):
            parent = self.parents[number]
            masks.append(FLAG.get(place.tag, 0) | (masks[parent] if parent >= 0 else 0))
            depths.append(depths[parent] + 1 if parent >= 0 else 0)
        return masks, depths

    def levels(self) -> list[tuple[int, ...]]:
        """Per place the extents around it that grow: first and last block of each, LEVELS times two numbers.

        Where there are fewer, the whole page stands for the rest.
        """
        whole = (0, len(self.of_block) - 1) * LEVELS
        found: list[tuple[int, ...]] = []
        for number, parent in enumerate(self.parents):
            if parent < 0:
                found.append(whole)
            elif self.extents[parent] == self.extents[number]:
                found.append(found[parent])
            else:
                found.append((*self.extents[parent], *found[parent][:-2]))
        return found

    def kinds(self) -> list[int]:
        """Per place a number that places of one tag, classes and surroundings share."""
        numbers: dict[tuple[object, ...], int] = {}
        kinds: list[int] = []
        for place, parent in zip(self.places, self.parents, strict=True):
            above = kinds[parent] if parent >= 0 else -1
            kinds.append(numbers.setdefault((place.tag, place.classes, above), len(numbers)))
        return kinds

    def names(self) -> list[tuple[str, ...]]:
        """Per place the subwords of its own classes and id."""
        return [subwords(f"{place.classes} {place.id}") for place in self.places]

    def token_scores(self, weights: Mapping[str, float]) -> list[tuple[float, ...]]:
        """Per place the mean weight of the known subwords of its own level, then of each level around it.

        Places of one extent are one level. LEVELS + 1 numbers, 0 where no word is known.
        """
        sums: list[tuple[float, int]] = []
        scores: list[tuple[float, ...]] = []
        for number, names in enumerate(self.names()):
            known = [weights[word] for word in names if word in weights]
            total, count = fsum(known), len(known)
            parent = self.parents[number]
            rest = scores[parent] if parent >= 0 else NO_SCORES
            if parent >= 0 and self.extents[parent] == self.extents[number]:
                total, count, rest = total + sums[parent][0], count + sums[parent][1], rest[1:]
            sums.append((total, count))
            scores.append((total / count if count else 0.0, *rest[:LEVELS]))
        return scores
