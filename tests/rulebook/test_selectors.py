"""Selectors: the index and XPath give the same answer, and a wrong one says so."""

# ruff: noqa: E501  in a table of cases, one case is one line

from __future__ import annotations

import pytest
from cssselect import HTMLTranslator
from lxml import etree
from rule_pages import make_page

from cleaner.rulebook.selectors import Seed, compile_css, compile_xpath
from cleaner.rulebook.xpath import SelectorProblem

PAGE = make_page(
    """<html><head><meta name="generator" content="X"><script id="s" src="/a.js"></script></head>
    <body class="home page"><div id="main" class="article body"><p class="lead">One</p>
    <div class="box"><p>Two <a class="more lead" href="/x" title="">link</a></p><section><p lang="en">Three</p></section></div>
    <ul><li data-role="x y">Four</li><li class="lead last">Five</li></ul></div>
    <aside class="box related-1"><p class="lead">Six</p><div class="box"><p class="Lead">Seven</p></div></aside></body></html>"""
)
SELECTORS = [
    "p", ".lead", "#lead", "#main", ".main", "p.lead", ".lead.more", "div p", "div > p", "aside .box p", ".box .box > p", "body.page .box p",
    "section > p", "div.box > section > p", "[lang]", "[lang=en]", "p[lang='en']", "[class^=rel]", "[class*='lead']",
    "[class$=last]", "[data-role~=y]", "li:not(.last)", ".lead:not(p)", "a[title='']", "[title^='']", "a[href!='/y']",
    "p:first-child", "p, .more", "ul > li:last-child", "div:has(> section)", "meta[name=generator]", "script[src*=a]",
    "*", "* > p", ".Lead", "P.lead", "div div p", "main", "section ~ p", "p + div", "[lang|=en]", "#main.article",
    "meta", "head > meta", "script#s", "#missing p", ".missing > a", "noscript p", "[id^=ma]", "[id$=in]", "[id*=ai]", "[class*=' ']", "[class^='article b']", "[class*=lead][title]", "[class^=x]",
    "[class]", "[id]", "[class=box]", "[id=main]", "[class~=box]", "div[class=box]", "div > [class=lead]",
]  # fmt: skip


@pytest.mark.parametrize("text", SELECTORS)
def test_the_index_selects_what_xpath_selects(text: str) -> None:
    by_xpath = etree.XPath(HTMLTranslator().css_to_xpath(text))(PAGE.tree.root)

    assert set(compile_css(text).find(PAGE.tree)) == set(by_xpath)


@pytest.mark.parametrize("text", ["p", ".lead", "#main", "p.lead", "[lang]", "[id^=ma]", "script#s"])
def test_selectors_of_one_step_need_no_xpath(text: str) -> None:
    assert [branch.xpath for branch in compile_css(text).branches] == [None]


@pytest.mark.parametrize("text", ["p:first-child", "style[media=x]", "p + p", "div > p", "li:not(.last)"])
def test_other_selectors_become_xpath(text: str) -> None:
    assert None not in [branch.xpath for branch in compile_css(text).branches]


@pytest.mark.parametrize("text", ["div .missing", "p.lead > .missing", "section [data-missing]"])
def test_an_xpath_is_run_only_where_the_page_has_what_its_last_step_needs(text: str) -> None:
    (branch,) = compile_css(text).branches

    assert branch.seed is not None
    assert branch.find(PAGE.tree) == ()


@pytest.mark.parametrize(
    "text", ["//details[p]", "//details", "//section/details", "//details//p", "/descendant::details[p]"]
)
def test_a_path_in_xpath_is_run_only_where_the_page_has_its_first_tag(text: str) -> None:
    tags = [branch.seed for branch in compile_xpath(text).branches]

    assert tags == [Seed("tag", text.removeprefix("/descendant::").lstrip("/").partition("[")[0].partition("/")[0])]


@pytest.mark.parametrize(
    "text", ["//p | //details", "//*[@lang]", "(//p)[1]", "//style/@media", "count(//p)", "//noscript"]
)
def test_any_other_xpath_is_run_on_each_page(text: str) -> None:
    assert [branch.seed for branch in compile_xpath(text).branches] == [None]


@pytest.mark.parametrize("text", ["//p[@lang]", "//p", "//section//p", "//h6", "/descendant::p[@lang]"])
def test_an_xpath_with_a_first_tag_selects_what_it_selects_alone(text: str) -> None:
    assert list(compile_xpath(text).find(PAGE.tree)) == etree.XPath(text)(PAGE.tree.root)


def test_elements_come_in_page_order() -> None:
    found = compile_css("p.lead").find(PAGE.tree)

    assert [element.text for element in found] == ["One", "Six"]


def test_xpath_values_are_kept_for_fields_only() -> None:
    selector = compile_xpath("//p[@lang]/@lang")

    assert selector.find(PAGE.tree) == []
    assert selector.find_values(PAGE.tree) == ["en"]


@pytest.mark.parametrize("text", ["p..x", "a,", "p:nth-child(", "p:no-such-thing", "", "wp-content/themes/x/"])
def test_a_wrong_css_selector_is_named(text: str) -> None:
    with pytest.raises(SelectorProblem, match="does not compile"):
        compile_css(text)


@pytest.mark.parametrize("text", ["//p[", "//p[no-such-function()]", "//x:p", "$name"])
def test_a_wrong_xpath_is_named(text: str) -> None:
    with pytest.raises(SelectorProblem, match="does not compile"):
        compile_xpath(text)


def test_an_xpath_may_give_no_elements() -> None:
    assert not compile_xpath("count(//p)").gives_elements()


def test_an_xpath_of_a_field_may_give_a_text() -> None:
    assert compile_xpath("string(//p[@lang])").find_values(PAGE.tree) == ["Three"]
