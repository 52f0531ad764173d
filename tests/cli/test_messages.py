"""Lines on the error stream, as people read them."""

from __future__ import annotations

import pytest

from cleaner.text import counted

COUNTS = ((0, "0 pages"), (1, "1 page"), (2, "2 pages"), (2_000, "2,000 pages"))


@pytest.mark.parametrize(("number", "said"), COUNTS)
def test_one_thing_is_no_plural(number: int, said: str) -> None:
    assert counted(number, "page") == said


def test_a_plural_of_its_own_is_given() -> None:
    assert [counted(number, "copy", "copies") for number in (1, 3)] == ["1 copy", "3 copies"]
