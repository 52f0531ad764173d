"""`cleaner rules doctor`: which sites were redesigned, by their records or pages, and what their rules want now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from cleaner.cli.lessons import keep_lessons
from cleaner.cli.messages import print_line, say, say_bare
from cleaner.cli.options import FORCE_OPTION, SAMPLE_COUNT_OPTION, PageOptions, examples, page_options
from cleaner.cli.reading import open_rules
from cleaner.text import counted

if TYPE_CHECKING:
    from cleaner.learn.doctor import Break, Checkup, Diagnosis, Missed
    from cleaner.learn.draft import Draft
    from cleaner.learn.learner import Learned
    from cleaner.model import RawPage
    from cleaner.rulebook import Rulebook

EXIT_BROKEN, EXIT_UNCHECKED = 1, 2
EPILOG = examples(
    ("cleaner rules doctor records/", "the folder of a run, as JSON lines or Parquet"),
    ("cleaner rules doctor may.jsonl june.jsonl", "records of several months"),
    ("cleaner rules doctor records/ --pages saved/", "… and a draft of the new layout, from pages"),
    ("cleaner rules doctor saved/ --out my-rules", "pages alone; the draft goes into a folder of rules"),
)


@click.command(epilog=EPILOG, short_help="Tell which sites were redesigned, since when, and what their rules want.")
@click.argument("inputs", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path), metavar="INPUT...")
@click.option("--pages", multiple=True, type=click.Path(exists=True, path_type=Path), metavar="PAGES",
              help="Pages of the sites, to learn the new layout from.")  # fmt: skip
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), metavar="FOLDER",
              help="Where sites/HOST.yaml and samples of the new layout go.  [default: it is printed]")  # fmt: skip
@SAMPLE_COUNT_OPTION
@FORCE_OPTION
@page_options
def doctor(
    inputs: tuple[Path, ...], pages: tuple[Path, ...], out: Path | None, count: int, force: bool, options: PageOptions
) -> int:
    """Hold each site's records against its own past: what pages had before a day, and have not since.

    INPUT is the folder of a run, files of records, or pages, which are cleaned first. Looked at: the story where the
    site's rule says it stands, each place, statement and source of the rule, title, authors, pictures, the length of
    the text; by the days of publication. Where pages are at hand, a layout for the new design is learned from them.
    The exit code is 0 where nothing broke, 1 where something did, 2 where nothing could be checked.
    """
    from cleaner.dedup.files import holds_record_files
    from cleaner.learn.doctor import diagnose
    from cleaner.learn.rule_parts import part_names

    rules = open_rules(options)
    records = [path for path in inputs if holds_record_files(path)]
    page_inputs = [path for path in inputs if path not in records]
    given = list(_cleaned([*page_inputs, *pages], rules, options))
    own = len(given) if page_inputs else 0
    facts = [*_facts(records), *(checkup for _, _, checkup in given[:own])]
    diagnosis = diagnose(facts, part_names(rules))
    # Breaks come in the order of days: the last of a site is the design it has now.
    latest = {(one.site, one.kind): one for one in diagnosis.breaks}
    for one in diagnosis.breaks:
        _show(one)
        if one is latest[one.site, one.kind]:
            learned = _draft(one, given, rules, options)
            if learned is not None and learned.draft is not None and out is not None:
                _write(learned, learned.draft, rules, out, count, force=force)
    for site in diagnosis.missed:
        _show_missed(site)
    return _conclude(diagnosis, len(facts), has_pages=bool(given))


def _show(one: Break) -> None:
    layout = f", layout {one.layout}" if one.layout else ""
    what = "page" if one.kind == "html" else "dump"
    print_line(f"{one.site}{layout}: since {one.since}, on {counted(one.pages, what)}:")
    for loss in one.losses:
        print_line(f"  {loss.what}: {loss.after:.0%} of {loss.pages:,}, {loss.before:.0%} before")


def _show_missed(one: Missed) -> None:
    what = "page" if one.kind == "html" else "dump"
    print_line(f"{one.site}: {one.pages:,} of {counted(one.of, what)}, {one.first} to {one.last}:")
    print_line("  no story where the rule says, and no day of publication since when: cleaner explain one of them")


def _conclude(diagnosis: Diagnosis, records: int, *, has_pages: bool) -> int:
    """What was checked and what was not, on the error stream. Returns the exit code."""
    for why, count in diagnosis.unchecked.items():
        say_bare(f"not checked: {count:,} of {counted(records, 'record')}: {why}")
    if not diagnosis.checked and not diagnosis.missed:
        say_bare("nothing was checked" + ("" if records else ": there are no records"))
        return EXIT_UNCHECKED
    broken = {one.site for one in diagnosis.breaks} | {one.site for one in diagnosis.missed}
    say_bare(f"{counted(len(diagnosis.checked), 'site')} checked; {len(broken):,} broke")
    if broken and not has_pages:
        say_bare("save some of the new pages, then again with: --pages PAGES")
    return EXIT_BROKEN if broken else 0


def _draft(
    one: Break,
    given: Sequence[tuple[str, RawPage, Checkup]],
    rules: Rulebook,
    options: PageOptions,
) -> Learned | None:
    """Learn the layouts of a site's pages since the day of a break, and print them; None where none is learned."""
    from msgspec.structs import replace

    from cleaner.learn.draft import layout_lines
    from cleaner.learn.learner import learn
    from cleaner.learn.lessons import read_lessons
    from cleaner.rulebook import load_rules

    if one.site not in rules.ids("sites"):
        say_bare(f"{one.site}: its rule is not at hand, and its parts have numbers; name its folder: --rules FOLDER")
        return None
    new = [(name, page) for name, page, checkup in given if _is_new(checkup, one)]
    if one.kind != "html" or not new:
        if given and one.kind == "html":
            say_bare(f"{one.site}: no layout was learned: {_why_none(one, given)}")
        return None
    general = load_rules(options.rules, sites=False)
    lessons, left_out = read_lessons(new, general, {})
    learned = learn(one.site, lessons, left_out, general)
    if learned.draft is None:
        say_bare(f"{one.site}: no layout was learned from {counted(len(new), 'new page')}: {learned.why}")
        for why, count in Counter(page.why for page in left_out).items():
            say_bare(f"  {counted(count, 'page')}: {why}")
        return None
    *newer, oldest = learned.draft.layouts
    layouts = (*newer, replace(oldest, name=one.since, since=one.since))
    for layout in newer:
        print_line(f"{one.site}: since {layout.since} the pages have another design still")
    print_line(f"  {counted(len(layouts), 'layout')} for them, learned from {counted(len(lessons), 'page')}:")
    for line in (line for layout in layouts for line in layout_lines(layout)):
        print_line(f"  {line}")
    return replace(learned, draft=replace(learned.draft, layouts=layouts))


def _write(learned: Learned, draft: Draft, rules: Rulebook, out: Path, count: int, *, force: bool) -> None:
    """The site's rule with the new layouts of a draft, in a folder of rules, with so many samples."""
    from cleaner.learn.new_layout import with_layout, with_next_version
    from cleaner.sinks import open_file
    from cleaner.sinks.destination import check_folder

    source = Path(rules.file(draft.site).source_map.file)
    made = source.read_text(encoding="utf-8") if source.is_file() else None
    for layout in reversed(draft.layouts):  # each newest when it is added
        made = with_layout(made, layout, draft.site) if made is not None else None
    if made is None:
        say_bare(f"{draft.site}: the layout does not fit into {source} by itself: put it first under `layouts`")
        return
    target = out / "sites" / f"{draft.site}.yaml"
    check_folder(out / "samples" / draft.site)
    target.parent.mkdir(parents=True, exist_ok=True)
    with open_file(target, force=force, inputs=[source]) as stream:
        stream.write(with_next_version(made))
    say_bare(f"wrote {target}; read it, then: cleaner rules check {out}")
    if count:
        keep_lessons(learned, draft, count, out)


def _why_none(one: Break, given: Sequence[tuple[str, RawPage, Checkup]]) -> str:
    """Why none of the pages given is of a site's new design, and what to do where they may be."""
    unknown = sum(checkup.site is None and page.url is None for _, page, checkup in given)
    if not unknown:
        return f"none of the pages given is from {one.since} on"
    pages = counted(unknown, "page given has", "pages given have")
    return f"{pages} no address to know the site by: name it in a table's column `url`, or in a page.yaml beside it"


def _is_new(checkup: Checkup, one: Break) -> bool:
    return checkup.input.kind == one.kind and checkup.site == one.site and checkup.day >= one.since


def _cleaned(inputs: Sequence[Path], rules: Rulebook, options: PageOptions) -> Iterator[tuple[str, RawPage, Checkup]]:
    """The pages of the inputs with what their records tell; what cannot be read has a line on the error stream."""
    from cleaner.cli.reading import open_reading
    from cleaner.errors import InputError
    from cleaner.learn.doctor import READ_FACTS
    from cleaner.pipeline import clean_many
    from cleaner.sources import read_inputs

    for found in read_inputs([str(path) for path in inputs], open_reading(options)) if inputs else ():
        if isinstance(found.page, InputError):
            say(str(found.page))
            continue
        for record in clean_many([found.page], rules):
            yield found.name, found.page, READ_FACTS(record.to_json().encode())


def _facts(records: Sequence[Path]) -> Iterator[Checkup]:
    """What is read of each record; what cannot be read has a line on the error stream."""
    import msgspec

    from cleaner.dedup.files import find_record_files, read_json_rows
    from cleaner.learn.doctor import READ_FACTS

    for file in find_record_files(records) if records else ():
        for number, line in enumerate(read_json_rows(file), start=1):
            try:
                yield READ_FACTS(line if isinstance(line, bytes) else b"")
            except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
                say(f"{file.name}:{number}: no record: {error}")
