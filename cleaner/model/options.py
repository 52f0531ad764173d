"""Limits of one call, and what it may know."""

from __future__ import annotations

from msgspec import Struct

from cleaner.errors import InputError


class Options(Struct, frozen=True, kw_only=True):
    """Limits of one call of clean(), which bound cost, and what it may know of outlets.

    outlets: the path of a table of your own, laid over the register that ships; no limit changes what a page that
    fits gives. max_body_bytes: larger bodies become a record with status `error`. 20 MB: 100 times the p99 of
    news pages.
    max_blocks: blocks beyond it are not read; the record carries the flag `truncated`.
    Raises InputError for a limit that is no whole number from 1 on.
    """

    max_body_bytes: int = 20_000_000
    max_blocks: int = 20_000
    outlets: str | None = None

    def __post_init__(self) -> None:
        for name in ("max_body_bytes", "max_blocks"):
            value = getattr(self, name)
            if not isinstance(value, int) or isinstance(value, bool) or value < 1:
                raise InputError(f"Options.{name} must be a whole number from 1 on, not {value!r}")
