"""Common Crawl's news by the month (`cc-news:2026-05`): the list of its WARC files, from a mirror."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator

from cleaner.errors import InputError
from cleaner.sources.storage import open_address

MONTH = re.compile(r"cc-news:(\d{4})-(0[1-9]|1[0-2])(?:@(.+))?")
LIST = "{mirror}/crawl-data/CC-NEWS/{year}/{month}/warc.paths.gz"
MAX_LIST_BYTES = 10_000_000  # a month has some 400 files


def is_month(argument: str) -> bool:
    return argument.startswith("cc-news:")


def with_mirror(argument: str, mirror: str | None) -> str:
    """The argument of a month with the mirror that its files come from; any other as it is."""
    return f"{argument}@{mirror}" if mirror and is_month(argument) and "@" not in argument else argument


def list_month(argument: str) -> Iterator[str]:
    """The addresses of a month's WARC files, in the order of the list. Raises InputError and OSError."""
    found = MONTH.fullmatch(argument)
    if found is None:
        raise InputError(f"{argument}: a month of Common Crawl's news is, for example, cc-news:2026-05")
    year, month, mirror = found.groups()
    if mirror is None:
        raise InputError(f"{argument}: name a mirror: --mirror https://data.commoncrawl.org or s3://commoncrawl")
    mirror = mirror.rstrip("/")
    with open_address(LIST.format(mirror=mirror, year=year, month=month)) as packed, gzip.open(packed) as file:
        content = file.read(MAX_LIST_BYTES)
    for line in content.decode("utf-8", "replace").splitlines():
        if line.strip():
            yield f"{mirror}/{line.strip().lstrip('/')}"
