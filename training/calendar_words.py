"""Write the names of months and weekdays in all languages of CLDR as files of the vocabulary.

`python -m training.calendar_words`. CLDR is read through Babel, which courlan brings along. What papers print besides
stands in `month_forms.txt` and `weekday_forms.txt`, which are kept by hand and come first.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib.metadata import version
from itertools import product
from pathlib import Path

from babel import Locale, localedata

from cleaner.text import fold

FOLDER = Path(__file__).parent.parent / "cleaner" / "vocabulary"
CONTEXTS = ("format", "stand-alone")
# Languages of the web's news, most read first: a name that two languages give to different months is theirs. Of the
# others short names are left out: they are words of these.
FIRST = (
    "en", "de", "fr", "es", "pt", "it", "nl", "pl", "ru", "uk", "bg", "cs", "sk", "hr", "bs", "sr", "sl", "sv", "da",
    "no", "nn", "is", "fi", "et", "hu", "ro", "tr", "el", "ca", "id", "ar", "he", "hi", "lt", "lv", "sq", "mk", "be",
    "gl", "eu", "ms", "fil", "af", "sw", "az", "kk", "ka", "hy", "fa", "ur", "bn", "ta", "te", "mr", "th", "ko", "zh",
    "gu", "kn", "ml", "pa", "ne", "si", "my", "km", "lo", "am", "mn", "uz", "ky", "tg", "ps", "ckb", "so", "ha", "yo",
    "ig", "zu", "xh", "cy", "ga", "mt", "lb", "br", "fo", "fy", "ku", "as", "or", "tk", "tt",
)  # fmt: skip
MIN_CHARS = 3
NO_FORM = "-"
LOCALES = sorted(localedata.locale_identifiers())
INVENTED_SCRIPTS = re.compile("_(?:Dsrt|Shaw)")  # Deseret and Shavian: no paper is printed in them
ARTICLE = re.compile(r"^(?:de |dhen |d')")  # Catalan "d'abril", Scottish Gaelic: they are fillers of a date

MONTHS = """# The months, January to December; `/` between the forms of one month, without final dots, `-` for no
# name. Made by `python -m training.calendar_words` from {source}: format and stand-alone names. Where two languages
# disagree on a name (listopad is November in Polish and Czech, October in Croatian), the first one wins.
"""
WEEKDAYS = """# The days of the week, Monday to Sunday; `/` between the forms of one day. Made by
# `python -m training.calendar_words` from {source}. No abbreviations: those are names as well.
"""


def main() -> None:
    """Write both files."""
    source = f"CLDR (Babel {version('babel')})"
    (FOLDER / "months.txt").write_text(MONTHS.format(source=source) + _listed(_months), encoding="utf-8")
    (FOLDER / "weekdays.txt").write_text(WEEKDAYS.format(source=source) + _listed(_weekdays), encoding="utf-8")


def _listed(forms_of: Callable[[str], Iterator[list[str]]]) -> str:
    """A line for each language that has names."""
    lines = []
    for language in _languages():
        things = [" / ".join(forms) or NO_FORM for forms in forms_of(language)]
        if set(things) != {NO_FORM}:
            lines.append(f"{language}: {' | '.join(things)}\n")
    return "".join(lines)


def _languages() -> list[str]:
    """Every language of CLDR, FIRST in its order and the others by their tags."""
    known = {identifier.partition("_")[0] for identifier in LOCALES}
    return [*FIRST, *sorted(known.difference(FIRST))]


def _months(language: str) -> Iterator[list[str]]:
    widths = ("wide", "abbreviated") if language in FIRST else ("wide",)
    tables = [table for name in _locales(language) for table in _tables(name, "months", widths)]
    for month in range(1, 13):
        yield _clean((names[month] for names in tables), language)


def _weekdays(language: str) -> Iterator[list[str]]:
    tables = [table for name in _locales(language) for table in _tables(name, "days", ("wide",))]
    for day in range(7):
        yield _clean((names[day] for names in tables), language)


def _locales(language: str) -> list[str]:
    """A language, its countries and its other scripts, as CLDR names them: `ar`, `ar_SY`, `sr_Latn`."""
    varieties = [name for name in LOCALES if name.startswith(f"{language}_")]
    return [language, *(name for name in varieties if INVENTED_SCRIPTS.search(name) is None)]


def _tables(name: str, kind: str, widths: Iterable[str]) -> list[Mapping[int, str]]:
    """The tables of a locale that give a name to each number."""
    names = getattr(Locale.parse(name), kind)
    pairs = product(widths, CONTEXTS)
    return [names[context][width] for width, context in pairs if width in names.get(context, {})]


def _clean(names: Iterable[str], language: str) -> list[str]:
    """The names folded, each once; numbers ("M01") are none, nor short words of languages that few papers are in."""
    folded = [ARTICLE.sub("", fold(name).replace("ʼ", "'")).strip(" .|/") for name in names]
    shortest = 1 if language in FIRST or not "".join(folded).isascii() else MIN_CHARS
    kept = [name for name in folded if len(name) >= shortest and not re.search(r"[\d/|]", name)]
    return list(dict.fromkeys(kept))


if __name__ == "__main__":
    main()
