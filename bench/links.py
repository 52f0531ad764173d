"""How well the links of stories are found: those of the record against the page's own <a href>.

    python -m bench.links --data FOLDER [--set fundus_unit_dev] [--errors]

FOLDER/SET/truth.jsonl and FOLDER/SET/pages/ID.html.gz. A link of the page, as lxml alone reads it, is missed where it
stands in a block that is in the truth and in the record, whole, and the record does not have it: a paragraph that is
missing is no error of its links. What the page prints a second time, as a tag or in a list of other stories, is not
that block: each has a place of its own in the record, the longest first. A link of the record, in a block that the
truth has, is wrong where the page has no such link. A link is its address and its letters and digits; neighbours to
one address are one; those to a place on the same page, of scripts, and without a text are none. Exit code 2: the data
set is not there.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from urllib.parse import urldefrag

from lxml import html

from cleaner import Record, clean, load_rules
from cleaner.text import bare
from cleaner.urls import absolute
from training.data_sets import read_raw, read_truths

BLOCKS = frozenset({
    "p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "blockquote", "div", "section", "article", "dd", "dt",
    "figcaption", "main", "body", "aside", "pre",
})  # fmt: skip
MIN_LETTERS = 25  # of a block: a shorter one stands in many texts

TAKEN = "\n"  # in place of a block in the record's text

Link = tuple[str, str]
PlacedLink = tuple[Link, int, str]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=os.environ.get("CLEANER_BENCH"), help="default: $CLEANER_BENCH")
    parser.add_argument("--set", default="fundus_unit_dev")
    parser.add_argument("--errors", action="store_true", help="print each link that is missed or wrong")
    given = parser.parse_args()
    if given.data is None or not (given.data / given.set).is_dir():
        parser.error(f"{given.data or '--data'}: no folder {given.set} there")
    rules = load_rules()
    right = wrong = missed = 0
    for row in read_truths(given.data / given.set):
        raw = read_raw(given.data / given.set, row, "html")
        if raw is None or not row.get("text"):
            continue
        truth, record = bare(row["text"]), clean(raw, rules)
        on_page = list(links_of_page(raw.body_bytes(), raw.url))
        found = Counter(links_of_record(record, truth))
        text = bare(record.text)
        expected = Counter(links_in_place(on_page, truth, text))
        errors = {"wrong": found - Counter(link for link, _, _ in on_page), "missed": expected - found}
        right += found.total() - errors["wrong"].total()
        wrong += errors["wrong"].total()
        missed += errors["missed"].total()
        if given.errors:
            for kind, links in errors.items():
                for link in links:
                    print(json.dumps([row["id"], kind, *link], ensure_ascii=False))
    print(
        f"links: precision {right / max(1, right + wrong):.4f}  recall {right / max(1, right + missed):.4f}", end="  "
    )
    print(f"right {right}  wrong {wrong}  missed {missed}")
    return 0


def links_in_place(on_page: Iterable[PlacedLink], truth: str, text: str) -> Iterator[Link]:
    """The links of those blocks that are in the truth and have a place in the record's text that no other block has."""
    blocks: dict[int, tuple[str, list[Link]]] = {}
    for link, number, block in on_page:
        blocks.setdefault(number, (bare(block), []))[1].append(link)
    for letters, links in sorted(blocks.values(), key=lambda block: len(block[0]), reverse=True):
        if is_in(truth, letters) and is_in(text, letters):
            text = text.replace(letters, TAKEN, 1)
            yield from links


def links_of_page(body: bytes, url: str | None) -> Iterator[PlacedLink]:
    """The links of a page as lxml reads it, each with its block: a number of it, and its text."""
    tree = html.document_fromstring(body)
    base = absolute(next((str(found) for found in tree.xpath("//base/@href")), None), url) or url
    links = [
        (link, next((above for above in link.iterancestors() if above.tag in BLOCKS), tree)) for link in tree.iter("a")
    ]
    for (address, block), same in groupby(links, lambda found: (absolute(found[0].get("href"), base), found[1])):
        run: list[str] = []
        for link, _ in same:
            run.append(text_of(link))
            if (link.tail or "").strip():
                yield from ((found, id(block), text_of(block)) for found in as_link(address, "".join(run), url))
                run = []
        yield from ((found, id(block), text_of(block)) for found in as_link(address, "".join(run), url))


def links_of_record(record: Record, truth: str) -> Iterator[Link]:
    for link in record.links:
        if is_in(truth, record.body[link.block].text):
            yield from as_link(link.url, link.text, record.url)


def as_link(address: str | None, text: str, page: str | None) -> Iterator[Link]:
    """The link in the form that is compared; none where it leads nowhere, or says nothing."""
    plain, fragment = urldefrag(address or "")
    is_here = bool(fragment) and plain == urldefrag(page or "")[0]
    if plain.startswith(("http://", "https://")) and bare(text) and not is_here:
        yield plain.rstrip("/"), bare(text)


def text_of(element: html.HtmlElement) -> str:
    """The text of an element without what no reader sees."""
    texts = (str(text) for text in element.xpath(".//text()[not(ancestor::script or ancestor::style)]"))
    return "".join(texts)


def is_in(truth: str, text: str) -> bool:
    letters = bare(text)
    return len(letters) >= MIN_LETTERS and letters in truth


if __name__ == "__main__":
    sys.exit(main())
