"""Files of records written with their marks, or without the copies; whole or not there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

import msgspec

from cleaner.dedup.files import RecordFile, decode_line, open_parquet, read_batches, read_lines, record_file
from cleaner.dedup.marks import Mark
from cleaner.errors import InputError, OutputError
from cleaner.model import RawPage, Status
from cleaner.sinks.compressed import Compression, open_compressed
from cleaner.sinks.destination import check_target, make_folder, open_part
from cleaner.sources.reading import attempt
from cleaner.stages.assemble import failed_record

if TYPE_CHECKING:
    import pyarrow as pa

MEMBER = "duplicate"
RAW = msgspec.json.Decoder(dict[str, msgspec.Raw])  # members as they are spelt: only the mark is new


def plan_output(files: Sequence[RecordFile], out: Path, *, force: bool) -> list[tuple[RecordFile, list[RecordFile]]]:
    """Each file to be written, and what goes into it: one file of all, or a folder of files called like the inputs.

    Raises OutputError: of another format than the inputs, an input, there already (without force), or two inputs of
    one name.
    """
    target = None if out.is_dir() else record_file(out)
    if target is None:
        planned = [(RecordFile(out / one.path.name, one.form, one.packing), [one]) for one in files]
    else:
        for one in files:
            if one.form != target.form:
                raise OutputError(f"{out}: {one.name} is {one.form}, and what is written is of the same format")
        planned = [(target, list(files))]
    names = Counter(target.path for target, _ in planned)
    for path, count in names.items():
        if count > 1:
            raise OutputError(f"{out}: {count} inputs are called {path.name}: write one file, for example {out}.jsonl")
        check_target(path, force=force, inputs=[one.path for one in files])
    return planned


def write_marked(
    planned: Sequence[tuple[RecordFile, list[RecordFile]]], marks: Iterator[Mark | None], *, drop: bool, force: bool
) -> None:
    """Write the files, each beside its place first and moved there when all are whole.

    marks: one per record, in the order of the inputs. drop: leave out what is a copy. Raises OutputError.
    """
    sources = [one.path for _, inputs in planned for one in inputs]
    with ExitStack() as parts:
        for target, inputs in planned:
            make_folder(target.path.parent)
            part = parts.enter_context(open_part(target.path, force=force, inputs=sources))
            WRITERS[target.form](part, target, inputs, marks, drop)


def marked_lines(inputs: Iterable[RecordFile], marks: Iterator[Mark | None], *, drop: bool) -> Iterator[bytes]:
    """The records with their marks as lines of JSON; a mark of an earlier time is replaced."""
    for file in inputs:
        for number, line in enumerate(read_lines(file), 1):
            mark = next(marks)
            if not (drop and is_copy(mark)):
                yield _marked(line, mark, f"{file.name}:{number}") + b"\n"


def _marked(line: bytes | Exception, mark: Mark | None, name: str) -> bytes:
    """The record with its mark; one that says why where it cannot be read."""
    found = attempt(name, partial(decode_line, line))
    if isinstance(found, InputError):
        return msgspec.json.encode(failed_record(RawPage(b""), "", Status.ERROR, str(found), name=name))
    members = RAW.decode(cast(bytes, line))
    members.pop(MEMBER, None)
    if mark is not None:
        members[MEMBER] = msgspec.Raw(msgspec.json.encode(mark))
    return msgspec.json.encode(members)


def is_copy(mark: Mark | None) -> bool:
    """Whether a record is a copy of another that is thought to be the original."""
    return mark is not None and not mark.is_original


def _write_lines_to(
    part: Path, target: RecordFile, inputs: list[RecordFile], marks: Iterator[Mark | None], drop: bool
) -> None:
    packing: dict[str, Compression | None] = {"": None, ".gz": "gz", ".zst": "zst"}
    with open_compressed(part, packing[target.packing]) as stream:
        stream.writelines(marked_lines(inputs, marks, drop=drop))
        stream.flush()


def _write_rows_to(
    part: Path, target: RecordFile, inputs: list[RecordFile], marks: Iterator[Mark | None], drop: bool
) -> None:
    """The tables with one more column, null where a record has no copy. Raises OutputError where columns differ."""
    import pyarrow as pa  # whoever has Parquet files to read has it
    import pyarrow.parquet as pq

    schema = _schema_of(inputs[0])
    with pq.ParquetWriter(part, schema, compression="zstd") as writer:
        for file in inputs:
            if _schema_of(file) != schema:
                raise OutputError(f"{file.name}: other columns than {inputs[0].name}; name a folder with --out instead")
            for batch in read_batches(file):
                of_batch = [next(marks) for _ in range(batch.num_rows)]
                column = pa.array(msgspec.to_builtins(of_batch), schema.field(MEMBER).type)
                columns = [batch.column(name) for name in schema.names if name != MEMBER]
                marked = pa.RecordBatch.from_arrays([*columns, column], schema=schema)
                kept = pa.array([not (drop and is_copy(mark)) for mark in of_batch], pa.bool_())
                writer.write_batch(marked.filter(kept))


WRITERS = {"jsonl": _write_lines_to, "parquet": _write_rows_to}


def _schema_of(file: RecordFile) -> pa.Schema:
    import pyarrow as pa

    text = pa.string()
    mark = pa.struct(
        [
            pa.field("cluster", text), pa.field("size", pa.int64()), pa.field("is_original", pa.bool_()),
            pa.field("original", text), pa.field("why", text), pa.field("original_url", text),
            pa.field("by", text), pa.field("similarity", pa.float64()),
        ]
    )  # fmt: skip
    with open_parquet(file) as opened:
        there = opened.schema_arrow
    kept = [field for field in there if field.name != MEMBER]
    return pa.schema([*kept, pa.field(MEMBER, mark)])
