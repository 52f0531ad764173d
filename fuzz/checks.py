"""A case run through the program the way its kind goes, and its invariants checked: raises where one does not hold."""

from __future__ import annotations

import contextlib
import hashlib
import io
import logging
import os
import re
import shutil
import socket
import sys
import sysconfig
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from itertools import takewhile
from pathlib import Path
from zoneinfo import TZPATH

import pyarrow as pa

from cleaner import RawPage, load_rules
from cleaner.adapters.arrow import clean_batch
from cleaner.cli.main import main
from cleaner.errors import CleanerError, FetchError, InputError, RuleError
from cleaner.fetch import FetchOptions, fetch
from cleaner.fetch.network import Network
from cleaner.model import Status
from cleaner.pipeline import Trace, trace
from cleaner.regression.page_yaml import read_page_yaml
from cleaner.rulebook import Rulebook, load_all_errors
from cleaner.sources import InputPage, Location, ReadOptions, read_place
from cleaner.stages.assemble import failed_record
from fuzz.cases import Case, Kind, is_in_share
from fuzz.invariants import (
    BAD,
    UNCLEAN,
    check_reading,
    check_record,
    check_rows,
    check_strings,
    check_trace,
    hold,
    is_row_of,
)
from fuzz.make_files import BESIDE
from fuzz.make_pages import ROOT, STORY
from fuzz.odd_values import SENTENCES

NOW = datetime(2024, 6, 1, 12, tzinfo=UTC)
PUBLIC_ADDRESS = "93.184.215.14"  # nothing is sent there: a pair of sockets answers
MAX_ANSWER_BYTES = 60_000  # what a socket takes without anybody reading
# One case in so many, chosen by its bytes.
OUTPUT_SHARE = 4  # is written in every format, in a campaign; elsewhere each is
COMMAND_SHARE = 8  # of files goes through `cleaner clean` as well
# Where a program that cleans pages may read: itself, Python, the zones' rules.
PYTHON_PLACES = (sys.prefix, sys.base_prefix, *sysconfig.get_paths().values(), *sys.path)
SYSTEM_PLACES = (*TZPATH, "/proc/self", "/usr/share", "/usr/lib")
OWN_PLACES = tuple(os.path.realpath(place) for place in (str(ROOT), *PYTHON_PLACES, *SYSTEM_PLACES) if place)


class Checker:
    """Checks cases. folder: its own, for files; watch: the bound on one case, from the size of its input."""

    def __init__(self, folder: Path, watch: Callable[[int], contextlib.AbstractContextManager[None]]) -> None:
        self.folder = folder
        self.watch = watch
        self.rules = load_rules()
        self._check_trace: Callable[[Trace], None] = check_trace
        (folder / BESIDE).write_text(STORY, encoding="utf-8")
        if not (folder / "pipe.html").exists():
            os.mkfifo(folder / "pipe.html")
        self._checks: Mapping[Kind, Callable[[Case], None]] = {
            "page": self.check_page,
            "file": self.check_file,
            "batch": self.check_batch,
            "rule": self.check_rule,
            "answer": self.check_answer,
        }
        for text in (STORY, *SENTENCES):  # what the first pages import and load is no page's work
            trace(RawPage(text), self.rules)
        trace(RawPage("<p>Паром снова ходит через реку.</p>".encode("cp1251")), self.rules)

    def check(self, case: Case) -> None:
        """Raise whatever the program raises; Broken for an invariant; TooMuchWork."""
        self._run(case, check_trace)

    def check_in_campaign(self, case: Case) -> None:
        """The same, but every format is written of a share of the cases alone."""
        self._run(case, check_trace if is_in_share(case, OUTPUT_SHARE) else check_reading)

    def _run(self, case: Case, check: Callable[[Trace], None]) -> None:
        self._check_trace = check
        with silent_libraries(), self.watch(len(case.body)):
            self._checks[case.kind](case)

    def check_page(self, case: Case) -> None:
        self._check_trace(trace(case.raw_page(), self.rules))

    def check_file(self, case: Case) -> None:
        """Every page of a file cleaned; a row for each item, and what is cut short or damaged is said."""
        path = self.folder / case.name
        path.write_bytes(case.body)
        try:
            with only_below(self.folder):
                found = list(read_place(Location(case.name, "file", path), _reading()))
            rows = [mark_of(one) for one in found]
            is_said = BAD in rows or "truncated" in {flag for one in found for flag in self._clean_row(one)}
            if case.cut:
                _check_cut(case, rows, is_said=is_said)
            elif case.rows is not None:
                check_rows(case.rows, rows)
                if is_in_share(case, COMMAND_SHARE):
                    check_command(path, len(rows))
        finally:
            path.unlink()

    def _clean_row(self, found: InputPage) -> tuple[str, ...]:
        """The flags of the record of a page, or of one that could not be read."""
        check_strings(found.name, "name of a row")
        if isinstance(found.page, InputError):
            check_failure(found.page, found.name)
            return ()
        traced = trace(found.page, self.rules)
        self._check_trace(traced)
        return traced.record.quality.flags

    def check_batch(self, case: Case) -> None:
        """A record batch as engines hand it over: as many rows out, and errors where a row is no page."""
        with pa.ipc.open_stream(case.body) as stream:
            [batch] = stream.read_all().to_batches()
        cleaned = clean_batch(batch, self.rules).to_pylist()
        hold("crashed" not in {row["status"] for row in cleaned}, "no row crashes the program", cleaned)
        check_strings(cleaned, "a row")
        expected = case.rows or ()
        hold(len(cleaned) == len(expected), "n items in, n rows out", (len(expected), len(cleaned)))
        bad = [row["status"] for item, row in zip(expected, cleaned, strict=True) if item == BAD]
        hold(set(bad) <= {"error"}, "what is no page is an error in its place", bad)

    def check_rule(self, case: Case) -> None:
        """A rule file loads and cleans pages, or every error is a line that names the file."""
        path = self.folder / "rules" / case.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(case.body)
        try:
            errors = load_all_errors(path.parent.parent)
            for error in errors:
                check_failure(error, case.name)
                hold(path.name in str(error), "an error of a rule names its file", str(error))
            try:
                rules = load_rules(path.parent.parent)
            except RuleError as error:
                hold(bool(errors), "what does not load has errors", str(error))
            else:
                self._clean_with(rules, case)
        finally:
            shutil.rmtree(self.folder / "rules")

    def _clean_with(self, rules: Rulebook, case: Case) -> None:
        hosts = [b"example.com", *re.findall(rb"[\w-]+\.[a-z]{2,9}(?:\.[a-z]{2,3})?", case.body)[:3]]
        for host in hosts:
            self._check_trace(trace(RawPage(STORY, url=f"https://{host.decode()}/2024/06/01/story"), rules))
        self._check_trace(trace(RawPage("\n".join(re.findall(r">([^<]+)<", STORY)), kind="text"), rules))

    def check_answer(self, case: Case) -> None:
        """What a server sends is a page or a FetchError; nothing else, and no second address is asked."""
        peers: list[socket.socket] = []

        def connect(address: str, port: int, seconds: float) -> socket.socket:
            ours, theirs = socket.socketpair()
            peers.append(theirs)
            theirs.sendall(case.body[:MAX_ANSWER_BYTES])
            theirs.shutdown(socket.SHUT_WR)
            return ours

        network = Network(
            look_up=lambda host, port: (PUBLIC_ADDRESS,), connect=connect, sleep=lambda seconds: None, now=lambda: NOW
        )
        try:
            page = fetch("http://example.com/story", FetchOptions(max_body_bytes=1_000_000), network=network)
        except FetchError as error:
            check_failure(error, "http://example.com/story")
        else:
            self._check_trace(trace(page, self.rules))
        finally:
            for peer in peers:
                peer.close()


def mark_of(found: InputPage) -> str:
    """What check_rows() compares: BAD, or the SHA-256 of the page."""
    return BAD if isinstance(found.page, InputError) else hashlib.sha256(found.page.body_bytes()).hexdigest()


def check_failure(error: CleanerError, name: str) -> None:
    """An error says something, and what it says can stand in a record, whatever it quotes."""
    hold(bool(str(error).strip()), "an error says something", type(error).__name__)
    check_record(failed_record(RawPage(b""), "", Status.ERROR, str(error), name=name))


def check_command(path: Path, rows: int) -> None:
    """`cleaner clean FILE -o OUT`: a line for each row, and a clean error stream."""
    out = path.parent / "out.jsonl"
    out.unlink(missing_ok=True)
    with contextlib.redirect_stderr(io.StringIO()) as said:
        code = main(["clean", str(path), "-o", str(out)])
    hold(code in (0, 1, 2), "the command ends with 0, 1 or 2", code)
    hold(UNCLEAN.search(said.getvalue()) is None, "what the command says is clean", said.getvalue())
    written = out.read_bytes().count(b"\n") if out.exists() else 0
    hold(written == rows or (code == 2 and written == 0), "the command writes a line for each row", (written, rows))
    out.unlink(missing_ok=True)


def _check_cut(case: Case, rows: list[str], *, is_said: bool) -> None:
    """What was cut short is read from its start, in order; the last row may be half a page, or say what is missing."""
    expected = list(case.rows or ())
    whole = sum(1 for _ in takewhile(lambda pair: is_row_of(*pair), zip(expected, rows, strict=False)))
    hold(is_said or whole >= len(rows) - 1, "what is cut short is read from its start", (expected, rows))
    if case.name.endswith((".zip", ".parquet", ".gz", ".zst")) and not is_said:
        check_rows(expected, rows)  # nothing is lost where only what ends the file is


def _reading() -> ReadOptions:
    return ReadOptions(fetch=_refuse, read_facts=read_page_yaml, stdin=io.BytesIO())


def _refuse(url: str) -> RawPage:
    raise FetchError(f"{url}: not fetched here")


@contextlib.contextmanager
def only_below(folder: Path) -> Iterator[None]:
    """Raise Broken at the end where anything outside the folder and the program itself was opened, or asked for."""
    _opened.clear()
    _watched.append(os.path.realpath(folder))
    try:
        yield
    finally:
        _watched.clear()
    outside = [what for what in _opened if not what.startswith((os.path.realpath(folder), *OWN_PLACES))]
    hold(outside == [], "a file named in data is no request", outside)


@contextlib.contextmanager
def silent_libraries() -> Iterator[None]:
    """Raise Broken at the end where a library has written into the log: a terminal shows that where nobody listens."""
    heard: list[str] = []
    listener = logging.Handler(logging.WARNING)
    listener.emit = lambda record: heard.append(record.name)  # type: ignore[method-assign]
    logging.getLogger().addHandler(listener)
    try:
        yield
    finally:
        logging.getLogger().removeHandler(listener)
    hold(heard == [], f"no library writes into the log ({min(heard, default='')})", heard)


_opened: list[str] = []
_watched: list[str] = []


def _listen(event: str, arguments: tuple[object, ...]) -> None:
    if _watched and event == "open" and isinstance(arguments[0], (str, bytes)):
        _opened.append(os.path.realpath(os.fsdecode(arguments[0])) if b"\0" not in os.fsencode(arguments[0]) else "NUL")
    elif _watched and event in ("socket.connect", "socket.getaddrinfo", "subprocess.Popen"):
        _opened.append(event)


sys.addaudithook(_listen)
