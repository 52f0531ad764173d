"""with_line: pages with a line behind every second paragraph of their stories."""

from __future__ import annotations

from training.inserted import with_line

PARAGRAPHS = [f"On day {n} the ferry left the harbour late." for n in range(4)]
TRUTH = " ".join(PARAGRAPHS)


def test_a_dump_gets_the_line_behind_every_second_true_paragraph() -> None:
    dump = "\n".join(["Late ferry", *PARAGRAPHS, "All rights of this page are reserved by us."])
    lines = with_line(dump, TRUTH, "layout", "Advertisement").split("\n")
    assert [lines[at - 1] for at, line in enumerate(lines) if line == "Advertisement"] == PARAGRAPHS[::2]


def test_a_page_gets_it_as_a_paragraph() -> None:
    page = "<body>" + "".join(f"<p>{text}</p>" for text in PARAGRAPHS) + "</body>"
    made = with_line(page, TRUTH, "html", "Advertisement")
    assert made.count("<p>Advertisement</p>") == 2
    assert f"<p>{PARAGRAPHS[0]}</p>\n<p>Advertisement</p><p>{PARAGRAPHS[1]}</p>" in made
