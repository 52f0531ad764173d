"""Where output goes: a file that appears when it is whole, or standard output."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from cleaner.errors import OutputError

NEW_FILE_MODE = 0o666  # what open() asks for; the umask is taken off


@contextmanager
def open_file(path: Path) -> Iterator[TextIO]:
    """A UTF-8 text file, written beside the path and moved there when the block ends well; else the old one stays.

    What is no regular file (a pipe, /dev/stdout) is written straight. Raises OutputError.
    """
    target = Path(os.path.realpath(path))  # through a symbolic link: the link itself stays
    try:
        if target.exists() and not target.is_file():
            with target.open("w", encoding="utf-8", newline="\n") as stream:
                yield stream
            return
        with _replacing(target) as stream:
            yield stream
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {_explain(error, target)}") from error


@contextmanager
def open_stdout() -> Iterator[TextIO]:
    """Standard output: UTF-8 in a pipe or file; on a terminal, characters it does not know become `?`.

    Raises OutputError, and BrokenPipeError where the reader has gone.
    """
    if not sys.stdout.isatty():
        _reconfigure(sys.stdout, encoding="utf-8", newline="\n")
    _reconfigure(sys.stdout, errors="replace")
    try:
        yield sys.stdout
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(f"standard output: cannot be written: {error.strerror}") from error


@contextmanager
def _replacing(target: Path) -> Iterator[TextIO]:
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.", suffix=".part")
    part = Path(name)
    try:
        with open(handle, "w", encoding="utf-8", newline="\n") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        part.chmod(target.stat().st_mode if target.exists() else NEW_FILE_MODE & ~_umask())
        part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _umask() -> int:
    """The process's mask for new files; the system gives it only where one sets it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _explain(error: OSError, target: Path) -> str:
    if isinstance(error, FileNotFoundError) and not target.parent.exists():
        return f"there is no folder {target.parent}"
    return error.strerror or str(error)


def _reconfigure(stream: TextIO, **settings: str) -> None:
    """Tests and notebooks put other objects in the place of sys.stdout; those stay as they are."""
    change = getattr(stream, "reconfigure", None)
    if change is not None:
        change(**settings)
