"""Where a block stands in its page, as a rule would say it: a short CSS selector."""

from __future__ import annotations

from itertools import islice

from cleaner.model import Place
from cleaner.rulebook.class_names import is_lasting

MAX_CLASSES = 2  # of one element that are shown
MAX_STEPS = 4  # from the block outwards; farther off a name says little of it


def path_of(place: Place) -> str:
    """From the nearest element with a lasting id or class to the block's own: `div.story-text > p`.

    Its tag alone where no element near it has one; empty in a dump.
    """
    steps: list[str] = []
    blocks = (around for around in place.outwards() if around.tag and not around.inline)
    for around in islice(blocks, MAX_STEPS):
        name = _name_of(around)
        steps.insert(0, f"{around.tag}{name}")
        if name:
            return " > ".join(steps)
    return steps[-1] if steps else ""


def _name_of(place: Place) -> str:
    """`#id`, or its first classes; empty where none will last."""
    if is_lasting(place.id):
        return f"#{place.id}"
    classes = [name for name in place.classes.split() if is_lasting(name)]
    return "".join(f".{name}" for name in classes[:MAX_CLASSES])
