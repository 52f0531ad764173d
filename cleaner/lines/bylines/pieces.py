"""Say what one piece of a byline is: a person with role and employer, an agency, a desk, a role, a degree, a place."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from cleaner.lines.agencies import find_agency
from cleaner.lines.lazy import lazy_pattern
from cleaner.lines.names import JOINED_SCRIPT, fold_word, is_name, is_small, name_class, plain_word, proper_case
from cleaner.lines.words import (
    ADJECTIVE_ENDINGS,
    DEGREES,
    DESK_WORDS,
    DOTTED_ABBREVIATIONS,
    EMPLOYER_WORDS,
    GENERATIONS,
    LABELS,
    NOBODY,
    NOT_IN_NAMES,
    ORGANISATION_ENDINGS,
    ORGANISATION_WORDS,
    OTHER_WORK,
    PLACE_WORDS,
    PREFIXES,
    REPORTS,
    ROLE_ENDINGS,
    ROLE_MODIFIERS,
    ROLES,
)

BRACKETED = lazy_pattern(r"(?P<head>.+?)\s*[(（\[【](?P<inner>[^()（）\[\]【】]{1,60})[)）\]】]\s*")
EDGE = " \t,.:;|/\\–—-_*·•„“”\"«»‹›'‘’<>=＝／、，。：（）()[]【】《》●#!?~"
BRACKETS = {"(": ")", "（": "）", "[": "]", "【": "】"}
OPEN_BRACKET = lazy_pattern(r"[(（\[【](?=[^)）\]】]*$)")
INITIAL_AT_END = lazy_pattern(r"\b[^\W\d_]$")
WEB_DOMAIN = lazy_pattern(r"(?:[\w-]+\.)+(?:[a-z]{2,4}|online|media|press|today|studio|agency)", re.I)
MAX_ORGANISATION_WORDS = 9
MAX_PEN_NAME_WORDS = 4

# Over the letters of word_class(): "Political Editor Jane Doe in Westminster", "Jane Doe, senior writer for The Post".
ROLE = r"[rmMAaieo]*r[rmMAaieo]*"
NAME = r"[Na](?:[pjmo]*[NMa])+"
PERSON = re.compile(
    rf"(?P<before>{ROLE})?(?P<name>{NAME}?[pj]?)(?:(?<!M)(?P<behind>{ROLE}?))?(?:i[NMarA].*|(?:e|o(?=[mA]))(?P<employer>[NMarAm].*))?"
)
ROLE_ONLY = re.compile(ROLE)

JOINED_ROLES = sorted((role for role in ROLES if JOINED_SCRIPT.search(role)), key=lambda role: (-len(role), role))
JOINED_DESKS = tuple(word for word in DESK_WORDS if JOINED_SCRIPT.search(word))
JOINED_REPORTS = tuple(word for word in REPORTS if len(word) > 1)  # one character ends names as well

CAPITAL_CLASSES = {**dict.fromkeys(ROLE_MODIFIERS, "M"), **dict.fromkeys(ROLES, "r"), "the": "A"}
LOWER_CLASSES = {
    **dict.fromkeys(ROLE_MODIFIERS, "m"),
    **dict.fromkeys(EMPLOYER_WORDS, "e"),
    **dict.fromkeys(PLACE_WORDS, "i"),
    **dict.fromkeys(ROLES, "r"),
    "of": "o",
}

PieceKind = Literal["person", "single", "agency", "organisation", "desk", "role", "degree", "other", "nothing"]


class ReadPiece(NamedTuple):
    """What a piece is. name: of a person, organisation or desk. role, affiliation: printed beside the name.

    kind `other`: somebody who did not write (a photographer); `single`: one capitalised word that may be a person
    ("Madonna") or a place ("Berlin").
    """

    kind: PieceKind
    name: str = ""
    role: str | None = None
    affiliation: str | None = None


NOTHING = ReadPiece("nothing")


def read_piece(text: str) -> ReadPiece:
    """What the piece is. It has no separators left: "홍길동 기자", "Jane Doe in Berlin", "dpa", "Staff Writer"."""
    piece = trim(text)
    if not any(map(str.isalpha, piece)):
        return NOTHING
    if all(map(is_degree, piece.split())):
        return ReadPiece("degree", piece)
    if find_agency(piece):
        return ReadPiece("agency", piece)
    read_person = read_joined if JOINED_SCRIPT.search(piece) else read_spaced
    return read_bracketed(piece) or read_person(piece) or read_thing(piece) or read_name(piece)


def read_bracketed(piece: str) -> ReadPiece | None:
    """ "Jane Doe (Reuters)", "Jane Doe (Content Manager)"; None without bracket at the end."""
    match = BRACKETED.fullmatch(piece)
    if match is None:
        return None
    inner, head = match["inner"].strip(), read_piece(match["head"])
    if plain_word(inner) in OTHER_WORK:
        return ReadPiece("other")  # "Bob Lee (Fotos)"
    if head.kind not in ("person", "single") or head.affiliation or says_nothing(inner):
        return head
    if is_role(inner):
        return head._replace(role=head.role or inner)
    return head._replace(affiliation=inner)


def says_nothing(inner: str) -> bool:
    """Whether a text in brackets is a place, a number, or "Text"."""
    return plain_word(inner) in LABELS or inner.split()[0] in PLACE_WORDS or not any(map(str.isalpha, inner))


def read_joined(piece: str) -> ReadPiece | None:
    """A name in a script that joins words, with the role that sticks to it: "홍길동 기자", "山田太郎記者"."""
    if piece in ROLES:
        return ReadPiece("role", role=piece)
    for role in JOINED_ROLES:
        for head in (piece.removesuffix(role), piece.removeprefix(role)):
            if head != piece and is_name(head.strip(EDGE)) and not is_desk(head):
                return ReadPiece("person", head.strip(EDGE), role)
    head, _, last = piece.rpartition(" ")
    if head and last in OTHER_WORK:
        return ReadPiece("other")  # "木下 哲也 訳"
    if is_name(head) and last in LABELS:
        return ReadPiece("person", head)
    return NOTHING if piece.endswith(JOINED_REPORTS) else None


def read_spaced(piece: str) -> ReadPiece | None:
    """A full name with a role before or behind it, or a place or employer behind it; None for anything else."""
    words = piece.split()
    if len(words) > 2 and words[1].lower() == "in" and words[2][0].isupper() and is_single(words[0]):
        return ReadPiece("single", words[0])  # "Fatima in Travel": the section
    match = PERSON.fullmatch("".join(map(word_class, words)))
    if match is None:
        return None
    printed = {group: " ".join(words[slice(*match.span(group))]) for group in ("before", "name", "behind", "employer")}
    name = printed["name"]
    if not is_name(name) or is_organisation(name) or is_desk(name) or NOBODY.issuperset(map(plain_word, words)):
        return None
    role = trim(printed["before"] or printed["behind"]) or None
    return ReadPiece("person", proper_case(name), role, printed["employer"] or None)


def is_single(word: str) -> bool:
    """Whether a word may be a person's only name, and no role."""
    return is_name(word, min_words=1) and word_class(word) in "Na"


def word_class(word: str) -> str:
    """What the word can be in a person's piece, as a letter.

    r: says what somebody is. i: before a place. e: before an employer. o: "of". A: "The". M, m: stands beside a role,
    in capitals or not. a: an adjective, or a name. N: a name. p: a particle. x: none of these.
    """
    plain = plain_word(word)
    if plain.endswith(ROLE_ENDINGS):
        return "r"
    if word.islower() or word in ("In", "For"):
        return LOWER_CLASSES.get(plain) or name_class(word)
    if plain in CAPITAL_CLASSES:
        return CAPITAL_CLASSES[plain]
    letter = name_class(word).replace("A", "N")
    return "a" if letter == "N" and plain.endswith(ADJECTIVE_ENDINGS) else letter


def read_thing(piece: str) -> ReadPiece | None:
    """A desk, a role or an organisation; None for anything else."""
    if is_desk(piece) and not ROLE_ONLY.fullmatch("".join(map(word_class, piece.split()))):
        return ReadPiece("desk", piece)
    if is_role(piece):
        return ReadPiece("role", role=piece)
    return ReadPiece("organisation", piece) if is_organisation(piece) else None


def read_name(piece: str) -> ReadPiece:
    """A bare name; nothing where the words are of buttons or templates."""
    words = piece.split()
    plain = frozenset(map(plain_word, words))
    if plain & NOT_IN_NAMES or plain <= NOBODY or fold_word(piece) in PREFIXES:
        return NOTHING
    if is_name(piece):
        return ReadPiece("person", proper_case(piece))
    if is_name(piece, min_words=1):
        return ReadPiece("single", piece)
    # "Tom from Finland", "Bob at Large": two names and something small between
    if 2 < len(words) <= MAX_PEN_NAME_WORDS and is_name(f"{words[0]} {words[-1]}") and all(map(str.isalpha, words)):
        return ReadPiece("person", piece)
    return NOTHING


def is_role(text: str) -> bool:
    """Whether the text says what somebody is: "Political Correspondent", "freelance writer", "CEO of Example"."""
    words = text.split()
    if "r" in map(word_class, words):
        return True
    return len(words) > 1 and is_small(words[0]) and words[0] not in PLACE_WORDS and not is_name(text)


def is_desk(text: str) -> bool:
    """Whether the text is a newsroom's collective byline."""
    words = fold_word(text).replace("-", " ").split()
    return text.endswith(JOINED_DESKS) or any(word.strip(".,") in DESK_WORDS for word in words)


def is_organisation(text: str) -> bool:
    """Whether a word or the ending says that the text is an organisation; a web domain is one too."""
    words = [fold_word(word).strip(".,()") for word in text.split()]
    if len(words) == 1:
        is_joined = JOINED_SCRIPT.search(text) is not None and len(text) > 3
        return (is_joined and text.lower().endswith(ORGANISATION_ENDINGS)) or WEB_DOMAIN.fullmatch(text) is not None
    is_article = words[0] == "the" and len(words) < 5
    is_firm = "&" in words and text[0].isupper()
    return len(words) <= MAX_ORGANISATION_WORDS and (is_article or is_firm or not ORGANISATION_WORDS.isdisjoint(words))


def is_degree(word: str) -> bool:
    """Whether the word is letters that stand behind a name."""
    plain = plain_word(word)
    return word[0].isupper() and (plain in DEGREES or plain in GENERATIONS)


def trim(text: str) -> str:
    """The text without the punctuation around it; the dot of an initial or "Jr." stays, and a bracket with its pair."""
    piece = text.strip(EDGE)
    rest = text[text.find(piece) + len(piece) :]
    bracket = OPEN_BRACKET.search(piece)
    if bracket is not None:
        inside, closing, _ = rest.partition(BRACKETS[bracket.group()])
        return piece + inside + closing if closing else piece
    keeps_dot = INITIAL_AT_END.search(piece) or plain_word(piece.rpartition(" ")[2]) in DOTTED_ABBREVIATIONS
    return f"{piece}." if keeps_dot and rest.startswith(".") else piece
