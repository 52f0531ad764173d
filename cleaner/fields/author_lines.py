"""The authors a page prints: elements and blocks marked as an author's, lines that say "by", biographies."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from msgspec.structs import replace

from cleaner.fields.author_signals import SHARED, Authors, Offer, of_candidate
from cleaner.fields.byline import MAX_LINE_CHARS, SEGMENT, merged, parse_byline
from cleaner.fields.byline_text import cut_tail, unglued, without_date, without_date_words
from cleaner.fields.byline_words import LABELS, PREFIXES
from cleaner.fields.names import fold_word, is_name
from cleaner.fields.near_blocks import Near
from cleaner.fields.precedence import rule_offers
from cleaner.model import Author, Block, Candidate, Role, Story

SENTENCE_IS = re.compile(
    r"""^(?P<name>[^,.;:()]{4,60}?)\s
        (?:is|was|has\ been|covers|writes|reports|joined|ist|schreibt|arbeitet|est|couvre|es|escribe|é|è|scrive
          |is\ een|är|er|jest|on|является)\s""",
    re.VERBOSE,
)
MAX_LABEL_CHARS = 30
MAX_PREFIX_WORDS = 4
MAX_BYLINE_WORDS = 40
GAP_BLOCKS = 4  # what parts one person's line from the next story's
NAMES_SHARE = 0.8  # of a line that is nothing but names, the characters in them
MAX_MARKED_CHARS = 90
MAX_BARE_NAME_WORDS = 4
AUTHOR_WORDS = frozenset(
    {"author", "authors", "byline", "writer", "writers", "contributor", "written", "autor", "autoren", "auteur"}
)
TOKEN_WORD = re.compile(r"[a-z]+")
CAMEL_WORD = re.compile(r"[A-Z]?[a-z]+")
NAME_TAGS = frozenset({"div", "p", "address", "span", ""})
DATE = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}[.:/]\d\d\b|\bmin\b", re.I)


class Spot(NamedTuple):
    """A printed byline and the block it stands in; candidate: where a rule's pattern has taken it apart."""

    block: int
    text: str
    candidate: Candidate | None = None


def from_people(*grounds: str) -> Callable[[Near], Iterator[Offer]]:
    """A source of elements marked as author on one of the grounds."""

    def offer(near: Near) -> Iterator[Offer]:
        for ground in grounds:
            people = near.story.page.signals.people
            yield f"people:{ground}", first_found(near, [Spot(p.block, p.name) for p in people if p.ground == ground])

    return offer


def from_bylines(near: Near) -> Iterator[Offer]:
    """The blocks with the role byline that say "by" or are marked as an author's, and what shared rules caught in lines.

    A line of date and section may have the role as well: without a word for "by" it names nobody.
    """
    labels = near.story.labels.labels
    caught = [c for c in rule_offers(near.story, "authors") if c.source.startswith(SHARED) and c.block >= 0]
    yield "rule:line", first_found(near, [Spot(c.block, c.value, c) for c in caught if c.parts])
    blocks = [block for block in near.story.blocks_with(Role.BYLINE) if has_prefix(block.text) or is_named(block)]
    spots = [Spot(c.block, c.value) for c in caught if not c.parts and labels[c.block] is None]
    yield "role:byline", first_found(near, [*(Spot(block.index, block.text) for block in blocks), *spots])


def from_lines(near: Near) -> Iterator[Offer]:
    """Blocks that are printed like a byline ("By Jane Doe", "Author: …"), or follow one that says so."""
    spots = []
    for blocks in (near.above, near.below):
        label = ""
        for block in blocks:
            text = f"{label} {block.text}" if label else block.text
            if has_prefix(text) and names_person(text):
                spots.append(Spot(block.index, text))
            label = block.text if is_label(block.text) else ""
    yield "line:byline", first_found(near, spots)


def from_marked(near: Near) -> Iterator[Offer]:
    """The first name above the text, no sentence, whose class or id has a word for author, though no rule knows it."""
    blocks = (block for block in near.above if is_short(near.story, block) and is_named(block))
    yield "class:author", next((parse_byline(block.text) for block in blocks), ())


def from_names(near: Near) -> Iterator[Offer]:
    """A block above the text that is a full name and nothing else, with a date beside or in it; or several names."""
    blocks = near.story.page.blocks
    for block in near.above:
        if not is_short(near.story, block) or block.tag not in NAME_TAGS:
            continue
        beside = blocks[max(0, block.index - 1) : block.index + 2]
        bare = without_date_words(cut_tail(without_date(block.text)).split())
        if is_name(bare) and len(bare.split()) <= MAX_BARE_NAME_WORDS and any(has_date(other) for other in beside):
            yield "line:name", parse_byline(block.text)
        several = [author for author in parse_byline(bare) if author.kind == "person" and is_name(author.name)]
        if len(several) > 1 and sum(len(author.name) for author in several) > len(bare) * NAMES_SHARE:
            yield "line:names", tuple(several)


def from_bios(near: Near) -> Iterator[Offer]:
    """The name a biography begins with: "Jane Doe is a journalist …"."""
    for block in near.story.blocks_with(Role.BIO):
        match = SENTENCE_IS.match(block.text)
        if match is not None and is_name(match["name"]):
            yield "role:bio", tuple(replace(author, raw=block.text) for author in parse_byline(match["name"]))


def has_date(block: Block) -> bool:
    """Whether a short block holds a date, a time or a reading time."""
    return len(block.text) <= MAX_MARKED_CHARS and DATE.search(block.text) is not None


def is_short(story: Story, block: Block) -> bool:
    """Whether a block is no heading and no sentence of the body, and as short as a name with role and date."""
    label = story.labels.labels[block.index]
    in_body = label is not None and label.role in (Role.HEADING, Role.QUOTE, Role.HEADLINE, Role.CAPTION, Role.SECTION)
    return not in_body and len(block.text) <= MAX_MARKED_CHARS and not block.text.endswith((".", "!", "?", ":"))


def is_named(block: Block) -> bool:
    """Whether a block is marked as an author's and names somebody in full, or a desk."""
    return is_marked(block) and names_person(block.text, or_desk=True)


def is_marked(block: Block) -> bool:
    """Whether a class or id of the block, or around it, has a word for author: "post-hero__author", "AuthorName"."""
    return any(map(is_author_token, block.tokens))


@lru_cache(maxsize=2048)  # the blocks of a page share nearly all their tokens
def is_author_token(token: str) -> bool:
    """Whether a class or id holds a word for author, parted by punctuation or by a capital."""
    return not AUTHOR_WORDS.isdisjoint(TOKEN_WORD.findall(token.lower())) or not AUTHOR_WORDS.isdisjoint(
        word.lower() for word in CAMEL_WORD.findall(token)
    )


def names_person(text: str, *, or_desk: bool = False) -> bool:
    """Whether a line names somebody in full."""
    found = parse_byline(text)
    return any((a.kind == "person" and is_name(a.name)) or (or_desk and a.kind == "desk") for a in found)


def is_label(text: str) -> bool:
    """Whether the block holds nothing but a word for "By" or "Author"."""
    label = fold_word(text).strip(" :：") if len(text) <= MAX_LABEL_CHARS else ""
    return label in PREFIXES or label in LABELS


def has_prefix(text: str) -> bool:
    """Whether the line, or a part of it behind a date or "|", begins with a word for "By" or a label for "Author:"."""
    return len(text) <= MAX_LINE_CHARS and any(
        begins_with_prefix(without_date(part).split()) for part in SEGMENT.split(unglued(text))
    )


def begins_with_prefix(words: list[str]) -> bool:
    """Whether the words begin with "By", "Written by", "Author:" …."""
    folded = [fold_word(word) for word in words[:MAX_PREFIX_WORDS]]
    for count in range(len(folded), 0, -1):
        phrase = " ".join(folded[:count])
        head, colon, _ = phrase.replace("：", ":").partition(":")
        if phrase in PREFIXES or (colon and (head.strip() in LABELS or head.strip() in PREFIXES)):
            return True
    return False


def first_found(near: Near, spots: Iterable[Spot]) -> Authors:
    """The authors of the spots above the text, else of those below it; of several spots those that stand together."""
    short = [spot for spot in spots if len(spot.text.split()) <= MAX_BYLINE_WORDS]
    for blocks in (near.above, near.below):
        inside = frozenset(block.index for block in blocks)
        found = together([spot for spot in short if spot.block in inside])
        if found:
            return found
    return ()


def together(spots: list[Spot]) -> Authors:
    """The authors of the first spot that names some, and of those that follow it closely: one line of a kind."""
    found: list[Author] = []
    lines: list[str] = []
    last: int | None = None
    for spot in sorted(spots, key=lambda spot: spot.block):
        if last is not None and spot.block - last > GAP_BLOCKS:
            break
        if spot.candidate is not None:
            found += of_candidate(spot.candidate)
        elif spot.text not in lines and (lines or parse_byline(spot.text)):
            lines.append(spot.text)
        if found or lines:
            last = spot.block
    return tuple(merged([*found, *parse_byline(" | ".join(lines))]))


LINE_SOURCES: tuple[Callable[[Near], Iterator[Offer]], ...] = (
    from_people("itemprop", "rel"),
    from_bylines,
    from_lines,
)
GUESSED_SOURCES: tuple[Callable[[Near], Iterator[Offer]], ...] = (
    from_marked,
    from_people("class"),
    from_bios,
    from_names,
)
