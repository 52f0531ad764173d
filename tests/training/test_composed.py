"""composed, disturbed: pages and dumps with other pages' prose and lines set into them."""

from __future__ import annotations

import pytest

from cleaner.model import Options, RawPage
from cleaner.stages.decode import decode
from training.composed import Composer, Stock
from training.disturbed import LINES, disturb

STORY = [f"On day {n} the ferry left an hour late, and nobody on the pier could say for certain why." for n in range(6)]
TRUTHS = [
    {
        "lang": "en",
        "title": f"Coins of hedge {number}",
        "authors": ["Jane Doe"],
        "text": "\n".join(
            f"In hedge {number} a farmer found {n} coins and gave all of them to the museum." for n in range(5)
        ),
    }
    for number in range(8)
]
PAGE = (
    f"<html><body><h1>Late ferry</h1><div><div>{''.join(f'<p>{text}</p>' for text in STORY)}</div></div></body></html>"
)


def compose(page: str, name: str) -> str | None:
    made = Composer(Stock(TRUTHS)).compose(decode(RawPage(page), Options()), name, "en")
    return None if made is None else str(made.body)


def test_story_stays_and_prose_of_others_comes_in() -> None:
    made = [compose(PAGE, f"page/{n}") or "" for n in range(20)]
    assert all(text in body for body in made for text in STORY)
    assert all("hedge" in body for body in made)
    assert len(set(made)) > 10


def test_one_page_and_name_give_one_result() -> None:
    assert compose(PAGE, "page") == compose(PAGE, "page")


@pytest.mark.parametrize("page", ["", "<p>One paragraph right in the page.</p>", "<div>No paragraph</div>"])
def test_page_without_a_container_of_paragraphs_is_left_out(page: str) -> None:
    assert compose(page, "page") is None


def test_nothing_to_lend_is_an_error() -> None:
    with pytest.raises(ValueError, match="no page has text"):
        Stock([{"text": "Too short."}])


def test_lines_come_between_paragraphs_of_the_dump() -> None:
    truth = {"text": "\n".join(STORY), "lang": "en"}
    dump = "\n\n".join(["Menu", *STORY, "Imprint"])
    made = [disturb(dump, truth, Stock(TRUTHS), f"page/{n}") for n in range(20)]
    assert all([line for line in body.split("\n") if line in STORY] == STORY for body in made)
    bare = {line for line in LINES if "{" not in line}
    between = [line for body in made for line in body.split(STORY[0])[1].split(STORY[5])[0].split("\n")]
    assert any(line in bare for line in between)
