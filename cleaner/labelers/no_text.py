"""What looks like the text and is none: a second copy of it, for phones or printers, and Latin that fills its place."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from msgspec.structs import replace

from cleaner.model import BODY_ROLES, Label, Labels, Page, Role
from cleaner.text import count_words, fold
from cleaner.vocabulary import ordered_words

COPY = Label(Role.BOILERPLATE, "coherence", "part of a run of paragraphs that the text has already")
FILLER = Label(Role.PAYWALL, "coherence", "Latin in the place of the text's end")
MIN_RUN = 3  # paragraphs; a question that is put to each guest, a refrain, a label stand alone
MIN_WORDS, MIN_PARAGRAPH_WORDS = 40, 10  # of a run, of a paragraph that counts: days of a plan repeat their meals
MAX_PLACES = 5  # of one text that are remembered


def drop_no_text(page: Page, labels: Labels) -> Labels:
    """The labels, with what is no text of the story, though it reads like it, named so."""
    pairs = zip(page.blocks, labels.labels, strict=True)
    body = [block for block, label in pairs if label is not None and label.role in BODY_ROLES]
    texts = [block.text for block in body]
    named = dict.fromkeys(_find_filler(texts), FILLER)
    if len(texts) - len(set(texts)) >= MIN_RUN - 1:  # hardly any page
        named |= dict.fromkeys(_find_copies([fold(text) for text in texts]), COPY)
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
