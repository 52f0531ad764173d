"""What is handed out, wheel and source distribution: the same bytes each time, whole, with no dead links."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from email.parser import Parser
from importlib.metadata import requires, version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent
LINK = re.compile(r"\[[^\]\[]*\]\(([^)\s]+)\)|<img[^>]* src=\"([^\"]+)\"")
LEFT_OUT = shutil.ignore_patterns(".git", ".venv*", "__pycache__", ".*_cache", "dist", "build")
NO_NETWORK = {"http_proxy": "http://127.0.0.1:9", "https_proxy": "http://127.0.0.1:9", "PIP_NO_INDEX": "1"}


def build(source: Path, folder: Path) -> dict[str, Path]:
    """Wheel and sdist of a source folder, by their kind; nothing is fetched for it."""
    environment = {**os.environ, **NO_NETWORK, "SOURCE_DATE_EPOCH": "1700000000"}
    command = [sys.executable, "-m", "hatchling", "build", "-d", str(folder)]
    subprocess.run(command, cwd=source, env=environment, check=True, capture_output=True, timeout=120)
    (wheel,), (sdist,) = folder.glob("*.whl"), folder.glob("*.tar.gz")
    return {"wheel": wheel, "sdist": sdist}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return build(ROOT, tmp_path_factory.mktemp("built"))


@pytest.fixture(scope="module")
def unpacked(built: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the source distribution."""
    folder = tmp_path_factory.mktemp("unpacked")
    with tarfile.open(built["sdist"]) as archive:
        archive.extractall(folder, filter="data")
    (inside,) = folder.iterdir()
    return inside


def digests(files: dict[str, Path]) -> dict[str, str]:
    return {kind: hashlib.sha256(path.read_bytes()).hexdigest() for kind, path in files.items()}


@pytest.mark.slow
def test_same_source_gives_the_same_bytes_elsewhere_and_later(built: dict[str, Path], tmp_path: Path) -> None:
    copy = tmp_path / "another folder"
    shutil.copytree(ROOT, copy, ignore=LEFT_OUT)
    for path in copy.rglob("*"):
        os.utime(path, (1_600_000_000, 1_600_000_000))
    assert digests(build(copy, tmp_path / "again")) == digests(built)


@pytest.mark.slow
def test_wheel_of_the_source_distribution_is_the_wheel(built: dict[str, Path], unpacked: Path, tmp_path: Path) -> None:
    assert digests(build(unpacked, tmp_path))["wheel"] == digests(built)["wheel"]


@pytest.mark.slow
def test_source_distribution_is_whole(unpacked: Path) -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode:
        pytest.skip("no checkout of git")
    tracked = {Path(name) for name in listed.stdout.decode().split("\0") if name and (ROOT / name).exists()}
    missing = {path for path in tracked if not (unpacked / path).exists()}
    assert missing == set()


@pytest.mark.slow
def test_links_lead_to_files_that_are_there(unpacked: Path) -> None:
    dead = []
    for page in [*unpacked.glob("*.md"), *(unpacked / "docs").rglob("*.md")]:
        for target in map("".join, LINK.findall(page.read_text(encoding="utf-8"))):
            path = target.partition("#")[0]
            if path and not target.startswith(("http:", "https:", "mailto:")) and not (page.parent / path).exists():
                dead.append(f"{page.name}: {target}")
    assert dead == []


@pytest.mark.slow
def test_description_in_the_wheel_links_to_no_file(built: dict[str, Path]) -> None:
    with zipfile.ZipFile(built["wheel"]) as wheel:
        (name,) = (name for name in wheel.namelist() if name.endswith(".dist-info/METADATA"))
        metadata = Parser().parsestr(wheel.read(name).decode())
        assert any(name.endswith(".dist-info/licenses/LICENSE") for name in wheel.namelist())
    targets = map("".join, LINK.findall(str(metadata.get_payload())))
    assert [target for target in targets if not target.startswith("https:")] == []
    assert metadata["License-Expression"] == "Apache-2.0"


def test_lower_bounds_are_not_below_what_dependencies_ask_for() -> None:
    with (ROOT / "pyproject.toml").open("rb") as file:
        ours = {canonicalize_name(r.name): r for r in map(Requirement, tomllib.load(file)["project"]["dependencies"])}
    wrong = []
    for name in ours:
        for needed in map(Requirement, requires(name) or ()):
            own = ours.get(canonicalize_name(needed.name))
            applies = needed.marker is None or needed.marker.evaluate({"extra": ""})
            if own is not None and applies:
                lowest = [bound.version for bound in own.specifier if bound.operator == ">="]
                wrong += [f"{name} needs {needed}: {own}" for low in lowest if not needed.specifier.contains(low)]
    assert wrong == [], f"with lxml {version('lxml')}"
