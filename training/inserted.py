"""How many of a story's words one line between its paragraphs costs, by kind of line.

python -m training.inserted ../shared/bench/fundus_unit_dev [--pages 30]

Into every second gap between two paragraphs of a story goes a line of one kind. A word is lost where the text of the
page with the lines has it fewer times than the text of the page as it is.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import lxml.html

from cleaner import RawPage, clean, load_rules
from cleaner.rulebook import Rulebook
from cleaner.text import ends_sentence
from training.data_sets import FORMS, read_raw, read_truths
from training.disturbed import LINES, MIN_TRUE_WORDS

SEED = 15


class Loss(NamedTuple):
    """Words of stories: all, and those that inserted lines cost."""

    words: int
    lost: int


def with_line(page: str, truth: str, form: str, line: str) -> str:
    """The page with the line behind every second of its true paragraphs, in the page's form."""
    return _html_with_line(page, truth, line) if form == "html" else _dump_with_line(page, truth, line)


def _dump_with_line(dump: str, truth: str, line: str) -> str:
    lines: list[str] = []
    paragraphs = 0
    for printed in dump.split("\n"):
        lines.append(printed)
        if ends_sentence(printed.rstrip()) and _is_true(printed, truth):
            paragraphs += 1
            lines += [line] * (paragraphs % 2)
    return "\n".join(lines)


def _html_with_line(page: str, truth: str, line: str) -> str:
    tree = lxml.html.document_fromstring(page)
    true = [paragraph for paragraph in tree.iter("p") if _is_true(str(paragraph.xpath("string()")), truth)]
    for paragraph in true[::2]:
        inserted = lxml.html.Element("p")
        inserted.text, inserted.tail, paragraph.tail = line, paragraph.tail, "\n"
        paragraph.addnext(inserted)
    return str(lxml.html.tostring(tree, encoding="unicode"))


def _is_true(text: str, truth: str) -> bool:
    words = text.split()
    return len(words) >= MIN_TRUE_WORDS and " ".join(words) in truth


def losses(folder: Path, pages: int, form: str, rules: Rulebook) -> Iterator[tuple[str, Loss]]:
    """Of each kind of line what it costs on so many pages of a data set, chosen by a fixed seed."""
    truths = [truth for truth in read_truths(folder) if truth.get("text")]
    chosen = random.Random(SEED).sample(truths, min(pages, len(truths)))
    raws = [(truth, raw) for truth in chosen if (raw := read_raw(folder, truth, form)) is not None]
    pages_of = [(raw, _text(raw), " ".join(truth["text"].split())) for truth, raw in raws]
    before = [_words(clean(RawPage(page, url=raw.url, kind=raw.kind), rules).text) for raw, page, _ in pages_of]
    for line in LINES:
        filled = line.format(title="Harbour reopens after the storm", name="Jane Doe")
        lost = 0
        for (raw, page, truth_text), words in zip(pages_of, before, strict=True):
            disturbed = with_line(page, truth_text, form, filled)
            record = clean(RawPage(disturbed, url=raw.url, kind=raw.kind), rules)
            lost += (words - _words(record.text)).total()
        yield line, Loss(sum(words.total() for words in before), lost)


def _text(raw: RawPage) -> str:
    return raw.body if isinstance(raw.body, str) else raw.body.decode("utf-8", "replace")


def _words(text: str) -> Counter[str]:
    return Counter(text.split())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path, help="a data set: truth.jsonl, pages, dumps")
    parser.add_argument("--pages", type=int, default=30, metavar="N")
    parser.add_argument("--form", choices=FORMS, action="append")
    args = parser.parse_args()
    rules = load_rules(sites=False)
    for form in args.form or FORMS:
        for line, loss in sorted(losses(args.folder, args.pages, form, rules), key=lambda pair: -pair[1].lost):
            print(f"{form:7} {loss.lost / loss.words:7.2%}  {line}")


if __name__ == "__main__":
    main()
