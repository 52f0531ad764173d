"""Load the register of outlets, vocabulary/outlets.tsv: whose a host is, and what else its outlet is called.

It is read when it is first asked for. An entry never overrules what a page says of itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from msgspec import Struct

from cleaner.vocabulary import file_text, words_of

COLUMNS = 5  # host, names, company, country, language; what follows says where the facts are from


class Listed(Struct, frozen=True):
    """An outlet of the register. names: the usual one first; company, country, language: empty where unknown."""

    host: str
    names: tuple[str, ...]
    company: str
    country: str
    language: str


class Register(Struct, frozen=True):
    """The outlets by host, and by each of their names in the form of name_form()."""

    by_host: Mapping[str, Listed]
    by_name: Mapping[str, Listed]

    def at(self, *hosts: str | None) -> Listed | None:
        """The outlet of the first host that is listed."""
        return next((self.by_host[host] for host in hosts if host is not None and host in self.by_host), None)

    def named(self, name: str) -> Listed | None:
        """The outlet that goes by a name."""
        return self.by_name.get(name_form(name))


def name_form(name: str) -> str:
    """A name in small letters and without its article."""
    plain = name.casefold()
    first, _, rest = plain.partition(" ")
    return rest if rest and first in words_of("articles") else plain


@lru_cache(maxsize=4)
def outlet_register(own_file: str | None = None) -> Register:
    """The register. own_file: a table of the same columns, whose entries come before those of the package.

    Raises OSError where it cannot be read, ValueError for a line without host and name.
    """
    table = file_text("outlets.tsv").splitlines()
    listed = [_entry(line) for line in table if not line.startswith("#")]
    if own_file is not None:
        own = Path(own_file).read_text(encoding="utf-8").splitlines()
        listed = [*listed, *(_entry(line) for line in own if line and not line.startswith("#"))]
    return Register({one.host: one for one in listed}, _by_name(listed))


def _entry(line: str) -> Listed:
    """An outlet of a line; columns at its end may be missing."""
    columns = [*line.split("\t"), *[""] * COLUMNS][:COLUMNS]
    host, names, company, country, language = columns
    if not (host and names):
        raise ValueError(f"an outlet needs a host, a tab and a name: {line!r}")
    return Listed(host, tuple(names.split(" | ")), company, country, language)


def _by_name(listed: Iterable[Listed]) -> dict[str, Listed]:
    """The outlets by name; a name that two of them bear tells neither."""
    by_name: dict[str, Listed] = {}
    borne: set[str] = set()
    for one in listed:
        for form in map(name_form, one.names):
            borne |= {form} if form in by_name and by_name[form].names[0] != one.names[0] else set()
            by_name[form] = one
    return {form: one for form, one in by_name.items() if form not in borne}
