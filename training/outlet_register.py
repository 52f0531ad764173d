"""Write the register of outlets, `cleaner/vocabulary/outlets.tsv`, from lists of news sites in published packages.

    pip download --no-deps fundus newshomepages newscatcher newspaper4k      # and unpack each into SOURCES
    apt-get download calibre                                                 # unpack into SOURCES with dpkg -x
    python -m training.outlet_register SOURCES

Only facts are taken: host, name, company, country, language. An entry says which lists hold it. One that a single list
holds is taken only if its name spells its host, so that no slip of one list gets in.
"""

from __future__ import annotations

import ast
import csv
import re
import sqlite3
import sys
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from cleaner.declared.site_names import SiteNames, host_labels
from cleaner.lines.outlets import house_of
from cleaner.text import bare, count_words
from cleaner.urls import host_of, registrable_domain
from cleaner.vocabulary import words_of

TABLE = Path(__file__).parent.parent / "cleaner/vocabulary/outlets.tsv"
HEAD = """\
# Outlets: host, names parted by " | " (the first is the usual one), company, country, language, sources; tabs between.
# Written by `python -m training.outlet_register`; facts only, of these lists:
# f: Fundus 0.5.7, publishers it reads (MIT). h: News Homepages 0.0.123, sites it archives. c: calibre 6.13, titles and
# publishers of its news recipes. n: newscatcher 0.2.0, sites, countries and languages (MIT).
# g: newspaper4k 0.9.6, hosts (MIT).
"""
MAX_NAME_WORDS = 6
MAX_NAMES = 3
CONFIRMING = frozenset("ng")  # lists of hosts, without names
PUBLISHER = re.compile(r'name="(?P<name>[^"]+)",\s+domain="(?P<url>[^"]+)"')
NOT_A_NAME = re.compile(
    r"[/:;()\[\]|@\d]| - |subscri|feed|blog|podcast|print edition|portal|rss|free|newsletter|latest", re.I
)
SOLD_ENDINGS = frozenset({"ai", "cc", "co", "eu", "fm", "io", "la", "ly", "me", "nu", "sh", "so", "to", "tv", "ws"})
LANGUAGES = {"jp": "ja", "cz": "cs", "gr": "el", "se": "sv", "dk": "da", "tw": "zh", "cn": "zh", "kr": "ko"}
NO_LANGUAGES = frozenset({"sc", "kl", "un"})
OTHER_COUNTRIES = {"UK": "GB", "YU": "RS"}
COUNTRIES = {"uk": "GB", "ind": "IN", "isl": "IS", "gl": ""}  # as Fundus calls its folders, where they are no ISO code


class Fact(NamedTuple):
    """What a list says of a site; the list by its letter."""

    host: str
    name: str
    source: str
    company: str = ""
    country: str = ""
    language: str = ""


def fundus(folder: Path) -> Iterator[Fact]:
    """The publishers of Fundus."""
    for module in sorted(folder.glob("fundus/publishers/*/__init__.py")):
        text = module.read_text(encoding="utf-8")
        language = re.search(r'default_language = "(\w+)"', text)
        country = COUNTRIES.get(module.parent.name, module.parent.name.upper())
        for match in PUBLISHER.finditer(text):
            yield Fact(host_of(match["url"]) or "", match["name"], "f", "", country, language[1] if language else "")


def homepages(folder: Path) -> Iterator[Fact]:
    """The sites of News Homepages."""
    with (folder / "newshomepages/sources/sites.csv").open(encoding="utf-8") as table:
        for row in csv.DictReader(table):
            yield Fact(host_of(row["url"]) or "", row["name"], "h", "", row["country"], row["language"])


def calibre(folder: Path) -> Iterator[Fact]:
    """Titles, publishers and languages of calibre's recipes, with the sites they name."""
    with zipfile.ZipFile(next(folder.rglob("builtin_recipes.zip"))) as recipes:
        for member in sorted(recipes.namelist()):
            if member.endswith(".recipe"):
                yield from _recipe(recipes.read(member).decode("utf-8", "replace"))


def _recipe(code: str) -> Iterator[Fact]:
    """What one recipe says; nothing where it cannot be read."""
    try:
        tree = ast.parse(code)
    except SyntaxError:
        return
    assigned = [line for node in tree.body if isinstance(node, ast.ClassDef) for line in node.body]
    facts = {
        line.targets[0].id: line.value.value
        for line in assigned
        if isinstance(line, ast.Assign)
        and isinstance(line.targets[0], ast.Name)
        and isinstance(line.value, ast.Constant)
    }
    name, language = str(facts.get("title") or ""), str(facts.get("language") or "")
    company = house_of(str(facts.get("publisher") or "")).company
    for host in dict.fromkeys(re.findall(r"https?://(?:www\.)?([\w.-]+\.\w+)", code)):
        yield Fact(host, name, "c", company, language.partition("_")[2].upper(), language.partition("_")[0].lower())


def newscatcher(folder: Path) -> Iterator[Fact]:
    """Hosts with languages and countries."""
    rows = sqlite3.connect(folder / "newscatcher/data/package_rss.db").execute(
        "select clean_url, language, clean_country from rss_main"
    )
    for host, language, country in rows:
        yield Fact(
            host, "", "n", "", country if len(country or "") == 2 else "", language if len(language or "") == 2 else ""
        )


def newspaper(folder: Path) -> Iterator[Fact]:
    """Hosts alone."""
    for line in (folder / "newspaper/resources/misc/google_sources.txt").read_text(encoding="utf-8").splitlines():
        yield Fact(host_of(f"http://{line.strip()}") or "", "", "g")


LISTS = {
    "fundus": fundus,
    "newshomepages": homepages,
    "calibre": calibre,
    "newscatcher": newscatcher,
    "newspaper4k": newspaper,
}


def main(sources: Path) -> None:
    """Write the table."""
    by_host: dict[str, list[Fact]] = defaultdict(list)
    for name, read in LISTS.items():
        for fact in read(sources / name):
            if fact.source in CONFIRMING or _is_usable(fact):
                by_host[_site(fact)].append(fact)
    by_host.pop("", None)
    lines = [_line(host, facts) for host, facts in sorted(by_host.items()) if _is_sure(host, facts)]
    TABLE.write_text(HEAD + "".join(f"{line}\n" for line in lines), encoding="utf-8")
    print(f"{len(lines)} outlets")


def _site(fact: Fact) -> str:
    """The registered domain; a host below it where the name spells that: timesofindia.indiatimes.com."""
    host = fact.host.lower()
    below = SiteNames(frozenset(), frozenset({bare(host.partition(".")[0])}))
    domain = registrable_domain(f"https://{host}") or ""
    return host if domain and host.count(".") > domain.count(".") and below.is_one(fact.name) else domain


def _is_usable(fact: Fact) -> bool:
    """Whether the name may be an outlet's, and the host its own."""
    label = (registrable_domain(f"https://{fact.host}") or "").partition(".")[0]
    is_name = (
        bool(fact.name) and count_words(fact.name) <= MAX_NAME_WORDS and fact.source != "c"
    ) or not NOT_A_NAME.search(fact.name)
    return is_name and count_words(fact.name) <= MAX_NAME_WORDS and label not in words_of("other_sites")


def _is_sure(host: str, facts: list[Fact]) -> bool:
    """Whether two lists hold a named site, or its name spells the host; of Fundus each was read by people."""
    named = [fact for fact in facts if fact.name]
    if len({bare(fact.name) for fact in named}) > MAX_NAMES:  # a house of many papers
        return False
    if any(fact.source == "f" for fact in named):
        return True
    labels = SiteNames(frozenset(), host_labels(f"https://{host}"))
    spelt = any(labels.is_one(fact.name) for fact in named)
    return bool(named) and (spelt or len({bare(fact.name) for fact in named}) < len({fact.source for fact in named}))


def _line(host: str, facts: list[Fact]) -> str:
    """The entry; what lists say differently is taken from the first that says it."""
    names = dict.fromkeys(fact.name.strip() for fact in facts if fact.name)
    forms = {bare(name): name for name in reversed(names)}
    company, country, language = (
        next(filter(None, (getattr(fact, part) for fact in facts)), "") for part in ("company", "country", "language")
    )
    language = "" if language in NO_LANGUAGES else LANGUAGES.get(language, language)
    country = OTHER_COUNTRIES.get(country, country) or _country_of(host)
    letters = "".join(dict.fromkeys(fact.source for fact in facts))
    return "\t".join((host, " | ".join(reversed(forms.values())), company, country, language, letters))


def _country_of(host: str) -> str:
    """The country whose ending a host has; some endings are sold to everybody."""
    ending = host.rpartition(".")[2]
    return {"uk": "GB"}.get(ending, ending.upper()) if len(ending) == 2 and ending not in SOLD_ENDINGS else ""


if __name__ == "__main__":
    main(Path(sys.argv[1]))
