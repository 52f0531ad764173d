"""Files of records read twice and written once: JSON lines (`.gz`, `.zst` too) and Parquet."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import msgspec

from cleaner.dedup.facts import Facts
from cleaner.errors import ColumnError, ExtraMissing, InputError
from cleaner.model import Input, Json, Options, Status
from cleaner.sinks.arrow_schema import members_of_row, record_of_row
from cleaner.sinks.tables import holds_records
from cleaner.sources import bounded_lines
from cleaner.sources.locations import ending, packing
from cleaner.sources.parquet import read_cells
from cleaner.sources.reading import attempt, unreadable
from cleaner.sources.tables import Cells, read_cell
from cleaner.sources.unpacking import Unreadable, unpack

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq

Form: TypeAlias = Literal["jsonl", "parquet"]
# Ending and packing → form: Parquet files compress what they hold themselves.
FORMS: dict[tuple[str, str], Form] = {
    (".jsonl", ""): "jsonl",
    (".jsonl", ".gz"): "jsonl",
    (".jsonl", ".zst"): "jsonl",
    (".ndjson", ""): "jsonl",
    (".ndjson", ".gz"): "jsonl",
    (".ndjson", ".zst"): "jsonl",
    (".parquet", ""): "parquet",
}
BATCH_ROWS = 1000
PROBED_RECORDS = 100
MAX_LINE_BYTES = 8 * Options().max_body_bytes  # a record has its text twice, and with --explain every block
DECODER = msgspec.json.Decoder(Facts)
NOTHING = Facts("", Status.ERROR, Input("", "html", 0))  # of a record that cannot be read: a copy of none


@dataclass(frozen=True, slots=True)
class RecordFile:
    """A file of records. packing: `.gz`, `.zst` or nothing."""

    path: Path
    form: Form
    packing: str

    @property
    def name(self) -> str:
        return str(self.path)

    def facts(self, problems: dict[str, str]) -> Iterator[Facts]:
        """What is read of each record, in order: NOTHING of one that cannot be read, which problems says by its name.

        Raises InputError where none of the first records is one: then these are no records.
        """
        read, decode = READERS[self.form]
        found: Facts | InputError = NOTHING
        has_records = False
        for number, item in enumerate(read(self), 1):
            name = f"{self.name}:{number}"
            found = attempt(name, partial(decode, item))
            if isinstance(found, Facts):
                has_records = True
                yield found
                continue
            problems[name] = str(found)
            if number == PROBED_RECORDS and not has_records:
                break
            yield NOTHING
        if isinstance(found, InputError) and not has_records:
            raise found


def record_file(path: Path) -> RecordFile | None:
    """The file of records a path means by its ending; None for another ending."""
    form = FORMS.get((ending(path), packing(path)))
    return None if form is None else RecordFile(path, form, packing(path))


def find_record_files(arguments: Sequence[str | Path]) -> list[RecordFile]:
    """The files named, and of folders the record files in them, sorted by name. Raises InputError."""
    found: list[RecordFile] = []
    for argument in arguments:
        path = Path(argument)
        if not path.exists():
            raise InputError(f"{path}: no such file or folder")
        candidates = _files_in(path) if path.is_dir() else [path]
        files = [file for one in candidates if (file := record_file(one)) is not None]
        if not files:
            raise InputError(f"{path}: no records; they are files .jsonl, .jsonl.gz, .jsonl.zst or .parquet")
        found += files
    if len({one.path.resolve() for one in found}) < len(found):
        raise InputError("a file of records is named twice: its records would all be copies of each other")
    return found


def _files_in(folder: Path) -> list[Path]:
    return [path for path in sorted(folder.glob("[!.]*")) if path.is_file()]


def read_lines(file: RecordFile) -> Iterator[bytes | Exception]:
    """The lines that are not blank, and errors in the places of those that cannot be read. Raises InputError."""
    try:
        with file.path.open("rb") as packed, unpack(packed, file.packing, file.name) as stream:
            for line in bounded_lines.read_lines(stream.readline, MAX_LINE_BYTES):
                if isinstance(line, Exception) or line.strip():
                    yield line
    except (OSError, Unreadable) as error:
        raise unreadable(file.name, error) from error


def read_json_rows(file: RecordFile) -> Iterator[bytes | Exception]:
    """The records of a file as JSON, whatever its form; errors in the places of lines that cannot be read."""
    if file.form == "jsonl":
        yield from read_lines(file)
        return
    for batch in read_batches(file):
        for row in batch.to_pylist():
            yield record_of_row(row).to_json().encode()


def holds_record_files(path: Path) -> bool:
    """Whether a path is a file of records by its ending, or a folder with a file that was written here."""
    if not path.is_dir():
        return record_file(path) is not None
    files = [file for one in _files_in(path) if (file := record_file(one)) is not None]
    return any(file.form == "parquet" or file.packing or holds_records(file.path) for file in files)


def decode_line(line: bytes | Exception) -> Facts:
    """What is read of a line. Raises what is wrong with it."""
    if isinstance(line, Exception):
        raise line
    try:
        return DECODER.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Unreadable(f"no record: {error}") from error


def open_parquet(file: RecordFile) -> pq.ParquetFile:
    """Raises ExtraMissing, and InputError where it is no Parquet file."""
    try:
        import pyarrow as pa  # an extra
        import pyarrow.parquet as pq
    except ImportError as error:
        raise ExtraMissing(f"{file.name}: reading Parquet", "parquet") from error
    try:
        return pq.ParquetFile(file.path)
    except (OSError, pa.ArrowException) as error:
        raise InputError(f"{file.name}: cannot be read: {str(error).splitlines()[0]}") from error


def read_batches(file: RecordFile, columns: Sequence[str] | None = None) -> Iterator[pa.RecordBatch]:
    """The batches of a Parquet file. Raises InputError where it cannot be read to its end."""
    import pyarrow as pa

    with open_parquet(file) as opened:
        try:
            yield from opened.iter_batches(BATCH_ROWS, columns=columns)
        except (OSError, pa.ArrowException) as error:
            raise InputError(f"{file.name}: cannot be read: {str(error).splitlines()[0]}") from error


def _read_rows(file: RecordFile) -> Iterator[Json]:
    """The rows of a table, of the columns that are read."""
    with open_parquet(file) as opened:
        there = set(opened.schema_arrow.names)
    members = msgspec.structs.fields(Facts)
    for one in members:
        if one.required and one.name not in there:
            raise ColumnError(f"{file.name}: no column {one.name!r}: these are no records; it has {_listed(there)}")
    for batch in read_batches(file, [one.name for one in members if one.name in there]):
        columns = dict(zip(batch.schema.names, batch.columns, strict=True))
        yield from (read_cells(columns, row) for row in range(batch.num_rows))


def _facts_of_row(cells: Cells) -> Facts:
    row = {name: read_cell(cells, name, "this row") for name in cells}
    try:
        return msgspec.convert(members_of_row(row, Facts), Facts)
    except msgspec.ValidationError as error:
        raise Unreadable(f"no record: {error}") from error


# Form → how its items are read, and how one becomes facts.
READERS: dict[Form, tuple[Callable[[RecordFile], Iterator[Any]], Callable[[Any], Facts]]] = {
    "jsonl": (read_lines, decode_line),
    "parquet": (_read_rows, _facts_of_row),
}


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names)) or "no columns"
