"""Which blocks of a page make up its true text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

WORD = re.compile(r"\w+")
MIN_SHARE = 0.5  # of a block's words, and of its runs of three, that must stand in the true text
MIN_RUN = 4  # words; a shorter block has to be whole, and right beside the text before or behind it


def align(texts: Sequence[str], truth: str) -> list[bool]:
    """For each block's text, in page order, whether it is part of the true text.

    The longest common subsequence of the words of the page and of the truth says which words of a block are meant,
    so that a teaser that repeats a sentence of the story elsewhere is none of it. Blocks without a word (a row of
    stars) are what both their neighbours are.
    """
    block_words = [WORD.findall(text) for text in texts]
    true_words = WORD.findall(truth)
    matched = _match([word for words in block_words for word in words], true_words)
    runs = set(zip(true_words, true_words[1:], true_words[2:], strict=False))
    found: list[bool | None] = []
    start = 0
    for words in block_words:
        stop = start + len(words)
        if not words:
            found.append(None)
        elif len(words) >= MIN_RUN:
            hits = sum(place >= 0 for place in matched[start:stop])
            own_runs = list(zip(words, words[1:], words[2:], strict=False))
            run_hits = sum(run in runs for run in own_runs)
            found.append(hits >= MIN_SHARE * len(words) and run_hits >= MIN_SHARE * len(own_runs))
        else:
            found.append(_is_whole(matched, start, stop))
        start = stop
    return list(_fill(found))


def _match(page: Sequence[str], truth: Sequence[str]) -> list[int]:
    """For each word of the page the word of the truth it is matched with, or -1."""
    from rapidfuzz.distance import LCSseq  # bit-parallel: difflib takes seconds on a page of 5,000 words

    numbers: dict[str, int] = {}
    left = [numbers.setdefault(word, len(numbers)) for word in page]
    right = [numbers.setdefault(word, len(numbers)) for word in truth]
    matched = [-1] * len(left)
    for step in LCSseq.opcodes(left, right):
        if step.tag == "equal":
            for offset in range(step.src_end - step.src_start):
                matched[step.src_start + offset] = step.dest_start + offset
    return matched


def _is_whole(matched: Sequence[int], start: int, stop: int) -> bool:
    """Whether all words are matched, in a row, and joined to a matched word beside them or to the truth's start."""
    places = matched[start:stop]
    if min(places) < 0 or places[-1] - places[0] != len(places) - 1:
        return False
    before = matched[start - 1] if start else -2
    behind = matched[stop] if stop < len(matched) else -2
    return places[0] == 0 or before + 1 == places[0] or (behind > 0 and places[-1] + 1 == behind)


def _fill(found: Sequence[bool | None]) -> Iterator[bool]:
    for index, value in enumerate(found):
        if value is None:
            beside = found[max(index - 1, 0)], found[min(index + 1, len(found) - 1)]
            yield all(beside)
        else:
            yield value
