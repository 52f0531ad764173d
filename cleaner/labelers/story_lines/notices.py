"""Name the notes of the editors that no rule has named: lines that open like one."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.article import Article
from cleaner.labelers.story_lines.candidates import LineCandidate
from cleaner.lines.notices import kind_of
from cleaner.model import BODY_ROLES, Block, Role
from cleaner.text import count_words

MIN_WORDS = 4  # "Correction:" alone is a heading
MAX_WORDS = 120  # a note is a paragraph; a longer block that opens like one is an article about a correction
MIN_PLAIN_WORDS = 6  # "First published on 3 May 2024", "Updated: 22:05, 22 Apr 2024" are dates, no notes
MAX_LINK_SHARE = 0.8  # a line of links is a menu
DATED_KINDS = frozenset({"republished_from", "update"})
NOTE_ROLES = BODY_ROLES | {Role.BOILERPLATE, None}  # what a note may be called so far


def find_notices(article: Article) -> Iterator[LineCandidate]:
    """The lines that open like a note; one in the text stays there."""
    for block in article.page.blocks:
        role = article.role_of(block)
        in_text = role in BODY_ROLES
        if role in NOTE_ROLES and (in_text or not article.is_ruled(block)) and is_note(block):
            yield LineCandidate(block.index, Role.NOTICE, 1, "line", "it opens like a note of the editors", in_text)


def is_note(block: Block) -> bool:
    """Whether a block opens like a note and is a paragraph of text: no menu, no date, no article about a note."""
    kind = kind_of(block.text)
    if kind is None or block.link_share > MAX_LINK_SHARE:
        return False
    plain_words = sum(map(str.isalpha, block.text.split()))
    is_date = kind in DATED_KINDS and plain_words < MIN_PLAIN_WORDS
    return MIN_WORDS <= count_words(block.text) <= MAX_WORDS and not is_date
