"""Recognise, normalise and compare the names of people: capitals, particles, initials, accents."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import zip_longest

from cleaner.lines.lazy import lazy_pattern
from cleaner.lines.words import (
    AND,
    ARABIC_ARTICLES,
    CAPITAL_AFTER_MAC,
    DEGREES,
    LOWERED_PARTICLES,
    NAME_TITLES,
    NOBODY,
    NOT_FIRST_IN_NAMES,
    NOT_IN_NAMES,
    PARTICLES,
    PATRONYMICS,
    SECOND_PARTICLES,
)
from cleaner.text import fold, normalized
from cleaner.vocabulary import alternatives, words_of

HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
KANA = "\u3040-\u30ff"
HANGUL = "\uac00-\ud7a3"
JOINED_SCRIPT = lazy_pattern(rf"[{HAN}{KANA}{HANGUL}]", east_asian=True)
JOINED_NAME = lazy_pattern(
    rf"""(?!.*[{HAN}][\u3041-\u306d\u306f-\u3096]+[{HAN}])  # "会見に臨む"
       [{HAN}{KANA}]{{2,7}} | [{HAN}]{{1,4}}[ \u3000][{HAN}{KANA}]{{1,5}} | [{HANGUL}]{{2,4}}
       | [{HAN}{KANA}A-Za-z.]{{1,9}} (?:[・·•=＝][{HAN}{KANA}A-Za-z.]{{1,9}}){{1,3}}  # 唐纳德·李""",
    re.VERBOSE,
)
# Over the letters of name_class(): particles, and at most five names.
NAME = re.compile(r"(?!n{3,}$)(?:p[pqj]*)?[Nn](?:p[pqj]*|j[pj]*)?(?:[NnA](?:p[pqj]*|j[pj]*)?){0,4}")
SINGLE_NAME = re.compile(r"[NnA]")
WORD_PART = lazy_pattern(r"[^\W\d_]+(?:['’ʼ](?=[^\W\d_]{2,}))?")  # "O'" and "Neill", "Anne" and "Marie"
MAC = lazy_pattern(rf"(?<=^mc)(?=\w{{3}})|(?<=^mac)(?={alternatives(CAPITAL_AFTER_MAC)})")  # behind it a second capital
DE_LA = lazy_pattern(r"(?<= de )(?:La|Las|Los|L[eo])(?= )")
KEY_SPLIT = lazy_pattern(r"[\s.,\-'\u3000・·]+")
NAME_CATEGORIES = {"Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc"}  # letters, and vowel signs of scripts that have some
MAX_WORD_CHARS = 30  # "Andrianampoinimerina" has twenty; longer ones are a menu's entries that met
NAME_JOINTS = "-'’.ʼ`´‐‑ʻ·\u200c\u200d"
POSSESSIVES = ("'s", "’s")
VOWELS = frozenset("aeiouyäöüéèáóíúаеиоуыэюя")
WITHOUT_STROKE = str.maketrans(
    {"ø": "o", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe", "đ": "d", "ı": "i", "ð": "d", "þ": "th"}
)
TURKISH_CAPITALS = frozenset("İĞ")  # of Azerbaijani as well; there "I" is the capital of "ı"
TURKISH_LOWER = str.maketrans("Iİ", "ıi")
GLUED_WORDS = lazy_pattern(r"[^\W\d_]{5}[a-zß-ÿа-яё](?=[A-ZА-ЯЁ][a-zß-ÿа-яё])|[A-ZА-ЯЁ]{3}[a-zß-ÿа-яё]{3}")
NOT_LAST_IN_NAMES = PARTICLES - PATRONYMICS
PLACES = words_of("place_names") | words_of("regions")
NOT_IN_KEYS = NAME_TITLES | {""}


@lru_cache(maxsize=8192)  # "by", "the" and the names of a page come again and again
def fold_word(text: str) -> str:
    """fold() for words and short phrases, remembered."""
    return fold(text)


def plain_word(text: str) -> str:
    """fold_word() without the punctuation around the word or phrase; a closing bracket stays: "Author(s)"."""
    return fold_word(text).strip(" .,:;([|·•-")


def is_name(text: str, *, min_words: int = 2) -> bool:
    """Whether the text looks like one person's name: capitalised words, particles, initials; no digits.

    min_words: 1 lets "Madonna" pass; names in scripts without spaces count as full names.
    """
    if JOINED_SCRIPT.search(text):
        return JOINED_NAME.fullmatch(text) is not None
    words = text.split()
    plain = plain_word(text)
    if len(words) < min_words or plain in NOBODY or plain in PLACES:
        return False
    if words[-1] in NOT_LAST_IN_NAMES:
        return False
    pattern = NAME if len(words) > 1 else SINGLE_NAME
    return pattern.fullmatch("".join(map(name_class, words))) is not None


@lru_cache(maxsize=8192)
def name_class(word: str) -> str:
    """What the word can be in a name, as a letter.

    p: a particle ("van"). q: one that stands behind another ("der"). j: one that does not begin a name ("y", "het"). N:
    a name or initial. n: a name of one or two letters; three of them are no name ("De Fr It"). A: in capitals a name,
    but not the first ("The"). x: no part of a name.
    """
    plain = fold_word(word).strip(".,")
    if plain in PARTICLES and not word[0].isupper():
        if plain in SECOND_PARTICLES:
            return "q"
        return "j" if plain in AND or plain in NOT_FIRST_IN_NAMES else "p"
    if plain in NOT_IN_NAMES or not is_name_word(word):
        return "x"
    if plain in NOT_FIRST_IN_NAMES:
        return "A"
    return "n" if len(plain) < 3 and "." not in word else "N"


def is_name_word(word: str) -> bool:
    """A capitalised word, or one of a script without capitals; initials; hyphens, apostrophes, brackets allowed.

    Not several words that met without a space: "DonaldTrump"; "McDonald" and "LeBron" have no more before the capital.
    Nor whose something is: "A Gardener's Notes".
    """
    bare = word.strip("()\"'“”‘’«».,")
    letters = "".join(filter(str.isalpha, bare))
    if (
        not letters
        or bare.endswith(POSSESSIVES)
        or len(bare) > MAX_WORD_CHARS
        or not all(map(is_name_letter, bare))
        or GLUED_WORDS.search(bare)
    ):
        return False
    # "al-Assad", "d'Ancona", "eThekwini" begin in lower case and have a capital later
    return not is_small(letters[:4])


def is_small(word: str) -> bool:
    """Whether a word is in lower case; Georgian, whose letters count as lower case, has no capitals in names."""
    return word.islower() and not "\u10d0" <= word[0] <= "\u10ff"


def is_name_letter(c: str) -> bool:
    """Whether the character may stand in a name: a letter, a vowel sign of a script that has some, a joint."""
    return unicodedata.category(c) in NAME_CATEGORIES or c in NAME_JOINTS


def proper_case(name: str) -> str:
    """A name printed all in capitals in its usual form; any other name as it is.

    "MICHAEL O'NEILL" → "Michael O'Neill", "JAN VAN DER BERG" → "Jan van der Berg"; "Kumushai Mamatbai kyzy" stays.
    One word alone stays too: "TMZ" and "MADONNA" look alike.
    """
    words = name.split()
    if len(words) < 2 or not name.isupper():
        return name
    if not TURKISH_CAPITALS.isdisjoint(name):
        return " ".join(word[0] + word[1:].translate(TURKISH_LOWER).lower() for word in words)
    last = len(words) - 1
    proper = [proper_word(word, is_first=n == 0, is_last=n == last) for n, word in enumerate(words)]
    return DE_LA.sub(lambda match: match.group().lower(), " ".join(proper))


def proper_word(word: str, *, is_first: bool, is_last: bool) -> str:
    """One word of a name in capitals, in its usual form."""
    lower = word.lower()
    if lower in PATRONYMICS or (lower in LOWERED_PARTICLES and not is_first and not is_last):
        return lower
    if "." in word[:-1] or (lower.strip(".,") in DEGREES and not is_first):  # "J.K.", "MD", "III"
        return word
    if len(word) == 2 and is_first and VOWELS.isdisjoint(lower):
        return word  # "TJ Miller"; as a surname, "Ng"
    proper = WORD_PART.sub(lambda match: capital(match.group()), lower)
    article, hyphen, _ = lower.partition("-")
    if hyphen and article in ARABIC_ARTICLES and not is_first:
        return article + proper[len(article) :]
    return proper


def capital(part: str) -> str:
    """A part of a word with its capital, and the second one of Mc and Mac."""
    return "".join(map(str.capitalize, MAC.split(part)))


@lru_cache(maxsize=512)  # the same few names are compared again and again on one page
def name_key(name: str) -> str:
    """A form in which two printings of one name are equal: no case, accents, dots, degrees or titles."""
    decomposed = normalized("NFD", fold_word(name))
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    letters = normalized("NFC", bare).translate(WITHOUT_STROKE)
    return " ".join(part for part in KEY_SPLIT.split(letters) if part not in NOT_IN_KEYS) or letters


def same_person(one: str, other: str) -> bool:
    """Whether two names are one person's: equal but for accents and case, or one with initials for the other's names.

    "J. Doe" and "Jane Doe", "Jane A. Doe" and "Jane Doe"; not "Jane Doe" and "John Doe".
    """
    names, other_names = name_key(one).split(), name_key(other).split()
    if "".join(names) == "".join(other_names):
        return True
    *given, surname = names
    *other_given, other_surname = other_names
    if surname != other_surname or len(surname) < 2 or not (given and other_given):
        return False
    return all(fits(*pair) for pair in zip_longest(given, other_given, fillvalue=""))


def fits(one: str, other: str) -> bool:
    """Whether one given name is the other or its initial, or an initial that the other person's name leaves out."""
    shorter, longer = sorted((one, other), key=len)
    return shorter == longer or (longer.startswith(shorter) and 1 in (len(shorter), len(longer)))
