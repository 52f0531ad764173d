"""Titles with additions: their parts, and what is left of one without the site's name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from cleaner.declared.site_names import SiteNames
from cleaner.lines.lazy import MAX_LINE_CHARS, lazy_pattern
from cleaner.text import UNSPACED, bare, collapse, count_words

# What stands between a headline and a site's name. A hyphen needs spaces ("Israel-Gaza"), the wide forms of
# Chinese, Japanese and Korean pages do not, nor any sign between their letters; "_" and "--" are theirs too. Titles are
# collapsed: a space is one.
SEPARATOR = lazy_pattern(
    r"(?!^)(?:\ (?:[-–—|·•»›«‹:*~<>⋆]|::|--)\ |\ ?(?:[｜»：ㅣ〉]|--|::)\ ?|_(?=[^\W\d_])"
    r"|(?<=[\u3040-\u9fff\uac00-\ud7a3])[-|](?=[\u3040-\u9fff\uac00-\ud7a3]))(?!$)"
)
DATE_PART = lazy_pattern(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}")
LOOSE_STARTS, LOOSE_ENDS = " |·⋆》", " |–—·⋆-"  # "Storm hits coast -": the site name is missing; "– Ja" is speech
DENSE = lazy_pattern(rf"{UNSPACED.pattern}|[\uac00-\ud7a3]", any_length=True)
MAX_TITLE_WORDS = 60
MAX_PARTS = 8
MAX_FIRST_WORDS = 3  # of a site's name before a colon
MAX_SECTION_SIZE, MIN_HEADLINE_SIZE = 16, 24  # of a part behind the headline; of the headline before it


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
    text = without_site_name(whole, names).lstrip(LOOSE_STARTS).rstrip(LOOSE_ENDS)
    form = bare(text)
    if not form or names.holds(text) or count_words(text) > MAX_TITLE_WORDS:
        return None
    cuts = [*title_cuts(whole), behind_colon(whole)]
    return Headline(source, text, form, frozenset(map(bare, cuts)) - {form, ""})


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

    "Storm hits the east coast | Weather | The Daily" → "Storm hits the east coast": what follows the first part that is
    a name is cut, and before it dates and short parts, which are sections where the first part is long.
    """
    parts = title_parts(title)
    if len(parts) < 2:
        return title
    own = [names.is_one(title[start:stop]) for start, stop in parts]
    first = 1 if names.holds(title[slice(*parts[0])]) and not all(own) else 0
    last = next((i for i in range(first + 1, len(parts)) if own[i]), len(parts))
    if last < len(parts):
        last = first + parts_of_headline(title, parts[first:last])
    return title[parts[first][0] : parts[last - 1][1]].strip() or title


def parts_of_headline(title: str, parts: Sequence[tuple[int, int]]) -> int:
    """How many of the parts before a site's name are the headline: dates at their end are none, nor are sections."""
    sizes = [text_size(title[start:stop]) for start, stop in parts]
    count = len(parts)
    while count > 1:
        text = title[slice(*parts[count - 1])].strip()
        if not DATE_PART.fullmatch(text) and (sizes[count - 1] > MAX_SECTION_SIZE or sizes[0] < MIN_HEADLINE_SIZE):
            break
        count -= 1
    return count


def text_size(text: str) -> int:
    """How long a text is in letters; a sign that says as much as two of them, as those of Chinese do, counts twice."""
    return len(text) if text.isascii() else len(text) + len(DENSE.findall(text))


def behind_colon(title: str) -> str:
    """What stands behind a short first part that a colon ends: "Harbour Post: Storm closes it"."""
    first, _, rest = title.partition(": ")
    return rest if count_words(first) <= MAX_FIRST_WORDS else ""


def title_cuts(title: str) -> Iterator[str]:
    """Everything that may be the headline in a title with additions: its parts, each with those around it."""
    parts = title_parts(title)[:MAX_PARTS]
    for i, (start, _) in enumerate(parts):
        for _, stop in parts[i:]:
            if stop - start < len(title):
                yield title[start:stop]
