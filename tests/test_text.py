"""text: folding and counting, in scripts with and without spaces."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

import pytest

from cleaner.text import (
    NormalForm,
    count_words,
    ends_sentence,
    fold,
    listed,
    normalized,
    visible,
    without_controls,
    without_spans,
)
from cleaner.transport import without_login
from cleaner.urls import absolute, split_url


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("The harbour opens again", 4),
        ("Die Brücke von Kiel", 4),
        ("港口星期二重新开放", 5),
        ("항구가 화요일에 다시 문을 연다", 5),
        ("The 港口 opens", 3),
    ],
)
def test_two_characters_of_a_script_without_spaces_are_one_word(text: str, words: int) -> None:
    assert count_words(text) == words


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("« Je n'ai rien contre le moteur, dit-il. »", True),
        ("Rien de neuf »", False),
        ("ชาวบ้านราวสามสิบคนมาที่ริมคลอง" * 5, True),
        ("ชาวบ้านอำลาคนเฝ้าประตูน้ำ", False),
        ("လှေများ ဆိပ်ကမ်းတွင် ရပ်နေသည်။", True),
        ("ទូកចតនៅកំពង់ផែ។", True),
        ("ጀልባዎቹ በወደቡ ቆሙ።", True),
    ],
)
def test_sentences_end_in_quotation_marks_behind_a_space_and_in_thai_with_no_sign(text: str, ends: bool) -> None:
    assert ends_sentence(text) is ends


@pytest.mark.parametrize(
    ("printed", "plain"),
    [
        ("It’s “the” harbour – again…", 'it\'s "the" harbour - again...'),
        ("  The\u00a0 harbour\nopens ", "the harbour opens"),
        ("soft\u00adhyphen and \ufeff mark", "softhyphen and mark"),
        ("Straße, `ﬁne´", "strasse, 'fine \u0301"),
    ],
)
def test_two_printings_of_one_text_fold_to_the_same(printed: str, plain: str) -> None:
    assert fold(printed) == plain


def test_plain_text_folds_as_it_does_beside_other_letters() -> None:
    text = "".join(map(chr, range(128)))
    assert fold(f"{text}.é") == f"{fold(text + '.')}é"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b[31mb\x07\x9b\tc\nd", "a[31mb\tc\nd"),
        ("\u202egpj.exe \u2066a\u2069 \u200fb\u061c", "gpj.exe a b"),
        ("half \ud83d and NUL \x00, DEL \x7f", "half  and NUL , DEL "),
        ("نمی\u200cخواهم 👩\u200d👧", "نمی\u200cخواهم 👩\u200d👧"),  # joiners are spelling
    ],
)
def test_text_cannot_steer_who_is_shown_it(text: str, shown: str) -> None:
    assert without_controls(text) == shown


def test_messages_show_what_is_not_printed() -> None:
    made = visible("x\x1b[31m\n\u202e\udcff\u2028 é한.jsonl")
    assert made == r"x\x1b[31m\n\u202e\udcff\u2028 é한.jsonl"
    assert visible(made) == made


@pytest.mark.parametrize(
    ("spans", "left"),
    [
        ([], "The harbour opens again"),
        ([(3, 11)], "The opens again"),
        ([(12, 17), (0, 4)], "harbour again"),
        ([(4, 17), (8, 12)], "The again"),
        ([(0, 23)], ""),
    ],
)
def test_cut_out_runs_leave_the_rest(spans: list[tuple[int, int]], left: str) -> None:
    assert without_spans("The harbour opens again", spans) == left


@pytest.mark.parametrize(
    ("kind", "one"),
    [
        (".css files", "1 .css file"),
        (".csv files without pages", "1 .csv file without pages"),
        ("hidden files and folders", "1 hidden file or folder"),
        ("links to folders", "1 link to folders"),
        ("records that cleaner has written", "1 record that cleaner has written"),
        ("responses of type image/png", "1 response of type image/png"),
    ],
)
def test_one_thing_is_in_the_singular(kind: str, one: str) -> None:
    assert (listed({kind: 1}), listed({kind: 2000})) == (one, f"2,000 {kind}")


def test_counts_begin_with_the_most_frequent() -> None:
    assert listed({".pdf files": 1, ".css files": 12}) == "12 .css files, 1 .pdf file"


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
def test_marks_are_put_in_order_in_short_runs(form: NormalForm, monkeypatch: pytest.MonkeyPatch) -> None:
    """Their order takes time that grows with the square of the run, in C, where nothing can end it."""
    asked: list[str] = []
    ordered = unicodedata.normalize

    def watched(form: NormalForm, text: str) -> str:
        asked.append(text)
        return ordered(form, text)

    monkeypatch.setattr("unicodedata.normalize", watched)
    marks = "\u0301\u0323\u05b0" * 500
    text = normalized(form, f"a{marks} {marks}")
    assert text.replace("\u034f", "").startswith(("a", "\u1ea1"))
    assert max(len(run) for run in re.findall("[\u0300-\u034e\u05b0]+", asked[0])) == 30
    assert normalized(form, text) == text


def test_texts_are_normalized_in_one_place() -> None:
    package = Path(__file__).parent.parent / "cleaner"
    modules = [
        path.name for path in package.rglob("*.py") if "unicodedata.normalize" in path.read_text(encoding="utf-8")
    ]
    assert modules == ["text.py"]


def test_marks_without_end_are_no_address() -> None:
    address = f"https://{'a' + chr(0x301) + chr(0x323) * 60}.example/a"
    assert absolute(address, None) is None
    assert absolute("/a", address) is None
    assert split_url(address) is None
    assert without_login(address) == address
