"""Options that more than one command has, declared once."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from math import isnan
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from msgspec import Struct

if TYPE_CHECKING:
    from cleaner.model import DocumentKind

COMMAND_SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 100}
MAX_EXAMPLE_CHARS = 78  # a terminal has 80 columns, and click indents by two


class PageOptions(Struct, frozen=True):
    """What a person says of the pages to read and the rules to read them with."""

    url: str | None
    kind: DocumentKind | None
    rules: Path | None
    site_rules: bool
    allow_private: bool


class DateOption(click.ParamType):  # type: ignore[type-arg]  # generic from click 8.2 on
    """A day or time; without a zone it is UTC."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        if isinstance(value, datetime):
            return value
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is no date such as 2026-05-01 or 2026-05-01T08:00Z", param, ctx)
        return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)


class NumberOption(click.FloatRange):
    """A number within bounds; `nan` is none."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        number = float(super().convert(value, param, ctx))
        if isnan(number):
            self.fail(f"{value!r} is no number", param, ctx)
        return number


class HostOption(click.ParamType):  # type: ignore[type-arg]  # generic from click 8.2 on
    """A host in lower case without `www.`; of an address, its host."""

    name = "host"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        from cleaner.errors import FetchError
        from cleaner.fetch.target import read_target

        text = str(value).strip()
        try:
            target = read_target(text if "://" in text else f"https://{text.removeprefix('*').removeprefix('.')}")
        except FetchError:
            self.fail(f"{value!r} is no host such as example.com", param, ctx)
        return target.host.removeprefix("www.").removesuffix(".")


def require_order(options: Mapping[str, Any]) -> None:
    """Raise UsageError where --until is not after --since: nothing would be left."""
    since, until = options["since"], options["until"]
    if since is not None and until is not None and until <= since:
        raise click.UsageError(f"--until {until.isoformat()} is not after --since {since.isoformat()}: nothing is left")


RULES_OPTION = click.option(
    "--rules",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="Rules of your own (sites/, platforms/, shared/), on top of those that ship.",
)
SITE_OPTION = click.option("--site", metavar="HOST", help="The site the pages are of.  [default: by their addresses]")
RULE_FOLDER_OPTION = click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), required=True, metavar="FOLDER",
    help="Where sites/HOST.yaml and samples/HOST/ go; a folder that --rules takes.",
)  # fmt: skip
SAMPLE_COUNT_OPTION = click.option(
    "--samples", "count", type=click.IntRange(0), default=3, show_default=True, metavar="N",
    help="How many of the pages to keep as samples.",
)  # fmt: skip
PRIVATE_OPTION = click.option(
    "--allow-private", is_flag=True, help="Fetch also from this machine and the local network (refused otherwise)."
)
SITE_RULES_OPTION = click.option(
    "--no-site-rules", "site_rules", flag_value=False, default=True, help="Use shared and platform rules only."
)
FORCE_OPTION = click.option("--force", is_flag=True, help="Replace a file that is there already; never an input.")
PAGE_OPTIONS = (
    click.option("--url", metavar="URL", help="Where the page was found: decides which site's rule is used."),
    click.option(
        "--kind",
        type=click.Choice(["html", "text"]),
        help="What the input is; text is a dump.  [default: by file name, else by content]",
    ),
    RULES_OPTION,
    SITE_RULES_OPTION,
    PRIVATE_OPTION,
)


def page_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options of PageOptions; it gets them as one argument, `options`."""

    @functools.wraps(command)
    def collected(**arguments: Any) -> Any:
        given = {name: arguments.pop(name) for name in PageOptions.__struct_fields__}
        return command(options=PageOptions(**given), **arguments)

    for option in reversed(PAGE_OPTIONS):
        collected = option(collected)
    return collected


def one_folder(folder: Path | None, other: Path | None) -> Path | None:
    """The folder that a command was given, by place or by name. Raises UsageError for two."""
    if folder is not None and other is not None and folder != other:
        raise click.UsageError(f"two folders are named: {folder} and {other}")
    return folder or other


def examples(*pairs: tuple[str, str]) -> str:
    """An epilog of commands and what they are for, which click must not wrap; below each other where they are wide."""
    width = max(len(command) for command, _ in pairs)
    lines = [f"  {command.ljust(width)}   {purpose}" for command, purpose in pairs]
    if max(map(len, lines)) > MAX_EXAMPLE_CHARS:
        lines = [f"  {command}\n      {purpose}" for command, purpose in pairs]
    return "\b\nExamples:\n" + "\n".join(lines)
