"""The headline of a dump: a weighed sum of what speaks for and against each line above the story."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import fsum
from operator import itemgetter

from msgspec import Struct

from cleaner.article import Article
from cleaner.declared.titles import MIN_HEADLINE_SIZE, text_size, title_parts
from cleaner.labelers.story_lines.candidates import LineCandidate
from cleaner.labelers.story_lines.headline_gaps import heads_closely, is_below_headline, is_below_trail
from cleaner.labelers.story_lines.page_words import (
    MAX_SECTION_WORDS,
    MAX_SITE_WORDS,
    body_words,
    content_words,
    is_boxed,
    is_caption_of,
    is_kicker,
    is_listed,
    is_no_title,
    is_of_page,
    is_open,
    is_signature,
    is_statement,
    is_within,
    line_counts,
    may_be_deck,
    may_quote_work,
    pair_counts,
    site_part,
    title_words,
    top_headings,
)
from cleaner.labelers.story_lines.strays import start_of_text
from cleaner.lines.credits.captions import split_caption
from cleaner.model import BODY_ROLES, Block, Role
from cleaner.text import bare, count_words, fold
from cleaner.vocabulary import words_of

# A conditional logit, fitted on the dumps (two flatteners) of two development sets with forty features; sixteen of them
# changed nothing. Of pages of outlets it was not fitted on it finds 71 %, where 82 % print their title on a line.
# "boxed", "below_text" and "crowded" were fitted later, to dumps of five sets, the others held.
WEIGHTS: Mapping[str, float] = {
    "part_of_opening": 4.2,  # the dump begins with a page's <title>, and this is a part of it
    "top_heading": 3.0,  # marked as a heading of the first rank; set by hand
    "statement": -3.7,  # ends like a sentence
    "long": -2.1,  # per ten words beyond 14: captions, decks
    "gap_after": 2.0,  # an empty line below
    "shared_words": 2.0,  # words the story uses too, up to 6
    "kept": -2.0,  # taken for the body
    "boxed": -1.7,  # a line beside it stands beside it elsewhere too: an entry of a box or menu printed twice
    "below_text": -1.2,  # below the first line taken for the text, which may be one of a box
    "crowded": -0.9,  # share of long lines among the five above: a headline stands below short ones
    "credited": -2.0,  # names a photographer or an agency
    "caption": -2.0,  # a rule calls it one
    "before_caption": -2.0,  # which says the same: a picture's text as dumps print it; set by hand
    "heads_closely": 2.0,  # without empty lines, where the dump has such: a copy from a browser; the three set by hand
    "below_headline": -2.0,  # there, right below a line like a headline
    "below_trail": 3.0,  # right below itself, glued to sections: "NewsTownStorm closes harbour"
    "begins_story": 2.0,  # first line of a text that is a story and no page; set by hand, as are the two before
    "shared_share": 1.9,  # share of the line's own words that the story uses too
    "words": 1.7,  # up to 8: shorter lines are menu entries
    "gap_before": 1.6,  # an empty line above
    "late": -1.5,  # lines before it that are about the story too: what follows a title is its deck
    "ends_another": 1.4,  # a line near by ends with it: a breadcrumb, a kicker on the same line
    "signed_soon": 1.3,  # a byline or date within three lines, or four where the first may be the deck
    "two_words": -1.3,  # and no more
    "ends_trail": -4.0,  # a few words, the last of "Home > Town > Harbour": the section; set by hand
    "after_short": 0.8,  # a section or kicker above
    "signed": 0.7,  # a byline or date within five lines
    "signed_by_rule": 0.7,  # and a rule says so
    "before_long": 0.7,  # the next line is long
    "before_prose": 0.5,  # one of the next three is
    "repeated": 0.5,  # printed twice
    "distance": -0.5,  # per 20 lines to the story
    "right_before": -0.3,  # at most three lines before the story
}
MIN_SCORE = 4.5  # below, one line in ten is the headline

MAX_HEAD_LINES = 80  # menus of news sites run to 300 lines; the title stands in the last lines before the story
LINES_INTO_STORY = 5  # beyond the first line taken for the story's, which may be the headline or its deck
MIN_TITLE_WORDS, MAX_TITLE_WORDS = 2, 32
MAX_TITLE_SENTENCE = 14  # words of a story's first line that may be a headline though it ends like a sentence
NEAR_BEFORE, NEAR_AFTER = 25, 5  # lines around one in which its text may stand again, with additions
MIN_PART_CHARS, MAX_ADDED_CHARS = 12, 80
NEARLY_ALL = 0.8  # of a part of the first line, that a headline is
MAX_LEAD = 2.0  # of a line over one that says the same shorter: of 15 such pairs in public sets 12 are the shorter's
MIN_LEAD_BELOW = 2.0  # of a line below a box over the best one above it; set by hand
MIN_LONG_LINE = 6  # words
SIGNED_ROLES = frozenset({Role.BYLINE, Role.TIMESTAMP})
Scored = tuple[float, Block]
SCORE = itemgetter(0)


class Head(Struct, frozen=True):
    """The lines a headline may be, with what each of them is compared with.

    start: index of the story's first line. forms: the lines folded; about: the words of each that carry meaning;
    shared: how many of those the story uses, whose words are body. counts: how often each line stands in the dump;
    pairs: how often two lines do. opening_parts: the parts of the dump's first line, folded ("Headline | The Daily"
    is a page's <title>). site_part: its last part, a name beside a headline. top_headings: as the dump marks them.
    has_gaps: whether the dump has empty lines.
    """

    article: Article
    lines: Sequence[Block]
    start: int
    forms: Sequence[str]
    about: Sequence[frozenset[str]]
    shared: Sequence[int]
    body: frozenset[str]
    counts: Mapping[str, int]
    pairs: Mapping[tuple[str, str], int]
    opening_parts: frozenset[str]
    top_headings: frozenset[str]
    site_part: str | None
    has_gaps: bool


def find_headline_line(article: Article) -> Iterator[LineCandidate]:
    """The line that is most likely the headline; none in a dump that has nothing like one."""
    first, start = min(article.text_start, len(article.page.blocks) - 1), start_of_text(article)
    head = read_head(article, first)
    score, line = best_line(head)
    if start > first:  # a box may stand above the headline, or a lead and a picture below it
        other = best_line(read_head(article, start))
        score, line = other if other[0] > score + MIN_LEAD_BELOW else (score, line)
    if line is not None and score > MIN_SCORE:
        why = f"the line most like a headline: {score:.1f}, at least {MIN_SCORE}"
        yield LineCandidate(line.index, Role.HEADLINE, score, "line:headline", why)
    elif len(head.opening_parts) > 1:
        yield LineCandidate(0, Role.HEADLINE, MIN_SCORE, "line:headline", "the first line, like a page's <title>")


def best_line(head: Head) -> tuple[float, Block | None]:
    """The line of a head that is most like a headline, and its score."""
    found: list[Scored] = []
    for place, block in enumerate(head.lines):
        if may_be_title(head, place):
            score = fsum(WEIGHTS[name] * value for name, value in features(head, place).items())
            found.append((score, block))
    return _printed_again(found, max(found, key=SCORE)) if found else (MIN_SCORE, None)


def _printed_again(found: Sequence[Scored], best: Scored) -> Scored:
    """The line below the best one that says the same without a trail or a site's name around it; else the best."""
    score, line = best
    below = [row for row in found if row[1].index > line.index and row[0] >= score - MAX_LEAD]
    return max([row for row in below if is_within(row[1].text, line.text)], key=SCORE, default=best)


def read_head(article: Article, start: int) -> Head:
    """The lines up to a few into the story that no rule has named something a headline cannot be; the last ones."""
    blocks = article.page.blocks
    above = blocks[: start + 1 + LINES_INTO_STORY]
    near = above[-MAX_HEAD_LINES:]
    free = [block for block in above if is_open(article, block) or may_quote_work(article, block, near)]
    lines = free[-MAX_HEAD_LINES:]
    about = [content_words(block.text) for block in lines]
    body = body_words(article)
    opening, counts = blocks[0].text if blocks else "", line_counts(article)
    return Head(
        article=article,
        lines=lines,
        start=start,
        forms=[fold(block.text) for block in lines],
        about=about,
        shared=[len(words & body) for words in about],
        body=body,
        counts=counts,
        pairs=pair_counts(article),
        opening_parts=frozenset(fold(opening[begin:stop]) for begin, stop in title_parts(opening)),
        top_headings=top_headings(article),
        site_part=site_part(opening, counts),
        has_gaps=any(block.gap for block in blocks),
    )


def may_be_title(head: Head, place: int) -> bool:
    """Whether a line's length and signs allow it to be a headline, and it is no sentence of the story."""
    block, about = head.lines[place], head.about[place]
    words = title_words(block.text)
    if not MIN_TITLE_WORDS <= words <= MAX_TITLE_WORDS or is_of_page(about, head.body):
        return False
    if is_no_title(block.text) or is_listed(block.text, head.counts) or head.forms[place] in words_of("menu_words"):
        return False
    is_opening = block.index == head.start and words <= MAX_TITLE_SENTENCE
    return is_opening or not (head.article.role_of(block) in BODY_ROLES and is_statement(block.text))


def features(head: Head, place: int) -> Mapping[str, float]:
    """What WEIGHTS weighs, of one of the head's lines."""
    return {
        **_of_text(head, place),
        **_of_repetition(head, place),
        **_of_place(head, place),
        **_of_neighbours(head, place),
    }


def _of_text(head: Head, place: int) -> dict[str, float]:
    text, shared = head.lines[place].text, head.shared[place]
    words = title_words(text)
    caption = split_caption(text)
    return {
        "shared_share": shared / max(len(head.about[place]), 1),
        "shared_words": min(shared, 6) / 6,
        "words": min(words, 8) / 8,
        "two_words": words < 3,
        "long": max(0, words - 14) / 10,
        "statement": is_statement(caption.caption if caption.credit else text),
        "credited": bool(caption.credit),
    }


def _of_repetition(head: Head, place: int) -> dict[str, float]:
    form = head.forms[place]
    near = (*head.forms[max(0, place - NEAR_BEFORE) : place], *head.forms[place + 1 : place + 1 + NEAR_AFTER])
    longer = [other for other in near if len(form) < len(other) < len(form) + MAX_ADDED_CHARS]
    above = head.lines[:place] if count_words(form) <= MAX_SECTION_WORDS else ()
    trails = [fold(block.text) for block in above if head.article.role_of(block) is Role.SECTION]
    return {
        "repeated": head.counts[form] > 1,
        "boxed": head.counts[form] > 1 and is_boxed(head.article, head.lines[place].index, head.pairs),
        "top_heading": bool(head.top_headings) and bare(form) in head.top_headings,
        "part_of_opening": head.lines[place].index > 0 and says_opening(head, place),
        "ends_another": len(form) >= MIN_PART_CHARS and any(other.endswith(form) for other in longer),
        "ends_trail": any(trail.endswith(form) for trail in trails),
    }


def says_opening(head: Head, place: int) -> bool:
    """Whether a line is a part of the first one, or begins one, or begins with a long one that stands nowhere alone.

    One that begins a part is nearly all of it, or stands right below where the part is printed again: a path ends so.
    """
    form = head.forms[place]
    if form in head.opening_parts:
        return text_size(form) >= MIN_PART_CHARS and form != head.site_part and not _is_of_site(head, place)
    begun = [part for part in head.opening_parts if part.startswith(f"{form} ")]
    if begun and text_size(form) >= MIN_HEADLINE_SIZE:
        above = head.forms[max(0, place - NEAR_AFTER) : place]
        return any(part in above or len(form) >= NEARLY_ALL * len(part) for part in begun)
    if head.counts[form] > 1:
        return False
    known = [part for part in head.opening_parts if form.startswith(part) and part not in head.counts]
    return any(text_size(part) >= MIN_HEADLINE_SIZE and len(form) <= len(part) + MAX_ADDED_CHARS for part in known)


def _is_of_site(head: Head, place: int) -> bool:
    """Whether the dump's first line, printed again, is its site's name or a menu: short, or of words of no story."""
    is_menu = head.shared[place] * 2 < len(head.about[place])
    return len(head.opening_parts) == 1 and (is_menu or count_words(head.forms[place]) <= MAX_SITE_WORDS)


def _of_place(head: Head, place: int) -> dict[str, float]:
    block = head.lines[place]
    before = head.start - block.index
    earlier = range(max(0, place - 8), place)
    about_story = [i for i in earlier if head.shared[i] >= max(2, len(head.about[i]) / 2)]
    is_alone = len(head.opening_parts) == 1 and head.start <= LINES_INTO_STORY
    return {
        "late": min(len(about_story), 3) / 3,
        "distance": max(before, 0) / 20,
        "below_text": block.index > head.article.text_start,
        "right_before": 0 <= before <= 3,
        "begins_story": block.index == 0 and head.shared[place] > 0 and is_alone,
        "kept": head.article.role_of(block) in BODY_ROLES,
        "caption": head.article.role_of(block) is Role.CAPTION,
    }


def _of_neighbours(head: Head, place: int) -> dict[str, float]:
    block, blocks = head.lines[place], head.article.page.blocks
    index = block.index
    above, after = blocks[max(0, index - 5) : index], blocks[index + 1 : index + 6]
    before = above[-1:]
    signed = [is_signature(block.text) for block in after]
    is_body = head.article.role_of(block) in BODY_ROLES
    is_above_deck = not is_body and any(may_be_deck(other, block) for other in after[:1])
    ruled = [head.article.role_of(block) for block in after if head.article.is_ruled(block)]
    return {
        "gap_before": block.gap > 0 or index == 0 or any(map(is_kicker, before)),
        "gap_after": any(block.gap > 0 for block in after[:1]),
        "signed_soon": any(signed[: 3 + is_above_deck]),
        "signed": any(signed),
        "signed_by_rule": not SIGNED_ROLES.isdisjoint(ruled),
        "crowded": sum(count_words(block.text) >= MIN_LONG_LINE for block in above) / 5,
        "after_short": any(count_words(block.text) <= 3 for block in before),
        "before_long": any(count_words(block.text) >= 14 for block in after[:1]),
        "before_prose": any(count_words(block.text) >= 20 for block in after[:3]),
        "heads_closely": head.has_gaps and heads_closely(head.article, block),
        "below_headline": head.has_gaps and is_below_headline(head.article, block, head.body),
        "below_trail": is_below_trail(head.article, block),
        "before_caption": any(is_caption_of(head.about[place], block.text) for block in after[:1]),
    }
