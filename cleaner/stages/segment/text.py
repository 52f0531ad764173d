"""A text dump to blocks: one line each, broken sentences joined again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from cleaner.lines.words import MONTHS
from cleaner.model import Block, Document, Options, Page, Signals, is_bullet
from cleaner.stages.segment.broken_lines import DumpLine, is_unspaced
from cleaner.stages.segment.pieces import PrintedLine, join_pieces, names_site
from cleaner.stages.segment.undump import undump
from cleaner.text import count_words, ends_sentence, fold, printed
from cleaner.vocabulary import words_of

ENTITY_SPACES = re.compile(r"&(?:nbsp|ensp|emsp|thinsp|#160|#xa0);?", re.I)
LINE = re.compile(r"\n|(?=\f)|\v|\x1c|\x1d|\x1e|\x85|\u2028|\u2029")
MARKER = re.compile(r"(?:[•·‣▪▸►●○◦∙■□➤➔*]|»(?!\S[^«]*«)|[-–—+](?=\s|$)|\(?\d{1,3}[.)](?=\s|$)|\[\d{1,3}\])\s*|")
ROUND, MIN_ROUND_INDENT = "o ", 6  # bullet of lists within lists, as lynx and html2text print it; a word elsewhere
NUMBER = re.compile(r"\d{1,3}")
DASHES = frozenset("-–—")
MIN_RUN = 3  # lines with numbers in order, or with dashes, that make a list
MAX_BETWEEN = 2  # other lines between two numbered ones of a list
STANDS_ALONE = re.compile(r"\S[^\s@]*@\S++$|https?://|www\.|[\w ]{3,20}: ?\S")
MIN_BROKEN_WORDS = 3
PART_WORDS = 6  # of the text of a link in a sentence at most, of a part of one that is no label at least
OPENING_WORDS = 10  # of a sentence before its first link; most headings have fewer
END_CHARS = 300  # of a line, that show whether its sentence goes on
MAX_JOINED_CHARS = 5_000  # no sentence is longer: further lines are not joined to it
OPENING_BRACKETS = "([{“‘«„"
OPENED_BY = {"“": "„", "«": "»"}  # in languages where these close
OPENING = OPENING_BRACKETS + "\"'"
QUOTATION_MARKS = frozenset('"“”»«’')  # behind a word, which they close
CLOSING = frozenset(",;:.!?)]}”’»%、。，！？；：）」』】")
LABEL_ENDS = ":："
YEAR_OR_TIME = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|\d[.:]\d\d")
OPEN_ENDED = words_of("line_ends_open")
BY_WORDS = words_of("byline_prefixes")
OVER_A_DATE = words_of("byline_prefixes_over_a_date")
SIGNED_WORDS = range(3, 6)  # "by Jane Doe", with one or two more names
MAX_NAME_WORDS = 5
AND = words_of("and")
DATE_BEGINNINGS = tuple(sorted(words_of("weekdays") | words_of("published_words") | words_of("modified_words")))
DAY, YEAR = re.compile(r"(?<!\d)\d{1,2}\.?$"), re.compile(r"(?:19|20)\d\d,?")
MAX_DATE_CHARS = 30
KOREAN_NAME, ROLES = re.compile(r"[\uac00-\ud7a3]{2,4}"), words_of("roles")


def segment_text(document: Document, options: Options) -> Page:
    """One block per line of the dump; bullets become the block's marker, and numbers and dashes in a run of them.

    A line that only holds a bullet or a list number joins the line after it. A line that breaks off in
    mid-sentence is joined with the next one where no blank line stands between them. A number or a dash alone is part
    of the sentence: "1. FC Auenheim …", "24. Dezember …", "– Nobody knows, she said."
    """
    read = list(_with_lone_markers(list(_join_markers(_read_lines(document.text)))))
    lines = _join_broken(list(join_pieces(read)))
    blocks = tuple(
        Block(index, line.text, line=line.number, gap=line.gap, indent=line.indent, marker=line.marker)
        for index, line in enumerate(islice(lines, options.max_blocks))
    )
    meta = {name: (content,) for name, content in document.metadata}
    return Page(document, Signals(meta=meta), blocks, None, next(lines, None) is not None)


def raw_lines(text: str) -> list[str]:
    """The lines of a dump as it has them; the number of a block's line counts them from 1."""
    return LINE.split(ENTITY_SPACES.sub("\u00a0", text))


def _read_lines(text: str) -> Iterator[PrintedLine]:
    gap = 0
    numbered = [DumpLine(number, raw) for number, raw in enumerate(raw_lines(text), start=1)]
    for number, raw in undump(numbered):
        content = printed(raw)
        if not content:
            gap += 1
            continue
        indent = len(raw) - len(raw.lstrip())
        is_round = indent >= MIN_ROUND_INDENT and content.startswith(ROUND)
        marker = ROUND if is_round else MARKER.match(content)[0]  # type: ignore[index]  # it may be empty
        yield PrintedLine(number, content.removeprefix(marker), indent, gap, marker.strip())
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


def _join_broken(lines: list[PrintedLine]) -> Iterator[PrintedLine]:
    if not lines:
        return
    last, *rest = lines
    signing = {place for place in range(len(rest)) if _signs(rest[place : place + 3])}
    is_title = names_site(last.text)
    is_joined = False  # the last line already is two: its sentence is known to be broken
    for place, line in enumerate(rest):
        below = rest[place + 1] if place + 1 < len(rest) and place + 1 not in signing else None
        is_signed = not is_joined and place in signing
        is_apart = is_signed or (is_title and place == 0) or not line.is_next
        may_join = not is_apart and len(last.text) <= MAX_JOINED_CHARS
        is_joined = may_join and _runs_on(last.text[-END_CHARS:], line.text, below, is_joined)
        if is_joined:
            touches = line.text[0] in CLOSING or _ends_in_bracket(last.text) or is_unspaced(last.text, line.text)
            is_name = KOREAN_NAME.fullmatch(last.text) is not None
            last = last._replace(text=last.text + ("" if touches and not is_name else " ") + line.text)
        else:
            yield last
            last = line
    yield last


def _signs(lines: Sequence[PrintedLine]) -> bool:
    """Whether a line is "by" and a name, and what is below goes on with no sentence: "by Jane Doe".

    The name may stand below, over a date or its label. lines: this one and two below it.
    """
    line = lines[0]
    below, behind = (lines[place] if place < len(lines) else None for place in (1, 2))
    by, *names = line.text.split(None, SIGNED_WORDS.stop)
    if by.strip(".:") not in BY_WORDS:
        return False
    if not names:
        return below is not None and _is_named(below.text) and behind is not None and _is_dated(behind.text)
    if by in OVER_A_DATE and not (below is not None and below.text[0].isdigit()):
        return False
    if len(names) + 1 not in SIGNED_WORDS or not all(name[0].isupper() for name in names):
        return False
    return below is None or not (below.text[0].islower() or below.text[0] in CLOSING)


def _is_named(text: str) -> bool:
    """Whether a line is a few words with capitals, as names are: "Jane Doe, The Courier"."""
    words = text.split(None, MAX_NAME_WORDS)
    return len(words) <= MAX_NAME_WORDS and all(word[0].isupper() for word in words)


def _is_dated(text: str) -> bool:
    """Whether a line begins as a date does, or with a label for one."""
    if text[0].isdigit() or text[-1] in LABEL_ENDS or YEAR_OR_TIME.search(text) is not None:
        return True
    return fold(text).startswith(DATE_BEGINNINGS)


def _goes_on_in_date(before: str, after: str) -> bool:
    """Whether a line ends in a day, or a day and its month, and the month or the year is the next line."""
    if len(before) > MAX_DATE_CHARS:
        return False
    if DAY.search(before):
        return fold(after).strip(".,") in MONTHS
    *others, last = before.split()
    return YEAR.fullmatch(after) is not None and bool(others) and fold(last).strip(".,") in MONTHS


def _runs_on(before: str, after: str, below: PrintedLine | None, is_joined: bool) -> bool:
    """Whether a line goes on with the sentence of the line before it.

    Yes where the first line ends open (a preposition, a comma, an opening bracket) or the second begins with
    closing punctuation, or the first does not end a sentence and the second begins in lower case. An address or a
    label ("photo credit: …") goes on with nothing; of two lines of few words each is a name or a label itself.
    below: the line behind them.
    """
    if after[0] in CLOSING and after[:2] != "..":
        return True
    if ends_sentence(before) or STANDS_ALONE.match(after):
        return False
    last = before.rsplit(None, 1)[-1].lstrip(OPENING)
    if before[-1] == "," or _ends_in_bracket(before) or (last in OPEN_ENDED and " " in before):
        return True
    if _joins_names(before, after, below) or _goes_on_in_date(before, after):
        return True
    if after.lstrip(OPENING)[:1].islower():
        is_long = is_joined or before.count(" ") >= MIN_BROKEN_WORDS - 1 or _is_part(after)
        is_sentence = is_joined or count_words(before) >= OPENING_WORDS or _is_part(after)
        is_quoted = is_sentence and before[-1] in QUOTATION_MARKS and after not in BY_WORDS
        return is_long and (before[-1].isalnum() or is_quoted)
    return _is_link(before, after, below)


def _ends_in_bracket(text: str) -> bool:
    """Whether a line ends in a bracket or quotation mark that opens."""
    before, last = text[:-1], text[-1]
    opened = OPENED_BY.get(last)
    closes = opened is not None and before.count(opened) > before.count(last)
    return last in OPENING_BRACKETS and not closes


def _joins_names(before: str, after: str, below: PrintedLine | None) -> bool:
    """Whether a line is "and" between two names, or a Korean reporter's role behind one."""
    if after in AND:
        return below is not None and _is_named(before) and _is_named(below.text)
    return after in ROLES and KOREAN_NAME.fullmatch(before) is not None


def _is_part(text: str) -> bool:
    """Whether a line in lower case is a part of a sentence, and no list of addresses: it has words enough."""
    return text.count(" ") >= PART_WORDS - 1 and text.lstrip(OPENING).partition(" ")[0].isalpha()


def _is_link(before: str, after: str, below: PrintedLine | None) -> bool:
    """Whether a line is the text of a link in the middle of a sentence, in a dump of one line for each piece of text.

    Then it is short, begins as names and nouns do, and the lines around it end and begin as no sentence does. A line
    with a year or a time stands below a headline: "Published 15 April 2025", "in", "News".
    """
    if below is None or not below.is_next or not before[-1].isalnum():
        return False
    if not (below.text[0] in CLOSING or below.text.lstrip(OPENING)[:1].islower()):
        return False
    if ends_sentence(after) or after[-1] in LABEL_ENDS or after.rsplit(None, 1)[-1] in OPEN_ENDED:
        return False
    if YEAR_OR_TIME.search(after):
        return False
    return count_words(before) >= OPENING_WORDS and count_words(after) <= PART_WORDS
