"""Whether a text is the credit of a picture and nothing else."""

from __future__ import annotations

from cleaner.lines.agencies import agencies_in, without_agencies
from cleaner.lines.credits import EDGE, LICENCE, MAX_CREDIT_CHARS, PART, is_filler, without_taken_by
from cleaner.lines.lazy import lazy_pattern
from cleaner.lines.names import JOINED_SCRIPT, fold_word, is_name
from cleaner.text import ends_sentence
from cleaner.vocabulary import words_of

PROVIDED = words_of("credit_provided")
MAX_CREDIT_WORDS = 16
MAX_SOURCE_WORDS = 4  # of a house or person in a bracket
MAX_JOINED_CHARS = 40  # of a credit in a script without spaces
MAX_TAIL_WORDS = 10  # of a credit that nothing announces
MAX_AFTER_WORDS = 2
# A sentence, but not the dot of an initial; an address.
NO_CREDIT = lazy_pattern(r"(?:[^\W\d_]{3}|[\u3040-\u9fff\uac00-\ud7a3])[.!?](?:\s|$)|[。！？](?=.)|://")


def is_provided(text: str) -> bool:
    """Whether a text says no more than that the picture was handed out."""
    words = text.split()
    return 0 < len(words) <= MAX_AFTER_WORDS and all(fold_word(word).strip(".") in PROVIDED for word in words)


def is_credit(text: str, *, is_exact: bool = True) -> bool:
    """Whether what stands behind a label is a credit, not a sentence. is_exact: a colon or "©" says so already."""
    words = text.split()
    if not 0 < len(words) <= MAX_CREDIT_WORDS or len(text) > MAX_CREDIT_CHARS or not any(map(str.isalpha, text)):
        return False
    if JOINED_SCRIPT.search(text):
        return len(text) <= MAX_JOINED_CHARS and not text.endswith("。")
    small = sum(word[:1].islower() and not is_filler(word) for word in words)
    if not is_exact:
        return (small == 0 or bool(agencies_in(text))) and not NO_CREDIT.search(text.rstrip("."))
    if ends_sentence(text):  # "File photo: A ship leaves."
        return 2 * small < len(words) and small <= max(2, len(words) // 3)
    return small <= max(2, len(words) // 3) or len(words) <= MAX_SOURCE_WORDS


def is_bare_credit(text: str, *, is_apart: bool = False) -> bool:
    """Whether a text that nothing announces is a credit: agencies with names and separators around them, nothing else.

    is_apart: in a bracket of its own, where no agency need be named: "(Jane Doe/The Post)", "[KIM HANA]".
    """
    mentions = agencies_in(text) if len(text.split()) <= MAX_TAIL_WORDS else ()
    licence = LICENCE.search(text)
    is_evident = is_apart or mentions or licence or without_taken_by(text) != text
    if not is_evident or NO_CREDIT.search(text):
        return False
    rest = LICENCE.sub("/", without_agencies(text, mentions, "/"))
    has_stock = any(mention.agency.kind == "picture" for mention in mentions)
    # "Jane Doe / The Morning Post via Getty Images", "janedoe - stock.adobe.com"
    is_loose = is_apart or "/" in text or (has_stock and " - " in text)
    return all(is_part(part.strip(EDGE), is_loose=is_loose) for part in PART.split(rest))


def is_part(part: str, *, is_loose: bool) -> bool:
    """Whether a part of a credit may stand beside an agency: a name, an acronym, words that name nobody.

    is_loose: or a house, which is few words, capitalised, without a number.
    """
    if JOINED_SCRIPT.search(part):
        return len(part) <= MAX_JOINED_CHARS and (is_loose or without_taken_by(part) != part)
    words = [word for word in part.split() if not is_filler(word)]
    if not words or is_name(part) or is_acronym(part):
        return True
    is_titled = not any(word[:1].islower() for word in words) and not any(map(str.isdigit, part))
    return is_loose and (is_titled or len(words) == 1) and len(words) <= MAX_SOURCE_WORDS


def is_acronym(part: str) -> bool:
    """Whether a part of a credit is one word with a capital inside: "NASA", "iStock"."""
    return " " not in part and (part.isupper() or any(map(str.isupper, part[1:])))
