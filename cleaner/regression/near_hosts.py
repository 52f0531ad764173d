"""Hosts in rule files that look like a slip: one sign from a host of the site's samples, or of another rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from cleaner.errors import CleanerError
from cleaner.regression.page_yaml import read_page_yaml
from cleaner.rulebook.folder import Entry, plain_host, read_folder
from cleaner.rulebook.lint import Finding
from cleaner.rulebook.load import shipped_folder
from cleaner.urls import host_of

OF_SAMPLES, OF_RULES = 5, 8  # letters of a name that one sign away is a slip; two short names may be two papers


def near_hosts(folder: Path | None, samples: Path) -> list[Finding]:
    """The hosts of a folder's rules (None: those that ship) that may be a slip. All its files are right."""
    shipped = read_folder(shipped_folder()).entries
    own = read_folder(folder, trust_index=False).entries if folder is not None else shipped
    others = {plain_host(host): entry.path for entry in (*shipped.values(), *own.values()) for host in entry.site.hosts}
    seen = [host for host in _sample_hosts(samples) if not any(f".{host}".endswith(f".{other}") for other in others)]
    return [finding for entry in own.values() for finding in _of_file(entry, seen, others)]


def _of_file(entry: Entry, seen: Iterable[str], others: Mapping[str, str]) -> Iterator[Finding]:
    for number, host in enumerate(map(plain_host, entry.site.hosts)):
        near = next((other for other in (entry.stem, *seen) if is_near(host, other, OF_SAMPLES)), None)
        rules = (other for other, path in others.items() if path != entry.path and is_near(host, other, OF_RULES))
        other = near or next(rules, None)
        if other is not None:
            line = entry.error("", ("match", "hosts", number)).line or 0
            where = "the site and its samples" if near else f"the rule {others[other]}"
            yield Finding(entry.path, line, f"a slip? The host '{host}' is nearly '{other}' of {where}")


def _sample_hosts(samples: Path) -> list[str]:
    """The hosts of the addresses that samples have; a sample that cannot be read is named where samples are run."""
    hosts: dict[str, None] = {}
    for file in sorted(samples.glob("*/*/page.yaml")):
        try:
            host = host_of(read_page_yaml(file).url)
        except (CleanerError, OSError):
            continue
        hosts |= {plain_host(host): None} if host else {}
    return list(hosts)


def is_near(host: str, other: str, least: int) -> bool:
    """Whether two hosts are one but for a single sign of one name in them that has at least so many letters.

    One more, one less, another one, or one elsewhere; what stands behind the last dot is a country, and no slip.
    """
    names, others = host.split("."), other.split(".")
    unequal = [pair for pair in zip(names[:-1], others[:-1], strict=False) if pair[0] != pair[1]]
    if len(names) != len(others) or names[-1] != others[-1] or len(unequal) != 1:
        return False
    one, two = unequal[0]
    return min(len(one), len(two)) >= least and not _without_one(one).isdisjoint(_without_one(two))


def _without_one(name: str) -> set[str]:
    """A name, and it without one of its signs."""
    return {name, *(name[:at] + name[at + 1 :] for at in range(len(name)))}
