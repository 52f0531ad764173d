"""signals and json_blocks: what a page says of itself."""

from __future__ import annotations

import pytest

from cleaner.model import Document, Options, Signals
from cleaner.stages.segment import segment
from cleaner.stages.segment.json_blocks import loads_tolerant

STATES = (
    "__NEXT_DATA__",
    "__NUXT_DATA__",
    "__NUXT__",
    "__APOLLO_STATE__",
    "__PRELOADED_STATE__",
    "__INITIAL_STATE__",
    "Fusion.globalContent",
)


def signals(body: str, url: str | None = "https://news.example/a/b") -> Signals:
    return segment(Document(body, "html", url, "utf-8", "given", "", len(body)), Options()).signals


def test_meta_by_name_property_and_itemprop_in_order() -> None:
    made = signals(
        "<meta property='og:Title' content='A'><meta name=author content='X'><meta name=author content='Y'>"
        "<meta itemprop=datePublished content='2024-01-02'><meta name=old value='V'><meta name=none content=' '>"
    )
    assert made.meta["og:title"] == ("A",)
    assert made.meta["author"] == ("X", "Y")
    assert made.first_meta("none", "old") == "V"


def test_title_is_not_that_of_a_drawing() -> None:
    assert signals("<body><svg><title>Icon</title></svg></body>").title is None
    assert signals("<title> The \n title </title>").title == "The title"


def test_what_a_page_says_in_hidden_elements_is_read() -> None:
    made = signals(
        "<head><meta name=author content='A'></head><body><p>One <span style='display:none'>"
        "<meta itemprop=author content='B'></span></p><div hidden><meta itemprop=author content='C'></div></body>"
    )
    assert made.meta["author"] == ("A", "B", "C")


def test_what_a_page_says_behind_its_last_block_that_is_read() -> None:
    body = "<p>x</p>" * 50 + '<script type=\'application/ld+json\'>{"@type": "NewsArticle"}</script>'
    made = segment(Document(body, "html", None, "utf-8", "given", "", len(body)), Options(max_blocks=10))
    assert made.truncated
    assert [node["@type"] for node in made.signals.json_ld] == ["NewsArticle"]


def test_json_ld_graphs_and_lists_are_opened() -> None:
    made = signals(
        '<script type=\'application/ld+json\'>{"@graph": [{"@type": "WebPage"}, {"@type": "NewsArticle"}]}</script>'
        '<script type=\'application/ld+json; charset=utf-8\'>[{"@type": "Organization"}]</script>'
    )
    assert [node["@type"] for node in made.json_ld] == ["WebPage", "NewsArticle", "Organization"]


@pytest.mark.parametrize(
    "text",
    [
        '{"a": "b"}',
        '<!-- {"a": "b"} -->',
        '//<![CDATA[\n{"a": "b"}\n//]]>',
        '{"a": "b",}',
        "{&quot;a&quot;: &quot;b&quot;}",
        '{"a": "b"};',
        '{"a": "b",} // the end',
        '\ufeff{"a": "b"',
        '<script type="application/ld+json">{"a": "b"}',
        '{/* the name */ "a": "b",,}',
    ],
)
def test_broken_json_is_repaired(text: str) -> None:
    assert loads_tolerant(text) == {"a": "b"}


def test_json_with_raw_line_ends_in_strings_is_read() -> None:
    assert loads_tolerant('{"a": "b\nc"}') == {"a": "b c"}


def test_hopeless_json_is_left_out() -> None:
    assert not loads_tolerant('{"a": ')
    assert not loads_tolerant("[" * 100_000)
    assert signals("<script type='application/ld+json'>not json</script>").json_ld == ()


def test_hydration_states_by_name() -> None:
    made = signals(
        "<script id=__NEXT_DATA__ type='application/json'>{\"props\": 1}</script>"
        '<script>window.Fusion=window.Fusion||{};Fusion.globalContent={"type":"story"};Fusion.x=1</script>'
    )
    assert made.states["__NEXT_DATA__"] == '{"props": 1}'
    assert made.states["Fusion.globalContent"].startswith('{"type":"story"}')


def test_a_state_is_not_the_name_that_begins_alike_and_not_what_empties_it() -> None:
    made = signals(
        '<script>Fusion.globalContentConfig={"query":1};Fusion.globalContent={"type":"story"};</script>'
        '<script>window.__NUXT__={};window.__NUXT__.config={"public":1};__NUXT__ = {"data":[1]}</script>'
    )
    assert made.states["Fusion.globalContent"] == '{"type":"story"};'
    assert made.states["__NUXT__"] == '{"data":[1]}'


@pytest.mark.parametrize("name", STATES)
def test_every_state_is_looked_for(name: str) -> None:
    value = '{"a":1}'
    script = f"<script id={name}>{value}</script>" if "DATA" in name else f"<script>window.{name} = {value}</script>"
    assert signals(script).states == {name: script[script.index("{") : script.rindex("<")]}


def test_classes_ids_and_headings_are_kept_for_the_fields() -> None:
    made = signals("<div class='a b' id=c><h1>One<br><br>Two</h1></div><h1></h1><p class=a>Three</p><h1>Four</h1>")
    assert made.tokens == ("a", "b", "c")
    assert made.h1 == ((0, 1), (3, 3))


def test_state_in_the_head_is_found_beside_scripts_in_the_body() -> None:
    made = signals('<head><script>window.__NUXT__={"a":1}</script></head><body><script>var b = 2</script></body>')
    assert made.states["__NUXT__"] == '{"a":1}'


def test_canonical_language_and_base() -> None:
    made = signals("<html lang='en-GB'><base href='/x/'><link rel='shortlink canonical' href='y'>")
    assert (made.language, made.canonical) == ("en-GB", "https://news.example/x/y")


def test_broken_address_is_no_address() -> None:
    assert signals("<link rel=canonical href='http://[bad'>").canonical is None


def test_times_and_people() -> None:
    made = signals(
        "<span class=published><time datetime='2024-01-02T03:04Z'>2 Jan</time></span>"
        "<a rel=author href=/jr>Jane Roe</a><a href='mailto:jr@news.example'>write</a>"
    )
    assert made.times[0].value == "2024-01-02T03:04Z"
    assert "published" in made.times[0].tokens
    assert [(person.name, person.ground) for person in made.people] == [("Jane Roe", "rel"), ("write", "mailto")]


def test_metas_are_read_up_to_a_number_each_and_in_all() -> None:
    made = signals("".join(f"<meta name=author content=a{n}>" for n in range(2_000)) + "<meta name=late content=x>")
    assert made.meta["author"] == tuple(f"a{n}" for n in range(100))
    assert "late" not in made.meta
    assert len(signals(f"<meta name=description content='{'a' * 50_000}'>").meta["description"][0]) == 20_000


def test_of_a_state_that_is_assigned_again_the_first_counts() -> None:
    states = signals('<script>__NUXT__ = {"a": 1}; __NUXT__ = {"a": 2}</script>').states
    assert states["__NUXT__"].startswith('{"a": 1}')


def test_a_meta_element_of_a_video_or_comment_says_nothing_of_the_page() -> None:
    days = {"VideoObject": "2015-12-02", "NewsArticle": "2015-09-27"}
    items = [
        f"<div itemscope itemtype='https://schema.org/{kind}'><meta itemprop=datePublished content={day}></div>"
        for kind, day in days.items()
    ]

    assert signals("".join(items)).meta["datepublished"] == ("2015-09-27",)


def test_time_that_a_script_prints_is_read_where_tag_or_class_says_so() -> None:
    unprinted = '<news-timestamp data-timestamp="1714751262"></news-timestamp><b data-timestamp="1614751262"></b>'
    made = signals(f"<p>By Jane Roe</p><div class=changed-date>{unprinted}</div><p>Text</p>")
    printed = signals("<p>Text</p><div data-date=2024-05-03 class=date>3 May</div>")

    assert [(time.value, time.block) for time in made.times] == [("1714751262", 0)]
    assert "changed-date" in made.times[0].tokens
    assert printed.times == ()
