"""Find the lines that may sign the story: they say "by", are marked as an author's, or are nothing but names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from msgspec import Struct

from cleaner.labelers.story_lines.bylines.around import (
    QUOTATION_MARKS,
    is_first_of_list,
    is_told_otherwise,
    label_above,
)
from cleaner.labelers.story_lines.bylines.line_signs import (
    ENDS_BY,
    MAX_NAME_CHARS,
    begins_with_by,
    has_author_class,
    has_date,
    is_date_line,
    is_dated_name,
    is_label,
    is_monogram,
    is_name_line,
    is_newsroom,
    is_nothing_but,
    is_of_others,
    is_plain_label,
    without_place,
)
from cleaner.labelers.story_lines.bylines.story import LISTS, OTHERS, SignedStory, bare_words
from cleaner.labelers.story_lines.candidates import is_quoted
from cleaner.lines.bylines import is_full_name, merged, parse_byline
from cleaner.lines.bylines.parts import says_other_work, without_alternatives
from cleaner.lines.names import fold_word, is_name, plain_word
from cleaner.lines.outlets import is_host
from cleaner.lines.signers import read_signers
from cleaner.lines.words import HEADING_WORDS, NEVER_NAMES, OTHER_WORK
from cleaner.model import Author, Block, Role
from cleaner.text import bare

MAX_BYLINE_WORDS = 40
MARKED_BELOW_TEXT = 16  # blocks: pictures, tags and buttons may stand between
NAME_TAGS = frozenset({"div", "p", "address", "span", ""})
MIN_LOGIN_CHARS = 4  # fewer are initials
OPEN_ENDS = (".", "!", "?", ":", "–", "—", "-", "…", ",")  # of a sentence, a heading, a kicker, a list of topics
NESTED_BULLET = "o"  # of a list within a list, as in a menu
OF_PICTURES = frozenset({Role.CAPTION, Role.CREDIT})
NO_NAMES = frozenset({Role.HEADING, Role.QUOTE, Role.HEADLINE, Role.CAPTION, Role.CREDIT, Role.SECTION})


class SignedLine(Struct, frozen=True):
    """A line that may sign the story.

    source: how, as provenance names it; span: of the names, where the line ends in them.
    """

    block: Block
    authors: tuple[Author, ...]
    source: str
    span: tuple[int, int] | None = None


def lines_near(story: SignedStory) -> Iterator[SignedLine]:
    """The lines near the story that may sign it."""
    for block in story.near_blocks():
        if len(block.text.split()) <= MAX_BYLINE_WORDS:
            yield from read_line(story, block)


def lines_afar(story: SignedStory) -> list[SignedLine]:
    """The lines that say "by" anywhere on the page, where all of them name the same people.

    Where a date stands in or above some of them, those alone: lists below a story name the writers of others.
    """
    blocks = story.blocks_between(0, len(story.blocks), OTHERS | LISTS | NO_NAMES)
    signing = [block for block in blocks if signs_from_afar(story, block)]
    marked = [block for block in signing if block.index > story.last and not says_author(block)]
    if len(marked) > 1 and not story.is_dump:  # teasers
        signing = [block for block in signing if block not in marked]
    signing = [block for block in signing if is_under_date(story, block)] or signing
    lines = [SignedLine(block, parse_byline(block.text), "line:byline") for block in signing]
    named = {tuple(author.name for author in line.authors) for line in lines}
    return lines if len(named) == 1 else []


def is_under_date(story: SignedStory, block: Block) -> bool:
    """Whether a date stands in a block, or above it or the label above it."""
    above = range(block.index - 1 - is_label(story.text_at(block.index - 1)), block.index)
    return has_date(block.text) or any(is_date_line(story.text_at(index)) for index in above)


def signs_from_afar(story: SignedStory, block: Block) -> bool:
    """Whether a short line says "by" and names a person in full.

    Of what HTML prints behind the text only lines that begin with "Author": lists of stories stand there. Of what a
    dump prints behind such a list only lines below a label: "The author of this story".
    """
    if len(block.text) > MAX_NAME_CHARS or is_quoted(block):
        return False
    if block.index > story.last and not story.is_dump and not is_labelled_author(story, block):
        return False
    is_labelled = is_plain_label(story.text_at(block.index - 1))
    if not (is_labelled or (block.index < story.end and begins_with_by(block.text))):
        return False
    people = parse_byline(block.text)
    return any(map(is_full_name, people)) and not is_of_headings(people)  # of menus: "By Event Type", "By Use Case"


def is_labelled_author(story: SignedStory, block: Block) -> bool:
    """Whether a line behind the text begins with "Author", or markup not far from the text says that one is in it."""
    if says_author(block):
        return True
    is_marked = block.index in story.marked_names or block.index in story.worded_names
    return is_marked and block.index <= story.last + MARKED_BELOW_TEXT


def says_author(block: Block) -> bool:
    """Whether a line begins with "Author"."""
    return has_author_class(block.text.split()[:1])


def read_line(story: SignedStory, block: Block) -> Iterator[SignedLine]:
    """The block as a signed line, where it may be one."""
    if is_quoted(block):
        return
    source = with_house(story, block) or source_of(story, block)
    if source is not None:
        yield source
        return
    end = ENDS_BY.search(block.text)
    if end is None or says_other_work(block.text[: end.start("name")]) or is_of_works(story, block):
        return
    people = parse_byline(end["name"])
    if any(map(is_full_name, people)):
        yield SignedLine(block, people, "line:end", end.span("name"))


def is_of_works(story: SignedStory, block: Block) -> bool:
    """Whether a block may say who made what the text tells of, or what a teaser does: "Storm at Sea by Jane Doe".

    So may a headline that the page declares whole: "Quay House by Harbour Officially Opens".
    """
    is_quotation = block.text.endswith(QUOTATION_MARKS)
    is_title = block.index == story.headline and bare(block.text) in story.article.declared.title_forms
    return block.marker != "" or is_quotation or is_title or block.index > story.first


def with_house(story: SignedStory, block: Block) -> SignedLine | None:
    """The name before a house that the page prints elsewhere too, over a date: "Jane Doe - harbournews"."""
    name, _, house = block.text.partition(" - ")
    if not house or not is_date_line(story.text_at(block.index + 1)) or not story.is_house(house, block.index):
        return None
    people = parse_byline(name)
    is_named = any(map(is_full_name, people)) and not is_of_headings(people)
    return SignedLine(block, people, "line:name", (0, len(name))) if is_named else None


def source_of(story: SignedStory, block: Block) -> SignedLine | None:
    """The whole block as a byline, with what makes it one; None where nothing does.

    Lines are parsed last: most of those near a story are no bylines by their look.
    """
    above, text = label_above(story, block), without_alternatives(block.text)
    if is_monogram(text, story.text_at(block.index + 1)):
        return None
    says_by = begins_with_by(text) and block.index != story.headline  # as a headline may: "Von Bremen nach Kiel"
    if not says_by and (block.marker == NESTED_BULLET or is_first_of_list(story, block)):
        return None
    is_labelled = is_label(above) and not text.endswith(":")
    if says_by or is_labelled:
        return named_line(story, block, "line:byline", is_labelled=is_labelled)
    if block.index in story.marked_names and block.index != story.headline:
        return named_line(story, block, "line:marked")
    authors = worded_authors(story, block)
    if authors:
        return SignedLine(block, authors, "line:class")
    if not is_short(story, block, text) or is_of_others(above) or is_told_otherwise(story, block):
        return None  # under "Photo:" stands the photographer
    is_marked = has_author_class(block.tokens)
    may_be_name = block.tag in NAME_TAGS or story.article.role_of(block) is Role.BYLINE
    if not (is_marked or may_be_name):
        return None
    authors = read_signers(text)
    is_full = any(map(is_full_name, authors))
    if is_full and is_marked:
        return SignedLine(block, authors, "line:class")
    bare = without_place(text) if is_date_line(story.text_at(block.index + 1)) else text
    if not authors or not may_be_name or not (is_nothing_but(bare, authors) or is_dated_name(text, authors)):
        return None
    is_between = is_date_line(story.text_at(block.index + 1)) and block.index - 1 == story.headline
    is_signed = is_full and is_name_line(text, authors, is_dated=is_between or has_date(text))
    if is_signed and not is_of_headings(authors):
        return SignedLine(block, authors, "line:name")
    desks = [author for author in authors if not is_host(author.name)]  # "Courier Health Desk / courier.example"
    is_desk = bool(desks) and all(map(is_newsroom, desks)) and story.article.role_of(block) not in OF_PICTURES
    return SignedLine(block, authors, "line:desk") if is_desk else None


def named_line(story: SignedStory, block: Block, source: str, *, is_labelled: bool = False) -> SignedLine | None:
    """The block as a byline of the people it names; None where it names nobody."""
    is_login = len(block.text.rpartition(" ")[2]) >= MIN_LOGIN_CHARS and is_under_headline(story, block)
    marked = story.marked_names.get(block.index, [block.text] if is_login else ())
    authors = read_signers(block.text, marked, story.article.outlet_name, is_labelled=is_labelled)
    return SignedLine(block, authors, source) if authors else None


def is_under_headline(story: SignedStory, block: Block) -> bool:
    """Whether a block stands right below the headline, or below the date there: "by jdoe" signs the story."""
    above = block.index - 1 - is_date_line(story.text_at(block.index - 1))
    return story.headline in (block.index - 1, above)


def worded_authors(story: SignedStory, block: Block) -> tuple[Author, ...]:
    """Who stands in full in an element of a block whose class names hold a word for author; else a link's only word.

    Whatever else the block prints: "The Courier 02/10/2020 Jane Doe".
    """
    names = story.worded_names.get(block.index, ())
    if not names or plain_word(block.text.partition(" ")[0]) in OTHER_WORK:
        return ()  # "Audio 03:07 | Jane Doe"
    full = chain.from_iterable(parse_byline(name) for name in names if is_name(name))
    people = tuple(merged(author for author in full if is_full_name(author) and not is_of_headings([author])))
    if people or story.article.declared.author_names:
        return people
    alone = [name for name in names if " " not in name and fold_word(name) not in HEADING_WORDS]
    return next(filter(None, (read_signers(name, [name]) for name in alone)), ())


def is_of_headings(authors: Iterable[Author]) -> bool:
    """Whether a bare name holds a word that headings and menus are made of: "Local News", "Västra Skogarna"."""
    names = " ".join(author.name for author in authors if author.kind == "person")
    return not NEVER_NAMES.isdisjoint(bare_words(names.split()))


def is_dated(story: SignedStory, block: Block) -> bool:
    """Whether a date stands in a block, or below it: "Jane Doe and AP" over a date is no credit of a picture."""
    return has_date(block.text) or story.is_over_date(block.index)


def is_short(story: SignedStory, block: Block, text: str) -> bool:
    """Whether a block is as short as a name with role and date, and neither a sentence nor a heading.

    A portrait stands by the headline of a story about the one it shows; a caption there that is the author's name may
    be the byline above a picture.
    """
    if len(text) > MAX_NAME_CHARS or text.endswith(OPEN_ENDS) or text.count("[") != text.count("]"):
        return False
    if text[:1] in QUOTATION_MARKS and text[-1:] in QUOTATION_MARKS:
        return False
    if text[:1].isdigit() and text[-1:].isdigit() and not has_date(text):
        return False  # a row of results: "8 Jane Doe 0"
    role = story.article.role_of(block)
    is_byline_place = is_dated(story, block) or block.index - 1 == story.headline
    return role not in NO_NAMES or (role in OF_PICTURES and is_byline_place)
