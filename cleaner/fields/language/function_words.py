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
MIN_LEAD = 1.4  # Danish and Norwegian Bokmål share nearly all; there the counts lie together and decide nothing


def language_of_words(text: str) -> tuple[str, float] | None:
    """The language and how clearly it leads, 0.5–1; None where the small words do not decide."""
    languages = _languages_of_words()
    counts: Counter[str] = Counter()
    for word in WORD.findall(text.lower().replace("’", "'")):
        counts.update(languages.get(word, ()))
    (best, hits), (_, next_best) = (*counts.most_common(2), ("", 0), ("", 0))[:2]
    if hits < (MIN_HITS if next_best else MIN_HITS_ALONE) or hits < MIN_LEAD * next_best:
        return None
    return best, round(hits / (hits + next_best), 3)


@cache
def _languages_of_words() -> Mapping[str, tuple[str, ...]]:
    languages: dict[str, tuple[str, ...]] = defaultdict(tuple)
    for language, words in by_language("function_words").items():
        for word in words:
            languages[word] += (language,)
    return languages
