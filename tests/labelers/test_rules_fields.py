"""Field sources: where values come from, in which order, and what is left out."""

# ruff: noqa: E501  in a table of cases, one case is one line

from __future__ import annotations

import pytest
from rule_pages import SITE, candidates, site

from cleaner.json_paths import as_text, read_path

PAGE = """<html><head><title>Fire - Example</title><meta property="og:title" content="Fire!"><meta name="author" content="">
<script type="application/ld+json">{"@type": "WebSite", "name": "Example", "headline": "Not this"}</script>
<script type="application/ld+json">{"@type": ["NewsArticle"], "headline": "Fire", "keywords": ["a", "b"],
 "author": [{"@type": "Person", "name": "Jane Doe", "email": "jane@example.com"}, "Bob Lee"],
 "image": {"@type": "ImageObject", "name": "A ship", "url": "/a.jpg"}}</script>
<script id="__NEXT_DATA__" type="application/json">{"props": {"page": {"title": "State fire", "tags": [{"name": "x"}, {"name": "y"}]}}}</script>
</head><body><h1 class="t">Fire in<br>town</h1><p class="by" data-name="Jane Doe">By Jane Doe</p><p>Home > World > Asia</p>
<figure><figcaption>A ship at sea [AP]</figcaption></figure><p>Nothing [CAP]</p></body></html>"""


def values(fields: str, field: str, *, label: str = "", page: str = PAGE) -> list[tuple[str, str]]:
    found = candidates(page, site(label, fields=fields), url="https://example.com/2024/03/31/world/fire")
    return [(candidate.value, candidate.source) for candidate in found.get(field, ())]


@pytest.mark.parametrize(
    ("fields", "field", "expected"),
    [
        ("title: [{jsonld: headline}]", "title", [("Fire", "rule:jsonld:headline")]),
        ("title: [{meta: 'OG:Title'}]", "title", [("Fire!", "rule:meta:OG:Title")]),
        ("title: [{state: props.page.title}]", "title", [("State fire", "rule:state:props.page.title")]),
        ("title: [{state: __NEXT_DATA__.props.page.title}]", "title", [("State fire", "rule:state:__NEXT_DATA__.props.page.title")]),
        ("title: [{css: h1.t}]", "title", [("Fire in town", "rule:css[0]")]),
        ("title: [{css: title}]", "title", [("Fire - Example", "rule:css[0]")]),
        ("title: [{xpath: '//h1'}]", "title", [("Fire in town", "rule:xpath[0]")]),
        ("title: [{xpath: 'string(//h1)'}]", "title", [("Fire intown", "rule:xpath[0]")]),
        ("authors: [{css: .by, attr: data-name}]", "authors", [("Jane Doe", "rule:css[0]")]),
        ("authors: [{xpath: '//p/@data-name'}]", "authors", [("Jane Doe", "rule:xpath[0]")]),
        ("authors: [{jsonld: author}]", "authors", [("Jane Doe", "rule:jsonld:author"), ("Bob Lee", "rule:jsonld:author")]),
        ("authors: [{jsonld: author.name}]", "authors", [("Jane Doe", "rule:jsonld:author.name"), ("Bob Lee", "rule:jsonld:author.name")]),
        ("tags: [{jsonld: keywords}]", "tags", [("a", "rule:jsonld:keywords"), ("b", "rule:jsonld:keywords")]),
        ("tags: [{state: props.page.tags.name}]", "tags", [("x", "rule:state:props.page.tags.name"), ("y", "rule:state:props.page.tags.name")]),
        ("images: [{jsonld: image}]", "images", [("/a.jpg", "rule:jsonld:image")]),
        ("section: [{url: '/\\d+/\\d+/\\d+/(?P<section>[a-z]+)/'}]", "section", [("world", "rule:url[0]")]),
        ("published: [{url: '\\d{4}/\\d\\d/\\d\\d'}]", "published", [("2024/03/31", "rule:url[0]")]),
        ("authors: [{line: '^By (?P<author>.+)$'}]", "authors", [("Jane Doe", "rule:line[0]")]),
        ("section: [{line: '^Home > .+$'}]", "section", [("Home > World > Asia", "rule:line[0]")]),
        ("outlet: [{jsonld: publisher.name}]", "outlet", []),
    ],
)  # fmt: skip
def test_a_source_gives_what_it_points_to(fields: str, field: str, expected: list[tuple[str, str]]) -> None:
    assert values(fields, field) == expected


def test_the_first_source_that_has_something_wins() -> None:
    fields = "title: [{jsonld: alternativeHeadline}, {css: h2}, {meta: 'og:title'}, {jsonld: headline}]"

    assert values(fields, "title") == [("Fire!", "rule:meta:og:title")]


def test_all_collects_and_names_the_sources_as_one() -> None:
    fields = "tags: {from: [{jsonld: keywords}, {meta: news_keywords}, {state: props.page.tags.name}], all: true}"

    assert values(fields, "tags") == [
        (value, "rule:jsonld:keywords+state:props.page.tags.name") for value in ("a", "b", "x", "y")
    ]


def test_split_cuts_a_value_into_several() -> None:
    fields = "section: {from: [{line: '^Home > (?P<section>.+)$'}], split: ' > '}"

    assert values(fields, "section") == [("World", "rule:line[0]"), ("Asia", "rule:line[0]")]


@pytest.mark.parametrize("drop", ["Bob Lee", "'Bob .+'", "bob lee"])
def test_drop_leaves_out_texts_and_patterns(drop: str) -> None:
    fields = f"authors: {{from: [{{jsonld: author}}], drop: [{drop}]}}"

    assert [value for value, _ in values(fields, "authors")] == ["Jane Doe"]


def test_a_source_of_which_all_is_dropped_gives_way_to_the_next() -> None:
    fields = "title: {from: [{jsonld: headline}, {meta: 'og:title'}], drop: [Fire]}"

    assert values(fields, "title") == [("Fire!", "rule:meta:og:title")]


def test_of_a_role_looks_at_blocks_of_that_role_only() -> None:
    fields = "credits: [{line: '\\[(?P<credit>[A-Z/ ]+)\\]$', of: caption}]"

    assert values(fields, "credit", label="- {role: caption, css: figcaption}") == [("AP", "rule:line[0]")]


def test_a_role_gives_its_blocks() -> None:
    found = candidates(PAGE, site("- {role: byline, css: .by}", fields="authors: [{role: byline}]"))

    assert [(candidate.value, candidate.source, candidate.block) for candidate in found["authors"]] == [
        ("By Jane Doe", "rule:role:byline", 1)
    ]


def test_an_object_gives_its_parts() -> None:
    found = candidates(PAGE, site(fields="authors: [{jsonld: author}]"))

    assert dict(found["authors"][0].parts) == {"name": "Jane Doe", "email": "jane@example.com"}


def test_what_statements_caught_follows_what_fields_name() -> None:
    label = "- {role: byline, line: 'By (?P<author>.+)', why: x}"

    assert values("authors: [{jsonld: author}]", "authors", label=label) == [
        ("Jane Doe", "rule:jsonld:author"),
        ("Bob Lee", "rule:jsonld:author"),
        ("Jane Doe", "rule:example.com:byline[0]"),
    ]


FILES = {
    "sites/example.com": SITE
    + "extends: [platforms/press]\nlabel: [{role: byline, line: 'By (?P<author>.+)', why: x}]\n",
    "platforms/press": "rule: 1\nfields: {authors: [{meta: writer}], title: [{css: h1}]}\n",
    "shared/x": "rule: 1\nfields: {authors: [{meta: creator}], title: [{meta: 'og:title'}]}\n",
}
WRITER = '<html><head><meta name="writer" content="W"><meta name="creator" content="C"></head><body><h1>T</h1><p>By S</p></body></html>'


def test_the_site_goes_before_what_it_extends_and_that_before_shared() -> None:
    found = candidates(WRITER, FILES)

    assert [candidate.value for candidate in found["authors"]] == ["S", "W"]
    assert [candidate.value for candidate in found["title"]] == ["T"]


def test_replace_seals_a_field_against_other_files() -> None:
    files = FILES | {"sites/example.com": FILES["sites/example.com"] + "fields: {authors: !replace [{meta: nobody}]}\n"}

    assert [candidate.value for candidate in candidates(WRITER, files)["authors"]] == ["S"]


def test_the_sites_drop_holds_for_what_other_files_find() -> None:
    files = FILES | {"sites/example.com": FILES["sites/example.com"] + "fields: {authors: {drop: [W]}}\n"}

    assert [candidate.value for candidate in candidates(WRITER, files)["authors"]] == ["S", "C"]


def test_a_layout_asks_its_own_sources_before_those_of_its_base() -> None:
    text = (
        SITE
        + """layouts:
  - {name: new, since: 2024-01-01, base: old, fields: {title: [{css: h2}]}}
  - {name: old, until: 2023-12-31, fields: {title: [{css: h1}], authors: [{css: .by}]}}
"""
    )
    found = candidates("<h1>One</h1><h2>Two</h2><p class='by'>Jane</p>", {"sites/example.com": text})

    assert [candidate.value for candidate in found["title"]] == ["Two"]
    assert [candidate.value for candidate in found["authors"]] == ["Jane"]


@pytest.mark.parametrize(
    ("script", "path"),
    [
        ("<script>Fusion.globalContent={'headlines':{'basic':'Fire'}};Fusion.globalContentConfig={'a':1};</script>",
         "Fusion.globalContent.headlines.basic"),
        ("<script>window.__PRELOADED_STATE__ = {'story':{'title':'Fire'}};\nwindow.boot()</script>", "story.title"),
        ("<script>window.__APOLLO_STATE__={'Article:1':{'headline':'Fire'}};</script>", "Article:1.headline"),
        ("<script id=__NUXT_DATA__ type='application/json'>[['Reactive',1],{'data':2},{'story':3},['Ref',4],"
         "{'title':5},'Fire']</script>", "data.story.title"),
    ],
)  # fmt: skip
def test_states_are_read_as_frameworks_write_them(script: str, path: str) -> None:
    page = f"<html><body>{script.replace(chr(39), chr(34))}<p>One</p></body></html>"

    assert values(f'title: [{{state: "{path}"}}]', "title", page=page) == [("Fire", f"rule:state:{path}")]


def test_broken_states_are_left_out() -> None:
    page = '<html><body><script id="__NEXT_DATA__" type="application/json">{"a": </script><p>One</p></body></html>'

    assert values("title: [{state: a}]", "title", page=page) == []


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("a.b", [1, 2, 3]),
        ("a.0.b", [1]),
        ("a.7.b", []),
        ("c.d", ["dotted"]),
        ("e", [None]),
        ("e.f", []),
        ("a.b.c", []),
    ],
)
def test_a_path_opens_lists_and_knows_indices(path: str, expected: list[object]) -> None:
    assert read_path({"a": [{"b": 1}, {"b": [2, 3]}], "c.d": "dotted", "e": None}, path) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (" x ", "x"),
        (7, "7"),
        (True, ""),
        ({"@type": "Person", "name": "Jane"}, "Jane"),
        ({"name": ["Jane", "Bob"]}, "Jane"),
        ({}, ""),
        ("", ""),
    ],
)
def test_a_value_becomes_text(value: object, expected: str) -> None:
    assert as_text(value) == expected
