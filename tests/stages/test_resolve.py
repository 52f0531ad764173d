"""Which rules a page gets: by host, by lines of a dump, by layout, by fingerprint."""

# ruff: noqa: E501  in a table of cases, one case is one line

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from rule_pages import SITE, make_book, make_page, matched

from cleaner.stages.resolve import SiteMatch, resolve_site

EXAMPLE = {"sites/example.com": SITE}


def rule_of(match: SiteMatch) -> str | None:
    return match.facts.rule


def of_url(url: str | None, files: dict[str, str], text: str = "<p>One</p>") -> str | None:
    return rule_of(matched(text, files, url=url)[1])


@pytest.mark.parametrize(
    "url",
    [
        "https://example.com/a",
        "http://news.example.com/a",
        "https://EXAMPLE.com:8080/a",
        "https://example.com./a",
        "https://user@example.com/a",
        "https://www.example.com",
    ],
)
def test_a_host_matches_itself_and_what_lies_below_it(url: str) -> None:
    assert of_url(url, EXAMPLE) == "sites/example.com"


@pytest.mark.parametrize(
    "url",
    ["https://notexample.com/", "https://example.com.evil.org/", "https://example.org/", "https://com/", "https://["],
)
def test_a_host_is_not_a_substring(url: str) -> None:
    assert of_url(url, EXAMPLE) is None


def test_where_the_url_is_broken_the_one_in_a_meta_is_taken() -> None:
    page = '<meta property="og:url" content="https://example.com/a"><p>One</p>'

    assert of_url("https://[", EXAMPLE, page) == "sites/example.com"


def test_the_longest_host_wins() -> None:
    files = EXAMPLE | {"sites/sport.example.com": SITE.replace("example.com", "sport.example.com")}

    assert of_url("https://live.sport.example.com/", files) == "sites/sport.example.com"
    assert of_url("https://transport.example.com/", files) == "sites/example.com"


def test_paths_match_from_end_to_end() -> None:
    files = {"sites/example.com": SITE.replace("]}", "], paths: ['/news/[0-9]+']}")}

    assert of_url("https://example.com/news/12?page=2", files) == "sites/example.com"
    assert of_url("https://example.com/news/12/gallery", files) is None
    assert of_url("https://example.com/old/news/12", files) is None


def test_a_shorter_host_is_asked_where_the_longer_ones_paths_do_not_fit() -> None:
    narrow = SITE.replace("example.com", "sport.example.com").replace("]}", "], paths: ['/live/.*']}")
    files = EXAMPLE | {"sites/sport.example.com": narrow}

    assert of_url("https://sport.example.com/live/1", files) == "sites/sport.example.com"
    assert of_url("https://sport.example.com/other", files) == "sites/example.com"


def test_a_host_in_another_script_is_found_by_either_spelling() -> None:
    files = {"sites/münchen.example": SITE.replace("example.com", "münchen.example")}

    assert of_url("https://xn--mnchen-3ya.example/a", files) == "sites/münchen.example"
    assert of_url("https://www.münchen.example/a", files) == "sites/münchen.example"


@pytest.mark.parametrize(
    "head",
    [
        '<link rel="canonical" href="https://example.com/a">',
        '<meta property="og:url" content="https://example.com/a">',
    ],
)
def test_a_page_without_url_is_known_by_what_it_declares(head: str) -> None:
    assert of_url(None, EXAMPLE, f"<html><head>{head}</head><body><p>One</p></body></html>") == "sites/example.com"


def test_copy_without_url_is_of_the_site_that_shares_it_not_of_the_original() -> None:
    head = '<link rel="canonical" href="https://original.example/a"><meta property="og:url" content="https://copy.example/a">'
    files = {f"sites/{host}": SITE.replace("example.com", host) for host in ("copy.example", "original.example")}

    assert of_url(None, files, f"<html><head>{head}</head><body><p>One</p></body></html>") == "sites/copy.example"


def test_the_documents_own_url_goes_before_the_declared_one() -> None:
    head = '<html><head><link rel="canonical" href="https://example.com/a"></head><body><p>One</p></body></html>'

    assert of_url("https://other.example/", EXAMPLE, head) is None


DUMPS = {
    "sites/example.com": SITE.replace("hosts: [example.com]", "hosts: [example.com], dump: ['with The Example', 'Example Desk.*']"),
    "sites/example.org": "rule: 1\nsite: example.org\nmatch: {dump: ['Example Desk Berlin']}\n",
}  # fmt: skip


def test_a_dump_without_url_is_known_by_a_line() -> None:
    _, match = matched("Title\n\nwith The Example\n", DUMPS, url=None)

    assert match.facts.rule == "sites/example.com"
    assert match.grounds[0].why == "the line 'with The Example'"


def test_a_line_must_match_from_end_to_end() -> None:
    assert of_url(None, DUMPS, "Title\n\nTalk with The Example today\n") is None


def test_a_line_is_known_where_segmentation_has_joined_it_to_another() -> None:
    page, match = matched("Log in to connect\nwith The Example\n", DUMPS, url=None)

    assert len(page.blocks) == 1
    assert match.facts.rule == "sites/example.com"


def test_of_two_sites_the_one_with_more_lines_wins() -> None:
    assert of_url(None, DUMPS, "Example Desk Berlin\n\nwith The Example\n") == "sites/example.com"


def test_the_url_of_a_dump_decides_over_its_lines() -> None:
    assert of_url("https://example.org/a", DUMPS, "with The Example\n") is None


LAYOUTS = {
    "sites/example.com": SITE
    + """layouts:
  - {name: new, since: 2024-03-01, when: {css: .new}}
  - {name: old, until: 2024-02-29, when: {css: .old}}
"""
}
UNTOLD = {"sites/example.com": LAYOUTS["sites/example.com"].replace(", when: {css: .new}", "").replace(", when: {css: .old}", "")}  # fmt: skip


def layout_of(text: str, files: dict[str, str], day: str | None = None) -> str | None:
    fetched = datetime.fromisoformat(day).replace(tzinfo=UTC) if day else None
    page = make_page(text, url="https://example.com/a", fetched=fetched)
    return resolve_site(page, make_book(files)).facts.layout


@pytest.mark.parametrize(
    ("day", "layout"), [("2024-03-01", "new"), ("2024-02-29", "old"), ("2026-01-01", "new"), (None, "new")]
)
def test_the_day_of_the_fetch_decides(day: str | None, layout: str) -> None:
    assert layout_of("<p>One</p>", UNTOLD, day) == layout


@pytest.mark.parametrize(
    "head",
    [
        '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2019-05-01T10:00:00Z"}</script>',
        '<meta property="article:published_time" content="2019-05-01">',
    ],
)
def test_the_day_of_publication_decides_where_no_fetch_is_known(head: str) -> None:
    assert layout_of(f"<html><head>{head}</head><body><p>One</p></body></html>", UNTOLD) == "old"


@pytest.mark.parametrize(("shown", "layout"), [("new", "new"), ("old", "old")])
def test_what_the_page_shows_decides_where_no_day_is_known(shown: str, layout: str) -> None:
    assert layout_of(f'<p class="{shown}">One</p>', LAYOUTS) == layout


def test_what_the_page_shows_goes_before_the_day() -> None:
    assert layout_of('<p class="old">One</p>', LAYOUTS, "2026-01-01") == "old"


def test_the_day_decides_where_the_page_shows_neither() -> None:
    assert layout_of("<p>One</p>", LAYOUTS, "2020-01-01") == "old"


def test_no_layout_fits_a_page_that_shows_neither_and_has_no_day() -> None:
    assert layout_of("<p>One</p>", LAYOUTS) is None


def test_the_newest_of_two_that_fit_wins() -> None:
    assert layout_of('<p class="new old">One</p>', LAYOUTS) == "new"


def test_a_selector_says_nothing_of_a_dump() -> None:
    assert layout_of("One\n", LAYOUTS) == "new"
    assert layout_of("One\n", LAYOUTS, "2020-01-01") == "old"


def test_a_line_tells_the_layout_of_a_dump() -> None:
    files = {"sites/example.com": SITE + "layouts:\n - {name: a, when: {line: 'A+'}}\n - {name: b}\n"}

    assert layout_of("AAA\n", files) == "a"
    assert layout_of("AAB\n", files) == "b"


FUSION = "<script>window.Fusion={};Fusion.globalContent={}</script>"
PLATFORMS = {
    "platforms/press": "rule: 1\nmatch: {generator: ['^press \\d'], script: [/press/]}\n",
    "platforms/spot": "rule: 1\nmatch: {html: ['[class^=\"bsp-\"]', 'meta[name=\"spot\"]']}\n",
    "platforms/theme": "rule: 1\nmatch: {script: [wp-content/themes/theme/, Fusion.globalContent]}\nextends: [platforms/press]\n",
    "platforms/pages": "rule: 1\nmatch: {dump: [top of page, bottom of page, 'by .*']}\n",
}


def platforms_of(text: str) -> list[str]:
    return [ground.rule for ground in matched(text, PLATFORMS, url=None)[1].grounds]


@pytest.mark.parametrize(
    ("text", "platform"),
    [
        ('<html><head><meta name="generator" content="Press 6.1"></head><body><iframe src="/press/a"></iframe></body></html>', "platforms/press"),
        ('<html><head><meta name="generator" content="Plugin 2"><meta name="generator" content="Press 6.1"><link href="/press/"></head><body>a</body></html>', "platforms/press"),
        ('<html><head><meta name="spot" content="x"></head><body><p class="bsp-page x">One</p></body></html>', "platforms/spot"),
        ('<div class="bsp-page"><p class="bsp-text">One</p></div>', "platforms/spot"),
        (f"<html><head><script src='/wp-content/themes/theme/a.js'></script></head><body>a{FUSION}</body></html>", "platforms/theme"),
        (f"<html><head><link href='/wp-content/themes/theme/a.css'></head><body>a{FUSION}</body></html>", "platforms/theme"),
        ("top of page\n\nStory\n\nbottom of page\n", "platforms/pages"),
    ],
)  # fmt: skip
def test_a_platform_is_known_by_its_fingerprint(text: str, platform: str) -> None:
    assert platforms_of(text) == [platform]


@pytest.mark.parametrize(
    "text",
    [
        '<html><head><meta name="generator" content="Express 6.1"></head><body>a</body></html>',
        '<p class="x-bsp-page">One</p>',
        "<p>Our path is wp-content/themes/theme/ and Fusion.globalContent</p>",
        "top of page\n\nStory\n\ntop of page\n",
        # one sign alone: a generator, a name that others use, an address
        '<html><head><meta name="generator" content="Press 6.1"></head><body>a</body></html>',
        '<p class="bsp-page x">One</p><p class="bsp-page x">Two</p>',
        "<body>a<script src='/wp-content/themes/theme/a.js'></script><script src='/wp-content/themes/theme/b.js'></script></body>",
    ],
)
def test_what_only_resembles_a_fingerprint_is_none(text: str) -> None:
    assert platforms_of(text) == []


def test_what_a_matching_platform_extends_applies_too() -> None:
    html = f"<body><script src='/wp-content/themes/theme/a.js'></script>{FUSION}</body>"
    _, match = matched(html, PLATFORMS, url=None)

    assert [layer.files for layer in match.layers] == [("platforms/theme", "platforms/press")]


def test_layers_are_site_then_extended_and_platforms_then_shared() -> None:
    files = PLATFORMS | {
        "sites/example.com": SITE + "extends: [platforms/press, shared/extra]\n",
        "shared/extra": "rule: 1\nauto: false\n",
        "shared/lists": "rule: 1\n",
        "shared/share": "rule: 1\n",
    }

    _, match = matched('<div class="bsp-page"><p class="bsp-text">One</p></div>', files)

    assert [layer.files for layer in match.layers] == [
        ("example.com",),
        ("shared/extra", "platforms/press", "platforms/spot"),
        ("shared/lists", "shared/share"),
    ]
    assert [ground.rule for ground in match.grounds] == [
        "sites/example.com", "shared/extra", "platforms/press", "platforms/spot",
    ]  # fmt: skip


def test_a_shared_file_that_is_not_automatic_applies_nowhere_unasked() -> None:
    assert matched("<p>One</p>", {"shared/extra": "rule: 1\nauto: false\n"})[1].layers == ()


def test_the_facts_are_the_sites_and_where_it_is_silent_those_it_extends() -> None:
    files = {
        "sites/example.com": SITE + "version: 3\noutlet: {name: The Example, timezone: Asia/Seoul}\nextends: [platforms/group]\n",
        "platforms/group": "rule: 1\noutlet: {name: Group, country: KR, languages: [ko]}\n",
    }  # fmt: skip

    facts = matched("<p>One</p>", files)[1].facts

    assert (facts.outlet, facts.country, facts.languages, facts.domain) == ("The Example", "KR", ("ko",), "example.com")
    assert (facts.rule, facts.version, facts.timezone) == ("sites/example.com", 3, "Asia/Seoul")


def test_formats_and_zone_of_a_field_become_facts() -> None:
    text = (
        SITE + "outlet: {timezone: Asia/Seoul}\nfields:\n  published: {formats: ['%d.%m.%Y'], timezone: Asia/Tokyo}\n"
    )

    facts = matched("<p>One</p>", {"sites/example.com": text})[1].facts

    assert dict(facts.formats) == {"published": ("%d.%m.%Y",)}
    assert facts.timezone == "Asia/Tokyo"


def test_resolving_twice_gives_the_same() -> None:
    book = make_book(LAYOUTS | PLATFORMS)
    page = make_page('<p class="bsp-page old">One</p>', url="https://example.com/a")

    first, second = resolve_site(page, book), resolve_site(page, book)

    assert first.grounds == second.grounds
    assert first.layers == second.layers
