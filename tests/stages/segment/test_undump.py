"""undump: dumps as people's tools make them, without the tools' marks."""

from __future__ import annotations

import textwrap

import pytest

from cleaner.stages.segment.broken_lines import DumpLine, columns, hard_width
from cleaner.stages.segment.undump import undump

PARAGRAPHS = [
    f"On day {n} the ferry left the harbour an hour late, and nobody on the pier could say why that was so. "
    "The company said it would look into the matter, and that nobody would have to pay for the coffee."
    for n in range(6)
]


def plain(text: str) -> list[str]:
    lines = [DumpLine(number, line) for number, line in enumerate(text.split("\n"), start=1)]
    return [line.text.strip() for line in undump(lines) if line.text.strip()]


def broken(width: int, indent: str = "   ") -> str:
    wrapped = (textwrap.wrap(text, width, initial_indent=indent, subsequent_indent=indent) for text in PARAGRAPHS)
    return "\n\n".join("\n".join(lines) for lines in wrapped)


def test_link_numbers_buttons_and_the_list_of_addresses_of_lynx() -> None:
    dump = """   [1]Skip to content
   (BUTTON) Menu
   ____________________ (BUTTON) Search
     * [2]News
     * [3]Sport

Late ferry

   By [4]Jane Doe
   The ferry was late, says note [17] of the log.

References

   Visible links:
   1. https://news.example/#content
   2. https://news.example/news
   3. https://news.example/sport
   4. mailto:jane@news.example

   Hidden links:
   5. file://localhost/tmp/x.html
"""
    assert plain(dump) == [
        *("Skip to content", "Menu", "Search", "* News", "* Sport", "Late ferry", "By Jane Doe"),
        "The ferry was late, says note  of the log.",
    ]


def test_stars_and_underlines_of_html2text() -> None:
    dump = """****** Late ferry ******
** By Jane_Doe **
[boat,_pier]The ferry to _Norway_ was late, says Fairmont_Jasper_Park.
_Read_more_
***** Weather *****
[Close]
snake_case stays in no dump of this kind.
"""
    assert plain(dump) == [
        *("Late ferry", "By Jane Doe", "The ferry to Norway was late, says Fairmont Jasper Park.", "Read more"),
        *("Weather", "snake case stays in no dump of this kind."),
    ]


def test_markdown() -> None:
    dump = """# Late ferry

By [Jane Doe](https://news.example/jane_(doe) "Jane")

![A boat](/boat.jpg)
The **ferry** was *late*, and [nobody](/why) knew why; 2 * 3 * 4 is 24.

---
## Weather
* [Rain](/rain)
"""
    assert plain(dump) == [
        *("Late ferry", "By Jane Doe", "The ferry was late, and nobody knew why; 2 * 3 * 4 is 24."),
        *("Weather", "* Rain"),
    ]


@pytest.mark.parametrize("width", [60, 74, 80, 99, 120])
def test_lines_broken_at_a_width_are_joined(width: int) -> None:
    assert plain(broken(width)) == PARAGRAPHS


def test_lists_and_short_lines_in_a_broken_dump_stay_apart() -> None:
    items = "\n".join(f"     * Item {n} of a list with a text that goes on to nearly the end of it" for n in range(6))
    dump = f"{broken(74)}\n\n{items}\n\n   Share\n   Print"
    assert plain(dump)[len(PARAGRAPHS) :] == [*(item.strip() for item in items.split("\n")), "Share", "Print"]


def test_words_without_spaces_are_joined_without_one() -> None:
    sentence = "渡輪星期一晚上比預定時間晚了一個小時才離開港口碼頭上沒有人能說出確切的原因公司表示將進行調查。"
    text = "".join(f"第{number}天{sentence}" for number in "一二三四")
    dump = "\n\n".join("\n".join(text[at : at + 37] for at in range(0, len(text), 37)) for _ in range(6))
    assert plain(dump) == [text] * 6


def test_signs_of_the_story_stay() -> None:
    lines = [
        *("The note [12] says so.", "****", "* one star", "_", "Value of my_variable", "See [the book](p. 12)."),
        "A sentence (image) with brackets.",
    ]
    assert plain("\n".join(lines)) == lines


def test_paragraphs_of_one_line_have_no_width() -> None:
    assert hard_width([len(text) for text in PARAGRAPHS] * 9) is None
    assert hard_width([]) is None
    assert hard_width([3, 70, 71, 74, 0, 12, 9, 180, 330, 25, 61]) is None


def test_wide_characters_take_two_columns() -> None:
    assert (columns("abc"), columns("港口"), columns("é港")) == (3, 4, 3)
