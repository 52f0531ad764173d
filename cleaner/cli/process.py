"""The process around a command: its streams, and the signals that end it."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

# A scheduler, a terminal that closes: what is half written is tidied up first. Python does so of SIGINT by itself.
ENDING_SIGNALS = ("SIGTERM", "SIGHUP")


def prepare_streams() -> None:
    """No stream is missing, and none fails on a character.

    One that was closed before the start (`>&-`) is empty, or fails where it is written. A terminal or pipe that does
    not know a character of the page shows `?`.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_RDONLY), mode))
    for stream in (sys.stdout, sys.stderr):
        change = getattr(stream, "reconfigure", None)  # absent where tests put another object in the stream's place
        if change is not None:
            change(errors="replace")


def settle(stream: TextIO) -> None:
    """What is in the stream's buffer is written, or given up: Python would complain of it on its way out."""
    try:
        stream.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


class AskedToEnd(KeyboardInterrupt):
    """A signal to end has come. Python kills itself for a KeyboardInterrupt proper that comes during an import."""


@contextmanager
def ending_signals() -> Iterator[list[int]]:
    """Signals to end raise AskedToEnd, once; gives the list that their number is put into.

    One that was ignored from the start (nohup) stays so. Only the main thread can ask for signals.
    """
    received: list[int] = []

    def end(number: int, frame: object) -> None:
        if not received:
            received.append(number)
            raise AskedToEnd

    numbers = [getattr(signal, name) for name in ENDING_SIGNALS if hasattr(signal, name)]  # Windows has not all
    is_main = threading.current_thread() is threading.main_thread()
    changed = [number for number in numbers if is_main and signal.getsignal(number) is signal.SIG_DFL]
    for number in changed:
        signal.signal(number, end)
    try:
        yield received
    finally:
        for number in changed:
            signal.signal(number, signal.SIG_DFL)
