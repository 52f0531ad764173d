"""YAML text into plain values, with the line of every key and item."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, TypeAlias

from cleaner.errors import RuleError

if TYPE_CHECKING:
    from yaml.nodes import MappingNode, Node

Path: TypeAlias = tuple[str | int, ...]  # keys and indices from the top of the file to a value

MAX_NODES = 200_000  # aliases of aliases unfold into billions of values; the largest real file has some thousands
PREFIX = "tag:yaml.org,2002:"
REPLACE = "!replace"


@dataclass(frozen=True, slots=True)
class Marked:
    """A YAML file as plain values. lines: path → 1-based line; replaced: paths of lists tagged !replace."""

    file: str
    value: Any
    lines: dict[Path, int]
    replaced: frozenset[Path]
    problems: tuple[RuleError, ...] = ()

    def line(self, path: Path) -> int | None:
        """The line of the value at the path, or of the nearest value around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path)

    def error(self, problem: str, path: Path = ()) -> RuleError:
        """A RuleError at the line of the path."""
        return RuleError(problem, file=self.file, line=self.line(path))


def parse_yaml(content: bytes, file: str) -> Marked:
    """Parse one YAML document. Raises RuleError with file and line for what is no UTF-8, no YAML, or empty.

    Values are str, int, bool, date, None, list and dict. Only `true` and `false` are bools: `NO` is a country.
    Duplicate keys and unknown tags are collected in `problems`.
    """
    # yaml costs 20 ms to import; a program that only reads records need not pay it
    import yaml

    text = _decode(content, file)
    loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        node = yaml.compose(text, Loader=loader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise RuleError(f"not valid YAML: {error.problem}", file=file, line=mark.line + 1 if mark else None) from error
    except yaml.YAMLError as error:
        raise RuleError(f"not valid YAML: {' '.join(str(error).split())}", file=file) from error
    if node is None:
        raise RuleError("the file is empty", file=file)
    reader = _Reader(file)
    value = reader.read(node, ())
    return Marked(file, value, reader.lines, frozenset(reader.replaced), tuple(reader.problems))


def _decode(content: bytes, file: str) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        found = f"byte 0x{content[error.start]:02x}"
        raise RuleError(f"not UTF-8 ({found}); save the file as UTF-8", file=file, line=line) from error


@dataclass(slots=True)
class _Reader:
    """Turns composed nodes into values, noting lines on the way."""

    file: str
    lines: dict[Path, int] = field(default_factory=dict)
    replaced: list[Path] = field(default_factory=list)
    problems: list[RuleError] = field(default_factory=list)
    count: int = 0

    def read(self, node: Node, path: Path) -> Any:
        from yaml import nodes  # see parse_yaml

        line = node.start_mark.line + 1
        self.count += 1
        if self.count > MAX_NODES:
            raise RuleError(
                f"more than {MAX_NODES} values: aliases that unfold without end?", file=self.file, line=line
            )
        self.lines.setdefault(path, line)
        if isinstance(node, nodes.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, nodes.SequenceNode):
            return self._sequence(node, path)
        return self._scalar(node.tag, node.value, line)

    def _mapping(self, node: MappingNode, path: Path) -> dict[str, Any]:
        made: dict[str, Any] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            key = key_node.value
            if not isinstance(key, str):
                self._problem("a key must be a plain word", line)
                continue
            if key in made:
                first = self.lines[(*path, key)]
                self._problem(f"the key {key!r} stands twice (first in line {first}); one of them would be lost", line)
                continue
            self.lines[(*path, key)] = line
            made[key] = self.read(value_node, (*path, key))
        return made

    def _sequence(self, node: Node, path: Path) -> list[Any]:
        if node.tag == REPLACE:
            self.replaced.append(path)
        elif not node.tag.startswith(PREFIX):
            self._problem(f"unknown tag {node.tag!r}; the only one is {REPLACE}", node.start_mark.line + 1)
        return [self.read(item, (*path, i)) for i, item in enumerate(node.value)]

    def _scalar(self, tag: str, value: str, line: int) -> Any:
        if not tag.startswith(PREFIX):
            self._problem(f"unknown tag {tag!r} before {value!r}; the only one is {REPLACE}, before a list", line)
            return value
        kind = tag.removeprefix(PREFIX)
        if kind == "bool":
            return {"true": True, "false": False}.get(value.lower(), value)
        if kind == "null":
            return None
        if kind == "int":  # YAML 1.1 also reads 010 as octal and 12:30 as minutes: those stay text
            return int(value) if str(value).lstrip("-").isdigit() and str(int(value)) == value else value
        if kind == "timestamp":
            return self._date(value, line)
        return value

    def _date(self, value: str, line: int) -> date | str:
        try:
            return date.fromisoformat(value)
        except ValueError:
            self._problem(f"{value!r} is no date; write a day as 2024-03-31", line)
            return value

    def _problem(self, problem: str, line: int) -> None:
        self.problems.append(RuleError(problem, file=self.file, line=line))


def parse_path(text: str) -> Path:
    """A path as msgspec prints it (`$.layouts[0].label`) as a tuple."""
    return tuple(_steps(text.removeprefix("$")))


def _steps(text: str) -> Iterator[str | int]:
    for part in text.replace("[", ".[").split("."):
        if part.startswith("["):
            index = part[1:-1]
            yield int(index) if index.isdigit() else index
        elif part:
            yield part
