"""Parse a source line: the houses a text comes from, "Source: Donga", "(Reuters)", "mit Material der dpa"."""

from __future__ import annotations

from cleaner.lines.agencies import AgencyMention, agencies_in, find_agency, without_agencies
from cleaner.lines.lazy import lazy_pattern
from cleaner.lines.phrases import opening_phrase
from cleaner.model import TextSource
from cleaner.text import collapse, fold
from cleaner.vocabulary import words_of

LABELS = words_of("source_labels")
OPENERS = LABELS | words_of("source_openers")  # without a colon
REPUBLISHED = words_of("republished_openers")
FILLERS = words_of("source_fillers")
ARTICLES = words_of("articles")
MAX_LINE_CHARS = 200
MAX_SOURCE_WORDS = 8
SHORT_CHARS = 3  # a word of so few letters beside an agency names nobody
EDGE = " \t.,:：;()（）[]【】-–—/©"
WORD = lazy_pattern(r"[^\s.,;:/|()\[\]（）–—©-]+")
SEPARATOR = lazy_pattern(r"\s*[,;、，/|]\s*|\s+(?:and|und|et|y|e|&|with|mit|avec|con)\s+")


def parse_source(line: str) -> tuple[TextSource, ...]:
    """The sources of a printed line: "Source: Donga", "Quelle: dpa/AFP", "(Reuters)", "mit Material der dpa".

    relation: `agency` where an agency stands alone, `republished_from` behind "originally published by", else `source`.
    """
    if len(line) > MAX_LINE_CHARS:
        return ()
    text, relation = without_label(collapse(line).strip(EDGE))
    if relation == "republished_from":
        return first_house(text)
    mentions = agencies_in(text)
    if mentions and is_filler(text, mentions):
        names = dict.fromkeys(mention.agency.name for mention in mentions)
        return tuple(TextSource(name, relation or "agency") for name in names)
    if len(text.split()) > MAX_SOURCE_WORDS or "://" in text:
        return ()
    printed = [part.strip(EDGE) for part in SEPARATOR.split(text)]
    return tuple(TextSource(canonical(name)) for name in printed if name)


def without_label(text: str) -> tuple[str, str | None]:
    """The line without "Source:" and the like, and what the label says the source is: None where there is none."""
    head, _, rest = text.replace("：", ":").partition(":")
    if rest and fold(head).strip(EDGE) in LABELS:
        return rest.strip(), "source"
    if opening := opening_phrase(text, REPUBLISHED):
        return text[len(opening) :].strip(), "republished_from"
    opening = opening_phrase(text, OPENERS)
    rest = text[len(opening) :].strip()
    if opening and (" " in opening or agencies_in(rest)):
        return rest, "source"
    return text, None


def first_house(text: str) -> tuple[TextSource, ...]:
    """The house named at the start of a text, up to the next full stop, comma or bracket, without its article."""
    for end in ".,(":
        text = text.partition(end)[0]
    name = text.strip(EDGE)
    article = opening_phrase(name, ARTICLES) if name[:1].islower() else ""
    name = name[len(article) :].strip()
    return (TextSource(canonical(name), "republished_from"),) if name else ()


def is_filler(text: str, mentions: tuple[AgencyMention, ...]) -> bool:
    """Whether around the agencies there stand only words that name nobody: "© 2024", "contributed to this report"."""
    return all(map(names_nobody, WORD.findall(without_agencies(text, mentions))))


def names_nobody(word: str) -> bool:
    """Whether a word beside an agency is a filler, a number, or too short to be a name."""
    return len(word) <= SHORT_CHARS or fold(word) in FILLERS or any(map(str.isdigit, word))


def canonical(name: str) -> str:
    """The agency's canonical name; any other name as printed."""
    agency = find_agency(name)
    return agency.name if agency is not None else name
