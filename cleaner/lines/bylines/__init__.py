"""Parse one printed byline into the people, agencies and desks it names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from msgspec.structs import replace

from cleaner.lines.agencies import find_agency
from cleaner.lines.bylines.parts import (
    cut_tail,
    is_date,
    text_parts,
    tidy,
    unglued,
    without_addresses,
    without_date,
    without_label,
    without_prefix,
)
from cleaner.lines.bylines.pieces import OF, Piece, read_piece, trim
from cleaner.lines.lazy import lazy_pattern
from cleaner.lines.names import JOINED_SCRIPT, fold_word, is_name, name_key, proper_case, same_person
from cleaner.lines.words import AND, ROLES, WEAK_AND
from cleaner.model import Author
from cleaner.text import collapse
from cleaner.vocabulary.inline import words

MAX_LINE_CHARS = 500  # a longer text is no byline
MAX_ONE_NAME_WORDS = 5
MAX_AUTHORS = 40  # a preprint of a consortium has more; nobody reads them off a byline
SEGMENT = lazy_pattern(r"\s*[|｜•●▪►;；\n]+\s*|\s+[·‧∙⋅]\s+")
SEPARATOR = lazy_pattern(r"[|｜•●▪►;；\n·‧∙⋅]")  # what SEGMENT may split at
LETTER = lazy_pattern(r"[^\W\d_]")
INITIALS = lazy_pattern(r"(?:[^\W\d_]\.?-?){1,3}")
COMMA = lazy_pattern(
    r"\s*[,，、]\s*|(?<=[\uac00-\ud7a3])[·ㆍ・](?=[\uac00-\ud7a3])"
    r"|(?<=^[\u4e00-\u9fff]{3})[和与與及](?=[\u4e00-\u9fff]{2,4}$)|(?<=^[\u4e00-\u9fff]{2})[和与與及](?=[\u4e00-\u9fff]{2,4}$)"
)
# Written in one word with what follows: Hebrew and Arabic "and".
JOINED_AND = lazy_pattern(
    r"(?<=[\u05d0-\u05ea]) ו(?=[\u05d0-\u05ea]{2,} [\u05d0-\u05ea]{2,}$)"
    r"|(?<=[\u0621-\u064a]) و(?=[\u0621-\u064a]{2,} [\u0621-\u064a]{2,}$)"
)
REPORTS = lazy_pattern(r"(?:摄影|攝影|综合|綜合)?(?:报道|報道|報導|报导|摄|攝|撰|文)")
SLASH = lazy_pattern(r"\s*[/／]\s*|\s+[-–—]{1,2}\s+")  # or a dash: behind it stands who the person works for
OPEN_END = lazy_pattern(r"\s+(?:in|on|at|for)$", re.I)  # "Jane Doe in" of a link to the section
HANGUL_WORD = lazy_pattern(r"[\uac00-\ud7a3]{2,5}")
CHINESE_LABELS = words("记者 本报记者 特约记者 责编 责任编辑 编辑 采写 撰文 記者 責任編輯 編輯 通讯员")


PAPER_ARTICLES = words("le la les el il lo l' o a de die der das the")
SIDES = ("person", "desk", "role", "organisation", "other")


class Part(NamedTuple):
    """A part of a byline between separators, and the separator before it: "", ",", "/", "&", "|"."""

    joiner: str
    text: str


@lru_cache(maxsize=256)  # one line is asked for by several sources of one page
def parse_byline(line: str) -> tuple[Author, ...]:
    """The authors of a byline as printed, in order, each once; none where it names nobody.

    "BY MICHAEL LEE [lee@example.com]", "Von Lisa Müller und Max Muster, dpa", "홍길동 기자", "文／王小明".
    Agencies are kind organisation, "Staff" and the like desk. Roles, employers and addresses go to the person
    they stand beside; dates, buttons, photographers and translators are left out.
    """
    raw = collapse(line)
    if not raw or len(raw) > MAX_LINE_CHARS or not (LETTER.search(raw) or "&" in raw):
        return ()
    text, emails, handles = without_addresses(tidy(line))
    text = unglued(text)
    authors: list[Author] = []
    for segment in segments(text):
        if authors and is_date(segment):
            break  # "By Jane Doe | 3 March | Harbours": behind the date stand sections
        for part in text_parts(segment):
            authors = read_part(part, authors, "|" if authors else "")
    named = [replace(author, raw=raw) for author in merged(authors)]
    return tuple((with_addresses(named, emails, handles) if emails or handles else named)[:MAX_AUTHORS])


def segments(text: str) -> list[str]:
    """The parts of a line between bars, bullets and line ends; most lines are one part, and have no such sign."""
    return SEGMENT.split(text) if SEPARATOR.search(text) else [text]


def read_part(text: str, authors: list[Author], joiner: str) -> list[Author]:
    """The authors so far and those the text adds; a role, degree or employer goes to the last of them."""
    kept = cut_tail(without_prefix(without_date(text)))
    plain, label = without_label(OPEN_END.sub("", kept) if " " in kept[-4:] else kept)
    parts = [spaced for part in split_parts(plain, joiner) for spaced in split_spaced(part, label)]
    read = [(part, read_piece(part.text)) for part in parts]
    if any(piece.kind == "organisation" for _, piece in read):
        read = [(part, as_paper(piece)) for part, piece in read]
    kinds = [piece.kind for _, piece in read]
    if is_inverted(parts, kinds):
        return [*authors, Author(proper_case(f"{trim(parts[1].text)} {trim(parts[0].text)}"))]
    full = bool(authors) or "person" in kinds or "organisation" in kinds
    for part, piece in read:
        authors = add_piece(authors, part, piece, only_full=full)
    if not authors and kinds == ["role"] and " " in plain:
        return [Author(trim(plain), kind="desk")]  # "Community Editor": nobody by name
    return authors


def as_paper(piece: Piece) -> Piece:
    """An article and one word beside an agency are a paper: "Le Figaro et AFP"."""
    words = piece.name.split()
    is_paper = piece.kind == "person" and len(words) == 2 and fold_word(words[0]) in PAPER_ARTICLES
    return Piece("organisation", piece.name) if is_paper else piece


def add_piece(authors: list[Author], part: Part, piece: Piece, *, only_full: bool) -> list[Author]:
    """The authors with one more piece. only_full: a single word is a place here, not a name."""
    before, last = authors[:-1], authors[-1] if authors else None
    person = last if last is not None and last.kind == "person" else None
    if piece.kind == "person" and len(piece.name.split()) > MAX_ONE_NAME_WORDS:
        return [*authors, *pairs(piece.name.split())]
    if piece.kind == "person" or (piece.kind == "single" and not only_full):
        return [*authors, Author(piece.name, role=piece.role, affiliation=piece.affiliation)]
    if piece.kind in ("organisation", "desk"):
        employer = part.joiner == "," and piece.kind == "organisation" and find_agency(piece.name) is None
        if person is not None and (part.joiner in ("/", "|") or employer):  # "Jane Doe/AP", "Jane Doe, BBC News"
            return [*before, replace(person, affiliation=person.affiliation or OF.sub("", piece.name))]
        return [*authors, Author(piece.name, kind="desk" if piece.kind == "desk" else "organisation")]
    if person is not None and piece.kind == "role":
        return [*before, replace(person, role=person.role or piece.role)]
    if person is not None and piece.kind == "degree":
        return [*before, replace(person, name=f"{person.name}, {piece.name}")]
    return authors


def pairs(names: list[str]) -> list[Author]:
    """Names printed in a row without separators, two words each; nobody where that cannot be."""
    if len(names) % 2 or any(name[0].islower() for name in names):
        return []
    return [Author(f"{first} {last}") for first, last in zip(names[::2], names[1::2], strict=True)]


def split_parts(text: str, first: str) -> list[Part]:
    """The text at its commas, slashes and words for "and". first: what stands before the text."""
    parts: list[Part] = []
    is_plain = text.isascii()
    for comma, between in enumerate([text] if is_plain and "," not in text else COMMA.split(text)):
        whole = (is_plain and "/" not in between and "-" not in between) or find_agency(between)
        slashed = [between] if whole else SLASH.split(between)
        for slash, piece in enumerate(slashed):
            joiner = "/" if slash else "," if comma else first
            parts += [Part("&" if n else joiner, name) for n, name in enumerate(split_and(piece))]
    return [part for part in parts if part.text]


def split_and(text: str) -> Iterator[str]:
    """The text at its words for "and", where names stand on both sides: not inside "Health and Human Services"."""
    tokens = (text if text.isascii() else JOINED_AND.sub(" و ", text)).split()
    while tokens and fold_word(tokens[0]) in AND and tokens[0].islower():
        tokens = tokens[1:]  # what a comma left: "…, and Jane Doe"
    start = 0
    for at in range(1, len(tokens) - 1):
        if fold_word(tokens[at]) not in AND or at <= start:
            continue
        end = next((n for n in range(at + 2, len(tokens) - 1) if fold_word(tokens[n]) in AND), len(tokens))
        weak = tokens[at] == "&" or fold_word(tokens[at]) in WEAK_AND  # "Morgan & Morgan" is one firm
        if joins(" ".join(tokens[start:at]), " ".join(tokens[at + 1 : end]), weak):
            yield " ".join(tokens[start:at])
            start = at + 1
    yield " ".join(tokens[start:])


def joins(left: str, right: str, weak: bool) -> bool:
    """Whether a word for "and" between the two joins names. weak: the word is short enough to be part of one."""
    one, other = read_piece(left).kind, read_piece(right).kind
    one_agency, other_agency = find_agency(left) is not None, find_agency(right) is not None
    if weak:
        return (one in ("person", "role") or one_agency) and (other == "person" or other_agency)
    if one == "single":
        return other == "single" or other_agency
    if one == "organisation" and not one_agency:
        return other == "person" or other_agency
    return one in SIDES and other in SIDES and other != "role"


def split_spaced(part: Part, label: str | None) -> list[Part]:
    """Names that only spaces part: after a Chinese label ("记者 王小明 李四"), and in Korean ("홍길동 김철수 기자")."""
    if part.text.isascii():
        return [part]
    tokens = [token for token in part.text.split() if not REPORTS.fullmatch(token)] or [part.text]
    roles = [n for n, token in enumerate(tokens) if token in ROLES]
    if roles and HANGUL_WORD.fullmatch(tokens[0]):
        tokens = tokens[: roles[-1] + 1]  # behind the last role stand buttons: "홍길순 기자 다른기사 보기"
    chinese = label in CHINESE_LABELS and all(is_name(token) and JOINED_SCRIPT.match(token) for token in tokens)
    if len(tokens) > 1 and (chinese or all(HANGUL_WORD.fullmatch(token) for token in tokens)):
        return [Part(part.joiner if n == 0 else "&", token) for n, token in enumerate(tokens)]
    return [part._replace(text=" ".join(tokens))]


def is_inverted(parts: list[Part], kinds: Sequence[str]) -> bool:
    """Whether the line is "Doe, Jane" or "Doe, Jane A."."""
    if len(parts) != 2 or kinds[0] != "single" or parts[1].joiner != ",":
        return False
    given = trim(parts[1].text).split()
    return kinds[1] == "single" or (kinds[1] == "person" and all(INITIALS.fullmatch(word) for word in given[1:]))


def merged(authors: list[Author]) -> list[Author]:
    """The authors, each person once: the fuller name, and what each printing adds."""
    if len(authors) < 2:
        return authors
    out: list[Author] = []
    for author in authors:
        at = next((n for n, other in enumerate(out) if is_same(author, other)), None)
        if at is None:
            out.append(author)
        else:
            out[at] = joined(out[at], author)
    return out


def is_same(one: Author, other: Author) -> bool:
    """Whether two authors are one."""
    if one.kind == other.kind == "person":
        return same_person(one.name, other.name)
    return name_key(one.name) == name_key(other.name)


def joined(first: Author, second: Author) -> Author:
    """One author of two printings. A name written out beats one with initials."""
    initials = any(len(part) == 1 for part in name_key(first.name).split()[:-1])
    fuller = initials and len(name_key(second.name)) > len(name_key(first.name))
    return replace(
        first,
        name=second.name if fuller else first.name,
        role=first.role or second.role,
        email=first.email or second.email,
        handle=first.handle or second.handle,
        affiliation=first.affiliation or second.affiliation,
        raw=first.raw or second.raw,
    )


def with_addresses(authors: list[Author], emails: list[str], handles: list[str]) -> list[Author]:
    """The authors with the e-mail addresses and handles that are theirs: by name, else in order where counts agree."""
    people = [n for n, author in enumerate(authors) if author.kind == "person"]
    out = list(authors)
    for field, values in (("email", emails), ("handle", handles)):
        left = list(dict.fromkeys(values))
        for n in people:
            mine = next((value for value in left if is_named_for(value, authors[n].name)), None)
            if mine is None and len(people) == len(values) == len(left) + people.index(n):
                mine = left[0]
            if mine is not None:
                left.remove(mine)
                out[n] = replace(out[n], **{field: mine})
    return out


def is_named_for(address: str, name: str) -> bool:
    """Whether an e-mail address or handle holds the person's first or last name."""
    local, key = address.partition("@")[0].lower(), name_key(name).split()
    return any(len(part) > 2 and part in local for part in (key[0], key[-1]))
