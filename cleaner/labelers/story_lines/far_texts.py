"""Find what of a dump's text stands far below the rest and speaks of other things: other stories, services."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise

from cleaner.article import Article
from cleaner.labelers.block_model.ties import stems
from cleaner.labelers.story_lines.candidates import LineCandidate
from cleaner.model import Role
from cleaner.text import count_words

MIN_GAP = 15  # lines between that are no text
MIN_WORDS_ABOVE = 40
MIN_STEM_CHARS, PAIR_CHARS = 5, 2  # of words that say what a text is about; in writing without spaces, of all
# Shares of the headline's stems, and of those of both parts (Ochiai's): of 36 texts of 1,318 dumps that have fewer
# three are of the story, and with .12 a third of their words.
MAX_OF_HEADLINE, MAX_SHARED = 0.1, 0.1
WHY = "far below the story, of which it does not speak"


def find_far_texts(article: Article) -> Iterator[LineCandidate]:
    """The lines of the text behind a gap that say hardly a word of the headline, or of the text above them."""
    headline, body = article.headline, article.body
    if article.page.document.kind != "text" or headline is None:
        return
    gaps = {
        place
        for place, (block, following) in enumerate(pairwise(body))
        if following.index - block.index > MIN_GAP and headline.index < following.index
    }
    if not gaps:
        return
    words = 0
    parting = _Parting(_telling(headline.text), [_telling(block.text) for block in body])
    for place, block in enumerate(body):
        parting.move(place)
        words += count_words(block.text)
        if place in gaps and words >= MIN_WORDS_ABOVE and parting.is_of_two_texts():
            for line in body[place + 1 :]:
                yield LineCandidate(line.index, Role.BOILERPLATE, 1, "coherence", WHY)
            return


def _telling(text: str) -> set[str]:
    """The stems of the long words at the start of a text, its numbers, and pairs of letters in unspaced writing."""
    return {stem for stem in stems(text) if len(stem) >= MIN_STEM_CHARS or len(stem) == PAIR_CHARS or stem.isdigit()}


class _Parting:
    """The stems of a text above a line that is moved down, and below it, counted as it moves: one pass in all."""

    def __init__(self, title: set[str], paragraphs: Sequence[set[str]]) -> None:
        self.title, self.paragraphs = title, paragraphs
        self.below = Counter(chain.from_iterable(paragraphs))
        self.above: set[str] = set()
        self.shared, self.count_below = 0, len(self.below)

    def move(self, place: int) -> None:
        """Move the line below a paragraph, the next one."""
        for stem in self.paragraphs[place]:
            self.below[stem] -= 1
            goes_on = self.below[stem] > 0
            self.shared += goes_on - (stem in self.above)
            self.count_below -= not goes_on
            self.above.add(stem)

    def is_of_two_texts(self) -> bool:
        """Whether the title is that of the upper part, and the lower one speaks of other things."""
        of_title = [stem for stem in self.title if self.below[stem] > 0]
        if self.title.isdisjoint(self.above) or len(of_title) > MAX_OF_HEADLINE * len(self.title):
            return False
        beyond = self.title - self.above
        shared = self.shared + sum(stem in beyond for stem in of_title)
        return shared**2 < MAX_SHARED**2 * len(self.above | beyond) * self.count_below
