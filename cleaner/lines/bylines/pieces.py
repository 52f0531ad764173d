"""Say what one piece of a byline is: a person with role and employer, an agency, a desk, a role, a degree, a place."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Literal, NamedTuple

from cleaner.lines.agencies import find_agency
from cleaner.lines.lazy import lazy_pattern
from cleaner.lines.names import (
    HAN,
    HANGUL,
    JOINED_SCRIPT,
    KANA,
    fold_word,
    is_name,
    is_small,
    name_class,
    plain_word,
    proper_case,
)
from cleaner.lines.words import (
    ADJECTIVE_ENDINGS,
    COLLECTIVES,
    DEGREES,
    DESK_WORDS,
    DOTTED_ABBREVIATIONS,
    EMPLOYER_WORDS,
    GENERATIONS,
    LABELS,
    NOBODY,
    ORGANISATION_ENDINGS,
    ORGANISATION_WORDS,
    OTHER_WORK,
    PLACE_WORDS,
    PREFIXES,
    PREFIXES_THAT_ARE_NAMES,
    REPORTS,
    ROLE_ENDINGS,
    ROLE_MODIFIERS,
    ROLES,
    SHORT_WEEKDAYS,
)
from cleaner.text import EAST_ASIAN
from cleaner.vocabulary import alternatives, words_of

BRACKETED = lazy_pattern(r"(?P<head>.+?)\s*[(（\[【](?P<inner>[^()（）\[\]【】]{1,60})[)）\]】]\s*")
EDGE = " \t,.:;|/\\–—-_*·•„“”\"«»‹›'‘’<>=＝／、，。：（）()[]【】《》●#!?~"
BRACKETS = {"(": ")", "（": "）", "[": "]", "【": "】"}
OPEN_BRACKET = lazy_pattern(r"[(（\[【](?=[^)）\]】]*$)")
FOOTNOTE = lazy_pattern(r"(?<=[^\W\d_]{2})(?:\^?\d|[*†‡§⁰¹²³⁴-⁹])[*†‡§]?$")  # "Jane Doe1", "Jane Doe^1", "Jane Doe*"
DOTTED_END = lazy_pattern(rf"\b(?:[^\W\d_]|{alternatives(DOTTED_ABBREVIATIONS)})$", re.I)
ORGANISATION_WORD = lazy_pattern(  # "朝日新聞", "example.com"
    rf"(?=.*[{HAN}{KANA}{HANGUL}])(?=.{{4}}).*(?:{alternatives(ORGANISATION_ENDINGS)})"
    r"|(?:[\w-]+\.)+(?:[a-z]{2,4}|online|media|press|today|studio|agency)"
)
NAME_LETTERS = {"A": "N", "n": "N"}
MAX_ORGANISATION_WORDS = 10

# Over the letters of word_class(): "Political Editor Jane Doe in Westminster", "Jane Doe, senior writer for The Post",
# "Fatima in Travel" (the section).
ROLE = r"[rmMAaieol]*r[rmMAaieol]*"
NAME = r"[Na](?:[pqjmo]*[NMa])+"
PERSON = re.compile(
    rf"(?P<before>{ROLE})?(?P<name>{NAME}?[pj]?|[Na](?=l[NMa]))(?:(?<!M)(?P<behind>{ROLE}?))?"
    r"(?:[il][NMarA].*|(?:e|o(?=[mA]))(?P<employer>[NMarAm].*))?"
)
# The role may go on with anything: "Jane Doe Executive Editor and Master Gardener".
PERSON_AND_MORE = re.compile(rf"(?P<name>{NAME}?)(?P<behind>[MAm]*r+[MmoA].*)(?P<before>)(?P<employer>)")
ROLE_ONLY = re.compile(ROLE)
PEN_NAME = re.compile(r"[Na][pjmieol]{1,2}[NMa]")  # "Tom from Finland", "Bob at Large"

CAPITAL_CLASSES = {**dict.fromkeys(ROLE_MODIFIERS, "M"), **dict.fromkeys(ROLES, "r"), "the": "A"}
LOWER_CLASSES = {
    **dict.fromkeys(ROLE_MODIFIERS, "m"),
    **dict.fromkeys(EMPLOYER_WORDS, "e"),
    **dict.fromkeys(PLACE_WORDS, "i"),
    **dict.fromkeys(ROLES, "r"),
    "in": "l",
    "of": "o",
}
JOINED_DESKS = tuple(word for word in DESK_WORDS if EAST_ASIAN.search(word))
JOINED_REPORTS = tuple(word for word in REPORTS if len(word) > 1)  # one character ends names as well
JOINED_OTHER_WORK = tuple(word for word in OTHER_WORK if EAST_ASIAN.search(word))
MAX_HAN_NAME = 3  # characters of nearly all Chinese names
JOINED_ROLE = alternatives(sorted(role for role in ROLES if EAST_ASIAN.search(role)))
# "記者王小明", "홍길동 선임기자", "山本太一 著"
JOINED_PERSON = lazy_pattern(
    rf"(?P<before>{JOINED_ROLE})?\s*(?P<name>.+?)(?:\s*(?P<behind>{JOINED_ROLE})|\s(?P<label>\S+))?"
)
EMPLOYER_OR_PLACE_WORDS = words_of("employer_or_place_words")
NOT_NAMES = NOBODY | PREFIXES
TITLES_BEHIND = DEGREES | GENERATIONS

PieceKind = Literal["person", "single", "agency", "organisation", "desk", "role", "degree", "place", "other", "nothing"]


class ReadPiece(NamedTuple):
    """What a piece is. name: of a person, organisation or desk. role, affiliation: printed beside the name.

    kind `other`: somebody who did not write (a photographer); `single`: one capitalised word that may be a person
    ("Madonna") or a place ("Berlin"); `place`: where somebody is, or the section ("in Berlin", "in News").
    """

    kind: PieceKind
    name: str = ""
    role: str | None = None
    affiliation: str | None = None


NOTHING = ReadPiece("nothing")


def read_piece(text: str) -> ReadPiece:
    """What the piece is. It has no separators left: "홍길동 기자", "Jane Doe in Berlin", "dpa", "Staff Writer"."""
    piece = trim(text)
    if " » " in piece or " › " in piece:
        return NOTHING  # a trail: "Local News » Harbour Edition"
    if piece[:1].isupper() and TITLES_BEHIND.issuperset(map(plain_word, piece.split())):
        return ReadPiece("degree", piece)
    if find_agency(piece):
        return ReadPiece("agency", piece)
    if plain_word(piece) in COLLECTIVES:
        return ReadPiece("other")
    if " " in piece and plain_word(piece) in NOBODY:
        return NOTHING  # "No Author"
    if piece.partition(" ")[0] in PLACE_WORDS:
        return ReadPiece("place")
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
    if is_role(inner):
        return head._replace(role=head.role or inner)
    return head if says_nothing(inner) else head._replace(affiliation=head.affiliation or inner)


def says_nothing(inner: str) -> bool:
    """Whether a text in brackets is a place, a number, or "Text"."""
    return plain_word(inner) in LABELS or inner.split()[0] in PLACE_WORDS or not any(map(str.isalpha, inner))


def read_joined(piece: str) -> ReadPiece | None:
    """A name in a script that joins words, with the role that sticks to it: "홍길동 기자", "山田太郎記者"."""
    match = JOINED_PERSON.fullmatch(piece)
    if piece.partition(" ")[0] in OTHER_WORK:
        return ReadPiece("other")  # "翻译 李明"
    if match is None or piece in ROLES:
        return None
    name, label = match["name"].strip(EDGE), match["label"]
    if label in OTHER_WORK or (len(name) > MAX_HAN_NAME and name.endswith(JOINED_OTHER_WORK)):
        return ReadPiece("other")  # "木下 哲也 訳", "新华社记者王小溪摄"
    role = match["before"] or match["behind"]
    if (role or label in LABELS) and is_name(name) and not is_desk(name):
        return ReadPiece("person", name, role)
    return NOTHING if piece.endswith(JOINED_REPORTS) else None


def read_spaced(piece: str) -> ReadPiece | None:
    """A name with a role before or behind it, or a place or employer behind it; None for anything else."""
    words, classes = piece.split(), classes_of(piece)
    match = PERSON.fullmatch(classes) or PERSON_AND_MORE.fullmatch(classes)
    if match is None or match.span("name") == (0, len(words)):
        return read_housed(words)
    before, name, behind, employer = (
        " ".join(words[slice(*match.span(group))]) for group in ("before", "name", "behind", "employer")
    )
    if not is_name(name, min_words=1) or is_organisation(name):
        return None
    housed = read_housed(name.split())  # "Jane Doe AP Science Writer"
    if housed is not None:
        return housed._replace(role=trim(before or behind) or None)
    kind: PieceKind = "person" if " " in name else "single"
    is_place = bool(employer) and plain_word(words[match.start("employer") - 1]) in EMPLOYER_OR_PLACE_WORDS
    house = employer if not is_place or is_house(employer) else ""
    return ReadPiece(kind, proper_case(name), trim(before or behind) or None, house or None)


def is_house(text: str) -> bool:
    """Whether a text names a house by itself: an agency, a word for one, an acronym; "Quay Park" may be anything."""
    name = text.removeprefix("the ")
    return bool(find_agency(name)) or is_organisation(name) or (name.isalpha() and name.isupper())


def read_housed(words: list[str]) -> ReadPiece | None:
    """A full name and the house it works for, with nothing between: "Jane Doe USA TODAY", "Jane Doe Reuters"."""
    for count in range(2, len(words)):
        name, house = " ".join(words[:count]), " ".join(words[count:])
        is_in_capitals = house.isupper() and not name.isupper()
        if (find_agency(house) or (is_in_capitals and is_organisation(house))) and is_name(name):
            return ReadPiece("person", proper_case(name), affiliation=house)
    return None


def classes_of(text: str) -> str:
    """What the words of a text can be, a letter of word_class() for each."""
    return "".join(map(word_class, text.split()))


@lru_cache(maxsize=2048)  # a part of a line is read alone and beside what "and" joins to it
def word_class(word: str) -> str:
    """What the word can be in a person's piece, as a letter.

    r: says what somebody is. i: before a place. l: "in". e: before an employer. o: "of". A: "The". M, m: stands beside
    a role, in capitals or not. a: an adjective, or a name. N: a name. p, j: a particle. x: none of these.
    """
    plain = plain_word(word)
    if plain.endswith(ROLE_ENDINGS):
        return "r"
    is_lower = word.islower() or word in ("In", "For")
    known = (LOWER_CLASSES if is_lower else CAPITAL_CLASSES).get(plain)
    letter = known or NAME_LETTERS.get(name_class(word), name_class(word))
    return "a" if letter == "N" and plain.endswith(ADJECTIVE_ENDINGS) else letter


def read_thing(piece: str) -> ReadPiece | None:
    """A role, a desk or an organisation; None for anything else."""
    for kind, is_kind in THINGS:
        if is_kind(piece):
            return ReadPiece(kind, piece, role=piece)
    return None


def read_name(piece: str) -> ReadPiece:
    """A bare name; nothing where the words are of buttons or templates."""
    words = frozenset(map(plain_word, piece.split()))
    if plain_word(piece) in NOT_NAMES or words <= NOT_NAMES or (words <= SHORT_WEEKDAYS and piece.isupper()):
        return NOTHING  # as are opening hours: "MO | DI | MI"
    is_login = plain_word(piece.partition(" ")[0]) in PREFIXES_THAT_ARE_NAMES  # "Von Marianne1"
    name = piece if is_login else FOOTNOTE.sub("", piece)
    if is_name(name) or PEN_NAME.fullmatch(classes_of(piece)):
        return ReadPiece("person", proper_case(name))
    return ReadPiece("single", piece) if is_name(piece, min_words=1) else NOTHING


def is_only_role(text: str) -> bool:
    """Whether all words of the text belong to a role: "Senior Staff Writer"."""
    return ROLE_ONLY.fullmatch(classes_of(text)) is not None


def is_role(text: str) -> bool:
    """Whether the text says what somebody is: "Political Correspondent", "freelance writer", "CEO of Example"."""
    first, _, more = text.partition(" ")
    if "r" in classes_of(text):
        return True
    return more != "" and is_small(first) and first not in PLACE_WORDS and not is_name(text)


def is_desk(text: str) -> bool:
    """Whether the text is a newsroom's collective byline."""
    words = fold_word(text).replace("-", " ").split()
    return text.endswith(JOINED_DESKS) or any(word.strip(".,") in DESK_WORDS for word in words)


def is_organisation(text: str) -> bool:
    """Whether a word or the ending says that the text is an organisation; a web domain is one too."""
    words = [fold_word(word).strip(".,()") for word in text.split()]
    if len(words) == 1:
        return ORGANISATION_WORD.fullmatch(text.lower()) is not None
    if len(words) > MAX_ORGANISATION_WORDS:
        return False
    is_article = words[:1] == ["the"] and len(words) < MAX_ORGANISATION_WORDS // 2
    is_firm = "&" in words and text[0].isupper()
    return is_article or is_firm or not ORGANISATION_WORDS.isdisjoint(words)


THINGS: tuple[tuple[PieceKind, Callable[[str], bool]], ...] = (
    ("role", is_only_role),
    ("desk", is_desk),
    ("role", is_role),
    ("organisation", is_organisation),
)


def trim(text: str) -> str:
    """The text without the punctuation around it; the dot of an initial or "Jr." stays, and a bracket with its pair."""
    piece = text.strip(EDGE)
    rest = text[text.find(piece) + len(piece) :]
    bracket = OPEN_BRACKET.search(piece)
    if bracket is not None:
        inside, closing, _ = rest.partition(BRACKETS[bracket.group()])
        return piece + inside + closing if closing else piece
    return f"{piece}." if rest.startswith(".") and DOTTED_END.search(piece) else piece
