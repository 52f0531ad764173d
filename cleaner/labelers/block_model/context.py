"""From a page's blocks to the model's input: each block's own measures beside those of what stands around it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from msgspec.structs import replace

from cleaner.labelers.block_model.alike import like_columns
from cleaner.labelers.block_model.declared_texts import DeclaredTexts
from cleaner.labelers.block_model.lone_lines import without_lone_lines
from cleaner.labelers.block_model.main_text import (
    CONTAINER_NAMES,
    RUN_NAMES,
    container_columns,
    main_container,
    main_run,
    prose_words,
    run_columns,
)
from cleaner.labelers.block_model.measures import (
    COLUMN,
    GROUPS,
    MEASURES,
    NEIGHBOURS,
    OTHER_TAG,
    measure_blocks,
    near_open,
)
from cleaner.labelers.block_model.places import FLAG_TAGS, LEVELS, PlaceTable
from cleaner.labelers.block_model.sections import SECTION_NAMES, section_columns, telling
from cleaner.labelers.block_model.ties import TIE_NAMES, tie_columns
from cleaner.labelers.block_model.words import LEARNED, word_scores
from cleaner.model import Block, DocumentKind, Label, Page

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float32]

OFFSETS = tuple(offset for offset in range(-NEIGHBOURS, NEIGHBOURS + 1) if offset)
SHARED = ("words", "link_share", "small_share", "ends", "prose", "capital_share", "marker")
WINDOWS = (5, 12, 30)
BEYOND = -1.0  # a neighbour before the first block or behind the last
FAR, FAR_TITLE = 30, 90  # blocks; farther is the same
WORD_REACH = 2  # neighbours whose words are looked at
SIDES = ("before", "after")


def feature_names(kind: DocumentKind) -> list[str]:
    """Names of the columns of features(), in order."""
    names = [*MEASURES, *(f"tag{n}" for n in range(OTHER_TAG + 1)), *(f"role{n}" for n in range(GROUPS))]
    names += [f"{name}{offset:+d}" for offset in OFFSETS for name in (*SHARED, "heading", "spoken")]
    names += ["page_words", "page_prose", "page_blocks", "page_link_share", "has_article_body", "long_words"]
    names += ["place", "place_in_prose", "since_prose", "until_prose", "since_title", "spoken_before", "spoken_after"]
    names += [f"{what}_{side}_{width}" for what in ("prose", "spoken") for width in WINDOWS for side in SIDES]
    names += ["like_count", "like_words", "like_prose", "like_links", "like_share", "run_length", "run_links"]
    if kind == "html":
        names += [f"in_{tag}" for tag in FLAG_TAGS]
        level = ("words", "page_share", "prose_share", "links", "blocks")
        names += [f"level{number}_{name}" for number in range(1, LEVELS + 1) for name in level]
        names += ["depth", "siblings", "sibling_prose", *CONTAINER_NAMES]
    names += [*RUN_NAMES, *SECTION_NAMES] if kind == "html" else [*RUN_NAMES, *TIE_NAMES, *SECTION_NAMES]
    names += ["text_words_mean", "text_words_min", "text_words_max"]
    names += [f"text_words{offset:+d}" for offset in range(-WORD_REACH, WORD_REACH + 1) if offset]
    if kind == "html":
        names += [f"tokens{number}" for number in range(LEVELS + 1)] + ["tokens_min", "tokens_max", "tokens_mean"]
    return names


def features(
    page: Page,
    labels: Sequence[Label | None],
    small_words: frozenset[str],
    tokens: Mapping[str, float],
    words: Mapping[str, float],
    declared: DeclaredTexts,
) -> Matrix:
    """The model's input: one row per block, columns as feature_names() has them for the page's kind.

    labels: one per block, None where no rule has labelled it; the row of a labelled block is not whole, it is there for
    its neighbours. small_words: function words. tokens, words: learned weights, of class and id subwords and of words
    of short blocks.
    """
    import numpy as np  # 0.1 s that loading the package need not take

    own = _matrix(measure_blocks(page, labels, small_words, declared), len(MEASURES))
    places = None if page.tree is None else PlaceTable(page.blocks)
    if places is None:
        kept = without_lone_lines(page.blocks, labels)
        seen = _of_dump(own[kept], [page.blocks[index] for index in kept], labels, kept)
        around = np.zeros((len(own), seen.shape[1]))
        around[kept] = seen
    else:
        around = np.concatenate([*_shared(own), *_surroundings(own, places, labels)], axis=1)
    is_near = near_open(labels, WORD_REACH)
    texts = [block.text if near else "" for block, near in zip(page.blocks, is_near, strict=True)]
    learned = learned_columns(texts, places, tokens, words)
    return np.concatenate([own, around, learned], axis=1, dtype=np.float32, casting="unsafe")


def _of_dump(
    own: NDArray[np.float64], blocks: Sequence[Block], labels: Sequence[Label | None], kept: Sequence[int]
) -> NDArray[np.float64]:
    """The columns about what stands around a line of a dump. labels: of all its lines; kept: the places of these.

    Of the others, the heading of the comments and a line of the foot tell what stands below.
    """
    import numpy as np

    shapes = [12 * bool(block.marker) + min(block.indent, 11) for block in blocks]
    prose = prose_words(own)
    likes, main = like_columns(own, np.array(shapes, dtype=np.int64)), main_run(prose)
    words = np.where(own[:, COLUMN["role_group"]] == 0, own[:, COLUMN["words"]], 0.0)  # the others are not asked about
    main_blocks = range(max(main.first, 0), main.last + 1)
    ties = tie_columns([block.text for block in blocks], words, prose, main_blocks)
    whole = replace(main, first=kept[main.first], last=kept[main.last]) if main.first >= 0 else main
    sections = section_columns(telling(labels, kept), whole)[kept]
    return np.concatenate([*_shared(own), likes, run_columns(own, prose, main), ties, sections], axis=1)


def _shared(own: NDArray[np.float64]) -> list[NDArray[np.float64]]:
    """The columns that pages and dumps share: what the block is, what stands beside it, where it stands."""
    import numpy as np

    tags, roles = (own[:, COLUMN[name]].astype(np.int64) for name in ("tag_group", "role_group"))
    return [np.eye(OTHER_TAG + 1)[tags], np.eye(GROUPS)[roles], _neighbours(own), _page(own), _position(own)]


def _surroundings(
    own: NDArray[np.float64], places: PlaceTable, labels: Sequence[Label | None]
) -> list[NDArray[np.float64]]:
    """The columns about the elements around a block."""
    import numpy as np

    of_block = np.array(places.of_block, dtype=np.int64)
    masks = np.array(places.masks, dtype=np.int64)[of_block, None]
    flags = (masks >> np.arange(len(FLAG_TAGS)) & 1).astype(np.float64)
    kinds, prose = np.array(places.kinds(), dtype=np.int64), prose_words(own)
    main = main_container(prose, places)
    return [
        like_columns(own, kinds[of_block]),
        flags,
        _levels(own, places, of_block),
        _siblings(own, places, of_block),
        container_columns(own, prose, main, places, kinds),
        run_columns(own, prose, main),
        section_columns(labels, main),
    ]


def learned_columns(
    texts: Sequence[str], places: PlaceTable | None, tokens: Mapping[str, float], words: Mapping[str, float]
) -> NDArray[np.float64]:
    """The last columns of a page's features: what words speak for, of the text and of the classes and ids around it.

    texts: of the blocks. tokens, words: learned weights, -1–1.
    """
    import numpy as np

    scores = _matrix(word_scores(texts, words), LEARNED)
    padded = np.pad(scores, ((WORD_REACH, WORD_REACH), (0, 0)))
    parts = [scores]
    for offset in range(-WORD_REACH, WORD_REACH + 1):
        if offset:
            first = WORD_REACH + offset
            parts.append(padded[first : first + len(texts), :1])
    if places is not None:
        by_level = _matrix(places.token_scores(tokens), LEVELS + 1)
        extremes = [by_level.min(1, keepdims=True), by_level.max(1, keepdims=True), by_level.mean(1, keepdims=True)]
        parts.append(np.concatenate([by_level, *extremes], axis=1)[np.array(places.of_block, dtype=np.int64)])
    return np.concatenate(parts, axis=1)


def _matrix(rows: Iterable[Sequence[float]], width: int) -> NDArray[np.float64]:
    """The rows as a matrix: a third of the time of np.array()."""
    import numpy as np

    return np.fromiter(chain.from_iterable(rows), dtype=np.float64).reshape(-1, width)


def _running(column: NDArray[np.generic]) -> NDArray[np.float64]:
    """Sums of the column before each row, and of all: one longer than the column."""
    import numpy as np

    return np.concatenate([[0.0], np.cumsum(column, dtype=np.float64)])


def _windows(running: NDArray[np.float64], count: int) -> NDArray[np.float64]:
    """Sums over the WINDOWS before and after each row."""
    import numpy as np

    index = np.arange(count)
    columns = []
    for width in WINDOWS:
        columns.append(running[:-1] - running[np.maximum(index - width, 0)])
        columns.append(running[np.minimum(index + 1 + width, count)] - running[1:])
    return np.stack(columns, axis=1)


def _neighbours(own: NDArray[np.float64]) -> NDArray[np.float64]:
    import numpy as np

    count, reach = len(own), NEIGHBOURS
    tag, role = own[:, COLUMN["tag_group"]], own[:, COLUMN["role_group"]]
    shown = np.full((count + 2 * reach, len(SHARED) + 2), BEYOND)
    shown[reach : reach + count, : len(SHARED)] = own[:, [COLUMN[name] for name in SHARED]]
    shown[reach : reach + count, -2] = (tag >= 2) & (tag <= 4)
    shown[reach : reach + count, -1] = role > 1
    return np.concatenate([shown[reach + offset : reach + offset + count] for offset in OFFSETS], axis=1)


def _page(own: NDArray[np.float64]) -> NDArray[np.float64]:
    import numpy as np

    words, chars = own[:, COLUMN["words"]], own[:, COLUMN["chars"]].sum() or 1.0
    columns = [
        words.sum(),
        (words * own[:, COLUMN["prose"]]).sum(),
        len(own),
        np.rint(own[:, COLUMN["link_share"]] * own[:, COLUMN["chars"]]).sum() / chars,
        own[:, COLUMN["in_article_body"]].max(initial=-1.0) >= 0,
        words.sum() / chars > 0.3,
    ]
    return np.tile(np.array(columns, dtype=np.float64), (len(own), 1))


def _position(own: NDArray[np.float64]) -> NDArray[np.float64]:
    import numpy as np

    count = len(own)
    is_prose, is_named = own[:, COLUMN["prose"]] > 0, own[:, COLUMN["role_group"]] > 1
    prose_running, named_running = _running(own[:, COLUMN["words"]] * is_prose), _running(is_named)
    title = (own[:, COLUMN["is_title"]] > 0) & (own[:, COLUMN["tag_group"]] != 1)
    columns = [
        np.arange(count) / max(count - 1, 1),
        prose_running[:-1] / (prose_running[-1] or 1.0),
        np.minimum(_since(is_prose), FAR),
        np.minimum(_since(is_prose[::-1])[::-1], FAR),
        np.minimum(_since(title), FAR_TITLE),
        named_running[:-1] / (named_running[-1] or 1.0),
        np.minimum(named_running[-1] - named_running[1:], 200),
    ]
    return np.concatenate(
        [np.stack(columns, axis=1), _windows(prose_running, count), _windows(named_running, count)], axis=1
    )


def _since(marks: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Blocks since the last marked one before each block; a large number where there was none."""
    import numpy as np

    index = np.arange(len(marks))
    seen = np.maximum.accumulate(np.where(marks, index, -1000))
    before: NDArray[np.int64] = index - np.concatenate([[-1000], seen[:-1]])[: len(marks)]
    return before


def _levels(own: NDArray[np.float64], places: PlaceTable, of_block: NDArray[np.int64]) -> NDArray[np.float64]:
    """Of each container around a block: words, share of the page's prose, how much of it is prose and links, blocks."""
    import numpy as np

    count = len(own)
    flat = np.fromiter(chain.from_iterable(places.levels()), dtype=np.int64)
    extents = flat.reshape(-1, LEVELS, 2)[of_block]
    starts, stops = extents[:, :, 0], extents[:, :, 1] + 1
    words, chars = own[:, COLUMN["words"]], own[:, COLUMN["chars"]]
    linked = np.rint(own[:, COLUMN["link_share"]] * chars)
    tables = [_running(column) for column in (words, words * own[:, COLUMN["prose"]], linked, chars)]
    inside_words, prose, links, inside_chars = (table[stops] - table[starts] for table in tables)
    columns = [
        inside_words,
        prose / (tables[1][-1] or 1.0),
        prose / np.maximum(inside_words, 1),
        links / np.maximum(inside_chars, 1),
        stops - starts,
    ]
    return np.stack(columns, axis=2).reshape(count, -1)


def _siblings(own: NDArray[np.float64], places: PlaceTable, of_block: NDArray[np.int64]) -> NDArray[np.float64]:
    import numpy as np

    parents = np.array(places.parents, dtype=np.int64)[of_block] + 1
    size, prose = np.bincount(parents), np.bincount(parents, own[:, COLUMN["prose"]])
    return np.stack([np.array(places.depths)[of_block], size[parents], prose[parents]], axis=1)
