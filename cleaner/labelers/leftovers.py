"""Labels for blocks that are neither body nor named by a rule, by their markup and by what the page declares."""

from __future__ import annotations

from collections.abc import Sequence

from cleaner.labelers.block_model import DeclaredTexts
from cleaner.model import Block, Label, Page, Role, Voice

HEADLINE = Label(Role.HEADLINE, "markup", "the title the page gives itself", Voice.MARKUP)
SUBTITLE = Label(Role.SUBTITLE, "markup", "the description the page gives of itself", Voice.MARKUP)
CAPTION = Label(Role.CAPTION, "markup", "a line in a figure", Voice.MARKUP)
NAVIGATION = Label(Role.NAVIGATION, "markup", "a link of a word or two outside the story", Voice.MARKUP)
RELATED = Label(Role.RELATED, "markup", "a linked line outside the story", Voice.MARKUP)
NEAR_BLOCKS = 15  # so near the story a linked line may be its author, its section, its date
LINKED_SHARE = 0.6
MENU_WORDS = 3  # a linked line of more words is a headline of another story
MAX_CAPTION_WORDS = 60


def name_leftovers(
    page: Page, labels: Sequence[Label | None], body: Sequence[int], declared: DeclaredTexts
) -> dict[int, Label]:
    """Labels by index of the blocks whose role shows. labels: None where no rule has labelled a block. body: ascending.

    Headline and subtitle only before the body's end; a caption only in a figure; links only far from the story. All
    else stays boilerplate.
    """
    first, last = (body[0], body[-1]) if body else (0, len(page.blocks))
    around = range(first - NEAR_BLOCKS, last + NEAR_BLOCKS + 1)
    named: dict[int, Label] = {}
    for index in {index for index, label in enumerate(labels) if label is None}.difference(body):
        block = page.blocks[index]
        label = _printed_again(block, declared) if index < last else None
        label = label or _caption(block) or (_link(block) if index not in around else None)
        if label is not None:
            named[index] = label
    return named


def _printed_again(block: Block, declared: DeclaredTexts) -> Label | None:
    """Headline or subtitle, where the block prints what the page declares."""
    if block.text.lower() in declared.titles and not block.link_chars:
        return HEADLINE
    return SUBTITLE if declared.is_description(block.text) and block.link_share < LINKED_SHARE else None


def _caption(block: Block) -> Label | None:
    """A line of a figure; one that is a link is a button, or leads to another story."""
    is_line = block.is_line_of_figure and block.link_share < 1
    return CAPTION if is_line and len(block.text.split()) <= MAX_CAPTION_WORDS else None


def _link(block: Block) -> Label | None:
    if block.link_share <= LINKED_SHARE:
        return None
    return NAVIGATION if len(block.text.split()) <= MENU_WORDS else RELATED
