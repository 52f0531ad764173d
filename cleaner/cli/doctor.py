"""`cleaner rules doctor`: which sites were redesigned, by their records."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cleaner.cli.messages import print_line, say, say_bare
from cleaner.cli.options import examples

if TYPE_CHECKING:
    from cleaner.learn.doctor import Break, Checkup

EXIT_BROKEN = 1
EPILOG = examples(
    ("cleaner rules doctor records/", "the folder of a run, as JSON lines"),
    ("cleaner rules doctor may.jsonl june.jsonl", "records of several months"),
)


@click.command(epilog=EPILOG, short_help="Tell which sites were redesigned, by their records.")
@click.argument("records", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path), metavar="RECORDS...")
def doctor(records: tuple[Path, ...]) -> int:
    """Hold each site's records (JSON lines) against its own past: what pages had before a day, and have not since.

    Looked at: the story where the site's rule says it stands, title, authors, pictures, the length of the text; by the
    days of publication. The exit code is 1 where something broke.
    """
    from cleaner.learn.doctor import find_breaks

    facts = list(_facts(records))
    breaks = find_breaks(facts)
    for one in breaks:
        print_line(_told(one))
    sites = {fact.site for fact in facts} - {None}
    broken = {one.site for one in breaks}
    say_bare(f"{len(facts):,} records of {len(sites):,} sites with a rule; {len(broken):,} of them broke")
    if broken:
        say_bare("save some of their new pages, then: cleaner rules learn PAGES --site HOST --out FOLDER")
    return EXIT_BROKEN if broken else 0


def _told(one: Break) -> str:
    before, after = f"{one.before:.0%}", f"{one.after:.0%}"
    return f"{one.site}: since {one.since} {one.what}: {after} of {one.pages:,} pages, {before} before"


def _facts(records: Sequence[Path]) -> Iterator[Checkup]:
    """What is read of each record; what cannot be read has a line on the error stream."""
    import msgspec

    from cleaner.dedup.files import find_record_files, read_lines
    from cleaner.errors import InputError
    from cleaner.learn.doctor import READ_FACTS

    for file in find_record_files(records):
        if file.form != "jsonl":
            raise InputError(f"{file.name}: the doctor reads JSON lines; make them with: cleaner run --format jsonl")
        for number, line in enumerate(read_lines(file), start=1):
            try:
                yield READ_FACTS(line if isinstance(line, bytes) else b"")
            except msgspec.DecodeError as error:
                say(f"{file.name}:{number}: no record: {error}")
