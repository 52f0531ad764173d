"""Values of options: hosts, numbers, dates in order."""

from __future__ import annotations

from datetime import UTC, datetime

import click
import pytest

from cleaner.cli.options import HostOption, NumberOption, require_order


@pytest.mark.parametrize(
    "given",
    ["example.com", "www.example.com", ".example.com", "*.example.com", "Example.COM.", "https://www.example.com/a?b",
     "example.com/sport", "example.com:443", " example.com "],
)  # fmt: skip
def test_hosts_are_named_in_many_ways(given: str) -> None:
    assert HostOption().convert(given, None, None) == "example.com"


@pytest.mark.parametrize(
    "given", ["", ".", "exa mple.com", "example..com", "https://", "ftp://example.com", "a,b", "http://[broken"]
)
def test_what_is_no_host_is_refused(given: str) -> None:
    with pytest.raises(click.BadParameter, match="is no host such as"):
        HostOption().convert(given, None, None)


def test_nan_is_no_number() -> None:
    assert NumberOption(0, 5).convert("2.5", None, None) == 2.5
    with pytest.raises(click.BadParameter, match="is no number"):
        NumberOption(0, 5).convert("nan", None, None)


def test_dates_are_in_order() -> None:
    days = [datetime(2026, 5, day, tzinfo=UTC) for day in (1, 2)]
    require_order({"since": days[0], "until": days[1]})
    require_order({"since": days[1], "until": None})
    for since, until in ((days[1], days[0]), (days[0], days[0])):
        with pytest.raises(click.UsageError, match="is not after --since"):
            require_order({"since": since, "until": until})
