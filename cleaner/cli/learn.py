"""`cleaner rules learn`: a rule for a site, from some of its pages, for a person to review."""

from __future__ import annotations

from pathlib import Path

import click

from cleaner.cli.lessons import keep_lessons, read_pages, read_site, read_truths
from cleaner.cli.messages import print_line, say_bare
from cleaner.cli.options import (
    FORCE_OPTION,
    RULE_FOLDER_OPTION,
    SAMPLE_COUNT_OPTION,
    SITE_OPTION,
    PageOptions,
    examples,
    page_options,
)
from cleaner.cli.reading import sources_of
from cleaner.cli.schema import write_rule_schema

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
@SAMPLE_COUNT_OPTION
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
    site, (lessons, left_out) = read_site(site, pages, lambda own: read_lessons(own, rules, texts, fields))
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
    write_rule_schema(out)
    print_line(f"wrote {target}")
    keep_lessons(learned, learned.draft, count, out)
    say_bare(f"read {target} before you accept its samples")
    return 0
