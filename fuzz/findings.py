"""Failures as findings: equal ones are one, each made small, kept as files that become tests."""

from __future__ import annotations

import hashlib
import re
import time
import traceback
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TypeVar

import msgspec

from fuzz.cases import Case, PageFacts, save_case
from fuzz.invariants import Broken

T = TypeVar("T")

MAX_TRIES = 1500
MAX_SECONDS = 30.0  # to make one finding small: cases that take too long take that long each time
TOKEN = re.compile(rb"<[^<>]*>|[^<\n]+\n?|[<\n]")
OWN_FOLDER = str(Path(__file__).parent)
ROOT = f"{Path(__file__).parent.parent}/"
PACKAGE = f"{ROOT}cleaner/"


def signature(error: BaseException) -> str:
    """What equal findings have in common: the invariant; or the error and the place in the package it comes from."""
    if isinstance(error, Broken):
        return f"Broken: {error.rule}"
    return f"{type(error).__name__} in {place_of(error.__traceback__)}"


def place_of(trace: TracebackType | None) -> str:
    """The last function of the package on the way, and of what it called."""
    own, last = "", ""
    for frame, _ in traceback.walk_tb(trace):
        path, function = frame.f_code.co_filename, frame.f_code.co_qualname
        if path.startswith(PACKAGE):
            own, last = f"{path[len(PACKAGE) :]}:{function}", ""
        elif not path.startswith(OWN_FOLDER):
            last = f" > {'/'.join(Path(path).parts[-2:])}:{function}"
    return own + last


def failure_of(check: Callable[[Case], None], case: Case) -> BaseException | None:
    """What the case raises, if anything."""
    try:
        check(case)
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # also TooMuchWork, and whatever a library exits with
        return error
    return None


def minimise(case: Case, fails: Callable[[Case], bool]) -> Case:
    """A smaller case of which the same is true: tokens left out, then bytes, then what is known of the page."""
    deadline = time.monotonic() + MAX_SECONDS
    left = MAX_TRIES

    def may_try() -> bool:
        return left > 0 and time.monotonic() < deadline

    def still_fails(candidate: Case) -> bool:
        nonlocal left
        left -= 1
        return may_try() and fails(candidate)

    for split in (TOKEN.findall, _bytes):
        case = _with_body(case, leave_out(split(case.body), partial(_fails_with, case, still_fails), may_try))
    for name in PageFacts.__struct_fields__:
        candidate = msgspec.structs.replace(case, page=msgspec.structs.replace(case.page, **{name: None}))
        if candidate != case and still_fails(candidate):
            case = candidate
    return case


def _fails_with(case: Case, fails: Callable[[Case], bool], pieces: Sequence[bytes]) -> bool:
    return fails(_with_body(case, pieces))


def _bytes(body: bytes) -> list[bytes]:
    return [body[place : place + 1] for place in range(len(body))]


def _with_body(case: Case, pieces: Sequence[bytes]) -> Case:
    return msgspec.structs.replace(case, body=b"".join(pieces))


def leave_out(
    pieces: Sequence[T], fails: Callable[[Sequence[T]], bool], may_try: Callable[[], bool] = lambda: True
) -> Sequence[T]:
    """As few of the pieces as fail still, in their order: halves are left out first, then ever shorter runs."""
    size = len(pieces)
    while size:
        start = 0
        while start < len(pieces) and may_try():
            fewer = [*pieces[:start], *pieces[start + size :]]
            if fails(fewer):
                pieces = fewer
            else:
                start += size
        size //= 2
    return pieces


def keep(case: Case, error: BaseException, folder: Path, *, origin: str) -> Path:
    """Write a finding; its file name is made of its signature. origin: the seed and batch it comes from."""
    folder.mkdir(parents=True, exist_ok=True)
    name = signature(error)
    stem = (
        folder
        / f"{re.sub(r'[^a-zA-Z0-9]+', '-', name)[:80].strip('-')}-{hashlib.sha256(name.encode()).hexdigest()[:6]}"
    )
    happened = list(_lines(error))
    save_case(case, stem, {"signature": name, "happened": happened, "origin": origin})
    return stem.with_suffix(".json")


def _lines(error: BaseException) -> Iterator[str]:
    """The last lines of the traceback, printable, paths from the checkout on."""
    for line in traceback.format_exception(error)[-6:]:
        yield from (ascii(part.replace(ROOT, ""))[1:-1] for part in line.rstrip().split("\n")[:4])
