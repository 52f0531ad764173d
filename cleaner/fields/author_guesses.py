"""The authors a page lets one guess: names that only their class, their place or a biography tells."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec.structs import replace

from cleaner.fields.author_lines import from_people, is_named
from cleaner.fields.author_names import SENTENCE_IS, from_names, is_short
from cleaner.fields.author_signals import Offer
from cleaner.fields.byline import parse_byline
from cleaner.fields.names import is_name
from cleaner.fields.near_blocks import Near
from cleaner.model import Role


def from_marked(near: Near) -> Iterator[Offer]:
    """The first name above the text, no sentence, whose class or id has a word for author, though no rule knows it."""
    blocks = (block for block in near.above if is_short(near.story, block) and is_named(block))
    yield "class:author", next((parse_byline(block.text) for block in blocks), ())


def from_bios(near: Near) -> Iterator[Offer]:
    """The name a biography begins with: "Jane Doe is a journalist …"."""
    for block in near.story.blocks_with(Role.BIO):
        match = SENTENCE_IS.match(block.text)
        if match is not None and is_name(match["name"]):
            yield "role:bio", tuple(replace(author, raw=block.text) for author in parse_byline(match["name"]))


GUESSED_SOURCES: tuple[Callable[[Near], Iterator[Offer]], ...] = (
    from_marked,
    from_people("class"),
    from_bios,
    from_names,
)
