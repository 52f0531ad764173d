"""The words around a name: what comes before it, what a person is, what is nobody. Each list is a vocabulary file."""

from __future__ import annotations

from cleaner.vocabulary import ordered_words, words_of

PREFIXES = words_of("byline_prefixes")
LABELS = words_of("byline_labels")
OTHER_WORK = words_of("other_work")
TAIL = words_of("byline_tails")
ROLES = words_of("roles")
ROLE_MODIFIERS = words_of("role_modifiers")
DESK_WORDS = words_of("desks")
ORGANISATION_WORDS = words_of("organisations")
NOBODY = words_of("nobody")
NOT_IN_NAMES = words_of("not_in_names")
MONTHS_AND_DAYS = words_of("date_words_in_bylines")
DEGREES = words_of("degrees")
PARTICLES = words_of("name_particles")
PLACE_WORDS = words_of("place_words")
EMPLOYER_WORDS = words_of("employer_words")
AND = words_of("and")
WEAK_AND = words_of("weak_and")
JOINED_ROLES = ordered_words("joined_roles")
ORGANISATION_ENDINGS = ordered_words("organisation_endings")
HEADING_WORDS = words_of("heading_words")
