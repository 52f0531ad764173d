"""Of what stands on several pages of a site, what is a story's all the same: headings over its text, items of lists."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.learn.stories import Blocks
from cleaner.model import Block, Page
from cleaner.text import count_words
from cleaner.tree import PageTree, Piece

SUBHEAD_TAGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
STRESS_TAGS = frozenset({"b", "strong"})
LISTED_TAGS = frozenset({"li", "tr", "dd"})
MIN_PROSE_WORDS = 12  # below a subhead: the first line of a list of links is shorter
MAX_LABEL_WORDS = 6  # of a line over a list that no tag calls a heading
MAX_LINKED = 0.5  # of an item's text: what is linked leads to other stories
STRESS_LEVELS = 3  # elements around a run of text in which its stress may stand


def own_blocks(page: Page, story: Blocks, repeated: Blocks) -> Blocks:
    """The blocks of a story without those that stand on other pages, too, and with nothing of its own.

    "What happens next" over prose and "Pros" over a list come again from story to story, as does "salt" among the
    ingredients, and are theirs; the heading of a box has the box's text below it.
    """
    once = story - repeated
    if not once:
        return once
    own = once | _items_among(page, story, once)
    labels: set[int] = set()
    for index in sorted((story - own), reverse=True):
        block, below = page.blocks[index], page.blocks[index + 1 : index + 2]
        if index > min(once) and below and (index + 1 in own or index + 1 in labels):
            is_head = _is_above(block, below[0]) if index + 1 in labels else _is_heading(page, block, below[0])
            labels |= {index} if is_head else set()
    return own | labels


def _is_above(block: Block, below: Block) -> bool:
    """Whether a heading stands over one of a lower rank."""
    return block.tag in SUBHEAD_TAGS and below.tag in SUBHEAD_TAGS and block.tag < below.tag


def _is_heading(page: Page, block: Block, below: Block) -> bool:
    """Whether a line heads a list or prose below it."""
    if below.tag in LISTED_TAGS:
        return block.tag in SUBHEAD_TAGS or _is_label(block)
    return count_words(below.text) >= MIN_PROSE_WORDS and (block.tag in SUBHEAD_TAGS or _is_stressed(page.tree, block))


def _is_label(block: Block) -> bool:
    return count_words(block.text) <= MAX_LABEL_WORDS and block.link_share < MAX_LINKED


def _items_among(page: Page, story: Blocks, once: Blocks) -> Blocks:
    """The items of lists and rows of tables of which at least half stand on this page alone and lead nowhere."""
    found: set[int] = set()
    for run in _runs(page, story):
        plain = [block.index for block in run if block.link_share < MAX_LINKED]
        if 2 * len(once.intersection(plain)) >= len(run):
            found.update(plain)
    return frozenset(found)


def _runs(page: Page, story: Blocks) -> Iterator[list[Block]]:
    """The items and rows of a story that stand next to each other."""
    run: list[Block] = []
    for index in sorted(story):
        block = page.blocks[index]
        if run and (block.tag != run[-1].tag or index != run[-1].index + 1):
            yield run
            run = []
        run = [*run, block] if block.tag in LISTED_TAGS else []
    if run:
        yield run


def _is_stressed(tree: PageTree | None, block: Block) -> bool:
    """Whether all of a short line is bold, and none of it a link: "<b>Verdict</b>"."""
    pieces = tree.pieces_of(block.index) if tree is not None else ()
    return _is_label(block) and bool(pieces) and all(map(_is_bold, pieces))


def _is_bold(piece: Piece) -> bool:
    element = piece.element.getparent() if piece.is_tail else piece.element
    for _ in range(STRESS_LEVELS):
        if element is None or element.tag in STRESS_TAGS:
            return element is not None
        element = element.getparent()
    return False
