"""Lines that name an outlet: its copyright, an e-mail address."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.lines.lazy import lazy_pattern
from cleaner.text import bare, collapse, count_words
from cleaner.urls import registrable_domain
from cleaner.vocabulary import alternatives, ordered_words, words_of

# What a company adds to the name of its paper: "Ediciones EL PAÍS S.L.", "Tamedia AG".
LEGAL_FORM = lazy_pattern(rf"[\s,]+(?:{alternatives(ordered_words('legal_forms'))})$", re.IGNORECASE)
HOST_LIKE = lazy_pattern(r"(?:www\.)?[\w-]+(?:\.[\w-]+)*\.[a-zA-Z]{2,10}")
NOT_A_NAME = lazy_pattern(r"https?:|[@#{}<>\[\]=]|^\W*$|^\d+$")
COPYRIGHT = lazy_pattern(
    rf"""(?: (?<!©)(?<!©\s)© | \(c\) | copyright | &copy; ) [\s©®]*+ (?:\(c\)\s*)?
    (?: (?:19|20)\d\d )? (?: \s*[-–—/]\s*(?:19|20)?\d\d )? [\s,.:|]* (?:©\s*)? (?: (?:by|von|par)\s+ )?
    (?P<name> [^\W\d_][^|©•·;:]{{1,60}}? )
    (?= \s* (?: $ | [|©•·;:] | ,?\s+(?:19|20)\d\d\b | \.\s | \.$ | [-–—,]\s
        | ,?\s+(?:{alternatives(ordered_words("rights_claims"))}) ))""",
    re.VERBOSE | re.IGNORECASE,
)
# Without a year or a claim what stands behind the sign is a picture's credit.
YEAR_OR_CLAIM = lazy_pattern(rf"(?:19|20)\d\d|{alternatives(ordered_words('rights_words'))}", re.IGNORECASE)
EMAIL = lazy_pattern(r"(?<![\w.+-])[\w.+-]++@(?P<host>[\w-]+(?:\.[\w-]+)+)")
MIN_NAME_CHARS, MAX_NAME_WORDS = 2, 14


def clean_name(raw: str) -> str:
    """A name without its company's legal form and quotes; empty for what names nobody."""
    name = LEGAL_FORM.sub("", collapse(raw).strip(" ,;:|-–—®™")).strip(" .,;:|-–—")
    is_nobody = NOT_A_NAME.search(name) is not None or bare(name) in words_of("empty_site_names")
    is_long = count_words(name) > MAX_NAME_WORDS
    return "" if len(name) < MIN_NAME_CHARS or is_nobody or is_long else name


def is_host(name: str) -> bool:
    """Whether a name is a host: "n-tv.de"."""
    return HOST_LIKE.fullmatch(name) is not None


def copyright_name(text: str) -> str:
    """Who claims the copyright of the page; empty where nobody does."""
    match = COPYRIGHT.search(text) if YEAR_OR_CLAIM.search(text) else None
    return match["name"] if match is not None else ""


def mail_domains(text: str) -> Iterator[str]:
    """The registrable domains of the e-mail addresses in a line, those of free mail left out."""
    for match in EMAIL.finditer(text):
        host = match["host"].lower()
        domain = registrable_domain(f"https://{host}")
        if domain and host.partition(".")[0] not in words_of("free_mail"):
            yield domain
