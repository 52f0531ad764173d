"""YAML text into nodes, which know their lines: the one door for YAML that people write."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaner.errors import RuleError

if TYPE_CHECKING:
    from yaml.error import MarkedYAMLError
    from yaml.nodes import Node

COLUMN = "a key begins in the same column as the keys beside it"
# What the parser says → what a person may have forgotten.
WAYS_OUT = {
    "mapping values are not allowed": f"; a text with `: ` in it stands in single quotes; {COLUMN}",
    "cannot start any token": "; a text that begins with this sign stands in single quotes",
    "unknown escape character": "; write patterns in single quotes",
    "unexpected end of stream": ": the quote{} is not closed",
    "expected ',' or": ": the bracket{} is not closed, or a text in it wants single quotes",
    "find expected ':'": "; a key ends with a colon, and a text of several lines stands in single quotes",
    "did not find expected": f"; {COLUMN}",
    "expected <block end>": f"; {COLUMN}",
}
MAX_FILE_BYTES = 1_000_000  # the largest file that ships has 27 KB
MAX_DEPTH = 20  # the deepest value of a rule file is 7 levels down; readers of deeper ones run out of stack


def compose(content: bytes, file: str) -> Node | None:
    """The node of the one document in a file, None where it is empty. An alias may lead to a node around it.

    Raises RuleError, with the line, for what is no UTF-8, no YAML, too large or nested too deep.
    """
    import yaml  # 20 ms, which a start without files of one's own need not pay

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    text = _decode(content, file)
    try:
        depth = 0
        for event in yaml.parse(text, Loader=loader):  # nothing but composing recurses
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            if depth > MAX_DEPTH:
                mark = event.start_mark
                raise too_deep(file, mark.line + 1 if mark else None)
        node: Node | None = yaml.compose(text, Loader=loader)
        return node
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        problem = f"not valid YAML: {error.problem}{_way_out(error)}"
        if mark is not None and _is_tab(text, mark.line, mark.column):
            problem = "not valid YAML: a tab; indent with spaces"
        raise RuleError(problem, file=file, line=mark.line + 1 if mark else None) from error
    except yaml.reader.ReaderError as error:
        line = content.count(b"\n", 0, error.position) + 1
        problem = f"not valid YAML: the character U+{error.character:04X} is not allowed"
        raise RuleError(problem, file=file, line=line) from error
    except (yaml.YAMLError, ValueError, OverflowError) as error:  # the last two of numbers in escapes and directives
        raise RuleError(f"not valid YAML: {error}", file=file) from error


def _way_out(error: MarkedYAMLError) -> str:
    """What a person may have forgotten, in words, and the line in which it began."""
    words = next((words for said, words in WAYS_OUT.items() if said in (error.problem or "")), "")
    begun = error.context_mark.line + 1 if error.context_mark is not None else 0
    return words.format(f" of line {begun}" if begun else "")


def _is_tab(text: str, line: int, column: int) -> bool:
    """Whether a tab indents the line on which a parser stopped."""
    indent = "".join(text.splitlines()[line : line + 1])[: column + 1]
    return "\t" in indent and not indent.strip()


def too_deep(file: str, line: int | None) -> RuleError:
    """The error of a value that is nested too deep, or in itself."""
    problem = f"nested more than {MAX_DEPTH} levels deep, or an alias of what is around it"
    return RuleError(problem, file=file, line=line)


def _decode(content: bytes, file: str) -> str:
    if len(content) > MAX_FILE_BYTES:
        problem = f"larger than {MAX_FILE_BYTES:,} bytes: no rule file is; split it"
        raise RuleError(problem, file=file, line=content.count(b"\n", 0, MAX_FILE_BYTES) + 1)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        problem = f"not UTF-8 (byte 0x{content[error.start]:02x}); save the file as UTF-8"
        raise RuleError(problem, file=file, line=line) from error
