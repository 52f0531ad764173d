"""Find the lines that say who wrote the story."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cleaner.article import Article
from cleaner.labelers.story_lines.bylines.features import score_line
from cleaner.labelers.story_lines.bylines.lines import SignedLine, lines_afar, lines_near
from cleaner.labelers.story_lines.bylines.story import SignedStory
from cleaner.labelers.story_lines.candidates import LineCandidate
from cleaner.model import Role

SURE = 0.0  # the score of a page where nobody is named
LESS_SURE = 1.5  # so much less a further line beside the surest may score: people of the story are named there too
GAP_BLOCKS = 4  # what parts one story's bylines from the next one's


def find_bylines(article: Article) -> Iterator[LineCandidate]:
    """The surest byline near the story, with those that stand beside it; else those far from it that agree."""
    story = SignedStory(article)
    scored = [candidate_of(line, *score_line(story, line)) for line in lines_near(story)]
    best = max(scored, key=lambda candidate: candidate.score, default=None)
    if best is not None and best.score > SURE:
        sure = [candidate for candidate in scored if candidate.score > max(SURE, best.score - LESS_SURE)]
        yield from beside(sure, sure.index(best))
    else:
        for line in lines_afar(story):
            yield candidate_of(line, SURE, "the page's only byline")


def candidate_of(line: SignedLine, score: float, why: str) -> LineCandidate:
    """A line as a candidate for the role."""
    return LineCandidate(line.block.index, Role.BYLINE, score, line.source, why, span=line.span)


def beside(candidates: Sequence[LineCandidate], best: int) -> Sequence[LineCandidate]:
    """The candidates around the best one between which there is no gap."""
    gaps = [n for n in range(1, len(candidates)) if candidates[n].block - candidates[n - 1].block > GAP_BLOCKS]
    start = max((gap for gap in gaps if gap <= best), default=0)
    end = min((gap for gap in gaps if gap > best), default=len(candidates))
    return candidates[start:end]
