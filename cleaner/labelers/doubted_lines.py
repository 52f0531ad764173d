"""Of a dump: what the block model doubts amid the story or at its edges, and what it chose around it speaks for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from cleaner.labelers.block_model import BlockScores
from cleaner.labelers.roles import body_role
from cleaner.model import Block, Label, Page, Role
from cleaner.text import count_words, ends_sentence

DOUBTED, SENTENCE_WORDS = 0.15, 15  # of a sentence right above the text: all ten with less than .3 are right
# Of a sentence between two lines of the story, or one and what stands below a story: 53 of 75, 18 of 27 are right.
INNER_DOUBTED, INNER_WORDS = 0.2, 5
LONG_WORDS, LONG_DOUBTED, LONG_REACH = 40, 0.2, 6  # of a paragraph that lines of a box part from the text: 5 of 5
AMID_WORDS = 60  # of a paragraph or a piece of code with the text on both sides: 2,300 words of 3,200 are right
LAST_WORDS, LAST_DOUBTED = 30, 0.35  # of a sentence right below the text: 450 words of 560
ADVERT_WORDS, ADVERT_REACH = 20, 12  # of a sentence right below an advert's label, in or near the text: 4 of 4
# Of a line with more words than all others of the dump, where nothing is chosen: a letter or a page in one element.
MIN_LONE_WORDS, LONE_DOUBTED = 100, 0.1
# Of a line that stands free between two of the text, of which the lower is a paragraph: 270 words of 340 are right.
HEADING_DOUBTED, HEADING_WORDS, PARAGRAPH_WORDS = 0.3, range(2, 13), 15
HEADING = Label(Role.PARAGRAPH, "coherence", "a heading between two lines of the story")
# Of a sentence above a line that signs the story, with boxes before it: 11 of 15 are right.
SIGNED_DOUBTED, SIGNED_WORDS, SIGNED_REACH = 0.25, 10, 12
SIGNS, SIGNED = frozenset({Role.SOURCE, Role.BYLINE}), "a sentence above the line that signs the story"
BESIDE, ONLY = "a sentence right beside the text of the story", "a sentence, where no other text is likelier"
LONE = "longer than all else, where no other text is likelier"
BEHIND_TEXT = frozenset({Role.SHARE, Role.RELATED, Role.POPULAR, Role.TAGS, Role.COPYRIGHT})


def keep_doubted_lines(page: Page, labels: Sequence[Label | None], scores: BlockScores) -> dict[int, Label]:
    """Labels of the doubted lines that are kept. labels: of the rules."""
    named = {} if scores.body else dict.fromkeys(_lone_texts(scores), Label(Role.PARAGRAPH, "coherence", LONE))
    named |= _doubted_sentences(page, labels, scores) | _signed_end(page, labels, scores)
    named |= _inner_items(page, labels, scores.body)
    return named | dict.fromkeys(_headings(page.blocks, scores.scores, scores.body | named.keys()), HEADING)


def _lone_texts(scores: BlockScores) -> Iterator[int]:
    """The line that has more words than all others, if any has."""
    least = max(MIN_LONE_WORDS, sum(scores.words) / 2)
    for index, (words, score) in enumerate(zip(scores.words, scores.scores, strict=True)):
        if words > least and score > LONE_DOUBTED:
            yield index


def _headings(blocks: Sequence[Block], scores: Sequence[float], kept: frozenset[int]) -> Iterator[int]:
    """The short lines that stand free below a line of the text and above a paragraph of it, once in the dump."""
    printed = Counter(block.text for block in blocks)
    for block, below in pairwise(blocks):
        is_between = block.index - 1 in kept and below.index in kept and block.index not in kept
        if is_between and block.gap and below.gap and scores[block.index] > HEADING_DOUBTED and not block.marker:
            opens = count_words(below.text) >= PARAGRAPH_WORDS and count_words(block.text) in HEADING_WORDS
            if opens and printed[block.text] == 1 and _may_head(block.text):
                yield block.index


def _may_head(text: str) -> bool:
    """Whether a line begins with a word and has no stop in it, as the line below a picture may have."""
    return text[0].isalnum() and "." not in text and not ends_sentence(text)


def _doubted_sentences(page: Page, labels: Sequence[Label | None], scores: BlockScores) -> dict[int, Label]:
    """Sentences the model doubts that stand right before its choice, between lines of it, or at its end.

    Where it has chosen nothing, they are what there is: a brief of one paragraph is no more.
    """
    body = scores.body
    first, last = min(body, default=0), max(body, default=-1)
    found: dict[int, Label] = {}
    for block, score in zip(page.blocks, scores.scores, strict=True):
        index = block.index
        if index in body:
            continue
        is_inner = index - 1 in body and (index + 1 in body or _is_end(labels[index + 1 : index + 2]))
        doubted = INNER_DOUBTED if is_inner else DOUBTED
        is_beside = is_inner or not body or (index < first and index + 1 in body)
        words = INNER_WORDS if is_inner else SENTENCE_WORDS
        is_likely = is_beside and score > doubted and is_sentence(block.text, words)
        if index > last and score > LAST_DOUBTED and (index - 1 == last or index - 1 in found):
            is_likely = is_likely or is_sentence(block.text, LAST_WORDS)
        if score > LAST_DOUBTED and first < index <= last + ADVERT_REACH and _is_advert(labels[index - 1]):
            is_likely = is_likely or is_sentence(block.text, ADVERT_WORDS)
        if is_likely or (score > LONG_DOUBTED and _is_long(block, body, first)):
            found[index] = Label(body_role(block), "coherence", BESIDE if body else ONLY)
    return found


def _is_advert(label: Label | None) -> bool:
    return label is not None and label.role is Role.ADVERT


def _is_long(block: Block, body: frozenset[int], first: int) -> bool:
    """Whether a block is a long sentence near above the text, or longer and has the text near above and below it."""
    index = block.index
    if index < first:
        return index >= first - LONG_REACH and is_sentence(block.text, LONG_WORDS)
    near = range(index - LONG_REACH, index), range(index + 1, index + 1 + LONG_REACH)
    return not any(map(body.isdisjoint, near)) and count_words(block.text) >= AMID_WORDS


def _signed_end(page: Page, labels: Sequence[Label | None], scores: BlockScores) -> dict[int, Label]:
    """Sentences the model doubts between its choice and a line near below that says who wrote or sent it."""
    last = max(scores.body, default=len(labels))
    behind = range(last + 1, min(last + SIGNED_REACH, len(labels)))
    signs = (index for index in behind if (label := labels[index]) is not None and label.role in SIGNS)
    return {
        index: Label(body_role(page.blocks[index]), "coherence", SIGNED)
        for index in range(last + 1, next(signs, last))
        if scores.scores[index] > SIGNED_DOUBTED and is_sentence(page.blocks[index].text, SIGNED_WORDS)
    }


def _is_end(below: Sequence[Label | None]) -> bool:
    """Whether a dump ends there, or goes on with what stands below a story."""
    return not below or (below[0] is not None and below[0].role in BEHIND_TEXT)


def _inner_items(page: Page, labels: Sequence[Label | None], body: frozenset[int]) -> dict[int, Label]:
    """The items of a list that stand between two which the model has chosen."""
    found: dict[int, Label] = {}
    for _, lines in groupby(page.blocks, key=lambda block: (bool(block.marker), block.indent)):
        items = [block for block in lines if block.marker]
        chosen = [block.index for block in items if block.index in body]
        inner = [block for block in items if chosen and chosen[0] < block.index < chosen[-1]]
        found |= {
            block.index: Label(body_role(block), "coherence", "an item between two of a list in the story")
            for block in inner
            if block.index not in body and labels[block.index] is None
        }
    return found


def is_sentence(text: str, words: int) -> bool:
    """Whether a text of so many words or more ends as a sentence does."""
    return ends_sentence(text) and count_words(text) >= words
