"""Counts the work of clean(), and of what reads files: what Python runs, the characters that are looked at. No clock.

Run as a program, it reads lines `KIND N SHAPE` and answers each with the work of that page. It counts lines and
calls of Python, calls of C functions, for a method of a text its characters, for a pattern those that it looks at.
What a pattern does with them is counted by tests/backtracking.py.
"""

from __future__ import annotations

import functools
import io
import re
import sys
import tempfile
import unicodedata
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

PACKAGES = ("cleaner", "trafilatura", "htmldate", "justext", "langdetect", "feedparser", "protego")
# Methods of texts and lists that take time in proportion to them.
LINEAR_METHODS = """
    casefold count encode decode find index isalpha isascii isprintable isspace lower lstrip partition replace rfind
    rpartition rsplit rstrip split splitlines strip title translate upper capitalize removeprefix copy insert remove
    reverse sort
"""
LINEAR = frozenset(LINEAR_METHODS.split())
MARKS = re.compile("[\u0300-\u034e]+")
ONE_MATCH = frozenset({"search", "match", "fullmatch"})
ALL_MATCHES = frozenset({"findall", "finditer", "split", "sub", "subn"})


class Work:
    """The work so far, and the functions that Python tells of it."""

    def __init__(self) -> None:
        self.done = 0

    def measure(self, call: Any, *arguments: Any) -> int:
        """The work of a call."""
        self.done = 0
        sys.setprofile(self.on_call)
        sys.settrace(self.on_line)
        try:
            call(*arguments)
        finally:
            sys.settrace(None)
            sys.setprofile(None)
        return self.done

    def on_line(self, frame: FrameType, event: str, argument: object) -> Any:
        """One for a line of Python; of modules that are not ours only their calls count."""
        self.done += 1
        return self.on_line if frame.f_globals.get("__name__", "").startswith(PACKAGES) else None

    def on_call(self, frame: FrameType, event: str, function: Any) -> None:
        """One for a call of a C function, and the length of what it is a method of, where it looks at all of that."""
        if event == "c_call":
            self.done += 1
            owner = getattr(function, "__self__", None)
            if isinstance(owner, (str, bytes, list)) and function.__name__ in LINEAR:
                self.done += len(owner)


WORK = Work()


class CountedPattern:
    """A compiled pattern whose methods count the characters that they look at."""

    def __init__(self, compiled: re.Pattern[Any]) -> None:
        self.compiled = compiled

    def __getattr__(self, name: str) -> Any:
        value = getattr(self.compiled, name)
        if name not in ONE_MATCH | ALL_MATCHES:
            return value

        def look(*arguments: Any) -> Any:
            found = value(*arguments)
            text, start = (*arguments[name in ("sub", "subn") :], 0)[:2]
            if name in ONE_MATCH and found is not None:
                WORK.done += found.end() - start
            elif name not in ("match", "fullmatch"):
                WORK.done += len(text) - start
            return found

        setattr(self, name, look)
        return look


def count_patterns() -> None:
    """Count what all patterns look at that the packages compile from now on, and the line patterns of rules."""
    compile_plain = re.compile

    def compile_counted(pattern: Any, flags: int = 0) -> Any:
        compiled = compile_plain(pattern, flags)
        name = sys._getframe(1).f_globals.get("__name__", "")
        return CountedPattern(compiled) if name.startswith("cleaner") else compiled

    re.compile = compile_counted  # type: ignore[assignment]
    from cleaner.rulebook import patterns

    def counting(method: Any) -> Any:
        def look(self: Any, text: str) -> Any:
            WORK.done += len(text)
            return method(self, text)

        return look

    for owner, names in ((patterns.LineSet, ("match",)), (patterns.Pattern, ("full", "search"))):
        for name in names:
            setattr(owner, name, counting(getattr(owner, name)))


def count_ordering() -> None:
    """Count what it takes to put marks on a letter in their order: the square of their number."""
    normalize = unicodedata.normalize

    def counting(form: Any, text: str) -> str:
        WORK.done += sum(len(run) ** 2 for run in MARKS.findall(text))
        return normalize(form, text)

    unicodedata.normalize = counting


def remember_nothing() -> None:
    """Let functions that remember answers work each of them out: what is remembered depends on what came before."""
    remember = functools.lru_cache

    def plain_cache(maxsize: Any = 128, typed: bool = False) -> Any:
        return remember(maxsize) if callable(maxsize) or maxsize is None or maxsize <= 16 else lambda function: function

    functools.lru_cache = plain_cache  # type: ignore[assignment]


def readers(folder: Path) -> dict[str, Callable[[str, bytes], object]]:
    """What is done with a page or file, by its kind. folder: for files."""
    from cleaner import RawPage, clean, load_rules
    from cleaner.regression.page_yaml import read_page_yaml
    from cleaner.scrape.feeds import is_json_feed, read_feed, read_json_feed
    from cleaner.scrape.robots import read_reservations, read_robots
    from cleaner.scrape.sitemaps import is_text_sitemap, read_sitemap, read_text_sitemap
    from cleaner.sinks import SINKS, Row, sink_of
    from cleaner.sources import Location, ReadOptions, read_place

    rules = load_rules()

    def read_file(name: str, body: bytes) -> None:
        (folder / name).write_bytes(body)
        list(read_place(Location(name, "file", folder / name), ReadOptions(RawPage, read_page_yaml, io.BytesIO())))

    def write(name: str, body: bytes) -> None:
        row = Row(name, clean(RawPage(body, kind="html"), rules))
        for format_name in SINKS:
            sink_of(format_name)(iter((row,)), io.StringIO(), many=False)

    def follow_robots(name: str, body: bytes) -> None:
        read_robots(body.decode(), "cleaner").allows("https://example.com/" + "a" * 500)

    return {
        "html": lambda name, body: clean(RawPage(body, kind="html"), rules),
        "text": lambda name, body: clean(RawPage(body, kind="text"), rules),
        "written": write,
        "file": read_file,
        "sitemap": lambda name, body: list((read_text_sitemap if is_text_sitemap(body) else read_sitemap)(body)),
        "feed": lambda name, body: list(
            (read_json_feed if is_json_feed(body) else read_feed)(body, "https://example.com/")
        ),
        "robots": follow_robots,
        "reservation": lambda name, body: read_reservations(body),
    }


def main() -> None:
    remember_nothing()
    count_patterns()
    count_ordering()
    from cleaner.labelers import open_blocks
    from tests import file_shapes, shapes

    open_blocks.ASK_BELOW = 0.0  # trafilatura has its own bounds, and tests
    tables = {**shapes.TABLES, **file_shapes.TABLES}
    with tempfile.TemporaryDirectory() as folder:
        read = readers(Path(folder))
        for line in sys.stdin:
            kind, count, name = line.rstrip("\n").split(" ", 2)
            body = tables[kind][name](int(count))
            content = body.encode("utf-8", "surrogatepass") if isinstance(body, str) else body
            read[kind](name, content)  # what the first one of a kind imports, compiles or loads is no work of this one
            sys.stdout.write(f"{WORK.measure(read[kind], name, content)}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
