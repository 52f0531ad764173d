"""Parse the story's captions and credits: the blocks that carry these roles, each parted into caption and credit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cleaner.article import Article
from cleaner.fields.choice import rule_offers
from cleaner.lines.bylines.parts import once
from cleaner.lines.credits import MAX_CREDIT_CHARS, without_label
from cleaner.lines.credits.bare import MAX_CREDIT_WORDS
from cleaner.lines.credits.captions import Captioned, is_button, is_name_and_house, split_caption
from cleaner.lines.credits.labels import is_label
from cleaner.model import Role
from cleaner.text import bare, count_words, fold, without_spans
from cleaner.vocabulary import words_of

RULE_FIELDS = ("credit", "credits", "photo_credits")
CREDIT_ROLES = frozenset({Role.CREDIT, Role.COPYRIGHT})
MAX_TIME_WORDS = 4
MIN_LETTERS = 3


def caption_lines(article: Article) -> dict[int, Captioned]:
    """Block index → caption and credit, of the blocks with role caption or credit that say something, in page order.

    A credit right behind a caption without one belongs to it.
    """
    lines: dict[int, Captioned] = {}
    for index, line in parsed_lines(article):
        above = lines.get(index - 1)
        if above is not None and not above.credit and not line.caption:
            lines[index - 1] = Captioned(above.caption, line.credit)
        elif not line.credit and bare(line.caption) == bare(article.outlet_name):
            lines[index] = Captioned("", line.caption)
        elif is_caption_text(line.caption):
            lines[index] = line
        elif line.credit:
            lines[index] = Captioned("", line.credit)
    return lines


def parsed_lines(article: Article) -> Iterator[tuple[int, Captioned]]:
    """Each caption and credit of the story, parsed; what a rule caught in it counts before what its text looks like."""
    cuts = other_cuts(article)
    captions = caught(article, "caption")
    credits = {**cut_credits(article), **caught(article, *RULE_FIELDS)}
    for block in article.lines_as(Role.CAPTION, Role.CREDIT):
        marked = closed(credits.get(block.index, ""), block.text)
        if article.role_of(block) is Role.CREDIT or is_name_and_house(block.text):
            yield block.index, credit_line(block.text, marked)
        else:
            whole = split_caption(block.text)
            if marked and len(without_label(marked)) < len(whole.credit) and without_label(marked) in whole.credit:
                yield block.index, whole  # a rule that ends too soon: "Jane Doe" of "Jane Doe/Getty Images"
                continue
            text = captions.get(block.index) or without_spans(block.text, cuts.get(block.index, ()))
            yield block.index, split_caption(once(text), marked)


def closed(credit: str, text: str) -> str:
    """A credit with the bracket that ends it in the text, where it begins inside: "The Post (Jane Doe)".

    One that a bracket closes which it did not open goes no further: "Reuters" of "(Photo: Reuters) Share Print".
    """
    inside, bracket, _ = credit.partition(")")
    if bracket and "(" not in inside:
        return inside
    is_open = "(" in credit[1:] and ")" not in credit.rpartition("(")[2]
    return f"{credit})" if is_open and f"{credit})" in text else credit


def credit_line(text: str, marked: str) -> Captioned:
    """A block that is a credit; a longer one may hold the caption too. marked: the credit where a rule caught it."""
    line = split_caption(text)
    if not marked and all(line) and len(text.split()) > MAX_CREDIT_WORDS // 2:
        return line
    if not marked and not line.credit and count_words(text) > MAX_CREDIT_WORDS:
        return line  # a sentence, in what is called after caption and credit
    credit = marked or without_label(text)
    return Captioned("", credit if len(credit) <= MAX_CREDIT_CHARS else "")


def other_cuts(article: Article) -> Mapping[int, list[tuple[int, int]]]:
    """Block index → the runs cut out of it, but for those a rule calls a caption: they are part of this one."""
    cuts: dict[int, list[tuple[int, int]]] = {}
    for cut in article.labels.cuts:
        if cut.label.role is not Role.CAPTION:
            cuts.setdefault(cut.block, []).append((cut.start, cut.end))
    return cuts


def cut_credits(article: Article) -> Mapping[int, str]:
    """Block index → the first credit cut out of the block."""
    cuts = [cut for cut in reversed(article.labels.cuts) if cut.label.role in CREDIT_ROLES]
    return {cut.block: article.page.blocks[cut.block].text[cut.start : cut.end] for cut in cuts}


def is_caption_text(text: str) -> bool:
    """Whether a caption says something: no label, button, number in a gallery, length of a video or camera's name."""
    is_any_button = is_button(text) or fold(text) in words_of("gallery_buttons")
    if is_any_button or is_label(text) or ("_" in text and " " not in text):
        return False
    is_time = count_words(text) <= MAX_TIME_WORDS and any(map(is_number, text.split()))
    return not is_time and sum(map(str.isalpha, text)) >= MIN_LETTERS


def is_number(word: str) -> bool:
    """Whether a word is a number or time, as `1:30` and `2/7`; "A380" is none."""
    return any(map(str.isdigit, word)) and not any(map(str.isalpha, word))


def rule_credits(article: Article) -> list[str]:
    """The credits a rule found outside any block."""
    return [found.value for found in rule_offers(article, *RULE_FIELDS) if found.block < 0]


def caught(article: Article, *fields: str) -> Mapping[int, str]:
    """Block index → what a rule found for one of the fields there, the first where there are more."""
    return {found.block: found.value for found in reversed(rule_offers(article, *fields))}
