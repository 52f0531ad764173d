"""The box for every test, and why they skip where the extra is missing."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from news_box import Box

MISSING = [name for name in ("scrapy", "protego", "feedparser", "fastwarc") if find_spec(name) is None]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if MISSING:
        reason = f"{', '.join(MISSING)} not installed: pip install 'news-cleaner[scrape]'"
        for item in items:
            if Path(item.path).parent == Path(__file__).parent:
                item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture
def box() -> Iterator[Box]:
    with Box(articles=3).serving() as serving:
        yield serving
