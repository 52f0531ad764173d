"""Find what of a dump's text stands above or below the story and speaks of other things: the next story, a ticker."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence, Set
from itertools import chain, pairwise
from unicodedata import name

from cleaner.article import Article
from cleaner.labelers.block_model.ties import stems
from cleaner.labelers.story_lines.candidates import LineCandidate
from cleaner.labelers.story_lines.strays import STRAY_GAP
from cleaner.lines.dates import read_dates
from cleaner.lines.lazy import lazy_pattern
from cleaner.model import Block, Role
from cleaner.text import count_words, ends_sentence

MIN_GAP = 15  # lines between that are no text
MIN_WORDS_ABOVE, MIN_WORDS_BELOW_END = 40, 15  # fewer may share nothing by chance
MIN_STEM_CHARS, PAIR_CHARS = 5, 2  # of words that say what a text is about; in writing without spaces, of all
# Shares of the headline's stems, and of those of both parts (Ochiai's): of 36 texts of 1,318 dumps that have fewer
# three are of the story, and with .12 a third of their words. Below a date like the story's own none of six is.
MAX_OF_HEADLINE, MAX_SHARED, MAX_SHARED_BELOW_DATE = 0.1, 0.1, 0.12
# Of 1,316 dumps: 151 lines below what ends a story and 108 above a gap are none of the text, 9 and 7 are.
MAX_SHARED_BELOW_END, MAX_SHARED_ABOVE, MAX_SHARE_ABOVE = 0.05, 0.05, 0.5
# Buttons to share and lists of what is read most stand amid stories as well: of 14 such texts they alone end none.
ENDS = frozenset(
    {Role.RELATED, Role.COMMENTS, Role.NEWSLETTER}
    | {Role.TAGS, Role.COPYRIGHT, Role.FOOTER, Role.PAYWALL, Role.NAVIGATION}
)
MIN_DATE_DIGITS, REACH_BELOW = 4, 3  # of a date; lines of the text, below which the story's own may stand
HEADLINE_WORDS, MAX_TO_DATE = 3, 6  # and more; lines from one to its date: deck, picture, names
FULL_STOPS = (".", "。")
MIN_OF_TITLE, MIN_SHARE_OF_TITLE = 2, 0.25  # of a title near above a text: stems that the text says
MAX_MARKS = 20  # dates that are looked at: more are a list's
WRITING_CHARS, CHINESE, KANA = 100, "CJK", ("HIRAGANA", "KATAKANA")
DIGITS = lazy_pattern(r"\d+")
ABOVE = "far above the story, of which it does not speak"
FAR = "far below the story, of which it does not speak"
END = "below what ends the story, of which it does not speak"
NEXT = "below a date like the story's own, and speaks of other things"


def find_texts_above(article: Article) -> Iterator[LineCandidate]:
    """The lines of the text above a gap that say hardly a word of what is below: boxes and tickers of the site.

    Not a story with such a gap below its end: its headline stands above it.
    """
    body = article.body if article.page.document.kind == "text" else ()
    gaps = {place for place, (block, below) in enumerate(pairwise(body)) if below.index - block.index > STRAY_GAP}
    if not gaps:
        return
    left = MAX_SHARE_ABOVE * sum(count_words(block.text) for block in body)
    parting = _Parting(set(), [_telling(block.text) for block in body])
    start = 0
    for place, block in enumerate(body[:-1]):
        parting.move(place)
        left -= count_words(block.text)
        if left < 0:
            break
        if place in gaps and parting.is_of_two_texts(MAX_SHARED_ABOVE, needs_title=False):
            start = place + 1
    said = set(chain.from_iterable(parting.paragraphs[:start]))
    near = article.page.blocks[max(article.text_start - MIN_GAP, 0) : article.text_start]
    if not any(_is_title_of(line, said) for line in near):
        for block in body[:start]:
            yield LineCandidate(block.index, Role.BOILERPLATE, 1, "coherence", ABOVE)


def _is_title_of(line: Block, said: Set[str]) -> bool:
    """Whether a good part of what a line says, no sentence, is said in a text."""
    telling = _telling(line.text)
    least = max(MIN_OF_TITLE, MIN_SHARE_OF_TITLE * len(telling))
    return not line.text.endswith(FULL_STOPS) and len(telling & said) >= least


def find_far_texts(article: Article) -> Iterator[LineCandidate]:
    """The lines of the text behind a gap that say hardly a word of the headline, or of the text above them.

    They may stand right behind a line that a rule names as what ends a story.
    """
    headline = article.headline
    if article.page.document.kind != "text" or headline is None:
        return
    gaps: dict[int, float] = {}
    below = sum(count_words(block.text) for block in article.body)
    for place, (block, following) in enumerate(pairwise(article.body)):
        below -= count_words(block.text)
        between = article.page.blocks[block.index + 1 : following.index]
        if following.index < headline.index:
            continue
        if len(between) >= MIN_GAP:
            gaps[place] = MAX_SHARED
        elif below >= MIN_WORDS_BELOW_END and any(_is_end(article, line) for line in between):
            gaps[place] = MAX_SHARED_BELOW_END
    yield from _other_text(article, gaps, FAR)


def _is_end(article: Article, line: Block) -> bool:
    """Whether a rule names a line as what stands below a story."""
    return article.is_ruled(line) and article.role_of(line) in ENDS


def find_next_stories(article: Article) -> Iterator[LineCandidate]:
    """The lines of the text below a date in the form of the story's own, if they speak of other things."""
    body = article.body
    if article.page.document.kind != "text" or not body:
        return
    last = body[0].index + REACH_BELOW
    dates = {block.text for block in article.lines_as(Role.TIMESTAMP) if block.index <= last}
    forms = {_form(text) for text in dates if sum(map(str.isdigit, text)) >= MIN_DATE_DIGITS}
    if forms:
        inside = article.page.blocks[body[0].index : body[-1].index]
        marks = [block.index for block in inside if block.text not in dates and _form(block.text) in forms]
        gaps = {
            place: MAX_SHARED_BELOW_DATE
            for place, (block, following) in enumerate(pairwise(body))
            if any(_begins_story(article, block, following, mark) for mark in marks[:MAX_MARKS])
        }
        yield from _other_text(article, gaps, NEXT)


def _begins_story(article: Article, block: Block, following: Block, mark: int) -> bool:
    """Whether between two lines of a text, or with the second, a headline may stand above a date.

    Above the time of an entry in a live blog is text.
    """
    if block.index < mark < following.index:
        return any(count_words(line.text) >= HEADLINE_WORDS for line in article.page.blocks[block.index + 1 : mark])
    is_near = following.index < mark <= following.index + MAX_TO_DATE
    return is_near and count_words(following.text) >= HEADLINE_WORDS and not following.text.endswith(FULL_STOPS)


def _form(text: str) -> str:
    """A line with all its numbers written 0."""
    return "0".join(DIGITS.split(text))


def _other_text(article: Article, gaps: Mapping[int, float], why: str) -> Iterator[LineCandidate]:
    """The lines of the text behind the first of some gaps below which it speaks of other things.

    gaps: places in it, with what both parts may share there.
    """
    if not gaps:
        return
    words, needs_title = 0, why == FAR
    parting = _Parting(_telling(article.headline_text), [_telling(block.text) for block in article.body])
    for place, block in enumerate(article.body[:-1]):
        parting.move(place)
        words += _prose_words(block) if needs_title else count_words(block.text)
        most = gaps.get(place, 0.0)
        if words >= MIN_WORDS_ABOVE and most and parting.is_of_two_texts(most, needs_title=needs_title):
            if needs_title and _has_own_title(article, place + 1):
                continue
            if most == MAX_SHARED_BELOW_END and _writing(block) != _writing(article.body[place + 1]):
                continue
            for line in article.body[place + 1 :]:
                yield LineCandidate(line.index, Role.BOILERPLATE, 1, "coherence", END if most < MAX_SHARED else why)
            return


def _has_own_title(article: Article, start: int) -> bool:
    """Whether the text from a place on is longer than what stands above it, and has a title and a date of its own.

    Then it is the story, and what stands above it a form or a box.
    """
    above, below = article.body[:start], article.body[start:]
    if sum(map(_prose_words, below)) < sum(map(_prose_words, above)):
        return False
    first = next((block for block in below if _prose_words(block)), below[0]).index
    near = article.page.blocks[max(above[-1].index + 1, first - MIN_GAP) : first]
    said = {stem for block in below for stem in _telling(block.text) if not stem.isdigit()}
    titles = [line.text for line in near if _is_title_of(line, said)]
    is_dated = any(article.role_of(line) is Role.TIMESTAMP for line in near) or any(map(read_dates, titles))
    return bool(titles) and is_dated


def _prose_words(block: Block) -> int:
    """The words of a line that ends like a sentence: results, menus and lists of names are no story."""
    return count_words(block.text) if ends_sentence(block.text) else 0


def _writing(block: Block) -> str:
    """The script of most letters at the start of a text: words of two scripts are never the same."""
    names = (name(char, "").partition(" ")[0] for char in block.text[:WRITING_CHARS] if char.isalpha())
    letters = Counter(CHINESE if script in KANA else script for script in names)
    return max(letters, key=letters.__getitem__, default="")


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

    def is_of_two_texts(self, most: float, *, needs_title: bool) -> bool:
        """Whether the lower part says nothing of the title, and shares at most so much with the upper one.

        needs_title: the title must be that of the upper part.
        """
        of_title = [stem for stem in self.title if self.below[stem] > 0]
        is_above = not needs_title or not self.title.isdisjoint(self.above)
        if not is_above or len(of_title) > MAX_OF_HEADLINE * len(self.title):
            return False
        beyond = self.title - self.above
        shared = self.shared + sum(stem in beyond for stem in of_title)
        return shared**2 < most**2 * (len(self.above) + len(beyond)) * self.count_below
