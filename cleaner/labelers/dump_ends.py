"""Of a dump: what was chosen behind the end of the story, as counts of comments and furniture between tell."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

from cleaner.model import Block, Label, Role

MIN_LINES = 30  # in a row of which none is chosen: a picture, a table or a box inside a story has fewer
MIN_NAMED_SHARE = 0.1  # of them that are named as what stands below a story
MAX_REST, MIN_WORDS_ABOVE = 0.5, 100  # of the words above, that stand behind them; words above
BELOW_STORY = frozenset(
    {Role.RELATED, Role.COMMENTS, Role.SHARE, Role.NAVIGATION, Role.FOOTER, Role.NEWSLETTER, Role.PAYWALL, Role.TAGS}
    | {Role.BYLINE, Role.TIMESTAMP}  # of other stories, of comments
)
MAX_COUNTS = 2  # of comments, at the head and at the end of a story: a list of stories has one for each
FAR = Label(Role.BOILERPLATE, "coherence", "a few lines far behind the story's end")
COMMENT = Label(Role.COMMENTS, "coherence", "below a line that counts the comments")


def name_behind_end(
    blocks: Sequence[Block], labels: Sequence[Label | None], body: Collection[int], words: Sequence[float]
) -> dict[int, Label]:
    """Labels of the chosen lines that stand behind the story's end. labels: of the rules; words: of each line."""
    kept = sorted(body)
    total = sum(words[index] for index in kept)
    counts = set(_counts(blocks, labels))
    above = 0.0
    for number, (index, following) in enumerate(pairwise(kept), 1):
        above += words[index]
        between = range(index + 1, following)
        if above < MIN_WORDS_ABOVE:
            continue
        if not counts.isdisjoint(between):
            return dict.fromkeys(kept[number:], COMMENT)
        if total - above <= MAX_REST * above and _is_below_story([labels[place] for place in between]):
            return dict.fromkeys(kept[number:], FAR)
    return {}


def _counts(blocks: Sequence[Block], labels: Sequence[Label | None]) -> Iterator[int]:
    """The lines that count the story's comments, as a rule has named them: "3 comments", "Kommentare (12)"."""
    named = [index for index, label in enumerate(labels) if label is not None and label.role is Role.COMMENTS]
    counts = [index for index in named if any(map(str.isdigit, blocks[index].text))]
    if len(counts) <= MAX_COUNTS:
        yield from counts


def _is_below_story(between: Sequence[Label | None]) -> bool:
    """Whether they are many lines, and some of them named as what stands below a story."""
    named = sum(label is not None and label.role in BELOW_STORY for label in between)
    return len(between) >= MIN_LINES and named >= MIN_NAMED_SHARE * len(between)
