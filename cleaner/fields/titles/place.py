"""Where on the page the headline stands."""

from __future__ import annotations

from cleaner.article import Article
from cleaner.fields.memo import once
from cleaner.fields.titles.candidates import find_heading
from cleaner.fields.titles.lines import find_title_line
from cleaner.model import Block, Role
from cleaner.text import bare

MIN_HEADING_CHARS = 8  # a shorter h1 is a section or a logo, whatever titles repeat it


def find_title_block(article: Article) -> Block | None:
    """The block of the headline: the site rule's, the h1 the titles repeat, a block that is a title; a dump's line."""
    return once(article, "title_place.block", _find)


def _find(article: Article) -> Block | None:
    by_site = article.ruled_blocks(Role.HEADLINE, by_site=True)
    others = article.ruled_blocks(Role.HEADLINE, by_site=False)
    if by_site:
        return by_site[0][1]
    if article.page.document.kind == "text":
        return others[0][1] if others else find_title_line(article)
    headings = [block for block in article.page.blocks if block.tag == "h1"] + [block for _, block in others]
    for block in headings:
        form = bare(block.text)
        if len(form) >= MIN_HEADING_CHARS and any(form in title for title in article.declared.title_forms):
            return block
    named = find_heading(article)
    start = article.body[0].index if article.body else len(article.page.blocks)
    before = [block for block in headings if block.index <= start]
    return named or next(iter(before[-1:] or headings[:1]), None)
