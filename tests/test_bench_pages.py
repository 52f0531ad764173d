"""Real pages, where a folder of them is at hand: none crashes, none is changed by what was cleaned before it."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from cleaner import RawPage, clean
from cleaner.rulebook import Rulebook

PAGES_PER_SET = 6

pytestmark = [pytest.mark.bench, pytest.mark.slow]


@pytest.fixture(scope="module")
def bodies(bench_folder: Path) -> list[bytes]:
    """A few pages of each set, evenly spaced."""
    found = []
    for folder in sorted(bench_folder.glob("*/pages")):
        pages = sorted(folder.glob("*.html.gz"))
        found += [gzip.decompress(path.read_bytes()) for path in pages[:: max(1, len(pages) // PAGES_PER_SET)]]
    assert found, f"no */pages/*.html.gz in {bench_folder}"
    return found


def test_no_page_raises_and_order_does_not_matter(bodies: list[bytes], rules: Rulebook) -> None:
    forth = [clean(RawPage(body=body), rules).to_json() for body in bodies]
    back = [clean(RawPage(body=body), rules).to_json() for body in reversed(bodies)]
    assert back[::-1] == forth
