"""Part a caption from the picture credit it holds."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from cleaner.lines.agencies import agencies_in, without_agencies
from cleaner.lines.credits import (
    BARE_LABELS,
    BRACKETS,
    EDGE,
    LABELS,
    LICENCE,
    MAX_CREDIT_CHARS,
    PART,
    REPEATED_SIGN,
    is_filler,
    names_after_label,
    without_label,
    without_rights,
    without_taken_by,
)
from cleaner.lines.credits.bare import MAX_AFTER_WORDS, MAX_TAIL_WORDS, is_bare_credit, is_credit, is_provided
from cleaner.lines.credits.labels import find_labels, is_label, label_length
from cleaner.lines.credits.labels import is_button as is_image_button
from cleaner.lines.lazy import lazy_pattern
from cleaner.lines.names import fold_word, is_name
from cleaner.text import EAST_ASIAN, collapse, ends_sentence
from cleaner.vocabulary import alternatives, ordered_words

MAX_CAPTION_CHARS = 2000  # a longer text is no caption
MAX_LABEL_CHARS = 40
MAX_TAIL_CHARS = 120  # of a credit that nothing announces
MAX_AGENCY_WORDS = 5  # of a caption's end in which an agency may stand
POINTERS = "▲△▼▽◀▶◁▷■□◆◇●○☞ "  # point from the caption to its picture; Korean papers print one before each
# Where a credit that nothing announces may begin: behind a sentence, a bar, a slash or a dash.
TAIL = lazy_pattern(
    r"(?:(?<=[.!?…。！？」”\")\]|])\s*|(?<=[’'])\s+)(?:[|–—/-]\s*)?(?=[^\s.,;])|\s+[|/]\s*(?=\S)|\s+[–—-]\s+(?=\S)|[／＝](?=\S)"
)
CASELESS = lazy_pattern(
    r"[\u0590-\u07ff\u0900-\u0eff]"
)  # Arabic, Hebrew, Indic and Thai letters: any words may be a name
DOTTED_LABEL = lazy_pattern(r"(?P<label>[^\W\d_]{2,12})\.(?=\S)")  # "(Dok.IGI)", "(Fot.PAP)"
NAME_BEFORE_AGENCY = lazy_pattern(
    r"(?<=\s)(?P<name>[A-ZÀ-Þ][\w'’-]*\.?\s(?:[A-Z]\.?\s)?[A-ZÀ-Þ][\w'’-]+(?:\sI{2,3})?)\s?/\s?(?:(?:via|The)\s)?$"
)
JOINED_OPENERS = ordered_words("joined_credit_openers")
TOUCHING_LABELS = tuple(word.capitalize() for word in ordered_words("touching_credit_labels"))
TOUCHING = lazy_pattern(rf"(?<=[.!?”\"’)])(?:{alternatives(TOUCHING_LABELS)})+(?=[A-ZÀ-Þ])")
LABELS_BEHIND = tuple(f" {word}" for word in ordered_words("taken_by") if not EAST_ASIAN.search(word))
TOGGLES = ordered_words("caption_toggles")


class Captioned(NamedTuple):
    """A caption without its credit, and the credit as printed, without label; either may be empty."""

    caption: str
    credit: str


Split = tuple[str, str]  # the caption and the credit in a text


@lru_cache(maxsize=512)  # asked by the labeler of captions, and by the field
def split_caption(text: str, marked: str = "") -> Captioned:
    """Part a caption from its credit: "Ein Haus in Kiel. (Foto: dpa)" → "Ein Haus in Kiel.", "dpa".

    marked: the credit, where an element or attribute of the page marks it; it is cut out of the text.
    """
    plain = REPEATED_SIGN.sub("", without_rights(without_toggles(collapse(text)))).lstrip(POINTERS)
    rest, bracket, label = plain.rpartition("(")
    if bracket and is_label(label):  # of a name that a rule cut out
        return Captioned(trimmed(rest), without_label(marked))
    if len(plain) > MAX_CAPTION_CHARS:
        return Captioned(plain, "")
    if marked:
        return Captioned(without_marked(plain, marked), without_label(marked))
    for split in SPLITS:
        found = split(plain)
        if found is not None:
            caption, credit = found
            return Captioned(trimmed(caption), without_label(credit))
    return Captioned(plain, "")


def without_toggles(text: str) -> str:
    """The text without the buttons that fold a caption up."""
    folded = text.lower()
    for phrase in TOGGLES:
        if phrase in folded:
            text = collapse(re.sub(re.escape(phrase), " ", text, flags=re.IGNORECASE))
            folded = text.lower()
    return text


def is_button(text: str) -> bool:
    """Whether a text is nothing but a button that folds a caption up or enlarges the picture."""
    return is_image_button(text) or not any(map(str.isalnum, without_toggles(text)))


def has_credit_label(text: str) -> bool:
    """Whether the text holds a credit that a label or "©" announces."""
    return announced_bracket(text) is not None or labelled(text) is not None


def without_marked(text: str, marked: str) -> str:
    """The text without the credit, its brackets and its label."""
    for printed in (collapse(marked), without_label(marked)):
        before, _, after = text.rpartition(printed) if printed in text and printed else (text, "", "")
        # where more stands behind it, the person is in the picture: "Jane Doe leads a rally", "A rally of Jane Doe's."
        is_in_sentence = any(map(str.isalnum, after)) and before.rstrip()[-1:].isalnum()
        if before != text and len(after.split()) <= MAX_AFTER_WORDS and not is_in_sentence:
            return trimmed(f"{without_last_label(before.rstrip(' ([（【|/'))} {after.lstrip(')]）】.,|/ ')}")
    return trimmed(text)


def without_last_label(text: str) -> str:
    """The text without the credit's label at its end: "Ein Haus in Kiel. Foto:"."""
    for label in find_labels(f"{text} "):
        if label.end >= len(text):
            return text[: label.start]
    return text


def trimmed(caption: str) -> str:
    """A caption as it stands without its credit: no bracket, comma, dash or "©" left at its end."""
    plain = collapse(caption.replace("()", " ").replace("( )", " ").replace("[]", " ")).rstrip(" ,;:|/–—-([（【［©")
    head, _, last = plain.rpartition(" ")
    if fold_word(last) in BARE_LABELS and ends_sentence(head):  # "… in Kiel. Bild" of "Bild © Jane Doe"
        plain = head
    return plain.lstrip(" |/–—-,;:")


def announced_bracket(text: str) -> Split | None:
    """A credit in brackets with a label, wherever it stands: "(Foto: dpa)"."""
    for match in BRACKETS.finditer(text):
        inner = match["inner"].strip()
        first, _, rest = inner.partition(" ")
        is_bare_label = fold_word(first) in BARE_LABELS and not rest[:1].islower()  # not "(photo d'illustration)"
        dotted = DOTTED_LABEL.match(inner)
        if dotted is not None and fold_word(dotted["label"]) in LABELS:
            inner = inner[dotted.end() :]
            return f"{text[: match.start()].rstrip()} {text[match.end() :].strip()}", inner
        if is_bare_label or inner.startswith(JOINED_OPENERS) or label_length(inner) or is_agency_before_label(inner):
            return f"{text[: match.start()].rstrip()} {text[match.end() :].strip()}", inner
    return None


def is_agency_before_label(text: str) -> bool:
    """Whether an agency and a label begin a text: "MTI Fotó: Jane Doe"."""
    mentions = agencies_in(text)
    return bool(mentions) and mentions[0].start == 0 and label_length(text[mentions[0].end :].lstrip(" -/")) > 0


def touching(text: str) -> Split | None:
    """A credit behind a label, where nothing stands between them and the caption: "… in Kiel.CreditJane Doe"."""
    found = TOUCHING.search(text) if any(label in text for label in TOUCHING_LABELS) else None
    credit = text[found.end() :] if found is not None else ""
    return (text[: found.start()], credit) if found is not None and is_credit(credit, is_exact=False) else None


def labelled(text: str) -> Split | None:
    """A credit behind a label: "… in Kiel, photo by Jane Doe", "Foto: dpa", "© Jane Doe/Getty Images"."""
    reach = max(0, len(text) - MAX_CREDIT_CHARS - MAX_LABEL_CHARS)  # further from the end a credit would be too long
    for label in find_labels(text, reach):
        credit = text[label.end :].strip()
        if is_credit(credit, is_exact=label.is_exact):
            return text[: label.start], credit
    return None


def named_bracket(text: str) -> Split | None:
    """A person with a house in brackets at the end: of how few words the caption before it may be, it is none."""
    split = bare_bracket(text)
    if split is None or not split[0]:
        return None
    others = PART.split(without_agencies(split[1], agencies_in(split[1]), "/"))
    is_pair = len(list(filter(str.strip, PART.split(split[1])))) > 1 or bool(agencies_in(split[1]))
    return split if is_pair and any(is_name(part.strip(EDGE)) for part in others) else None


def whole(text: str) -> Split | None:
    """A text that is nothing but a credit: "picture alliance / dpa | Max Muster", "Privat"."""
    return ("", text) if is_bare_credit(text) or is_provided(text) else None


def signed_behind(text: str) -> Split | None:
    """A credit with its label behind it, in brackets, behind a sentence or a slash: "… / J. Jonaičio / LRT nuotr."."""
    lowered = text.lower()
    if not lowered.endswith(LABELS_BEHIND):
        return None
    before = text[: -len(next(filter(lowered.endswith, LABELS_BEHIND)))].rstrip()
    if len(before.split()) <= MAX_AFTER_WORDS:
        return "", text
    for match in TAIL.finditer(before, max(0, len(before) - MAX_TAIL_CHARS)):
        if len(before[match.end() :].split()) <= MAX_TAIL_WORDS:
            return text[: match.start()], text[match.end() :]
    return None


def caseless_bracket(text: str) -> Split | None:
    """A credit in brackets behind words of a script without capitals, where a caption looks like a name."""
    return bare_bracket(text) if CASELESS.search(text) else None


def bare_bracket(text: str) -> Split | None:
    """A credit in brackets without label at the end: "[AP/YONHAP]", behind a full stop also "(Christie's)"."""
    for match in BRACKETS.finditer(text):
        inner, before, after = match["inner"].strip(), text[: match.start()].rstrip(), text[match.end() :]
        is_signed = without_taken_by(inner) != inner or bool(agencies_in(inner) or LICENCE.search(inner))
        names_somebody = is_provided(inner) or not all(map(is_filler, inner.split()))  # unlike "(file photo)"
        is_evident = is_signed or (names_somebody and is_apart_bracket(match, before, inner))
        if is_evident and not after.strip(" .") and is_bare_credit(inner, is_apart=True):
            return before, inner
    return None


def is_name_and_house(text: str) -> bool:
    """Whether a text is a photographer and a house: "Jane Doe/The Post", "Jane Doe for The Post".

    No sign of a credit parts it: "Osterby Nord/Ost © Port".
    """
    name, sign, _ = text.partition("/" if "/" in text else " for ")
    is_parted = "(" in name or "©" in text[1:-1]
    return bool(sign) and not is_parted and is_name(name.strip()) and is_bare_credit(text, is_apart=True)


def is_apart_bracket(match: re.Match[str], before: str, inner: str) -> bool:
    """Whether a bracket without an agency may be a credit: behind a full stop, square, or a name and a house."""
    is_square = match.group()[0] in "[［【" and " " in inner
    is_pair = "/" in inner and is_name(inner.partition("/")[0].strip())
    is_behind_sentence = ends_sentence(before or ".") and inner not in before and inner[:1].isupper()
    return is_square or is_pair or is_behind_sentence


def bare_tail(text: str) -> Split | None:
    """A credit without label behind the last sentence: "Ein Haus in Kiel. dpa", "東京の街＝共同"."""
    for match in TAIL.finditer(text, max(0, len(text) - MAX_TAIL_CHARS)):
        sign, tail = match.group().strip(), text[match.end() :]
        is_signed = sign[:1] in ("/", "|") and is_name(tail) and not tail.endswith(")")  # "… in Palma / Jane Doe"
        is_day = tail[:1].isdigit()  # "Aug. 29, 2024. (AP Photo/Jane Doe)"
        if is_signed or is_provided(tail) or names_after_label(tail) or (not is_day and is_bare_credit(tail)):
            return text[: match.start() if sign else match.end()], tail
    return None


def closing_agency(text: str) -> Split | None:
    """A name and agency, or a distributor, behind a caption without full stop: "… in Washington Jane Doe/Reuters"."""
    if ends_sentence(text):
        return None
    tail = " ".join(text.split(" ")[-MAX_AGENCY_WORDS:])
    mentions = [mention for mention in agencies_in(tail) if mention.end == len(tail)]
    if not mentions:
        return None
    start = len(text) - len(tail) + mentions[0].start
    signed = NAME_BEFORE_AGENCY.search(text[:start])
    if signed is not None and is_name(signed["name"]):
        start = signed.start()
    elif mentions[0].agency.kind != "picture":
        return None
    return text[:start], text[start:]


# Ways to part a credit from its caption, the surest first.
SPLITS = (
    announced_bracket,
    touching,
    labelled,
    signed_behind,
    caseless_bracket,
    named_bracket,
    whole,
    bare_tail,
    bare_bracket,
    closing_agency,
)
