"""Where a block stands to the page's main text: the run of prose that looks most like the story, and its container.

What the prose itself does not tell: other people's stories, comments and carousels read like the story, and stand
elsewhere. The main container is chosen as Readability does it: prose speaks for the element around its own, and half
as much for the one around that.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from cleaner.labelers.block_model.measures import COLUMN
from cleaner.labelers.block_model.places import PlaceTable

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.float64]
    Indices = NDArray[np.int64]

MIN_PROSE_WORDS = 8  # of a block that counts as prose here
MAX_GAP = 6  # blocks without prose that part two runs of a dump
MAX_DISTANCE, MAX_TITLE_DISTANCE, MAX_HEADINGS, MAX_DEPTH = 80, 99, 20, 12  # farther, more and deeper are the same
MAX_ITEMS, MAX_ITEM_WORDS = 40, 400
MIN_FIRST_WORDS = 60  # of prose in the container that a story under the headline stands in
MIN_ITEMS = 3  # elements made alike that are items of a list
INLINE_ITEMS = frozenset({"p", "span", "br", "strong", "em", "b", "i", "a"})  # made alike, and no items
BEHIND_REST = 60  # containers by their prose, best first, among which the runner-up is looked for

RUN_NAMES = (
    *("main_side", "main_distance", "main_prose_between", "main_headings_between", "main_place", "main_share"),
    *("main_words", "main_start", "main_since_title", "title_side", "rival_share", "rival_side"),
)
CONTAINER_NAMES = (
    *("main_inside", "main_levels_up", "main_levels_down", "main_kin"),
    *("items", "item_words", "item_links", "item_depth"),
    *("in_first", "first_side", "first_distance", "first_share", "first_is_main"),
)


class MainText(Struct, frozen=True):
    """The main run: its first and last block, words of prose; and of its strongest rival, words and first block.

    container: the place that holds it, -1 in a dump. A page without prose has none: first is -1.
    """

    first: int = -1
    last: int = -1
    words: float = 0.0
    rival_words: float = 0.0
    rival_first: int = -1
    container: int = -1


def prose_words(own: Numbers) -> Numbers:
    """Per block its words, where it is prose that no rule has named something else; else 0."""
    import numpy as np

    words = own[:, COLUMN["words"]]
    is_prose = (own[:, COLUMN["prose"]] > 0) & (words >= MIN_PROSE_WORDS) & (own[:, COLUMN["link_share"]] < 0.5)
    return np.where(is_prose & (own[:, COLUMN["role_group"]] <= 1), words, 0.0)


def main_run(prose: Numbers) -> MainText:
    """The main text of a dump: of the runs of prose, parted by gaps, the one with the most words."""
    import numpy as np

    blocks = np.flatnonzero(prose)
    if not len(blocks):
        return MainText()
    runs = np.split(blocks, np.flatnonzero(np.diff(blocks) > MAX_GAP) + 1)
    words = [float(prose[run].sum()) for run in runs]
    best = int(np.argmax(words))
    rivals = [number for number in range(len(runs)) if number != best]
    rival = max(rivals, key=words.__getitem__, default=best)
    rival_words = words[rival] if rivals else 0.0
    return MainText(int(runs[best][0]), int(runs[best][-1]), words[best], rival_words, int(runs[rival][0]))


def main_container(prose: Numbers, places: PlaceTable) -> MainText:
    """The main text of a page: the prose of the container that holds most of it near its surface."""
    import numpy as np

    count = len(places.places)
    own_words = np.bincount(np.array(places.of_block), prose, minlength=count)
    held = sums_inside(own_words, places)
    scores = np.zeros(count)
    for number in np.flatnonzero(own_words).tolist():
        parent = places.parents[number]
        around = number if parent < 0 else parent
        scores[around] += own_words[number]
        beyond = places.parents[around]
        if beyond >= 0:
            scores[beyond] += own_words[number] / 2
    if not scores.any():
        return MainText()
    order = np.argsort(-scores, kind="stable")[:BEHIND_REST].tolist()
    best = order[0]
    first, last = prose_extent(prose, places, best)
    rival = next((other for other in order[1:] if are_apart(places, best, other)), None)
    rival_words, rival_first = (float(held[rival]), places.extents[rival][0]) if rival is not None else (0.0, -1)
    return MainText(first, last, float(held[best]), rival_words, rival_first, best)


def first_container(own: Numbers, prose: Numbers, places: PlaceTable) -> int:
    """The container of the first prose below the headline: the innermost with enough of it; -1 where there is none."""
    import numpy as np

    titles = title_blocks(own)
    start = int(titles[0]) if len(titles) else 0
    below = np.flatnonzero(prose[start:])
    if not len(below):
        return -1
    number = places.parents[places.of_block[start + int(below[0])]]
    while number >= 0:
        first, last = places.extents[number]
        if prose[first : last + 1].sum() >= MIN_FIRST_WORDS:
            return number
        number = places.parents[number]
    return -1


def prose_extent(prose: Numbers, places: PlaceTable, number: int) -> tuple[int, int]:
    """The first and last block of prose in a place that holds some."""
    first, last = places.extents[number]
    blocks = first + prose[first : last + 1].nonzero()[0]
    return int(blocks[0]), int(blocks[-1])


def title_blocks(own: Numbers) -> Indices:
    """The blocks that print the page's title, paragraphs aside."""
    import numpy as np

    return np.flatnonzero((own[:, COLUMN["is_title"]] > 0) & (own[:, COLUMN["tag_group"]] != 1))


def are_apart(places: PlaceTable, one: int, other: int) -> bool:
    """Whether neither of two places is inside the other."""
    (first, last), (other_first, other_last) = places.extents[one], places.extents[other]
    return last < other_first or other_last < first


def sums_inside(own: NDArray[np.generic], places: PlaceTable) -> Numbers:
    """Per place the sum over it and all places in it. own: of each place."""
    import numpy as np

    sums: list[float] = own.astype(np.float64).tolist()  # numpy takes three times as long for one number at a time
    for number in range(len(sums) - 1, 0, -1):  # a place has a higher number than those around it
        parent = places.parents[number]
        if parent >= 0:
            sums[parent] += sums[number]
    return np.array(sums, dtype=np.float64)


def run_columns(own: Numbers, prose: Numbers, main: MainText) -> Numbers:
    """Per block RUN_NAMES: where it stands to the main run, and how sure it is that this is the main one."""
    import numpy as np

    count = len(own)
    if main.first < 0:
        return np.full((count, len(RUN_NAMES)), -1.0)
    index = np.arange(count)
    side, distance = sides(count, main.first, main.last)
    tags = own[:, COLUMN["tag_group"]]
    is_heading = (tags >= 2) & (tags <= 4)
    titles = title_blocks(own)
    title = int(titles[0]) if len(titles) else None
    columns = [
        side,
        distance,
        np.log1p(between(prose, main)),
        np.minimum(between(is_heading, main), MAX_HEADINGS),
        np.where(side == 0, (index - main.first) / max(main.last - main.first, 1), -1.0),
        np.full(count, main.words / (prose.sum() or 1.0)),
        np.full(count, np.log1p(main.words)),
        np.full(count, main.first / count),
        np.full(count, -MAX_TITLE_DISTANCE if title is None else main.first - title).clip(-MAX_TITLE_DISTANCE, 99),
        np.zeros(count) if title is None else np.sign(index - title),
        np.full(count, main.rival_words / (main.words or 1.0)),
        np.full(count, 0 if main.rival_first < 0 else np.sign(main.rival_first - main.first)),
    ]
    return np.stack(columns, axis=1).astype(np.float64)


def sides(count: int, first: int, last: int) -> tuple[Numbers, Numbers]:
    """Per block on which side of a run it is, -1 before, 0 in it, 1 behind; and how many blocks away."""
    import numpy as np

    index = np.arange(count)
    before, behind = np.maximum(first - index, 0), np.maximum(index - last, 0)
    return np.sign(behind - before).astype(np.float64), np.minimum(before + behind, MAX_DISTANCE).astype(np.float64)


def between(column: NDArray[np.generic], main: MainText) -> Numbers:
    """Per block the sum of the column over the blocks between it and the main run; 0 inside the run."""
    import numpy as np

    before = np.concatenate([[0.0], np.cumsum(column, dtype=np.float64)])
    index = np.arange(len(column))
    above = before[main.first] - before[np.minimum(index + 1, main.first)]
    below = before[np.maximum(index, main.last + 1)] - before[main.last + 1]
    sums: Numbers = np.maximum(above, 0) + np.maximum(below, 0)
    return sums


def container_columns(own: Numbers, prose: Numbers, main: MainText, places: PlaceTable, kinds: Indices) -> Numbers:
    """Per block CONTAINER_NAMES: how far its element is from the main container, and the repeated item it is in.

    kinds: per place a number that places of one make share.
    """
    import numpy as np

    of_block = np.array(places.of_block, dtype=np.int64)
    if main.container < 0:
        return np.full((len(own), len(CONTAINER_NAMES)), -1.0)
    around_main = set(outwards(places, main.container))
    is_inside: list[bool] = []  # per place: whether it is in the main container
    shared: list[int] = []  # per place: the depth of what it shares with the main container
    for number, parent in enumerate(places.parents):
        is_inside.append(number == main.container or (parent >= 0 and is_inside[parent]))
        shared.append(places.depths[number] if number in around_main else shared[parent] if parent >= 0 else 0)
    depths, shared_depths = np.array(places.depths)[of_block], np.array(shared)[of_block]
    run = slice(main.first, main.last + 1)
    main_kind = int(np.bincount(kinds[of_block[run]], prose[run]).argmax())
    items = np.array(repeated_items(own, places, kinds, around_main))[of_block]
    columns = [
        np.array(is_inside)[of_block],
        places.depths[main.container] - shared_depths,
        np.minimum(depths - shared_depths, MAX_DEPTH),
        kinds[of_block] == main_kind,
        items[:, 0].clip(0, MAX_ITEMS),
        items[:, 1].clip(0, MAX_ITEM_WORDS),
        items[:, 2],
        np.where(items[:, 0] > 0, depths - items[:, 3], -1),
        *first_columns(own, prose, main, places),
    ]
    return np.stack(columns, axis=1).astype(np.float64)


def first_columns(own: Numbers, prose: Numbers, main: MainText, places: PlaceTable) -> list[Numbers]:
    """Per block where it stands to the first prose below the headline, which need not be the most."""
    import numpy as np

    count, number = len(own), first_container(own, prose, places)
    if number < 0:
        return [np.full(count, -1.0)] * 5
    first, last = places.extents[number]
    index = np.arange(count)
    first_prose, last_prose = prose_extent(prose, places, number)
    share = prose[first : last + 1].sum() / prose.sum()
    is_main = first <= main.first and main.last <= last
    return [
        ((index >= first) & (index <= last)).astype(np.float64),
        *sides(count, first_prose, last_prose),
        np.full(count, share),
        np.full(count, float(is_main)),
    ]


def outwards(places: PlaceTable, number: int) -> list[int]:
    """A place and those around it."""
    found = []
    while number >= 0:
        found.append(number)
        number = places.parents[number]
    return found


def repeated_items(
    own: Numbers, places: PlaceTable, kinds: Indices, around_main: set[int]
) -> list[tuple[float, float, float, float]]:
    """Per place the innermost element of a repeated make it is in: how many, mean words, link share, depth.

    What is around the main container is no item, nor is what is made like it. Zeros where it is in none.
    """
    import numpy as np

    of_block = np.array(places.of_block, dtype=np.int64)
    words = np.bincount(of_block, own[:, COLUMN["words"]], minlength=len(kinds))
    linked = np.bincount(of_block, own[:, COLUMN["words"]] * own[:, COLUMN["link_share"]], minlength=len(kinds))
    count = np.bincount(kinds)
    all_words = np.bincount(kinds, sums_inside(words, places))
    links = (np.bincount(kinds, sums_inside(linked, places)) / np.maximum(all_words, 1)).tolist()
    counts, mean_words = count.tolist(), (all_words / count).tolist()
    main_kinds = {int(kinds[number]) for number in around_main}
    found: list[tuple[float, float, float, float]] = []
    rows = zip(kinds.tolist(), places.places, places.parents, places.depths, strict=True)
    for kind, place, parent, depth in rows:
        is_item = counts[kind] >= MIN_ITEMS and kind not in main_kinds and place.tag not in INLINE_ITEMS
        if is_item:
            found.append((float(counts[kind]), mean_words[kind], links[kind], depth))
        else:
            found.append(found[parent] if parent >= 0 else (0.0, 0.0, 0.0, 0.0))
    return found
