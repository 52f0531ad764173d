"""`cleaner rules learn` as a person meets it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cleaner.cli import main
from tests.learn.pages import SITE, page, pages, story, truths

pytestmark = pytest.mark.slow


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    folder = tmp_path / "saved"
    folder.mkdir()
    for name, raw in pages():
        (folder / name).write_text(str(raw.body), encoding="utf-8")
    return folder


def _learn(*arguments: object) -> int:
    return main(["rules", "learn", *map(str, arguments)])


def test_a_rule_is_written_that_the_other_commands_take(
    saved: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    truth = tmp_path / "truth.jsonl"
    truth.write_text("\n".join(json.dumps({"name": n, "text": t}) for n, t in truths().items()), encoding="utf-8")
    assert _learn(saved, "--truth", truth, "--out", tmp_path / "rules") == 0
    printed = capsys.readouterr()
    assert "3 by the texts you gave" in printed.out
    assert "body: div.story-text" in printed.out
    assert (tmp_path / "rules" / "sites" / f"{SITE}.yaml").is_file()
    assert main(["rules", "check", str(tmp_path / "rules")]) == 0


def test_the_schema_that_a_rule_names_is_written_beside_it_once(saved: Path, tmp_path: Path) -> None:
    assert _learn(saved, "--out", tmp_path / "rules") == 0
    rule = tmp_path / "rules" / "sites" / f"{SITE}.yaml"
    named = rule.read_text(encoding="utf-8").splitlines()[0].partition("$schema=")[2]
    schema = rule.parent / named
    assert json.loads(schema.read_text(encoding="utf-8"))["$defs"]["Role"]
    schema.write_text("mine", encoding="utf-8")
    assert _learn(saved, "--out", tmp_path / "rules", "--force") == 0
    assert schema.read_text(encoding="utf-8") == "mine"


def test_a_rule_that_is_there_is_not_replaced_without_force(
    saved: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rule = tmp_path / "rules" / "sites" / f"{SITE}.yaml"
    rule.parent.mkdir(parents=True)
    rule.write_text("mine", encoding="utf-8")
    assert _learn(saved, "--out", tmp_path / "rules") != 0
    assert rule.read_text(encoding="utf-8") == "mine"
    assert str(rule) in capsys.readouterr().err
    assert _learn(saved, "--out", tmp_path / "rules", "--force") == 0


def test_pages_without_address_need_the_site(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, raw in pages():
        text = str(raw.body).replace(f"<link rel=canonical href='https://{SITE}/", "<link href='")
        (tmp_path / name).write_text(text, encoding="utf-8")
    files = sorted(tmp_path.glob("*.html"))
    assert _learn(*files, "--out", tmp_path / "rules") == 2
    assert "--site" in capsys.readouterr().err
    assert _learn(*files, "--site", SITE, "--out", tmp_path / "rules") == 0


def test_pages_that_teach_nothing_give_no_rule_and_say_why(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.html").write_text("<html><body><p>Nothing.</p></body></html>", encoding="utf-8")
    assert _learn(tmp_path / "a.html", "--site", SITE, "--out", tmp_path / "rules") == 1
    assert "a.html" in capsys.readouterr().out
    assert not (tmp_path / "rules").exists()


@pytest.mark.parametrize(("content", "why"), [(b"\x00\x01\xff\x03" * 200, "binary data"), (b"", "there is no text")])
def test_what_is_no_page_is_named_and_no_site_asked_for(
    content: bytes, why: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.html").write_bytes(content)
    assert _learn(tmp_path / "a.html", "--out", tmp_path / "rules") == 1
    printed = capsys.readouterr()
    assert why in " ".join(printed.out.split())
    assert "--site" not in printed.err
    assert not (tmp_path / "rules").exists()


def _move(saved: Path, site: str = "elsewhere.example", count: int = 1) -> list[Path]:
    """Some of the pages, which are said to be of another site now."""
    moved = sorted(saved.iterdir())[:count]
    for path in moved:
        path.write_text(path.read_text(encoding="utf-8").replace(SITE, site), encoding="utf-8")
    return moved


def test_pages_of_another_site_are_left_out(saved: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    [moved] = _move(saved)
    _learn(saved, "--out", tmp_path / "rules")
    shown = " ".join(capsys.readouterr().out.split())
    assert "2 pages teach, 1 left out" in shown
    assert f"left out: {moved}: from elsewhere.example; the rule is for {SITE}, and with --site {SITE}" in shown
    assert not list((tmp_path / "rules").rglob(f"samples/*/{moved.stem}"))


def test_pages_of_another_site_teach_where_the_site_is_given(
    saved: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    [moved] = _move(saved)
    _learn(saved, "--site", SITE, "--out", tmp_path / "rules")
    printed = capsys.readouterr()
    assert "3 pages teach, 0 left out" in printed.out
    assert f"{moved}: from elsewhere.example; the rule is for {SITE}" in printed.err


@pytest.mark.parametrize("command", ["learn", "new"])
def test_of_as_many_pages_of_two_sites_no_rule_is_made(
    command: str, saved: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sorted(saved.iterdir())[-1].unlink()
    _move(saved)
    assert main(["rules", command, str(saved), "--out", str(tmp_path / "rules")]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert {"elsewhere.example", SITE, "--site"} <= set(line.replace(":", " ").split())
    assert not (tmp_path / "rules").exists()


def test_hosts_of_one_domain_are_one_site(saved: Path, tmp_path: Path) -> None:
    sorted(saved.iterdir())[-1].unlink()
    _move(saved, "tide.example.org", 2)
    [first, _] = sorted(saved.iterdir())
    first.write_text(first.read_text(encoding="utf-8").replace("tide.example", "sea.example"), encoding="utf-8")
    assert _learn(saved, "--out", tmp_path / "rules") in (0, 1)


@pytest.mark.parametrize("line", ["{", '{"text": 1, "name": "a"}', '{"text": "alone"}', "[1]"])
def test_a_truth_of_another_kind_is_one_line(
    line: str, saved: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    truth = tmp_path / "truth.jsonl"
    truth.write_text(f"{line}\n", encoding="utf-8")
    assert _learn(saved, "--truth", truth, "--out", tmp_path / "rules") == 2
    assert "truth.jsonl:1" in capsys.readouterr().err


@pytest.mark.parametrize("site", ["../../evil", "/tmp/evil", "https://tidepost.example/", "a b.example", "tidepost"])
def test_a_site_that_is_no_host_is_refused(
    site: str, saved: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _learn(saved, "--site", site, "--out", tmp_path / "rules") == 2
    assert "no host" in capsys.readouterr().err
    assert not (tmp_path / "rules").exists()


def test_a_rule_is_written_only_where_its_samples_can_be(
    saved: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rules = tmp_path / "rules"
    rules.mkdir()
    (rules / "samples").write_text("a file", encoding="utf-8")
    assert _learn(saved, "--out", rules) == 2
    assert f"{rules / 'samples'}: is no folder" in capsys.readouterr().err
    assert [path.name for path in rules.iterdir()] == ["samples"]


@pytest.mark.parametrize("given", ["Fährpost.example", "www.fährpost.example", None])
def test_a_host_in_other_letters_is_the_one_that_rules_compare(given: str | None, saved: Path, tmp_path: Path) -> None:
    for file in saved.iterdir():
        text = file.read_text(encoding="utf-8").replace(SITE, "fährpost.example")
        file.write_text(text, encoding="utf-8")
    site = ("--site", given) if given else ()
    assert _learn(saved, *site, "--out", tmp_path / "rules") == 0
    assert (tmp_path / "rules" / "sites" / "xn--fhrpost-5wa.example.yaml").is_file()
    assert any((tmp_path / "rules" / "samples" / "xn--fhrpost-5wa.example").iterdir())


def test_the_same_page_twice_teaches_nothing(saved: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = next(saved.iterdir())
    (tmp_path / "copy.html").write_bytes(first.read_bytes())
    assert _learn(first, tmp_path / "copy.html", "--site", SITE, "--out", tmp_path / "rules") == 1
    assert "stands on other pages too" in capsys.readouterr().out


def test_the_samples_are_pages_that_show_what_the_statements_are_for(tmp_path: Path) -> None:
    for number, box in enumerate((False, True, True)):
        (tmp_path / f"{number}.html").write_text(page(number, box=box), encoding="utf-8")
    truth = tmp_path / "truth.jsonl"
    rows = [{"name": str(number), "text": "\n".join(story(number))} for number in range(3)]
    truth.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    pages = sorted(tmp_path.glob("*.html"))
    assert _learn(*pages, "--truth", truth, "--samples", 1, "--out", tmp_path / "rules") == 0
    kept = {path.parent.name for path in tmp_path.glob(f"rules/samples/{SITE}/*/page.html")}
    assert kept == {"1"}


def test_what_is_learned_for_dumps_has_a_dump_among_the_samples(
    saved: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CI", raising=False)
    rules = tmp_path / "rules"
    samples = rules / "samples"
    assert _learn(saved, "--out", rules) == 0
    (dump,) = samples.glob(f"{SITE}/*-dump/page.txt")
    assert dump.parent.name.removesuffix("-dump") in {path.stem for path in saved.iterdir()}
    assert main(["samples", "accept", str(samples), "--rules", str(rules), "--yes"]) == 0
    assert main(["rules", "lint", str(rules)]) == 0, capsys.readouterr().out
