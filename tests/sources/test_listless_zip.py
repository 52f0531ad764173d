"""ZIP files whose end is missing: what is there of them is read."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from cleaner.errors import InputError
from cleaner.model import RawPage
from cleaner.sources import InputPage, ReadOptions, read_inputs
from cleaner.sources import unpacking as unpacking_module

BODIES = [f"<p>Story {number} " + "of the harbour, in words of its own. " * (500 + number) for number in range(3)]


class Pipe(io.RawIOBase):
    """Where nobody can go back: zipfile then writes the sizes behind each member."""

    def __init__(self) -> None:
        self.content = b""

    def writable(self) -> bool:
        return True

    def write(self, data: bytes) -> int:  # type: ignore[override]
        self.content += bytes(data)
        return len(data)


def packed(method: int, *, as_stream: bool = False) -> bytes:
    target = Pipe() if as_stream else io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:  # type: ignore[arg-type]
        archive.writestr("notes/", "")
        for number, body in enumerate(BODIES):
            archive.writestr(f"{number}.html", body)
    return target.content if isinstance(target, Pipe) else target.getvalue()


def read(path: Path, content: bytes, reading: ReadOptions) -> list[InputPage]:
    path.write_bytes(content)
    return list(read_inputs([str(path)], reading))


def list_start(content: bytes) -> int:
    return content.index(b"PK\x01\x02")


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
@pytest.mark.parametrize("as_stream", [False, True])
def test_members_before_the_missing_list_are_read(
    tmp_path: Path, reading: ReadOptions, method: int, as_stream: bool
) -> None:
    if as_stream and method == zipfile.ZIP_STORED:
        pytest.skip("says nowhere how long a member is")
    content = packed(method, as_stream=as_stream)
    *found, problem = read(tmp_path / "a.zip", content[: list_start(content)], reading)
    assert [getattr(one.page, "body", b"").decode() for one in found] == BODIES
    assert "the list of its members is missing" in str(problem.page)


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_member_that_is_cut_is_read_as_far_as_it_goes(tmp_path: Path, reading: ReadOptions, method: int) -> None:
    content = packed(method)
    second = content.index(b"2.html")
    first, last, _ = read(tmp_path / "a.zip", content[: second - 40], reading)[0:3]
    assert isinstance(first.page, RawPage)
    assert isinstance(last.page, RawPage)
    assert (first.page.is_truncated, last.page.is_truncated) == (False, True)
    assert BODIES[1].startswith(last.page.body_bytes().decode())


@pytest.mark.parametrize("content", [b"", b"no ZIP file", b"PK\x03\x04", b"PK\x03\x04" + b"\xff" * 40])
def test_what_is_no_zip_is_one_error(tmp_path: Path, reading: ReadOptions, content: bytes) -> None:
    found = read(tmp_path / "a.zip", content, reading)
    assert all(isinstance(one.page, InputError) for one in found)
    assert len(found) == 1


def test_bomb_is_bounded(tmp_path: Path, reading: ReadOptions, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking_module, "FREE_BYTES", 1_000_000)
    target = Pipe()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:  # type: ignore[arg-type]
        archive.writestr("zeros.bin", bytes(50_000_000))
        archive.writestr("a.html", BODIES[0])
    content = target.content[: list_start(target.content)]
    assert all(isinstance(one.page, InputError) for one in read(tmp_path / "a.zip", content, reading))
