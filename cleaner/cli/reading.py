"""From options to what the library needs: rules, and a way to read inputs."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from cleaner.cli.messages import say
from cleaner.cli.options import PageOptions

if TYPE_CHECKING:
    from pathlib import Path

    from cleaner.errors import ColumnError
    from cleaner.model import RawPage
    from cleaner.regression.page_yaml import PageFacts
    from cleaner.rulebook import Rulebook
    from cleaner.sinks.destination import ReadFile
    from cleaner.sources import Location, ReadOptions

MAX_WARNINGS = 20


def open_rules(options: PageOptions) -> Rulebook:
    """The rules that ship with the person's on top. Raises RuleError."""
    from cleaner.rulebook import load_rules

    return load_rules(options.rules, sites=options.site_rules)


def open_reading(options: PageOptions) -> ReadOptions:
    """How inputs are read: files with the page.yaml beside them, URLs over the network."""
    from cleaner.sources import ReadOptions

    return ReadOptions(
        fetch=partial(_fetch, allow_private=options.allow_private),
        read_facts=_read_facts,
        stdin=sys.stdin.buffer,
        url=options.url,
        kind=options.kind,
        warn=_ColumnWarnings().say,
        note=_Notes().say,
    )


class _ColumnWarnings:
    """Lines for columns that tables lack: a crawl may have thousands of them."""

    def __init__(self) -> None:
        self._count = 0

    def say(self, problem: ColumnError) -> None:
        self._count += 1
        if self._count <= MAX_WARNINGS:
            say(f"{problem}; read without it")
        elif self._count == MAX_WARNINGS + 1:
            say("more tables lack columns that are asked for; they are read without them")


class _Notes:
    """Lines on tables that may be meant otherwise: those of the first tables."""

    def __init__(self) -> None:
        self._count = 0

    def say(self, line: str) -> None:
        self._count += 1
        if self._count <= MAX_WARNINGS:
            say(line)


def _read_facts(path: Path) -> PageFacts:
    from cleaner.regression.page_yaml import read_page_yaml  # YAML, which only a page with such a file needs

    return read_page_yaml(path)


def _fetch(url: str, *, allow_private: bool) -> RawPage:
    from cleaner.fetch import FetchOptions, fetch  # http and ssl, 40 ms that only a URL needs

    return fetch(url, FetchOptions(allow_private=allow_private))


def sources_of(places: Iterable[Location], options: PageOptions) -> tuple[ReadFile, ...]:
    """What is read, pages and rules: nothing of it is ever an output. Standard input may be a file too."""
    from cleaner.sinks.destination import STDIN

    sources = (options.rules, *(STDIN if place.kind == "stdin" else place.path for place in places))
    return tuple(source for source in sources if source is not None)


def read_one(argument: str, options: PageOptions) -> tuple[str, RawPage]:
    """Name and page of the one page an argument means: a file, or what a record calls a page in a file of many.

    Raises InputError: unreadable, or several pages.
    """
    from cleaner.errors import InputError
    from cleaner.sources import find_places, read_place

    places = find_places([argument])
    if len(places) > 1:
        raise InputError(f"{argument}: {len(places)} pages; name one, for example {places[0].name}")
    pages = read_place(places[0], open_reading(options))
    found = next(pages, None)
    if found is None:
        raise InputError(f"{argument}: no page in it")
    if next(pages, None) is not None:
        raise InputError(f"{argument}: holds several pages; name one, for example {found.name}")
    if isinstance(found.page, InputError):
        raise found.page
    return found.name, found.page
