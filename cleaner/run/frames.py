"""Messages between the parent and a worker: a length, then that many bytes, over a pipe."""

from __future__ import annotations

import struct
from typing import BinaryIO

LENGTH = struct.Struct("<Q")

READY = b"+"  # the worker has its rules; what follows is empty
REFUSED = b"!"  # it cannot work at all; what follows says why (UTF-8)
ROW = b"="  # what follows is the row of the next task of the batch


def write_frame(pipe: BinaryIO, content: bytes) -> None:
    """Send one message. Raises BrokenPipeError where the other side has gone."""
    pipe.write(LENGTH.pack(len(content)))
    pipe.write(content)
    pipe.flush()


def read_frame(pipe: BinaryIO) -> bytes:
    """The next message. Raises EOFError where the other side has gone, also in the middle of a message."""
    (length,) = LENGTH.unpack(_read_exactly(pipe, LENGTH.size))
    return _read_exactly(pipe, length)


def _read_exactly(pipe: BinaryIO, size: int) -> bytes:
    content = pipe.read(size)
    if len(content) < size:
        raise EOFError("the other side of the pipe has gone")
    return content
