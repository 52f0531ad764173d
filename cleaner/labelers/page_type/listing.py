"""Pages that list stories, told by address and form together: a topic's, an author's."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from cleaner.model import Block, PageType, Story
from cleaner.text import count_words
from cleaner.urls import split_url
from cleaner.vocabulary import words_of

MIN_TITLES, MIN_TITLE_WORDS = 5, 4
MIN_LINK_SHARE = 0.6  # of a block that is a linked title: a date may stand beside it
MAX_INTRODUCTION_WORDS = 80  # before the first title
MAX_TEASER_WORDS = 80  # below each title
SURE = 0.95


def listing_type(story: Story) -> PageType | None:
    """An index, where the address is one of lists and the text is nothing but what stands between linked titles."""
    url = story.page.document.url or story.page.signals.canonical
    parts = split_url(url)
    steps = frozenset(parts.path.lower().split("/")) if parts is not None else frozenset()
    known = sorted((words_of("index_addresses") | words_of("story_list_addresses")) & steps)
    titles = linked_titles(story.page.blocks) if known else []
    if len(titles) < MIN_TITLES or not _are_teasers(story.body, titles):
        return None
    return PageType("index", SURE, (f"the address has /{known[0]}/", f"{len(titles)} linked titles of one form"))


def linked_titles(blocks: Sequence[Block]) -> list[int]:
    """The indices of the linked titles of the form that most of them have."""
    most = max(titles_by_form(blocks, MIN_TITLE_WORDS).values(), key=len, default=[])
    return [block.index for block in most]


def titles_by_form(blocks: Sequence[Block], least: int) -> dict[tuple[str, str], list[Block]]:
    """The linked titles of at least so many words, by tag and classes."""
    forms: dict[tuple[str, str], list[Block]] = {}
    for block in blocks:
        if block.link_chars >= MIN_LINK_SHARE * len(block.text) and count_words(block.text) >= least:
            forms.setdefault((block.tag, block.place.classes), []).append(block)
    return forms


def _are_teasers(body: Sequence[Block], titles: Sequence[int]) -> bool:
    """Whether no more than a teaser of the text stands before, between and behind the titles."""
    pieces = [0] * (len(titles) + 1)
    for block in body:
        pieces[bisect_right(titles, block.index)] += count_words(block.text)
    return pieces[0] <= MAX_INTRODUCTION_WORDS and max(pieces[1:]) <= MAX_TEASER_WORDS
