"""The explanation as it is shown: in the terminal and as a page."""

from __future__ import annotations

import base64
import hashlib
import io
import re
from html.parser import HTMLParser

import pytest
from rich.console import Console

from cleaner.report import Explanation
from cleaner.report.html_page import render_explanation
from cleaner.report.terminal import show_explanation


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
