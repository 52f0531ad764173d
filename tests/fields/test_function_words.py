"""function_words: a declared language is confirmed or left to the detector, never invented."""

from __future__ import annotations

import pytest

from cleaner.fields.language.function_words import confirm

TEXTS = {
    "en": "The council met on Monday and agreed to repair the old bridge before the winter.",
    "de": "Der Rat kam am Montag zusammen und beschloss, die alte Brücke vor dem Winter zu reparieren.",
    "es": "El consejo se reunió el lunes y acordó reparar el viejo puente antes del invierno.",
}


@pytest.mark.parametrize("language", sorted(TEXTS))
def test_text_in_the_declared_language_is_confirmed(language: str) -> None:
    sure = confirm(TEXTS[language] * 3, language)
    assert sure is not None
    assert sure > 0.58


@pytest.mark.parametrize("language", sorted(TEXTS))
def test_text_in_another_language_is_not(language: str) -> None:
    assert all(confirm(text * 3, language) is None for other, text in TEXTS.items() if other != language)


def test_bokmål_is_left_to_the_detector_where_it_may_be_danish() -> None:
    assert confirm("Det er en by i landet, og han har ikke vært der før. " * 4, "da") is None


def test_unknown_or_undeclared_language_is_not_confirmed() -> None:
    assert confirm(TEXTS["en"] * 2, None) is None
    assert confirm(TEXTS["en"] * 2, "xx") is None


def test_too_few_words_confirm_nothing() -> None:
    assert confirm("The bridge of the city", "en") is None
