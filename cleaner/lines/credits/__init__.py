"""Parse a picture's credit line: its label, photographer, agencies and distributor."""

from __future__ import annotations

import re

from cleaner.lines.agencies import agencies_in
from cleaner.lines.credits.words import GENERIC, LABELS, NOT_A_PERSON, OPENERS
from cleaner.lines.lazy import lazy_pattern
from cleaner.lines.names import JOINED_SCRIPT, fold_word, is_name, proper_case
from cleaner.model import Credit
from cleaner.text import collapse

MAX_CREDIT_CHARS = 200
MAX_LABEL_WORDS = 4
BRACKETS = lazy_pattern(
    r"[(\[（【［](?P<inner>[^()\[\]（）【】［］]{1,160}(?:\([^()]{1,40}\)[^()\[\]]{0,40})?)[)\]）】］]"
)
SEPARATOR = lazy_pattern(r"[:：=＝]|\.{3}|…|(?<=[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3])[/／・](?=\S)")
COPYRIGHT = lazy_pattern(r"[©ⓒⒸ]|[(（][cCＣ][)）](?=[\s\u3040-\u9fff])|\bCopyright\s(?:19|20)\d\d\s")
PART = lazy_pattern(
    r"\s*[/|｜／;•·]\s*|\s+(?:via|through|for|on|and|und|et)\s+|\s+[–—-]\s+|\s*,\s*|\s*[()（）\[\]【】]\s*|\s*[=＝]\s*|(?<=[^\W\d_]{3})\.\s+",
    re.I,
)
SHOT_BY = lazy_pattern(r"\s*(?:撮影|攝影|摄影|攝|摄|提供|기자|記者|记者|제공)\s*$")
BUTTONS = frozenset(
    {"확대", "사진 확대", "이미지 확대", "이미지 확대보기", "enlarge", "zoom", "vergrössern", "agrandir", "ampliar"}
)
BARE_LABELS = frozenset({"foto", "fotos", "photo", "photos", "bild", "beeld", "image", "fot.", "kuva", "фото"})
YEAR = lazy_pattern(r"^(?:19|20)\d\d\s*(?:[-–]\s*(?:19|20)\d\d)?[\s,.]*|[,\s]+(?:19|20)\d\d$")
INITIAL_END = lazy_pattern(r"\b[A-Z]\.$")
RIGHTS = lazy_pattern(
    r"[.,;|\s–-]*\b(?:all rights reserved|alle rechte vorbehalten|tous droits réservés|for editorial use only).*$", re.I
)
LABEL_WORD = lazy_pattern(r"[^\s:：=＝/／・…,]+?(?=[\s:：=＝/／・…,]|\.{3}|$)")
LABEL_WORDS = {match.group() for label in LABELS | OPENERS | {"copyright"} if (match := LABEL_WORD.match(label))}
LABEL_EDGE = "([ "
FIRST_WORDS = {word.strip(LABEL_EDGE) for word in LABEL_WORDS}
EDGE = ' \t.,:;|/–—-*•·"„“”«»＝=／、，。'


def parse_credit(printed: str) -> Credit | None:
    """Who is in a credit line: "Foto: Max Muster/dpa", "Jane Doe/Getty Images", "picture alliance / dpa | Max Muster".

    raw: the line without label, brackets, "©" and final full stop. agency: canonical names of news agencies, in
    order; distributor: the first picture agency or stock. None where nothing is left of it.
    """
    whole = without_label(collapse(printed)[: MAX_CREDIT_CHARS * 2])
    raw = whole if whole.isascii() else SHOT_BY.sub("", whole).strip() or whole
    if not any(c.isalnum() for c in raw) or fold_word(raw) in BUTTONS:
        return None
    agencies: list[str] = []
    distributors: list[str] = []
    photographer = None
    for part in PART.split(whole):
        found = agencies_in(part)
        agencies += [hit.agency.name for hit in found if hit.agency.kind == "news"]
        distributors += [hit.agency.name for hit in found if hit.agency.kind == "picture"]
        rest = part
        for hit in reversed(found):
            rest = f"{rest[: hit.start]} {rest[hit.end :]}"
        photographer = photographer or photographer_in(rest)
    return Credit(raw, photographer, tuple(dict.fromkeys(agencies)), distributors[0] if distributors else None)


def photographer_in(text: str) -> str | None:
    """The person a part of a credit names."""
    own = text.strip(EDGE)
    if not own.isascii():
        if JOINED_SCRIPT.search(own) and SHOT_BY.search(own) is None:  # "서울시청": a city hall or a person
            return None
        own = SHOT_BY.sub("", own)
    words = own.split()
    while words and fold_word(words[0]).strip(".:") in GENERIC:
        words = words[1:]
    while words and fold_word(words[-1]).strip(".:") in GENERIC:
        words = words[:-1]
    name = " ".join(words).strip(EDGE)
    if not is_name(name) or any(fold_word(word).strip(".,") in NOT_A_PERSON for word in words):
        return None
    return proper_case(name)


def without_label(text: str) -> str:
    """A credit line without what only says that it is one."""
    plain, before = text, None
    while plain != before:
        before = plain
        plain = without_rights(without_copyright(plain)).strip()
        if plain[:1] in "([（【［" and plain[-1:] in ")]）】］" and BRACKETS.fullmatch(plain):
            plain = plain[1:-1]
        if plain[-1:] in ")]）】" and not re.search(r"[(\[（【]", plain):
            plain = plain[:-1]
        plain = plain.strip(" " if "." in plain[-2:] and INITIAL_END.search(plain) else EDGE)
        if "19" in plain or "20" in plain:
            plain = YEAR.sub("", plain)
        plain = plain.strip()
        plain = plain[label_length(plain) :].strip()
    first, _, rest = plain.partition(" ")
    if fold_word(first) in BARE_LABELS and (found := agencies_in(rest)) and found[0].start == 0:
        plain = rest  # "Foto Ansa", "Beeld ANP / …"
    return collapse(plain)


def without_copyright(text: str) -> str:
    """The text with a space for each sign of copyright."""
    if text.isascii() and "(" not in text and "Copyright" not in text:
        return text
    return COPYRIGHT.sub(" ", text)


def without_rights(text: str) -> str:
    """The text without "all rights reserved" and what follows; letters of these phrases are looked for first."""
    plain = text.lower()
    return RIGHTS.sub("", text) if "rv" in plain or "vorb" in plain or "only" in plain else text


def label_length(text: str) -> int:
    """How many characters of the text's start are a label, its separator included; 0 where there is none."""
    first = LABEL_WORD.match(text)
    if first is not None and (word := fold_word(first.group()).strip(LABEL_EDGE)) and word not in FIRST_WORDS:
        return 0  # most texts
    separator = SEPARATOR.search(text)
    if (
        separator is not None
        and separator.end() < len(text)
        and fold_word(text[: separator.start()]).strip(LABEL_EDGE) in LABELS
    ):
        return separator.end()
    if (comma := text.find(",")) > 0 and " " in text[:comma] and fold_word(text[:comma]) in LABELS:
        return comma + 1  # "Image source, Getty Images"
    words = text.split(" ")
    for count in range(min(MAX_LABEL_WORDS, len(words) - 1), 0, -1):
        phrase = " ".join(words[:count])
        if fold_word(phrase) in OPENERS:
            return len(phrase)
    return 0
