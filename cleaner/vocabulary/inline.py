"""Lists of words that still stand in the code."""

from __future__ import annotations


def words(text: str) -> frozenset[str]:
    """The words of a white-space separated list."""
    return frozenset(text.casefold().split())


def phrases(text: str) -> frozenset[str]:
    """The phrases of a list separated by "|"."""
    return frozenset(" ".join(phrase.split()) for phrase in text.casefold().split("|"))
