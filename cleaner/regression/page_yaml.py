"""page.yaml, which says how a sample's page was fetched, read into typed facts; mistakes carry file and line."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, NoReturn

import yaml

from cleaner.errors import RuleError, SampleError
from cleaner.model import DocumentKind, Json
from cleaner.regression.check import KEYS as CHECK_KEYS
from cleaner.regression.check import LIST_KEYS, MEMBER_KEYS
from cleaner.rulebook.yaml_nodes import compose

NULL, BOOL = "tag:yaml.org,2002:null", "tag:yaml.org,2002:bool"


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What page.yaml says. site_rules false: the page is cleaned with shared and platform rules only.

    kind None: the page's file name decides. check: a human's list of what is right, for check_record().
    """

    url: str | None = None
    kind: DocumentKind | None = None
    charset: str | None = None
    fetched_at: datetime | None = None
    site_rules: bool = True
    note: str | None = None
    check: Mapping[str, Json] = field(default_factory=dict)


def read_page_yaml(path: Path) -> PageFacts:
    """The facts in the file. Raises SampleError with file:line for a key or value it does not know."""
    try:
        root = compose(path.read_bytes(), str(path))
    except RuleError as error:
        raise SampleError(str(error)) from error
    return PageFacts() if root is None else _FactsReader(path).page(root)


class _FactsReader:
    """Turns YAML nodes into values; nodes know their line, plain values would not."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def page(self, root: yaml.Node) -> PageFacts:
        values: dict[str, Any] = {}
        for key, node in self.mapping(root, tuple(PARSERS)).items():
            if node.tag != NULL:
                values[key] = PARSERS[key](self, node)
        return PageFacts(**values)

    def checks(self, node: yaml.Node) -> dict[str, Json]:
        return {key: self.check_value(key, value) for key, value in self.mapping(node, CHECK_KEYS).items()}

    def check_value(self, key: str, node: yaml.Node) -> Json:
        if key in MEMBER_KEYS:
            return {name: self.plain(value) for name, value in self.mapping(node, MEMBER_KEYS[key]).items()}
        if isinstance(node, yaml.SequenceNode) and (key in LIST_KEYS or key == "subtitle"):
            return [self.text(item) for item in node.value]
        if key in LIST_KEYS:
            self.fail(node, f"{key} is a list")
        if key == "paragraphs":
            text = self.text(node) or ""
            return int(text) if text.isdecimal() else self.fail(node, "paragraphs is the number of blocks of the body")
        return self.text(node)

    def mapping(self, node: yaml.Node, keys: tuple[str, ...]) -> dict[str, yaml.Node]:
        if not isinstance(node, yaml.MappingNode):
            self.fail(node, f"expected keys out of {', '.join(keys)}")
        found: dict[str, yaml.Node] = {}
        for key_node, value in node.value:
            key = str(key_node.value)
            if key not in keys:
                close = difflib.get_close_matches(key, keys, n=1)
                hint = f"did you mean {close[0]!r}?" if close else f"known: {', '.join(keys)}"
                self.fail(key_node, f"unknown key {key!r} ({hint})")
            if key in found:
                self.fail(key_node, f"key {key!r} stands twice")
            found[key] = value
        return found

    def text(self, node: yaml.Node) -> str | None:
        """The scalar as written: 2024-03-01 stays text, whatever YAML would make of it."""
        if not isinstance(node, yaml.ScalarNode):
            self.fail(node, "expected one value, not a list or keys")
        return None if node.tag == NULL else str(node.value)

    def plain(self, node: yaml.Node) -> str | bool | None:
        text = self.text(node)
        return text == "true" if node.tag == BOOL else text

    def kind(self, node: yaml.Node) -> DocumentKind:
        match self.text(node):
            case "html":
                return "html"
            case "text":
                return "text"
        return self.fail(node, "kind is html or text")

    def boolean(self, node: yaml.Node) -> bool:
        if self.text(node) not in ("true", "false"):
            self.fail(node, "site_rules is true or false")
        return bool(node.value == "true")

    def moment(self, node: yaml.Node) -> datetime:
        text = self.text(node) or ""
        try:
            moment = datetime.fromisoformat(text)
        except ValueError:
            self.fail(node, f"no RFC 3339 time: {text!r}")
        return moment if moment.tzinfo else self.fail(node, "fetched_at needs a zone, for example 2024-03-01T08:00:00Z")

    def fail(self, node: yaml.Node, problem: str) -> NoReturn:
        raise SampleError(f"{self.path}:{node.start_mark.line + 1}: {problem}")


# Key of page.yaml, a member of PageFacts → how its value is read.
PARSERS: Mapping[str, Callable[[_FactsReader, yaml.Node], Any]] = {
    "url": _FactsReader.text,
    "kind": _FactsReader.kind,
    "charset": _FactsReader.text,
    "fetched_at": _FactsReader.moment,
    "site_rules": _FactsReader.boolean,
    "note": _FactsReader.text,
    "check": _FactsReader.checks,
}
