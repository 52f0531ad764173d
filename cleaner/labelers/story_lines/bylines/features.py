"""Weigh what speaks for and against a line as the story's byline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import fsum

from cleaner.labelers.story_lines.bylines.around import CLOSE_BLOCKS
from cleaner.labelers.story_lines.bylines.line_signs import SHORTHAND, has_date, is_nothing_but, is_unfinished
from cleaner.labelers.story_lines.bylines.lines import SignedLine
from cleaner.labelers.story_lines.bylines.story import EDGES, END_BLOCKS, SignedStory
from cleaner.lines.bylines.parts import is_date_word, without_alternatives
from cleaner.lines.bylines.pieces import is_role
from cleaner.lines.names import fold_word, same_person

EVERY = "as on every page"
# A conditional logit: which of a page's lines names its authors, or none. Fitted on the HTML and both dumps of the
# sets that have authors (3,215 pages, news three times); on hosts it was not fitted on the authors' F1 is .002 lower.
WEIGHTS: Mapping[str, float] = {
    EVERY: 2.5,
    "says by": 1.1,
    "a name and nothing else": -1.1,
    "nobody by name": -2.0,
    "not who is declared": -3.0,
    "words of text or headings": -2.2,  # for each
    "named in the headline": -1.8,
    "named in the text": -1.0,
    "lines of the same shape": -0.5,
    "under the headline": 1.2,
    "above the headline": -0.8,
    "in the text": -1.2,
    "blocks behind the text": -1.2,  # for each eight
    "a date in it": 0.6,
    "a date below": 1.3,
    "lines of a list beside it": -1.5,  # the share of four neighbours
    "signed with initials": 2.0,  # set by hand: "dpa/abc" is a signature wherever it stands
    "a biography below": 1.4,  # set by hand, of names at the end of the text; those beside it may have none
    "further words": -1.8,  # for each ten beyond eight
}
MAX_ALIKE = 3
LONG_WORDS = 8
MAX_ENTRY_WORDS = 5
MAX_NEIGHBOURS = 4


def score_line(story: SignedStory, line: SignedLine) -> tuple[float, str]:
    """How sure it is that a line signs the story, and what speaks for it, in words."""
    found = features(story, line)
    score = fsum(WEIGHTS[name] * value for name, value in found.items())
    reasons = [name for name, value in found.items() if value and WEIGHTS[name] > 0 and name != EVERY]
    return score, ", ".join(reasons) or "a short line that names somebody"


def features(story: SignedStory, line: SignedLine) -> dict[str, float]:
    """What is true of a line, by the names of WEIGHTS."""
    index, text = line.block.index, line.block.text
    people = [author.name for author in line.authors if author.kind == "person"]
    words = " ".join(people).split()
    below_headline = index - story.headline if story.headline is not None else 0
    beside = (index - 2, index - 1, index + 1, index + 2)
    others = [story.text_at(at) for at in beside if people or not story.is_button(at)]
    neighbours = [other for other in others if other != text]  # a portrait's text is the name again
    is_name = line.source == "line:name"
    return {
        EVERY: 1,
        "says by": line.source == "line:byline",
        "a name and nothing else": is_name,
        "named in the text": is_name and story.is_in_text(people, index),
        "lines of the same shape": min(MAX_ALIKE, story.count_alike(line.block, people)) if is_name else 0,
        "nobody by name": not people,
        "not who is declared": bool(story.declared_people) and not is_declared(story, people),
        "words of text or headings": story.count_common(words),
        "named in the headline": below_headline != 0 and story.is_in_headline(words),
        "under the headline": 0 < below_headline <= CLOSE_BLOCKS,
        "above the headline": -CLOSE_BLOCKS <= below_headline < 0,
        "in the text": (story.second if is_name else story.first) < index < story.last,
        "blocks behind the text": max(0, index - story.last) / 8,
        "a date in it": has_date(text),
        "a date below": story.is_over_date(index),
        "lines of a list beside it": sum(map(is_entry, neighbours)) / MAX_NEIGHBOURS,
        "a biography below": is_name and index > story.last - END_BLOCKS and story.has_biography(index, people),
        "signed with initials": line.source == "line:desk" and SHORTHAND.search(text) is not None,
        "further words": max(0, count_further(story, line, people) - LONG_WORDS) / 10,
    }


def count_further(story: SignedStory, line: SignedLine, people: Sequence[str]) -> int:
    """How many words a line has; of one that names people without dates and the headline: "2 comments on …".

    None where there is nothing but several names.
    """
    text = without_alternatives(line.block.text)
    if line.source == "line:end" or not people:
        return len(text.split())
    if story.headline is not None and story.headline != line.block.index:
        text = text.removesuffix(story.text_at(story.headline))
    words = [word for word in text.split() if not is_date_word(fold_word(word).strip(EDGES))]
    return 0 if len(people) > 1 and is_nothing_but(text, line.authors) else len(words)


def is_declared(story: SignedStory, people: list[str]) -> bool:
    """Whether the page declares one of the people as its author."""
    return any(same_person(name, author.name) for name in people for author in story.declared_people)


def is_entry(text: str) -> bool:
    """Whether a line may be an entry of a menu or list: few words, no date, no role, and nothing that goes on below."""
    is_short = 0 < len(text.split()) <= MAX_ENTRY_WORDS and not is_unfinished(text)
    return is_short and not has_date(text) and not is_role(text)
