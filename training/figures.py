"""How well a text was found: the measures extraction benchmarks use."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from statistics import fmean
from typing import Any

from msgspec import Struct

from cleaner.text import fold
from training.data_sets import true_bodies

WORD = re.compile(r"\w+")
SHINGLE = 4
CREDIT_WORDS = frozenset(
    ("photo", "foto", "bild", "image", "picture", "credit", "copyright", "courtesy", "source", "by", "of", "via", "von")
)


class PageScore(Struct, frozen=True):
    """Of one page. shingles: precision and recall of runs of four words; words: F1 of the multisets of words."""

    precision: float
    recall: float
    exact: bool
    words: float


def score_page(truth: str, found: str) -> PageScore:
    """Shingles after the article-extraction-benchmark (Zyte, 2020), words after WCXB (Foley, 2025)."""
    true_words, found_words = WORD.findall(truth), WORD.findall(found)
    true, got = _shingles(true_words), _shingles(found_words)
    both = sum((true & got).values())
    lower_true, lower_got = Counter(w.lower() for w in true_words), Counter(w.lower() for w in found_words)
    common = sum((lower_true & lower_got).values())
    total = len(true_words) + len(found_words)
    return PageScore(
        precision=both / (sum(got.values()) or 1),
        recall=both / (sum(true.values()) or 1),
        exact=true_words == found_words,
        words=2 * common / total if total else 1.0,
    )


def best_score(truth: Mapping[str, Any], found: str) -> PageScore:
    """The score against the true text, with the story's summary or without it: whichever is better."""
    scores = [score_page(body, found) for body in true_bodies(truth)]
    return max(scores, key=lambda score: (score.exact, score.words))


def _shingles(words: Sequence[str]) -> Counter[tuple[str, ...]]:
    return Counter(tuple(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1)) if words)


def summarise(scores: Sequence[PageScore]) -> dict[str, float]:
    """F1 of the mean precision and mean recall of shingles, share of pages exactly right, mean F1 of words."""
    precision, recall = fmean(s.precision for s in scores), fmean(s.recall for s in scores)
    return {
        "pages": len(scores),
        "shingle_f1": round(2 * precision * recall / (precision + recall or 1), 4),
        "exact": round(fmean(s.exact for s in scores), 3),
        "word_f1": round(fmean(s.words for s in scores), 4),
    }


def snippet_f1(pages: Sequence[tuple[Sequence[str], Sequence[str], str]]) -> float:
    """Pages of (snippets that belong, snippets that do not, text found), pooled: trafilatura's measure."""
    hit = missed = wrong = 0
    for wanted, unwanted, text in pages:
        plain = " ".join(text.split())
        here = sum(" ".join(snippet.split()) in plain for snippet in wanted)
        hit, missed = hit + here, missed + len(wanted) - here
        wrong += sum(" ".join(snippet.split()) in plain for snippet in unwanted)
    return round(2 * hit / (2 * hit + missed + wrong or 1), 4)


def title_share(pairs: Sequence[tuple[str, str | None]]) -> float:
    """Share of titles that are equal when folded. Pairs of (true, found)."""
    return round(fmean(fold(true) == fold(found or "") for true, found in pairs), 4)


def names_f1(pairs: Sequence[tuple[Sequence[str], Sequence[str]]]) -> float:
    """F1 of the names of all pages, pooled; two names are one if they are equal without spaces and signs."""
    hit = found_count = true_count = 0
    for true, found in pairs:
        left, right = ({"".join(WORD.findall(fold(name))) for name in names} - {""} for names in (true, found))
        hit, found_count, true_count = hit + len(left & right), found_count + len(right), true_count + len(left)
    return round(2 * hit / (found_count + true_count or 1), 4)


def day_share(pairs: Sequence[tuple[str, str | None]]) -> float:
    """Share of dates whose day is right."""
    return round(fmean(true[:10] == (found or "")[:10] for true, found in pairs), 4)


def words_f1(pairs: Sequence[tuple[Sequence[str], Sequence[str]]]) -> float:
    """F1 of mean precision and mean recall of the words of credits; pages without a true credit are left out."""
    scores = []
    for true, found in pairs:
        left, right = (set(WORD.findall(fold(" ".join(values)))) - CREDIT_WORDS for values in (true, found))
        if left:
            hit = len(left & right)
            scores.append((hit / (len(right) or 1), hit / len(left)))
    precision, recall = (fmean(column) for column in zip(*scores, strict=True)) if scores else (0.0, 0.0)
    return round(2 * precision * recall / (precision + recall or 1), 4)
