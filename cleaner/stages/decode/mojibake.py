"""Text that was encoded twice, undone: UTF-8 read as an old encoding, entities escaped once more."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

# What UTF-8 looks like in windows-1252 and windows-1251: the first bytes of letters, then bytes from 80 to BF.
TAILS_1252 = "\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
WESTERN = re.compile(f"[Â-ß][{TAILS_1252}]|[à-ï][{TAILS_1252}]{{2}}|[ð-ô][{TAILS_1252}]{{3}}")
TAILS_1251 = "\xa0-\xbfЂЃ‚ѓ„…†‡€‰Љ‹ЊЌЋЏђ‘’“”•–—\x98™љ›њќћџЎўЈҐЁЄЇІіґё№єјЅѕї"
CYRILLIC = re.compile(f"[ВГР-Я][{TAILS_1251}]|[а-п][{TAILS_1251}]{{2}}|[р-ф][{TAILS_1251}]{{3}}")
LETTERS_1252 = re.compile("[À-ÿ]")
LETTERS_1251 = re.compile("[А-я]")
# Some of these are in every such text of some length: accents, signs of print, and the commonest letters of a dozen
# languages as they then look. Their characters are looked for one by one first, which costs a hundredth of a pattern.
SIGNS_1252 = (
    *("Ã", "Â", "\x80", "\x81", "â€", "Å‚", "Ä\x99", "Ä±", "áº", "Ð°", "Î±", "Ø§", "×™", "à¸", "ã€", "ï¼", "ë‹", "Ä—"),
)
SIGNS_1251 = ("Рѕ",)
HEAD_CHARS, SAMPLED_CHARS = 10_000, 30_000  # of large pages: where the title stands, and where the story does
MIN_HITS = 2
MIN_SHARE = 0.8  # of the letters that such texts are made of: a real Ã stands among other letters

ENTITY = re.compile(r"&amp;(#\d{2,6};|#x[0-9a-f]{2,5};|[a-z]{2,8}\d?;)", re.IGNORECASE)
ESCAPED_STARTS = ("&lt;!doctype html", "&lt;html")
ESCAPED_CHARS = 200  # with the white space before it
MARKUP = ("&lt;", "&gt;", "&amp;", "&quot;")  # a text about markup may mean them
CODE = ("<code", "<pre")


def undo_mojibake(text: str) -> tuple[str, frozenset[str]]:
    """The text, and the signs in it that were UTF-8 read as windows-1252 or windows-1251, and are now read rightly.

    A page that shows code is left as it is: it may be about this.
    """
    if text.isascii():
        return text, frozenset()
    middle = len(text) // 2
    sample = text if len(text) <= SAMPLED_CHARS else text[:HEAD_CHARS] + text[middle : middle + SAMPLED_CHARS]
    for signs, pattern, letters, byte_of in (
        (SIGNS_1252, WESTERN, LETTERS_1252, _byte_1252),
        (SIGNS_1251, CYRILLIC, LETTERS_1251, _byte_1251),
    ):
        if any(_has(sample, sign) for sign in signs) and not any(tag in text for tag in CODE):
            mended, signs_read = _read_anew(text, pattern, letters, byte_of)
            if signs_read:
                return mended, signs_read
    return text, frozenset()


def _has(text: str, sign: str) -> bool:
    return all(character in text for character in sign) and sign in text


def undo_escaped_markup(text: str) -> str:
    """The page where all of its markup came escaped (`&lt;html&gt;`), as some tools put it into data."""
    is_escaped = text[:ESCAPED_CHARS].lstrip().lower().startswith(ESCAPED_STARTS)
    return html.unescape(text) if is_escaped else text


def undo_double_entities(text: str) -> str:
    """The text with `&amp;eacute;` and `&amp;#8217;` as `&eacute;` and `&#8217;`, but for a page that shows code."""
    if ENTITY.search(text) is None:
        return text
    return text if any(tag in text for tag in CODE) else ENTITY.sub(_entity, text)


def _entity(match: re.Match[str]) -> str:
    entity = f"&{match.group(1)}"
    return match.group() if entity.lower() in MARKUP else entity


def _read_anew(
    text: str, pattern: re.Pattern[str], letters: re.Pattern[str], byte_of: Callable[[str], int]
) -> tuple[str, frozenset[str]]:
    """The text with what the pattern finds read as UTF-8, and this, if that is nearly all of its letters."""
    hits = pattern.findall(text)
    hit_letters = sum(len(letters.findall(hit)) for hit in hits)
    if len(hits) < MIN_HITS or hit_letters < MIN_SHARE * len(letters.findall(text)):
        return text, frozenset()
    signs = {hit: _as_utf8(hit, byte_of) for hit in set(hits)}
    return pattern.sub(lambda match: signs[match.group()], text), frozenset(signs.values())


def _as_utf8(hit: str, byte_of: Callable[[str], int]) -> str:
    try:
        return bytes(map(byte_of, hit)).decode()
    except UnicodeDecodeError:
        return hit


def _byte_1252(sign: str) -> int:
    """The byte of windows-1252; what it does not define is the byte itself, as browsers read it."""
    return sign.encode("cp1252")[0] if ord(sign) > 0xFF else ord(sign)


def _byte_1251(sign: str) -> int:
    return sign.encode("cp1251")[0] if sign != "\x98" else 0x98
