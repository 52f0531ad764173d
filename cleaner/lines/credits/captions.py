"""Part a caption from the picture credit it holds."""

from __future__ import annotations

import re
from typing import NamedTuple

from cleaner.lines.agencies import agencies_in, find_agency
from cleaner.lines.credits import (
    BARE_LABELS,
    BRACKETS,
    COPYRIGHT,
    EDGE,
    LABEL_WORD,
    LABEL_WORDS,
    MAX_CREDIT_CHARS,
    MAX_LABEL_WORDS,
    PART,
    SHOT_BY,
    label_length,
    without_label,
    without_rights,
)
from cleaner.lines.credits.words import GENERIC, LABELS
from cleaner.lines.lazy import lazy_pattern
from cleaner.lines.names import JOINED_SCRIPT, fold_word, is_name
from cleaner.text import collapse, ends_sentence
from cleaner.vocabulary.inline import words

MAX_CAPTION_CHARS = 2000  # a longer text is no caption
MAX_CREDIT_WORDS = 16
MAX_AFTER_WORDS = 2
REPEATED_SIGN = lazy_pattern(r"(?<=/)\s*Copyright\s(?:19|20)\d\d\s")  # "Jane Doe/Copyright 2024 The AP"
MAX_TAIL_WORDS = 10
MAX_TAIL_CHARS = 120
MAX_LABEL_CHARS = 40
MAX_SOURCE_WORDS = 4
LABEL_START = lazy_pattern(
    r"""[.,;:!?…|/)\]”"»–—-]\s*(?=\S) | \s(?=[^\s:：]{2,14}(?:\s[^\s:：]{2,12}){0,2}\s?[:：]) | \s?(?=[©ⓒⒸ])
        | (?=[(（][CＣ][)）]) | (?<=[^\W\d_A-Z])(?=(?:Credit|Photo|Foto|Bild|Picture|Image|Quelle)s?\s?[:：])
        | (?<=[.\s])(?=Credit\s?(?:\.{3}|…))""",
    re.VERBOSE,
)
# What all ways to begin a label but the first hold: most captions have none of it, and are cut at their signs only.
LABEL_SIGNS = (":", "：", "©", "ⓒ", "Ⓒ", "(C", "(Ｃ", "（C", "（Ｃ", "Credit")
AFTER_SIGN = lazy_pattern(r"""[.,;:!?…|/)\]”"»–—-]\s*(?=\S)""")
TAIL = lazy_pattern(
    r"(?:(?<=[.!?…。」”\")\]|])\s*|(?<=[’'])\s+)(?:[|–—/-]\s*)?(?=[^\s.,;])|\s+[|/]\s*(?=\S)|\s+[–—-]\s+(?=\S)|[／＝](?=\S)"
)
SENTENCE_END = lazy_pattern(r"[^\W\d_]{3}[.!?](?:\s|$)|[。！？]")  # not the dot of an initial
MAX_JOINED_CHARS = 40
NAME_AND_AGENCY = lazy_pattern(
    r"(?<=\s)(?P<name>[A-ZÀ-Þ][\w'’-]*\.?\s(?:[A-Z]\.?\s)?[A-ZÀ-Þ][\w'’-]+(?:\sI{2,3})?)\s?/\s?(?:via\s)?(?P<agency>[^/.!?]{2,30})$"
)
# Said in a photographer's place, behind the caption's full stop: the picture came from somebody in the story.
PROVIDED = words(
    """public domain supplied handout provided contributed submitted privat zvg file divulgação reprodução cortesía
    archiv archivo"""
)
SLASHED_TAIL = lazy_pattern(r"(?:AP Photo|REUTERS|AFP|EPA|EFE|IMAGO|imago images?|dpa)\s?/\s?[A-ZÀ-Þ][^.!?:]{2,60}$")
CLOSED_TAIL = lazy_pattern(r"(?:Getty Images|AP Photo|AFP via Getty Images|iStock|Shutterstock|Alamy Stock Photo)$")


POINTERS = "▲△▼▽◀▶◁▷■□◆◇●○☞ "  # point from the caption to its picture; Korean papers print one before each


class Captioned(NamedTuple):
    """A caption without its credit, and the credit as printed, without label; either may be None."""

    caption: str | None
    credit: str | None


def split_caption(text: str, known: str | None = None) -> Captioned:
    """Part a caption from its credit: "Ein Haus in Kiel. (Foto: dpa)" → "Ein Haus in Kiel.", "dpa".

    known: the credit, where an element or attribute of the page marks it; it is cut out of the text.
    """
    whole_text = collapse(text)
    plain = without_rights(REPEATED_SIGN.sub("", whole_text) if "Copyright" in whole_text else whole_text)
    plain = plain.lstrip(POINTERS)
    if len(plain) > MAX_CAPTION_CHARS:
        return Captioned(plain, None)
    if known is not None:
        return Captioned(without_known(plain, known), known)
    for split in (bracketed, labelled, whole, bare_bracket, trailing, slashed, unpunctuated):
        found = split(plain)
        if found is not None:
            caption, credit = found
            return Captioned(trimmed(caption), without_label(credit) or None)
    return Captioned(plain or None, None)


def has_credit_label(text: str) -> bool:
    """Whether the text holds a credit that a label or "©" announces."""
    return bracketed(text) is not None or labelled(text) is not None


def without_known(text: str, known: str) -> str | None:
    """The text without the credit, its brackets and its label; None where nothing remains."""
    for printed in (collapse(known), without_label(known)):
        at = text.rfind(printed) if printed else -1
        if at >= 0:
            before, after = text[:at], text[at + len(printed) :]
            if len(after.split()) > MAX_AFTER_WORDS:  # the person is in the picture: "Jane Doe leads a rally"
                continue
            before = re.sub(r"[(\[（【|/]\s*$", "", before.rstrip()).rstrip()
            words = before.split(" ")
            for count in range(min(MAX_LABEL_WORDS, len(words)), 0, -1):
                if (
                    fold_word(" ".join(words[-count:])).rstrip(":： ").strip("([©") in LABELS
                    and words[-1][-1:] in ":："
                ):
                    before = " ".join(words[:-count])
                    break
            return trimmed(f"{before} {after.lstrip(')]）】.,|/ ')}")
    return trimmed(text)


def trimmed(caption: str) -> str | None:
    """A caption as it stands without its credit: no bracket, comma, dash or "©" left at its end."""
    plain = collapse(re.sub(r"\(\s*\)|\[\s*\]", " ", caption)).rstrip(" ,;:|/–—-([（【［©")
    head, _, last = plain.rpartition(" ")
    if fold_word(last) in BARE_LABELS and ends_sentence(head):  # "… in Kiel. Bild" of "Bild © Jane Doe"
        plain = head
    return plain.lstrip(" |/–—-,;:") or None


def bracketed(text: str) -> tuple[str, str] | None:
    """A credit in brackets with a label, wherever it stands: "(Foto: dpa)"."""
    for match in BRACKETS.finditer(text):
        inner = match["inner"].strip()
        first, _, rest = inner.partition(" ")
        bare = fold_word(first) in BARE_LABELS and not rest[:1].islower()  # not "(photo d'illustration)"
        if label_length(inner) > 0 or COPYRIGHT.match(inner) or bare:
            return f"{text[: match.start()].rstrip()} {text[match.end() :].strip()}", inner
    return None


def bare_bracket(text: str) -> tuple[str, str] | None:
    """A credit in brackets without label at the end: "[AP/YONHAP]"."""
    last = next((match for match in BRACKETS.finditer(text) if not text[match.end() :].strip(" .")), None)
    if last is None:
        return None
    inner, before = last["inner"].strip(), text[: last.start()].rstrip()
    # behind a full stop, or with nothing before it, a bracket of few capitalised words names the source: "(Christie's)"
    apart = (not before or ends_sentence(before)) and is_source_name(inner) and inner not in before
    return (before, inner) if apart or is_bare_credit(inner, square=last.group()[0] in "[［【") else None


def whole(text: str) -> tuple[str, str] | None:
    """A text that is nothing but a credit: "picture alliance / dpa | Max Muster"."""
    return ("", text) if is_only_credit(text) else None


def is_source_name(inner: str) -> bool:
    """Whether a bracket may name a house or person: few words, capitalised, no number."""
    names = inner.split()
    return (
        len(names) <= MAX_SOURCE_WORDS and is_titled(names) and not any(map(str.isdigit, inner)) and inner[:1].isupper()
    )


def is_bare_credit(inner: str, *, square: bool) -> bool:
    """Whether a bracket without label at a caption's end is a credit: "(dpa)", "[KIM HANA]", "(Jane Doe/The Post)"."""
    words = inner.split()
    if len(words) > MAX_TAIL_WORDS or any(c.isdigit() for c in inner):
        return False
    if find_agency(inner) or (agencies_in(inner) and is_titled(words)) or SHOT_BY.search(inner):
        return True
    slashed = "/" in inner and is_name(inner.split("/")[0].strip()) and is_titled(words)
    return slashed or (square and is_titled(words) and any(c.isalpha() for c in inner) and len(words) > 1)


def is_titled(words: list[str]) -> bool:
    """Whether nearly all the words are capitalised, or small words of a credit."""
    plain = [word for word in words if fold_word(word).strip(".,/") not in GENERIC and find_agency(word) is None]
    return all(not word.lstrip("(/|©").strip()[:1].islower() for word in plain)


def labelled(text: str) -> tuple[str, str] | None:
    """A credit behind a label: "… in Kiel, photo by Jane Doe", "Foto: dpa", "© Jane Doe/Getty Images"."""
    for start in label_starts(text):
        rest = text[start:]
        if not may_be_label(rest):
            continue
        length = label_length(rest)
        sign = COPYRIGHT.match(rest)
        credit = rest[max(length, sign.end() if sign else 0) :].strip()
        if (length or sign) and is_credit(credit, exact=sign is not None or rest[:length].rstrip()[-1:] in ":：=＝"):
            return text[:start], credit
    return None


def may_be_label(text: str) -> bool:
    """Whether the first word may be a label's, or the text begins with a copyright sign: asked before all else."""
    if text[:1] in "©ⓒⒸ(（":
        return True
    word = LABEL_WORD.match(text)
    return word is not None and fold_word(word.group()) in LABEL_WORDS


def label_starts(text: str) -> list[int]:
    """Where a label may begin: at the start, after punctuation, a bracket or, before a colon or "©", any space."""
    reach = max(0, len(text) - MAX_CREDIT_CHARS - MAX_LABEL_CHARS)  # further from the end a credit would be too long
    pattern = LABEL_START if any(map(text.__contains__, LABEL_SIGNS)) else AFTER_SIGN
    return sorted({0, *(match.end() for match in pattern.finditer(text, reach))})


def is_credit(text: str, *, exact: bool = True) -> bool:
    """Whether what stands behind a label is a credit, not a sentence. exact: a colon or "©" says so already."""
    words = text.split()
    if not words or len(words) > MAX_CREDIT_WORDS or len(text) > MAX_CREDIT_CHARS or not any(map(str.isalpha, text)):
        return False
    if JOINED_SCRIPT.search(text):
        return len(text) <= MAX_JOINED_CHARS and not text.endswith("。")
    small = sum(word[:1].islower() and fold_word(word).strip(".,") not in GENERIC for word in words)
    if exact:
        if ends_sentence(text) and 2 * small >= len(words):  # "File photo: A ship leaves."
            return False
        return small <= max(2, len(words) // 3) or (len(words) <= 4 and not ends_sentence(text))
    return bool(agencies_in(text)) or small == 0


def slashed(text: str) -> tuple[str, str] | None:
    """A credit of a form no sentence has, without punctuation before it: "… im Stadion REUTERS/Jane Doe"."""
    match = SLASHED_TAIL.search(text) or CLOSED_TAIL.search(text)
    return (text[: match.start()], match.group()) if match else None


def unpunctuated(text: str) -> tuple[str, str] | None:
    """A name and an agency behind a caption without full stop: "… in Washington DC Jane Doe/via Reuters"."""
    match = NAME_AND_AGENCY.search(text)
    if match is None or find_agency(match["agency"]) is None or not is_name(match["name"]):
        return None
    return text[: match.start()], match.group()


def trailing(text: str) -> tuple[str, str] | None:
    """A credit without label behind the last sentence: "Ein Haus in Kiel. dpa", "東京の街＝共同"."""
    for match in TAIL.finditer(text, max(0, len(text) - MAX_TAIL_CHARS)):
        tail = text[match.end() :]
        joined = JOINED_SCRIPT.search(tail) is not None and len(tail) <= MAX_JOINED_CHARS
        signed = match.group().strip()[:1] in ("/", "|") and is_name(tail)  # "… in Palma / Jane Doe"
        provided = 0 < len(tail.split()) < 3 and all(fold_word(word).strip(".") in PROVIDED for word in tail.split())
        if joined and (SHOT_BY.search(tail) is not None or find_agency(tail) is not None):
            signed = True
        if signed or provided or is_only_credit(tail):
            return text[: match.start() if match.group().strip() else match.end()], tail
    return None


def is_only_credit(text: str) -> bool:
    """Whether the whole text is a credit: agencies, with capitalised names and separators around them, nothing else."""
    found = agencies_in(text) if len(text.split()) <= MAX_TAIL_WORDS else ()
    if not found or SENTENCE_END.search(text):
        return False
    rest = text
    for hit in reversed(found):
        rest = f"{rest[: hit.start]}/{rest[hit.end :]}"
    parts = [part.strip(EDGE) for part in PART.split(rest)]
    lone = sum(bool(part) for part in parts) == 1 and "/" in text  # "Getty Images/Juanmonino"
    house = "/" in text  # "Jane Doe / The Morning Post via Getty Images"
    return all(
        not part or is_credit_part(part) or (lone and is_name(part, min_words=1)) or (house and is_source_name(part))
        for part in parts
    )


def is_credit_part(part: str) -> bool:
    """Whether a part of a credit may stand beside an agency: a full name, "NASA", or words that name nobody."""
    words = part.split()
    if JOINED_SCRIPT.search(part):
        return SHOT_BY.search(part) is not None
    short = len(words) == 1 and (part.isupper() or any(c.isupper() for c in part[1:]))
    return short or is_name(part) or all(fold_word(word) in GENERIC for word in words)
