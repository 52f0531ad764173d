"""Dumps of pages, as people flatten them: with the layout's empty lines and bullets, or one line for each text node."""

from __future__ import annotations

from lxml import etree

from cleaner.model import Document, Options
from cleaner.stages.segment import segment
from cleaner.stages.segment.html import parse
from cleaner.text import collapse

BULLETED = frozenset({"li"})
PARTED = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "ul", "ol", "table", "pre"})
SILENT = frozenset({"script", "style", "noscript", "template", "svg"})


def layout_dump(document: Document) -> str:
    """The page's blocks, one a line, with empty lines around paragraphs and headings and bullets before list items."""
    lines: list[str] = []
    for block in segment(document, Options()).blocks:
        tags = (block.tag, *block.ancestors[-1:])
        if block.tag in PARTED and lines and lines[-1]:
            lines.append("")
        lines.append(f"  * {block.text}" if not BULLETED.isdisjoint(tags) else block.text)
        if block.tag in PARTED:
            lines.append("")
    return "\n".join(lines)


def bare_dump(document: Document) -> str:
    """Every text node on a line of its own."""
    root = parse(document)
    if root is None:
        return ""
    etree.strip_elements(root, *SILENT, with_tail=False)
    return "\n".join(filter(None, (collapse(str(text)) for text in root.itertext())))
