"""The pages that are written, in a real browser: what their scripts do, whether they fit, whether one can read them."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from msgspec.structs import replace

from cleaner.report import Explanation
from cleaner.report.html_page import render_explanation
from cleaner.report.run_page import WorstPage, render_run
from cleaner.run.tally import OutletTally, Tally

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium (Debian: apt install chromium)"),
]
POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')
RESULT = re.compile(r'<pre id="result">(.*?)</pre>', re.DOTALL)
# Least contrast of text with what it stands on, of all that is shown (WCAG 2.2, 1.4.3 wants 4.5).
CONTRAST = """
const linear = (v) => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4;
const light = (c) => { const [r, g, b] = c.map((v) => linear(v / 255));
  return .2126 * r + .7152 * g + .0722 * b; };
const rgb = (text) => text.match(/[\\d.]+/g).map(Number);
const behind = (e) => { for (; e; e = e.parentElement) { const c = rgb(getComputedStyle(e).backgroundColor);
  if (c.length < 4 || c[3] > 0) return c.slice(0, 3); } return [255, 255, 255]; };
const ratio = (e) => { const [a, b] = [light(rgb(getComputedStyle(e).color).slice(0, 3)), light(behind(e))];
  return (Math.max(a, b) + .05) / (Math.min(a, b) + .05); };
const printed = [...document.body.querySelectorAll("*")].filter((e) => e.offsetParent &&
  [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim()));
result.contrast = Math.min(...printed.map(ratio));
"""
Look = Callable[..., dict[str, Any]]


@pytest.fixture
def look(tmp_path: Path) -> Look:
    """Opens a page, runs a script on it that fills `result`, and returns that."""

    def opened(page: str, script: str, width: int = 1200) -> dict[str, Any]:
        probe = (
            '<pre id="result"></pre><script>{ const result = {};\n'
            "result.wide = document.documentElement.scrollWidth; result.seen = innerWidth;\n"
            f"{script}\ndocument.getElementById('result').textContent = JSON.stringify(result); }}</script>"
        )
        file = tmp_path / "page.html"
        file.write_text(POLICY.sub("", page).replace("</html>", f"{probe}</html>"), encoding="utf-8")
        command = [
            str(CHROMIUM), "--headless", "--no-sandbox", "--disable-gpu", f"--window-size={width},900",
            f"--user-data-dir={tmp_path / 'profile'}", "--dump-dom", file.as_uri(),
        ]  # fmt: skip
        done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)
        found = RESULT.search(done.stdout)
        assert found is not None, done.stderr
        made: dict[str, Any] = json.loads(found[1].replace("&gt;", ">").replace("&lt;", "<").replace("&amp;", "&"))
        return made

    return opened


@pytest.fixture
def report(tmp_path: Path) -> str:
    outlets = {
        f"outlet-{number:02}.example": OutletTally(
            pages=1234567 - 1000 * number, status={"ok": 100 + number, "error": 1}, quality={50 + number: 100 + number}
        )
        for number in range(35)
    }
    worst = [
        WorstPage("in/a.html", "outlet-01.example", "Harbour reopens", 0.31, "unsure", "report-explanations/001.html")
    ]
    return render_run(Tally(outlets), out=tmp_path, title="pages/", left_out={}, worst=worst)


def test_report_sorts_filters_and_unfolds(look: Look, report: str) -> None:
    script = """
    const shown = () => [...document.querySelectorAll("#outlets tbody tr:not(.all)")].filter((r) => r.offsetParent);
    result.folded = shown().length;
    const head = [...document.querySelectorAll("#outlets thead button")].find((b) => b.textContent === "quality");
    head.click(); result.best = shown()[0].cells[0].textContent;
    head.click(); result.last = shown()[0].cells[0].textContent;
    document.querySelector("#outlets thead button").click(); result.first_name = shown()[0].cells[0].textContent;
    document.getElementById("more").click(); result.all = shown().length;
    const filter = document.getElementById("filter");
    filter.value = "-07"; filter.dispatchEvent(new Event("input"));
    result.filtered = shown().map((r) => r.cells[0].textContent);
    """
    found = look(report, script)
    assert (found["folded"], found["all"]) == (30, 35)
    assert (found["best"], found["last"]) == ("outlet-34.example", "outlet-00.example")
    assert found["first_name"] == "outlet-00.example"  # names begin with a
    assert found["filtered"] == ["outlet-07.example"]


def test_report_fits_a_narrow_window_and_cuts_no_number(look: Look, report: str) -> None:
    script = """
    result.cut = [...document.querySelectorAll("#outlets td:not(.wide)")]
      .filter((c) => c.offsetParent && c.scrollWidth > c.clientWidth).length;
    """
    found = look(report, script, width=500)
    assert found["wide"] <= found["seen"]
    assert found["cut"] == 0


def test_explanation_searches_what_is_folded(look: Look, explanation: Explanation) -> None:
    script = """
    const folds = [...document.querySelectorAll("details")];
    result.closed = folds.every((f) => !f.open);
    const search = document.getElementById("search");
    search.value = "skip to"; search.dispatchEvent(new Event("input"));
    result.opened = folds.filter((f) => f.open).length;
    result.seen_runs = [...document.querySelectorAll(".run")].filter((r) => r.offsetParent).length;
    result.text = document.getElementById("found").textContent;
    """
    found = look(render_explanation(explanation), script, width=500)
    assert found["closed"]
    assert (found["opened"], found["seen_runs"], found["text"]) == (1, 1, "1 found")
    assert found["wide"] <= found["seen"]


def test_what_is_shown_has_contrast(look: Look, explanation: Explanation, report: str) -> None:
    for page in (render_explanation(explanation), report):
        assert look(page, CONTRAST)["contrast"] >= 4.5


def test_all_that_is_pressed_is_reached_by_keyboard(look: Look, explanation: Explanation, report: str) -> None:
    script = """
    const pressed = [...document.querySelectorAll("button, summary, input, a[href]")].filter((e) => e.offsetParent);
    result.count = pressed.length;
    result.reached = pressed.filter((e) => { e.focus(); return document.activeElement === e; }).length;
    """
    with_link = replace(explanation.record, url="https://coast.example/harbour")
    explained = Explanation(explanation.name, with_link, explanation.blocks, explanation.fields)
    for page in (render_explanation(explained), report):
        found = look(page, script)
        assert found["count"] == found["reached"] > 3
