"""The lines of a headline that a printed page wraps: its letters are larger than the text's, so that few fit a line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from cleaner.article import WRAPPED, Article
from cleaner.labelers.story_lines.candidates import LineCandidate
from cleaner.labelers.story_lines.page_words import body_words, content_words
from cleaner.model import BODY_ROLES, Role
from cleaner.text import PAGE_BREAK, ends_sentence

MAX_LINES = 5
MAX_LINE_CHARS = 60  # of a line in large letters; set by hand
OPEN_ROLES = BODY_ROLES | {Role.BOILERPLATE, Role.SUBTITLE, Role.HEADLINE}


def find_wrapped(article: Article, first: LineCandidate) -> Iterator[LineCandidate]:
    """The lines right below a headline's first line that it goes on in, in print."""
    if PAGE_BREAK not in article.page.document.text:
        return
    lines = [article.page.blocks[first.block]]
    body = body_words(article)
    for block in article.page.blocks[first.block + 1 : first.block + MAX_LINES]:
        about, known = content_words(block.text), content_words(lines[0].text)
        is_about = not about or bool(about & body)
        is_again = bool(about) and len(about & known) * 2 > len(about)  # the headline in other words: a deck
        is_open = block.gap == 0 and article.role_of(block) in OPEN_ROLES
        texts = [*(line.text for line in lines), block.text]
        if not is_open or not is_about or is_again or any(map(ends_sentence, texts)) or not fill_lines(texts):
            return
        if article.dates_in(block):  # of who wrote the story when
            return
        lines.append(block)
        why = "what the headline above goes on with: its first word did not fit there"
        yield LineCandidate(block.index, Role.HEADLINE, first.score, WRAPPED, why)


def fill_lines(texts: Sequence[str]) -> bool:
    """Whether lines may be one that was broken at a width: no first word of one would have fitted the line above."""
    width = max(map(len, texts))
    full = (len(before) + 1 + len(after.split(" ", 1)[0]) > width for before, after in pairwise(texts))
    return width <= MAX_LINE_CHARS and all(full)
