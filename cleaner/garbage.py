"""How often a process of our own, a command or a worker, looks for garbage in cycles; one of others decides itself."""

from __future__ import annotations

import atexit
import gc

# Objects between two searches. A command for one page makes 60,000, which stay; pages leave none in cycles.
THRESHOLD = 100_000


def search_seldom() -> None:
    """Search less often than Python does, and not on the way out: a fifth of a command for one page, 3 % of a run."""
    gc.set_threshold(THRESHOLD)
    atexit.register(gc.freeze)
