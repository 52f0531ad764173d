"""Languages as people write them on the command line."""

from __future__ import annotations

from typing import Any

import click


class LanguageOption(click.ParamType):  # type: ignore[type-arg]
    """A language code in lower case, with hyphens; also of a language's name, in English or in itself."""

    name = "language"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        from babel import Locale  # only where a language is asked for
        from babel.core import get_global

        written = value.strip().lower().replace("_", "-").rstrip("-")
        names = Locale("en").languages
        first, joint, rest = written.partition("-")
        first = get_global("language_aliases").get(first, first)  # `deu`, `ger`
        if first in names:
            return f"{first}{joint}{rest}"
        code = _code_of_name(written)
        if code is None:
            self.fail(f"{value!r} is no language code such as en, de or pt-BR", param, ctx)
        return code


def _code_of_name(name: str) -> str | None:
    from babel import Locale, localedata

    english = Locale("en").languages
    by_name = {written.lower(): code for code, written in english.items()}
    if name not in by_name:
        own = [str(code) for code in english if localedata.exists(str(code))]
        by_name = {Locale.parse(code).languages.get(code, "").lower(): code for code in own}
    return by_name[name].lower().replace("_", "-") if name and name in by_name else None
