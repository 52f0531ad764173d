"""Counts the steps that a backtracking engine takes over a text, and makes the texts that cost a pattern most.

An engine of its own over Python's parse of a pattern: slow, the same on every machine, and it can be stopped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from re import _constants as op  # type: ignore[attr-defined]  # no public parser of patterns exists
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

Ends = Iterator[int]
CHARS = "aA1 .,-–|/@:;©()[]\"'\u4e00\uac00\u0301"  # of which classes are filled, and texts made
END = "\x01"  # no pattern goes on here
UNBOUNDED = 20  # a run that may be longer


class Run(NamedTuple):
    """What is repeated, how often at least and at most, and whether as few times as will do."""

    body: list[Any]
    least: int
    most: int
    is_lazy: bool


class TooManySteps(Exception):
    """The text costs more than was allowed."""


class Engine:
    """A compiled pattern that counts. Groups are not kept: a back reference matches any one character."""

    def __init__(self, pattern: str, flags: int, max_steps: int) -> None:
        self.tree = list(parser.parse(pattern, flags))
        self.flags = re.compile(pattern, flags).flags
        self.max_steps = max_steps
        self.steps = 0
        self.fitting: dict[tuple[int, str], bool] = {}

    def count(self, text: str, *, at_start: bool = False) -> int:
        """The steps that a search through a text takes, or a match at its start."""
        self.steps = 0
        for start in range(1 if at_start else len(text) + 1):
            if next(self._all(self.tree, 0, text, start), None) is not None:
                break
        return self.steps

    def _step(self) -> None:
        self.steps += 1
        if self.steps > self.max_steps:
            raise TooManySteps

    def _all(self, nodes: list[Any], number: int, text: str, at: int) -> Ends:
        """Where the nodes from a number on may end."""
        self._step()
        if number == len(nodes):
            yield at
            return
        for end in self._one(nodes[number], text, at):
            yield from self._all(nodes, number + 1, text, end)

    def _one(self, node: Any, text: str, at: int) -> Ends:
        kind, argument = node
        if kind in (op.LITERAL, op.NOT_LITERAL, op.ANY, op.IN):
            yield from [at + 1] * (at < len(text) and self._fits(node, text[at]))
        elif kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
            least, most, body = argument
            run = Run(list(body), least, most, kind is op.MIN_REPEAT)
            ends = self._repeated(run, text, at)
            yield from self._first(ends) if kind is op.POSSESSIVE_REPEAT else ends
        elif kind is op.BRANCH:
            for branch in argument[1]:
                yield from self._all(list(branch), 0, text, at)
        elif kind is op.SUBPATTERN:
            yield from self._all(list(argument[3]), 0, text, at)
        elif kind is op.ATOMIC_GROUP:
            yield from self._first(self._all(list(argument), 0, text, at))
        elif kind in (op.ASSERT, op.ASSERT_NOT):
            yield from [at] * (self._looks(argument, text, at) is (kind is op.ASSERT))
        elif kind is op.AT:
            yield from [at] * self._stands(argument, text, at)
        elif kind is op.GROUPREF:
            yield from range(at + 1, min(at + 2, len(text) + 1))
        else:
            raise NotImplementedError(kind)

    @staticmethod
    def _first(ends: Ends) -> Ends:
        for end in ends:
            yield end
            return

    def _repeated(self, run: Run, text: str, at: int) -> Ends:
        """Where a repeated body may end: most of it first, or least. No recursion over what is one character long."""
        node = run.body[0]
        if len(run.body) > 1 or node[0] not in (op.LITERAL, op.NOT_LITERAL, op.ANY, op.IN):
            yield from self._more(run, text, at, 0)
            return
        end = at
        while end < len(text) and end - at < run.most and self._fits(node, text[end]):
            end += 1
        ends = range(at + run.least, end + 1)
        for found in ends if run.is_lazy else reversed(ends):
            self._step()
            yield found

    def _more(self, run: Run, text: str, at: int, done: int) -> Ends:
        if run.is_lazy and done >= run.least:
            yield at
        if done < run.most:
            for end in self._all(run.body, 0, text, at):
                if end > at or done < run.least:
                    yield from self._more(run, text, end, done + 1)
        if not run.is_lazy and done >= run.least:
            yield at

    def _fits(self, node: Any, char: str) -> bool:
        """Whether a node of one character is this one: asked of Python's own engine."""
        self._step()
        key = id(node), char
        if key not in self.fitting:
            self.fitting[key] = _compile_one(node, self.flags).match(char) is not None
        return self.fitting[key]

    def _looks(self, argument: Any, text: str, at: int) -> bool:
        direction, body = argument
        nodes = list(body)
        if direction > 0:
            return next(self._all(nodes, 0, text, at), None) is not None
        low, high = body.getwidth()
        starts = range(max(0, at - high), at - low + 1)
        return any(at in self._all(nodes, 0, text, start) for start in starts)

    def _stands(self, place: Any, text: str, at: int) -> bool:
        if place in (op.AT_BEGINNING, op.AT_BEGINNING_STRING):
            return at == 0
        if place in (op.AT_END, op.AT_END_STRING):
            return at == len(text)
        before, after = (bool(re.match(r"\w", text[n : n + 1])) if n >= 0 else False for n in (at - 1, at))
        return (before != after) is (place is op.AT_BOUNDARY)


def _compile_one(node: Any, flags: int) -> re.Pattern[str]:
    """The pattern of a node that is one character, from Python's compiler."""
    from re import _compiler as compiler  # type: ignore[attr-defined]

    state = parser.State()
    state.flags = flags & ~re.VERBOSE
    state.str = ""
    tree = parser.SubPattern(state, [node])
    compiled: re.Pattern[str] = compiler.compile(tree, state.flags)
    return compiled


def costly_texts(pattern: str, flags: int, length: int) -> Iterator[str]:
    """Texts of some length on which a pattern may cost most: what its runs are made of, again and again."""
    parts = dict.fromkeys(CHARS)
    for before, body in _runs(list(parser.parse(pattern, flags)), ""):
        parts |= dict.fromkeys((before + body, body + " ", body + "."))
        yield before + body * (length // len(body)) + END
    for part in parts:
        yield part * (length // len(part)) + END


def _runs(nodes: list[Any], before: str) -> Iterator[tuple[str, str]]:
    """The long runs in a pattern: what stands before one, and what it repeats."""
    for kind, argument in nodes:
        if kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
            body = _sample(list(argument[2]))
            if argument[1] > UNBOUNDED and body:
                yield before, body
            yield from _runs(list(argument[2]), before)
        elif kind is op.BRANCH:
            for branch in argument[1]:
                yield from _runs(list(branch), before)
        elif kind in (op.SUBPATTERN, op.ATOMIC_GROUP):
            yield from _runs(list(argument[3] if kind is op.SUBPATTERN else argument), before)
        before += _sample([(kind, argument)])


def _sample(nodes: list[Any]) -> str:
    """A short text that nodes match, look-around left aside."""
    text = ""
    for node in nodes:
        kind, argument = node
        if kind is op.LITERAL:
            text += chr(argument)
        elif kind in (op.NOT_LITERAL, op.ANY, op.IN):
            one = _compile_one(node, 0)
            text += next((char for char in map(chr, range(32, 0x10000)) if one.match(char)), "")
        elif kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
            text += _sample(list(argument[2])) * max(1, argument[0])
        elif kind is op.BRANCH:
            text += _sample(list(argument[1][0]))
        elif kind in (op.SUBPATTERN, op.ATOMIC_GROUP):
            text += _sample(list(argument[3] if kind is op.SUBPATTERN else argument))
    return text
