"""Crawls that are killed at random moments: nothing is lost, and nothing that is kept is fetched again."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from operator import attrgetter
from pathlib import Path

import pytest
from crawls import ROOT, address, command, crawl, environment, records
from news_box import Box

pytestmark = pytest.mark.slow
KILLS = 20
LONGEST_PAUSE = 4.0  # seconds of a call before it is killed: from before the first request to well into the articles
SEED = 17


def test_twenty_kills_lose_nothing_and_repeat_what_was_under_way(tmp_path: Path) -> None:
    out = tmp_path / "out"
    chance = random.Random(SEED)
    killed_at = []
    with Box(articles=10).serving() as box:
        for _ in range(KILLS):
            kill_after(chance.uniform(0.5, LONGEST_PAUSE), command(box, out, "--delay", "0.1", "--no-clean"))
            killed_at.append(time.monotonic())
        crawl(box, out)
        made = records(out / "records")
        articles = sorted(address(box, record["url"]) for record in made if record["status"] == "ok")
        assert articles == sorted(box.articles)
        asked = Counter((request.host, request.path) for request in box.log if request.status == 200)
        repeated = {place: count - 1 for place, count in asked.items() if count > 1}
        under_way = Counter(place for moment in killed_at for place in last_asked(box, moment))
        assert {place: count for place, count in repeated.items() if count > under_way[place]} == {}
        assert {request.open for request in box.log} == {1}


def last_asked(box: Box, moment: float) -> Iterator[tuple[str, str]]:
    """Host and path of each host's last request that had begun; a slow answer is logged when its reader is gone."""
    begun = sorted((request for request in box.log if request.began < moment), key=attrgetter("began"))
    yield from {request.host: (request.host, request.path) for request in begun}.values()


def kill_after(seconds: float, arguments: list[str]) -> None:
    process = subprocess.Popen(
        arguments, env=environment(), cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    time.sleep(seconds)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
