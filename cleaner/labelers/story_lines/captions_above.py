"""Name the captions of dumps on a line of their own: right above a credit or another caption, or with who is where."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from cleaner.article import Article
from cleaner.labelers.story_lines.candidates import LineCandidate
from cleaner.labelers.story_lines.captions import picture_area
from cleaner.labelers.story_lines.closing_credits import DUMP_ROLES, TEXT_ROLES, candidate, read_closing_credit
from cleaner.labelers.story_lines.page_words import OPENING_QUOTES
from cleaner.lines.credits import parse_credit
from cleaner.lines.credits.labels import is_bare_label
from cleaner.lines.lazy import lazy_pattern
from cleaner.lines.names import fold_word, is_name
from cleaner.model import Block, Role
from cleaner.text import WORD, count_words, ends_sentence, fold, is_question
from cleaner.vocabulary import alternatives, words_of

MAX_LINE_WORDS = 30  # of a line of a dump above a credit
MIN_REPEATED_CREDITS, MIN_LONG_SHARE = 3, 0.2  # with one label; lines above them that are too long for captions
MAX_TEXT_SHARE = 0.25  # of the text's words, in lines above credits
MIN_SENTENCE_WORDS, MIN_HEADLESS_WORDS = 3, 10  # without a full stop, fewer may be the heading above a picture
COPYRIGHT_SIGN, BRACKETS = "©", ("(", "[")
# "Ada Blau (left) and Ben Rot"; not "Turn the wheel (left)", which is no person, nor a party: "Ada Blau (Links)".
PLACE = lazy_pattern(rf"[(（](?:{alternatives(words_of('picture_places'))})[)）]")
PICTURE = lazy_pattern(rf"[(（](?:{alternatives(words_of('picture_words'))})[)）]", re.IGNORECASE)
MAX_PLACED_WORDS = 45
# Of a picture's text, which a terminal's browser prints above the caption: its longer words that the caption has too,
# or as short as a sentence is that says what is to be seen, and so often on the page.
SAME_SHARE, MIN_SAME_WORDS, SAME_CHARS = 0.75, 2, 3
TEXT_WORDS, MIN_TEXTS = range(3, 15), 2
MAX_NAMES = 3  # of pictures on a page: more are the titles of a gallery
SPEECH = (*OPENING_QUOTES, "-", "–", "—")


def find_lines_above_credits(article: Article) -> Iterator[LineCandidate]:
    """In a dump, the short lines right above what a rule calls a credit; looked for first: none is a headline.

    Where they hold much of the text, credits stand below its paragraphs, and none of it is a caption.
    """
    if article.page.document.kind != "text":
        return
    area = picture_area(article)
    strewn = strewn_credits(article)
    found = [
        above
        for above, block in pairwise(article.page.blocks[: area.stop])
        if article.role_of(block) is Role.CREDIT
        and block.text.partition(":")[0] not in strewn
        and is_caption_above(article, block, above)
    ]
    for line in outside_text(article, found):
        yield candidate(line, Role.CAPTION, "a short line right above a picture's credit")


def outside_text(article: Article, lines: Sequence[Block]) -> Sequence[Block]:
    """Lines above credits; where they hold much of the text, only those outside of it."""
    words = {block.index: count_words(block.text) for block in article.body} if lines else {}
    own = sum(words.get(line.index, 0) for line in lines)
    return lines if own <= MAX_TEXT_SHARE * sum(words.values()) else [line for line in lines if line.index not in words]


def strewn_credits(article: Article) -> frozenset[str]:
    """What credits begin with, or are, that stand below paragraphs as well as below captions, again and again."""
    above: defaultdict[str, list[bool]] = defaultdict(list)
    for before, block in pairwise(article.page.blocks):
        if article.role_of(block) is Role.CREDIT:
            above[block.text.partition(":")[0]].append(count_words(before.text) > MAX_LINE_WORDS)
    repeated = {label: is_long for label, is_long in above.items() if len(is_long) >= MIN_REPEATED_CREDITS}
    return frozenset(label for label, is_long in repeated.items() if sum(is_long) >= MIN_LONG_SHARE * len(is_long))


def is_caption_above(article: Article, credit: Block, above: Block) -> bool:
    """Whether the line above a credit is as short as a caption, and no rule has named it."""
    if article.is_ruled(above) or count_words(above.text) > MAX_LINE_WORDS:
        return False
    return parse_credit(credit.text) is not None


def find_captions_in_text(article: Article) -> Iterator[LineCandidate]:
    """In a dump, the short sentences right above the credits between paragraphs, and a label between the two.

    None on a page that prints credits below its paragraphs too: there the captions stand elsewhere.
    """
    if article.page.document.kind != "text":
        return
    blocks, area = article.page.blocks, picture_area(article)
    captions: list[Block] = []
    for above, block in pairwise(blocks[article.text_start + 1 : area.stop]):
        if article.role_of(block) is Role.CREDIT and names_photographer(block, above):
            is_label = is_photo_label(above.text)
            if is_label:
                yield candidate(above, Role.CREDIT, "the label above a picture's credit")
            captions.append(blocks[above.index - is_label])
    if not has_paragraphs(captions):
        for above in outside_text(article, captions):
            if is_short_sentence(above) and article.role_of(above) in DUMP_ROLES and not article.is_ruled(above):
                yield candidate(above, Role.CAPTION, "a short sentence right above a picture's credit")


def find_captions_by_place(article: Article) -> Iterator[LineCandidate]:
    """In a dump, the short lines inside the text that say in brackets where in a picture somebody is."""
    if article.page.document.kind != "text":
        return
    for block in article.body[1:-1]:
        is_open = not article.is_ruled(block) and article.role_of(block) is Role.PARAGRAPH
        if is_open and says_where(block.text) and count_words(block.text) <= MAX_PLACED_WORDS:
            yield candidate(block, Role.CAPTION, "a short line that says where in a picture somebody is")


def find_picture_texts(article: Article) -> Iterator[LineCandidate]:
    """In a dump, the lines right above captions that say what these say, and the short sentences, where some are there.

    Terminals' browsers print the text that stands for a picture; a heading above one may say it too. Short
    lines apart from the text are its name, where they are few.
    """
    if article.page.document.kind != "text":
        return
    short: list[Block] = []
    names: list[Block] = []
    for above, block in pairwise(article.page.blocks[article.text_start : picture_area(article).stop]):
        is_open = article.role_of(block) is Role.CAPTION and article.role_of(above) in TEXT_ROLES
        if not is_open or article.is_ruled(above):
            continue
        if says_the_same(above.text, block.text):
            yield candidate(above, Role.CAPTION, "what the caption below it says")
        elif is_picture_text(above.text):
            short.append(above)
        elif above.index > article.text_start and is_apart(above, block):
            names.append(above)
    for line in short if len(short) >= MIN_TEXTS else ():
        yield candidate(line, Role.CAPTION, "a short sentence right above a caption, as others on the page")
    for line in names if len(names) <= MAX_NAMES else ():
        yield candidate(line, Role.BOILERPLATE, "a short line right above a caption, apart from the text")


def says_the_same(text: str, caption: str) -> bool:
    """Whether a text that is no heading has most of its words in common with a caption."""
    if not ends_sentence(text) and count_words(text) < MIN_HEADLESS_WORDS:
        return False
    words, known = ({word for word in WORD.findall(fold(line)) if len(word) >= SAME_CHARS} for line in (text, caption))
    return len(words) >= MIN_SAME_WORDS and len(words & known) >= SAME_SHARE * len(words)


def is_apart(above: Block, caption: Block) -> bool:
    """Whether a short line that is no sentence stands right above a caption, and apart from what is above it."""
    is_short = count_words(above.text) <= MAX_LINE_WORDS and not ends_sentence(above.text)
    return is_short and above.gap > 0 and caption.gap == 0


def is_picture_text(text: str) -> bool:
    """Whether a line is as a picture's text is: a short sentence, no speech, no question."""
    is_plain = ends_sentence(text) and not is_question(text) and not text.startswith(SPEECH)
    return is_plain and count_words(text) in TEXT_WORDS


def says_where(text: str) -> bool:
    """Whether a line says in brackets where in a picture a person is, or what in a figure, or what picture it is.

    No speech: "„Ja“, sagt Ada Blau (links)".
    """
    place = None if text.startswith(tuple(OPENING_QUOTES)) else PLACE.search(text)
    if place is None:
        return PICTURE.search(text) is not None
    label = fold_word(text.partition(":")[0]).rstrip(" .0123456789")
    return label in words_of("figure_labels") or is_name(" ".join(text[: place.start()].split()[-2:]))


def names_photographer(credit: Block, above: Block) -> bool:
    """Whether a credit names a person, or is marked with the sign: a house alone may stand above the caption.

    Not a source ("Source: Jane Roe") and no stage direction in capitals ("(APPLAUSE)").
    """
    label = fold_word(credit.text.partition(":")[0])
    if label in words_of("source_labels") or (credit.text.isupper() and credit.text.startswith(BRACKETS)):
        return False
    closing = read_closing_credit(credit.text)
    if closing is None:
        return is_photo_label(above.text)
    return closing.is_alone and (closing.credit.photographer is not None or credit.text.startswith(COPYRIGHT_SIGN))


def is_photo_label(text: str) -> bool:
    """Whether a line is a credit's label alone, and not that of a source ("Source:")."""
    return is_bare_label(text) and fold_word(text[:-1]) not in words_of("source_labels")


def has_paragraphs(lines: Sequence[Block]) -> bool:
    """Whether more of the lines above credits than one in five are too long for captions."""
    return sum(count_words(line.text) > MAX_LINE_WORDS for line in lines) > MIN_LONG_SHARE * len(lines)


def is_short_sentence(line: Block) -> bool:
    words = count_words(line.text)
    least = MIN_SENTENCE_WORDS if ends_sentence(line.text) else MIN_HEADLESS_WORDS
    return least <= words <= MAX_LINE_WORDS
