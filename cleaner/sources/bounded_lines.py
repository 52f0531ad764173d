"""Lines of bounded length: one that is too long or broken costs no other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import AnyStr

from cleaner.sources.unpacking import BrokenData, Unreadable

LINE_ENDS = (b"\n", "\n", "\r")  # a binary stream has lines of its own ends only


def read_lines(readline: Callable[[int], AnyStr], limit: int) -> Iterator[AnyStr | Exception]:
    """The lines with their ends, each at most so long, and errors in the places of those that cannot be read.

    readline: of a binary or text stream. Raises what it raises, but for BrokenData, after which it is read on.
    """
    is_rest = False  # of a line that is too long
    while True:
        try:
            line = readline(limit)
        except BrokenData as error:
            yield error
            is_rest = False
            continue
        if not line:
            return
        is_end = len(line) < limit or line[-1:] in LINE_ENDS
        if is_end and not is_rest:
            yield line
        elif not is_rest:
            yield Unreadable(f"a line over the limit of {limit:,} bytes")
        is_rest = not is_end
