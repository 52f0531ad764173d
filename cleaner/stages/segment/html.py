"""HTML to blocks: one lxml parse, one walk."""

from __future__ import annotations

import re
from collections import defaultdict

from lxml import etree

from cleaner.model import Document, Options, Page
from cleaner.stages.segment.signals import read_signals
from cleaner.stages.segment.walk import Walk
from cleaner.tree import DECLARING_TAGS, Element, PageTree

END_TAG = re.compile(rb"</[bBhH](?:[oO][dD][yY]|[tT][mM][lL])\s*>")  # two thirds of the time it takes with re.I
MONSTER_BYTES, MONSTER_ATTRIBUTES = 20_000, 2_000
MONSTER = re.compile(rb"(<[a-zA-Z][\w-]*)\s[^<]*$")


def segment_html(document: Document, options: Options) -> Page:
    """Parse and walk a page. Elements deeper than 2,048 levels are lost in the parser (libxml2's own limit)."""
    root = parse(document)
    if root is None:
        return Page(document, read_signals(None, document), ())
    walk = Walk(options.max_blocks)
    walk.run(root)
    lengths = tuple(len(block.text) for block in walk.blocks)
    # plain dicts: asking must not add
    by_token, by_attribute, by_tag = dict(walk.by_token), dict(walk.by_attribute), _with_declaring(walk, root)
    tree = PageTree(root, walk.starts, walk.ends, tuple(walk.pieces), lengths, by_token, by_tag, by_attribute)
    return Page(document, read_signals(tree, document), tuple(walk.blocks), tree, walk.truncated)


def _with_declaring(walk: Walk, root: Element) -> dict[str, list[Element]]:
    """The walked elements by tag, with those by which the page speaks of itself where the walk does not come.

    That is the head, on nearly all pages. Where the walk went around hidden elements, or not to the end, the whole page
    is looked through: microdata stand in hidden spans, and JSON-LD may be the last of a huge page.
    """
    found = dict(walk.by_tag)
    everywhere = walk.truncated or walk.left_hidden
    for part in [root] if everywhere else reversed(walk.by_tag.get("head", ())):
        declaring: defaultdict[str, list[Element]] = defaultdict(list)
        for element in part.iter(*DECLARING_TAGS):
            declaring[element.tag].append(element)
        found |= {tag: elements + ([] if everywhere else found.get(tag, [])) for tag, elements in declaring.items()}
    return found


def parse(document: Document) -> Element | None:
    """The root element, or None where there is nothing to parse.

    End tags of body and html are dropped: libxml2 stops reading there, and pages that were glued together do not.
    """
    if not document.text or document.text.isspace():
        return None
    source = END_TAG.sub(b"", _without_monsters(document.encoded()))
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True, collect_ids=False
    )
    try:
        return etree.fromstring(source, parser)
    except etree.XMLSyntaxError:  # comments only, or no element at all
        return None


def _without_monsters(source: bytes) -> bytes:
    """The page without tags of thousands of attributes: libxml2 takes half a minute for one with 40,000.

    They are in stretches of MONSTER_BYTES without a ">", which are found in leaps.
    """
    kept: list[bytes] = []
    done = start = 0
    while start + MONSTER_BYTES <= len(source):
        last = source.rfind(b">", start, start + MONSTER_BYTES)
        if last >= 0:
            start = last + 1
            continue
        end = source.find(b">", start + MONSTER_BYTES)
        end = len(source) if end < 0 else end
        kept += (source[done:start], _cut_monster(source[start:end]))
        done = start = end
    return b"".join((*kept, source[done:])) if kept else source


def _cut_monster(piece: bytes) -> bytes:
    """Text up to the end of a tag; of a tag with too many attributes only the name is left."""
    tag = MONSTER.search(piece)
    return piece[: tag.end(1)] if tag and piece.count(b"=", tag.start()) > MONSTER_ATTRIBUTES else piece
