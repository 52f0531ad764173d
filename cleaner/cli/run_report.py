"""`cleaner run --report`: the report of a run, with the pages to look at first, explained beside it on request."""

from __future__ import annotations

from heapq import nsmallest
from pathlib import Path
from typing import TYPE_CHECKING

from cleaner.cli.messages import counted, say
from cleaner.text import first_names

if TYPE_CHECKING:
    from cleaner.report.run_page import WorstPage
    from cleaner.run.batch import Summary
    from cleaner.run.plan import RunPlan

WORST = 20  # pages that the report names


def write_report(summary: Summary, plan: RunPlan, path: Path, *, explanations: int, force: bool) -> None:
    """Write the page, and the explanations of the worst pages, whose inputs are files, in a folder beside it."""
    from cleaner.report.run_page import render_run
    from cleaner.sinks import open_file

    worst = _worst_pages(plan.out, max(WORST, explanations)) if summary.is_finished else []
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


def _worst_pages(out: Path, count: int) -> list[WorstPage]:
    """The pages of the run with the lowest scores and status `ok`, the lowest first."""
    from cleaner.errors import InputError
    from cleaner.report.run_page import WorstPage
    from cleaner.run.record_values import read_values

    try:
        pages = (
            WorstPage(row.name, row.outlet, row.values.get("title", ""), float(row.values["quality"]))
            for row in read_values(out)
            if row.values.get("status") == "ok" and row.values.get("quality")
        )
        return nsmallest(count, pages, key=lambda page: (page.score, page.name))
    except InputError:  # a run whose filters left nothing has no records
        return []


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
