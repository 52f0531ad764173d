"""Which texts of a page are interface and stay, and which tell a story and are invented."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from functools import cache
from itertools import chain
from typing import Any

from cleaner.anonymise.words import LETTER, WORD, Inventor
from cleaner.lines.agency_table import agencies
from cleaner.model import BOILERPLATE_ROLES, Block, Label, Record, Role, Signals
from cleaner.pipeline import Trace
from cleaner.rulebook.match import Layer
from cleaner.text import collapse, count_words, fold
from cleaner.vocabulary import ordered_words, words_of

CALENDAR = ("months", "month_forms", "weekdays", "weekday_forms", "day_periods", "date_units", "ago", "relative_days")
# What lines about a story are made of beside names: "By", "Staff writer", "Photo:", "Source:".
LABELS = (
    "bare_credit_labels", "byline_labels", "byline_prefixes", "byline_tails", "caption_toggles", "collective_sources",
    "credit_fillers", "credit_labels", "credit_openers", "credit_provided", "date_fillers", "date_joints",
    "date_words_in_bylines", "desks", "editor_labels", "heading_words", "house_labels", "modified_words",
    "published_words", "reports", "republished_openers", "rights_claims", "rights_reserved", "rights_words",
    "role_modifiers", "roles", "slashed_credit_labels", "source_labels", "source_openers", "tag_labels", "taken_by",
    "biography_verbs",
)  # fmt: skip
FIRMS = ("company_words", "legal_forms", "legal_forms_in_front", "outlet_owners")
OTHER_STORIES = frozenset({Role.RELATED, Role.POPULAR, Role.COMMENTS, Role.BOILERPLATE})
FORMULAS = BOILERPLATE_ROLES - OTHER_STORIES - {Role.BIO, Role.ADVERT}
FORMULAS |= {Role.TIMESTAMP, Role.SECTION, Role.COPYRIGHT}
KNOWN = FORMULAS | {Role.NOTICE}
WITH_TEASERS = frozenset({Role.NAVIGATION, Role.FOOTER})
LINES = frozenset(
    {Role.BYLINE, Role.CREDIT, Role.SOURCE, Role.DATELINE, Role.NOTICE, Role.BIO, Role.CAPTION, Role.RELATED}
)
MAX_FORMULA_WORDS = 12  # of a line of the interface; longer ones are sentences that somebody wrote
MAX_LABEL_WORDS = 6  # "Read more about this", of a line that is no link
MIN_TEASER_WORDS = 5  # of a link that may be another story's headline
ESCAPE = re.compile(r"\\[a-zA-Z]|\(\?[a-zA-Z]\)")
PATTERN_WORD = re.compile(rf"({LETTER}{{2,}})(\??)")  # "?": the last letter may be missing
MIN_NAME_CHARS = 2
MIN_HEADLINE_CHARS = 12
MAX_NAME_WORDS = 5


class Treatment(Enum):
    """What becomes of a block's words."""

    KEEP = "all but names"
    FORMULA = "words that rules know it by, days and agencies"
    LABELS = "labels, agencies and days"
    INVENT = "days and agencies"


def treatment_of(block: Block, label: Label | None) -> Treatment:
    """What becomes of a block's words, by its role."""
    role = label.role if label is not None else Role.BOILERPLATE
    words = count_words(block.text)
    is_link = block.link_share > 1 / 2
    if role in WITH_TEASERS and is_link and words >= MIN_TEASER_WORDS:
        return Treatment.INVENT
    is_formula = role in FORMULAS or (role is Role.NOTICE and label is not None and label.voice.is_rule)
    if is_formula:
        return Treatment.KEEP if words <= MAX_FORMULA_WORDS else Treatment.FORMULA
    if role in BOILERPLATE_ROLES - {Role.BIO} and not is_link and words <= MAX_LABEL_WORDS:
        return Treatment.KEEP
    return Treatment.LABELS if role in LINES else Treatment.INVENT


@cache
def calendar_words() -> frozenset[str]:
    """Words of days and times, and names of agencies: they stay everywhere."""
    return _single_words(chain.from_iterable(map(words_of, CALENDAR))) | _agency_words()


@cache
def label_words() -> frozenset[str]:
    """Words that lines about a story are made of, with those of days and agencies."""
    return calendar_words() | _single_words(chain.from_iterable(map(ordered_words, LABELS)))


def formula_words(layers: Iterable[Layer]) -> frozenset[str]:
    """Words that rules know boilerplate by, with those of labels: in a long line of it they stay."""
    statements = (statement for layer in layers for statement in layer.statements if statement.label.role in KNOWN)
    patterns = (ESCAPE.sub(" ", pattern.text) for statement in statements for pattern in statement.targets.patterns)
    found = chain.from_iterable(map(PATTERN_WORD.findall, patterns))
    firms = _single_words(chain.from_iterable(map(words_of, FIRMS)))
    forms = ((word, word[:-1] if is_open else word) for word, is_open in found)
    return label_words() | firms | frozenset(map(str.lower, chain.from_iterable(forms)))


def inventor_of(traced: Trace, address: str) -> Inventor:
    """The inventor of a page, which knows the names on it, its headlines and its outlet. address: of the page."""
    record, page = traced.record, traced.page
    signals = page.signals if page is not None else Signals()
    texts = [block.text for block in page.blocks] if page is not None else []
    texts += [value for values in signals.meta.values() for value in values]
    outlet = record.outlet.name if record.outlet is not None and record.outlet.name else ""
    own = set(WORD.findall(f"{outlet} {address.partition('://')[2].partition('/')[0]}".lower())) | {"www"}
    own |= {"".join(WORD.findall(outlet.lower()))}
    names = _single_words(_names(traced, signals))
    return Inventor(texts, names - own - _function_and_label_words(), own, _headlines(traced))


def shown_texts(record: Record) -> frozenset[str]:
    """All the record says, in lower case: by it the members of a page's data are known."""
    values = [
        record.title,
        record.subtitle,
        record.kicker,
        *record.text.split("\n\n"),
        record.url,
        record.canonical_url,
    ]
    values += [*record.section, *record.tags, *(author.name for author in record.authors)]
    moments = [moment for moment in (record.published, record.modified) if moment is not None]
    values += [text for moment in moments for text in (moment.raw, moment.value)]
    values += [text for image in record.images for text in (image.url, image.caption)]
    values += [image.credit.raw for image in record.images if image.credit is not None]
    return frozenset(collapse(value).casefold() for value in values if value)


def _headlines(traced: Trace) -> frozenset[str]:
    """The headlines the page declares or prints, folded."""
    title = traced.choices.get("title")
    found = [traced.record.title, *(text for text, _ in title.rejected)] if title is not None else []
    if traced.page is not None:
        found += [traced.page.signals.title, *traced.page.signals.meta.get("og:title", ())]
    return frozenset(fold(text) for text in found if text and len(text) >= MIN_HEADLINE_CHARS)


def _names(traced: Trace, signals: Signals) -> Iterator[str]:
    """Names of people as the record has them, other sources of authors give them, and the page declares them."""
    record, authors = traced.record, traced.choices.get("authors")
    yield from (author.name for author in record.authors if author.kind == "person")
    yield from (text for text, _ in authors.rejected) if authors is not None else ()
    credits = [image.credit for image in record.images if image.credit is not None]
    yield from (credit.photographer for credit in credits if credit.photographer)
    names = [person.name for person in signals.people if "@" not in person.name]
    names += [name for node in signals.json_ld for name in _people_in(node)]
    yield from (name for name in names if count_words(name) <= MAX_NAME_WORDS)


def _people_in(node: Any) -> Iterator[str]:
    """Names of the persons in a JSON-LD object."""
    if isinstance(node, Mapping):
        if node.get("@type") == "Person" and isinstance(node.get("name"), str):
            yield node["name"]
        node = list(node.values())
    if isinstance(node, list):
        for inner in node:
            yield from _people_in(inner)


def _function_and_label_words() -> frozenset[str]:
    return words_of("function_words") | label_words()


def _single_words(phrases: Iterable[str]) -> frozenset[str]:
    words = (word.lower() for phrase in phrases for word in WORD.findall(phrase))
    return frozenset(word for word in words if len(word) >= MIN_NAME_CHARS)


@cache
def _agency_words() -> frozenset[str]:
    """The words that agencies are called by: AP, Reuters, Getty, Images."""
    return _single_words(spelling for agency in agencies() for spelling in agency.all_spellings)
