"""What a reader sees of a page at a glance, in numbers: how long its headline is, where the text stands among linked
titles, and of what its classes and ids speak.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from math import inf, log1p
from typing import Any

from cleaner.labelers.page_type.declared import declares_story
from cleaner.labelers.page_type.listing import MIN_LINK_SHARE, most_teasers, titles_by_form
from cleaner.model import Block, Choice, Page, Story
from cleaner.text import UNSPACED, count_words, fold
from cleaner.urls import is_front_page, split_url
from cleaner.vocabulary import words_of

MIN_ITEMS = 3  # linked titles of one form that are a list
AROUND_A_STORY = frozenset({"nav", "header", "footer"})
HEADINGS = frozenset({"h1", "h2", "h3", "h4"})
LETTERS = re.compile(r"[^\W\d_]+")
SUBWORD = re.compile(r"[a-z]{2,}|[A-Z]{2,}(?![a-z])|[A-Z][a-z]+")
CLASS_PARTS = ("goods_class_parts", "list_class_parts", "thread_class_parts", "story_class_parts")

SLUG_NAMES = ("slug_words", "slug_in_headline")
HEADLINE_NAMES = ("headline_words", "headline_small_words")
ITEM_NAMES = (
    *("forms", "titles", "titles_share", "titles_span", "first_piece", "first_piece_share", "largest_piece"),
    *("last_piece_share", "linked_headings_share", "heading_words"),
)
CLASS_NAMES = tuple(f"{topic}_{what}" for topic in CLASS_PARTS for what in ("count", "share"))
GLANCE_NAMES = (*SLUG_NAMES, *HEADLINE_NAMES, *ITEM_NAMES, *CLASS_NAMES)

# What a page without a story looks like: all of one line, from the least to the most of each. A list has a headline
# like "News", linked titles of one form and no more than a teaser between them, or links as its headings as well; a
# front page has titles above pieces of text, as any list has above short ones; a shop names its goods in its classes.
LOOKS: tuple[Mapping[str, tuple[float, float]], ...] = (
    {"headline_words": (1, 4), "titles": (log1p(6), inf), "largest_piece": (0, log1p(90))},
    {"headline_words": (1, 4), "titles": (log1p(12), inf), "linked_headings_share": (0.7, 1)},
    {"is_front": (1, 1), "teasers": (6, inf)},
    {"teasers": (5, inf), "largest_piece": (0, log1p(60))},
    {"goods_class_parts_count": (log1p(10), inf), "goods_class_parts_share": (0.04, inf)},
)


def glance_numbers(story: Story, choices: Mapping[str, Choice[Any]]) -> list[float]:
    """GLANCE_NAMES of an HTML page. choices: the fields found."""
    title = choices["title"].value if "title" in choices else ""
    return [*_headline(title, story.page.document.url), *_items(story), *_class_parts(story.page)]


def looks(story: Story, choices: Mapping[str, Choice[Any]]) -> int:
    """In how many ways an HTML page looks like a list or a shop; 0 of one that says that it is an article."""
    if story.page.document.kind != "html" or declares_story(story.page):
        return 0
    seen = dict(zip(GLANCE_NAMES, glance_numbers(story, choices), strict=True))
    is_front = is_front_page(story.page.document.url or "")
    seen |= {"is_front": float(is_front), "teasers": float(most_teasers(story))}
    return sum(all(least <= seen[name] <= most for name, (least, most) in look.items()) for look in LOOKS)


def _headline(title: str, url: str | None) -> list[float]:
    """Words of the headline and of the address's last part, -1 where there is none; how many of them agree."""
    words = LETTERS.findall(fold(title))
    parts = split_url(url)
    steps = [step for step in parts.path.lower().split("/") if step] if parts is not None else []
    slug, small = LETTERS.findall(steps[-1]) if steps else [], words_of("function_words")
    return [
        float(len(slug)) if parts is not None else -1.0,
        len([word for word in slug if word in words]) / len(slug) if slug else -1.0,
        float(count_words(title)) if words else -1.0,
        -1.0 if UNSPACED.search(title) else float(sum(len(word) > 1 and word in small for word in words)),
    ]


def _items(story: Story) -> list[float]:
    """How the linked titles of one form lie, those with most text, and in what pieces they cut the body, in words."""
    blocks = story.page.blocks
    forms = [titles for titles in titles_by_form(blocks, 2).values() if len(titles) >= MIN_ITEMS]
    forms = [[block for block in titles if not _is_in_menu(block)] for titles in forms]
    forms = [titles for titles in forms if len(titles) >= MIN_ITEMS]
    titles = max(forms, key=_chars, default=[])
    places = [block.index for block in titles]
    pieces = [0] * (len(places) + 1)
    for block in story.body:
        pieces[bisect_right(places, block.index)] += count_words(block.text)
    first = next(filter(None, pieces), 0)
    body = sum(pieces) or 1
    headings = [block for block in blocks if block.tag in HEADINGS]
    return [
        log1p(len(forms)),
        log1p(len(titles)),
        _chars(titles) / (_chars(blocks) or 1),
        (places[-1] - places[0] + 1) / len(blocks) if places else 0.0,
        log1p(first),
        first / body,
        log1p(max(pieces)),
        pieces[-1] / body,
        len([block for block in headings if block.link_share >= MIN_LINK_SHARE]) / (len(headings) or 1),
        sum(count_words(block.text) for block in headings) / (len(headings) or 1),
    ]


def _is_in_menu(block: Block) -> bool:
    return not AROUND_A_STORY.isdisjoint([place.tag for place in block.place.outwards()])


def _chars(blocks: Sequence[Block]) -> int:
    return sum(len(block.text) for block in blocks)


def _class_parts(page: Page) -> list[float]:
    """Of the words in the page's classes and ids, how many are of each topic."""
    words = SUBWORD.findall("\n".join(page.signals.tokens))
    found, total = Counter(words), len(words) or 1
    counts = [sum(map(found.__getitem__, _written(topic))) for topic in CLASS_PARTS]
    return [number for count in counts for number in (log1p(count), count / total)]


@cache
def _written(topic: str) -> tuple[str, ...]:
    """The words of a topic in the letters in which SUBWORD finds them."""
    return tuple(form for word in sorted(words_of(topic)) for form in (word, word.capitalize(), word.upper()))
