"""A page is segmented once, and read once for all rules that say the same of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from cleaner import RawPage, clean, load_rules
from cleaner.learn import lessons as lesson_module
from cleaner.learn import tried_page
from cleaner.learn.learner import learn
from cleaner.learn.lessons import read_lessons
from cleaner.learn.tried_page import TriedPage, segmented
from cleaner.rulebook import Rulebook
from tests.learn.pages import OFFER, SITE, page, pages, truths

pytestmark = pytest.mark.slow

RULE = "rule: 1\nsite: {site}\nversion: 1\nmatch: {{hosts: [{site}]}}\nlabel:\n  - {statement}\n"
BY_TOKEN = "{role: newsletter, tokens: [quay-offer], why: an offer}"
BY_CSS = "{role: newsletter, css: div.quay-offer, why: an offer}"
BOX = "{role: related, tokens: [archive-box], why: from the archive}"


def _tried(url: str | None = f"https://{SITE}/harbour") -> TriedPage:
    found = segmented(RawPage(page(0), url=url))
    assert found is not None
    return TriedPage(found)


def _ruled(statement: str) -> Rulebook:
    return load_rules(sites=False).with_site(RULE.format(site=SITE, statement=statement).encode(), SITE)


def _counted(function: Callable[..., Any], calls: list[str], name: str) -> Callable[..., Any]:
    def counted(*given: Any, **named: Any) -> Any:
        calls.append(name)
        return function(*given, **named)

    return counted


@pytest.mark.parametrize("statement", [BY_TOKEN, BOX])
@pytest.mark.parametrize("url", [f"https://{SITE}/harbour", None, "https://elsewhere.example/1"])
def test_a_page_reads_as_clean_reads_it(statement: str, url: str | None) -> None:
    rules = _ruled(statement)
    _tried().read(SITE, _ruled(BY_CSS))
    record = clean(RawPage(page(0), url=url if url and SITE in url else f"https://{SITE}/"), rules)
    assert _tried(url).read(SITE, rules).text == record.text


def test_rules_that_say_the_same_are_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []
    monkeypatch.setattr(tried_page, "trace_reading", _counted(tried_page.trace_reading, calls, "fields"))
    monkeypatch.setattr(tried_page, "read_story", _counted(tried_page.read_story, calls, "labels"))
    tried = _tried()
    assert tried.read(SITE, _ruled(BY_TOKEN)) is tried.read(SITE, _ruled(BY_CSS))
    assert calls == ["labels", "fields"]
    assert OFFER not in tried.read(SITE, _ruled(BY_TOKEN)).text
    tried.read(SITE, _ruled(BY_TOKEN), "other sources")
    assert calls == ["labels", "fields", "fields"]
    assert tried.read(SITE, _ruled(BOX)).text != tried.read(SITE, _ruled(BY_TOKEN)).text


def test_a_rule_that_cannot_be_joined_reads_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    from cleaner.errors import CleanerError

    def fail(*given: object) -> None:
        raise CleanerError("too large")

    monkeypatch.setattr(tried_page, "resolve_site", fail)
    assert _tried().read(SITE, _ruled(BOX)).text == ""


def test_learning_segments_a_page_once_and_its_dump_once(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[str] = []
    for module in (lesson_module, tried_page):
        monkeypatch.setattr(module, "segment", _counted(tried_page.segment, calls, "segment"))
    rules = load_rules(sites=False)
    found = learn(SITE, *read_lessons(pages(3), rules, truths()), rules)
    assert found.draft is not None
    assert len(calls) == 6
