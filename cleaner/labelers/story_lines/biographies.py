"""Find what a page says at its text's end of who wrote it: below the name that signs the story, or begun with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from cleaner.article import Article
from cleaner.labelers.story_lines.candidates import LineCandidate
from cleaner.lines.bylines import parse_byline
from cleaner.model import Block, Role
from cleaner.text import COLONS, UNSPACED, count_words, fold

MAX_WORDS, MAX_SHARE = 120, 0.3  # of a biography, and of the text's words
MAX_NAME_WORDS, MIN_NAME_CHARS, MAX_NAME_CHARS = 5, 3, 60
REACH = 3  # lines from the name to the next one of the text: a picture, a button
LISTS = frozenset({Role.RELATED, Role.POPULAR})
MAX_PRINTINGS = 3  # of the name as a line: a list of works has it below each
MIN_TOLD_WORDS = 4  # of a line that begins with the name
BELOW, BEGUN = "below the name that signs the story, at its end", "begins with an author's name, at the story's end"


def find_biographies(article: Article) -> Iterator[LineCandidate]:
    """The last lines of the text below a name that a byline above has, or that they begin with themselves.

    So it is in 27 of 27 such dumps of the sets; of pages the model has the names of elements, which say it as well.
    Lines that begin with an author's name are none of the text in 15 of 18 such dumps.
    """
    body = article.body
    if len(body) < 2:
        return
    begun = _begun_with_author(article)
    for block in body[begun:]:
        yield LineCandidate(block.index, Role.BIO, 1, "coherence", BEGUN)
    if article.page.document.kind != "text":
        return
    signed = {block.index: f" {fold(block.text)} " for block in article.lines_as(Role.BYLINE)}
    names = _names_above(article, signed) if signed else {}
    forms = frozenset(names.values())
    printed = Counter(form for block in article.page.blocks if (form := fold(block.text)) in forms) if forms else {}
    first = min((place for place, name in names.items() if printed[name] <= MAX_PRINTINGS), default=len(body))
    for block in body[first:begun]:
        yield LineCandidate(block.index, Role.BIO, 1, "coherence", BELOW)


def _begun_with_author(article: Article) -> int:
    """The first place from which on the last lines of the text tell of an author whom nothing above names again.

    On a page they stand in an element of their own. Items of a list name somebody among others, and one word may be an
    agency that has not confirmed what is told. All places are before the text's length, which is none.
    """
    body, is_page = article.body, article.page.document.kind == "html"
    names = {fold(author.name) for line in article.lines_as(Role.BYLINE) for author in parse_byline(line.text)}
    names = {name for name in names if len(name) >= MIN_NAME_CHARS and (" " in name or not name.isascii())}
    left = min(MAX_WORDS, MAX_SHARE * sum(count_words(block.text) for block in body)) if names else 0.0
    first = len(body)
    for place in range(len(body) - 1, 0, -1):
        left -= count_words(body[place].text)
        if left < 0:
            break
        block = body[place]
        is_own = block.container != body[place - 1].container and block.tag != "li"
        is_apart = is_own if is_page else not block.marker
        if is_apart and any(_tells_of(block.text, name) for name in names):
            first = place
    told = [name for name in names if any(_tells_of(block.text, name) for block in body[first:])]
    above = " ".join(fold(block.text) for block in body[:first]) if told else ""
    return len(body) if any(name in above for name in told) else first


def _tells_of(text: str, name: str) -> bool:
    """Whether a text begins with a name and goes on: "Name: …" is what they say."""
    folded = fold(text)
    behind = folded[len(name) : len(name) + 1]
    is_whole = UNSPACED.search(name) is not None or not behind.isalnum()
    return folded.startswith(name) and is_whole and behind not in COLONS and count_words(text) >= MIN_TOLD_WORDS


def _names_above(article: Article, signed: Mapping[int, str]) -> dict[int, str]:
    """Place in the text → the name right above it, folded, among the last words of the text."""
    body = article.body
    found: dict[int, str] = {}
    left = min(MAX_WORDS, MAX_SHARE * sum(count_words(block.text) for block in body))
    for place in range(len(body) - 1, 0, -1):
        left -= count_words(body[place].text)
        if left < 0:
            break
        above = article.page.blocks[max(body[place - 1].index, body[place].index - REACH) : body[place].index]
        for line in above:
            if _signs(line, body[place], signed) and not _is_of_other_story(article, line, body[place]):
                found[place] = fold(line.text)
    return found


def _is_of_other_story(article: Article, line: Block, below: Block) -> bool:
    """Whether a line is an entry of a list of other stories, and no word of it is said by the text below."""
    is_listed = article.is_ruled(line) and article.role_of(line) in LISTS
    return is_listed and set(fold(line.text).split()).isdisjoint(fold(below.text).split())


def _signs(line: Block, below: Block, signed: Mapping[int, str]) -> bool:
    """Whether a line is short and of a byline above, or a byline itself that names whom the line below begins with.

    "/ Ada Blau" is whose picture it is, and one word may be the name of a shop.
    """
    name = fold(line.text)
    if not line.text[:1].isalnum() or not MIN_NAME_CHARS <= len(name) <= MAX_NAME_CHARS:
        return False
    is_again = any(index < line.index and f" {name} " in text for index, text in signed.items())
    begins = line.index in signed and fold(below.text).split()[0] in name.split()
    is_name = count_words(name) <= MAX_NAME_WORDS and (" " in name or not name.isascii())
    return is_name and (is_again or begins)
