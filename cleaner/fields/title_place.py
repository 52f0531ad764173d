"""Where on the page the headline stands."""

from __future__ import annotations

from cleaner.fields.json_ld import article_node, texts
from cleaner.fields.memo import once
from cleaner.fields.precedence import ruled_blocks
from cleaner.fields.site_names import bare
from cleaner.fields.title_lines import find_title_line
from cleaner.fields.title_voices import find_heading
from cleaner.model import Block, Role, Story

MIN_HEADING_CHARS = 8  # a shorter h1 is a section or a logo, whatever titles repeat it


def find_title_block(story: Story) -> Block | None:
    """The block of the headline: the site rule's, the h1 the titles repeat, a block that is a title; a dump's line."""
    return once(story, "title_place.block", _find)


def _find(story: Story) -> Block | None:
    by_site = ruled_blocks(story, Role.HEADLINE, by_site=True)
    others = ruled_blocks(story, Role.HEADLINE, by_site=False)
    if by_site:
        return by_site[0][1]
    if story.page.document.kind == "text":
        return others[0][1] if others else find_title_line(story)
    headings = [block for block in story.page.blocks if block.tag == "h1"] + [block for _, block in others]
    titles = declared_titles(story)
    forms = [bare(title) for title in titles]
    for block in headings:
        form = bare(block.text)
        if len(form) >= MIN_HEADING_CHARS and any(form in title for title in forms):
            return block
    named = find_heading(story)
    start = story.body[0].index if story.body else len(story.page.blocks)
    before = [block for block in headings if block.index <= start]
    return named or next(iter(before[-1:] or headings[:1]), None)


def declared_titles(story: Story) -> tuple[str, ...]:
    """What the page's metadata gives as title, as printed there."""
    signals = story.page.signals
    declared = (*signals.meta.get("og:title", ())[:1], signals.title or "")
    return tuple(title for title in (*texts(article_node(story), "headline")[:1], *declared) if title)
