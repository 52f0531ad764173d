"""HTML to blocks: one lxml parse, one walk."""

from __future__ import annotations

import re

from lxml import etree

from cleaner.markup import safe_source
from cleaner.model import Document, Options, Page, Signals
from cleaner.stages.segment.signals import read_signals
from cleaner.stages.segment.walk import UNREAD, Walk
from cleaner.tree import DECLARING_TAGS, Element, PageTree

# What stands in a head; at the first other element a browser begins the body, whether the page says so or not.
HEAD_TAGS = frozenset({
    "title", "meta", "link", "script", "style", "base", "basefont", "bgsound", "noscript", "template", "noframes",
    "object", "isindex",
})  # fmt: skip
MAX_LEVELS = 2048  # of elements in elements; libxml2 has no other setting
END_TAG = re.compile(rb"</(?i:body|html)\s*>")


def segment_html(document: Document, options: Options, *, with_noscript: bool = False) -> Page:
    """Parse and walk a page. It is `truncated` too where the parser stopped: beyond MAX_LEVELS it reads nothing."""
    parser = _new_parser()
    root = parse(document, parser)
    if root is None:
        return Page(document, Signals(), ())
    walk = Walk(options.max_blocks, UNREAD - {"noscript"} if with_noscript else UNREAD)
    walk.run(root)
    blocks, pieces = tuple(walk.writer.blocks), tuple(walk.writer.pieces)
    by_token, by_tag, by_attribute = dict(walk.by_token), dict(walk.by_tag), dict(walk.by_attribute)
    if walk.writer.is_full:
        by_tag |= _declaring(root)
    lengths = tuple(len(block.text) for block in blocks)
    tree = PageTree(root, walk.starts, walk.ends, pieces, lengths, by_token, by_tag, by_attribute)
    return Page(document, read_signals(tree, document.url), blocks, tree, walk.writer.is_full or _has_stopped(parser))


def _declaring(root: Element) -> dict[str, list[Element]]:
    """The elements by which a page speaks of itself, by tag, all of them: JSON-LD may be the last of a huge page."""
    found: dict[str, list[Element]] = {}
    for element in root.iter(*DECLARING_TAGS):
        found.setdefault(element.tag, []).append(element)
    return found


def _new_parser() -> etree.HTMLParser:
    return etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True, collect_ids=False)


def _has_stopped(parser: etree.HTMLParser) -> bool:
    """Whether the parser met one of its own limits: what is wrong with HTML never stops it."""
    return len(parser.error_log.filter_from_fatals()) > 0


def parse(document: Document, parser: etree.HTMLParser | None = None) -> Element | None:
    """The root element, or None where there is nothing to parse. parser: a new one.

    End tags of body and html are dropped: libxml2 stops reading there, and pages that were glued together do not.
    """
    if not document.text or document.text.isspace():
        return None
    source = END_TAG.sub(b"", safe_source(document.text))
    try:
        root = etree.fromstring(source, parser or _new_parser())
    except etree.XMLSyntaxError:  # comments only, or no element at all
        return None
    if root is not None:
        _end_head(root)
    return root


def _end_head(root: Element) -> None:
    """Move what is no part of a head into the body: libxml2 does not know the elements of HTML 5, and leaves them."""
    others = (child for child in root.iterfind("head/*") if child.tag not in HEAD_TAGS)
    first = next(others, None)
    if first is None:
        return
    body = root.find("body")
    if body is None:
        body = etree.SubElement(root, "body")
    for place, child in enumerate([first, *first.itersiblings()]):
        body.insert(place, child)
