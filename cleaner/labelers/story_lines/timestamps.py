"""Find the lines that print when the story was published or changed: near its headline, or else far from it, alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cleaner.article import Article
from cleaner.labelers.story_lines.candidates import LineCandidate
from cleaner.lines.dates.printed import meaning_of
from cleaner.model import BODY_ROLES, BOILERPLATE_ROLES, Block, Role
from cleaner.text import count_words

ABOVE, BELOW_HEADLINE, BELOW_START, BELOW_END = 8, 18, 3, 10  # blocks around headline and text where a date stands
MAX_BODY_WORDS = 14  # of a line that was taken for body: nothing but a date and a name
MAX_OTHER_WORDS = 12  # beside the date: byline, section, reading time; a caption or teaser has more
MAX_LONE_WORDS = 3  # beside a date far from the headline
NAMED_BEFORE = frozenset({Role.HEADLINE, Role.SUBTITLE})  # such a line stays what it is, whatever date it holds


def find_timestamps(article: Article) -> Iterator[LineCandidate]:
    """The lines around headline and text that print a date; where there are none, the one day printed elsewhere."""
    headline = headline_of(article)
    start, end = _text_area(article)
    top = start if headline is None else headline.index
    near = {*range(top - ABOVE, top + BELOW_HEADLINE + 1), *range(start - ABOVE, start + BELOW_START + 1)}
    near.update(range(end - 1, end + BELOW_END + 1))
    beside: set[int] = set()
    if headline is not None:
        beside = {*range(top - 1, top + BELOW_START + 1), *range(max(top, start - ABOVE), start)}

    dated = [block for block in article.page.blocks if block is not headline and _prints_date(article, block, near)]
    close = [block for block in dated if block.index in near and _is_open(article, block, block.index in beside)]
    # The last lines of a text print dates of what it tells: there, as behind it, a date must say what it is.
    silent_until = max(end - 2, min(end, start + BELOW_START))
    sure = [block for block in close if meaning_of(block.text) or _is_outside(article, block, silent_until)]
    early = [block for block in close if block.index <= min(end, start + BELOW_START)]
    far = [block for block in dated if block.index not in near]
    for block in sure or early or _lone(article, close, top) or _lone(article, far, top):
        yield _named(article, block, f"{abs(block.index - top)} lines {'above' if block.index < top else 'below'}")


def _named(article: Article, block: Block, place: str) -> LineCandidate:
    """The line as a timestamp; a byline with a date ("By Jane Doe, 3 May 2024") stays one."""
    if block in article.lines_as(Role.BYLINE):
        label = article.labels.labels[block.index]
        return LineCandidate(block.index, Role.BYLINE, 1, label.by, label.why)
    source = article.dates_in(block)[0].source
    return LineCandidate(block.index, Role.TIMESTAMP, 1, source, f"a date {place} the headline")


def _text_area(article: Article) -> tuple[int, int]:
    """Indices of the first and the last block of the body; both behind the page where there is none."""
    count = len(article.page.blocks)
    return (article.body[0].index, article.body[-1].index) if article.body else (count, count)


def _prints_date(article: Article, block: Block, near: Iterable[int]) -> bool:
    """Whether a line prints a date and little else; far from headline and text a rule must call it a timestamp."""
    is_stamp = block in article.blocks_as(Role.TIMESTAMP)
    if not is_stamp and block.index not in near:
        return False
    dates = article.dates_in(block, may_be_relative=is_stamp or meaning_of(block.text) is not None)
    return bool(dates) and (is_stamp or _other_words(article, block) <= MAX_OTHER_WORDS)


def _is_open(article: Article, block: Block, is_beside: bool) -> bool:
    """Whether a block may be the line: short if it is of the body, not removed by a rule if far from the headline."""
    label = article.labels.labels[block.index]
    if label is None:
        return True
    if label.role in BODY_ROLES:
        return count_words(block.text) <= MAX_BODY_WORDS
    if not label.voice.is_rule:
        return label.role not in NAMED_BEFORE
    return is_beside or label.role not in BOILERPLATE_ROLES


def _is_outside(article: Article, block: Block, silent_until: int) -> bool:
    """Whether a line stands before the end of the text and is no part of it."""
    return block.index <= silent_until and block not in article.body


def _lone(article: Article, blocks: Iterable[Block], top: int) -> list[Block]:
    """The lines with nothing but one and the same day; of a dump those above headline and text: below stand teasers."""
    last = top if article.page.document.kind == "text" else len(article.page.blocks)
    lone = [b for b in blocks if b.index < last and _other_words(article, b) <= MAX_LONE_WORDS]
    days = {(date.reading.year, date.reading.month, date.reading.day) for b in lone for date in article.dates_in(b)}
    return lone if len(days) == 1 else []


def _other_words(article: Article, block: Block) -> int:
    rest = block.text
    for date in article.dates_in(block):
        rest = rest.replace(date.text, " ", 1)
    return count_words(rest)


def headline_of(article: Article) -> Block | None:
    """The block of the headline."""
    from cleaner.fields.titles.place import find_title_block  # until a labeler names the headline

    return find_title_block(article)
