"""A rule file's text into a RuleFile: every value has its line, every mistake is named at its line."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import Struct

from cleaner.errors import RuleError
from cleaner.model import Role
from cleaner.rulebook.compiled import Path, SourceMap
from cleaner.rulebook.fetch_rule import FetchRule
from cleaner.rulebook.schema import (
    FORMAT,
    Body,
    FieldRule,
    FieldTable,
    Layout,
    Match,
    OutletFacts,
    Repeat,
    RuleFile,
    Source,
    Spot,
    Statement,
)
from cleaner.rulebook.suggestions import nearest
from cleaner.rulebook.yaml_nodes import MAX_DEPTH, compose, too_deep
from cleaner.text import UNSTORABLE

if TYPE_CHECKING:
    from yaml.nodes import MappingNode, Node

MAX_NODES = 20_000  # aliases of aliases unfold into billions of values; the largest file that ships has 600
MAX_PROBLEMS = 20  # named at once; each is looked for anew
PREFIX = "tag:yaml.org,2002:"
REPLACE = "!replace"
# What YAML 1.1 makes of plain values; other tags of its own, such as !!binary and !!set, are not read.
TAGS = {PREFIX + name for name in ("str", "int", "float", "bool", "null", "timestamp", "value", "merge", "map", "seq")}
DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]{0,8})")  # no count in a rule has ten digits
# What the values of a YAML type become; of all others the text stays. `NO` is a country, and YAML 1.1 reads 010 as
# octal and 12:30 as minutes.
SCALARS: dict[str, Callable[[str], object]] = {
    "bool": lambda text: {"true": True, "false": False}.get(text.lower(), text),
    "int": lambda text: int(text) if DECIMAL.fullmatch(text) else text,
    "null": lambda text: None,
}
# What msgspec says of a value.
STEP = re.compile(r"\.([^.\[]+)|\[(\d+)\]")
UNKNOWN_KEY = re.compile(r"Object contains unknown field `(?P<key>.*)`")
UNKNOWN_ROLE = re.compile(r"Invalid enum value '(?P<value>.*)'")
MISSING_KEY = re.compile(r"Object missing required field `(?P<key>.*)`")
WRONG_TYPE = re.compile(r"Expected `(?P<wanted>.*)`, got `(?P<found>.*)`")
BAD_SHAPE = ("Expected `str` matching regex", "Invalid RFC3339 encoded date")
SHAPES = {
    "since": "a day such as 2024-03-31",
    "until": "a day such as 2024-03-31",
    "hosts": "a list of hosts without scheme, port or path, such as example.com (which is also news.example.com)",
    "country": "two capital letters by ISO 3166, such as KR",
}
# Key → what stands under it, or in the list under it. Under the name of a field stands a FieldRule or a list of Source.
STRUCTS: dict[str, type[Struct]] = {
    "": RuleFile,
    "after": Spot,
    "before": Spot,
    "body": Body,
    "fetch": FetchRule,
    "fields": FieldTable,
    "from": Source,
    "label": Statement,
    "layouts": Layout,
    "match": Match,
    "outlet": OutletFacts,
    "repeated": Repeat,
    "when": Spot,
}
TYPE_NAMES = {
    "str": "text",
    "int": "a whole number",
    "bool": "true or false",
    "array": "a list",
    "object": "keys",
    "null": "nothing",
}


def parse_rule(content: bytes, file: str) -> tuple[RuleFile | None, SourceMap, list[RuleError]]:
    """A rule file and where its values stand; None with at least one problem. All unknown keys are named at once."""
    try:
        value, source_map, problems = parse_yaml(content, file)
    except RuleError as error:
        return None, SourceMap(file), [error]
    if not isinstance(value, dict):
        return None, source_map, [*problems, source_map.error("a rule file starts with keys such as `rule: 1`")]
    rule, wrong = _convert(value, source_map)
    problems += wrong
    if rule is not None and rule.rule != FORMAT:
        problem = f"rule: {rule.rule} is not known here; this version reads rule: {FORMAT}"
        problems.append(source_map.error(problem, ("rule",)))
    return (None if problems else rule), source_map, problems


def parse_yaml(content: bytes, file: str) -> tuple[Any, SourceMap, list[RuleError]]:
    """One YAML document as plain values. Raises RuleError for what compose() refuses, too many values, an empty file.

    Values are str, int, bool, None, list and dict. Keys that stand twice or have no value, unknown tags, and
    characters that no page holds, are problems of the list.
    """
    node = compose(content, file)
    if node is None:
        raise RuleError("the file is empty", file=file)
    reader = _YamlReader(file)
    value = reader.read(node, ())
    return value, SourceMap(file, reader.lines, frozenset(reader.replaced)), reader.problems


@dataclass(slots=True)
class _YamlReader:
    """Turns composed nodes into values, and notes their lines."""

    file: str
    lines: dict[Path, int] = field(default_factory=dict)
    replaced: list[Path] = field(default_factory=list)
    problems: list[RuleError] = field(default_factory=list)
    count: int = 0

    def read(self, node: Node, path: Path) -> Any:
        from yaml import nodes  # see compose()

        line = node.start_mark.line + 1
        self.lines.setdefault(path, line)
        self.count += 1
        if self.count > MAX_NODES:
            problem = f"more than {MAX_NODES:,} values: aliases that unfold without end?"
            raise RuleError(problem, file=self.file, line=line)
        if len(path) > MAX_DEPTH:
            raise too_deep(self.file, line)
        is_list = isinstance(node, nodes.SequenceNode)
        if node.tag not in TAGS and not (is_list and node.tag == REPLACE):
            self._problem(f"unknown tag '{node.tag}'; the only one is {REPLACE}, before a list", line)
        if isinstance(node, nodes.MappingNode):
            return self._mapping(node, path)
        return self._sequence(node, path) if is_list else self._scalar(node)

    def _mapping(self, node: MappingNode, path: Path) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            key = key_node.value
            if not isinstance(key, str) or not key.isprintable() or "`" in key:  # as msgspec quotes them
                self._problem("a key must be a plain word", line)
            elif key in values:
                first = self.lines[(*path, key)]
                self._problem(f"the key {key!r} stands twice (first in line {first}); one of them would be lost", line)
            elif value_node.tag == f"{PREFIX}null":
                hint = "; a text with a comma in it needs quotes" if " " in key else ""
                self._problem(f"the key '{key}' has no value{hint}", line)
            else:
                self.lines[(*path, key)] = line
                values[key] = self.read(value_node, (*path, key))
        return values

    def _sequence(self, node: Node, path: Path) -> list[Any]:
        if node.tag == REPLACE:
            self.replaced.append(path)
        return [self.read(item, (*path, i)) for i, item in enumerate(node.value)]

    def _scalar(self, node: Node) -> Any:
        found = UNSTORABLE.search(node.value)
        if found is not None:
            self._problem(f"the character U+{ord(found[0]):04X} is on no page", node.start_mark.line + 1)
        return SCALARS.get(node.tag.removeprefix(PREFIX), str)(node.value)

    def _problem(self, problem: str, line: int) -> None:
        self.problems.append(RuleError(problem, file=self.file, line=line))


def _convert(value: dict[str, Any], source_map: SourceMap) -> tuple[RuleFile | None, list[RuleError]]:
    """The values as a RuleFile. msgspec stops at the first mistake.

    An unknown key is noted and taken out, and a statement with a mistake: there may be more behind it.
    """
    problems: list[RuleError] = []
    while len(problems) < MAX_PROBLEMS:
        try:
            return msgspec.convert(value, RuleFile), problems
        except msgspec.ValidationError as error:
            problem, _, place = str(error).partition(" - at `")
        path = _path_of(place.rstrip("`"))
        unknown = UNKNOWN_KEY.fullmatch(problem)
        if unknown is None:
            missing = MISSING_KEY.fullmatch(problem)
            if missing is None or not any(f"'{missing['key']}'?" in one.problem for one in problems):  # spelt wrongly
                problems.append(source_map.error(_in_plain_words(problem, path), path))
            if not _without_statement(value, path):
                return None, problems
            continue
        key = unknown["key"]
        problems.append(source_map.error(_unknown_key(key, path), (*path, key)))
        holder: Any = value
        for step in path:
            holder = holder[step]
        del holder[key]
    return None, problems


def _without_statement(value: Any, path: Path) -> bool:
    """Put one that says nothing in the place of the statement that a path leads into; False where there is none."""
    for depth, step in enumerate(path[:-1]):
        value = value[step]
        if step == "label" and isinstance(value, list):
            value[int(path[depth + 1])] = {"role": Role.BOILERPLATE}
            return True
    return False


def _path_of(text: str) -> Path:
    """A path as msgspec prints it (`$.layouts[0].label`) as a tuple."""
    return tuple(int(index) if index else key for key, index in STEP.findall(text))


def _unknown_key(key: str, path: Path) -> str:
    """The problem of a key that the object at the path does not have."""
    struct = STRUCTS.get(_last_key(path)) or (Source if isinstance(path[-1], int) else FieldRule)
    keys = struct.__struct_encode_fields__
    kind = "field" if struct is FieldTable else "key"
    return f"unknown {kind} '{key}'{nearest(key, keys) or '; known here: ' + ', '.join(keys)}"


def _last_key(path: Path) -> str:
    """The last key on a path, without the indices behind it."""
    keys = [step for step in path if isinstance(step, str)]
    return keys[-1] if keys else ""


def _in_plain_words(problem: str, path: Path) -> str:
    """What msgspec found wrong with the value at a path, said for people."""
    key = _last_key(path)
    if role := UNKNOWN_ROLE.fullmatch(problem):
        return f"unknown role '{role['value']}'{nearest(role['value'], Role)}"
    if missing := MISSING_KEY.fullmatch(problem):
        return f"the key '{missing['key']}' is missing"
    if problem.startswith(BAD_SHAPE) and key in SHAPES:
        return f"'{key}' is {SHAPES[key]}"
    if wrong := WRONG_TYPE.fullmatch(problem):
        return f"'{key}' must be {_type_names(wrong['wanted'])}, not {_type_names(wrong['found'])}"
    return f"'{key}': {problem}" if key else problem


def _type_names(kinds: str) -> str:
    """`str | null` as "text": a value may be absent, but nobody writes that."""
    names = kinds.removesuffix(" | null").split(" | ")
    return " or ".join(TYPE_NAMES.get(name, name) for name in names)
