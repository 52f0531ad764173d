"""Floors: figures on the data sets that no change may fall below. `python -m training.floors FOLDER`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec
from msgspec import Struct
from rich.console import Console
from rich.table import Table

from cleaner.errors import CleanerError
from training.data_sets import digest_of
from training.measure import Figures, cross_validated, measure

PINNED = Path(__file__).parent / "floors.json"
SETS = (
    "fundus_unit_dev",
    "fundus_unit_more",
    "daniel",
    "snacktory",
    "postlight_dev",
    "wcxb_dev",
    "trafilatura_eval",
)
# That one page turns, as when a library below prints a text another way, is no fall: .011 of 138 pages, .002 of 800.
TURNED_PAGES = 1.5


class Floors(Struct, frozen=True):
    """data: digest of each data set. figures: `set form` → figure → floor; `pages`: how many they are of.

    cross_validated: the same of the models alone, on outlets that they had not seen.
    """

    data: Mapping[str, str]
    figures: Mapping[str, Mapping[str, float]]
    cross_validated: Mapping[str, Mapping[str, float]] = {}


class Fall(Struct, frozen=True):
    """A figure below its floor, or one that was not measured (None)."""

    where: str
    figure: str
    floor: float
    measured: float | None


def read_floors(path: Path) -> Floors:
    """The pinned figures; raises CleanerError for a file that is not there or not floors."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Floors)
    except FileNotFoundError as error:
        raise CleanerError(f"{path}: no such file; make it with --write") from error
    except msgspec.DecodeError as error:
        raise CleanerError(f"{path}: {error}") from error


def check_data(floors: Floors, data: Path) -> None:
    """Raises CleanerError where a data set is not the one the floors were measured on."""
    for name, digest in floors.data.items():
        if digest_of(data / name) != digest:
            raise CleanerError(f"{data / name}: not the pages the floors were measured on; measure again with --write")


def falls(
    pinned: Mapping[str, Mapping[str, float]], measured: Mapping[str, Figures], *, turned: float = TURNED_PAGES
) -> list[Fall]:
    """What fell: below its floor by more than so many turned pages make, or not measured at all."""
    found = []
    for where, figures in pinned.items():
        spared = turned / figures["pages"] if figures.get("pages") else 0.0
        for figure, floor in figures.items():
            value = measured.get(where, {}).get(figure)
            if value is None or value < floor - (spared if figure != "pages" else 0.0):
                found.append(Fall(where, figure, floor, value))
    return found


def write_floors(path: Path, data: Path, measured: Mapping[str, Figures], *, lower: bool) -> Floors:
    """Pin the figures, and those that the models' manifests have; those of sets that were not measured stay.

    Raises CleanerError where one would become lower, by however little, unless lower says that it may.
    """
    names = sorted({where.split()[0] for where in measured})
    pinned = read_floors(path) if path.is_file() else Floors({}, {})
    others = {where: row for where, row in pinned.figures.items() if where.split()[0] not in names}
    own = {where: row for where, row in pinned.figures.items() if where not in others}
    learned = cross_validated()
    lowered = [*falls(own, measured, turned=0.0), *falls(pinned.cross_validated, learned, turned=0.0)]
    for fall in lowered if not lower else ():
        value = "not measured" if fall.measured is None else f"{fall.measured:.4f}"
        raise CleanerError(f"{fall.where} {fall.figure}: {value}, floor {fall.floor:.4f}; to lower it: --lower")
    digests = {name: digest for name, digest in pinned.data.items() if name not in names}
    digests |= {name: digest_of(data / name) for name in names}
    floors = Floors(dict(sorted(digests.items())), dict(sorted({**others, **measured}.items())), learned)
    text = msgspec.json.format(msgspec.json.encode(floors), indent=1)
    path.write_bytes(text + b"\n")
    return floors


def main(arguments: Sequence[str] | None = None) -> int:
    """The command. Exit code 0: no figure fell; 1: one did; 2: the data is not there, or not the data of the floors."""
    parser = argparse.ArgumentParser(
        prog="python -m training.floors",
        description="Measure quality on the data sets and hold the figures against the pinned ones (floors.json).",
    )
    parser.add_argument("data", type=Path, help="folder with the data sets")
    parser.add_argument("--set", action="append", help="only this set; may be repeated")
    parser.add_argument("--write", action="store_true", help="pin what is measured; refuses to lower a figure")
    parser.add_argument("--lower", action="store_true", help="with --write: a figure may become lower")
    given = parser.parse_args(arguments)
    try:
        names = given.set or [name for name in SETS if (given.data / name).is_dir()]
        if not names:
            raise CleanerError(f"{given.data}: none of {', '.join(SETS)} is there")
        floors = None if given.write else read_floors(PINNED)
        if floors is not None:
            check_data(floors, given.data)
        measured = measure(given.data, names, lambda where: print(f"measured {where}", file=sys.stderr))
        if floors is None:
            floors = write_floors(PINNED, given.data, measured, lower=given.lower)
    except CleanerError as error:
        print(f"floors: {error}", file=sys.stderr)
        return 2
    pinned = {where: row for where, row in floors.figures.items() if where.split()[0] in names}
    fallen = falls(pinned, measured)
    Console().print(_table("without site rules", pinned, measured, fallen))
    learned = cross_validated()
    fallen_learned = falls(floors.cross_validated, learned)
    Console().print(_table("models alone, on unseen outlets", floors.cross_validated, learned, fallen_learned))
    return 1 if fallen or fallen_learned else 0


def _table(
    title: str,
    pinned: Mapping[str, Mapping[str, float]],
    measured: Mapping[str, Figures],
    fallen: Sequence[Fall],
) -> Table:
    table = Table("data set", "figure", "floor", "measured", title=title)
    fell = {(fall.where, fall.figure) for fall in fallen}
    for where, figures in measured.items():
        for figure, value in figures.items():
            floor = pinned.get(where, {}).get(figure)
            mark = " fell" if (where, figure) in fell else ""
            table.add_row(where, figure, "" if floor is None else f"{floor:.4f}", f"{value:.4f}{mark}")
    return table


if __name__ == "__main__":
    sys.exit(main())
