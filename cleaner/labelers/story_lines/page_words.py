"""The words of lines and of the story by which a headline or deck is known to be about it, and what stands beside."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import pairwise

from cleaner.article import Article
from cleaner.declared.titles import part_texts, text_size
from cleaner.lines.credits.captions import split_caption
from cleaner.lines.dates import read_dates
from cleaner.lines.lazy import MAX_LINE_CHARS, lazy_pattern
from cleaner.model import BODY_ROLES, Block, Role
from cleaner.text import UNSPACED, WORD, bare, collapse, count_words, ends_sentence, fold
from cleaner.vocabulary import words_of

BODY_CHARS, BODY_BLOCKS = 4000, 40  # of the story whose words are compared
MAX_SITE_WORDS, LONG_TITLE = 3, 6  # words of a site's name, of a title that holds more than names
TOP_HEADINGS = ("****** ", "# ")  # of html2text and of Markdown
MAX_TOP_HEADINGS = 2  # the site's name and the story's; where there are more, each entry of a list has one
MAX_KICKER_WORDS, KICKER_ENDS = 6, (":", "–", "—")
STEM_CHARS = 6  # words are cut there, so that inflected forms meet
MAX_SIGNATURE_WORDS = 14
MAX_SECTION_WORDS = 3
MIN_WITHIN_CHARS = 12  # of a line within another
MIN_TEXT_WORDS = 10  # of a sentence that is of a story
# Roles that rules give to lines by their neighbours or by a sign; in a dump a headline may have got one of them.
OPEN_ROLES = BODY_ROLES | {
    Role.HEADLINE, Role.RELATED, Role.POPULAR, Role.CAPTION, Role.SECTION, Role.COPYRIGHT, Role.TAGS, Role.KICKER,
}  # fmt: skip
NUMBER = lazy_pattern(r"\d{1,2}[.)]\s+(?=\S)")
NO_TITLE = lazy_pattern(
    r"""https?:// | ^\[.*\]$ | \S@\S+\.\w | \ [>›»]\ .*\S$ | ^[©\d/.:,\s|-]+$ | \d{1,2}:\d\d
      | [:：•·|]$ | [+−-]\d+[.,]\d+\ ?%$
      | ^(?:by|foto|photo|image|source|quelle|published|updated)\b[:\s]
      | ^(?:von|par|por|di)\s(?:\S+\s+){0,4}\S+$
      | \bmore\ than\ \d+\ \w+\ old\b""",
    re.IGNORECASE | re.VERBOSE,
)
OF_PAGE = frozenset({"cookie", "newsle", "javasc", "passwo"})
BRACKETS = ")]）］"
OPENING_QUOTES, CLOSING_QUOTES = "„“\"«»'‘‚「『", "“”\"»«'’‘」』"
PUBLISHED = tuple(sorted(words_of("published_words")))
VOWELS = re.compile(r"[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u0eb1\u0eb4-\u0ebc\u0ec8-\u0ecd\u102b-\u103e\u17b4-\u17d3]")
SIGNATURE = lazy_pattern(r"^(?:by|von|par|por|di|door|av|od|автор)\b|\b(?:19|20)\d\d\b|\d{1,2}:\d\d", re.IGNORECASE)


def body_words(article: Article) -> frozenset[str]:
    """The content words of the story's beginning."""
    return content_words(collapse(" ".join(block.text for block in article.body[:BODY_BLOCKS]))[:BODY_CHARS])


def content_words(text: str) -> frozenset[str]:
    """The words that carry meaning: of four letters and more; pairs of characters where words are not spaced."""
    plain = fold(text)
    if UNSPACED.search(plain):
        pairs = (plain[i : i + 2] for i in range(len(plain) - 1))
        return frozenset(pair for pair in pairs if pair.isalnum())
    return frozenset(word[:STEM_CHARS] for word in WORD.findall(plain) if len(word) > 3)


def title_words(text: str) -> int:
    """The words of a line, where the signs of Thai, Lao, Burmese and Khmer vowels and tones count for none."""
    return count_words(text if text.isascii() else VOWELS.sub("", text))


def line_counts(article: Article) -> Mapping[str, int]:
    """How often each line stands in the dump, by its folded form."""
    return Counter(fold(block.text) for block in article.page.blocks)


def stands_once(article: Article, text: str) -> bool:
    """Whether a block's text stands nowhere else on the page."""
    form = fold(text)
    return sum(fold(block.text) == form for block in article.page.blocks) == 1


def pair_counts(article: Article) -> Mapping[tuple[str, str], int]:
    """How often two lines stand in the dump, one right below the other."""
    return Counter(pairwise(block.text for block in article.page.blocks))


def is_boxed(article: Article, index: int, pairs: Mapping[tuple[str, str], int]) -> bool:
    """Whether a line stands beside another elsewhere too, and both are more than a section's name."""
    around = [block.text for block in article.page.blocks[max(0, index - 1) : index + 2]]
    again = [pair for pair in pairwise(around) if pairs[pair] > 1 and pair[0] != pair[1]]
    return any(min(map(count_words, pair)) > MAX_SECTION_WORDS for pair in again)


def is_open(article: Article, block: Block) -> bool:
    """Whether no rule has named a line something that a headline cannot be."""
    return not article.is_ruled(block) or article.role_of(block) in OPEN_ROLES


def may_quote_work(article: Article, block: Block, near: Iterable[Block]) -> bool:
    """Whether a line that was taken to count comments may be a headline: what it quotes stands on no line near it.

    Below a sentence it counts them.
    """
    above = [other.text for other in near if other.index < block.index]
    if article.role_of(block) is not Role.COMMENTS or block.text[-1] not in CLOSING_QUOTES:
        return False
    if any(ends_sentence(text) and count_words(text) >= MIN_TEXT_WORDS for text in above):
        return False
    return not any(count_words(other.text) > 1 and other.text in block.text for other in near if other is not block)


def is_listed(text: str, counts: Mapping[str, int]) -> bool:
    """Whether a line is an entry of a numbered list, or two short names with a bar, and its text stands elsewhere too.

    Such as "LIVE | Elections". counts: how often each line stands in the dump.
    """
    number = NUMBER.match(text)
    if number is not None and counts.get(fold(text[number.end() :]), 0) > 0:
        return True
    before, bar, behind = text.partition(" | ")
    is_short = bool(bar) and max(count_words(before), count_words(behind)) <= MAX_SECTION_WORDS
    return is_short and any(counts.get(fold(name), 0) > 0 for name in (before, behind))


def top_headings(article: Article) -> frozenset[str]:
    """The headings of the first rank that the marks of a dump show, by letters and digits; none where it has many."""
    text = article.page.document.text
    marked = [block.text for block in article.page.blocks if block.structure.level == 1]  # underlined ones too
    if any(mark in text for mark in TOP_HEADINGS):
        marked += [line for line in map(str.lstrip, text.splitlines()) if line.startswith(TOP_HEADINGS)]
    forms = frozenset(bare(html.unescape(line)) for line in marked[: 2 * MAX_TOP_HEADINGS + 1])
    return forms if len(forms) <= MAX_TOP_HEADINGS else frozenset()


def site_part(opening: str, counts: Mapping[str, int]) -> str | None:
    """The last part of a page's title, folded, where it is a name of few words behind a headline."""
    *headline, name = [fold(part) for part in part_texts(opening)] or [""]
    is_behind = any(counts.get(part, 0) > 0 and " " in part for part in headline) or count_words(opening) > LONG_TITLE
    return name if headline and is_behind and count_words(name) <= MAX_SITE_WORDS else None


def is_kicker(block: Block) -> bool:
    """Whether a block behind a gap is few words that the line right below goes on from: "Storm at sea –"."""
    return block.gap > 0 and block.text.endswith(KICKER_ENDS) and count_words(block.text) <= MAX_KICKER_WORDS


def may_be_deck(block: Block, line: Block) -> bool:
    """Whether a block stands behind a gap, where the line above it does, and is no shorter than that."""
    return (block.gap > 0 or line.gap == 0) and count_words(block.text) >= count_words(line.text)


def is_caption_of(about: frozenset[str], text: str) -> bool:
    """Whether a line says whose picture it is, and has half of the words that a line before it is about."""
    return len(about & content_words(text)) * 2 > len(about) and bool(split_caption(text).credit)


def is_signature(text: str) -> bool:
    return SIGNATURE.search(text) is not None and count_words(text) <= MAX_SIGNATURE_WORDS


def is_no_title(text: str) -> bool:
    """Whether a text is something else than a title: an address, a date, a byline, or longer than any line."""
    if len(text) > MAX_LINE_CHARS or NO_TITLE.search(text) is not None:
        return True
    return fold(text).startswith(PUBLISHED) and bool(read_dates(text))  # "Posted by admin on May 3, 2024 in News"


def is_of_page(about: frozenset[str], body: frozenset[str]) -> bool:
    """Whether a line about cookies or newsletters is the page's: the story has no word of them."""
    return not OF_PAGE.isdisjoint(about - body)


def is_statement(text: str) -> bool:
    """Whether a text ends like a sentence that is no question, no exclamation, and not all of it what somebody says."""
    is_speech = text[:1] in OPENING_QUOTES and text[-1:] in CLOSING_QUOTES
    return ends_sentence(text) and not text.rstrip(BRACKETS).endswith(("?", "!", "？", "！")) and not is_speech


def is_within(text: str, line: str) -> bool:
    """Whether a line ends or begins with another, and has words more than that which are no kicker with a colon."""
    inner, outer = fold(text), fold(line)
    before, behind = outer.removesuffix(inner).rstrip(), outer.removeprefix(inner)
    added = before if len(before) < len(behind) else behind
    if text_size(inner) < MIN_WITHIN_CHARS or not any(map(str.isalpha, added)):
        return False
    if text[:1].isupper() and line[-len(text) :][:1].islower():
        return False  # the end of a sentence: "The town is a paradise for gulls", "A paradise for gulls"
    return (before != outer and not before.endswith(":")) or behind != outer
