"""The authors a page prints: its bylines, biographies, the end of the text."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.article import Article
from cleaner.fields.authors.declared import Offer, read_all, read_declared
from cleaner.fields.authors.vote import GUESSES
from cleaner.fields.choice import printed_texts
from cleaner.lines.bylines import is_full_name, parse_byline
from cleaner.lines.bylines.biographies import BIOGRAPHY, MAX_BIOGRAPHY_CHARS
from cleaner.lines.bylines.parts import EMAIL
from cleaner.lines.lazy import lazy_pattern
from cleaner.lines.names import is_name, plain_word
from cleaner.lines.signers import read_signers
from cleaner.lines.words import NEVER_NAMES
from cleaner.model import PersonSignal, Role

# "… sagte sie. (Lisa Müller, Max Muster, 3.5.2024)"
UNPRINTED = frozenset({"mailto", "item", "word"})
MAX_END_CHARS = 160  # the pattern reaches no further from the end
SAYS_BY = "line:byline"
SIGNED_END = lazy_pattern(r"[.!?…\"“”»]\s*[(\[](?P<names>[^()\[\]]{5,120})[)\]]\.?$")


def from_lines(article: Article) -> Iterator[Offer]:
    """The bylines, as one line; where that names nobody, the pen name one of them is signed with."""
    lines = byline_texts(article)
    together = parse_byline(" | ".join(text for _, text in lines))
    signed = [
        # what a rule marks may be initials of the house
        (source, read_signers(text, [text] if source == SAYS_BY else (), article.outlet_name, is_labelled=True))
        for source, text in lines
    ]
    named = [(source, signers) for source, signers in signed if signers]
    if named:  # "By Harbour Agency" says more than the same name alone on a line above
        source = next((source for source, _ in named if source not in GUESSES), named[0][0])
        is_told = len(named) > 1 or any(map(is_full_name, together))
        yield source, together if together and is_told else named[0][1]


def byline_texts(article: Article) -> list[tuple[str, str]]:
    """What the story's bylines print, and how each was found: whole blocks, then ends of blocks."""
    cuts = article.cuts_as(Role.BYLINE)
    ends = [(cut.label.by, article.page.blocks[cut.block].text[cut.start : cut.end]) for cut in cuts]
    return [*printed_texts(article, article.lines_as(Role.BYLINE)), *ends]


def byline_emails(article: Article) -> tuple[str, ...]:
    """The e-mail addresses in bylines, each once; those of other blocks are the house's own."""
    bylines = article.blocks_as(Role.BYLINE)
    return tuple(dict.fromkeys(address for block in bylines for address in EMAIL.findall(block.text)))


def from_marked(article: Article) -> Iterator[Offer]:
    """What elements marked as author hold in the bylines."""
    marked = [person for person in marked_in_bylines(article) if person.ground not in UNPRINTED]
    names = read_all(read_declared, [person.name for person in marked])
    if names:
        yield f"people:{marked[0].ground}", names


def from_author_classes(article: Article) -> Iterator[Offer]:
    """What the innermost elements whose class names hold a word for author hold in the bylines.

    Such a class is often of more than the name: a date, a button. Names in full count where they are all it holds, a
    single word where it is a link's.
    """
    people = [person for person in marked_in_bylines(article) if person.ground not in ("mailto", "item")]
    texts = {person.name for person in people}
    words = [person for person in people if person.ground == "word"]
    inner = [person for person in words if not any(text in person.name for text in texts - {person.name})]
    found = read_all(parse_byline, [person.name for person in inner if is_name(person.name)])
    full = tuple(filter(is_full_name, found))
    linked = [person.name for person in inner if person.href is not None and " " not in person.name]
    names = full or (read_all(read_declared, linked) if not article.declared.author_names else ())
    if names:
        yield "people:word", names


def marked_in_bylines(article: Article) -> Iterator[PersonSignal]:
    """The elements in the bylines that are marked as author."""
    bylines = {block.index for block in article.lines_as(Role.BYLINE)}
    return (person for person in article.page.signals.people if person.block in bylines)


def from_biographies(article: Article) -> Iterator[Offer]:
    """The name a biography begins with: "Jane Doe is a journalist …"."""
    for block in article.blocks_as(Role.BIO):
        match = BIOGRAPHY.match(block.text[:MAX_BIOGRAPHY_CHARS])
        if (
            match is not None
            and is_name(match["name"])
            and NEVER_NAMES.isdisjoint(map(plain_word, match["name"].split()))
        ):
            yield "role:bio", parse_byline(match["name"])


def from_text_end(article: Article) -> Iterator[Offer]:
    """The people in full in a bracket behind the text's last sentence."""
    for block in article.body[-2:]:
        end = SIGNED_END.search(block.text[-MAX_END_CHARS:])
        people = parse_byline(end["names"]) if end is not None else ()
        if all(map(is_full_name, people)):
            yield "text:end", people
