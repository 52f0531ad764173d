"""Sentences that break off in the middle of a dump's line, joined with the lines they go on in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from cleaner.lines.words import MONTHS
from cleaner.stages.segment.broken_lines import is_unspaced
from cleaner.stages.segment.pieces import PrintedLine, may_be_name, names_site
from cleaner.text import count_words, ends_sentence, fold
from cleaner.vocabulary import words_of

STANDS_ALONE = re.compile(r"\S[^\s@]*@\S++$|https?://|www\.|[\w ]{3,20}: ?\S")
MIN_BROKEN_WORDS = 3
PART_WORDS = 6  # of the text of a link in a sentence at most, of a part of one that is no label at least
OPENING_WORDS = 10  # of a sentence before its first link; most headings have fewer
END_CHARS = 300  # of a line, that show whether its sentence goes on
MAX_JOINED_CHARS = 5_000  # no sentence is longer: further lines are not joined to it
MIN_UNSPACED_WORDS = 5  # of a line that breaks off before a link, in a script without spaces
OPENING_BRACKETS = "([{“‘«„"
COMMAS = frozenset("、，")
FIRST_KANA = "\u3040"  # letters before it have spaces between their words, or no particles: quick to tell
OPENED_BY = {"“": "„", "«": "»"}  # in languages where these close
OPENING = OPENING_BRACKETS + "\"'"
QUOTATION_MARKS = frozenset('"“”»«’')  # behind a word, which they close
CLOSING = frozenset(",;:.!?)]}”’»%、。，！？；：）」』】")
CLOSING_OR_OPENING = frozenset("”»")  # they open in Swedish and Finnish, and in German books
LABEL_ENDS = ":："
YEAR_OR_TIME = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|\d[.:]\d\d")
OPEN_ENDED = words_of("line_ends_open")
PARTICLES = words_of("particles")
BY_WORDS = words_of("byline_prefixes")
OVER_A_DATE = words_of("byline_prefixes_over_a_date")
SIGNED_WORDS = range(3, 6)  # "by Jane Doe", with one or two more names
SIGNATURE_WORDS = range(1, 6)  # of a line below "by": "Jane Doe, The Courier"
AND = words_of("and")
DATE_BEGINNINGS = tuple(sorted(words_of("weekdays") | words_of("published_words") | words_of("modified_words")))
DAY, YEAR = re.compile(r"(?<!\d)\d{1,2}\.?$"), re.compile(r"(?:19|20)\d\d,?")
MAX_DATE_CHARS = 30
KOREAN_NAME, ROLES = re.compile(r"[\uac00-\ud7a3]{2,4}"), words_of("roles")


def join_broken(lines: Sequence[PrintedLine]) -> Iterator[PrintedLine]:
    """The lines, each that goes on with the sentence of the line before it joined to that."""
    if not lines:
        return
    last, *rest = lines
    signing = {place for place in range(len(rest)) if _signs(rest[place : place + 3])}
    is_title = names_site(last.text)
    is_joined = False  # the last line already is two: its sentence is known to be broken
    for place, line in enumerate(rest):
        below = rest[place + 1] if place + 1 < len(rest) and place + 1 not in signing else None
        is_signed = not is_joined and place in signing
        is_dated = _begins_as_date(line.text) and _begins_as_signature(last.text)
        is_apart = is_signed or is_dated or (is_title and place == 0) or not line.is_next
        may_join = not is_apart and len(last.text) <= MAX_JOINED_CHARS
        is_joined = may_join and _runs_on(last.text[-END_CHARS:], line.text, below, is_joined)
        if is_joined:
            is_closed = _closes(line.text) or _ends_in_bracket(last.text) or is_unspaced(last.text, line.text)
            touches = is_closed and KOREAN_NAME.fullmatch(last.text) is None
            is_quoted = _meet_at_quotes(last.text, line.text)
            last = last._replace(text=last.text + ("" if touches or is_quoted else " ") + line.text)
        else:
            yield last
            last = line
    yield last


def _signs(lines: Sequence[PrintedLine]) -> bool:
    """Whether a line is "by" and a name, and what is below goes on with no sentence: "by Jane Doe".

    The name may stand below, over a date or its label, or have a date behind it. lines: this one and two below it.
    """
    line = lines[0]
    below, behind = (lines[place] if place < len(lines) else None for place in (1, 2))
    by, *words = line.text.split(None, SIGNED_WORDS.stop)
    if by.strip(".:") not in BY_WORDS:
        return False
    if not words:
        is_name = below is not None and may_be_name(below.text, SIGNATURE_WORDS)
        return is_name and behind is not None and _is_dated(behind.text)
    names = list(takewhile(_may_be_of_name, words))
    has_date = 0 < len(names) < len(words) and YEAR_OR_TIME.search(" ".join(words[len(names) :])) is not None
    if by in OVER_A_DATE and not (has_date or (below is not None and _begins_as_date(below.text))):
        return False
    if len(names) + 1 not in SIGNED_WORDS or (len(names) < len(words) and not has_date):
        return False
    is_below = below is None or _begins_as_date(below.text) or not (below.text[0].islower() or _closes(below.text))
    return has_date or is_below


def _begins_as_signature(text: str) -> bool:
    """Whether a line of few words begins with "by", in whatever letters."""
    by, _, names = text.partition(" ")
    return 0 < names.count(" ") + 1 < SIGNED_WORDS.stop and fold(by).strip(".:") in BY_WORDS


def _may_be_of_name(word: str) -> bool:
    """Whether a word may be of the name behind "by": it has a capital, and is no month."""
    return word[0].isupper() and fold(word).strip(".,") not in MONTHS


def _is_dated(text: str) -> bool:
    """Whether a line begins as a date does, or with a label for one."""
    is_date = text[0].isdigit() or text[-1] in LABEL_ENDS or YEAR_OR_TIME.search(text) is not None
    return is_date or fold(text).startswith(DATE_BEGINNINGS)


def _begins_as_date(text: str) -> bool:
    """Whether a line begins with a day, or with a weekday or a label before one: "viernes, 8 mayo 2026, 10:15"."""
    return text[0].isdigit() or (YEAR_OR_TIME.search(text) is not None and fold(text).startswith(DATE_BEGINNINGS))


def _goes_on_in_date(before: str, after: str) -> bool:
    """Whether a line ends in a day, or a day and its month, and the month or the year is the next line."""
    if len(before) > MAX_DATE_CHARS:
        return False
    if DAY.search(before):
        return fold(after).strip(".,") in MONTHS
    *others, last = before.split()
    return YEAR.fullmatch(after) is not None and bool(others) and fold(last).strip(".,") in MONTHS


def _runs_on(before: str, after: str, below: PrintedLine | None, is_joined: bool) -> bool:
    """Whether a line goes on with the sentence of the line before it.

    Yes where the first line ends open (a preposition, a comma, an opening bracket) or the second begins with
    closing punctuation, or the first does not end a sentence and the second begins in lower case. An address or a
    label ("photo credit: …") goes on with nothing; of two lines of few words each is a name or a label itself.
    below: the line behind them.
    """
    if _closes(after) and after[:2] != "..":
        return True
    if '"' in (before[-1], after[0]) and _meet_at_quotes(before, after):
        return True
    if ends_sentence(before) or STANDS_ALONE.match(after):
        return False
    last = before.rsplit(None, 1)[-1].lstrip(OPENING)
    if before[-1] == "," or _ends_in_bracket(before) or (last in OPEN_ENDED and " " in before):
        return True
    if _joins_names(before, after, below) or _goes_on_in_date(before, after):
        return True
    may_be_unspaced = after[0] >= FIRST_KANA or before[-1] >= FIRST_KANA
    if may_be_unspaced and is_unspaced(before, after) and _is_unspaced_part(before, after, below, is_joined):
        return True
    if after.lstrip(OPENING)[:1].islower():
        is_long = is_joined or before.count(" ") >= MIN_BROKEN_WORDS - 1 or _is_part(after)
        is_sentence = is_joined or count_words(before) >= OPENING_WORDS or _is_part(after)
        is_quoted = is_sentence and before[-1] in QUOTATION_MARKS and after not in BY_WORDS
        return is_long and (before[-1].isalnum() or is_quoted)
    return _is_link(before, after, below)


def _closes(text: str) -> bool:
    """Whether a line begins with a sign that closes: no quotation mark right before a word, where it opens (”Jag …)."""
    return text[0] in CLOSING and not (text[0] in CLOSING_OR_OPENING and text[1:2].isalnum())


def _meet_at_quotes(before: str, after: str) -> bool:
    """Whether a straight quotation mark opens at a line's end, or closes where the next begins: around a link."""
    is_there = before.endswith(' "') or (after[0] == '"' and not after[1:2].isalnum())
    return is_there and before.count('"') % 2 == 1


def _ends_in_bracket(text: str) -> bool:
    """Whether a line ends in a bracket or quotation mark that opens."""
    before, last = text[:-1], text[-1]
    opened = OPENED_BY.get(last)
    closes = opened is not None and before.count(opened) > before.count(last)
    return last in OPENING_BRACKETS and not closes


def _joins_names(before: str, after: str, below: PrintedLine | None) -> bool:
    """Whether a line is "and" between two names, or a Korean reporter's role behind one."""
    if after in AND:
        return below is not None and may_be_name(before, SIGNATURE_WORDS) and may_be_name(below.text, SIGNATURE_WORDS)
    return after in ROLES and KOREAN_NAME.fullmatch(before) is not None


def _is_part(text: str) -> bool:
    """Whether a line in lower case is a part of a sentence, and no list of addresses: it has words enough."""
    return text.count(" ") >= PART_WORDS - 1 and text.lstrip(OPENING).partition(" ")[0].isalpha()


def _is_unspaced_part(before: str, after: str, below: PrintedLine | None, is_joined: bool) -> bool:
    """Whether a line goes on with a sentence in a script without spaces.

    It begins with a particle, or is a part of an enumeration, or a link behind a particle in the middle of a sentence,
    which ends in the line below.
    """
    if after[0] in PARTICLES and not "ぁ" <= after[1:2] <= "ん":  # はい, もう, のち are words
        return True
    if ends_sentence(after):
        return is_joined and before[-1].isalnum()
    if before[-1] in COMMAS:
        return True
    if below is None or not below.is_next or not ends_sentence(below.text):
        return False
    is_break = before[-1] in PARTICLES and count_words(before) >= MIN_UNSPACED_WORDS
    return is_break and count_words(after) <= PART_WORDS


def _is_link(before: str, after: str, below: PrintedLine | None) -> bool:
    """Whether a line is the text of a link in the middle of a sentence, in a dump of one line for each piece of text.

    Then it is short, begins as names and nouns do, and the lines around it end and begin as no sentence does. A line
    with a year or a time stands below a headline: "Published 15 April 2025", "in", "News".
    """
    if below is None or not below.is_next or not before[-1].isalnum():
        return False
    if not (_closes(below.text) or below.text.lstrip(OPENING)[:1].islower()):
        return False
    if ends_sentence(after) or after[-1] in LABEL_ENDS or after.rsplit(None, 1)[-1] in OPEN_ENDED:
        return False
    if YEAR_OR_TIME.search(after) or (_begins_as_signature(after) and _begins_as_date(below.text)):
        return False
    return count_words(before) >= OPENING_WORDS and count_words(after) <= PART_WORDS
