"""The words around a picture credit: labels before it, what is no name in it. Each list is a file of the vocabulary."""

from __future__ import annotations

from cleaner.vocabulary import words_of

LABELS = words_of("credit_labels")
OPENERS = words_of("credit_openers")
GENERIC = words_of("credit_fillers")
NOT_A_PERSON = words_of("not_a_photographer")
