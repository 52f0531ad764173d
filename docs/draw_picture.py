"""Draw docs/before-after.svg: the lines of a sample's dump with the roles they get, and the record that comes out.

`python docs/draw_picture.py` after a change of roles; a test compares the picture with the program.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from pathlib import Path

from cleaner import RawPage
from cleaner.pipeline import Trace, trace
from cleaner.report.palette import BODY, GROUP_OF, PAINTS, STORY
from cleaner.rulebook import load_rules

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "samples" / "koreajoongangdaily.joins.com" / "harbor-festival-dump" / "page.txt"
PICTURE = ROOT / "docs" / "before-after.svg"
WIDTH, LINE, TOP = 1000, 19, 62
LEFT, ROLE, RIGHT = 24, 440, 600  # where the three columns begin
MAX_CHARS, MAX_VALUE = 55, 40
GREY = "#8b949e"


def draw(traced: Trace) -> str:
    """The picture as SVG, with fixed colours that read on white and on dark."""
    rows = len(traced.page.blocks) if traced.page is not None else 0
    return "\n".join((_frame(TOP + LINE * rows), *_lines(traced), *_record(traced), "</svg>\n"))


def _frame(height: int) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" '
        'font-family="ui-monospace, Menlo, Consolas, monospace" font-size="12">\n'
        f'<rect width="{WIDTH}" height="{height}" rx="8" fill="#0d1117"/>\n'
        + _text(LEFT, 30, "a page, flattened", "#ffffff", weight="bold")
        + "\n"
        + _text(ROLE, 30, "what each line is", "#ffffff", weight="bold")
        + "\n"
        + _text(RIGHT, 30, "the record", "#ffffff", weight="bold")
    )


def _lines(traced: Trace) -> Iterator[str]:
    """One row a block: its text, struck through where it is removed, and its role."""
    if traced.page is None or traced.story is None:
        return
    for row, (block, label) in enumerate(zip(traced.page.blocks, traced.story.labels.labels, strict=True)):
        if label is None:
            continue
        hue = PAINTS[label.role].hue
        colour = GREY if hue is None else f"hsl({hue}, 60%, 68%)"
        group = GROUP_OF[label.role]
        text_colour = "#e6edf3" if group == BODY else colour if group == STORY else GREY
        y = TOP + row * LINE
        yield _text(LEFT, y, _shortened(block.text, MAX_CHARS), text_colour, struck=group not in (BODY, STORY))
        yield _text(ROLE, y, str(label.role), colour)


def _record(traced: Trace) -> Iterator[str]:
    """One row a field: its name and its value."""
    record = traced.record
    fields = {
        "title": record.title or "",
        "authors": ", ".join(f"{author.name} <{author.email}>" for author in record.authors),
        "outlet": (record.outlet.name if record.outlet else None) or "",
        "section": " > ".join(record.section),
        "language": record.language.code if record.language else "",
        "caption": next((image.caption for image in record.images if image.caption), ""),
        "credits": ", ".join(record.photo_credits),
        "quality": f"{record.quality.score:.2f}",
        "removed": ", ".join(f"{count} {role}" for role, count in record.removed.items()),
    }
    row = 0
    for name, value in fields.items():
        yield _text(RIGHT, TOP + row * LINE, name, "hsl(220, 60%, 75%)")
        yield _text(RIGHT + 80, TOP + row * LINE, _shortened(value, MAX_VALUE), "#e6edf3")
        row += 1
    yield _text(RIGHT, TOP + row * LINE, "text", "hsl(220, 60%, 75%)")
    for block in record.body:
        yield _text(RIGHT + 80, TOP + row * LINE, _shortened(block.text, MAX_VALUE), "#e6edf3")
        row += 1


def _text(x: int, y: int, text: str, colour: str, *, weight: str = "normal", struck: bool = False) -> str:
    decoration = ' text-decoration="line-through"' if struck else ""
    return f'<text x="{x}" y="{y}" fill="{colour}" font-weight="{weight}"{decoration}>{escape(text)}</text>'


def _shortened(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def make() -> str:
    """The picture of today's program."""
    return draw(trace(RawPage(SAMPLE.read_bytes(), kind="text"), load_rules()))


if __name__ == "__main__":
    PICTURE.write_text(make(), encoding="utf-8")
