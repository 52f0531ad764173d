"""Text measures and folding that more than one stage needs."""

from __future__ import annotations

import re
import unicodedata

# Scripts written without spaces between words: Han, kana, Thai, Lao, Khmer, Burmese. Two characters count as a word
# (mean word length of Chinese and Japanese news segmenters is 1.6–2.1 characters).
UNSPACED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
# What the characters of UNSPACED begin with in UTF-8; what printed English has beside ASCII begins otherwise.
UNSPACED_LEADS = tuple(b"\xe0\xe1\xe3\xe4\xe5\xe6\xe7\xe8\xe9\xef")
OTHER_BYTES = bytes(code for code in range(256) if code not in UNSPACED_LEADS)
SHORT_BYTES = 800  # up to here taking out all other bytes is quicker than ten searches
# What XML, and so lxml and most stores, cannot hold: control characters, lone surrogates, two non-characters.
UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
# What is in a text and not printed: the above, soft hyphens, zero-width spaces, byte order marks. Zero-width joiners
# stay: Persian and Indic words are spelt with them.
UNPRINTED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\xad\u200b\u2060\ufeff\ud800-\udfff\ufffe\uffff]")
# Characters a text may consist of and be empty all the same: white space and what is not printed.
BLANK = (
    "".join(map(chr, range(33)))
    + "\x7f\x85\xa0\xad\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b"
    + "\u2028\u2029\u202f\u205f\u2060\u3000\ufeff\ufffe\uffff"
)
WORD = re.compile(r"\w+")
TERMINAL = re.compile(r"""[.!?…。！？।؟۔][\])}"'”’»“‹›」』）]*$""")

PLAIN_SIGNS = {
    "‘": "'", "’": "'", "‚": "'", "`": "'", "´": "'",
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
    "–": "-", "—": "-", "−": "-",
    "\u00ad": "", "\u200b": "", "\u200c": "", "\u200d": "", "\ufeff": "",
}  # fmt: skip


# What else printed English has beside ASCII, as NFKC has it. The acute is no plain sign of these: NFKC parts it.
ASCII_FORMS = {sign: shown for sign, shown in PLAIN_SIGNS.items() if sign != "´"} | {"…": "...", "\u00a0": " "}


def collapse(text: str) -> str:
    """White space, no-break spaces included, collapsed to single spaces; none at the ends."""
    return " ".join(text.split())


def count_words(text: str) -> int:
    """Runs of non-space characters; in scripts without spaces two characters are one word."""
    if not may_be_unspaced(text):
        return len(text.split())
    spaced, unspaced = UNSPACED.subn(" ", text)
    return len(spaced.split()) + (unspaced + 1) // 2


def count_collapsed(text: str) -> int:
    """count_words() of a text that collapse() leaves as it is, like that of a block: spaces are counted, not split."""
    if text.isascii() or not may_be_unspaced(text):
        return text.count(" ") + 1 if text else 0
    return count_words(text)


def may_be_unspaced(text: str) -> bool:
    """Whether a text can have characters of UNSPACED; False is certain. A tenth of the time the pattern takes."""
    if text.isascii():
        return False
    encoded = text.encode("utf-8", "surrogatepass")
    if len(encoded) <= SHORT_BYTES:
        return encoded.translate(None, OTHER_BYTES) != b""
    return any(map(encoded.__contains__, UNSPACED_LEADS))


def fold(text: str) -> str:
    """A form in which two printings of one text are equal: NFKC, case folded, plain quotes, single spaces."""
    return collapse(fold_signs(text))


def fold_signs(text: str) -> str:
    """fold() of a text whose white space does not matter."""
    if text.isascii():  # nothing to normalise; a third of the cost
        return text.lower().replace("`", "'")
    ascii_form = text
    for sign, shown in ASCII_FORMS.items():  # a fifth of the time of str.translate, or of a pattern, on a whole body
        ascii_form = ascii_form.replace(sign, shown)
    if ascii_form.isascii():  # a story in English with printer's quotes: nothing is left to normalise
        return ascii_form.lower()
    # NFKC of these two, before: a text that is in the normal form already is only looked through
    plain = unicodedata.normalize("NFKC", text.replace("…", "...").replace("\u00a0", " "))
    for sign, shown in PLAIN_SIGNS.items():
        plain = plain.replace(sign, shown)
    return plain.casefold()


def bare(text: str) -> str:
    """Letters and digits only, folded, without marks: Börsen-Zeitung, borsenzeitung."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKD", fold_signs(text))))


def ends_sentence(text: str) -> bool:
    """Whether the text ends like a sentence, closing quotes and brackets aside."""
    return TERMINAL.search(text) is not None
