"""Answers several fields need, worked out once per story."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from cleaner.model import Story

T = TypeVar("T")


def once(story: Story, key: str, make: Callable[[Story], T]) -> T:
    """make(story), remembered on the story under the key. make must be a function of the story and the key alone."""
    known = story.memo
    if key not in known:
        known[key] = make(story)
    return known[key]  # type: ignore[return-value]  # a cast() is a call
