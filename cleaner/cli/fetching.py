"""Lists of addresses as inputs (`--urls`): fetched politely by the crawler, and read from its archive."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import replace
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cleaner.cli.messages import say
from cleaner.cli.options import PRIVATE_OPTION, NumberOption, PageOptions
from cleaner.text import counted

if TYPE_CHECKING:
    from cleaner.fetch import Network
    from cleaner.rulebook import Rulebook
    from cleaner.scrape.plan import ScrapePlan

MAX_DELAY_SECONDS = 86_400


def read_contact(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """The contact, if it can stand in a header."""
    if value is not None and not (value.strip() and value.isascii() and value.isprintable()):
        raise click.BadParameter("must be one line of ASCII, for example mailto:desk@example.org")
    return value


ADDRESS_OPTIONS = (
    click.option("--urls", "lists", multiple=True, type=click.Path(exists=True, dir_okay=False, path_type=Path),
                 metavar="FILE", help="Fetch the addresses in FILE, one a line, politely; they are inputs too."),
    click.option("--contact", callback=read_contact, metavar="ADDRESS",
                 help="With --urls: where a site can write to you."),
)  # fmt: skip
NETWORK_OPTIONS = (
    click.option("--delay", "delay_seconds", type=NumberOption(0, MAX_DELAY_SECONDS), default=1.0,
                 show_default=True, metavar="S",
                 help="Least time between requests to a host; robots.txt and slow servers raise it."),
    click.option("--ignore-robots", is_flag=True, help="Fetch what robots.txt forbids; only with the site's consent."),
    click.option("--ignore-opt-out", is_flag=True, help="Keep pages whose publisher opts out (noai, noindex, TDM)."),
    click.option("--resolve", multiple=True, metavar="HOST=ADDRESS", help="Connect to ADDRESS for HOST, as with curl."),
)  # fmt: skip


def address_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command --urls and what belongs to it."""
    for option in reversed((*ADDRESS_OPTIONS, *NETWORK_OPTIONS)):
        command = option(command)
    return command


def network_options(command: Callable[..., Any]) -> Callable[..., Any]:
    for option in reversed((*NETWORK_OPTIONS, PRIVATE_OPTION)):
        command = option(command)
    return command


def require_inputs(inputs: tuple[str, ...], options: Mapping[str, Any]) -> None:
    """Raise UsageError where nothing is named, neither an input nor a list."""
    if not inputs and not options["lists"]:
        raise click.UsageError("Missing argument 'INPUT...'.")


def fetch_lists(options: Mapping[str, Any], folder: Path) -> tuple[str, ...]:
    """Fetch what the lists name into a folder. Returns its archive as an input; nothing where there is no list.

    Raises CleanerError, and KeyboardInterrupt where the person ends it.
    """
    lists = options["lists"]
    if not lists:
        return ()
    from cleaner.cli.reading import open_rules
    from cleaner.scrape.engine import ARCHIVE, scrape

    rules = open_rules(PageOptions(None, None, options.get("rules"), site_rules=True, allow_private=False))
    given = {"allow_private": False, **options}
    plan = replace(make_plan(tuple(map(str, lists)), folder, rules, given), list_only=True)
    summary = scrape(plan)
    if not summary.is_finished:
        raise KeyboardInterrupt
    for host, (number, problem) in summary.waiting.items():
        say(
            f"{host}: {counted(number, 'address was', 'addresses were')} not fetched"
            + (f": {problem}" if problem else "")
        )
    return (str(folder / ARCHIVE),)


def make_plan(targets: tuple[str, ...], out: Path, rules: Rulebook, options: Mapping[str, Any]) -> ScrapePlan:
    """The plan of a crawl, from the options that all commands have which fetch."""
    from cleaner.fetch import FetchOptions
    from cleaner.scrape.plan import ScrapePlan

    ignored = {name for name in ("robots", "opt-out") if options[f"ignore_{name.replace('-', '_')}"]}
    if options["contact"] is None:
        say("no --contact: the sites cannot ask you to stop, and some refuse such visitors")
    return ScrapePlan(
        targets=targets,
        out=out,
        rules=rules,
        fetching=FetchOptions(allow_private=options["allow_private"]),
        network=_make_network(options["resolve"]),
        contact=options["contact"],
        delay_seconds=options["delay_seconds"],
        ignored=frozenset(ignored),
    )


def _make_network(resolved: tuple[str, ...]) -> Network:
    """The network, with addresses that the person knows of some hosts; they are checked like all others."""
    from cleaner.fetch import Network
    from cleaner.fetch.network import look_up

    given = {host.lower(): address for host, _, address in (pair.partition("=") for pair in resolved)}
    if not all(map(_is_address, given.values())):
        raise click.UsageError("--resolve takes HOST=ADDRESS, for example www.example.com=127.0.0.1")
    return Network(look_up=lambda host, port: (given[host],) if host in given else look_up(host, port))


def _is_address(text: str) -> bool:
    with suppress(ValueError):
        return bool(ip_address(text))
    return False
