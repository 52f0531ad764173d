"""A connection in memory: what a server would send, and how it ends."""

from __future__ import annotations

from types import TracebackType


class Recorded:
    """Gives the answer in pieces of at most piece_bytes, then raises the error, or ends."""

    def __init__(self, answer: bytes, error: OSError | None = None, piece_bytes: int = 1 << 16) -> None:
        self.sent = bytearray()
        self._answer = memoryview(answer)
        self._error = error
        self._piece_bytes = piece_bytes

    def recv_into(self, buffer: memoryview) -> int:
        if not self._answer and self._error is not None:
            raise self._error
        piece = self._answer[: min(len(buffer), self._piece_bytes)]
        buffer[: len(piece)] = piece
        self._answer = self._answer[len(piece) :]
        return len(piece)

    def sendall(self, data: bytes) -> None:
        self.sent += data

    def settimeout(self, seconds: float) -> None:
        assert seconds > 0

    def __enter__(self) -> Recorded:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        return None
