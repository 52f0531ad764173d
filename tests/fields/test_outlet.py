from __future__ import annotations

from pathlib import Path

import pytest
from hand_made import TEXT, json_ld, make_page, make_story, meta

from cleaner.article import Article
from cleaner.declared.site_names import SiteNames
from cleaner.fields.outlet import read_outlet
from cleaner.fields.outlet.printed import read_printed
from cleaner.lines.outlets import clean_name
from cleaner.model import Outlet, Role, SiteFacts


def named(story: Article) -> tuple[str | None, str | None]:
    choice = read_outlet(story)
    return (choice.value.name, choice.source) if choice is not None else (None, None)


@pytest.mark.parametrize(
    ("page", "name", "source"),
    [
        (make_page(json_ld(publisher={"name": "The Harbour Post"})), "The Harbour Post", "jsonld:publisher"),
        (make_page(meta("og:site_name", "The Harbour Post")), "The Harbour Post", "meta:og:site_name"),
        (make_page(meta("application-name", "Harbour Post")), "Harbour Post", "meta:application-name"),
        (
            make_page("<title>Storm closes it | Harbour Post</title>", below="<b>Harbour Post</b>"),
            "Harbour Post",
            "title",
        ),
    ],
)
def test_outlet_is_named_by_what_the_page_says(page: str, name: str, source: str) -> None:
    assert named(make_story(page)) == (name, source)


def test_section_behind_a_title_that_begins_with_the_host_is_no_outlet() -> None:
    page = make_page("<title>hp24.com - Storm closes it - Deep Water</title>", below="<b>Deep Water</b>")

    assert named(make_story(page, url="https://sea.hp24.com/a")) == ("hp24.com", "title")


def test_button_at_the_end_of_a_title_names_no_outlet() -> None:
    page = make_page("<title>Storm closes the harbour - Mobile version</title>", above="<p>Mobile version</p>")

    choice = read_outlet(make_story(page))

    assert choice is None or choice.value.name is None


def test_rule_knows_best() -> None:
    facts = SiteFacts(rule="sites/example.com", outlet="Harbour Post", domain="example.com", country="GB")

    choice = read_outlet(
        make_story(make_page(meta("og:site_name", "Other")), url="https://cdn.example.org/a", facts=facts)
    )

    assert choice is not None
    assert choice.value == Outlet(name="Harbour Post", domain="example.com", country="GB", source="rule:outlet")


def test_name_that_the_title_repeats_beats_a_company() -> None:
    head = json_ld(publisher={"name": "Coastal Holdings"}) + meta("og:site_name", "Harbour Post")

    assert named(make_story(make_page(head + "<title>Storm | Harbour Post</title>"))) == (
        "Harbour Post",
        "meta:og:site_name",
    )


def test_host_is_a_poorer_name_than_any_other() -> None:
    head = meta("og:site_name", "hp-online.example") + meta("application-name", "Harbour Post")

    assert named(make_story(make_page(head))) == ("Harbour Post", "meta:application-name")


def test_site_name_that_is_the_headline_names_nobody() -> None:
    head = meta("og:site_name", "Storm closes the harbour") + "<title>Storm closes the harbour</title>"

    assert named(make_story(make_page(head, above="<h1>Storm closes the harbour</h1>"))) == (None, None)


@pytest.mark.parametrize(
    ("line", "name"),
    [("© 2024 Harbour Post. All rights reserved.", "Harbour Post"), ("© Jane Doe", None)],  # a photographer
)
def test_line_of_rights_names_the_outlet(line: str, name: str | None) -> None:
    story = make_story(make_page(below=f"<p>{line}</p>"), labels={line: (Role.COPYRIGHT, "shared/copyright:line")})

    assert named(story) == (name, "copyright" if name else None)


@pytest.mark.parametrize(
    ("url", "domain"),
    [
        ("https://www.harbour-post.co.uk/storm", "harbour-post.co.uk"),
        ("https://post.blogspot.com/x", "post.blogspot.com"),
    ],
)
def test_domain_is_the_addresss(url: str, domain: str) -> None:
    choice = read_outlet(make_story(make_page(), url=url))

    assert choice is not None
    assert (choice.value.domain, choice.source) == (domain, "url")


@pytest.mark.parametrize(
    ("name", "domain"),
    [("Harbour Post", "harbour-post.example"), ("Lagoon News", "lagoon-news.example")],  # a short link
)
def test_copy_of_another_sites_story_is_at_the_address_to_share(name: str, domain: str) -> None:
    canonical = '<link rel="canonical" href="https://www.lagoon-news.example/a1">'
    page = make_page(canonical + meta("og:url", "https://www.harbour-post.example/a1") + meta("og:site_name", name))
    choice = read_outlet(make_story(page))

    assert choice is not None
    assert (choice.value.domain, choice.value.name) == (domain, name)


@pytest.mark.parametrize(
    "shared",
    [
        "https://www.facebook.com/thelagoon/",
        "https://lagoon-news.hosts.test/a1",
        "https://bit.ly/3xY",
        "http://localhost",
    ],
)
def test_address_to_share_of_a_network_or_another_host_of_the_site_is_no_copys(shared: str) -> None:
    page = make_page(f'<link rel="canonical" href="https://www.lagoon-news.example/a1">{meta("og:url", shared)}')
    choice = read_outlet(make_story(page))

    assert choice is not None
    assert choice.value.domain == "lagoon-news.example"


def test_domain_of_a_dump_is_that_of_its_editors_mail() -> None:
    dump = f"Storm closes the harbour\n\n{TEXT}\n\nJane Doe\ndesk@news.harbour-post.com"

    choice = read_outlet(make_story(dump))

    assert choice is not None
    assert (choice.value.domain, choice.value.name) == ("harbour-post.com", None)


def test_domain_of_a_dump_is_the_one_its_links_lead_to_and_a_menus_entry_no_outlet() -> None:
    links = "\n".join(f"   {number}. https://www.merkur.de/{number}" for number in range(1, 15))
    menu = "\n".join(f"   [{number}]A link" for number in range(1, 6))
    dump = f"Welt\n\n{menu}\n\nMerkur\n\nStorm closes it\n\n{TEXT}\n\nWelt\n\nReferences\n\n{links}\n"

    choice = read_outlet(make_story(dump))

    assert choice is not None
    assert (choice.value.domain, choice.value.name) == ("merkur.de", "Münchner Merkur")


@pytest.mark.parametrize("line", ["jane.doe@gmail.com", "user@example.com", "name@example.org", "name@email.com"])
def test_private_and_invented_mail_has_no_domain_to_tell(line: str) -> None:

    assert (
        read_outlet(make_story(f"Storm\n\n{TEXT}\n\n{line}", labels={line: (Role.BYLINE, "shared/lines:byline")}))
        is None
    )


@pytest.mark.parametrize(
    ("raw", "name"),
    [
        ("Ediciones Puerto S.L.", "Ediciones Puerto"),
        ("Hafen AG", "Hafen"),
        ("Hafenblatt GmbH & Co. KG", "Hafenblatt"),
        ("Газета «Гавань»", "Газета «Гавань»"),
        ("Harbour Post.", "Harbour Post"),
        ("https://example.com", None),
        ("@harbourpost", None),
        ("{{site.name}}", None),
        ("Home", None),
        ("All rights reserved", None),
        ("", None),
    ],
)
def test_name_is_taken_without_its_legal_form(raw: str, name: str | None) -> None:
    assert clean_name(raw) == (name or "")


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Sign up for the Marle Gazette newsletter", "Marle Gazette"),
        ("Sign up for The Marle Gazette newsletter", "The Marle Gazette"),
        ("Sign up for il Marle Gazette newsletter\n\nil Marle Gazette", "il Marle Gazette"),
        ("Sign up for le Marle Gazette newsletter", "le Marle Gazette"),
    ],
)
def test_article_that_a_sentence_needs_is_no_part_of_the_name(line: str, name: str) -> None:
    dump = f"Storm closes the harbour of the town\n\n{TEXT}\n\n{line}\n\nWrite to desk@marlegazette.example"

    assert named(make_story(dump))[0] == name


@pytest.mark.parametrize(
    ("line", "is_offer"), [("First-Time Harbour Visitors Have Nowhere to Go", False), ("Marle Gazette on air", True)]
)
def test_what_a_headline_begins_with_is_no_name_beside_an_offer(line: str, *, is_offer: bool) -> None:
    evidence = read_printed([line], SiteNames(frozenset(), frozenset()), [], None).evidence

    assert any(kinds["named"] for kinds in evidence.values()) is is_offer


@pytest.mark.parametrize("button", ["Post on X", "Repost on Facebook"])
def test_button_that_shares_the_story_names_no_outlet(button: str) -> None:
    dump = f"Storm closes the harbour of the town\n\nCopy link\n{button}\n\n{TEXT}\n\n© 2025 Osterby Newspapers Ltd."

    assert named(make_story(dump))[0] != button.split()[0]


@pytest.mark.parametrize(
    ("lines", "name"),
    [
        (["Marle Gazette", "News", "Sport", TEXT, TEXT, "Marle Gazette"], "Marle Gazette"),
        (["Menu", "Marle Gazette", "News", TEXT, TEXT, "Search", "Marle Gazette", "Contact"], "Marle Gazette"),
        (["Marle Gazette", "News", "Sport", TEXT, TEXT], None),  # once
        (["Humans", "News", "Sport", TEXT, TEXT, "Humans"], None),  # an entry of a menu
        (["Marle Football", "News", "Sport", TEXT, TEXT, "Marle Football"], None),  # nobody knows it
    ],
)
def test_known_name_of_several_words_at_the_top_and_again_is_the_masthead(
    lines: list[str], name: str | None, tmp_path: Path
) -> None:
    register = tmp_path / "outlets.tsv"
    register.write_text("marle-gazette.example\tMarle Gazette\t\tGB\ten\t\nhumans.example\tHumans\t\tGB\ten\t\n")
    choice = read_outlet(make_story("\n\n".join(lines)), str(register))
    assert (choice.value.name if choice is not None else None) == name
