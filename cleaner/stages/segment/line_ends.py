"""Whether a line of a dump ends because the next word did not fit any more, and goes on in the line below."""

from __future__ import annotations

import re

from cleaner.stages.segment.line_widths import BEGINS_BLOCK, SPACES, UNSPACED, Measure, columns, columns_of_first
from cleaner.text import COLONS, ends_sentence
from cleaner.vocabulary import words_of

ENDS_BLOCK = re.compile(r"\s\*{2,6}$|^\s*+\[[^\s\[\]]+\]$|^\s*+[=_-]{10,}+$")
# A space as wide as a Chinese character, perhaps in a link; "Jane Doe 4 March 2025 - 14:41"; "Jane_Doe", a link alone.
NEW_LINE = re.compile(
    r"^[ \t]*+(?:(?:\[\d{1,4}\])?+\u3000|[^\W_]++(?:_[^\W_]++(?:['’][^\W_]++)?+){1,3}$)"
    r"|(?<!\d)(?:19|20)\d\d[^\d\n]{1,6}\d{1,2}[:.h]\d\d(?: \w{1,4})?$"
)
BY_WORDS, AND = words_of("byline_prefixes"), words_of("and")
MAX_SIGNED_WORDS = 6
MAX_FIRST_INDENT = 3  # of a paragraph's first line, in no-break spaces, which w3m prints as spaces
GLUED_SHARE = 0.8  # of the width, that a line takes below which words stand that such a space held together


def was_broken(before: str, after: str, width: int, measure: Measure, is_first: bool) -> bool:
    """Whether a line was broken: the next one's first word did not fit, it begins no list, stands no further left."""
    if not before.strip() or not after.strip() or ENDS_BLOCK.search(before) or NEW_LINE.search(after):
        return False
    is_item = BEGINS_BLOCK.match(before) is not None
    if BEGINS_BLOCK.match(after) and (is_item or not _goes_on_with_a_dash(before, after)):
        return False
    indent_before, indent_after = (len(text) - len(text.lstrip(SPACES)) for text in (before, after))
    of_w3m = measure is columns
    if indent_after < indent_before and not (of_w3m and is_first and indent_before <= MAX_FIRST_INDENT):
        return False
    if indent_after > indent_before and not is_item:
        return False
    needed, length = columns_of_first(after, measure), measure(before)
    is_one_word = " " not in before.strip() and not UNSPACED.search(before)  # broken nowhere, however long
    is_full = length + needed > width and (length <= width or is_one_word)
    if is_full and indent_after >= indent_before:
        return not (ends_sentence(before) and _signs(after))
    is_spaced = of_w3m and not is_first and not UNSPACED.match(after)
    is_near = is_spaced and GLUED_SHARE * width <= length <= width
    is_full = is_full or (is_near and length + _columns_of_two(after) > width)
    return is_full and not ends_sentence(before)


def _goes_on_with_a_dash(before: str, after: str) -> bool:
    """Whether a sentence goes on behind a dash, in lower case, as no item of a list below it does."""
    begun = after.lstrip(SPACES)
    is_dashed = begun.startswith("- ") and begun[2:3].islower()
    return is_dashed and not before.endswith(COLONS) and not ends_sentence(before)


def _columns_of_two(text: str) -> int:
    """The columns that the first two words of a line take behind another: w3m prints a no-break space as a space."""
    return columns(" ".join(text.split(" ", 2)[:2])) + 1


def _signs(text: str) -> bool:
    """Whether a line is names and no more, perhaps behind "by": "von Jane_Doe, COURIER"."""
    words = text.replace("_", " ").split(None, MAX_SIGNED_WORDS)
    if not 1 < len(words) <= MAX_SIGNED_WORDS or not words[-1][-1].isalpha():
        return False
    return (words[0][0].isupper() or words[0] in BY_WORDS) and all(
        word[0].isupper() or word in AND for word in words[1:]
    )
