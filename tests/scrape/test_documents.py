"""What documents offer to fetch: sitemaps, feeds, pages, robots.txt; broken ones as far as they go."""

# ruff: noqa: E402  # what is imported after the check needs the extra
from __future__ import annotations

import gzip
from datetime import UTC, datetime

import pytest

for name in ("scrapy", "feedparser", "protego"):
    pytest.importorskip(name, reason=f"{name} is not installed: pip install 'news-cleaner[scrape]'")

from cleaner.errors import InputError
from cleaner.fetch import Capture
from cleaner.rulebook import FetchRule
from cleaner.scrape.discovery import discover
from cleaner.scrape.pages import WebPage
from cleaner.scrape.parts import join_parts, next_part, repeats_title, single_page
from cleaner.scrape.robots import read_reservations, read_robots
from cleaner.scrape.sitemaps import MAX_SITEMAP_BYTES, unpacked_sitemap

URL = "https://example.com/news/a-story"
SITEMAP = (
    "<?xml version='1.0'?><urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'"
    " xmlns:n='http://www.google.com/schemas/sitemap-news/0.9'>"
    "<url><loc>https://example.com/a</loc><lastmod>2026-05-01</lastmod></url>"
    "<url><loc> https://example.com/b </loc><n:news><n:publication_date>2026-05-02T08:00:00+02:00</n:publication_date>"
    "<n:title>B</n:title></n:news></url><url><lastmod>2026-05-01</lastmod></url></urlset>"
)


def captured(body: str | bytes, kind: str = "text/html; charset=utf-8", url: str = URL, **headers: str) -> Capture:
    data = body.encode() if isinstance(body, str) else body
    return Capture(url, b"", b"", 200, {"content-type": kind, **headers}, data, is_whole=True, seconds=0.0)


def page(body: str, **headers: str) -> WebPage:
    return WebPage(captured(body, **headers))


def test_sitemap_has_addresses_and_dates() -> None:
    dated, news = discover(captured(SITEMAP, "text/xml"))
    assert (dated.url, dated.origin, dated.changed_at) == (
        "https://example.com/a", "sitemap", datetime(2026, 5, 1, tzinfo=UTC),
    )  # fmt: skip
    assert (news.url, news.origin) == ("https://example.com/b", "news sitemap")
    assert news.changed_at == datetime(2026, 5, 2, 6, tzinfo=UTC)


def test_packed_sitemap_is_unpacked_and_a_bomb_is_refused() -> None:
    assert len(list(discover(captured(gzip.compress(SITEMAP.encode()), "application/x-gzip")))) == 2
    with pytest.raises(InputError, match="over the limit"):
        unpacked_sitemap(gzip.compress(b"\0" * (MAX_SITEMAP_BYTES + 1)))


def test_entities_of_a_sitemap_are_not_resolved() -> None:
    bomb = "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><urlset><url><loc>https://e.com/&x;</loc></url></urlset>"
    assert [found.url for found in discover(captured(bomb, "text/xml"))] in ([], ["https://e.com/"])


def test_broken_sitemap_is_read_as_far_as_it_goes() -> None:
    assert [found.url for found in discover(captured(SITEMAP[:-60], "text/xml"))][:1] == ["https://example.com/a"]


@pytest.mark.parametrize(
    "feed",
    [
        "<rss version='2.0'><channel><item><title>T</title><link>/a</link>"
        "<pubDate>Mon, 02 Nov 2026 10:00:00 GMT</pubDate></item></channel></rss>",
        "<feed xmlns='http://www.w3.org/2005/Atom'><entry><title>T</title><link href='/a'/>"
        "<updated>2026-11-02T10:00:00Z</updated></entry></feed>",
        '{"version": "https://jsonfeed.org/version/1.1", "items": [{"url": "/a", "title": "T",'
        ' "date_published": "2026-11-02T10:00:00Z"}]}',
    ],
)
def test_entries_of_feeds(feed: str) -> None:
    [found] = discover(captured(feed, "text/plain"))
    assert (found.url, found.origin, found.text) == ("https://example.com/a", "feed", "T")
    assert found.changed_at == datetime(2026, 11, 2, 10, tzinfo=UTC)


def test_links_and_feeds_of_a_front_page() -> None:
    html = (
        "<html><link rel=alternate type=application/rss+xml href=/feed><a href='/a'>A <b>headline</b></a>"
        "<a rel=nofollow href=/b>no</a><a href='javascript:x()'>no</a><a href='mailto:a@b.c'>no</a>"
    )
    found = list(discover(captured(html), is_front=True))
    assert [(one.url, one.purpose, one.text) for one in found] == [
        ("https://example.com/feed", "feed", ""),
        ("https://example.com/a", "article", "A headline"),
    ]


def test_page_that_says_nofollow_has_no_links() -> None:
    assert list(page("<meta name=robots content='index, NOFOLLOW'><a href=/a>A</a>").links()) == []


@pytest.mark.parametrize(
    ("html", "headers", "expected"),
    [
        ("<meta name=robots content='max-image-preview:large, NOAI'>", {}, "robots tag 'noai'"),
        ("<meta name=news-cleaner content=noindex>", {}, "robots tag 'noindex'"),
        ("<meta name=otherbot content=noindex>", {}, None),
        ("<meta name=tdm-reservation content=1>", {}, "tdm-reservation 1"),
        ("<meta name=tdm-reservation content=0>", {}, None),
        ("<p>", {"x-robots-tag": "noai"}, "robots tag 'noai'"),
        ("<p>", {"x-robots-tag": "otherbot: noai, noindex"}, None),
        ("<p>", {"x-robots-tag": "otherbot: noai, news-cleaner: none"}, "robots tag 'none'"),
        ("<p>", {"tdm-reservation": "1"}, "tdm-reservation 1"),
        ("<meta name=robots content='index, follow'>", {}, None),
    ],
)
def test_opt_outs(html: str, headers: dict[str, str], expected: str | None) -> None:
    assert page(html, **headers).opt_out() == expected


def test_robots_rules() -> None:
    text = (
        "User-agent: *\nDisallow: /private/\nAllow: /private/press\nCrawl-delay: 2\nRequest-rate: 1/5\nSitemap: /s.xml"
    )
    rules = read_robots(text, "news-cleaner")
    assert rules.allows("https://e.com/a")
    assert not rules.allows("https://e.com/private/a")
    assert rules.allows("https://e.com/private/press")
    assert rules.delay_seconds() == 5
    assert list(rules.sitemaps()) == ["/s.xml"]
    assert read_robots("", "news-cleaner").delay_seconds() == 0
    assert not read_robots("\ufeffUser-agent: *\nDisallow: /", "news-cleaner").allows("https://e.com/a")


def test_delays_that_are_none_are_not_obeyed() -> None:
    assert read_robots("User-agent: *\nCrawl-delay: nan\nRequest-rate: 0/5", "news-cleaner").delay_seconds() == 0
    assert read_robots("User-agent: *\nCrawl-delay: -3", "news-cleaner").delay_seconds() == 0


def test_reservations_are_by_path() -> None:
    body = (
        b'[{"location": "/", "tdm-reservation": 1, "tdm-policy": "https://e.com/policy.json"},'
        b' {"location": "/free/*", "tdm-reservation": 0}, {"location": "/free/*.pdf$", "tdm-reservation": "1"},'
        b' {"location": "/x\\nAllow: /", "tdm-reservation": 1}, {"tdm-reservation": 1}]'
    )
    rules = read_robots(read_reservations(body), "news-cleaner")
    assert not rules.allows("https://e.com/news/a")
    assert rules.allows("https://e.com/free/a")
    assert not rules.allows("https://e.com/free/a.pdf")
    assert "\nAllow: /\n" not in read_reservations(body)


@pytest.mark.parametrize("body", [b"", b"<html>", b"null", b"[1, 2]", b'[{"location": 5}]', b'"\xff"', b"[" * 100_000])
def test_reservations_that_cannot_be_read_reserve_nothing(body: bytes) -> None:
    assert read_reservations(body) == ""


def test_one_reservation_may_stand_alone() -> None:
    rules = read_robots(read_reservations(b'{"location": "/", "tdm-reservation": true}'), "news-cleaner")
    assert not rules.allows("https://e.com/a")


@pytest.mark.parametrize(
    ("link", "number", "expected"),
    [
        ("<a href='/news/a-story/2'>2</a>", 1, "/news/a-story/2"),
        ("<a href='/news/a-story?page=2'>2</a>", 1, "/news/a-story?page=2"),
        ("<link rel=next href='/news/a-story-2'>", 1, "/news/a-story-2"),
        ("<a rel=next href='/news/another-story'>Next</a>", 1, None),
        ("<a href='/news/2'>2</a>", 1, None),
        ("<a href='https://other.org/news/a-story/2'>2</a>", 1, None),
        ("<a href='/news/a-story/3'>3</a>", 1, None),
    ],
)
def test_next_part_goes_on_with_the_address(link: str, number: int, expected: str | None) -> None:
    found = next_part(page(link), None, number)
    assert found == (expected and f"https://example.com{expected}")


def test_links_of_a_rule_are_taken_as_they_are() -> None:
    rule = FetchRule(next_page=("a.more",), single_page=("a.all",))
    html = "<a class=more href=/news/second-half>more</a><a class=all href=/news/a-story/all>all</a>"
    assert next_part(page(html), rule, 1) == "https://example.com/news/second-half"
    assert single_page(page(html), rule) == "https://example.com/news/a-story/all"
    assert single_page(page("<p>"), rule) is None


def test_parts_are_joined_in_order() -> None:
    first = "<body><h1>T</h1><div class=story><p>One is one.</p></div><div class=side><p>Side</p></div>"
    second = "<body><div class=side><p>Side, and longer than the story is.</p></div><div class=story><p>Two</p></div>"
    joined = join_parts([first, second]).decode()
    assert joined.index("One is one.") < joined.index("Two") < joined.index("Side")
    assert joined.count("Side") == 1


def test_titles_of_parts() -> None:
    assert repeats_title("The harbour opens", "The harbour opens (2/3)")
    assert not repeats_title("The harbour opens", "The bridge closes")
    assert not repeats_title("", "")
