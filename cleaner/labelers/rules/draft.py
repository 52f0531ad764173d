"""The labels of one page while rules are applied to it."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate, groupby
from operator import attrgetter
from typing import NamedTuple

from msgspec.structs import replace

from cleaner.declared import Declared
from cleaner.labelers.rules.groups import Caught
from cleaner.model import BODY_ROLES, BOILERPLATE_ROLES, Block, Candidate, Cut, Label, Page, Place, Role, Voice
from cleaner.rulebook.compiled import CompiledStatement
from cleaner.text import count_words, ends_sentence, fold, without_spans

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

ALPHANUMERIC = re.compile(r"[^\W_]")
BLOCK_OF = attrgetter("block")
REMOVED_OR_BODY = BODY_ROLES | BOILERPLATE_ROLES


LONG_WORDS, LINKED_SHARE = 20, 0.5  # of a text that is no title or label
MIN_STORY_WORDS, MAX_WORDS_BESIDE = 100, 40  # of long texts: a story has so many, a hint about cookies fewer
STROKE = " | "  # between the cells of a row
SUBHEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
MIN_TEXT_WORDS = 12  # of the text behind a heading
TITLE_PARTS = re.compile(r" [|:·-] ")
MIN_STORY_SHARE = 2 / 3  # of the words of all long texts that stand in the story's element


class StoryPlace(NamedTuple):
    """The element directly around most of a page's texts, from the first of these to the last.

    share: of the words of all texts. Comments, teasers and other items stand each in an element of its own.
    """

    container: Place | None
    blocks: range
    share: float


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
        self.spared: list[tuple[int, Label]] = []  # headings of the story, and what a statement would call them
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

    def holds_headline(self, blocks: range) -> bool:
        """Whether the headline stands in a run of blocks."""
        return any(block in blocks for block in self._headlines)

    @cached_property
    def declared_titles(self) -> frozenset[str]:
        """What the page declares as its titles, folded."""
        return frozenset(fold(title.text) for title in Declared(self.page).titles)

    @cached_property
    def _headlines(self) -> frozenset[int]:
        """The h1 that say what the page's titles say, else such an h2."""
        titles = {_longest_part(title) for title in self.declared_titles}
        for tag in ("h1", "h2"):
            headings = [block.index for block in self.blocks if block.tag == tag]
            found = frozenset(block for block in headings if _longest_part(self.folded(block)) in titles)
            if found:
                return found
        return frozenset()

    def spares(self, block: int, label: Label) -> bool:
        """Whether a block is a heading of the story that says what a box is called; it is remembered.

        The site's own rule knows better.
        """
        heads_story = self._heads_story(block, label)
        if heads_story:
            self.spared.append((block, label))
        return heads_story

    def settle_spared(self) -> None:
        """Label the headings whose text turned out to be what they say."""
        for block, label in self.spared:
            if self.labels[block + 1] is not None:
                self.give(block, label)
        self.spared.clear()

    def _heads_story(self, block: int, label: Label) -> bool:
        """Whether text of the story's container follows a heading there at once."""
        is_heading = self.blocks[block].tag in SUBHEADINGS and has_text(self.blocks[block].text)
        if not is_heading or label.voice is Voice.SITE or label.role not in BOILERPLATE_ROLES:
            return False
        text = block + 1
        is_text = text < len(self.blocks) and self.labels[text] is None and self.prose_words(text) >= MIN_TEXT_WORDS
        around = self.blocks[block].container
        story = self._story_place
        return is_text and around is self.blocks[text].container and story is not None and around is story.container

    def holds_story(self, blocks: range) -> bool:
        """Whether a run of blocks holds the element in which most of the page's texts stand side by side."""
        story = self._story_place
        if story is None or story.share < MIN_STORY_SHARE:
            return False
        return story.blocks[0] in blocks and story.blocks[-1] in blocks

    @cached_property
    def _story_place(self) -> StoryPlace | None:
        """Where most of the page's texts stand; None where no element holds enough of them for a story."""
        counts = [self.prose_words(block.index) for block in self.blocks]
        words: Counter[Place | None] = Counter()
        for block in self.blocks:
            words[block.container] += counts[block.index]
        ((container, most),) = words.most_common(1)
        if most < MIN_STORY_WORDS:
            return None
        texts = [block.index for block in self.blocks if counts[block.index] and block.container is container]
        return StoryPlace(container, range(texts[0], texts[-1] + 1), most / sum(counts))

    def prose_words(self, block: int) -> int:
        """The words of a block without links that ends like a sentence; 0 of any other."""
        is_sentence = self.blocks[block].link_share < LINKED_SHARE and ends_sentence(self.blocks[block].text)
        return self.words(block) if is_sentence else 0

    def holds_all_prose(self, blocks: range) -> bool:
        """Whether a run of blocks holds the long texts of a page, but for a few words, and enough for a story."""
        if self.words_in(blocks) < MIN_STORY_WORDS:
            return False
        inside = self._prose_before[blocks.stop] - self._prose_before[blocks.start]
        return inside >= MIN_STORY_WORDS and self._prose_before[-1] - inside < MAX_WORDS_BESIDE

    @cached_property
    def _prose_before(self) -> Sequence[int]:
        """Words of long texts without links before each block, and of all of them."""
        words = (self.words(block.index) if block.link_share < LINKED_SHARE else 0 for block in self.blocks)
        return (0, *accumulate(count if count >= LONG_WORDS else 0 for count in words))

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

    def role_of(self, block: int) -> Role | None:
        """The role of a block so far."""
        label = self.labels[block]
        return label.role if label is not None else None

    def texts_as(self, role: Role) -> set[str]:
        """The folded texts of the blocks that have a role so far."""
        return {self.folded(block) for block in range(len(self.blocks)) if self.role_of(block) is role}

    def cut(self, block: int, start: int, end: int, label: Label) -> None:
        """Cut a run of text out of a block.

        Where nothing that can be read remains, the block takes the label. A block that is removed anyway, or that a
        statement has named body, is not cut.
        """
        if self.role_of(block) in REMOVED_OR_BODY:
            return
        text = self.blocks[block].text
        if self.labels[block] is None and not (has_text(text, 0, start) or has_text(text, end)):
            self.labels[block] = label
        else:
            self.cuts.append(Cut(block, start, end, label))

    def cut_all(self, block: int, spans: Iterable[tuple[int, int]], label: Label) -> None:
        """Cut several runs of text out of a block."""
        for start, end in spans:
            self.cut(block, start, end, label)

    def catch(self, caught: Caught, block: int, label: Label) -> None:
        """Offer what named groups caught to its field."""
        candidate = Candidate(caught.field, caught.value, f"rule:{label.by}", block, caught.parts, label.voice, True)
        self.found.append(candidate)

    def note(self, block: int, start: int, end: int, label: Label) -> None:
        """Offer a cut-out run of text to the field of its role."""
        field = FIELD_OF_ROLE.get(label.role, "")
        value = self.blocks[block].text[start:end].strip()
        if field and value:
            self.catch(Caught(field, value, {}, ()), block, label)

    def settled_cuts(self) -> tuple[Cut, ...]:
        """The cuts in page order, overlapping ones merged under the label of the first that was made.

        A block without label whose cuts leave nothing to read takes the label of its first cut instead.
        """
        settled: list[Cut] = []
        for block, cuts in groupby(sorted(self.cuts, key=BLOCK_OF), key=BLOCK_OF):
            merged = _merge(list(cuts))
            if self.blocks[block].place.row:
                merged = list(_with_strokes(merged, self.blocks[block].text))
            spans = [(cut.start, cut.end) for cut in merged]
            if self.labels[block] is None and not has_text(without_spans(self.blocks[block].text, spans)):
                self.labels[block] = merged[0].label
            else:
                settled += merged
        return tuple(settled)


def _longest_part(title: str) -> str:
    """A title without the site's name and the section, which are shorter as a rule."""
    return max(TITLE_PARTS.split(title), key=len)


def has_text(text: str, start: int = 0, end: int = sys.maxsize) -> bool:
    """Whether there is a letter or digit in a run of a text."""
    return ALPHANUMERIC.search(text, start, end) is not None


def _with_strokes(cuts: Iterable[Cut], row: str) -> Iterator[Cut]:
    """The cuts in a row of a table, those of whole cells with the stroke before them; of its first cells, behind."""
    first = 0  # where the first cell begins that is left
    for cut in cuts:
        is_whole = all(text.endswith(STROKE) for text in (STROKE + row[: cut.start], row[cut.end :][:3] or STROKE))
        if is_whole and cut.start == first:
            first = cut.end + len(STROKE)
            yield replace(cut, end=min(first, len(row)))
        else:
            yield replace(cut, start=cut.start - len(STROKE)) if is_whole else cut


def _merge(cuts: list[Cut]) -> list[Cut]:
    """The cuts of one block in page order, those that overlap as one, under the label of the first that was made."""
    spans: list[tuple[int, int, int]] = []  # start, end, number of the cut that was made first
    for number, cut in sorted(enumerate(cuts), key=lambda pair: (pair[1].start, pair[1].end)):
        span = (cut.start, cut.end, number)
        start, end, first = spans.pop() if spans and cut.start < spans[-1][1] else span
        spans.append((start, max(end, cut.end), min(first, number)))
    return [replace(cuts[first], start=start, end=end) for start, end, first in spans]
