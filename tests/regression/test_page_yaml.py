"""page.yaml: what it may say, and where a mistake in it is reported."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from cleaner.errors import SampleError
from cleaner.regression.page_yaml import PageFacts, read_page_yaml


def read(tmp_path: Path, text: str) -> PageFacts:
    path = tmp_path / "page.yaml"
    path.write_text(text, encoding="utf-8")
    return read_page_yaml(path)


def problem(tmp_path: Path, text: str) -> str:
    with pytest.raises(SampleError) as caught:
        read(tmp_path, text)
    return str(caught.value).removeprefix(f"{tmp_path}/")


def test_all_facts_are_read(tmp_path: Path) -> None:
    where = "url: https://example.com/a\nkind: text\ncharset: euc-kr\n"
    text = where + "fetched_at: 2024-03-01T08:00:00Z\nsite_rules: false\nnote: a dump\n"
    assert read(tmp_path, text) == PageFacts(
        url="https://example.com/a",
        kind="text",
        charset="euc-kr",
        fetched_at=datetime(2024, 3, 1, 8, tzinfo=UTC),
        site_rules=False,
        note="a dump",
    )


@pytest.mark.parametrize("text", ["", "# nothing known\n", "url: null\nkind: null\ncharset:\n"])
def test_unknown_facts_may_be_left_out_or_null(tmp_path: Path, text: str) -> None:
    assert read(tmp_path, text) == PageFacts()


def test_values_of_the_check_list_stay_as_written(tmp_path: Path) -> None:
    text = "check:\n  published: 2024-03-01\n  modified: null\n  paragraphs: 4\n  never: [No, '250']\n"
    more = "  subtitle: [One, Two]\n  access: {free: false, complete: null}\n  dateline: {place: HOLM}\n"
    assert read(tmp_path, text + more).check == {
        "published": "2024-03-01",
        "modified": None,
        "paragraphs": 4,
        "never": ["No", "250"],
        "subtitle": ["One", "Two"],
        "access": {"free": False, "complete": None},
        "dateline": {"place": "HOLM"},
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("kind: html\nulr: https://example.com\n", "page.yaml:2: unknown key 'ulr' (did you mean 'url'?)"),
        ("check:\n  titel: A\n", "page.yaml:2: unknown key 'titel' (did you mean 'title'?)"),
        ("check:\n  access: {fre: true}\n", "page.yaml:2: unknown key 'fre' (did you mean 'free'?)"),
        ("kind: pdf\n", "page.yaml:1: kind is html or text"),
        ("site_rules: maybe\n", "page.yaml:1: site_rules is true or false"),
        ("fetched_at: yesterday\n", "page.yaml:1: no RFC 3339 time: 'yesterday'"),
        ("fetched_at: 2024-03-01T08:00:00\n", "page.yaml:1: fetched_at needs a zone, for example 2024-03-01T08:00:00Z"),
        ("check:\n  never: one phrase\n", "page.yaml:2: never is a list"),
        ("check:\n  paragraphs: some\n", "page.yaml:2: paragraphs is the number of blocks of the body"),
        ("url: [a, b]\n", "page.yaml:1: expected one value, not a list or keys"),
        ("url: a\nurl: b\n", "page.yaml:2: key 'url' stands twice"),
    ],
)
def test_mistake_names_line_and_way_out(tmp_path: Path, text: str, expected: str) -> None:
    assert problem(tmp_path, text) == expected


def test_unknown_key_near_nothing_lists_the_known_ones(tmp_path: Path) -> None:
    assert "known: url, kind" in problem(tmp_path, "zzzzz: 1\n")


def test_broken_yaml_names_its_line(tmp_path: Path) -> None:
    assert problem(tmp_path, "url: a\nkind: [html\n").startswith("page.yaml:3: not valid YAML: ")


def test_bytes_that_are_no_utf8_are_reported(tmp_path: Path) -> None:
    path = tmp_path / "page.yaml"
    path.write_bytes(b"note: \xff\xfe\n")
    with pytest.raises(SampleError, match=r"page\.yaml:1: not UTF-8"):
        read_page_yaml(path)
