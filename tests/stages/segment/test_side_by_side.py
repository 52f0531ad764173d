"""part_columns: the cells of a page's table, which terminals print side by side."""

from __future__ import annotations

import textwrap
from itertools import zip_longest
from random import Random
from time import process_time

import pytest

from cleaner.stages.segment.broken_lines import DumpLine
from cleaner.stages.segment.line_widths import columns
from cleaner.stages.segment.side_by_side import part_columns
from cleaner.stages.segment.undump import undump

STORY = [
    "The ferry left the harbour an hour late on Monday, and nobody on the pier could say why that was so. The company "
    "said it would look into the matter.",
    "Passengers waited in the rain for as long as it took, and the captain, who had been called from his bed, offered "
    "them coffee and his apologies.",
]
GREEK = [
    "Το πλοίο έφυγε από το λιμάνι με μία ώρα καθυστέρηση τη Δευτέρα και κανείς στην προβλήτα δεν μπορούσε να πει "
    "γιατί. Η εταιρεία είπε ότι θα εξετάσει το θέμα.",
    "Οι επιβάτες περίμεναν στη βροχή όση ώρα χρειάστηκε και ο καπετάνιος, που τον ξύπνησαν, τους πρόσφερε καφέ και "
    "ζήτησε συγγνώμη για την αναστάτωση.",
]
CHINESE = [
    "港口委员会星期一决定在冬季风暴到来之前修好旧木桥，修理工程预计需要三个月，一半的木材费用由委员会承担，其余的由渔民协会募集。",
    "渔民们说，自从去年的风暴以来，桥上的木板就已经腐烂，每天早上都有人在上面滑倒，只是一直没有人愿意出钱来修，现在终于等到了决定。",
]
MENU = ["News", "Sport", "Weather", "", "Boats", "Tides", "Shops"]
TEASERS = ["Baker opens school", "on the hill", "", "Team wins three", "games in a row", "", "Library by spring"]


def cell(paragraphs: list[str], width: int) -> list[str]:
    """The lines of a cell, as a terminal breaks them."""
    lines: list[str] = []
    for text in paragraphs:
        if text.isascii() or " " in text:
            lines += [*textwrap.wrap(text, width), ""]
        else:
            lines += [*(text[at : at + width // 2] for at in range(0, len(text), width // 2)), ""]
    return lines


def beside(*cells: list[str], gap: int = 2) -> str:
    """Cells side by side."""
    widths = [max(map(columns, lines), default=0) + gap for lines in cells]
    rows = zip_longest(*cells, fillvalue="")
    return "\n".join(
        "".join(text + " " * (width - columns(text)) for text, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    )


def plain(text: str) -> list[str]:
    lines = [DumpLine(number, line) for number, line in enumerate(text.split("\n"), start=1)]
    return [line.text.strip() for line in undump(lines) if line.text.strip()]


@pytest.mark.parametrize("story", [STORY, GREEK, CHINESE])
@pytest.mark.parametrize("width", [30, 44])
def test_a_story_between_a_menu_and_teasers(story: list[str], width: int) -> None:
    dump = beside(MENU, cell(story, width), TEASERS)
    read = plain(
        f"Harbour News\n\n{dump}\n\n© Harbour News, all rights reserved, whatever they are and whoever has them\n"
    )

    assert [line for line in read if line in story] == story
    assert "Weather" in read
    assert not any(" " * 2 in line for line in read)


def test_columns_in_a_column() -> None:
    inner = beside(cell(STORY, 36), TEASERS).split("\n")
    read = plain(beside(MENU, inner))
    assert [line for line in read if line in STORY] == STORY


def test_a_story_longer_than_what_stands_beside_it() -> None:
    read = plain(beside(cell(STORY + GREEK, 50), TEASERS))
    assert read[:4] == STORY + GREEK


def test_numbered_lists_beside_a_story_make_no_dump_of_lynx() -> None:
    ranks = [f"[{rank}] A boat of number {rank}" for rank in range(1, 6)]
    read = plain(beside(cell(STORY, 44), ranks))
    assert read[:2] == STORY


@pytest.mark.parametrize(
    "table",
    [
        ["Club               Games  Points", *(f"FC {name:15} {n}     {n * 3}" for n, name in enumerate("abcdefgh"))],
        [f"cookie-{n}-consent    1 year     says of visitor {n} whether cookies may be set." for n in range(8)],
        [
            f"{name}   股吧   研报   2.8{n}%"
            for n, name in enumerate(["港口银行", "渡轮公司", "面包工厂", "渔民协会"] * 2)
        ],
    ],
)
def test_tables_of_data_keep_their_rows(table: list[str]) -> None:
    lines = [DumpLine(number, line) for number, line in enumerate(table, start=1)]
    assert part_columns(lines) == lines


@pytest.mark.parametrize("seed", range(8))
def test_rows_whose_cells_begin_with_small_letters_stay_rows(seed: int) -> None:
    random = Random(seed)
    things = ["лодка", "старый причал", "сеть", "канат для парома", "колокол", "якорь", "новая доска моста", "весло"]
    cells = [[" ".join(random.sample(things, random.randint(1, 3))) for _ in range(2)] for _ in range(30)]
    lines = [DumpLine(n, f"{left:56}{right:56}{n}") for n, (left, right) in enumerate(cells)]
    assert part_columns(lines) == lines


@pytest.mark.parametrize("head", [[], ["What               Remark"]])
@pytest.mark.parametrize("count", [5, 6, 7, 8])
def test_a_few_rows_of_small_letters_stay_rows(count: int, head: list[str]) -> None:
    random = Random(count)
    words = STORY[1].lower().replace(",", "").rstrip(".").split()
    for _ in range(60):
        cells = [
            [" ".join(random.sample(words, random.randint(*most))) for most in ((1, 2), (4, 8))] for _ in "12345678"
        ]
        rows = [f"{left:19}{right}" for left, right in cells[:count]]
        lines = [DumpLine(number, line) for number, line in enumerate([*head, *rows])]
        assert part_columns(lines) == lines


def test_paragraphs_of_one_line_beside_spaces_stay() -> None:
    lines = [DumpLine(n, f"{text}  {text}") for n, text in enumerate(STORY * 4, start=1)]
    assert part_columns(lines) == lines


@pytest.mark.parametrize("row", ["a  b", "word  " * 40, "x" * 20 + "  " + "y y " * 30, "  ".join("ab" * 20)])
def test_many_gaps_take_time_in_step_with_the_page(row: str) -> None:
    def seconds(count: int) -> float:
        lines = [DumpLine(number, row) for number in range(count)]
        start = process_time()
        part_columns(lines)
        return process_time() - start

    assert seconds(20_000) < 12 * seconds(4_000) + 0.5
