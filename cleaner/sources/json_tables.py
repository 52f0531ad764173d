"""Tables in one JSON object, in the forms that pandas and feeds write them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cleaner.model import Json
from cleaner.sources.tables import by_name

MAX_LEVELS = 3  # of objects around an array, in answers of interfaces


def tables_in(whole: dict[str, Json]) -> Iterator[Sequence[Json]]:
    """The tables that an object may be or hold, as their rows, most of which are objects."""
    columns, data = whole.get("columns"), whole.get("data")
    if isinstance(columns, list) and isinstance(data, list):  # pandas: orient="split"
        yield [by_name(map(str, columns), cells) for cells in data if isinstance(cells, list)]
    elif whole and all(isinstance(member, dict) for member in whole.values()):
        rows = next(iter(whole.values()))
        yield list(whole.values())  # orient="index"
        yield [{name: cells.get(row) for name, cells in whole.items()} for row in rows]  # orient="columns"
    yield from _arrays_in(whole, MAX_LEVELS)


def _arrays_in(whole: dict[str, Json], levels: int) -> Iterator[Sequence[Json]]:
    """Arrays: `items` of a JSON feed, `articles`, `response.results` …; orient="table"."""
    for member in whole.values():
        if isinstance(member, list):
            yield member
        elif isinstance(member, dict) and levels > 1:
            yield from _arrays_in(member, levels - 1)
