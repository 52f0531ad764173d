"""XPaths of links as CSS selectors: the same elements, or none at all."""

from __future__ import annotations

import pytest
from lxml import html

from cleaner.learn.link_paths import css_of

PAGE = html.document_fromstring(
    "<div id='tools' class='bar on'><a href='/print/1'>Print</a><a href='/2' rel='next'>Next page</a></div>"
    "<ul class='pages'><li><a href='/1'>1</a></li><li class='next last'><a href='/2' title='it\"s'>2</a></li></ul>"
    "<p><a name='top'>Top</a></p>"
)

SAME = (
    "//a[@rel='next']",
    '//a[@rel = "next"]/@href',
    "//div[@id='tools']/a[contains(@href, 'print')]/@href",
    "//ul[contains(@class, 'page')]//a[starts-with(@href, '/2')]",
    "//li[contains(concat(' ', normalize-space(@class), ' '), ' next ')]/a",
    "//*[@class='pages']/li[2]/a",
    "//ul/li[last()]/a[@href and @title]",
    "//a[not(@href)]",
    "//a[contains(text(), 'Next')]",
    "//div//a",
)


@pytest.mark.parametrize("path", SAME)
def test_the_selector_finds_the_same_links(path: str) -> None:
    selector = css_of(path)
    assert selector is not None
    wanted = PAGE.xpath(path.removesuffix("/@href"))
    assert wanted
    assert PAGE.cssselect(selector) == wanted


OTHERS = (
    "(//a)[1]",
    "//a[@rel='next' or @rel='more']",
    "//a[@rel='next'][1]",
    "//*[1]",
    "//li/following-sibling::li/a",
    "concat('https://x.example', //a/@href)",
    "//a[text()='Next']",
    "",
)


@pytest.mark.parametrize("path", OTHERS)
def test_what_no_plain_selector_says_is_none(path: str) -> None:
    assert css_of(path) is None
