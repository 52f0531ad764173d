"""What looks like the text and is none: copies of it for phones or printers, Latin in its place, galleries in it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from msgspec.structs import replace

from cleaner.labelers.copies import find_copies
from cleaner.labelers.galleries import find_galleries
from cleaner.model import BODY_ROLES, Label, Labels, Page, Role
from cleaner.text import count_words, fold
from cleaner.vocabulary import ordered_words

COPY = Label(Role.BOILERPLATE, "coherence", "a copy of paragraphs that the text has already")
FILLER = Label(Role.PAYWALL, "coherence", "Latin in the place of the text's end")
GALLERY = Label(Role.BOILERPLATE, "coherence", "in a gallery inside the story, whose items are counted")
MIN_FILLER = 2  # fillers in one of the texts: a sentence on filler texts names one
MAX_SHARED = 1 / 3  # of a filler text's words that the story uses, too


def drop_no_text(page: Page, labels: Labels) -> Labels:
    """The labels, with what is no text of the story, though it reads like it, named so."""
    pairs = zip(page.blocks, labels.labels, strict=True)
    body = [block for block, label in pairs if label is not None and label.role in BODY_ROLES]
    texts = [block.text for block in body]
    named = dict.fromkeys(_find_filler(texts), FILLER)
    named |= dict.fromkeys(find_copies(texts), COPY)
    named |= dict.fromkeys(find_galleries(page, body), GALLERY)
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
    counts = [sum(map(text.__contains__, words)) for text in texts]
    used = {word for text, count in zip(texts, counts, strict=True) if not count for word in fold(text).split()}
    filler = {place for place, count in enumerate(counts) if count and _shared(texts[place], used) < MAX_SHARED}
    if max(counts) < MIN_FILLER or not filler:
        return set()
    first = min(filler)
    filled, before = _words(texts, filler), _words(texts, range(first))
    behind = _words(texts, range(first, len(texts))) - filled
    return filler if before > filled > behind else set()


def _shared(text: str, used: Collection[str]) -> float:
    """The share of a text's words that are used elsewhere."""
    words = fold(text).split()
    return sum(word in used for word in words) / len(words)


def _words(texts: Sequence[str], places: Collection[int]) -> int:
    return sum(count_words(texts[place]) for place in places)
