"""Files of records read twice and written once: JSON lines (`.gz`, `.zst` too) and Parquet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import msgspec

from cleaner.dedup.facts import Facts
from cleaner.errors import ColumnError, ExtraMissing, InputError
from cleaner.sources.unpacking import unpack

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq

Form: TypeAlias = Literal["jsonl", "parquet"]
FORMS: dict[str, Form] = {".jsonl": "jsonl", ".ndjson": "jsonl", ".parquet": "parquet"}
PACKINGS = (".gz", ".zst")
BATCH_ROWS = 1000
DECODER = msgspec.json.Decoder(Facts)


@dataclass(frozen=True, slots=True)
class RecordFile:
    """A file of records. packing: `.gz`, `.zst` or nothing."""

    path: Path
    form: Form
    packing: str

    @classmethod
    def at(cls, path: Path) -> RecordFile:
        """What a path means by its ending. Raises InputError for another ending."""
        packing = path.suffix.lower() if path.suffix.lower() in PACKINGS else ""
        form = FORMS.get(Path(path.stem if packing else path.name).suffix.lower())
        if form is None or (packing and form == "parquet"):
            raise InputError(f"{path}: records are .jsonl, .jsonl.gz, .jsonl.zst or .parquet")
        return cls(path, form, packing)

    @property
    def name(self) -> str:
        return str(self.path)

    def facts(self) -> Iterator[Facts]:
        """What is read of each record, in order. Raises InputError where one is none, naming the line or row."""
        return _facts_of_lines(self) if self.form == "jsonl" else _facts_of_rows(self)


def find_record_files(arguments: Sequence[str | Path]) -> list[RecordFile]:
    """The files named, and of folders the record files in them, sorted by name. Raises InputError."""
    found: list[RecordFile] = []
    for argument in arguments:
        path = Path(argument)
        if not path.is_dir():
            if not path.exists():
                raise InputError(f"{path}: no such file or folder")
            found.append(RecordFile.at(path))
            continue
        inside = [known_file(one) for one in sorted(path.iterdir()) if one.is_file() and not one.name.startswith(".")]
        if not any(inside):
            raise InputError(f"{path}: no files of records here (.jsonl, .jsonl.gz, .jsonl.zst, .parquet)")
        found += [one for one in inside if one is not None]
    if len({one.path.resolve() for one in found}) < len(found):
        raise InputError("a file of records is named twice: its records would all be copies of each other")
    return found


def known_file(path: Path) -> RecordFile | None:
    """The file of records a path means by its ending, if it means one."""
    try:
        return RecordFile.at(path)
    except InputError:
        return None


def read_lines(file: RecordFile) -> Iterator[bytes]:
    """The lines that are not blank. Raises InputError where the file cannot be read to its end."""
    try:
        with file.path.open("rb") as packed, unpack(packed, file.packing, file.name) as stream:
            yield from (line for line in stream if line.strip())
    except (OSError, EOFError) as error:
        raise InputError(f"{file.name}: cannot be read: {getattr(error, 'strerror', None) or error}") from error


def _facts_of_lines(file: RecordFile) -> Iterator[Facts]:
    for number, line in enumerate(read_lines(file), 1):
        try:
            yield DECODER.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise InputError(f"{file.name}: record {number} is none: {error}") from error


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


def _facts_of_rows(file: RecordFile) -> Iterator[Facts]:
    with open_parquet(file) as opened:
        there = set(opened.schema_arrow.names)
    members = msgspec.structs.fields(Facts)
    missing = [one.name for one in members if one.required and one.name not in there]
    if missing:
        raise ColumnError(f"{file.name}: no column {missing[0]!r}: these are no records; it has {_listed(there)}")
    number = 0
    for batch in read_batches(file, [one.name for one in members if one.name in there]):
        for row in batch.to_pylist():
            number += 1
            try:
                yield msgspec.convert(_known_of(row), Facts)
            except msgspec.ValidationError as error:
                raise InputError(f"{file.name}: record {number} is none: {error}") from error


def _known_of(row: Any) -> Any:
    """A row without its nulls: what is absent in a record is null in a table."""
    if isinstance(row, dict):
        return {name: _known_of(value) for name, value in row.items() if value is not None}
    return [_known_of(one) for one in row] if isinstance(row, list) else row


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names)) or "no columns"
