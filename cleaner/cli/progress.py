"""A progress bar on the error stream, and lines said beside it."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import TYPE_CHECKING, Self

from cleaner.cli.messages import say
from cleaner.model import Status
from cleaner.text import visible

if TYPE_CHECKING:
    from rich.progress import Progress as Bar

FAILED = (Status.ERROR, Status.CRASHED)
MIN_PLACES = 5  # fewer are done before one has read the bar


class Said:
    """Lines said on the error stream, above a bar where there is one; the bar is there while the block lasts."""

    def __init__(self, bar: Bar | None) -> None:
        self._bar = bar

    def __enter__(self) -> Self:
        if self._bar is not None:
            self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def say(self, line: str) -> None:
        """One line on the error stream, above the bar if there is one."""
        if self._bar is None:
            say(line)
        else:
            self._bar.console.print(f"cleaner: {visible(line)}", markup=False, soft_wrap=True)


class ProgressBar(Said):
    """Counts places. The bar is shown only where the error stream is a terminal and there is something to wait for."""

    def __init__(self, places: int, *, is_quiet: bool) -> None:
        is_shown = not is_quiet and places >= MIN_PLACES and sys.stderr.isatty()
        super().__init__(_make_bar(places) if is_shown else None)

    def advance(self) -> None:
        if self._bar is not None:
            self._bar.advance(self._bar.task_ids[0])


def _make_bar(places: int) -> Bar:
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    from cleaner.report.console import open_console

    columns = (TextColumn("cleaning"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    bar = Bar(*columns, console=open_console(sys.stderr), transient=True)
    bar.add_task("cleaning", total=places)
    return bar
