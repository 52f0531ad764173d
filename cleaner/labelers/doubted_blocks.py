"""Of a page: what the block model doubts amid the story, and what it has chosen around it speaks for."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from cleaner.labelers.block_model import BlockScores
from cleaner.labelers.roles import body_role
from cleaner.model import Block, Label, Page
from cleaner.text import count_words, ends_sentence

HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
DOUBTED_ITEM = 0.3
# Of a heading between two blocks of the story: above it 29 of 43 are right, below 17 of 27. One that is made
# like a heading of the story is kept with less.
DOUBTED_HEADING, DOUBTED_LIKE = 0.4, 0.15
# Of a sentence: 4,400 words of 6,300 are right (WCXB), and the same from .1 to .3.
DOUBTED_SENTENCE, SENTENCE_WORDS, LINKED_SHARE = 0.15, 9, 0.5
COLONS = (":", "：")
SET_APART = frozenset({"blockquote", "aside", "figure"})  # a sentence of the story again, a box, a caption
SENTENCE = "a sentence between two of the story, in a place made like theirs"
ITEM = "an item of a list that the story announces"
HEADING = "a heading between two parts of the story's text"


def keep_doubted(
    page: Page, labels: Sequence[Label | None], scores: BlockScores, chosen: frozenset[int]
) -> dict[int, Label]:
    """Labels of the doubted blocks that are kept. labels: of the rules; chosen: the blocks of the story so far."""
    found = dict.fromkeys(_sentences(page.blocks, labels, scores, chosen), SENTENCE)
    body = chosen | found.keys()
    found |= dict.fromkeys(_items(page.blocks, labels, scores.scores, body), ITEM)
    found |= dict.fromkeys(_headings(page.blocks, labels, scores.scores, body), HEADING)
    return {index: Label(body_role(page.blocks[index]), "coherence", why) for index, why in found.items()}


def _sentences(
    blocks: Sequence[Block], labels: Sequence[Label | None], scores: BlockScores, chosen: frozenset[int]
) -> list[int]:
    """Paragraphs that are doubted, between the first and the last that is chosen and in places made like theirs."""
    doubted = [
        index
        for index, score in enumerate(scores.scores)
        if DOUBTED_SENTENCE < score <= scores.threshold and labels[index] is None and _is_sentence(blocks[index])
    ]
    if not doubted:
        return []
    sure = [block for block in map(blocks.__getitem__, sorted(chosen)) if _is_sentence(block)]
    makes = {_make_around(block) for block in sure}
    first, last = (sure[0].index, sure[-1].index) if sure else (0, 0)
    return [index for index in doubted if first < index < last and _make_around(blocks[index]) in makes]


def _is_sentence(block: Block) -> bool:
    return (
        block.tag == "p"
        and (ends_sentence(block.text) or block.text.endswith(COLONS))
        and block.link_share < LINKED_SHARE
        and count_words(block.text) >= SENTENCE_WORDS
        and SET_APART.isdisjoint(block.ancestors)
    )


def _items(
    blocks: Sequence[Block], labels: Sequence[Label | None], scores: Sequence[float], body: Collection[int]
) -> list[int]:
    """List items that are doubted, between what announces them (a heading, a colon) and the next of the choice."""
    found: list[int] = []
    items: list[int] | None = None  # since what announces them
    for block in blocks:
        index = block.index
        if index in body:
            found += items or ()
            items = [] if block.tag in HEADINGS or block.text.endswith(COLONS) else None
        elif block.tag != "li" or labels[index] is not None or scores[index] <= DOUBTED_ITEM:
            items = None
        elif items is not None:
            items.append(index)
    return found


def _headings(
    blocks: Sequence[Block], labels: Sequence[Label | None], scores: Sequence[float], body: Collection[int]
) -> list[int]:
    """Headings that are doubted, between two blocks of the choice, and those that are made like its own."""
    headings = [block for block in blocks if block.tag in HEADINGS and labels[block.index] is None]
    inner = [block for block in headings if block.index - 1 in body and block.index + 1 in body]
    kept = {block.index for block in inner if scores[block.index] > DOUBTED_HEADING}
    makes = {_make(block) for block in headings if block.index in kept or block.index in body}
    return [
        block.index
        for block in inner
        if block.index in kept or (scores[block.index] > DOUBTED_LIKE and _make(block) in makes)
    ]


def _make(block: Block) -> tuple[str, str, str]:
    """What headings of one kind have in common: tag, classes, and the classes of what is around them."""
    around = block.container
    return block.tag, block.place.classes, "" if around is None else around.classes


def _make_around(block: Block) -> tuple[str, str]:
    """What elements of one kind that hold paragraphs have in common."""
    around = block.container
    return ("", "") if around is None else (around.tag, around.classes)
