"""How likely a printed name is the outlet's, by the evidence for it and for the other names of the page."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from functools import cache

from msgspec import Struct

from cleaner.fields.outlet.printed import PrintedNames, is_latin, outlet_words
from cleaner.lines.outlets import is_host
from cleaner.text import fold
from cleaner.vocabulary import words_of

# Weights of a conditional logit: of a page's names one is the outlet's, or none. Fitted to 1,320 dumps whose pages
# declare the outlet; evidence counts by the logarithm of its lines, up to MAX_LINES. Three are set by hand, as such
# pages are few: a host is the poorer name, a page in Japanese prints its outlet's name in Japanese, and a known name of
# several words that a page begins with and repeats alone is its masthead, where "People" may be an entry of its menu.
WEIGHTS: Mapping[str, float] = {
    "alone": 0.37,
    "claimed": 4.64,
    "company": -0.96,
    "core": 1.91,
    "credited": 1.10,
    "head": 0.74,
    "holds": 0.62,
    "host": 7.45,
    "listed": 0.25,
    "listed host": 3.00,
    "listed site": 1.65,
    "mails": 2.08,
    "masthead": 4.00,
    "named": 1.31,
    "one word": 0.64,
    "only a host": -1.50,
    "opens": 0.12,
    "other script": -2.00,
    "owned": 1.31,
    "paper": 2.67,
    "paper opens": 0.84,
    "printed": 0.48,
    "sites": 1.44,
    "spelled": 2.19,
    "told": 3.32,
}
NO_NAME = 5.07  # what speaks for none of the names
MAX_LINES = 8
ONCE = frozenset(
    {"alone", "head", "claimed", "owned", "core", "spelled", "host", "initials", "holds"}
)  # more lines say no more
OF_ADDRESSES = frozenset({"sites", "mails", "printed", "host", "holds", "spelled"})
# Evidence that alone makes no candidate: every line of a menu stands alone, every picture has a credit, and a company
# is no outlet.
WEAK = frozenset({"alone", "credited", "printed", "owned", "core"})
HOW_POOR = (1, 4, 16)  # a printing as a host, in small letters, as both: so many more lines it needs
MIN_PROBABILITY = 0.33
MAX_ADDED_WORDS = 2
MIN_WEIGHT_IN_OWN_SCRIPT = 3.5
KNOWN = frozenset({"core", "listed host", "listed site"})
MIN_LETTERS_OF_AN_ENDING = 4  # of "Abendzeitung"; a shorter word may be the end of any other


class LikelyName(Struct, frozen=True):
    """A name as printed, how likely it is the outlet's, and the kind of evidence that says most for it."""

    name: str
    probability: float
    source: str


def likely_name(names: PrintedNames) -> LikelyName | None:
    """The likeliest name, in full where a line prints more of it; None where none is likely enough."""
    likely = _likely_keys(names)
    if not likely or likely[0][0] < MIN_PROBABILITY:
        return None
    probability, key = likely[0]
    if _is_only_spelled(best_printing(names.printings[key]), names.evidence[key]):
        return None
    full_key = _in_full(_in_own_script(key, likely, names), names)
    name = best_printing(names.printings[full_key])
    article, _, rest = name.partition(" ")
    if article in words_of("articles_of_sentences") and rest[:1].isupper() and not names.evidence[full_key]["alone"]:
        name = rest  # a sentence needs it: "sign up for the Post newsletter"; "le Monde" is a name
    return LikelyName(name, probability, _source(names.evidence[key]))


def _likely_keys(names: PrintedNames) -> list[tuple[float, str]]:
    """How likely each name is, by its key, the likeliest first."""
    candidates = [key for key, evidence in names.evidence.items() if names.printings[key] and is_candidate(evidence)]
    weights = [weigh(measures(key, names)) for key in candidates]
    highest = max([NO_NAME, *weights])
    total = sum(math.exp(weight - highest) for weight in (NO_NAME, *weights))
    likely = [(math.exp(weight - highest) / total, key) for key, weight in zip(candidates, weights, strict=True)]
    return sorted(likely, reverse=True)


def _in_own_script(key: str, likely: list[tuple[float, str]], names: PrintedNames) -> str:
    """The key of a paper's name in the page's own script, where the likeliest name is a Latin one."""
    if names.is_latin or not is_latin(best_printing(names.printings[key])):
        return key
    for _, other in likely:
        measured = measures(other, names)
        is_own = measured["paper"] and best_printing(names.printings[other]).isalnum() and not measured["other script"]
        if (
            is_own
            and measured.get("head", 0.0) + measured.get("opens", 0.0)
            and weigh(measured) >= MIN_WEIGHT_IN_OWN_SCRIPT
        ):
            return other
    return key


def _in_full(key: str, names: PrintedNames) -> str:
    """The key of a longer name that holds this one: "Berliner Morgenpost" for "Morgenpost", "The West Australian"."""
    name = best_printing(names.printings[key])
    short = outlet_words(name)
    if short != fold(name).split():  # "The Sun": what has its article is whole
        return key
    longer = [
        other
        for other, printings in names.printings.items()
        if other != key
        and key in other
        and printings
        and _is_fuller(outlet_words(best_printing(printings)), short, names.evidence[other])
    ]
    return max(longer, key=lambda other: weigh(measures(other, names)), default=key)


def _is_fuller(words: list[str], short: list[str], evidence: Counter[str]) -> bool:
    """Whether the words are a fuller name: more words before those of a paper, or behind where more speaks for them."""
    added = len(words) - len(short)
    if not 0 < added <= MAX_ADDED_WORDS:
        return False
    is_known = not KNOWN.isdisjoint(+evidence)
    if words[added:] == short:
        is_small = not set(words[:added]).isdisjoint(words_of("function_words") | words_of("menu_words"))
        return is_known or (
            _is_paper(short) and not is_small and evidence["alone"] > 0 and evidence["alone"] + evidence["named"] > 1
        )
    is_masthead = evidence["head"] > 0 and evidence["alone"] > 1 and _is_paper(words[-1:])
    return words[: len(short)] == short and (evidence["core"] > 0 or is_masthead)


def is_fuller_name(name: str, short: str) -> bool:
    """Whether a name of the register has more words before another ("Luxemburger Wort"), or that is a mere host."""
    words = fold(short).split()
    return is_host(short) or outlet_words(name)[-len(words) :] == words


# What the record names as the source of a name, by kind of evidence.
SOURCES = {
    "claimed": "copyright", "owned": "copyright", "core": "copyright", "sites": "line:address", "mails": "line:email",
    "told": "line:told",
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


def _is_only_spelled(name: str, evidence: Counter[str]) -> bool:
    """Whether a single word, or a host, is in nothing but addresses and running text: any word may be a host."""
    return (" " not in name or is_host(name)) and OF_ADDRESSES.issuperset(+evidence)


def best_printing(printings: Counter[str]) -> str:
    """How most lines print the name, with its accents; as a host or in small letters where few print it otherwise."""
    return max(
        printings, key=lambda name: (not name.isascii(), printings[name] / HOW_POOR[is_host(name) + name.islower()])
    )


def weigh(measured: Mapping[str, float]) -> float:
    """The sum of the weights."""
    return sum(WEIGHTS.get(kind, 0.0) * value for kind, value in measured.items())


def measures(key: str, names: PrintedNames) -> dict[str, float]:
    """What is weighed: the kinds of evidence, and what the name itself says."""
    name = best_printing(names.printings[key])
    measured = {kind: _measure(kind, lines) for kind, lines in names.evidence[key].items()}
    words = name.casefold().replace("-", " ").split()
    is_paper = _is_paper(words)
    is_masthead = names.evidence[key]["alone"] > 1 and {"head", "listed"}.issubset(+names.evidence[key])
    return measured | {
        "masthead": float(is_masthead and len(words) > 1),
        "company": float(not words_of("company_words").isdisjoint({words[0], words[-1]})),
        "paper": float(is_paper),
        "paper opens": measured.get("opens", 0.0) if is_paper else 0.0,
        "one word": float(len(words) == 1),
        "only a host": float(is_host(name)),
        "other script": float(is_latin(name) and not names.is_latin),
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
