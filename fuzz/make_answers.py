"""What a server may send for one request: heads with odd lines, bodies in lying encodings, chunks of odd sizes."""

from __future__ import annotations

import gzip
import random
import zlib

import zstandard

from fuzz.cases import Case
from fuzz.make_pages import STORY, Seeds, make_page
from fuzz.mutate_bytes import mutate_bytes
from fuzz.odd_values import ADDRESSES, CHARSETS, DATES, ODD, STRINGS

MAX_BODY_BYTES = 20_000
CHUNKS = (
    b"5\r\nabcde\r\n0\r\n\r\n",
    b"-5\r\nabcde\r\n",
    b"0\r\n\r\n",
    b"ffffffffffffffffffff\r\nx",
    b"5;ext=1\r\nabcde\r\n0\r\nTrailer: x\r\n\r\n",
    b"\r\n",
    b"zz\r\n",
    b"5\nabcde\n0\n\n",
    b"05\r\nabcde\r\n00\r\n\r\n",
    b"+5\r\nabcde\r\n0\r\n\r\n",
    b"5 \r\nabcde\r\n0\r\n\r\n",
    b"1" * 70_000,
    b"0x5\r\nabcde\r\n0\r\n\r\n",
    b"5_0\r\nabcde",
)


def make_answer(chance: random.Random, seeds: Seeds) -> Case:
    """The bytes of one answer."""
    body = STORY.encode() if chance.random() < 0.5 else make_page(chance, seeds).body[:MAX_BODY_BYTES]
    head = [chance.choice(ODD["status_lines"])]
    head += [f"Content-Type: {chance.choice(ODD['content_types'])}"] * chance.choice((1, 1, 1, 2, 0))
    if chance.random() < 0.2:
        head.append(f"Content-Type: text/html; charset={chance.choice(CHARSETS)}")
    body = _encode(chance, head, body)
    if chance.random() < 0.3:
        head.append(f"Location: {chance.choice((*ODD['locations'], *map(str, ADDRESSES)))}")
    if chance.random() < 0.2:
        head.append(f"Retry-After: {chance.choice((*DATES, *ODD['lengths']))}")
    head += [
        f"{chance.choice(('X-Odd', 'Set-Cookie', '', ' ', 'A:B', 'É'))}: {chance.choice(STRINGS)}"
    ] * chance.choice((0, 0, 1, 150))
    answer = chance.choice(("\r\n", "\r\n", "\r\n", "\n")).join([*head, "", ""]).encode("utf-8", "replace") + body
    return Case("answer", mutate_bytes(chance, answer) if chance.random() < 0.2 else answer, "answer.http")


def _encode(chance: random.Random, head: list[str], body: bytes) -> bytes:
    """The body as sent; adds the lines that say how, which may not be true."""
    if chance.random() < 0.4:
        head.append(f"Content-Encoding: {chance.choice(ODD['content_encodings'])}")
        packed = (
            gzip.compress(body, mtime=0),
            zlib.compress(body),
            zlib.compress(body)[2:],
            zstandard.compress(body),
            body,
            gzip.compress(bytes(3_000_000), mtime=0),
        )
        body = chance.choice(packed)
        body = mutate_bytes(chance, body) if chance.random() < 0.3 else body
    if chance.random() < 0.3:
        head.append(
            "Transfer-Encoding: "
            + chance.choice(("chunked", "chunked", "chunked, chunked", "gzip, chunked", "CHUNKED", "x"))
        )
        return chance.choice((*CHUNKS, b"%x\r\n%s\r\n0\r\n\r\n" % (len(body), body)))
    if chance.random() < 0.7:
        length = str(len(body)) if chance.random() < 0.7 else chance.choice(ODD["lengths"])
        head.append(f"Content-Length: {length}")
    return body
