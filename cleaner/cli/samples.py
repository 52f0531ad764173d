"""`cleaner samples`: pages with the records they must give: run, added and accepted."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cleaner.cli.accept import FOLDER_ARGUMENT, FOLDER_OPTION, ONLY_OPTION, accept, chosen_folder, show_differences
from cleaner.cli.anonymise import anonymise
from cleaner.cli.lessons import accept_command
from cleaner.cli.messages import print_line, say_bare
from cleaner.cli.options import COMMAND_SETTINGS, RULES_OPTION, PageOptions, examples, page_options
from cleaner.cli.reading import open_rules, read_one

if TYPE_CHECKING:
    from cleaner.regression.samples import SampleResult

EXIT_WRONG = 1
RUN_EPILOG = examples(
    ("cleaner samples run", "all below samples/"),
    ("cleaner samples run --only example.com", "those of one site; example.com/harbour is one sample"),
    ("pytest --cleaner-samples samples", "the same, one test per sample and field"),
)
ADD_EPILOG = examples(
    ("cleaner samples add page.html --as example.com/harbour --url https://example.com/a", "a file"),
    ("cleaner samples add https://example.com/a --as example.com/harbour", "fetched now"),
)


@click.group(
    context_settings=COMMAND_SETTINGS,
    short_help="Run, add and accept pages with the records they must give; make pages that may be shared.",
)
def samples() -> None:
    """Run, add and accept samples: pages kept with the record they must give.

    A sample is a folder samples/SITE/SLUG with the page, page.yaml (how it was fetched, and what a person has found
    to be right) and expected.json (the record).
    """


@samples.command(epilog=RUN_EPILOG)
@FOLDER_ARGUMENT
@FOLDER_OPTION
@ONLY_OPTION
@RULES_OPTION
def run(folder: Path | None, other: Path | None, only: str | None, rules: Path | None) -> int:
    """Clean every sample and show where its record is not the expected one. FOLDER is `samples` by default.

    The exit code is 1 where a sample is wrong.
    """
    from cleaner.regression.samples import run_samples
    from cleaner.rulebook import load_rules

    place = chosen_folder(folder, other)
    report = run_samples(place, load_rules(rules), only=only)
    right = len(report.results) - len(report.wrong)
    _show(report.wrong, f"{right} of {len(report.results)} samples are as expected")
    if report.wrong:
        say_bare(f"where the record is right: {accept_command(place, rules, only)}")
        return EXIT_WRONG
    return 0


@samples.command(epilog=ADD_EPILOG)
@click.argument("input_name", metavar="INPUT")
@click.option("--as", "name", required=True, metavar="SITE/SLUG", help="The new sample's folder.")
@click.option(
    "--folder", type=click.Path(file_okay=False, path_type=Path), default=Path("samples"), show_default=True,
    help="Where the samples are.",
)  # fmt: skip
@click.option("--note", metavar="TEXT", help="Why this page is worth keeping.")
@page_options
def add(input_name: str, name: str, folder: Path, note: str | None, options: PageOptions) -> None:
    """Keep INPUT as a new sample. It fails until its record is accepted, so that somebody looks at it."""
    from cleaner.pipeline import trace
    from cleaner.regression.write import add_sample

    site, slash, slug = name.partition("/")
    if not slash or "/" in slug:
        raise click.BadParameter(f"{name!r} is not SITE/SLUG, for example example.com/harbour", param_hint="--as")
    _, page = read_one(input_name, options)
    record = trace(page, open_rules(options)).record
    added = add_sample(
        page.body if isinstance(page.body, bytes) else page.body.encode("utf-8"),
        folder=folder, site=site, slug=slug, kind=record.input.kind, url=page.url, charset=page.charset,
        fetched_at=page.fetched_at, site_rules=options.site_rules, note=note,
    )  # fmt: skip
    print_line(f"{added}: look at its record and accept it: {accept_command(folder, options.rules, name)}")


def _show(results: Iterable[SampleResult], last: str) -> None:
    """Each sample's name, then its problem or each difference, in red and green on a terminal; then the last line."""
    from rich.text import Text

    from cleaner.report.console import open_console
    from cleaner.sinks import open_stdout

    with open_stdout(is_drawing=True) as stream:
        console = open_console(stream)
        for result in results:
            console.print(Text(result.name, style="bold"), soft_wrap=True)
            show_differences(result, console)
        console.print(Text(last), soft_wrap=True)


samples.add_command(accept)
samples.add_command(anonymise)
