"""The explanation as it is shown: in the terminal and as a page."""

from __future__ import annotations

import base64
import dataclasses
import hashlib
import io
import re
from html.parser import HTMLParser
from pathlib import Path

import msgspec
import pytest
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from cleaner.report import Explanation
from cleaner.report.changes_page import render_changes
from cleaner.report.console import open_console
from cleaner.report.html_page import render_explanation
from cleaner.report.receipt import ExplainedField
from cleaner.report.run_page import is_report_of, render_run
from cleaner.report.terminal import show_explanation
from cleaner.run.comparison import RunComparison
from cleaner.run.tally import OutletTally, Tally


def shown(explanation: Explanation, *, encoding: str = "utf-8", width: int = 100) -> str:
    buffer = io.BytesIO()
    stream = io.TextIOWrapper(buffer, encoding=encoding, errors="replace")
    show_explanation(explanation, Console(file=stream, width=width, highlight=False))
    stream.flush()
    return buffer.getvalue().decode(encoding)


@pytest.mark.parametrize(
    "part",
    [
        "navigation",
        "Skip to text",
        "shared/navigation:skip  a skip link",
        "Ships sailed.",
        "related",
        "Staff",
        "none matches",
    ],
)
def test_terminal_shows(explanation: Explanation, part: str) -> None:
    assert part in shown(explanation)


def test_terminal_shows_a_reason_once_for_a_run(explanation: Explanation) -> None:
    assert shown(explanation).count("a skip link") == 1


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
def test_terminal_of_any_encoding_does_not_fail(explanation: Explanation, encoding: str) -> None:
    assert "Ships sailed." in shown(explanation, encoding=encoding)


class Outline(HTMLParser):
    """Tags, attributes and the visible text of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self.text += data


def test_page_shows_every_text_and_reason(explanation: Explanation) -> None:
    outline = Outline(render_explanation(explanation))
    for part in ("Skip to text", "Home", "Read more", "a skip link", "<script>alert(1)</script> &", "Staff"):
        assert part in outline.text


def test_page_has_no_markup_of_the_page_it_explains(explanation: Explanation) -> None:
    outline = Outline(render_explanation(explanation))
    assert outline.tags.count("script") == 1
    assert "b" not in outline.tags[: outline.tags.index("nav")]  # the title's <b> is text


def test_page_needs_nothing_else(explanation: Explanation) -> None:
    made = render_explanation(explanation)
    outline = Outline(made)
    assert not {name for name, _ in outline.attributes} & {"src", "href", "srcset", "action"}
    assert "url(" not in made
    assert "@import" not in made


def test_page_allows_its_own_script_alone(explanation: Explanation) -> None:
    made = render_explanation(explanation)
    script = re.findall(r"<script>(.*?)</script>", made, re.DOTALL)[-1]
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in made


def test_legend_counts_blocks_by_role(explanation: Explanation) -> None:
    assert re.search(r'data-role="navigation"[^>]*>navigation<b>2</b></button>', render_explanation(explanation))


def test_page_is_the_same_every_time(explanation: Explanation) -> None:
    assert render_explanation(explanation) == render_explanation(explanation)


# ------------------------------------------------------------------ text that would steer who is shown it

STEERING = "a\x1b]0;x\x07b\x9b31mc\u202ed\u2066e</title><script>f"


def test_console_prints_no_text_that_steers_and_its_own_colours() -> None:
    stream = io.StringIO()
    console = open_console(stream, force_terminal=True, color_system="standard", width=80)
    table = Table("head")
    table.add_row(Text(STEERING, style="red"))
    console.print(table)
    console.print(STEERING, markup=False)
    console.print(Padding(Text(STEERING), 1), soft_wrap=True)
    made = re.sub(r"\x1b\[[\d;]*m", "", stream.getvalue())
    assert made.count("a]0;xb31mcde</title><script>f") == 3
    assert not set("\x1b\x07\x9b\u202e\u2066") & set(made)
    assert "\x1b[31m" in stream.getvalue()


def test_page_holds_no_text_that_steers(explanation: Explanation) -> None:
    hostile = dataclasses.replace(
        explanation,
        name=STEERING,
        record=msgspec.structs.replace(explanation.record, title=STEERING),
        fields=(ExplainedField(STEERING, STEERING, STEERING, ((STEERING, STEERING),), (STEERING,)),),
        grounds=((STEERING, STEERING),),
    )
    page = render_explanation(hostile)
    assert not set("\x1b\x07\x9b\u202e\u2066") & set(page)
    assert Outline(page).tags.count("script") == 1


def test_report_of_a_run_holds_no_text_that_steers(tmp_path: Path) -> None:
    tally = Tally({STEERING: OutletTally(pages=1, status={STEERING: 1}, body_by={STEERING: 1})})
    page = render_run(tally, out=tmp_path, title=STEERING, left_out={STEERING: 1})
    assert not set("\x1b\x07\x9b\u202e\u2066") & set(page)
    assert Outline(page).tags.count("script") == 1
    (tmp_path / "report.html").write_text(page, encoding="utf-8")
    assert is_report_of(tmp_path / "report.html", tmp_path)
    assert not is_report_of(tmp_path / "report.html", tmp_path / "other")
    assert not is_report_of(tmp_path / "none.html", tmp_path)


@pytest.mark.parametrize(("number", "what"), [(1, "page"), (2, "pages"), (1234, "pages")])
def test_report_counts_in_words(tmp_path: Path, number: int, what: str) -> None:
    outlets = {"a.example": OutletTally(pages=number, status={"ok": number}, quality={90: number})}
    page = render_run(Tally(outlets), out=tmp_path, title="x", left_out={})
    assert f'column has {number:,} {what}"' in page
    assert f"<title>0.90–0.95: {number:,} {what}</title>" in page
    assert f"<dt>{what}</dt><dd>{number:,}</dd>" in page
    assert "<dt>outlet</dt><dd>1</dd>" in page
    compared = render_changes(RunComparison(number, (), (), (), {}, None), "x")
    assert f"<p>{number:,} {what} in both, 0 changed.</p>" in compared


def test_the_bars_of_a_run_say_all_their_parts_in_words(tmp_path: Path) -> None:
    outlets = {"a.example": OutletTally(pages=3, status={"ok": 2, "error": 1}, body_by={"rule": 2}, quality={90: 2})}
    page = render_run(Tally(outlets), out=tmp_path, title="pages/", left_out={})
    labels = {label for label in re.findall(r'aria-label="([^"]*)"', page) if not label.startswith("Histogram")}
    assert labels == {"ok 2, error 1", "rule 2"}
