"""How often the line that gave a field carries the role that says so. `python -m training.named_lines FOLDER`.

Dumps have no metadata: what their records say of title, authors and pictures was printed on some line, and `explain` is
true where that line has the role. Lines are found again by their text, whatever the fields did to choose them.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from cleaner.errors import CleanerError
from cleaner.model import Role, Story
from cleaner.pipeline import Trace, trace
from cleaner.rulebook import load_rules
from cleaner.text import fold
from training.data_sets import read_raw, read_truths

ROLES = {
    "title": frozenset({Role.HEADLINE}),
    "authors": frozenset({Role.BYLINE}),
    "caption": frozenset({Role.CAPTION, Role.CREDIT}),
    "credit": frozenset({Role.CAPTION, Role.CREDIT}),
}
GOAL = 0.97
MAX_SHOWN = 12


class Line(Struct, frozen=True):
    """A value of a record and the line it was read from. role: the line's, None where no line prints the value."""

    field: str
    value: str
    role: Role | None

    @property
    def is_named(self) -> bool:
        """Whether the line carries the role of the field."""
        return self.role in ROLES[self.field]


def printed_lines(traced: Trace) -> Iterator[Line]:
    """The values of a dump's record that some line prints, with the best role among the lines that print them."""
    if traced.story is None:
        return
    for field, value in values_of(traced):
        roles = roles_printing(traced.story, value)
        if roles:
            named = [role for role in roles if role in ROLES[field]]
            yield Line(field, value, named[0] if named else roles[0])


def values_of(traced: Trace) -> Iterator[tuple[str, str]]:
    """What the record says of title, authors and pictures: field and printed value."""
    record = traced.record
    if record.title:
        yield "title", record.title
    if record.provenance.get("authors", "").startswith(("line", "role:byline")):
        for author in record.authors:
            yield "authors", author.raw or author.name
    for image in record.images:
        if image.caption:
            yield "caption", image.caption
        if image.credit is not None:
            yield "credit", image.credit.raw


def roles_printing(story: Story, value: str) -> list[Role | None]:
    """The roles of the lines that print a value, alone or with other words: a name may stand on several lines."""
    wanted = fold(value)
    pairs = zip(story.page.blocks, story.labels.labels, strict=True)
    labels = [label for block, label in pairs if wanted in fold(block.text)]
    return [label.role if label is not None else None for label in labels]


def captions_in_body(traced: Trace) -> int:
    """How many captions of the record are, or begin, a paragraph of its text as well."""
    body = [fold(block.text) for block in traced.record.body]
    captions = [fold(image.caption) for image in traced.record.images if image.caption]
    return sum(any(text.startswith(caption) for text in body) for caption in captions)


def main() -> int:
    """Count over the layout dumps of a data set; exit code 1 where a field misses the goal."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", type=Path, help="a data set: a folder with truth.jsonl and dumps/")
    parser.add_argument("--form", default="layout", help="which dumps: layout (the default) or bare")
    parser.add_argument("--show", action="store_true", help="show the lines that carry another role")
    options = parser.parse_args()
    try:
        return report(options.folder, options.form, show=options.show)
    except CleanerError as error:
        print(f"{error}", file=sys.stderr)
        return 2


def report(folder: Path, form: str, *, show: bool) -> int:
    """Print the shares by field; 1 where one is below the goal, else 0."""
    rules = load_rules(sites=False)
    lines: list[Line] = []
    doubled = 0
    for row in read_truths(folder):
        raw = read_raw(folder, row, form)
        if raw is not None:
            traced = trace(raw, rules)
            lines += printed_lines(traced)
            doubled += captions_in_body(traced)
    count, named = Counter(line.field for line in lines), Counter(line.field for line in lines if line.is_named)
    for field in ROLES:
        share = named[field] / count[field] if count[field] else 1.0
        print(f"{field:8} {named[field]:4} of {count[field]:4} lines carry the role  {share:.3f}")
    print(f"captions that are body too: {doubled}")
    for line in [line for line in lines if not line.is_named][: MAX_SHOWN if show else 0]:
        print(f"  {line.field}: {line.role}: {line.value[:100]}")
    missed = [field for field in ROLES if named[field] < GOAL * count[field]]
    return 1 if missed or doubled else 0


if __name__ == "__main__":
    sys.exit(main())
