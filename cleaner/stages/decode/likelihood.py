"""The encoding in which bytes read most like a language, by how common letters are in it (langdetect's profiles)."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import NamedTuple

from cleaner.text import normalized
from cleaner.vocabulary import by_language
from cleaner.vocabulary.letters import han_classes, letter_shares

UNSEEN = math.log(1e-6)  # of a letter that the language does not have
FOREIGN = math.log(1e-4)  # of a letter of Western Europe in a language with Latin letters: names and loan words
WESTERN_LETTERS = frozenset(map(chr, range(0xC0, 0xFF)))  # but for ÿ, which only names in capitals have
NO_CHARACTER = math.log(1e-9)  # of bytes that mean nothing, control characters and letters of nobody's script
# What print has besides letters: quotation marks, dashes, points of several scripts; and rarer signs.
PRINT, PRINT_SIGNS = math.log(5e-3), frozenset("«»“”„‘’‚‹›–—…•、。，「」『』（）《》：；！？·؛،؟״")
SIGN, SIGNS = math.log(1e-4), frozenset("©®°§€£¥ªº½¼¾×′″№・〈〉【】　～׳")
NO_BREAK, SPACE = "\u00a0", math.log(0.2)  # editors leave pages full of it; it is "а" to two encodings of DOS
OPENING_SIGNS = frozenset("¿¡")  # of Spanish and its neighbours, whose texts have an ñ
CAPITAL = 0.05  # of a small letter, where the profile has no capital
# What langdetect counts as one letter: Hiragana, Katakana, Vietnamese.
COUNTED_AS_ONE = ((range(0x3041, 0x3097), "あ"), (range(0x30A1, 0x30FB), "ア"), (range(0x1EA0, 0x1EFA), "ể"))
HAN = range(0x4E00, 0xA000)
HAN_OF_A_CLASS = 8
FEW_BYTES = 20  # so many bytes more, of no surprise: of a handful nothing can be said
OTHER_SCRIPTS = frozenset(
    {"ru", "uk", "be", "bg", "mk", "sr", "el", "he", "ar", "fa", "ur", "th", "zh-cn", "zh-tw", "ja", "ko"}
)  # the languages that are not written in Latin letters
OF_ALL = ("gb18030",)  # it can write all of Unicode
# Letters of other scripts beside those of ASCII, and signs inside words: what wrong encodings make of accents.
MIXED_WORD = re.compile(
    r"[A-Za-z][\u0370-\u0e7f]|[\u0370-\u0e7f](?=[A-Za-z])|[A-Za-z][^\w\s'’‑.·-](?=[a-z])|[¤¦¨´¸¼½¾](?=[a-z])|[a-z][À-Þ]"
)
ODD_PAIR = -9.0
# Of letters in another script than Latin a text is full; where it is not, each may be a sign: a space, "’".
FEW_LETTERS, FEW, ONE_OF_FEW = 0.1, -20.0, -4.0
STEP = 3.0  # less likely is each further encoding of a language
COMBINING = "cp1258"  # its texts have the tones of letters as characters of their own


class Guess(NamedTuple):
    """codec: Python's name. language: which its letters are of. surprise: of a byte over 127, in nats."""

    codec: str
    language: str
    surprise: float


def most_likely(sample: bytes, bonus: Mapping[str, float], other: str | None = None) -> Guess:
    """The encoding that makes the sample the likeliest text. bonus: codec → what speaks for it besides, in nats.

    sample: text without markup, with bytes over 127 in it. other: a codec that is tried with all languages besides.
    """
    tried = dict(_languages_by_codec())
    if other is not None:
        tried[other] = [(language, 0) for language in by_language("charsets")]
    high_bytes = len(sample) - len(sample.translate(None, bytes(range(128, 256))))
    ascii_counts = Counter(letter for letter in sample.decode("ascii", "ignore") if letter.isalpha())
    of_ascii = {language: _weight(ascii_counts, language) for language in by_language("charsets")}
    of_ascii |= dict.fromkeys(OTHER_SCRIPTS, of_ascii["en"])
    found: list[tuple[float, str, str, float]] = []
    for codec, languages in tried.items():
        text = decoded(sample, codec)
        counts = Counter(sign for sign in text if not sign.isascii())
        mixed = ODD_PAIR * len(MIXED_WORD.findall(text))
        signs = counts.total()
        few = FEW + ONE_OF_FEW * signs if signs < FEW_LETTERS * ascii_counts.total() else 0.0
        for language, rank in languages:
            weight = _weight(counts, language) + mixed + (few if language in OTHER_SCRIPTS else 0.0)
            whole = weight + of_ascii[language] - STEP * rank + bonus.get(codec, 0)
            found.append((whole, codec, language, weight))
    _, codec, language, weight = max(found, key=lambda one: one[0])
    return Guess(codec, language, -weight / (high_bytes + FEW_BYTES))


def decoded(body: bytes, codec: str) -> str:
    """The text, with U+FFFD for what is none, and with whole letters where the encoding has their accents apart."""
    text = body.decode(codec, "replace")
    return normalized("NFC", text) if codec == COMBINING else text


@cache
def _languages_by_codec() -> Mapping[str, list[tuple[str, int]]]:
    """Codec → the languages it may be of, and how many encodings are commoner in each."""
    by_codec: dict[str, list[tuple[str, int]]] = defaultdict(list)
    listed = by_language("charsets")
    of_latin = dict.fromkeys(
        codec for language in listed if language not in OTHER_SCRIPTS for codec in listed[language]
    )
    for language, codecs in listed.items():
        others = () if language in OTHER_SCRIPTS else of_latin
        for rank, codec in enumerate(dict.fromkeys([*codecs, *others, *OF_ALL])):
            by_codec[codec].append((language, min(rank, len(codecs))))
    return by_codec


def _weight(counts: Mapping[str, int], language: str) -> float:
    """How likely so many letters are in a text of the language, as a logarithm."""
    letters = letter_shares(language)
    return sum(count * (letters.get(sign) or _rare(sign, language)) for sign, count in counts.items())


@lru_cache(maxsize=1 << 17)
def _rare(sign: str, language: str) -> float:
    """The logarithm for what a profile does not name by itself."""
    letters = letter_shares(language)
    if sign == NO_BREAK:
        return SPACE
    if sign in PRINT_SIGNS or (sign in OPENING_SIGNS and "ñ" in letters):
        return PRINT
    if sign in SIGNS:
        return SIGN
    code = ord(sign)
    for alphabet, one in COUNTED_AS_ONE:
        if code in alphabet:
            return letters.get(one, UNSEEN) - math.log(len(alphabet))
    if code in HAN:
        return letters.get(han_classes().get(sign, sign), UNSEEN) - math.log(HAN_OF_A_CLASS)
    small = letters.get(sign.lower()) if sign.isupper() else None
    if small is not None:
        return small + math.log(CAPITAL)
    if sign in WESTERN_LETTERS and "e" in letters:
        return FOREIGN
    return UNSEEN if sign.isalpha() or unicodedata.category(sign) in ("Mn", "Lm") else NO_CHARACTER
