"""What the markup hides from readers: copies, menus, forms; and rests of stories that a click shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence

from cleaner.model import Block, Label, Page, Place, Role, Voice
from cleaner.text import count_words, ends_sentence
from cleaner.vocabulary import words_of

HIDDEN = Label(Role.BOILERPLATE, "markup", "hidden from readers by the markup", Voice.MARKUP)
MAX_HIDDEN_SHARE = 0.5  # a page that hides most of its text shows it later by script: there the mark says nothing
MAX_SHOWN_SHARE = 0.2  # of the words in sentences that such a page shows to those it hides; with more it has its story
MIN_SENTENCE_WORDS, MAX_LINKED_SHARE = 10, 0.5
MIN_WORDS, MIN_SENTENCE_SHARE = 20, 0.65  # of the sentences of a hidden rest; teasers have titles
MIN_FOLDED = 2  # texts of one element, each below a line of one kind
MAX_HEAD_WORDS = 15  # of the line that folds up a text
HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
SHOWING_ROLES = frozenset({Role.RELATED, Role.NAVIGATION, Role.ADVERT, Role.TOOL})  # as rules call "Show more"
MAX_BUTTON_WORDS = 5
MAX_LEVELS = 60  # of hidden elements in one another
REACH = 3  # blocks between the text before a hidden run, or the button that shows it, and the run
PRINTED_ONLY = frozenset({
    "print-only", "printonly", "print_only", "only-print", "visible-print", "visible-print-block", "show-for-print",
    "d-print-block", "print:block", "printable", "print-version",
})  # fmt: skip


def hide(page: Page, labels: Sequence[Label | None]) -> list[Label | None]:
    """The labels, with open blocks that the markup hides named so.

    Each run of hidden blocks is looked at: what is printed elsewhere, or only printed on paper, stays hidden; sentences
    that a button or a heading before them shows are the rest of the story. All else is hidden, unless the page hides
    all of its story.
    """
    with_hidden = list(labels)
    open_blocks = [block for block in page.blocks if labels[block.index] is None]
    hidden = [block for block in open_blocks if block.hidden]
    if not hidden:
        return with_hidden
    shown_texts = {block.text for block in page.blocks if not block.hidden}
    is_built_later = _is_built_later(open_blocks)
    printed_only = PRINTED_ONLY.intersection(page.signals.tokens)
    runs = list(_runs(hidden))
    lines = Counter(line for line in (_line_above(page, run) for run in runs) if line is not None)
    for run in runs:
        is_printed = len(printed_only) > 0 and not printed_only.isdisjoint(run[0].tokens)
        if is_printed:
            kept = 0
        elif _is_copy(run, shown_texts):
            kept = _rest_of_copy(page, run)
        else:
            line = _line_above(page, run)
            is_folded = line is not None and lines[line] >= MIN_FOLDED and _is_prose(run)
            kept = len(run) if is_built_later or is_folded or _goes_on(page, labels, run) else 0
        for block in run[: len(run) - kept]:
            with_hidden[block.index] = HIDDEN
    return with_hidden


def _is_built_later(blocks: Sequence[Block]) -> bool:
    """Whether a page hides its story, all but a line of it: scripts show it later."""
    hidden = [block for block in blocks if block.hidden]
    if _chars(hidden) <= MAX_HIDDEN_SHARE * _chars(blocks):
        return False
    shown = sum(_sentence_words(block) for block in blocks if not block.hidden)
    return shown <= max(MIN_WORDS, MAX_SHOWN_SHARE * sum(map(_sentence_words, hidden)))


def _chars(blocks: Iterable[Block]) -> int:
    return sum(len(block.text) for block in blocks)


def _runs(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Blocks that follow one another in one hidden element, or in hidden neighbours."""
    run = [blocks[0]]
    for block in blocks[1:]:
        follows = block.index == run[-1].index + 1
        if not follows or _hidden_root(block).around is not _hidden_root(run[-1]).around:
            yield run
            run = []
        run.append(block)
    yield run


def _hidden_root(block: Block) -> Place:
    """The outermost hidden element around a block."""
    place = block.place
    for _ in range(MAX_LEVELS):
        if place.around is None or not place.around.hidden:
            break
        place = place.around
    return place


def _is_copy(run: Sequence[Block], shown_texts: Collection[str]) -> bool:
    """Whether most of a run is shown elsewhere on the page."""
    return 2 * _chars(block for block in run if block.text in shown_texts) > _chars(run)


def _rest_of_copy(page: Page, run: Sequence[Block]) -> int:
    """How many blocks at the end of a copy are new: the rest of the story, of which the page shows the beginning."""
    shown = [block for block in page.blocks[: run[0].index] if not block.hidden and _sentence_words(block)]
    places = [place for place, block in enumerate(run) if shown and block.text == shown[-1].text]
    rest = run[places[-1] + 1 :] if places else ()
    return len(rest) if _is_prose(rest) else 0


def _goes_on(page: Page, labels: Sequence[Label | None], run: Sequence[Block]) -> bool:
    """Whether a hidden run is the rest of the shown text: sentences that a button, a heading or a class announces."""
    if not _is_prose(run):
        return False
    first, last = run[0].index, run[-1].index
    before, after = page.blocks[max(0, first - REACH) : first], page.blocks[last + 1 : last + 1 + REACH]
    has_button = any(_is_button(block, labels[block.index]) for block in (*before, *after))
    return has_button or _is_under_head(before, _hidden_root(run[0])) or _is_called_rest(_hidden_root(run[0]))


def _line_above(page: Page, run: Sequence[Block]) -> tuple[Place | None, str, str] | None:
    """The kind of the line right above a hidden element and beside it, which may fold it up; None where none stands."""
    first, root = run[0].index, _hidden_root(run[0])
    line = page.blocks[first - 1] if first else None
    if line is None or line.hidden or line.link_chars or not _is_line(line) or line.container is not root.around:
        return None
    return root.around, line.place.tag, line.place.classes


def _is_line(block: Block) -> bool:
    return count_words(block.text) <= MAX_HEAD_WORDS and not block.text.endswith(".")


def _is_under_head(before: Sequence[Block], root: Place) -> bool:
    """Whether a hidden element is what a heading folds up: behind one, or alone behind a line in the same element."""
    if not before or before[-1].hidden:
        return False
    head = before[-1]
    inside = [any(place is root.around for place in block.place.outwards()) for block in before]
    return head.tag in HEADINGS or (_is_line(head) and inside == [False] * (len(before) - 1) + [True])


def _is_prose(blocks: Sequence[Block]) -> bool:
    """Whether blocks are sentences, most of them, and enough."""
    words = sum(count_words(block.text) for block in blocks)
    return sum(map(_sentence_words, blocks)) >= max(MIN_WORDS, MIN_SENTENCE_SHARE * words)


def _is_called_rest(place: Place) -> bool:
    """Whether the class of a hidden element says that it is the rest of a text."""
    names = f"{place.classes} {place.id}".replace("_", "-").replace("-", " ").casefold().split()
    return not words_of("rest_class_words").isdisjoint(names)


def _sentence_words(block: Block) -> int:
    """The words of a block that reads like a sentence; 0 of any other."""
    words = count_words(block.text)
    is_sentence = words >= MIN_SENTENCE_WORDS and block.link_share < MAX_LINKED_SHARE and ends_sentence(block.text)
    return words if is_sentence else 0


def _is_button(block: Block, label: Label | None) -> bool:
    """Whether a line may be the button behind which a text goes on."""
    return label is not None and label.role in SHOWING_ROLES and count_words(block.text) <= MAX_BUTTON_WORDS
