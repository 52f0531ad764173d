"""Of a dump: sentences that a page pulls out of its text and prints again, large, between two paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cleaner.text import count_words, ends_sentence

MIN_WORDS, REACH = 10, 12  # of the sentence; paragraphs from it to the one that holds it
MIN_REST = 1.2  # times as long is the paragraph: it says more than that
OPENING_QUOTES = tuple("„“\"«»'‘‚「『")
AROUND = " .!?…。！？“\"”„«»‹›'‘’‚「」『』"  # a quotation may have other marks and another end where it was pulled


def find_pulled(texts: Sequence[str]) -> Iterator[int]:
    """Places of such sentences among the texts of a story; its first and last paragraph are none.

    What the first paragraph says as well is no such sentence: it sums up what follows.
    """
    for place, text in enumerate(texts[1:-1], 1):
        if (ends_sentence(text) or text.startswith(OPENING_QUOTES)) and count_words(text) >= MIN_WORDS:
            said = text.strip(AROUND)
            near = texts[max(place - REACH, 1) : place + REACH + 1]
            if said and any(said in other and len(other) >= MIN_REST * len(said) for other in near):
                yield place
