"""The labels of one page while rules are applied to it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate

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
        known = self._folded.get(block)
        if known is None:
            known = self._folded[block] = fold(self.blocks[block].text)
        return known

    def fits(self, block: int, statement: CompiledStatement) -> bool:
        """Whether a block is within the statement's words and tags. Tags narrow HTML only: a dump has none."""
        return statement.allows_tag(self.blocks[block].tag) and statement.allows_words(self.words(block))

    def give(self, block: int, label: Label) -> bool:
        """Label a block that has no label yet; whether it had none."""
        if self.labels[block] is not None:
            return False
        self.labels[block] = label
        return True

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
        made: list[Cut] = []
        by_block: dict[int, list[tuple[int, Cut]]] = {}
        for order, cut in enumerate(self.cuts):
            by_block.setdefault(cut.block, []).append((order, cut))
        for block in sorted(by_block):
            merged = list(_merge(by_block[block]))
            if self.labels[block] is None and not has_text(_rest(self.blocks[block].text, merged)):
                self.labels[block] = merged[0].label
            else:
                made += merged
        return tuple(made)


def has_text(text: str) -> bool:
    """Whether there is a letter or digit in it."""
    return any(map(str.isalnum, text))


def _merge(row: list[tuple[int, Cut]]) -> Iterator[Cut]:
    row = sorted(row, key=lambda item: (item[1].start, item[1].end, item[0]))
    order, open_cut = row[0]
    for next_order, cut in row[1:]:
        if cut.start >= open_cut.end:
            yield open_cut
            order, open_cut = next_order, cut
            continue
        label = open_cut.label if order <= next_order else cut.label
        open_cut = Cut(cut.block, open_cut.start, max(open_cut.end, cut.end), label)
        order = min(order, next_order)
    yield open_cut


def _rest(text: str, cuts: list[Cut]) -> str:
    kept, position = [], 0
    for cut in cuts:
        kept.append(text[position : cut.start])
        position = cut.end
    return "".join([*kept, text[position:]])
