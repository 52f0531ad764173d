"""`make floors`: measure on the data sets and hold the figures against the pinned ones, bench/floors.json."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from rich.console import Console
from rich.table import Table

from cleaner.errors import CleanerError
from cleaner.regression.floors import check_data, falls, measure, read_floors, write_floors

PINNED = Path(__file__).parent / "floors.json"
SETS = ("fundus_unit_dev", "wcxb_dev", "trafilatura_eval", "postlight_dev")


def main() -> int:
    """Exit code 0: no figure fell; 1: one did; 2: the data is not there, or not the data that was measured."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with the data sets")
    parser.add_argument("--set", action="append", help="only this set; may be repeated")
    parser.add_argument("--write", action="store_true", help="pin what is measured; refuses to lower a figure")
    parser.add_argument("--lower", action="store_true", help="with --write: a figure may become lower")
    given = parser.parse_args()
    console = Console()
    try:
        names = given.set or [name for name in SETS if (given.data / name).is_dir()]
        floors = None if given.write else read_floors(PINNED)
        if floors is not None:
            check_data(floors, given.data)
        measured = measure(given.data, names, lambda where: print(f"measured {where}", file=sys.stderr))
        if floors is None:
            floors = write_floors(PINNED, given.data, measured, lower=given.lower)
    except CleanerError as error:
        print(f"floors: {error}", file=sys.stderr)
        return 2
    fallen = {(fall.where, fall.figure) for fall in falls(floors, measured) if fall.where.split()[0] in names}
    table = Table("data set", "figure", "floor", "measured", title="without site rules")
    for where, figures in measured.items():
        for figure, value in figures.items():
            floor = floors.figures.get(where, {}).get(figure)
            mark = " fell" if (where, figure) in fallen else ""
            table.add_row(where, figure, "" if floor is None else f"{floor:.4f}", f"{value:.4f}{mark}")
    console.print(table)
    return 1 if fallen else 0


if __name__ == "__main__":
    sys.exit(main())
