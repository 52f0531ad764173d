"""What happens to bytes on their way: flipped, cut, doubled, moved, lost."""

from __future__ import annotations

import random
from collections.abc import Callable

MAX_RUN = 200  # bytes in one piece that is doubled or lost
MAX_REPEATS = 300
ODD_BYTES = (
    b"\x00",
    b"\xff",
    b"\xfe\xff",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\xc0\x80",
    b"\xed\xa0\x80",
    b"\xf4\x90\x80\x80",
    b"\xe2\x80",
    b"\x1b$B",
    b"\x80",
    b"\r\n",
    b"\n",
    b"\x1f\x8b",
    b"PK\x03\x04",
    b"\x0e",
    b"+ADw-",
    b"~{",
    b"\x85",
    b"&#0;",
    b"\x28\xb5\x2f\xfd",
    b"\xff" * 8,
    b"\x00" * 4,
)


def _run(chance: random.Random, data: bytes) -> tuple[int, int]:
    """Start and end of a piece somewhere."""
    start = chance.randrange(len(data) + 1)
    return start, min(len(data), start + chance.randint(1, MAX_RUN))


def flip(chance: random.Random, data: bytes) -> bytes:
    """A few bits turned over."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        if changed:
            changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def cut_end(chance: random.Random, data: bytes) -> bytes:
    return data[: chance.randrange(len(data) + 1)]


def lose(chance: random.Random, data: bytes) -> bytes:
    start, end = _run(chance, data)
    return data[:start] + data[end:]


def repeat(chance: random.Random, data: bytes) -> bytes:
    start, end = _run(chance, data)
    return data[:end] + data[start:end] * chance.choice((1, 2, 5, MAX_REPEATS)) + data[end:]


def insert(chance: random.Random, data: bytes) -> bytes:
    start, _ = _run(chance, data)
    return data[:start] + chance.choice(ODD_BYTES) + data[start:]


def overwrite(chance: random.Random, data: bytes) -> bytes:
    start, _ = _run(chance, data)
    odd = chance.choice(ODD_BYTES)
    return data[:start] + odd + data[start + len(odd) :]


def move(chance: random.Random, data: bytes) -> bytes:
    start, end = _run(chance, data)
    rest = data[:start] + data[end:]
    place = chance.randrange(len(rest) + 1)
    return rest[:place] + data[start:end] + rest[place:]


BYTE_MUTATIONS: tuple[Callable[[random.Random, bytes], bytes], ...] = (
    flip,
    cut_end,
    lose,
    repeat,
    insert,
    overwrite,
    move,
)


def mutate_bytes(chance: random.Random, data: bytes) -> bytes:
    """Some of the mutations, one after the other."""
    for _ in range(chance.choice((1, 1, 1, 2, 4))):
        data = chance.choice(BYTE_MUTATIONS)(chance, data)
    return data
