"""Other people's prose that a page shows below or beside its story, told by how it is set: names in turn with comments,
linked titles in turn with teasers, the next story with a headline of its own.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Collection, Mapping, Sequence, Set
from itertools import accumulate, compress, pairwise

from cleaner.labelers.linked_titles import (
    LINKED_SHARE,
    NEAR_BLOCKS,
    common_place,
    is_linked_title,
    near_places,
    title_above,
)
from cleaner.labelers.roles import HEADINGS
from cleaner.labelers.signatures import MIN_SIGNED, has_time, is_signature
from cleaner.model import Block, Label, Page, Place, Role
from cleaner.text import count_words, ends_sentence

HALF = 0.5  # linked, of a block that is no teaser
NAME_WORDS = 5
MIN_IN_TURN = 3  # names with comments, titles with teasers
IN_TURN_SHARE = 0.7  # of the blocks below a heading of comments that are names and comments
# Words of the text that stand above: a count of comments, links to other stories stand at a story's head as well.
ABOVE_COMMENTS, ABOVE_TEASERS = 100, 40
LEAD_WORDS, TEASER_WORDS, ITEM_WORDS = 20, 150, 80
REST_WORDS, PROSE_WORDS = 25, 15  # that the page has beside its items: with less they may be the story; in one block
HEADED = frozenset({Role.COMMENTS, Role.RELATED, Role.POPULAR})
DRAWN_SIGNS, MAX_BEHIND = 10, 2  # of a line; words behind it, of those above
CALLS = re.compile(r"!$|\B@\w|https?://")  # what calls to readers hold that stories hardly do
MAX_HEADINGS = 12  # that are looked below
COMMENT = Label(Role.COMMENTS, "coherence", "names in turn with texts, below a heading of comments")
BELOW = Label(Role.RELATED, "coherence", "linked titles in turn with texts, below a heading of other stories")
NEXT = Label(Role.RELATED, "coherence", "the text of another article of the page, with a headline of its own")
BEHIND = Label(Role.BOILERPLATE, "coherence", "behind the line drawn under the story")
BOXED = Label(Role.RELATED, "coherence", "the teaser of a box in the story, below its label and a linked title")
ITEM = Label(Role.RELATED, "coherence", "the text of an item with a linked title, like those beside it")


def name_other_texts(page: Page, labels: Sequence[Label | None], body: Collection[int]) -> dict[int, Label]:
    """Labels of those blocks of a choice that are comments or teasers. labels: of the rules."""
    kept = [page.blocks[index] for index in sorted(body)]
    named = (
        _boxed(page.blocks, labels, kept)
        | _behind_line(page.blocks, kept)
        | _items(page.blocks, kept)
        | _next_stories(page, kept)
    )
    return named | _below_headings(page.blocks, labels, [block for block in kept if block.index not in named])


def _boxed(blocks: Sequence[Block], labels: Sequence[Label | None], kept: Sequence[Block]) -> dict[int, Label]:
    """The teaser of a box in the story: below a label and a linked title, in an element with no other of the choice."""
    places = [block.index for block in kept]
    named = {}
    for index, label in enumerate(labels):
        if label is None or label.role is not Role.RELATED:
            continue
        near = blocks[index + 1 : index + 2 + NEAR_BLOCKS]
        title = next((block.index for block in near if is_linked_title(block)), None)
        at = bisect_right(places, index if title is None else title)
        text = kept[at] if title is not None and at < len(kept) and kept[at].index <= near[-1].index else None
        is_teaser = text is not None and text.link_share < HALF and count_words(text.text) <= ITEM_WORDS
        box = common_place(blocks[index], text) if text is not None and is_teaser else None
        beside = [*kept[at - 1 : at], *kept[at + 1 : at + 2]]
        if text is not None and box is not None and beside and all(box not in near_places(block) for block in beside):
            named[text.index] = BOXED
    return named


def _behind_line(blocks: Sequence[Block], kept: Sequence[Block]) -> dict[int, Label]:
    """What stands below the only line that somebody has drawn with signs under the story: calls, advice, credits.

    A short one, or one of several, parts the story itself.
    """
    first, last = (kept[0].index, kept[-1].index) if kept else (0, 0)
    drawn = [block.index for block in blocks[first : last + 1] if _is_drawn(block.text)]
    if len(drawn) != 1:
        return {}
    above = sum(count_words(block.text) for block in kept if block.index < drawn[0])
    behind = [block for block in kept if block.index > drawn[0]]
    calls = sum(block.link_chars > 0 or CALLS.search(block.text) is not None for block in behind)
    is_story = any(block.tag in HEADINGS for block in behind) or 2 * calls < len(behind)
    is_most = sum(count_words(block.text) for block in behind) > MAX_BEHIND * above
    return {} if above < ABOVE_COMMENTS or is_story or is_most else {block.index: BEHIND for block in behind}


def _is_drawn(text: str) -> bool:
    sign = text[0]
    return len(text) >= DRAWN_SIGNS and not sign.isalnum() and text.count(sign) == len(text)


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
    # A button, or a count of votes, above the next name.
    buttons = sum(name and following for name, following in pairwise(is_name))
    is_signed = sum(map(has_time, compress((block.text for block in below), is_name))) >= MIN_SIGNED
    least = MIN_SIGNED if is_signed else MIN_IN_TURN
    return in_turn >= least and 2 * in_turn >= IN_TURN_SHARE * (len(below) - buttons)


def _is_name(text: str) -> bool:
    return (count_words(text) <= NAME_WORDS or is_signature(text)) and not ends_sentence(text)


def _are_teasers(around: Sequence[Block], below: Sequence[Block]) -> bool:
    """Whether the text is nothing but pieces below linked titles. around: all blocks there, kept or not.

    Headings that are no links are those of a list which the story is.
    """
    if any(block.tag in HEADINGS and not block.link_chars for block in below):
        return False
    titles = [block.index for block in around if is_linked_title(block)]
    pieces = [0] * (len(titles) + 1)
    for block in below:
        if block.link_share < LINKED_SHARE:
            pieces[bisect_right(titles, block.index)] += count_words(block.text)
    return pieces[0] <= LEAD_WORDS and max(pieces) <= TEASER_WORDS and sum(map(bool, pieces[1:])) >= MIN_IN_TURN


def _items(blocks: Sequence[Block], kept: Sequence[Block]) -> dict[int, Label]:
    """The texts of items that stand beside each other, each with a linked title above its text, and little else."""
    lists: dict[Place, dict[Place, set[int]]] = {}
    for block in kept:
        title = title_above(blocks, block)
        item = None if title is None else common_place(title, block)
        if title is not None and item is not None and item.around is not None:
            lists.setdefault(item.around, {}).setdefault(item, set()).update((title.index, block.index))
    made: Counter[tuple[str, str]] = Counter()  # items of all lists of one make
    for around, items in lists.items():
        made[_make(around)] += len(items)
    few = {around for around, items in lists.items() if len(items) < MIN_IN_TURN}
    lists = {
        around: items
        for around, items in lists.items()
        if around not in few or (around.classes and made[_make(around)] >= MIN_IN_TURN)
    }
    return _outside(_short(lists, kept), kept, few) if lists else {}


def _make(place: Place) -> tuple[str, str]:
    return place.tag, place.classes


def _short(lists: Mapping[Place, Mapping[Place, Set[int]]], kept: Sequence[Block]) -> dict[Place, set[int]]:
    """Of each list the blocks that were chosen of its short items."""
    words: Counter[Place] = Counter()
    for block in kept:
        words.update(dict.fromkeys(near_places(block), count_words(block.text)))
    indices = {block.index for block in kept}
    return {
        around: {index for item, own in items.items() if words[item] <= ITEM_WORDS for index in own & indices}
        for around, items in lists.items()
    }


def _outside(lists: Mapping[Place, Set[int]], kept: Sequence[Block], few: Collection[Place]) -> dict[int, Label]:
    """Labels of the lists before or behind the rest of the choice that do not stand in the element with most of it.

    few: those that have enough items only with others of their make; they count before it, where no section of it is.
    """
    found = {index for own in lists.values() for index in own}
    rest = [block for block in kept if block.index not in found]
    prose = [block.index for block in rest if count_words(block.text) >= PROSE_WORDS]
    if not found or not prose or sum(count_words(block.text) for block in rest) < REST_WORDS:
        return {}
    main, first, last = _main_place(rest), prose[0], prose[-1]
    away = [(own, around in few) for around, own in lists.items() if own and main not in set(around.outwards())]
    outside = [own for own, is_few in away if max(own) < first or (min(own) > last and not is_few)]
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
