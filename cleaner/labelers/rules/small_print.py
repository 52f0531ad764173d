"""Small print stands at an end: a paragraph inside a story that reads like it is the story's.

Notes on rights, disclaimers and rules for comments are known by their formulas, and stories speak of these, too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from cleaner.labelers.rules.draft import LabelDraft
from cleaner.model import Place, Role
from cleaner.vocabulary import ordered_words

SMALL_PRINT = frozenset({Role.COMMENTS, Role.COPYRIGHT, Role.NOTICE, Role.BOILERPLATE})
MARKS = ordered_words("copyright_marks")  # with one of them a text inside a story is the credit of a picture
MIN_WORDS = 12  # of a text
# Of the words of all texts of an element: with fewer behind it a line stands at the story's end. Behind the story of a
# dump stand other texts.
MIN_SHARE_BEHIND, MIN_SHARE_BEHIND_IN_DUMP = 0.15, 0.3
MAX_DISTANCE = 2  # blocks from one text of a story to the next


def give_back_texts(draft: LabelDraft, lines: frozenset[int]) -> None:
    """Take back the labels of lines that are texts of the story: those inside it, and the first where it has no other.

    lines: what patterns of rules for many sites have labelled small print.
    """
    lines = frozenset(
        block for block in lines if draft.prose_words(block) >= MIN_WORDS and not _is_marked(draft, block)
    )
    if not lines:
        return
    texts = [block.index for block in draft.blocks if block.index in lines or _is_open_text(draft, block.index)]
    if lines.issuperset(texts):
        draft.labels[texts[0]] = None
    by_container: defaultdict[Place | None, list[int]] = defaultdict(list)
    for text in texts:
        by_container[draft.blocks[text].container].append(text)
    for together in by_container.values():
        for text in _inside(draft, together, lines):
            draft.labels[text] = None


def _inside(draft: LabelDraft, texts: Sequence[int], lines: frozenset[int]) -> Iterator[int]:
    """Of the texts of one element those lines that stand inside a story; none where most are such lines."""
    total = sum(map(draft.words, texts))
    behind = total
    if 2 * sum(draft.words(text) for text in texts if text in lines) > total:
        return
    needed = MIN_SHARE_BEHIND if draft.page.tree is not None else MIN_SHARE_BEHIND_IN_DUMP
    for before, text, after in zip(texts, texts[1:], texts[2:], strict=False):
        behind -= draft.words(before)
        is_near = after - before <= 2 * MAX_DISTANCE
        if text in lines and is_near and behind - draft.words(text) >= needed * total:
            yield text


def _is_open_text(draft: LabelDraft, block: int) -> bool:
    return draft.labels[block] is None and draft.prose_words(block) >= MIN_WORDS


def _is_marked(draft: LabelDraft, block: int) -> bool:
    return any(map(draft.folded(block).__contains__, MARKS))
