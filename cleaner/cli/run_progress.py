"""What a run shows while it works: a bar on a terminal, a line a minute in a log."""

from __future__ import annotations

import sys
import time
from collections import Counter
from typing import TYPE_CHECKING

from cleaner.cli.progress import FAILED, Said
from cleaner.text import counted

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

    from cleaner.run.batch import Progress

MAX_TOLD = 20  # pages that failed; the records have them all
BAR_SECONDS = 0.2
LOG_SECONDS = 60.0
MEGABYTE = 1_000_000


class RunProgress(Said):
    """Called with where the run is, after each page. Prints to the error stream only."""

    def __init__(self) -> None:
        super().__init__(_make_bar() if sys.stderr.isatty() else None)
        self._statuses: Counter[str] = Counter()
        self._told = 0
        self._began: tuple[float, int] | None = None  # when, and how many pages were done already
        self._shown_at = 0.0
        self._every = LOG_SECONDS if self._bar is None else BAR_SECONDS

    def __call__(self, progress: Progress) -> None:
        now = time.monotonic()
        if self._began is None:
            self._began = now, progress.pages
            self._shown_at = now
            if progress.pages:
                self.say(f"going on after {counted(progress.pages, 'page')}")
        if progress.facts is not None:
            self._statuses[progress.facts.status.value] += 1
            if progress.facts.status in FAILED:
                name, reason = progress.facts.input.name or "", progress.facts.reason or ""
                self._tell_failure(reason if reason.startswith(name) else f"{name}: {reason}")
        if now - self._shown_at >= self._every:
            self._shown_at = now
            self._show(progress, (progress.pages - self._began[1]) / (now - self._began[0]))

    def _show(self, progress: Progress, per_second: float) -> None:
        size = progress.survey.bytes
        read = min(progress.read_bytes, size) if size else progress.read_bytes
        numbers = f"{counted(progress.pages, 'page')} · {read / MEGABYTE:,.0f} MB · {per_second:.1f} pages/s"
        statuses = " ".join(f"{name} {count:,}" for name, count in self._statuses.most_common())
        if self._bar is not None:
            self._bar.update(
                self._bar.task_ids[0], completed=read, total=size or None, numbers=numbers, counts=statuses
            )
        else:
            share = f" · {read / size:.0%}" if size else ""
            self.say(f"{numbers}{share} · {statuses}")

    def _tell_failure(self, line: str) -> None:
        self._told += 1
        if self._told <= MAX_TOLD:
            self.say(line)
        elif self._told == MAX_TOLD + 1:
            self.say("more pages failed; the records say which, and why")


def _make_bar() -> Bar:
    from rich.progress import BarColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    from cleaner.report.console import open_console

    columns = (
        BarColumn(bar_width=24),
        TextColumn("{task.percentage:>3.0f} %"),
        TimeRemainingColumn(compact=True),
        TextColumn("{task.fields[numbers]}"),
        TextColumn("[dim]{task.fields[counts]}"),
    )
    bar = Bar(*columns, console=open_console(sys.stderr), transient=True)
    bar.add_task("run", total=None, numbers="starting", counts="")
    return bar
