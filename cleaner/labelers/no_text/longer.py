"""A story that a page shows twice, first how it begins and then whole: where the beginning was chosen, the whole is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from cleaner.model import Block, Label, Place, Role
from cleaner.text import count_words

MIN_SHOWN = 2  # paragraphs of the choice that stand there again
SHOWN_SHARE, MIN_GAIN = 0.8, 1.5  # of the words of the choice; of the whole, by the choice
MIN_CHARS, SENTENCE_WORDS = 30, 8
HEADINGS = frozenset({"h2", "h3", "h4"})
OWN_VOICES = frozenset({"block-model", "trafilatura"})


def find_longer(blocks: Sequence[Block], labels: Sequence[Label | None], body: Sequence[Block]) -> list[int]:
    """Indices of the blocks of the whole story, in one element; none where the choice is that."""
    texts = {block.text for block in body if len(block.text) >= MIN_CHARS}
    again = (block for block in blocks if block.text in texts)  # few pages have any: no more is asked of the rest
    shown = [block for block in again if _is_left(labels[block.index])] if len(texts) >= MIN_SHOWN else []
    if len(shown) < MIN_SHOWN:
        return []
    around: Counter[Place | None] = Counter(block.container for block in shown)
    place = max(around, key=around.__getitem__)
    whole = [
        block for block in blocks if block.container is place and _is_left(labels[block.index]) and _is_text(block)
    ]
    total = sum(map(count_words, texts))
    is_shown = sum(map(count_words, texts.intersection(block.text for block in whole))) >= SHOWN_SHARE * total
    is_longer = sum(count_words(block.text) for block in whole) >= MIN_GAIN * total
    return [block.index for block in whole] if place is not None and is_shown and is_longer else []


def _is_text(block: Block) -> bool:
    return block.tag in HEADINGS or count_words(block.text) >= SENTENCE_WORDS


def _is_left(label: Label | None) -> bool:
    return label is not None and label.role is Role.BOILERPLATE and label.by in OWN_VOICES
