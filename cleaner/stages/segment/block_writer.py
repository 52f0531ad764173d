"""Blocks put together from the texts of a page, in the order in which the walk comes upon them."""

from __future__ import annotations

import re
from itertools import islice

from cleaner.model import Block, Place
from cleaner.stages.segment.display import TEXT_BLOCKS, follows_paragraph, spans_begun_with
from cleaner.text import JOINERS, ends_sentence, printed
from cleaner.tree import Element, Piece
from cleaner.vocabulary import words_of

QUOTES = (("“", "”"), ("‘", "’"))  # outer and inner
NO_QUOTES = ("", "")
QUOTE_MARKS = frozenset("\"'“”„‟‘’‚‹›«»「」『』")
# A first letter set large. Its word goes on in small letters or, where the first words are capitals, in two of them.
DROP_CAP = re.compile(r"[\"'“„‘«¿¡(]?[^\W\d_]")
DROP_CAP_CLASS = re.compile(r"drop[-_]?cap|(?:initial|first)[-_]?letter|lettrine", re.IGNORECASE)
MAX_DROP_CAP_CHARS = 3  # of the letter, a quotation mark before it and the space behind it
MIN_PLACE_CHARS = 4
WRAPPED_CHARS = range(60, 121)  # of a preformatted line that was broken to fit: it goes on in the next one


class BlockWriter:
    """The finished blocks and the pieces they consist of; and the open block, which grows by every text.

    parts: what the open block consists of so far. is_full: no further block is taken. open_quotes: quotations that have
    begun and not ended.
    """

    def __init__(self, max_blocks: int) -> None:
        self.blocks: list[Block] = []
        self.pieces: list[Piece] = []
        self.parts: list[str] = []
        self.is_full = False
        self.open_quotes = 0
        self._opening = ""  # the marks of quotations whose text has not come yet
        self._closing: list[str] = []  # the marks of those that have begun
        self._blocks_left = max_blocks  # the lines of preformatted text count as such
        self._reset()

    def _reset(self) -> None:
        self.parts.clear()
        self._place: Place | None = None
        self._length = 0
        self._linked_chars = 0
        self._is_spaced = True  # it ends in a space, or is empty
        self._line_ends = 0  # in it, where it is preformatted
        self._line_breaks = 0  # since the text before
        self._last = ""  # the text before, as the page has it
        self._last_element: Element | None = None

    def close(self) -> None:
        """Finish the open block: what comes next is another one."""
        if not self.parts:
            return
        place = self._place
        if place is not None and not self.is_full:
            text = "".join(self.parts).rstrip()
            index, linked = len(self.blocks), self._linked_chars
            self.blocks.append(Block(index, text, place.tag, 0, linked, place, hidden=place.hidden))
            self._blocks_left -= 1 + self._line_ends
            self.is_full = self._blocks_left <= 0
        self._reset()

    def end(self) -> None:
        """Finish the page: the open block is the last; what was read beyond the limit is dropped."""
        self.close()
        while self.pieces and self.pieces[-1].block >= len(self.blocks):
            self.pieces.pop()

    def add(self, text: str, element: Element, place: Place, *, is_tail: bool, in_link: bool) -> None:
        """Add a text, white space collapsed, and note which characters of which block it became.

        Preformatted text keeps its line ends.
        """
        if "\n" in text and place.tag == "pre":
            *lines, text = text.split("\n")
            for line in lines:
                self.add(line, element, place, is_tail=is_tail, in_link=in_link)
                self._end_line(is_wrapped=len(line) in WRAPPED_CHARS)
        words = printed(text)
        if not words.strip(JOINERS if not self.parts else None):
            if any(map(str.isspace, text)):  # not where it consists of zero-width characters
                self.space()
            return
        if self._line_breaks and not self._runs_on(text):
            self.close()
        elif self._line_breaks and place.tag == "pre":
            self._end_line(is_wrapped=False)
        if not is_tail and self.parts and place.tag not in TEXT_BLOCKS and self._begins_paragraph(element):
            self.close()
        stands_apart = self._follows_place(text, element) if is_tail else self._stands_apart(text, element)
        if self._line_breaks or text[0].isspace() or stands_apart:
            self.space()
        self._join_first_letter(words)
        self._stand_in(place)
        if self._opening:
            words = self._opened(words)
        start = self._length
        self._append(words)
        self._is_spaced = False
        self.pieces.append(Piece(len(self.blocks), start, self._length, element, is_tail))
        if in_link:
            self._linked_chars += len(words)
        self._line_breaks, self._last, self._last_element = 0, text, None if is_tail else element
        if text[-1].isspace():
            self.space()

    def _stand_in(self, place: Place) -> None:
        """Note where the open block stands: at the place of its first text or, where there are others, around it."""
        if self._place is None:
            self._place = place
        elif self._place is not place and self._place.inline:  # else it is the place of the block already
            self._place = _block_around(place)

    def open_quote(self) -> None:
        """Begin a quotation: browsers put its marks, and so does this, unless the text has its own."""
        is_marked = self._last[-1:] in QUOTE_MARKS
        first, last = NO_QUOTES if is_marked else QUOTES[self.open_quotes % 2]
        self._opening += first
        self._closing.append(last)
        self.open_quotes += 1

    def close_quote(self) -> None:
        """End the quotation that began last."""
        self.open_quotes -= 1
        mark = self._closing.pop()
        if self._opening:  # an empty one
            self._opening = self._opening[: -len(mark) or None]
        elif self.parts and self._last.rstrip()[-1:] not in QUOTE_MARKS:
            space = self.parts.pop() if self._is_spaced else ""
            self._length -= len(space)
            self._append(mark + space)

    def space(self) -> None:
        """End the open block in a space, unless it is empty."""
        if not self._is_spaced:
            self._append(" ")
            self._is_spaced = True

    def _opened(self, words: str) -> str:
        """A text behind the marks of the quotations that it begins, unless it has its own."""
        marks, self._opening = self._opening, ""
        return words if words[0] in QUOTE_MARKS else marks + words

    def _end_line(self, *, is_wrapped: bool) -> None:
        """End the open block in a line end or, after a line that was broken to fit, in a space."""
        self.space()
        if self.parts and not is_wrapped:
            self.parts[-1] = "\n"
            self._line_ends += 1
        if self._line_ends >= self._blocks_left:
            self.close()

    def break_line(self, weight: int) -> None:
        """A line break ends the block, unless it is a single one in mid-sentence. weight: it counts as so many."""
        if self.parts:
            self._line_breaks += weight

    def break_cell_line(self) -> None:
        """A line break in a row of data is a space; from the first one on, the row is open."""
        self.parts.append("")
        self.space()

    def mark_cell(self) -> None:
        """Keep the text of a cell apart from that of the cell before it."""
        if self.parts:
            self.space()
            self._append("| ")
            self._last, self._last_element = "|", None

    def _append(self, text: str) -> None:
        self.parts.append(text)
        self._length += len(text)

    def _begins_paragraph(self, element: Element) -> bool:
        """Whether a span is the next of a run of paragraphs."""
        if element.tag != "span" or not ends_sentence(self._last.rstrip()):
            return False
        return any(map(follows_paragraph, spans_begun_with(element)))

    def _runs_on(self, text: str) -> bool:
        """Whether the text goes on with the sentence of the text before the line break."""
        last = self._last.rstrip()
        is_open = not ends_sentence(last) and not last.endswith(":")
        return self._line_breaks == 1 and is_open and text.lstrip()[:1].islower()

    def _follows_place(self, text: str, element: Element) -> bool:
        """Whether a sentence touches the place or the source before it, which a style sheet keeps apart: MarleThe …"""
        opening = self._last.strip()
        is_first = element.get("class") is not None and self._length == len(printed(opening)) >= MIN_PLACE_CHARS
        return is_first and (opening[-1].islower() or opening[-1] == ")") and text[0].isupper()

    def _join_first_letter(self, words: str) -> None:
        """Take the white space out that stands behind the first letter of a word; its class tells it."""
        if self._length > MAX_DROP_CAP_CHARS or not (self._is_spaced and self.parts and words[0].islower()):
            return
        letter, element = self._last.strip(), self._last_element
        if element is None or DROP_CAP.fullmatch(letter) is None or not letter[-1].isupper():
            return
        around = (element, *islice(element.iterancestors(), 1))
        is_marked = any(DROP_CAP_CLASS.search(part.get("class", "")) for part in around)
        if is_marked and letter[-1].lower() not in words_of("one_letter_words"):
            self._length -= len(self.parts.pop())

    def _stands_apart(self, text: str, element: Element) -> bool:
        """Whether two texts that touch are shown apart: words of neighbour elements that both have a class.

        Name and job of an author, section and headline: a style sheet keeps them apart, no white space does.
        """
        before = self._last_element
        if before is None or element.getprevious() is not before:
            return False
        if DROP_CAP.fullmatch(self._last) and (text[0].islower() or (len(text) > 1 and text[:2].isupper())):
            return False
        both_words = self._last[-1].isalnum() and text[0].isalnum()
        return both_words and element.get("class") is not None and before.get("class") is not None


def _block_around(place: Place) -> Place:
    while place.inline and place.around is not None:
        place = place.around
    return place
