"""Of a dump: other stories below a heading that a rule has named as theirs: titles in turn with texts, or a box."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import takewhile

from cleaner.labelers.block_model import BlockScores
from cleaner.model import Block, Label, Role
from cleaner.text import count_words, ends_sentence, is_question

HEADED = frozenset({Role.RELATED, Role.POPULAR})
MIN_STORIES = 3
TEXT_WORDS = range(8, 81)  # of a teaser
TITLE_WORDS, MAX_TITLE_LINES = 25, 4  # with a section, a date, a name, a button
MIN_STORY_WORDS, MAX_SHARE = 100, 0.5  # of the words of the rest, before or behind which they stand
HEADING_WORDS, MIN_HEADINGS = 12, 2
MAX_HEADINGS = 12  # that are looked below
# Of a box in the story: words of its label; of its picture's text, as a sentence, and as a line that may be cut off;
# likelihood of a line that is doubted; lines in it. Of 1,030 words in news all are of other stories, elsewhere 9 of 10.
LABEL_WORDS, TEXT_LEAST, LINE_LEAST = 3, 6, 12
DOUBTED, MAX_BOXED = 0.8, 6
LISTED = Label(Role.RELATED, "coherence", "titles in turn with texts, below a heading of other stories")
BOXED = Label(Role.RELATED, "coherence", "a doubted line right below the label of a box with another story")


def name_boxed_stories(
    blocks: Sequence[Block], labels: Sequence[Label | None], scores: BlockScores
) -> dict[int, Label]:
    """Labels of the chosen lines that the model doubts right below a box's label: texts of pictures and titles."""
    body, words = scores.body, scores.words
    first = min(body, default=len(blocks))
    boxed: set[int] = set()
    for index in range(first + 1, len(blocks) - 1):
        label, above = labels[index], labels[index - 1]
        is_head = label is not None and label.role is Role.RELATED and (above is None or above.role is not Role.RELATED)
        if is_head and count_words(blocks[index].text) <= LABEL_WORDS and _opens_box(blocks[index + 1].text):
            below = list(
                takewhile(
                    lambda line: labels[line] is None and scores.scores[line] < DOUBTED,
                    range(index + 1, min(index + 1 + MAX_BOXED, len(blocks))),
                )
            )
            ends_box = above is None and index - 1 not in body  # a button below a title: "Read more"
            if not ends_box or index + 1 + len(below) not in body:
                boxed |= body.intersection(below)
    own, total = (sum(words[index] for index in chosen) for chosen in (boxed, body))
    return dict.fromkeys(sorted(boxed), BOXED) if own <= MAX_SHARE * (total - own) else {}


def _opens_box(text: str) -> bool:
    """Whether a line may be the text of a box's picture: in lists a title or a number stands below the button above."""
    words = count_words(text)
    return words >= LINE_LEAST or (words >= TEXT_LEAST and ends_sentence(text))


def name_listed_stories(
    blocks: Sequence[Block], labels: Sequence[Label | None], body: Collection[int], words: Sequence[float]
) -> dict[int, Label]:
    """Labels of the lines among them, chosen or not. labels: of the rules; words: per line."""
    headed = {index for index, label in enumerate(labels) if label is not None and label.role in HEADED}
    heads = sorted(index for index in headed if index - 1 not in headed)
    total = sum(words[index] for index in body)
    named: dict[int, Label] = {}
    end = 0
    for head in heads[:MAX_HEADINGS]:
        if head < end:
            continue
        listed = _listed(blocks, labels, head + 1)
        end = listed.stop
        own = sum(words[index] for index in listed if index in body)
        is_other = len(listed) > 0 and total - own >= MIN_STORY_WORDS and own <= MAX_SHARE * (total - own)
        if is_other and not (_goes_on(blocks, head, listed, body) or _are_headings(blocks, listed, body)):
            named |= dict.fromkeys(listed, LISTED)
    return named


def _goes_on(blocks: Sequence[Block], head: int, listed: range, body: Collection[int]) -> bool:
    """Whether a line is a button, which stands among the titles again, or a text that was chosen goes on below them."""
    button = blocks[head].text
    behind = blocks[listed.stop : listed.stop + 1] if min(body, default=head) < head else ()
    is_button = any(blocks[index].text == button for index in listed)
    return is_button or any(block.index in body and _is_text(block) for block in behind)


def _are_headings(blocks: Sequence[Block], listed: range, body: Collection[int]) -> bool:
    """Whether the titles are headings of a story that goes on: it has such above, which were chosen, or ask as well."""
    above = [block for block in blocks[min(body, default=0) : listed.start] if _is_heading(block)]
    titles = [blocks[index] for index in listed if _is_heading(blocks[index])]
    chosen = [block for block in above if block.index in body]
    if len(chosen) >= MIN_HEADINGS and 2 * sum(block.index in body for block in titles) >= len(titles):
        return True
    asking = sum(is_question(block.text) for block in above)
    return asking >= MIN_HEADINGS and any(is_question(block.text) for block in titles)


def _is_heading(block: Block) -> bool:
    return not _is_text(block) and count_words(block.text) <= HEADING_WORDS


def _listed(blocks: Sequence[Block], labels: Sequence[Label | None], start: int) -> range:
    """The lines from a heading on in which titles and texts are in turn; none where there are few."""
    end, count, titles = start, 0, 0
    for block in blocks[start:]:
        label = labels[block.index]
        is_text = _is_text(block)
        is_title = not is_text and not _is_end(block) and count_words(block.text) <= TITLE_WORDS
        is_title = is_title and titles < MAX_TITLE_LINES
        if (label is not None and label.role not in HEADED) or not (is_title or (is_text and titles)):
            break
        titles = titles + 1 if is_title else 0
        if is_text:
            end, count = block.index + 1, count + 1
    return range(start, end if count >= MIN_STORIES else start)


def _is_text(block: Block) -> bool:
    """Whether a line is a teaser's text: a title may be a question."""
    return count_words(block.text) in TEXT_WORDS and ends_sentence(block.text) and not is_question(block.text)


def _is_end(block: Block) -> bool:
    """Whether a line is a short sentence or the last word of one: a title has no full stop."""
    return block.text.endswith((".", "。")) and ends_sentence(block.text)
