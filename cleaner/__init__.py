"""News pages in, one normalised record per page out, with a receipt for every line removed.

from cleaner import RawPage, clean, load_rules

rules = load_rules()
record = clean(RawPage(body=b"<html>…", url="https://…"), rules)
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from cleaner._version import __version__ as __version__

if TYPE_CHECKING:
    from cleaner.errors import CleanerError
    from cleaner.model import RawPage, Record
    from cleaner.pipeline import clean, clean_many
    from cleaner.rulebook import load_rules

__all__ = ["CleanerError", "RawPage", "Record", "clean", "clean_many", "load_rules"]

HOMES = {
    "CleanerError": "cleaner.errors",
    "RawPage": "cleaner.model",
    "Record": "cleaner.model",
    "clean": "cleaner.pipeline",
    "clean_many": "cleaner.pipeline",
    "load_rules": "cleaner.rulebook",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used (PEP 562).

    `cleaner --help` imports this module too, and has no use for the parser, the patterns and the rules behind it.
    """
    if name not in HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(HOMES[name]), name)
    globals()[name] = value
    return value
