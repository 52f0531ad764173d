"""Crawls of the box, each a process of its own: Scrapy's reactor runs once in one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from news_box import AMP, OUTLETS, Box

ROOT = Path(__file__).parents[2]
LONGEST_SECONDS = 300  # a guard: a crawl of the box takes seconds


def command(box: Box, out: Path, *options: str, targets: tuple[str, ...] | None = None) -> list[str]:
    """A crawl of the box's outlets into a folder."""
    fronts = tuple(box.url(host, "/") for host in OUTLETS)
    hosts = [option for host in (*OUTLETS, AMP) for option in ("--resolve", f"{host}=127.0.0.1")]
    usual = ["--delay", "0.02", "--workers", "1", "--allow-private", "--contact", "mailto:desk@example.org"]
    return [
        sys.executable,
        "-m",
        "cleaner",
        "scrape",
        *(targets or fronts),
        "--out",
        str(out),
        *usual,
        *hosts,
        *options,
    ]


def run(arguments: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        arguments, env=environment(), cwd=ROOT, capture_output=True, text=True, timeout=LONGEST_SECONDS, check=False
    )


def environment() -> dict[str, str]:
    return os.environ | {"PYTHONPATH": str(ROOT)}


def crawl(box: Box, out: Path, *options: str, targets: tuple[str, ...] | None = None, code: int = 0) -> str:
    """Crawl to the end; what was said on the error stream."""
    done = run(command(box, out, *options, targets=targets))
    assert done.returncode == code, done.stderr
    return done.stderr


def records(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for path in sorted(folder.glob("*.jsonl")) for line in path.read_text().splitlines()]


def address(box: Box, url: str | None) -> str:
    """The address without scheme and port."""
    return (url or "").removeprefix("http://").replace(f":{box.port}", "")
