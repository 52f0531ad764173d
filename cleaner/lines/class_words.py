"""The words in a class or id."""

from __future__ import annotations

from functools import lru_cache

from cleaner.lines.lazy import lazy_pattern

JOINT = lazy_pattern(r"[-_]+|(?<=[a-z])(?=[A-Z])")


@lru_cache(maxsize=8192)  # a site's pages have the same tokens, and a page's blocks share most of theirs
def class_words(token: str) -> frozenset[str]:
    """What a class or id token is made of, in lower case: `article__subTitle` → article, sub, title."""
    return frozenset(part.lower() for part in JOINT.split(token))
