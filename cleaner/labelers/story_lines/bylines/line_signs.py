"""What a single line says of who wrote: a word for "by", names and nothing else, a newsroom, a date."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import chain
from operator import itemgetter

from cleaner.lines.agencies import find_agency
from cleaner.lines.bylines import MAX_INITIALS, MAX_LINE_CHARS, MIN_NAME_WORDS, segments
from cleaner.lines.bylines.biographies import BIOGRAPHY, MAX_BIOGRAPHY_CHARS
from cleaner.lines.bylines.parts import (
    COLON,
    MAX_PHRASE_WORDS,
    OTHERS_LABELS,
    SIGNS,
    is_date,
    is_date_word,
    labelled_parts,
    once,
    phrase_length,
    unglued,
    without_addresses,
    without_date,
    without_label,
)
from cleaner.lines.bylines.pieces import classes_of, is_desk
from cleaner.lines.bylines.tails import BEFORE_COUNT
from cleaner.lines.dates.relative import AGO, TWICE_AGO, says_ago
from cleaner.lines.lazy import lazy_pattern
from cleaner.lines.names import JOINED_SCRIPT, fold_word, is_name, plain_word
from cleaner.lines.words import (
    AND,
    BEFORE_DATE_LABELS,
    LABELS,
    MONTHS_AND_DAYS,
    NOT_FIRST_IN_NAMES,
    PLACE_WORDS,
    PREFIXES,
    TAIL,
)
from cleaner.model import Author
from cleaner.text import is_question
from cleaner.vocabulary import alternatives, ordered_words, words_of

BEFORE_NAMES = PREFIXES | LABELS
BESIDE_NAMES = AND | BEFORE_DATE_LABELS | {word for phrase in TAIL | BEFORE_COUNT for word in phrase.split()}
# "2 minuti di lettura", where "di" is no "by"
READING_TIMES = frozenset(phrase for phrase in TAIL if phrase.split()[1:2] and phrase.split()[1] in PREFIXES)
OPENERS = frozenset(phrase.split()[0] for phrase in BEFORE_NAMES | TAIL) | MONTHS_AND_DAYS
# What parts a line.
PARTED = lazy_pattern("[|｜•●▪►;；\n·‧∙⋅—–:：՝]")
FIRST_LETTER = itemgetter(0)
COPYRIGHT_MARKS = ordered_words("copyright_marks")
MAX_LABEL_CHARS = 60
MAX_SMALL_WORD = 3
MAX_SHORT_LABEL = 4  # of scripts without spaces: "この記事の筆者" says more than "記者"
MAX_NAME_CHARS = 90  # of a line without "by": names, roles and a date
MAX_PLACE_WORDS = 3
PLACE_SIGNS = ",/"
SLASH = " / "
AGE_ENDS = tuple(f"{figure})" for figure in range(10))  # whom the story is about: "Jane Doe (54)"
MAX_ROLE_WORDS = 4  # without a word like "editor" in them
NAMES_SHARE = 0.8  # of a line that is nothing but names, the characters in them
# "홍길순 기자", "[서울=연합뉴스] 홍길순 특파원", "記者王小溪／台北報導": the role says what "by" says elsewhere
REPORTER = lazy_pattern(
    r"(?:[(\[【].{1,20}[)\]】]\s*)?(?:[\uac00-\ud7a3]{1,6}\s?[=＝]\s?|(?:[\uac00-\ud7a3]{2,3}[,·/ ]\s?){1,4})?"
    r"[\uac00-\ud7a3]{2,4}\s?"
    r"(?:(?:선임|인턴|객원|전문|수습)?기자|특파원|논설위원|통신원)(?![\uac00-\ud7a3])"
    r"|[（(【]?[\u4e00-\u9fff]{0,6}(?:记者|記者)(?!会|會|席|団|团)\s?[：:]?\s?[\u4e00-\u9fff]{2,4}(?![\u4e00-\u9fff]{3})"
    r"|[\u3040-\u30ff\u4e00-\u9fff]{3,8}(?:記者|特派員|編集委員|論説委員)$"
    r"|[（(]?(?:责任编辑|責任編輯|责编|責編|编辑|作者|文)\s?[：:／/｜|]\s?[\u4e00-\u9fff]{2,4}(?![\u4e00-\u9fff]{3})",
    east_asian=True,
)
CLASS_WORDS = words_of("author_class_words")
# A word for author as a part of a class name: "post-hero__author", "AuthorName", but not "authority".
AUTHOR_CLASS = lazy_pattern(
    rf"(?:(?<![A-Za-z])(?:{alternatives(CLASS_WORDS)})|(?:{alternatives(map(str.capitalize, CLASS_WORDS))}))(?![a-z])",
    any_length=True,
)
BEHIND_A_TEXT = ordered_words("byline_prefixes_behind_a_text")
ENDS_BY = lazy_pattern(rf"\s(?:{alternatives(BEHIND_A_TEXT)})\s(?P<name>[^\W\d_][^\d:;|]{{3,40}})$", re.IGNORECASE)
SHORTHAND = lazy_pattern(r"(?<=[A-Za-z])/[a-zäöüé]{2,4}(?=\)?$)")  # "SDA/sep"
DATE = lazy_pattern(
    r"\b(?:19|20)\d\d\b|\b\d{1,2}[.:/]\d\d\b|\bmin\b|\b\d+\s?(?:hours?|days?|h|d|mo|Std|Stunden)\b", re.IGNORECASE
)


def is_label(text: str) -> bool:
    """Whether the line holds nothing but a word for "By" or "Author"."""
    return len(text) <= MAX_LABEL_CHARS and plain_word(text) in BEFORE_NAMES


def is_of_others(text: str) -> bool:
    """Whether the line is a label of what others did: "Photo:", "Publisher"."""
    return len(text) <= MAX_LABEL_CHARS and plain_word(text) in OTHERS_LABELS


def is_plain_label(text: str) -> bool:
    """Whether the line is a label that is no entry of a menu: "By", "About the author", but not "Reporters"."""
    if not is_label(text):
        return False
    label = plain_word(text)
    is_phrase = " " in label or (len(label) > MAX_SHORT_LABEL and JOINED_SCRIPT.search(label) is not None)
    return is_phrase or label in PREFIXES


def begins_with_by(text: str) -> bool:
    """Whether the line, or a part of it behind a date or "|", begins with a word for "By" or a label for "Author:".

    A question is a turn of a talk: "Reporter: What is that?", unless a date stands in it: "3 May 2024 by Jane Doe - 5
    comments on What is that?"; a curly bracket is of a program.
    """
    if len(text) > MAX_LINE_CHARS or not may_begin_with_by(text) or "{" in text:
        return False
    if is_question(text) and not has_date(text):
        return False
    return REPORTER.match(text) is not None or any(map(has_prefix, segments(unglued(text))))


def may_begin_with_by(text: str) -> bool:
    """Whether a line may say "by": its first word does, or is of a date, or the line has parts."""
    first = fold_word(text.partition(" ")[0]).strip(SIGNS)
    return first in OPENERS or not first.isalpha() or first.startswith("by") or _may_be_parted(text)


def _may_be_parted(text: str) -> bool:
    """Whether the line has parts, or is of a script that needs no sign between them."""
    return PARTED.search(text) is not None or JOINED_SCRIPT.search(text) is not None


def has_prefix(part: str) -> bool:
    """Whether a part of a line begins with "By", "Written by", "Author:" …, perhaps behind a date."""
    if phrase_length([plain_word(word) for word in part.split()[1 : MAX_PHRASE_WORDS + 1]], READING_TIMES):
        return False
    text = without_date(part)
    if COLON.search(text):
        (_, before), *labelled = labelled_parts(text)
        if labelled and (not before or is_date(before)) and any(is_label(label) for label, _ in labelled):
            return True
    name, label = without_label(text)
    if label is not None and f"{label}{name}" not in text and is_name(name):
        return True  # "文・山本太一"
    return phrase_length([plain_word(word) for word in text.split()[:MAX_PHRASE_WORDS]], PREFIXES) > 0


def has_author_class(tokens: Iterable[str]) -> bool:
    """Whether one of the class names and ids has a word for author in it."""
    return AUTHOR_CLASS.search(" ".join(tokens)) is not None


def is_nothing_but(text: str, authors: Iterable[Author]) -> bool:
    """Whether a line holds names and roles, dates and words for "and", and hardly anything else."""
    named = [filter(None, (author.name, short_role(author), author.affiliation, author.handle)) for author in authors]
    known_chars = sum(len(part.replace(" ", "")) for part in chain(*named))
    bare = AGO.sub(" ", TWICE_AGO.sub(r"\g<ago>", SHORTHAND.sub("", said_once(text))))
    words = [fold_word(word).strip(".,()-/:") for word in PARTED.sub(" ", bare).split()]
    other_chars = sum(len(word) for word in words if word not in BESIDE_NAMES and not is_date_word(word))
    return known_chars >= other_chars * NAMES_SHARE


def is_dated_name(text: str, authors: Sequence[Author]) -> bool:
    """Whether one of a dated line's parts is nothing but one person's name: "3 May 2024 | 30 min | Jane Doe"."""
    parts = segments(unglued(text)) if len(authors) == 1 else []
    if len(parts) == 1:
        parts = text.split(SLASH)  # "Jane Doe / TNN / Updated: May 3, 2024"
    others = [part for part in parts if not is_date(part)]
    return len(others) < len(parts) and any(is_nothing_but(without_place(part), authors) for part in others)


def said_once(text: str) -> str:
    """The line without what it says twice before its date: "Jane DoeJane Doe3 May 2024"."""
    plain = unglued(once(text))
    date = next((number for number, sign in enumerate(plain) if sign.isdigit()), len(plain))
    return f"{once(plain[:date].strip())} {plain[date:]}".strip()


def without_place(text: str) -> str:
    """The line without what stands behind a name over a date: "Jane Doe in Porto Alegre", "Jane Doe, Porto"."""
    words = without_addresses(text)[0].split()
    at = next((number for number, word in enumerate(words) if number > 1 and word in PLACE_WORDS), len(words))
    place = words[at + 1 :]
    is_place = 0 < len(place) <= MAX_PLACE_WORDS and all(word[0].isupper() for word in place)
    is_behind_sign = len(words) > MIN_NAME_WORDS and words[-2][-1] in PLACE_SIGNS and words[-1][0].isupper()
    return " ".join(words[: at if is_place else len(words) - is_behind_sign])


def short_role(author: Author) -> str | None:
    """The role, but none of many words that holds no word for one: ", who watches the ships that come and go"."""
    role = author.role
    is_clause = role is not None and len(role.split()) > MAX_ROLE_WORDS and "r" not in classes_of(role)
    return None if is_clause else role


def is_name_line(text: str, authors: Sequence[Author], *, is_dated: bool) -> bool:
    """Whether a line of names may sign a story: no single word, no photographer; without capitals anything looks so.

    is_dated: whether a date stands in it, or right below where the headline stands right above.
    """
    first = authors[0]  # "EFE/J. Doe", "J. Doe/via Reuters"
    is_photographer = "/" in text and (first.kind != "person" or (first.affiliation is not None and not is_dated))
    return " " in text and text != text.lower() and not (is_photographer or text.endswith(AGE_ENDS))


def is_monogram(text: str, below: str) -> bool:
    """Whether a text is the initials of the name below it: they stand where a portrait is missing."""
    words = below.split()[:MAX_INITIALS]
    return text == "".join(map(FIRST_LETTER, words))


def is_unfinished(text: str) -> bool:
    """Whether a short line goes on in the next one: "Jane Doe,", "Jane Doe &", "…" for those that are not shown."""
    before, _, last = text.rpartition(" ")
    is_joint = before != "" and not last.isupper() and plain_word(last) in AND
    return 0 < len(text) <= MAX_LABEL_CHARS and (is_joint or text.endswith((",", ";", "…")))


def has_date(text: str) -> bool:
    """Whether a line holds a date, a time, a reading time, or how long ago it was."""
    return DATE.search(text) is not None or says_ago(text)


def is_date_line(text: str) -> bool:
    """Whether a line is short and holds a date; the year of a copyright is none."""
    return len(text) <= MAX_NAME_CHARS and not fold_word(text).startswith(COPYRIGHT_MARKS) and has_date(text)


def is_newsroom(author: Author) -> bool:
    """Whether an author is a news agency, or a desk that says so: "Staff", "The Courier Team"; not "Meet the Team"."""
    agency = find_agency(author.name)
    if agency is not None:
        return agency.kind == "news" and len(author.name) > MAX_INITIALS
    words = author.name.split()
    is_named = not any(map(is_verb_like, words)) and NOT_FIRST_IN_NAMES.isdisjoint(map(plain_word, words[1:]))
    return author.kind == "desk" and is_desk(author.name) and is_named


def is_verb_like(word: str) -> bool:
    """Whether a word in a desk's name is none of a name: in lower case, and no small word."""
    return word.islower() and len(word) > MAX_SMALL_WORD and not is_desk(word)


def is_biography(text: str, name: str) -> bool:
    """Whether a text begins as the biography of one: with the name or the first of its words, and "is", "writes" …"""
    found = BIOGRAPHY.match(text[:MAX_BIOGRAPHY_CHARS])
    return found is not None and found["name"] in (name, name.partition(" ")[0])
