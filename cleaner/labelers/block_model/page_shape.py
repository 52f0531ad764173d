"""The shape of a page in numbers: how much of it is prose, where it stands, what is linked, what repeats.

What kind of page it is, and how sure its text can be, show in the figures that the block model has of its blocks.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import copy
from math import log1p
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float32]
    Numbers = NDArray[np.float64]
    Mask = NDArray[np.bool_]

SHORT_WORDS = 6  # of a line that may be a price, a date, a count
LABEL_WORDS = 3  # of a button or a label
HEADLINE_WORDS = 4  # a linked line of as many words may be the headline of another story
TITLE_WORDS = 16  # and an unlinked line of no more, without a full stop, as well
ITEM_WORDS = (8, 150)  # of a repeated item that is more than a link and less than a story
DIGIT_HEAVY = 0.25
PROSE_WORDS = 8
ROLE_GROUPS = range(2, 8)  # of block_model.measures
LIST_TAGS, TABLE_TAGS, PRE_TAG, QUOTE_TAG = 5, 6, 10, 7

ALL_NAMES = (
    *("blocks", "words", "link_share", "prose_share", "prose_words", "linked_share", "headlines", "headline_share"),
    *("headings", "linked_headings", "labels_share", "short_digits", "digit_lines", "repeated_share", "questions"),
    *("ellipses", "colons", "small_share", "capital_share", "list_share", "table_share", "pre_words", "markers"),
    *(f"role{group}_share" for group in ROLE_GROUPS),
    *(f"role{group}_blocks" for group in ROLE_GROUPS),
)
RUN_NAMES = ("runs", "longest_run", "mean_run", "led_share", "led", "words_of_longest", "word_chars")
BODY_NAMES = (
    *("body_words", "body_share", "body_blocks", "body_links", "body_mean", "body_largest", "body_ends"),
    *("body_first", "body_last", "body_density", "other_prose", "body_headings", "body_linked_headings"),
    *("body_list", "body_table", "body_pre", "body_quotes", "body_questions", "body_sentences", "body_small"),
    *("body_digits", "body_capitals", "body_described"),
)
PLACE_NAMES = ("main_share", "main_words", "main_start", "main_since_title", "rival_share", "rival_side", "titles")
ITEM_NAMES = (
    *("item_words_share", "linked_items_share", "most_items", "body_in_items", "body_item_words", "first_share"),
    *("first_is_main", "in_main_share"),
)
SHAPE_NAMES = (*ALL_NAMES, *RUN_NAMES, *BODY_NAMES, *PLACE_NAMES, *ITEM_NAMES)


# Columns of the block model's input that are looked at; those of items are only of HTML.
USED = (
    *("words", "chars", "link_share", "linked", "prose", "tag_group", "role_group", "digit_share", "repeats"),
    *("question", "ellipsis", "colon", "small_share", "capital_share", "marker", "ends", "sentences", "is_title"),
    *("is_description", *PLACE_NAMES[:-1]),
    *("items", "item_words", "item_links", "in_main", "first_share", "first_is_main"),
)
BODY_COLUMNS = (
    *("words", "tag_group", "chars", "prose", "linked", "link_share", "ends", "question", "sentences"),
    *("small_share", "digit_share", "capital_share", "is_description"),
)
DIGITS = 4  # what sums differ in between machines does not reach a question


class PageShape:
    """SHAPE_NAMES of a page with at least one block; those of items are -1 in a dump.

    rows, column: the block model's input and where its columns are.
    """

    def __init__(self, rows: Matrix, column: Mapping[str, int]) -> None:
        import numpy as np

        names = [name for name in USED if name in column]
        numbers = rows[:, [column[name] for name in names]].T.astype(np.float64, order="C")
        self.of: Mapping[str, Numbers] = dict(zip(names, numbers, strict=True))
        self.whole = (*_all(self.of), *_runs(self.of))
        self.places = _places(self.of)

    def without_prose(self, blocks: Sequence[int]) -> PageShape:
        """The page where some blocks are no prose beside a body."""
        other, prose = copy(self), self.of["prose"].copy()
        prose[blocks] = 0.0
        other.of = {**self.of, "prose": prose}
        return other

    def numbers(self, is_body: Mask) -> tuple[float, ...]:
        """With a body. is_body: per block."""
        parts = (self.whole, _body(self.of, is_body), self.places, _items(self.of, is_body))
        return tuple(round(float(number), DIGITS) for part in parts for number in part)


def _all(of: Mapping[str, Numbers]) -> list[float]:
    import numpy as np

    words, links, tags = of["words"], of["link_share"], of["tag_group"]
    count, total = len(words), float(words.sum()) or 1.0
    prose = float(np.dot(words, of["prose"]))
    linked = of["linked"] > 0
    headlines = np.count_nonzero(linked & (words >= HEADLINE_WORDS))
    is_heading = (tags >= 2) & (tags <= 4)
    digits = np.count_nonzero((words <= SHORT_WORDS) & (of["digit_share"] > DIGIT_HEAVY))
    roles = of["role_group"].astype(np.int64)
    role_blocks = np.bincount(roles, minlength=len(ROLE_GROUPS) + 2).tolist()[2:]
    role_words = np.bincount(roles, words, minlength=len(ROLE_GROUPS) + 2).tolist()[2:]
    return [
        log1p(count),
        log1p(total),
        float(np.dot(links, of["chars"])) / (float(of["chars"].sum()) or 1.0),
        prose / total,
        log1p(prose),
        np.count_nonzero(linked) / count,
        log1p(headlines),
        headlines / count,
        log1p(np.count_nonzero(is_heading)),
        log1p(np.count_nonzero(is_heading & linked)),
        np.count_nonzero((words <= LABEL_WORDS) & ~linked) / count,
        digits / count,
        log1p(digits),
        np.count_nonzero(of["repeats"] > 1) / count,
        log1p(np.count_nonzero(of["question"])),
        log1p(np.count_nonzero(of["ellipsis"])),
        np.count_nonzero(of["colon"]) / count,
        float(np.dot(of["small_share"], words)) / total,
        float(of["capital_share"].sum()) / count,
        np.count_nonzero(tags == LIST_TAGS) / count,
        np.count_nonzero(tags == TABLE_TAGS) / count,
        log1p(float(np.dot(words, tags == PRE_TAG))),
        np.count_nonzero(of["marker"]) / count,
        *(number / total for number in role_words),
        *map(log1p, role_blocks),
    ]


def _runs(of: Mapping[str, Numbers]) -> list[float]:
    """Of runs of prose, block after block; led: prose behind a line like a headline, as teasers are."""
    import numpy as np

    words = of["words"]
    is_prose = (of["prose"] > 0) & (words >= PROSE_WORDS)
    is_title = ~is_prose & (words >= LABEL_WORDS) & (words <= TITLE_WORDS) & (of["ends"] == 0)
    starts = np.flatnonzero(is_prose & ~np.concatenate([[False], is_prose[:-1]]))
    count = len(starts)
    if not count:
        return [0.0] * len(RUN_NAMES)
    run_words = np.add.reduceat(np.where(is_prose, words, 0.0), starts)
    lengths = np.add.reduceat(is_prose.astype(np.float64), starts)
    led = np.count_nonzero(is_title[:-1] & is_prose[1:])
    return [
        log1p(count),
        log1p(float(lengths.max())),
        np.count_nonzero(is_prose) / count,
        led / count,
        log1p(led),
        float(run_words.max()) / (float(run_words.sum()) or 1.0),
        float(of["chars"].sum()) / (float(words.sum()) or 1.0),
    ]


def _body(of: Mapping[str, Numbers], is_body: Mask) -> list[float]:
    import numpy as np

    chosen = np.flatnonzero(is_body)
    if not len(chosen):
        return [-1.0] * len(BODY_NAMES)
    body = {name: of[name][chosen] for name in BODY_COLUMNS}
    words, tags, chars = body["words"], body["tag_group"], body["chars"]
    total, all_words = float(words.sum()) or 1.0, float(of["words"].sum()) or 1.0
    prose, body_prose = float(np.dot(of["words"], of["prose"])), float(np.dot(words, body["prose"]))
    is_heading = (tags >= 2) & (tags <= 4)
    count, blocks, first, last = len(chosen), len(is_body), int(chosen[0]), int(chosen[-1])
    return [
        log1p(total),
        total / all_words,
        log1p(count),
        float(np.dot(body["link_share"], chars)) / (float(chars.sum()) or 1.0),
        total / count,
        float(words.max()) / total,
        np.count_nonzero(body["ends"]) / count,
        first / blocks,
        last / blocks,
        count / (last - first + 1),
        (prose - body_prose) / (prose or 1.0),
        np.count_nonzero(is_heading) / count,
        log1p(np.count_nonzero(is_heading & (body["linked"] > 0))),
        *(float(np.dot(words, tags == tag)) / total for tag in (LIST_TAGS, TABLE_TAGS, PRE_TAG, QUOTE_TAG)),
        np.count_nonzero(body["question"]) / count,
        float(body["sentences"].sum()) / count,
        float(np.dot(body["small_share"], words)) / total,
        float(body["digit_share"].sum()) / count,
        float(body["capital_share"].sum()) / count,
        float(body["is_description"].max()),
    ]


def _places(of: Mapping[str, Numbers]) -> list[float]:
    return [*(float(of[name][0]) for name in PLACE_NAMES[:-1]), float(of["is_title"].sum())]


def _items(of: Mapping[str, Numbers], is_body: Mask) -> list[float]:
    """Of the repeated items of an HTML page."""
    if "items" not in of:
        return [-1.0] * len(ITEM_NAMES)
    words, items, size = of["words"], of["items"], of["item_words"]
    total = float(words.sum()) or 1.0
    is_item = (items > 0) & (size >= ITEM_WORDS[0]) & (size <= ITEM_WORDS[1])
    is_linked = is_item & (of["item_links"] > 0) & (of["item_links"] < 1)
    body_words = float(words[is_body].sum()) or 1.0
    in_items = float(words[is_body & is_item].sum())
    return [
        float(words[is_item].sum()) / total,
        float(words[is_linked].sum()) / total,
        float(items[is_item].max(initial=0.0)),
        in_items / body_words,
        float((words * size)[is_body & is_item].sum()) / (in_items or 1.0),
        float(of["first_share"][0]),
        float(of["first_is_main"][0]),
        float((words * (of["in_main"] > 0)).sum()) / total,
    ]
