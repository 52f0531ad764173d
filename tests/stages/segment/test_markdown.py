"""Markdown as other scrapers write it, and newsletters with the addresses of their links."""

from __future__ import annotations

import textwrap

from cleaner.model import RawPage
from cleaner.pipeline import clean
from cleaner.rulebook import Rulebook
from cleaner.stages.segment.broken_lines import DumpLine
from cleaner.stages.segment.undump import undump


def plain(text: str) -> list[str]:
    lines = [DumpLine(number, line) for number, line in enumerate(text.split("\n"), start=1)]
    return [line.text.strip() for line in undump(lines) if line.text.strip()]


def test_links_around_pictures_and_headings() -> None:
    dump = """[ ![A boat \\[left\\]](/boat.jpg "Boat") Late ferry ](/ferry "The "late" ferry")

[

## Weather

](https://news.example/weather)

* ## [Sport](sport.html)

> A quote with a [link][1].

[1]: https://news.example/quote
"""
    assert plain(dump) == ["Late ferry", "Weather", "Sport", "A quote with a link."]


def test_levels_of_headings() -> None:
    lines = [DumpLine(number, line) for number, line in enumerate(("# Late ferry", "## Why", "So.", "## Coffee"))]
    assert [line.level for line in undump(lines)] == [1, 2, None, 2]


def test_underlined_lines_are_headings() -> None:
    dump = """Harbour Letter

==========
Late ferry
on a Monday
==========

Nobody knew why.

Coffee
------

Nobody had to pay for it.
-------------------------------------------
Imprint
"""
    lines = [DumpLine(number, line) for number, line in enumerate(dump.split("\n"), start=1)]
    read = [(line.text, line.level) for line in undump(lines) if line.text]

    assert read[1:5] == [("Late ferry", 1), ("on a Monday", None), ("Nobody knew why.", None), ("Coffee", 2)]
    assert read[5] == ("Nobody had to pay for it.", None)
    assert read[6][0].startswith("---")


def test_headline_of_a_newsletter_stands_between_drawn_lines(general_rules: Rulebook) -> None:
    text = "The ferry left the harbour an hour late, and nobody on the pier could say why that was so on such a day."
    drawn = "=" * 40
    head = f"Harbour Letter\n\n{drawn}\nLate ferry keeps the islanders waiting\n{drawn}\n\nNobody had to pay for coffee"
    dump = f"{head}\n\nBy Jane Roe, 4 March 2024\n\n{text}\n\n{text.replace('ferry', 'barge')}"

    assert clean(RawPage(dump.encode(), kind="text"), general_rules).title == "Late ferry keeps the islanders waiting"


def test_stress_escapes_and_icons() -> None:
    dump = """# Late ferry __
## By _Jane Doe_
### **_Monday_**
1\\. The ferry \\- was *late*; my_own_name and 2 * 3 * 4 stay.
"""
    assert plain(dump) == [
        "Late ferry",
        "By Jane Doe",
        "Monday",
        "1. The ferry - was late; my_own_name and 2 * 3 * 4 stay.",
    ]


def test_links_whose_addresses_are_broken_at_the_width() -> None:
    address = "https://news.example/late-ferry-in-the-morning-of-the-day"
    days = ("Monday", "Tuesday", "Wednesday")
    text = " ".join(f"{day}, the [ferry of the northern company]({address}) was late." for day in days)
    sentences = " ".join(f"{day}, the ferry of the northern company was late." for day in days)
    story = [f"On day {n} nobody knew why the ferry left late, and nobody on the pier asked. " * 3 for n in range(6)]
    dump = "\n\n".join("\n".join(textwrap.wrap(part, 78, break_long_words=False)) for part in [*story, text])
    assert plain(f"# Late ferry\n\n## Weather\n\n{dump}")[-1] == sentences


def test_addresses_behind_the_words_of_a_newsletter() -> None:
    lines = [f"Story {n} <https://news.example/{n}>" for n in range(6)]
    assert plain("\n".join([*lines, "Read on ( https://news.example/on )."])) == [
        *(f"Story {n}" for n in range(6)),
        "Read on.",
    ]


def test_one_address_in_a_story_stays() -> None:
    line = "See <https://news.example> and [this](note), said she."
    assert plain(line) == [line]


def test_hyphens_at_the_start_of_lines_are_bullets() -> None:
    dump = (
        "# Late ferry\n\n## Why\n\n- The ferry was late.\n\n- Nobody knew why.\n\n## Coffee\n\n– It was cold, she said."
    )

    assert plain(dump)[2:] == ["* The ferry was late.", "* Nobody knew why.", "Coffee", "– It was cold, she said."]
