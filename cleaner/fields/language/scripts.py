"""Languages that their script alone tells: Japanese, Korean, Chinese, Thai, Greek and others."""

from __future__ import annotations

import re

from cleaner.lines.lazy import lazy_pattern

# Scripts that one language of the news is written in. Cyrillic, Arabic and Devanagari serve several and are left out.
SCRIPTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("th", lazy_pattern(r"[\u0e00-\u0e7f]")),
    ("lo", lazy_pattern(r"[\u0e80-\u0eff]")),
    ("my", lazy_pattern(r"[\u1000-\u109f]")),
    ("km", lazy_pattern(r"[\u1780-\u17ff]")),
    ("ka", lazy_pattern(r"[\u10a0-\u10ff]")),
    ("hy", lazy_pattern(r"[\u0530-\u058f]")),
    ("he", lazy_pattern(r"[\u0590-\u05ff]")),
    ("el", lazy_pattern(r"[\u0370-\u03ff]")),
    ("am", lazy_pattern(r"[\u1200-\u137f]")),
    ("bn", lazy_pattern(r"[\u0980-\u09ff]")),
    ("pa", lazy_pattern(r"[\u0a00-\u0a7f]")),
    ("gu", lazy_pattern(r"[\u0a80-\u0aff]")),
    ("ta", lazy_pattern(r"[\u0b80-\u0bff]")),
    ("te", lazy_pattern(r"[\u0c00-\u0c7f]")),
    ("kn", lazy_pattern(r"[\u0c80-\u0cff]")),
    ("ml", lazy_pattern(r"[\u0d00-\u0d7f]")),
    ("si", lazy_pattern(r"[\u0d80-\u0dff]")),
)
HANGUL = lazy_pattern(r"[\uac00-\ud7a3\u1100-\u11ff\u3130-\u318f]")
KANA = lazy_pattern(r"[\u3041-\u3096\u30a1-\u30fa]")
HAN = lazy_pattern(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
BEYOND_LATIN = lazy_pattern(r"[\u0370-\uffff]")
LETTER = lazy_pattern(r"[^\W\d_]")
NO_LETTERS = bytes(code for code in range(256) if code > 127 or not chr(code).isalpha())
MIN_SHARE = 0.4  # of the letters; names and terms in Latin letters stand in texts of all scripts
MIN_KANA_SHARE = 0.05  # of the letters: Japanese headlines are mostly Han, but no Japanese sentence lacks particles


def language_of_script(text: str) -> tuple[str, float] | None:
    """The language and the share of letters that are in its script; None where the script tells no language."""
    if text.isascii():
        return None
    plain = text.encode("utf-8", "replace")
    # A character beyond Latin takes a byte more at least: where ASCII letters are many, nothing need be counted.
    if len(plain) - len(text) < MIN_SHARE * len(plain.translate(None, NO_LETTERS)):
        return None
    letters = len(LETTER.findall(text))
    if not letters or len(BEYOND_LATIN.findall(text)) < MIN_SHARE * letters:
        return None
    hangul, kana, han = (len(script.findall(text)) for script in (HANGUL, KANA, HAN))
    if hangul + kana + han >= MIN_SHARE * letters:
        share = round((hangul + kana + han) / letters, 3)
        code = "ko" if hangul >= han + kana else "ja" if kana >= MIN_KANA_SHARE * letters else "zh"
        return code, min(share, 1.0)
    for code, script in SCRIPTS:
        found = len(script.findall(text))
        if found >= MIN_SHARE * letters:
            return code, min(round(found / letters, 3), 1.0)
    return None
