"""Of a dump: sentences that a page pulls out of its text and prints again, large, between two paragraphs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cleaner.text import COLONS, count_words, ends_sentence

MIN_WORDS, REACH = 10, 12  # of the sentence; paragraphs from it to the one that holds it
MIN_REST = 1.2  # times as long is the paragraph: it says more than that
OPENING_QUOTES = tuple("„“\"«»'‘‚「『")
QUOTES = frozenset("„“\"”«»‹›'‘’‚「」『』")
AROUND = " .!?…。！？" + "".join(sorted(QUOTES))  # a quotation may have other marks and another end where it was pulled


def find_pulled(texts: Sequence[str], lines: Sequence[int]) -> Iterator[int]:
    """Places of such sentences among the texts of a story; its first and last paragraph are none. lines: of the texts.

    What the first paragraph says as well is no such sentence: it sums up what follows. Nor is what the text above
    announces, what several paragraphs say again, and a claim that the next line quotes as one and talks of.
    """
    for place, text in enumerate(texts[1:-1], 1):
        if (ends_sentence(text) or text.startswith(OPENING_QUOTES)) and count_words(text) >= MIN_WORDS:
            said = text.strip(AROUND)
            near = texts[max(place - REACH, 1) : place + REACH + 1]
            holders = [other for other in near if said in other and len(other) >= MIN_REST * len(said)] if said else []
            above, is_followed = texts[place - 1], lines[place + 1] == lines[place] + 1
            is_announced = above.endswith(COLONS) and above not in holders
            if len(holders) == 1 and not is_announced and not (is_followed and _is_claim(text, texts[place + 1])):
                yield place


def _is_claim(text: str, below: str) -> bool:
    """Whether a sentence without marks stands right above a paragraph that has it amid its words, between marks."""
    before, _, behind = (part.strip() for part in below.partition(text.strip(AROUND)))
    is_quoted = before[-1:] in QUOTES and not QUOTES.isdisjoint(behind[:2])
    return is_quoted and bool(before.strip(AROUND)) and QUOTES.isdisjoint((text[0], text[-1]))
