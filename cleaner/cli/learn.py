"""`cleaner rules learn`: a rule for a site, from some of its pages, for a person to review."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from cleaner.cli.lessons import (
    dump_of,
    keep_samples,
    located,
    read_pages,
    read_truths,
    say_other_sites,
    site_of,
)
from cleaner.cli.messages import print_line, say_bare
from cleaner.cli.options import FORCE_OPTION, RULE_FOLDER_OPTION, SITE_OPTION, PageOptions, examples, page_options
from cleaner.cli.reading import sources_of

if TYPE_CHECKING:
    from cleaner.learn.draft import Draft
    from cleaner.learn.learner import Learned

EXIT_NOTHING = 1
EPILOG = examples(
    ("cleaner rules learn saved/*.html --out my-rules", "a rule for the site the pages are of"),
    ("cleaner rules learn saved/ --site example.com --out my-rules", "pages that do not say where they are from"),
    ("cleaner rules learn saved/ --truth texts.jsonl --out my-rules", "with texts you know to be right"),
)


@click.command(epilog=EPILOG, short_help="Write a rule for a site from some of its pages.")
@click.argument("inputs", nargs=-1, required=True, metavar="PAGE...")
@SITE_OPTION
@click.option(
    "--truth", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="FILE",
    help="JSON lines with `name` (of the file) or `url`, and `text`, `title`, `authors`, `published` (a day, or a time "
    "with its zone): what is right.",
)  # fmt: skip
@RULE_FOLDER_OPTION
@click.option(
    "--samples", "count", type=click.IntRange(0), default=3, show_default=True, metavar="N",
    help="How many of the pages to keep as samples.",
)  # fmt: skip
@FORCE_OPTION
@page_options
def learn(  # noqa: PLR0913 - one for each option
    inputs: tuple[str, ...],
    site: str | None,
    truth: Path | None,
    out: Path,
    count: int,
    force: bool,
    options: PageOptions,
) -> int:
    """Learn a rule from some pages of one site: ten, of several days and sections, are plenty.

    It says where the story stands, takes out what stands beside it on every page, and knows the site's dumps. What does
    not make the pages better, or makes a field of one worse, is left out, and where no rule does none is written. The
    report says what it gains and where each field is best taken from. Some of the pages are kept as samples, as a dump
    too where the rule has lines for dumps: read the rule, then accept them. The exit code is 1 where none is written.
    """
    from cleaner.learn.learner import learn as learn_rule
    from cleaner.learn.lessons import read_lessons
    from cleaner.learn.report import report_lines
    from cleaner.rulebook import load_rules
    from cleaner.sinks import open_file
    from cleaner.sinks.destination import check_folder, check_target
    from cleaner.sources import find_places

    sources = sources_of(find_places(inputs), options)
    pages = read_pages(inputs, options)
    texts, fields = read_truths(truth, pages)
    rules = load_rules(options.rules, sites=False)
    lessons, left_out = read_lessons(pages, rules, texts, fields)
    site = site_of(site, lessons) if lessons or site else ""  # where nothing teaches, none is wanted
    say_other_sites(site, lessons)
    target = out / "sites" / f"{site}.yaml"
    check_target(target, force=force, inputs=sources)
    check_folder(out / "samples" / site)
    learned = learn_rule(site, lessons, left_out, rules)
    for line in report_lines(learned):
        print_line(line)
    if learned.draft is None:
        return EXIT_NOTHING
    target.parent.mkdir(parents=True, exist_ok=True)
    with open_file(target, force=force, inputs=sources) as stream:
        stream.write(learned.draft.yaml())
    print_line(f"wrote {target}")
    _keep(learned, learned.draft, count, out)
    say_bare(f"read {target} before you accept its samples")
    return 0


def _keep(learned: Learned, draft: Draft, count: int, out: Path) -> None:
    """Keep the pages that show what the statements are for as samples; flattened, where statements are for dumps."""
    from cleaner.learn.dump_hits import pages_of, telling_pages

    lessons = learned.lessons
    first = telling_pages(pages_of(draft, [lesson.name for lesson in lessons]))
    by_worth = sorted(lessons, key=lambda lesson: first.index(lesson.name) if lesson.name in first else len(first))
    kept = [located(lesson, draft.site) for lesson in by_worth[:count]]
    dumps = [dump_of(lesson, draft.site) for lesson in lessons if count and lesson.name in learned.dumps]
    keep_samples([*kept, *dumps], out / "samples", draft.site, out)
