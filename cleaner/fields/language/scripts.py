"""Languages that their script alone tells: Japanese, Korean, Chinese, Thai, Greek and others."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Mapping

# Scripts, as the names of characters begin with them, that one language of the news is written in. Cyrillic, Arabic
# and Devanagari serve several and are left out.
LANGUAGES: Mapping[str, str] = {
    "THAI": "th", "LAO": "lo", "MYANMAR": "my", "KHMER": "km", "GEORGIAN": "ka", "ARMENIAN": "hy", "HEBREW": "he",
    "GREEK": "el", "ETHIOPIC": "am", "BENGALI": "bn", "GURMUKHI": "pa", "GUJARATI": "gu", "TAMIL": "ta",
    "TELUGU": "te", "KANNADA": "kn", "MALAYALAM": "ml", "SINHALA": "si", "HANGUL": "ko", "HIRAGANA": "ja",
    "KATAKANA": "ja", "CJK": "zh",
}  # fmt: skip
MIN_SHARE = 0.4  # of the letters; names and terms in Latin letters stand in texts of all scripts
MIN_KANA_SHARE = 0.05  # of the letters: Japanese headlines are mostly Han, but no Japanese sentence lacks particles


def language_of_script(text: str) -> tuple[str, float] | None:
    """The language and the share of letters that are in its script; None where the script tells no language."""
    letters = sum(map(str.isalpha, text))
    scripts = Counter(unicodedata.name(sign, "").partition(" ")[0] for sign in text if not sign.isascii())
    counts: Counter[str] = Counter()
    for script, count in scripts.items():
        counts[LANGUAGES.get(script, "")] += count
    del counts[""]
    if counts["ja"] >= MIN_KANA_SHARE * letters:
        counts["ja"] += counts.pop("zh", 0)
    code, count = max(counts.items(), key=lambda entry: entry[1], default=("", 0))
    return (code, round(min(count / letters, 1.0), 3)) if count and count >= MIN_SHARE * letters else None
