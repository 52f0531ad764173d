"""Mailboxes (mbox) read as pages: one per message."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes
from functools import partial
from itertools import chain, pairwise
from typing import BinaryIO

from cleaner.model import RawPage
from cleaner.sources.bounded_lines import read_lines
from cleaner.sources.encoded_text import as_utf8
from cleaner.sources.messages import BOUNDED, page_of_mail
from cleaner.sources.reading import InputFile, InputPage, NoPages, ReadOptions, attempt, unpacked
from cleaner.sources.unpacking import Unreadable
from cleaner.sources.whole_files import ROOM

SEPARATOR = b"From "
DATED_SEPARATOR = re.compile(rb"From \S{1,200} .{0,40}\d\d:\d\d.{0,30}\d{4}")
HEADER = re.compile(rb"[!-9;-~]+:")
QUOTED_SEPARATOR = re.compile(rb">+From ")
DELETED = "deleted messages"
MOZILLA_STATUS = re.compile("[0-9a-fA-F]{4}")  # bits that Thunderbird keeps in a header
MOZILLA_DELETED = 0x0008  # the message stays in the file until its folder is compacted


def read_mailbox(entry: InputFile, reading: ReadOptions) -> Iterator[InputPage]:
    """The messages of a mailbox, in its order; deleted ones are counted. Raises NoPages where there are none.

    Not by the standard library's `mailbox`: it wants a file on the disk, reads any size, and takes every line that
    begins with "From " for the start of a message.
    """
    number = 0
    with unpacked(entry) as stream:
        for number, source in enumerate(_messages(as_utf8(stream), ROOM * reading.max_bytes), 1):
            name = f"{entry.name}:{number}"
            page = attempt(name, partial(_read_message, source, name, reading))
            if page is not None:
                yield InputPage(name, page)
    if not number:
        raise NoPages(f"{entry.name}: no messages in it")


def _read_message(source: bytes | Exception, name: str, reading: ReadOptions) -> RawPage | None:
    """The page of a message; None for one that is deleted, which is counted."""
    if isinstance(source, Exception):
        raise source
    message = message_from_bytes(source, policy=BOUNDED)
    status = str(message["X-Mozilla-Status"] or "").strip()
    if MOZILLA_STATUS.fullmatch(status) and int(status, 16) & MOZILLA_DELETED:
        reading.leave_out(DELETED)
        return None
    return page_of_mail(message, name, reading)


def _messages(stream: BinaryIO, limit: int) -> Iterator[bytes | Exception]:
    """The messages as they are written; errors in the places of those that are too large or broken.

    A message begins with a line such as `From a@b.example Sat May  4 08:00:00 2024`, with a header behind it; one that
    only begins with `From ` needs a blank line before it too.
    """
    message: _Message | None = None
    is_after_blank = True
    for line, following in pairwise(chain(read_lines(stream.readline, limit), [b""])):
        if _is_separator(line, following, is_after_blank=is_after_blank):
            if message is not None:
                yield message.content()
            message = _Message(limit)
        elif message is not None or not _is_blank(line):  # a first message may lack its separator
            message = message or _Message(limit)
            message.add(line)
        is_after_blank = _is_blank(line)
    if message is not None:
        yield message.content()


def _is_blank(line: bytes | Exception) -> bool:
    return isinstance(line, bytes) and not line.strip()


def _is_separator(line: bytes | Exception, following: bytes | Exception, *, is_after_blank: bool) -> bool:
    if isinstance(line, Exception) or isinstance(following, Exception) or not HEADER.match(following):
        return False
    return DATED_SEPARATOR.match(line) is not None or (is_after_blank and line.startswith(SEPARATOR))


class _Message:
    """The lines of one message, up to a limit of bytes."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._lines = bytearray()
        self._problem: Exception | None = None

    def add(self, line: bytes | Exception) -> None:
        if isinstance(line, Exception):
            self._problem = self._problem or line
        elif len(self._lines) + len(line) > self._limit:
            self._problem = self._problem or Unreadable(f"over the limit of {self._limit:,} bytes")
        elif self._problem is None:
            self._lines += line[1:] if QUOTED_SEPARATOR.match(line) else line

    def content(self) -> bytes | Exception:
        return self._problem or bytes(self._lines)
