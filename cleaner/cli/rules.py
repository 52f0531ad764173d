"""`cleaner rules`: are the rule files right, and which of them match a page."""

from __future__ import annotations

from pathlib import Path

import click

from cleaner.cli.doctor import doctor
from cleaner.cli.import_rules import import_rules
from cleaner.cli.learn import learn
from cleaner.cli.messages import print_line, say, say_bare
from cleaner.cli.new_rule import new
from cleaner.cli.options import COMMAND_SETTINGS, PageOptions, examples, one_folder, page_options
from cleaner.cli.reading import open_rules, read_one
from cleaner.text import counted, visible

EXIT_WRONG = 2
CHECK_EPILOG = examples(
    ("cleaner rules check", "the rules that ship"),
    ("cleaner rules check my-rules/", "a folder of yours, as it lies on top of them"),
)
SHOW_EPILOG = examples(
    ("cleaner rules show page.html --url https://example.com/a", "by the page's address"),
    ("cleaner rules show dump.txt", "by lines that only one site prints"),
)
LINT_EPILOG = examples(
    ("cleaner rules lint", "the rules that ship, in a checkout"),
    ("cleaner rules lint my-rules/", "rules of yours, on the samples in my-rules/samples"),
    ("cleaner rules lint my-rules/ --samples my-samples/", "… on samples that lie elsewhere"),
)
INDEX_EPILOG = examples(("cleaner rules index my-rules/", "after you have changed a `match:`, before you commit"))
WANTED_EPILOG = examples(
    ("cleaner rules wanted records/", "after: cleaner run inbox/ --out records/"),
    ("cleaner rules learn saved/*.html --out my-rules", "then, with pages of the first"),
)


def _existing(_: click.Context, __: click.Parameter, folder: Path | None) -> Path | None:
    """A folder of rules that is there. Raises InputError for another."""
    from cleaner.errors import InputError

    if folder is not None and folder.is_file():
        raise InputError(
            f"{visible(str(folder))}: a file; name the folder of rules it is in: {visible(str(_root(folder)))}"
        )
    if folder is not None and not folder.is_dir():
        raise InputError(f"{visible(str(folder))}: no such folder of rules")
    return folder


def _root(file: Path) -> Path:
    """The folder of rules that a rule file is in."""
    return file.parent.parent if file.parent.name in ("sites", "platforms", "shared") else file.parent


FOLDER_ARGUMENT = click.argument(
    "folder", type=click.Path(path_type=Path), required=False, metavar="[FOLDER]", callback=_existing
)
NAME_OPTION = click.option(
    "--rules", "other", type=click.Path(path_type=Path), metavar="FOLDER", callback=_existing,
    help="The same, by name.",
)  # fmt: skip


@click.group(context_settings=COMMAND_SETTINGS, short_help="Learn and check rule files; see which match a page.")
def rules() -> None:
    """Learn a rule; check rule files, hold them against samples, see which match a page, index a folder."""


@rules.command(epilog=CHECK_EPILOG)
@FOLDER_ARGUMENT
@NAME_OPTION
def check(folder: Path | None, other: Path | None) -> int:
    """Read every rule file and name its mistakes, with file and line. The exit code is 2 where there is one.

    A value that cannot be read at all, as an unknown role, hides the mistakes behind it in its file. A host that is one
    letter from that of the site's samples, or of another rule, is named too; it may be right.

    FOLDER holds sites/, platforms/ and shared/, or site files; without it the rules that ship are checked. No page is
    read: whether a selector matches anything is seen on samples (`cleaner rules lint`), or in `tool.hits` of a record.
    """
    from cleaner.regression.near_hosts import near_hosts
    from cleaner.rulebook import load_all_errors, load_rules

    folder = one_folder(folder, other)
    problems = load_all_errors(folder)
    for problem in problems:
        say_bare(str(problem))
    if problems:
        say(counted(len(problems), "mistake"))
        return EXIT_WRONG
    book = load_rules(folder)
    for finding in near_hosts(folder, _samples_of(folder)):
        say_bare(f"{finding.file}:{finding.line}: {finding.problem}")
    counts = ", ".join(f"{len(book.ids(name))} {name}" for name in ("sites", "platforms", "shared"))
    print_line(f"no mistakes; {'with those that ship: ' if folder else ''}{counts}")
    return 0


@rules.command(epilog=LINT_EPILOG, short_help="Name what is valid in rule files and still bad.")
@FOLDER_ARGUMENT
@NAME_OPTION
@click.option(
    "--samples", type=click.Path(path_type=Path), metavar="FOLDER",
    help="The samples the rules are held against.  [default: samples/ in FOLDER where it is there, else here]",
)  # fmt: skip
def lint(folder: Path | None, other: Path | None, samples: Path | None) -> int:
    """Name what is valid in rule files and still bad, with file and line. The exit code is 1 where there is any.

    Statements and field sources that match nothing in any sample, statements that take more than half of a story;
    selectors built on class names that change with the next build of the site; a site without a sample.
    """
    from cleaner.errors import InputError
    from cleaner.regression.linting import lint_rules

    folder = one_folder(folder, other)
    samples = samples or _samples_of(folder)
    if not samples.is_dir():
        raise InputError(
            f"{visible(str(samples))}: no such folder of samples, which show what a selector finds; of one page, "
            "`tool.hits` says it: cleaner clean PAGE --rules FOLDER --format json"
        )
    findings = lint_rules(folder, samples)
    for finding in findings:
        place = f"{finding.file}:{finding.line}" if finding.line else finding.file
        print_line(f"{place}: {finding.problem}")
    say_bare(counted(len(findings), "finding") if findings else "no findings")
    return 1 if findings else 0


def _samples_of(folder: Path | None) -> Path:
    """The samples that lie beside rules; where there are none, those of the working folder, if it has some."""
    here = Path("samples")
    beside = folder / "samples" if folder is not None else here
    return here if here.is_dir() and not beside.is_dir() else beside


@rules.command(epilog=SHOW_EPILOG, short_help="Tell which rules match INPUT, and on what ground.")
@click.argument("input_name", metavar="INPUT")
@page_options
def show(input_name: str, options: PageOptions) -> None:
    """Tell which rule, layout and platforms match INPUT, and on what ground."""
    from cleaner.pipeline import trace
    from cleaner.report import explain
    from cleaner.sinks import open_stdout

    name, page = read_one(input_name, options)
    explanation = explain(name, trace(page, open_rules(options)))
    grounds = explanation.grounds or (("status", explanation.record.reason or explanation.record.status.value),)
    width = max(len(what) for what, _ in grounds)
    with open_stdout() as stream:
        for what, text in grounds:
            stream.write(f"{what.ljust(width)}  {visible(text)}\n")


@rules.command(epilog=INDEX_EPILOG, short_help="Write the index of a folder, for a faster start.")
@FOLDER_ARGUMENT
@NAME_OPTION
def index(folder: Path | None, other: Path | None) -> None:
    """Write index.json of a rules folder, by which start-up need not read every site file."""
    from cleaner.rulebook import write_index

    print_line(f"wrote {write_index(one_folder(folder, other))}")


@rules.command(epilog=WANTED_EPILOG)
@click.argument("run", type=click.Path(exists=True, file_okay=False, path_type=Path), metavar="RUN")
@click.option("--top", type=click.IntRange(1), default=20, show_default=True, metavar="N", help="Outlets to show.")
def wanted(run: Path, top: int) -> None:
    """Tell which outlets of a run would gain most from a rule. RUN is the folder given to `cleaner run --out`.

    Listed are outlets with pages whose text no rule has named: they have no rule, or one that leaves the text to the
    model. `(unknown)` are the pages that name no outlet and no address.

    doubt: how much of a page's text may be wrong, on average (1 minus its quality score); share: of the doubt about all
    texts of the run (pages × doubt), as much as a rule for the outlet could take away.
    """
    from cleaner.report.run_table import share
    from cleaner.run.wanted import read_tally, wanted_rules

    found = wanted_rules(read_tally(run))
    if not found:
        say_bare("rules have named the text of every page, or none has a text")
        return
    width = max(len("outlet"), *(len(one.outlet) for one in found[:top]))
    print_line(f"{'':>3} {'outlet':{width}} {'pages':>8} {'doubt':>7} {'share':>7}")
    for number, one in enumerate(found[:top], start=1):
        print_line(f"{number:3} {one.outlet:{width}} {one.pages:8,} {share(one.doubt, 1):>7} {share(one.share, 1):>7}")
    rest = len(found) - top
    if rest > 0:
        print_line(f"and {rest:,} more; --top {len(found)} shows all")


rules.add_command(doctor)
rules.add_command(learn)
rules.add_command(import_rules)
rules.add_command(new)
