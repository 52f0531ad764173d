"""The authors a page lets one guess: names that only their class, their place or a biography tells."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from msgspec.structs import replace

from cleaner.fields.author_lines import from_people, is_named
from cleaner.fields.author_signals import Offer
from cleaner.fields.byline import merged, parse_byline
from cleaner.fields.byline_pieces import is_role
from cleaner.fields.byline_text import is_date_word, unglued
from cleaner.fields.byline_words import AND, TAIL
from cleaner.fields.names import JOINED_SCRIPT, fold_word, is_name
from cleaner.fields.near_blocks import Near
from cleaner.model import Author, Block, Role, Story

SENTENCE_IS = re.compile(
    r"""^(?P<name>[^,.;:()]{4,60}?)\s
        (?:is|was|has\ been|covers|writes|reports|joined|ist|schreibt|arbeitet|est|couvre|es|escribe|é|è|scrive
          |is\ een|är|er|jest|on|является)\s""",
    re.VERBOSE,
)
NAMES_SHARE = 0.8  # of a line that is nothing but names, the characters in them
MAX_MARKED_CHARS = 90
MAX_BARE_NAME_WORDS = 4
NAME_TAGS = frozenset({"div", "p", "address", "span", ""})
DATE = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}[.:/]\d\d\b|\bmin\b", re.I)


def from_marked(near: Near) -> Iterator[Offer]:
    """The first name above the text, no sentence, whose class or id has a word for author, though no rule knows it."""
    blocks = (block for block in near.above if is_short(near.story, block) and is_named(block))
    yield "class:author", next((parse_byline(block.text) for block in blocks), ())


def from_names(near: Near) -> Iterator[Offer]:
    """Blocks above the text that are full names and nothing else, with a date or a role beside or in them."""
    blocks = near.story.page.blocks
    for run in name_runs(near):
        named = [author for block in run for author in bare_names(block)]
        beside = blocks[max(0, run[0].index - 1) : run[-1].index + 2]
        signed = any(has_date(block) or is_role(block.text) for block in beside)
        if len(merged(named)) > 1 and (signed or len(run) == 1):
            yield "line:names", tuple(merged(named))
        elif signed and len(named[0].name.split()) <= MAX_BARE_NAME_WORDS:
            yield "line:name", tuple(merged(named))


def name_runs(near: Near) -> Iterator[list[Block]]:
    """The blocks that are bare names; in a dump, those that follow one another are one run."""
    run: list[Block] = []
    for block in near.above:
        fits = is_short(near.story, block) and block.tag in NAME_TAGS and bool(bare_names(block))
        if run and (not fits or block.tag or block.index != run[-1].index + 1):
            yield run
            run = []
        if fits:
            run.append(block)
    if run:
        yield run


def bare_names(block: Block) -> list[Author]:
    """The people a block names in full, where it holds nothing else; in scripts that join words anything looks so."""
    if JOINED_SCRIPT.search(block.text):
        return []
    found = [author for author in parse_byline(block.text) if author.kind == "person" and is_name(author.name)]
    return found if is_nothing_but(block.text, found) else []


def is_nothing_but(text: str, authors: list[Author]) -> bool:
    """Whether a line holds names and roles, dates and words for "and", and hardly anything else."""
    if not authors:
        return False
    kept = sum(len(word) for author in authors for word in f"{author.name} {author.role or ''}".split())
    tokens = (fold_word(word).strip(".,:;|()•·–-") for word in unglued(text).split())
    rest = sum(len(token) for token in tokens if token not in AND and token not in TAIL and not is_date_word(token))
    return kept >= rest * NAMES_SHARE


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


GUESSED_SOURCES: tuple[Callable[[Near], Iterator[Offer]], ...] = (
    from_marked,
    from_people("class"),
    from_bios,
    from_names,
)
