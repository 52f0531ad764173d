"""Selectors: the index and XPath give the same answer, and a wrong one says so."""

# ruff: noqa: E501  in a table of cases, one case is one line

from __future__ import annotations

import pytest
from cssselect import HTMLTranslator
from lxml import etree
from rule_pages import make_page

from cleaner.rulebook.branches import split_xpath
from cleaner.rulebook.selectors import (
    SelectorProblem,
    compile_css,
    compile_xpath,
    run_xpath,
)

PAGE = make_page(
    """<html><head><meta name="generator" content="X"><script id="s" src="/a.js"></script></head>
    <body class="home page"><div id="main" class="article body"><p class="lead">One</p>
    <div class="box"><p>Two <a class="more lead" href="/x" title="">link</a></p><section><p lang="en">Three</p></section></div>
    <ul><li data-role="x y">Four</li><li class="lead last">Five</li></ul></div>
    <aside class="box related-1"><p class="lead">Six</p><div class="box"><p class="Lead">Seven</p></div></aside></body></html>"""
)
SELECTORS = [
    "p", ".lead", "#main", "p.lead", ".lead.more", "div p", "div > p", "aside .box p", ".box .box > p", "body.page .box p",
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


@pytest.mark.parametrize("text", ["p", ".lead", "#main", "div > p.lead", "[lang]", "li:not(.last)"])
def test_simple_selectors_need_no_xpath(text: str) -> None:
    assert compile_css(text).xpath is None


@pytest.mark.parametrize("text", ["p:first-child", "style[media=x]", "p + p"])
def test_other_selectors_become_xpath(text: str) -> None:
    assert compile_css(text).xpath is not None


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


def test_an_xpath_of_a_statement_must_give_elements() -> None:
    with pytest.raises(SelectorProblem, match="gives no elements"):
        compile_xpath("count(//p)")


def test_an_xpath_of_a_field_may_give_a_text() -> None:
    assert compile_xpath("string(//p[@lang])", values=True).find_values(PAGE.tree) == ["Three"]


@pytest.mark.parametrize(
    ("text", "chains"),
    [
        ("//*[@lang='en']", 1),
        ("//a[@href='/x'] | //*[@data-role='x y']", 2),
        ('//ul[not(ancestor::p)] | //*[@lang="en"]', 2),
        ('//ul[1] | //*[@lang="en"]', 1),
        ("//*[@class='box']", 0),
        ("//div[@class='box'] | //div[@id='main']", 2),
        ("//p[.='a | //*[@lang=\"en\"]']", 0),
        ("//*[@lang]", 0),
        ("//p[not(ancestor::aside)]", 1),
        ("//p[not(ancestor::aside)] | //a", 1),
        ("//meta[not(ancestor::body)]", 1),
        ("//meta[@name='generator']", 0),
        ("//p[position() < 2]", 0),
        ("//aside//p[contains(@class, 'l') or self::a]", 1),
        ("//div//div/p[1]", 1),
        ("//div/p/a | //a", 0),
        ("//div//p[1]", 1),
        ("//ul/following::p", 0),
    ],
)
def test_branches_that_each_element_answers_by_itself_are_left_to_the_index(text: str, chains: int) -> None:
    xpath = etree.XPath(text)
    made, rest = split_xpath(xpath)

    assert len(made) == chains
    found = {element for chain in made for element in chain.find(PAGE.tree)}
    found.update(run_xpath(rest, PAGE.tree.root) if rest is not None else ())
    assert found == set(xpath(PAGE.tree.root))
