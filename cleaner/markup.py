"""HTML source as a parser may get it: libxml2 takes time with the square of a tag's attributes, and goes on."""

from __future__ import annotations

import re

MAX_ATTRIBUTES = 250  # of one tag; no page of public sets has more than 70
# A tokenizer after the HTML standard, as far as it takes to find where tags begin and end. Nothing is tried twice.
ATTRIBUTE = rb"""[\s/]*+ [^\s/>][^\s/>=]*+ (?:\s*+ = \s*+ (?: "[^"]*+"?+ | '[^']*+'?+ | [^\s>"'][^\s>]*+)?+)?+"""
ATTRIBUTES = rb"(?: %b ){0,%d}+" % (ATTRIBUTE, MAX_ATTRIBUTES)
RAW_TAGS = (b"script", b"style", b"textarea", b"title", b"xmp", b"iframe", b"noembed", b"noframes")  # hold no tags
RAW_TEXTS = b"|".join(
    rb"%b (?=[\s/>]) %b [\s/]*+> (?:[^<]++ | <(?!/%b))*+" % (tag, ATTRIBUTES, tag) for tag in RAW_TAGS
)
COMMENT = rb"!--(?: [^-]++ | -(?!->) )*+"
PLAIN = re.compile(
    rb"(?: [^<]++ | <(?: %b | %b | [a-z][^\s/>]*+ %b (?= [\s/]*+ (?:>|\Z) ) | (?![a-z]) ) )*+"
    % (COMMENT, RAW_TEXTS, ATTRIBUTES),
    re.IGNORECASE | re.VERBOSE,
)
TAG_NAME = re.compile(rb"<[^\s/>]*+")
ALL_ATTRIBUTES = re.compile(rb"(?: %b )*+" % ATTRIBUTE, re.VERBOSE)


def safe_source(text: str) -> bytes:
    """The page in UTF-8, where of a tag with more than MAX_ATTRIBUTES only the name is left."""
    source = text.encode()
    kept: list[bytes] = []
    start, end = 0, _end_of(PLAIN, source, 0)
    while end < len(source):  # there stands a tag with too many
        name_end = _end_of(TAG_NAME, source, end)
        kept.append(source[start:name_end])
        start = _end_of(ALL_ATTRIBUTES, source, name_end)
        end = _end_of(PLAIN, source, start)
    return b"".join((*kept, source[start:])) if kept else source


def _end_of(pattern: re.Pattern[bytes], source: bytes, start: int) -> int:
    """Where a pattern that matches everywhere ends."""
    found = pattern.match(source, start)
    return start if found is None else found.end()
