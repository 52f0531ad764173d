"""The words in and around names and bylines; each list is a file of the vocabulary, which says what it is for."""

from __future__ import annotations

from collections.abc import Iterable

from cleaner.text import normalized
from cleaner.vocabulary import ordered_words, words_of

ACCENT = "\u0301"


def _in_capitals(words: Iterable[str]) -> frozenset[str]:
    """The Greek words as capitals print them, without accents: ΔΙΑΒΑΣΤΕ."""
    greek = (word for word in words if "\u0370" < word < "\u0400")
    return frozenset(normalized("NFC", normalized("NFD", word).replace(ACCENT, "")) for word in greek)


# Before a name, and what follows it.
PREFIXES = words_of("byline_prefixes")
PREFIXES_THAT_ARE_NAMES = words_of("prefixes_that_are_names")
LABELS = words_of("byline_labels")
EDITOR_LABELS = words_of("editor_labels")
LABELS_BEFORE_SPACED_NAMES = words_of("labels_before_spaced_names")
LABELS_BEHIND_A_HOUSE = ordered_words("labels_behind_a_house")
OTHER_WORK = words_of("other_work")
HOUSE_LABELS = words_of("house_labels")
TAIL = words_of("byline_tails")
_DATE_LABELS = (*ordered_words("published_words"), *ordered_words("modified_words"))
DATE_LABELS = tuple(filter(str.isalpha, _DATE_LABELS))
DATE_LABELS_WITH_COLON = frozenset(word.rstrip(" :：") for word in _DATE_LABELS)
BEFORE_DATE_LABELS = words_of("before_date_words")
AGO = words_of("ago")
REPORTS = words_of("reports")
COLLECTIVES = words_of("collective_sources")
SOURCE_LABELS = words_of("source_labels")
FILING_LABELS = words_of("filing_labels")
PLACE_WORDS = words_of("place_words")
EMPLOYER_WORDS = words_of("employer_words")
EMPLOYER_PREPOSITIONS = words_of("employer_prepositions")
AND = words_of("and")
WEAK_AND = words_of("weak_and")
NO_FORM = {"-"}  # in tables of months and weekdays
MONTHS = (words_of("months") | words_of("month_forms")) - NO_FORM
WEEKDAYS = (words_of("weekdays") | words_of("weekday_forms")) - NO_FORM
SHORT_WEEKDAYS = words_of("short_weekdays")
DATE_WORDS = words_of("date_words_in_bylines")
MONTHS_AND_DAYS = MONTHS | WEEKDAYS | DATE_WORDS
DATE_JOINTS = words_of("date_joints")

# What somebody or something is.
ROLES = words_of("roles")
ROLE_ENDINGS = ordered_words("role_endings")
ROLE_MODIFIERS = words_of("role_modifiers")
ADJECTIVE_ENDINGS = ordered_words("adjective_endings")
DESK_WORDS = words_of("desks")
ORGANISATION_WORDS = words_of("organisations")
ORGANISATION_SURNAMES = words_of("organisation_surnames")
ORGANISATION_ENDINGS = ordered_words("organisation_endings")
PAPER_ARTICLES = words_of("paper_articles")
NOBODY = words_of("nobody")
HEADING_WORDS = words_of("heading_words") | _in_capitals(words_of("heading_words"))
NEVER_NAMES = HEADING_WORDS - words_of("heading_words_that_are_names")

# In names.
NOT_IN_NAMES = words_of("not_in_names")
NOT_FIRST_IN_NAMES = words_of("not_first_in_names")
PARTICLES = words_of("name_particles")
SECOND_PARTICLES = words_of("second_particles")
LOWERED_PARTICLES = words_of("lowered_particles")
PATRONYMICS = words_of("patronymics")
ARABIC_ARTICLES = words_of("arabic_articles")
CAPITAL_AFTER_MAC = ordered_words("capital_after_mac")
DEGREES = words_of("degrees")
GENERATIONS = words_of("generations")
NAME_TITLES = words_of("name_titles")
DOTTED_ABBREVIATIONS = words_of("dotted_abbreviations")
