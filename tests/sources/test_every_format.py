"""Of every format: as many rows as items, with the same names, in any order of files, whatever is damaged."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from file_makers import BAD, MAKERS

from cleaner.errors import InputError
from cleaner.sources import CONTAINER_ENDINGS, InputPage, ReadOptions, read_inputs

TEXTS = ["one", "two", "three", "four", "five"]
PLACE = re.compile(r"[:#](\d+)$|/(\d)(?:/page)?\.html(?:\.bz2)?$")


def read(paths: list[Path], reading: ReadOptions) -> list[InputPage]:
    return list(read_inputs([str(path) for path in paths], reading))


def texts(found: list[InputPage]) -> list[str]:
    return [BAD if isinstance(one.page, InputError) else _text(one.page.body_bytes().decode()) for one in found]


def _text(page: str) -> str:
    match = re.search(r"<p>(\w+)</p>", page)
    assert match is not None
    return match[1]


@pytest.fixture(params=MAKERS)
def ending(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    for part, module in ((".parquet", "pyarrow"), (".warc", "fastwarc"), (".wacz", "fastwarc")):
        if part in name:
            pytest.importorskip(module)
    return name


def test_every_container_is_tried() -> None:
    assert {ending for ending in CONTAINER_ENDINGS if not any(name.startswith(ending) for name in MAKERS)} == set()


def test_as_many_rows_as_items_with_names_by_their_places(tmp_path: Path, reading: ReadOptions, ending: str) -> None:
    path = tmp_path / f"a{ending}"
    path.write_bytes(MAKERS[ending](TEXTS))
    found = read([path], reading)
    assert texts(found) == TEXTS
    names = [one.name for one in found]
    assert all(name.startswith(str(path)) for name in names)
    places = [next(filter(None, match.groups())) for name in names if (match := PLACE.search(name))]
    assert len(set(names)) == len(places) == len(TEXTS)
    assert places == sorted(places, key=int)


@pytest.mark.parametrize("place", range(len(TEXTS)))
def test_damaged_item_is_one_error_in_its_place(tmp_path: Path, reading: ReadOptions, ending: str, place: int) -> None:
    whole, path = tmp_path / f"whole{ending}", tmp_path / f"a{ending}"
    damaged = [*TEXTS[:place], BAD, *TEXTS[place + 1 :]]
    whole.write_bytes(MAKERS[ending](TEXTS))
    path.write_bytes(MAKERS[ending](damaged))
    found = read([path], reading)
    assert texts(found) == damaged
    assert str(found[place].page).startswith(f"{path}")
    if not {".warc", ".warc.gz", ".wacz"} & {ending}:  # there the place is that of a byte
        names = [one.name.removeprefix(str(whole)) for one in read([whole], reading)]
        told = [one.name.removeprefix(str(path)).removesuffix(".bz2") for one in found]
        assert told == names


def test_order_of_files_changes_no_row(tmp_path: Path, reading: ReadOptions) -> None:
    paths = []
    for number, (ending, make) in enumerate(MAKERS.items()):
        if not {".parquet", ".warc", ".warc.gz", ".wacz"} & {ending}:
            paths.append(tmp_path / f"{number}{ending}")
            paths[-1].write_bytes(make([*TEXTS[:2], BAD, *TEXTS[3:]]))
    rows = sorted((one.name, str(one.page)) for one in read(paths, reading))
    assert sorted((one.name, str(one.page)) for one in read(paths[::-1], reading)) == rows
    assert sorted((one.name, str(one.page)) for one in read([tmp_path], reading)) == rows
    assert len(rows) == len(paths) * len(TEXTS)
