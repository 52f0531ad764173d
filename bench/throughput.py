"""Time `cleaner run` with one worker and with several, beside what others would do, then on many pages, in one run.

    python -m bench.throughput --data FOLDER --pages 100000

The pages of the benchmark folder, repeated with different URLs, are written as WARC and as Parquet into a temporary
folder. First all contenders on --compare pages of them, one worker and several in turns (one, several, several, one),
so that a machine that changes its speed favours neither; then, where --pages are more, one job of several workers on
all of them, half as WARC, half as Parquet. For each: pages per second of wall clock, start-up included, and the memory
of its whole tree of processes, summed, looked at four times a second. Nobody else should use the machine meanwhile.
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
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil
import pyarrow as pa
import pyarrow.parquet as pq

SAMPLE_SECONDS = 0.25
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
    parser.add_argument("--pages", type=int, default=2000, help="of the long job; none where not more than --compare")
    parser.add_argument("--compare", type=int, default=2000, help="pages that every contender has")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--no-peers", action="store_true", help="leave out trafilatura")
    parser.add_argument("--temp", type=Path, help="where the temporary folder goes")
    options = parser.parse_args()
    kinds = list(read_pages(options.data))
    compared = min(options.pages, options.compare)
    size = statistics.fmean(len(page.body) for page in kinds)
    print(f"{len(kinds):,} different pages, mean {size / 1000:.0f} KB, {os.cpu_count()} cores; "
          f"{compared:,} to compare, {options.pages:,} in the long job\n")  # fmt: skip
    with tempfile.TemporaryDirectory(dir=options.temp) as temp:
        folder = Path(temp)
        failed = compare(folder, kinds, compared, options.workers, peers=not options.no_peers)
        if options.pages > compared:
            failed |= run_long(folder, kinds, options.pages, options.workers)
    return int(failed)


def compare(folder: Path, kinds: list[Page], count: int, workers: int, *, peers: bool) -> bool:
    """Measure all contenders; whether a limit is not held."""
    pages = lambda: itertools.islice(repeat(kinds), count)  # noqa: E731
    out = folder / "out"
    sources = {"WARC": folder / "pages.warc.gz", "Parquet": folder / "pages.parquet"}
    write_warc(sources["WARC"], pages())
    write_parquet(sources["Parquet"], pages())
    print_head()
    failed = False
    for kind, source in sources.items():
        turns: dict[int, list[Timing]] = {1: [], workers: []}
        for number in (1, workers, workers, 1):
            turns[number].append(time_run([source], out, number))
            print_row(f"cleaner run, {kind}, {in_words(number)}", turns[number][-1])
        few, many = (sum(turn.seconds for turn in turns[number]) for number in (1, workers))
        failed |= judge(f"{kind}: {few / many:.2f} times as fast as one worker", turns[workers], 2 * count)
        failed |= few / many < RATIO_FLOOR
    if peers:
        files = folder / "files"
        write_files(files, kinds, count)
        print_row(f"trafilatura's command, {in_words(workers)}", time_command(files, out, workers))
        for number in (1, workers):
            print_row(f"Pool, bare_extraction, {in_words(number)}", time_pool(files, out, number))
    return failed


def run_long(folder: Path, kinds: list[Page], count: int, workers: int) -> bool:
    """One job on all pages, half of them in each form; whether a limit is not held."""
    pages = itertools.islice(repeat(kinds), count)
    warc, parquet = folder / "many.warc.gz", folder / "many.parquet"
    write_warc(warc, itertools.islice(pages, count // 2))
    write_parquet(parquet, pages)
    timing = time_run([warc, parquet], folder / "out", workers)
    print_row(f"cleaner run, both, {in_words(workers)}", timing)
    return judge(f"{count:,} pages", [timing], count)


def judge(what: str, timings: list[Timing], pages: int) -> bool:
    """Say how it stands with the limits; whether one is not held. pages: of all the timings."""
    lost = pages - sum(timing.rows for timing in timings)
    peak = max(max(timing.memory) for timing in timings)
    print(f"  {what}, peak {peak:.0f} MB (at most {MEMORY_CEILING_MB}), {lost} pages lost\n", flush=True)
    return peak > MEMORY_CEILING_MB or lost != 0


def in_words(workers: int) -> str:
    return f"{workers} worker{'s' * (workers > 1)}"


def print_head() -> None:
    heads = f"{'pages/s':>8} {'CPU ms':>7} {'seconds':>8} {'rows':>8} {'MB peak':>8}"
    print(f"{'':34} {heads}  MB in fifths of the time", flush=True)


def print_row(name: str, timing: Timing) -> None:
    steps = " ".join(f"{statistics.median(part):.0f}" for part in split(timing.memory, 5))
    print(
        f"{name:34} {timing.rows / timing.seconds:8.1f} {1000 * timing.cpu / max(1, timing.rows):7.1f} "
        f"{timing.seconds:8.1f} {timing.rows:8,} {max(timing.memory):8.0f}  {steps}",
        flush=True,
    )


# ------------------------------------------------------------------ contenders


def time_run(sources: list[Path], out: Path, workers: int) -> Timing:
    inputs = [str(source) for source in sources]
    command = [sys.executable, "-m", "cleaner", "run", *inputs, "--out", str(out), "--workers", str(workers)]
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
    """A file for each page; the copies of a page are links to one, which no reader notices."""
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
