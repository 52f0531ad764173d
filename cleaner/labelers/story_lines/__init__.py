"""Name the lines of the story that are no body: headline, deck, captions, credits, byline, timestamp, notices.

Each finder offers candidates with scores, from the page as it is labelled so far; decode() gives a block the role of
its best candidate. The finders run in the order in which they need each other: what stands near the headline is a
byline, what stands near a byline is a timestamp.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import groupby
from operator import attrgetter

from cleaner.article import Article
from cleaner.labelers.story_lines.biographies import find_biographies
from cleaner.labelers.story_lines.bylines import find_bylines
from cleaner.labelers.story_lines.candidates import LineCandidate, decode
from cleaner.labelers.story_lines.captions import find_picture_lines
from cleaner.labelers.story_lines.captions_above import (
    find_captions_by_place,
    find_captions_in_text,
    find_lines_above_credits,
    find_texts_of_pictures,
)
from cleaner.labelers.story_lines.decks import find_decks, find_kickers
from cleaner.labelers.story_lines.far_texts import find_far_texts, find_next_stories, find_texts_above
from cleaner.labelers.story_lines.headline import find_headline
from cleaner.labelers.story_lines.notices import find_notices
from cleaner.labelers.story_lines.strays import find_strays
from cleaner.labelers.story_lines.timestamps import find_timestamps
from cleaner.model import Candidate, Voice

Finder = Callable[[Article], Iterable[LineCandidate]]
# In the order in which they need each other.
FINDERS: Mapping[str, Finder] = {
    "lines above credits": find_lines_above_credits,
    "texts above": find_texts_above,
    "headline": find_headline,
    "strays": find_strays,
    "far texts": find_far_texts,
    "subtitle": find_decks,
    "kicker": find_kickers,
    "pictures": find_picture_lines,
    "captions in a dump": find_captions_in_text,
    "captions by place": find_captions_by_place,
    "texts of pictures": find_texts_of_pictures,
    "bylines": find_bylines,
    "biographies": find_biographies,
    "timestamps": find_timestamps,
    "next stories": find_next_stories,
    "notices": find_notices,
}

FIELD_OF = attrgetter("field")


def name_story_lines(article: Article) -> Article:
    """The story with its lines named: their roles in `labels`, and none of them in `body`."""
    for find in FINDERS.values():
        found = list(find(article))
        labels = decode(article.labels, found)
        if labels is not article.labels:
            article = article.with_labels(labels)
        in_text = [_as_candidate(article, line) for line in found if line.stays_text]
        for field, lines in groupby(in_text, FIELD_OF):
            article = article.with_candidates(field, lines)
    return article


def _as_candidate(article: Article, line: LineCandidate) -> Candidate:
    """A line that stays text, for the field of its role."""
    text = article.page.blocks[line.block].text
    return Candidate(str(line.role), text, line.source, line.block, voice=Voice.MARKUP, caught=True)
