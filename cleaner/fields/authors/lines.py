"""The authors a page prints in lines: marked elements, blocks with the role byline, lines that say "by"."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from cleaner.fields.authors.declared import Authors, Offer, of_candidate
from cleaner.fields.authors.name_lines import is_signature
from cleaner.fields.choice import rule_offers
from cleaner.fields.near_blocks import Near
from cleaner.lines.bylines import MAX_LINE_CHARS, merged, parse_byline, segments
from cleaner.lines.bylines.parts import COLON, NAMES_TOO, PREFIX_STARTS, unglued, without_date
from cleaner.lines.bylines.pen_names import read_pen_name, read_signed
from cleaner.lines.lazy import lazy_pattern
from cleaner.lines.names import fold_word, is_name
from cleaner.lines.words import AND, LABELS, MONTHS_AND_DAYS, PREFIXES, TAIL
from cleaner.model import Author, Block, Candidate, PersonSignal, Role

MAX_LABEL_CHARS = 30
MAX_JOINT_CHARS = 6
MAX_PREFIX_WORDS = 4
MAX_BYLINE_WORDS = 40
GAP_BLOCKS = 4  # what parts one person's line from the next story's
AUTHOR_WORDS = frozenset(
    {"author", "authors", "byline", "writer", "writers", "contributor", "written", "autor", "autoren", "auteur"}
)
AUTHOR_STEM = lazy_pattern(r"aut|byline|writ|contributor")  # one of them is in every author word
TOKEN_WORD = lazy_pattern(r"[a-z]+")
GLUED_BY = lazy_pattern(r"[Bb]y[A-Z]")
# "홍길순 기자", "[서울=연합뉴스] 홍길순 특파원", "記者王小溪／台北報導": the role says what "by" says elsewhere
REPORTER = lazy_pattern(
    r"(?:[(\[【].{1,20}[)\]】]\s*)?(?:[\uac00-\ud7a3]{1,6}\s?[=＝]\s?)?[\uac00-\ud7a3]{2,4}\s?"
    r"(?:(?:선임|인턴|객원|전문|수습)?기자|특파원|논설위원|통신원)(?![\uac00-\ud7a3])"
    r"|[（(【]?[\u4e00-\u9fff]{0,6}(?:记者|記者)\s?[：:]?\s?[\u4e00-\u9fff]{2,4}(?![\u4e00-\u9fff]{3})"
    r"|[（(]?(?:责任编辑|責任編輯|责编|責編|编辑|作者|文)\s?[：:／/｜|]\s?[\u4e00-\u9fff]{2,4}(?![\u4e00-\u9fff]{3})"
)
FIRST_WORD = lazy_pattern(r"[\s(\[【（]*([^\s.,:：;(/／・]*)")
# "Do 25.04.24 by", "Updated 3 March by": what stands before a prefix may be a date
FIRST_WORDS = {FIRST_WORD.match(phrase).group(1) for phrase in PREFIXES | LABELS | TAIL} | MONTHS_AND_DAYS | {""}  # type: ignore[union-attr]
CAMEL_WORD = lazy_pattern(r"[A-Z]?[a-z]+")


class Spot(NamedTuple):
    """A printed byline and the block it stands in; candidate: where a rule's pattern has taken it apart."""

    block: int
    text: str
    candidate: Candidate | None = None


def from_people(*grounds: str) -> Callable[[Near], Iterator[Offer]]:
    """A source of elements marked as author on one of the grounds."""

    def offer(near: Near) -> Iterator[Offer]:
        for ground in grounds:
            marked = [p for p in near.article.page.signals.people if p.ground == ground]
            found = first_found(near, [Spot(p.block, p.name) for p in marked])
            yield f"people:{ground}", found or first_pen_name(near, marked)

    return offer


def from_bylines(near: Near) -> Iterator[Offer]:
    """The blocks with the role byline that say "by" or are marked as an author's; what general rules caught in lines.

    A line of date and section may have the role as well: without a word for "by" it names nobody.
    """
    labels = near.article.labels.labels
    caught = [candidate for candidate in rule_offers(near.article, "authors") if candidate.is_evidence]
    yield "rule:line", first_found(near, [Spot(c.block, c.value, c) for c in caught if c.parts])
    marked = near.article.blocks_as(Role.BYLINE)
    blocks = [block for block in marked if has_prefix(block.text) or is_named(block)]
    blocks = blocks or [block for block in marked if is_signature(near.article, block)][:1]
    spots = [Spot(c.block, c.value) for c in caught if not c.parts and labels[c.block] is None]
    yield "role:byline", first_found(near, [*(Spot(block.index, block.text) for block in blocks), *spots])


def from_lines(near: Near) -> Iterator[Offer]:
    """Blocks that are printed like a byline ("By Jane Doe", "Author: …"), or follow one that says so.

    A bare dump prints every element on its own line: "By", "Jane Doe", "and", "Bob Lee" are one byline.
    """
    spots = []
    for blocks in (near.above, near.below):
        text, is_open = "", False
        for block in blocks:
            joint = is_joint(block.text)
            text = f"{text} {block.text}" if is_open or (text and joint) else block.text
            is_open = is_label(block.text) or (joint and text != block.text)
            if not is_open and has_prefix(text) and (names_person(text) or read_signed(text) is not None):
                spots.append(Spot(block.index, text))
    whole = [spot for spot in spots if not any(other.text.startswith(f"{spot.text} ") for other in spots)]
    yield "line:byline", first_found(near, whole)


def first_pen_name(near: Near, people: list[PersonSignal]) -> Authors:
    """The first marked element above the text, else below it, that holds a login or pen name."""
    for blocks in (near.above, near.below) if people else ():
        inside = frozenset(block.index for block in blocks)
        names = (read_pen_name(p.name) or read_signed(p.name) for p in people if p.block in inside)
        first = next((name for name in names if name is not None), None)
        if first is not None:
            return (first,)
    return ()


def is_named(block: Block) -> bool:
    """Whether a block is marked as an author's and names somebody in full, or a desk."""
    return is_marked(block) and names_person(block.text, or_desk=True)


def is_marked(block: Block) -> bool:
    """Whether a class or id of the block, or around it, has a word for author: "post-hero__author", "AuthorName"."""
    return any(map(is_author_token, block.tokens))


@lru_cache(maxsize=2048)  # the blocks of a page share nearly all their tokens
def is_author_token(token: str) -> bool:
    """Whether a class or id holds a word for author, parted by punctuation or by a capital."""
    lower = token.lower()
    if not AUTHOR_STEM.search(lower):
        return False
    return not AUTHOR_WORDS.isdisjoint(TOKEN_WORD.findall(lower)) or not AUTHOR_WORDS.isdisjoint(
        word.lower() for word in CAMEL_WORD.findall(token)
    )


def names_person(text: str, *, or_desk: bool = False) -> bool:
    """Whether a line names somebody in full."""
    found = parse_byline(text)
    return any((a.kind == "person" and is_name(a.name)) or (or_desk and a.kind == "desk") for a in found)


def is_joint(text: str) -> bool:
    """Whether the block holds nothing but a word or sign between two names."""
    return len(text) <= MAX_JOINT_CHARS and (text in (",", "|", "/", "•", "·") or fold_word(text) in AND)


def is_label(text: str) -> bool:
    """Whether the block holds nothing but a word for "By" or "Author"."""
    label = fold_word(text).strip(" :：") if len(text) <= MAX_LABEL_CHARS else ""
    return label in PREFIXES or label in LABELS


@lru_cache(maxsize=1024)  # several sources ask the same lines
def has_prefix(text: str) -> bool:
    """Whether the line, or a part of it behind a date or "|", begins with a word for "By" or a label for "Author:"."""
    if len(text) > MAX_LINE_CHARS:
        return False
    if not text.isascii() and REPORTER.match(text):
        return True
    if not any(map(may_begin, segments(text))):
        return False
    return any(begins_with_prefix(without_date(part).split()) for part in segments(unglued(text)))


def may_begin(part: str) -> bool:
    """Whether the first word may be that of a prefix or label, or of a date before one: asked before all else."""
    word = FIRST_WORD.match(part).group(1)  # type: ignore[union-attr]  # the pattern fits every text
    return fold_word(word) in FIRST_WORDS or word[:1].isdigit() or GLUED_BY.match(word) is not None


def begins_with_prefix(words: list[str]) -> bool:
    """Whether the words begin with "By", "Written by", "Author:" …."""
    folded = [fold_word(word) for word in words[:MAX_PREFIX_WORDS]]
    if not folded or (folded[0].partition(" ")[0] not in PREFIX_STARTS and not COLON.search(" ".join(folded))):
        return False
    for count in range(len(folded), 0, -1):
        phrase = " ".join(folded[:count])
        head, colon, _ = phrase.replace("：", ":").partition(":")
        if phrase in PREFIXES or (colon and (head.strip() in LABELS or head.strip() in PREFIXES)):
            return True
    return False


def first_found(near: Near, spots: Iterable[Spot]) -> Authors:
    """The authors of the spots above the text, else of those below it; of several spots those that stand together."""
    short = [spot for spot in spots if len(spot.text.split()) <= MAX_BYLINE_WORDS]
    if not short:
        return ()
    for blocks in (near.above, near.below):
        inside = {block.index for block in blocks}
        standing = [spot for spot in short if spot.block in inside]
        if standing and (found := together(standing)):
            return found
    return ()


def together(spots: list[Spot]) -> Authors:
    """The authors of the first spot that names some, and of those that follow it closely: one line of a kind."""
    found: list[Author] = []
    lines: list[str] = []
    last: int | None = None
    for spot in sorted(spots, key=lambda spot: spot.block):
        if last is not None and spot.block - last > GAP_BLOCKS:
            break
        if spot.candidate is not None:
            found += of_candidate(spot.candidate)
        elif spot.text not in lines and (lines or parse_byline(spot.text)):
            lines.append(spot.text)
        elif not lines and not found and (signed := read_signed(spot.text)) is not None:
            found.append(signed)
        if found or lines:
            last = spot.block
    return tuple(merged([*found, *parse_byline(" | ".join(map(without_capital_prefix, lines)))]))


def without_capital_prefix(line: str) -> str:
    """A line that is "Von" and one word, without the former: elsewhere that may be a name ("Von Miller")."""
    first, _, rest = line.partition(" ")
    return rest if rest and " " not in rest and fold_word(first) in NAMES_TOO and rest[0].isupper() else line


LINE_SOURCES: tuple[Callable[[Near], Iterator[Offer]], ...] = (
    from_people("itemprop", "rel"),
    from_bylines,
    from_lines,
)
