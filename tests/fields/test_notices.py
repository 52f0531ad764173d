"""Notices as printed, one case each: cases/notices.yaml."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from hand_made import TEXT, make_page, make_story

from cleaner.fields.notices import read_notices
from cleaner.model import Notice, Role

CASES: list[dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "cases" / "notices.yaml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("case", CASES, ids=[case["text"] for case in CASES])
def test_line_is_a_notice_by_its_first_words(case: dict[str, Any]) -> None:
    choice = read_notices(make_story(make_page(below=f"<div>{case['text']}</div>")))

    expected = (Notice(case["kind"], case["text"]),) if case["kind"] else ()
    assert (choice.value if choice is not None else ()) == expected


def test_notices_keep_their_order_and_come_once() -> None:
    first, second = "Correction: the year was wrong in the headline.", "Disclosure: the author owns a boat here."

    choice = read_notices(make_story(f"{first}\n\n{TEXT}\n\n{second}\n\n{first}"))

    assert choice is not None
    assert [notice.text for notice in choice.value] == [first, second]


def test_rules_notice_needs_no_opening() -> None:
    line = "The harbour master has asked us to say that he was not there."

    choice = read_notices(make_story(f"Storm\n\n{TEXT}\n\n{line}", labels={line: (Role.NOTICE, "example.com:note[0]")}))

    assert choice is not None
    assert (choice.value, choice.source) == ((Notice("disclosure", line),), "rule:example.com:note[0]")


def test_copyright_line_is_a_notice_of_its_own_kind() -> None:
    line = "© 2024 Harbour Post"

    choice = read_notices(
        make_story(f"Storm\n\n{TEXT}\n\n{line}", labels={line: (Role.COPYRIGHT, "shared/copyright:line")})
    )

    assert choice is not None
    assert choice.value == (Notice("copyright", line),)


def test_line_that_a_rule_removed_is_no_notice() -> None:
    line = "Correction: see all our corrections of the week"

    assert (
        read_notices(make_story(f"Storm\n\n{TEXT}\n\n{line}", labels={line: (Role.RELATED, "shared/related:list")}))
        is None
    )


def test_article_about_a_correction_is_no_notice() -> None:
    long = "Correction: " + "the harbour master spoke at length about the year, " * 20

    assert read_notices(make_story(make_page(below=f"<div>{long}</div>"))) is None


def test_line_of_rights_that_names_the_first_printing_is_of_that_kind() -> None:
    line = "This story was first published by Osterby Review and is republished under a Creative Commons licence."
    html = f"<h1>Storm closes harbour</h1><p>{TEXT}</p><p>{line}</p>"
    story = make_story(html, labels={line: (Role.COPYRIGHT, "shared/copyright:line")})
    choice = read_notices(story)
    assert choice is not None
    assert [(notice.kind, notice.text) for notice in choice.value] == [("republished_from", line)]
