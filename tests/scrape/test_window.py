"""Which candidates are of the window of time that a crawl is about."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from cleaner.scrape.candidates import FoundAddress
from cleaner.scrape.window import is_within

SINCE, UNTIL = datetime(2026, 6, 10, tzinfo=UTC), datetime(2026, 6, 20, tzinfo=UTC)


@pytest.mark.parametrize(
    ("path", "is_in"),
    [
        ("2026/06/15/the-mill", True),
        ("2026/06/09/the-mill", True),  # still that day west of Greenwich
        ("2026/06/08/the-mill", False),
        ("2026/06/20/the-mill", True),  # already that day east of it
        ("2026/06/21/the-mill", False),
        ("news/20250615-the-mill", False),
        ("2026/jun/01/the-mill", False),
        ("2026/06/the-mill", True),
        ("2026/04/the-mill", False),
        ("2026/08/the-mill", False),
        ("2026/06/14/what-we-knew-on-2019-03-01", True),
        ("news/the-mill-of-2019", True),
        ("news/20269999-the-mill", True),
    ],
)
def test_day_in_an_address_counts(path: str, is_in: bool) -> None:
    assert is_within(FoundAddress(f"https://www.example.com/{path}", "link", "article"), SINCE, UNTIL) is is_in


@pytest.mark.parametrize(
    ("path", "changed", "is_in"),
    [
        ("2026/06/01/the-mill", 15, True),
        ("2026/06/01/the-mill", 5, False),
        ("2026/06/15/the-mill", 5, False),
        ("2026/06/01/the-mill", 25, False),
        ("2026/06/25/the-mill", 15, False),
        ("the-mill", 10, True),
        ("the-mill", 20, False),
    ],
)
def test_what_the_publisher_says_of_a_change_counts_too(path: str, changed: int, is_in: bool) -> None:
    changed_at = datetime(2026, 6, changed, tzinfo=UTC)
    candidate = FoundAddress(f"https://www.example.com/{path}", "sitemap", "article", changed_at)
    assert is_within(candidate, SINCE, UNTIL) is is_in


def test_without_a_window_all_is_within() -> None:
    assert is_within(FoundAddress("https://www.example.com/1999/01/01/the-mill", "link", "article"), None, None)
