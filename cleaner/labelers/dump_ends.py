"""Of a dump: what was chosen behind the end of the story, as counts of comments and furniture between tell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from itertools import islice, pairwise, takewhile

from cleaner.labelers.signatures import MIN_SIGNED, SIGNATURE_WORDS, is_signature
from cleaner.lines.dates.relative import says_ago
from cleaner.model import Block, Label, Role
from cleaner.text import count_words

MIN_LINES = 30  # in a row of which none is chosen: a picture, a table or a box inside a story has fewer
MIN_NAMED_SHARE = 0.1  # of them that are named as what stands below a story
MAX_REST, MIN_WORDS_ABOVE = 0.5, 100  # of the words above, that stand behind them; words above
BELOW_STORY = frozenset(
    {Role.RELATED, Role.COMMENTS, Role.SHARE, Role.NAVIGATION, Role.FOOTER, Role.NEWSLETTER, Role.PAYWALL, Role.TAGS}
    | {Role.BYLINE, Role.TIMESTAMP}  # of other stories, of comments
)
MAX_COUNT_WORDS, CLOSING_QUOTES = 3, tuple('”"’»“«')  # of a line that counts comments
# Of comments: so few may be two times of the story; shown of those that are counted (109 of 109, 10 of 10, 12 of 12)
MIN_COMMENTS, MIN_SHOWN, MAX_SHOWN, MAX_DIGITS = 3, 0.5, 1.25, 5
MIN_BEHIND_COUNT = 4  # lines on to the next chosen one: a name, a time; in a bar amid the story, "Share" and "Print"
FAR = Label(Role.BOILERPLATE, "coherence", "a few lines far behind the story's end")
MAX_HEADS, NEAR_HEAD = 12, 3  # lines that are looked below; from one to the first signature
AMID_COMMENTS = frozenset({None, Role.COMMENTS, Role.TIMESTAMP, Role.BYLINE, Role.SHARE})
SIGNED = Label(Role.COMMENTS, "coherence", "below a heading of comments, where lines with a time sign them")
COMMENT = Label(Role.COMMENTS, "coherence", "below a line that counts the comments")


def name_behind_end(
    blocks: Sequence[Block], labels: Sequence[Label | None], body: Collection[int], words: Sequence[float]
) -> dict[int, Label]:
    """Labels of the chosen lines behind the story's end, and most of them only where all comments stand there.

    labels: of the rules; words: per line.
    """
    kept = sorted(body)
    total = sum(words[index] for index in kept)
    counts = _counts(blocks, labels)
    least_share = 0.0 if _are_all_below(counts, blocks, labels) else 0.5
    above = 0.0
    far: Sequence[int] = ()
    below_counts: list[int] = []  # how many of the chosen lines stand above each
    for number, (index, following) in enumerate(pairwise(kept), 1):
        above += words[index]
        between = range(index + 1, following)
        if above < max(MIN_WORDS_ABOVE, least_share * total):
            continue
        counted = min(counts.intersection(between), default=following)
        if following - counted >= MIN_BEHIND_COUNT or _begins_comments(blocks, counted + 1, following + 1):
            below_counts.append(number)
        is_short = not far and total - above <= MAX_REST * above
        if is_short and _is_below_story([labels[place] for place in between]):
            far = kept[number:]
    comments = kept[below_counts[0] :] if len(below_counts) == 1 else ()  # more are of entries, one each
    signed = _signed_comments(blocks, labels, kept, words)
    return dict.fromkeys(far, FAR) | dict.fromkeys(comments, COMMENT) | dict.fromkeys(signed, SIGNED)


def _signed_comments(
    blocks: Sequence[Block], labels: Sequence[Label | None], kept: Sequence[int], words: Sequence[float]
) -> set[int]:
    """The chosen lines below a heading of comments and enough text, where lines with a time sign them."""
    found: set[int] = set()
    roles = [None if label is None else label.role for label in labels]
    for head in islice((index for index, role in enumerate(roles) if role is Role.COMMENTS), MAX_HEADS):
        lines = list(takewhile(lambda index: roles[index] in AMID_COMMENTS, range(head + 1, len(roles))))
        signed = [index for index in lines if is_signature(blocks[index].text)]
        is_near = len(signed) >= MIN_SIGNED and signed[0] - head <= NEAR_HEAD
        is_list = is_near or _are_signed_below([blocks[index].text for index in signed])
        if is_list and sum(words[index] for index in kept if index < head) >= MIN_WORDS_ABOVE:
            found |= set(lines).intersection(kept)
    return found


def _are_signed_below(signatures: Sequence[str]) -> bool:
    """Whether lines sign what stands above them, however long it is: they all begin with one word, as "Posted by"."""
    first_words = Counter(text.split()[0] for text in signatures)
    return max(first_words.values(), default=0) == max(len(signatures), MIN_COMMENTS)


def _begins_comments(blocks: Sequence[Block], start: int, end: int) -> bool:
    """Whether a line from start up to end signs a comment, by how long ago it was written, and so do others below."""
    if not any(map(_signs_comment, blocks[start:end])):
        return False
    return len(list(islice(filter(_signs_comment, blocks[start:]), MIN_SIGNED))) == MIN_SIGNED


def _signs_comment(block: Block) -> bool:
    return count_words(block.text) <= SIGNATURE_WORDS and says_ago(block.text)


def _counts(blocks: Sequence[Block], labels: Sequence[Label | None]) -> set[int]:
    """The lines that count the story's comments, as a rule has named them: "3 comments", "Kommentare (12)".

    None where the numbers differ: a list of stories has one for each.
    """
    named = [index for index, label in enumerate(labels) if label is not None and label.role is Role.COMMENTS]
    numbers = {index: _count_of(blocks[index].text) for index in named}
    counts = {index for index, number in numbers.items() if number}
    return counts if len({numbers[index] for index in counts}) == 1 else set()


def _are_all_below(counts: Collection[int], blocks: Sequence[Block], labels: Sequence[Label | None]) -> bool:
    """Whether below the one line that counts comments stand about as many times, or buttons, as it says."""
    number = _count_of(blocks[min(counts)].text) if len(counts) == 1 else ""
    if not number.isdecimal() or len(number) > MAX_DIGITS:
        return False
    below = Counter(label.role for label in labels[min(counts) + 1 :] if label is not None)
    shown = max(below[Role.TIMESTAMP], below[Role.COMMENTS]) / max(int(number), MIN_COMMENTS)
    return MIN_SHOWN <= shown <= MAX_SHOWN


def _count_of(text: str) -> str:
    """The number that a short line begins or ends with; empty in "at most 500 characters".

    Of a line that ends with the story's title in quotes it is the first word.
    """
    words = text.split()[:1] if text.endswith(CLOSING_QUOTES) else text.split()
    signs = "".join(filter(str.isalnum, "".join(words))) if len(words) <= MAX_COUNT_WORDS else ""
    is_count = signs[:1].isdigit() or signs[-1:].isdigit()
    return "".join(filter(str.isdigit, signs)) if is_count else ""


def _is_below_story(between: Sequence[Label | None]) -> bool:
    """Whether they are many lines, and some named as what stands below a story; days alone may be a chronology's."""
    named = [label.role for label in between if label is not None and label.role in BELOW_STORY]
    is_named = len(named) >= MIN_NAMED_SHARE * len(between) and not {Role.TIMESTAMP}.issuperset(named)
    return len(between) >= MIN_LINES and is_named
