"""Languages, one text each: cases/languages.yaml."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import langdetect
import pytest
import yaml
from hand_made import make_page, make_story

from cleaner.article import Article
from cleaner.fields.language import language_tag, read_language
from cleaner.model import Block, Language, Story

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "cases" / "languages.yaml").read_text(encoding="utf-8")
)


def story_in(text: str, declared: str = "") -> Article:
    page = make_story(make_page(language=declared))
    return Article(Story(page.page, page.labels, body=(Block(0, text),) if text else ()))


def code_of(text: str) -> str:
    choice = read_language(story_in(text))
    assert choice is not None
    return choice.value.code


@pytest.mark.parametrize("case", CASES, ids=[case["code"] for case in CASES])
def test_language_is_told_from_the_body(case: dict[str, Any]) -> None:
    assert code_of(case["text"]) == case["code"]


def test_declared_language_is_kept_beside_the_detected_one() -> None:
    choice = read_language(story_in(CASES[1]["text"], "en_gb"))

    assert choice is not None
    assert (choice.value.code, choice.value.declared) == ("de", "en-GB")
    assert choice.rejected == (("en", "html:lang"),)


def test_too_little_text_is_undetermined() -> None:
    choice = read_language(story_in("Jane Doe", "de"))

    assert choice is not None
    assert choice.value == Language("und", declared="de")


def test_page_that_says_nothing_has_no_language() -> None:
    assert read_language(story_in("")) is None


def test_language_without_a_profile_is_the_declared_one() -> None:
    icelandic = (
        "Höfninni var lokað á föstudagsmorgun vegna stormsins og flestir bátarnir lágu við bryggju fram á kvöld."
    )

    choice = read_language(story_in(icelandic, "is"))

    assert choice is not None
    assert (choice.value.code, choice.source) == ("is", "html:lang")


def test_text_of_digits_and_signs_is_undetermined() -> None:
    choice = read_language(story_in("12,5 % — 13,7 % — " * 20, "en"))

    assert choice is not None
    assert choice.value.code == "und"


def test_order_of_pages_changes_nothing() -> None:
    forward = [read_language(story_in(case["text"])) for case in CASES]
    backward = [read_language(story_in(case["text"])) for case in reversed(CASES)]

    assert forward == backward[::-1]


def test_threads_do_not_disturb_each_other() -> None:
    alone = [read_language(story_in(case["text"])) for case in CASES]

    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda case: read_language(story_in(case["text"])), CASES))

    assert together == alone


def test_librarys_own_factory_is_not_touched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(langdetect.detector_factory, "_factory", None)

    code_of(CASES[0]["text"])

    assert langdetect.detector_factory._factory is None
    assert langdetect.DetectorFactory.seed is None


@pytest.mark.parametrize(
    ("raw", "tag"),
    [
        ("EN-us", "en-US"),
        ("de_DE", "de-DE"),
        ("zh-hans-cn", "zh-Hans-CN"),
        ("sr-Latn", "sr-Latn"),
        ("es-419", "es-419"),
        ("iw", "he"),
        ("de-DE-x-formal", "de-DE"),
        ("english", ""),
        ("{{lang}}", ""),
        ("", ""),
    ],
)
def test_declared_tag_is_spelt_as_the_standard_does(raw: str, tag: str) -> None:
    assert language_tag(raw) == tag


ENGLISH = (
    "The port was closed on Friday morning because of the storm, and most of the boats lay at the quay until dark."
    " It is the second time this year that this has happened, the harbour master said, but he believes it was safe."
)
KANJI = "港湾管理局発表 強風影響 金曜日早朝港閉鎖 漁船多数停泊 夕方再開予定 本年二度目 復旧作業継続中"


@pytest.mark.parametrize("declared", ["az", "hy", "eu", "sr", "kk", "is"])
def test_declaration_is_refuted_by_script_or_small_words(declared: str) -> None:
    choice = read_language(story_in(ENGLISH, declared))

    assert choice is not None
    assert (choice.value.code, choice.value.declared) == ("en", declared)


@pytest.mark.parametrize(("declared", "code"), [("ja", "ja"), ("zh", "zh"), ("", "zh")])
def test_declaration_decides_among_languages_of_one_script(declared: str, code: str) -> None:
    choice = read_language(story_in(KANJI * 2, declared))

    assert choice is not None
    assert choice.value.code == code


def test_sample_is_not_an_opening_quotation() -> None:
    quotation = "„" + ENGLISH + "“"
    text = (
        "Der Hafen wurde am Freitag wegen des Sturms geschlossen, und die meisten Boote lagen bis zum Abend am Kai. "
        * 5
    )
    page = make_story(make_page())
    blocks = (Block(0, quotation), Block(0, text))
    choice = read_language(Article(Story(page.page, page.labels, body=blocks)))

    assert choice is not None
    assert choice.value.code == "de"


def test_language_nobody_knows_is_undetermined() -> None:
    tamazight = (
        "Tfuk agmam ass n ljemεa ssbeḥ deffir n ubruri d waḍu ameqran, tuget n teflukin qqiment deg ugmam alamma." * 2
    )

    assert code_of(tamazight) == "und"
