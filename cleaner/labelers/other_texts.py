"""Other people's prose that a page shows below or beside its story, told by how it is set: names in turn with comments,
linked titles in turn with teasers, the next story with a headline of its own.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Mapping, Sequence, Set
from itertools import accumulate, compress, islice, pairwise

from cleaner.model import Block, Label, Page, Place, Role
from cleaner.text import count_words, ends_sentence

LINKED_SHARE, TITLE_WORDS = 0.9, 3  # of a block that is another story's title, and no more
NAME_WORDS, SIGNATURE_WORDS = 5, 8  # of a name, of one with a time
MIN_SIGNED, MAX_SIGNATURE_CHARS = 2, 80  # comments that a name with a time signs
TIME = re.compile(r"\b\d{1,2}[:.]\d\d\b|\b(?:19|20)\d\d\b")
MIN_IN_TURN = 3  # names with comments, titles with teasers
IN_TURN_SHARE = 0.7  # of the blocks below a heading of comments that are names and comments
# Words of the text that stand above: a count of comments, links to other stories stand at a story's head as well.
ABOVE_COMMENTS, ABOVE_TEASERS = 100, 40
LEAD_WORDS, TEASER_WORDS, ITEM_WORDS = 20, 150, 80
REST_WORDS, PROSE_WORDS = 25, 15  # that the page has beside its items: with less they may be the story; in one block
NEAR_BLOCKS, NEAR_PLACES = 3, 6  # between a title and its teaser: a date, a name; how far above both their item is
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
HEADED = frozenset({Role.COMMENTS, Role.RELATED, Role.POPULAR})
MAX_HEADINGS = 12  # that are looked below
COMMENT = Label(Role.COMMENTS, "coherence", "names in turn with texts, below a heading of comments")
BELOW = Label(Role.RELATED, "coherence", "linked titles in turn with texts, below a heading of other stories")
NEXT = Label(Role.RELATED, "coherence", "the text of another article of the page, with a headline of its own")
ITEM = Label(Role.RELATED, "coherence", "the text of an item with a linked title, like those beside it")


def name_other_texts(page: Page, labels: Sequence[Label | None], body: Collection[int]) -> dict[int, Label]:
    """Labels of those blocks of a choice that are comments or teasers. labels: of the rules."""
    kept = [page.blocks[index] for index in sorted(body)]
    named = _items(page.blocks, kept) | _next_stories(page, kept)
    return named | _below_headings(page.blocks, labels, [block for block in kept if block.index not in named])


def _below_headings(blocks: Sequence[Block], labels: Sequence[Label | None], kept: Sequence[Block]) -> dict[int, Label]:
    """What stands below the first heading of comments, or of other stories, that has nothing else below it."""
    places = [block.index for block in kept]
    first, last = (places[0], places[-1]) if kept else (0, 0)
    inside = enumerate(labels[first:last], first)
    heads = [(index, label.role) for index, label in inside if label and label.role in HEADED]
    words = [0, *accumulate(count_words(block.text) for block in kept)] if heads else []
    found: dict[int, Label] = {}
    for index, role in heads[:MAX_HEADINGS]:
        number = bisect_right(places, index)
        if role is Role.COMMENTS:
            end = next((place for place, other in heads if place > index and other is not role), last)
            stop = bisect_right(places, end)
            if words[number] >= ABOVE_COMMENTS and _are_comments(kept[number:stop]):
                found |= dict.fromkeys(places[number:stop], COMMENT)
        elif words[number] >= ABOVE_TEASERS and _are_teasers(blocks[index + 1 : last + 1], kept[number:]):
            return found | dict.fromkeys(places[number:], BELOW)
    return found


def _are_comments(below: Sequence[Block]) -> bool:
    """Whether short lines that are no sentences and no headings stand in turn with others."""
    is_name = [block.tag not in HEADINGS and _is_name(block.text) for block in below]
    in_turn = sum(name and not text for name, text in pairwise(is_name))
    is_signed = sum(map(_has_time, compress((block.text for block in below), is_name))) >= MIN_SIGNED
    return in_turn >= (MIN_SIGNED if is_signed else MIN_IN_TURN) and 2 * in_turn >= IN_TURN_SHARE * len(below)


def _is_name(text: str) -> bool:
    most = SIGNATURE_WORDS if _has_time(text) else NAME_WORDS
    return count_words(text) <= most and not ends_sentence(text)


def _has_time(text: str) -> bool:
    return TIME.search(text[:MAX_SIGNATURE_CHARS]) is not None


def _are_teasers(around: Sequence[Block], below: Sequence[Block]) -> bool:
    """Whether the text is nothing but pieces below linked titles. around: all blocks there, kept or not.

    Headings that are no links are those of a list which the story is.
    """
    if any(block.tag in HEADINGS and not block.link_chars for block in below):
        return False
    titles = [block.index for block in around if _is_title(block)]
    pieces = [0] * (len(titles) + 1)
    for block in below:
        if block.link_share < LINKED_SHARE:
            pieces[bisect_right(titles, block.index)] += count_words(block.text)
    return pieces[0] <= LEAD_WORDS and max(pieces) <= TEASER_WORDS and sum(map(bool, pieces[1:])) >= MIN_IN_TURN


def _is_title(block: Block) -> bool:
    return block.link_share >= LINKED_SHARE and count_words(block.text) >= TITLE_WORDS


def _items(blocks: Sequence[Block], kept: Sequence[Block]) -> dict[int, Label]:
    """The texts of items that stand beside each other, each with a linked title above its text, and little else."""
    lists: dict[Place, dict[Place, set[int]]] = {}
    for block in kept:
        near = blocks[max(block.index - NEAR_BLOCKS, 0) : block.index]
        title = next((other for other in reversed(near) if _is_title(other)), None)
        item = None if title is None or _is_title(block) else _common_place(title, block)
        if title is not None and item is not None and item.around is not None:
            lists.setdefault(item.around, {}).setdefault(item, set()).update((title.index, block.index))
    lists = {around: items for around, items in lists.items() if len(items) >= MIN_IN_TURN}
    return _outside(_short(lists, kept), kept) if lists else {}


def _short(lists: Mapping[Place, Mapping[Place, Set[int]]], kept: Sequence[Block]) -> dict[Place, set[int]]:
    """Of each list the blocks that were chosen of its short items."""
    words: Counter[Place] = Counter()
    for block in kept:
        words.update(dict.fromkeys(islice(block.place.outwards(), NEAR_PLACES), count_words(block.text)))
    indices = {block.index for block in kept}
    return {
        around: {index for item, own in items.items() if words[item] <= ITEM_WORDS for index in own & indices}
        for around, items in lists.items()
    }


def _outside(lists: Mapping[Place, Set[int]], kept: Sequence[Block]) -> dict[int, Label]:
    """Labels of the lists before or behind the rest of the choice that do not stand in the element with most of it."""
    found = {index for own in lists.values() for index in own}
    rest = [block for block in kept if block.index not in found]
    prose = [block.index for block in rest if count_words(block.text) >= PROSE_WORDS]
    if not found or not prose or sum(count_words(block.text) for block in rest) < REST_WORDS:
        return {}
    main, first, last = _main_place(rest), prose[0], prose[-1]
    away = [own for around, own in lists.items() if own and main not in set(around.outwards())]
    outside = [own for own in away if min(own) > last or max(own) < first]
    return dict.fromkeys(sorted(index for own in outside for index in own), ITEM)


def _next_stories(page: Page, kept: Sequence[Block]) -> dict[int, Label]:
    """What stands in an `<article>` with an `h1` of its own, below the one with the page's title and enough text."""
    heads = [block for block in page.blocks if block.tag == "h1"]
    declared = f"{page.signals.title} {page.signals.first_meta('og:title')}".lower() if len(heads) > 1 else ""
    articles = [(block, article) for block in heads if (article := _article(block)) is not None]
    own = next(((block, article) for block, article in articles if block.text.lower() in declared), None)
    if own is None:
        return {}
    head, story = own
    others = {
        article
        for block, article in articles
        if block.index > head.index and story not in article.outwards() and article not in story.outwards()
    }
    words = sum(count_words(block.text) for block in kept if story in block.place.outwards())
    below = [block.index for block in kept if not others.isdisjoint(block.place.outwards())]
    return dict.fromkeys(below if words >= ABOVE_COMMENTS else (), NEXT)


def _article(block: Block) -> Place | None:
    return next((place for place in block.place.outwards() if place.tag == "article"), None)


def _main_place(blocks: Sequence[Block]) -> Place | None:
    """The element in which most of the words stand."""
    words: Counter[Place | None] = Counter()
    for block in blocks:
        words[block.container] += count_words(block.text)
    return max(words, key=words.__getitem__, default=None)


def _common_place(title: Block, block: Block) -> Place | None:
    """The innermost element near them that holds both; None where there is none, or a paragraph holds the title."""
    above = list(islice(title.place.outwards(), NEAR_PLACES))
    return next((place for place in islice(block.place.outwards(), 1, NEAR_PLACES) if place in above), None)
