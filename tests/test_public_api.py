"""The public surface: a list, guarded; what the wheel carries."""

from __future__ import annotations

import inspect
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import cleaner
from cleaner import CleanerError, RawPage, Record, clean
from cleaner.errors import FetchError, InputError, OutputError, RuleError, SampleError
from cleaner.rulebook import Rulebook

ROOT = Path(__file__).parent.parent
PAGE = RawPage(body="<html><head><title>A</title></head><body><p>One.</p></body></html>", url="https://example.com/a")


def test_public_names_are_these() -> None:
    assert set(cleaner.__all__) == {"CleanerError", "RawPage", "Record", "clean", "clean_many", "load_rules"}
    assert all(hasattr(cleaner, name) for name in cleaner.__all__)


@pytest.mark.parametrize("name", ["clean", "clean_many", "load_rules", "RawPage", "Record"])
def test_public_name_says_what_it_does(name: str) -> None:
    assert inspect.getdoc(getattr(cleaner, name))


@pytest.mark.parametrize("error", [FetchError, InputError, OutputError, RuleError, SampleError])
def test_every_error_is_a_cleaner_error(error: type[Exception]) -> None:
    assert issubclass(error, CleanerError)


def test_raw_page_takes_its_body_alone_or_with_what_is_known() -> None:
    known = ["url", "kind", "charset", "fetched_at", "status", "is_truncated", "history"]
    assert list(inspect.signature(RawPage).parameters) == ["body", *known]


@pytest.mark.parametrize("wrong", [{"body": None}, {"body": "x", "kind": "pdf"}])
def test_wrong_page_is_refused_where_it_is_made(wrong: dict[str, object]) -> None:
    with pytest.raises(CleanerError):
        RawPage(**wrong)  # type: ignore[arg-type]  # the mistake under test


def test_record_survives_the_round_trip(general_rules: Rulebook) -> None:
    record = clean(PAGE, general_rules)
    assert Record.from_dict(record.to_dict()) == record


def test_record_is_one_line_of_json(general_rules: Rulebook) -> None:
    assert "\n" not in clean(PAGE, general_rules).to_json()


def test_record_cannot_be_changed(general_rules: Rulebook) -> None:
    with pytest.raises(AttributeError):
        clean(PAGE, general_rules).title = "B"  # type: ignore[misc]  # the mistake under test


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
