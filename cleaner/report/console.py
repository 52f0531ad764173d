"""The door to the terminal for all that is drawn: tables, colours, progress bars."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TextIO

from rich.console import Console, ConsoleOptions, ConsoleRenderable, RenderHook, RenderResult
from rich.segment import Segment

from cleaner.text import without_controls


def open_console(stream: TextIO | None = None, **settings: Any) -> Console:
    """A console on a stream (standard output). No text that is printed on it can steer the terminal.

    settings: of rich.console.Console.
    """
    console = Console(file=stream, highlight=False, **settings)
    console.push_render_hook(_Door())
    return console


class _Door(RenderHook):
    """What is printed, behind the door."""

    def process_renderables(self, renderables: Iterable[ConsoleRenderable]) -> list[ConsoleRenderable]:
        return [_Harmless(one) for one in renderables]


class _Harmless:
    """A thing to print, its text without what can steer. rich's own sequences are not in the text."""

    def __init__(self, printed: ConsoleRenderable) -> None:
        self._printed = printed

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        for segment in console.render(self._printed, options):
            yield segment if segment.control else Segment(without_controls(segment.text), segment.style)
