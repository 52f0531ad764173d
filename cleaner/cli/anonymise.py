"""`cleaner samples anonymise`: a page that may be shared, with an invented story."""

from __future__ import annotations

from pathlib import Path

import click

from cleaner.cli.messages import say, say_bare
from cleaner.cli.options import FORCE_OPTION, PageOptions, examples, page_options
from cleaner.cli.reading import open_rules, read_one, sources_of

EXIT_OTHER = 1
MAX_BYTES = 40_000
EPILOG = examples(
    ("cleaner samples anonymise page.html -o shared.html", "the page, with an invented story"),
    ("cleaner samples anonymise page.html -o shared.html --dump shared.txt", "and what it is flattened to"),
)


@click.command(epilog=EPILOG, short_help="Make a page that may be shared: its markup, an invented story.")
@click.argument("input_name", metavar="PAGE")
@click.option(
    "-o", "--out", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
    help="Where the page goes.  [default: standard output]",
)  # fmt: skip
@click.option(
    "--dump", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
    help="Also write the page as a text dump, a line per block.",
)  # fmt: skip
@click.option(
    "--paragraphs", type=click.IntRange(3), metavar="N", help="Cut the middle of a story with more than N paragraphs."
)
@click.option("--furniture", type=click.IntRange(1), metavar="N", help="Keep N blocks of each menu, list and footer.")
@FORCE_OPTION
@page_options
def anonymise(  # noqa: PLR0913  # click gives each option by its name
    input_name: str, out: Path | None, dump: Path | None, paragraphs: int | None, furniture: int | None, force: bool,
    options: PageOptions,
) -> int:  # fmt: skip
    """Make of PAGE one that may be shared: the same markup and interface words, an invented story.

    Story, names, headlines and the addresses of stories are invented, the same text always by the same words; scripts,
    styles and tracking are dropped, of long lists three items are kept. Days, sections and the outlet stay. The result
    is held against the page: what the program finds otherwise is said, and the exit code is then 1. Read it before you
    share it.
    """
    from cleaner.anonymise.check import differences
    from cleaner.anonymise.page import anonymise as anonymise_page
    from cleaner.anonymise.page import flattened
    from cleaner.anonymise.pruning import Cuts
    from cleaner.sinks import open_file, open_stdout
    from cleaner.sources import find_places

    if out is not None and dump is not None and out.resolve() == dump.resolve():
        raise click.UsageError("--out and --dump name the same file")
    sources = sources_of(find_places([input_name]), options)
    _, page = read_one(input_name, options)
    rules = open_rules(options)
    shared = anonymise_page(page, rules, Cuts(paragraphs=paragraphs, furniture=furniture))
    texts: list[tuple[Path | None, str]] = [(out, shared.raw.body_bytes().decode())]
    if dump is not None:
        texts.append((dump, flattened(shared)))
    for path, text in texts:
        with open_stdout() if path is None else open_file(path, force=force, inputs=sources) as stream:
            stream.write(text)
    if shared.raw.url is not None:
        say_bare(f"its address: {shared.raw.url}")
    size = len(shared.raw.body)
    if size > MAX_BYTES:
        say(f"{size:,} bytes, and a sample should have {MAX_BYTES:,} at most: cut it, --paragraphs 12 --furniture 6")
    others = differences(shared, rules)
    for line in others:
        say(line)
    return EXIT_OTHER if others or size > MAX_BYTES else 0
