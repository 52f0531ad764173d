"""The measures of a text that take short cuts give what the plain way gives."""

from __future__ import annotations

import pytest

from cleaner.text import UNSPACED, collapse, count_collapsed, count_words, fold, fold_signs, may_be_unspaced

TEXTS = [
    "",
    "The harbour opens again",
    "It’s “the” harbour – again…",
    "Die Brücke von Kiel",
    "Открытие порта",
    "港口星期二重新开放",
    "항구가 화요일에 다시 문을 연다",
    "ท่าเรือเปิดอีกครั้ง",
    "The 港口 opens, `again`",
    "soft\u00adhyphen and \ufeff mark",
]


@pytest.mark.parametrize("text", [*TEXTS, *(text * 200 for text in TEXTS)])
def test_short_cuts_give_what_the_plain_way_gives(text: str) -> None:
    plain = collapse(text)
    spaced, unspaced = UNSPACED.subn(" ", plain)
    words = len(spaced.split()) + (unspaced + 1) // 2
    assert count_words(plain) == words
    assert count_collapsed(plain) == words
    assert may_be_unspaced(plain) or not unspaced
    assert fold(text) == collapse(fold_signs(text))


@pytest.mark.parametrize("length", [1, 1000])
def test_no_character_of_a_script_without_spaces_is_missed(length: int) -> None:
    missed = [
        char
        for char in map(chr, range(0x80, 0xFFFF))
        if UNSPACED.match(char) and not may_be_unspaced("a" * length + char)
    ]
    assert missed == []


def test_printed_english_is_looked_through_no_further() -> None:
    assert not may_be_unspaced("“It’s open” – in Kiel’s harbour…")
    assert not may_be_unspaced("“It’s open” – in Kiel’s harbour…" * 100)
