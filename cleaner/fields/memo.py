"""Answers several fields need, worked out once per story."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from cleaner.article import Article

T = TypeVar("T")


def once(article: Article, key: str, make: Callable[[Article], T]) -> T:
    """make(story), remembered on the story under the key. make must be a function of the story and the key alone."""
    known = article.memo
    if key not in known:
        known[key] = make(article)
    return known[key]  # type: ignore[return-value]  # a cast() is a call
