"""Runs that are killed, interrupted, left without disk and power at random: each must end as if nothing had been.

    python tests/run/kills.py --kills 1000 [--seed 7]

A round is one run, from nothing to its end, in one format, disturbed on the way; what it made is compared byte for
byte with an undisturbed run. Every few rounds a single file is written instead (`clean -o`, `dedup --out`): it must be
the old one or the whole new one. The seed decides what is done, not when the system does it; a failure names it.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from importlib.util import find_spec
from pathlib import Path

from runs import children, command, environment, kill, output, page, run, wait_until, write_pages

PAGES = 3000
SHARD = 250
SLOW = {"STUB_SECONDS": "0.01"}  # 15 s of work for two workers: room for kills at every stage
LONGEST_PAUSE = 2.5  # seconds between two disturbances: from before the first worker is ready to several shards later
ROUND_KILLS = 12  # then the run is left to come to its end
ORPHAN_SECONDS = 30.0  # that a worker may need to notice that its parent is dead
END_SECONDS = 120  # that a run may need to end when it is asked to
FILE_SIZES = (500, 160_000)  # RLIMIT_FSIZE: from not even _run.json to a shard
FILE_EVERY = 6  # of so many rounds one writes a single file

# Name → options. All that a run can write.
FORMATS: dict[str, tuple[str, ...]] = {
    "jsonl": ("--format", "jsonl"),
    "sqlite": ("--format", "sqlite"),
    "parquet": ("--format", "parquet"),
    "markdown": ("--format", "markdown"),
    "csv": ("--format", "csv"),
    "jsonl.gz": ("--format", "jsonl", "--compress", "gz"),
    "text": ("--format", "text"),
    "csv.zst": ("--format", "csv", "--compress", "zst"),
}
NEEDS = {"parquet": "pyarrow", "csv.zst": "zstandard"}
KILLS = ("worker", "all workers", "parent", "both")
SIGNALS = ("SIGTERM", "SIGINT", "SIGHUP")
EARLY = "a signal before the command listens"  # Python itself ends then, in its own way
TORN = 0.5  # share of kills of the parent after which the power fails as well


class Different(Exception):
    """What came out is not what an undisturbed run makes; str() says where."""


# ------------------------------------------------------------------ runs


def reference(pages: Path, folder: Path, name: str) -> dict[str, bytes]:
    """What an undisturbed run of one worker makes in a format."""
    out = folder / f"unbroken-{name}"
    if not out.exists():
        done = run(pages, "--out", out, "--workers", 1, "--shard-pages", SHARD, *FORMATS[name], stub="fast")
        assert done.returncode == 0, done.stderr
    return output(out)


def disturbed_run(pages: Path, out: Path, name: str, chance: random.Random, most: int) -> Counter[str]:
    """One run to its end, disturbed at most so often on the way; how often by what."""
    done: Counter[str] = Counter()
    arguments = (pages, "--out", out, "--workers", 2, "--shard-pages", SHARD, *FORMATS[name])
    while True:
        size = chance.randrange(*FILE_SIZES) if done.total() < most and chance.random() < 1 / 6 else None
        process = start_limited(command(*arguments), size, **SLOW)
        asked = None
        while asked is None and done.total() < most and process.poll() is None:
            time.sleep(chance.uniform(0, LONGEST_PAUSE))
            asked = strike(process, chance, done)
        _, said = process.communicate(timeout=600 if asked is None else END_SECONDS)
        wait_until_alone(out)
        if process.returncode == 0:
            return +done
        check_end(process.returncode, said.decode(), asked, size)
        done["full disk"] += process.returncode == 2
        if process.returncode == -signal.SIGKILL and chance.random() < TORN:
            done["power"] += fail_power(out, chance)


def strike(process: subprocess.Popen[bytes], chance: random.Random, done: Counter[str]) -> str | None:
    """Kill or ask to end, whoever is there; the signal's name where the process ends by itself now."""
    name = chance.choice((*KILLS, *SIGNALS))
    workers = children(process.pid)
    if process.poll() is not None:
        return None
    if name in SIGNALS:
        is_listening = listens(process.pid)
        process.send_signal(getattr(signal, name))
        done[name] += 1
        return name if is_listening else EARLY
    victims = [] if name == "parent" else workers if name == "all workers" else workers[:1]
    if name in ("parent", "both"):
        victims = [*victims, process.pid]
    done[name] += sum(map(kill, victims)) > 0
    return "SIGKILL" if process.pid in victims else None


def check_end(code: int, said: str, asked: str | None, size: int | None) -> None:
    """Whether a run that did not come to its end ended as it may: one line, no traceback, the right exit code."""
    if asked == EARLY:
        return
    number = None if asked is None else getattr(signal, asked)
    if asked in ("SIGKILL", "SIGINT") and code == -number and "Traceback" not in said:
        return  # of SIGINT during an import Python ends itself in this way
    explained = "Traceback" not in said and "cleaner: " in said
    if number is not None and code == 128 + number and (explained or not said):
        return
    if not (size is not None and code == 2 and explained and "cannot be written" in said):
        raise Different(f"exit code {code} after {asked or 'nothing'}, file size {size}: {said[-2000:]}")


def fail_power(out: Path, chance: random.Random) -> int:
    """Tear what had not been flushed to the disk: cut the end off, or leave zeros there. How many files that were."""
    torn = [path for path in unflushed(out) if path.stat().st_size]
    for path in torn:
        size = path.stat().st_size
        kept = chance.randrange(max(0, size - 5000), size)
        with path.open("rb+") as file:
            file.truncate(kept)
            if chance.random() < 0.3:
                file.truncate(size)  # zeros
    return len(torn)


def unflushed(out: Path) -> Iterator[Path]:
    """Rows of the shard being filled, parts, and the journal where its last shard is not there yet."""
    yield from (path for path in (out / ".run").glob("rows-*.jsonl"))
    yield from (path for pattern in (".*.part", ".run/*.part") for path in out.glob(pattern) if path.is_file())
    journal = out / ".run" / "journal.jsonl"
    shards = len([*out.glob("records-[0-9]*")])
    if shards and journal.exists() and len(journal.read_bytes().splitlines()) > shards:
        content = journal.read_bytes()
        journal.write_bytes(content[: content.rstrip(b"\n").rfind(b"\n") + 1 + 20])


def compare(made: dict[str, bytes], expected: dict[str, bytes]) -> None:
    """Raises Different, naming files, and rows that are lost or there twice."""
    for name in sorted(made.keys() | expected.keys()):
        got, wanted = made.get(name), expected.get(name)
        if got != wanted:
            rows, wanted_rows = Counter((got or b"").splitlines()), Counter((wanted or b"").splitlines())
            lost, more = (wanted_rows - rows).total(), (rows - wanted_rows).total()
            raise Different(f"{name}: {lost} lines lost, {more} too many of {wanted_rows.total()}")


# ------------------------------------------------------------------ single files


def file_commands(pages: Path, folder: Path) -> Iterator[list[str]]:
    """Commands that write one file; the last argument is the file."""
    cleaner = [sys.executable, "-m", "cleaner"]
    yield [*cleaner, "clean", str(pages), "--force", "-o"]
    if find_spec("datasketch") is not None:
        yield [*cleaner, "dedup", str(folder / "unbroken-jsonl"), "--force", "--out"]


def disturbed_file(writing: list[str], out: Path, chance: random.Random, expected: bytes) -> Counter[str]:
    """Write a file over an old one, and end that; the old one is there, or the new one as it is to be."""
    out.parent.mkdir(exist_ok=True)
    old = b"an older file\n"
    out.write_bytes(old)
    name = chance.choice(("parent", "full disk", *SIGNALS))
    size = chance.randrange(0, len(expected)) if name == "full disk" else None
    process = start_limited([*writing, str(out)], size, stub=None)
    time.sleep(0 if size is not None else chance.uniform(0.2, 4))
    asked = None if size is not None else "SIGKILL" if name == "parent" else name
    if asked is not None and process.poll() is None:
        is_listening = listens(process.pid)
        process.send_signal(getattr(signal, asked))
        asked = asked if is_listening or asked == "SIGKILL" else EARLY
    _, said = process.communicate(timeout=END_SECONDS)
    wait_until_alone(out)
    if process.returncode != 0:
        check_end(process.returncode, said.decode(), asked, size)
    if out.read_bytes() not in (old, expected) or (process.returncode == 0 and out.read_bytes() == old):
        raise Different(f"{out}: neither the old file nor the whole new one after {name}")
    parts = [path for path in out.parent.iterdir() if path != out]
    if parts and process.returncode > 0:
        raise Different(f"{parts[0]}: left behind after {name}")
    return Counter([name])


# ------------------------------------------------------------------ processes


def start_limited(
    arguments: list[str], size: int | None, stub: str | None = "fast", **more: str
) -> subprocess.Popen[bytes]:
    """Start a command whose files may not grow beyond a size; see runs.start()."""
    return subprocess.Popen(
        arguments,
        env=environment(stub, KILLS=str(os.getpid()), **more),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        preexec_fn=partial(_prepare, size),
    )


def _prepare(size: int | None) -> None:
    for name in SIGNALS:
        signal.signal(getattr(signal, name), signal.SIG_DFL)
    if size is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def listens(pid: int) -> bool:
    """Whether a process has asked to be told of SIGTERM."""
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return False
    caught = int(status.partition("SigCgt:")[2].split()[0], 16)
    return bool(caught >> (signal.SIGTERM - 1) & 1)


def wait_until_alone(out: Path) -> None:
    """Return when no process of the command is left. Raises Different where one stays."""
    try:
        wait_until(lambda: not orphans(), ORPHAN_SECONDS)
    except AssertionError as error:
        raise Different(f"{out}: processes {orphans()} live on without their parent") from error


def orphans() -> list[int]:
    """Processes that were started here or below, and are no zombies: those have no environment."""
    mark = f"KILLS={os.getpid()}".encode()
    found = []
    for path in Path("/proc").glob("[0-9]*/environ"):
        try:
            if mark in path.read_bytes().split(b"\0"):
                found.append(int(path.parent.name))
        except OSError:  # it has ended meanwhile, or is somebody else's
            continue
    return found


# ------------------------------------------------------------------ the campaign


def campaign(kills: int, seed: int, folder: Path, say: Callable[[str], None]) -> Counter[str]:
    """Rounds until there were so many kills. Raises Different, naming the round."""
    pages = write_pages(folder / "pages.jsonl", [page(number) for number in range(PAGES)])
    few = write_pages(folder / "few.jsonl", [page(number) for number in range(PAGES // 10)])
    formats = [name for name in FORMATS if name not in NEEDS or find_spec(NEEDS[name]) is not None]
    reference(pages, folder, "jsonl")
    files = [(writing, undisturbed_file(writing, folder)) for writing in file_commands(few, folder)]
    done: Counter[str] = Counter()
    number = 0
    while struck(done) < kills:
        number += 1
        chance = random.Random(f"{seed}-{number}")
        out = folder / f"round-{number}"
        name = formats[number % len(formats)]
        try:
            if number % FILE_EVERY == 0:
                writing, expected = files[number // FILE_EVERY % len(files)]
                name = writing[3]
                found = disturbed_file(writing, out / "out.jsonl", chance, expected)
            else:
                expected_files = reference(pages, folder, name)
                found = disturbed_run(pages, out, name, chance, min(ROUND_KILLS, kills - struck(done)))
                compare(output(out), expected_files)
        except (Different, AssertionError, subprocess.TimeoutExpired) as error:
            raise Different(f"SEED={seed}, round {number} ({name}), in {out}: {error}") from error
        done += found
        shutil.rmtree(out)
        say(f"round {number}, {name}: {listed(found)}; {struck(done)} of {kills}")
    return done


def undisturbed_file(writing: list[str], folder: Path) -> bytes:
    out = folder / f"unbroken-{writing[3]}.jsonl"
    subprocess.run([*writing, str(out)], env=environment(), check=True, capture_output=True, timeout=600)
    return out.read_bytes()


def struck(done: Counter[str]) -> int:
    """Disturbances, but for cuts of power, which come with a kill."""
    return done.total() - done["power"]


def listed(done: Counter[str]) -> str:
    return ", ".join(f"{name} {count}" for name, count in sorted(done.items())) or "undisturbed"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    given = parser.parse_args()
    say = partial(print, flush=True)
    say(f"{given.kills} kills, SEED={given.seed}")
    folder = Path(tempfile.mkdtemp(prefix="cleaner-kills-"))
    began = time.monotonic()
    try:
        done = campaign(given.kills, given.seed, folder, say)
    except Different as error:
        say(f"FAILED: {error}")
        return 1
    shutil.rmtree(folder)
    minutes = (time.monotonic() - began) / 60
    say(f"{struck(done)} disturbances ({listed(done)}), SEED={given.seed}, {minutes:.0f} minutes:")
    say("no byte different, no row lost or doubled, no process left")
    return 0


if __name__ == "__main__":
    sys.exit(main())
