"""Galleries inside a story: items that the page counts, 1/6 to 6/6, each in an element of its own."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from itertools import islice

from cleaner.model import NOWHERE, Block, Page, Place
from cleaner.text import count_words
from cleaner.tree import PageTree
from cleaner.vocabulary import alternatives, words_of

OF = rf"(?:/|\b(?:{alternatives(words_of('counted_of'))})\b)"
COUNTER = re.compile(rf"(?:[^\W\d_]{{2,12}}\.? )?(\d{{1,3}}) ?{OF} ?(\d{{1,3}})\b(?! ?/)", re.I)  # "Bild 1 von 6"
COUNTER_CHARS = 15  # by which a number must have come
HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
MIN_ITEMS = 3
MIN_WORDS = 40  # of the story, before a gallery and behind it
MAX_GALLERIES = 5  # that are looked at
REACH = 3  # blocks from the last counter to its picture


def find_galleries(page: Page, body: Sequence[Block]) -> Iterator[int]:
    """Places of texts in galleries with the story before and behind them; one that is most of the text is the story."""
    texts = [block.text for block in body]
    for items in islice(_counted_items(page), MAX_GALLERIES):
        outwards = set(items[0].place.outwards())
        gallery = next((place for place in items[-1].place.outwards() if place in outwards), NOWHERE)
        inside = [place for place, block in enumerate(body) if gallery in block.place.outwards()]
        if not inside:
            continue
        if _is_title(body[max(0, inside[0] - 2) : inside[0]]):
            inside.insert(0, inside[0] - 1)
        before, behind = _words(texts[: inside[0]]), _words(texts[inside[-1] + 1 :])
        is_most = _words([texts[place] for place in inside]) > 2 * (before + behind)
        if min(before, behind) >= MIN_WORDS and not is_most:
            yield from inside


def _is_title(before: Sequence[Block]) -> bool:
    """Whether the last of the two blocks before a gallery is its heading: in another element than the story's text."""
    return before[-1:] != [] and before[-1].tag in HEADINGS and before[-1].container is not before[0].container


def _words(texts: Collection[str]) -> int:
    return sum(map(count_words, texts))


def _counted_items(page: Page) -> Iterator[list[Block]]:
    """Blocks of HTML that are counted from first to last, in items of their own: no chapters, no thread."""
    tree = page.tree
    if tree is None:
        return
    counted: defaultdict[int, list[tuple[int, Block]]] = defaultdict(list)
    for block in page.blocks:
        is_numbered = any(map(str.isdigit, block.text[:COUNTER_CHARS]))  # few blocks are
        found = COUNTER.match(block.text) if is_numbered else None
        if found is not None:
            counted[int(found[2])].append((int(found[1]), block))
    for total, numbered in counted.items():
        items = [block for _, block in numbered]
        is_counted = total >= MIN_ITEMS and [number for number, _ in numbered] == list(range(1, total + 1))
        if is_counted and _are_apart(items) and (_have_pictures(page, items) or _are_printed_apart(tree, items)):
            yield items


def _are_apart(items: Sequence[Block]) -> bool:
    """Whether each item is in an element of its own, or an item of a list itself."""
    return len({_own_place(block) if block.tag == "li" else block.container for block in items}) == len(items)


def _own_place(block: Block) -> Place:
    return next((place for place in block.place.outwards() if not place.inline), block.place)


def _have_pictures(page: Page, items: Sequence[Block]) -> bool:
    """Whether there is a picture for each item."""
    among = range(items[0].index, items[-1].index + REACH)
    return sum(image.block in among for image in page.signals.images) >= len(items)


def _are_printed_apart(tree: PageTree, items: Sequence[Block]) -> bool:
    """Whether the counters have elements of their own: the page's program writes them so, an author does not."""
    wanted = {block.index for block in items}
    openings = {piece.block: piece.end for piece in tree.pieces if piece.start == 0 and piece.block in wanted}
    return all(COUNTER.fullmatch(block.text[: openings.get(block.index)].strip()) for block in items)
