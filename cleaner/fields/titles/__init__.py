"""The title, with what stands above and below it: the headline as printed, without the site's name."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.article import SITE_RULE, WRAPPED, Article
from cleaner.declared.titles import (
    MIN_HEADLINE_SIZE,
    parts_of_headline,
    text_size,
    title_cuts,
    title_parts,
    without_site_name,
)
from cleaner.fields.choice import first_choice, printed_texts, site_values
from cleaner.fields.titles.vote import vote
from cleaner.lines.lazy import lazy_pattern
from cleaner.lines.phrases import opening_phrase
from cleaner.lines.words import PREFIXES
from cleaner.model import Block, Choice, Role, Voice
from cleaner.text import collapse, count_words, fold

MIN_HEADLINE_CHARS = 12
MAX_KICKER_WORDS = 8
MAX_SITE_WORDS, MIN_HEADLINE_WORDS = 3, 4  # of the last part of a <title>, of what stands before it
NO_TITLE_STARTS = ("(", "[", "（", "【", "［", "http")  # behind a title: notes, an address
JOINTS = " :|–—-·•/"
MARKS = lazy_pattern(r"^[>|·•*]+\s*(?=\S)")  # of a list, or a joint without its other side; "- Come!" is speech


def read_title(article: Article) -> Choice[str] | None:
    """The headline: by rule, else by a vote of the page's own titles; in a dump as its line says."""
    ruled = site_values(article, "title")
    offers = [(source, without_site_name(collapse(text), article.site_names)) for source, text in ruled]
    if article.can_declare_title:
        offers += printed_texts(article, article.blocks_as(Role.HEADLINE, voices=SITE_RULE))
        return first_choice(offers) or vote(article)
    lines = [line for line in article.headline_blocks if article.source_of(line) != WRAPPED]
    below = [line.text for line in article.headline_blocks if article.source_of(line) == WRAPPED]
    offers += [(article.source_of(line), " ".join([_line_title(article, line), *below])) for line in lines]
    return first_choice(offers)


def read_subtitle(article: Article) -> Choice[str] | None:
    """The deck below the headline; several lines stay lines. A description that is not printed there is none.

    Nor is what the text begins with, printed a second time: it is given once.
    """
    marked = {found.value for found in article.candidates.get("subtitle", ()) if found.voice is Voice.MARKUP}
    opening = {fold(block.text) for block in article.body[:1] if block.text not in marked}
    known = {fold(article.headline_text), *opening}
    offers = _printed_beside(article, "subtitle", Role.SUBTITLE)
    return first_choice((source, text) for source, text in offers if fold(text) not in known)


def read_kicker(article: Article) -> Choice[str] | None:
    """The words above the headline, or before it in one h1 ("Premier League Liverpool lose at Everton")."""
    offers = [*_printed_beside(article, "kicker", Role.KICKER), *_kicker_in_heading(article)]
    return first_choice((source, text.strip(JOINTS)) for source, text in offers)


def _line_title(article: Article, line: Block) -> str:
    """What a title line says. A dump's first line is often the page's <title>: the site's name is cut from it.

    The name is what other lines or the copyright say; where they say nothing, a short last part is taken for one. What
    another line has behind the title that the first one says, its date or author, is no part of it.
    """
    text = without_site_name(MARKS.sub("", line.text), article.site_names)
    if line.index > 0:
        return _as_far_as(_without_section(text, article), article.page.blocks[0].text)
    parts = title_parts(text)
    if text != line.text or len(parts) < 2:
        return text
    begin, stop = parts[-1]
    before = text[: parts[parts_of_headline(text, parts[:-1]) - 1][1]]
    is_name = count_words(text[begin:stop]) <= MAX_SITE_WORDS < MIN_HEADLINE_WORDS <= count_words(before)
    return before if is_name else text


def _without_section(text: str, article: Article) -> str:
    """A title without the section beside a bar that the page prints in a line of its own too: "Headline | Opinion"."""
    before, bar, behind = text.partition(" | ")
    if not bar or " | " in behind:
        return text
    section, headline = sorted((before, behind), key=count_words)
    is_section = count_words(section) <= MAX_SITE_WORDS < MIN_HEADLINE_WORDS <= count_words(headline)
    return headline if is_section and any(block.text == section for block in article.page.blocks) else text


def _as_far_as(text: str, opening: str) -> str:
    """A title line up to where the first line ends or has a separator, if a date, a byline or the like follows."""
    cuts = [cut.strip() for cut in (opening, *title_cuts(opening))]
    known = max(filter(text.startswith, cuts), key=len, default=text)
    rest = text[len(known) :].strip()
    is_signature = rest[:1].isdigit() or rest.startswith(NO_TITLE_STARTS) or bool(opening_phrase(rest, PREFIXES))
    return known if is_signature and text_size(known) >= MIN_HEADLINE_SIZE else text


def _printed_beside(article: Article, field: str, role: Role) -> Iterator[tuple[str, str]]:
    """What the site's rule says of a field, and the blocks of its role beside the headline, joined line by line.

    The story has one kicker, the nearest; others are of teasers.
    """
    for source, text in site_values(article, field):
        yield source, collapse(text)
    blocks = list(article.beside_headline(role))
    if role is Role.KICKER and article.headline is not None:
        top = article.headline.index
        blocks = sorted(blocks, key=lambda block: abs(block.index - top))[:1]
    printed = printed_texts(article, blocks)
    for source, _ in printed[:1]:
        yield source, "\n".join(dict.fromkeys(text for _, text in printed))
    for candidate in article.candidates.get(field, ()):
        if candidate.voice is Voice.MARKUP:
            yield candidate.source, candidate.value


def _kicker_in_heading(article: Article) -> Iterator[tuple[str, str]]:
    """What an h1 has before the headline that the other titles give alone."""
    printed = article.headline_text
    for title in article.declared.titles:
        kicker = printed.removesuffix(title.text)
        if kicker != printed and len(title.text) >= MIN_HEADLINE_CHARS and count_words(kicker) <= MAX_KICKER_WORDS:
            yield "h1", kicker
