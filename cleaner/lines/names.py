"""Normalise and compare the names of people: capitals, particles, initials, accents."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from cleaner.lines.lazy import lazy_pattern
from cleaner.lines.words import DEGREES, NOBODY, NOT_IN_NAMES, PARTICLES
from cleaner.text import fold
from cleaner.vocabulary.inline import words

HAN = "\u3005\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
KANA = "\u3040-\u30ff"
HANGUL = "\uac00-\ud7a3"
JOINED_NAME = lazy_pattern(
    rf"[{HAN}]{{2,4}}|[{HAN}]{{1,4}}[ 　][{HAN}{KANA}]{{1,5}}|[{HAN}{KANA}]{{2,7}}|[{HANGUL}]{{2,4}}"
)
FOREIGN_NAME = lazy_pattern(rf"[{HAN}{KANA}A-Za-z.]{{1,9}}(?:[・·•=＝][{HAN}{KANA}A-Za-z.]{{1,9}}){{1,3}}")
JOINED_SCRIPT = lazy_pattern(rf"[{HAN}{KANA}{HANGUL}]")
KEY_SPLIT = lazy_pattern(r"[\s.,\-'\u3000・·]+")
DIGIT = lazy_pattern(r"\d")
INITIALS = lazy_pattern(r"(?:[^\W\d_]\.?-?){1,3}")
ROMAN = frozenset({"II", "III", "IV", "VI", "VII"})
# After "Mac" a capital follows in these only: "MACKEY" is Mackey, "MACDONALD" MacDonald.
MAC_STEMS = (
    "arthur", "askill", "aulay", "bride", "callum", "cormac", "cready", "diarmid", "donald", "donnell",
    "dougall", "dowell", "farlane", "gillivray", "gowan", "gregor", "innes", "innis", "intosh", "intyre",
    "kay", "kenna", "kenzie", "kinnon", "lachlan", "laren", "lean", "lennan", "leod", "millan", "nab",
    "namara", "naughton", "neil", "neill", "pherson", "quarrie", "queen", "rae", "ritchie", "taggart",
    "tavish", "vicar",
)  # fmt: skip
# Lower case between two names printed in capitals. Not here what is as often a name ("Ben", "Al", "Do") or begins one
# with a capital ("Le Pen"); "la" is lower case after another particle only.
LOWERED = words("van von der den de del della dello di da dos das du des ter ten zu zum zur vom af av bin bint ibn y")
PATRONYMIC = frozenset({"kyzy", "uulu", "ogly", "кызы", "уулу", "оглы"})
# No first name: "Die Eisheiligen", "The Weekend". Not here what begins names too ("La", "Le", "El").
ARTICLES = words("the die der das los las les gli het een ein eine in on at our your my this no zum zur")
JOINTS = words("i y e und og och et and of the en")
MAX_NAME_WORDS = 6
MAX_NAME_CHARS = 70


@lru_cache(maxsize=8192)  # "by", "the" and the names of a page are asked for over and over
def fold_word(text: str) -> str:
    """fold() for words and short phrases, remembered."""
    return " ".join(text.lower().replace("`", "'").split()) if text.isascii() else fold(text)


def is_name(text: str, *, min_words: int = 2) -> bool:
    """Whether the text looks like one person's name: capitalised words, particles, initials; no digits.

    min_words: 1 lets "Madonna" pass; names in scripts without spaces count as full names.
    """
    if not text or len(text) > MAX_NAME_CHARS or (not text.isalpha() and DIGIT.search(text)):
        return False
    if not text.isascii() and JOINED_SCRIPT.search(text):
        return JOINED_NAME.fullmatch(text) is not None or FOREIGN_NAME.fullmatch(text) is not None
    parts = text.split()
    if not min_words <= len(parts) <= MAX_NAME_WORDS:
        return False
    folded = [fold_word(part).strip(".,") for part in parts]
    if not NOT_IN_NAMES.isdisjoint(folded):
        return False
    if len(parts) > 2 and all(len(plain) < 3 and "." not in part for part, plain in zip(parts, folded, strict=True)):
        return False  # "De Fr It En": a choice of languages
    if folded[0] in JOINTS and len(parts) > 1 and parts[0].islower():
        return False  # "i Paris", "und Partner"
    if folded[0] in (NOBODY if len(parts) == 1 else ARTICLES):
        return False
    own = [part for part, plain in zip(parts, folded, strict=True) if plain not in PARTICLES or part[0].isupper()]
    return bool(own) and len(own) >= min(min_words, 2) - (len(own) < len(parts)) and all(map(is_name_word, own))


def is_name_word(word: str) -> bool:
    """A capitalised word, or one of a script without capitals; initials; hyphens, apostrophes, brackets allowed."""
    bare = word.strip("()\"'“”‘’«».,")
    if bare.isalpha():
        first = bare[0]
    elif not bare or not all(map(is_name_letter, bare)):
        return False
    else:
        first = next((c for c in bare if c.isalpha()), "")
    if first.isupper():
        return True
    # "al-Assad", "d'Ancona", "eThekwini" begin in lower case and have a capital later
    return bool(first) and (not is_small(first) or any(c.isupper() for c in bare[1:4]))


def is_small(word: str) -> bool:
    """Whether a word is in lower case; Georgian, whose letters count as lower case, knows no capitals in names."""
    return word.islower() and not "\u10d0" <= word[0] <= "\u10ff"


def is_name_letter(c: str) -> bool:
    """Whether the character may stand in a name: a letter, a vowel sign of a script that has some, a joint."""
    return c.isalpha() or c in "-'’.ʼ`´‐‑ʻ·\u200c\u200d" or unicodedata.category(c) in ("Mn", "Mc")


def proper_case(name: str) -> str:
    """A name printed all in capitals in its usual form; any other name as it is.

    "MICHAEL O'NEILL" → "Michael O'Neill", "JAN VAN DER BERG" → "Jan van der Berg"; "Kumushai Mamatbai kyzy" stays.
    One word alone stays too: "TMZ" and "MADONNA" look alike.
    """
    parts = name.split()
    if len(parts) < 2 or name != name.upper() or name == name.lower():
        return name
    proper = [proper_word(word, is_first=n == 0, is_last=n == len(parts) - 1) for n, word in enumerate(parts)]
    return re.sub(r"(?<= de) (La|Las|Los|L[eo])(?= )", lambda match: f" {match.group(1).lower()}", " ".join(proper))


def proper_word(word: str, *, is_first: bool, is_last: bool) -> str:
    """One word of a name in capitals, in its usual form."""
    lower = word.lower()
    if word in ROMAN or (fold_word(word) in DEGREES and not is_first and lower not in ("jr", "jr.", "sr", "sr.")):
        return word
    if lower in PATRONYMIC or (lower in LOWERED and not is_first and not is_last):
        return lower
    if "." in word[:-1]:  # J.K.
        return word
    if len(word) == 2 and is_first and not set(lower) & set("aeiouyäöüéèáóíúаеиоуыэюя") and word.isalpha():
        return word  # "TJ Miller"; as a surname, "Ng"
    if not is_first and re.match(r"(?:al|el|as|ash|ad|an|ar)-", lower):
        article, _, rest = lower.partition("-")
        return f"{article}-{capital(rest)}"
    return re.sub(r"[^\W\d_]+(?:['’ʼ](?=[^\W\d_]{2,}))?", lambda match: capital(match.group()), lower)


def capital(part: str) -> str:
    """A part of a word with its capital, and the second one of Mc and Mac."""
    if part.startswith("mc") and len(part) > 4:
        return f"Mc{part[2:].capitalize()}"
    if part.startswith("mac") and part[3:].startswith(MAC_STEMS):
        return f"Mac{part[3:].capitalize()}"
    return part[:1].upper() + part[1:]


@lru_cache(maxsize=512)  # the same few names are compared over and over on one page
def name_key(name: str) -> str:
    """A form in which two printings of one name are equal: no case, accents, dots, degrees or titles."""
    letters = fold_word(name)
    if not letters.isascii():
        decomposed = unicodedata.normalize("NFD", letters)
        bare = "".join(c for c in decomposed if not unicodedata.combining(c))
        letters = unicodedata.normalize("NFC", bare).translate(FLAT)
    parts = [part for part in KEY_SPLIT.split(letters) if part]
    return " ".join(part for part in parts if part not in TITLES) or letters


FLAT = str.maketrans({"ø": "o", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe", "đ": "d", "ı": "i", "ð": "d", "þ": "th"})
TITLES = frozenset({"dr", "prof", "professor", "mr", "mrs", "ms", "sir", "dame", "rev", "hon"})


def same_person(one: str, other: str) -> bool:
    """Whether two names are one person's: equal but for accents and case, or one with initials for the other's names.

    "J. Doe" and "Jane Doe", "Jane A. Doe" and "Jane Doe"; not "Jane Doe" and "John Doe".
    """
    if one == other:
        return True
    a, b = name_key(one).split(), name_key(other).split()
    if a == b or "".join(a) == "".join(b):
        return True
    if len(a) < 2 or len(b) < 2 or a[-1] != b[-1] or len(a[-1]) < 2:
        return False
    if not fits(a[0], b[0]):
        return False
    middles = zip(a[1:-1], b[1:-1], strict=False)
    return all(fits(x, y) for x, y in middles) and (len(a) == len(b) or is_short_middle(a, b))


def fits(one: str, other: str) -> bool:
    """Whether one given name is the other, or its initial."""
    return one == other or (min(len(one), len(other)) == 1 and one[0] == other[0])


def is_short_middle(a: list[str], b: list[str]) -> bool:
    """Whether all the names that one has more are initials, and the first names are written out alike."""
    longer = max(a, b, key=len)
    shorter = min(a, b, key=len)
    extra = longer[len(shorter) - 1 : -1]
    return a[0] == b[0] and all(len(name) == 1 for name in extra)
