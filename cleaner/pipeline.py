"""The order of the stages: one page in, one record out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from cleaner.article import Article
from cleaner.errors import CleanerError, InputError
from cleaner.fields import choose_fields
from cleaner.fields.outlet import read_outlet
from cleaner.labelers.block_model.page_score import with_score
from cleaner.labelers.page_type import find_page_type
from cleaner.labelers.rules import field_candidates
from cleaner.labelers.story_lines import name_story_lines
from cleaner.model import Choice, Options, Page, RawPage, Record, Status, Story
from cleaner.rulebook import Rulebook, load_rules
from cleaner.second_reading import PageReading, read_story
from cleaner.stages.assemble import assemble, failed_record, kept_blocks, with_history
from cleaner.stages.decode import Undecodable, decode
from cleaner.stages.resolve import SiteMatch, resolve_site
from cleaner.stages.segment import segment
from cleaner.stages.structure import read_embeds, with_pictures, with_structure
from cleaner.stages.walls import close_wall, find_wall
from cleaner.text import is_web_address
from cleaner.urls import canonical_form

DEFAULT_OPTIONS = Options()
FILE_NAME = re.compile(
    r"[^\n<>]{1,255}\.(?:html?|xhtml|shtml|mhtml?|txt|pdf|warc|zip|json|csv)(?:\.gz)?", re.IGNORECASE
)


class Trace(Struct, frozen=True):
    """Everything clean() came to know of one page. All but `record` is None where the page could not be decoded."""

    record: Record
    page: Page | None = None
    match: SiteMatch | None = None
    story: Story | None = None
    choices: Mapping[str, Choice[Any]] = {}


@cache
def default_rules() -> Rulebook:
    """The rules that ship, loaded once."""
    return load_rules()


def clean(
    page: RawPage | bytes | str,
    rules: Rulebook | None = None,
    options: Options = DEFAULT_OPTIONS,
    *,
    url: str | None = None,
) -> Record:
    """Make the record of one page: HTML or the text of a dump, or a RawPage, which knows more of it.

    url: where it was found; of a RawPage it is the page's own. rules: None for those that ship.
    Pure: the same bytes, URL, rules and options give the same record in any order and any process. What is no
    article is a record with another status than `ok`; a fault in a rule file is status `error`. Raises InputError
    for arguments of a wrong type.
    """
    return trace(as_page(page, url), rules, options).record


def as_page(page: RawPage | bytes | str, url: str | None = None) -> RawPage:
    """The page that an argument is. Raises InputError, which names the right call, for what is none."""
    if isinstance(page, RawPage):
        return page if url is None else replace(page, url=url)
    if isinstance(page, Path):
        raise InputError(f"a path is no page; use: clean(Path({str(page)!r}).read_bytes())")
    if isinstance(page, str) and FILE_NAME.fullmatch(page.strip()) and not is_web_address(page):
        raise InputError(f"the name of a file is no page; use: clean(Path({page.strip()!r}).read_bytes())")
    if isinstance(page, str) and is_web_address(page) and not any(map(str.isspace, page.strip())):
        raise InputError(f"an address is no page; use: clean(cleaner.fetch.fetch({page.strip()!r}))")
    if not isinstance(page, (bytes, str)):
        call = "; use: clean(file.read())" if hasattr(page, "read") else ""
        call = "; use: clean(bytes(page))" if isinstance(page, (bytearray, memoryview)) else call
        raise InputError(f"a page must be bytes, text or a RawPage, not {type(page).__name__}{call}")
    return RawPage(page, url=url)


def as_rules(rules: Rulebook | None) -> Rulebook:
    """The rulebook that an argument is. Raises InputError, which names the right call, for what is none."""
    if rules is None:
        return default_rules()
    if not isinstance(rules, Rulebook):
        folder = repr(str(rules)) if isinstance(rules, (str, Path)) else ""
        raise InputError(f"rules must be a Rulebook, not {type(rules).__name__}; use: load_rules({folder})")
    return rules


def as_options(options: Options) -> Options:
    """The options that an argument is. Raises InputError, which names the right call, for what are none."""
    if not isinstance(options, Options):
        raise InputError(
            f"options must be Options, not {type(options).__name__}; use: Options(max_body_bytes=1_000_000)"
        )
    return options


def clean_many(
    pages: Iterable[RawPage | bytes | str], rules: Rulebook | None = None, options: Options = DEFAULT_OPTIONS
) -> Iterator[Record]:
    """clean() for each page, in order, one record per page; a page that crashes the program gives `crashed`."""
    return (traced.record for traced in trace_many(pages, rules, options))


def trace_many(
    pages: Iterable[RawPage | bytes | str], rules: Rulebook | None = None, options: Options = DEFAULT_OPTIONS
) -> Iterator[Trace]:
    """trace() for each page, in order; where a page crashes the program, only the record is known."""
    rules, options = as_rules(rules), as_options(options)
    if isinstance(pages, (RawPage, bytes, str)) or not isinstance(pages, Iterable):
        raise InputError(f"pages must be many of them, not one {type(pages).__name__}; use: clean(page)")
    for page in pages:
        try:
            raw = as_page(page)
        except InputError as error:
            yield Trace(failed_record(RawPage(b""), rules.digest, Status.ERROR, str(error)))
            continue
        try:
            yield trace(raw, rules, options)
        except Exception as error:  # the one broad except: a batch never loses a row
            yield Trace(failed_record(raw, rules.digest, Status.CRASHED, f"{type(error).__name__}: {error}"))


def trace(page: RawPage | bytes | str, rules: Rulebook | None = None, options: Options = DEFAULT_OPTIONS) -> Trace:
    """clean(), with what every stage found: for `explain`. Recording it changes nothing."""
    raw = as_page(page)
    traced = _trace_or_fail(raw, as_rules(rules), as_options(options))
    return traced if raw.history is None else replace(traced, record=with_history(traced.record, raw.history))


def _trace_or_fail(raw: RawPage, rules: Rulebook, options: Options) -> Trace:
    """As trace(), without what the crawl knows."""
    try:
        return _trace(raw, rules, options)
    except Undecodable as problem:
        raw = replace(raw, is_truncated=raw.is_truncated or problem.is_truncated)
        return Trace(failed_record(raw, rules.digest, Status.ERROR, str(problem)))
    except CleanerError as problem:
        return Trace(failed_record(raw, rules.digest, Status.ERROR, str(problem)))


def _trace(raw: RawPage, rules: Rulebook, options: Options) -> Trace:
    """As trace(). Raises Undecodable, and CleanerError for a fault in a rule."""
    page = segment(decode(raw, options), options)
    return trace_match(page, resolve_site(page, rules), rules, options)


def trace_match(page: Page, match: SiteMatch, rules: Rulebook, options: Options = DEFAULT_OPTIONS) -> Trace:
    """As trace(), of a segmented page and the rules that apply to it; it stays as it is, for other rules.

    Raises CleanerError for a fault in a rule.
    """
    return trace_reading(read_story(page, match, options), match, rules, options)


def trace_reading(reading: PageReading, match: SiteMatch, rules: Rulebook, options: Options = DEFAULT_OPTIONS) -> Trace:
    """As trace_match(), of a page whose blocks have their labels."""
    story, choices, flags = _choose(reading, match, options)
    canonical = choices.get("canonical_url")
    address = canonical.value if canonical is not None else canonical_form(story.page.document.url or "")
    page_type = find_page_type(story, choices)
    record = assemble(story, choices, rules.digest, address=address, page_type=page_type, flags=flags)
    return Trace(record, story.page, match, story, choices)


def label_and_choose(
    page: Page, match: SiteMatch, options: Options
) -> tuple[Story, Mapping[str, Choice[Any]], tuple[str, ...]]:
    """The labelled page, the chosen fields, and what the record says of how they were found."""
    return _choose(read_story(page, match, options), match, options)


def _choose(
    reading: PageReading, match: SiteMatch, options: Options
) -> tuple[Story, Mapping[str, Choice[Any]], tuple[str, ...]]:
    page, labels = reading
    wall = find_wall(page, labels)
    if wall is not None:
        labels = close_wall(labels, wall)
    candidates, source_hits = field_candidates(page, match, labels)
    if labels.hits is not None:
        labels = replace(labels, hits=replace(labels.hits, fields=source_hits))
    kept = kept_blocks(page, labels)
    body = with_structure(page, labels, kept)
    embeds = read_embeds(page, body)
    page = with_pictures(page, labels, kept)
    page = replace(page, tree=None)  # let go of here, and not with the record, it is freed in half the time
    story = Story(page, labels, wall=wall, facts=match.facts, candidates=candidates, body=body, embeds=embeds)
    article = Article(story)
    outlet = read_outlet(article, options.outlets)
    article = name_story_lines(article.with_outlet(outlet.value if outlet is not None else None))
    choices, flags = choose_fields(article, outlet)
    return replace(article.story, labels=with_score(page.document.kind, article.labels)), choices, flags
