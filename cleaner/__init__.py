"""News pages in, one normalised record per page out, with a receipt for every line removed.

from cleaner import clean

record = clean(b"<html>…", url="https://…")
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from cleaner._version import __version__ as __version__

if TYPE_CHECKING:
    from cleaner.errors import CleanerError
    from cleaner.model import Author, Image, Moment, RawPage, Record
    from cleaner.pipeline import clean, clean_many, trace
    from cleaner.rulebook import Rulebook, load_rules

__all__ = [
    "Author",
    "CleanerError",
    "Image",
    "Moment",
    "RawPage",
    "Record",
    "Rulebook",
    "clean",
    "clean_many",
    "load_rules",
    "trace",
]

HOMES = {
    "Author": "cleaner.model",
    "CleanerError": "cleaner.errors",
    "Image": "cleaner.model",
    "Moment": "cleaner.model",
    "RawPage": "cleaner.model",
    "Record": "cleaner.model",
    "Rulebook": "cleaner.rulebook",
    "clean": "cleaner.pipeline",
    "clean_many": "cleaner.pipeline",
    "load_rules": "cleaner.rulebook",
    "trace": "cleaner.pipeline",
}


if not TYPE_CHECKING:  # to a type checker a name that is not imported above is an error

    def __getattr__(name: str) -> Any:
        """Import a public name when it is first used (PEP 562).

        `cleaner --help` imports this module too, and has no use for the parser, the patterns and the rules behind it.
        """
        if name not in HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = getattr(import_module(HOMES[name]), name)
        globals()[name] = value
        return value
