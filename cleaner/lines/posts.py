"""Lines that sign an embedded post: "— Ada Blau (@ada) May 3, 2024". Name and date are the post's, not the story's."""

from __future__ import annotations

from cleaner.lines.lazy import lazy_pattern

SIGNATURE = lazy_pattern(r"[—–-]\s?[^()]{1,80}\(@[\w.@-]+\)")


def signs_post(text: str) -> bool:
    """Whether a line begins with a dash, a name and a handle."""
    return SIGNATURE.match(text) is not None
