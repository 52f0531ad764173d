"""Invented words: for each word of a page always the same one, of its length, its letters and its ending."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from hashlib import sha256
from random import Random

from cleaner.text import fold
from cleaner.vocabulary import words_of

# The signs of Indic, Thai and other vowels are part of a word, and no letters; "।" ends a sentence.
SIGNS = "\u0300-\u036f\u0591-\u05c7\u0610-\u065f\u0900-\u0963\u0970-\u0dff\u0e00-\u0eff\u1000-\u109f\u1780-\u17d3"
LETTER = rf"(?:[^\W\d_]|[{SIGNS}])"
WORD = re.compile(rf"{LETTER}+(?:[’'ʼ]{LETTER}+)*")
ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}|https?://[^\s\"'<>]+|www\.[^\s\"'<>]+")
LABEL = re.compile(r"\s*(?:[^\s:：]{1,20}\s+){0,2}[^\s:：]{2,20}\s?[:：](?=\s|$)")  # of three words or fewer
LONG_NUMBER = re.compile(r"\d{6,}")  # of a telephone, an account
# Groups of digits that a telephone number has, and neither a day nor two years: "555-0140", "+49 (0)40 555 01 40".
TELEPHONE = re.compile(
    r"(?<![\w.,:/-])(?<!\d\. )(?!\d{1,4}[./-] ?\d{1,2}[./-] ?\d{1,4}(?!\d))(?!(?:19|20)\d\d[ /–-](?:19|20)\d\d(?!\d))"
    r"\+?(?:\(?\d{1,5}\)?[ /.-]{1,2}){1,6}\d{2,8}(?![\w,:]|[.-]\d)"
)
MIN_TELEPHONE_DIGITS = 7
# Scripts without spaces between words, or with letters that are syllables: a letter is invented, not a word.
SYLLABIC = ("CJK", "KATAKANA", "HANGUL", "THAI", "LAO", "KHMER", "MYANMAR", "DEVANAGARI", "BENGALI", "TAMIL", "TELUGU")
GRAMMAR = "HIRAGANA"  # endings and particles of Japanese
MIN_TAUGHT_CHARS = 4  # of a word that teaches how words are spelled
MAX_KEPT_CHARS = 8  # of a word that is kept inside a run without spaces
VOWELS = {"LATIN": "aeiou"}  # for letters of a script in which the page has no words
MAX_TRIALS = 30
MAX_NAME_SYLLABLES = 4
MIN_HEADLINE_WORDS = 4
MAX_RUN_WORDS = 7  # that stay side by side in a sentence of the interface; the next one is invented


class Inventor:
    """Invents words, seeded by the texts of a page and spelled like theirs.

    names: words that are always invented, also where interface words are kept. own: words of the outlet, always kept.
    headlines: folded; what is one, or holds one, is no interface.
    """

    def __init__(
        self,
        texts: Iterable[str],
        names: Collection[str] = (),
        own: Collection[str] = (),
        headlines: Collection[str] = (),
    ) -> None:
        words = [word.lower() for text in texts for word in WORD.findall(text)]
        self._seed = sha256(" ".join(words).encode("utf-8", "replace")).hexdigest()
        self._taken = frozenset(words)
        self._spelling = _spelling(self._taken)
        self._letters = _letters_by_script(self._taken)
        self._made: dict[str, str] = {}
        self._headlines = frozenset(headlines)
        self._headline_words = [frozenset(headline.split()) for headline in headlines]
        self._function_words = words_of("function_words")
        self.names = frozenset(map(str.lower, names))
        self.own = frozenset(map(str.lower, own))

    def line(self, text: str, kept: Collection[str] = ()) -> str:
        """As text(), but for the label that a line begins with: "Read more: "."""
        label = LABEL.match(text)
        start = label.end() if label is not None else 0
        return text[:start] + self.text(text[start:], kept)

    def text(self, text: str, kept: Collection[str] = ()) -> str:
        """The text with invented words. kept: words in lower case that stay, beside function words and the outlet's."""
        return self._with_addresses(text, lambda part: self._plain(part, kept))

    def formula(self, text: str, kept: Collection[str]) -> str:
        """As text(), but no more than a few words side by side stay."""
        run = 0

        def replaced(found: re.Match[str]) -> str:
            nonlocal run
            word = self._unless_kept(found[0], kept)
            run = run + 1 if word == found[0] else 0
            if run <= MAX_RUN_WORDS:
                return word
            run = 0
            return self.word(word)

        return self._with_addresses(text, lambda part: self._numbers(WORD.sub(replaced, part)))

    def _with_addresses(self, text: str, of_rest: Callable[[str], str]) -> str:
        """The text with invented addresses. of_rest: what becomes of the texts between them."""
        parts: list[str] = []
        start = 0
        for address in ADDRESS.finditer(text):
            parts += [of_rest(text[start : address.start()]), self._address(address[0])]
            start = address.end()
        return "".join([*parts, of_rest(text[start:])])

    def _named(self, text: str) -> str:
        """The text with the names in it invented."""
        return WORD.sub(lambda found: self.word(found[0]) if found[0].lower() in self.names else found[0], text)

    def interface(self, text: str) -> str:
        """The text as it is but for the names in it; a headline is invented."""
        folded = fold(text)
        if any(headline in folded for headline in self._headlines) or self._is_in_headline(folded.split()):
            return self.text(text)
        text = self._with_addresses(text, self._named)
        return TELEPHONE.sub(lambda found: self._telephone(found[0]), text)

    def _is_in_headline(self, words: Collection[str]) -> bool:
        """Whether the words are most of a headline's: it is printed without what stands before or behind it."""
        return len(words) >= MIN_HEADLINE_WORDS and any(part.issuperset(words) for part in self._headline_words)

    def word(self, word: str) -> str:
        """The invented word for a word, with its capitals."""
        key = word.lower()
        if key not in self._made:
            self._made[key] = self._invent(key)
        return _with_capitals(self._made[key], word)

    def number(self, number: str) -> str:
        """Another number of as many digits."""
        random = Random(self._seed + number)
        return "".join(random.choice("123456789") for _ in number)

    def _plain(self, text: str, kept: Collection[str]) -> str:
        return self._numbers(WORD.sub(lambda found: self._unless_kept(found[0], kept), text))

    def _numbers(self, text: str) -> str:
        """The text with the numbers of telephones and accounts invented."""
        text = TELEPHONE.sub(lambda found: self._telephone(found[0]), text)
        return LONG_NUMBER.sub(lambda found: self.number(found[0]), text)

    def _unless_kept(self, word: str, kept: Collection[str]) -> str:
        key = word.lower()
        if key in self.names:
            return self.word(word)
        if key in self._function_words or key in self.own or key in kept:
            return word
        return self._syllables(word, kept) if _is_syllabic(word) else self.word(word)

    def _address(self, address: str) -> str:
        """A mail address with another host, unless it is the outlet's or anybody's; a web address with its host."""
        box, at, host = address.rpartition("@")
        if at:
            return WORD.sub(lambda found: self.word(found[0]), box) + at + self._mail_host(host)
        host, slash, path = address.partition("/") if address.startswith("www.") else _host_and_path(address)
        return host + slash + self._plain(path, ())

    def _mail_host(self, host: str) -> str:
        label, dot, ending = host.partition(".")
        is_own = any(own in host.lower() for own in self.own if len(own) >= MIN_TAUGHT_CHARS)
        if is_own or label.lower() in words_of("free_mail"):
            return host
        return WORD.sub(lambda found: self.word(found[0]), label) + dot + ending

    def _telephone(self, number: str) -> str:
        """Another number of the same form; what has too few digits for a telephone stays."""
        if sum(map(str.isdigit, number)) < MIN_TELEPHONE_DIGITS:
            return number
        return re.sub(r"\d+", lambda found: self.number(found[0]), number)

    def _invent(self, key: str) -> str:
        if _is_syllabic(key):
            family = key[:1] if key in self.names and len(key) <= MAX_NAME_SYLLABLES else ""
            return family + self._syllables(key[len(family) :], ())
        ending = key[len(key) - min(2, max(0, len(key) - 4)) :]
        for trial in range(MAX_TRIALS):
            made = self._spell(Random(f"{self._seed}{key}{trial}"), key[: len(key) - len(ending)]) + ending
            if made not in self._taken:
                break
        return made

    def _spell(self, random: Random, word: str) -> str:
        """Letters as many as a word's, that follow one another as they do in the page's words of its script."""
        made, script = "", _script(word[:1])
        while len(made) < len(word):
            before = made[-2:]
            following = self._spelling.get((script, before)) or self._spelling.get((script, before[-1:]))
            made += random.choice(following or self._spelling.get((script, "")) or VOWELS.get(script, word))
        return made

    def _syllables(self, word: str, kept: Collection[str]) -> str:
        """A run of letters without spaces: each letter always becomes the same other one of its script."""
        made, place = "", 0
        while place < len(word):
            known = _kept_start(word[place : place + MAX_KEPT_CHARS], (kept, self._function_words, self.own))
            made += known or self._letter(word[place])
            place += max(1, len(known))
        return made

    def _letter(self, letter: str) -> str:
        letters = self._letters.get(_script(letter), "")
        if len(letters) < 2 or not letter.isalpha():
            return letter
        return Random(self._seed + letter).choice(letters.replace(letter, ""))


def _host_and_path(address: str) -> tuple[str, str, str]:
    scheme, _, rest = address.partition("://")
    host, slash, path = rest.partition("/")
    return f"{scheme}://{host}", slash, path


def _kept_start(run: str, words: Iterable[Collection[str]]) -> str:
    """The longest kept word of two letters or more that a run begins with."""
    for length in range(len(run), 1, -1):
        if any(run[:length] in kept for kept in words):
            return run[:length]
    return ""


def _spelling(words: Iterable[str]) -> dict[tuple[str, str], str]:
    """Script, and none, one or two letters → the letters that follow them in words, as often as they do."""
    following: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for word in sorted(words):
        if len(word) >= MIN_TAUGHT_CHARS and word.isalpha() and not _is_syllabic(word):
            script = _script(word[0])
            for place, letter in enumerate(word):
                following[script, word[max(0, place - 2) : place]].append(letter)
                following[script, word[max(0, place - 1) : place]].append(letter)
    return {before: "".join(letters) for before, letters in following.items()}


def _letters_by_script(words: Iterable[str]) -> dict[str, str]:
    letters = sorted({letter for word in words for letter in word if letter.isalpha() and ord(letter) > 0x2FF})
    found: defaultdict[str, str] = defaultdict(str)
    for letter in letters:
        found[_script(letter)] += letter
    return {script: found[script] for script in found if script != GRAMMAR}


def _script(letter: str) -> str:
    """The first word of the letter's name in Unicode: its script."""
    return unicodedata.name(letter, "").partition(" ")[0].partition("-")[0]


def _is_syllabic(word: str) -> bool:
    return ord(word[0]) > 0x8FF and any(_script(letter) in (*SYLLABIC, GRAMMAR) for letter in word)


def _with_capitals(made: str, word: str) -> str:
    """An invented word of the same length, with the capitals of the word."""
    pairs = zip(made, word, strict=False)
    return "".join(letter.upper() if model.isupper() else letter for letter, model in pairs)
