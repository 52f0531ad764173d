"""`cleaner rules import`: site-config files of other programs, as rules."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from cleaner.cli.messages import print_line, say_bare
from cleaner.cli.options import FORCE_OPTION, examples

EPILOG = examples(
    ("cleaner rules import example.com.txt --out my-rules", "one file"),
    ("cleaner rules import site-config/ --out my-rules", "a folder of them"),
)


@click.command("import", epilog=EPILOG, short_help="Make rules of site-config files (Full-Text RSS and kin).")
@click.argument("sources", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path), metavar="FILE|FOLDER")
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), required=True, metavar="FOLDER",
    help="Where sites/HOST.yaml go; a folder that --rules takes.",
)  # fmt: skip
@FORCE_OPTION
def import_rules(sources: tuple[Path, ...], out: Path, force: bool) -> None:
    """Make a rule of each site-config file: body, strip, strip_id_or_class, title, author, date.

    What is done for every page anyway (tidy, prune …) is dropped; what a rule cannot say is named with its file and
    line, and the rest of the file becomes a rule all the same.
    """
    from cleaner.learn.site_config import host_of_file, read_site_config
    from cleaner.sinks import open_file

    files = taken = left_out = 0
    for path in _files(sources):
        imported = read_site_config(path.read_bytes().decode("utf-8", "replace"), host_of_file(path))
        for one in imported.left_out:
            print_line(f"{path}:{one.line}: {one.why}: {one.text}")
        target = out / "sites" / f"{imported.host}.yaml"
        target.parent.mkdir(parents=True, exist_ok=True)
        with open_file(target, force=force, inputs=sources) as stream:
            stream.write(imported.yaml)
        files, taken, left_out = files + 1, taken + imported.taken, left_out + len(imported.left_out)
    say_bare(f"{files:,} files: {taken:,} directives taken, {left_out:,} left out; look: cleaner rules check {out}")


def _files(sources: tuple[Path, ...]) -> Iterator[Path]:
    """The files given, and the `.txt` files of folders."""
    for source in sources:
        if source.is_dir():
            yield from sorted(path for path in source.rglob("*.txt") if path.is_file())
        else:
            yield source
