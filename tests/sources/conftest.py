"""How inputs are read in tests: no network, and standard input from memory."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from page_facts import Facts

from cleaner.errors import FetchError
from cleaner.model import RawPage
from cleaner.sources import Reading


def no_fetch(url: str) -> RawPage:
    raise FetchError(f"{url}: no network in tests")


@pytest.fixture
def reading() -> Reading:
    return Reading(fetch=no_fetch, read_facts=lambda path: Facts(), stdin=io.BytesIO(b"from a pipe"))


@pytest.fixture
def reading_with(reading: Reading) -> Callable[..., Reading]:
    """The same with other members."""

    def made(**members: Any) -> Reading:
        return replace(reading, **members)

    return made
