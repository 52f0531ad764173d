"""Links and stress of dumps that are Markdown."""

from __future__ import annotations

import pytest
from story_pieces import AFTER, BEFORE, marked

from cleaner import RawPage, clean
from cleaner.model import BodyBlock
from cleaner.rulebook import Rulebook

ONE = "The first of the ships came in before dawn with a pilot on board"
MORE = (
    "The ice in the bay had been thicker this winter than in any year since the port was built, the institute said.",
    "Two tugs broke it in shifts of six hours, while the crews of the ships were supplied from a helicopter.",
    "The city pays a third of the cost, and the council will talk about a third tug at its meeting in April.",
)
DUMP = """# Harbour opens again after a week

{before} [Tides](https://e.com/tides) are low.

{piece}

{after} See [the bay](https://e.com/bay "The bay").

{more}
"""


@pytest.fixture
def body(general_rules: Rulebook, request: pytest.FixtureRequest) -> tuple[BodyBlock, ...]:
    dump = DUMP.format(before=BEFORE, after=AFTER, piece=request.param, more="\n\n".join(MORE))
    return clean(RawPage(dump, kind="text"), general_rules).body


@pytest.mark.parametrize(
    ("body", "spans"),
    [
        (
            f"{ONE}, says [Ada *Blau*](https://e.com/a_(b)) today.",
            [("link", "Ada Blau", "https://e.com/a_(b)"), ("emphasis", "Blau", None)],
        ),
        (f"**{ONE}** and left.", [("strong", ONE, None)]),
        (f"{ONE} [here](javascript:x) and [there](#top).", []),
        (f"{ONE}, ![The port](https://e.com/p.jpg) as [said](/x).", [("link", "said", "/x")]),
        (
            f"{ONE}, [a](https://e.com/1) ship, [a](https://e.com/2) tug.",
            [("link", "a", "https://e.com/1"), ("link", "a", "https://e.com/2")],
        ),
        (f"{ONE} with 2 * 3 * 4 men.", []),
    ],
    indirect=["body"],
)
def test_marks_of_a_line_are_spans(body: tuple[BodyBlock, ...], spans: list[tuple[str, str, str | None]]) -> None:
    [block] = [block for block in body if block.text.startswith(ONE)]
    assert marked(block) == spans


@pytest.mark.parametrize("body", [f"{ONE}."], indirect=True)
def test_links_around_it_are_spans_too(body: tuple[BodyBlock, ...]) -> None:
    assert [marked(block) for block in body[:3]] == [
        [("link", "Tides", "https://e.com/tides")],
        [],
        [("link", "the bay", "https://e.com/bay")],
    ]


@pytest.mark.parametrize("body", [f"{ONE}, [a](https://e.com/1) ship, **a** tug, [a](/2) dog."], indirect=True)
def test_words_are_found_where_they_stand(body: tuple[BodyBlock, ...]) -> None:
    [block] = [block for block in body if block.text.startswith(ONE)]
    assert [block.text[span.start : span.end + 4] for span in block.spans] == ["a shi", "a tug", "a dog"]


def test_dump_that_is_no_markdown_has_none(general_rules: Rulebook) -> None:
    paragraphs = (BEFORE, f"{AFTER} As *they* say.", f"{ONE} again, and a tanker from Chile.", *MORE)
    dump = "\n\n".join(("Harbour opens again after a week", *paragraphs))
    body = clean(RawPage(dump, kind="text"), general_rules).body
    assert {block.spans for block in body} == {()}
