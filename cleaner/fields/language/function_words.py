"""The language whose commonest small words a text is full of."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import cache

from cleaner.lines.lazy import lazy_pattern
from cleaner.vocabulary import by_language

WORD = lazy_pattern(r"[^\W\d_]+(?:['’][^\W\d_]+)?", any_length=True)
MIN_HITS = 12
MIN_HITS_ALONE = 6  # where no other language has one: Arabic writes most small words together with the next
MIN_FEW_HITS, MIN_FEW_LEAD = 3, 2.0
# Of 1,900 public texts langdetect was right about all have more: but for tables of results, where nobody can tell.
MIN_WORDS, MIN_WORD_SHARE = 20, 0.03
MIN_LEAD = 1.4  # Danish and Norwegian Bokmål share nearly all; there the counts lie together and decide nothing


def language_of_words(text: str) -> tuple[str, float] | None:
    """The language and how clearly it leads, 0.5–1; None where the small words do not decide."""
    (best, hits), (_, next_best) = _leaders(text)
    if hits < (MIN_HITS if next_best else MIN_HITS_ALONE) or hits < MIN_LEAD * next_best:
        return None
    return best, round(hits / (hits + next_best), 3)


def language_of_few_words(text: str) -> tuple[str, float] | None:
    """The same for a text whose small words are few, where a detector's answer is refuted: the lead must be larger."""
    (best, hits), (_, next_best) = _leaders(text)
    if hits < MIN_FEW_HITS or hits < MIN_FEW_LEAD * next_best:
        return None
    return best, round(hits / (hits + next_best), 3)


def lacks_words(language: str, text: str) -> bool:
    """Whether a text can hardly be in a language: it has next to none of its small words, or more of another's."""
    words = WORD.findall(_plain(text))
    own = set(by_language("function_words").get(language, ()))
    if not own or len(words) < MIN_WORDS:
        return False
    hits = sum(word in own for word in words)
    (_, most), _ = _leaders(text)
    return hits < MIN_WORD_SHARE * len(words) or MIN_LEAD * max(hits, MIN_FEW_HITS) < most


def _leaders(text: str) -> tuple[tuple[str, int], tuple[str, int]]:
    """The two languages with most small words in a text, and how many."""
    languages = _languages_of_words()
    counts: Counter[str] = Counter()
    for word in WORD.findall(_plain(text)):
        counts.update(languages.get(word, ()))
    first, second = (*counts.most_common(2), ("", 0), ("", 0))[:2]
    return first, second


def _plain(text: str) -> str:
    return text.lower().replace("’", "'")


@cache
def _languages_of_words() -> Mapping[str, tuple[str, ...]]:
    languages: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for language, words in by_language("function_words").items():
        for word in words:
            languages[word] += (language,)
    return languages
