"""Libraries that are asked about a page may raise anything and write into logs: the page is cleaned without them."""

from __future__ import annotations

import logging
import sys
import warnings
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import NoReturn

import bs4.dammit
import htmldate
import pytest
import trafilatura
from langdetect.detector import Detector

from cleaner import RawPage, Record, clean
from cleaner.fields.language import detectors
from cleaner.labelers import open_blocks
from cleaner.libraries import NoAnswer, ask
from cleaner.model import Status
from cleaner.rulebook import Rulebook

SENTENCE = "The harbour opens again on Tuesday after four months of work, the port authority said in a statement. "


def recurse() -> NoReturn:
    recurse()


def overflow() -> float:
    return float(10**400)


FAILURES: list[Callable[[], object]] = [
    recurse,
    overflow,
    lambda: int("x"),
    lambda: [][0],
    lambda: "\ud800".encode(),
    lambda: None.text,  # type: ignore[attr-defined]
    lambda: exec("assert False"),
    lambda: (_ for _ in ()).throw(Exception("says nothing of itself")),
]


@pytest.mark.parametrize("fail", FAILURES)
def test_whatever_a_library_raises_is_no_answer(fail: Callable[[], object]) -> None:
    answer = ask(fail)
    assert isinstance(answer, NoAnswer)
    assert isinstance(answer.error, Exception)
    assert ask(lambda: None) is None


@pytest.mark.parametrize("rises", [MemoryError, KeyboardInterrupt, SystemExit])
def test_what_is_not_the_page_s_fault_rises(rises: type[BaseException]) -> None:
    def fail() -> NoReturn:
        raise rises

    with pytest.raises(rises):
        ask(fail)


def test_a_library_is_not_heard_while_it_is_asked_and_is_at_other_times(caplog: pytest.LogCaptureFixture) -> None:
    library, other = logging.getLogger("trafilatura.core"), logging.getLogger("somebody.else")

    def question() -> None:
        library.error("asked")
        other.error("asked")
        with ThreadPoolExecutor() as pool:  # somebody who uses it beside us
            pool.submit(library.error, "in another thread").result()

    ask(question)
    library.error("later")
    assert caplog.messages == ["asked", "in another thread", "later"]
    assert caplog.records[0].name == "somebody.else"


def test_a_logger_that_a_library_makes_when_it_is_asked_is_not_heard(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(logging.root.manager.loggerDict, "bs4.dammit", raising=False)
    ask(lambda: logging.getLogger("bs4.dammit").warning("some characters could not be decoded"))
    assert caplog.messages == []


def in_doubt(page: str, monkeypatch: pytest.MonkeyPatch) -> RawPage:
    """The page as one on which trafilatura is asked."""
    monkeypatch.setattr(open_blocks, "ASK_BELOW", 2.0)
    return RawPage(page)


def failing(fail: Callable[[], object]) -> Callable[..., object]:
    return lambda *_, **__: fail()


def without_flags(record: Record) -> dict[str, object]:
    made = record.to_dict()
    made["quality"]["flags"] = []
    return made


STORY = f"<html><h1>Harbour opens again</h1><p>{SENTENCE}</p><p>{SENTENCE * 2}</p><p>{SENTENCE}</p></html>"


@pytest.mark.parametrize("fail", FAILURES)
def test_page_is_cleaned_without_trafilatura(
    general_rules: Rulebook, monkeypatch: pytest.MonkeyPatch, fail: Callable[[], object]
) -> None:
    page = in_doubt(STORY, monkeypatch)
    before = clean(page, general_rules)
    monkeypatch.setattr(trafilatura, "bare_extraction", failing(fail))
    record = clean(page, general_rules)
    assert (record.text, record.title) == (before.text, before.title)
    assert set(record.quality.flags) == {*before.quality.flags, "no_vote"}


@pytest.mark.parametrize("fail", FAILURES)
def test_page_is_cleaned_without_htmldate(
    general_rules: Rulebook, monkeypatch: pytest.MonkeyPatch, fail: Callable[[], object]
) -> None:
    page = RawPage(f"{STORY}<p>Room 2019</p>")  # without a year nobody is asked for a date
    before = clean(page, general_rules)
    monkeypatch.setattr(htmldate, "find_date", failing(fail))
    record = clean(page, general_rules)
    assert without_flags(record) == without_flags(before)
    assert set(record.quality.flags) == {*before.quality.flags, "no_date_guess"}
    assert "published" not in record.provenance


@pytest.mark.parametrize("fail", FAILURES)
@pytest.mark.parametrize("declared", ["", " lang=sw-KE"])
def test_page_is_cleaned_without_langdetect(
    general_rules: Rulebook, monkeypatch: pytest.MonkeyPatch, fail: Callable[[], object], declared: str
) -> None:
    unknown = "Talo miruna sunoka velenti orakul besu nemita, rogamo tiluse parvok. " * 4  # no small word tells it
    page = RawPage(f"<html{declared}><h1>Talo miruna</h1><p>{unknown}</p><p>{unknown}</p></html>")
    monkeypatch.setattr(detectors, "_fast_model", lambda: None)
    before = clean(page, general_rules)
    monkeypatch.setattr(Detector, "get_probabilities", failing(fail))
    record = clean(page, general_rules)
    assert record.text == before.text
    assert record.language is not None
    assert (record.language.code, record.language.declared) == ("und", "sw-KE" if declared else None)
    assert set(record.quality.flags) == {*before.quality.flags, "no_language_guess"}


@pytest.mark.parametrize("fail", FAILURES)
def test_page_is_cleaned_without_a_detected_encoding(
    general_rules: Rulebook, monkeypatch: pytest.MonkeyPatch, fail: Callable[[], object]
) -> None:
    monkeypatch.setattr(bs4.dammit, "UnicodeDammit", failing(fail))
    body = f"<html><h1>Port</h1><p>{'Żółta łódź wróciła później. ' * 9}</p></html>".encode("cp852")
    record = clean(RawPage(body), general_rules)
    assert record.quality.flags[-1] == "no_encoding_guess"


NESTED = {
    "lists": "<ul><li>a",
    "ordered lists": "<ol><li>a",
    "definitions": "<dl><dt>a<dd>b",
    "quotes": "<blockquote>a",
    "tables": "<table><tr><td>a",
    "divisions": "<div>a",
    "inline": "<b><i>a",
    "spans": "<span>a",
    "articles": "<article><section>a",
    "figures": "<figure><figcaption>a",
    "lists in tables": "<table><tr><td><ul><li>a",
    "unknown": "<x-y>a",
    "forms": "<details><summary>a</summary>b",
}


@pytest.mark.parametrize("shape", NESTED)
@pytest.mark.parametrize("depth", [100, 400])
def test_no_nesting_is_too_deep(
    general_rules: Rulebook, monkeypatch: pytest.MonkeyPatch, shape: str, depth: int, capfd: pytest.CaptureFixture[str]
) -> None:
    page = in_doubt(f"<html><h1>Harbour</h1><p>{SENTENCE * 3}</p>{NESTED[shape] * depth}<p>{SENTENCE}", monkeypatch)
    record = clean(page, general_rules)
    assert record.status is not Status.CRASHED
    assert SENTENCE.strip() in record.text
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("depth", [199, 200, 201, 900, 5000, 200_000])
def test_json_of_any_depth_is_read_alike_wherever_the_program_stands(general_rules: Rulebook, depth: int) -> None:
    opening, closing = '{"a":[' * (depth // 2), "]}" * (depth // 2)
    ld = f'{{"@type":"NewsArticle","headline":"Harbour opens","about":{opening}1{closing}}}'
    page = RawPage(f'<html><script type="application/ld+json">{ld}</script><p>{SENTENCE * 3}</p></html>')

    def deeper(levels: int) -> Record:
        return deeper(levels - 1) if levels else clean(page, general_rules)

    left = sys.getrecursionlimit() - 700
    assert deeper(left) == clean(page, general_rules)
    assert (clean(page, general_rules).title == "Harbour opens") == (depth < 200)


def test_warning_about_a_word_where_a_zone_may_stand_reaches_nobody(recwarn: pytest.WarningsRecorder) -> None:
    from dateutil.parser import parse

    with warnings.catch_warnings():
        warnings.resetwarnings()
        ask(lambda: parse("2024-03-01 10:00 XYZT"))
        warnings.warn("of somebody else", RuntimeWarning, stacklevel=1)
    assert [str(one.message) for one in recwarn] == ["of somebody else"]
