"""Of a dump: the titles of other stories in a short list between two paragraphs, which nothing announces."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import groupby

from cleaner.model import Block, Label, Role, is_bullet
from cleaner.text import count_words, ends_sentence, is_question

MAX_ITEMS, ITEM_WORDS = 4, range(5, 26)  # of a list; of a title
# Where the story has other items without a full stop, or little prose beside them, these are its own as well.
MAX_OTHERS, PROSE_TO_ITEM, PROSE_WORDS = 2, 5, 10
TITLE = Label(Role.RELATED, "coherence", "a title in a list between two paragraphs that nothing announces")


def name_linked_items(
    blocks: Sequence[Block], labels: Sequence[Label | None], body: Collection[int]
) -> dict[int, Label]:
    """Labels of the lines of such lists, in a story that has hardly a list of its own. labels: of the rules."""
    items = [blocks[index] for index in body if blocks[index].marker]
    titles = [block for run in _lone_lists(blocks, body) for block in run] if items else []
    others = {item.index for item in items if not ends_sentence(item.text)}.difference(item.index for item in titles)
    prose = sum(ends_sentence(blocks[index].text) and count_words(blocks[index].text) >= PROSE_WORDS for index in body)
    if len(others) > MAX_OTHERS or prose < PROSE_TO_ITEM * len(titles):
        return {}
    return {block.index: TITLE for block in titles if labels[block.index] is None}


def _lone_lists(blocks: Sequence[Block], body: Collection[int]) -> Iterator[list[Block]]:
    """The lists of titles right between a sentence of the body, no question, and another line of it."""
    for has_bullet, lines in groupby(blocks, key=lambda block: bool(block.marker) and is_bullet(block.marker)):
        run = list(lines) if has_bullet else []
        if not 0 < len(run) <= MAX_ITEMS or not all(map(_is_title, run)):
            continue
        above, below = run[0].index - 1, run[-1].index + 1
        if above in body and below in body and _is_sentence(blocks[above].text):
            yield run


def _is_title(block: Block) -> bool:
    return count_words(block.text) in ITEM_WORDS and not _is_sentence(block.text)


def _is_sentence(text: str) -> bool:
    return ends_sentence(text) and not is_question(text)
