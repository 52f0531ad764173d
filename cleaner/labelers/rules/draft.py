"""The labels of one page while rules are applied to it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate

from msgspec.structs import replace

from cleaner.model import BODY_ROLES, BOILERPLATE_ROLES, Block, Candidate, Cut, Label, Page, Role
from cleaner.rulebook.compiled import CompiledStatement
from cleaner.text import count_words, fold

# The field a cut-out run of text feeds, by the role it is cut out with: no block carries the role, so no field
# would find it otherwise.
FIELD_OF_ROLE: dict[Role, str] = {
    Role.HEADLINE: "title",
    Role.SUBTITLE: "subtitle",
    Role.KICKER: "kicker",
    Role.BYLINE: "authors",
    Role.TIMESTAMP: "published",
    Role.DATELINE: "dateline",
    Role.CAPTION: "caption",
    Role.CREDIT: "credit",
    Role.SOURCE: "sources",
    Role.SECTION: "section",
    Role.TAGS: "tags",
}


REMOVED_OR_BODY = BODY_ROLES | BOILERPLATE_ROLES


class LabelDraft:
    """Labels, cuts and finds so far.

    earlier: the labels as they were before the layer that is being applied; heads: the blocks that are headings of
    lists to this layer.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        self.blocks: Sequence[Block] = page.blocks
        self.labels: list[Label | None] = [None] * len(page.blocks)
        self.earlier: Sequence[Label | None] = self.labels
        self.heads: frozenset[int] = frozenset()
        self.cuts: list[Cut] = []
        self.found: list[Candidate] = []
        self._folded: dict[int, str] = {}

    def begin_layer(self) -> None:
        """Remember what was said before the next layer."""
        self.earlier = tuple(self.labels)

    def words(self, block: int) -> int:
        """Words of a block."""
        return self._words_before[block + 1] - self._words_before[block]

    def words_in(self, blocks: range) -> int:
        """Words of blocks that follow one another: at one price for any number, as elements may nest by thousands."""
        return self._words_before[blocks.stop] - self._words_before[blocks.start]

    @cached_property
    def _words_before(self) -> Sequence[int]:
        """Words before each block, and of all of them."""
        return (0, *accumulate(count_words(block.text) for block in self.blocks))

    def folded(self, block: int) -> str:
        """The folded text of a block, worked out once."""
        if block not in self._folded:
            self._folded[block] = fold(self.blocks[block].text)
        return self._folded[block]

    def is_open(self, block: int, statement: CompiledStatement) -> bool:
        """Whether a block has no label yet and is within the statement's words and tags."""
        if self.labels[block] is not None or not statement.allows_tag(self.blocks[block].tag):
            return False
        return statement.allows_words(self.words(block))

    def offer(self, block: int, statement: CompiledStatement) -> None:
        """Give a block the statement's label where it is open to it."""
        if self.is_open(block, statement):
            self.labels[block] = statement.label

    def give(self, block: int, label: Label) -> None:
        """Label a block that has no label yet."""
        if self.labels[block] is None:
            self.labels[block] = label

    def texts_as(self, role: Role) -> set[str]:
        """The folded texts of the blocks that have a role so far."""
        labels = enumerate(self.labels)
        return {self.folded(block) for block, label in labels if label is not None and label.role is role}

    def cut(self, block: int, start: int, end: int, label: Label) -> None:
        """Cut a run of text out of a block.

        Where nothing that can be read remains, the block takes the label. A block that is removed anyway, or that a
        statement has named body, is not cut.
        """
        known = self.labels[block]
        if known is not None and known.role in REMOVED_OR_BODY:
            return
        text = self.blocks[block].text
        if known is None and not has_text(text[:start]) and not has_text(text[end:]):
            self.labels[block] = label
            return
        self.cuts.append(Cut(block, start, end, label))

    def note(self, block: int, start: int, end: int, label: Label) -> None:
        """Offer a cut-out run of text to the field of its role."""
        field = FIELD_OF_ROLE.get(label.role)
        if field is not None and (value := self.blocks[block].text[start:end].strip()):
            self.found.append(Candidate(field, value, f"rule:{label.by}", block, {}, label.voice, True))

    def settled_cuts(self) -> tuple[Cut, ...]:
        """The cuts in page order, overlapping ones merged under the label of the first that was made.

        A block without label whose cuts leave nothing to read takes the label of its first cut instead.
        """
        by_block: dict[int, list[Cut]] = {}
        for cut in self.cuts:
            by_block.setdefault(cut.block, []).append(cut)
        settled: list[Cut] = []
        for block, cuts in sorted(by_block.items()):
            merged = _merge(cuts)
            if self.labels[block] is None and not has_text(_without(self.blocks[block].text, merged)):
                self.labels[block] = merged[0].label
            else:
                settled += merged
        return tuple(settled)


def has_text(text: str) -> bool:
    """Whether there is a letter or digit in it."""
    return any(map(str.isalnum, text))


def _merge(cuts: list[Cut]) -> list[Cut]:
    """The cuts of one block in page order, those that overlap as one, under the label of the first that was made."""
    spans: list[tuple[int, int]] = []
    for cut in sorted(cuts, key=lambda cut: (cut.start, cut.end)):
        start, end = spans.pop() if spans and cut.start < spans[-1][1] else (cut.start, cut.end)
        spans.append((start, max(end, cut.end)))
    first = [next(cut for cut in cuts if start <= cut.start and cut.end <= end) for start, end in spans]
    return [replace(cut, start=start, end=end) for cut, (start, end) in zip(first, spans, strict=True)]


def _without(text: str, cuts: list[Cut]) -> str:
    """The text outside the cuts."""
    starts, ends = [cut.start for cut in cuts], [cut.end for cut in cuts]
    return "".join(text[end:start] for end, start in zip([0, *ends], [*starts, len(text)], strict=True))
