"""Killed at any moment, a run goes on and gives the same bytes. `make kills` does so a thousand times, see kills.py."""

from __future__ import annotations

import random
import subprocess
from pathlib import Path

import pytest
from kills import (
    FORMATS,
    NEEDS,
    PAGES,
    SHARD,
    SLOW,
    Different,
    compare,
    disturbed_file,
    disturbed_run,
    file_commands,
    reference,
    undisturbed_file,
)
from runs import children, command, environment, kill, output, page, run, start, wait_until, write_pages

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="looks for workers in /proc"),
]


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_pages(tmp_path_factory.mktemp("kills") / "pages.jsonl", [page(n) for n in range(PAGES)])


@pytest.mark.parametrize(
    ("name", "kills"), [("jsonl", 20), ("sqlite", 8), ("parquet", 6), ("markdown", 6), ("csv", 4), ("jsonl.gz", 4)]
)
def test_output_is_the_same_whatever_is_killed(pages: Path, tmp_path: Path, name: str, kills: int) -> None:
    assert name in FORMATS
    if name in NEEDS:
        pytest.importorskip(NEEDS[name], reason="needs an extra")
    chance = random.Random(name)
    done = attempts = 0
    while done < kills:
        attempts += 1
        out = tmp_path / f"broken-{attempts}"
        done += disturbed_run(pages, out, name, chance, kills - done).total()
        compare(output(out), reference(pages, tmp_path, name))


@pytest.mark.parametrize("number", range(3))
def test_single_file_is_the_old_one_or_the_whole_new_one(tmp_path: Path, number: int) -> None:
    few = write_pages(tmp_path / "few.jsonl", [page(n) for n in range(50)])
    writing = next(file_commands(few, tmp_path))
    expected = undisturbed_file(writing, tmp_path)
    disturbed_file(writing, tmp_path / "out" / "out.jsonl", random.Random(number), expected)


def test_lost_and_doubled_rows_are_found() -> None:
    compare({"a": b"1\n2\n"}, {"a": b"1\n2\n"})
    for made in ({"a": b"1\n"}, {"a": b"1\n2\n2\n"}, {"a": b"2\n1\n"}, {}, {"a": b"1\n2\n", "b": b""}):
        with pytest.raises(Different):
            compare(made, {"a": b"1\n2\n"})


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
