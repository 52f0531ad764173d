"""Where output goes: a file that appears when it is whole, or standard output. Nothing that is there is destroyed."""

from __future__ import annotations

import errno
import io
import os
import stat
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO, TypeAlias, cast

from cleaner.errors import OutputError
from cleaner.text import without_controls

NEW_FILE_MODE = 0o666  # what open() asks for; the umask is taken off
PART_PREFIX, PART_SUFFIX = ".cleaner-", ".part"  # whatever the file's name: it may be as long as names can be
STDIN, STDOUT = 0, 1
OPEN_FILES = ("/dev/stdout", "/dev/stderr", "/dev/fd/", "/proc/")  # names of what is open already

ReadFile: TypeAlias = Path | int  # a file or folder that is read, or an open one by its number


@contextmanager
def open_file(
    path: Path, *, force: bool = False, inputs: Iterable[ReadFile] = (), encoding: str = "utf-8"
) -> Iterator[TextIO]:
    """A text file as open_part() makes it. What is no regular file (a pipe, /dev/stdout) is written straight.

    encoding: UTF-8, with `utf-8-sig` after a byte order mark, by which a spreadsheet knows it.
    """
    if is_open_already(path):
        check_target(path, force=force, inputs=inputs)
        with _explained(path), path.open("a", encoding="utf-8", newline="\n") as stream:  # /dev/stdout may be a file
            yield cast(TextIO, _Terminal(stream)) if stream.isatty() else stream
        return
    with open_part(path, force=force, inputs=inputs) as part, part.open("w", encoding=encoding, newline="\n") as stream:
        yield stream


@contextmanager
def open_part(path: Path, *, force: bool = False, inputs: Iterable[ReadFile] = ()) -> Iterator[Path]:
    """An empty file beside the path, moved there when the block ends well; else all stays as it was.

    force: replace a file that is there. inputs: what must not be replaced all the same. Raises OutputError.
    """
    with _explained(path):
        check_target(path, force=force, inputs=inputs)
        target = Path(os.path.realpath(path))  # through a symbolic link: the link itself stays
        part = target.with_name(f"{PART_PREFIX}{os.urandom(8).hex()}{PART_SUFFIX}")
        try:  # before there is a part: a signal may come at any time
            part.touch(mode=0o600, exist_ok=False)
            yield part
            part.chmod(target.stat().st_mode if target.exists() else NEW_FILE_MODE & ~_umask())
            flush_to_disk(part)
            _publish(part, target, force=force)
            flush_folder(target.parent)
        finally:
            part.unlink(missing_ok=True)


def write_folder(path: Path, contents: Mapping[str, bytes]) -> None:
    """Make a new folder with the files, by name; it appears when it is whole. Raises OutputError."""
    from tempfile import TemporaryDirectory  # 3 ms that one record on standard output does not need

    make_folder(path.parent)
    with _explained(path), TemporaryDirectory(dir=path.parent, prefix=PART_PREFIX) as made:
        part = Path(made) / path.name
        part.mkdir()
        for name, content in contents.items():
            (part / name).write_bytes(content)
            flush_to_disk(part / name)
        part.rename(path)  # fails where there is a folder already, unless it is empty
        flush_folder(path.parent)


@contextmanager
def open_folder_part(path: Path, *, inputs: Iterable[ReadFile] = ()) -> Iterator[Path]:
    """A new folder beside the path, moved there when the block ends well; the path may be an empty folder.

    Raises OutputError where it holds something, or lies in an input.
    """
    from tempfile import TemporaryDirectory  # see write_folder()

    make_folder(path.parent)
    with _explained(path):
        refuse_inputs(path, inputs)
        if path.exists() and (not path.is_dir() or any(path.iterdir())):
            raise OutputError(f"{path}: is there already, and holds something; name a new folder")
        with TemporaryDirectory(dir=path.parent, prefix=PART_PREFIX) as made:
            part = Path(made) / path.name
            part.mkdir()
            yield part
            flush_to_disk(part)
            part.rename(path)  # fails where something has come there meanwhile
            flush_folder(path.parent)


def make_folder(path: Path) -> None:
    """Make the folder where it is not there. Raises OutputError."""
    with _explained(path):
        path.mkdir(parents=True, exist_ok=True)


def check_target(path: Path, *, force: bool = False, inputs: Iterable[ReadFile] = ()) -> None:
    """Raise OutputError where a file may not be written: one that is there, without force; an input, always."""
    with _explained(path):
        if not path.exists():
            return
        refuse_inputs(path, inputs)
        if is_open_already(path):
            return
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        if not force:
            raise FileExistsError


def check_is_there(folder: Path, target: Path) -> None:
    """Raise OutputError where a file's folder is not there, or is no folder: before the work that it is to hold."""
    with _explained(target):
        if not folder.is_dir():
            error = errno.ENOTDIR if folder.exists() else errno.ENOENT
            raise OSError(error, os.strerror(error))


def check_folder(path: Path) -> None:
    """Raise OutputError where a folder cannot be made, as something else has its name or that of one above it."""
    with _explained(path):
        above = next(one for one in (path, *path.parents) if one.exists())
        if not above.is_dir():
            raise OutputError(f"{above}: is no folder; move it away, or name another")


def refuse_inputs(path: Path, inputs: Iterable[ReadFile]) -> None:
    """Raise OutputError where a file is an input or lies in one, however it is spelt and linked."""
    found = _identities_up(path)
    for one in inputs:
        if _identity(one) in found:
            name = one if isinstance(one, Path) else "standard input"
            raise OutputError(f"{path}: is read as an input ({name}), and an input is never written; name another")


def refuse_inputs_in(folder: Path, inputs: Iterable[ReadFile]) -> None:
    """Raise OutputError where an input is the folder or lies in it, however it is spelt and linked."""
    identity = _identity(folder)
    for one in inputs:
        if identity is not None and isinstance(one, Path) and identity in _identities_up(one):
            raise OutputError(f"{folder}: holds the input {one}, and an input is never written; name another folder")


@contextmanager
def open_stdout(*, inputs: Iterable[ReadFile] = (), is_drawing: bool = False) -> Iterator[TextIO]:
    """Standard output: UTF-8 in a pipe or file; on a terminal without what could steer it, unknown characters as `?`.

    is_drawing: the writer (rich) steers the terminal itself, and keeps others from it. inputs: none of them may be
    what standard output is. Raises OutputError, and BrokenPipeError where the reader has gone.
    """
    output = _identity(STDOUT)
    if output is not None and output in map(_identity, inputs):
        raise OutputError("standard output: is a file that is read as an input; name another")
    is_terminal = sys.stdout.isatty()
    if not is_terminal:
        _reconfigure(sys.stdout, encoding="utf-8", newline="\n")
    _reconfigure(sys.stdout, errors="replace")
    stream = cast(TextIO, _Terminal(sys.stdout)) if is_terminal and not is_drawing else sys.stdout
    with _explained("standard output"):
        yield stream
        stream.flush()


class _Terminal(io.TextIOBase):
    """A terminal that no text can steer."""

    def __init__(self, terminal: TextIO) -> None:
        self._terminal = terminal

    def write(self, text: str) -> int:
        return self._terminal.write(without_controls(text))

    def flush(self) -> None:
        self._terminal.flush()

    def isatty(self) -> bool:
        return True


def flush_to_disk(path: Path) -> None:
    """Make what was written to a file or folder survive a power cut."""
    if path.is_dir():
        os.sync()  # one call for ten thousand small files
        return
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def flush_folder(folder: Path) -> None:
    """Make a rename survive a power cut; Windows cannot, and does not need it."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _publish(part: Path, target: Path, *, force: bool) -> None:
    """Move the part to its place. Raises FileExistsError where a file has come there meanwhile."""
    if not force:
        try:
            os.link(part, target)  # unlike a rename it replaces nothing
        except FileExistsError:
            raise
        except OSError:  # a file system without links
            part.replace(target)
        return
    part.replace(target)


def is_open_already(path: Path) -> bool:
    """Whether a path is a pipe, a device, or the name of an open file: what has no place to be moved to."""
    if str(path).startswith(OPEN_FILES):
        return path.exists()
    return path.exists() and not path.is_file() and not path.is_dir()


def _identities_up(path: Path) -> set[tuple[int, int] | None]:
    """The identities of a file and of all folders it lies in."""
    real = Path(os.path.realpath(path))
    return {_identity(one) for one in (real, *real.parents)} - {None}


def _identity(one: ReadFile) -> tuple[int, int] | None:
    """What two names of one file or folder have in common; None for what is neither, or not there."""
    try:
        facts = os.stat(one)
    except OSError:
        return None
    is_kept = stat.S_ISREG(facts.st_mode) or stat.S_ISDIR(facts.st_mode)
    return (facts.st_dev, facts.st_ino) if is_kept else None


def _umask() -> int:
    """The process's mask for new files; the system gives it only where one sets it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


@contextmanager
def _explained(path: Path | str) -> Iterator[None]:
    """Turn what goes wrong in writing into an OutputError; a reader that has gone stays a BrokenPipeError."""
    try:
        yield
    except BrokenPipeError:
        raise
    except FileExistsError as error:
        raise OutputError(f"{path}: is there already; name another, or replace it with --force") from error
    except OSError as error:
        problem = error.strerror or str(error)
        folder = os.path.dirname(path)
        if isinstance(error, FileNotFoundError) and folder and not os.path.exists(folder):
            problem = f"there is no folder {folder}"
        raise OutputError(f"{path}: cannot be written: {problem}") from error


def _reconfigure(stream: TextIO, **settings: str) -> None:
    """Tests and notebooks put other objects in the place of sys.stdout; those stay as they are."""
    change = getattr(stream, "reconfigure", None)
    if change is not None:
        change(**settings)
