"""Text measures and folding that more than one stage needs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Literal, TypeAlias

from msgspec import Struct

# Scripts written without spaces between words: Han, kana, Thai, Lao, Khmer, Burmese. Two characters count as a word
# (mean word length of Chinese and Japanese news segmenters is 1.6–2.1 characters).
UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
# What the East of Asia writes, with emoji and rarer letters. A class of Han takes 1 ms to compile, this one half of it.
EAST_ASIAN = re.compile("[^\x00-\u2fff]")
# What no text holds: control characters but tab and line end, lone surrogates, the 66 code points that are no
# characters. The last 32 of these are looked for as one range, with characters that are hardly ever printed: one by one
# they take ten times as long.
NO_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\U0001fffe-\U0010ffff]")
# Of these what is refused at once: it names its place.
UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
SURROGATES = range(0xD800, 0xE000)
# What is in a text and not printed: soft hyphens, zero-width spaces, byte order marks. Zero-width joiners stay: Persian
# and Indic words are spelt with them.
UNPRINTED = re.compile("[\xad\u200b\u2060\ufeff]")
# Of no width, and part of a word or line: alone they are an empty paragraph that an editor has left.
JOINERS = "\u200c\u200d\u200e\u200f"
# What can steer a terminal, or show a reader another order than there is: control characters but for line ends and
# tabs, halves of surrogate pairs, and the controls of writing direction.
STEERING = dict.fromkeys(
    {*range(32), *range(127, 160), *range(0xD800, 0xE000)} - {*map(ord, "\n\t")}
    | {0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)}
)
MANY_MARKS = re.compile(r"[^\x00-\x7f\w\s]{30}")  # no mark that stands on a letter is a `\w`
NormalForm: TypeAlias = Literal["NFC", "NFD", "NFKC", "NFKD"]
PATH_SIGNS = frozenset("/?#")  # a colon behind one of them ends no scheme
SAFE_SCHEMES = frozenset({"http", "https", "ftp", "mailto", "tel"})
# With the vowel signs of India's scripts, which are no letters to `\w`: without them no word has more than a syllable.
WORD = re.compile(r"[\w\u0900-\u0963\u0966-\u0dff]+")
MAX_NAMED = 8  # things in one line
FIRST_NOUNS = re.compile(r"(?:(?! (?:by|for|from|in|of|that|to|with|without) ).)*", re.DOTALL)
PLURAL = re.compile(r"(?<![.\w])(\w+)s\b")  # not the ending in ".css files"
CLOSERS = r"""[\])}"'”’»“‹›」』）]"""
FOOTNOTE = r"(?:\[\d{1,3}\]|\d{1,2}|[¹²³†‡])"  # printed right behind the full stop of a word
TERMINAL = re.compile(rf"[.!?…。！？।؟۔။។።↩](?:{CLOSERS}|\s»)*$|[^\W\d_]{CLOSERS}*[.!?]{CLOSERS}*{FOOTNOTE}$")
UNSTOPPED = "\u0e00", "\u0eff"  # Thai and Lao end no sentence with a sign
MIN_UNSTOPPED_CHARS = 100  # of a paragraph in them; most titles are shorter
COLONS = (":", "：")  # behind what announces the next line
PAGE_BREAK = "\f"  # in text of print
MAX_END_CHARS = 40  # in which a sentence's last letter, full stop, quotes, brackets and footnote stand

# Signs that NFKC keeps apart, though two printings of one text differ in them.
PLAIN_SIGNS = {
    **dict.fromkeys("‘’‚`", "'"),
    **dict.fromkeys("“”„«»", '"'),
    **dict.fromkeys("–—−", "-"),
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\ufeff", ""),
}
SIGN = re.compile(f"[{''.join(PLAIN_SIGNS)}]")


def collapse(text: str) -> str:
    """White space, no-break spaces included, collapsed to single spaces; none at the ends."""
    return " ".join(text.split())


def storable(text: str) -> str:
    """The text without what no text holds: a space for what is white space, U+FFFD for a lone surrogate."""
    return NO_TEXT.sub(_replacement, text)


def _replacement(found: re.Match[str]) -> str:
    char, code = found[0], ord(found[0])
    if char.isspace():
        return " "
    if code in SURROGATES:
        return "\ufffd"
    is_character = code > 0x1FFFD and code & 0xFFFE != 0xFFFE
    return char if is_character else ""


def map_texts(change: Callable[[str], str], value: Any) -> Any:
    """The value with every string changed that is in it, whatever it consists of; keys too."""
    if type(value) is str:
        return change(value)
    if isinstance(value, (tuple, list)):
        return type(value)(map_texts(change, member) for member in value)
    if isinstance(value, dict):
        return {change(key): map_texts(change, member) for key, member in value.items()}
    if isinstance(value, Struct):
        return type(value)(**{name: map_texts(change, getattr(value, name)) for name in value.__struct_fields__})
    return value


def printed(text: str) -> str:
    """collapse() of what a reader sees: without control and zero-width characters."""
    words = collapse(text)
    return words if words.isprintable() else collapse(UNPRINTED.sub("", storable(words)))


def without_controls(text: str) -> str:
    """The text without what can steer the terminal or the eye of who is shown it. Line ends and tabs stay."""
    return text.translate(STEERING)


def is_safe_address(address: str) -> bool:
    """Whether an address may be a link: of the web, of mail, of a telephone, or relative; never what runs a script.

    Browsers read addresses without control characters and white space, and so does this.
    """
    scheme, colon, _ = "".join(without_controls(address).split()).partition(":")
    has_scheme = colon and PATH_SIGNS.isdisjoint(scheme)
    return not has_scheme or scheme.lower() in SAFE_SCHEMES


def is_web_address(address: str) -> bool:
    """Whether an address is one of the web, whole."""
    return address[:8].lower().startswith(("http://", "https://"))


def visible(text: str) -> str:
    """The text on one line, what is not printed as an escape (`\\x1b`): for messages, which name what is wrong."""
    return "".join(char if char.isprintable() else repr(char)[1:-1] for char in text)


def count_words(text: str) -> int:
    """Runs of non-space characters; in scripts without spaces two characters are one word."""
    if text.isascii():  # saves 2 % of a page, which counts every block
        return len(text.split())
    spaced, unspaced = UNSPACED.subn(" ", text)
    return len(spaced.split()) + (unspaced + 1) // 2


def normalized(form: NormalForm, text: str) -> str:
    """The text in a normal form of Unicode. A grapheme joiner stands behind each 30 marks in a row.

    So it is in Unicode's stream-safe form: to put marks in order takes time that grows with the square of their run.
    """
    if unicodedata.is_normalized(form, text):
        return text
    return unicodedata.normalize(form, MANY_MARKS.sub("\\g<0>\u034f", text))


def has_many_marks(text: str) -> bool:
    """Whether so many marks stand in a row that it takes long to put them in their order, as urlsplit() does."""
    return not text.isascii() and MANY_MARKS.search(text) is not None


def fold(text: str) -> str:
    """A form in which two printings of one text are equal: NFKC, case folded, plain quotes, single spaces."""
    if text.isascii():  # saves 2 % of a page
        return collapse(text.replace("`", "'").lower())
    normal = normalized("NFKC", text)
    plain = SIGN.sub(lambda sign: PLAIN_SIGNS[sign.group()], normal)
    return collapse(plain.casefold())


def bare(text: str) -> str:
    """Letters and digits only, folded, without marks: Börsen-Zeitung, borsenzeitung."""
    return "".join(filter(str.isalnum, normalized("NFKD", fold(text))))


def without_spans(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """The text without some runs of its characters, start to end, collapsed; the runs may overlap."""
    kept, position = "", 0
    for start, end in sorted(spans):
        kept += text[position:start]
        position = max(position, end)
    return collapse(kept + text[position:])


def lengths_without(text: str, spans: Iterable[tuple[int, int]]) -> list[int]:
    """How much of without_spans() stands before each character of the text and, last, before its end."""
    is_cut = bytearray(len(text))
    for start, end in spans:
        is_cut[start:end] = b"\1" * len(text[start:end])
    lengths, has_gap = [0], False
    for char, cut in zip(text, is_cut, strict=True):
        if cut:
            lengths.append(lengths[-1])
        elif char.isspace():
            has_gap = lengths[-1] > 0
            lengths.append(lengths[-1])
        else:
            lengths.append(lengths[-1] + has_gap + 1)
            has_gap = False
    return lengths


def ends_sentence(text: str) -> bool:
    """Whether the text ends like a sentence, closing quotes and brackets aside."""
    if TERMINAL.search(text, max(0, len(text) - MAX_END_CHARS)) is not None:
        return True
    return UNSTOPPED[0] <= text[-1:] <= UNSTOPPED[1] and len(text) >= MIN_UNSTOPPED_CHARS


def is_question(text: str) -> bool:
    """Whether the text ends like a question, closing quotes and brackets aside."""
    return text.rstrip(CLOSERS).endswith(("?", "？", "؟"))


def counted(number: int, what: str, plural: str = "") -> str:
    """A number of things in words: `1 page`, `2,000 pages`. plural: where it is not just an s more."""
    return f"{number:,} {what if number == 1 else plural or what + 's'}"


def listed(counts: Mapping[str, int]) -> str:
    """Counts of kinds of things, the most frequent first: `12 .css files, 1 .pdf file`. kinds: named in the plural."""
    kinds = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    return ", ".join(f"{count:,} {kind if count != 1 else _singular(kind)}" for kind, count in kinds)


def first_names(names: Sequence[str]) -> str:
    """The first of some names in one line, and how many more there are."""
    more = f" and {len(names) - MAX_NAMED:,} more" if len(names) > MAX_NAMED else ""
    return ", ".join(names[:MAX_NAMED]) + more


def _singular(kind: str) -> str:
    """`hidden file or folder` of `hidden files and folders`; of `links to folders` what is counted, `link`."""
    counted = FIRST_NOUNS.match(kind)
    assert counted is not None, "it matches any text"
    return PLURAL.sub(r"\1", counted[0]).replace(" and ", " or ") + kind[counted.end() :]
