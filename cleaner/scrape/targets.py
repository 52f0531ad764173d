"""What a person names as the place to scrape, as candidates."""

from __future__ import annotations

from collections.abc import Iterator
from os.path import isfile
from pathlib import Path
from urllib.parse import urlsplit

from cleaner.errors import FetchError, InputError
from cleaner.fetch.target import read_target, shown_url
from cleaner.rulebook import Rulebook
from cleaner.scrape.candidates import FoundAddress, score
from cleaner.urls import is_front_page, is_known_domain

TARGET_SCORE = 2  # less than of an address that was found: a person does not name a page for nothing
MAX_LIST_BYTES = 100_000_000
EXAMPLE = "for example https://example.com or www.example.com"


def read_targets(arguments: tuple[str, ...], rules: Rulebook, *, list_only: bool) -> Iterator[FoundAddress]:
    """One candidate for each address: an article where it looks like one, else a page that lists them.

    An argument is a URL, a host name, or a file with an address a line. The rule of a site may name more addresses
    to start at. Raises InputError.
    """
    for argument in arguments:
        if "://" not in argument and isfile(argument):  # pathlib's own raises for a name that is too long
            yield from _read_list(Path(argument))
            continue
        url = _with_scheme(argument)
        rule = rules.fetch_rule(urlsplit(url).hostname or "", urlsplit(url).path or "/")
        if rule is not None and rule.start and is_front_page(url):
            yield from (FoundAddress(start, "target", "front", is_named=True) for start in rule.start)
        candidate = FoundAddress(url, "target", "article")
        is_article = list_only or score(candidate).points >= TARGET_SCORE
        yield FoundAddress(url, "target", "article" if is_article else "front", is_named=True)


def _read_list(path: Path) -> Iterator[FoundAddress]:
    if path.stat().st_size > MAX_LIST_BYTES:
        raise InputError(f"{path}: over the limit of {MAX_LIST_BYTES:,} bytes; is it a list of addresses?")
    count = 0
    for number, line in enumerate(path.read_text(encoding="utf-8-sig", errors="replace").splitlines(), 1):
        text = line.strip()
        if text and not text.startswith("#"):
            count += 1
            try:
                yield FoundAddress(_with_scheme(text), "list", "article", is_named=True)
            except InputError as error:
                raise InputError(f"{path}:{number}: {error}") from error
    if not count:
        raise InputError(f"{path}: no address in it; write one a line, {EXAMPLE}")


def _with_scheme(text: str) -> str:
    """The address with https where it has no scheme. Raises InputError for what is no web address."""
    has_scheme = "://" in text
    try:
        target = read_target(text if has_scheme else f"https://{text}")
    except FetchError as error:
        raise InputError(f"{shown_url(text)}: no web address, and no file; {EXAMPLE}") from error
    if not has_scheme and not is_known_domain(target.host):
        problem = "no file, and no domain that is known; a host of your own is written http://HOST/"
        raise InputError(f"{shown_url(text)}: {problem}")
    return target.url
