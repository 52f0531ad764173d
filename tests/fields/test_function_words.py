"""Function words: they name the language of a text, or leave it to the detector."""

from __future__ import annotations

import pytest

from cleaner.fields.language.function_words import language_of_words

TEXTS = {
    "en": "The council met on Monday and agreed to repair the old bridge before the winter.",
    "de": "Der Rat kam am Montag zusammen und beschloss, die alte Brücke vor dem Winter zu reparieren.",
    "es": "El consejo se reunió el lunes y acordó reparar el viejo puente antes del invierno.",
    "ca": "El consell es va reunir dilluns i va acordar que els ponts de la ciutat no són per als camions.",
}


@pytest.mark.parametrize("language", sorted(TEXTS))
def test_text_has_the_language_of_its_small_words(language: str) -> None:
    found = language_of_words(TEXTS[language] * 3)
    assert found is not None
    assert found[0] == language
    assert found[1] > 0.58


def test_bokmål_is_left_to_the_detector_where_it_may_be_danish() -> None:
    assert language_of_words("Det er en by i landet, og han har ikke vært der før. " * 4) is None


def test_too_few_words_name_nothing() -> None:
    assert language_of_words("The bridge of the city") is None
    assert language_of_words("") is None
