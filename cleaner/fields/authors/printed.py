"""The authors a page prints: its labelled bylines, biographies, the end of the text."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from cleaner.article import Article
from cleaner.fields.authors.declared import Offer
from cleaner.lines.bylines import merged, parse_byline
from cleaner.lines.bylines.parts import EMAIL
from cleaner.lines.lazy import lazy_pattern
from cleaner.lines.names import is_name
from cleaner.lines.signers import read_signers
from cleaner.model import Author, Block, Role
from cleaner.vocabulary import alternatives, words_of

BIOGRAPHY = lazy_pattern(rf"(?P<name>[^,.;:()]{{4,60}}?)\s(?:{alternatives(words_of('biography_verbs'))})\s")
EMAIL_NAME = lazy_pattern(r"([a-z]{2,})[._-]([a-z]{2,})\d{0,2}")
# "… sagte sie. (Lisa Müller, Max Muster, 3.5.2024)"
SIGNED_END = lazy_pattern(r"[.!?…\"“”»]\s*[(\[](?P<names>[^()\[\]]{5,120})[)\]]\.?$")


def from_lines(article: Article) -> Iterator[Offer]:
    """The bylines, as one line; where that names nobody, the pen name one of them is signed with."""
    lines = list(byline_texts(article))
    signed = [(source, text) for source, text in lines if read_signers(text)]
    if signed:
        source, first = signed[0]
        yield source, parse_byline(" | ".join(text for _, text in lines)) or read_signers(first)


def byline_texts(article: Article) -> Iterator[tuple[str, str]]:
    """What the story's bylines print, and how each was found: whole blocks, then ends of blocks."""
    for block in article.lines_as(Role.BYLINE) or lines_by_general_rules(article):
        yield article.source_of(block), block.text
    for cut in article.cuts_as(Role.BYLINE):
        yield cut.label.by, article.page.blocks[cut.block].text[cut.start : cut.end]


def lines_by_general_rules(article: Article) -> list[Block]:
    """The first line of a page above its text, where only rules for many sites call one a byline."""
    if article.page.document.kind == "text" or not article.body:
        return []
    lines = [block for block in article.blocks_as(Role.BYLINE) if block.index < article.body[0].index]
    return [block for block in lines if read_signers(block.text)][-1:]


def byline_emails(article: Article) -> tuple[str, ...]:
    """The e-mail addresses in bylines, each once; those of other blocks are the house's own."""
    lines = article.blocks_as(Role.BYLINE)
    return tuple(dict.fromkeys(email for block in lines for email in EMAIL.findall(block.text)))


def from_emails(article: Article) -> Iterator[Offer]:
    """The people that addresses in bylines are named for: "jane.doe@example.com"."""
    for email in byline_emails(article):
        names = EMAIL_NAME.fullmatch(email.partition("@")[0].lower())
        if names is not None and words_of("mailbox_words").isdisjoint(names.groups()):
            yield "email", (Author(" ".join(map(str.capitalize, names.groups())), email=email, raw=email),)


def from_marked(article: Article) -> Iterator[Offer]:
    """What elements marked as author hold in the bylines."""
    bylines = {block.index for block in article.lines_as(Role.BYLINE)}
    marked = [person for person in article.page.signals.people if person.block in bylines and person.ground != "mailto"]
    for ground in dict.fromkeys(person.ground for person in marked):
        names = [person.name for person in marked if person.ground == ground]
        yield f"people:{ground}", tuple(merged(author for name in names for author in read_signers(name, [name])))


def from_biographies(article: Article) -> Iterator[Offer]:
    """The name a biography begins with: "Jane Doe is a journalist …"."""
    for block in article.blocks_as(Role.BIO):
        match = BIOGRAPHY.match(block.text)
        if match is not None and is_name(match["name"]):
            yield "role:bio", tuple(replace(author, raw=block.text) for author in parse_byline(match["name"]))


def from_text_end(article: Article) -> Iterator[Offer]:
    """The people in full in a bracket behind the text's last sentence."""
    for block in article.body[-2:]:
        match = SIGNED_END.search(block.text)
        people = parse_byline(match["names"]) if match is not None else ()
        if people and all(author.kind == "person" and is_name(author.name) for author in people):
            yield "text:end", people
