"""Addresses: which are one page, which look like an article's."""

from __future__ import annotations

import pytest

from cleaner.rulebook import FetchRule
from cleaner.scrape.addresses import is_twin, key_of, pattern_of, with_query
from cleaner.scrape.candidates import FoundAddress, Origin, is_section, score

PAGE = "https://www.example.com/2026/05/12/the-harbour-opens-again/"


@pytest.mark.parametrize(
    "other",
    [
        "http://www.example.com/2026/05/12/the-harbour-opens-again",
        "https://example.com/2026/05/12/the-harbour-opens-again/index.html",
        "https://www.example.com/2026/05/12/the-harbour-opens-again/?utm_source=feed#comments",
        "https://amp.example.com/2026/05/12/the-harbour-opens-again/",
        "https://www.example.com/amp/2026/05/12/the-harbour-opens-again/",
        "https://www.example.com/2026/05/12/the-harbour-opens-again/?outputType=amp",
        "https://m.example.com/2026/05/12/the-harbour-opens-again/?print=1",
    ],
)
def test_forms_of_one_page_have_one_key(other: str) -> None:
    assert key_of(other) == key_of(PAGE)


@pytest.mark.parametrize(
    "other",
    [
        "https://www.example.com/2026/05/13/the-harbour-opens-again/",
        "https://news.example.com/2026/05/12/the-harbour-opens-again/",
        f"{PAGE}?page=2",
        "https://www.example.org/2026/05/12/the-harbour-opens-again/",
    ],
)
def test_other_pages_have_other_keys(other: str) -> None:
    assert key_of(other) != key_of(PAGE)


def test_what_is_no_address_has_no_key() -> None:
    assert key_of("javascript:void(0)") is None


@pytest.mark.parametrize(("url", "expected"), [(f"{PAGE}amp", True), ("https://m.example.com/a", True), (PAGE, False)])
def test_twins_are_known(url: str, expected: bool) -> None:
    assert is_twin(url) is expected


@pytest.mark.parametrize(
    ("url", "origin", "text", "expected"),
    [
        (PAGE, "link", "", True),
        ("https://example.com/sport/the-rowers-win-again", "feed", "", True),
        ("https://example.com/sport/the-rowers-win-again", "link", "The rowers win again", True),
        ("https://example.com/story/8812345.html", "sitemap", "", True),
        ("https://example.com/sport/", "link", "Sport", False),
        ("https://example.com/tag/the-old-harbour-bridge", "link", "All about the bridge", False),
        ("https://example.com/", "sitemap", "", False),
    ],
)
def test_articles_are_told_from_lists(url: str, origin: Origin, text: str, expected: bool) -> None:
    assert score(FoundAddress(url, origin, "article", text=text)).is_article is expected


def test_rule_of_the_site_decides() -> None:
    rule = FetchRule(articles=(r"/a\d+",))
    assert score(FoundAddress("https://example.com/a1", "link", "article"), rule).is_article
    assert not score(FoundAddress(PAGE, "link", "article"), rule).is_article


def test_sections_are_short_and_no_lists_of_tags() -> None:
    assert is_section("https://example.com/sport/football/")
    assert not is_section("https://example.com/sport/?page=2")
    assert not is_section("https://example.com/author/eva-holm")


def test_addresses_of_one_shape_have_one_pattern() -> None:
    assert pattern_of("https://e.com/sport/2026/a-b-c") == pattern_of("https://e.com/news/2025/d-e")
    assert pattern_of("https://e.com/sport/2026/a-b-c") != pattern_of("https://e.com/sport")


def test_parameters_of_a_rule_replace_those_of_the_address() -> None:
    assert with_query("https://e.com/a?x=1&y=2", {"y": "3", "full": "yes"}) == "https://e.com/a?x=1&y=3&full=yes"
