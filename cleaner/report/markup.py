"""The door to HTML for text of pages, servers and file names; the styles and scripts beside this module."""

from __future__ import annotations

import html
from pathlib import Path

from cleaner.text import without_controls


def escape(text: str) -> str:
    """The text for elements and quoted attributes: nothing in it is markup, or changes the order it is read in."""
    return html.escape(without_controls(text))


def resource(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8")
