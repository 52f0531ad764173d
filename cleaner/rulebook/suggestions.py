"""What somebody may have meant by a word that a rule file does not know. Only mistakes read this."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches
from functools import cache
from pathlib import Path


def nearest(word: str, words: Iterable[str]) -> str:
    """` (did you mean '…'?)` with what the word is called here, else the most similar word; or an empty text.

    Of an empty word, or one that is right, there is nothing to say.
    """
    known = list(words)
    if word in ("", *known):
        return ""
    meant = [name for name in _synonyms().get(word.lower(), ()) if name in known]
    found = meant or get_close_matches(word, known, n=1, cutoff=0.6)
    return f" (did you mean '{found[0]}'?)" if found else ""


@cache
def _synonyms() -> dict[str, list[str]]:
    import yaml

    text = Path(__file__).with_name("synonyms.yaml").read_text(encoding="utf-8")
    found: dict[str, list[str]] = yaml.safe_load(text)
    return found
