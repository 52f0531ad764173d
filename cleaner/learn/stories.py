"""Which blocks of a page are its story: by a text that somebody gives, by the declared one, by the labelers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from cleaner.json_paths import as_text
from cleaner.learn.shingles import WORD, Shingles, share_in, shingles
from cleaner.model import Block, Page
from cleaner.text import fold

Blocks = frozenset[int]  # indices of blocks

MIN_DECLARED_SHARE = 0.6  # of the labelers' story that a declared text must hold to be the same story, whole
OPENING_CHARS = 60  # two texts that begin with the same so many characters are one
MIN_LOOKED_UP_CHARS = 12  # shorter texts stand in any long one
MIN_FOUND_WORDS = 6  # of a block that is found by words in a row
MIN_SHARED = 0.6  # of a block's words in a row that a given text must hold
REACH = 2  # blocks before and behind, among which the story goes on
UNDECLARED_TAGS = frozenset({"h2", "h3", "h4", "li", "blockquote", "pre", "tr"})  # a declared text is without them


def declared_story(page: Page, chosen: Blocks) -> Blocks | None:
    """The story as JSON-LD declares it, where most of what the labelers choose agrees; else None."""
    texts = [fold(as_text(node.get("articleBody"))) for node in page.signals.json_ld]
    declared = max(texts, key=len, default="")
    found = frozenset(block.index for block in page.blocks if _opens_in(block, declared))
    if _chars(page, chosen & found) < MIN_DECLARED_SHARE * max(_chars(page, chosen), 1):
        return None
    untold = frozenset(block.index for block in page.blocks if _may_be_undeclared(block))
    return found | chosen & untold


def _chars(page: Page, blocks: Iterable[int]) -> int:
    return sum(len(page.blocks[index].text) for index in blocks)


def _opens_in(block: Block, text: str) -> bool:
    opening = fold(block.text[: 2 * OPENING_CHARS])[:OPENING_CHARS]
    return len(opening) >= MIN_LOOKED_UP_CHARS and opening in text


def _may_be_undeclared(block: Block) -> bool:
    return len(block.text) < OPENING_CHARS or block.tag in UNDECLARED_TAGS


def given_story(page: Page, chosen: Blocks, truth: str) -> Blocks:
    """The blocks that a given text holds. chosen: by the labelers, who decide on short ones."""
    long = _found_blocks(page, shingles(truth))
    if not long:
        return frozenset()
    text = fold(truth)
    inside = page.blocks[min(long) : max(long) + 1]
    short = frozenset(block.index for block in inside if _is_short(block) and fold(block.text) in text)
    return long | short & (chosen | _between(long))


def _is_short(block: Block) -> bool:
    return len(WORD.findall(block.text)) < MIN_FOUND_WORDS


def _found_blocks(page: Page, known: Shingles) -> Blocks:
    """The long blocks that a text holds; of several copies the one among the others."""
    copies: dict[str, list[int]] = defaultdict(list)
    for block in page.blocks:
        if not _is_short(block) and share_in(shingles(block.text), known) >= MIN_SHARED:
            copies[fold(block.text)].append(block.index)
    single = [indices[0] for indices in copies.values() if len(indices) == 1]
    first, last = min(single, default=0), max(single, default=0)
    return frozenset(min(indices, key=lambda index: _distance(index, first, last)) for indices in copies.values())


def _distance(index: int, first: int, last: int) -> int:
    """Blocks between one and a run; 0 inside it."""
    return max(first - index, index - last, 0)


def _between(blocks: Blocks) -> Blocks:
    """The blocks with some of the given ones close before and close behind."""
    reached = range(1, REACH + 1)
    behind = frozenset(index + step for index in blocks for step in reached)
    before = frozenset(index - step for index in blocks for step in reached)
    return behind & before
