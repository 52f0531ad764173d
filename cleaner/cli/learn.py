"""`cleaner rules learn`: a rule for a site, from some of its pages, for a person to review."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cleaner.cli.messages import print_line, say, say_bare
from cleaner.cli.options import FORCE_OPTION, PageOptions, examples, page_options
from cleaner.cli.reading import open_reading, sources_of
from cleaner.text import visible

if TYPE_CHECKING:
    from cleaner.learn.lessons import Lesson
    from cleaner.model import RawPage

EXIT_NOTHING = 1
HOST = re.compile(r"\w(?:[\w-]*\.)+[\w-]{2,63}")  # the name of a file too: no path
EPILOG = examples(
    ("cleaner rules learn saved/*.html --out my-rules", "a rule for the site the pages are of"),
    ("cleaner rules learn saved/ --site example.com --out my-rules", "pages that do not say where they are from"),
    ("cleaner rules learn saved/ --truth texts.jsonl --out my-rules", "with texts you know to be right"),
)


@click.command(epilog=EPILOG, short_help="Write a rule for a site from some of its pages.")
@click.argument("inputs", nargs=-1, required=True, metavar="PAGE...")
@click.option("--site", metavar="HOST", help="The site the pages are of.  [default: by their addresses]")
@click.option(
    "--truth", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE",
    help="JSON lines with `text` and `name` (of the file) or `url`: what the stories are, above all else.",
)  # fmt: skip
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), required=True, metavar="FOLDER",
    help="Where sites/HOST.yaml goes; a folder that --rules takes.",
)  # fmt: skip
@FORCE_OPTION
@page_options
def learn(
    inputs: tuple[str, ...], site: str | None, truth: Path | None, out: Path, force: bool, options: PageOptions
) -> int:
    """Learn a rule from some pages of one site: ten, of several days and sections, are plenty.

    It says where the story stands, takes out what stands beside it on every page, and knows the site's dumps. What does
    not make the pages better is left out, and where no rule does none is written. The report says what it gains; read
    the rule, then keep some of the pages as samples. The exit code is 1 where no rule is written.
    """
    from cleaner.learn.learner import learn as learn_rule
    from cleaner.learn.lessons import read_lessons
    from cleaner.learn.report import report_lines
    from cleaner.rulebook import load_rules
    from cleaner.sinks import open_file
    from cleaner.sinks.destination import check_target
    from cleaner.sources import find_places

    places = find_places(inputs)
    pages = _pages(inputs, options)
    truths = _truths(truth, [name for name, _ in pages])
    rules = load_rules(options.rules, sites=False)
    lessons, left_out = read_lessons(pages, rules, truths)
    site = checked_host(site.lower()) if site else site_of(lessons)
    target = out / "sites" / f"{site}.yaml"
    check_target(target, force=force, inputs=sources_of(places, options))
    learned = learn_rule(site, lessons, left_out, rules)
    for line in report_lines(learned):
        print_line(line)
    if learned.draft is None:
        return EXIT_NOTHING
    target.parent.mkdir(parents=True, exist_ok=True)
    with open_file(target, force=force, inputs=sources_of(places, options)) as stream:
        stream.write(learned.draft.yaml())
    say_bare(f"wrote {target}; read it, then: cleaner rules check {out}")
    return 0


def _pages(inputs: Sequence[str], options: PageOptions) -> list[tuple[str, RawPage]]:
    """The pages of the inputs; what cannot be read has a line on the error stream."""
    from cleaner.errors import InputError
    from cleaner.sources import read_inputs

    pages: list[tuple[str, RawPage]] = []
    for found in read_inputs(inputs, open_reading(options)):
        if isinstance(found.page, InputError):
            say(str(found.page))
        else:
            pages.append((found.name, found.page))
    return pages


def _truths(path: Path | None, names: Sequence[str]) -> dict[str, str]:
    """Texts of stories by the name or address of their page. Raises InputError for a file of another kind."""
    import msgspec

    from cleaner.errors import InputError

    truths: dict[str, str] = {}
    lines = path.read_bytes().splitlines() if path is not None else []
    by_stem = {Path(name).name: name for name in names} | {Path(name).stem: name for name in names}
    for number, line in enumerate(lines, start=1):
        try:
            row = msgspec.json.decode(line, type=dict[str, object]) if line.strip() else {}
        except msgspec.DecodeError as error:
            raise InputError(f"{path}:{number}: no JSON object: {error}") from error
        text, name, url = row.get("text"), row.get("name") or row.get("id"), row.get("url")
        if row and not (isinstance(text, str) and (isinstance(name, str) or isinstance(url, str))):
            raise InputError(f"{path}:{number}: wants `text`, and `name` or `url`")
        if isinstance(text, str):
            truths |= {by_stem.get(str(key), str(key)): text for key in (name, url) if key}
    return truths


def checked_host(host: str) -> str:
    """The host, which is the name of a file too. Raises InputError for what is none."""
    from cleaner.errors import InputError

    if HOST.fullmatch(host) is None:
        raise InputError(f"{visible(host)}: no host; write it like news.example.com")
    return host


def site_of(lessons: Sequence[Lesson]) -> str:
    """The host most pages are of, by their addresses. Raises InputError where none has one."""
    from cleaner.errors import InputError
    from cleaner.urls import host_of

    addresses = (lesson.raw.url or lesson.record.canonical_url for lesson in lessons)
    hosts = Counter(host for address in addresses if (host := host_of(address)))
    if not hosts:
        raise InputError("no page says where it is from; name the site: --site example.com")
    return checked_host(max(sorted(hosts), key=lambda host: hosts[host]))
