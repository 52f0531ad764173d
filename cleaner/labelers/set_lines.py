"""Of a dump: short lines inside a story that are no paragraphs and belong to it, results and the turns of a talk.

A model that knows lines by their length and their neighbours gives them up: they look like menus.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Container, Iterable, Iterator, Sequence
from itertools import pairwise, takewhile

from cleaner.labelers.roles import body_role
from cleaner.lines.lazy import lazy_pattern
from cleaner.model import Block, Label, Page
from cleaner.text import count_words, ends_sentence, is_question

# "5–0", "4:0" and no time of the day; "39,8 %"; a rank before a name and behind it two numbers, or a time.
RESULT = lazy_pattern(
    r"(?<![\d:])\d{1,3} ?[–-] ?\d{1,3}\b|\b\d{1,2}:\d\b|\d ?%"
    r"|^\d{1,3}\.? .*[^\W\d].* (?:[\d:+–-]+ [\d:+–-]+|[\d:]*\d:\d\d[\d.,]*)$"
)
MAX_RESULT_WORDS, MAX_LABEL_WORDS, MIN_RESULTS = 12, 5, 3
MIN_QUESTIONS, MIN_KEPT_QUESTIONS = 3, 2  # of the story, for it to be a talk; of those that are kept without this
MIN_CLOSING_WORDS, CLOSING_DOUBTED = 10, 0.1  # of the sentence that ends a story, behind results
MAX_LINES = 60  # between two parts of a story
MAX_ANSWERS = 10  # behind the last question that is kept
RESULTS, TURN = "results between two parts of the story", "a turn of the talk that the story is"


def name_set_lines(
    page: Page, labels: Sequence[Label | None], kept: Collection[int], scores: Sequence[float]
) -> dict[int, Label]:
    """Labels by index of open lines between those that are kept, and right behind the last of them."""
    runs = list(_runs_between(page, labels, kept))
    taken = [line for run in runs if _are_results(_with_neighbours(page, run)) for line in run]
    behind = _lines_behind(page, labels, kept)
    closing = [place for place, line in enumerate(behind) if _is_closing(line, scores)][:1]
    if closing and _are_results(behind[: closing[0]]):
        taken += behind[: closing[0] + 1]
    found = {line.index: Label(body_role(line), "coherence", RESULTS) for line in taken}
    asked = sum(is_question(page.blocks[index].text) for index in kept)
    if asked >= MIN_KEPT_QUESTIONS:
        counts = Counter(block.text for block in page.blocks)
        sentences = {block.index for block in page.blocks if ends_sentence(block.text) and counts[block.text] == 1}
        turns = [*_inner_turns(page, runs, sentences)]
        if asked + sum(is_question(line.text) for line in turns) < MIN_QUESTIONS:
            return found
        turns += _last_turns(page.blocks[max(kept)], behind[:MAX_ANSWERS], sentences)
        found |= {line.index: Label(body_role(line), "coherence", TURN) for line in turns}
    return found


def _inner_turns(page: Page, runs: Iterable[list[Block]], sentences: Container[int]) -> Iterator[Block]:
    """The lines of a talk between two kept ones: sentences with a question among them, or behind one.

    sentences: indices of those that the page says once; what it says twice is no turn.
    """
    for run in runs:
        said = [line for line in run if line.index in sentences]
        asks = any(is_question(line.text) for line in said)
        answers = is_question(page.blocks[run[0].index - 1].text) and len(said) == len(run)
        if answers or (asks and 2 * len(said) > len(run)):
            yield from run


def _last_turns(last: Block, behind: Sequence[Block], sentences: Container[int]) -> Sequence[Block]:
    """The lines behind the last kept one of a talk, up to the last that answers a question.

    What follows says who was asked, and as often what else there is to read.
    """
    turns = list(takewhile(lambda line: line.index in sentences, behind))
    asked = [is_question(line.text) for line in (last, *turns)]
    answers = [place for place, (asks, asks_again) in enumerate(pairwise(asked)) if asks and not asks_again]
    return turns[: max(answers, default=-1) + 1]


def _runs_between(page: Page, labels: Sequence[Label | None], kept: Collection[int]) -> Iterator[list[Block]]:
    """Runs of lines between two kept ones, none of which a rule has labelled."""
    for before, behind in pairwise(sorted(kept)):
        run = list(page.blocks[before + 1 : behind])
        if 0 < len(run) <= MAX_LINES and all(labels[line.index] is None for line in run):
            yield run


def _lines_behind(page: Page, labels: Sequence[Label | None], kept: Collection[int]) -> list[Block]:
    """The lines behind the last kept one up to where a rule knows what stands there."""
    last = max(kept, default=len(page.blocks))
    behind = page.blocks[last + 1 : last + 1 + MAX_LINES]
    return list(takewhile(lambda line: labels[line.index] is None, behind))


def _is_closing(line: Block, scores: Sequence[float]) -> bool:
    """Whether a line is a sentence that may end a story."""
    is_likely = scores[line.index] > CLOSING_DOUBTED
    return is_likely and ends_sentence(line.text) and count_words(line.text) >= MIN_CLOSING_WORDS


def _with_neighbours(page: Page, run: Sequence[Block]) -> list[Block]:
    """A run of lines with the results right before and behind it."""
    first, behind = run[0].index, run[-1].index + 1
    before = takewhile(_is_result, reversed(page.blocks[max(0, first - MAX_LINES) : first]))
    return [*before, *run, *takewhile(_is_result, page.blocks[behind : behind + MAX_LINES])]


def _is_result(line: Block) -> bool:
    text = f"{line.marker or ''} {line.text}".strip()
    is_short = count_words(text) <= MAX_RESULT_WORDS
    return is_short and RESULT.search(text) is not None and any(map(str.isalpha, text))


def _are_results(lines: Sequence[Block]) -> bool:
    """Whether most lines have a result in them, and all others are labels of these."""
    results = sum(map(_is_result, lines))
    labels = [count_words(line.text) for line in lines if not _is_result(line)]
    return results >= max(MIN_RESULTS, len(labels) + 1) and max(labels, default=0) <= MAX_LABEL_WORDS
