"""Find what announces a picture's credit: "Foto:", "Photo by", "©". The words are files of the vocabulary."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, NamedTuple

import re2

from cleaner.lines.names import fold_word
from cleaner.text import COLONS, EAST_ASIAN
from cleaner.vocabulary import words_of

engine: Any = re2  # the package ships no types

SIGN = r"©|ⓒ|[(（][cＣ][)）]|\bcopyright\s(?:19|20)[0-9][0-9]\s"
AUTOMATON_BYTES = 32 * 1024 * 1024  # RE2's 8 MB are too few for the labels of all languages
COLON = r"\s?[:：=＝ঃ]"  # the last is how Bengali papers write it


class LabelMatch(NamedTuple):
    """What announces a credit: characters start to end. is_exact: a colon or "©" says that a credit follows."""

    start: int
    end: int
    is_exact: bool


def find_labels(text: str, reach: int = 0) -> Iterator[LabelMatch]:
    """The labels of a text from a position on: at its start, behind a sign, and with a colon or "©" behind any word."""
    for match in label_pattern().finditer(text, reach):
        start, is_exact = match.start(), match.lastgroup == "exact"
        before = text[start - 1 : start] if start else " "
        # nothing stands between caption and label in "… nach der WahlBild: Max Muster"
        is_word = not before.isalnum() or text[start].isupper() or not text[start].isalpha()
        is_apart = not text[:start].rstrip()[-1:].isalnum()
        if before != "_" and (is_apart or (is_exact and is_word)):
            yield LabelMatch(start, match.end(), is_exact)


def label_length(text: str) -> int:
    """How many characters of the text's start are a label, its separator included; 0 where there is none."""
    match = label_pattern().match(text)
    return match.end() if match is not None and match.end() < len(text) else 0


def is_bare_label(text: str) -> bool:
    """Whether a line is a credit's label and nothing else, "Foto:"; the name stands on the next line of a bare dump."""
    return text.endswith(COLONS) and fold_word(text[:-1].strip("([ ")) in words_of("credit_labels")


def is_label(text: str) -> bool:
    """Whether a text is nothing but what stands before a credit or a picture: "Copyright", "Image"; not "Handout"."""
    names = words_of("credit_labels") | words_of("bare_credit_labels")
    return fold_word(text.rstrip(" :：")) in names - words_of("credit_provided")


def is_button(text: str) -> bool:
    """Whether a line is the button that enlarges a picture; its caption stands behind it in a dump."""
    return fold_word(text) in words_of("image_buttons")


@cache
def label_pattern() -> Any:
    """One automaton for all labels of all languages."""
    labels, openers = words_of("credit_labels"), words_of("credit_openers")
    slashed = words_of("slashed_credit_labels")
    joined = [label for label in labels if EAST_ASIAN.search(label)]  # "撮影/山田"
    phrases = [label for label in labels if " " in label]  # "Image source, Getty Images"
    exact = rf"(?:{alternatives(labels | openers)}){COLON}|{SIGN}"
    loose = (
        rf"(?:{alternatives(labels)})\s?(?:\.\.\.|…)|(?:{alternatives(joined)})[/／・]"
        rf"|(?:{alternatives(phrases)}),|(?:{alternatives(openers)})\s|(?:{alternatives(slashed)})/"
    )
    options = engine.Options()
    options.max_mem = AUTOMATON_BYTES
    return engine.compile(rf"(?i)(?P<exact>{exact})|(?P<loose>{loose})", options)


def alternatives(words: Iterable[str]) -> str:
    """The words as the alternatives of a pattern, longer ones first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
