"""What is shown cannot steer the terminal, and nothing that is there is destroyed."""

from __future__ import annotations

import csv
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from conftest import Run

pytestmark = pytest.mark.slow

SECONDS = 60  # no test takes that long; a hung one ends
COMMAND = [sys.executable, "-m", "cleaner"]
HOSTILE = "x\x1b[2J\x9b2J\x07\u202ey"
COLORS = re.compile(r"\x1b\[[\d;]*m")  # our own: no page has any here
STEERING = set("\x00\x07\x08\r\x1b\x7f\x9b\u061c\u200e\u200f\u202a\u202e\u2066\u2069")


@pytest.fixture
def hostile(tmp_path: Path, page: Path) -> Path:
    """A page whose title, byline and text would steer a terminal, by a name that would too."""
    path = tmp_path / f"{HOSTILE}.html"
    text = page.read_text(encoding="utf-8").replace("Harbour reopens", "Harbour \u202eneposer\u2066 &#x9b;31m&#x61c;")
    path.write_text(text.replace("of Varde", "of \u202eVarde \x1b]0;x\x07"), encoding="utf-8")
    return path


# ------------------------------------------------------------------ the terminal


@pytest.mark.parametrize(
    "arguments",
    [
        ("clean",),
        *(("clean", "--format", name) for name in ("jsonl", "json", "csv", "text", "markdown")),
        ("explain",),
        ("rules", "show"),
    ],
    ids=" ".join,
)
def test_page_cannot_steer_the_terminal(run: Run, hostile: Path, arguments: tuple[str, ...]) -> None:
    ran = run(*arguments, hostile, terminal=True)
    assert ran.code == 0
    assert not STEERING & set(COLORS.sub("", ran.out + ran.err))


def test_pipe_gets_the_record_as_it_is(run: Run, hostile: Path) -> None:
    assert "\u202e" in json.loads(run("clean", hostile).out)["text"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("clean", HOSTILE),
        ("clean", f"http://127.0.0.1:1/{HOSTILE}"),
        ("clean", "a", "-o", f"nowhere/{HOSTILE}"),
        ("clean", f"--{HOSTILE}"),
        ("clean", "a", "--format", HOSTILE),
        ("clean", "a", "--rules", HOSTILE),
        (HOSTILE,),
        ("explain", HOSTILE),
        ("dedup", f"{HOSTILE}.jsonl"),
        ("run", HOSTILE, "--out", "nowhere"),
        ("rules", "check", HOSTILE),
        ("samples", "run", HOSTILE),
        ("samples", "add", "a", "--as", HOSTILE),
    ],
    ids=repr,
)
def test_message_cannot_steer_the_terminal(
    run: Run, tmp_path: Path, arguments: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a").write_text("<p>a")
    ran = run(*arguments)
    assert ran.code == 2
    assert ran.err
    assert not STEERING & set(ran.out + ran.err)


def test_rule_file_cannot_steer_the_terminal(run: Run, own_rules: Path) -> None:
    rule = own_rules / "sites" / "harbour.example.yaml"
    rule.write_text(rule.read_text(encoding="utf-8") + '"b\\e[31mo\\u202e": 1\n', encoding="utf-8")
    ran = run("rules", "check", own_rules)
    assert (ran.code, "harbour.example.yaml:6" in ran.err) == (2, True)
    assert not STEERING & set(ran.err)


def test_samples_cannot_steer_the_terminal(run: Run, hostile: Path, tmp_path: Path) -> None:
    folder = tmp_path / "samples"
    run("samples", "add", hostile, "--as", "site/page", "--folder", folder)
    (folder / "site" / "page" / "expected.json").write_text('{"title": "other"}')
    ran = run("samples", "run", folder)
    assert (ran.code, "Harbour" in ran.out) == (1, True)
    assert not STEERING & set(ran.out + ran.err)


def test_table_of_a_run_cannot_steer_the_terminal(run: Run, hostile: Path, tmp_path: Path) -> None:
    ran = run("run", hostile, "--out", tmp_path / f"o{HOSTILE}", "--workers", 1)
    assert ran.code == 0
    assert not STEERING & set(ran.out + ran.err)


# ------------------------------------------------------------------ files


@pytest.mark.parametrize("option", [(), ("--force",)])
@pytest.mark.parametrize("command", [("clean", "-o"), ("explain", "--html")])
def test_input_is_never_the_output(run: Run, page: Path, command: tuple[str, str], option: tuple[str, ...]) -> None:
    before = page.read_bytes()
    (page.parent / "link.html").symlink_to(page)
    for output in (page, page.parent / "link.html", page.parent / "." / ".." / page.parent.name / page.name):
        ran = run(command[0], page, command[1], output, *option)
        assert (ran.code, "is read as an input" in ran.err, ran.err.count("\n")) == (2, True, 1)
    assert page.read_bytes() == before


def test_page_of_a_folder_is_never_the_output(run: Run, page: Path) -> None:
    before = page.read_bytes()
    ran = run("clean", page.parent, "-o", page, "--force")
    assert (ran.code, "is read as an input" in ran.err, page.read_bytes()) == (2, True, before)


def test_rule_is_never_the_output(run: Run, page: Path, own_rules: Path) -> None:
    rule = own_rules / "sites" / "harbour.example.yaml"
    before = rule.read_bytes()
    for command in (("clean", "--format", "jsonl", "-o"), ("explain", "--html")):
        ran = run(command[0], page, *command[1:], rule, "--force", "--rules", own_rules)
        assert (ran.code, "is read as an input" in ran.err, rule.read_bytes()) == (2, True, before)


@pytest.mark.parametrize("command", [("clean", "-o"), ("explain", "--html"), ("dedup", "--out")])
def test_file_that_is_there_needs_force(run: Run, page: Path, tmp_path: Path, command: tuple[str, str]) -> None:
    if command[0] == "dedup":
        pytest.importorskip("datasketch", reason="needs the extra [dedup]")
    run("clean", page, "-o", tmp_path / "in.jsonl")
    source = tmp_path / "in.jsonl" if command[0] == "dedup" else page
    out = tmp_path / "out.jsonl"
    out.write_text("old")
    ran = run(command[0], source, command[1], out)
    assert (ran.code, out.read_text(), "--force" in ran.err) == (2, "old", True)
    assert run(command[0], source, command[1], out, "--force").code == 0
    assert "Harbour reopens" in out.read_text(encoding="utf-8")


def test_report_of_the_same_run_is_replaced_and_no_other_file(run: Run, page: Path, tmp_path: Path) -> None:
    report = tmp_path / "report.html"
    given = ("run", page, "--workers", 1, "--report", report, "--out")
    assert [run(*map(str, given), tmp_path / "a").code for _ in range(2)] == [0, 0]
    for content in (report.read_text(encoding="utf-8"), "<p>somebody else's"):
        report.write_text(content, encoding="utf-8")
        ran = run(*map(str, given), tmp_path / "b")
        assert (ran.code, "--force" in ran.err, (tmp_path / "b").exists()) == (2, True, False)
        assert report.read_text(encoding="utf-8") == content
    assert run(*map(str, given), tmp_path / "b", "--force").code == 0
    for path in (page, page.parent / "new.html"):
        ran = run("run", page.parent, "--out", tmp_path / "c", "--report", path, "--force")
        assert (ran.code, "is read as an input" in ran.err) == (2, True)


def test_report_that_cannot_be_written_is_refused_before_the_run(run: Run, page: Path, tmp_path: Path) -> None:
    for parent, problem in ((tmp_path / "nobody", "there is no folder"), (page, "cannot be written")):
        ran = run("run", page, "--out", tmp_path / "out", "--workers", 1, "--report", parent / "r.html")
        assert (ran.code, problem in ran.err, (tmp_path / "out").exists()) == (2, True, False)
    own = tmp_path / "out" / "r.html"  # the run makes its folder
    assert run("run", page, "--out", tmp_path / "out", "--workers", 1, "--report", own).code == 0
    assert own.is_file()


def test_run_does_not_start_over_its_own_input(run: Run, page: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    run("run", page, "--out", out, "--workers", 1)
    before = (out / "records-00000.jsonl").read_bytes()
    (tmp_path / "link").symlink_to(out)
    for source in (out, out / "records-00000.jsonl", tmp_path / "link" / "records-00000.jsonl"):
        ran = run("run", source, "--out", out, "--start-over")
        assert (ran.code, "holds the input" in ran.err, ran.err.count("\n")) == (2, True, 1)
    assert (out / "records-00000.jsonl").read_bytes() == before


def test_explain_of_several_pages_is_one_line(run: Run, page: Path, tmp_path: Path) -> None:
    rows = tmp_path / "pages.jsonl"
    rows.write_text(f"{json.dumps({'html': page.read_text(encoding='utf-8')})}\n" * 2)
    ran = run("explain", rows)
    assert (ran.code, "holds several pages" in ran.err, ran.err.count("\n")) == (2, True, 1)


@pytest.mark.parametrize("name", ["pages.csv:2", "pages.zip/saved/b.html"])
@pytest.mark.parametrize("command", ["explain", "clean"])
def test_a_page_in_a_file_of_many_is_read_by_its_name(
    command: str, name: str, page: Path, tmp_path: Path, run: Run
) -> None:
    body = page.read_text(encoding="utf-8")
    with (tmp_path / "pages.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([["url", "html"], ["", "<p>One"], ["", body]])
    with zipfile.ZipFile(tmp_path / "pages.zip", "w") as archive:
        archive.writestr("saved/a.html", "<p>One")
        archive.writestr("saved/b.html", body)
    ran = run(command, tmp_path / name)
    assert ("Harbour reopens" in ran.out, ran.code) == (True, 0)
    missing = run(command, f"{tmp_path / name}9")
    assert (missing.code, "has that name" in missing.err, missing.err.count("\n")) == (2, True, 1)


# ------------------------------------------------------------------ the process


def ran_by_shell(script: str, *arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "-c", script, "bash", *COMMAND, *map(str, arguments)], capture_output=True, text=True, timeout=SECONDS
    )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
@pytest.mark.parametrize("arguments", [("--help",), ("--version",), ("rules", "check"), ("schema", "record")])
def test_full_disk_is_one_line_for_every_command(arguments: tuple[str, ...]) -> None:
    ran = ran_by_shell('"$@" > /dev/full', *arguments)
    assert (ran.returncode, ran.stderr.count("\n")) == (2, 1)
    assert "No space left on device" in ran.stderr


@pytest.mark.skipif(os.name != "posix", reason="a POSIX shell")
def test_closed_streams_are_no_mistake_of_ours(page: Path, tmp_path: Path) -> None:
    assert "Harbour reopens" in ran_by_shell('"$@" <&- 2>&-', "clean", page).stdout
    ran = ran_by_shell('"$@" >&-', "clean", page)
    assert (ran.returncode, ran.stderr) == (2, "cleaner: standard output: cannot be written: Bad file descriptor\n")
    assert ran_by_shell('"$@" >&- 2>&- <&-', "clean", page, "-o", tmp_path / "out.jsonl").returncode == 0
    assert "Harbour reopens" in (tmp_path / "out.jsonl").read_text(encoding="utf-8")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_message_that_nobody_can_read_costs_nothing(page: Path, tmp_path: Path) -> None:
    ran = ran_by_shell('"$@" 2> /dev/full', "clean", tmp_path / "gone.html", page, "-o", tmp_path / "out.jsonl")
    assert (ran.returncode, len((tmp_path / "out.jsonl").read_bytes().splitlines())) == (1, 2)


@pytest.mark.skipif(os.name != "posix", reason="a POSIX shell")
def test_standard_streams_are_inputs_and_outputs_too(page: Path) -> None:
    before = page.read_bytes()
    scripts = (f'"$@" -o {page} --force < {page}', f'"$@" >> {page} < {page}', f'"$@" -o /dev/fd/0 --force < {page}')
    for script in scripts[: 3 if Path("/dev/fd/0").exists() else 2]:
        ran = ran_by_shell(script, "clean", "-")
        assert (ran.returncode, "read as an input" in ran.stderr) == (2, True)
    assert page.read_bytes() == before


@pytest.mark.skipif(not Path("/dev/stdout").exists(), reason="needs /dev/stdout")
def test_dev_stdout_adds_to_a_file(page: Path, tmp_path: Path) -> None:
    (tmp_path / "all.txt").write_text("before\n")
    assert ran_by_shell(f'"$@" >> {tmp_path / "all.txt"}', "clean", page, "-o", "/dev/stdout").returncode == 0
    assert (tmp_path / "all.txt").read_text(encoding="utf-8").startswith('before\n{"schema"')


@pytest.mark.skipif(os.name != "posix", reason="a POSIX shell")
@pytest.mark.parametrize("name", ["/dev/stdout", "pipe.jsonl"])
def test_pipe_is_written_and_not_read(page: Path, tmp_path: Path, name: str) -> None:
    target = tmp_path / name  # of an absolute name the name itself
    if not target.exists():
        os.mkfifo(target)
    reader = "cat" if name.startswith("/") else f"cat {target}"
    ran = ran_by_shell(f'"$@" | {reader}', "clean", page, "-o", target)
    assert (ran.returncode, ran.stdout[:9]) == (0, '{"schema"')


@pytest.mark.skipif(os.name != "posix", reason="POSIX signals")
@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_signal_leaves_the_old_file_and_nothing_beside_it(tmp_path: Path, page: Path, name: str) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / "out.jsonl").write_text("old")
    pipe = tmp_path / "never.html"
    os.mkfifo(pipe)  # a page that never comes
    command = [*COMMAND, "clean", page, pipe, "-o", folder / "out.jsonl", "--force"]
    listen = lambda: signal.signal(signal.SIGINT, signal.default_int_handler)  # noqa: E731 background jobs are deaf
    process = subprocess.Popen(command, stderr=subprocess.PIPE, preexec_fn=listen)
    deadline = time.monotonic() + SECONDS
    while len(list(folder.iterdir())) < 2:
        assert time.monotonic() < deadline
        time.sleep(0.01)
    process.send_signal(getattr(signal, name))
    _, said = process.communicate(timeout=SECONDS)
    assert (process.returncode, said) == (128 + getattr(signal, name), b"")
    assert [(path.name, path.read_text()) for path in folder.iterdir()] == [("out.jsonl", "old")]


def test_sample_is_there_whole_or_not(run: Run, page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(path: Path) -> None:
        if path.name == "page.yaml":
            raise OSError(28, "No space left on device")

    folder = tmp_path / "samples"
    with monkeypatch.context() as patched:
        patched.setattr("cleaner.sinks.destination.flush_to_disk", fail)
        ran = run("samples", "add", page, "--as", "site/page", "--folder", folder)
    assert (ran.code, "No space left on device" in ran.err, list((folder / "site").iterdir())) == (2, True, [])
    assert run("samples", "add", page, "--as", "site/page", "--folder", folder).code == 0
    shutil.rmtree(folder)


@pytest.mark.parametrize("name", ["md", "md/", "stories.md"])
def test_many_pages_in_one_file_whose_name_may_mean_a_folder_are_said_to_be_in_one(
    name: str, run: Run, page: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    for number in range(2):
        shutil.copy(page, folder / f"{number}.html")
    target = f"{tmp_path}/{name}"
    ran = run("clean", folder, "--format", "md", "-o", target)
    assert ran.code == 0
    assert (f", all in one file; a file for each: -o {target}/" in ran.err) is (name == "md")


def test_the_help_says_that_a_format_has_the_name_of_its_ending_too(run: Run) -> None:
    assert "Or an ending: md, txt, xml" in " ".join(run("clean", "--help").out.split())
