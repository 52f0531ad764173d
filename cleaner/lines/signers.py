"""Read whom a line names that is known to say who wrote."""

from __future__ import annotations

from collections.abc import Iterable

from cleaner.lines.bylines import parse_byline
from cleaner.lines.bylines.parts import says_other_work, without_prefix
from cleaner.lines.bylines.pen_names import read_pen_name, read_signed
from cleaner.model import Author
from cleaner.text import collapse


def read_signers(
    line: str, marked: Iterable[str] = (), house: str = "", *, is_labelled: bool = False
) -> tuple[Author, ...]:
    """The authors a byline names; where it names nobody, the login or pen name it holds, or the house that signs it.

    marked: what elements marked as author hold of the line; there any word may be a pen name. house: the outlet.
    is_labelled: whether the word for "by" stands above the line, or the line is known to be a byline.
    """
    authors = parse_byline(line)
    is_cut = any(house.startswith(f"{author.name} ") for author in authors)  # "By Harbour Today on 3 May 2024"
    if (authors and not is_cut) or says_other_work(line.partition(":")[0]):
        return authors
    pen_names = [read_signed(line), *(read_pen_name(name) for name in marked)] if not authors else []
    found = authors or tuple(name for name in pen_names if name is not None)[:1]
    if (is_cut or not found) and is_signed_by(line, house, is_labelled=is_labelled):
        return (Author(house, kind="organisation", raw=collapse(line)),)
    return found


def is_signed_by(line: str, house: str, *, is_labelled: bool) -> bool:
    """Whether behind "by" stands the house: "By Euronews with agencies", "Von t-online, abc"."""
    signed = without_prefix(line)
    says_by = is_labelled or signed != line
    return bool(house) and says_by and signed.startswith(house) and not signed[len(house) :][:1].isalnum()
