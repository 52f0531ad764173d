"""Read whom a line names that is known to say who wrote."""

from __future__ import annotations

from collections.abc import Iterable

from cleaner.lines.bylines import parse_byline
from cleaner.lines.bylines.parts import says_other_work
from cleaner.lines.bylines.pen_names import read_pen_name, read_signed
from cleaner.model import Author


def read_signers(line: str, marked: Iterable[str] = ()) -> tuple[Author, ...]:
    """The authors a byline names; where it names nobody, the login or pen name it holds.

    marked: what elements marked as author hold of the line; there any word may be a pen name.
    """
    authors = parse_byline(line)
    if authors or says_other_work(line.partition(":")[0]):
        return authors
    pen_names = [read_signed(line), *(read_pen_name(name) for name in marked)]
    return tuple(name for name in pen_names if name is not None)[:1]
