"""Bounds on what one case may take: seconds in a campaign, calls in a test, where a clock would judge the machine."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

# Calls of Python and C functions. Real pages make 0.1 to 4 for a byte, small ones up to 22, and none over 450,000.
CALLS_AT_LEAST = 1_000_000
CALLS_PER_BYTE = 60
GUARD_SECONDS = 600.0  # no promise of speed: no case hangs, and a busy machine may give it little time
AGAIN_SECONDS = 0.5  # between two tries to end a case: code on the way may swallow the first


class TooMuchWork(BaseException):
    """A case takes more than it may. Not an Exception, so that no guard on the way takes it for a page's fault."""


@contextmanager
def within_seconds(seconds: float) -> Iterator[None]:
    """Raise TooMuchWork in what takes more of the processor, which a busy machine does not change; main thread only.

    What waits takes none of it, and is ended after GUARD_SECONDS.
    """

    def stop(number: int, frame: FrameType | None) -> None:
        raise TooMuchWork(f"not done after {seconds:g} s" if number == signal.SIGPROF else "it waits for ever")

    before = {number: signal.signal(number, stop) for number in (signal.SIGPROF, signal.SIGALRM)}
    signal.setitimer(signal.ITIMER_PROF, seconds, AGAIN_SECONDS)
    signal.setitimer(signal.ITIMER_REAL, GUARD_SECONDS, AGAIN_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.setitimer(signal.ITIMER_REAL, 0)
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def within_calls(size: int) -> Iterator[None]:
    """Raise TooMuchWork in what makes more calls than an input of so many bytes may."""
    limit = CALLS_AT_LEAST + CALLS_PER_BYTE * size
    left = limit

    def count(frame: FrameType, event: str, argument: Any) -> None:
        nonlocal left
        left -= event in ("call", "c_call")
        if left < 0:
            sys.setprofile(None)
            raise TooMuchWork(f"more than {limit:,} calls for {size:,} bytes")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        with within_seconds(GUARD_SECONDS):  # the calls of a C library are not counted
            yield
    finally:
        sys.setprofile(before)
