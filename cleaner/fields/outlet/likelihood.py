"""How likely a printed name is the outlet's, by the evidence for it and for the other names of the page."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from functools import cache

from msgspec import Struct

from cleaner.fields.outlet.printed import PrintedNames
from cleaner.lines.outlets import is_host
from cleaner.vocabulary import words_of

# Weights of a conditional logit, by `python -m training.outlet_weights`: of a page's names one is the outlet's, or none.
# Evidence counts by the logarithm of its lines, up to MAX_LINES.
WEIGHTS: Mapping[str, float] = {
    "alone": 0.58,
    "claimed": 4.47,
    "company": -1.24,
    "core": 2.14,
    "credited": 0.99,
    "head": 0.65,
    "holds": 0.90,
    "host": 7.25,
    "listed": 0.51,
    "listed host": 1.32,
    "listed site": 1.26,
    "mails": 2.67,
    "named": 1.17,
    "one word": 0.43,
    "opens": 0.25,
    "paper": 2.17,
    "paper opens": 0.76,
    "sites": 2.20,
    "spelled": 1.54,
    "told": 2.87,
}
NO_NAME = 5.14  # what speaks for none of the names
MAX_LINES = 8
ONCE = frozenset({"alone", "head", "claimed", "core", "spelled", "host", "initials", "holds"})  # more lines say no more
# Evidence that alone makes no candidate: every line of a menu stands alone, every picture has a credit.
WEAK = frozenset({"alone", "credited"})
MIN_LETTERS_OF_AN_ENDING = 5  # of "Abendzeitung"; a shorter word may be the end of any other


class LikelyName(Struct, frozen=True):
    """A name as printed, how likely it is the outlet's, and the kind of evidence that says most for it."""

    name: str
    probability: float
    source: str


def likely_names(names: PrintedNames) -> list[LikelyName]:
    """The names, likeliest first."""
    candidates = [key for key, evidence in names.evidence.items() if names.printings[key] and is_candidate(evidence)]
    weights = [weigh(measures(best_printing(names.printings[key]), names.evidence[key])) for key in candidates]
    highest = max([NO_NAME, *weights])
    total = sum(math.exp(weight - highest) for weight in (NO_NAME, *weights))
    likely = [
        LikelyName(best_printing(names.printings[key]), math.exp(weight - highest) / total, _source(names.evidence[key]))
        for key, weight in zip(candidates, weights, strict=True)
    ]
    return sorted(likely, key=lambda name: -name.probability)


# What the record names as the source of a name, by kind of evidence.
SOURCES = {
    "claimed": "copyright", "core": "copyright", "sites": "line:address", "mails": "line:email", "told": "line:told",
    "credited": "line:credit", "listed": "register", "listed host": "register", "listed site": "register",
    "host": "line:address", "holds": "line:address", "spelled": "line:address",
}  # fmt: skip


def _source(evidence: Counter[str]) -> str:
    """What says most for a name: `copyright`, `register`, `line:address`, `line:name` …"""
    most = max(+evidence, key=lambda kind: WEIGHTS.get(kind, 0.0) * _measure(kind, evidence[kind]))
    return SOURCES.get(most, "line:name")


def is_candidate(evidence: Counter[str]) -> bool:
    """Whether enough speaks for a name to weigh it."""
    return evidence["alone"] > 1 or not WEAK.issuperset(+evidence)


def best_printing(printings: Counter[str]) -> str:
    """How most lines print the name; a host only where none prints it otherwise, small letters likewise."""
    return max(printings, key=lambda name: (not is_host(name), not name.islower(), printings[name]))


def weigh(measured: Mapping[str, float]) -> float:
    """The sum of the weights."""
    return sum(WEIGHTS.get(kind, 0.0) * value for kind, value in measured.items())


def measures(name: str, evidence: Counter[str]) -> dict[str, float]:
    """What is weighed: the kinds of evidence, and what the name itself says."""
    measured = {kind: _measure(kind, lines) for kind, lines in evidence.items()}
    words = name.casefold().replace("-", " ").split()
    is_paper = _is_paper(words)
    return measured | {
        "company": float(not words_of("company_words").isdisjoint({words[0], words[-1]})),
        "paper": float(is_paper),
        "paper opens": measured.get("opens", 0.0) if is_paper else 0.0,
        "one word": float(len(words) == 1),
    }


def _measure(kind: str, lines: int) -> float:
    """A count as it is weighed."""
    return float(lines > 0) if kind in ONCE else math.log2(1 + min(lines, MAX_LINES))


def _is_paper(words: list[str]) -> bool:
    """Whether one of the words is one of which papers' names are made: "Harbour Post", "Hafenzeitung", "港口日报"."""
    return any(word in words_of("paper_words") or word.endswith(_endings()) for word in words)


@cache
def _endings() -> tuple[str, ...]:
    long = [word for word in words_of("paper_words") if len(word) >= MIN_LETTERS_OF_AN_ENDING]
    return (*sorted(long), *sorted(words_of("organisation_endings")))
