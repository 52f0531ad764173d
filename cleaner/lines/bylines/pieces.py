"""Say what one piece of a byline is: a person with role and employer, an agency, a desk, a role, a degree, a place."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from cleaner.lines.agencies import find_agency
from cleaner.lines.lazy import lazy_pattern
from cleaner.lines.names import JOINED_SCRIPT, fold_word, is_name, is_small, proper_case
from cleaner.lines.words import (
    DEGREES,
    DESK_WORDS,
    EMPLOYER_WORDS,
    JOINED_ROLES,
    LABELS,
    NOBODY,
    NOT_IN_NAMES,
    ORGANISATION_ENDINGS,
    ORGANISATION_WORDS,
    OTHER_WORK,
    PLACE_WORDS,
    PREFIXES,
    ROLE_MODIFIERS,
    ROLES,
)

BRACKETED = lazy_pattern(r"^(?P<head>.+?)\s*[(（\[【](?P<inner>[^()（）\[\]【】]{1,60})[)）\]】]\s*$")
EDGE = " \t,.:;|/\\–—-_*·•„“”\"«»‹›'‘’<>=＝／、，。：（）()[]【】《》●#!?~"
START_EDGE = EDGE.replace("(", "").replace("（", "")
END_EDGE = EDGE.translate(str.maketrans("", "", ")）]】"))
DOTTED_END = lazy_pattern(r"(?:\b[^\W\d_]|\b(?:[JjSs]r|Ph\.?D|M\.?D|Esq|Inc|Ltd|[A-Z]\.[A-Z]))$")
JOINED_TAIL = lazy_pattern(r"(?:报道|報導|報道|电|電|综合|撰|文|著|摄影报道|撮影)$")
DOMAIN = lazy_pattern(r"(?:[\w-]+\.)+(?:[a-z]{2,4}|online|media|press|today|studio|agency)", re.I)
# Compounds no list can have all of: "Finanzierungsberater", "Wirtschaftskorrespondentin", "binnenlandredacteur".
ROLE_ENDINGS = (
    "redakteur", "redakteurin", "korrespondent", "korrespondentin", "reporter", "reporterin", "journalist",
    "journalistin", "experte", "expertin", "berater", "beraterin", "redaktör", "redaktør", "toimittaja", "redacteur",
    "verslaggever",
)  # fmt: skip
MAX_ORGANISATION_WORDS = 9
MAX_PEN_NAME_WORDS = 4

# An adjective before a role, of which no list can have all.
ADJECTIVE = lazy_pattern(r"(?:ary|ical|onal|ural|tive|ische[rnms]?|liche[rnms]?|ique|elle|ский|ская|нный|нная)$")
BETWEEN = PLACE_WORDS | EMPLOYER_WORDS | {"of"}  # a name and a place or employer
OF = lazy_pattern(r"^(?:da|do|de|del|della|dell'|de la|de l'|von|vom|der|of|of the|van|för|for)\s+(?=\S)", re.I)

Kind = Literal["person", "single", "organisation", "desk", "role", "degree", "other", "nothing"]


class Piece(NamedTuple):
    """What a piece is. name: of a person, organisation or desk. role, affiliation: printed beside the name.

    kind `other`: somebody who did not write (a photographer); `single`: one capitalised word that may be a person
    ("Madonna") or a place ("Berlin").
    """

    kind: Kind
    name: str = ""
    role: str | None = None
    affiliation: str | None = None


NOTHING = Piece("nothing")


def read_piece(text: str) -> Piece:
    """What the piece is. It has no separators left: "홍길동 기자", "Jane Doe in Berlin", "dpa", "Staff Writer"."""
    piece = trim(text)
    if not piece.isalpha() and not any(map(str.isalpha, piece)):
        return NOTHING
    if all(map(is_degree, piece.split())):
        return Piece("degree", piece)
    if find_agency(piece):
        return Piece("organisation", piece)
    return read_bracketed(piece) or read_plain(piece)


def read_bracketed(piece: str) -> Piece | None:
    """ "Jane Doe (Reuters)", "Jane Doe (Content Manager)"; None without bracket at the end."""
    match = BRACKETED.match(piece) if piece.rstrip().endswith((")", "）", "]", "】")) else None
    if match is None:
        return None
    inner, head = match["inner"].strip(), read_piece(match["head"])
    if fold_word(inner).strip(".: ") in OTHER_WORK:
        return Piece("other")  # "Bob Lee (Fotos)"
    if head.kind not in ("person", "single") or head.affiliation:
        return head
    role = inner if is_role(inner) else None
    known = (
        role
        or inner.split()[0] in PLACE_WORDS
        or not any(c.isalpha() for c in inner)
        or fold_word(inner) in ("text", "texte", "texto", "文")
    )
    return head._replace(role=head.role or role, affiliation=None if known else inner)


def read_plain(piece: str) -> Piece:
    """A piece without bracket."""
    found = read_joined(piece) if not piece.isascii() and JOINED_SCRIPT.search(piece) else read_person(piece)
    if found is not None:
        return found
    words = piece.split()
    if is_desk(piece) and not (has_role(words) and leading_roles(words) == len(words)):
        return Piece("desk", piece)
    if is_role(piece):
        return Piece("role", role=piece)
    if is_organisation(piece):
        return Piece("organisation", piece)
    folded = frozenset(fold_word(word).strip(".,") for word in words)
    if not folded.isdisjoint(NOT_IN_NAMES) or folded <= NOBODY or fold_word(piece) in PREFIXES:
        return NOTHING
    if is_name(piece):
        return Piece("person", proper_case(piece))
    if is_name(piece, min_words=1):
        return Piece("single", piece)
    # "Tom from Finland", "Bob at Large": two names and something small between
    if 2 < len(words) <= MAX_PEN_NAME_WORDS and is_name(f"{words[0]} {words[-1]}") and piece.replace(" ", "").isalpha():
        return Piece("person", piece)
    return NOTHING


def read_joined(piece: str) -> Piece | None:
    """A name in a script that joins words, with the role that sticks to it: "홍길동 기자", "山田太郎記者"."""
    text = JOINED_TAIL.sub("", piece).strip(EDGE)
    if text in ROLES:
        return None
    for role in JOINED_ROLES:
        for head in (text.removesuffix(role), text.removeprefix(role)):
            if head != text and is_name(head.strip(EDGE)) and not is_desk(head):
                return Piece("person", head.strip(EDGE), role)
    *rest, last = text.split() or [""]
    if rest and last in OTHER_WORK:
        return Piece("other")  # "木下 哲也 訳"
    if rest and (last in ROLES or last in LABELS) and is_name(" ".join(rest)):
        return Piece("person", " ".join(rest), last if last in ROLES else None)
    if text != piece and not is_organisation(text) and is_name(text):
        # "台北報導" is a place and "reports", not a person; a name has its own separator before that word
        return NOTHING if re.search(r"(?:报道|報導|报导|电|電)$", piece) else Piece("person", text)
    return None


def read_person(piece: str) -> Piece | None:
    """A full name with a role before or behind it, or a place or employer behind it; None for a bare name too."""
    words = piece.split()
    if len(words) > 2 and words[1] in ("in", "In") and words[2][0].isupper() and is_single(words[0]):
        return Piece("single", words[0])  # "Fatima in Travel": the section
    for at in range(2, len(words) - 1):
        lower = words[at].lower() if words[at].islower() or words[at] in ("In", "For") else ""
        if lower not in BETWEEN:
            continue
        head = " ".join(words[:at])
        rest = " ".join(words[at + 1 :])
        is_employer = lower in EMPLOYER_WORDS or (lower == "of" and find_agency(rest) is not None)
        if (lower in PLACE_WORDS or is_employer) and is_name(head) and rest[0].isupper():
            person = read_plain(head)
            if person.kind == "person":
                return person._replace(affiliation=person.affiliation or (rest if is_employer else None))
    first = leading_roles(words)
    if 0 < first < len(words) and has_role(words[:first]) and is_full(words[first:]):
        return Piece("person", proper_case(" ".join(words[first:])), role=" ".join(words[:first]))
    last = len(words) - leading_roles(words[::-1])
    if 2 < last < len(words) and ADJECTIVE.search(words[last - 1]):  # "Jane Doe Parliamentary editor"
        last -= 1
    if 1 < last < len(words) and has_role(words[last:]) and is_full(words[:last]):
        return Piece("person", proper_case(" ".join(words[:last])), role=" ".join(words[last:]))
    return None


def is_single(word: str) -> bool:
    """Whether a word may be a person's only name, and no role."""
    return is_name(word, min_words=1) and not is_role_word(word)


def is_full(words: list[str]) -> bool:
    """Whether the words are a person's full name: no organisation's, no role ("Senior Review" of an analyst)."""
    name = " ".join(words)
    return is_name(name) and not is_role_word(words[0]) and not is_organisation(name) and not is_desk(name)


def leading_roles(words: list[str]) -> int:
    """How many of the first words may stand in a role."""
    count = 0
    for word in words:
        if not is_role_word(word):
            break
        count += 1
    return count


def is_role_word(word: str) -> bool:
    """Whether the word may stand in a role."""
    plain = fold_word(word).strip(".,:")
    return plain in ROLES or plain in ROLE_MODIFIERS or plain.endswith(ROLE_ENDINGS)


def has_role(words: list[str]) -> bool:
    """Whether one of the words says what a person is."""
    for word in words:
        plain = fold_word(word).strip(".,:")
        if plain in ROLES or plain.endswith(ROLE_ENDINGS):
            return True
    return False


def is_role(text: str) -> bool:
    """Whether the text says what somebody is: "Political Correspondent", "freelance writer", "CEO of Example"."""
    words = text.split()
    if has_role(words):
        return True
    return len(words) > 1 and is_small(words[0]) and words[0] not in PLACE_WORDS and not is_name(text)


def is_desk(text: str) -> bool:
    """Whether the text is a newsroom's collective byline."""
    for printed in text.split():
        word = fold_word(printed).strip(".,")
        if word in DESK_WORDS or ("-" in word and not DESK_WORDS.isdisjoint(word.split("-"))):
            return True
    return text.endswith(("編集部", "编辑部", "취재팀", "뉴스팀", "편집국", "편집부"))


def is_organisation(text: str) -> bool:
    """Whether a word or the ending says that the text is an organisation; a web domain is one too."""
    words = [fold_word(word).strip(".,()") for word in text.split()]
    if len(words) > MAX_ORGANISATION_WORDS:
        return False
    if len(words) == 1:
        joined = (
            JOINED_SCRIPT.search(text) is not None and len(text) > 3 and text.lower().endswith(ORGANISATION_ENDINGS)
        )
        return joined or DOMAIN.fullmatch(text) is not None
    is_article = words[:1] == ["the"] and len(words) < 5
    return is_article or not ORGANISATION_WORDS.isdisjoint(words) or ("&" in words and text[0].isupper())


def is_degree(word: str) -> bool:
    """Whether the word is letters that stand behind a name."""
    plain = fold_word(word).strip(",")
    return (plain in DEGREES or plain.strip(".") in DEGREES) and word[:1].isupper()


def trim(text: str) -> str:
    """The text without the punctuation around it; the dot of an initial or "Jr." stays, and a bracket with its pair."""
    start = text.lstrip(START_EDGE)
    piece = start.rstrip(END_EDGE)
    if piece.endswith((")", "）", "]", "】")) and not re.search(r"[(（\[【]", piece):
        piece = piece.rstrip(EDGE)
    if piece.startswith(("(", "（")) and (piece.endswith((")", "）")) or not re.search(r"[)）]", piece)):
        piece = piece.strip(EDGE)
    dotted = start[len(piece) : len(piece) + 1] == "." and DOTTED_END.search(piece)
    return piece + "." if dotted else piece
