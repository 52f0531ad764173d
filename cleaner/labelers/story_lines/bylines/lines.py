"""Find the lines that may sign the story: they say "by", are marked as an author's, or are nothing but names."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from cleaner.labelers.story_lines.bylines.line_signs import (
    ENDS_BY,
    begins_with_by,
    has_author_class,
    is_bare_name,
    is_full_name,
    is_label,
    is_newsroom,
    is_nothing_but,
)
from cleaner.labelers.story_lines.bylines.story import LISTS, OTHERS, SignedStory
from cleaner.lines.bylines import parse_byline
from cleaner.lines.names import fold_word
from cleaner.lines.signers import read_signers
from cleaner.lines.words import OTHER_WORK
from cleaner.model import Author, Block, Role

MAX_BYLINE_WORDS = 40
MAX_NAME_CHARS = 90  # of a line without "by": names, roles and a date
NAME_TAGS = frozenset({"div", "p", "address", "span", ""})
NO_NAMES = frozenset({Role.HEADING, Role.QUOTE, Role.HEADLINE, Role.CAPTION, Role.CREDIT, Role.SECTION})


class SignedLine(Struct, frozen=True):
    """A line that may sign the story. source: how, as provenance names it; span: of the names, where the line ends in them."""

    block: Block
    authors: tuple[Author, ...]
    source: str
    span: tuple[int, int] | None = None


def lines_near(story: SignedStory) -> Iterator[SignedLine]:
    """The lines near the story that may sign it."""
    for block in story.near_blocks():
        if len(block.text.split()) <= MAX_BYLINE_WORDS:
            yield from read_line(story, block)


def lines_afar(story: SignedStory) -> list[SignedLine]:
    """The lines that say "by" anywhere on the page, where all of them name the same people.

    Of what HTML prints behind the text only lines that begin with "Author": lists of stories stand there.
    """
    end = len(story.blocks) if story.is_dump else story.last
    lines = []
    for block in story.blocks_between(0, len(story.blocks), OTHERS | LISTS | NO_NAMES):
        is_behind = block.index > end and not has_author_class(block.text.split()[:1])
        if len(block.text) <= MAX_NAME_CHARS and not is_behind and begins_with_by(block.text):
            authors = parse_byline(block.text)
            if any(map(is_full_name, authors)):
                lines.append(SignedLine(block, authors, "line:byline"))
    named = {tuple(author.name for author in line.authors) for line in lines}
    return lines if len(named) == 1 else []


def read_line(story: SignedStory, block: Block) -> Iterator[SignedLine]:
    """The block as a signed line, where it may be one."""
    authors = read_signers(block.text, story.marked_names.get(block.index, ()))
    source = source_of(story, block, authors) if authors else None
    if source is not None:
        yield SignedLine(block, authors, source)
    elif (end := ENDS_BY.search(block.text)) is not None:
        people = parse_byline(end["name"])
        if any(map(is_full_name, people)):
            yield SignedLine(block, people, "line:end", end.span("name"))


def source_of(story: SignedStory, block: Block, authors: tuple[Author, ...]) -> str | None:
    """What makes a line that names the authors a byline; None where nothing does."""
    above = story.text_at(block.index - 1)
    if begins_with_by(block.text) or is_label(above):
        return "line:byline"
    if block.index in story.marked_names:
        return "line:marked"
    if not is_short(story, block) or fold_word(above).strip(":： ") in OTHER_WORK:
        return None  # under "Photo:" stands the photographer
    is_full = any(map(is_full_name, authors))
    if is_full and has_author_class(block.tokens):
        return "line:class"
    if block.tag not in NAME_TAGS:
        return None
    if is_full and is_bare_name(block.text, authors):
        return "line:name"
    is_desk = all(map(is_newsroom, authors)) and is_nothing_but(block.text, authors)
    return "line:desk" if is_desk else None


def is_short(story: SignedStory, block: Block) -> bool:
    """Whether a block is as short as a name with role and date, and neither a sentence nor a heading."""
    is_sentence = block.text.endswith((".", "!", "?", ":"))
    is_text = story.article.role_at(block.index) not in NO_NAMES
    return len(block.text) <= MAX_NAME_CHARS and is_text and not is_sentence
