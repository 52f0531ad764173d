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
    from cleaner.learn.site_config import read_site_config
    from cleaner.sinks import open_file
    from cleaner.sinks.destination import check_target

    by_host = _by_host(sources)
    targets = {host: out / "sites" / f"{host}.yaml" for host in by_host}
    for target in targets.values():  # all before any is written
        check_target(target, force=force, inputs=sources)
    taken = left_out = 0
    for host, path in by_host.items():
        imported = read_site_config(path.read_bytes().decode("utf-8", "replace"), host)
        for one in imported.left_out:
            print_line(f"{path}:{one.line}: {one.why}: {one.text}")
        targets[host].parent.mkdir(parents=True, exist_ok=True)
        with open_file(targets[host], force=force, inputs=sources) as stream:
            stream.write(imported.yaml)
        taken, left_out = taken + imported.taken, left_out + len(imported.left_out)
    files = len(by_host)
    say_bare(f"{files:,} files: {taken:,} directives taken, {left_out:,} left out; look: cleaner rules check {out}")


def _by_host(sources: tuple[Path, ...]) -> dict[str, Path]:
    """The files by the hosts they are for; what is for none, or a second one for a host, has a line and is left out."""
    from cleaner.learn.draft import HOST
    from cleaner.learn.site_config import host_of_file

    found: dict[str, Path] = {}
    for path in _files(sources):
        host = host_of_file(path)
        if HOST.fullmatch(host) is None:
            print_line(f"{path}: left out: its name is no host")
        elif host in found:
            print_line(f"{path}: left out: {found[host]} is for {host} too")
        else:
            found[host] = path
    return found


def _files(sources: tuple[Path, ...]) -> Iterator[Path]:
    """The files given, and the `.txt` files of folders."""
    for source in sources:
        if source.is_dir():
            yield from sorted(path for path in source.rglob("*.txt") if path.is_file())
        else:
            yield source
