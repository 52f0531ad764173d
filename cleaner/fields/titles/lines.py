"""Find the title of a text dump, and the deck below it, by their place and shape."""

from __future__ import annotations

import re
from collections.abc import Mapping

from cleaner.article import Article
from cleaner.declared.titles import title_parts, without_site_name
from cleaner.fields.memo import once
from cleaner.fields.titles.features import (
    NO_TITLE,
    body_words,
    content_words,
    features,
    line_counts,
    may_be_title,
    read_head,
)
from cleaner.lines.lazy import lazy_pattern
from cleaner.model import Block, Role
from cleaner.text import count_words, ends_sentence, fold

MIN_DECK_WORDS, MAX_DECK_WORDS, MAX_DECK_LINES = 3, 45, 3
# A conditional logit, fitted on the dumps (two flatteners) of two development sets; of pages of outlets it was not
# fitted on it finds 71 %, where 82 % print their title on a line of its own.
WEIGHTS: Mapping[str, float] = {
    "part_of_opening": 3.4,  # the dump begins with a page's <title>, and this is a part of it
    "gap_after": 2.4,  # an empty line below
    "words": 2.3,  # up to 8: shorter lines are menu entries
    "statement": -2.2,  # ends like a sentence
    "ends_another": 2.1,  # a line near by ends with it: a breadcrumb, a kicker on the same line
    "shared_words": 2.0,  # words the story uses too, up to 6
    "in_opening": 2.0,  # it stands in the first line, with additions no separator parts from it
    "shared_share": 1.9,  # share of the line's own words that the story uses too
    "in_story": -1.6,  # below the story's first line
    "long": -1.5,  # per ten words beyond 14: captions, decks
    "gap_before": 1.5,  # an empty line above
    "late": -1.3,  # lines before it that are about the story too: what follows a title is its deck
    "opening": 1.0,  # it is that first line itself
    "caption": -0.9,  # a rule calls it one
    "first_of_story": -0.9,  # it is that line
    "kept": -0.9,  # taken for the body
    "digits": 0.9,  # share of its characters
    "signed_soon": 0.9,  # within three
    "signed": 0.9,  # a byline or date within five lines
    "begins_another": 0.9,  # a line near by begins with it
    "after_short": 0.8,  # a section or kicker above
    "before_prose": 0.8,  # a long line within three
    "two_words": -0.8,  # and no more
    "signed_by_rule": 0.7,  # and a rule says so
    "apart": 0.7,  # both
    "joined": -0.7,  # "|", "›": a menu
    "before_long": 0.6,  # it is the next
    "lower": -0.6,  # begins with a small letter
    "name": -0.6,  # two to four capitalised words
    "shares_most": 0.6,  # no line shares more
    "before_bullet": -0.6,  # a list follows
    "question": -0.5,  # or exclamation
    "credited": -0.5,  # names a photographer
    "little_before": 0.5,  # four to eight lines before the story
    "after_bullet": 0.4,  # a menu ends above
    "right_before": -0.4,  # up to three
    "repeated": 0.4,  # printed twice
    "distance": -0.4,  # per 20 lines to the story
    "bullet": -0.3,  # it is one of a list itself
    "begins_story": 2.0,  # first line of a text that is a story and no page; set by hand
}
MIN_SCORE = 4.5  # below, one line in ten is the headline
NO_DECK = lazy_pattern(NO_TITLE.pattern + r"| [])]$ | ©", re.IGNORECASE | re.VERBOSE)  # a caption ends in its credit
MAX_SITE_WORDS, MIN_HEADLINE_WORDS = 3, 4  # of the last part of a <title>, of what stands before it
MIN_DECK_SHARE = 0.3  # of a deck's words that the story uses; a byline shares none


def find_title_line(article: Article) -> Block | None:
    """The line that is most likely the headline; None for a dump that has nothing like one."""
    return once(article, "title_line", _find_line)


def _find_line(article: Article) -> Block | None:
    head = read_head(article)
    best, best_score = None, MIN_SCORE
    for place, block in enumerate(head.lines):
        words = count_words(block.text)
        if may_be_title(article, head, place, words):
            score = sum(WEIGHTS[name] * value for name, value in features(article, head, place, words).items())
            if score > best_score:
                best, best_score = block, score
    return article.page.blocks[0] if best is None and len(head.parts) > 1 else best  # a page's <title>


def title_text(article: Article, line: Block) -> str:
    """What a title line says. A dump's first line is often the page's <title>: the site's name is cut from it.

    The name is what other lines or the copyright say; where they say nothing, a short last part is taken for one.
    """
    text = without_site_name(line.text, article.site_names)
    parts = title_parts(text)
    if line.index > 0 or text != line.text or len(parts) < 2:
        return text
    begin, stop = parts[-1]
    is_name = count_words(text[begin:stop]) <= MAX_SITE_WORDS < MIN_HEADLINE_WORDS <= count_words(text[: parts[-2][1]])
    return text[: parts[-2][1]] if is_name else text


def find_deck_lines(article: Article, title: Block) -> tuple[Block, ...]:
    """The lines right after the title that are short and end like no sentence; none where there are too many."""
    start = article.body[0].index if article.body else len(article.page.blocks)
    body, counts = body_words(article), line_counts(article)
    deck = []
    for block in article.page.blocks[title.index + 1 : start]:
        label = article.labels.labels[block.index]
        spoken = label is not None and label.voice.is_rule and label.role is not Role.SUBTITLE
        fits = MIN_DECK_WORDS <= count_words(block.text) <= MAX_DECK_WORDS and not NO_DECK.search(block.text)
        about = content_words(block.text)
        known = len(about & body) >= MIN_DECK_SHARE * len(about) and counts[fold(block.text)] == 1
        if spoken or not fits or not known or ends_sentence(block.text):
            break
        deck.append(block)
    return tuple(deck) if len(deck) <= MAX_DECK_LINES else ()
