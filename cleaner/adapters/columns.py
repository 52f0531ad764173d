"""Which column of a batch holds what of a page, and pages read from the rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from cleaner.errors import ColumnError, InputError
from cleaner.model import RawPage
from cleaner.sources.parquet import read_cells
from cleaner.sources.reading import InputPage, attempt
from cleaner.sources.tables import (
    DATE_NAMES,
    PAGE_NAMES,
    URL_NAMES,
    Cells,
    as_it_came,
    read_cell,
    usual_name,
    with_time,
)

if TYPE_CHECKING:
    import pyarrow as pa

TEXT, BYTES, TIME, NUMBER, FRACTION = "text", "binary", "a date or timestamp", "an integer", "a number"
# Member of a page → its column's usual names, as `cleaner run` knows them, and the sorts of type the column may have.
MEMBERS: Mapping[str, tuple[Sequence[str], tuple[str, ...]]] = {
    "body": (PAGE_NAMES, (BYTES, TEXT)),
    "url": (URL_NAMES, (TEXT,)),
    "kind": (("kind",), (TEXT,)),
    "charset": (("charset",), (TEXT,)),
    "fetched_at": (DATE_NAMES, (TIME, TEXT, BYTES, NUMBER, FRACTION)),
    "status": (("status",), (NUMBER,)),
}


class Columns(Struct, frozen=True, kw_only=True):
    """The names of the columns of a batch of pages. None: the first usual name there is, in any case of letters.

    body: the page, binary or text (html, body, page, content …). url: where it was found. kind: `html` or `text`.
    charset: from the HTTP header. status: HTTP status. fetched_at: a timestamp, a day, RFC 3339, or
    seconds since 1970; without a zone it is UTC; what is no time is not used, and the record's flags say so.
    keep: columns that go into the output as they are, after those of the record.
    """

    body: str | None = None
    url: str | None = None
    kind: str | None = None
    charset: str | None = None
    fetched_at: str | None = None
    status: str | None = None
    keep: tuple[str, ...] = ()


DEFAULT_COLUMNS = Columns()
NO_PAGE = "no page"  # how the reason of a row that has none begins


@dataclass(frozen=True, slots=True)
class FoundColumns:
    """Member of a page → the column that holds it; only those that are there. body is."""

    names: dict[str, str]

    def pages(self, batch: pa.RecordBatch) -> Iterator[InputPage]:
        """One per row, in order: the page, or why there is none. One row at a time is a Python object."""
        columns = {member: batch.column(name) for member, name in self.names.items()}
        for row in range(batch.num_rows):
            cells = read_cells(columns, row)
            yield InputPage(NO_PAGE, attempt(NO_PAGE, partial(self._page, cells)), known=_known(cells))

    def _page(self, cells: Cells) -> RawPage:
        values = {member: read_cell(cells, member, NO_PAGE) for member in cells if member != "fetched_at"}
        if values["body"] is None:
            raise InputError(f"{NO_PAGE}: the column {self.names['body']!r} is null here")
        return replace(_known(cells), **values | {"body": as_it_came(values["body"])})


def _known(cells: Cells) -> RawPage:
    """What a row says of its page, without the page."""
    url = cells.get("url")
    return with_time(RawPage(b"", url if isinstance(url, str) else None), cells.get("fetched_at"))


def find_columns(schema: pa.Schema, columns: Columns) -> FoundColumns:
    """The columns of a page in a schema. Raises ColumnError: one is missing, or its type cannot hold what it should."""
    names: dict[str, str] = {}
    for member, (usual, sorts) in MEMBERS.items():
        name: str | None = getattr(columns, member) or usual_name(schema.names, usual)
        if name is not None:
            _check_type(schema, member, name, sorts)
            names[member] = name
        elif member == "body":
            raise ColumnError(f"no column with the page: there are {_listed(schema)}; name it with Columns(body=…)")
    return FoundColumns(names)


def kept_fields(schema: pa.Schema, columns: Columns, taken: frozenset[str]) -> list[pa.Field]:
    """The fields of the columns that are kept. Raises ColumnError: missing, or its name is taken."""
    for name in columns.keep:
        if name not in schema.names:
            raise ColumnError(f"no column {name!r} to keep: there are {_listed(schema)}")
        if name in taken:
            raise ColumnError(f"the column {name!r} cannot be kept: records have one of this name; rename it before")
    return [schema.field(name) for name in columns.keep]


def _check_type(schema: pa.Schema, member: str, name: str, sorts: tuple[str, ...]) -> None:
    if schema.names.count(name) != 1:
        problem = "no column" if name not in schema.names else "more than one column"
        raise ColumnError(f"{problem} {name!r} for {member}: there are {_listed(schema)}")
    found = schema.field(name).type
    if _sort(found) not in (*sorts, None):
        wanted = " or ".join(sorts)
        way_out = f"cast it, or name another with Columns({member}=…)"
        raise ColumnError(f"the column {name!r} is {found}, and {member} has to be {wanted}: {way_out}")


def _sort(found: pa.DataType) -> str | None:
    """Which sort of type it is; None for a column of nulls, "" for one nothing of a page can be in."""
    from pyarrow import types  # an extra

    if types.is_dictionary(found):
        found = found.value_type
    checks = (
        (TEXT, (types.is_string, types.is_large_string, types.is_string_view)),
        (BYTES, (types.is_binary, types.is_large_binary, types.is_fixed_size_binary, types.is_binary_view)),
        (TIME, (types.is_timestamp, types.is_date)),
        (NUMBER, (types.is_integer,)),
        (FRACTION, (types.is_floating, types.is_decimal)),
    )
    if types.is_null(found):
        return None
    return next((sort for sort, rows in checks if any(check(found) for check in rows)), "")


def _listed(schema: pa.Schema) -> str:
    return ", ".join(map(repr, schema.names)) or "none at all"
