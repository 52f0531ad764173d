"""What the finders of captions share: the credit with which a text ends, and what a block may be called so far."""

from __future__ import annotations

from typing import NamedTuple

from cleaner.labelers.story_lines.candidates import LineCandidate
from cleaner.lines.credits import parse_credit, without_taken_by
from cleaner.lines.credits.captions import has_credit_label, split_caption
from cleaner.lines.names import fold_word
from cleaner.lines.words import PREFIXES
from cleaner.model import Block, Credit, Role
from cleaner.text import ends_sentence

PICTURE_ROLES = frozenset({Role.CAPTION, Role.CREDIT})
# What a block in a figure, or right behind a picture, may be called so far and still be a caption or credit.
OPEN_ROLES = frozenset({Role.COPYRIGHT, Role.SOURCE, Role.FOOTER, Role.BOILERPLATE, None})
TEXT_ROLES = frozenset({Role.PARAGRAPH, Role.LIST_ITEM})
DUMP_ROLES = (OPEN_ROLES | TEXT_ROLES | PICTURE_ROLES) - {Role.SOURCE}
CLOSING_BRACKETS = (")", "]", ").")
MAX_CHARS = 600  # of a caption that nothing marks
TOP = Block(-1, "")  # stands above the first block


class ClosingCredit(NamedTuple):
    """The credit with which a text ends. is_alone: the text is nothing else; has_label: a label or "©" announces it."""

    credit: Credit
    is_alone: bool
    has_label: bool

    @property
    def role(self) -> Role:
        """The role of the block that ends so."""
        return Role.CREDIT if self.is_alone else Role.CAPTION

    @property
    def has_house(self) -> bool:
        """Whether it names an agency or distributor."""
        return bool(self.credit.agency or self.credit.distributor)


def candidate(block: Block, role: Role, why: str) -> LineCandidate:
    """A block as a caption or credit, in the form all finders give."""
    return LineCandidate(block.index, role, 1, f"line:{role}", why)


def read_closing_credit(text: str) -> ClosingCredit | None:
    """The credit with which a text ends; None for a byline, and where there is none."""
    if len(text) > MAX_CHARS or any(fold_word(part.partition(" ")[0]) in PREFIXES for part in text.split(" | ")):
        return None
    line = split_caption(text)
    credit = parse_credit(line.credit)
    # In East Asian writing the label stands behind the name; behind a sentence it is that of the text's author.
    is_taken_by = without_taken_by(line.credit) != line.credit and not ends_sentence(line.caption or ".")
    has_label = is_taken_by or has_credit_label(text)
    return ClosingCredit(credit, not line.caption, has_label) if credit is not None else None
