"""What a keeper of rules meets: scaffolds, samples to accept, and one clear line for each mistake."""

from __future__ import annotations

import io
import json
import shlex
import shutil
import sys
from pathlib import Path

import pytest

from cleaner import load_rules
from cleaner.cli import main
from cleaner.learn.fields import Reference, score
from tests.learn.pages import LIGHTS, OFFER, SITE, page, pages, story, truths

pytestmark = pytest.mark.slow

RULE = f"rule: 1\nsite: {SITE}\nmatch: {{hosts: [{SITE}]}}\n"


@pytest.fixture(autouse=True)
def outside_ci(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CI", raising=False)


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    folder = tmp_path / "saved pages"
    folder.mkdir()
    for name, raw in pages():
        (folder / name).write_text(str(raw.body), encoding="utf-8")
    return folder


@pytest.fixture
def learned(saved: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A folder with a learned rule and its samples."""
    truth = tmp_path / "truth.jsonl"
    truth.write_text("\n".join(json.dumps({"name": n, "text": t}) for n, t in truths().items()), encoding="utf-8")
    out = tmp_path / "my rules"
    assert main(["rules", "learn", str(saved), "--truth", str(truth), "--out", str(out)]) == 0
    capsys.readouterr()
    return out


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    """A terminal at which somebody types what is written into it."""

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    typed = Terminal()
    monkeypatch.setattr(sys, "stdin", typed)
    return typed


def _rule(folder: Path, text: str, name: str = f"sites/{SITE}.yaml") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


# ------------------------------------------------------------------ learn and its samples


def test_what_is_learned_is_accepted_by_the_command_that_it_prints(
    saved: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["rules", "learn", str(saved), "--out", str(tmp_path / "r s"), "--samples", "2"]) == 0
    (hint,) = [line for line in capsys.readouterr().out.splitlines() if line.startswith("then: ")]
    command = shlex.split(hint.removeprefix("then: "))
    assert main([*command[1:], "--yes"]) == 0
    samples = sorted((tmp_path / "r s" / "samples" / SITE).iterdir())
    assert [path.name for path in samples] == ["ferry", "ferry-dump", "harbour"]
    assert main(["samples", "run", str(tmp_path / "r s" / "samples"), "--rules", str(tmp_path / "r s")]) == 0


def test_a_sample_of_a_page_from_elsewhere_has_an_address_at_the_site(saved: Path, tmp_path: Path) -> None:
    out = tmp_path / "r"
    assert main(["rules", "learn", str(saved), "--site", "quay.example", "--out", str(out)]) == 0
    assert "url: https://quay.example/" in (out / "samples" / "quay.example" / "ferry" / "page.yaml").read_text("utf-8")
    assert main(["samples", "accept", str(out / "samples"), "--rules", str(out), "--yes"]) == 0
    expected = json.loads((out / "samples" / "quay.example" / "ferry" / "expected.json").read_text("utf-8"))
    assert expected["tool"]["rule"] == "sites/quay.example"


def test_inputs_that_cannot_be_read_make_no_rule(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.warc").write_bytes(b"WARC/1.0\r\nbroken")
    assert main(["rules", "new", str(tmp_path / "a.warc"), "--site", SITE, "--out", str(tmp_path / "r")]) == 2
    assert "none of the inputs could be read" in capsys.readouterr().err
    assert not (tmp_path / "r").exists()


def test_samples_that_are_there_stay_as_they_are(saved: Path, learned: Path) -> None:
    note = learned / "samples" / SITE / "ferry" / "page.yaml"
    note.write_text("note: mine\n", encoding="utf-8")
    assert main(["rules", "learn", str(saved), "--out", str(learned), "--force"]) == 0
    assert note.read_text(encoding="utf-8") == "note: mine\n"


@pytest.mark.parametrize(
    "row",
    [{"name": "ferry", "title": "The ferry"}, {"name": "ferry.html", "authors": ["Ida Quill"], "date": "2024-03-05"}],
)
def test_fields_alone_are_a_truth(row: dict[str, object], saved: Path, tmp_path: Path) -> None:
    (tmp_path / "truth.jsonl").write_text(json.dumps(row), encoding="utf-8")
    assert (
        main(["rules", "learn", str(saved), "--truth", str(tmp_path / "truth.jsonl"), "--out", str(tmp_path / "r")])
        != 2
    )


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ("", "it says nothing of any of these pages"),
        ('{"name": "nobody.html", "text": "Once"}', "it says nothing of any of these pages"),
        ('{"name": "ferry.html", "published": "Tuesday"}', "Tuesday is no day"),
        ('{"name": "ferry.html", "published": "0001-01-01T00:00:00+14:00"}', "is no day"),
        ('{"name": "ferry.html", "text": ' + 100_000 * "[", "no JSON object"),
        ('{"name": "ferry.html", "text": "  "}', "wants `name` or `url`"),
    ],
)
def test_a_truth_of_no_page_is_named(
    rows: str, said: str, saved: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "truth.jsonl").write_text(rows, encoding="utf-8")
    given = ["rules", "learn", str(saved), "--truth", str(tmp_path / "truth.jsonl"), "--out", str(tmp_path / "r")]
    assert main(given) == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ('\ufeff{"name": "ferry", "title": "The ferry"}', ""),
        (2 * '{"name": "ferry", "title": "The ferry"}\n', ":2: saved pages/ferry.html stands in it before"),
    ],
)
def test_a_truth_may_begin_with_a_mark_and_says_what_stands_in_it_twice(
    rows: str, said: str, saved: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(saved.parent)
    Path("truth.jsonl").write_text(rows, encoding="utf-8")
    assert main(["rules", "learn", saved.name, "--truth", "truth.jsonl", "--out", "r"]) != 2
    assert said in capsys.readouterr().err


def test_a_name_that_two_pages_have_is_no_truth_of_either(
    saved: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "more").mkdir()
    (saved / "harbour.html").rename(tmp_path / "more" / "ferry.html")
    (tmp_path / "truth.jsonl").write_text('{"name": "ferry", "title": "The ferry"}', encoding="utf-8")
    folders = [str(saved), str(tmp_path / "more")]
    given = ["rules", "learn", *folders, "--truth", str(tmp_path / "truth.jsonl"), "--out", str(tmp_path / "r")]
    assert main(given) == 2
    assert "give the name with its folder" in capsys.readouterr().err


def test_pages_with_names_in_other_letters_are_all_kept_as_samples(saved: Path, tmp_path: Path) -> None:
    for number, path in enumerate(sorted(saved.iterdir())):
        path.rename(saved / f"{chr(0x65E5 + number)}.html")
    assert main(["rules", "learn", str(saved), "--out", str(tmp_path / "r"), "--samples", "3"]) == 0
    samples = {path.name for path in (tmp_path / "r" / "samples" / SITE).iterdir()}
    assert samples >= {"page", "page-2", "page-3"}


def test_a_day_alone_is_held_against_the_day() -> None:
    given = Reference(frozenset({"2024-03-05"}), "given")
    assert score(frozenset({"2024-03-05", "2024-03-05 08:00"}), given) == 1
    assert score(frozenset({"2024-03-06", "2024-03-06 08:00"}), given) == 0


# ------------------------------------------------------------------ a scaffold


def test_a_scaffold_names_no_body_that_makes_a_page_worse_and_offers_nothing_of_a_story(tmp_path: Path) -> None:
    folder = tmp_path / "saved"
    folder.mkdir()
    for number, (name, raw) in enumerate(pages()):
        above = f"<p>{story(number)[3]}</p>"
        teaser = f"<aside data-testid=tide-teaser><p>{LIGHTS} So it was said.</p></aside>"
        text = str(raw.body).replace(above, f"<h2>How it goes on</h2>{above}{teaser}")
        (folder / name).write_text(text.replace("<div class='story-text'>", "<div data-testid=tide-story>"))
    assert main(["rules", "new", str(folder), "--out", str(tmp_path / "r")]) == 0
    made = (tmp_path / "r" / "sites" / f"{SITE}.yaml").read_text(encoding="utf-8")
    assert "div[data-testid=tide-story]" in made
    assert "aside[data-testid=tide-teaser]" in made
    assert "How it goes on" not in made
    assert "Harbour wall to be raised" not in made


def test_a_scaffold_loads_as_it_is_and_names_containers_lines_and_sources(
    saved: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "rules"
    assert main(["rules", "new", str(saved), "--out", str(out)]) == 0
    text = (out / "sites" / f"{SITE}.yaml").read_text(encoding="utf-8")
    assert load_rules(out).site_for(SITE, "/") is not None
    assert "    # body: {css: ['div.story-text']}" in text  # what stands inside would be kept
    assert "# not as it is: it makes the text of" in text
    assert "div.page > div.story-text" in text
    assert "#   - {role: boilerplate, css: 'div.quay-offer > p', why: ''}" in text
    assert "#   published: [{meta: 'article:published_time'}]" in text
    assert main(["samples", "run", str(out / "samples"), "--rules", str(out)]) == 1
    assert "nobody has accepted the record yet" in capsys.readouterr().out


def test_a_container_that_holds_the_story_alone_is_the_body_of_a_scaffold(tmp_path: Path) -> None:
    for name, raw in pages(box=False):
        (tmp_path / name).write_text(str(raw.body).replace(OFFER, ""), encoding="utf-8")
    assert main(["rules", "new", str(tmp_path), "--out", str(tmp_path / "r")]) == 0
    text = (tmp_path / "r" / "sites" / f"{SITE}.yaml").read_text(encoding="utf-8")
    assert "\n    body: {css: ['div.story-text']}" in text


def test_every_comment_of_a_scaffold_is_right_when_its_sign_is_taken_away(saved: Path, tmp_path: Path) -> None:
    assert main(["rules", "new", str(saved), "--out", str(tmp_path / "r")]) == 0
    path = tmp_path / "r" / "sites" / f"{SITE}.yaml"
    lines = path.read_text(encoding="utf-8").splitlines()
    code = [line.replace("# ", "", 1) for line in lines if line.lstrip().startswith(("# label:", "# fields:", "#   "))]
    head = lines[: lines.index("    # Lines in and around the story that are none of it, as the labelers see them.")]
    path.write_text("\n".join([*head, *code]).replace("why: ''", "why: as seen"), encoding="utf-8")
    assert main(["rules", "check", str(tmp_path / "r")]) == 0


def test_a_scaffold_offers_nothing_of_one_page_alone_and_no_made_up_names(saved: Path, tmp_path: Path) -> None:
    for number, path in enumerate(sorted(saved.iterdir())):
        text = path.read_text(encoding="utf-8").replace("<h1>", "<h1 class=gdiwoc>")
        own = "<p class='reader-letter'>Letters to the editor</p></body>" if number == 0 else "</body>"
        path.write_text(text.replace("</body>", own), encoding="utf-8")
    assert main(["rules", "new", str(saved), "--out", str(tmp_path / "r")]) == 0
    text = (tmp_path / "r" / "sites" / f"{SITE}.yaml").read_text(encoding="utf-8")
    assert "quay-offer" in text
    assert "gdiwoc" not in text
    assert "reader-letter" not in text
    first = min(saved.iterdir())
    assert main(["rules", "new", str(first), "--out", str(tmp_path / "one")]) == 0
    assert "reader-letter" in (tmp_path / "one" / "sites" / f"{SITE}.yaml").read_text(encoding="utf-8")


def test_a_page_without_story_makes_a_scaffold_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<html><body><p>Nothing.</p></body></html>", encoding="utf-8")
    assert main(["rules", "new", str(tmp_path / "a.html"), "--site", SITE, "--out", str(tmp_path / "r")]) == 0
    assert main(["rules", "check", str(tmp_path / "r")]) == 0


def test_a_rule_that_is_there_is_not_replaced_by_a_scaffold(saved: Path, tmp_path: Path) -> None:
    rule = _rule(tmp_path / "r", "mine")
    assert main(["rules", "new", str(saved), "--out", str(tmp_path / "r")]) == 2
    assert rule.read_text(encoding="utf-8") == "mine"
    assert not (tmp_path / "r" / "samples").exists()


# ------------------------------------------------------------------ accepting


def test_without_a_terminal_nobody_is_asked_and_nothing_written(
    learned: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    assert main(["samples", "accept", "--folder", str(learned / "samples"), "--rules", str(learned)]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert "--yes" in line
    assert not list(learned.rglob("expected.json"))


def test_the_record_is_shown_before_it_is_asked_for_and_no_is_no(
    learned: Path, terminal: io.StringIO, capsys: pytest.CaptureFixture[str]
) -> None:
    terminal.write("n\nn\ny\nq\n")
    terminal.seek(0)
    assert main(["samples", "accept", str(learned / "samples"), "--rules", str(learned)]) == 1
    shown = capsys.readouterr().out
    assert [path.parent.name for path in learned.rglob("expected.json")] == ["harbour"]
    assert story(2)[0].split(",")[0] in " ".join(shown.split())
    assert f"boilerplate by {SITE}:boilerplate[0]: From the log" in shown
    assert "title      by h1" in shown
    assert "nothing was expected so far" in shown
    assert "1 accepted, 3 left as they were" in shown


def test_a_first_record_that_the_list_contradicts_is_shown_with_what_is_wrong(
    learned: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    facts = learned / "samples" / SITE / "ferry" / "page.yaml"
    with facts.open("a", encoding="utf-8") as stream:
        stream.write("check: {title: Another headline}\n")
    accept = ["samples", "accept", str(learned / "samples"), "--rules", str(learned)]
    command = [*accept, "--only", f"{SITE}/ferry", "--yes"]
    assert main(command) == 1
    shown = capsys.readouterr().out
    assert "check.title" in shown
    assert "Another headline" in shown


def test_what_was_expected_is_shown_beside_what_came(learned: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command = [
        "samples",
        "accept",
        str(learned / "samples"),
        "--rules",
        str(learned),
        "--only",
        f"{SITE}/ferry",
        "--yes",
    ]
    assert main(command) == 0
    expected = learned / "samples" / SITE / "ferry" / "expected.json"
    expected.write_text(
        expected.read_text(encoding="utf-8").replace("Ferry to Holm", "Barge to Holm"), encoding="utf-8"
    )
    capsys.readouterr()
    assert main(command) == 0
    lines = [line.strip() for line in capsys.readouterr().out.splitlines()]
    assert lines.index("- Barge to Holm sails again") < lines.index("+ Ferry to Holm sails again")


def test_two_folders_of_samples_are_one_too_many(learned: Path) -> None:
    assert main(["samples", "run", "a", "--folder", "b"]) == 2


# ------------------------------------------------------------------ one clear line for each mistake


def _problem(capsys: pytest.CaptureFixture[str], path: Path, line: int) -> str:
    """The one line that names the file and line."""
    printed = capsys.readouterr()
    found = [text for text in (printed.out + printed.err).splitlines() if text.startswith(f"{path}:{line}: ")]
    assert len(found) == 1, printed
    return found[0]


MISTAKES = (
    ("label:\n  - {role: tols, css: p.x}\n", 5, "tool"),
    ("label:\n  - {rol: tool, css: p.x}\n", 5, "role"),
    ("label:\n  - {role: tool, line: '(?!x)y', why: w}\n", 5, "(?!"),
    ("label:\n  - {role: tool, line: '((a{1,900}){1,900}){1,900}', why: w}\n", 5, "a{1,900}"),
    ("extends: [platforms/wordpres]\n", 4, "platforms/wordpress"),
)


@pytest.mark.parametrize(("text", "line", "named"), MISTAKES)
def test_a_mistake_in_a_file_is_one_line(
    text: str, line: int, named: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = _rule(tmp_path, RULE + text)
    assert main(["rules", "check", str(tmp_path)]) == 2
    assert named in _problem(capsys, path, line)


def test_a_circle_of_files_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = _rule(tmp_path, "rule: 1\nplatform: one\nextends: [platforms/two]\n", "platforms/one.yaml")
    _rule(tmp_path, "rule: 1\nplatform: two\nextends: [platforms/one]\n", "platforms/two.yaml")
    assert main(["rules", "check", str(tmp_path)]) == 2
    assert "platforms/one → platforms/two → platforms/one" in _problem(capsys, first, 3)


def test_two_rules_for_one_host_are_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _rule(tmp_path, RULE)
    second = _rule(tmp_path, RULE.replace(f"site: {SITE}", "site: z.example"), "sites/z.example.yaml")
    assert main(["rules", "check", str(tmp_path)]) == 2
    assert f"two rules for the host '{SITE}'" in _problem(capsys, second, 3)


DEAD = (
    ("label:\n  - {role: tool, css: div.gone}\n", 5, "matches nothing"),
    (
        "label:\n  - {role: tool, css: div.quay-offer}\n  - {role: tool, line: '(a+)+', why: w}\n",
        6,
        "repeats what repeats",
    ),
    ("label:\n  - {role: tool, css: body}\n", 5, "takes the page"),
)


@pytest.mark.parametrize(("text", "line", "named"), DEAD)
def test_what_is_valid_and_bad_is_one_line(
    text: str, line: int, named: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = _rule(tmp_path / "r", RULE + text)
    sample = tmp_path / "s" / SITE / "harbour"
    sample.mkdir(parents=True)
    (sample / "page.html").write_text(page(0), encoding="utf-8")
    (sample / "page.yaml").write_text(f"url: https://{SITE}/harbour\n", encoding="utf-8")
    assert main(["rules", "lint", str(tmp_path / "r"), "--samples", str(tmp_path / "s")]) == 1
    printed = capsys.readouterr().out
    assert [text for text in printed.splitlines() if text.startswith(f"{path}:{line}: ") and named in text], printed


@pytest.mark.parametrize("command", ["check", "lint", "index"])
def test_a_folder_of_rules_that_is_not_there_is_one_line(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["rules", command, str(tmp_path / "nowhere")]) == 2
    assert capsys.readouterr().err == f"cleaner: {tmp_path / 'nowhere'}: no such folder of rules\n"


def test_a_folder_of_samples_that_is_not_there_is_one_line(
    learned: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["rules", "lint", str(learned), "--samples", str(tmp_path / "nowhere")]) == 2
    said = capsys.readouterr().err
    assert said.startswith(f"cleaner: {tmp_path / 'nowhere'}: no such folder of samples, which show ")
    assert "tool.hits" in said
    assert said.count("\n") == 1


def test_rules_without_samples_are_told_where_these_belong(
    learned: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    bare = tmp_path / "bare"
    shutil.copytree(learned / "sites", bare / "sites")
    monkeypatch.chdir(tmp_path)
    assert main(["rules", "lint", "bare"]) == 2
    assert capsys.readouterr().err.startswith(
        f"cleaner: {Path('bare', 'samples')}: no such folder of samples, which show "
    )


def test_a_sample_without_expectation_is_one_line_and_the_way_out(
    learned: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    samples = learned / "samples"
    assert main(["samples", "run", str(samples), "--rules", str(learned), "--only", f"{SITE}/ferry"]) == 1
    printed = capsys.readouterr()
    assert printed.out.count(f"{samples / SITE / 'ferry' / 'expected.json'}: missing") == 1
    (hint,) = printed.err.splitlines()
    assert shlex.split(hint)[-6:] == ["--folder", str(samples), "--only", f"{SITE}/ferry", "--rules", str(learned)]
