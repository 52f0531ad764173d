"""What blocks that are made alike are like together: the items of a list, the paragraphs of a text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaner.labelers.block_model.measures import COLUMN

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def like_columns(own: NDArray[np.float64], kinds: NDArray[np.int64]) -> NDArray[np.float64]:
    """Of the blocks made alike, and of the run of such blocks a block stands in: how many, how wordy, how linked."""
    import numpy as np

    words, links = own[:, COLUMN["words"]], own[:, COLUMN["link_share"]]
    prose = words * own[:, COLUMN["prose"]]
    size, all_words, all_prose, all_links = (np.bincount(kinds, weights) for weights in (None, words, prose, links))
    edge = np.ones(len(kinds), dtype=bool)
    edge[1:] = kinds[1:] != kinds[:-1]
    run = np.cumsum(edge) - 1
    run_size, run_links = np.bincount(run), np.bincount(run, links)
    columns = [
        size[kinds],
        (all_words / np.maximum(size, 1))[kinds],
        (all_prose / np.maximum(all_words, 1))[kinds],
        (all_links / np.maximum(size, 1))[kinds],
        all_prose[kinds] / (prose.sum() or 1.0),
        run_size[run],
        (run_links / np.maximum(run_size, 1))[run],
    ]
    return np.stack(columns, axis=1)
