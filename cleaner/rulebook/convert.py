"""Plain YAML values into the types of `schema`, with every mistake at its line and the nearest known word."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

import msgspec
from msgspec import inspect

from cleaner.errors import RuleError
from cleaner.model import Role
from cleaner.rulebook.marked import Marked, Path, parse_path
from cleaner.rulebook.schema import FORMAT, GROUPS, FieldTable, RuleFile

AT = re.compile(r"^(?P<problem>.*?)(?: - at `(?P<path>\$.*)`)?$")
UNKNOWN_ROLE = re.compile(r"^Invalid enum value '(?P<value>.*)'$")
MISSING = re.compile(r"^Object missing required field `(?P<key>.*)`$")
SHAPES = {
    "hosts": "a list of hosts without scheme, port or path, such as example.com (which is also news.example.com)",
    "country": "two capital letters by ISO 3166, such as KR",
}
NAMES = {
    "str": "text",
    "int": "a whole number",
    "bool": "true or false",
    "array": "a list",
    "object": "keys",
    "null": "nothing",
}


def convert_rule(marked: Marked) -> tuple[RuleFile | None, list[RuleError]]:
    """The file as a RuleFile, or None with at least one problem; all unknown keys are reported at once."""
    problems = list(marked.problems)
    if not isinstance(marked.value, dict):
        return None, [*problems, marked.error("a rule file starts with keys such as `rule: 1`")]
    unknown = list(_unknown_keys(marked.value, _shape(), ()))
    problems += [marked.error(_unknown(path, shape, value), path) for path, shape, value in unknown]
    if problems:
        return None, problems
    try:
        rule = msgspec.convert(marked.value, RuleFile)
    except msgspec.ValidationError as error:
        return None, [*problems, _translate(marked, str(error))]
    if rule.rule != FORMAT:
        problems.append(
            marked.error(f"rule: {rule.rule} is not known here; this version reads rule: {FORMAT}", ("rule",))
        )
    return (None if problems else rule), problems


def nearest(word: str, known: Iterable[str]) -> str:
    """` (did you mean '…'?)` with the most similar known word, or an empty text."""
    found = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f" (did you mean '{found[0]}'?)" if found else ""


@cache
def _shape() -> inspect.Type:
    return inspect.type_info(RuleFile)


def _unknown_keys(value: Any, shape: inspect.Type, path: Path) -> Iterator[tuple[Path, inspect.StructType, Any]]:
    if isinstance(value, list):
        item = next(
            (
                kind.item_type
                for kind in _kinds(shape)
                if isinstance(kind, inspect.VarTupleType) and _holds(kind.item_type, value)
            ),
            None,
        )
        for i, entry in enumerate(value if item is not None else ()):
            yield from _unknown_keys(entry, item, (*path, i))  # type: ignore[arg-type]  # item is set where the loop runs
    elif isinstance(value, dict):
        struct = next((kind for kind in _kinds(shape) if isinstance(kind, inspect.StructType)), None)
        known = {member.encode_name: member.type for member in struct.fields} if struct else {}
        for key, entry in value.items() if struct else ():
            if key in known and entry is not None:
                yield from _unknown_keys(entry, known[key], (*path, key))
            else:
                yield (*path, key), struct, entry  # type: ignore[misc]  # struct is set where the loop runs


def _kinds(shape: inspect.Type) -> tuple[inspect.Type, ...]:
    return shape.types if isinstance(shape, inspect.UnionType) else (shape,)


def _holds(shape: inspect.Type, values: list[Any]) -> bool:
    """Whether a list of these items may hold keys: a list of texts is not looked into."""
    return any(isinstance(kind, inspect.StructType) for kind in _kinds(shape)) and any(
        isinstance(v, dict) for v in values
    )


def _unknown(path: Path, struct: inspect.StructType, value: Any) -> str:
    key = str(path[-1])
    known = [member.encode_name for member in struct.fields]
    if key in known:
        return f"the key '{key}' has no value"
    what = "field" if struct.cls is FieldTable else "key"
    hint = nearest(key, known) or f"; known here: {', '.join(known)}"
    if value is None and " " in key:
        hint = "; a text with a comma in it needs quotes"
    if what == "field" and key in GROUPS:
        hint = f" (did you mean '{_field_key(key)}'?)"
    return f"unknown {what} '{key}'{hint}"


def _field_key(group: str) -> str:
    name = GROUPS[group][0]
    return {"credit": "credits", "caption": "captions"}.get(name, name)


def _translate(marked: Marked, message: str) -> RuleError:
    found = AT.match(message)
    problem, path = (found["problem"], parse_path(found["path"] or "$")) if found else (message, ())
    key = next((str(step) for step in reversed(path) if isinstance(step, str)), "")
    if role := UNKNOWN_ROLE.match(problem):
        return marked.error(f"unknown role '{role['value']}'{nearest(role['value'], Role)}", path)
    if missing := MISSING.match(problem):
        return marked.error(f"the key '{missing['key']}' is missing", path)
    if problem.startswith("Expected `str` matching regex") and key in SHAPES:
        return marked.error(f"'{key}' is {SHAPES[key]}", path)
    wrong = re.match(r"^Expected `(?P<want>.*)`, got `(?P<got>.*)`$", problem)
    if wrong is None:
        return marked.error(f"'{key}': {problem}" if key else problem, path)
    return marked.error(f"'{key}' must be {_plain(wrong['want'])}, not {_plain(wrong['got'])}", path)


def _plain(kinds: str) -> str:
    names = [NAMES.get(kind, kind) for kind in kinds.split(" | ")]
    names = [name for name in names if name != NAMES["null"]] or names
    return " or ".join(names)
