"""Types are known before threads read them: msgspec crashes the process where two find out about one at once."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from cleaner import RawPage, clean, load_rules

pytestmark = pytest.mark.slow

PACKAGE = Path(__file__).parent.parent / "cleaner"
READERS = {"msgspec.json.decode", "msgspec.json.Decoder", "msgspec.convert"}
DUMP = "Ferry returns\n\nThe ferry returns to the harbour on Monday, the council said."

ON_THREADS = """
import json, sys, threading
from cleaner import RawPage, clean, load_rules
from cleaner.model import Record

DUMP = sys.argv[1]
RECORD = json.loads(sys.argv[2])
WORK = [load_rules, lambda: clean(RawPage(DUMP.encode()), load_rules()), lambda: Record.from_dict(RECORD)]
sys.setswitchinterval(1e-6)
begin = threading.Barrier(9)

def work(call):
    begin.wait()
    call()

threads = [threading.Thread(target=work, args=(WORK[number % 3],)) for number in range(9)]
for thread in threads: thread.start()
for thread in threads: thread.join()
"""


@pytest.mark.parametrize("attempt", range(6))
def test_first_readings_on_threads(attempt: int) -> None:
    arguments = [sys.executable, "-c", ON_THREADS, DUMP, clean(RawPage(DUMP.encode()), load_rules()).to_json()]

    done = subprocess.run(arguments, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stderr) == (0, "")


def test_every_type_that_is_read_is_resolved_on_import() -> None:
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in PACKAGE.rglob("*.py")]
    classes = {node.name: node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.ClassDef)}
    read = {name for tree in trees for name in _names_read(tree) if name in classes}

    assert {name for name in read if "resolved" not in map(_name, classes[name].decorator_list)} == set()
    assert {"Manifest", "Agency", "RuleFile", "Index", "Facts", "RunFile"} <= read


def _names_read(tree: ast.Module) -> list[str]:
    """Names in the arguments of what msgspec reads with."""
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and ast.unparse(node.func) in READERS]
    arguments = [argument for call in calls for argument in [*call.args, *(word.value for word in call.keywords)]]
    return [_name(node) for argument in arguments for node in ast.walk(argument)]


def _name(node: ast.AST) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""
