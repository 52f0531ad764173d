"""The documentation is run: commands, Python, YAML and tables of README.md and docs/ cannot drift from the program.

A page's blocks run in order in one copy of the samples, so that a later block can use what an earlier one made:

* ```console: each line after `$ ` is run by the shell and must succeed (`# exit 2` after it: must exit so); the lines
  shown below it must stand in its output in that order (`…` stands for any text).
* ```python: executed, all blocks of a page in one namespace.
* ```yaml: a block that opens with a comment `# path/to/file.yaml` is written there, and read as what it is: rule file,
  page.yaml. A block without a path is a piece of a rule file.
* `<!-- file: path -->` on the line before writes a block to that file; `<!-- not run: reason -->` excuses it;
  `<!-- needs: ray, java -->` leaves it out where a module or program of that name is missing (`make test-engines` has
  all of them);
  `<!-- record: folder -->` says that a ```json block is part of that sample's record (`…` ends a text cut short).
"""

from __future__ import annotations

import enum
import json
import os
import re
import shutil
import subprocess
import sys
import types
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path
from typing import Literal, Union, get_args, get_origin, get_type_hints

import pytest
from msgspec import Struct

from cleaner import Record, load_rules
from cleaner.model import Status
from cleaner.regression.page_yaml import read_page_yaml
from cleaner.regression.samples import clean_sample, read_sample
from cleaner.rulebook import load_all_errors
from cleaner.rulebook.schema import GROUPS, FieldTable

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parent.parent
PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").rglob("*.md")])
BLOCK = re.compile(
    r"(?:^<!-- (not run|file|record|needs): (\S[^\n]*) -->\n)?^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL
)
RUN = ("console", "python", "yaml")
KNOWN = (*RUN, "html", "json", "text", "")
SECONDS = 60


@dataclass(frozen=True, slots=True)
class Example:
    """One fenced block. file: where it is to be written. record: whose record it shows. where: file:line."""

    language: str
    text: str
    file: str | None
    record: str | None
    where: str


def examples(page: Path) -> Iterator[Example]:
    """The blocks that are to be run."""
    content = page.read_text(encoding="utf-8")
    for match in BLOCK.finditer(content):
        mark, word, language, text = match.groups()
        line = content.count("\n", 0, match.start()) + 1
        if mark != "not run" and not (mark == "needs" and any(map(is_missing, word.split(", ")))):
            file, record = (word if mark == kind else None for kind in ("file", "record"))
            yield Example(language, text, file, record, f"{page.name}:{line}")


def is_missing(name: str) -> bool:
    """Whether neither a module nor a program of that name is there."""
    return find_spec(name) is None and shutil.which(name) is None


def page_id(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with what a reader has beside the installed program: the samples and the rules."""
    for name in ("samples", "rules"):
        shutil.copytree(ROOT / name, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.delenv("CI", raising=False)
    return tmp_path


@pytest.mark.parametrize("page", PAGES, ids=page_id)
def test_examples_of_a_page_work(page: Path, copy: Path) -> None:
    namespace: dict[str, object] = {}
    for example in examples(page):
        if example.file is not None:
            (copy / example.file).parent.mkdir(parents=True, exist_ok=True)
            (copy / example.file).write_text(example.text, encoding="utf-8")
        elif example.record is not None:
            sample = read_sample(copy / example.record)
            made = json.loads(clean_sample(sample, load_rules()).to_json())
            assert list(differences(json.loads(example.text), made)) == [], example.where
        elif example.language == "console":
            run_console(example, copy)
        elif example.language == "python":
            exec(compile(example.text, example.where, "exec"), namespace)
        elif example.language == "yaml":
            load_yaml(example, copy)


@pytest.mark.parametrize("page", PAGES, ids=page_id)
def test_every_block_is_of_a_language_that_is_run_or_known(page: Path) -> None:
    assert [example for example in examples(page) if example.language not in KNOWN] == []


@pytest.mark.parametrize("page", PAGES, ids=page_id)
def test_links_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", page.read_text(encoding="utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []


def run_console(example: Example, folder: Path) -> None:
    for part in re.split(r"^\$ ", example.text, flags=re.MULTILINE)[1:]:
        shown = part.splitlines()
        command, _, wanted = shown[0].partition("  # exit ")
        ran = subprocess.run(["bash", "-c", command], cwd=folder, capture_output=True, text=True, timeout=SECONDS)
        told = f"{example.where}: {command}\n{ran.stdout}{ran.stderr}"
        assert ran.returncode == int(wanted or 0), told
        assert stands_in(shown[1:], ran.stdout + ran.stderr), f"not as shown: {told}"


def stands_in(shown: list[str], output: str) -> bool:
    """Whether the shown lines are in the output in this order; white space at the ends does not count."""
    rest = iter(output.splitlines())
    wanted = [line.strip() for line in shown if line.strip() not in ("", "…")]
    patterns = [re.compile(".*".join(map(re.escape, line.split("…")))) for line in wanted]
    return all(any(pattern.fullmatch(line.strip()) for line in rest) for pattern in patterns)


def differences(shown: object, made: object, path: str = "") -> Iterator[str]:
    """Where what is shown of a record is not so: named members of objects, items of lists, beginnings of texts."""
    if isinstance(shown, dict) and isinstance(made, dict):
        for name, value in shown.items():
            yield from differences(value, made.get(name), f"{path}.{name}")
    elif isinstance(shown, list) and isinstance(made, list) and len(shown) == len(made):
        for number, (one, other) in enumerate(zip(shown, made, strict=True)):
            yield from differences(one, other, f"{path}[{number}]")
    elif isinstance(shown, str) and shown.endswith("…") and str(made).startswith(shown.removesuffix("…")):
        return
    elif shown != made:
        yield f"{path} is {made!r}"


def load_yaml(example: Example, folder: Path) -> None:
    first = example.text.splitlines()[0]
    if not first.startswith("# "):
        check_piece(example, folder)
        return
    path = folder / first.removeprefix("# ").strip()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(example.text, encoding="utf-8")
    if path.name == "page.yaml":
        read_page_yaml(path)
    else:
        assert load_all_errors(rules_folder_of(path)) == [], example.where


def check_piece(example: Example, folder: Path) -> None:
    """A piece of a rule is valid if the rule is that it makes with what every rule has."""
    path = folder / "pieces" / "sites" / "example.org.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    text = f"rule: 1\nsite: example.org\nmatch: {{hosts: [example.org]}}\n{example.text}"
    path.write_text(text, encoding="utf-8")
    assert load_all_errors(folder / "pieces") == [], example.where


def rules_folder_of(path: Path) -> Path:
    return next(parent.parent for parent in path.parents if parent.name in ("sites", "platforms", "shared"))


# ------------------------------------------------------------------ tables


def test_record_table_names_every_field_with_its_type() -> None:
    table = re.findall(r"^\| `([\w.\[\]]+)` \| (.*?) \| .+\|$", (ROOT / "docs" / "record.md").read_text(), re.MULTILINE)
    named = [row for row in table if row[0] in dict(members(Record))]
    assert named == list(members(Record))


def test_statuses_are_all_explained() -> None:
    explained = re.findall(r"^\| `(\w+)` \|", (ROOT / "docs" / "record.md").read_text(), re.MULTILINE)
    assert explained[: len(Status)] == [str(status) for status in Status]


def test_rules_name_every_field_and_group() -> None:
    page = (ROOT / "docs" / "rules.md").read_text()
    listed = set(re.findall(r"`(\w+)`", page[page.index("Fields: ") : page.index("With options a field")]))

    assert listed == {*FieldTable.__struct_fields__, *GROUPS}


def members(struct: type[Struct], prefix: str = "") -> Iterator[tuple[str, str]]:
    """Every member below a type as (dotted name, type in words); a list's items are `name[]`."""
    hints = get_type_hints(struct)
    for name, hint in ((name, hints[name]) for name in struct.__struct_fields__):
        yield prefix + name, describe(hint)
        for part in (hint, *get_args(hint)):
            if isinstance(part, type) and issubclass(part, Struct):
                yield from members(part, f"{prefix}{name}{'[]' if get_origin(hint) is tuple else ''}.")


def describe(hint: object) -> str:
    arguments, origin = get_args(hint), get_origin(hint)
    if origin in (Union, types.UnionType):
        return describe(next(part for part in arguments if part is not type(None)))
    if origin is Literal:
        return ", ".join(f"`{value}`" for value in arguments)
    if origin is tuple:
        return f"list of {describe(arguments[0])}s"
    if origin is dict:
        return f"object: string → {describe(arguments[1])}"
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        return ", ".join(f"`{member.value}`" for member in hint)
    if isinstance(hint, type) and issubclass(hint, Struct):
        return "object"
    return {str: "string", int: "integer", float: "number", bool: "true or false", datetime: "time"}[hint]  # type: ignore[index]


def test_picture_is_of_todays_program() -> None:
    made = subprocess.run(
        [sys.executable, "-c", "import draw_picture; print(draw_picture.make(), end='')"],
        cwd=ROOT / "docs", capture_output=True, text=True, check=True,
    )  # fmt: skip
    drawn = (ROOT / "docs" / "before-after.svg").read_text(encoding="utf-8")
    assert made.stdout == drawn, "draw it again: python docs/draw_picture.py"
