"""Results that are kept while a rule is learned: leaving out one page after the other asks the same again and again."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import ParamSpec, TypeVar, cast

P = ParamSpec("P")
T = TypeVar("T")
MAX_KEPT = 200_000  # results of one function

_FORGET: list[Callable[[], None]] = []


def kept(function: Callable[P, T]) -> Callable[P, T]:
    """Keep the results of a function that has no others for the same arguments, until forget_all()."""
    cached = lru_cache(maxsize=MAX_KEPT)(function)
    _FORGET.append(cached.cache_clear)
    return cast(Callable[P, T], cached)  # it takes what the function takes


def forget_all() -> None:
    """Let go of all that is kept, and of the pages it is about."""
    for forget in _FORGET:
        forget()
