"""A line that prints dates, as the search for the story's own sees it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import Struct

from cleaner.lines.dates.meanings import MEANINGS
from cleaner.lines.dates.printed import FoundDate
from cleaner.lines.lazy import lazy_pattern
from cleaner.lines.words import MONTHS_AND_DAYS, WEEKDAYS
from cleaner.model import BODY_ROLES, Block, Label
from cleaner.text import count_words, fold
from cleaner.vocabulary import alternatives, words_of

MAX_LABEL_WORDS = 2
MAX_PHRASE_WORDS = 6  # before a date that no word announces: a name and a place; a caption has more
PART_END = lazy_pattern(r"\s[|•·–—/-]\s|[|•·]")
MAX_NAME_WORDS = 4
MAX_SMALL_WORD = 3  # characters: "am", "und", "les", "kl"
FILED = lazy_pattern(rf"(?<![^\W\d_])(?:{alternatives(words_of('filed_words'))})(?![^\W\d_])", re.IGNORECASE)
DATE_LINE_WORDS = MONTHS_AND_DAYS | words_of("date_line_words") | words_of("relative_days")
LABEL_OR_NOTE = lazy_pattern(rf"(?:{alternatives(MEANINGS)})[^\W\d_]*|\([^()]{{1,30}}\)", re.IGNORECASE)
WORD = lazy_pattern(r"[^\W\d_]+")


class DatedLine(Struct, frozen=True):
    """A block that prints dates. text: with the bits of them that a dump broke off.

    is_worded: whether a word says what they are; other_words: beside them.
    """

    block: Block
    label: Label | None
    text: str
    dates: tuple[FoundDate, ...]
    is_worded: bool

    @property
    def in_text(self) -> bool:
        """Whether it is a line of the body."""
        return self.label is not None and self.label.role in BODY_ROLES

    @property
    def other_words(self) -> int:
        """The number of words beside the dates."""
        return count_words(_without_dates(self.text, self.dates))

    @property
    def begins_with_time(self) -> bool:
        """Whether day and time stand first, or "Posted on" and a day: what follows is source, author, desk."""
        before, _, _ = self.text.partition(self.dates[0].text)
        is_posted = self.dates[0].meaning == "published" and count_words(before) <= MAX_LABEL_WORDS
        return is_posted or (self.dates[0].reading.hour is not None and not before)

    @property
    def is_nothing_else(self) -> bool:
        """Whether a word says what the dates are, and nothing stands beside them but such words and short ones.

        Beside two dates also a name may stand: "By Ada Blau — Published 3 May 2024, updated 4 May 2024".
        """
        rest = WORD.findall(LABEL_OR_NOTE.sub(" ", _without_dates(self.text, self.dates)))
        others = [word for word in rest if not _belongs_to_date(fold(word))]
        may_be_name = len(self.dates) > 1 and len(others) <= MAX_NAME_WORDS
        return self.is_worded and (not others or (may_be_name and all(word[0].isupper() for word in others)))

    @property
    def is_filing(self) -> bool:
        """Whether it says when a post was made and where it is filed, as blogs print below or beside it."""
        return FILED.search(self.text) is not None

    @property
    def is_phrase(self) -> bool:
        """Whether nothing says what the date is, and it ends a phrase: "Tanks near the town, 24 April 2023"."""
        before = self.text.partition(self.dates[0].text)[0]
        return not self.is_worded and len(PART_END.split(before)[-1].split()) > MAX_PHRASE_WORDS

    @property
    def is_of_today(self) -> bool:
        """Whether it reads like the masthead's date: a day of the week, a date, no time."""
        has_time = any(found.reading.hour is not None for found in self.dates)
        return not has_time and not WEEKDAYS.isdisjoint(fold(self.text).replace(",", " ").split())


def _without_dates(line: str, dates: Iterable[FoundDate]) -> str:
    for found in dates:
        line = line.replace(found.text, " ", 1)
    return line


def _belongs_to_date(word: str) -> bool:
    return len(word) <= MAX_SMALL_WORD or word in DATE_LINE_WORDS
