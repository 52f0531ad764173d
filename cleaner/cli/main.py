"""The command group, and what becomes of errors: one line and an exit code, never a traceback for a mistake."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module

import click

from cleaner.cli.messages import say, say_usage
from cleaner.cli.options import COMMAND_SETTINGS, examples
from cleaner.cli.process import ending_signals, prepare_streams, settle
from cleaner.errors import CleanerError
from cleaner.garbage import search_seldom

# Threads of numpy's linear algebra take 60 ms to start, in each worker too, and nothing here has use for more than one.
ONE_THREAD = ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
EXIT_MISTAKE = 2
EXIT_SIGNAL = 128  # and the signal's number, as shells report it
EXIT_INTERRUPTED = 130
EXIT_PIPE_CLOSED = 141

MEANT: dict[tuple[str, ...], list[str]] = {
    ("help",): ["--help"],
    ("version",): ["--version"],
}  # what people type for an option

EPILOG = examples(
    ("cleaner clean page.html", "read one page in the terminal"),
    ("cleaner clean inbox/ -o records.jsonl", "a folder of pages, one record per line"),
    ("cleaner run crawl.warc.gz --out records/", "millions of pages, on all cores"),
    ("cleaner explain page.html", "see why each line was kept or removed"),
)
NAMES = ("clean", "compare", "dedup", "explain", "rules", "run", "samples", "schema", "scrape")


class Commands(click.Group):
    """The commands, a name each, imported from the module of that name when it is asked for."""

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        if name not in self.commands:
            return None
        command: click.Command = getattr(import_module(f"cleaner.cli.{name}"), name)
        return command


@click.group(cls=Commands, commands=[*map(click.Command, NAMES)], context_settings=COMMAND_SETTINGS, epilog=EPILOG)
@click.version_option(package_name="news-cleaner", message="cleaner %(version)s")
def root() -> None:
    """News pages in, one normalised record per page out, with a receipt for every line removed.

    A page is an HTML file, a text dump of one (the text a scraper flattened, one line per block), a URL, or - for
    standard input. Exit codes: 0 all went well, 1 some inputs failed and the others went on, 2 nothing could be done.
    """


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code. arguments: None is sys.argv."""
    search_seldom()
    for variable in ONE_THREAD:
        os.environ.setdefault(variable, "1")
    prepare_streams()
    given = sys.argv[1:] if arguments is None else arguments
    with ending_signals() as received:
        code = _run(list(given))
    settle(sys.stdout)
    settle(sys.stderr)
    return EXIT_SIGNAL + received[0] if received else code


def _run(arguments: list[str]) -> int:
    try:
        # Not root.main(): that one has an exit code of its own for a closed pipe, which here means failed inputs.
        with root.make_context("cleaner", MEANT.get(tuple(arguments), arguments)) as context:
            code = root.invoke(context)
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.ClickException as error:
        say_usage(error)
        return EXIT_MISTAKE
    except CleanerError as error:
        say(str(error))
        return EXIT_MISTAKE
    except (click.Abort, KeyboardInterrupt):
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        return EXIT_PIPE_CLOSED
    except OSError as error:  # of a disk or a terminal: a traceback would explain nothing
        say(f"{error.filename or 'input or output'}: {error.strerror or error}")
        return EXIT_MISTAKE
    return code if isinstance(code, int) else 0
