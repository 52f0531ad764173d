"""What came of a run, by outlet, as a table for the terminal."""

from __future__ import annotations

from collections.abc import Mapping

from rich.console import Console
from rich.table import Table
from rich.text import Text

from cleaner.run.tally import COUNTED_FIELDS, OutletTally, Tally

WIDE = 140  # columns, from which on there is room for all that was counted
MAX_OUTLETS = 20  # a screenful; --report has more
SHORT_FIELDS: Mapping[str, str] = {"photo_credits": "credits", "language": "lang"}


def show_tally(tally: Tally, console: Console) -> None:
    """Print one row per outlet, the largest first, and one for all; rates are of the pages with status `ok`.

    How often fields are filled, and who named the body, is shown where the terminal has room for it.
    """
    is_wide = console.width >= WIDE
    outlets = list(tally.by_size())
    table = Table(box=None, pad_edge=False, header_style="dim", show_footer=False)
    table.add_column("outlet", no_wrap=True, overflow="ellipsis", max_width=32)
    for name in ("pages", "ok"):
        table.add_column(name, justify="right", no_wrap=True)
    table.add_column("problems")
    table.add_column("quality", justify="right", no_wrap=True)
    if is_wide:
        for name in COUNTED_FIELDS:
            table.add_column(SHORT_FIELDS.get(name, name), justify="right", no_wrap=True)
        table.add_column("body by")

    def cells(outlet: OutletTally) -> list[str]:
        return [*_cells(outlet), *(_more_cells(outlet) if is_wide else ())]

    for key, outlet in outlets[:MAX_OUTLETS]:
        table.add_row(Text(key), *cells(outlet))
    rest = outlets[MAX_OUTLETS:]
    if rest:
        others = OutletTally()
        for _, outlet in rest:
            others.merge(outlet)
        table.add_row(Text(f"{len(rest):,} more", style="dim"), *cells(others))
    if len(outlets) > 1:
        table.add_section()
        table.add_row(Text("all", style="bold"), *cells(tally.total()))
    console.print(table)


def _cells(outlet: OutletTally) -> list[str]:
    statuses = [f"{name} {count:,}" for name, count in sorted(outlet.status.items()) if name != "ok"]
    quality = outlet.median_quality()
    return [
        f"{outlet.pages:,}",
        f"{outlet.ok:,}",
        ", ".join(statuses),
        "" if quality is None else f"{quality:.2f}",
    ]


def _more_cells(outlet: OutletTally) -> list[str]:
    return [
        *(f"{outlet.fill_rate(name):.0%}" if outlet.ok else "" for name in COUNTED_FIELDS),
        ", ".join(f"{name} {share(count, outlet.ok)}" for name, count in sorted(outlet.body_by.items())),
    ]


def share(count: float, of: float) -> str:
    """`97%`; a small share is not shown as none, nor nearly all as all."""
    rate = count / of if of else 0.0
    if 0 < rate < 0.005:
        return "<1%"
    return ">99%" if 0.995 <= rate < 1 else f"{rate:.0%}"
