"""Weights of words, of class and id names and of short blocks: `article` is a sign of the story, `subscribe` is not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from cleaner.labelers.block_model.words import words_of
from training.examples import Example

MIN_OUTLETS = 3
MIN_TEXT_OUTLETS = 4
SHRINK = 2.0  # outlets' worth of doubt
MAX_BLOCK_WORDS = 60.0


def token_weights(examples: Sequence[Example]) -> dict[str, float]:
    """For each subword of enough outlets, how much more of the text under it is body than of its pages, -1 to 1.

    Each outlet counts once, whatever its pages; few outlets are drawn towards 0.
    """
    usable = (e for e in examples if e.places is not None and _is_real(e) and "text" in e.truth)
    return _weigh(((example.outlet, _leads(example)) for example in usable), MIN_OUTLETS)


def word_weights(examples: Sequence[Example]) -> dict[str, float]:
    """The same of the words of short blocks: how much oftener a block with the word is body than the page's others."""
    usable = (e for e in examples if _is_real(e) and "text" in e.truth)
    return _weigh(((example.outlet, _text_leads(example)) for example in usable), MIN_TEXT_OUTLETS)


def _is_real(example: Example) -> bool:
    """Whether a page is as it was served: what was set into others stands under names that say nothing."""
    return not (example.no_story or example.is_made)


def _weigh(leads: Iterable[tuple[str, Mapping[str, float]]], min_outlets: int) -> dict[str, float]:
    by_word: dict[str, dict[str, list[float]]] = defaultdict(dict)
    for outlet, of_page in leads:
        for word, lead in of_page.items():
            by_word[word].setdefault(outlet, []).append(lead)
    return {
        word: round(sum(sum(leads) / len(leads) for leads in outlets.values()) / (len(outlets) + SHRINK), 3)
        for word, outlets in sorted(by_word.items())
        if len(outlets) >= min_outlets
    }


def _text_leads(example: Example) -> dict[str, float]:
    """Per word: share of the short blocks with it that are body, less the share of all short blocks."""
    under: dict[str, list[int]] = {}
    hits = total = 0
    for text, wanted, is_open in zip(example.texts, example.wanted.tolist(), example.is_open.tolist(), strict=True):
        words = set(words_of(text)) if is_open else set()
        if words:
            hits, total = hits + wanted, total + 1
        for word in words:
            sums = under.setdefault(word, [0, 0])
            sums[0] += wanted
            sums[1] += 1
    return {word: yes / all_blocks - hits / total for word, (yes, all_blocks) in under.items()}


def _leads(example: Example) -> dict[str, float]:
    """Per subword: share of the words under it that are body, less the page's own share."""
    places = example.places
    assert places is not None
    true, total = [0.0] * len(places.places), [0.0] * len(places.places)
    for number, words, wanted in zip(places.of_block, example.words.tolist(), example.wanted.tolist(), strict=True):
        total[number] += min(words, MAX_BLOCK_WORDS)
        true[number] += min(words, MAX_BLOCK_WORDS) * (wanted > 0)
    for number in range(len(places.places) - 1, 0, -1):
        parent = places.parents[number]
        if parent >= 0:
            true[parent], total[parent] = true[parent] + true[number], total[parent] + total[number]
    base = sum(true[n] for n, p in enumerate(places.parents) if p < 0) / (
        sum(total[n] for n, p in enumerate(places.parents) if p < 0) or 1.0
    )
    under: dict[str, list[float]] = {}
    for number, names in enumerate(places.names()):
        for word in set(names):
            sums = under.setdefault(word, [0.0, 0.0])
            sums[0] += true[number]
            sums[1] += total[number]
    return {word: hits / all_words - base for word, (hits, all_words) in under.items() if all_words}
