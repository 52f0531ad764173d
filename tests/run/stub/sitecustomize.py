"""Put before everything else by tests: what workers do with a page that asks for trouble in its text.

STUB=poison: pages are cleaned as ever, but a labeler loops, allocates, dies or raises where the text says so.
STUB=fast: a page is a record at once (STUB_SECONDS later), so that tests of kills are about the run alone.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from typing import Any

MODE = os.environ.get("STUB")


def misbehave(text: str) -> None:
    """Do what a page's text says."""
    if "POISON loop" in text:
        while True:
            pass
    if "POISON memory" in text:
        held = bytearray(2_000_000_000)
        sys.exit(f"got {len(held)} bytes, which a limit should have refused")
    if "POISON grow" in text:
        blocks = [bytearray(1_000_000) for _ in range(4000)]
        sys.exit(f"got {len(blocks)} MB, which a limit should have refused")
    if "POISON kill" in text:
        os.kill(os.getpid(), signal.SIGSEGV)
    if "POISON exit" in text:
        os._exit(3)
    if "POISON print" in text:
        sys.stdout.write("a library that prints\n")
        sys.stdout.flush()
    if "POISON raise" in text:
        raise ValueError("a mistake in a labeler")


def poison() -> None:
    import cleaner.second_reading as second_reading

    ordinary = second_reading.label_open_blocks

    def stub(page: Any, labels: Any) -> Any:
        misbehave(page.document.text)
        return ordinary(page, labels)

    second_reading.label_open_blocks = stub  # type: ignore[assignment]


def fast() -> None:
    import cleaner.run.tasks as tasks
    from cleaner.model import Status
    from cleaner.stages.assemble import failed_record

    def stub(page: Any, rules: Any, options: Any) -> Any:
        time.sleep(float(os.environ.get("STUB_SECONDS", "0")))
        return failed_record(page, rules.digest, Status.NOT_ARTICLE, "made by a stub")

    tasks.clean = stub  # type: ignore[attr-defined]


if MODE == "poison":
    poison()
elif MODE == "fast":
    fast()
