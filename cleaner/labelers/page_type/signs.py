"""What lists, shops and forums print and write into their pages, in numbers: known words, not learned ones.

The data sets are in English and few; that a thread has a "Reply" under each post holds in other languages as well.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from math import log1p

from cleaner.labelers.page_type.declared import (
    DIGITS,
    GROUP_OF_TYPE,
    TYPE_GROUPS,
    declares_story,
    generator_of,
    root_classes,
)
from cleaner.labelers.page_type.listing import MIN_TITLES, linked_titles
from cleaner.model import Block, Page
from cleaner.text import fold
from cleaner.urls import split_url
from cleaner.vocabulary import words_of

MAX_LINE_CHARS = 40  # of a line that labels a button, a price, a post
MIN_REPEATS = 3
MOST = 9.0  # objects of a group
ADDRESSES = ("index_addresses", "product_addresses", "forum_addresses")
ROOT_CLASSES = ("listing_class_words", "product_class_words", "forum_class_words", "article_class_words")
LINES = ("cart_lines", "forum_lines", "index_lines")
GENERATORS = ("forum_generators", "shop_generators")
NOT_LETTERS = re.compile(r"[\d\W_]+")
PRICE = re.compile(r"[$€£¥₹₽₺₩]\s?\d|\d\s?(?:[€£¥₹₽₺₩]|zł|Kč|kr\b|Ft\b|lei\b)|\b(?:USD|EUR|GBP|CHF)\b")
POST_NUMBER = re.compile(r"#\d{1,5}")
TIME = re.compile(r"\b(?:19|20)\d\d\b|\b\d{1,2}:\d\d\b")
# In small letters, as nearly all pages have it: of a word in any letters each place of a page is looked at.
ITEM_TYPE = re.compile(r"itemtype\s*=\s*[\"']https?://schema\.org/(\w+)")

ADDRESS_SIGN_NAMES = (
    *(f"{what}_{where}" for what in ("index", "product", "forum") for where in ("last", "above")),
    "forum_host",
)
ROOT_SIGN_NAMES = ("root_listing", "root_product", "root_forum", "root_article", "forum_generator", "shop_generator")
ITEM_SIGN_NAMES = (*(f"items_{group}" for group in TYPE_GROUPS), "items_comments")
LINE_SIGN_NAMES = (
    *("cart_lines", "forum_lines", "index_lines", "cart_share", "forum_share", "index_share"),
    *("prices", "price_share", "post_numbers", "time_lines", "time_share", "most_repeats", "repeated_lines"),
)
SIGN_NAMES = (*ADDRESS_SIGN_NAMES, *ROOT_SIGN_NAMES, *ITEM_SIGN_NAMES, *LINE_SIGN_NAMES)

SIGNS_OF_PLACE: Mapping[str, tuple[str, ...]] = {
    "at_shop": ("product_last", "product_above"),
    "at_forum": ("forum_last", "forum_above", "forum_host"),
    "at_list": ("index_last", "index_above"),
}
# What shows that a page has no story: all the signs of one line, each as often.
SHOWN: tuple[Mapping[str, float], ...] = (
    {"items_product": 1},
    {"cart_lines": log1p(1), "prices": log1p(2)},
    {"cart_lines": log1p(1), "prices": log1p(3)},
    {"prices": log1p(6)},
    {"at_shop": 1, "cart_lines": log1p(1), "prices": log1p(1)},
    {"items_thread": 1, "items_comments": 3},
    {"at_forum": 1, "forum_lines": log1p(2)},
    {"at_list": 1, "linked_titles": MIN_TITLES},
)


def sign_numbers(page: Page) -> list[float]:
    """SIGN_NAMES of an HTML page; of a page without address those of the address are -1."""
    return [
        *_address_signs(page.document.url),
        *_root_signs(page),
        *_item_signs(page.document.text),
        *_line_signs(page.blocks),
    ]


def shown_signs(page: Page) -> int:
    """How much of what shops, forums and lists show an HTML page has; 0 of one that says that it is an article."""
    if page.document.kind != "html" or declares_story(page):
        return 0
    found = dict(zip(SIGN_NAMES, sign_numbers(page), strict=True))
    found |= {place: max(map(found.__getitem__, signs)) for place, signs in SIGNS_OF_PLACE.items()}
    found["at_list"] = max(found["at_list"], found["root_listing"] - found["root_article"])
    found["linked_titles"] = len(linked_titles(page.blocks))
    return sum(all(found[sign] >= least for sign, least in needed.items()) for needed in SHOWN)


def _address_signs(url: str | None) -> list[float]:
    """Which known parts the address has, as its last and above it; and the host's name."""
    parts = split_url(url)
    if parts is None:
        return [-1.0] * len(ADDRESS_SIGN_NAMES)
    steps = [step for step in parts.path.lower().split("/") if step]
    found: list[float] = []
    for topic in ADDRESSES:
        known = words_of(topic)
        found += [float(not known.isdisjoint(steps[-1:])), float(not known.isdisjoint(steps[:-1]))]
    labels = parts.netloc.lower().split(".")[:-2]
    return [*found, float(not words_of("forum_addresses").isdisjoint(labels))]


def _root_signs(page: Page) -> list[float]:
    """What the outermost elements are called, and which system made the page."""
    classes, generator = root_classes(page.blocks), generator_of(page.signals)
    return [
        *(float(len(classes & words_of(topic))) for topic in ROOT_CLASSES),
        *(float(generator in words_of(topic)) for topic in GENERATORS),
    ]


def _item_signs(text: str) -> list[float]:
    """How many objects of each group the markup has as microdata, and how many comments."""
    types = Counter(ITEM_TYPE.findall(text))
    groups: Counter[str | None] = Counter()
    for name, count in types.items():
        groups[GROUP_OF_TYPE.get(name)] += count
    return [*(min(float(groups[group]), MOST) for group in TYPE_GROUPS), min(float(types["Comment"]), MOST)]


def _line_signs(blocks: Sequence[Block]) -> list[float]:
    short = [block.text for block in blocks if len(block.text) <= MAX_LINE_CHARS]
    count = len(blocks) or 1
    repeats = Counter(short)
    words: Counter[str] = Counter()
    for line, number in repeats.items():
        words[_letters_of(line)] += number
    known = [sum(words[word] for word in words_of(topic) if word in words) for topic in LINES]
    numbered = [line for line in short if DIGITS.search(line)]
    prices = sum(PRICE.search(line) is not None for line in numbered)
    times = sum(TIME.search(line) is not None for line in numbered)
    return [
        *map(log1p, known),
        *(number / count for number in known),
        log1p(prices),
        prices / count,
        log1p(sum(POST_NUMBER.fullmatch(line) is not None for line in short)),
        log1p(times),
        times / count,
        log1p(max(repeats.values(), default=0)),
        log1p(sum(number >= MIN_REPEATS for number in repeats.values())),
    ]


def _letters_of(line: str) -> str:
    """The line folded, its runs of other signs than letters as spaces."""
    if line.isascii() and line.replace(" ", "").isalpha():  # most lines: a third of the time
        return line.lower()
    return NOT_LETTERS.sub(" ", fold(line)).strip()
