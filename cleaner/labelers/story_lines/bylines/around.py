"""What the lines around a bare name say of it: a label, a list of other things, a quotation, other work."""

from __future__ import annotations

from cleaner.labelers.story_lines.bylines.line_signs import (
    MAX_NAME_CHARS,
    is_label,
    is_monogram,
    is_of_others,
    is_plain_label,
    is_unfinished,
)
from cleaner.labelers.story_lines.bylines.story import LISTS, SignedStory
from cleaner.lines.bylines.parts import is_date, says_other_work
from cleaner.lines.bylines.pieces import is_role
from cleaner.lines.names import is_name
from cleaner.model import Block
from cleaner.text import fold
from cleaner.vocabulary import words_of

CLOSE_BLOCKS = 4  # to the headline
ITEM_LINES = 12  # of one entry of a list, at most
DASHES = frozenset("-–—")
QUOTATION_MARKS = tuple('„“”«»"')  # around a headline


def is_told_otherwise(story: SignedStory, block: Block) -> bool:
    """Whether the lines around a bare name say why it stands there: a quotation, a list, "Edited by" the same above."""
    return is_attribution(story, block) or is_entry(story, block) or is_of_other_work(story, block)


def is_attribution(story: SignedStory, block: Block) -> bool:
    """Whether a line with a dash says whom the quotation above it is of; a headline or a story may end with one."""
    is_dashed = (block.marker or block.text)[:1] in DASHES and block.index - 1 != story.headline
    above = story.text_at(block.index - 1) if is_dashed else ""
    return above.startswith(QUOTATION_MARKS) and above.endswith(QUOTATION_MARKS)


def is_entry(story: SignedStory, block: Block) -> bool:
    """Whether a line of a dump stands in a list of other things: a tag, an item between two, a line under one.

    Authors in a list stand under the headline or a label, and beside the date.
    """
    if story.headline is not None and 0 < block.index - story.headline <= CLOSE_BLOCKS:
        return False
    if not block.marker:
        return is_under_item(story, block)
    if is_tag(story, block):
        return True
    beside = [story.blocks[at] for at in (block.index - 1, block.index + 1) if 0 <= at < len(story.blocks)]
    are_items = all(other.marker and not is_date(other.text) and not other.text.endswith(":") for other in beside)
    return are_items and not all(is_name(other.text) for other in beside)


def is_tag(story: SignedStory, block: Block) -> bool:
    """Whether an item stands in a list below a label of tags: "Topics:"."""
    above = story.blocks[max(0, block.index - ITEM_LINES) : block.index]
    label = next((other for other in reversed(above) if not other.marker), None)
    return label is not None and fold(label.text.strip(" :：")) in words_of("tag_labels")


def is_under_item(story: SignedStory, block: Block) -> bool:
    """Whether a line is a further one of the item of a list above it, as its indent shows."""
    above = story.blocks[max(0, block.index - 1)]
    highest = max(0, block.index - ITEM_LINES)
    while above.index > highest and not above.marker and above.indent >= block.indent > 0:
        above = story.blocks[above.index - 1]
    return above.marker != "" and above.index < block.index and above.indent < block.indent


def is_of_other_work(story: SignedStory, block: Block) -> bool:
    """Whether a line right above a name, or above a sign there, says that who bears it did other work."""
    near = (story.text_at(block.index - above) for above in (1, 2))
    return any(text.endswith(block.text) and says_other_work(text.removesuffix(block.text)) for text in near)


def is_first_of_list(story: SignedStory, block: Block) -> bool:
    """Whether a block is an entry right below the heading of a list of stories: "Popular posts:"."""
    return block.marker != "" and block.index > 0 and story.article.role_of(story.blocks[block.index - 1]) in LISTS


def label_above(story: SignedStory, block: Block) -> str:
    """The text of the line above a block, or above the initials that stand there, or the list of names that goes on.

    In such a list the role of each may stand below the name. An entry of a list, as of a menu ("* Contributors"), says
    nothing of what is no entry.
    """
    nearest = above_initials(story, block.index)
    while is_role_below_name(story, nearest):
        nearest = above_initials(story, nearest - 1)
    while is_list_item(story, block.index) and is_list_item(story, nearest):
        nearest -= 1
    while is_unfinished(story.text_at(nearest)) and not says_whose(story.text_at(nearest)):
        nearest -= 1
    above = story.text_at(nearest)
    is_entry = nearest >= 0 and story.blocks[nearest].marker != "" and not block.marker
    return "" if is_entry and not is_plain_label(above) else above


def says_whose(text: str) -> bool:
    """Whether a line is a label with a comma behind it: "Reviewed by,"."""
    return is_label(text) or is_of_others(text)


def above_initials(story: SignedStory, index: int) -> int:
    """The block above a name, or above the initials that stand there."""
    return index - 1 - is_monogram(story.text_at(index - 1), story.text_at(index))


def is_role_below_name(story: SignedStory, index: int) -> bool:
    """Whether a block says what the person is that the line above it names."""
    name, role = story.text_at(index - 1), story.text_at(index)
    return max(len(name), len(role)) <= MAX_NAME_CHARS and is_name(name) and is_role(role)


def is_list_item(story: SignedStory, index: int) -> bool:
    """Whether a block is an item of a list and nothing but a name: below "Authors" others may stand above it."""
    block = story.blocks[max(0, index)]
    return index >= 0 and (block.tag == "li" or block.marker != "") and is_name(block.text)
