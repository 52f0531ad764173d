"""Find the lines that are nothing but names, and weigh whether they sign the story."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from cleaner.article import Article
from cleaner.fields.authors.declared import Offer
from cleaner.fields.authors.vote import is_within
from cleaner.fields.memo import once
from cleaner.fields.near_blocks import Near, headline_before
from cleaner.lines.bylines import merged, parse_byline
from cleaner.lines.bylines.parts import is_date_word, unglued
from cleaner.lines.bylines.pieces import is_role
from cleaner.lines.lazy import lazy_pattern
from cleaner.lines.names import JOINED_SCRIPT, fold_word, is_name
from cleaner.lines.words import AND, HEADING_WORDS, OTHER_WORK, PARTICLES, TAIL
from cleaner.model import Author, Block, Role
from cleaner.vocabulary.inline import words

NAMES_SHARE = 0.8  # of a line that is nothing but names, the characters in them
MAX_LINE_CHARS = 90
NAME_TAGS = frozenset({"div", "p", "address", "span", ""})
SENTENCE_IS = lazy_pattern(
    r"""^(?P<name>[^,.;:()]{4,60}?)\s
        (?:is|was|has\ been|covers|writes|reports|joined|ist|schreibt|arbeitet|est|couvre|es|escribe|é|è|scrive
          |is\ een|är|er|jest|on|является)\s""",
    re.VERBOSE,
)
NO_SIGNATURES = (Role.HEADING, Role.QUOTE, Role.HEADLINE, Role.CAPTION, Role.SECTION)
DATE = lazy_pattern(
    r"\b(?:19|20)\d\d\b|\b\d{1,2}[.:/]\d\d\b|\bmin\b|\b\d+\s?(?:hours?|days?|h|d|mo|Std|Stunden)\b", re.I
)
EDGES = " \t.,:;!?()[]{}\"'“”‘’«»„|/–—-"
# A word behind one of these is a thing, though German writes it with a capital.
DETERMINERS = words("der die das den dem des ein eine einen einem einer eines im am zum zur vom kein keine the a an")
FOLLOW = lazy_pattern(r"(?:\+?\s?follow|share|\d+ min|twitter|e-?mail|listen|save|(?:\d+ |no )?comments?)\b", re.I)
ABOUT = lazy_pattern(
    r"(?:about |meet )?the author\b|about (?:me|us)\b|über den autor|über die autorin|autor|auteur", re.I
)
MAX_LIST_WORDS = 5
MAX_ABOVE = 5  # blocks above the headline in which a name may stand

# Weights of a logit, fitted on the name lines in the dumps (two flatteners) of two development sets. At SURE, on pages
# of outlets it was not fitted on: right on 144 of 270 news pages, wrong on 32; 530 and 97 of 1,236 articles and blogs.
SURE = -0.5
BASE = -0.65
BIOGRAPHY = 2.1  # "Jane Doe is a reporter" stands elsewhere on the page
ABOUT_ABOVE = 2.1  # the line above says "About the author"
BELOW_TITLE = 1.25  # up to four lines
ABOVE_TITLE = -0.65
NO_TITLE = 0.55  # no headline was found: nothing can be said of the place
BEFORE_TEXT = 0.45  # up to three lines
IN_TEXT = -0.55
BEHIND_TEXT = -0.4
DATE_BELOW, DATE_NEAR, DATE_IN = 0.85, 0.6, 0.4  # under the name; two lines away; in its line
ROLE_BELOW, ROLE_ABOVE = 1.05, 0.5
BUTTON_BELOW = 1.0  # "Follow", "Share", "3 min"
TWO_WORDS, SEVERAL = 1.0, 0.25
NAMED_AGAIN, NAMED_IN_TEXT = 0.75, 0.65  # at the start of a short line; within another one
NAMED_OFTEN = -0.35  # by the full name, in more than two other lines: the story is about that person
SURNAMED = -0.8  # by the last name alone, likewise
IN_TITLE = -2.0  # a word of the name stands in the headline
APART = 0.4  # an empty line above
LISTED = -0.65  # for each of four neighbours that looks like an entry of a list
IN_CREDIT = -1.8
SOME_COMMON, ALL_COMMON = -2.9, -4.5  # words of the name that the text uses as words


OF_STORY = frozenset({Role.SHARE, Role.TOOL, Role.TIMESTAMP, Role.CREDIT, Role.BYLINE})


class Signature(NamedTuple):
    """A run of lines that are names and nothing else: the people, and how sure it is that they sign the story."""

    authors: tuple[Author, ...]
    weight: float


def from_names(near: Near) -> Iterator[Offer]:
    """The lines that are full names and nothing else, the surest first."""
    found = [weighed(near, run) for blocks in (near.above, near.below) for run in name_runs(near.article, blocks)]
    sure = sorted((s for s in found if s.weight > SURE), key=lambda signature: -signature.weight)
    # of the lines that name the surest one's people, the one that names more
    fuller = [s for s in sure[1:] if len(s.authors) > len(sure[0].authors) and is_within(sure[0].authors, s.authors)]
    for signature in (*fuller[:1], *sure):
        yield "line:names" if len(signature.authors) > 1 else "line:name", signature.authors


def name_runs(article: Article, blocks: tuple[Block, ...]) -> Iterator[list[Block]]:
    """The blocks that are bare names; in a dump, those that follow one another are one run."""
    run: list[Block] = []
    doubtful = True  # a line of words that are common ones stays alone
    for block in blocks:
        names = bare_names(block) if block.tag in NAME_TAGS and is_short(article, block) else []
        common = any(of_words(article, author) for author in names if author.kind == "person")
        if run and (not names or block.tag or block.index != run[-1].index + 1 or common or doubtful):
            yield run
            run = []
        if names:
            run.append(block)
            doubtful = common
    if run:
        yield run


def weighed(near: Near, run: list[Block]) -> Signature:
    """How sure it is that the names sign the story."""
    article = near.article
    authors = tuple(merged([author for block in run for author in bare_names(block)]))
    weight = BASE + of_place(near, run[0].index, run[-1].index) + of_neighbours(article, run)
    people = [author for author in authors if author.kind == "person"]
    weight += of_mentions(article, people[0].name, run) + min(of_words(article, author) for author in people)
    weight += TWO_WORDS * (len(people[0].name.split()) == 2) + SEVERAL * (len(people) > 1)
    weight += DATE_IN * any(map(has_date, run))
    return Signature(authors, weight)


def of_place(near: Near, first: int, last: int) -> float:
    """What the place says: under the headline, just before the text, inside it, behind it."""
    article = near.article
    title = title_index(article)
    start, end = (article.body[0].index, article.body[-1].index) if article.body else (len(article.page.blocks), -1)
    if near.below and first >= near.below[0].index:
        return BEHIND_TEXT
    weight = NO_TITLE if title is None else 0.0
    if title is not None and 0 < first - title <= 4:
        weight += BELOW_TITLE
    elif title is not None and 0 < title - first <= MAX_ABOVE:
        weight += ABOVE_TITLE
    if 0 < start - last <= 3:
        weight += BEFORE_TEXT
    return weight + IN_TEXT * (start < first <= end)


def title_index(article: Article) -> int | None:
    """Where the headline stands."""
    if article.page.document.kind == "text":
        line = article.headline
        return line.index if line is not None else None
    index = headline_before(article, article.body[0].index) if article.body else -1
    return index if index >= 0 and article.page.blocks[index].tag == "h1" else None


def of_neighbours(article: Article, run: list[Block]) -> float:
    """What stands above and below: a date, a role, a button; or entries of a list."""
    blocks, first, last = article.page.blocks, run[0].index, run[-1].index
    above = [block for block in blocks[max(0, first - 2) : first] if len(block.text) <= MAX_LINE_CHARS]
    below = [block for block in blocks[last + 1 : last + 3] if len(block.text) <= MAX_LINE_CHARS]
    over = next((block for block in above if block.index == first - 1), None)
    under = next((block for block in below if block.index == last + 1), None)
    weight = LISTED * sum(is_list_entry(article, block) for block in (*above, *below)) + APART * bool(run[0].gap)
    weight += DATE_NEAR * any(has_date(block) for block in (*above, *below) if block is not over and block is not under)
    if under is not None:
        weight += DATE_BELOW * has_date(under) + ROLE_BELOW * is_role(under.text)
        weight += BUTTON_BELOW * bool(FOLLOW.match(under.text))
    if over is not None:
        weight += ROLE_ABOVE * is_role(over.text) + ABOUT_ABOVE * bool(ABOUT.match(over.text))
    labels = (article.labels.labels[block.index] for block in run)
    return weight + IN_CREDIT * any(label is not None and label.role is Role.CREDIT for label in labels)


def is_list_entry(article: Article, block: Block) -> bool:
    """Whether a short block may be an entry of a menu or list: few words, no date, no role, no button of the story."""
    label = article.labels.labels[block.index]
    if (label is not None and label.role in OF_STORY) or block.text[-1] in ":-–|" or has_date(block):
        return False
    return len(block.text.split()) <= MAX_LIST_WORDS and not is_role(block.text)


def of_mentions(article: Article, name: str, run: list[Block]) -> float:
    """What the rest of the page says of the person: a biography, another line, the text."""
    own = range(run[0].index, run[-1].index + 1)
    surname = name.split()[-1]
    lines = [block.text for block in article.page.blocks if surname in block.text and block.index not in own]
    others = [text for text in lines if name in text]
    starts = [text for text in others if text.startswith(name)]
    within = len(others) - len(starts)
    weight = BIOGRAPHY * any(SENTENCE_IS.match(text) for text in starts)
    weight += NAMED_AGAIN * any(len(text) <= MAX_LINE_CHARS for text in starts)
    weight += NAMED_IN_TEXT * (within > 0) + NAMED_OFTEN * (within > 2)
    weight += SURNAMED * (len(surname) > 3 and len(lines) - len(others) > 1)
    title = title_index(article)
    headline = article.page.blocks[title].text if title is not None else ""
    return weight + IN_TITLE * any(len(word) > 2 and word in headline for word in name.split())


def of_words(article: Article, author: Author) -> float:
    """What the name's words say: words of the text are none of a name."""
    own = [fold_word(word).strip(EDGES) for word in author.name.split()]
    own = [word for word in own if len(word) > 1 and word not in PARTICLES]
    common = sum(word in HEADING_WORDS or is_common(article, word) for word in own)
    return ALL_COMMON if common and common == len(own) else SOME_COMMON if common else 0.0


def is_common(article: Article, word: str) -> bool:
    """Whether the page prints a folded word in lower case, or behind an article; of few names all words are counted."""
    return word in once(article, "text_in_small", text_in_small) and word in once(article, "common_words", common_words)


def text_in_small(article: Article) -> str:
    """The text in which common words are looked for, in lower case."""
    return told(article).lower()


def common_words(article: Article) -> frozenset[str]:
    """The words the page prints in lower case, or behind an article."""
    printed = told(article).split()
    plain = {word: word.strip(EDGES) for word in set(printed)}
    small = {word for word in plain.values() if word.islower()}
    articles = {word for word, bare in plain.items() if bare in DETERMINERS}
    return frozenset(small.union(plain[word].lower() for before, word in pairwise(printed) if before in articles))


def told(article: Article) -> str:
    """The text of the story; of a dump all of it."""
    is_dump = article.page.document.kind == "text"
    return article.page.document.text if is_dump else " ".join([block.text for block in article.body])


def bare_names(block: Block) -> list[Author]:
    """The people a block names in full, where it holds nothing else; in scripts that join words anything looks so."""
    text = block.text
    if text.isalpha() and (text[1:].islower() or text.isupper()):
        return []  # one word, and no two that met without a space
    if not text.isascii() and JOINED_SCRIPT.search(text):
        return []
    found = [author for author in parse_byline(text) if author.kind != "person" or is_name(author.name)]
    if found and found[0].kind != "person" and "/" in text:
        return []  # "EFE/J. Doe" took the picture
    named = any(author.kind == "person" for author in found) and is_nothing_but(text, found)
    return found if named else []


def is_signature(article: Article, block: Block) -> bool:
    """Whether a block is nothing but names, none of words that the text uses as words."""
    names = bare_names(block)
    return bool(names) and not any(of_words(article, author) for author in names if author.kind == "person")


def is_nothing_but(text: str, authors: Sequence[Author]) -> bool:
    """Whether a line holds names and roles, dates and words for "and", and hardly anything else."""
    if not authors:
        return False
    kept = sum(len(word) for author in authors for word in f"{author.name} {author.role or ''}".split())
    kept += sum(len(author.affiliation or "") + len(author.handle or "") for author in authors)
    tokens = (fold_word(word).strip(".,:;()•·–-") for word in unglued(text).replace("|", " ").split())
    rest = sum(len(token) for token in tokens if token not in AND and token not in TAIL and not is_date_word(token))
    return kept >= rest * NAMES_SHARE


def has_date(block: Block) -> bool:
    """Whether a short block holds a date, a time or a reading time."""
    return len(block.text) <= MAX_LINE_CHARS and DATE.search(block.text) is not None


def is_short(article: Article, block: Block) -> bool:
    """Whether a block is no heading and no sentence of the body, and as short as a name with role and date."""
    label = article.labels.labels[block.index]
    in_body = label is not None and label.role in NO_SIGNATURES
    above = article.page.blocks[block.index - 1].text if block.index else ""
    if above[-1:] in (":", "：") and fold_word(above[:-1]).strip() in OTHER_WORK:
        return False  # "Foto:", and on the next line of a bare dump the photographer
    return not in_body and len(block.text) <= MAX_LINE_CHARS and not block.text.endswith((".", "!", "?", ":"))
