"""Text, links and stress as Markdown shows them, whatever the text holds."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from urllib.parse import quote

from cleaner.model import Span
from cleaner.sinks.inline import Run, write_inline
from cleaner.text import collapse, is_safe_address, is_web_address, without_controls

INLINE_MARKS = re.compile(r"([\\`*_\[\]<>|~]|&(?=#?\w{0,31}(?:;|$))|!$)")
# An escape that the end of a line needs not: behind it comes no `[`, and no `;`.
NEEDLESS_END = re.compile(r"(?<!\\)((?:\\\\)*)\\(?=(?:!|&#?\w{0,31})$)")
LINE_MARKS = re.compile(r"^(?:([#+-])|(\d{1,9})([.)])(?=\s|$))")
UNSAFE_IN_LINKS = re.compile(r"[\s<>\\]")
UNSAFE_IN_TARGETS = re.compile(r"[\s<>\\|`]")
TARGET_MARKS = re.compile(r"([()]|&(?=#?\w{1,31};))")
WHITE_SPACE = re.compile(r"\s+")
STRESS = {"strong": "**", "emphasis": "*"}
PLAIN_KINDS = frozenset({*STRESS, "code"})  # Markdown has no marks for what is raised, lowered or quoted
KINDS = PLAIN_KINDS | {"link"}


def escape(text: str) -> str:
    """The text on one line, so that Markdown shows it as it is."""
    return _escape_ends(INLINE_MARKS.sub(r"\\\1", collapse(without_controls(text))))


def inline(text: str, spans: Sequence[Span], *, plain: bool = False) -> str:
    """The text on one line with its links and stress. plain: without the links."""
    kinds = PLAIN_KINDS if plain else KINDS
    shown = [span for span in spans if span.kind in kinds]
    return _escape_ends(write_inline(text, _readable(shown), _escape_inside, _write_run).strip())


def _readable(spans: Sequence[Span]) -> list[Span]:
    """The spans without stress or code that crosses other, or touches it: their marks would be read as one."""
    readable: list[Span] = []
    around: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if span.kind in PLAIN_KINDS:
            while around and around[-1].end < span.start:
                around.pop()
            crosses = around and (around[-1].end < span.end or around[-1].end == span.start)
            if crosses or span.kind in [other.kind for other in around]:
                continue
            around.append(span)
        readable.append(span)
    return readable


def link(address: str) -> str:
    """A web address as a link that ends where it ends; another address (`javascript:`) as text."""
    if not is_web_address(address):
        return escape(address)
    return f"<{UNSAFE_IN_LINKS.sub(_quoted, without_controls(address))}>"


def target(address: str) -> str:
    """An address as it stands behind the text of a link."""
    return TARGET_MARKS.sub(r"\\\1", UNSAFE_IN_TARGETS.sub(_quoted, without_controls(address)))


def _quoted(found: re.Match[str]) -> str:
    return quote(found[0], safe="")


def _escape_inside(text: str) -> str:
    """The text so that Markdown shows it as it is inside a line, white space at its ends included."""
    return INLINE_MARKS.sub(r"\\\1", WHITE_SPACE.sub(" ", without_controls(text)))


def _escape_ends(line: str) -> str:
    line = NEEDLESS_END.sub(r"\1", line)
    return LINE_MARKS.sub(lambda found: f"\\{found[1]}" if found[1] else f"{found[2]}\\{found[3]}", line)


def _write_run(run: Run) -> str:
    kind, url = run.span.kind, run.span.url
    if kind == "link" and url is not None and is_safe_address(url):
        return f"[{run.inner}]({target(url)})"
    if kind == "code":
        return _code(run.inner) if run.is_whole else _escape_inside(run.inner)
    return _stressed(run, STRESS[kind]) if kind in STRESS else run.inner


def _stressed(run: Run, mark: str) -> str:
    """The run between marks where Markdown reads them: where its ends are letters, or stand apart from letters."""
    inner = run.inner.strip()
    space_before, space_after = run.inner[: run.inner.find(inner)], run.inner[len(run.inner.rstrip()) :]
    begins = inner[:1].isalnum() or space_before or _stands_apart(run.before)
    ends = inner[-1:].isalnum() or space_after or _stands_apart(run.after)
    return f"{space_before}{mark}{inner}{mark}{space_after}" if inner and begins and ends else run.inner


def _stands_apart(beside: str) -> bool:
    return beside in ("", " ") or unicodedata.category(beside).startswith("P")


def _code(text: str) -> str:
    plain = WHITE_SPACE.sub(" ", without_controls(text))
    longest = max((len(run) for run in re.findall(r"`+", plain)), default=0)
    fence = "`" * (longest + 1)
    padding = " " if longest or plain[:1] == plain[-1:] == " " else ""
    return f"{fence}{padding}{plain}{padding}{fence}"
