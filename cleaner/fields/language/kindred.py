"""What a declared language is worth: languages that nothing parts, and those that no detector knows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from cleaner.fields.language.scripts import script_of
from cleaner.vocabulary import by_language, forms_by_language


def are_kindred(one: str, other: str) -> bool:
    """Whether two languages share so many words, or a script, that a text is no evidence for either."""
    return any(one in group and other in group for group in forms_by_language("kindred_languages")["zxx"])


def undetectable() -> Mapping[str, tuple[str, ...]]:
    """The languages that langdetect does not know, and the scripts they are written in."""
    return by_language("undetectable_languages")


def may_be_written_so(language: str, text: str) -> bool:
    """Whether a language that langdetect does not know is written in the script of a text."""
    return language in undetectable() and main_script(text) in undetectable()[language]


def main_script(text: str) -> str:
    """The script of most letters: "latin", "cyrillic"."""
    scripts = Counter(map(script_of, filter(str.isalpha, text)))
    return scripts.most_common(1)[0][0].lower() if scripts else ""
