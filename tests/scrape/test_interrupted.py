"""A crawl on a terminal: the table it shows, and that an interrupted one ends soon, keeps what it has, and goes on."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import time
from pathlib import Path

import pytest
from crawls import LONGEST_SECONDS, ROOT, address, command, crawl, environment, records
from news_box import TIMES, Box

pytestmark = pytest.mark.slow
STEP_SECONDS = 0.05
INTERRUPTED = 130


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_interrupted_crawl_goes_on(box: Box, tmp_path: Path, sent: signal.Signals) -> None:
    out = tmp_path / "out"
    targets = (box.url(TIMES, "/"),)
    process = subprocess.Popen(
        command(box, out, "--delay", "0.5", targets=targets),
        env=environment(), cwd=ROOT, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    deadline = time.monotonic() + LONGEST_SECONDS
    while not any(request.path.startswith("/2026/") for request in box.log) and time.monotonic() < deadline:
        time.sleep(STEP_SECONDS)
    process.send_signal(sent)
    _, said = process.communicate(timeout=LONGEST_SECONDS)
    assert (process.returncode, "the same command goes on" in said) == (INTERRUPTED, True), said
    crawl(box, out, targets=targets)
    found = [address(box, record["url"]) for record in records(out / "records") if record["status"] == "ok"]
    assert sorted(found) == sorted(place for place in box.articles if place.startswith(TIMES))
    assert {request.open for request in box.log} == {1}


def test_terminal_shows_a_table_by_host(box: Box, tmp_path: Path) -> None:
    reader, writer = pty.openpty()
    process = subprocess.Popen(
        command(box, tmp_path / "out", "--delay", "0.3", "--no-clean", targets=(box.url(TIMES, "/"),)),
        env=environment() | {"COLUMNS": "120", "TERM": "xterm"}, cwd=ROOT, stderr=writer,
    )  # fmt: skip
    os.close(writer)
    shown = b""
    try:
        while part := os.read(reader, 1 << 16):
            shown += part
    except OSError:  # what reading gives when the other side has closed it
        pass
    os.close(reader)
    assert process.wait(LONGEST_SECONDS) == 0
    assert all(name in shown for name in (b"host", b"queued", b"articles", b"next request", TIMES.encode()))
