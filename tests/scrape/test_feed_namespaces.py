"""Feeds that declare namespaces without end."""

from __future__ import annotations

import pytest

from cleaner.scrape.feeds import MAX_NAMESPACES, read_feed


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize(("namespaces", "read"), [(20, 1), (MAX_NAMESPACES + 1, 0)])
def test_a_feed_of_namespaces_without_end_is_not_read(namespaces: int, read: int, encoding: str) -> None:
    """feedparser looks through all of them for each element."""
    declared = " ".join(f"xmlns:a{i}='a{i}'" for i in range(namespaces))
    item = "<item><a1:b>c</a1:b><link>https://tidepost.example/a</link></item>"
    text = f"<?xml version='1.0' encoding='{encoding}'?><rss {declared}><channel>{item}</channel></rss>"
    assert len(list(read_feed(text.encode(encoding), "https://tidepost.example/"))) == read
