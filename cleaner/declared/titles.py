"""Titles with additions: their parts, and what is left of one without the site's name."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from cleaner.declared.site_names import SiteNames
from cleaner.lines.lazy import MAX_LINE_CHARS, lazy_pattern
from cleaner.text import bare, collapse, count_words

# What stands between a headline and a site's name. A hyphen needs spaces ("Israel-Gaza"), the wide forms of
# Chinese and Japanese pages do not; "_" and "--" are theirs too. Titles are collapsed: a space is one.
SEPARATOR = lazy_pattern(r"(?!^)(?:\ (?:[-–—|·•»›«‹:*~<>⋆]|::|--)\ |\ ?(?:[｜»：]|--|::)\ ?|_(?=[^\W\d_]))(?!$)")
DATE_PART = lazy_pattern(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}")
LOOSE_ENDS = " |–—·⋆-"  # "Storm hits coast -": the site name after it is missing
MAX_TITLE_WORDS = 60


class Headline(Struct, frozen=True):
    """What a title says without the site's name. form: its bare form; cuts: those of what its parts say alone."""

    source: str
    text: str
    form: str
    cuts: frozenset[str]


def read_headline(source: str, title: str, names: SiteNames) -> Headline | None:
    """The headline in a title; None where it only names the site, or is too long for one."""
    if len(title) > MAX_LINE_CHARS:
        return None
    whole = collapse(title)
    text = without_site_name(whole, names).strip(LOOSE_ENDS)
    form = bare(text)
    if not form or names.holds(text) or count_words(text) > MAX_TITLE_WORDS:
        return None
    return Headline(source, text, form, frozenset(map(bare, title_cuts(whole))) - {form})


def title_parts(title: str) -> tuple[tuple[int, int], ...]:
    """Where the parts of a collapsed title stand, cut at its separators."""
    parts: list[tuple[int, int]] = []
    start = 0
    for separator in SEPARATOR.finditer(title):
        parts.append((start, separator.start()))
        start = separator.end()
    parts.append((start, len(title)))
    return tuple((start, stop) for start, stop in parts if start < stop)


def part_texts(title: str) -> list[str]:
    """The parts of a title."""
    return [title[start:stop].strip() for start, stop in title_parts(title)]


def without_site_name(title: str, names: SiteNames) -> str:
    """The title without the site's name and what stands outside it (section, date); else as it was.

    "Storm hits coast | Weather | The Daily" → "Storm hits coast" needs more than names: only what follows the first
    part that is a name is cut, and dates before it.
    """
    parts = title_parts(title)
    if len(parts) < 2:
        return title
    own = [names.is_one(title[start:stop]) for start, stop in parts]
    first = 1 if names.holds(title[slice(*parts[0])]) and not all(own) else 0
    last = next((i for i in range(first + 1, len(parts)) if own[i]), len(parts))
    while last > first + 1 and DATE_PART.fullmatch(title[slice(*parts[last - 1])].strip()):
        last -= 1
    return title[parts[first][0] : parts[last - 1][1]].strip() or title


def title_cuts(title: str) -> Iterator[str]:
    """Everything that may be the headline in a title with additions: it without parts at the end, at the start."""
    parts = title_parts(title)
    for _, stop in parts[:-1]:
        yield title[:stop]
    for start, _ in parts[1:]:
        yield title[start:]
