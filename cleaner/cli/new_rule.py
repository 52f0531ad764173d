"""`cleaner rules new`: a rule file to finish by hand, from some pages of a site."""

from __future__ import annotations

from pathlib import Path

import click

from cleaner.cli.lessons import keep_samples, located, read_pages, read_site
from cleaner.cli.messages import print_line, say_bare
from cleaner.cli.options import FORCE_OPTION, RULE_FOLDER_OPTION, SITE_OPTION, PageOptions, examples, page_options
from cleaner.cli.reading import sources_of

EPILOG = examples(
    ("cleaner rules new saved/*.html --out my-rules", "a scaffold for the site the pages are of"),
    ("cleaner rules new https://example.com/a --out my-rules", "from a page fetched now"),
)


@click.command(epilog=EPILOG, short_help="Write a rule file to finish by hand, from some pages of a site.")
@click.argument("inputs", nargs=-1, required=True, metavar="PAGE|URL...")
@SITE_OPTION
@RULE_FOLDER_OPTION
@FORCE_OPTION
@page_options
def new(inputs: tuple[str, ...], site: str | None, out: Path, force: bool, options: PageOptions) -> None:
    """Write a scaffold for people who write rules by hand: what the pages offer for each part, as comments.

    Containers of the story with their paths, lines beside it, the sources of each field. The file loads as it is; the
    pages are kept as samples, which fail until you accept their records.
    """
    from cleaner.learn.lessons import read_lessons
    from cleaner.learn.scaffold import scaffold
    from cleaner.rulebook import load_rules
    from cleaner.sinks import open_file
    from cleaner.sinks.destination import check_folder, check_target
    from cleaner.sources import find_places

    sources = sources_of(find_places(inputs), options)
    pages = read_pages(inputs, options)
    general = load_rules(options.rules, sites=False)
    others = [page for _, page in pages]
    site, (lessons, left_out) = read_site(site, pages, lambda own: read_lessons(own, general, {}), others)
    for one in left_out:
        print_line(f"left out: {one.name}: {one.why}")
    target = out / "sites" / f"{site}.yaml"
    check_target(target, force=force, inputs=sources)
    check_folder(out / "samples" / site)
    target.parent.mkdir(parents=True, exist_ok=True)
    with open_file(target, force=force, inputs=sources) as stream:
        stream.write(scaffold(site, lessons, left_out, general))
    print_line(f"wrote {target}")
    kept = [located(lesson, site) for lesson in lessons] or pages
    keep_samples(kept, out / "samples", site, out)
    say_bare(f"finish {target} by hand; its samples fail until you accept them")
