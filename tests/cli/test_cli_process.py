"""The command as a process: pipes that close, disks that are full, terminals of any encoding, interrupts."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest

from cleaner.cli import main
from cleaner.cli.main import root

pytestmark = pytest.mark.slow

if TYPE_CHECKING:
    from conftest import Run

SECONDS = 60  # no test takes that long; a hung one ends
COMMAND = [sys.executable, "-m", "cleaner"]


def leaves(command: click.Command, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """The names of every command that is not a group."""
    if not isinstance(command, click.Group):
        return [path]
    context = click.Context(command)
    names = [(name, command.get_command(context, name)) for name in command.list_commands(context)]
    return [leaf for name, child in names if child is not None for leaf in leaves(child, (*path, name))]


@pytest.mark.parametrize("path", leaves(root), ids=" ".join)
def test_help_teaches_by_example(run: Run, path: tuple[str, ...]) -> None:
    ran = run(*path, "--help")
    assert ran.code == 0
    assert "Examples:" in ran.out
    assert f"cleaner {' '.join(path)}" in ran.out.split("Examples:")[1]


def test_version_is_told(run: Run) -> None:
    assert run("--version").out.startswith("cleaner 0.")


def test_help_loads_nothing_heavy() -> None:
    script = (
        "import sys; from cleaner.cli import main; main(['--help']);"
        "heavy = {'trafilatura', 'rich', 'charset_normalizer', 'langdetect', 'htmldate'};"
        "sys.exit(','.join(heavy & set(sys.modules)) or 0)"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=SECONDS)
    assert (ran.returncode, ran.stderr) == (0, "")


def test_reader_that_goes_away_ends_it_quietly(page: Path) -> None:
    running = subprocess.Popen([*COMMAND, "clean", page, page], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert running.stdout is not None
    assert running.stderr is not None
    running.stdout.close()
    assert running.stderr.read() == b""
    running.stderr.close()
    assert running.wait(SECONDS) == 141


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_full_disk_is_one_line(page: Path) -> None:
    with open("/dev/full", "wb") as full:
        ran = subprocess.run([*COMMAND, "clean", page], stdout=full, stderr=subprocess.PIPE, text=True, timeout=SECONDS)
    assert ran.returncode == 2
    assert ran.stderr == "cleaner: standard output: cannot be written: No space left on device\n"


@pytest.mark.parametrize("arguments", [("explain",), ("clean", "--format", "text")])
def test_output_of_any_encoding_does_not_fail(page: Path, arguments: tuple[str, ...]) -> None:
    environment = {**os.environ, "PYTHONIOENCODING": "ascii"}
    ran = subprocess.run([*COMMAND, *arguments, page], capture_output=True, env=environment, timeout=SECONDS)
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert "“We had ships".encode() in ran.stdout  # a pipe gets UTF-8 whatever the terminal's encoding


def test_interrupt_is_quiet(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], page: Path) -> None:
    def interrupted(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("cleaner.sources.find_places", interrupted)
    assert main(["clean", str(page)]) == 130
    assert capsys.readouterr() == ("", "")
