"""broken_lines: text that was set in letters of different widths, as print and PDF have it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, permutations
from textwrap import wrap

import pytest

from cleaner.stages.segment.broken_lines import DumpLine
from cleaner.stages.segment.line_widths import columns, is_sharp
from cleaner.stages.segment.undump import undump
from cleaner.text import PAGE_BREAK

SENTENCES = [
    "The little ferry still lay in the mill basin, and women from the village met to swim there in summer.",
    "The committee had recommended a common landing for both municipalities, which many fishermen wanted as well.",
    "It fell still until the mill was filled with workmen, who mended what time and warm summers had let rot.",
    "Nobody knew who would pay for it, since insurers had left the island in the year before the great storm.",
    "In May the mayor said that a museum would move in, with a room for meetings and a small hall for music.",
]
STORIES = [
    " ".join([f"In {1990 + 3**number} all began.", *islice(permutation, 4)])
    for number, permutation in enumerate(islice(permutations(SENTENCES), 0, 120, 11))
]
NARROW, WIDE = "ijlt.,;'I ", "mwMW"


def in_print(text: str, width: float) -> Iterator[str]:
    """Lines of a text whose letters take half a column, one, or one and a half."""
    line, used = "", 0.0
    for word in text.split():
        columns = sum(0.5 if letter in NARROW else 1.5 if letter in WIDE else 1 for letter in f"{word} ")
        if line and used + columns > width:
            yield line
            line, used = "", 0.0
        line, used = f"{line} {word}".strip(), used + columns
    yield line


def plain(lines: list[str]) -> list[str]:
    made = undump([DumpLine(number, line) for number, line in enumerate(lines, start=1)])
    return [line.text.strip() for line in made if line.text.strip()]


@pytest.mark.parametrize("width", [64, 80, 82])
def test_paragraphs_copied_from_print_are_whole(width: int) -> None:
    lines = [line for story in STORIES for line in (*in_print(story, width), "")]

    assert plain(lines) == STORIES


def test_two_lines_in_one_show_no_width() -> None:
    first, second, *rest = in_print(STORIES[3], 66)
    others = [line for story in STORIES for line in (*in_print(story, 66), "")]

    assert plain([f"{first} {second}", *rest, "", *others, f"{PAGE_BREAK}The end."]) == [
        STORIES[3],
        *STORIES,
        "The end.",
    ]


def test_titles_of_print_that_end_before_its_width_stay_apart() -> None:
    titles = [f"{name} opens the harbour of Marle again" for name in ("Ann", "Ben", "Cora", "Dan")]
    lines = [*(line for story in STORIES for line in (*in_print(story, 58), "")), PAGE_BREAK + titles[0], *titles[1:]]

    assert plain(lines) == [*STORIES, *titles]


def test_quotes_and_lists_with_another_right_edge_are_no_sign_of_print() -> None:
    told = [line for story in STORIES[:7] for line in (*wrap(story, 100), "")]
    quoted = [f"     {line}" for story in STORIES[7:] for line in wrap(story, 90)]
    item = "          o " + "no ferry lies there now".ljust(80, "!")

    assert is_sharp(100, [*told, *quoted, "", *[item] * 20], columns)
    assert not is_sharp(64, [line for story in STORIES for line in (*in_print(story, 64), "")], columns)
