"""A page as plain text, as tools that flatten pages print it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cleaner.model import Block

ITEM = "  * "
SPACED_TAGS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre"})


def flatten(blocks: Iterable[Block]) -> str:
    """The text of the blocks that a reader sees, one a line; blank lines around paragraphs and headings."""
    return "\n".join(_lines(block for block in blocks if not block.hidden)).strip("\n") + "\n"


def _lines(blocks: Iterable[Block]) -> Iterator[str]:
    was_spaced = False
    for block in blocks:
        is_spaced = block.place.tag in SPACED_TAGS
        if is_spaced or was_spaced:
            yield ""
        yield ITEM + block.text if "li" in (block.place.tag, *block.ancestors[-1:]) else block.text
        was_spaced = is_spaced
