"""Languages that their script alone tells: Japanese, Korean, Chinese, Thai, Greek and others."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping
from itertools import filterfalse

from cleaner.vocabulary import by_language

# Scripts, as the names of characters begin with them, that one language of the news is written in. Cyrillic, Arabic
# and Devanagari serve several and are left out.
LANGUAGES: Mapping[str, str] = {
    "THAI": "th", "LAO": "lo", "MYANMAR": "my", "KHMER": "km", "GEORGIAN": "ka", "ARMENIAN": "hy", "HEBREW": "he",
    "GREEK": "el", "ETHIOPIC": "am", "BENGALI": "bn", "GURMUKHI": "pa", "GUJARATI": "gu", "TAMIL": "ta",
    "TELUGU": "te", "KANNADA": "kn", "MALAYALAM": "ml", "SINHALA": "si", "HANGUL": "ko", "HIRAGANA": "ja",
    "KATAKANA": "ja", "CJK": "zh",
}  # fmt: skip
# A smaller language in the script of another; letters of its own tell it.
SMALLER: Mapping[str, str] = {"he": "yi", "bn": "as", "am": "ti"}
MIN_OWN_LETTERS, MIN_OWN_SHARE = 3, 0.01  # of the letters; a few foreign names have some too
MIN_SHARE = 0.4  # of the letters; names and terms in Latin letters stand in texts of all scripts
MIN_KANA_SHARE = 0.05  # of the letters: Japanese headlines are mostly Han, but no Japanese sentence lacks particles


def language_of_script(text: str) -> tuple[str, float] | None:
    """The language and the share of letters that are in its script; None where the script tells no language."""
    letters = sum(map(str.isalpha, text))
    scripts = Counter(map(script_of, filterfalse(str.isascii, text)))
    counts: Counter[str] = Counter()
    for script, count in scripts.items():
        counts[LANGUAGES.get(script, "")] += count
    del counts[""]
    if counts["ja"] >= MIN_KANA_SHARE * letters:
        counts["ja"] += counts.pop("zh", 0)
    code, count = max(counts.items(), key=lambda entry: entry[1], default=("", 0))
    if not count or count < MIN_SHARE * letters:
        return None
    smaller = SMALLER.get(code, "")
    return smaller if has_own_letters(smaller, text) else code, round(min(count / letters, 1.0), 3)


def language_of_letters(text: str) -> tuple[str, float | None] | None:
    """The language that has letters of its own and uses them in a text; None where no letter tells one."""
    return next(((code, None) for code in by_language("own_letters") if has_own_letters(code, text)), None)


def has_own_letters(language: str, text: str) -> bool:
    """Whether a text uses the letters that only this language has."""
    count = sum(map(text.lower().count, by_language("own_letters").get(language, ())))
    return count >= max(MIN_OWN_LETTERS, MIN_OWN_SHARE * sum(map(str.isalpha, text)))


def script_of(sign: str) -> str:
    """The script of a character, as its name begins: "LATIN"; of signs their kind."""
    return unicodedata.name(sign, "").partition(" ")[0]
