"""The words in a class or id."""

from __future__ import annotations

from functools import lru_cache

from cleaner.lines.lazy import lazy_pattern

JOINT = lazy_pattern(r"[-_]+|(?<=[a-z])(?=[A-Z])")


def class_parts(token: str) -> list[str]:
    """What a class or id token is made of, in lower case and in order: `article__subTitle` → article, sub, title."""
    return [part.lower() for part in JOINT.split(token)]


@lru_cache(maxsize=8192)  # a site's pages have the same tokens, and a page's blocks share most of theirs
def class_words(token: str) -> frozenset[str]:
    """The parts of a class or id token, each once."""
    return frozenset(class_parts(token))
