"""Parse a picture's credit line: its label, photographer, agencies and distributor."""

from __future__ import annotations

import re
from functools import lru_cache

from cleaner.lines.agencies import agencies_in, without_agencies
from cleaner.lines.credits.labels import is_button, label_length
from cleaner.lines.lazy import lazy_pattern
from cleaner.lines.names import JOINED_SCRIPT, fold_word, is_name, proper_case
from cleaner.model import Credit
from cleaner.text import collapse, fold
from cleaner.text import printed as as_seen
from cleaner.vocabulary import ordered_words, words_of

FILLERS = words_of("credit_fillers")
NOT_A_PERSON = words_of("not_a_photographer")
BARE_LABELS = words_of("bare_credit_labels")
LABELS = words_of("credit_labels")
DASHED = ("- ", "– ", "— ")
TAKEN_BY = ordered_words("taken_by")
RIGHTS = ordered_words("rights_reserved")
MAX_CREDIT_CHARS = 200
HANDED_OUT = ("제공", "提供")  # a photographer takes a picture, a house hands it out
BRACKETS = lazy_pattern(
    r"[(\[（【［](?P<inner>[^()\[\]（）【】［］]{1,160}(?:\([^()]{1,40}\)[^()\[\]]{0,40})?)[)\]）】］]"
)
COPYRIGHT = lazy_pattern(r"[©ⓒⒸ]|[(（][cCＣ][)）](?=[\s\u3040-\u9fff])|\bCopyright\s(?:19|20)\d\d\s")
REPEATED_SIGN = lazy_pattern(r"(?<=/)\s*Copyright\s(?:19|20)\d\d\s")  # "Jane Doe/Copyright 2024 The AP"
PART = lazy_pattern(
    r"\s*[/|｜／;•·,()（）\[\]【】=＝]\s*|\s+(?:via|through|for|on|and|und|et|[–—-])\s+|(?<=[^\W\d_]{3})\.\s+", re.I
)
LICENCE = lazy_pattern(r"\bCC0\b|\bCC[ -]BY(?:[ -](?:SA|NC|ND))*(?:[ -][1-4]\.\d)?(?![\w-])", re.I)  # Creative Commons
YEAR = lazy_pattern(r"^(?:19|20)\d\d\s*(?:[-–]\s*(?:19|20)\d\d)?[\s,.]*|[,\s]+(?:19|20)\d\d$")
EDGE = ' \t.,:;|/–—-*•·"„“”«»＝=／、，。'


@lru_cache(maxsize=512)  # asked by the labeler of captions, and by the field
def parse_credit(printed: str) -> Credit | None:
    """Who is in a credit line: "Foto: Max Muster/dpa", "Jane Doe/Getty Images", "picture alliance / dpa | Max Muster".

    raw: the line without label, brackets, "©" and final full stop. agency: canonical names of news agencies, in
    order; distributor: the first picture agency or stock. None where nothing is left of it.
    """
    whole = without_label(as_seen(printed)[: MAX_CREDIT_CHARS * 2])
    raw = without_taken_by(whole) or whole
    is_address = "://" in raw and " " not in raw
    if not any(map(str.isalnum, raw)) or is_address or is_button(raw) or fold_word(raw) in BARE_LABELS:
        return None
    mentions = agencies_in(whole)
    people = filter(None, map(photographer_in, PART.split(without_agencies(whole, mentions))))
    news = [mention.agency.name for mention in mentions if mention.agency.kind == "news"]
    stock = [mention.agency.name for mention in mentions if mention.agency.kind == "picture"]
    return Credit(raw, next(people, None), tuple(dict.fromkeys(news)), next(iter(stock), None))


def photographer_in(text: str) -> str | None:
    """The person a part of a credit names."""
    printed = text.strip(EDGE)
    printed = printed[label_length(printed) :].removeprefix("記者").removeprefix("记者")
    own = without_taken_by(printed)
    is_handed_out = printed.endswith(HANDED_OUT)
    if (own == printed or is_handed_out) and JOINED_SCRIPT.search(own):  # "서울시청": a city hall or a person
        return None
    words = own.split()
    while words and is_filler(words[0]):
        words.pop(0)
    while words and is_filler(words[-1]):
        words.pop()
    name = " ".join(words).strip(EDGE)
    names_house = not NOT_A_PERSON.isdisjoint(fold_word(word).strip(".,") for word in words)
    return proper_case(name) if is_name(name) and not names_house else None


def is_filler(word: str) -> bool:
    """Whether a word of a credit names nobody."""
    return fold_word(word).strip(".,/:") in FILLERS


def without_taken_by(text: str) -> str:
    """The text without "摄" or "기자" behind the photographer's name."""
    ending = next(filter(text.endswith, TAKEN_BY)) if text.endswith(TAKEN_BY) else ""
    return text.removesuffix(ending).strip()


def without_label(text: str) -> str:
    """A credit line without what only says that it is one."""
    plain, before = REPEATED_SIGN.sub("", text), None
    while plain != before:
        before = plain
        sign = COPYRIGHT.search(plain)
        if sign is not None and fold_word(plain[: sign.start()].strip()) in LABELS:  # "Bild © Jane Doe"
            plain = plain[sign.end() :]
        plain = COPYRIGHT.sub(" ", without_rights(plain)).strip()
        plain = without_brackets(plain).strip(EDGE)
        plain = YEAR.sub("", plain).strip()
        plain = plain[label_length(plain) :].strip()
    first, _, rest = plain.partition(" ")
    mentions = agencies_in(rest) if fold_word(first) in BARE_LABELS else ()
    is_dashed = rest[:2] in DASHED and fold_word(first) in LABELS  # "Фото - vesti.kz"
    if is_dashed or (mentions and mentions[0].start == 0) or names_after_label(plain):  # "Foto Ansa", "Foto Jane Doe"
        plain = rest.lstrip(EDGE)
    return collapse(plain)


def names_after_label(text: str) -> bool:
    """Whether a text is a label without a colon and a name of two words or more: "Foto Jane Doe"."""
    first, _, name = text.partition(" ")
    return fold_word(first) in BARE_LABELS and " " in name.strip() and name[:1].isupper() and is_name(name)


def without_rights(text: str) -> str:
    """The text up to "all rights reserved", or behind it where it comes first."""
    folded = text.lower()
    ends = {folded.find(phrase): phrase for phrase in RIGHTS if phrase in folded}
    if not ends:
        return text
    first = min(ends)
    before = text[:first].rstrip(" .,;|–-")
    return before or text[len(ends[first]) :].lstrip(" .,;|–-")


def without_brackets(text: str) -> str:
    """The text without brackets all around it, or a closing one that nothing opens; "(Jane Doe/AP) Jane Doe" once."""
    opening = BRACKETS.match(text) if text[:1] in "([（【［" else None
    if opening and fold(opening["inner"]).startswith(fold(text[opening.end() :]).strip()):
        return opening["inner"]
    return text[:-1] if text[-1:] in ")]）】" and not re.search(r"[(\[（【]", text) else text
