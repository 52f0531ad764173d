"""Of a dump: what a network's post says that is set into the story, told by the line that signs it below."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import pairwise

from cleaner.lines.lazy import lazy_pattern
from cleaner.model import Block, Label, Role
from cleaner.text import COLONS
from cleaner.vocabulary import alternatives, words_of

# "— Ada Blau (@ada) May 7, 2025", "A post shared by Ada Blau (@ada)"
SIGNATURE = lazy_pattern(
    rf"(?:[—–-]{{1,2}}|(?:\S+ ){{0,2}}(?:{alternatives(words_of('post_shared_by'))})) ?"
    r"[^()]{1,80}\(@[\w.@-]{1,60}\)(?: (?=.{0,39}\d).{1,40})?",  # a date
    re.IGNORECASE,
)
HANDLE, MAX_GAP = "(@", 1
POST = Label(Role.SHARE, "coherence", "of a post in the story, signed in this line or the one below")


def name_posts(blocks: Sequence[Block], body: Collection[int]) -> dict[int, Label]:
    """Labels of those lines of a choice that sign posts, and of the one above each: its text, or a button.

    Behind a larger gap the signature stands alone: the text was a picture, or was left out.
    """
    named: dict[int, Label] = {}
    for above, block in pairwise(blocks):
        is_listed = above.marker == block.marker != "" or above.text.endswith(COLONS)  # whom to follow
        if HANDLE in block.text and not is_listed and SIGNATURE.fullmatch(f"{block.marker} {block.text}".strip()):
            lines = (above, block) if block.gap <= MAX_GAP else (block,)
            named |= {line.index: POST for line in lines if line.index in body}
    return named
