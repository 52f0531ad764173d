"""A line in plain digits and signs, of the same length: those of all scripts are read alike."""

from __future__ import annotations

from collections.abc import Mapping

ZEROS = "٠۰߀०০੦૦୦௦౦೦൦෦๐໐༠၀႐០᠐᥆᧐᭐᮰᱀᱐０"  # of the scripts that have digits of their own
DIGITS = {ord(zero) + digit: str(digit) for zero in ZEROS for digit in range(10)}
SIGNS = str.maketrans("،٫／．：，－（）［］【】〔〕　‐‑’ʼ", ",./.:,-()[][]() --''")
MARKS = dict.fromkeys((0x200B, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)), " ")  # of direction
PLAIN: Mapping[int, int | str] = {**DIGITS, **SIGNS, **MARKS}


def plain_line(text: str) -> str:
    """The line with ASCII digits and signs; what stands at a place of it stands there in the text."""
    return text if text.isascii() else text.translate(PLAIN)
