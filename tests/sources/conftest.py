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
from cleaner.sources import ReadOptions


def no_fetch(url: str) -> RawPage:
    raise FetchError(f"{url}: no network in tests")


@pytest.fixture
def reading() -> ReadOptions:
    return ReadOptions(fetch=no_fetch, read_facts=lambda path: Facts(), stdin=io.BytesIO(b"from a pipe"))


@pytest.fixture
def reading_with(reading: ReadOptions) -> Callable[..., ReadOptions]:
    """The same with other members."""

    def made(**members: Any) -> ReadOptions:
        return replace(reading, **members)

    return made
