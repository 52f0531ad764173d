"""Cut from a printed byline what stands behind the names: dates, counters, buttons, other people's work."""

from __future__ import annotations

from collections.abc import Sequence

from cleaner.lines.bylines.parts import FULL_DATE, MAX_PHRASE_WORDS, SIGNS, phrase_length
from cleaner.lines.lazy import lazy_pattern
from cleaner.lines.names import plain_word
from cleaner.lines.words import (
    AGO,
    AND,
    BEFORE_DATE_LABELS,
    DATE_LABELS,
    DATE_WORDS,
    EMPLOYER_WORDS,
    MONTHS,
    OTHER_WORK,
    PLACE_WORDS,
    SHORT_WEEKDAYS,
    TAIL,
    WEAK_AND,
    WEEKDAYS,
)
from cleaner.text import EAST_ASIAN
from cleaner.vocabulary import alternatives

COUNT = lazy_pattern(r"[(（]?(?:외|他|ほか)?\d|['’]\d\d$")  # a date, or "3 others"
BEFORE_PLACE = sorted(PLACE_WORDS | EMPLOYER_WORDS)
# "Jane Doe in", "Jane Doe In" of a link to the section; not in capitals: "DE FR EN"
OPEN_END = lazy_pattern(rf"\s+(?:{alternatives((*BEFORE_PLACE, *map(str.title, BEFORE_PLACE)))})$")
JOINED_OTHER_WORK = frozenset(word for word in OTHER_WORK if EAST_ASIAN.search(word))
ENDS_OF_BYLINE = TAIL | frozenset(phrase for phrase in OTHER_WORK if " " in phrase)
BEFORE_COUNT = frozenset(phrase.partition("N")[0].strip() for phrase in AGO)  # "il y a" of "il y a 3 heures"
BEFORE_END = DATE_WORDS | WEEKDAYS | BEFORE_DATE_LABELS | BEFORE_COUNT | (AND - WEAK_AND) | {""}
MAX_SHORT_DAY = 4  # characters
MIN_NAME_WORDS = 2  # before a day's short form that may be a name as well: "Mar"


def cut_tail(text: str) -> str:
    """The text up to the first date, counter, button or other person's work behind the name."""
    words = text.split()
    plain = [plain_word(word).rstrip(")") for word in words]
    last = len(words) - 1
    for at, word in enumerate(words):
        is_inside = 0 < at < last and plain[at] in JOINED_OTHER_WORK  # at the end it belongs to the name before it
        is_date_label = at > 0 and plain[at].startswith(DATE_LABELS)
        if is_inside or is_date_label or phrase_length(plain[at:], ENDS_OF_BYLINE):
            return without_last(words[:at])
        if at > 0 and COUNT.match(word):
            is_month = plain[at - 1] in MONTHS  # one at most: "Alyssa Maio on January 21"
            is_day = is_short_day(plain[at - 2 : at + 1]) or (at > MIN_NAME_WORDS and plain[at - 1] in SHORT_WEEKDAYS)
            return without_last(words[: at - (is_month or is_day)])
    return OPEN_END.sub("", text)


def is_short_day(words: Sequence[str]) -> bool:
    """Whether the second of three words shortens a weekday, in whatever language: "am Di., 04.03.2025"."""
    on, day, date = words if len(words) == 3 else ("", "", "")
    return on in DATE_WORDS and len(day) <= MAX_SHORT_DAY and FULL_DATE.fullmatch(date.strip(".,")) is not None


def without_last(words: list[str]) -> str:
    """The words without those that lead to what was cut off: "Jane Doe on Monday", "Jane Doe and", "Jane Doe –"."""
    while count := leading_words(words):
        words = words[:-count]
    return " ".join(words)


def leading_words(words: Sequence[str]) -> int:
    """How many of the last words lead to a date or count: one of "on" or a dash, three of "il y a", none of a name."""
    last = [plain_word(word).strip(SIGNS) for word in words[-MAX_PHRASE_WORDS:]]
    return next((len(last) - at for at in range(len(last)) if " ".join(last[at:]) in BEFORE_END), 0)
