"""Small print stands at an end: a paragraph inside a story that reads like it is the story's.

Notes on rights, disclaimers and rules for comments are known by their formulas, and stories speak of these, too.
"""

from __future__ import annotations

from cleaner.labelers.rules.draft import LabelDraft
from cleaner.model import Role

SMALL_PRINT = frozenset({Role.COMMENTS, Role.COPYRIGHT, Role.NOTICE, Role.BOILERPLATE})
MARKS = ("©", "ⓒ", "(c)", "copyright")  # with one of them a text inside a story is the credit of a picture
MIN_WORDS = 12  # of a text
MIN_SHARE_BEHIND = 0.2  # of the words of all texts: with fewer behind it a line stands at the story's end
MAX_DISTANCE = 2  # blocks from one text of a story to the next


def give_back_texts(draft: LabelDraft, lines: frozenset[int]) -> None:
    """Take back the labels of lines that are texts of the story: those inside it, and the first where it has no other.

    lines: what patterns of rules for many sites have labelled small print.
    """
    lines = frozenset(block for block in lines if draft.prose_words(block) >= MIN_WORDS and not _is_marked(draft, block))
    if not lines:
        return
    texts = [block.index for block in draft.blocks if block.index in lines or _is_open_text(draft, block.index)]
    if lines.issuperset(texts):
        draft.labels[texts[0]] = None
    total = sum(map(draft.words, texts))
    behind = total
    for before, text, after in zip(texts, texts[1:], texts[2:], strict=False):
        behind -= draft.words(text)
        is_inside = behind >= MIN_SHARE_BEHIND * total and after - before <= 2 * MAX_DISTANCE
        if text in lines and is_inside and _are_together(draft, before, text, after):
            draft.labels[text] = None


def _is_open_text(draft: LabelDraft, block: int) -> bool:
    return draft.labels[block] is None and draft.prose_words(block) >= MIN_WORDS


def _is_marked(draft: LabelDraft, block: int) -> bool:
    return any(map(draft.folded(block).__contains__, MARKS))


def _are_together(draft: LabelDraft, *blocks: int) -> bool:
    """Whether blocks stand in one element."""
    first, *others = (draft.blocks[block].container for block in blocks)
    return all(container is first for container in others)
