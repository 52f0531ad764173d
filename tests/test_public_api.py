"""The public surface: a list, guarded; what the wheel carries."""

from __future__ import annotations

import copy
import inspect
import os
import pickle
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import msgspec
import pytest

import cleaner
from cleaner import CleanerError, RawPage, Record, clean, clean_many, trace
from cleaner.errors import FetchError, InputError, OutputError, RuleError, SampleError
from cleaner.model import Options
from cleaner.rulebook import Rulebook

ROOT = Path(__file__).parent.parent
PAGE = RawPage(body="<html><head><title>A</title></head><body><p>One.</p></body></html>", url="https://example.com/a")


def test_public_names_are_these() -> None:
    types = {"Author", "CleanerError", "Image", "Moment", "RawPage", "Record", "Rulebook"}
    assert set(cleaner.__all__) == types | {"clean", "clean_many", "load_rules", "trace"}
    assert all(hasattr(cleaner, name) for name in cleaner.__all__)


@pytest.mark.parametrize("name", ["clean", "clean_many", "load_rules", "RawPage", "Record"])
def test_public_name_says_what_it_does(name: str) -> None:
    assert inspect.getdoc(getattr(cleaner, name))


@pytest.mark.parametrize("error", [FetchError, InputError, OutputError, RuleError, SampleError])
def test_every_error_is_a_cleaner_error(error: type[Exception]) -> None:
    assert issubclass(error, CleanerError)


def test_raw_page_takes_its_body_alone_or_with_what_is_known() -> None:
    known = ["url", "kind", "charset", "fetched_at", "status", "is_truncated", "history", "has_unread_time", "metadata"]
    assert list(inspect.signature(RawPage).parameters) == ["body", *known]


@pytest.mark.parametrize("wrong", [{"body": None}, {"body": "x", "kind": "pdf"}])
def test_wrong_page_is_refused_where_it_is_made(wrong: dict[str, object]) -> None:
    with pytest.raises(CleanerError):
        RawPage(**wrong)  # type: ignore[arg-type]  # the mistake under test


def test_page_may_be_bytes_or_text_and_the_rules_are_those_that_ship() -> None:
    body = str(PAGE.body)
    record = clean(PAGE)
    assert (
        clean(body, url=PAGE.url) == clean(body.encode(), url=PAGE.url) == clean(RawPage(body), url=PAGE.url) == record
    )
    assert record.tool.rules_digest == cleaner.load_rules().digest


@pytest.mark.parametrize(
    ("arguments", "right_call"),
    [
        ((Path("a.html"),), "clean(Path('a.html').read_bytes())"),
        (("https://example.com/a",), "clean(cleaner.fetch.fetch('https://example.com/a'))"),
        ((None,), "a page must be bytes, text or a RawPage, not NoneType"),
        ((BytesIO(b"<p>text"),), "clean(file.read())"),
        ((bytearray(b"<p>text"),), "clean(bytes(page))"),
        ((PAGE, "my-rules"), "load_rules('my-rules')"),
        ((PAGE, 1), "load_rules()"),
        (("page.html",), "clean(Path('page.html').read_bytes())"),
        ((" my pages/Harbour opens.htm\n",), "clean(Path('my pages/Harbour opens.htm').read_bytes())"),
    ],
)
def test_wrong_argument_gets_a_sentence_that_names_the_right_call(arguments: tuple[Any, ...], right_call: str) -> None:
    with pytest.raises(InputError, match=re.escape(right_call)):
        clean(*arguments)


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: clean("<p>a", url=5), "RawPage.url must be str or None, not int"),  # type: ignore[arg-type]
        (lambda: clean("<p>a", options=3), "options must be Options, not int; use: Options("),  # type: ignore[arg-type]
        (lambda: trace(Path("a.html")), "clean(Path('a.html').read_bytes())"),  # type: ignore[arg-type]
        (lambda: list(clean_many("<p>a")), "pages must be many of them, not one str; use: clean(page)"),
        (lambda: list(clean_many(PAGE)), "pages must be many of them, not one RawPage"),  # type: ignore[arg-type]
        (lambda: list(clean_many(None)), "pages must be many of them, not one NoneType"),  # type: ignore[arg-type]
        (lambda: RawPage("a", fetched_at="2024-03-01"), "RawPage.fetched_at must be datetime or None, not str"),  # type: ignore[arg-type]
        (lambda: RawPage("a", charset=b"utf-8"), "RawPage.charset must be str or None, not bytes"),  # type: ignore[arg-type]
        (lambda: RawPage("a", status="200"), "RawPage.status must be int or None, not str"),  # type: ignore[arg-type]
        (lambda: RawPage("a", metadata={"og:title": "a"}), "RawPage.metadata must be pairs of str"),  # type: ignore[arg-type]
        (lambda: RawPage("a", metadata=(("a", 1),)), "RawPage.metadata must be pairs of str"),  # type: ignore[arg-type]
    ],
)  # fmt: skip
def test_value_of_a_wrong_type_is_named_where_it_is_given(call: Callable[[], object], sentence: str) -> None:
    with pytest.raises(InputError, match=re.escape(sentence)):
        call()


def test_many_pages_may_be_bytes_and_text_as_one_page_may(general_rules: Rulebook) -> None:
    body = "<h1>Harbour opens</h1><p>Ships wait in the bay.</p>"
    one, other, page = clean_many([body, body.encode(), RawPage(body)], general_rules)
    assert one == other == page == clean(body, general_rules) == trace(body, general_rules).record


STORY = (
    "<html><title>A</title><h1>A harbour opens</h1><p>The <a href='/b'>harbour</a> is <b>open</b> again, they say.</p>"
    "<time datetime='2024-03-01T08:00:00+09:00'>1 March 2024</time><ul><li>One</li></ul></html>"
)


@pytest.mark.parametrize(
    "copied",
    [
        lambda record: Record.from_dict(record.to_dict()),
        lambda record: pickle.loads(pickle.dumps(record)),
        copy.copy,
        copy.deepcopy,
        lambda record: msgspec.json.decode(record.to_json(), type=Record),
        lambda record: msgspec.msgpack.decode(msgspec.msgpack.encode(record), type=Record),
    ],
)
def test_record_is_equal_after_a_round_trip(copied: Callable[[Record], Record], general_rules: Rulebook) -> None:
    record = clean(STORY, general_rules, url="https://news.example.com/a")
    assert record.published is not None
    assert record.published.utc == datetime(2024, 2, 29, 23, tzinfo=UTC)
    assert copied(record) == record


def test_record_is_equal_out_of_another_process(general_rules: Rulebook) -> None:
    record = clean(STORY, general_rules)
    script = "import pickle, sys; sys.stdout.buffer.write(pickle.dumps(pickle.load(sys.stdin.buffer)))"
    ran = subprocess.run([sys.executable, "-c", script], input=pickle.dumps(record), capture_output=True, check=True)
    assert pickle.loads(ran.stdout) == record


@pytest.mark.parametrize("text", ["<p>page.html</p>", "The port\nsee page.html", "A text about page.html and more."])
def test_text_that_speaks_of_a_file_is_a_page(text: str, general_rules: Rulebook) -> None:
    assert clean(text, general_rules).input.bytes > 0


def test_record_is_shown_in_one_line(general_rules: Rulebook) -> None:
    assert repr(clean(PAGE, general_rules)).startswith("<Record ")
    assert len(repr(clean(STORY, general_rules))) < 120


def test_record_is_written_as_markdown_and_html(general_rules: Rulebook) -> None:
    record = clean(STORY, general_rules, url="https://news.example.com/a")
    assert record.to_markdown().startswith("# A harbour opens\n")
    assert record.to_markdown(front_matter=True).startswith("---\ntitle: ")
    assert "<article" in record.to_html()


WRONG_USE = """
import cleaner
from cleaner import Author, Image, Moment, Record, Rulebook, clean, trace

record: Record = clean(b"", url="https://e.com")
author: Author = record.authors[0]
cleaner.no_such_name
"""


@pytest.mark.slow
def test_unknown_name_is_an_error_to_a_type_checker(tmp_path: Path) -> None:
    (tmp_path / "use.py").write_text(WRONG_USE)
    command = [sys.executable, "-m", "mypy", "--cache-dir", str(tmp_path), "--follow-imports=silent", "use.py"]
    ran = subprocess.run(
        command, cwd=tmp_path, capture_output=True, text=True, env=os.environ | {"MYPYPATH": str(ROOT)}
    )
    assert ran.stdout.count("error:") == 1, ran.stdout
    assert 'Module has no attribute "no_such_name"' in ran.stdout


def test_record_is_one_line_of_json(general_rules: Rulebook) -> None:
    assert "\n" not in clean(PAGE, general_rules).to_json()


def test_record_cannot_be_changed(general_rules: Rulebook) -> None:
    with pytest.raises(AttributeError):
        clean(PAGE, general_rules).title = "B"  # type: ignore[misc]  # the mistake under test


def test_record_has_a_hash_and_can_be_in_a_set(general_rules: Rulebook) -> None:
    one, same, other = (clean(RawPage("<p>a"), general_rules), clean(RawPage("<p>a"), general_rules),
                        clean(RawPage("<p>b"), general_rules))  # fmt: skip
    assert len({one, same, other}) == 2


@pytest.mark.parametrize("limit", ["max_blocks", "max_body_bytes"])
@pytest.mark.parametrize("value", ["a", -1, 0, 1.5, None, True])
def test_limit_that_is_none_is_refused_where_it_is_set(limit: str, value: Any) -> None:
    with pytest.raises(InputError, match=f"Options.{limit} must be a whole number from 1 on"):
        Options(**{limit: value})


def test_version_has_an_entry_in_the_changelog() -> None:
    assert f"## [{cleaner.__version__}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_importing_the_package_leaves_the_heavy_libraries_alone() -> None:
    heavy = "trafilatura langdetect htmldate charset_normalizer rich yaml click"
    script = f"import sys, cleaner; sys.exit(','.join(n for n in {heavy.split()} if n in sys.modules))"
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert ran.stderr.strip() == ""


@pytest.fixture(scope="module")
def unpacked_wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob(f"news_cleaner-{cleaner.__version__}-*.whl")
    zipfile.ZipFile(wheel).extractall(folder / "site")
    return folder / "site"


def names_below(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*.yaml")}


@pytest.mark.slow
def test_wheel_carries_rules_and_types(unpacked_wheel: Path) -> None:
    shipped, inside = ROOT / "rules", unpacked_wheel / "cleaner" / "_rules"
    assert names_below(inside) == names_below(shipped) != set()
    assert (unpacked_wheel / "cleaner" / "py.typed").is_file()


@pytest.mark.slow
def test_wheel_carries_no_tests_samples_or_training(unpacked_wheel: Path) -> None:
    top = {path.name for path in unpacked_wheel.iterdir()}
    assert {name for name in top if not name.endswith(".dist-info")} == {"cleaner"}


@pytest.mark.slow
def test_installed_package_finds_its_rules(unpacked_wheel: Path, tmp_path: Path) -> None:
    script = "import cleaner; print(cleaner.__file__); print(cleaner.load_rules().digest)"
    environment = os.environ | {"PYTHONPATH": str(unpacked_wheel)}
    ran = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
    )
    file, digest = ran.stdout.split()
    assert Path(file).is_relative_to(unpacked_wheel)
    assert digest == cleaner.load_rules().digest
