"""The titles a page gives itself: its h1 or another heading, JSON-LD, Open Graph, Twitter card, <title>."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from cleaner.article import Article
from cleaner.declared.site_names import SiteNames
from cleaner.declared.titles import Headline, read_headline, without_site_name
from cleaner.fields.memo import once
from cleaner.json_ld import is_news, texts
from cleaner.model import Block, Page
from cleaner.text import UNSPACED, WORD, bare, fold

LIKE_SHARE = 0.4  # of the words of the shorter title
MIN_HEADING_CHARS, MAX_HEADING_CHARS = 8, 250
MIN_PART_CHARS = 12  # a shorter beginning or end of another title proves nothing
HEADING_TAGS = ("h2", "h3", "h4")
NO_HEADLINE_TAGS = frozenset({"li", "a", "h1"})  # a list of links repeats titles
SEPARATORS = " -–—|_:·»"


class Voice(Headline, frozen=True):
    """What one source gives as title. standing: the name of its weight, where it is not that of the source."""

    standing: str | None = None


def read_voices(article: Article, names: SiteNames) -> list[Voice]:
    """The titles a page gives itself, its h1 first; what only names the site is left out."""
    declared = [Voice(t.source, t.text, t.form, t.cuts) for t in article.declared_headlines]
    printed = _h1(article, names, declared)
    is_news_page = is_news(article.node)
    if printed is None or printed.standing is not None:
        heading = find_heading(article)
        found = _voice("heading", heading.text, names) if heading is not None else None
        printed = found if found is not None else printed
    elif not is_news_page:
        printed = replace(printed, standing="h1:blog")
    if is_news_page and printed is not None and _has_own_card(article, printed.form, declared, names):
        declared = [replace(v, standing="og:own") if v.source == "meta:og:title" else v for v in declared]
    return [printed, *declared] if printed is not None else declared


def _voice(source: str, text: str, names: SiteNames) -> Voice | None:
    read = read_headline(source, text, names)
    return Voice(read.source, read.text, read.form, read.cuts) if read is not None else None


def _h1(article: Article, names: SiteNames, others: list[Voice]) -> Voice | None:
    """The h1 that another source repeats, else the one most like the others, else the last one before the body."""
    runs = list(_h1_runs(article))
    voices = [(blocks, voice) for blocks in runs if (voice := _voice("h1", _joined(blocks), names)) is not None]
    if not voices:
        return None
    said = {other.form for other in others}
    known = said | {form for other in others for form in other.cuts}
    agreed = next((v for _, v in voices if v.form in said), next((v for _, v in voices if v.form in known), None))
    if agreed is not None:
        return agreed
    singles = [(blocks[0].index, voice) for blocks, voice in voices if len(blocks) == 1] or [(0, voices[0][1])]
    likeness = [max((_likeness(voice.text, other.text) for other in others), default=0.0) for _, voice in singles]
    if max(likeness) >= LIKE_SHARE:
        return singles[likeness.index(max(likeness))][1]
    start = article.body[0].index if article.body else len(article.page.blocks)
    before = [voice for index, voice in singles if index <= start]
    chosen = before[-1] if before else singles[0][1]
    return replace(chosen, source="h1:unlike", standing="h1:unlike") if others else chosen


def _likeness(one: str, other: str) -> float:
    """Share of the shorter title's words that the other has too; of pairs of characters where words are not spaced."""
    first, second = _grains(one), _grains(other)
    return len(first & second) / min(len(first), len(second)) if first and second else 0.0


def _grains(text: str) -> frozenset[str]:
    plain = fold(text)
    if UNSPACED.search(plain):
        form = bare(plain)
        return frozenset(form[i : i + 2] for i in range(len(form) - 1))
    return frozenset(WORD.findall(plain))


def _h1_runs(article: Article) -> Iterator[tuple[Block, ...]]:
    """Each h1 block by itself, and neighbours together: a headline may be cut in lines, or stand below its kicker."""
    blocks = _h1_blocks(article.page)
    for position, block in enumerate(blocks):
        yield (block,)
        following = blocks[position + 1 : position + 2]
        if following and following[0].index == block.index + 1:
            yield (block, following[0])


def _h1_blocks(page: Page) -> list[Block]:
    """The blocks that are an h1 or stand in one; those between start and end of an h1 are asked, not all."""
    found: list[Block] = []
    asked = 0  # the first block that has not been: a thousand nested h1 cost no more than one
    for start, end in page.signals.h1:
        near = page.blocks[max(start, asked) : end + 1]
        found += [block for block in near if block.tag == "h1" or "h1" in block.ancestors]
        asked = max(asked, end + 1)
    return found


def _joined(blocks: tuple[Block, ...]) -> str:
    return " ".join(block.text for block in blocks)


def find_heading(article: Article) -> Block | None:
    """On a page whose h1 is a logo or missing: a block that is one of its titles, or one without its additions.

    A whole title before a part, a heading before a line, the first before the next.
    """
    return once(article, "title_voices.heading", _find_heading)


def _find_heading(article: Article) -> Block | None:
    others = article.declared_headlines
    said = {voice.form for voice in others}
    parts = {form for voice in others for form in voice.cuts if len(form) >= MIN_PART_CHARS}
    titles = [voice.text for voice in others]
    openings = {title[:MIN_HEADING_CHARS] for title in titles}
    best: tuple[tuple[int, bool], Block] | None = None
    for block in article.page.blocks:
        text = block.text
        if not MIN_HEADING_CHARS <= len(text) <= MAX_HEADING_CHARS or block.tag in NO_HEADLINE_TAGS:
            continue
        form = bare(text)
        if form in said:
            rank = 0
        elif form in parts:
            rank = 1
        elif text[:MIN_HEADING_CHARS] in openings and _begins_one(text, form, titles):
            rank = 2
        else:
            continue
        if len(form) < MIN_HEADING_CHARS or "nav" in block.ancestors:
            continue
        order = (rank, block.tag not in HEADING_TAGS)
        if best is None or order < best[0]:
            best = (order, block)
    return best[1] if best is not None else None


def _begins_one(text: str, form: str, titles: list[str]) -> bool:
    """Whether a title is this text, a separator (without the spaces one should have), and more."""
    if len(form) < MIN_PART_CHARS:
        return False
    return any(title.startswith(text) and title[len(text) : len(text) + 1] in SEPARATORS for title in titles)


def _has_own_card(article: Article, common: str, declared: list[Voice], names: SiteNames) -> bool:
    """Whether og:title alone was written by hand: h1, JSON-LD and <title> repeat one field, made for search engines.

    Asked of news systems. Then either the Twitter card repeats that field too, or another field that is called a
    headline repeats og:title. Of 57 pages of four public sets where h1 and <title> agree and og:title differs, these
    are 10 of seven outlets: og:title is right on 8 of them, the h1 on none; of the 47 others the h1 is right on 31.
    """
    by_source = {voice.source: voice.form for voice in declared}
    card = by_source.get("meta:og:title")
    if card is None or card == common or not by_source.get("jsonld:headline") == by_source.get("title") == common:
        return False
    twitter = by_source.get("meta:twitter:title")
    if twitter is not None:
        return twitter == common
    signals = article.page.signals
    others = [*texts(article.node, "alternativeHeadline")[:1]]
    others += [values[0] for name, values in signals.meta.items() if name.endswith("headline")]
    return any(bare(without_site_name(text, names)) == card for text in others)
