"""A text dump to blocks: one line each, broken sentences joined again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice

from cleaner.model import PLAIN, Block, Document, Options, Page, Signals, Structure, is_bullet
from cleaner.stages.segment.broken_lines import DumpLine
from cleaner.stages.segment.drop_caps import join_drop_caps
from cleaner.stages.segment.link_list import link_addresses, linked_site, shared_titles
from cleaner.stages.segment.pieces import PrintedLine, join_pieces
from cleaner.stages.segment.sentences import join_broken
from cleaner.stages.segment.table_rows import cells_of, table_rows
from cleaner.stages.segment.undump import end_of_text, undump
from cleaner.text import JOINERS, printed

ENTITY_SPACES = re.compile(r"&(?:nbsp|ensp|emsp|thinsp|#160|#xa0);?", re.I)
LINE = re.compile(r"\n|(?=\f)|\v|\x1c|\x1d|\x1e|\x85|\u2028|\u2029")
MARKER = re.compile(r"(?:[•·‣▪▸►●○◦∙■□➤➔*]|»(?!\S[^«]*«)|[-–—+](?=\s|$)|\(?\d{1,3}[.)](?=\s|$)|\[\d{1,3}\])\s*|")
ROUND, MIN_ROUND_INDENT = "o ", 6  # bullet of lists within lists, as lynx and html2text print it; a word elsewhere
NUMBER = re.compile(r"\d{1,3}")
DASHES = frozenset("-–—")
MIN_RUN = 3  # lines with numbers in order, or with dashes, that make a list
MAX_BETWEEN = 2  # other lines between two numbered ones of a list


def segment_text(document: Document, options: Options) -> Page:
    """One block per line of the dump; bullets become the block's marker, and numbers and dashes in a run of them.

    A line that only holds a bullet or a list number joins the line after it. A line that breaks off in
    mid-sentence is joined with the next one where no blank line stands between them. A number or a dash alone is part
    of the sentence: "1. FC Auenheim …", "24. Dezember …", "– Nobody knows, she said."
    """
    raw = [DumpLine(number, line) for number, line in enumerate(raw_lines(document.text), start=1)]
    read = join_drop_caps(list(_with_lone_markers(list(_join_markers(_read_lines(raw))))))
    rows = set(table_rows(read))
    lines = join_broken(list(join_pieces(read)))
    blocks = tuple(
        Block(
            index,
            line.text,
            line=line.number,
            gap=line.gap,
            indent=line.indent,
            marker=line.marker,
            structure=Structure(level=line.level) if line.level else PLAIN,
            is_row=line.number in rows,
        )
        for index, line in enumerate(islice(lines, options.max_blocks))
    )
    meta = {name: (content,) for name, content in document.metadata}
    links = link_addresses([line.text for line in raw[end_of_text(raw) :]])
    signals = Signals(meta=meta, linked_site=linked_site(links), shared_titles=shared_titles(links))
    return Page(document, signals, blocks, None, next(lines, None) is not None)


def raw_lines(text: str) -> list[str]:
    """The lines of a dump as it has them; the number of a block's line counts them from 1."""
    return LINE.split(ENTITY_SPACES.sub("\u00a0", text))


def _read_lines(lines: list[DumpLine]) -> Iterator[PrintedLine]:
    gap = 0
    for number, raw, level in undump(lines):
        content = printed(raw)
        if not content.strip(JOINERS):
            gap += 1
            continue
        indent = len(raw) - len(raw.lstrip())
        is_round = indent >= MIN_ROUND_INDENT and content.startswith(ROUND)
        marker = ROUND if is_round else MARKER.match(content)[0]  # type: ignore[index]  # it may be empty
        cells = cells_of(raw, indent)
        yield PrintedLine(number, content.removeprefix(marker), indent, gap, marker.strip(), level, cells)
        gap = 0


def _join_markers(lines: Iterable[PrintedLine]) -> Iterator[PrintedLine]:
    """Bullets alone on a line, and a bullet with nothing but its rank ("• 1"), go to the line they introduce."""
    waiting: PrintedLine | None = None
    for line in lines:
        if line.marker and NUMBER.fullmatch(line.text):
            line = line._replace(marker=f"{line.marker} {line.text}", text="")
        if not line.text:
            waiting = waiting or line
        elif waiting is not None:
            yield waiting._replace(text=line.text, marker=f"{waiting.marker} {line.marker}".strip())
            waiting = None
        else:
            yield line


def _with_lone_markers(lines: list[PrintedLine]) -> Iterator[PrintedLine]:
    """The lines, with numbers and dashes that make no list back in their texts."""
    listed = {index for runs in (_numbered_runs(lines), _dashed_runs(lines)) for run in runs for index in run}
    for index, line in enumerate(lines):
        is_listed = index in listed or is_bullet(line.marker)
        yield line if is_listed else line._replace(text=f"{line.marker} {line.text}", marker="")


def _numbered_runs(lines: list[PrintedLine]) -> Iterator[list[int]]:
    """Indices of lines whose numbers count up over three lines and more: 1, 2, 3."""
    run: list[int] = []
    last_number = 0
    for index, line in enumerate(lines):
        found = NUMBER.search(line.marker)
        if found is None:
            continue
        number = int(found[0])
        if not run or index - run[-1] > MAX_BETWEEN + 1 or number != last_number + 1:
            yield _if_list(run)
            run = []
        run.append(index)
        last_number = number
    yield _if_list(run)


def _dashed_runs(lines: list[PrintedLine]) -> Iterator[list[int]]:
    """Indices of lines that begin with one kind of dash, three and more right below each other."""
    run: list[int] = []
    for index, line in enumerate(lines):
        if line.gap or not run or line.marker != lines[run[-1]].marker:
            yield _if_list(run)
            run = []
        if line.marker in DASHES:
            run.append(index)
    yield _if_list(run)


def _if_list(run: list[int]) -> list[int]:
    return run if len(run) >= MIN_RUN else []
