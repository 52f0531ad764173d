"""Name the captions and credits of dumps: lines that end with a picture's credit."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from cleaner.article import Article
from cleaner.labelers.story_lines.candidates import LineCandidate
from cleaner.labelers.story_lines.closing_credits import (
    CLOSING_BRACKETS,
    DUMP_ROLES,
    PICTURE_ROLES,
    TEXT_ROLES,
    TOP,
    ClosingCredit,
    candidate,
    read_closing_credit,
)
from cleaner.lines.credits.bare import is_credit
from cleaner.lines.credits.labels import is_bare_label, is_button
from cleaner.model import Block, Role
from cleaner.text import bare, count_words

HANGUL, MAX_KOREAN_WORDS = ("\uac00", "\ud7a3"), 30  # of a caption; the last paragraph of a story may end so


def lines_of_dump(article: Article, area: range) -> Iterator[LineCandidate]:
    """Captions and credits that rules mark, and lines that end with a credit; none that says what the headline says.

    area: the blocks among which captions of the story stand.
    """
    headline = bare(article.headline_text)
    for above, block in pairwise((TOP, *article.page.blocks[: area.stop])):
        found, why = article.role_of(block), "marked by a rule, and near the story"
        if found not in DUMP_ROLES:
            continue
        if found not in PICTURE_ROLES or block.index not in area:
            found, why = role_in_dump(article, area, block, above.text), "a line that ends with a picture's credit"
        if found is not None and bare(block.text) != headline:  # "Erstes Bild: Die Seilbahn", in a path of pages
            yield candidate(block, found, why)


def role_in_dump(article: Article, area: range, block: Block, above: str) -> Role | None:
    """Caption or credit where a line of a dump ends with a credit, or follows a line that is a credit's label.

    Not where a paragraph ends with no more than an agency's name: "… sagte sie. (dpa)" closes a story, or one of
    several, and "AFP" alone may be its author; "… in Kiel. Foto: dpa" is a caption.
    """
    if block.index in area and is_bare_label(above) and is_credit(block.text):
        return Role.CREDIT
    is_above = block.index < area.start  # where teasers name no agency in brackets
    if not (block.text.endswith(CLOSING_BRACKETS) if is_above else is_below_headline(article, block)):
        return None
    closing = read_closing_credit(block.text)
    if closing is None:
        return None
    if is_above:
        found = closing.has_house and not closing.is_alone
    elif article.role_of(block) in TEXT_ROLES:
        is_inside = is_in_text(article, block)
        found = is_button(above) or is_caption_in_text(closing, is_inside=is_inside)
        found = found or (is_inside and is_korean_caption(block.text, closing))
    else:
        found = is_caption_beside_text(block.text, closing, is_inside=is_in_text(article, block))
    return closing.role if found else None


def is_below_headline(article: Article, block: Block) -> bool:
    """Whether a block stands between the headline and the last block of the body."""
    return not article.body or article.first_block < block.index < article.body[-1].index


def is_in_text(article: Article, block: Block) -> bool:
    """Whether a block stands between two blocks of the body."""
    ends = (article.body[0].index, article.body[-1].index) if article.body else (0, 0)
    return ends[0] < block.index < ends[1]


def is_caption_in_text(closing: ClosingCredit, *, is_inside: bool) -> bool:
    """Whether a paragraph is a caption: by a label, a photographer and house, or, inside the text, a credit alone."""
    credit = closing.credit
    is_signed = credit.distributor or (credit.photographer and (credit.agency or "/" in credit.raw))
    return bool(closing.has_label or is_signed or (closing.is_alone and is_inside))


def is_korean_caption(text: str, closing: ClosingCredit) -> bool:
    """Whether a short paragraph says behind its last sentence whose picture it is, as captions in Korean do."""
    said = text[: text.rfind(closing.credit.raw)].rstrip()
    is_korean = HANGUL[0] <= closing.credit.raw[:1] <= HANGUL[1]
    return is_korean and said.endswith(".") and count_words(text) <= MAX_KOREAN_WORDS


def is_caption_beside_text(text: str, closing: ClosingCredit, *, is_inside: bool) -> bool:
    """Whether a line that is no paragraph is a caption or credit, and does not name the story's author.

    "Reuters, Max Muster" does, and above the text "3. Mai, 15:46 Uhr / Max Muster".
    """
    credit = closing.credit
    if closing.has_label or credit.distributor:
        return True
    if credit.photographer is None:
        return is_inside or not closing.is_alone
    is_list = ", " in text and "/" not in text
    is_signed = closing.has_house or is_inside or not text.endswith(credit.raw)
    return not is_list if closing.is_alone else is_signed
