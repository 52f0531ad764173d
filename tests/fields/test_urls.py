from __future__ import annotations

import pytest
from hand_made import json_ld, make_page, make_story, meta

from cleaner.fields.canonical_url import read_canonical_url
from cleaner.urls import canonical_form, host_of, is_saved_beside, picture_url, registrable_domain


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://EXAMPLE.com/Storm", "https://example.com/Storm"),
        ("https://example.com:443/storm", "https://example.com/storm"),
        ("http://example.com:8080/storm", "http://example.com:8080/storm"),
        ("https://example.com", "https://example.com/"),
        ("https://example.com/storm?utm_source=x&id=7&fbclid=y", "https://example.com/storm?id=7"),
        ("https://example.com/storm?gclid=a&mc_cid=b&xtor=c", "https://example.com/storm"),
        ("https://example.com/storm?cmpage=2", "https://example.com/storm?cmpage=2"),
        ("https://example.com/storm#comments", "https://example.com/storm"),
        ("https://example.com/#!/storm", "https://example.com/#!/storm"),
        ("  https://example.com/storm ", "https://example.com/storm"),
        ("javascript:void(0)", None),
        ("mailto:desk@example.com", None),
        ("/storm", None),
        ("http://[broken", None),
        ("https://example.com:harbour/", None),
        ("", None),
    ],
)
def test_address_takes_one_form(url: str, expected: str | None) -> None:
    assert canonical_form(url) == expected


@pytest.mark.parametrize(
    ("url", "domain"),
    [
        ("https://www.example.co.uk/storm", "example.co.uk"),
        ("https://news.example.com/", "example.com"),
        ("https://harbour.blogspot.com/", "harbour.blogspot.com"),
        ("https://harbour.wordpress.com/", "harbour.wordpress.com"),
        ("https://user:pass@www.example.com:80/x", "example.com"),
        ("https://www.xn--harbr-0ra.xn--p1ai/", "xn--harbr-0ra.xn--p1ai"),
        ("https://news.harbour.xn--55qx5d.cn/", "harbour.xn--55qx5d.cn"),
        ("https://news.harbour..example.com/", "news.harbour..example.com"),
        ("https://127.0.0.1/", None),
        ("https://[::1]/", None),
        ("https://localhost/", None),
        ("no address", None),
        ("http://[broken", None),
        (None, None),
    ],
)
def test_domain_is_what_somebody_registered(url: str | None, domain: str | None) -> None:
    assert registrable_domain(url) == domain


def test_host_of_a_private_network_is_its_own_domain() -> None:
    assert registrable_domain("https://news.harbour.internal/") == "news.harbour.internal"


def test_host_leaves_www_out() -> None:
    assert host_of("https://WWW.example.com/x") == "example.com"


@pytest.mark.parametrize(
    ("head", "source"),
    [
        ('<link rel="canonical" href="/storm">', "link:canonical"),
        (meta("og:url", "https://example.com/storm"), "meta:og:url"),
        (json_ld(url="https://example.com/storm"), "jsonld:url"),
        (json_ld(mainEntityOfPage="https://example.com/storm"), "jsonld:mainEntityOfPage.@id"),
    ],
)
def test_canonical_url_is_what_the_page_declares(head: str, source: str) -> None:
    choice = read_canonical_url(make_story(make_page(head), url="https://example.com/storm?utm_source=feed"))

    assert choice is not None
    assert (choice.value, choice.source) == ("https://example.com/storm", source)


def test_front_page_is_not_the_storys_address() -> None:
    head = '<link rel="canonical" href="https://example.com/">' + meta("og:url", "https://example.com/storm")

    choice = read_canonical_url(make_story(make_page(head), url="https://example.com/storm"))

    assert choice is not None
    assert choice.source == "meta:og:url"


@pytest.mark.parametrize("before", ["https://example.com", "https://example.com/", "http://www.example.com"])
def test_host_before_a_whole_canonical_address_is_cut(before: str) -> None:
    story = make_story(make_page(f'<link rel="canonical" href="{before}https://example.com/storm">'))

    choice = read_canonical_url(story)

    assert choice is not None
    assert choice.value == "https://example.com/storm"
    assert registrable_domain(story.declared.host_url) == "example.com"


def test_address_within_an_address_stays() -> None:
    kept = "https://archive.example/web/2024/https://example.com/storm"

    choice = read_canonical_url(make_story(make_page(f'<link rel="canonical" href="{kept}">')))

    assert choice is not None
    assert choice.value == kept


def test_page_that_declares_nothing_has_no_canonical_url() -> None:
    assert read_canonical_url(make_story(make_page(), url="https://example.com/storm")) is None


@pytest.mark.parametrize(
    "address",
    [
        "./Die Fähre_files/quai.jpg",
        "Die%20F%C3%A4hre-Dateien/quai.jpg",
        "Le bac_fichiers/quai.jpg",
        "a_soubory\\quai.jpg",
    ],
)
def test_picture_in_the_folder_of_a_saved_page_is_joined_to_no_address(address: str) -> None:
    found = picture_url(address, "https://hafenbote.example/a/faehre")
    assert found is not None
    assert is_saved_beside(found)


@pytest.mark.parametrize(
    ("address", "url"),
    [
        ("/press_files/quai.jpg", "https://hafenbote.example/press_files/quai.jpg"),
        ("https://hafenbote.example/press_files/quai.jpg", "https://hafenbote.example/press_files/quai.jpg"),
        ("../img/quai 2.jpg", "https://hafenbote.example/img/quai%202.jpg"),
    ],
)
def test_picture_of_the_web_has_its_address(address: str, url: str | None) -> None:
    assert picture_url(address, "https://hafenbote.example/a/faehre") == url
