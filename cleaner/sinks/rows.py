"""What a sink is given, and what it is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol, TextIO

import msgspec
from msgspec import Struct

from cleaner.model import Json, Record


class Row(Struct, frozen=True):
    """One record to write. name: of the input it was made from. blocks: the receipt, as JSON objects, if wanted."""

    name: str
    record: Record
    blocks: tuple[Mapping[str, Json], ...] | None = None

    @property
    def named_record(self) -> Record:
        """The record; its `input.name` says which input it was made from."""
        named = msgspec.structs.replace(self.record.input, name=self.name)
        return msgspec.structs.replace(self.record, input=named)


class Sink(Protocol):
    """Writes rows as they come. many: whether the inputs may hold more than one page, though one row comes."""

    def __call__(self, rows: Iterable[Row], stream: TextIO, *, many: bool) -> None: ...
