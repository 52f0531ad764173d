"""Pages that need a browser, in real Chromium."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import pytest
from crawls import address, crawl, records
from news_box import GAZETTE, Box

if find_spec("scrapy_playwright") is None:
    pytest.skip("scrapy-playwright is not installed: pip install 'news-cleaner[render]'", allow_module_level=True)
from cleaner.scrape.render import BROWSERS, has_browser

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not has_browser(), reason=f"none of {', '.join(BROWSERS)} is installed (apt install chromium)"),
]


def test_page_that_a_script_fills_is_a_record(box: Box, tmp_path: Path) -> None:
    path = box.add_scripted()
    out = tmp_path / "out"
    crawl(box, out, "--render", targets=(box.url(GAZETTE, path),))
    [record] = records(out / "records")
    told = box.articles[f"{GAZETTE}{path}"]
    assert (record["status"], record["title"], address(box, record["url"])) == ("ok", told.title, f"{GAZETTE}{path}")
    assert record["text"].split("\n\n") == list(told.paragraphs)
    asked = [request.path for request in box.log]
    assert asked == ["/robots.txt", path, "/app.js", "/story.json"], "no picture, no socket, nothing twice"
    assert {request.open for request in box.log} == {1}
    assert {request.headers["User-Agent"].partition("/")[0] for request in box.log} == {"news-cleaner"}


def test_without_render_the_page_is_empty(box: Box, tmp_path: Path) -> None:
    path = box.add_scripted()
    out = tmp_path / "out"
    crawl(box, out, targets=(box.url(GAZETTE, path),))
    assert [record["status"] for record in records(out / "records")] == ["empty"]
