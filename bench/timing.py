"""Time clean() against trafilatura on real pages: one run, alternating calls, so that machine noise hits all alike.

    python -m bench.timing --data FOLDER [--sets fundus_unit_dev,wcxb_dev] [--pages 150] [--rounds 3] [--against REV]

FOLDER/SET/truth.jsonl (id, and of the body: its text, or `with`, snippets of it) and FOLDER/SET/pages/ID.html.gz.
Pages with a true body are taken in equal numbers from the sets and evenly within each. Three contenders, their
order changing from page to page: trafilatura.bare_extraction(with_metadata=True), clean() with general labelers,
clean() with a rule that names the body. The rules are written for the run: per page, the smallest element that holds
the true text. Rules are loaded and all imports done before the clock starts. A round goes through all pages, so memo
caches meet a page as a batch would.

With --against, clean() of this checkout and of another commit or checkout instead, each in a process of its own, page
by page in turn: what slows the machine down for a while slows both. With --few-sites, the other is this checkout with
so many of its site rules, all of them loaded in both: pages and starts may not take longer with more.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import html
from trafilatura import bare_extraction

from bench.checkouts import ROOT, CheckoutError, Worker, checkout, with_few_sites
from bench.start_up import print_start_turns, print_start_up
from cleaner import RawPage, clean, load_rules

WORD = re.compile(r"\w+")
KEPT = 0.9  # share of the true words an element must hold to be the body
STEADY = re.compile(r"[A-Za-z][\w-]*")  # class and id tokens that can stand in a selector as they are

# What this project aims at: of trafilatura's median. README says what is measured.
LIMITS = {"general": 0.6, "rule": 0.35}
MEMORY_SCRIPT = """
import gzip, sys
from cleaner import RawPage, clean, load_rules
rules = load_rules()
for path in sys.stdin.read().split("\\n"):
    clean(RawPage(body=gzip.open(path).read(), kind="html"), rules)
"""


@dataclass(frozen=True, slots=True)
class BenchPage:
    """One page. url: made up, a host of its own for each, so that each can have a rule of its own."""

    path: Path
    url: str
    body: bytes
    truth: str


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--data", type=Path, required=True, help="folder of the sets")
    parser.add_argument("--sets", help="comma-separated; default: all that have pages")
    parser.add_argument("--pages", type=int, default=150)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--against", help="a revision, or the folder of another checkout")
    parser.add_argument("--few-sites", type=int, metavar="N", help="against this checkout with N of its site rules")
    given = parser.parse_args()
    if not given.data.is_dir():
        print(f"{given.data}: no such folder; set CLEANER_BENCH to a folder of sets with truth.jsonl and pages/")
        return 2
    found = (path.parent.name for path in sorted(given.data.glob("*/truth.jsonl")))
    sets = given.sets.split(",") if given.sets else list(found)
    pages = list(take_pages(given.data, sets, given.pages))
    if not pages:
        print(f"{given.data}: no pages in {', '.join(sets) or 'it'}")
        return 2
    size = statistics.median(len(page.body) for page in pages) / 1024
    used = sorted({page.path.parts[-3] for page in pages})
    print(f"{len(pages)} pages from {', '.join(used)}; median size {size:.0f} KB")
    if given.against:
        try:
            with checkout(given.against) as other:
                print_turns(time_turns(pages, other, given.rounds, "--no-sites"), given.against)
        except CheckoutError as error:
            parser.error(str(error))
        return 0
    if given.few_sites:
        with with_few_sites(given.few_sites) as few:
            print_turns(time_turns(pages, few, given.rounds), f"with {given.few_sites} site rules")
            print_start_turns(few)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        write_rules(pages, Path(folder) / "sites")
        taken, named = time_calls(pages, Path(folder), given.rounds)
        print_times(taken, named)
    print_start_up(pages[0].body)
    print_memory(pages)
    return 0


def take_pages(data: Path, sets: list[str], count: int) -> Iterator[BenchPage]:
    """count pages in equal numbers from the sets; what a small set lacks, larger ones give. Evenly spaced in each."""
    number = 0
    sets_by_size = sorted((rows for name in sets if (rows := read_truths(data / name))), key=len)
    for place, rows in enumerate(sets_by_size):
        share = min(len(rows), (count - number) // (len(sets_by_size) - place))
        for index in range(share):
            path, truth = rows[index * len(rows) // share]
            yield BenchPage(path, f"https://p{number:03}.example.com/story", gzip.decompress(path.read_bytes()), truth)
            number += 1


def read_truths(folder: Path) -> list[tuple[Path, str]]:
    """Page and true words of every page of a set that has them."""
    with (folder / "truth.jsonl").open(encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    truths = ((row["id"], row.get("text") or " ".join(row.get("with") or [])) for row in rows)
    return [(folder / "pages" / f"{name}.html.gz", truth) for name, truth in truths if WORD.search(truth)]


def write_rules(pages: list[BenchPage], folder: Path) -> None:
    """A rule file per page that names its body."""
    folder.mkdir()
    for page in pages:
        host = page.url.split("/")[2]
        layout = {"name": "bench", "body": {"css": [body_selector(page)]}}
        rule = {"rule": 1, "site": host, "version": 1, "match": {"hosts": [host]}, "layouts": [layout]}
        (folder / f"{host}.yaml").write_text(json.dumps(rule), encoding="utf-8")  # JSON is YAML


def body_selector(page: BenchPage) -> str:
    """CSS of the smallest element with nearly all of the true words."""
    wanted = Counter(WORD.findall(page.truth))
    root = html.document_fromstring(page.body)
    element = root if root.body is None else root.body
    floor = KEPT * held(element, wanted)
    while True:
        inner = next((child for child in element if isinstance(child.tag, str) and held(child, wanted) >= floor), None)
        if inner is None:
            return selector_of(element)
        element = inner


def held(element: html.HtmlElement, wanted: Counter[str]) -> int:
    return sum((wanted & Counter(WORD.findall(" ".join(element.itertext())))).values())


def selector_of(element: html.HtmlElement) -> str:
    """tag#id or tag.class as a person would write it where that is unique on the page, else the path of positions."""
    root = element.getroottree().getroot()
    names = [f"#{element.get('id')}"] if STEADY.fullmatch(element.get("id") or "") else []
    names += [f".{token}" for token in (element.get("class") or "").split() if STEADY.fullmatch(token)]
    for selector in (element.tag, *(element.tag + name for name in names)):
        if len(root.cssselect(selector)) == 1:
            return str(selector)
    steps = []
    while element.getparent() is not None and element.tag != "body":
        same = [child for child in element.getparent() if child.tag == element.tag]
        steps.append(f"{element.tag}:nth-of-type({same.index(element) + 1})")
        element = element.getparent()
    return " > ".join(["body", *reversed(steps)])


def time_calls(pages: list[BenchPage], folder: Path, rounds: int) -> tuple[dict[str, list[float]], int]:
    """Milliseconds per contender, one figure per page: the median of the rounds; and how many bodies a rule named."""
    general, ruled = load_rules(sites=False), load_rules(folder)
    contenders: dict[str, Callable[[BenchPage], object]] = {
        "trafilatura": lambda page: bare_extraction(page.body, url=page.url, with_metadata=True),
        "general": lambda page: clean(RawPage(body=page.body, url=page.url), general),
        "rule": lambda page: clean(RawPage(body=page.body, url=page.url), ruled),
    }
    # every import, rule file and selector is loaded before the clock starts
    named = sum(clean(RawPage(body=page.body, url=page.url), ruled).tool.body_by == "rule" for page in pages)
    contenders["general"](pages[0])
    contenders["trafilatura"](pages[0])

    def timed(name: str, page: BenchPage) -> float:
        started = time.perf_counter()
        contenders[name](page)
        return time.perf_counter() - started

    return in_turn(pages, list(contenders), rounds, timed), named


def in_turn(
    pages: list[BenchPage], names: list[str], rounds: int, timed: Callable[[str, BenchPage], float]
) -> dict[str, list[float]]:
    """Milliseconds per contender and page, the median of the rounds; who is first changes from page to page."""
    times: dict[str, list[list[float]]] = {name: [[] for _ in pages] for name in names}
    for turn in range(rounds):
        for number, page in enumerate(pages):
            first = (number + turn) % len(names)
            for name in names[first:] + names[:first]:
                times[name][number].append(timed(name, page) * 1000)
    return {name: [statistics.median(of_page) for of_page in times[name]] for name in names}


def time_turns(pages: list[BenchPage], other: Path, rounds: int, *options: str) -> dict[str, list[float]]:
    """Milliseconds per page `here` and `there`, by a process of this checkout and one of the other."""
    with Worker(ROOT, *options) as here, Worker(other, *options) as there:
        workers = {"here": here, "there": there}

        def timed(name: str, page: BenchPage) -> float:
            workers[name].ask({"path": str(page.path), "url": page.url, "kind": "html"})
            seconds: float = workers[name].answer()["seconds"]
            return seconds

        for name in workers:  # what the first page imports is not timed
            timed(name, pages[0])
        return in_turn(pages, list(workers), rounds, timed)


HEAD = f"{'ms per page':32} {'median':>8} {'mean':>8} {'p95':>8} {'p99':>8}"


def row(label: str, values: list[float]) -> str:
    times = sorted(values)
    late, latest = (times[int(share * (len(times) - 1))] for share in (0.95, 0.99))
    return f"{label:32} {statistics.median(times):8.2f} {statistics.fmean(times):8.2f} {late:8.2f} {latest:8.2f}"


def print_turns(taken: dict[str, list[float]], against: str) -> None:
    here, there = taken["here"], taken["there"]
    print(f"\n{HEAD}")
    print(row("this checkout", here))
    print(row(against, there))
    medians = statistics.median(here) / statistics.median(there)
    print(f"this checkout takes {medians:.3f} of the other's median, {sum(here) / sum(there):.3f} of its sum")


def print_times(taken: dict[str, list[float]], named: int) -> None:
    base = statistics.median(taken["trafilatura"])
    print(f"\n{HEAD} {'of trafilatura':>15}")
    labels = {
        "trafilatura": "trafilatura, with metadata",
        "general": "clean(), general labelers",
        "rule": f"clean(), rule names {named} bodies",
    }
    for name, label in labels.items():
        limit = f"  (aim {LIMITS[name]})" if name in LIMITS else ""
        print(f"{row(label, taken[name])} {statistics.median(taken[name]) / base:14.2f}×{limit}")


def print_memory(pages: list[BenchPage]) -> None:
    paths = "\n".join(str(page.path) for page in pages)
    subprocess.run([sys.executable, "-c", MEMORY_SCRIPT], input=paths, text=True, check=True)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024  # KB on Linux
    print(f"\n{'peak memory, all pages':32} {peak:8.0f} MB")


if __name__ == "__main__":
    sys.exit(main())
