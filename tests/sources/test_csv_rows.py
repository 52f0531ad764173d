"""CSV as programs write it: quotes doubled or behind a backslash; rows that say too much."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest

from cleaner.errors import InputError
from cleaner.model import RawPage
from cleaner.sources import InputPage, ReadOptions, read_inputs

TEXTS = [
    '<p class="lead">Die Fähre, sagt er, fährt.</p>',
    "<p>Plain, without marks</p>",
    '<p>A line\nand "another",\nand a third</p>',
    '<script>{"a": "b\\"c\\u003c", "d": "C:\\temp"}</script>',
    '"Quoted," she said',
    'He said "yes"',
    '<a\n href="x"\n class="y">z</a>',
    '"',
]
QUOTE_ALL: dict[str, Any] = {"quoting": csv.QUOTE_ALL}
ESCAPED: dict[str, Any] = {"doublequote": False, "escapechar": "\\"}


def write(path: Path, texts: list[str], **form: Any) -> None:
    file = io.StringIO(newline="")
    writer = csv.writer(file, **form)
    writer.writerows([["", "url", "html"], *([n, f"https://e.com/{n}", text] for n, text in enumerate(texts))])
    path.write_text(file.getvalue(), encoding="utf-8", newline="")


def bodies(path: Path, reading: ReadOptions) -> list[str]:
    return [_body(one) for one in read_inputs([str(path)], reading)]


def _body(found: InputPage) -> str:
    return str(found.page.body) if isinstance(found.page, RawPage) else "!"


@pytest.mark.parametrize("first", range(len(TEXTS)))
@pytest.mark.parametrize(
    "form",
    [ESCAPED, ESCAPED | QUOTE_ALL, ESCAPED | {"quoting": csv.QUOTE_NONE}, QUOTE_ALL, {}],
    ids=["escaped", "all-escaped", "no-quotes", "all-doubled", "doubled"],
)
@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_quotes_may_be_doubled_or_behind_a_backslash(
    tmp_path: Path, reading: ReadOptions, first: int, form: dict[str, Any], mark: str
) -> None:
    texts = [*TEXTS[first:], *TEXTS[:first]]
    write(tmp_path / "a.csv", texts, delimiter=mark, lineterminator="\n", **form)
    assert bodies(tmp_path / "a.csv", reading) == texts


def test_table_of_spark_leaves_other_backslashes_alone(tmp_path: Path, reading: ReadOptions) -> None:
    (tmp_path / "a.csv").write_text('url,html\nu,"<p class=\\"a\\">C:\\temp \\u003c, b</p>"\n')
    assert bodies(tmp_path / "a.csv", reading) == ['<p class="a">C:\\temp \\u003c, b</p>']


def test_row_that_is_cut_short_shows_no_backslashes(tmp_path: Path, reading: ReadOptions) -> None:
    (tmp_path / "a.csv").write_text('url,html\nu,"<p class=\\"a\\">x\n')
    assert bodies(tmp_path / "a.csv", reading) == ["!"]


def test_rows_of_another_width_are_read_so_too(tmp_path: Path, reading: ReadOptions) -> None:
    (tmp_path / "a.csv").write_text('url,html,more\nu,"<p class=\\"a\\">\nx, y</p>"\nu,"<p id=\\"b\\">z</p>",1\n')
    assert bodies(tmp_path / "a.csv", reading) == ['<p class="a">\nx, y</p>', '<p id="b">z</p>']


@pytest.mark.parametrize("brk", ["\r", "\n"])
def test_quotes_before_a_line_end_in_rows_shorter_than_the_head(tmp_path: Path, reading: ReadOptions, brk: str) -> None:
    texts = [f'The gate is open by 6"{brk}and no more', f'He said "yes"{brk}and went on', "It stops."]
    table = "".join(f'u,"{text}"\r\n' for text in (one.replace('"', '\\"') for one in texts))
    (tmp_path / "a.csv").write_text(f"url,html,more\r\n{table}", newline="")
    assert bodies(tmp_path / "a.csv", reading) == texts


def test_short_rows_may_end_with_a_backslash_of_their_own(tmp_path: Path, reading: ReadOptions) -> None:
    (tmp_path / "a.csv").write_text('url,html,more\nu,"C:\\temp\\"\nu,"D:\\"\nu,It stops.\n')
    assert bodies(tmp_path / "a.csv", reading) == ["C:\\temp\\", "D:\\", "It stops."]


@pytest.mark.parametrize("damage", ['9,u,"no end\n', '9,u,"a "b" \\"c\n', "9,u\n", '9,u,"a"b,c,d\n'])
@pytest.mark.parametrize("form", [ESCAPED, {}], ids=["escaped", "doubled"])
@pytest.mark.parametrize("place", [1, 3, 5])
def test_damaged_row_costs_itself_in_either_form(
    tmp_path: Path, reading: ReadOptions, damage: str, form: dict[str, Any], place: int
) -> None:
    pages = [f'<p class="p">number {n}, and more</p>' for n in range(5)]
    write(tmp_path / "a.csv", pages, lineterminator="\n", **form)
    lines = (tmp_path / "a.csv").read_text().splitlines(keepends=True)
    (tmp_path / "a.csv").write_text("".join([*lines[:place], damage, *lines[place:]]))
    found = bodies(tmp_path / "a.csv", reading)
    assert found[: place - 1] == pages[: place - 1]
    assert found[place:] == pages[place - 1 :]
    assert len(found) == 6


def test_row_with_more_cells_than_the_head_is_an_error(tmp_path: Path, reading: ReadOptions) -> None:
    (tmp_path / "a.csv").write_text("url,text\nu,The ferry, he said, runs.\nu,It runs.,,\nu,It stops.\n")
    found = list(read_inputs([str(tmp_path / "a.csv")], reading))
    assert [_body(one) for one in found] == ["!", "It runs.", "It stops."]
    assert isinstance(found[0].page, InputError)
    assert str(found[0].page).endswith("a.csv:1: 4 cells in this row, and 2 in the head: is a text without quotes?")


def test_spaces_behind_commas_are_none_of_the_table(tmp_path: Path, reading: ReadOptions) -> None:
    (tmp_path / "a.csv").write_text('url, html\nhttps://e.com/, "<p class=""a"">a, b</p>"\nu, plain\n')
    assert bodies(tmp_path / "a.csv", reading) == ['<p class="a">a, b</p>', "plain"]


def test_names_in_an_error_are_short(tmp_path: Path, reading: ReadOptions) -> None:
    (tmp_path / "a.csv").write_text(f"https://e.com/a,<p>{'x' * 5000}\n")
    [one] = read_inputs([str(tmp_path / "a.csv")], reading)
    assert len(str(one.page)) < 300


@pytest.mark.parametrize("hint", ["sep=;", '"sep=;"'])
def test_hint_for_excel_is_no_head(tmp_path: Path, reading: ReadOptions, hint: str) -> None:
    (tmp_path / "a.csv").write_text(f"{hint}\nurl;html,x\nhttps://e.com/;<p>a, b\n")
    [one] = read_inputs([str(tmp_path / "a.csv")], reading)
    assert isinstance(one.page, InputError)  # no column of pages
    (tmp_path / "a.csv").write_text(f"{hint}\nurl;html\nhttps://e.com/;<p>a, b\n")
    assert bodies(tmp_path / "a.csv", reading) == ["<p>a, b"]
