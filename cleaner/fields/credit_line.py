"""Parse a picture's credit line: its label, photographer, agencies and distributor."""

from __future__ import annotations

import re

from cleaner.fields.agencies import agencies_in
from cleaner.fields.credit_words import GENERIC, LABELS, NOT_A_PERSON, OPENERS
from cleaner.fields.names import JOINED_SCRIPT, fold_word, is_name, proper_case
from cleaner.model import Credit
from cleaner.text import collapse

MAX_CREDIT_CHARS = 200
MAX_LABEL_WORDS = 4
BRACKETS = re.compile(
    r"[(\[（【［](?P<inner>[^()\[\]（）【】［］]{1,160}(?:\([^()]{1,40}\)[^()\[\]]{0,40})?)[)\]）】］]"
)
SEPARATOR = re.compile(r"[:：=＝]|\.{3}|…|(?<=[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3])[/／・](?=\S)")
COPYRIGHT = re.compile(r"[©ⓒⒸ]|[(（][cCＣ][)）](?=[\s\u3040-\u9fff])|\bCopyright\s(?:19|20)\d\d\s")
PART = re.compile(
    r"\s*[/|｜／;•·]\s*|\s+(?:via|through|for|on|and|und|et)\s+|\s+[–—-]\s+|\s*,\s*|\s*[()（）\[\]【】]\s*|\s*[=＝]\s*|(?<=[^\W\d_]{3})\.\s+",
    re.I,
)
SHOT_BY = re.compile(r"\s*(?:撮影|攝影|摄影|攝|摄|提供|기자|記者|记者|제공)\s*$")
BUTTONS = frozenset(
    {"확대", "사진 확대", "이미지 확대", "이미지 확대보기", "enlarge", "zoom", "vergrössern", "agrandir", "ampliar"}
)
BARE_LABELS = frozenset({"foto", "fotos", "photo", "photos", "bild", "beeld", "image", "fot.", "kuva", "фото"})
YEAR = re.compile(r"^(?:19|20)\d\d\s*(?:[-–]\s*(?:19|20)\d\d)?[\s,.]*|[,\s]+(?:19|20)\d\d$")
RIGHTS = re.compile(
    r"[.,;|\s–-]*\b(?:all rights reserved|alle rechte vorbehalten|tous droits réservés|for editorial use only).*$", re.I
)
EDGE = ' \t.,:;|/–—-*•·"„“”«»＝=／、，。'


def parse_credit(printed: str) -> Credit | None:
    """Who is in a credit line: "Foto: Max Muster/dpa", "Jane Doe/Getty Images", "picture alliance / dpa | Max Muster".

    raw: the line without label, brackets, "©" and final full stop. agency: canonical names of news agencies, in
    order; distributor: the first picture agency or stock. None where nothing is left of it.
    """
    whole = without_label(collapse(printed)[: MAX_CREDIT_CHARS * 2])
    raw = SHOT_BY.sub("", whole).strip() or whole
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
    shot = SHOT_BY.search(text.strip(EDGE))
    if JOINED_SCRIPT.search(text) and shot is None:  # "서울시청": a city hall or a person, nothing tells
        return None
    words = SHOT_BY.sub("", text.strip(EDGE)).split()
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
        plain = RIGHTS.sub("", COPYRIGHT.sub(" ", plain)).strip()
        if plain[:1] in "([（【［" and plain[-1:] in ")]）】］" and BRACKETS.fullmatch(plain):
            plain = plain[1:-1]
        if plain[-1:] in ")]）】" and not re.search(r"[(\[（【]", plain):
            plain = plain[:-1]
        plain = YEAR.sub("", plain.strip(EDGE if not re.search(r"\b[A-Z]\.$", plain) else " ")).strip()
        plain = plain[label_length(plain) :].strip()
    first, _, rest = plain.partition(" ")
    if fold_word(first) in BARE_LABELS and (found := agencies_in(rest)) and found[0].start == 0:
        plain = rest  # "Foto Ansa", "Beeld ANP / …"
    return collapse(plain)


def label_length(text: str) -> int:
    """How many characters of the text's start are a label, its separator included; 0 where there is none."""
    separator = SEPARATOR.search(text)
    if (
        separator is not None
        and separator.end() < len(text)
        and fold_word(text[: separator.start()]).strip("([ ") in LABELS
    ):
        return separator.end()
    if (comma := text.find(",")) > 0 and " " in text[:comma] and fold_word(text[:comma]) in LABELS:
        return comma + 1  # "Image source, Getty Images"
    words = text.split(" ")
    for count in range(min(MAX_LABEL_WORDS, len(words) - 1), 0, -1):
        if fold_word(" ".join(words[:count])) in OPENERS:
            return len(" ".join(words[:count]))
    return 0
