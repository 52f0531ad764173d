"""What the filters of `cleaner run` may be given: hosts and languages, as people write them."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

import click

from cleaner.urls import host_of

HOST = re.compile(r"[^\W_](?:[\w-]*[^\W_])?(?:\.[^\W_](?:[\w-]*[^\W_])?)*|\[?[0-9a-f:]+\]?")


class HostOption(click.ParamType):  # type: ignore[type-arg]  # generic from click 8.2 on
    """A host in lower case, without `www.`; also of an address, of `.example.com` and `*.example.com`."""

    name = "host"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        written = value.strip().removeprefix("*").removeprefix(".")
        host = host_of(written if "://" in written else f"http://{written}")
        if host is None or not HOST.fullmatch(host):
            self.fail(f"{value!r} is no host such as example.com", param, ctx)
        return host


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


def check_times(since: datetime | None, until: datetime | None) -> None:
    """Raise UsageError where no time is between the two."""
    if since is not None and until is not None and until <= since:
        raise click.UsageError(
            f"--until {until:%Y-%m-%d} is not later than --since {since:%Y-%m-%d}: "
            "pages from --since on are taken, and before --until"
        )
