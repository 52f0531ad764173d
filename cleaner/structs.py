"""What msgspec has to know about a type before it reads one."""

from __future__ import annotations

from typing import TypeVar

import msgspec

Kind = TypeVar("Kind", bound=type[msgspec.Struct])


def resolved(kind: Kind) -> Kind:
    """A class decorator: the types of all members are found now, while one thread imports the module.

    msgspec (0.22) else does so when it first reads one, and a process in which two threads begin at once dies of it.
    """
    msgspec.json.Decoder(kind)
    return kind
