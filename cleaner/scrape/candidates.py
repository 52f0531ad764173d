"""Candidates: addresses that were found, and how much each looks like that of an article."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Literal, TypeAlias
from urllib.parse import urlsplit

from msgspec import Struct

from cleaner.rulebook import FetchRule
from cleaner.rulebook.patterns import any_of
from cleaner.vocabulary import words_of

Origin: TypeAlias = Literal["target", "list", "news sitemap", "sitemap", "feed", "link", "redirect", "part"]
Purpose: TypeAlias = Literal["robots", "reservation", "front", "feed", "sitemap", "section", "article", "part"]

DATED = re.compile(r"/(?:19|20)\d\d[/-]?(?:0?[1-9]|1[0-2]|[a-z]{3})(?:[/-]?\d\d?)?(?:[/-]|$)|[-_/](?:19|20)\d{6}\b")
LONG_NUMBER = re.compile(r"\d{5,}")
PAGE_ENDING = re.compile(r"\.(?:s?html?|php|aspx?|ece|story|article)$", re.IGNORECASE)
WORDS_OF_SLUG = re.compile(r"[-_]+")
LETTERS = re.compile(r"[^\W\d_]{2,}")
MIN_SLUG_WORDS = 3
HEADLINE_WORDS = 4
# A score from this on is an article's: a date and nothing else, or a slug in a feed.
ARTICLE_SCORE = 3
SECTION_DEPTH = 2


class FoundAddress(Struct, frozen=True):
    """An address that may be fetched. changed_at: when the publisher says that the page was last changed.

    text: of the link. is_named: by the person, or by a rule, so that its look does not matter. hops: redirects on the
    way to it.
    """

    url: str
    origin: Origin
    purpose: Purpose
    changed_at: datetime | None = None
    text: str = ""
    is_named: bool = False
    hops: int = 0


class Score(Struct, frozen=True):
    """points: how much an address looks like an article's; why: what speaks for and against it."""

    points: int
    why: tuple[str, ...]

    @property
    def is_article(self) -> bool:
        return self.points >= ARTICLE_SCORE


def is_file(url: str) -> bool:
    """Whether an address is that of a picture, script or other file."""
    last = urlsplit(url).path.rpartition("/")[2]
    return last.rpartition(".")[2].lower() in words_of("file_endings") if "." in last else False


def score(candidate: FoundAddress, rule: FetchRule | None = None) -> Score:
    """How much the address of a candidate, and the place it was found, look like an article. rule: of its site."""
    found = [*_signs_of_origin(candidate), *_signs_of_address(candidate.url), *_signs_of_rule(candidate.url, rule)]
    return Score(sum(points for points, _ in found), tuple(why for _, why in found))


def _signs_of_origin(candidate: FoundAddress) -> Iterator[tuple[int, str]]:
    if candidate.is_named:
        yield 10, "named"
    if candidate.origin == "news sitemap":
        yield 5, "in a news sitemap"
    if candidate.origin == "feed":
        yield 4, "in a feed"
    if candidate.origin == "sitemap":
        yield 1, "in a sitemap"
    if len(candidate.text.split()) >= HEADLINE_WORDS:
        yield 1, "linked by a headline"


def _signs_of_address(url: str) -> Iterator[tuple[int, str]]:
    path = urlsplit(url).path
    parts = [part for part in path.split("/") if part]
    last = PAGE_ENDING.sub("", parts[-1]) if parts else ""
    if DATED.search(path.lower()):
        yield 3, "a date in the address"
    if len(LETTERS.findall(" ".join(WORDS_OF_SLUG.split(last)))) >= MIN_SLUG_WORDS:
        yield 2, "words of a headline"
    if LONG_NUMBER.search(last):
        yield 1, "a number of its own"
    if PAGE_ENDING.search(path):
        yield 1, "a page's ending"
    if not words_of("listing_parts").isdisjoint(part.lower() for part in parts):
        yield -4, "a part of lists and services"
    if not parts:
        yield -4, "a front page"


def _signs_of_rule(url: str, rule: FetchRule | None) -> Iterator[tuple[int, str]]:
    if rule is not None and rule.articles:
        is_article = any_of(rule.articles).full(urlsplit(url).path or "/")
        yield (8, "a path of articles in the site's rule") if is_article else (-8, "no path of articles in the rule")


def is_section(url: str) -> bool:
    """Whether an address that is no article's may be a section: short, and without parameters."""
    parts = urlsplit(url)
    path = [part for part in parts.path.split("/") if part]
    is_listing = not words_of("listing_parts").isdisjoint(part.lower() for part in path)
    return len(path) <= SECTION_DEPTH and not parts.query and not is_listing and not is_file(url)
