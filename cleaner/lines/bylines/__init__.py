"""Parse one printed byline into the people, agencies and desks it names.

The line is cut in parts (parts.py), each part read by itself (pieces.py), and what they say put together here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Literal, NamedTuple

from msgspec.structs import replace

from cleaner.lines.agencies import find_agency
from cleaner.lines.bylines.merge import is_full_name, is_named_for, joined, merged, with_addresses
from cleaner.lines.bylines.parts import (
    is_date,
    once,
    text_parts,
    tidy,
    unglued,
    without_addresses,
    without_date,
    without_label,
    without_prefix,
)
from cleaner.lines.bylines.pieces import ReadPiece, classes_of, read_piece, trim
from cleaner.lines.bylines.segments import segments
from cleaner.lines.bylines.tails import cut_tail
from cleaner.lines.lazy import lazy_pattern
from cleaner.lines.names import HAN, HANGUL, fold_word, is_name, plain_word, proper_case
from cleaner.lines.words import (
    AND,
    EMPLOYER_PREPOSITIONS,
    LABELS,
    LABELS_BEFORE_SPACED_NAMES,
    NEVER_NAMES,
    PAPER_ARTICLES,
    PREFIXES,
    REPORTS,
    WEAK_AND,
)
from cleaner.model import Author
from cleaner.text import collapse, fold
from cleaner.vocabulary import words_of

__all__ = ["MAX_LINE_CHARS", "is_full_name", "is_named_for", "joined", "merged", "parse_byline", "segments"]

MAX_LINE_CHARS = 500  # a longer text is no byline
MIN_NAME_WORDS = 2
MAX_INITIALS = 2  # "PA" alone is as often somebody's initials
MAX_AUTHORS = 40  # a preprint of a consortium has more; nobody reads them off a byline
COMMA = lazy_pattern(rf"\s*[,，、،]\s*|(?<=[{HANGUL}])[·ㆍ・](?=[{HANGUL}])")
SLASH = lazy_pattern(r"\s*[/／]\s*|\s+[-–—]{1,2}\s+")  # or a dash: behind it stands who the person works for
# Written in one word with what follows: Hebrew and Arabic "and".
JOINED_AND = lazy_pattern(
    r"(?<=[\u05d0-\u05ea] )(ו)(?=[\u05d0-\u05ea]{2,} [\u05d0-\u05ea]{2,}$)"
    r"|(?<=[\u0621-\u064a] )(و)(?=[\u0621-\u064a]{2,} [\u0621-\u064a]{2,}$)"
)
CHINESE_AND = lazy_pattern(  # in one word with both
    rf"(?<=^[{HAN}]{{2}})([和与與及])(?=[{HAN}]{{2,4}}$)|(?<=^[{HAN}]{{3}})([和与與及])(?=[{HAN}]{{2,4}}$)",
    east_asian=True,
)
HANGUL_WORDS = lazy_pattern(rf"[{HANGUL}]{{2,5}}(?: [{HANGUL}]{{2,5}})*", east_asian=True)
INVERTED_NAME = lazy_pattern(  # "Doe, Jane A."
    r"(?P<surname>[\w'’-]+), (?P<given>[\w'’-]+\.?)(?P<more>(?: (?:[^\W\d_]\.?-?){1,3}){0,2})"
)

COUNTRIES = words_of("country_names")
CREDENTIALS = words_of("credential_words")
DEGREES, DEGREE_SUBJECTS = words_of("degrees"), words_of("degree_subjects")
# What "and" joins, by what stands left of it and right of it. A weak one parts no firms: "Morgan & Morgan".
LINKING = frozenset("oile")  # classes of words that no full name holds: "of", "at", "in"
NAMES = frozenset({"person", "agency"})
FULL = frozenset({"person", "agency", "organisation"})
ANYBODY = frozenset({"person", "agency", "organisation", "desk", "other"})
RIGHT_OF_AND: Mapping[str, frozenset[str]] = {
    "person": ANYBODY,
    "agency": ANYBODY,
    "desk": ANYBODY,
    "role": ANYBODY,
    "other": ANYBODY,
    "place": NAMES,
    "organisation": NAMES,
    "single": frozenset({"single", "agency", "other"}),
}
SOMEBODY = NAMES | {"other"}
RIGHT_OF_WEAK_AND: Mapping[str, frozenset[str]] = {"person": SOMEBODY, "agency": SOMEBODY, "role": NAMES}
HOUSES: Mapping[str, Literal["organisation", "desk"]] = {
    "agency": "organisation",
    "organisation": "organisation",
    "desk": "desk",
}
# Before which separators a house is where the last person works: "Jane Doe/AP", "Jane Doe, BBC News".
EMPLOYER_JOINERS = {"agency": "/|", "desk": "/|", "organisation": "/|,"}


class BylinePart(NamedTuple):
    """A part of a byline between separators, and the separator before it: ",", "/", "&", "|"."""

    joiner: str
    text: str


@lru_cache(maxsize=256)  # several sources of one page parse the same line
def parse_byline(line: str) -> tuple[Author, ...]:
    """The authors of a byline as printed, in order, each once; none where it names nobody.

    "BY MICHAEL LEE [lee@example.com]", "Von Lisa Müller und Max Muster, dpa", "홍길동 기자", "文／王小明".
    Agencies are kind organisation, "Staff" and the like desk. Roles, employers and addresses go to the person
    they stand beside; dates, buttons, photographers and translators are left out.
    """
    raw = collapse(line)
    if len(raw) > MAX_LINE_CHARS:
        return ()
    text, emails, handles = without_addresses(tidy(line))
    parts = segments(unglued(text))
    authors = read_segments(parts) or read_segments(parts, by_editors=True)
    named = with_addresses(merged(authors), "email", emails)
    named = with_addresses(named, "handle", handles)
    return tuple(replace(author, raw=raw) for author in named[:MAX_AUTHORS])


def read_segments(parts: Sequence[str], *, by_editors: bool = False) -> list[Author]:
    """Who wrote by the segments of a line, or, where it names nobody else, who edited."""
    authors: list[Author] = []
    for segment in parts:
        if authors and is_date(segment):
            break  # "By Jane Doe | 3 March | Harbours": behind the date stand sections
        for part in text_parts(segment, by_editors=by_editors):
            authors = read_part(part, authors)
    return authors


def read_part(text: str, authors: list[Author]) -> list[Author]:
    """The authors so far and those the text adds; a role, degree or employer goes to the last of them."""
    plain, label = without_label(cut_tail(without_prefix(without_date(text))))
    plain = once(plain)
    inverted = INVERTED_NAME.fullmatch(plain)
    if inverted and not inverted["more"] and fold(inverted["given"]) in COUNTRIES:
        return authors  # "Canberra, Australia"
    if inverted and is_inverted(inverted):
        return [*authors, Author(proper_case(f"{inverted['given']}{inverted['more']} {inverted['surname']}"))]
    parts = [spaced for part in split_parts(plain) for spaced in split_spaced(part, label)]
    pieces = [read_piece(part.text) for part in parts]
    kinds = {piece.kind for piece in pieces}
    if not authors and len(pieces) == 1 and kinds == {"role"} and " " in plain:
        is_label = plain_word(plain) in LABELS or plain_word(plain) in PREFIXES
        # "About the author"; "Community Editor": nobody by name
        return [] if is_label else [Author(trim(plain), kind="desk")]
    is_full = bool(authors) or not kinds.isdisjoint(FULL)
    for part, piece in zip(parts, pieces, strict=True):
        is_full = is_full or piece.kind == "place"
        if piece.kind == "single" and is_full:
            continue  # a place beside a full name, or one more section: "By Madonna, in News, Sport"
        if piece.kind == "person" and is_place_behind(part, authors):
            continue
        if ("agency" in kinds and is_paper(piece)) or is_house_in_capitals(parts[0], part, piece):
            piece = ReadPiece("organisation", part.text)
        if authors and is_title(part, piece):
            piece = ReadPiece("role", piece.name, role=piece.name)
        authors = add_piece(authors, part.joiner, piece)
    return authors


def is_inverted(name: re.Match[str]) -> bool:
    """Whether a surname stands before its given name: "Doe, Jane"; not if that alone is in capitals: "Boats, SEO"."""
    surname, given = name["surname"], name["given"]
    is_short = given.isupper() and not surname.isupper() and len(given) > MAX_INITIALS
    return not is_short and {read_piece(surname).kind, read_piece(given).kind} == {"single"}


def is_house_in_capitals(first: BylinePart, part: BylinePart, piece: ReadPiece) -> bool:
    """Whether what looks like a name is in capitals where the one before it is not: "Jane Doe, MDR THÜRINGEN"."""
    return piece.kind == "person" and part.joiner in ",/" and part.text.isupper() and not first.text.isupper()


def is_place_behind(part: BylinePart, authors: Sequence[Author]) -> bool:
    """Whether what looks like a surname with its particle is where the one before it is: "Ana Silva, de Santos"."""
    particle, _, name = part.text.partition(" ")
    return bool(authors) and part.joiner == "," and particle.islower() and " " not in name


def is_title(part: BylinePart, piece: ReadPiece) -> bool:
    """Whether what might be a pen name ("Tom of Finland") says who the one before it is: ", VP of Technology"."""
    first, *more = map(plain_word, part.text.split())
    is_earned = first in CREDENTIALS or (first in DEGREES and not DEGREE_SUBJECTS.isdisjoint(more))
    if piece.kind == "person" and part.joiner in ",|" and is_earned:
        return True  # "Licensed Harbour Pilot", "M.A. Journalism"
    return piece.kind == "person" and part.joiner == "," and not LINKING.isdisjoint(classes_of(part.text))


def is_paper(piece: ReadPiece) -> bool:
    """Whether a piece beside an agency is a newspaper: an article and one word, "Le Figaro et AFP"."""
    article, _, name = fold_word(piece.name).partition(" ")
    return piece.kind == "person" and article in PAPER_ARTICLES and " " not in name


def add_piece(authors: list[Author], joiner: str, piece: ReadPiece) -> list[Author]:
    """The authors with what one more piece says: another author, or more about the last one."""
    if piece.kind in ("person", "single"):
        return [*authors, Author(piece.name, role=piece.role, affiliation=piece.affiliation)]
    if authors and authors[-1].kind == "person":
        detailed = with_detail(authors[-1], joiner, piece)
        if detailed is not None:
            return [*authors[:-1], detailed]
    if piece.kind in HOUSES:
        return [*authors, Author(piece.name, kind=HOUSES[piece.kind])]
    return authors


def with_detail(person: Author, joiner: str, piece: ReadPiece) -> Author | None:
    """The person with role, degree or employer; None where the piece says nothing about the person."""
    if piece.kind == "role":
        return replace(person, role=person.role or piece.role)
    if piece.kind == "degree":
        return replace(person, name=f"{person.name}, {piece.name}")
    if joiner in EMPLOYER_JOINERS.get(piece.kind, ""):
        return replace(person, affiliation=person.affiliation or without_preposition(piece.name))
    return None


def without_preposition(name: str) -> str:
    """The name of a house without "of" before it: "Mariana da Silva, da Agência Brasil"."""
    first, _, rest = name.partition(" ")
    return rest if rest and fold_word(first) in EMPLOYER_PREPOSITIONS else name


def split_parts(text: str) -> Iterator[BylinePart]:
    """The text at its commas, slashes and words for "and"."""
    joiner = "|"
    for listed in COMMA.split(text):
        for slashed in [listed] if find_agency(listed) else SLASH.split(listed):
            for name in filter(None, split_and(slashed)):
                yield BylinePart(joiner, name)
                joiner = "&"
            joiner = "/"
        joiner = ","


def split_and(text: str) -> Iterator[str]:
    """The text at its words for "and", where names stand on both sides: not inside "Health and Human Services"."""
    words = CHINESE_AND.sub(r" \g<0> ", JOINED_AND.sub(r" \g<0> ", text)).split()
    while words and is_and(words[0]) and words[0].islower():
        words = words[1:]  # what a comma left: "…, and Jane Doe"
    while len(words) > MIN_NAME_WORDS and is_and(words[-1]) and not words[-1].isupper():
        words = words[:-1]  # of a list that goes on in the next line: "Jane Doe &"
    joints = [n for n, word in enumerate(words[1:-1], start=1) if is_and(word)]
    start = 0
    for at, end in pairwise((*joints, len(words))):
        if joins(" ".join(words[start:at]), words[at], " ".join(words[at + 1 : end])):
            yield " ".join(words[start:at])
            start = at + 1
    yield " ".join(words[start:])


def is_and(word: str) -> bool:
    """Whether the word says "and"."""
    return fold_word(word) in AND


def joins(left: str, joint: str, right: str) -> bool:
    """Whether a word for "and" between the two joins names."""
    allowed = RIGHT_OF_WEAK_AND if fold_word(joint) in WEAK_AND else RIGHT_OF_AND
    kind = read_piece(left).kind
    if kind == "role" and not NEVER_NAMES.isdisjoint(map(plain_word, right.split())):
        return False  # "Head of Marketing and Community Development"
    return read_piece(right).kind in allowed.get(kind, ())


def split_spaced(part: BylinePart, label: str | None) -> list[BylinePart]:
    """Names that only spaces part: after a Chinese label ("记者 王小明 李四"), and in Korean ("홍길동 김철수 기자")."""
    words = [word for word in part.text.split() if word not in REPORTS]
    is_list = label in LABELS_BEFORE_SPACED_NAMES and all(map(is_name, words))
    if is_list or HANGUL_WORDS.fullmatch(" ".join(words)):
        return [BylinePart("&" if n else part.joiner, word) for n, word in enumerate(words)]
    return [part._replace(text=" ".join(words))]
