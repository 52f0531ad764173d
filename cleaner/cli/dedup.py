"""`cleaner dedup`: records marked with what they are copies of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cleaner.cli.messages import say
from cleaner.cli.options import FORCE_OPTION, examples
from cleaner.text import counted

if TYPE_CHECKING:
    from cleaner.dedup.facts import Facts
    from cleaner.dedup.files import RecordFile
    from cleaner.dedup.marks import Mark

IN_WORDS = {"text": "of the same text", "url": "of the same address", "near": "of a text near it"}
EPILOG = examples(
    ("cleaner dedup records/ --out marked/", "mark the copies in all files of a run"),
    ("cleaner dedup a.jsonl b.jsonl.gz --out c.jsonl", "find copies across files, write one"),
    ("cleaner dedup records.parquet --drop --out unique.parquet", "keep originals and what has no copy"),
    ("cleaner dedup records.jsonl | jq -c 'select(.duplicate.by == \"near\")'", "look at near copies"),
)


@click.command(epilog=EPILOG, short_help="Mark records that are copies of each other, and the likely original.")
@click.argument("records", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="RECORDS...")
@click.option(
    "--out", type=click.Path(path_type=Path), metavar="FILE|FOLDER",
    help="One file of all records, or a folder of files called like the inputs.  [default: standard output]",
)  # fmt: skip
@FORCE_OPTION
@click.option("--drop", is_flag=True, help="Leave the copies out; originals and what has no copy stay.")
@click.option(
    "--threshold", type=click.FloatRange(0, 1), metavar="SHARE",
    help="Share of common three-word runs from which texts of different outlets are copies.  [default: 0.35]",
)  # fmt: skip
def dedup(records: tuple[Path, ...], out: Path | None, force: bool, drop: bool, threshold: float | None) -> int:
    """Mark RECORDS that are copies: of the same text, of the same address, or of texts near each other.

    RECORDS are files that cleaner wrote (.jsonl, .jsonl.gz, .jsonl.zst, .parquet) or folders of them. Each record
    that has copies gets the member `duplicate`: its cluster, the likely original, and why it is thought to be. The
    order of the records changes nothing. Inputs are read three times and never changed.
    """
    from cleaner.dedup.clusters import Thresholds
    from cleaner.dedup.files import find_record_files
    from cleaner.dedup.marking import marked_lines, plan_output, write_marked
    from cleaner.dedup.marks import find_duplicates
    from cleaner.sinks import open_stdout

    files = find_record_files(records)
    if out is None and any(file.form == "parquet" for file in files):
        raise click.UsageError("Parquet is not written to standard output; name a FILE or FOLDER with --out")
    planned = plan_output(files, out, force=force) if out is not None else []
    thresholds = Thresholds() if threshold is None else Thresholds().at_least(threshold)
    problems: dict[str, str] = {}
    found = find_duplicates(lambda: _facts_of(files, problems), thresholds)
    if out is not None:
        write_marked(planned, found.marks(), drop=drop, force=force)
    else:
        with open_stdout(inputs=[file.path for file in files]) as stream:
            stream.writelines(line.decode() for line in marked_lines(files, found.marks(), drop=drop))
    for problem in problems.values():
        say(problem)
    _say(found.marks(), found.count, drop=drop)
    return 1 if problems else 0


def _facts_of(files: list[RecordFile], problems: dict[str, str]) -> Iterator[Facts]:
    return (facts for file in files for facts in file.facts(problems))


def _say(marks: Iterator[Mark | None], clusters: int, *, drop: bool) -> None:
    """One line: how many records, copies and clusters."""
    total = 0
    grounds: Counter[str] = Counter()
    for mark in marks:
        total += 1
        if mark is not None and mark.by is not None:
            grounds[mark.by] += 1
    parts = ", ".join(f"{grounds[ground]:,} {words}" for ground, words in IN_WORDS.items() if grounds[ground])
    copies = (
        f"{counted(grounds.total(), 'copy', 'copies')} in {counted(clusters, 'cluster')} ({parts})"
        if grounds
        else "no copies"
    )
    left = f"; {counted(total - grounds.total(), 'record')} left" if drop else ""
    say(f"{counted(total, 'record')}: {copies}{left}")
