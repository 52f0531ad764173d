"""What looks like the text and is none: a second copy of it, for phones or printers, and Latin that fills its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from cleaner.model import BODY_ROLES, Label, Labels, Page, Role
from cleaner.text import count_words, fold
from cleaner.vocabulary import ordered_words

COPY = Label(Role.BOILERPLATE, "coherence", "part of a run of paragraphs that the text has already")
FILLER = Label(Role.PAYWALL, "coherence", "Latin in the place of a text")
MIN_RUN = 3  # paragraphs; a question that is put to each guest, a refrain, a label stand alone
MIN_WORDS, MIN_PARAGRAPH_WORDS = 40, 10  # of a run, of a paragraph that counts: days of a plan repeat their meals

MAX_PLACES = 5  # of one text that are remembered


def drop_no_text(page: Page, labels: Labels) -> Labels:
    """The labels, with what is no text of the story, though it reads like it, named so."""
    return _drop_copies(page, _drop_filler(page, labels))


def _drop_filler(page: Page, labels: Labels) -> Labels:
    """The labels without filler text; where most of a body is such, a page of it is tried out and keeps it."""
    words = ordered_words("filler_texts")
    body = [index for index, label in enumerate(labels.labels) if label is not None and label.role in BODY_ROLES]
    filler = {index for index in body if any(map(page.blocks[index].text.__contains__, words))}
    if not filler or 2 * sum(_words(page, filler)) > sum(_words(page, body)):
        return labels
    return replace(labels, labels=tuple(FILLER if index in filler else label for index, label in enumerate(labels.labels)))


def _words(page: Page, blocks: Iterable[int]) -> Iterator[int]:
    return (count_words(page.blocks[index].text) for index in blocks)


def _drop_copies(page: Page, labels: Labels) -> Labels:
    """The labels, with what the body says a second time named so: runs of paragraphs, never a single one."""
    body = [index for index, label in enumerate(labels.labels) if label is not None and label.role in BODY_ROLES]
    texts = [page.blocks[index].text for index in body]
    if len(texts) - len(set(texts)) < MIN_RUN - 1:  # nearly all pages: nothing more is looked at
        return labels
    copies = {body[place] for place in _repeated_runs([fold(text) for text in texts])}
    marked = tuple(COPY if index in copies else label for index, label in enumerate(labels.labels))
    return replace(labels, labels=marked)


def _repeated_runs(texts: Sequence[str]) -> set[int]:
    """Places of texts in runs that stand before in the same order; of equal texts the one that goes on the run."""
    places: dict[str, list[int]] = {}
    found: set[int] = set()
    run: list[int] = []
    original = -1  # of the last text of the run
    for place, text in enumerate(texts):
        earlier = places.setdefault(text, [])
        goes_on = original + 1 < place and texts[original + 1] == text and original >= 0
        if not goes_on:
            found |= _copied(run, texts)
            run = []
        if goes_on:
            original += 1
        else:
            following = texts[place + 1 : place + 2]
            original = next((at for at in earlier if texts[at + 1 : at + 2] == following), max(earlier[:1], default=-1))
        if original >= 0:
            run.append(place)
        if len(earlier) < MAX_PLACES:
            earlier.append(place)
    return found | _copied(run, texts)


def _copied(run: Sequence[int], texts: Sequence[str]) -> set[int]:
    """The places of a run, where it is long enough for the copy of a story."""
    counts = [count_words(texts[place]) for place in run]
    paragraphs = [count for count in counts if count >= MIN_PARAGRAPH_WORDS]
    half = 2 * len(run) == len(texts)  # a text of two paragraphs, printed twice
    is_various = len({texts[place] for place in run}) == len(run)
    is_copy = is_various and len(paragraphs) >= (MIN_RUN - 1 if half else MIN_RUN) and sum(counts) >= MIN_WORDS
    return set(run) if is_copy else set()
