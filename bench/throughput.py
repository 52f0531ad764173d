"""Time `cleaner run` on many pages with one worker and with several, beside what others would do, in one run.

    python bench/throughput.py --data FOLDER --pages 3000

The pages of the benchmark folder, repeated with different URLs, are written as WARC and as Parquet into a temporary
folder. For each contender: pages per second of wall clock, start-up included, and the memory of its whole tree of
processes, summed, looked at four times a second. Nobody else should use the machine meanwhile.
"""

from __future__ import annotations

import argparse
import contextlib
import gzip
import io
import itertools
import json
import multiprocessing
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil
import pyarrow as pa
import pyarrow.parquet as pq

SAMPLE_SECONDS = 0.25
WARM_UP_SHARE = 0.2  # of a contender's time: memory after it should stay as it is
ROW_GROUP = 500
MEGABYTE = 1_000_000
RATIO_FLOOR = 1.8
MEMORY_CEILING_MB = 1200


@dataclass(frozen=True, slots=True)
class Page:
    url: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Timing:
    """seconds: wall clock; cpu: seconds of all cores. memory: MB of the whole tree, four times a second.

    rows: what came out.
    """

    seconds: float
    cpu: float
    memory: list[float]
    rows: int


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True, help="folder of sets with truth.jsonl and pages/")
    parser.add_argument("--pages", type=int, default=3000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--no-peers", action="store_true", help="leave out trafilatura")
    parser.add_argument("--temp", type=Path, help="where the temporary folder goes")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.temp) as temp:
        folder = Path(temp)
        kinds = list(read_pages(options.data))
        pages = lambda: itertools.islice(repeat(kinds), options.pages)  # noqa: E731
        warc, parquet = folder / "pages.warc.gz", folder / "pages.parquet"
        write_warc(warc, pages())
        write_parquet(parquet, pages())
        size = statistics.fmean(len(page.body) for page in kinds)
        print(f"{options.pages:,} pages ({len(kinds):,} different ones, mean {size / 1000:.0f} KB), "
              f"{os.cpu_count()} cores\n")  # fmt: skip
        few, many = (f"{count} worker{'s' * (count > 1)}" for count in (1, options.workers))
        runs = {
            f"cleaner run, WARC, {few}": lambda: time_run(warc, folder / "out", 1),
            f"cleaner run, WARC, {many}": lambda: time_run(warc, folder / "out", options.workers),
            f"cleaner run, Parquet, {few}": lambda: time_run(parquet, folder / "out", 1),
            f"cleaner run, Parquet, {many}": lambda: time_run(parquet, folder / "out", options.workers),
        }
        if not options.no_peers:
            files = folder / "files"
            write_files(files, kinds, options.pages)
            runs |= {
                f"trafilatura's command, {many}": lambda: time_command(files, folder / "out", options.workers),
                f"Pool, bare_extraction, {few}": lambda: time_pool(files, folder / "out", 1),
                f"Pool, bare_extraction, {many}": lambda: time_pool(files, folder / "out", options.workers),
            }
        return report(measure(runs), options.pages, few, many)


def measure(runs: dict[str, Callable[[], Timing]]) -> dict[str, Timing]:
    heads = f"{'pages/s':>8} {'CPU ms':>7} {'seconds':>8} {'rows':>8} {'MB peak':>8}"
    print(f"{'':34} {heads}  MB in fifths of the time")
    timings = {}
    for name, run in runs.items():
        timing = timings[name] = run()
        steps = [statistics.median(part) for part in split(timing.memory, 5)]
        print(
            f"{name:34} {timing.rows / timing.seconds:8.1f} {1000 * timing.cpu / max(1, timing.rows):7.1f} "
            f"{timing.seconds:8.1f} {timing.rows:8,} "
            f"{max(timing.memory):8.0f}  {' '.join(f'{step:.0f}' for step in steps)}",
            flush=True,
        )
    return timings


def report(timings: dict[str, Timing], pages: int, few: str, many: str) -> int:
    """Say how it stands with the limits; 1 where one is not held."""
    failed = False
    print()
    for kind in ("WARC", "Parquet"):
        one, more = timings[f"cleaner run, {kind}, {few}"], timings[f"cleaner run, {kind}, {many}"]
        ratio = one.seconds / more.seconds
        lost = pages - more.rows
        peak = max(more.memory)
        failed |= ratio < RATIO_FLOOR or peak > MEMORY_CEILING_MB or lost != 0
        print(f"{kind}: {many} {ratio:.2f} times as fast as {few} (at least {RATIO_FLOOR}), peak {peak:.0f} MB "
              f"(at most {MEMORY_CEILING_MB}), {lost} pages lost")  # fmt: skip
    return int(failed)


# ------------------------------------------------------------------ contenders


def time_run(source: Path, out: Path, workers: int) -> Timing:
    command = [sys.executable, "-m", "cleaner", "run", str(source), "--out", str(out), "--workers", str(workers)]
    watched = watch(subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
    rows = 0
    for path in out.glob("records-*.jsonl"):
        with path.open("rb") as file:
            rows += sum(1 for _ in file)
    shutil.rmtree(out)
    return Timing(*watched, rows)


def time_command(files: Path, out: Path, workers: int) -> Timing:
    arguments = ("--input-dir", files, "--output-dir", out, "--json", "--with-metadata", "--parallel", workers)
    command = [sys.executable, "-m", "trafilatura.cli", *map(str, arguments)]
    out.mkdir()
    watched = watch(subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
    rows = sum(1 for path in out.rglob("*") if path.is_file())
    shutil.rmtree(out)
    return Timing(*watched, rows)


def time_pool(files: Path, out: Path, workers: int) -> Timing:
    """What one writes in ten lines: a pool around bare_extraction, results as JSON lines, in order."""
    process = multiprocessing.get_context("spawn").Process(target=run_pool, args=(files, out, workers))
    process.start()
    watched = watch(process)
    with out.open("rb") as file:
        rows = sum(1 for _ in file)
    out.unlink()
    return Timing(*watched, rows)


def run_pool(files: Path, out: Path, workers: int) -> None:
    paths = sorted(files.rglob("*.html"))
    with multiprocessing.get_context("spawn").Pool(workers) as pool, out.open("w", encoding="utf-8") as sink:
        for line in pool.imap(extract, paths, chunksize=8):
            sink.write(line + "\n")


def extract(path: Path) -> str:
    from trafilatura import bare_extraction

    found = bare_extraction(path.read_bytes(), with_metadata=True)
    return json.dumps(found.as_dict() if found is not None else {}, default=str)


def watch(
    process: subprocess.Popen[bytes] | multiprocessing.process.BaseProcess,
) -> tuple[float, float, list[float]]:
    """Wall seconds until the process ends, CPU seconds, and the memory of its tree in MB on the way."""
    started, used = time.perf_counter(), cpu_seconds()
    assert process.pid is not None
    tree = psutil.Process(process.pid)
    memory = [0.0]
    wait = process.wait if isinstance(process, subprocess.Popen) else process.join
    while True:
        with contextlib.suppress(subprocess.TimeoutExpired):
            wait(timeout=SAMPLE_SECONDS)
        if (process.poll() if isinstance(process, subprocess.Popen) else process.exitcode) is not None:
            return time.perf_counter() - started, cpu_seconds() - used, memory
        memory.append(tree_bytes(tree) / MEGABYTE)


def cpu_seconds() -> float:
    """What processes that have ended have used; those that a contender starts end before it does."""
    taken = resource.getrusage(resource.RUSAGE_CHILDREN)
    return taken.ru_utime + taken.ru_stime


def split(values: list[float], parts: int) -> list[list[float]]:
    """The values in so many parts of equal length, in order; a part is never empty."""
    size = len(values) / parts
    return [values[int(part * size) : int((part + 1) * size)] or values[-1:] for part in range(parts)]


def tree_bytes(process: psutil.Process) -> int:
    """Resident memory of a process and all below it, what they share counted for each of them."""
    taken = 0
    for one in (process, *process.children(recursive=True)):
        try:
            taken += one.memory_info().rss
        except psutil.Error:  # it has ended meanwhile
            continue
    return taken


# ------------------------------------------------------------------ pages


def read_pages(data: Path) -> Iterator[Page]:
    """Each page of each set once."""
    for truth in sorted(data.glob("*/truth.jsonl")):
        for line in truth.read_text(encoding="utf-8").split("\n"):
            if not line:
                continue
            row = json.loads(line)
            path = truth.parent / "pages" / f"{row['id']}.html.gz"
            if path.exists():
                yield Page(row.get("url") or f"https://{truth.parent.name}.example/{row['id']}", unpack(path))


def unpack(path: Path) -> bytes:
    return gzip.decompress(path.read_bytes())


def repeat(kinds: list[Page]) -> Iterator[Page]:
    """The pages over and over, each time with URLs of their own."""
    for turn in itertools.count():
        for page in kinds:
            mark = "&" if "?" in page.url else "?"
            yield Page(f"{page.url}{mark}copy={turn}", page.body)


def write_warc(path: Path, pages: Iterator[Page]) -> None:
    head = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"
    with path.open("wb") as file:
        for number, page in enumerate(pages):
            block = head.encode() + page.body
            fields = {
                "WARC-Type": "response",
                "WARC-Record-ID": f"<urn:uuid:00000000-0000-0000-0000-{number:012}>",
                "WARC-Date": "2026-11-01T12:00:00Z",
                "WARC-Target-URI": page.url,
                "Content-Type": "application/http; msgtype=response",
                "Content-Length": str(len(block)),
            }
            lines = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
            buffer = io.BytesIO()
            with gzip.GzipFile(fileobj=buffer, mode="wb", compresslevel=1, mtime=0) as member:
                member.write(f"WARC/1.0\r\n{lines}\r\n".encode() + block + b"\r\n\r\n")
            file.write(buffer.getvalue())


def write_parquet(path: Path, pages: Iterator[Page]) -> None:
    schema = pa.schema([("url", pa.string()), ("html", pa.binary())])
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        while group := list(itertools.islice(pages, ROW_GROUP)):
            columns = [[page.url for page in group], [page.body for page in group]]
            writer.write_batch(pa.RecordBatch.from_arrays([pa.array(one) for one in columns], schema=schema))


def write_files(folder: Path, kinds: list[Page], count: int) -> None:
    """A file for each page; the copies of a page are links to one, which a reader cannot tell."""
    for number in range(count):
        path = folder / f"{number // 1000:04}" / f"{number:08}.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        if number < len(kinds):
            path.write_bytes(kinds[number].body)
        else:
            first = number % len(kinds)
            path.hardlink_to(folder / f"{first // 1000:04}" / f"{first:08}.html")


if __name__ == "__main__":
    sys.exit(main())
