"""What parts of a page a block stands beside: those that rules have named comments, its foot, lists or offers.

That a paragraph is a reader's comment is told by the heading of the comments above it, and that it is the text of a
cookie dialog by the copyright line that stands between it and the story: in a dump by nothing else.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from cleaner.labelers.block_model.main_text import MainText, between
from cleaner.model import Label, Role

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PARTS = ("comments", "foot", "lists", "offers")
PART_OF_ROLE: dict[Role, int] = {
    Role.COMMENTS: 0,
    **dict.fromkeys((Role.FOOTER, Role.COPYRIGHT, Role.CONSENT), 1),
    **dict.fromkeys((Role.RELATED, Role.POPULAR), 2),
    **dict.fromkeys((Role.SHARE, Role.NEWSLETTER, Role.PAYWALL, Role.ADVERT), 3),
}
# Of a part that goes on below a line of it, unlike a list or an offer in the middle of a story.
LASTING = frozenset(role for role, part in PART_OF_ROLE.items() if PARTS[part] in ("comments", "foot"))
OPEN = -1  # the part of a block that no rule has named, or named something else
SECTION_NAMES = tuple(f"{part}_{what}" for part in PARTS for what in ("between", "since", "until", "above"))
MAX_BETWEEN, MAX_ABOVE, FAR = 20, 40, 60  # more and farther are the same


def telling(labels: Sequence[Label | None], kept: Collection[int]) -> list[Label | None]:
    """The labels of a dump that tell of the lines around them: of the lines that are kept, and of lasting parts."""
    shown = frozenset(kept)
    return [
        label if place in shown or (label is not None and label.role in LASTING) else None
        for place, label in enumerate(labels)
    ]


def section_columns(labels: Sequence[Label | None], main: MainText) -> NDArray[np.float64]:
    """Per block SECTION_NAMES: of each part the blocks between it and the main text, those since the last one above and
    until the next one below, and all above. labels: one per block, None where no rule has named it.
    """
    import numpy as np

    parts = np.array([OPEN if label is None else PART_OF_ROLE.get(label.role, OPEN) for label in labels])
    index = np.arange(len(parts))
    columns: list[NDArray[np.generic]] = []
    for part in range(len(PARTS)):
        is_part = parts == part
        last = np.maximum.accumulate(np.where(is_part, index, -FAR))
        following = np.minimum.accumulate(np.where(is_part, index, len(parts) + FAR)[::-1])[::-1]
        columns += [
            np.minimum(between(is_part, main), MAX_BETWEEN) if main.first >= 0 else np.full(len(parts), -1.0),
            np.minimum(index - last, FAR),
            np.minimum(following - index, FAR),
            np.minimum(np.cumsum(is_part), MAX_ABOVE),
        ]
    return np.stack(columns, axis=1).astype(np.float64)
