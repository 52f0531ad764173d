"""`cleaner run --report`: the report of a run, with the pages to look at first, explained beside it on request."""

from __future__ import annotations

from bisect import insort
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from cleaner.cli.messages import say
from cleaner.sinks.tables import LIST_SEPARATOR
from cleaner.text import counted, first_names

if TYPE_CHECKING:
    from cleaner.report.run_page import WorstPage
    from cleaner.run.batch import Summary
    from cleaner.run.plan import RunPlan

WORST = 20  # pages that the report names
FLAGGED, OTHER_STATUS, LOW = range(3)
DOUBTS = {"unsure", "rule_missed", "truncated", "link_heavy", "no_title"}  # flags that speak against the text


def write_report(summary: Summary, plan: RunPlan, path: Path, *, explanations: int, force: bool) -> None:
    """Write the page, and explanations of the first pages it names, whose inputs are files, in a folder beside it."""
    from cleaner.report.run_page import render_run
    from cleaner.sinks import open_file

    worst = worst_pages(plan.out, max(WORST, explanations)) if summary.is_finished else []
    if explanations:
        _say_unexplained([page.name for page in worst[:explanations] if not Path(page.name).is_file()])
        folder = path.with_name(f"{path.stem}-explanations")
        explained = [_explained(page, number, folder, plan) for number, page in enumerate(worst[:explanations], 1)]
        worst = [*explained, *worst[explanations:]]
    page = render_run(
        summary.tally, out=plan.out, title=", ".join(plan.arguments), left_out=summary.left_out, worst=worst
    )
    with open_file(path, force=force, inputs=map(Path, plan.arguments)) as stream:
        stream.write(page)


def worst_pages(out: Path, count: int) -> list[WorstPage]:
    """The pages of a run to look at first: texts with a flag against them, pages of another status, low scores.

    Each kind by score, the lowest first. Pages of another status take no more than half where there are flagged ones.
    """
    from cleaner.errors import InputError
    from cleaner.report.run_page import WorstPage
    from cleaner.run.record_values import read_values

    kinds: tuple[list[WorstPage], ...] = [], [], []
    try:
        for row in read_values(out):
            kind = _kind_of(row.values)
            if kind is not None:
                title, score, flags = (row.values.get(name, "") for name in ("title", "quality", "flags"))
                why = "; ".join(filter(None, [row.values["status"] if kind == OTHER_STATUS else "", flags]))
                page = WorstPage(row.name, row.outlet, title, float(score or 0), why)
                insort(kinds[kind], page, key=lambda page: (page.score, page.name))
                del kinds[kind][count:]
    except InputError:  # a run whose filters left nothing has no records
        return []
    flagged, others, low = kinds
    return [*flagged[: max(count // 2, count - len(others))], *others, *low][:count]


def _kind_of(values: Mapping[str, str]) -> int | None:
    """Why a page may be looked at first; None for a body that a rule names, whose score alone is only an estimate."""
    from cleaner.run.wanted import BY_RULE

    if values.get("status") != "ok":
        return OTHER_STATUS
    if not DOUBTS.isdisjoint(values.get("flags", "").split(LIST_SEPARATOR)):
        return FLAGGED
    return None if values.get("body_by") == BY_RULE else LOW


def _say_unexplained(names: list[str]) -> None:
    """One line for the pages that cannot be explained."""
    if names:
        say(
            f"{counted(len(names), 'page')} not explained, as rows of tables and pages in archives are no files of "
            f"their own: {first_names(names)}"
        )


def _explained(page: WorstPage, number: int, folder: Path, plan: RunPlan) -> WorstPage:
    """The page with the address of its explanation; as it was, where its input is no file of its own."""
    from dataclasses import replace

    from cleaner.errors import InputError
    from cleaner.pipeline import trace
    from cleaner.report import explain
    from cleaner.report.html_page import render_explanation
    from cleaner.sources import read_inputs

    if not Path(page.name).is_file():
        return page
    reading = replace(plan.reading, has_many=False)
    found = next(iter(read_inputs([page.name], reading)), None)
    if found is None or isinstance(found.page, InputError):
        return page
    folder.mkdir(exist_ok=True)
    target = folder / f"{number:03}.html"
    explanation = explain(page.name, trace(found.page, plan.job.rules))
    target.write_text(render_explanation(explanation), encoding="utf-8")
    return page._replace(explanation=f"{folder.name}/{target.name}")
