"""Join what a dump prints in pieces, a line for each element of the page: kicker and headline, "Jane Doe | AP"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from cleaner.declared.titles import title_cuts, title_parts

MAX_TITLE_CHARS, MIN_HEADLINE_CHARS = 300, 12  # of a page's title, of a headline in it
MAX_PIECES = 5  # of a headline
MAX_SITE_WORDS = 3
PARTING = frozenset("|·")
NAME_WORDS = range(2, 5)


class PrintedLine(NamedTuple):
    """A line of a dump: number, text without margin and bullet, the empty lines before it, its level as a heading.

    cells: the columns where a wide gap in it ends, behind that of its first sign; empty without one.
    """

    number: int
    text: str
    indent: int
    gap: int
    marker: str
    level: int | None = None
    cells: tuple[int, ...] = ()

    @property
    def is_next(self) -> bool:
        """Whether it stands right below another and begins no list item."""
        return self.gap == 0 and not self.marker


def join_pieces(lines: Sequence[PrintedLine]) -> Iterator[PrintedLine]:
    """The lines, those joined that are pieces of one: of a headline, or names beside a sign that stands alone.

    A headline has its kicker, the colon or its second line in an element of its own; the first line of the dump, the
    page's title, has it whole.
    """
    opening = lines[0].text if lines else ""
    cuts = (opening, *title_cuts(opening)) if len(opening) <= MAX_TITLE_CHARS else ()
    wholes = {"".join(cut.split()): cut.strip() for cut in cuts}
    at = 0
    while at < len(lines):
        may_be = at > 0 and lines[at].text in opening
        count, text = _headline_of(lines[at : at + MAX_PIECES], opening, wholes) if may_be else (1, lines[at].text)
        if count == 1:
            count, text = _parted(lines, at)
        yield lines[at]._replace(text=text)
        at += count


def _headline_of(lines: Sequence[PrintedLine], opening: str, wholes: Mapping[str, str]) -> tuple[int, str]:
    """How many of the lines are a headline in pieces, and the headline; else the first one.

    wholes: what may be a headline in the opening line, by what it is without spaces.
    """
    found, pieces = (1, lines[0].text), ""
    for count, line in enumerate(lines, start=1):
        if line.text not in opening or (count > 1 and not line.is_next):
            break
        pieces += "".join(line.text.split())
        if count > 1 and len(pieces) >= MIN_HEADLINE_CHARS and pieces in wholes:
            found = count, wholes[pieces]
    return found


def _parted(lines: Sequence[PrintedLine], at: int) -> tuple[int, str]:
    """How many lines from one on are names with signs between them in lines of their own; and all in one."""
    end, text = at + 1, lines[at].text
    while end + 1 < len(lines):
        before, sign, name = lines[end - 1 : end + 2]
        if sign.text not in PARTING or not (sign.is_next and name.is_next):
            break
        if not (may_be_name(before.text) and may_be_name(name.text)):
            break
        text += f" {sign.text} {name.text}"
        end += 2
    return end - at, text


def may_be_name(text: str, allowed: range = NAME_WORDS) -> bool:
    """Whether a line is a few words with capitals, as the names of people are. allowed: how many words."""
    words = text.split(None, allowed.stop)
    return len(words) in allowed and all(word[0].isupper() for word in words)


def names_site(opening: str) -> bool:
    """Whether a first line ends in a site's name, as a page's title does: no sentence goes on below it."""
    parts = title_parts(opening)
    name = opening[slice(*parts[-1])].strip() if len(parts) > 1 else ""
    return 0 < len(name.split()) <= MAX_SITE_WORDS and (not name.islower() or "." in name)
