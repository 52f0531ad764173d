"""Output files are whole or not there, and nothing that is there is destroyed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from cleaner.errors import OutputError
from cleaner.sinks import open_file
from cleaner.sinks.destination import check_target, refuse_inputs_in, write_folder


def write(path: Path, text: str = "new", *, force: bool = False) -> None:
    with open_file(path, force=force) as stream:
        stream.write(text)


def test_file_appears_when_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    with open_file(path) as stream:
        stream.write("ä\n")
        stream.flush()
        assert not path.exists()
    assert path.read_bytes() == "ä\n".encode()


def test_interrupted_writing_keeps_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    path.write_text("old", encoding="utf-8")

    def interrupted() -> None:
        with open_file(path, force=True) as stream:
            stream.write("half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert path.read_text(encoding="utf-8") == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_missing_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"out\.jsonl: cannot be written: there is no folder .*nowhere$"):
        write(tmp_path / "nowhere" / "out.jsonl")


def test_folder_in_the_way_is_told(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="cannot be written: Is a directory"):
        write(tmp_path)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_full_disk_is_told() -> None:
    with pytest.raises(OutputError, match="/dev/full: cannot be written: No space left on device"):
        write(Path("/dev/full"))


@pytest.mark.skipif(os.name != "posix", reason="POSIX modes")
def test_new_file_has_the_mode_of_any_new_file(tmp_path: Path) -> None:
    (tmp_path / "plain").touch()
    write(tmp_path / "out")
    assert (tmp_path / "out").stat().st_mode == (tmp_path / "plain").stat().st_mode


@pytest.mark.skipif(os.name != "posix", reason="POSIX modes")
def test_replaced_file_keeps_its_mode(tmp_path: Path) -> None:
    (tmp_path / "out").touch(mode=0o600)
    write(tmp_path / "out", force=True)
    assert (tmp_path / "out").stat().st_mode & 0o777 == 0o600


@pytest.mark.skipif(os.name != "posix", reason="symbolic links")
def test_symbolic_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "real")
    write(tmp_path / "link")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text(encoding="utf-8") == "new"


# ------------------------------------------------------------------ nothing is destroyed


def test_file_that_is_there_is_replaced_only_by_force(tmp_path: Path) -> None:
    path = tmp_path / "out"
    path.write_text("old")
    with pytest.raises(OutputError, match=r"out: is there already.*--force"):
        write(path)
    assert path.read_text() == "old"
    write(path, force=True)
    assert path.read_text() == "new"


def test_file_that_comes_while_we_write_stays(tmp_path: Path) -> None:
    path = tmp_path / "out"

    def overtaken() -> None:
        with open_file(path) as stream:
            stream.write("new")
            path.write_text("somebody else's")

    with pytest.raises(OutputError, match="is there already"):
        overtaken()
    assert path.read_text() == "somebody else's"
    assert list(tmp_path.iterdir()) == [path]


def test_file_system_without_links_gets_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", refuse)
    write(tmp_path / "out")
    assert (tmp_path / "out").read_text() == "new"


@pytest.mark.skipif(os.name != "posix", reason="links")
@pytest.mark.parametrize("name", ["page", "sub/../page", "link", "hard", "linked/page", "above"])
def test_input_is_never_written_however_it_is_spelt(tmp_path: Path, name: str) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "page").write_text("input")
    (tmp_path / "link").symlink_to("page")
    (tmp_path / "hard").hardlink_to(tmp_path / "page")
    (tmp_path / "linked").symlink_to(tmp_path)
    (tmp_path / "above").symlink_to(tmp_path / "sub" / ".." / "link")
    with (
        pytest.raises(OutputError, match="is read as an input"),
        open_file(tmp_path / name, force=True, inputs=[tmp_path / "page"]),
    ):
        raise AssertionError
    assert (tmp_path / "page").read_text() == "input"


def test_file_in_a_folder_that_is_read_is_an_input(tmp_path: Path) -> None:
    (tmp_path / "page").write_text("input")
    with pytest.raises(OutputError, match="is read as an input"):
        check_target(tmp_path / "page", force=True, inputs=[tmp_path])
    check_target(tmp_path / "new", inputs=[tmp_path])


def test_open_file_is_an_input_by_its_number(tmp_path: Path) -> None:
    (tmp_path / "page").write_text("input")
    with (tmp_path / "page").open() as opened, pytest.raises(OutputError, match=r"read as an input .standard input"):
        check_target(tmp_path / "page", force=True, inputs=[opened.fileno()])


def test_folder_that_holds_an_input_is_no_output(tmp_path: Path) -> None:
    (tmp_path / "out" / "deep").mkdir(parents=True)
    (tmp_path / "link").symlink_to(tmp_path / "out")
    for one in (tmp_path / "out", tmp_path / "out" / "deep", tmp_path / "link" / "deep" / "page", tmp_path / "link"):
        with pytest.raises(OutputError, match="holds the input"):
            refuse_inputs_in(tmp_path / "out", [one])
    refuse_inputs_in(tmp_path / "out", [tmp_path, tmp_path / "outside", Path("s3://bucket/out")])


def test_pipe_or_device_needs_no_force_and_is_no_input() -> None:
    check_target(Path(os.devnull), inputs=[Path(os.devnull)])
    write(Path(os.devnull))


def test_name_as_long_as_names_can_be_is_written(tmp_path: Path) -> None:
    write(tmp_path / ("n" * 255))
    assert [len(path.name) for path in tmp_path.iterdir()] == [255]


def test_folder_appears_when_it_is_whole(tmp_path: Path) -> None:
    write_folder(tmp_path / "site" / "page", {"a": b"1", "b": b"2"})
    assert sorted(path.name for path in (tmp_path / "site" / "page").iterdir()) == ["a", "b"]
    with pytest.raises(OutputError, match="page: cannot be written"):
        write_folder(tmp_path / "site" / "page", {"a": b"other"})
    with pytest.raises(OutputError, match="other: cannot be written: File name too long"):
        write_folder(tmp_path / "site" / "other", {"a": b"1", "n" * 256: b"2"})
    assert [path.name for path in (tmp_path / "site").iterdir()] == ["page"]
    assert (tmp_path / "site" / "page" / "a").read_bytes() == b"1"
