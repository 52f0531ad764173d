"""What learned rules are worth on pages they were not learned from: `python -m training.left_out FOLDER`."""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import fmean
from typing import Any

from msgspec import Struct
from rich.console import Console
from rich.table import Table

from cleaner.errors import CleanerError
from cleaner.learn.learner import learn
from cleaner.learn.lessons import read_lessons
from cleaner.model import RawPage
from cleaner.pipeline import clean
from cleaner.rulebook import Rulebook, load_rules
from cleaner.urls import host_of
from training.data_sets import read_raw, read_truths
from training.figures import best_score
from training.fold_weights import FoldWeights

SETS = ("fundus_unit_dev", "fundus_unit_more")
MIN_PAGES = 2
MAX_LOSS = 0.002  # of an outlet, against no rule


class Known(Struct, frozen=True, eq=False):
    """A page whose true text is known."""

    truth: Mapping[str, Any]
    raw: RawPage

    @property
    def name(self) -> str:
        return str(self.truth["id"])

    def f1(self, rules: Rulebook) -> float:
        """Shingle F1 of the text that the rules give."""
        score = best_score(self.truth, clean(self.raw, rules).text)
        both = score.precision + score.recall
        return 2 * score.precision * score.recall / both if both else 0.0


class Outlet(Struct, frozen=True):
    """Mean F1 over the pages of an outlet: by the general labelers; by a rule learned from its other pages alone; by
    one that was told their true texts."""

    host: str
    pages: int
    general: float
    learned: float
    told: float


def pages_by_host(data: Path, sets: Sequence[str]) -> dict[str, list[Known]]:
    """The pages of each host that has some. Raises CleanerError where a set is not there."""
    found: defaultdict[str, list[Known]] = defaultdict(list)
    for name in sets:
        for truth in read_truths(data / name):
            raw = read_raw(data / name, truth, "html")
            host = host_of(truth.get("url"))
            if raw is not None and host is not None and truth.get("text"):
                found[host.removeprefix("www.")].append(Known(truth, raw))
    return {host: pages for host, pages in sorted(found.items()) if len(pages) >= MIN_PAGES}


def leave_each_out(host: str, pages: Sequence[Known], rules: Rulebook) -> Outlet:
    """The figures of an outlet, each page left out once. rules: without those of sites."""
    texts = {page.name: page.truth["text"] for page in pages}
    rows = []
    for page in pages:
        others = [(other.name, other.raw) for other in pages if other is not page]
        learned = [_learned(host, others, truths, rules) for truths in ({}, texts)]
        rows.append([page.f1(some) for some in (rules, *learned)])
    general, alone, told = (fmean(column) for column in zip(*rows, strict=True))
    return Outlet(host, len(pages), general, alone, told)


def _learned(host: str, pages: Sequence[tuple[str, RawPage]], truths: Mapping[str, str], rules: Rulebook) -> Rulebook:
    """The rules, and what is learned from the pages."""
    lessons, left_out = read_lessons(pages, rules, truths)
    found = learn(host, lessons, left_out, rules)
    return rules if found.draft is None else rules.with_site(found.draft.yaml().encode(), host)


def main(arguments: Sequence[str] | None = None) -> int:
    """The command. Exit code 1 where a rule makes an outlet worse, 2 where the data is not there."""
    parser = argparse.ArgumentParser(
        prog="python -m training.left_out",
        description="Leave each page of an outlet out, learn a rule from its other pages, and clean the page by it.",
    )
    parser.add_argument("data", type=Path, help="folder with the data sets")
    parser.add_argument("--set", action="append", help=f"this set; may be repeated (default: {', '.join(SETS)})")
    parser.add_argument("--folds-from", type=Path, help="clean with weights that have not seen the outlet: of train")
    given = parser.parse_args(arguments)
    rules, weights, rows = load_rules(sites=False), FoldWeights(given.folds_from), []
    try:
        for host, pages in pages_by_host(given.data, given.set or SETS).items():
            with weights.unseen(pages[0].truth.get("outlet") or pages[0].name):
                rows.append(leave_each_out(host, pages, rules))
            print(f"left out {rows[-1].pages} pages of {host}", file=sys.stderr, flush=True)
    except CleanerError as error:
        print(f"left_out: {error}", file=sys.stderr)
        return 2
    Console().print(_table(rows))
    return 1 if any(row.learned < row.general - MAX_LOSS for row in rows) else 0


def _table(rows: Sequence[Outlet]) -> Table:
    table = Table("outlet", "pages", "no rule", "learned", "with true texts", title="shingle F1 of pages left out")
    for row in rows:
        mark = " fell" if row.learned < row.general - MAX_LOSS else ""
        table.add_row(row.host, str(row.pages), f"{row.general:.4f}", f"{row.learned:.4f}{mark}", f"{row.told:.4f}")
    if rows:
        means = [fmean(column) for column in zip(*((r.general, r.learned, r.told) for r in rows), strict=True)]
        table.add_row("mean", str(sum(row.pages for row in rows)), *(f"{mean:.4f}" for mean in means))
    return table


if __name__ == "__main__":
    sys.exit(main())
