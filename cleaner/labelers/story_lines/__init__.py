"""Name the lines of the story that are no body: headline, deck, captions, credits, byline, timestamp.

Each finder offers candidates with scores, from the page as it is labelled so far; decode() gives a block the role of
its best candidate. The finders run in the order in which they need each other: what stands near the headline is a
byline, what stands near a byline is a timestamp.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from cleaner.article import Article
from cleaner.labelers.story_lines.bylines import find_bylines
from cleaner.labelers.story_lines.candidates import LineCandidate, decode
from cleaner.labelers.story_lines.timestamps import find_timestamps

Finder = Callable[[Article], Iterable[LineCandidate]]
FINDERS: Mapping[str, Finder] = {"bylines": find_bylines, "timestamps": find_timestamps}


def name_story_lines(article: Article) -> Article:
    """The story with its lines named: their roles in `labels`, and none of them in `body`."""
    for find in FINDERS.values():
        labels = decode(article.labels, find(article))
        if labels is not article.labels:
            article = article.with_labels(labels)
    return article
