"""`cleaner clean`: what is written where, and the exit code."""

from __future__ import annotations

import csv
import http.server
import io
import json
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cleaner.sinks import SINKS

if TYPE_CHECKING:
    from conftest import Ran, Run

pytestmark = pytest.mark.slow

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40


def records(ran: Ran) -> list[dict[str, object]]:
    return [json.loads(line) for line in ran.out.splitlines()]


# ------------------------------------------------------------------ one page


def test_pipe_gets_one_json_line(page: Path, run: Run) -> None:
    ran = run("clean", page)
    [record] = records(ran)
    assert (record["status"], record["title"]) == ("ok", "Harbour reopens")
    assert (ran.code, ran.err) == (0, "")


def test_terminal_gets_a_page_to_read(page: Path, run: Run) -> None:
    ran = run("clean", page, terminal=True)
    assert "Harbour reopens" in ran.out
    assert "removed" in ran.out
    assert not ran.out.lstrip().startswith("{")


@pytest.mark.parametrize("format_name", sorted(SINKS))
def test_format_is_as_asked_for(page: Path, run: Run, format_name: str, first_paragraph: str) -> None:
    ran = run("clean", page, "--format", format_name)
    assert (first_paragraph in ran.out, ran.code) == (True, 0)


@pytest.mark.parametrize(
    ("ending", "start"), [("md", "---"), ("TXT", "Harbour"), (".htm", "<!DOCTYPE"), ("xml", "<?xml")]
)
def test_format_may_be_named_by_its_ending(page: Path, run: Run, ending: str, start: str) -> None:
    ran = run("clean", page, "--format", ending)
    assert (ran.out.startswith(start), ran.code) == (True, 0)


def test_standard_input_is_read(run: Run, page: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(page.read_bytes())))
    [record] = records(run("clean", "-", "--url", "https://harbour.example/a"))
    assert (record["status"], record["url"]) == ("ok", "https://harbour.example/a")


def test_kind_is_as_said(page: Path, run: Run) -> None:
    [record] = records(run("clean", page, "--kind", "text"))
    assert record["input"]["kind"] == "text"  # type: ignore[index]


# ------------------------------------------------------------------ files


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("a.md", '---\ntitle: "Harbour'),
        ("a.html", "<!DOCTYPE html>"),
        ("a.xml", "<?xml"),
        ("a.csv", "\ufeffid,"),
        ("a.json", "{\n"),
        ("a.jsonl", '{"'),
        ("a.txt", "Har"),
    ],
)
def test_ending_of_the_output_decides_the_format(page: Path, run: Run, tmp_path: Path, name: str, start: str) -> None:
    ran = run("clean", page, "-o", tmp_path / name)
    assert (tmp_path / name).read_text(encoding="utf-8").startswith(start)
    assert (ran.code, ran.out) == (0, "")


@pytest.mark.parametrize("name", ["a.docx", "a"])
def test_ending_that_is_no_format_is_an_error_that_lists_them(page: Path, run: Run, tmp_path: Path, name: str) -> None:
    ran = run("clean", page, "-o", tmp_path / name)
    assert (ran.code, ran.err.count("\n"), (tmp_path / name).exists()) == (2, 1, False)
    assert ".jsonl, .ndjson, .json, .txt, .md" in ran.err
    assert ("Word opens .html" in ran.err) == (name == "a.docx")
    assert run("clean", page, "-o", tmp_path / name, "--format", "json").code == 0


def test_folder_takes_one_file_a_page_and_a_table(page: Path, run: Run, tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    for name in ("b.html", "c.html"):
        (tmp_path / "pages" / name).write_bytes(page.read_bytes())
    (tmp_path / "pages" / "d.html").write_bytes(b"%PDF-1.4 \xff\x00")
    ran = run("clean", tmp_path / "pages", "-o", f"{tmp_path / 'out'}/")
    assert (ran.code, ran.err.splitlines()[-1]) == (1, f"cleaner: 3 pages: 2 ok, 1 error → {tmp_path / 'out'}")
    files = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert files == ["index.csv", "story-harbour-reopens-2.md", "story-harbour-reopens.md"]
    with (tmp_path / "out" / "index.csv").open(encoding="utf-8-sig", newline="") as table:
        rows = list(csv.DictReader(table))
    assert [(row["file"], row["status"]) for row in rows] == [
        ("story-harbour-reopens.md", "ok"),
        ("story-harbour-reopens-2.md", "ok"),
        ("", "error"),
    ]
    again = run("clean", tmp_path / "pages", "-o", f"{tmp_path / 'out'}/", "--force")
    assert (again.code, "holds something" in again.err) == (2, True)


def test_folder_takes_other_formats_of_one_page_a_file(page: Path, run: Run, tmp_path: Path) -> None:
    assert run("clean", page, "-o", f"{tmp_path / 'out'}/", "--format", "html").code == 0
    assert (tmp_path / "out" / "story-harbour-reopens.html").exists()
    assert "one file" in run("clean", page, "-o", f"{tmp_path / 'b'}/", "--format", "csv").err


def test_plain_markdown_has_no_front_matter(page: Path, run: Run) -> None:
    assert run("clean", page, "--format", "markdown", "--plain").out.startswith("# Harbour reopens\n")
    assert "csv is the same with and without it" in run("clean", page, "--format", "csv", "--plain").err


def test_spreadsheet_needs_a_file(page: Path, run: Run) -> None:
    assert "name it with -o FILE.xlsx" in run("clean", page, "--format", "xlsx").err


def test_output_that_cannot_be_written_is_one_line(page: Path, run: Run, tmp_path: Path) -> None:
    ran = run("clean", page, "-o", tmp_path / "nowhere" / "a.jsonl")
    assert ran.code == 2
    assert ran.err.count("\n") == 1
    assert "there is no folder" in ran.err


# ------------------------------------------------------------------ many inputs


def test_unreadable_input_is_an_error_row_and_the_rest_goes_on(page: Path, run: Run, tmp_path: Path) -> None:
    ran = run("clean", tmp_path / "gone.html", page)
    assert [record["status"] for record in records(ran)] == ["error", "ok"]
    assert (ran.code, ran.err) == (1, f"cleaner: {tmp_path}/gone.html: no such file or folder\n")


def test_rows_name_their_inputs(page: Path, run: Run, tmp_path: Path) -> None:
    ran = run("clean", tmp_path / "gone.html", page)
    assert [record["input"]["name"] for record in records(ran)] == [  # type: ignore[index]
        str(tmp_path / "gone.html"),
        str(page),
    ]


def test_nothing_readable_writes_nothing(run: Run, tmp_path: Path) -> None:
    ran = run("clean", tmp_path / "a.html", tmp_path / "b.html", "-o", tmp_path / "out.jsonl")
    assert (ran.code, ran.err.count("\n")) == (2, 2)
    assert not (tmp_path / "out.jsonl").exists()


def test_binary_page_alone_is_a_row_and_exit_2(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(PNG)
    ran = run("clean", tmp_path / "a.html")
    assert [record["status"] for record in records(ran)] == ["error"]
    assert ran.code == 2
    assert "a PNG picture" in ran.err


def test_people_are_not_shown_a_page_of_nothing(run: Run, tmp_path: Path, page: Path) -> None:
    (tmp_path / "b.html").write_bytes(PNG)
    ran = run("clean", tmp_path / "b.html", page, "--format", "text")
    assert "b.html" not in ran.out
    assert "b.html" in ran.err


def test_status_is_told_where_the_format_has_no_place_for_it(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<html></html>", encoding="utf-8")
    ran = run("clean", tmp_path / "a.html", "--format", "text")
    assert (ran.code, "a.html: empty: " in ran.err) == (0, True)


def test_folder_gives_an_array_of_json(page: Path, run: Run) -> None:
    ran = run("clean", page.parent, "--format", "json")
    assert [record["status"] for record in json.loads(ran.out)] == ["ok"]


def test_closing_line_of_a_folder_counts_pages_failures_and_what_is_left_out(page: Path, run: Run) -> None:
    for name in ("a.pdf", "b.pdf", "c.css"):
        (page.parent / name).write_bytes(b"x")
    (page.parent / "d.html").write_bytes(PNG)
    ran = run("clean", page.parent)
    assert ran.err.splitlines()[-1] == "cleaner: 2 pages, 1 failed; left out: 2 .pdf files, 1 .css file"


@pytest.mark.parametrize("name", ["records.jsonl", "records.json", "records.csv"])
def test_output_in_the_folder_is_no_input_of_the_next_time(page: Path, run: Run, name: str) -> None:
    output = page.parent / name
    assert run("clean", page.parent, "-o", output).code == 0
    before = output.read_bytes()
    assert run("clean", page.parent, "-o", output, "--force").code == 0
    assert output.read_bytes() == before


# ------------------------------------------------------------------ explain


def test_explain_adds_every_block_and_changes_nothing_else(page: Path, run: Run) -> None:
    [plain] = records(run("clean", page))
    [explained] = records(run("clean", page, "--explain"))
    blocks = explained.pop("blocks")
    assert explained == plain
    assert [set(block) for block in blocks] == [{"index", "text", "role", "by", "why", "tag", "path"}] * 6  # type: ignore[attr-defined]


def test_explain_on_a_terminal_is_indented_json(page: Path, run: Run) -> None:
    ran = run("clean", page, "--explain", terminal=True)
    assert json.loads(ran.out)["blocks"]
    assert ran.out.startswith("{\n")


def test_explain_is_for_json(page: Path, run: Run) -> None:
    ran = run("clean", page, "--explain", "--format", "text")
    assert ran.code == 2
    assert "cleaner explain INPUT" in ran.err


# ------------------------------------------------------------------ rules


def test_own_rules_are_used_where_the_url_says_so(page: Path, run: Run, own_rules: Path) -> None:
    [record] = records(run("clean", page, "--rules", own_rules, "--url", "https://harbour.example/a"))
    assert record["tool"]["rule"] == "sites/harbour.example"  # type: ignore[index]


def test_site_rules_can_be_left_out(page: Path, run: Run, own_rules: Path) -> None:
    given = ("--rules", own_rules, "--url", "https://harbour.example/a", "--no-site-rules")
    [record] = records(run("clean", page, *given))
    assert "rule" not in record["tool"]  # type: ignore[operator]


def test_mistake_in_a_rule_is_one_line(page: Path, run: Run, own_rules: Path) -> None:
    rule = own_rules / "sites" / "harbour.example.yaml"
    rule.write_text(rule.read_text(encoding="utf-8").replace("body", "boddy"), encoding="utf-8")
    ran = run("clean", page, "--rules", own_rules)
    assert ran.code == 2
    assert ran.err.count("\n") == 1
    assert "harbour.example.yaml:5: " in ran.err


# ------------------------------------------------------------------ usage


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (("clean",), "Missing argument 'INPUT...'"),
        (("clean", "a.html", "--format", "docx"), "'docx' is not one of"),
        (("clean", "a.html", "b.html", "--url", "https://example.com"), "there are 2 pages"),
        (("clean", "a.html", "--rules", "nowhere"), "'nowhere' does not exist"),
        (("clena",), "No such command 'clena'. Did you mean 'clean'?"),
    ],
)
def test_wrong_usage_is_told(run: Run, arguments: tuple[str, ...], problem: str) -> None:
    ran = run(*arguments)
    assert ran.code == 2
    assert problem in ran.err


# ------------------------------------------------------------------ URLs


class OnePage(http.server.BaseHTTPRequestHandler):
    body = b""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(self.body)

    def log_message(self, *_: object) -> None:
        """Nothing: the test reads the error stream."""


@pytest.fixture
def address(page: Path) -> Iterator[str]:
    handler = type("Handler", (OnePage,), {"body": page.read_bytes()})
    with http.server.HTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/story"
        server.shutdown()


def test_url_is_fetched_where_it_may_be(run: Run, address: str) -> None:
    [record] = records(run("clean", address, "--allow-private"))
    assert (record["status"], record["url"]) == ("ok", address)


def test_private_address_is_refused_unasked(run: Run, address: str) -> None:
    ran = run("clean", address)
    assert (ran.code, ran.out) == (2, "")
    assert "--allow-private" in ran.err


@pytest.mark.parametrize(
    ("option", "name"), [("-o", "out.parquet"), ("-o", "out.DB"), ("--format", "parquet"), ("--format", "SQLite")]
)
def test_format_of_runs_names_the_command_that_writes_it(run: Run, page: Path, option: str, name: str) -> None:
    ran = run("clean", page, option, name)
    wanted = "parquet" if "parquet" in name else "sqlite"
    assert ran.code == 2
    assert f"written by: cleaner run INPUT --format {wanted} --out FOLDER" in " ".join(ran.err.split())
