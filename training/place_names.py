"""Write the names of places that look like a person's as files of the vocabulary: "South Korea", "Buenos Aires"; of
countries also those of one word, which stand behind a town: "Canberra, Australia".

`python -m training.place_names`. They are those of CLDR, read through Babel: territories, and the cities of time zones,
in the languages whose scripts have capitals.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from importlib.metadata import version

from babel import Locale
from babel.core import get_global

from cleaner.text import fold
from training.calendar_words import FIRST, FOLDER

MAX_LANGUAGES = 40
MAX_WORDS = 3
MAX_LINE_CHARS = 110
NO_NAME = re.compile(r"[\d(),&|/]")
HEAD = """# Places whose names have several words, as a person's have: territories, and the cities of time zones.
# Made by `python -m training.place_names` from CLDR (Babel {version}).
"""


COUNTRIES_HEAD = """# Countries of one word, as they stand behind a town, but for those that are given names as well.
# Made by `python -m training.place_names` from CLDR (Babel {version}).
"""
GIVEN_NAMES = """
    chad china cuba dania dominica dominika dominique georgia geórgia geòrgia guadalupe india ireland israel jamaica
    jersey jordan kenia kenya kuba malta maurice mauricio maurício montserrat
"""


def main() -> None:
    """Write the files."""
    for name, head, places in (
        ("place_names.txt", HEAD, _places),
        ("country_names.txt", COUNTRIES_HEAD, _countries),
    ):
        text = head.format(version=version("babel")) + "".join(_by_language(places))
        (FOLDER / name).write_text(text, encoding="utf-8")


def _by_language(places: Callable[[str], set[str]]) -> Iterator[str]:
    """The lines of a file; a name stands in the first language that has it."""
    seen: set[str] = set()
    for language in FIRST[:MAX_LANGUAGES]:
        names = [name for name in sorted(places(language)) if name not in seen]
        yield from (f"{language}: {line}\n" for line in _lines(names))
        seen.update(names)


def _countries(language: str) -> set[str]:
    """The names of one word of countries, in small letters."""
    territories = Locale.parse(language).territories
    names = {fold(name) for code, name in territories.items() if len(code) == 2 and code.isalpha()}
    return {name for name in names if name.upper() != name and name.isalpha()} - set(GIVEN_NAMES.split())


def _places(language: str) -> set[str]:
    """The names of several words, in small letters."""
    locale = Locale.parse(language)
    zones = [zone.get("city", "") for zone in locale.time_zones.values()]
    cities = [name.rpartition("/")[2].replace("_", " ") for name in get_global("zone_territories")]
    names = {fold(name) for name in (*locale.territories.values(), *zones, *(cities if language == "en" else ()))}
    cased = (name for name in names if name.upper() != name and not NO_NAME.search(name))
    return {name for name in cased if 1 < len(name.split()) <= MAX_WORDS}


def _lines(names: list[str]) -> Iterator[str]:
    """The names in lines that can be read."""
    line: list[str] = []
    for name in names:
        if line and len(" | ".join([*line, name])) > MAX_LINE_CHARS:
            yield " | ".join(line)
            line = []
        line.append(name)
    if line:
        yield " | ".join(line)


if __name__ == "__main__":
    main()
