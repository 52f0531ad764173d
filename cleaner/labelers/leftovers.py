"""What a block is that is neither body nor named by a rule: told by its markup and by what the page says of itself."""

from __future__ import annotations

from collections.abc import Sequence

from cleaner.labelers.block_model.measures import Reference
from cleaner.model import Block, Label, Page, Role, Voice

HEADLINE = Label(Role.HEADLINE, "markup", "the title the page gives itself", Voice.MARKUP)
SUBTITLE = Label(Role.SUBTITLE, "markup", "the description the page gives of itself", Voice.MARKUP)
CAPTION = Label(Role.CAPTION, "markup", "a line in a figure", Voice.MARKUP)
NAVIGATION = Label(Role.NAVIGATION, "markup", "a link of a word or two outside the story", Voice.MARKUP)
RELATED = Label(Role.RELATED, "markup", "a linked line outside the story", Voice.MARKUP)
FIGURE_TAGS = ("figcaption", "figure")
NEAR_BLOCKS = 15  # so near the story a linked line may be its author, its section, its date
LINKED_SHARE = 0.6
MENU_WORDS = 3  # a linked line of more words is a headline of another story
MAX_CAPTION_WORDS = 60
MAX_HEADLINE_WORDS = 40


def name_leftovers(
    page: Page, labels: Sequence[Label | None], kept: Sequence[int], reference: Reference
) -> dict[int, Label]:
    """Labels of the blocks that can be told, by index. labels: what rules have said. kept: the body, ascending.

    Headline and subtitle only before the body's end; a caption only in a figure; links only far from the story. All
    else stays boilerplate.
    """
    first, last = (kept[0], kept[-1]) if kept else (0, len(page.blocks))
    body = frozenset(kept)
    found: dict[int, Label] = {}
    for block, label in zip(page.blocks, labels, strict=True):
        if label is None and block.index not in body:
            far = not first - NEAR_BLOCKS <= block.index <= last + NEAR_BLOCKS
            named = _name(block, reference, before_end=block.index < last, far=far)
            if named is not None:
                found[block.index] = named
    return found


def _name(block: Block, reference: Reference, *, before_end: bool, far: bool) -> Label | None:
    words = len(block.text.split())
    if before_end and words <= MAX_HEADLINE_WORDS and block.text.lower() in reference.titles and block.link_chars == 0:
        return HEADLINE
    if before_end and reference.is_described(block.text) and block.link_share < LINKED_SHARE:
        return SUBTITLE
    if words <= MAX_CAPTION_WORDS and (block.tag in FIGURE_TAGS or "figure" in block.ancestors):
        return CAPTION
    if far and block.link_share > LINKED_SHARE:
        if words <= MENU_WORDS:
            return NAVIGATION
        return RELATED
    return None
