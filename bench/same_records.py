"""Compare the records of all pages and dumps of the data sets, byte for byte, with those of another commit.

    python -m bench.same_records --data FOLDER [--against REV] [--sets a,b] [--dumps layout] [--stride 7] [--roles]

This checkout as it stands, changes not yet committed included, against a revision or another checkout; two processes
clean the same pages side by side. FOLDER/SET/truth.jsonl names pages (id, url), FOLDER/SET/pages/ID.html.gz holds
them, FOLDER/SET/dumps/ID.MAKER.txt.gz their dumps. Version and digest of the rules are left out of the comparison.
Exit code 0: all records are the same; 1: some differ; 2: the folder or revision is not there.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.checkouts import ROOT, CheckoutError, Worker, checkout
from cleaner.errors import CleanerError
from training.data_sets import read_truths

PROGRESS_STEP = 100  # pages
EXAMPLE_CHARS = 300

Differences = dict[str, list[tuple[str, Any, Any]]]  # field → page, value there, value here


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=os.environ.get("CLEANER_BENCH"), help="default: $CLEANER_BENCH")
    parser.add_argument("--against", default="HEAD", help="revision or folder of a checkout; default: HEAD")
    parser.add_argument("--sets", type=names, help="only these data sets, comma-separated")
    parser.add_argument("--dumps", type=names, default=["layout", "bare"], help="makers of dumps; '': pages alone")
    parser.add_argument("--stride", type=int, default=1, help="only every so many pages, with their dumps")
    parser.add_argument("--roles", action="store_true", help="compare the role of each block too, and who gave it")
    parser.add_argument("--show", type=int, default=3, help="examples for each field")
    given = parser.parse_args()
    if given.data is None or not given.data.is_dir():
        parser.error(f"{given.data or '--data'}: no such folder; name the data sets with --data or CLEANER_BENCH")
    try:
        requests = list(find_pages(given.data, given.sets, given.dumps, given.stride))
        with checkout(given.against) as folder:
            differences = compare(folder, requests, roles=given.roles)
    except (CleanerError, CheckoutError) as error:
        parser.error(str(error))
    print_differences(differences, given.show)
    differing = len({page for rows in differences.values() for page, _, _ in rows})
    print(f"{len(requests):,} records compared with {given.against}: {differing:,} differ")
    return 1 if differences else 0


def names(value: str) -> list[str]:
    return [name for name in value.split(",") if name]


def find_pages(data: Path, sets: list[str] | None, makers: list[str], stride: int) -> Iterator[dict[str, Any]]:
    """A request for each page and each of its dumps, in the order of the truth files."""
    folders = [data / name for name in sets] if sets else [path.parent for path in sorted(data.glob("*/truth.jsonl"))]
    number = 0
    for folder in folders:
        for row in read_truths(folder):
            number += 1
            if number % stride:
                continue
            page = folder / "pages" / f"{row['id']}.html.gz"
            if page.is_file():
                yield {"path": str(page), "kind": "html", "url": row.get("url")}
            for maker in makers:
                dump = folder / "dumps" / f"{row['id']}.{maker}.txt.gz"
                if dump.is_file():
                    yield {"path": str(dump), "kind": "text"}


def compare(folder: Path, requests: list[dict[str, Any]], *, roles: bool) -> Differences:
    """Every difference between the records of the checkout in the folder and those of this one."""
    differences: Differences = defaultdict(list)
    with Worker(folder) as there, Worker(ROOT) as here:
        for number, request in enumerate(requests, 1):
            for worker in (there, here):
                worker.ask(request | {"roles": roles})
            name = "/".join(Path(request["path"]).parts[-3:])
            for field, old, new in find_differences(there.answer(), here.answer()):
                differences[field].append((name, old, new))
            if number % PROGRESS_STEP == 0 or number == len(requests):
                print(f"\r{number:,} of {len(requests):,} records", end="", file=sys.stderr, flush=True)
    print(file=sys.stderr)
    return differences


def find_differences(there: dict[str, Any], here: dict[str, Any]) -> Iterator[tuple[str, Any, Any]]:
    """Field, value there and value here of what differs in two answers."""
    if there["record"] != here["record"]:
        found = list(fields_that_differ(json.loads(there["record"]), json.loads(here["record"])))
        yield from found or [("order of keys", there["record"], here["record"])]
    old, new = there.get("roles", []), here.get("roles", [])
    if len(old) != len(new):
        yield "number of blocks", len(old), len(new)
    for index, (one, other) in enumerate(zip(old, new, strict=False)):
        if one != other:
            yield "roles", f"block {index}: {one}", f"block {index}: {other}"


def fields_that_differ(old: dict[str, Any], new: dict[str, Any], prefix: str = "") -> Iterator[tuple[str, Any, Any]]:
    """Dotted names, two levels deep at most."""
    for name in sorted(old.keys() | new.keys()):
        one, other = old.get(name), new.get(name)
        if isinstance(one, dict) and isinstance(other, dict) and not prefix:
            yield from fields_that_differ(one, other, f"{name}.")
        elif one != other:
            yield prefix + name, one, other


def print_differences(differences: Differences, count: int) -> None:
    """The fields, those that differ most often first, each with examples."""
    for field, rows in sorted(differences.items(), key=lambda item: -len(item[1])):
        print(f"{field}: {len(rows):,}")
        for page, old, new in rows[:count]:
            print(f"    {page}\n      - {example(old)}\n      + {example(new)}")


def example(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)[:EXAMPLE_CHARS]


if __name__ == "__main__":
    sys.exit(main())
