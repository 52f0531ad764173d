"""Links that are no addresses: a page may print anything."""

from __future__ import annotations

import pytest

from cleaner.scrape.addresses import joined


@pytest.mark.parametrize("link", ["http://[bad", "http://a:b/", "", "   ", "http://", "//[::1"])
def test_what_is_no_address_is_none(link: str) -> None:
    assert joined("https://tide.example/a/", link) == ""


def test_a_link_is_joined_to_its_page() -> None:
    assert joined("https://tide.example/a/b", "../c") == "https://tide.example/c"
