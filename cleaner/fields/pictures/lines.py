"""Captions and credits the page prints in blocks: which block says what, each credit parted from its caption."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from cleaner.article import Article
from cleaner.fields.memo import once
from cleaner.fields.near_blocks import headline_before
from cleaner.lines.credits import MAX_CREDIT_CHARS, label_length, parse_credit, without_label
from cleaner.lines.credits.captions import MAX_CREDIT_WORDS, Captioned, has_credit_label, is_credit, split_caption
from cleaner.lines.credits.words import LABELS
from cleaner.lines.lazy import lazy_pattern
from cleaner.lines.names import fold_word
from cleaner.lines.words import PREFIXES
from cleaner.model import Block, Label, Page, Role

RULE_FIELDS = ("credit", "credits", "photo_credits")
# What a block in a figure, or just behind a picture, may be called by rules and voices and still be its caption.
UNNAMED_ROLES = frozenset({Role.CAPTION, Role.CREDIT, Role.COPYRIGHT, Role.SOURCE, Role.FOOTER, Role.BOILERPLATE, None})
TEXT_ROLES = frozenset({Role.PARAGRAPH, Role.LIST_ITEM})
CREDIT_WORDS = frozenset({"credit", "credits", "photographer", "copyright", "bildnachweis", "bildquelle"})
TOKEN_WORD = lazy_pattern(r"[a-z]+")
NAMED_CAPTIONS = frozenset({Role.CAPTION, Role.CREDIT, Role.COPYRIGHT})
MAX_CAPTION_WORDS = 80
MAX_LOOSE_CHARS = 600
# Asked before all else of the many lines above a story.
MAY_BE_CREDITED = lazy_pattern(r"[)\]）】]\s*$|[©＝]|\w/\w")
MAX_TIME_WORDS = 4
MAX_LABEL_CHARS = 30
FIGURE_BLOCKS = 3  # a figure's caption stands at most so far behind its picture
REACH_BLOCKS = 6  # how far above the headline and below the text a picture of the story may stand


class Around(NamedTuple):
    """What tells a caption where nothing marks it. behind: blocks just behind a picture; held: those a picture holds.

    near: all blocks that may belong to a picture by their place: held, or so far behind one as a figure's caption is.
    start, end: indices of headline and last block of the text. known, captions: what rules found, by block.
    credit_tokens: the classes and ids of the page that hold a word for credit.
    """

    article: Article
    behind: frozenset[int]
    held: frozenset[int]
    near: frozenset[int]
    start: int
    end: int
    known: Mapping[int, str]
    captions: Mapping[int, str]
    credit_tokens: frozenset[str]


def caption_lines(article: Article) -> Mapping[int, Captioned]:
    """Block index → caption and credit, of blocks in and around the story.

    Blocks with role caption or credit, those a figure holds, and, without any mark, those just behind a picture that
    end with a credit or are one. What a rule's pattern caught counts before what the text looks like.
    """
    return once(article, "image_lines.caption_lines", _caption_lines)


def _caption_lines(article: Article) -> Mapping[int, Captioned]:
    around = surroundings(article)
    labels, near = article.labels.labels, around.near
    telling = NAMED_CAPTIONS if not around.credit_tokens else NAMED_CAPTIONS | UNNAMED_ROLES
    lines: dict[int, Captioned] = {}
    for block in article.page.blocks[max(0, around.start - REACH_BLOCKS) : around.end + REACH_BLOCKS + 1]:
        index = block.index
        label = labels[index]
        role = label.role if label is not None else None
        if block.tag and index not in near and index - 1 not in lines and role not in telling:
            continue  # most blocks, and no more to ask of them
        line = line_of(around, block, role, lines)
        if line is None:
            continue
        lines[index] = line
        if is_only_credit(line):
            lines.update(caption_above(around, index, lines))
    lines.update(gallery_above(around))
    return {index: line for index, line in lines.items() if is_caption_text(line.caption) or line.credit}


def gallery_above(around: Around) -> Iterator[tuple[int, Captioned]]:
    """In a dump, the captions far above the text that name an agency or photographer in so many words.

    A gallery of the story may stand there; teasers of other stories print no credits.
    """
    article = around.article
    if article.page.document.kind != "text":
        return
    for block in article.page.blocks[: max(0, around.start - REACH_BLOCKS)]:
        if role_of(article, block.index) in UNNAMED_ROLES and len(block.text) <= MAX_LOOSE_CHARS:
            line = dump_line(around, block, None) if MAY_BE_CREDITED.search(block.text) else None
            credit = parse_credit(line.credit) if line is not None and line.caption and line.credit else None
            if line is not None and credit is not None and (credit.agency or credit.distributor):
                yield block.index, line


def surroundings(article: Article) -> Around:
    """What the functions below ask of the story, looked up once."""
    images = article.page.signals.images
    start = headline_before(article, article.body[0].index) if article.body else 0
    behind = {image.block for image in images}
    held = {index for image in images for index in image.blocks}
    return Around(
        article,
        frozenset(behind),
        frozenset(held),
        frozenset(held.union(*(range(index, index + FIGURE_BLOCKS + 1) for index in behind))),
        start,
        end_of_pictures(article),
        caught(article, *RULE_FIELDS),
        caught(article, "caption"),
        credit_tokens(article.page),
    )


def end_of_pictures(article: Article) -> int:
    """The last block of the story, the figures of a gallery below it included: each near the one before."""
    if not article.body:
        return len(article.page.blocks)
    end = article.body[-1].index
    for index in sorted(index for image in article.page.signals.images for index in image.blocks):
        label = article.labels.labels[index]
        if end < index <= end + REACH_BLOCKS and label is not None and label.role is Role.CAPTION:
            end = index
    return end


def line_of(around: Around, block: Block, role: Role | None, lines: Mapping[int, Captioned]) -> Captioned | None:
    """Caption and credit of one block; None where it is neither. lines: those of the blocks before."""
    index = block.index
    unnamed, behind = role in UNNAMED_ROLES, index in around.behind
    follows = behind or index - 1 in around.behind or index - 1 in lines
    if not block.tag and index and is_bare_label(around.article.page.blocks[index - 1].text) and is_credit(block.text):
        return Captioned(None, without_label(block.text))
    inside = behind or around.start < index < around.end
    if role is Role.CREDIT or (unnamed and inside and is_credit_block(around, block, role)):
        return credit_line(block, around.known.get(index))
    if role is Role.CAPTION or (unnamed and (index in around.held or is_in_figure(around, block))):
        printed = around.known.get(index) or cut_credit(around.article, block)
        line = split_caption(around.captions.get(index) or without_cuts(around.article, block), printed)
        return line._replace(credit=without_label(printed)) if printed else line
    if not block.tag:
        return dump_line(around, block, role) if inside else None
    if follows and is_loose(role, block):
        line = split_caption(block.text)
        return line if line.credit and (behind or line.caption is None) else None
    return None


def is_bare_label(text: str) -> bool:
    """Whether a line holds nothing but a credit's label: a bare dump prints "Foto:" and the name on two lines."""
    return text[-1] in ":：" and len(text) <= MAX_LABEL_CHARS and fold_word(text[:-1]).strip("([ ") in LABELS


def dump_line(around: Around, block: Block, role: Role | None) -> Captioned | None:
    """A line of a dump that ends with a credit; not one that ends with, or is, no more than an agency's name.

    "… sagte sie. (dpa)" closes a story and "AFP" alone may be its author; "… in Kiel. Foto: dpa" is a caption.
    """
    if len(block.text) > MAX_LOOSE_CHARS or role is Role.SOURCE or role not in UNNAMED_ROLES | TEXT_ROLES:
        return None
    line = split_caption(block.text)
    if not line.credit or fold_word(block.text.split(" ", 1)[0]) in PREFIXES:
        return None
    credit = parse_credit(line.credit)
    named = credit is not None and (credit.photographer is not None or credit.distributor is not None)
    sure = named or has_credit_label(block.text)
    if role in TEXT_ROLES:
        return line if sure and block.index < around.end else None
    return line if sure or line.caption else None


def caption_above(around: Around, index: int, lines: Mapping[int, Captioned]) -> Iterator[tuple[int, Captioned]]:
    """The block between a picture and its credit: a caption, though nothing marks it."""
    above = index - 1
    if above in around.behind and above not in lines and role_of(around.article, above) in UNNAMED_ROLES:
        text = around.article.page.blocks[above].text
        if len(text.split()) <= MAX_CAPTION_WORDS:
            yield above, Captioned(text, None)


def credit_line(block: Block, known: str | None) -> Captioned:
    """A block that is marked as a credit; a longer one may hold the caption too."""
    line = split_caption(block.text)
    if known is None and line.caption and line.credit and len(block.text.split()) > MAX_CREDIT_WORDS // 2:
        return line
    credit = known or without_label(block.text)
    return Captioned(None, credit) if credit and len(credit) <= MAX_CREDIT_CHARS else Captioned(None, None)


def role_of(article: Article, index: int) -> Role | None:
    """The role of a block; None without label."""
    label = article.labels.labels[index]
    return label.role if label is not None else None


def credit_tokens(page: Page) -> frozenset[str]:
    """The classes and ids of the page that hold a word for credit; most pages have none, and are not taken apart."""
    tokens = page.signals.tokens
    whole = "\n".join(tokens).lower()
    words = [word for word in CREDIT_WORDS if word in whole]
    return frozenset(token for token in tokens if is_credit_token(token, words)) if words else frozenset()


def is_credit_block(around: Around, block: Block, role: Role | None) -> bool:
    """Whether a block inside the story is a credit by its "©" or by a word of its class: "teaser-image__credits"."""
    if role is Role.COPYRIGHT:
        return True
    marks = around.credit_tokens  # mostly none: then no block is asked for its tokens
    return bool(marks) and len(block.text) <= MAX_CREDIT_CHARS and not marks.isdisjoint(block.tokens)


def is_credit_token(token: str, words: list[str]) -> bool:
    """Whether a class or id holds a word for credit: one of the words, those the page's tokens hold anywhere."""
    plain = token.lower()
    return any(map(plain.__contains__, words)) and not CREDIT_WORDS.isdisjoint(TOKEN_WORD.findall(plain))


def is_loose(role: Role | None, block: Block) -> bool:
    """Whether an unmarked block may be a caption: no byline; a paragraph only where it is labelled as a credit."""
    if len(block.text) > MAX_LOOSE_CHARS:
        return False
    if role is Role.PARAGRAPH:
        return label_length(block.text) > 0
    return role in UNNAMED_ROLES and fold_word(block.text.split(" ", 1)[0]) not in PREFIXES


def is_only_credit(line: Captioned) -> bool:
    """Whether a block holds a credit and nothing else."""
    return line.caption is None and line.credit is not None


def is_caption_text(text: str | None) -> bool:
    """Whether a caption says something: no number of a picture in a gallery, no time or length of a video."""
    if text is None or sum(map(str.isalpha, text)) <= 2:
        return False
    return len(text.split()) > MAX_TIME_WORDS or not any(map(str.isdigit, text))


def is_in_figure(around: Around, block: Block) -> bool:
    """Whether a block is part of a figure with a picture close above: a quotation may be a figure too."""
    if block.index not in around.near:
        return False
    return block.tag == "figcaption" or "figure" in block.ancestors or "figcaption" in block.ancestors


def loose_credits(article: Article) -> tuple[str, ...]:
    """Credits a rule found outside any block, or cut out of a paragraph."""
    elsewhere = [c.value for name in RULE_FIELDS for c in article.candidates.get(name, ()) if c.block < 0]
    return (*elsewhere, *cut_texts(article, Role.CREDIT))


def caught(article: Article, *fields: str) -> Mapping[int, str]:
    """Block index → what a rule found for one of the fields there."""
    found = [c for name in fields for c in article.candidates.get(name, ())]
    found += [c for c in article.labels.found if c.field in fields]
    return {c.block: c.value for c in reversed(found) if c.block >= 0}


def without_cuts(article: Article, block: Block) -> str:
    """The block's text without what was cut out of it."""
    text = block.text
    for cut in sorted(cuts_of(article, block.index), key=lambda cut: -cut[0]):
        text = f"{text[: cut[0]]} {text[cut[1] :]}"
    return text


def cut_credit(article: Article, block: Block) -> str | None:
    """The credit cut out of a caption; or what is left of the block where the caption was cut out."""
    cuts = cuts_of(article, block.index)
    credits = [block.text[start:end] for start, end, label in cuts if label.role in (Role.CREDIT, Role.COPYRIGHT)]
    if not credits and any(label.role is Role.CAPTION for _, _, label in cuts):
        rest = without_cuts(article, block).strip()
        credits = [rest] if rest and len(rest.split()) <= MAX_CREDIT_WORDS // 2 else []
    return credits[0] if credits else None


def cuts_of(article: Article, index: int) -> list[tuple[int, int, Label]]:
    """Start, end and label of the cuts in a block."""
    return [(cut.start, cut.end, cut.label) for cut in article.labels.cuts if cut.block == index]


def cut_texts(article: Article, role: Role) -> Iterator[str]:
    """The runs of text with the role that were cut out of blocks other than captions."""
    for cut in article.labels.cuts:
        label = article.labels.labels[cut.block]
        if cut.label.role is role and (label is None or label.role is not Role.CAPTION):
            yield article.page.blocks[cut.block].text[cut.start : cut.end]
