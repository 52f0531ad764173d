"""A page with an invented story: the tree of the page, rewritten."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from lxml import etree
from msgspec import Struct

from cleaner.anonymise.addresses import Addresses
from cleaner.anonymise.attributes import AttributeRewriter
from cleaner.anonymise.pruning import Cuts, prune
from cleaner.anonymise.scripts import Scripts
from cleaner.anonymise.texts import (
    MAX_LABEL_WORDS,
    Treatment,
    calendar_words,
    formula_words,
    inventor_of,
    label_words,
    shown_texts,
    treatment_of,
)
from cleaner.anonymise.values import Values
from cleaner.anonymise.words import Inventor
from cleaner.errors import InputError
from cleaner.flatten import flatten
from cleaner.model import Options, RawPage, Story
from cleaner.pipeline import Trace, label_and_choose, trace
from cleaner.rulebook import Rulebook
from cleaner.stages.decode import decode
from cleaner.stages.resolve import resolve_site
from cleaner.stages.segment import segment
from cleaner.text import count_words
from cleaner.tree import Element, PageTree

CODE = ("script", "style")
DOCTYPE = "<!DOCTYPE html>\n"


class Shared(Struct, frozen=True, eq=False):
    """A page that may be shared. survivors: the blocks of the original page that it still has."""

    raw: RawPage
    original: Trace
    survivors: tuple[int, ...]


def anonymise(raw: RawPage, rules: Rulebook, limits: Cuts) -> Shared:
    """The page with its structure and an invented story. Raises InputError for a dump, and for what is no page."""
    original = trace(raw, rules)
    if original.story is None or original.story.page.document.kind != "html":
        raise InputError("only an HTML page is anonymised; what it is flattened to comes with --dump")
    options = Options()
    page = segment(decode(raw, options), options)
    match = resolve_site(page, rules)
    story, _, _ = label_and_choose(page, match, options)
    if page.tree is None:
        raise InputError("the page is empty")
    address = raw.url or original.record.canonical_url or ""
    inventor = inventor_of(original, address)
    addresses = Addresses(inventor, inventor.names)
    known = shown_texts(original.record)
    values = Values(inventor, addresses, known, calendar_words(), is_short=limits.paragraphs is not None)
    signs = [text for platform in rules.platforms for text in platform.match.script]
    kept = {
        Treatment.FORMULA: formula_words(match.layers),
        Treatment.LABELS: label_words(),
        Treatment.INVENT: calendar_words(),
    }
    _invent_texts(page.tree, story, inventor, kept)
    survivors = prune(page.tree, story, Scripts(values, signs), limits)
    _rewrite_attributes(page.tree.root, AttributeRewriter(inventor, addresses, values))
    body = DOCTYPE + etree.tostring(page.tree.root, encoding="unicode", method="html") + "\n"
    made = RawPage(body.encode(), url=addresses.made(address) or None, kind="html", fetched_at=raw.fetched_at)
    return Shared(made, original, survivors)


def flattened(shared: Shared) -> str:
    """The page as a text dump."""
    options = Options()
    return flatten(segment(decode(shared.raw, options), options).blocks)


def _invent_texts(tree: PageTree, story: Story, inventor: Inventor, kept: Mapping[Treatment, Collection[str]]) -> None:
    """Invent the texts of the page in place, by the roles of their blocks. kept: words that stay in each treatment."""
    pairs = zip(story.page.blocks, story.labels.labels, strict=True)
    treatments = [treatment_of(block, label) for block, label in pairs]
    own = {(piece.element, piece.is_tail): treatments[piece.block] for piece in tree.pieces}
    for element in tree.root.iter():
        if element.tag not in CODE:
            treatment = own.get((element, False)) or _unread_treatment(element.text)
            element.text = _invented(element.text, treatment, inventor, kept)
        treatment = own.get((element, True)) or _unread_treatment(element.tail)
        element.tail = _invented(element.tail, treatment, inventor, kept)


def _unread_treatment(text: str | None) -> Treatment:
    """What becomes of a text that is in no block: the page's title, a hidden menu."""
    return Treatment.KEEP if text and count_words(text) <= MAX_LABEL_WORDS else Treatment.INVENT


def _invented(
    text: str | None, treatment: Treatment, inventor: Inventor, kept: Mapping[Treatment, Collection[str]]
) -> str | None:
    if not text or text.isspace():
        return text
    if treatment is Treatment.KEEP:
        return inventor.interface(text)
    if treatment is Treatment.FORMULA:
        return inventor.formula(text, kept[treatment])
    if treatment is Treatment.LABELS:
        return inventor.line(text, kept[treatment])
    return inventor.text(text, kept[treatment])


def _rewrite_attributes(root: Element, attributes: AttributeRewriter) -> None:
    for element in list(root.iter()):
        parent = element.getparent()
        if element.tag == "meta" and parent is not None and not attributes.rewrite_meta(element):
            parent.remove(element)
        else:
            attributes.rewrite(element)
