"""The door to HTML for text of pages, servers and file names."""

from __future__ import annotations

import html

from cleaner.text import without_controls


def escape(text: str) -> str:
    """The text for elements and quoted attributes: nothing in it is markup, or changes the order it is read in."""
    return html.escape(without_controls(text))
