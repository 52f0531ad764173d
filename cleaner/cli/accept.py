"""`cleaner samples accept`: the record is shown, and a person says whether it is right."""

from __future__ import annotations

import os
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cleaner.cli.options import RULES_OPTION, examples, one_folder
from cleaner.errors import SampleError
from cleaner.text import count_words, counted, visible

if TYPE_CHECKING:
    from rich.console import Console

    from cleaner.pipeline import Trace
    from cleaner.regression.samples import SampleResult
    from cleaner.regression.write import Question

EXIT_WRONG = 1
MAX_REMOVED = 20  # kinds of removed blocks that are shown
MAX_QUOTED = 50
ANSWERS = click.Choice(["y", "n", "all", "quit", "q"])
EPILOG = examples(
    ("cleaner samples accept --only example.com/harbour", "look at its record, then say yes or no"),
    ("cleaner samples accept --yes", "without being asked, after you have looked"),
    ("git diff samples", "what was written, once more"),
)
FOLDER_ARGUMENT = click.argument(
    "folder", type=click.Path(file_okay=False, path_type=Path), required=False, metavar="[FOLDER]"
)
FOLDER_OPTION = click.option(
    "--folder", "other", type=click.Path(file_okay=False, path_type=Path), metavar="FOLDER", help="The same, by name."
)
ONLY_OPTION = click.option("--only", metavar="SITE[/SLUG]", help="Only the samples of this site, or this one.")


def chosen_folder(folder: Path | None, other: Path | None) -> Path:
    """The folder of samples that a command was given, by place or by name; `samples` by default."""
    return one_folder(folder, other) or Path("samples")


@click.command(epilog=EPILOG, short_help="Look at records and make them the expected ones.")
@FOLDER_ARGUMENT
@FOLDER_OPTION
@ONLY_OPTION
@RULES_OPTION
@click.option("--yes", is_flag=True, help="Accept all without being asked.")
def accept(folder: Path | None, other: Path | None, only: str | None, rules: Path | None, yes: bool) -> int:
    """Make today's records the expected ones. FOLDER is `samples` by default.

    A new record is shown whole (its text and fields, and what was removed by which rule), of one that was accepted
    before the fields that differ and how; then you are asked. Without a terminal each has a line on what would change,
    and only --yes writes; in CI it is refused, as this is a person's decision. A sample whose page.yaml contradicts the
    record is shown and not written; the exit code is then 1, as where you say no.
    """
    from cleaner.regression.write import accept as accept_samples
    from cleaner.report.console import open_console
    from cleaner.rulebook import load_rules
    from cleaner.sinks import open_stdout

    in_ci = bool(os.environ.get("CI"))
    with open_stdout(is_drawing=True) as stream:
        asker = _Asker(open_console(stream), ask=not yes)
        answered = accept_samples(
            chosen_folder(folder, other), load_rules(rules), only=only, in_ci=in_ci, is_accepted=asker
        )
        refused = [one for one in answered if one.is_contradicted]
        kept = len(answered) - len(refused) - asker.declined
        rest = f", {len(refused)} not: the list in page.yaml contradicts the record" if refused else ""
        declined = f", {asker.declined} left as they were" if asker.declined else ""
        stream.write(f"{kept} accepted{rest}{declined}\n")
    if asker.unasked:
        raise SampleError(f"{asker.unasked}: nobody to ask, as this is no terminal; you have looked? Add --yes")
    return EXIT_WRONG if refused or asker.declined else 0


class _Asker:
    """Shows a question and asks it. declined: how often the answer was no; unasked: the last that nobody was asked."""

    def __init__(self, console: Console, *, ask: bool) -> None:
        self.console = console
        self.ask = ask
        self.has_quit = False
        self.declined = 0
        self.unasked = ""

    def __call__(self, question: Question) -> bool:
        if self.has_quit:
            self.declined += 1
            return False
        is_unasked = self.ask and not sys.stdin.isatty() and not question.result.is_contradicted
        if is_unasked:
            show_summary(question, self.console)
            self.unasked = question.result.name
            self.declined += 1
            return False
        show_question(question, self.console)
        if question.result.is_contradicted:
            return False
        answer = click.prompt("Is this record right?", type=ANSWERS, default="n") if self.ask else "y"
        self.ask = self.ask and answer != "all"
        self.has_quit = answer in ("quit", "q")
        self.declined += answer not in ("y", "all")
        return answer in ("y", "all")


def show_question(question: Question, console: Console) -> None:
    """What differs from what was expected; where nothing was, the record as a page, with its sources and what went."""
    from dataclasses import replace

    from rich.rule import Rule
    from rich.text import Text

    from cleaner.cli.readable import print_record

    console.print(Rule(Text(question.result.name, style="bold")))
    result = question.result
    if question.is_first:
        print_record(question.trace.record, result.name, console)
        for line in (*_field_lines(question.trace), "", *_removed_lines(question.trace), ""):
            console.print(Text(line, style="dim"), soft_wrap=True)
        console.print("  nothing was expected so far")
        result = replace(result, problem=None)  # which says that once more
    show_differences(result, console)


def show_summary(question: Question, console: Console) -> None:
    """One sample in short: which fields differ from what was expected; of one that is new, what the record is."""
    from rich.text import Text

    from cleaner.regression.shown import summary

    record, result = question.trace.record, question.result
    new = f"new: {record.status.value}, {counted(count_words(record.text), 'word')}, {record.title or 'no title'}"
    known = [result.problem] if result.problem else summary(result.differences)
    console.print(Text(result.name, style="bold"), soft_wrap=True)
    for line in [new] if question.is_first else known:
        console.print(Text(f"  {visible(line)}"), soft_wrap=True)


def show_differences(result: SampleResult, console: Console) -> None:
    """The problem or the differences of a sample, in red and green on a terminal."""
    from rich.text import Text

    from cleaner.regression.shown import COLUMNS, shown

    for line in [*([result.problem] if result.problem else []), *shown(result.differences, COLUMNS - 2)]:
        color = {"+": "green", "-": "red"}.get(line.lstrip()[:1], "")
        console.print(Text(f"  {line}", style=color), soft_wrap=True)


def _field_lines(trace: Trace) -> list[str]:
    """The fields with their sources."""
    sources = trace.record.provenance
    width = max(map(len, sources), default=0)
    return ["fields:", *(f"  {field:{width}}  by {source}" for field, source in sources.items())]


def _removed_lines(trace: Trace) -> list[str]:
    """What was removed: role, by which rule or labeler, how often, and how the first begins."""
    from cleaner.model import BODY_ROLES

    story = trace.story
    pairs = zip(story.page.blocks, story.labels.labels, strict=True) if story is not None else ()
    counts: Counter[tuple[str, str]] = Counter()
    first: dict[tuple[str, str], str] = {}
    for block, label in pairs:
        if label is not None and label.role not in BODY_ROLES:
            counts[label.role.value, label.by] += 1
            first.setdefault((label.role.value, label.by), block.text)
    lines = [_removed_line(key, count, first[key]) for key, count in counts.items()]
    more = [f"  and {len(lines) - MAX_REMOVED} more kinds: cleaner explain"] if len(lines) > MAX_REMOVED else []
    return ["removed from the text:", *lines[:MAX_REMOVED], *more]


def _removed_line(key: tuple[str, str], count: int, text: str) -> str:
    role, by = key
    quoted = text if len(text) <= MAX_QUOTED else text[: MAX_QUOTED - 1] + "…"
    return f"  {count:3} {role} by {by}: {quoted}"
