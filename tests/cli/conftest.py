"""A story as a page, the command run in this process, and what it printed."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from cleaner.cli import main

PARAGRAPHS = (
    "The harbour of Varde reopens on Tuesday after four months of dredging, the port authority said in a statement.",
    "Ships of up to nine metres of draught can enter again, two more than before the works began in the spring.",
    "The work cost eleven million crowns, of which the ministry of transport paid a third, according to the statement.",
    "“We had ships waiting outside for the tide every single day,” said the harbour master, Inge Dahl, on Sunday.",
)
PAGE = (
    "<html><head><title>Harbour reopens</title></head><body><nav><a href='/'>Home</a></nav><article>"
    f"<h1>Harbour reopens</h1>{''.join(f'<p>{paragraph}</p>' for paragraph in PARAGRAPHS)}</article></body></html>"
)


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


Run = Callable[..., Ran]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs `cleaner …`. terminal: standard output says that it is one."""

    def ran(*arguments: str | Path, terminal: bool = False) -> Ran:
        with monkeypatch.context() as patched:
            patched.setattr(sys.stdout, "isatty", lambda: terminal)
            code = main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return ran


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.html"
    path.write_text(PAGE, encoding="utf-8")
    return path


@pytest.fixture
def first_paragraph() -> str:
    return PARAGRAPHS[0]


@pytest.fixture
def own_rules(tmp_path: Path) -> Path:
    """A folder with one site rule, for harbour.example."""
    folder = tmp_path / "my-rules"
    (folder / "sites").mkdir(parents=True)
    rule = "rule: 1\nsite: harbour.example\nversion: 1\nmatch: {hosts: [harbour.example]}\nbody: {css: article}\n"
    (folder / "sites" / "harbour.example.yaml").write_text(rule, encoding="utf-8")
    return folder
