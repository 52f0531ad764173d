"""The authors a page lets one guess: names that only their class, their place or a biography tells."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from msgspec.structs import replace

from cleaner.article import Article
from cleaner.fields.authors.declared import Offer
from cleaner.fields.authors.lines import from_people, has_prefix, is_named
from cleaner.fields.authors.name_lines import (
    ALL_COMMON,
    MAX_LINE_CHARS,
    SENTENCE_IS,
    from_names,
    has_date,
    is_nothing_but,
    is_short,
    of_words,
)
from cleaner.fields.authors.vote import is_same_group
from cleaner.fields.near_blocks import Near
from cleaner.lines.agencies import find_agency
from cleaner.lines.bylines import parse_byline
from cleaner.lines.bylines.parts import EMAIL
from cleaner.lines.bylines.pieces import is_desk
from cleaner.lines.lazy import lazy_pattern
from cleaner.lines.names import is_name
from cleaner.model import Author, Block, Role
from cleaner.vocabulary.inline import words

ENDS_BY = lazy_pattern(r"\s(?:by|von|par|por|di|door|av)\s(?P<name>[^\W\d_][^\d:;|]{3,40})$", re.I)
MAX_END_CHARS = 50  # that ENDS_BY takes in
EMAIL_NAME = lazy_pattern(r"([a-z]{2,})[._-]([a-z]{2,})\d{0,2}")
# Of an address that is the house's, not a person's.
HOUSE_WORDS = words(
    """info news newsroom redaktion redaccion redazione redaction redactie contact contacto kontakt press presse media
    service services office letters leserbriefe editor editors editorial team support admin mail email web webmaster
    online digital sales ads advertising anzeigen abo subscriptions help hello desk general public relations marketing
    customer care privacy datenschutz jobs tips stories feedback community events the your my no reply do not"""
)
AUTHOR = ("autor", "author", "auteur", "autore", "автор", "forfatter", "författare", "著者", "作者")
MAX_LABEL_CHARS = 12
# "… sagte sie. (Lisa Müller, Max Muster, 3.5.2024)"
SIGNED_END = lazy_pattern(r"[.!?…\"“”»]\s*[(\[](?P<names>[^()\[\]]{5,120})[)\]]\.?$")
MAY_SIGN = frozenset({Role.BYLINE, Role.TIMESTAMP, Role.BOILERPLATE, Role.PARAGRAPH})
MAX_DESK_WORDS = 5
MAX_DESK_GAP = 2  # blocks between a desk's line without date and the text


def from_marked(near: Near) -> Iterator[Offer]:
    """The first name above the text, no sentence, whose class or id has a word for author, though no rule knows it."""
    blocks = (block for block in near.above if is_short(near.article, block) and is_named(block))
    signed = (block for block in blocks if has_prefix(block.text) or not is_prose(near.article, block))
    named = (parse_byline(block.text) for block in signed)
    yield "class:author", next(named, ())


def is_prose(article: Article, block: Block) -> bool:
    """Whether the names of a line are nothing but words of the text, or of headings."""
    people = [author for author in parse_byline(block.text) if author.kind == "person"]
    return any(of_words(article, author) == ALL_COMMON for author in people)


def from_desks(near: Near) -> Iterator[Offer]:
    """A line above the text that is an agency or a newsroom, dated or just above the text: "AFP", "News Desk"."""
    article = near.article
    blocks = article.page.blocks
    start = article.body[0].index if article.body else len(blocks)
    for block in near.above if article.page.document.kind == "text" else ():
        beside = blocks[max(0, block.index - 1) : block.index + 2]
        if block.index >= start or not (start - block.index <= MAX_DESK_GAP or any(map(has_date, beside))):
            continue
        found = parse_byline(block.text) if is_short(article, block) else ()
        label = article.labels.labels[block.index]
        pictured = label is not None and label.role in (Role.CREDIT, Role.CAPTION)
        if found and not pictured and all(map(is_newsroom, found)) and is_nothing_but(block.text, found):
            yield "line:desk", found
            return


def is_newsroom(author: Author) -> bool:
    """Whether an author is a news agency, or a desk that says so: "Staff", "The Courier Team"."""
    agency = find_agency(author.name)
    if agency is not None:
        return agency.kind == "news"
    return author.kind == "desk" and is_desk(author.name) and len(author.name.split()) <= MAX_DESK_WORDS


def from_text_ends(near: Near) -> Iterator[Offer]:
    """The people in full in a bracket behind the text's last sentence."""
    for block in near.article.body[-2:]:
        match = SIGNED_END.search(block.text)
        found = parse_byline(match["names"]) if match is not None else ()
        full = bool(found) and all(author.kind == "person" and is_name(author.name) for author in found)
        if match is not None and full and is_nothing_but(match["names"], found):
            yield "text:end", found


def from_headline_ends(near: Near) -> Iterator[Offer]:
    """The person behind "by" at the end of a dated line: a bare dump prints headline and byline as one."""
    blocks = near.article.page.blocks
    for block in near.above:
        match = ENDS_BY.search(block.text, max(0, len(block.text) - MAX_END_CHARS))
        following = blocks[block.index + 1 : block.index + 2]
        if match is None or not any(map(has_date, following)) or not is_name(match["name"]):
            continue
        found = parse_byline(match["name"])
        if found and not any(of_words(near.article, author) for author in found):
            yield "line:end", found


def from_bylines_afar(near: Near) -> Iterator[Offer]:
    """The line that says "by", far from headline and text: where all such lines name the same people.

    Of what HTML prints behind the text only lines that begin with "Author" are asked: lists of stories stand there.
    """
    article = near.article
    blocks = article.page.blocks
    end = len(blocks) if article.page.document.kind == "text" or not article.body else article.body[-1].index
    behind = (block for block in blocks[end:] if block.text[:MAX_LABEL_CHARS].lower().startswith(AUTHOR))
    named = [parse_byline(block.text) for block in (*blocks[:end], *behind) if is_byline_afar(article, block)]
    if named and all(is_same_group(named[0], other) for other in named[1:]):
        yield "line:far", named[0]


def is_byline_afar(article: Article, block: Block) -> bool:
    """Whether a short line begins with "By" and names somebody in full, and no rule has given it away."""
    if len(block.text) > MAX_LINE_CHARS:
        return False
    label = article.labels.labels[block.index]
    if (label is not None and label.role not in MAY_SIGN) or not has_prefix(block.text):
        return False
    people = [author for author in parse_byline(block.text) if author.kind == "person" and is_name(author.name)]
    return bool(people) and not any(of_words(article, author) for author in people)


def from_bios(near: Near) -> Iterator[Offer]:
    """The name a biography begins with: "Jane Doe is a journalist …"."""
    for block in near.article.blocks_as(Role.BIO):
        match = SENTENCE_IS.match(block.text)
        if match is not None and is_name(match["name"]):
            yield "role:bio", tuple(replace(author, raw=block.text) for author in parse_byline(match["name"]))


def from_emails(near: Near) -> Iterator[Offer]:
    """The person an e-mail address beside the story is named for: "jane.doe@example.com"."""
    inside = {block.index for block in (*near.above, *near.below)}
    mailed = (p.href or "" for p in near.article.page.signals.people if p.ground == "mailto" and p.block in inside)
    printed = (block.text for block in (*near.above, *near.below) if "@" in block.text)
    for text in (*mailed, *printed):
        for email in EMAIL.findall(text):
            parts = EMAIL_NAME.fullmatch(email.partition("@")[0].lower())
            if parts is not None and HOUSE_WORDS.isdisjoint(parts.groups()):
                name = " ".join(part.capitalize() for part in parts.groups())
                yield "email", (Author(name, email=email, raw=email),)


GUESSED_SOURCES: tuple[Callable[[Near], Iterator[Offer]], ...] = (
    from_marked,
    from_people("class"),
    from_bios,
    from_names,
    from_headline_ends,
    from_text_ends,
    from_bylines_afar,
    from_desks,
    from_emails,
)
