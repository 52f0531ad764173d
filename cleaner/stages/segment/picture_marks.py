"""What lynx, w3m and html2text print for a picture: its name in brackets, or its text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cleaner.stages.segment.broken_lines import DumpLine
from cleaner.stages.segment.line_marks import BEGINS_CHOICE, FIELD, LINK_NUMBER, STARRED, end_of_whole, with_text
from cleaner.text import ends_sentence

# A name with a hyphen, or a few digits, may begin a sentence: "[Covid-19] is not over".
PICTURE_NAME = re.compile(
    r"^(\s*(?:[*+o•] )?)"
    r"(?:\[(?!\d{1,4}\])(?=[^\[\]\s]*(?:[._%]|\d{3}|[\d-][^\[\]\s]*\]\s*(?:$|[^\sa-z])))[^\[\]\s]{3,}\]\s*)+"
    r"|IFRAME: \S+"
)
NAME_START, NAME_END = re.compile(r"^\s*(?:\[\d{1,4}\])?\[[^\[\]\s]{20,}$"), re.compile(r"^\s*[^\[\]\s]+\]")
MAX_NAME_LINES = 6
NAME_BEHIND = re.compile(r" \[(?!\d{1,4}\])(?=[^\[\]\s]*[._%\d-])[^\[\]\s]{3,}\]$")  # a picture at a paragraph's end
PLACEHOLDER, W3M_NAME_CHARS, LETTERS = "placeholder", 10, re.compile("[a-z]+")  # "[grey-place]", cut off by w3m
MIN_REPEATED_CHARS, MAX_TEXT_CHARS = 20, 1_000  # of a picture's text
BRACKETED = re.compile(r"^(\s*(?:\d{1,3}\. )?)\[[^\[\]]*+\]\s*")  # a picture's text
BRACKET_OPENED, BRACKET = re.compile(r"^\s*(?:\d{1,3}\. )?\[[^\[\]]*$"), re.compile(r"[\[\]]")
MAX_BRACKET_LINES, MAX_LINKED_LINES = 3, 12  # the text of a linked picture has no spaces


def without_broken_names(lines: list[DumpLine]) -> list[DumpLine]:
    """lynx breaks a long name of a picture, which has no spaces, over two lines and more."""
    plain = list(lines)
    for start, line in enumerate(lines):
        end = _end_of_name(lines, start) if NAME_START.match(line.text) else None
        if end is not None:
            plain[start:end] = [line._replace(text="") for line in lines[start:end]]
            plain[end] = lines[end]._replace(text=NAME_END.sub("", lines[end].text))
    return plain


def with_pictures_apart(lines: list[DumpLine]) -> list[DumpLine]:
    """The lines, with an empty one between the end of a sentence and a picture or button that stands in its element."""
    apart: list[DumpLine] = []
    for line in lines:
        begins = PICTURE_NAME if line.text.lstrip().startswith("[") else BEGINS_CHOICE
        is_mark = begins.match(LINK_NUMBER.sub("", line.text)) is not None
        if is_mark and apart and ends_sentence(apart[-1].text.rstrip()):
            apart.append(DumpLine(line.number, ""))
        apart.append(line)
    return apart


def _end_of_name(lines: Sequence[DumpLine], start: int) -> int | None:
    """The index of the line in which a name ends; None where it does not: then it is no name."""
    for index in range(start + 1, min(start + MAX_NAME_LINES, len(lines))):
        text = lines[index].text.strip()
        if NAME_END.match(text):
            return index
        if not text or not text.isascii() or " " in text:
            break
    return None


def without_picture_texts(lines: list[DumpLine]) -> list[DumpLine]:
    """Without names of pictures in brackets, and without texts of pictures that the captions behind them repeat."""
    plain: list[DumpLine] = []
    printed = -1  # index of the last line that prints anything
    for line in lines:
        text = line.text
        if "[" in text and _is_behind_placeholder(text):
            text = ""
        elif "[" in text or "IFRAME" in text:
            text = _without_name_behind(PICTURE_NAME.sub(r"\1", text))
        text = _said_once(text)
        before = plain[printed].text.strip() if printed >= 0 else ""
        if text.strip() != before and (_begins_with(text, before) or _has_label(before, text.strip())):
            plain[printed] = plain[printed]._replace(text="")
        if text.strip():
            printed = len(plain)
        plain.append(with_text(line, text))
    return plain


def _is_behind_placeholder(text: str) -> bool:
    """Whether a line begins with the name of what stands for a picture until it is seen: behind it stands its text."""
    opening, bracket, _ = text.lstrip().removeprefix("• ").partition("]")
    words = LETTERS.findall(opening.lower()) if bracket and opening.startswith("[") and " " not in opening else []
    is_cut = (
        len(opening) == W3M_NAME_CHARS + 1 and bool(words) and PLACEHOLDER.startswith(words[-1]) and len(words[-1]) > 3
    )
    return is_cut or any(word.startswith(PLACEHOLDER) for word in words)


def _without_name_behind(text: str) -> str:
    """A paragraph without the name of a picture that stands behind its last sentence."""
    name = NAME_BEHIND.search(text) if text.endswith("]") else None
    return text[: name.start()] if name is not None and ends_sentence(text[: name.start()]) else text


def _said_once(text: str) -> str:
    """A line without its beginning, where that stands in it twice: "A boat. A boat. Photo: Doe"."""
    if len(text) > MAX_TEXT_CHARS:
        return text
    again = text.find(text[:MIN_REPEATED_CHARS], MIN_REPEATED_CHARS)
    return text[again:] if again > 0 and _begins_with(text[again:], text[:again]) else text


def _has_label(before: str, text: str) -> bool:
    """Whether a line is the next one with the words of a button at its end: "Boats in the harbourEnlarge"."""
    label = before[len(text) :] if _begins_with(before, text) else ""
    is_button = label[:1].isalpha() or FIELD.match(label.lstrip()) is not None
    return is_button and len(label) <= MIN_REPEATED_CHARS


def _begins_with(text: str, start: str) -> bool:
    start = start.strip(" .")
    return len(start) >= MIN_REPEATED_CHARS and text.lstrip().startswith(start)


def without_broken_brackets(lines: list[DumpLine]) -> list[DumpLine]:
    """html2text breaks the text of a picture, which begins further right than it goes on, or stands again below it."""
    if not any(STARRED.match(line.text) for line in lines):
        return lines
    plain = list(lines)
    for start, line in enumerate(lines[:-1]):
        if not BRACKET_OPENED.match(line.text):
            continue
        most = MAX_BRACKET_LINES if " " in line.text.strip() else MAX_LINKED_LINES
        end = end_of_whole(lines, start + 1, BRACKET, most - 1)
        found = BRACKET.search(lines[end].text)
        if found and lines[end].text[found.start() :] == "]" and not _is_note(lines, start, end):
            plain[start : end + 1] = [line._replace(text="") for line in lines[start : end + 1]]
    return plain


def _is_note(lines: Sequence[DumpLine], start: int, end: int) -> bool:
    """Whether a bracket that ends with a sentence is an editor's note, which is not set in, nor said again below."""
    opening, below = lines[start].text, lines[end + 1].text if end + 1 < len(lines) else ""
    is_prose = opening.startswith("[") and " " in opening and ends_sentence(lines[end].text.rstrip("]"))
    return is_prose and not _begins_with(below, opening[1:])
