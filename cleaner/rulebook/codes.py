"""Which codes of countries and languages there are, for those that a rule file names."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

KOSOVO = "XK"  # as it is written; ISO 3166 has no code for it
TABLE = "zoneinfo/iso3166.tab"  # of the database of time zones
LETTERS_OF_RARE = 3  # codes of languages that CLDR need not name: there are thousands


def is_country(code: str) -> bool:
    """Whether a code is one of ISO 3166."""
    return code in _countries()


@cache
def _countries() -> frozenset[str]:
    rows = files("tzdata").joinpath(TABLE).read_text(encoding="utf-8").splitlines()
    return frozenset(row.partition("\t")[0] for row in rows if not row.startswith("#")) | {KOSOVO}


def is_language(tag: str) -> bool:
    """Whether a tag of BCP 47 begins with a code of ISO 639, in small letters: `pt`, `pt-BR`, `gsw`."""
    from babel import Locale  # only where a rule is checked

    code = tag.partition("-")[0]
    is_rare = len(code) == LETTERS_OF_RARE and code.isascii() and code.isalpha() and code.islower()
    return is_rare or code in Locale("en").languages
