"""How large and how dense the package is, by folder.

    python -m bench.size [FOLDER]

lines: of the files. tokens: without comments, docstrings and layout. decisions: each `if`, `elif`, conditional
expression, `for`, `while`, `except`, operand of `and` and `or` after the first, and each clause and condition of a
comprehension, for 100 lines of functions without blank lines, comments and docstrings. patterns: calls of functions
whose name ends in `compile`. thresholds: numbers other than 0, 1 and 2, of either sign, that are compared with or are
the value of a module's constant. Folders are the parts directly below the package; `.` are its modules.
"""

from __future__ import annotations

import argparse
import ast
import io
import tokenize
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

PACKAGE = Path(__file__).parent.parent / "cleaner"
FIGURES = ("lines", "tokens", "decisions", "patterns", "thresholds")
MAX_MODULE_LINES = 300
MAX_FUNCTION_LINES = 40

LAYOUT = {
    tokenize.COMMENT,
    tokenize.NL,
    tokenize.NEWLINE,
    tokenize.INDENT,
    tokenize.DEDENT,
    tokenize.ENCODING,
    tokenize.ENDMARKER,
}
BRANCHES = (ast.If, ast.IfExp, ast.For, ast.AsyncFor, ast.While, ast.ExceptHandler)
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
PATTERN_MAKERS = {"pattern", "lazy_pattern", "Pattern"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=PACKAGE, help="default: the package")
    folder: Path = parser.parse_args().folder
    parts = sum_parts(measure_files(folder))
    whole: Counter[str] = sum(parts.values(), Counter())
    print(f"{'':12} {'lines':>7} {'tokens':>8} {'decisions/100':>14} {'patterns':>9} {'thresholds':>11}  long")
    for name, part in [*sorted(parts.items()), (folder.name, whole)]:
        print(
            f"{name:12} {part['lines']:7,} {part['tokens']:8,} {density(part):14.1f} {part['patterns']:9} "
            f"{part['thresholds']:11}  {part['long_modules']} modules, {part['long_functions']} functions"
        )


def measure_files(folder: Path) -> dict[str, Counter[str]]:
    """The counts of each module below the folder, by its path from there."""
    paths = sorted(folder.rglob("*.py"))
    return {path.relative_to(folder).as_posix(): measure(path.read_text(encoding="utf-8")) for path in paths}


def sum_parts(files: dict[str, Counter[str]]) -> dict[str, Counter[str]]:
    """The counts of each part of the package."""
    parts: dict[str, Counter[str]] = {}
    for name, counts in files.items():
        folder, _, inside = name.partition("/")
        parts.setdefault(folder if inside else ".", Counter()).update(counts)
    return parts


def density(counts: Counter[str]) -> float:
    """Decisions for 100 lines of functions."""
    return 100 * counts["decisions"] / max(1, counts["function_lines"])


def measure(source: str) -> Counter[str]:
    """The counts of one module: FIGURES, and function_lines, long_modules, long_functions."""
    tree = ast.parse(source)
    code_lines = _code_lines(source, tree)
    functions = [node for node in ast.walk(tree) if isinstance(node, FUNCTIONS)]
    lengths = [code_lines & _span(function) for function in functions]
    inside = set().union(*lengths)
    nodes = list(ast.walk(tree))
    return Counter(
        lines=source.count("\n"),
        tokens=sum(1 for line in _tokens(source) if line in code_lines),
        decisions=sum(_decisions(node, inside) for node in nodes),
        patterns=sum(_is_pattern(node) for node in nodes),
        thresholds=sum(_is_number(value) for value in _compared_or_constant(tree, nodes)),
        function_lines=len(inside),
        long_modules=source.count("\n") > MAX_MODULE_LINES,
        long_functions=sum(len(lines) > MAX_FUNCTION_LINES for lines in lengths),
    )


def _span(node: ast.AST) -> set[int]:
    first, last = getattr(node, "lineno", 1), getattr(node, "end_lineno", 0)
    return set(range(first, last + 1))


def _code_lines(source: str, tree: ast.AST) -> set[int]:
    """Numbers of the lines that are not blank, not a comment by itself and not of a docstring."""
    found = set()
    for number, line in enumerate(source.split("\n"), 1):
        if line.strip() and not line.lstrip().startswith("#"):
            found.add(number)
    for node in ast.walk(tree):
        if isinstance(node, (ast.Module, ast.ClassDef, *FUNCTIONS)) and ast.get_docstring(node) is not None:
            found -= _span(node.body[0])
    return found


def _tokens(source: str) -> Iterator[int]:
    """The line of each token that is no comment and no layout; an f-string is one, as it was before Python 3.12."""
    depth = 0
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        name = tokenize.tok_name[token.type]
        if depth == 0 and token.type not in LAYOUT:
            yield token.start[0]
        depth += name.endswith("STRING_START") - name.endswith("STRING_END")


def _decisions(node: ast.AST, inside: set[int]) -> int:
    """How many decisions the node itself is; only those in functions count."""
    if isinstance(node, ast.comprehension):
        return (1 + len(node.ifs)) if node.iter.lineno in inside else 0
    if getattr(node, "lineno", None) not in inside:
        return 0
    if isinstance(node, ast.BoolOp):
        return len(node.values) - 1
    return int(isinstance(node, BRANCHES))


def _is_pattern(node: ast.AST) -> bool:
    if not isinstance(node, ast.Call):
        return False
    name = ast.unparse(node.func).split(".")[-1]
    return name.endswith("compile") or name in PATTERN_MAKERS


def _compared_or_constant(tree: ast.Module, nodes: list[ast.AST]) -> Iterator[ast.expr]:
    """Expressions that are an operand of a comparison, or the value of a name of the module."""
    for node in nodes:
        if isinstance(node, ast.Compare):
            yield from (node.left, *node.comparators)
    for statement in tree.body:
        if isinstance(statement, (ast.Assign, ast.AnnAssign)) and statement.value is not None:
            yield statement.value


def _is_number(node: ast.expr) -> bool:
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        node = node.operand
    return isinstance(node, ast.Constant) and type(node.value) in (int, float) and node.value not in (0, 1, 2)


if __name__ == "__main__":
    main()
