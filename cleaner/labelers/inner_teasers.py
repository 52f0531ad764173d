"""Teasers of a site's other stories inside its text: linked titles with a text each, in one element or strewn in it, or
a linked title above a text that ends with the same link.
"""

from __future__ import annotations

from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence, Set
from itertools import islice

from cleaner.labelers.linked_titles import address_of, common_place, is_linked_title, leads_on, title_above
from cleaner.model import Block, Label, Page, Place, Role
from cleaner.text import count_words

ITEM_WORDS, NOTE_WORDS = 35, 8  # of a title with its text; of what else the element may hold: its heading, a date
TEASER_WORDS = 80  # of a text that ends with a link
MIN_ITEMS = 3
MAX_SHARE = 0.5  # of the words of the rest, which the teasers have: a story may be a list
MAX_LISTS = 5  # that are looked at
TEASER = Label(
    Role.RELATED, "coherence", "in an element of the story that holds titles of other stories and their texts"
)
LED_ON = Label(Role.RELATED, "coherence", "the title of another story, or a text that ends with the link of its title")


def name_inner_teasers(page: Page, body: Collection[int], sure: Set[int]) -> dict[int, Label]:
    """Labels of those blocks of a choice that are such titles and texts.

    sure: the blocks that the model chose. Where all titles are among them, they are headings of the story's own: tips.
    """
    linked = [block for block in page.blocks[min(body, default=0) : max(body, default=0)] if block.link_chars]
    linked = list(filter(is_linked_title, linked))
    return (_led_on(page, body, linked) | _listed(page, body, linked, sure)) if linked else {}


def _led_on(page: Page, body: Collection[int], titles: Sequence[Block]) -> dict[int, Label]:
    """Each title right above a text that ends with the same link to another page of the site, and the text."""
    found: set[int] = set()
    for title in titles:
        text = page.blocks[title.index + 1]
        is_teaser = text.index in body and 0 < text.link_share < MAX_SHARE and count_words(text.text) <= TEASER_WORDS
        if (
            is_teaser
            and address_of(page, title.index, 0) == address_of(page, text.index, -1)
            and leads_on(page, title.index)
        ):
            found |= {title.index, text.index} & set(body)
    words = {index: count_words(page.blocks[index].text) for index in body} if found else {}
    own = sum(words[index] for index in found)
    is_other = own * (1 + 1 / MAX_SHARE) <= sum(words.values())
    return dict.fromkeys(sorted(found), LED_ON) if is_other else {}


def _listed(page: Page, body: Collection[int], linked: Sequence[Block], sure: Set[int]) -> dict[int, Label]:
    """What stands in an element of titles with their texts."""
    if len(linked) < MIN_ITEMS:  # most pages
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
        listed = set(pairs.values())
        is_small = sum(words[item] for item in items) * (1 + 1 / MAX_SHARE) <= total
        if is_small and not listed <= sure and all(leads_on(page, title) for title in listed):
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
