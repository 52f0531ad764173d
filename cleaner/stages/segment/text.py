"""A text dump to blocks: one line each, broken sentences joined again."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cleaner.model import Block, Document, Options, Page, Signals
from cleaner.text import UNPRINTED, ends_sentence

ENTITY_SPACES = re.compile(r"&(?:nbsp|ensp|emsp|thinsp|#160|#xa0);?", re.I)
LINE = re.compile(r"\n|\f|\v|\x1c|\x1d|\x1e|\x85|\u2028|\u2029")
MARKER = re.compile(r"(?:[•·‣▪▸►●○◦∙■□➤➔»*]|[-–—+](?=\s|$)|\(?\d{1,3}[.)](?=\s|$)|\[\d{1,3}\])\s*")
NUMBER = re.compile(r"\d{1,3}")
STANDS_ALONE = re.compile(r"\S+@\S+$|https?://|www\.|[\w ]{3,20}: ?\S")
MIN_BROKEN_WORDS = 3
OPENING = "([{“‘«„\"'"
CLOSING = frozenset(",;:.!?)]}”’»%")
# A line that ends in one of these cannot be the end of a sentence or a headline (articles, prepositions, conjunctions).
OPEN_ENDED = frozenset(
    """
    a an and as at by for from in of on or said says that the to with der die das den dem des ein eine
    einer einem und oder von vom zum zur mit im am bei für auf le la les un une des du de et ou à au aux
    dans par pour sur avec el los las una y o en del al con por para que il lo gli i e di da nel della
    dello dei che per het een en van op te met voor w z na do i od и в на с по из о от для что
    """.split()  # noqa: SIM905  a list of quoted words would be four times as long
)


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    text: str
    indent: int
    gap: int
    marker: str


def segment_text(document: Document, options: Options) -> Page:
    """One block per line of the dump; bullets and numbers become the block's marker.

    A line that only holds a bullet or a list number joins the line after it. A line that breaks off in
    mid-sentence is joined with the next one where no blank line stands between them.
    """
    lines = _join_broken(_join_markers(_read_lines(document.text)))
    blocks = tuple(
        Block(index, line.text, line=line.number, gap=line.gap, indent=line.indent, marker=line.marker)
        for index, line in enumerate(lines[: options.max_blocks])
    )
    return Page(document, Signals(), blocks, None, len(lines) > options.max_blocks)


def _read_lines(text: str) -> list[_Line]:
    lines: list[_Line] = []
    gap = 0
    for number, raw in enumerate(LINE.split(ENTITY_SPACES.sub("\u00a0", text)), start=1):
        content = " ".join(raw.split())
        if not content.isprintable():
            content = " ".join(UNPRINTED.sub("", content).split())
        if not content:
            gap += 1
            continue
        indent = len(raw) - len(raw.lstrip())
        match = MARKER.match(content)
        marker = match.group().strip() if match else ""
        rest = content[match.end() :] if match else content
        lines.append(_Line(number, rest, indent, gap, marker))
        gap = 0
    return lines


def _join_markers(lines: list[_Line]) -> list[_Line]:
    """Bullets alone on a line, and a bullet with nothing but its rank ("• 1"), go to the line they introduce."""
    out: list[_Line] = []
    waiting: _Line | None = None
    for line in lines:
        marker, text = line.marker, line.text
        if marker and NUMBER.fullmatch(text):
            marker, text = f"{marker} {text}", ""
        if waiting is not None and text:
            marker = f"{waiting.marker} {marker}".strip()
            line = _Line(waiting.number, text, waiting.indent, waiting.gap, marker)
            waiting = None
            out.append(line)
        elif not text:
            if waiting is None:
                waiting = _Line(line.number, "", line.indent, line.gap, marker)
        else:
            out.append(line)
    return out


def _join_broken(lines: list[_Line]) -> list[_Line]:
    out: list[_Line] = []
    is_joined = False  # the last line of out already is two: its sentence is known to be broken
    for line in lines:
        if out and line.gap == 0 and not line.marker and _runs_on(out[-1].text, line.text, is_joined):
            last = out[-1]
            joint = "" if line.text[0] in CLOSING or last.text[-1] in "([{“‘«„" else " "
            out[-1] = _Line(last.number, last.text + joint + line.text, last.indent, last.gap, last.marker)
            is_joined = True
        else:
            out.append(line)
            is_joined = False
    return out


def _runs_on(before: str, after: str, is_joined: bool) -> bool:
    """Whether a line goes on with the sentence of the line before it.

    Yes where the first line ends open (a preposition, a comma, an opening bracket) or the second begins with
    closing punctuation, or the first does not end a sentence and the second begins in lower case. An address or a
    label ("photo credit: …") goes on with nothing; a first line of few words is a name or a label itself.
    """
    if after[0] in CLOSING and after[:2] != "..":
        return True
    if ends_sentence(before) or STANDS_ALONE.match(after):
        return False
    last = before.rsplit(None, 1)[-1].lstrip(OPENING)
    if before[-1] in ",([{“‘«„" or (last in OPEN_ENDED and " " in before):
        return True
    if not is_joined and before.count(" ") < MIN_BROKEN_WORDS - 1:
        return False
    return after.lstrip(OPENING)[:1].islower() and before[-1].isalnum()
