"""Killed at any moment, a run goes on and gives the same bytes."""

from __future__ import annotations

import random
import subprocess
import time
from pathlib import Path

import pytest
from runs import children, command, environment, kill, output, page, run, start, wait_until, write_pages

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="looks for workers in /proc"),
]

PAGES = 3000
SHARD = 250
SLOW = {"STUB_SECONDS": "0.01"}  # 15 s of work for two workers: room for kills at every stage
LONGEST_PAUSE = 2.5  # seconds between kills: from before the first worker is ready to several shards later


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_pages(tmp_path_factory.mktemp("kills") / "pages.jsonl", [page(n) for n in range(PAGES)])


@pytest.mark.parametrize(
    ("format_name", "kills", "seed"),
    [("jsonl", 50, 1), ("sqlite", 8, 2), ("parquet", 5, 3), ("markdown", 5, 4)],
)
def test_output_is_the_same_whatever_is_killed(
    pages: Path, tmp_path: Path, format_name: str, kills: int, seed: int
) -> None:
    if format_name == "parquet":
        pytest.importorskip("pyarrow", reason="needs the extra [parquet]")
    chance = random.Random(seed)
    options = ("--format", format_name, "--shard-pages", SHARD)
    unbroken = run(pages, "--out", tmp_path / "unbroken", "--workers", 1, *options, stub="fast")
    assert unbroken.returncode == 0, unbroken.stderr
    expected = output(tmp_path / "unbroken")
    done = attempts = 0
    while done < kills:
        attempts += 1
        out = tmp_path / f"broken-{attempts}"
        done += run_with_kills(pages, out, options, chance, kills - done)
        assert output(out) == expected


def run_with_kills(pages: Path, out: Path, options: tuple[object, ...], chance: random.Random, kills: int) -> int:
    """One run to its end, killed at most so often on the way; how often it was."""
    done = 0
    while True:
        process = start(pages, "--out", out, "--workers", 2, *options, stub="fast", **SLOW)
        while done < kills and process.poll() is None:
            time.sleep(chance.uniform(0, LONGEST_PAUSE))
            done += strike(process, chance)
        _, told = process.communicate(timeout=300)
        if process.returncode == 0:
            return done
        assert process.returncode == -9, told.decode()


def strike(process: subprocess.Popen[bytes], chance: random.Random) -> int:
    """Kill a worker, the parent, or both, if they are there; how many kills that were."""
    target = chance.choice(["worker", "parent", "both"])
    workers = children(process.pid)
    victims = chance.sample(workers, min(len(workers), 1)) if target != "parent" else []
    if target != "worker":
        victims.append(process.pid)
    if process.poll() is not None:
        return 0
    return int(sum(map(kill, victims)) > 0)


def test_workers_end_when_their_parent_is_killed(pages: Path, tmp_path: Path) -> None:
    process = start(pages, "--out", tmp_path / "out", "--workers", 2, stub="fast", **SLOW)
    wait_until(lambda: len(children(process.pid)) == 2)
    workers = children(process.pid)
    kill(process.pid)
    process.communicate()
    wait_until(lambda: not any(Path(f"/proc/{worker}").exists() for worker in workers))


def test_interrupt_ends_cleanly_and_is_gone_on_with(pages: Path, tmp_path: Path) -> None:
    process = start(pages, "--out", tmp_path / "out", "--shard-pages", SHARD, stub="fast", **SLOW)
    wait_until(lambda: len(output(tmp_path / "out")) >= 2)
    workers = children(process.pid)
    process.send_signal(2)
    _, told = process.communicate(timeout=60)
    assert (process.returncode, "Traceback" in told.decode()) == (130, False)
    assert "the same command goes on from there" in told.decode()
    assert not any(Path(f"/proc/{worker}").exists() for worker in workers)
    again = run(pages, "--out", tmp_path / "out", "--shard-pages", SHARD, stub="fast")
    assert (again.returncode, "going on after" in again.stderr) == (0, True)
    run(pages, "--out", tmp_path / "unbroken", "--shard-pages", SHARD, stub="fast")
    assert output(tmp_path / "out") == output(tmp_path / "unbroken")


def test_full_disk_is_one_line_and_the_run_goes_on_when_there_is_room(pages: Path, tmp_path: Path) -> None:
    limited = subprocess.run(
        ["bash", "-c", 'ulimit -f 300; exec "$@"', "bash", *command(pages, "--out", tmp_path / "out")],
        env=environment("fast"), capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    assert limited.returncode == 2
    assert "cannot be written: File too large; the same command goes on from there" in limited.stderr
    assert "Traceback" not in limited.stderr
    assert run(pages, "--out", tmp_path / "out", stub="fast").returncode == 0
    run(pages, "--out", tmp_path / "unbroken", stub="fast")
    assert output(tmp_path / "out") == output(tmp_path / "unbroken")
