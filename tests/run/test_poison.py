"""Pages that loop, eat memory or kill their worker lose themselves only."""

from __future__ import annotations

import sys
from typing import Any

import pytest
from runs import page, records, run, write_pages

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="limits of memory are enforced on Linux only"),
]

POISONS = {3: "loop", 9: "memory", 14: "kill", 15: "exit", 20: "raise", 26: "grow", 27: "print", 33: "kill"}
COUNT = 40
LIMITS = ("--max-seconds", "10", "--max-memory", "500")


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[dict[str, Any]], list[dict[str, Any]], str]:
    """Records of healthy pages, records of the same with poisoned ones among them, and what the second run said."""
    folder = tmp_path_factory.mktemp("poison")
    healthy = write_pages(folder / "pages.jsonl", [page(n) for n in range(COUNT)])
    run(healthy, "--out", folder / "healthy", "--workers", 2, stub="poison")
    poisoned = folder / "again" / "pages.jsonl"
    poisoned.parent.mkdir()
    write_pages(poisoned, [page(n, f"POISON {POISONS[n]}" if n in POISONS else "") for n in range(COUNT)])
    done = run(poisoned, "--out", folder / "poisoned", "--workers", 2, *LIMITS, stub="poison")
    return records(folder / "healthy"), records(folder / "poisoned"), done.stderr


def test_every_page_has_its_row_in_its_place(ran: Any) -> None:
    assert [row["url"] for row in ran[1]] == [f"https://site{n % 7}.example/{n}" for n in range(COUNT)]


def test_neighbours_are_unharmed(ran: Any) -> None:
    for number, (healthy, found) in enumerate(zip(ran[0], ran[1], strict=True)):
        if number not in POISONS:
            assert {**found, "input": {**found["input"], "name": ""}} == {
                **healthy,
                "input": {**healthy["input"], "name": ""},
            }


@pytest.mark.parametrize(
    ("number", "status", "reason"),
    [
        (3, "error", "takes longer than the limit of 10 s"),
        (9, "error", "takes more memory than the limit of 500 MB"),
        (14, "crashed", "ends its worker: SIGSEGV"),
        (15, "crashed", "ends its worker: exit code 3"),
        (20, "crashed", "ValueError: a mistake in a labeler"),
        (26, "error", "takes more memory than the limit of 500 MB"),
        (33, "crashed", "ends its worker: SIGSEGV"),
    ],
)
def test_poisoned_page_says_what_became_of_it(ran: Any, number: int, status: str, reason: str) -> None:
    assert (ran[1][number]["status"], ran[1][number]["reason"]) == (status, reason)


def test_what_a_library_prints_does_not_get_among_the_rows(ran: Any) -> None:
    assert ran[1][27]["status"] == "ok"


def test_failures_are_told(ran: Any) -> None:
    assert "pages.jsonl:4: takes longer than the limit of 10 s" in ran[2]
