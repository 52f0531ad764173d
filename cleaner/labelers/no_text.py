"""What looks like the text and is none: copies of it for phones or printers, Latin in its place, galleries in it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from itertools import islice

from msgspec.structs import replace

from cleaner.model import BODY_ROLES, NOWHERE, Block, Label, Labels, Page, Role
from cleaner.text import count_words, fold
from cleaner.vocabulary import ordered_words

COPY = Label(Role.BOILERPLATE, "coherence", "part of a run of paragraphs that the text has already")
FILLER = Label(Role.PAYWALL, "coherence", "Latin in the place of the text's end")
GALLERY = Label(Role.BOILERPLATE, "coherence", "in a gallery inside the story, whose items are counted")
COUNTER = re.compile(r"(\d{1,3}) ?/ ?(\d{1,3})\b(?! ?/)")
MIN_RUN = 3  # paragraphs; a question that is put to each guest, a refrain, a label stand alone
MIN_WORDS, MIN_PARAGRAPH_WORDS = 40, 10  # of a run, of a paragraph that counts: days of a plan repeat their meals
MAX_GALLERIES = 5  # that are looked at
MAX_PLACES = 5  # of one text that are remembered


def drop_no_text(page: Page, labels: Labels) -> Labels:
    """The labels, with what is no text of the story, though it reads like it, named so."""
    pairs = zip(page.blocks, labels.labels, strict=True)
    body = [block for block, label in pairs if label is not None and label.role in BODY_ROLES]
    texts = [block.text for block in body]
    named = dict.fromkeys(_find_filler(texts), FILLER)
    if len(texts) - len(set(texts)) >= MIN_RUN - 1:  # hardly any page
        named |= dict.fromkeys(_find_copies([fold(text) for text in texts]), COPY)
    named |= dict.fromkeys(_find_galleries(page, body), GALLERY)
    if not named:
        return labels
    changed = list(labels.labels)
    for place, label in named.items():
        changed[body[place].index] = label
    return replace(labels, labels=tuple(changed))


def _find_filler(texts: Sequence[str]) -> set[int]:
    """The places of filler texts at the end of a story; a page in Latin, or one to try out a design, keeps them."""
    words = ordered_words("filler_texts")
    if not any(map("\n".join(texts).__contains__, words)):
        return set()
    filler = {place for place, text in enumerate(texts) if any(map(text.__contains__, words))}
    first = min(filler)
    filled, before = _words(texts, filler), _words(texts, range(first))
    behind = _words(texts, range(first, len(texts))) - filled
    return filler if before > filled > behind else set()


def _words(texts: Sequence[str], places: Collection[int]) -> int:
    return sum(count_words(texts[place]) for place in places)


def _find_copies(texts: Sequence[str]) -> set[int]:
    """Places of texts in runs that stand before in the same order."""
    places: dict[str, list[int]] = {}
    found: set[int] = set()
    run: list[int] = []
    original = -1  # of the last text of the run
    for place, text in enumerate(texts):
        earlier = places.setdefault(text, [])
        if run and text == texts[original + 1] and text != texts[run[0]]:  # else it is the next copy
            original += 1
        else:
            found.update(_copied(run, texts))
            run = []
            original = _original(place, earlier, texts)
        if original >= 0:
            run.append(place)
        if len(earlier) < MAX_PLACES:
            earlier.append(place)
    found.update(_copied(run, texts))
    return found


def _original(place: int, earlier: Sequence[int], texts: Sequence[str]) -> int:
    """Of the places where a text stands before, the one behind which its run goes on; -1 where there is none."""
    following = texts[place + 1 : place + 2]
    for candidate in earlier:
        if texts[candidate + 1 : candidate + 2] == following:
            return candidate
    return max(earlier[:1], default=-1)


def _copied(run: Sequence[int], texts: Sequence[str]) -> Sequence[int]:
    """The run, where it is the copy of a story; nothing where it is too short, or one text again and again."""
    counts = [count_words(texts[place]) for place in run]
    paragraphs = [count for count in counts if count >= MIN_PARAGRAPH_WORDS]
    is_half = 2 * len(run) == len(texts)  # a text of two paragraphs, printed twice
    is_long = len(paragraphs) >= (MIN_RUN - is_half) and sum(counts) >= MIN_WORDS
    is_various = len({texts[place] for place in run}) == len(run)
    return run if is_long and is_various else ()


def _find_galleries(page: Page, body: Sequence[Block]) -> Iterator[int]:
    """Places of texts in galleries with the story before and behind them; one that is most of the text is the story."""
    texts = [block.text for block in body]
    for items in islice(_counted_items(page), MAX_GALLERIES):
        outwards = set(items[0].place.outwards())
        gallery = next((place for place in items[-1].place.outwards() if place in outwards), NOWHERE)
        inside = [place for place, block in enumerate(body) if gallery in block.place.outwards()]
        if not inside:
            continue
        before, behind = _words(texts, range(inside[0])), _words(texts, range(inside[-1] + 1, len(texts)))
        is_most = _words(texts, inside) > 2 * (before + behind)
        if min(before, behind) >= MIN_WORDS and not is_most:
            yield from inside


def _counted_items(page: Page) -> Iterator[list[Block]]:
    """Blocks of HTML that are counted from first to last: 1/6, 2/6 … 6/6."""
    counted: defaultdict[int, list[tuple[int, Block]]] = defaultdict(list)
    for block in page.blocks if page.tree is not None else ():
        found = COUNTER.match(block.text) if "/" in block.text[:6] else None  # hardly any block
        if found is not None:
            counted[int(found[2])].append((int(found[1]), block))
    for total, items in counted.items():
        if total == len(items) >= MIN_RUN and [number for number, _ in items] == list(range(1, total + 1)):
            yield [block for _, block in items]
