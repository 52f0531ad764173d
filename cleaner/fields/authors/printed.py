"""The authors a page prints: its labelled bylines, biographies, the end of the text."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from cleaner.article import Article
from cleaner.fields.authors.declared import Offer
from cleaner.lines.bylines import merged, parse_byline
from cleaner.lines.lazy import lazy_pattern
from cleaner.lines.names import is_name
from cleaner.lines.signers import read_signers
from cleaner.model import Label, Role
from cleaner.vocabulary import alternatives, words_of

BIOGRAPHY = lazy_pattern(rf"(?P<name>[^,.;:()]{{4,60}}?)\s(?:{alternatives(words_of('biography_verbs'))})\s")
# "… sagte sie. (Lisa Müller, Max Muster, 3.5.2024)"
SIGNED_END = lazy_pattern(r"[.!?…\"“”»]\s*[(\[](?P<names>[^()\[\]]{5,120})[)\]]\.?$")


def from_lines(article: Article) -> Iterator[Offer]:
    """The bylines, as one line; where that names nobody, the pen name the first one is signed with."""
    lines = [(article.labels.labels[block.index], block.text) for block in article.lines_as(Role.BYLINE)]
    for cut in article.cuts_as(Role.BYLINE):
        lines.append((cut.label, article.page.blocks[cut.block].text[cut.start : cut.end]))
    if lines:
        label, first = lines[0]
        yield label.by, parse_byline(" | ".join(text for _, text in lines)) or read_signers(first)


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
