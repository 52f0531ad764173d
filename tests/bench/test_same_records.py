"""same_records: what counts as a difference, and what the command says of it."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from pathlib import Path

import pytest

from bench.same_records import find_differences, find_pages

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data set of two pages, the first of which has a dump."""
    for folder in ("pages", "dumps"):
        (tmp_path / "small" / folder).mkdir(parents=True)
    for name in ("one", "two"):
        page = f"<html><body><h1>{name}</h1><p>The ferry sails again on Monday, its owner said.</p></body></html>"
        (tmp_path / "small" / "pages" / f"{name}.html.gz").write_bytes(gzip.compress(page.encode()))
    (tmp_path / "small" / "dumps" / "one.layout.txt.gz").write_bytes(gzip.compress(b"one\n\nThe ferry sails again."))
    rows = (json.dumps({"id": name, "url": f"https://example.com/{name}"}) for name in ("one", "two"))
    (tmp_path / "small" / "truth.jsonl").write_text("\n".join(rows) + "\n")
    return tmp_path


def answer(record: dict[str, object], *roles: str | None) -> dict[str, object]:
    return {"record": json.dumps(record), "roles": list(roles)}


def test_differences_are_named_by_field_two_levels_deep() -> None:
    old = answer({"title": "A", "quality": {"score": 0.5, "flags": []}, "text": "x"})
    new = answer({"title": "A", "quality": {"score": 0.6, "flags": []}, "text": "y"})
    assert list(find_differences(old, new)) == [("quality.score", 0.5, 0.6), ("text", "x", "y")]


def test_another_order_of_keys_is_a_difference() -> None:
    found = find_differences(answer({"a": 1, "b": 2}), answer({"b": 2, "a": 1}))
    assert [field for field, _, _ in found] == ["order of keys"]


def test_roles_are_compared_block_by_block() -> None:
    found = list(find_differences(answer({}, "headline by x", None), answer({}, "headline by x", "byline by y")))
    assert found == [("roles", "block 1: None", "block 1: byline by y")]


def test_pages_and_dumps_are_taken_by_stride(data: Path) -> None:
    assert [request["kind"] for request in find_pages(data, None, ["layout"], 1)] == ["html", "text", "html"]
    assert [Path(request["path"]).name for request in find_pages(data, ["small"], [], 2)] == ["two.html.gz"]


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bench.same_records", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True)


@pytest.mark.slow
def test_the_same_checkout_gives_the_same_records(data: Path) -> None:
    ran = run("--data", str(data), "--against", str(ROOT), "--roles")
    assert (ran.returncode, ran.stdout) == (0, f"3 records compared with {ROOT}: 0 differ\n")


@pytest.mark.parametrize("wrong", [("--data", "/no/such"), ("--against", "no-such-revision"), ("--sets", "none")])
def test_what_is_not_there_is_named(data: Path, wrong: tuple[str, str]) -> None:
    ran = run("--data", str(data), *wrong)
    assert ran.returncode == 2
    assert wrong[1] in ran.stderr.splitlines()[-1]
