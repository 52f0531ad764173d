"""A rulebook that travels to workers by name and is read once in each process."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, TypeAlias

from cleaner.rulebook import Rulebook, load_rules

RulesSource: TypeAlias = Rulebook | str | Path | None


def open_rules(rules: RulesSource = None) -> Rulebook:
    """What adapters are given as rules, as a rulebook.

    A loaded one is taken as it is; a path is a folder of rules on top of those that ship; None is those that ship.
    Raises RuleError.
    """
    return rules if isinstance(rules, Rulebook) else load_rules(rules)


class WorkerRules:
    """A rulebook for functions that engines pickle, and unpickle for every task they run.

    A pickled rulebook reads its files where it is loaded. This reads them once per process: the copies of equal
    rules in one process share one book. Raises RuleError there where the files are not the same ones.
    """

    def __init__(self, book: Rulebook) -> None:
        self.book = book

    def __reduce__(self) -> tuple[Callable[..., WorkerRules], tuple[Any, ...]]:
        return _known, self.book.__reduce__()


@cache  # by the rules' folder and digest: it saves reading them again, and has no say in what they are
def _known(reload: Callable[..., Rulebook], arguments: tuple[Any, ...]) -> WorkerRules:
    return WorkerRules(reload(*arguments))
