"""The other commands: explain, rules, samples, schema."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Run

URL = ("--url", "https://harbour.example/a")


@pytest.fixture
def samples(page: Path, run: Run, tmp_path: Path) -> Path:
    """A folder with one sample that nobody has accepted yet."""
    folder = tmp_path / "samples"
    run("samples", "add", page, "--as", "harbour.example/reopens", "--folder", folder, *URL)
    return folder


@pytest.fixture
def at_home(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not in CI, where nothing is accepted."""
    monkeypatch.delenv("CI", raising=False)


# ------------------------------------------------------------------ explain


def test_explain_shows_blocks_reasons_and_fields(page: Path, run: Run, first_paragraph: str) -> None:
    ran = run("explain", page)
    assert ran.code == 0
    for part in ("navigation", "Home", first_paragraph[:60], "paragraph", "title", "site rule"):
        assert part in ran.out


def test_explain_does_not_wrap_texts_in_a_pipe(
    page: Path, run: Run, first_paragraph: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("COLUMNS", raising=False)
    lines = run("explain", page).out.splitlines()
    assert any(line.endswith(first_paragraph) for line in lines)
    assert max(len(line) for line in lines[lines.index(next(line for line in lines if "Fields" in line)) :]) <= 80
    monkeypatch.setenv("COLUMNS", "70")
    assert max(map(len, run("explain", page).out.splitlines())) <= 70


def test_explain_writes_a_page(page: Path, run: Run, tmp_path: Path, first_paragraph: str) -> None:
    ran = run("explain", page, "--html", tmp_path / "why.html")
    assert (ran.code, ran.out) == (0, "")
    assert first_paragraph in (tmp_path / "why.html").read_text(encoding="utf-8")


def test_explain_of_a_binary_file_says_why_there_is_nothing(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(b"%PDF-1.7\n")
    ran = run("explain", tmp_path / "a.html")
    assert ("a PDF document" in ran.out, ran.code) == (True, 2)


def test_explain_wants_one_page(run: Run, page: Path, tmp_path: Path) -> None:
    (tmp_path / "b.html").touch()
    ran = run("explain", tmp_path)
    assert (ran.code, "2 pages; name one" in ran.err) == (2, True)


# ------------------------------------------------------------------ rules


def test_check_of_right_rules_counts_them(run: Run, own_rules: Path) -> None:
    ran = run("rules", "check", own_rules)
    assert (ran.code, ran.out.startswith("no mistakes; ")) == (0, True)


@pytest.mark.parametrize("command", ["check", "lint", "index"])
def test_a_folder_of_rules_may_be_given_by_name(
    command: str, run: Run, own_rules: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # where no samples are to lint against
    by_place, by_name = run("rules", command, own_rules), run("rules", command, "--rules", own_rules)
    assert (by_name.code, by_name.out) == (by_place.code, by_place.out)
    ran = run("rules", command, tmp_path, "--rules", own_rules)
    assert (ran.code, "two folders are named" in ran.err) == (2, True)


def test_check_names_every_mistake(run: Run, own_rules: Path) -> None:
    rule = own_rules / "sites" / "harbour.example.yaml"
    rule.write_text(rule.read_text(encoding="utf-8").replace("body", "boddy"), encoding="utf-8")
    ran = run("rules", "check", own_rules)
    assert ran.code == 2
    assert "harbour.example.yaml:5: " in ran.err
    assert ran.err.endswith("cleaner: 1 mistake\n")


def test_show_tells_rule_and_ground(run: Run, page: Path, own_rules: Path) -> None:
    ran = run("rules", "show", page, "--rules", own_rules, *URL)
    assert ran.out.startswith("site rule  sites/harbour.example: host harbour.example")


def test_show_tells_that_no_rule_matches(run: Run, page: Path) -> None:
    assert run("rules", "show", page).out.startswith("site rule  none matches")


def test_index_is_written(run: Run, own_rules: Path) -> None:
    ran = run("rules", "index", own_rules)
    assert (ran.code, ran.out) == (0, f"wrote {own_rules}/index.json\n")


# ------------------------------------------------------------------ samples


def test_new_sample_fails_until_it_is_accepted(run: Run, samples: Path) -> None:
    ran = run("samples", "run", samples)
    assert ran.code == 1
    assert "expected.json: missing" in ran.out
    assert ran.out.endswith("0 of 1 samples are as expected\n")


def test_new_sample_knows_how_it_was_read(samples: Path) -> None:
    facts = (samples / "harbour.example" / "reopens" / "page.yaml").read_text(encoding="utf-8")
    assert facts == "url: https://harbour.example/a\nkind: html\n"


@pytest.mark.usefixtures("at_home")
def test_accepted_sample_is_right(run: Run, samples: Path) -> None:
    accepted = run("samples", "accept", samples, "--yes")
    assert (accepted.code, accepted.out.endswith("1 accepted\n")) == (0, True)
    assert run("samples", "run", samples).out == "1 of 1 samples are as expected\n"


@pytest.mark.usefixtures("at_home")
def test_changed_sample_shows_the_field(run: Run, samples: Path) -> None:
    run("samples", "accept", samples, "--yes")
    page = samples / "harbour.example" / "reopens" / "page.html"
    page.write_text(page.read_text(encoding="utf-8").replace("Harbour reopens", "Port reopens"), encoding="utf-8")
    ran = run("samples", "run", samples)
    assert ran.code == 1
    assert "  title:\n" in ran.out
    assert "- Harbour reopens\n" in ran.out


def test_without_a_terminal_what_would_change_is_said_in_short_and_nothing_written(
    run: Run, samples: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CI", raising=False)
    ran = run("samples", "accept", samples)
    assert ran.code == 2
    name, new, closing = ran.out.splitlines()
    assert name == "harbour.example/reopens"
    assert new.startswith("  new: ok, ")
    assert new.endswith(" words, Harbour reopens")
    assert closing == "0 accepted, 1 left as they were"
    assert "harbour.example/reopens: nobody to ask" in ran.err
    assert not (samples / "harbour.example" / "reopens" / "expected.json").exists()


@pytest.mark.usefixtures("at_home")
def test_without_a_terminal_the_fields_that_differ_are_named(run: Run, samples: Path) -> None:
    run("samples", "accept", samples, "--yes")
    page = samples / "harbour.example" / "reopens" / "page.html"
    page.write_text(page.read_text(encoding="utf-8").replace("Harbour reopens", "Port reopens"), encoding="utf-8")
    ran = run("samples", "accept", samples)
    _, differs, closing = ran.out.splitlines()
    assert differs.startswith("  differs: title")
    assert (closing, "Add --yes" in ran.err) == ("0 accepted, 1 left as they were", True)
    page.with_name("expected.json").write_text("{", encoding="utf-8")
    _, problem, _ = run("samples", "accept", samples).out.splitlines()
    assert "expected.json" in problem


def test_nothing_is_accepted_in_ci(run: Run, samples: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CI", "true")
    ran = run("samples", "accept", samples)
    assert (ran.code, "not accepted in CI" in ran.err) == (2, True)


def test_sample_needs_a_site_and_a_name(run: Run, page: Path) -> None:
    ran = run("samples", "add", page, "--as", "reopens")
    assert (ran.code, "is not SITE/SLUG" in ran.err) == (2, True)


# ------------------------------------------------------------------ schema


@pytest.mark.parametrize(("what", "member"), [("record", "photo_credits"), ("rule", "layouts")])
def test_schema_is_json(run: Run, what: str, member: str) -> None:
    made = json.loads(run("schema", what).out)
    assert member in json.dumps(made["$defs"])


@pytest.mark.parametrize(("word", "option"), [("help", "--help"), ("version", "--version")])
def test_what_people_type_for_an_option_is_answered(run: Run, word: str, option: str) -> None:
    assert run(word).out == run(option).out != ""
