"""Tables of pages in Arrow's formats: Parquet files, and record batches as engines hand them over."""

from __future__ import annotations

import io
import random
import struct
from collections.abc import Sequence
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from fuzz.cases import Case
from fuzz.invariants import BAD
from fuzz.make_files import Made, digest, make_items
from fuzz.make_pages import Seeds
from fuzz.odd_values import ADDRESSES, DATES

BAD_TEXTS = (b"\xff\xfe", b"\xed\xa0\xbd", b"abc\xc3", b"\x80")
TIMES = (0, -1, 2**62, -(2**62), 253_402_300_800_000_000, -62_135_596_800_000_001, 1_717_236_000_000_000)
ZONES = (None, "UTC", "Europe/Berlin", "No/Where", "+99:99", "+02:00", "")


def make_parquet(chance: random.Random, items: Sequence[bytes]) -> Made:
    table, rows = make_table(chance, items)
    target = io.BytesIO()
    packed = chance.choice(("snappy", "zstd", "none", "gzip"))
    pq.write_table(
        table,
        target,
        row_group_size=chance.choice((1, 2, 100)),
        compression=packed,
        use_dictionary=chance.random() < 0.5,
    )
    return ".parquet", target.getvalue(), rows


def make_batch(chance: random.Random, seeds: Seeds) -> Case:
    """A record batch as an Arrow stream; rows that can be no page are among them."""
    table, rows = make_table(chance, make_items(chance, seeds))
    target = io.BytesIO()
    with pa.ipc.new_stream(target, table.schema) as writer:
        writer.write_batch(table.combine_chunks().to_batches()[0])
    return Case("batch", target.getvalue(), "pages.arrows", rows=tuple(rows))


def make_table(chance: random.Random, items: Sequence[bytes]) -> tuple[pa.Table, list[str]]:
    """A table of pages: bodies as bytes or as text (some of which is none), addresses, times out of all ranges."""
    bodies: list[bytes | None] = []
    rows: list[str] = []
    is_text = chance.random() < 0.5
    for item in items:
        body: bytes | None = item.decode("utf-8", "replace").encode() if is_text else item
        is_bad = chance.random() < 0.2
        if is_bad:
            body = chance.choice(BAD_TEXTS) if is_text else None
        bodies.append(body)
        rows.append(BAD if body is None else digest(body))
    columns = {
        "html": _texts(bodies) if is_text else pa.array(bodies, pa.binary()),
        "url": pa.array([_storable(chance.choice(ADDRESSES)) for _ in items], pa.string()),
        "fetched_at": _times(chance, len(items)),
    }
    return pa.table(columns), rows


def _storable(text: str | None) -> str | None:
    return None if text is None else text.encode("utf-8", "replace").decode()


def _texts(bodies: Sequence[bytes | None]) -> pa.Array:
    """A column that says it is text, whatever its bytes are: pyarrow does not check what it is given."""
    ends = [0]
    for body in bodies:
        ends.append(ends[-1] + len(body or b""))
    offsets = pa.py_buffer(struct.pack(f"<{len(ends)}i", *ends))
    return pa.Array.from_buffers(
        pa.string(), len(bodies), [None, offsets, pa.py_buffer(b"".join(body or b"" for body in bodies))]
    )


def _times(chance: random.Random, count: int) -> pa.Array:
    kind = chance.randrange(3)
    if kind == 0:
        return pa.array([chance.choice(DATES) for _ in range(count)], pa.string())
    numbers: list[Any] = [chance.choice((*TIMES, None)) for _ in range(count)]
    if kind == 1:
        return pa.array(numbers, pa.int64())
    return pa.array(numbers, pa.int64()).cast(pa.timestamp(chance.choice(("us", "ns", "ms")), chance.choice(ZONES)))
