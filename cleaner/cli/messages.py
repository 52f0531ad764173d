"""The door to the terminal for messages: one line each, which names what is wrong and cannot steer the terminal."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from io import StringIO

import click

from cleaner.cli.process import settle
from cleaner.text import counted, listed, visible, without_controls


def say(line: str) -> None:
    """One line on the error stream, as of this program."""
    say_bare(f"cleaner: {line}")


def say_bare(line: str) -> None:
    """One line on the error stream."""
    _write(visible(line) + "\n")


def print_line(line: str) -> None:
    """One line on standard output. Raises OutputError, and BrokenPipeError where the reader has gone."""
    from cleaner.sinks.destination import open_stdout

    with open_stdout() as stream:
        stream.write(visible(line) + "\n")


def say_counts(pages: int, failed: int, left_out: Mapping[str, int], *, where: str = "") -> None:
    """The closing line of a command: how many pages were read, failed, and what was left out, by what it is."""
    parts = [f"{counted(pages, 'page')}{where}", *([f"{failed:,} failed"] if failed else [])]
    say(", ".join(parts) + left_out_text(left_out))


def left_out_text(left_out: Mapping[str, int]) -> str:
    """`; left out: 3 pictures, 1 script` behind a count of pages; empty where nothing was left out."""
    return f"; left out: {listed(left_out)}" if left_out else ""


def say_usage(error: click.ClickException) -> None:
    """What click has to say of wrong arguments, which it repeats: several lines on the error stream."""
    shown = StringIO()
    error.show(shown)
    _write(without_controls(shown.getvalue()))


def _write(text: str) -> None:
    try:
        click.echo(text, err=True, nl=False)
    except OSError:  # nobody can read it any more (a closed terminal): no reason to lose the work
        settle(sys.stderr)
