"""What came of a run, by outlet, as one HTML page with charts that needs nothing else."""

from __future__ import annotations

import base64
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from cleaner.model import Status
from cleaner.report.markup import escape, resource
from cleaner.report.run_table import share
from cleaner.run.tally import COUNTED_FIELDS, QUALITY_STEPS, OutletTally, Tally
from cleaner.text import counted, listed

HEAD_CHARS = 1000  # the run's mark is among them
MAX_OUTLETS = 500  # rows of the table; more is a job for the records themselves
BINS = 20  # of the quality histogram: one for each 0.05
BAR_WIDTH, BAR_HEIGHT = 1000, 22
CHART_WIDTH, CHART_HEIGHT = 1000, 160
BODY_LABELERS = ("rule", "trafilatura", "lines", "block-model", "nobody")
STATUSES = tuple(status.value for status in Status)
SHOWN_OUTLETS = 30  # the others are folded
WORST_ORDER = (
    "Texts with a flag against them, pages of another status, then the lowest scores; "
    "a score alone is no reason where a site’s rule names the body."
)
POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'"


class WorstPage(NamedTuple):
    """A page to look at first. why: its status and flags; explanation: its address beside the report, or empty."""

    name: str
    outlet: str
    title: str
    score: float
    why: str = ""
    explanation: str = ""


def render_run(
    tally: Tally, *, out: Path, title: str, left_out: Mapping[str, int], worst: Sequence[WorstPage] = ()
) -> str:
    """The whole page. out: the run's folder; title: what was read; worst: the pages to look at first.

    Nothing is loaded, and no script runs but its own; dark where the reader's screen is.
    """
    style, script = resource("run.css"), resource("run.js")
    digest = base64.b64encode(sha256(script.encode("utf-8")).digest()).decode("ascii")
    total = tally.total()
    parts = (
        '<!doctype html>\n<html lang="en">\n<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY.format(digest=digest)}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        _mark(out),
        f"<title>{escape(title)} – run</title>\n<style>{style}</style>\n<main>",
        f"<h1>{escape(title)}</h1>",
        *_tiles(tally, total),
        *_left_out(left_out),
        "<h2>Status of all pages</h2>",
        *_stack(total.status, STATUSES, total.pages),
        "<h2>Who named the body</h2><p>Of the pages with status ok.</p>",
        *_stack(total.body_by, BODY_LABELERS, total.ok),
        "<h2>Quality</h2><p>How sure the body is, 0 to 1; pages with status ok.</p>",
        _histogram(total.quality),
        "<h2>By outlet</h2><p>Rates and labelers are of the pages with status ok.</p>",
        *_table(tally, total),
        *_worst(worst),
        f"</main>\n<script>{script}</script>\n</html>\n",
    )
    return "\n".join(parts)


def _worst(worst: Sequence[WorstPage]) -> Iterator[str]:
    """The pages to look at first, with links to their explanations."""
    if not worst:
        return
    yield f"<h2>Pages to look at first</h2><p>{WORST_ORDER}</p>"
    yield '<div class="scroll"><table class="worst"><thead><tr>'
    yield "".join(f'<th scope="col">{name}</th>' for name in ("page", "outlet", "title", "why", "quality"))
    yield "</tr></thead><tbody>"
    for page in worst:
        name = escape(page.name)
        link = f'<a href="{escape(quote(page.explanation))}">{name}</a>' if page.explanation else name
        cells = f'<td>{escape(page.outlet)}</td><td dir="auto">{escape(page.title)}</td><td>{escape(page.why)}</td>'
        cells += f"<td>{page.score:.2f}</td>"
        yield f'<tr><th scope="row">{link}</th>{cells}</tr>'
    yield "</tbody></table></div>"


def is_report_of(path: Path, out: Path) -> bool:
    """Whether a file is a report of the run in a folder, which a later report of that run may replace."""
    try:
        with path.open(encoding="utf-8", errors="replace") as file:
            return _mark(out) in file.read(HEAD_CHARS)
    except OSError:
        return False


def _mark(out: Path) -> str:
    """What names the run in its report; the folder's path is nobody else's business."""
    return f'<meta name="cleaner-run" content="{sha256(bytes(out.resolve())).hexdigest()}">'


def _tiles(tally: Tally, total: OutletTally) -> Iterator[str]:
    quality = total.median_quality()
    number_of_pages, pages = counted(total.pages, "page").split(" ")
    number_of_outlets, outlets = counted(len(tally.outlets), "outlet").split(" ")
    tiles = {
        pages: number_of_pages,
        "with status ok": share(total.ok, total.pages),
        "failed": f"{total.failed:,}",
        outlets: number_of_outlets,
        "MB of pages": f"{total.bytes / 1e6:,.1f}",
        "median quality": "–" if quality is None else f"{quality:.2f}",
    }
    yield '<dl class="tiles">'
    yield from (f"<div><dt>{name}</dt><dd>{value}</dd></div>" for name, value in tiles.items())
    yield "</dl>"


def _left_out(left_out: Mapping[str, int]) -> Iterator[str]:
    if left_out:
        yield f"<p>Left out: {escape(listed(left_out))}.</p>"


def _stack(counts: Mapping[str, int], order: Sequence[str], of: int) -> Iterator[str]:
    """One bar of parts, and a legend with their numbers."""
    yield _bar(counts, order, of)
    yield '<ul class="legend">'
    for name in _present(counts, order):
        label = f"{escape(name)} {counts[name]:,} ({escape(share(counts[name], of))})"
        yield f'<li><i style="--hue: {_hue(name)}"></i>{label}</li>'
    yield "</ul>"


def _bar(counts: Mapping[str, int], order: Sequence[str], of: int) -> str:
    label = ", ".join(f"{name} {counts[name]:,}" for name in _present(counts, order)) or "none"
    parts = [f'<rect class="track" width="{BAR_WIDTH}" height="{BAR_HEIGHT}"/>']
    left = 0.0
    for name in _present(counts, order):
        width = BAR_WIDTH * counts[name] / of if of else 0.0
        hint = f"<title>{escape(name)}: {counts[name]:,}</title>"
        parts.append(
            f'<rect x="{left:.1f}" width="{width:.1f}" height="{BAR_HEIGHT}" style="--hue: {_hue(name)}">{hint}</rect>'
        )
        left += width
    head = f'<svg viewBox="0 0 {BAR_WIDTH} {BAR_HEIGHT}" preserveAspectRatio="none" role="img"'
    return f'{head} aria-label="{escape(label)}">{"".join(parts)}</svg>'


def _present(counts: Mapping[str, int], order: Sequence[str]) -> list[str]:
    """The names that were counted, in the order given, then any others."""
    return [name for name in order if counts.get(name)] + sorted(name for name in counts if name not in order)


def _hue(name: str) -> str:
    return f"var(--{name})" if name in STATUSES or name in BODY_LABELERS else "var(--bar)"


def _histogram(quality: Mapping[int, int]) -> str:
    bins = [0] * BINS
    for score, count in quality.items():
        bins[min(BINS - 1, score * BINS // QUALITY_STEPS)] += count
    tallest = max(max(bins), 1)
    width = CHART_WIDTH / BINS
    parts = [f'<line x1="0" x2="{CHART_WIDTH}" y1="{CHART_HEIGHT}" y2="{CHART_HEIGHT}"/>']
    for number, count in enumerate(bins):
        height = CHART_HEIGHT * count / tallest
        span = f"{number / BINS:.2f}–{(number + 1) / BINS:.2f}"
        parts.append(
            f'<rect x="{number * width + 2:.1f}" y="{CHART_HEIGHT - height:.1f}" width="{width - 4:.1f}" '
            f'height="{height:.1f}" style="--hue: var(--bar)"><title>{span}: {counted(count, "page")}</title></rect>'
        )
    marks = "".join(f"<span>{mark:g}</span>" for mark in (0, 0.25, 0.5, 0.75, 1))
    label = f"Histogram of the quality score; the tallest column has {counted(tallest, 'page')}"
    box = f"0 0 {CHART_WIDTH} {CHART_HEIGHT}"
    chart = f'<svg viewBox="{box}" role="img" aria-label="{label}">{"".join(parts)}</svg>'
    return f'{chart}<p class="marks" aria-hidden="true">{marks}</p>'


def _table(tally: Tally, total: OutletTally) -> Iterator[str]:
    outlets = list(tally.by_size())
    names = ("outlet", "pages", "status", "ok", *COUNTED_FIELDS, "body by", "quality")
    yield '<p class="tools"><label>filter <input type="search" id="filter" autocomplete="off"></label> '
    if len(outlets) > SHOWN_OUTLETS:
        yield f'<button type="button" id="more" aria-expanded="false">show all {len(outlets):,}</button>'
    yield '</p><div class="scroll"><table id="outlets"><thead><tr>'
    heads = (escape(name.replace("_", " ")) for name in names)
    yield "".join(f'<th scope="col"><button type="button">{head}</button></th>' for head in heads)
    yield "</tr></thead><tbody>"
    yield f'<tr class="all"><th scope="row">all</th>{"".join(_cells(total))}</tr>'
    for number, (key, outlet) in enumerate(outlets[:MAX_OUTLETS]):
        fold = ' class="folded"' if number >= SHOWN_OUTLETS else ""
        yield f'<tr{fold}><th scope="row" title="{escape(key)}">{escape(key)}</th>{"".join(_cells(outlet))}</tr>'
    yield "</tbody></table></div>"
    if len(outlets) > MAX_OUTLETS:
        yield f"<p>In the sums only: {counted(len(outlets) - MAX_OUTLETS, 'smaller outlet')}.</p>"


def _cells(outlet: OutletTally) -> Iterator[str]:
    yield f"<td>{outlet.pages:,}</td>"
    yield f'<td class="wide">{_bar(outlet.status, STATUSES, outlet.pages)}</td>'
    yield f"<td>{escape(share(outlet.ok, outlet.pages))}</td>"
    for name in COUNTED_FIELDS:
        if outlet.ok:
            label = escape(share(outlet.filled.get(name, 0), outlet.ok))
            yield f'<td class="rate" style="--share: {outlet.fill_rate(name):.1%}">{label}</td>'
        else:
            yield "<td></td>"
    yield f'<td class="wide">{_bar(outlet.body_by, BODY_LABELERS, outlet.ok) if outlet.ok else ""}</td>'
    quality = outlet.median_quality()
    yield f"<td>{'' if quality is None else f'{quality:.2f}'}</td>"
