"""Of a page: what the block model doubts amid the story, and what it has chosen around it speaks for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import chain, islice

from cleaner.labelers.block_model import BlockScores
from cleaner.labelers.linked_titles import is_linked_title, leads_on
from cleaner.labelers.roles import SUBHEADINGS, body_role
from cleaner.lines.class_words import class_words
from cleaner.model import NOWHERE, Block, Label, Page, Place
from cleaner.text import COLONS, count_words, ends_sentence
from cleaner.vocabulary import words_of

HEADS_OF_PARTS = SUBHEADINGS | {"summary"}  # of parts that unfold
LINE_TAGS, HEADING_CHARS, MIN_ALIKE = frozenset({"div", "p", "span"}), 120, 2  # of lines that are called headings
SUBHEADING_WORDS = words_of("subheading_class_words")
DOUBTED_ITEM = 0.3
# Of a heading between two blocks of the story: above it 29 of 43 are right, below 17 of 27. One that is made
# like a heading of the story is kept with less.
DOUBTED_HEADING, DOUBTED_LIKE = 0.4, 0.15
# Of a sentence: 3,300 words of 5,000 are right (WCXB), as with .1 and .3; what of the story places like its own hold
DOUBTED_SENTENCE, SENTENCE_WORDS, LINKED_SHARE, MAIN_SHARE = 0.15, 9, 0.5, 1 / 3
DOUBTED_LAST = 0.25  # of a paragraph below the story
# Of texts of items, so many made alike: four pages of WCXB of five are right.
DOUBTED_TEXT, MIN_ITEMS, MAX_LEVELS = 0.03, 3, 6
TEXT_TAGS = frozenset({"p", "div"})
SET_APART = frozenset({"blockquote", "aside", "figure"})  # a sentence of the story again, a box, a caption
SENTENCE = "a sentence between two of the story, in a place made like theirs"
LAST = "a sentence below the story, made as most of it is"
TEXT_OF_ITEM = "of items in the story, each with a heading and a text"
ITEM = "an item of a list that the story announces"
HEADING = "a heading between two parts of the story's text"


def keep_doubted(
    page: Page, labels: Sequence[Label | None], scores: BlockScores, chosen: frozenset[int]
) -> dict[int, Label]:
    """Labels of the doubted blocks that are kept. labels: of the rules; chosen: the blocks of the story so far."""
    blocks = page.blocks
    found: dict[int, str] = {}
    doubted = [
        block
        for block, label, score in zip(blocks, labels, scores.scores, strict=True)
        if DOUBTED_TEXT < score <= scores.threshold and label is None and _is_sentence(block)
    ]
    told = [blocks[index] for index in sorted(chosen) if _is_paragraph(blocks[index])] if doubted else []
    if told:
        texts = [index for index in _texts_of_items(doubted, blocks, told) if not _is_teaser(page, blocks[index - 1])]
        headings = (index - 1 for index in texts if labels[index - 1] is None)
        found |= dict.fromkeys(chain(texts, headings), TEXT_OF_ITEM)
        found |= dict.fromkeys(_sentences(doubted, scores.scores, told), SENTENCE)
        last = told[-1].index
        if doubted[-1].index > last:
            below = [block for block in blocks[last + 1 :] if labels[block.index] is None]
            found |= dict.fromkeys(_last_sentences(below, scores.scores, told), LAST)
    body = chosen | found.keys()
    found |= dict.fromkeys(_items(blocks, labels, scores.scores, body), ITEM)
    found |= dict.fromkeys(_headings(blocks, labels, scores.scores, body), HEADING)
    return {index: Label(body_role(blocks[index]), "coherence", why) for index, why in found.items()}


def _is_teaser(page: Page, heading: Block) -> bool:
    """Whether a heading is the title of another page of the site, with its teaser below."""
    return is_linked_title(heading) and leads_on(page, heading.index)


def _is_sentence(block: Block) -> bool:
    return (
        block.tag in TEXT_TAGS
        and (ends_sentence(block.text) or block.text.endswith(COLONS))
        and block.link_share < LINKED_SHARE
        and count_words(block.text) >= SENTENCE_WORDS
        and SET_APART.isdisjoint(block.ancestors)
    )


def _is_paragraph(block: Block) -> bool:
    return block.tag == "p" and _is_sentence(block)


def _sentences(doubted: Sequence[Block], scores: Sequence[float], told: Sequence[Block]) -> list[int]:
    """Of the doubted those between the first and the last paragraph that is told, in places made like theirs.

    A page of modules has an element for each paragraph. But so have teasers and forms, a few of which may be told.
    """
    words: Counter[tuple[str, str]] = Counter()
    for block in told:
        words[_make_around(block)] += count_words(block.text)
    makes = {make for make, count in words.items() if count >= MAIN_SHARE * words.total()}
    inner = [
        block
        for block in doubted
        if told[0].index < block.index < told[-1].index
        and block.tag == "p"
        and scores[block.index] > DOUBTED_SENTENCE
        and _make_around(block) in makes
    ]
    return _no_deeper(inner, told) if inner else []


def _last_sentences(blocks: Sequence[Block], scores: Sequence[float], told: Sequence[Block]) -> list[int]:
    """Of the blocks below the story the paragraphs that are made as most of it is, where no such paragraph is unlikely.

    Boxes part the last modules of a page from the others; teasers and forms in such modules are unlikely.
    """
    words: Counter[tuple[str, ...]] = Counter()
    for block in told:
        words[_make_of(block)] += count_words(block.text)
    [(make, count)] = words.most_common(1)
    if 2 * count < words.total() or not make[-1]:
        return []
    alike = [block for block in blocks if _is_paragraph(block) and _make_of(block) == make]
    held = {block.container for block in told}  # flowing text that goes on in the same element is somebody else's
    is_story = all(scores[block.index] > DOUBTED_LAST and block.container not in held for block in alike)
    return [block.index for block in alike if ends_sentence(block.text)] if is_story else []


def _no_deeper(blocks: Sequence[Block], told: Sequence[Block]) -> list[int]:
    """The blocks in the innermost element with most of what is told, no deeper in it: as a box in the story is."""
    held = Counter(place for block in told for place in block.place.outwards())
    most = [place for place, count in held.items() if 2 * count > len(told)]
    main = min(most, key=held.__getitem__, default=NOWHERE)
    levels = {block.index: list(block.place.outwards()) for block in chain(blocks, told)}
    depths = {index: places.index(main) for index, places in levels.items() if main in places}
    deepest = max((depths[block.index] for block in told if block.index in depths), default=0)
    return [block.index for block in blocks if depths.get(block.index, deepest + 1) <= deepest]


def _texts_of_items(doubted: Sequence[Block], blocks: Sequence[Block], told: Sequence[Block]) -> list[int]:
    """Of the doubted the texts of dishes, products, places: three and more that are made alike, below a heading each.

    They stand between two paragraphs of the story, in the element that holds these.
    """
    reach = {block.container: block.index for block in told}  # to the last paragraph in each element
    starts = {block.container: block.index for block in reversed(told)}
    alike: dict[tuple[str, ...], list[int]] = {}
    for block in doubted:
        place = next((place for place in _around_item(block) if place in reach), None)
        is_inside = place is not None and starts[place] < block.index < reach[place]
        if is_inside and blocks[block.index - 1].tag in SUBHEADINGS:
            alike.setdefault((*_make(block), *_make_around(block)), []).append(block.index)
    lists = [some for some in alike.values() if len({blocks[index].text for index in some}) >= MIN_ITEMS]
    return list(chain.from_iterable(lists))


def _around_item(block: Block) -> Iterator[Place]:
    """The elements around the one that holds a block."""
    return iter(()) if block.container is None else islice(block.container.outwards(), 1, MAX_LEVELS)


def _items(
    blocks: Sequence[Block], labels: Sequence[Label | None], scores: Sequence[float], body: Collection[int]
) -> list[int]:
    """List items that are doubted, between what announces them (a heading, a colon) and the next of the choice."""
    found: list[int] = []
    items: list[int] | None = None  # since what announces them
    for block in blocks:
        index = block.index
        if index in body:
            found += items or ()
            items = [] if block.tag in SUBHEADINGS or block.text.endswith(COLONS) else None
        elif block.tag != "li" or labels[index] is not None or scores[index] <= DOUBTED_ITEM:
            items = None
        elif items is not None:
            items.append(index)
    return found


def _headings(
    blocks: Sequence[Block], labels: Sequence[Label | None], scores: Sequence[float], body: Collection[int]
) -> list[int]:
    """Headings that are doubted, between two blocks of the choice, and those that are made like its own."""
    headings = [block for block in blocks if block.tag in HEADS_OF_PARTS and labels[block.index] is None]
    inner = [block for block in headings if block.index - 1 in body and block.index + 1 in body]
    kept = {block.index for block in inner if scores[block.index] > DOUBTED_HEADING}
    makes = {_make(block) for block in headings if block.index in kept or block.index in body}
    like = [block.index for block in inner if scores[block.index] > DOUBTED_LIKE and _make(block) in makes]
    return [*kept.union(like), *_called_headings(blocks, labels, body)]


def _called_headings(blocks: Sequence[Block], labels: Sequence[Label | None], body: Collection[int]) -> list[int]:
    """Short lines, two and more of one make, that their classes call headings, between two blocks of the choice."""
    makes: dict[tuple[str, str, str], list[int]] = {}
    for block in blocks:
        index = block.index
        is_inner = index - 1 in body and index + 1 in body and block.tag in LINE_TAGS and labels[index] is None
        if is_inner and block.place.classes and len(block.text) < HEADING_CHARS and not ends_sentence(block.text):
            called = any(not SUBHEADING_WORDS.isdisjoint(class_words(name)) for name in block.place.classes.split())
            if called:
                makes.setdefault(_make(block), []).append(index)
    return [index for alike in makes.values() if len(alike) >= MIN_ALIKE for index in alike if index not in body]


def _make(block: Block) -> tuple[str, str, str]:
    """What headings of one kind have in common: tag, classes, and the classes of what is around them."""
    around = block.container
    return block.tag, block.place.classes, "" if around is None else around.classes


def _make_of(block: Block) -> tuple[str, ...]:
    return block.tag, block.place.classes, *_make_around(block)


def _make_around(block: Block) -> tuple[str, str]:
    """What elements of one kind that hold paragraphs have in common."""
    around = block.container
    return ("", "") if around is None else (around.tag, around.classes)
