"""Rulebooks and pages made from text, for the tests of the rules engine."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from cleaner.labelers.rules import field_candidates, label_blocks
from cleaner.model import Candidate, Document, Labels, Options, Page
from cleaner.rulebook import Rulebook
from cleaner.rulebook.check import compile_file
from cleaner.rulebook.folder import Entry, IndexedSite
from cleaner.stages.resolve import SiteMatch, resolve_site
from cleaner.stages.segment import segment

SITE = "rule: 1\nsite: example.com\nmatch: {hosts: [example.com]}\n"


def make_book(files: dict[str, str]) -> Rulebook:
    """A rulebook of files given as text, by `sites/example.com`, `shared/lists` …; all must be right."""
    entries = {}
    for name, text in files.items():
        folder, stem = name.split("/")
        compiled, problems = compile_file(text.encode(), f"rules/{name}.yaml", folder, stem)
        assert not problems, problems[0]
        match = compiled.match
        site = IndexedSite(len(text), str(hash(text)), match.hosts, match.paths, match.dump)
        entries[compiled.id] = Entry(compiled.id, folder, Path(f"rules/{name}.yaml"), site, compiled)
    return Rulebook(entries, (make_book, (files,)))


def make_page(text: str, *, url: str | None = None, kind: str | None = None, fetched: datetime | None = None) -> Page:
    """A segmented page; HTML where the text begins with a tag, else a dump."""
    kind = kind or ("html" if text.lstrip().startswith("<") else "text")
    return segment(Document(text, kind, url, "utf-8", "given", "", len(text), fetched_at=fetched), Options())


def matched(text: str, files: dict[str, str], *, url: str | None = "https://example.com/a") -> tuple[Page, SiteMatch]:
    """The page and what the rules make of its origin."""
    page = make_page(text, url=url)
    return page, resolve_site(page, make_book(files))


def labelled(text: str, files: dict[str, str], *, url: str | None = "https://example.com/a") -> tuple[Page, Labels]:
    """The page and the labels that the rules give it."""
    page, match = matched(text, files, url=url)
    return page, label_blocks(page, match)


def roles(text: str, files: dict[str, str], *, url: str | None = "https://example.com/a") -> dict[str, str | None]:
    """Text of each block → its role, None where it has no label. Of blocks with one text the last counts."""
    page, labels = labelled(text, files, url=url)
    pairs = zip(page.blocks, labels.labels, strict=True)
    return {block.text: str(label.role) if label else None for block, label in pairs}


def candidates(
    text: str, files: dict[str, str], *, url: str | None = "https://example.com/a"
) -> dict[str, tuple[Candidate, ...]]:
    """What the rules find for each field."""
    page, match = matched(text, files, url=url)
    return dict(field_candidates(page, match, label_blocks(page, match)).by_field)


def site(label: str = "", *, top: str = "", fields: str = "", body: str = "") -> dict[str, str]:
    """A rulebook's files: one site with these statements (YAML list items), fields and body."""
    text = SITE + top
    if body:
        text += f"body: {body}\n"
    if label:
        text += "label:\n" + _indented(label)
    if fields:
        text += "fields:\n" + _indented(fields)
    return {"sites/example.com": text}


def _indented(text: str) -> str:
    return "".join(f"  {line}\n" for line in text.strip("\n").split("\n"))
