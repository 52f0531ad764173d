"""What tests of several modules share: the rules that ship, and the folders a checkout may have beside it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from cleaner.rulebook import Rulebook, load_rules

pytest_plugins = ["pytester"]

ROOT = Path(__file__).parent.parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests over whole data sets first: each takes minutes, and the other process takes over what waits behind it."""
    items.sort(key=lambda item: item.get_closest_marker("bench") is None)


@pytest.fixture(scope="session")
def rules() -> Rulebook:
    """The rules that ship."""
    return load_rules()


@pytest.fixture(scope="session")
def general_rules() -> Rulebook:
    """Shared and platform rules only."""
    return load_rules(sites=False)


@pytest.fixture(scope="session")
def bench_folder() -> Path:
    """The folder of benchmark sets, from CLEANER_BENCH; the test skips where there is none."""
    folder = Path(os.environ.get("CLEANER_BENCH", ""))
    if not os.environ.get("CLEANER_BENCH") or not folder.is_dir():
        pytest.skip("CLEANER_BENCH names no folder of benchmark pages")
    return folder
