"""Words whose first letter a page prints large: dumps have a space behind it, or a line of its own: "D er Zug".

No language is known yet. The other words of the dump tell whether both parts are one: "A way" stays where "a" is one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise, zip_longest

from cleaner.stages.segment.pieces import PrintedLine
from cleaner.vocabulary import by_language, words_of

APART = re.compile(r"([„“\"«»'‘‚(]?)([^\W\d_]) ([^\W\d_]++)")
WORD = re.compile(r"[^\W_]++(?:['’][^\W_]++)*+")
MAX_INITIAL_CHARS, MAX_GAP = 2, 1  # of a line that is the letter, perhaps quoted; blank lines behind it


def join_drop_caps(lines: list[PrintedLine]) -> list[PrintedLine]:
    """The lines; those that begin with such a letter have its word whole."""
    openings = dict(_openings(lines))
    if not openings or _is_alphabet([found[2] for found in openings.values()]):
        return lines
    words = Counter(WORD.findall("\n".join(line.text for line in lines).lower()))
    for found in openings.values():
        words.subtract((found[2].lower(), found[3].lower()))
    whole = {at: found for at, found in openings.items() if _are_one(found[2].lower(), found[3].lower(), words)}
    return list(_joined(lines, whole)) if whole else lines


def _joined(lines: Sequence[PrintedLine], openings: Mapping[int, re.Match[str]]) -> Iterator[PrintedLine]:
    """The lines, the words of some openings whole: a letter takes the line below it where it stands on its own."""
    is_taken = False
    for at, line in enumerate(lines):
        found = None if is_taken else openings.get(at)
        if found is not None:
            yield line._replace(text=f"{found[1]}{found[2]}{found.string[found.start(3) :]}")
        elif not is_taken:
            yield line
        is_taken = found is not None and len(line.text) <= MAX_INITIAL_CHARS


def _openings(lines: Sequence[PrintedLine]) -> Iterator[tuple[int, re.Match[str]]]:
    """Of each line that begins with a capital alone its place and its text; behind a lone letter that of the next."""
    for at, (line, below) in enumerate(zip_longest(lines, lines[1:])):
        is_lone = below is not None and len(line.text) <= MAX_INITIAL_CHARS and below.gap <= MAX_GAP
        if not is_lone and " " not in line.text[1 : MAX_INITIAL_CHARS + 1]:
            continue
        found = APART.match(f"{line.text} {below.text}" if is_lone else line.text)
        if found is not None and found[2].isupper() and found[3].islower():
            yield at, found


def _is_alphabet(letters: Sequence[str]) -> bool:
    """Whether letters follow each other as in the alphabet: lines about A, B and C."""
    steps = [ord(letter) - ord(before) for before, letter in pairwise(letters)]
    return any(step == after == 1 for step, after in pairwise(steps))


def _are_one(letter: str, rest: str, words: Mapping[str, int]) -> bool:
    """Whether a letter and what follows are one word by the words that stand elsewhere.

    The whole is one, and the letter is none, but for what no letter can follow: "A way" and "Y a" stay, "A t" does not.
    What may follow the name of a letter in the dump's language stays: "W as in water", but not "W as ist das?".
    """
    whole, short = letter + rest, words_of("one_letter_words")
    if rest in words_of("letter_verbs") and rest in by_language("letter_verbs").get(_language(words), ()):
        return False
    is_word = words[whole] > 0 or (whole in words_of("function_words") and letter not in short)
    is_alone = words[letter] > 0 and (len(rest) > 1 or rest in short or words[rest] > 0)
    return is_word and not is_alone


def _language(words: Mapping[str, int]) -> str:
    """The language whose small words stand in a dump most often."""
    small = by_language("function_words")
    return max(small, key=lambda language: sum(map(words.__getitem__, small[language])))
