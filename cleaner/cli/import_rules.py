"""`cleaner rules import`: site-config files of other programs, as rules."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cleaner.cli.messages import print_line, say_bare
from cleaner.cli.options import FORCE_OPTION, examples
from cleaner.cli.schema import write_rule_schema

if TYPE_CHECKING:
    from cleaner.learn.site_config import Imported

EXIT_NOTHING = 1
MAX_BYTES = 1_000_000  # of a file: the longest have some thousands
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
def import_rules(sources: tuple[Path, ...], out: Path, force: bool) -> int:
    """Make a rule of each site-config file: body, strip, strip_id_or_class, title, author, date, headers and links.

    What is done for every page anyway (tidy, prune …) is not needed; what a rule cannot say, or would take a whole page
    away, is named with its file and line, and the rest of the file becomes a rule all the same. The exit code is 1
    where no rule is made.
    """
    from cleaner.learn.site_config import read_site_config
    from cleaner.sinks import open_file
    from cleaner.sinks.destination import check_target

    found, nothing = _by_host(sources)
    made = {path: read_site_config(_text(path), host) for host, path in found.items()}
    targets = {path: out / "sites" / f"{one.host}.yaml" for path, one in made.items() if one.taken}
    for target in targets.values():  # all before any is written
        check_target(target, force=force, inputs=sources)
    for path, imported in made.items():
        for one in imported.left_out if path in targets else ():
            print_line(f"{path}:{one.line}: left out: {one.why}: {one.text}")
        if path not in targets:
            print_line(f"{path}: left out: {_why_nothing(imported)}")
            continue
        targets[path].parent.mkdir(parents=True, exist_ok=True)
        with open_file(targets[path], force=force, inputs=sources) as stream:
            stream.write(imported.yaml)
    if targets:
        write_rule_schema(out)
    used = [made[path] for path in targets]
    counts = (
        sum(one.taken for one in used),
        sum(one.not_needed for one in used),
        sum(len(one.left_out) for one in used),
    )
    taken, not_needed, left_out = counts
    files = len(made) - len(targets) + nothing
    say_bare(
        f"rules made: {len(targets):,}; files left out: {files:,}; "
        f"directives: {taken:,} taken, {not_needed:,} not needed, {left_out:,} left out"
    )
    if targets:
        say_bare(f"then: cleaner rules check {shlex.quote(str(out))}")
    return 0 if targets else EXIT_NOTHING


def _text(path: Path) -> str:
    """The text of a file, in UTF-8; of another in windows-1252, which is said with the line."""
    content = path.read_bytes()[:MAX_BYTES]
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        print_line(f"{path}:{line}: no UTF-8: the file is read as windows-1252")
        return content.decode("cp1252", "replace")


def _why_nothing(imported: Imported) -> str:
    """Why no rule is made of a file."""
    if imported.left_out:
        first = imported.left_out[0]
        return f"no directive in it can be taken; the first, line {first.line}: {first.why}: {first.text}"
    return "no directive in it says anything of a page"


def _by_host(sources: tuple[Path, ...]) -> tuple[dict[str, Path], int]:
    """The files by the hosts they are for; how many are left out, each with a line: for no host, or a second one."""
    from cleaner.learn.draft import HOST
    from cleaner.learn.site_config import host_of_file

    found: dict[str, Path] = {}
    left_out = 0
    for path in _files(sources):
        host = host_of_file(path)
        if HOST.fullmatch(host) is None:
            left_out += 1
            print_line(f"{path}: left out: its name is no host")
        elif host in found:
            left_out += 1
            print_line(f"{path}: left out: {found[host]} is for {host} too")
        else:
            found[host] = path
    return found, left_out


def _files(sources: tuple[Path, ...]) -> Iterator[Path]:
    """The files given, and the `.txt` files of folders."""
    for source in sources:
        if source.is_dir():
            files = sorted(path for path in source.rglob("*.txt") if path.is_file())
            if not files:
                print_line(f"{source}: no site-config files there (looked for .txt)")
            yield from files
        else:
            yield source
