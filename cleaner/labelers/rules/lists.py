"""Lists of other stories: a heading a rule knows, and the run of blocks that belongs to it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from operator import attrgetter

from msgspec import Struct

from cleaner.labelers.rules.draft import LabelDraft
from cleaner.labelers.rules.reach import Hits, reach_of
from cleaner.model import BODY_ROLES, BOILERPLATE_ROLES, Block, Role
from cleaner.rulebook.compiled import CompiledStatement
from cleaner.text import count_words, ends_sentence
from cleaner.tree import Element, PageTree

DEFAULT_MAX_BLOCKS = 60  # four lists of five entries with rank, title and section fill 60 lines
DEFAULT_MAX_WORDS = 20  # titles of stories are shorter
LINKED_SHARE = 0.5
PROSE_WORDS = 12  # titles that end like a sentence (a question, a quote) are shorter
STATEMENT_WORDS = 4  # a full stop after fewer words ends a label ("Vol. 3."), after more a sentence
QUESTION_WORDS = 18  # titles are questions more often than sentences of a story are
BEGINNING_ROLES = BOILERPLATE_ROLES | {None}  # of a heading
# What belongs to the story itself ends a run; a time, a section or a credit also stands between entries.
ENDING_ROLES = BODY_ROLES | {
    Role.HEADLINE, Role.SUBTITLE, Role.BYLINE, Role.DATELINE, Role.CAPTION, Role.NOTICE, Role.COPYRIGHT,
}  # fmt: skip
MAX_BOX_LEVELS = 10  # elements from a heading up to the box that holds its list; real ones need up to five
LOOK_AHEAD = 3  # blocks a label may stand before the next entry
# A sentence that ends inside the text: four letters and more, as "vs.", "U.S." and "Gov." end none.
INNER_END = re.compile(r"""\w{4}[.!?…][\])}"'”’»]*\s+["'“‘«(]?[A-ZÀ-ÞА-Я0-9]|[。！？][^」』）]""")
FULL_STOP = re.compile(r"""(?<![A-Z])[.。]["'”’»)\]」』]*$""")
QUESTION = re.compile(r"""[?!？！؟]["'”’»)\]」』]*$""")
BLOCK_OF = attrgetter("block")


class ListRun(Struct, frozen=True, eq=False):
    """The run of blocks behind headings of one statement. max_words: of an entry."""

    draft: LabelDraft
    max_blocks: int
    max_words: int

    def blocks_after(self, head: int) -> Iterator[int]:
        """The blocks behind a heading that belong to its list."""
        if self.draft.page.tree is None:
            return self._in_dump(head)
        return self._on_page(head, self._box_end(self.draft.page.tree, head))

    def _in_dump(self, head: int) -> Iterator[int]:
        """Short lines that are no prose.

        Once entries were marked or indented, a plain line after an empty one is a label between entries where another
        entry follows soon, else the end.
        """
        any_listed = False
        for block in self._open_blocks(head):
            line = self.draft.blocks[block]
            any_listed |= _is_listed(line)
            if _is_listed(line):
                belongs = not self._is_long_entry(block)
            else:
                needs_entry = any_listed and line.gap > 0
                belongs = self._is_label(block) and (not needs_entry or self._follows_soon(block, _is_listed_title))
            if not belongs:
                return
            yield block

    def _on_page(self, head: int, box_end: int) -> Iterator[int]:
        """Where the box around the heading holds no prose, all of it; else the linked blocks that follow at once.

        Short labels may stand between these. So a box in mid-story ends where the story goes on.
        """
        for block in self._open_blocks(head):
            is_entry = block <= box_end or _is_linked(self.draft.blocks[block])
            if not is_entry and not (self._is_label(block) and self._follows_soon(block, _is_linked)):
                return
            yield block

    def _open_blocks(self, head: int) -> Iterator[int]:
        """Blocks after a heading up to where any run ends: the next heading, what is about the story, the limit."""
        for block in range(head + 1, min(len(self.draft.blocks), head + 1 + self.max_blocks)):
            if block in self.draft.heads or self.draft.role_of(block) in ENDING_ROLES:
                return
            yield block

    def _box_end(self, tree: PageTree, head: int) -> int:
        """The last block of the nearest element that holds the heading and linked blocks after it, but no prose.

        head where there is no such element, or where it holds prose or more blocks than a run may have: then it is
        the story's own, or the page's.
        """
        start = _element_of(tree, head)
        for element in [start, *start.iterancestors()][:MAX_BOX_LEVELS]:
            last = max([reach.last for reach in reach_of(self.draft, element)], default=head)
            inside = range(head + 1, last + 1)
            if len(inside) > self.max_blocks:
                return head
            if any(_is_linked(self.draft.blocks[block]) for block in inside):
                return head if any(map(self._is_story, inside)) else last
        return head

    def _is_story(self, block: int) -> bool:
        """Whether a block in a box is text of the story: prose without links, or a long block."""
        if _is_linked(self.draft.blocks[block]):
            return False
        role = self.draft.role_of(block)
        return not self._is_label(block) if role is None else role in ENDING_ROLES

    def _is_label(self, block: int) -> bool:
        """Whether an unlinked block may stand between entries: a section, a date, a rank, an item of a list."""
        words = self.draft.words(block)
        return words <= self.max_words and not is_prose(self.draft.blocks[block], words)

    def _is_long_entry(self, block: int) -> bool:
        """Whether a listed line is too long for an entry: prose beyond the limit, or anything twice as long.

        Prose that is indented may be a broken line, which ends in a word; captions end in the credit's bracket.
        """
        line, words = self.draft.blocks[block], self.draft.words(block)
        if words <= self.max_words:
            return False
        is_broken_prose = not line.marker and line.text[-1].isalpha() and INNER_END.search(line.text) is not None
        return words > 2 * self.max_words or is_broken_prose or is_prose(line, words)

    def _follows_soon(self, block: int, is_entry: Callable[[Block], bool]) -> bool:
        """Whether an entry follows within a few blocks, with nothing but labels before it."""
        for following in range(block + 1, min(len(self.draft.blocks), block + 1 + LOOK_AHEAD)):
            if is_entry(self.draft.blocks[following]):
                return True
            if following in self.draft.heads or not self._is_label(following):
                return False
        return False


def label_list(draft: LabelDraft, statement: CompiledStatement, hits: Hits) -> None:
    """Label each heading and the run of short or linked blocks after it.

    A heading that an earlier layer has labelled, or that is about the story, begins no list: a site's rule for
    that line alone says that no list follows.
    """
    run = ListRun(draft, statement.max_blocks or DEFAULT_MAX_BLOCKS, statement.max_words or DEFAULT_MAX_WORDS)
    for head in sorted(hits.lines):
        begins_list = draft.role_of(head) in BEGINNING_ROLES and draft.earlier[head] is None
        if begins_list and statement.allows_tag(draft.blocks[head].tag):
            entries = list(run.blocks_after(head))
            if not entries and draft.spares(head, statement.label):
                continue
            for block in (head, *entries):
                draft.give(block, statement.label)


def is_prose(block: Block, words: int) -> bool:
    """Whether a block reads like a sentence of a story and not like the title of one."""
    text = block.text
    if not ends_sentence(text):
        return False
    holds_sentences = words > PROSE_WORDS and INNER_END.search(text) is not None
    if block.marker:
        return holds_sentences
    is_statement = words >= STATEMENT_WORDS and FULL_STOP.search(text) is not None
    limit = QUESTION_WORDS if QUESTION.search(text) else PROSE_WORDS
    return holds_sentences or is_statement or words > limit


def _is_listed(line: Block) -> bool:
    return bool(line.marker) or line.indent > 0


def _is_listed_title(line: Block) -> bool:
    return _is_listed(line) and not is_prose(line, count_words(line.text))


def _element_of(tree: PageTree, block: int) -> Element:
    """The element around a block's first piece of text."""
    piece = tree.pieces[bisect_left(tree.pieces, block, key=BLOCK_OF)]  # in reading order, so by block
    return next(piece.element.iterancestors()) if piece.is_tail else piece.element


def _is_linked(block: Block) -> bool:
    return block.link_share >= LINKED_SHARE
