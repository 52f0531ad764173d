"""Teasers of a site's other stories inside its text: linked titles with a text each, in one element or strewn in it."""

from __future__ import annotations

from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from itertools import islice

from cleaner.labelers.linked_titles import common_place, is_linked_title, leads_on, title_above
from cleaner.model import Block, Label, Page, Place, Role
from cleaner.text import count_words

ITEM_WORDS, NOTE_WORDS = 35, 8  # of a title with its text; of what else the element may hold: its heading, a date
MIN_ITEMS = 3
MAX_SHARE = 0.5  # of the words of the rest, which the teasers have: a story may be a list
MAX_LISTS = 5  # that are looked at
TEASER = Label(
    Role.RELATED, "coherence", "in an element of the story that holds titles of other stories and their texts"
)


def name_inner_teasers(page: Page, body: Collection[int]) -> dict[int, Label]:
    """Labels of those blocks of a choice that stand in such elements."""
    linked = [block for block in page.blocks[min(body, default=0) : max(body, default=0)] if block.link_chars]
    if sum(map(is_linked_title, linked)) < MIN_ITEMS:  # most pages
        return {}
    kept = [page.blocks[index] for index in sorted(body)]
    titles = _titles_of(page.blocks, kept)
    elements = {place: pairs for place, pairs in _elements(page.blocks, titles).items() if len(pairs) >= MIN_ITEMS}
    if not elements:
        return {}
    words: Counter[Place] = Counter()
    for block in kept:
        words.update(dict.fromkeys(block.place.outwards(), count_words(block.text)))
    total = sum(count_words(block.text) for block in kept)
    found: set[int] = set()
    for place, pairs in islice(elements.items(), MAX_LISTS):
        items = {place}
        if words[place] > MAX_SHARE * (total - words[place]):
            strewn = _strewn(page.blocks, kept, place, pairs)
            pairs = {text: pairs[text] for text in strewn}
            items = set(strewn.values())
        is_small = sum(words[item] for item in items) * (1 + 1 / MAX_SHARE) <= total
        if pairs and is_small and all(leads_on(page, title) for title in set(pairs.values())):
            inside = [block for block in kept if not items.isdisjoint(block.place.outwards())]
            found |= {block.index for block in inside} if _are_items(inside, pairs) else set()
    return dict.fromkeys(sorted(found), TEASER)


def _titles_of(blocks: Sequence[Block], kept: Sequence[Block]) -> dict[int, int]:
    """Of each chosen text the linked title right above it."""
    found: dict[int, int] = {}
    for block in kept:
        title = title_above(blocks, block)
        if title is not None:
            found[block.index] = title.index
    return found


def _elements(blocks: Sequence[Block], titles: Mapping[int, int]) -> dict[Place, dict[int, int]]:
    """By element: its texts with their titles. An item may have an element of its own in it, or none."""
    found: defaultdict[Place, dict[int, int]] = defaultdict(dict)
    for text, title in titles.items():
        item = common_place(blocks[title], blocks[text])
        for place in (item, item.around if item is not None else None):
            if place is not None:
                found[place][text] = title
    return found


def _strewn(blocks: Sequence[Block], kept: Sequence[Block], place: Place, pairs: Mapping[int, int]) -> dict[int, Place]:
    """Of an element's texts those in items made alike, between each two of which it has paragraphs; and their items."""
    items = {text: common_place(blocks[title], blocks[text]) for text, title in pairs.items()}
    own = {text: item for text, item in items.items() if item is not None and item.around is place}
    makes = Counter((item.tag, item.classes) for item in own.values())
    usual = max(makes, key=makes.__getitem__, default=None)
    own = {text: item for text, item in own.items() if (item.tag, item.classes) == usual}
    paragraphs = [block.index for block in kept if block.container is place]
    parts = {bisect(paragraphs, text) for text in own}
    is_parted = len(parts) == len(own) and min(parts, default=0) > 0 and max(parts) < len(paragraphs)
    return own if is_parted else {}


def _are_items(inside: Sequence[Block], pairs: Mapping[int, int]) -> bool:
    """Whether there is nothing but titles with short texts, and few words besides."""
    words: Counter[int] = Counter()
    for block in inside:
        if block.index in pairs:
            words[pairs[block.index]] += count_words(block.text)
        elif not is_linked_title(block) and count_words(block.text) > NOTE_WORDS:
            return False
    return len(words) >= MIN_ITEMS and max(words.values()) <= ITEM_WORDS
