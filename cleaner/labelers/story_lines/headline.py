"""The headline: the heading that says what the page's titles say; in a dump the line that is most like one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from msgspec.structs import replace

from cleaner.article import RULES, SITE_RULE, Article
from cleaner.declared.titles import MIN_HEADLINE_SIZE, Headline, part_texts, read_headline, text_size
from cleaner.labelers.story_lines.candidates import LineCandidate
from cleaner.labelers.story_lines.headline_model import find_headline_line
from cleaner.labelers.story_lines.page_words import content_words, is_statement
from cleaner.labelers.story_lines.wrapped_headlines import find_wrapped
from cleaner.model import Block, Role
from cleaner.text import UNSPACED, WORD, bare, count_words, fold

LIKE_SHARE = 0.4  # of the words of the shorter title
MIN_LIKE_WORDS = 2  # of an h1: one word that no title begins with is the site, or somebody's name
MIN_HEADING_CHARS, MAX_HEADING_CHARS = 8, 250
MIN_PART_CHARS = 12  # a shorter part of a title proves nothing
MIN_HEADLINE_WORDS = 4
MAX_H1_LINES = 6  # of one headline, each a block
SEPARATORS = " -–—|_:·»"
NO_HEADLINE_TAGS = frozenset({"li", "a", "h1"})  # a list of links repeats titles

# Scores. An h1 beats another heading, what a title says whole beats what a part of it says.
WHOLE, PART, LIKE = 5.0, 4.0, 3.0
WHOLE_HEADING, PART_HEADING, BEGINNING_HEADING = 2.0, 1.5, 1.0
TAG_SCORES = {"h2": 0.2, "h3": 0.2, "h4": 0.2}  # a heading before a line
ENTRY = 0.5  # of a menu
TIE = 10_000.0  # no heading is so long
MAX_LINK_SHARE = 0.5
MAX_SECTION_WORDS = 3
BEFORE_BODY = 0.5  # times how far down
WHY = {
    "h1": "the h1 that the page's titles repeat",
    "h1:unlike": "the last h1 before the text; it shares no words with the page's titles",
    "heading": "says what the page's titles say",
}


def find_headline(article: Article) -> Iterator[LineCandidate]:
    """The blocks of the headline, where the site's rule names none; rules for many sites are believed in dumps."""
    if article.can_declare_title:
        if not article.blocks_as(Role.HEADLINE, voices=SITE_RULE):
            yield from list(find_heading(article)) or _find_undeclared(article)
    elif not article.blocks_as(Role.HEADLINE, voices=RULES):
        for line in _find_shared(article, list(find_headline_line(article))):
            yield line
            yield from find_wrapped(article, line)


def _find_shared(article: Article, likely: list[LineCandidate]) -> list[LineCandidate]:
    """The line of a dump that its links to share the page say; the likely one where they say several, or begin it."""
    shared = {bare(text) for text in article.page.signals.shared_titles if not is_statement(text)}
    shortest = min(map(len, shared), default=MAX_HEADING_CHARS)
    long = [block for block in article.page.blocks if shortest <= len(block.text) <= MAX_HEADING_CHARS]
    found = [block for block in long if bare(block.text) in shared] if shared else []
    forms = {bare(block.text) for block in found}
    known = [bare(article.page.blocks[line.block].text) for line in likely]
    if (
        len(forms) != 1
        or text_size(found[0].text) < MIN_HEADLINE_SIZE
        or (known[:1] and known[0].startswith(tuple(forms)))
    ):
        return likely
    above = [block for block in found if block.index <= article.text_start]
    block = above[-1] if above else found[0]
    return [LineCandidate(block.index, Role.HEADLINE, WHOLE, "line:shared", "what the page's links to share it say")]


def find_heading(article: Article) -> Iterator[LineCandidate]:
    """The h1 that is most like the page's titles, else a block that is one of them, else the h1 before the text."""
    titles = article.declared_headlines
    start = article.text_start
    scored = [(_score_h1(blocks, title, titles, start), "h1", blocks) for blocks, title in _h1_titles(article)]
    best = max((score for score, *_ in scored), default=0.0)
    if best < LIKE:
        scored = [(score, "h1:unlike" if titles else "h1", blocks) for score, _, blocks in scored]
        scored += [(score, "heading", (block,)) for score, block in _titled_blocks(article)]
    if scored:
        score, source, blocks = max(scored, key=lambda row: row[0])  # the first of equals
        yield from (LineCandidate(block.index, Role.HEADLINE, score, source, WHY[source]) for block in blocks)


def _find_undeclared(article: Article) -> Iterator[LineCandidate]:
    """The heading above the text, if it is like a headline, of a page with no h1 and no title but its site's name."""
    if not article.declared_headlines:
        for line in find_headline_line(article):
            if article.page.blocks[line.block].tag in TAG_SCORES:
                yield replace(line, source="heading")


def _h1_titles(article: Article) -> Iterator[tuple[tuple[Block, ...], Headline]]:
    """Each h1 block by itself, neighbours and whole h1s together: a headline may be cut in lines, or have a kicker."""
    blocks = _h1_blocks(article)
    wholes = (article.page.blocks[start : end + 1] for start, end in article.page.signals.h1 if end - start > 1)
    lines = [run for run in wholes if len(run) <= MAX_H1_LINES]
    neighbours = [pair for pair in pairwise(blocks) if pair[1].index == pair[0].index + 1]
    for run in [*((block,) for block in blocks), *neighbours, *lines]:
        title = read_headline("h1", " ".join(block.text for block in run), article.site_names)
        if title is not None:
            yield run, title


def _h1_blocks(article: Article) -> list[Block]:
    """The blocks of all h1 elements, each once: these may stand in one another."""
    found: list[Block] = []
    following = 0
    for start, end in article.page.signals.h1:
        found += article.page.blocks[max(start, following) : end + 1]
        following = max(following, end + 1)
    return found


def _score_h1(blocks: tuple[Block, ...], title: Headline, others: tuple[Headline, ...], start: int) -> float:
    """How likely an h1, or two together, are the headline. start: the first block of the text."""
    if any(title.form == other.form for other in others):
        return WHOLE
    if _is_section(title, others):
        return 0.0
    if any(title.form in other.cuts for other in others):
        return PART
    if len(blocks) > 1:
        return 0.0
    about_story = [other for other in others if not _is_masthead(title.text, other.text)]
    if count_words(title.text) < MIN_LIKE_WORDS:
        about_story = [other for other in about_story if other.form.startswith(title.form)]
    likeness = max((_likeness(title.text, other.text) for other in about_story), default=0.0)
    if likeness >= LIKE_SHARE:
        return LIKE + likeness / 2
    position = blocks[0].index / (start + 1)
    return BEFORE_BODY * position if position < 1 else 0.0


def _is_section(title: Headline, others: tuple[Headline, ...]) -> bool:
    """Whether an h1 is the section that a title names behind the headline, which another title gives alone."""
    whole = [other.form for other in others]
    if count_words(title.text) > MAX_SECTION_WORDS:
        return False
    for other in others:
        first, *rest = map(bare, part_texts(other.text))
        is_part = title.form in (first, *rest) or other.form.endswith(title.form)  # "Harbour Post: Storm closes it"
        is_cut_off = title.form in other.cuts and not is_part and whole.count(other.form) > 1
        if is_cut_off or (first in whole and title.form in rest):
            return True
    return False


def _is_masthead(text: str, title: str) -> bool:
    """Whether an h1 shares no words with what a title begins with, a headline by its length: it names the site."""
    first = part_texts(title)[0]
    is_headline = text_size(first) >= MIN_HEADLINE_SIZE and count_words(first) >= MIN_HEADLINE_WORDS
    return is_headline and first != title and content_words(text).isdisjoint(content_words(first))


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


def _titled_blocks(article: Article) -> Iterator[tuple[float, Block]]:
    """On a page whose h1 is a logo or missing: the blocks that are one of its titles, or one without its additions."""
    titles = article.declared_headlines
    whole = {title.form for title in titles}
    parts = {
        form for title in titles for form in title.cuts if text_size(form) >= MIN_PART_CHARS
    } - article.site_names.forms
    for block in article.page.blocks[: article.text_end + 1]:  # behind the text its author may be named
        if block.tag in NO_HEADLINE_TAGS or not MIN_HEADING_CHARS <= text_size(block.text) <= MAX_HEADING_CHARS:
            continue
        form = bare(block.text)
        if text_size(form) < MIN_HEADING_CHARS or "nav" in block.ancestors:
            continue
        if form in whole:
            score = WHOLE_HEADING
        elif form in parts:
            score = PART_HEADING
        elif text_size(form) >= MIN_PART_CHARS and _begins_one(block.text, titles):
            score = BEGINNING_HEADING
        else:
            continue
        is_entry = block.index > article.text_start and block.link_share > MAX_LINK_SHARE  # of a menu below the text
        longer = text_size(form) / TIE  # of two parts of one title the longer is the headline, the other the site
        yield score + longer + TAG_SCORES.get(block.tag, 0.0) - (ENTRY if is_entry else 0.0), block


def _begins_one(text: str, titles: tuple[Headline, ...]) -> bool:
    """Whether a title is this text, a separator (without the spaces one should have), and more."""
    return any(title.text.startswith(text) and title.text[len(text) :][:1] in SEPARATORS for title in titles)
