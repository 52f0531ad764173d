"""Name the captions and credits of the story's pictures: by the picture above a block, or the credit it ends with."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from itertools import pairwise
from typing import NamedTuple

from cleaner.article import Article
from cleaner.labelers.story_lines.candidates import LineCandidate
from cleaner.labelers.story_lines.captions_of_dump import lines_of_dump
from cleaner.labelers.story_lines.closing_credits import (
    CLOSING_BRACKETS,
    OPEN_ROLES,
    PICTURE_ROLES,
    TEXT_ROLES,
    TOP,
    candidate,
    read_closing_credit,
)
from cleaner.lines.credits import without_taken_by
from cleaner.lines.credits.captions import has_credit_label, is_name_and_house, split_caption
from cleaner.lines.credits.labels import label_length
from cleaner.lines.names import fold_word
from cleaner.model import BODY_ROLES, Block, Role
from cleaner.text import COLONS, bare, count_words, ends_sentence
from cleaner.vocabulary import words_of

GAP_ROLES = OPEN_ROLES | {Role.SUBTITLE}  # or what the page gives as its description
TEXT_TAGS = frozenset({"blockquote", "table", "pre"})
MAX_UNMARKED_WORDS = 80  # of a block between a picture and its credit
AGAIN_WORDS = 4  # of a line behind several pictures that is their caption: "Our score" is none
FIGURE_BLOCKS = 3  # a figure's caption stands at most so far behind its picture
VIDEO_LENGTH, MAX_LENGTH_CHARS = re.compile(r"\| ?\d{1,3}:\d\d ?min\.?$", re.IGNORECASE), 20
BRACKETS, LABEL_ENDS = re.compile(r"[(\[]"), re.compile(r"[/:：]")  # of a credit, in it behind its label
REACH_BLOCKS = 6  # how far above the headline and below the text a picture of the story may stand


class Pictures(NamedTuple):
    """Blocks right behind a picture, in its figure, near as a caption, in one small element; told: why each is one."""

    behind: set[int]
    held: set[int]
    near: set[int]
    framed: set[int]
    told: Mapping[int, str]


def find_picture_lines(article: Article) -> Iterator[LineCandidate]:
    """The captions and credits of the story: those that rules name near it, and those that nothing marks."""
    area = picture_area(article)
    return lines_of_dump(article, area) if article.page.document.kind == "text" else lines_of_page(article, area)


def picture_area(article: Article) -> range:
    """The blocks among which captions of the story stand."""
    count = len(article.page.blocks)
    if not article.body:
        return range(count)
    start, end = article.first_block - REACH_BLOCKS, end_of_gallery(article) + REACH_BLOCKS + 1
    return range(max(0, start), min(count, end))


def end_of_gallery(article: Article) -> int:
    """The last block of the text, or of the figures of a gallery below it, each near the one before."""
    end = article.body[-1].index
    held = sorted(index for image in article.page.signals.images for index in image.blocks)
    for index in held:
        is_near = end < index <= end + REACH_BLOCKS
        if is_near and article.role_of(article.page.blocks[index]) is Role.CAPTION:
            end = index
    return end


def lines_of_page(article: Article, area: range) -> Iterator[LineCandidate]:
    """Captions and credits that rules mark, blocks of figures, and those behind a picture that end with a credit."""
    pictures = picture_places(article)
    found: tuple[Role, str] | None = None
    for above, block in pairwise((TOP, *article.page.blocks[area.start : area.stop])):
        found_above = found
        found = role_on_page(article, pictures, block, above, is_caption=found_above is not None)
        if found is None:
            continue
        yield candidate(block, *found)
        is_gap = found_above is None and above.index in pictures.behind
        if is_gap and found[0] is Role.CREDIT and is_unmarked(article, above, pictures.framed):
            yield candidate(above, Role.CAPTION, "between a picture and its credit")


def picture_places(article: Article) -> Pictures:
    """Where the page's pictures stand among its blocks."""
    images = article.page.signals.images
    behind = {image.block for image in images if not image.is_apart}
    start = article.text_start if article.headline is None else article.first_block
    inside = range(start, article.text_end)
    held = {index for image in images for index in image.blocks if not image.is_framed or index in inside}
    near = {index + n for index in behind for n in range(FIGURE_BLOCKS + 1)}
    framed = {index for image in images if image.is_framed for index in image.blocks}
    texts = {index: bare(article.page.blocks[index].text) for index in behind & {*inside}}
    alts = [image for image in images if count_words(image.alt) > 1]  # one word may name a button
    named = {image.block for image in alts if bare(image.alt) == texts.get(image.block)}
    beside = {index for image in images if image.is_set for index in image.blocks if index in inside}
    counts = Counter(texts.values())
    again = {index for index, text in texts.items() if counts[text] > 1 and is_caption_again(article, index)}
    told = dict.fromkeys(again, "the same line behind several pictures") | dict.fromkeys(beside, "set beside a picture")
    told |= dict.fromkeys(named, "its picture's alternative text")
    return Pictures(behind, held, near | held, framed, told)


def is_caption_again(article: Article, index: int) -> bool:
    """Whether a line may be the caption of each picture that it stands behind: no label, no sentence of a refrain."""
    text = article.page.blocks[index].text
    is_long = count_words(text) >= AGAIN_WORDS and article.role_of(article.page.blocks[index]) is Role.PARAGRAPH
    return is_long and not text.endswith(COLONS) and not ends_sentence(text)


def role_on_page(
    article: Article, pictures: Pictures, block: Block, above: Block, *, is_caption: bool
) -> tuple[Role, str] | None:
    """Caption or credit, and why; None for any other block. above: the block before it; is_caption: it is one."""
    role = article.role_of(block)
    if role in PICTURE_ROLES and role is not None:
        return (role, "marked by a rule, and near the story") if not is_of_text(article, block) else None
    is_held = block.index in pictures.held or (block.index in pictures.near and block.is_line_of_figure)
    if is_held and role in OPEN_ROLES and block.link_share < 1:  # a line that is a link is a button
        return Role.CAPTION, "a part of a picture's figure"
    if block.index in pictures.told and (role in OPEN_ROLES or role in TEXT_ROLES):
        return Role.CAPTION, pictures.told[block.index]
    found = None
    if block.index in pictures.behind:
        found = role_behind_picture(block, role)
    elif (is_caption or above.index in pictures.behind) and not split_caption(above.text).credit:
        found = role_behind_picture(block, role)
        found = found if found is Role.CREDIT else None
    if found is None and role is Role.PARAGRAPH:
        why = caption_by_end(block.text)
        return None if why is None else (Role.CAPTION, why)
    return (found, "a credit behind a picture") if found is not None else None


def caption_by_end(text: str) -> str | None:
    """Why a paragraph is a caption, by what it ends with: a credit in brackets, a video's length; None for others."""
    if text.endswith(CLOSING_BRACKETS) and ends_in_credit(text):
        return "a paragraph that ends with a picture's credit in brackets"
    is_of_video = VIDEO_LENGTH.search(text[-MAX_LENGTH_CHARS:]) is not None
    return "a paragraph that ends with the length of its video" if is_of_video else None


def ends_in_credit(text: str) -> bool:
    """Whether a text ends with a picture's credit in brackets: "… (AP Photo/Jane Roe)", but no text's source."""
    label = fold_word(LABEL_ENDS.split(BRACKETS.split(text)[-1])[0].strip())
    if label not in words_of("credit_labels") or label in words_of("source_labels"):
        return False
    closing = read_closing_credit(text)
    return closing is not None and not closing.is_alone and bool(closing.has_house or closing.credit.photographer)


def is_unmarked(article: Article, block: Block, framed: Collection[int]) -> bool:
    """Whether a block may be the caption between a picture and its credit, though nothing marks it.

    A paragraph only where it shares a small element with the picture, a heading where it is a sentence in the text.
    """
    role, is_ruled = article.role_of(block), article.is_ruled(block)
    is_framed = role is Role.PARAGRAPH and block.index in framed and not is_ruled
    is_set = role is Role.HEADING and block.index > article.text_start and ends_sentence(block.text) and not is_ruled
    is_open = role in GAP_ROLES or is_framed or is_set
    return is_open and len(block.text.split()) <= MAX_UNMARKED_WORDS


def is_of_text(article: Article, block: Block) -> bool:
    """Whether a block in a <figure> names who is quoted in it, or what a table or listing in it shows."""
    figures = [place for place in block.place.outwards() if place.tag == "figure"]
    beside = article.page.blocks[max(block.index - 1, 0) : block.index + 2] if figures else ()
    around = [list(other.place.outwards()) for other in beside if other is not block]
    inside = [places for places in around if figures[0] in places]
    return any(place.tag in TEXT_TAGS for places in inside for place in places)


def role_behind_picture(block: Block, role: Role | None) -> Role | None:
    """Caption or credit where an unmarked block ends with a credit; a block of the body only where a label says so."""
    is_body = role in BODY_ROLES
    if role not in OPEN_ROLES and not is_body:
        return None
    is_signed = has_credit_label(block.text) or without_taken_by(block.text) != block.text
    may_close = not is_body or is_signed
    closing = read_closing_credit(block.text) if may_close else None
    if closing is not None:
        return closing.role
    if is_body and not label_length(block.text):
        return None
    return Role.CREDIT if is_name_and_house(block.text) else None
