"""Parse the story's captions and credits: the blocks that carry these roles, each parted into caption and credit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cleaner.article import Article
from cleaner.lines.credits import MAX_CREDIT_CHARS, without_label
from cleaner.lines.credits.captions import MAX_CREDIT_WORDS, Captioned, split_caption
from cleaner.model import Block, Cut, Role

RULE_FIELDS = ("credit", "credits", "photo_credits")
MAX_TIME_WORDS = 4
MIN_LETTERS = 3


def caption_lines(article: Article) -> dict[int, Captioned]:
    """Block index → caption and credit, of the blocks with role caption or credit that say something, in page order.

    A credit right behind a caption without one belongs to it.
    """
    lines: dict[int, Captioned] = {}
    for index, line in parsed_lines(article):
        above = lines.get(index - 1)
        if line.caption is None and above is not None and above.credit is None:
            lines[index - 1] = Captioned(above.caption, line.credit)
        elif line.credit or is_caption_text(line.caption or ""):
            lines[index] = line
    return lines


def parsed_lines(article: Article) -> Iterator[tuple[int, Captioned]]:
    """Each caption and credit of the story, parsed; what a rule caught in it counts before what its text looks like."""
    credits, captions = caught(article, *RULE_FIELDS), caught(article, "caption")
    cuts: dict[int, list[Cut]] = {}
    for cut in article.labels.cuts:
        cuts.setdefault(cut.block, []).append(cut)
    for block in article.lines_as(Role.CAPTION, Role.CREDIT):
        known = credits.get(block.index)
        if article.role_of(block) is Role.CREDIT:
            yield block.index, credit_line(block, known)
        else:
            yield block.index, caption_line(block, cuts.get(block.index, []), captions.get(block.index), known)


def credit_line(block: Block, known: str | None) -> Captioned:
    """A block that is a credit; a longer one may hold the caption too. known: the credit where a rule caught it."""
    line = split_caption(block.text)
    if known is None and line.caption and line.credit and len(block.text.split()) > MAX_CREDIT_WORDS // 2:
        return line
    credit = known or without_label(block.text)
    return Captioned(None, credit if len(credit) <= MAX_CREDIT_CHARS else None)


def caption_line(block: Block, cuts: list[Cut], caption: str | None, known: str | None) -> Captioned:
    """A block that is a caption. cuts: of its text; caption, known: caption and credit where a rule caught them."""
    text = without_cuts(block, cuts)
    printed = known or cut_credit(block, cuts, text)
    line = split_caption(caption or text, printed)
    return line._replace(credit=without_label(printed)) if printed else line


def without_cuts(block: Block, cuts: list[Cut]) -> str:
    """The block's text without what was cut out of it."""
    text = block.text
    for cut in sorted(cuts, key=lambda cut: cut.start, reverse=True):
        text = f"{text[: cut.start]} {text[cut.end :]}"
    return text


def cut_credit(block: Block, cuts: list[Cut], rest: str) -> str | None:
    """The credit cut out of a caption; or the rest of the block where the caption was cut out."""
    texts = {cut.label.role: block.text[cut.start : cut.end] for cut in reversed(cuts)}
    credit = texts.get(Role.CREDIT) or texts.get(Role.COPYRIGHT)
    if credit is None and Role.CAPTION in texts and len(rest.split()) <= MAX_CREDIT_WORDS // 2:
        return rest.strip() or None
    return credit


def is_caption_text(text: str) -> bool:
    """Whether a caption says something: no number of a picture in a gallery, no time or length of a video."""
    is_time = len(text.split()) <= MAX_TIME_WORDS and any(map(str.isdigit, text))
    return not is_time and sum(map(str.isalpha, text)) >= MIN_LETTERS


def loose_credits(article: Article) -> Iterator[str]:
    """Credits a rule found outside any block, or cut out of a block that is no caption."""
    for name in RULE_FIELDS:
        yield from (found.value for found in article.candidates.get(name, ()) if found.block < 0)
    for cut in article.labels.cuts:
        if cut.label.role is Role.CREDIT and article.role_of(article.page.blocks[cut.block]) is not Role.CAPTION:
            yield article.page.blocks[cut.block].text[cut.start : cut.end]


def caught(article: Article, *fields: str) -> Mapping[int, str]:
    """Block index → what a rule found for one of the fields there, the first where there are more."""
    found = [candidate for name in fields for candidate in article.candidates.get(name, ())]
    return {candidate.block: candidate.value for candidate in reversed(found) if candidate.block >= 0}
