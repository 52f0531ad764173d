from __future__ import annotations

import pytest
from hand_made import TEXT, json_ld, make_page, make_story, meta

from cleaner.fields.section import read_section, read_tags
from cleaner.model import Candidate, Role, Voice


def trail(*names: str) -> str:
    steps = ", ".join(f'{{"@type": "ListItem", "position": {n}, "name": "{name}"}}' for n, name in enumerate(names, 1))
    return f'<script type="application/ld+json">{{"@type": "BreadcrumbList", "itemListElement": [{steps}]}}</script>'


@pytest.mark.parametrize(
    ("head", "section", "source"),
    [
        (json_ld(articleSection="Town"), ("Town",), "jsonld:articleSection"),
        (json_ld(articleSection=["News", "Town"]), ("News", "Town"), "jsonld:articleSection"),
        (meta("article:section", "Town"), ("Town",), "meta:article:section"),
        (trail("Home", "News", "Town"), ("News", "Town"), "jsonld:breadcrumb"),
        (json_ld(articleSection="News,Town,Harbour"), ("News", "Town", "Harbour"), "jsonld:articleSection"),
        (json_ld(articleSection="Trade, Finance & Harbour"), ("Trade, Finance & Harbour",), "jsonld:articleSection"),
        (json_ld(articleSection="Town") + trail("Home", "News", "Town"), ("News", "Town"), "jsonld:breadcrumb"),
        (json_ld(articleSection="Town") + trail("Home", "Sport"), ("Town",), "jsonld:articleSection"),
    ],
)
def test_section_is_the_path_the_page_gives(head: str, section: tuple[str, ...], source: str) -> None:
    choice = read_section(make_story(make_page(head)))

    assert choice is not None
    assert (choice.value, choice.source) == (section, source)


def test_headline_and_site_are_no_sections() -> None:
    head = meta("og:site_name", "Harbour Post") + meta("og:title", "Storm closes it")
    head += trail("Harbour Post", "www.harbour-post.com", "Town", "Storm closes it")

    choice = read_section(make_story(make_page(head)))

    assert choice is not None
    assert choice.value == ("Town",)


@pytest.mark.parametrize("step", ["Storm closes it", "Storm clo ...", "Storm closes…"])
def test_printed_headline_is_no_section_where_the_page_declares_a_longer_title(step: str) -> None:
    head = meta("og:title", "Storm closes it and the boats stay") + trail("Town", step)

    choice = read_section(make_story(make_page(head, above="<h1>Storm closes it</h1>")))

    assert choice is not None
    assert choice.value == ("Town",)


@pytest.mark.parametrize(
    ("line", "section"),
    [
        ("You are here: Home > Town > Harbour", ("Town", "Harbour")),
        ("Du befindest dich hier: Startseite › Town", ("Town",)),
        ("You are here", None),
        ("HomeStorm closes it", None),
    ],
)
def test_label_and_glued_title_are_no_sections(line: str, section: tuple[str, ...] | None) -> None:
    labels = {line: (Role.SECTION, "shared/navigation:breadcrumb")}

    choice = read_section(
        make_story(make_page(meta("og:title", "Storm closes it"), above=f"<p>{line}</p>"), labels=labels)
    )

    assert (choice and choice.value) == section


def test_name_of_a_system_is_no_section() -> None:
    choice = read_section(make_story(make_page(meta("article:section", "news_news") + trail("Home", "Town"))))

    assert choice is not None
    assert choice.value == ("Town",)


def test_printed_breadcrumb_is_cut_into_its_steps() -> None:
    line = "Home > Town > Harbour"
    labels = {line: (Role.SECTION, "example.com:section[0]")}

    choice = read_section(make_story(f"{line}\n\nStorm closes it\n\n{TEXT}", labels=labels))

    assert choice is not None
    assert (choice.value, choice.source) == (("Town", "Harbour"), "rule:example.com:section[0]")


def test_shared_rules_find_comes_after_the_metadata() -> None:
    offers = {
        "section": (
            Candidate("section", "Teaser section", "rule:shared/story:section", 0, voice=Voice.SHARED, caught=True),
        )
    }

    choice = read_section(make_story(make_page(meta("article:section", "Town")), candidates=offers))

    assert choice is not None
    assert choice.value == ("Town",)
    assert choice.rejected == (("Teaser section", "rule:shared/story:section"),)


@pytest.mark.parametrize(
    ("head", "tags"),
    [
        (json_ld(keywords="harbour, storm,  weather"), ("harbour", "storm", "weather")),
        (json_ld(keywords=["Business, Finance & Economics", "Harbour"]), ("Business, Finance & Economics", "Harbour")),
        (meta("article:tag", "Harbour") + meta("article:tag", "Storm"), ("Harbour", "Storm")),
        (meta("news_keywords", "Harbour;Storm;harbour"), ("Harbour", "Storm")),
        (meta("keywords", "港、嵐"), ("港", "嵐")),
        (json_ld(keywords=["Harbour", "_Prio_3", "contentId: 15cd", "hasProduct: true"]), ("Harbour",)),
        (json_ld(keywords=["NLP Entity Tokens: Bay", "Category: News", "locale: US", "Storm"]), ("Storm",)),
        (
            json_ld(keywords=["Star Boats: Harbour", "iBoat: what is new", "x-boat: storm"]),
            ("Star Boats: Harbour", "iBoat: what is new", "x-boat: storm"),
        ),
    ],
)
def test_tags_are_taken_apart_and_named_once(head: str, tags: tuple[str, ...]) -> None:
    choice = read_tags(make_story(make_page(head)))

    assert choice is not None
    assert choice.value == tags


def test_tag_line_loses_its_label() -> None:
    line = "Tags: Harbour, Storm"

    choice = read_tags(make_story(f"Storm\n\n{TEXT}\n\n{line}", labels={line: (Role.TAGS, "shared/story:tags")}))

    assert choice is not None
    assert choice.value == ("Harbour", "Storm")


def test_label_of_a_list_of_tags_is_none_of_them() -> None:
    lines = ("Schlagwörter", "Hafen", "Fähren")
    labels = dict.fromkeys(lines, (Role.TAGS, "shared/story:tags"))
    choice = read_tags(make_story("Storm\n\n" + "\n\n".join((TEXT, *lines)), labels=labels))

    assert choice is not None
    assert choice.value == ("Hafen", "Fähren")


def test_page_without_section_and_tags_has_none() -> None:
    story = make_story(make_page())

    assert (read_section(story), read_tags(story)) == (None, None)
