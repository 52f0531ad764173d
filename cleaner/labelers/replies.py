"""Readers' comments of a page, told by the buttons to reply to them: one in each of the items that a list has."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import islice, pairwise

from cleaner.labelers.roles import HEADINGS, body_role
from cleaner.labelers.signatures import SIGNATURE_WORDS, has_time
from cleaner.model import Block, Label, Page, Place, Role
from cleaner.text import count_words, ends_sentence
from cleaner.vocabulary import words_of

MAX_CHARS = 30  # of a button
MIN_BUTTONS = 3
LEVELS = 10  # from a button outwards to the list it stands in
MIN_WORDS, MIN_SCORE, SENTENCE_WORDS = 40, 0.2, 8  # of the story above: a thread of a forum has none
DATED_NAME_WORDS = 5  # of a name with a time, and more: a time alone is shorter
REPLIED = Label(Role.COMMENTS, "coherence", "in an item of a list whose items have a button to reply each")
ABOVE = "a sentence above the readers' comments, where no text is likelier"


def name_replied(page: Page, scores: Sequence[float], body: Collection[int]) -> dict[int, Label]:
    """Labels of those blocks of a choice that stand in such items and between them, below a story.

    Where nothing of this was chosen, its sentences are named as well. scores: of the block model.
    """
    words = words_of("reply_buttons")
    buttons = [block for block in page.blocks if len(block.text) <= MAX_CHARS and _named(block.text) in words]
    items = _items(buttons) if len(buttons) >= MIN_BUTTONS else frozenset()
    is_thread = bool(items) and _are_signed(page.blocks, items, words)
    inside = [index for index in sorted(body) if is_thread and not items.isdisjoint(_around(page.blocks[index]))]
    story = _sentences(page.blocks[: inside[0]], scores) if inside else []
    if sum(count_words(block.text) for block in story) < MIN_WORDS:
        return {}
    named = {index: REPLIED for index in sorted(body) if inside[0] <= index <= inside[-1]}
    is_chosen = min(body) < inside[0]
    return named if is_chosen else named | {block.index: Label(body_role(block), "coherence", ABOVE) for block in story}


def _named(button: str) -> str:
    """What a button says, without the count behind it."""
    return (button if button[-1].isalpha() else button.rstrip("0123456789() →»")).lower()


def _items(buttons: Sequence[Block]) -> frozenset[Place]:
    """The items of the lists that have enough of them, with a button each."""
    lists: dict[Place, set[Place]] = {}
    for above, below in pairwise(buttons):
        before, behind = list(_around(above)), list(_around(below))
        within = next((place for place in behind if place in before), None)
        ends = None if within is None else (before.index(within), behind.index(within))
        if within is not None and ends is not None and all(ends):
            lists.setdefault(within, set()).update((before[ends[0] - 1], behind[ends[1] - 1]))
    return frozenset(item for items in lists.values() if len(items) >= MIN_BUTTONS for item in items)


def _are_signed(blocks: Sequence[Block], items: frozenset[Place], buttons: Collection[str]) -> bool:
    """Whether most items have a line with a name: a heading, or the time of an entry, says not who wrote."""
    named, headed, timed = set[Place](), set[Place](), set[Place]()
    for block in filter(_may_sign, blocks):
        is_dated = has_time(block.text)
        if is_dated:
            timed.update(_around(block))
        if _named(block.text) not in buttons and (not is_dated or count_words(block.text) >= DATED_NAME_WORDS):
            (headed if block.tag in HEADINGS else named).update(_around(block))
    return 2 * len(items & (named | (headed & timed))) >= len(items)


def _may_sign(block: Block) -> bool:
    """Whether a line may be a name, with a time or without."""
    return count_words(block.text) <= SIGNATURE_WORDS and not ends_sentence(block.text)


def _around(block: Block) -> Iterator[Place]:
    return islice(block.place.outwards(), LEVELS)


def _sentences(blocks: Sequence[Block], scores: Sequence[float]) -> list[Block]:
    """Sentences that may be the story."""
    likely = (block for block in blocks if scores[block.index] > MIN_SCORE and ends_sentence(block.text))
    return [block for block in likely if count_words(block.text) >= SENTENCE_WORDS]
