"""A redesigned site: its rule misses the story, which is said, and the new pages teach a new layout."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cleaner import RawPage, clean, load_rules
from cleaner.cli import main
from cleaner.learn.learner import learn
from cleaner.learn.lessons import read_lessons
from cleaner.learn.new_layout import with_next_version
from cleaner.model import RULE_MISSED
from tests.learn.pages import SITE, page, pages, story, truths

pytestmark = pytest.mark.slow

RULE = f"""rule: 1
site: {SITE}
match: {{hosts: [{SITE}]}}
layouts:
  - {{name: "1", body: {{css: ["div.story-text"]}}}}
"""


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    folder = tmp_path / "rules" / "sites"
    folder.mkdir(parents=True)
    (folder / f"{SITE}.yaml").write_text(RULE, encoding="utf-8")
    return folder.parent


def test_a_page_without_the_rules_container_says_so_and_is_read_all_the_same(rules: Path) -> None:
    book = load_rules(rules)
    same = clean(RawPage(page(0), url=f"https://{SITE}/harbour"), book)
    new = clean(RawPage(page(0, design="chronicle"), url=f"https://{SITE}/harbour"), book)
    assert RULE_MISSED not in same.quality.flags
    assert RULE_MISSED in new.quality.flags
    assert new.tool.body_by == "block-model"
    assert story(0)[0] in (new.text or "")


def test_a_dump_or_another_site_misses_nothing(rules: Path) -> None:
    book = load_rules(rules)
    dump = clean(RawPage("\n".join(story(0)), url=f"https://{SITE}/harbour", kind="text"), book)
    other = clean(RawPage(page(0, design="chronicle"), url="https://quay.example/harbour"), book)
    assert RULE_MISSED not in dump.quality.flags
    assert RULE_MISSED not in other.quality.flags


def test_a_run_names_the_site(rules: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "in").mkdir()
    for number in range(2):
        (tmp_path / "in" / f"{number}.html").write_text(page(number, design="chronicle"), encoding="utf-8")
    assert main(["run", str(tmp_path / "in"), "--out", str(tmp_path / "out"), "--rules", str(rules)]) == 0
    assert f"{SITE} (2)" in capsys.readouterr().err


def test_the_new_layout_restores_the_text(tmp_path: Path) -> None:
    general = load_rules(sites=False)
    found = learn(SITE, *read_lessons(pages(design="chronicle"), general, truths()), general)
    assert found.draft is not None
    (tmp_path / "sites").mkdir()
    (tmp_path / "sites" / f"{SITE}.yaml").write_text(found.draft.yaml(), encoding="utf-8")
    record = clean(RawPage(page(3, design="chronicle"), url=f"https://{SITE}/mill"), load_rules(tmp_path))
    assert (record.text or "").split("\n\n") == list(story(3))
    assert RULE_MISSED not in record.quality.flags


def _save(folder: Path, design: str, days: range, first: int = 0) -> None:
    folder.mkdir(exist_ok=True)
    for number, day in enumerate(days, start=first):
        text = page(number % 4, design=design, day=f"2024-03-{day:02}")
        (folder / f"{day:02}.html").write_text(text, encoding="utf-8")


def test_doctor_dates_a_redesign_and_its_draft_restores_the_text(
    rules: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    saved, drafted = tmp_path / "saved", tmp_path / "drafted"
    _save(saved, "story", range(1, 9))
    _save(saved, "chronicle", range(11, 15))
    before = {path.name: path.read_bytes() for path in rules.glob("sites/*")}
    arguments = ["rules", "doctor", str(saved), "--rules", str(rules), "--out", str(drafted)]
    assert main(arguments) == 1
    printed = capsys.readouterr().out
    assert f"{SITE}, layout 1: since 2024-03-11, on 4 pages" in printed
    assert "the story at `div.story-text` (line 5): 0% of 4, 100% before" in printed
    assert {path.name: path.read_bytes() for path in rules.glob("sites/*")} == before
    book = load_rules(drafted)
    for number, day in enumerate((11, 12, 13, 14)):
        new = clean(RawPage((saved / f"{day}.html").read_bytes(), url=f"https://{SITE}/{number}"), book)
        assert (new.text or "").split("\n\n") == list(story(number))
        assert new.tool.layout == "2024-03-11"
    old = clean(RawPage((saved / "03.html").read_bytes(), url=f"https://{SITE}/3"), book)
    assert (old.tool.layout, old.tool.body_by) == ("1", "rule")


def test_pages_of_the_new_design_become_samples(rules: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)
    saved, drafted = tmp_path / "saved", tmp_path / "drafted"
    _save(saved, "story", range(1, 9))
    _save(saved, "chronicle", range(11, 15))
    arguments = ["rules", "doctor", str(saved), "--rules", str(rules), "--out", str(drafted), "--samples", "2"]
    assert main(arguments) == 1
    assert main(["samples", "accept", str(drafted / "samples"), "--rules", str(drafted), "--yes"]) == 0
    folders = [folder for folder in (drafted / "samples" / SITE).iterdir() if not folder.name.endswith("-dump")]
    expected = [json.loads((folder / "expected.json").read_text()) for folder in folders]
    assert [one["tool"]["layout"] for one in expected] == ["2024-03-11", "2024-03-11"]


def test_of_several_breaks_the_last_one_has_a_draft(
    rules: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    saved, drafted = tmp_path / "saved", tmp_path / "drafted"
    _save(saved, "story", range(1, 9))
    _save(saved, "chronicle", range(11, 15))
    for day in range(1, 7):
        path = saved / f"{day:02}.html"
        path.write_text(path.read_text().replace("</head>", "<meta name=author content='Ida Moen'></head>"))
    assert main(["rules", "doctor", str(saved), "--rules", str(rules), "--out", str(drafted)]) == 1
    printed = capsys.readouterr().out
    assert "since 2024-03-07" in printed
    assert "since 2024-03-11" in printed
    assert printed.count("1 layout for them") == 1
    assert "since: 2024-03-11" in (drafted / "sites" / f"{SITE}.yaml").read_text()


@pytest.mark.parametrize("form", ["jsonl", "parquet"])
def test_doctor_reads_the_records_of_a_run(
    rules: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    _save(tmp_path / "saved", "story", range(1, 9))
    _save(tmp_path / "saved", "chronicle", range(11, 15))
    run = str(tmp_path / "run")
    main(["run", str(tmp_path / "saved"), "--out", run, "--rules", str(rules), "--format", form, "--workers", "1"])
    assert main(["rules", "doctor", run, "--rules", str(rules)]) == 1
    assert "since 2024-03-11, on 4 pages" in capsys.readouterr().out


def test_two_new_designs_are_two_layouts(rules: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    saved, drafted = tmp_path / "saved", tmp_path / "drafted"
    _save(saved, "story", range(1, 9))
    _save(saved, "chronicle", range(11, 13))
    _save(saved, "bulletin", range(21, 23), first=2)
    given = ["rules", "doctor", str(saved), "--rules", str(rules), "--out", str(drafted)]
    assert main(given) == 1
    printed = capsys.readouterr().out
    assert f"{SITE}, layout 1: since 2024-03-11" in printed
    assert "since 2024-03-21 the pages have another design still" in printed
    book = load_rules(drafted)
    for design, day in (("story", 2), ("chronicle", 12), ("bulletin", 22)):
        record = clean(RawPage(page(3, design=design, day=f"2024-03-{day:02}"), url=f"https://{SITE}/mill"), book)
        assert record.tool.body_by == "rule"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["--pages", "new"], "its rule is not at hand"),
        (["--pages", "old", "--rules", "rules"], "none of the pages given is from 2024-03-11 on"),
        (["--pages", "bare", "--rules", "rules"], "4 pages given have no address to know the site by"),
    ],
)
def test_doctor_says_why_no_layout_was_learned(
    given: list[str],
    said: str,
    rules: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    _save(tmp_path / "old", "story", range(1, 9))
    _save(tmp_path / "new", "chronicle", range(11, 15))
    _save(tmp_path / "bare", "chronicle", range(11, 15))
    for path in (tmp_path / "bare").iterdir():
        path.write_text(path.read_text(encoding="utf-8").replace("rel=canonical", ""), encoding="utf-8")
    assert main(["run", "old", "new", "--out", "run", "--rules", str(rules), "--workers", "1"]) == 0
    assert main(["rules", "doctor", "run", *given]) == 1
    assert said in capsys.readouterr().err


def test_doctor_says_why_no_new_page_teaches(rules: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    saved = tmp_path / "saved"
    _save(saved, "story", range(1, 9))
    _save(saved, "chronicle", range(11, 15))
    for file in sorted(saved.glob("1*.html")):  # each a second time
        (saved / f"{file.stem}-copy.html").write_bytes(file.read_bytes())
    assert main(["rules", "doctor", str(saved), "--rules", str(rules)]) == 1
    said = capsys.readouterr().err
    assert "no page teaches anything" in said
    assert "8 pages: its text stands on other pages too" in said


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("rule: 1\nversion: 9  # of May\nsite: a.example\n", "rule: 1\nversion: 10  # of May\nsite: a.example\n"),
        ("rule: 1\nsite: a.example\n", "rule: 1\nsite: a.example\n"),
    ],
)
def test_a_rule_with_a_layout_more_has_the_next_version(before: str, after: str) -> None:
    assert with_next_version(before) == after
