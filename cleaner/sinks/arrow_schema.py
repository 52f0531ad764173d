"""Records as Arrow: the schema, made from the record's types so that it cannot drift, and rows of it.

pyarrow is imported inside the functions: it is an extra, and `cleaner clean` has no use for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING

from msgspec import Struct, inspect

from cleaner.model import Input, Json, Moment, Record

if TYPE_CHECKING:
    import pyarrow as pa


# What parts have in tables beside their members: real times and days of what JSON has as text.
DERIVED: Mapping[type, dict[str, inspect.Type]] = {
    Moment: {"day": inspect.DateType()},
    Input: {"fetched_utc": inspect.DateTimeType(tz=True)},
}


@cache
def record_schema() -> pa.Schema:
    """The Arrow schema of newsrecord/1: one column per member of Record, in its order, nested like it.

    Texts are `string`, tuples `list`, dicts `map`, parts `struct`. What cannot be absent in a record is not
    nullable at the top; inside parts everything is nullable, because engines differ in what they keep of that.
    """
    import pyarrow as pa

    described = inspect.type_info(Record)
    assert isinstance(described, inspect.StructType)
    fields = [
        pa.field(field.encode_name, _arrow_type(field.type), nullable=_is_optional(field.type))
        for field in described.fields
    ]
    return pa.schema(fields)


def records_to_batch(records: Iterable[Record]) -> pa.RecordBatch:
    """One row per record, in order, with record_schema(). Lists are empty, never null, where a record has none."""
    import pyarrow as pa

    rows = list(records)
    schema = record_schema()
    columns = [pa.array([plain(getattr(row, name)) for row in rows], schema.field(name).type) for name in schema.names]
    return pa.RecordBatch.from_arrays(columns, schema=schema)


def plain(value: object) -> Json:
    """A member of a record as pyarrow takes it: parts as dicts with all members, dicts as lists of pairs."""
    if isinstance(value, Struct):
        names = (*value.__struct_fields__, *DERIVED.get(type(value), ()))
        return {name: plain(getattr(value, name)) for name in names}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, tuple):
        return [plain(item) for item in value]
    if isinstance(value, Mapping):
        return [(key, plain(item)) for key, item in value.items()]
    return value


def record_of_row(row: Mapping[str, Json]) -> Record:
    """The inverse, of one row as `RecordBatch.to_pylist()` gives it. Raises InputError where it is no record."""
    return Record.from_dict(members_of_row(row, Record))


def members_of_row(row: Mapping[str, Json], kind: type[Struct]) -> dict[str, Json]:
    """The members of a struct as its JSON has them, of a row with nulls for what is absent and pairs for dicts."""
    return dict(_members(row, inspect.type_info(kind)))


def _members(row: Mapping[str, Json], described: inspect.Type) -> Iterable[tuple[str, Json]]:
    assert isinstance(described, inspect.StructType)
    for field in described.fields:
        if row.get(field.encode_name) is not None:
            yield field.encode_name, _restored(row[field.encode_name], field.type)


def _restored(value: Json, described: inspect.Type) -> Json:
    """A value with its nulls left out (absent members of parts) and its maps as dicts again."""
    if isinstance(described, inspect.UnionType):
        described = next(one for one in described.types if not isinstance(one, inspect.NoneType))
    if isinstance(described, inspect.StructType):
        return dict(_members(value, described))
    if isinstance(described, inspect.VarTupleType):
        return [_restored(item, described.item_type) for item in value]
    if isinstance(described, inspect.DictType):
        return dict(value)
    return value


def _is_optional(described: inspect.Type) -> bool:
    return isinstance(described, inspect.UnionType) and described.includes_none


def _arrow_type(described: inspect.Type) -> pa.DataType:
    """The Arrow type of a member's type. Raises TypeError for one that no record has had so far."""
    import pyarrow as pa

    match described:
        case inspect.UnionType():
            [one] = [part for part in described.types if not isinstance(part, inspect.NoneType)]
            return _arrow_type(one)
        case inspect.StructType():
            members = {field.encode_name: field.type for field in described.fields} | DERIVED.get(described.cls, {})
            return pa.struct([pa.field(name, _arrow_type(kind)) for name, kind in members.items()])
        case inspect.VarTupleType():
            return pa.list_(_arrow_type(described.item_type))
        case inspect.DictType():
            return pa.map_(_arrow_type(described.key_type), _arrow_type(described.value_type))
        case inspect.StrType() | inspect.EnumType() | inspect.LiteralType():
            return pa.string()
        case inspect.BoolType():
            return pa.bool_()
        case inspect.IntType():
            return pa.int64()
        case inspect.FloatType():
            return pa.float64()
        case inspect.DateType():
            return pa.date32()
        case inspect.DateTimeType():
            return pa.timestamp("us", tz="UTC")
    raise TypeError(f"no Arrow type for {described}: say one here")
