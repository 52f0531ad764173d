"""What the commands that make rules read: pages, what somebody knows of them, their site; and the samples they keep."""

from __future__ import annotations

import re
import shlex
from codecs import BOM_UTF8
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from cleaner.cli.messages import print_line, say
from cleaner.cli.options import PageOptions
from cleaner.cli.reading import open_reading
from cleaner.text import visible

if TYPE_CHECKING:
    from cleaner.learn.draft import Draft
    from cleaner.learn.fields import Values
    from cleaner.learn.learner import Learned
    from cleaner.learn.lessons import Lesson, NoLesson
    from cleaner.model import RawPage

    Pages: TypeAlias = Sequence[tuple[str, RawPage]]
    Lessons: TypeAlias = tuple[Sequence[Lesson], Sequence[NoLesson]]

NOT_IN_NAMES = re.compile(r"[^a-z0-9]+")
MAX_NAME_CHARS = 60
TRUE_FIELDS = {"title": "title", "authors": "authors", "published": "published", "date": "published"}


def read_pages(inputs: Sequence[str], options: PageOptions) -> list[tuple[str, RawPage]]:
    """The pages of the inputs by name; what cannot be read has a line on the error stream.

    Raises InputError where nothing can.
    """
    from cleaner.errors import InputError
    from cleaner.sources import read_inputs

    pages: list[tuple[str, RawPage]] = []
    for found in read_inputs(inputs, open_reading(options)):
        if isinstance(found.page, InputError):
            say(str(found.page))
        else:
            pages.append((found.name, found.page))
    if not pages:
        raise InputError("none of the inputs could be read: there is nothing to make a rule of")
    return pages


def read_truths(
    path: Path | None, pages: Sequence[tuple[str, RawPage]]
) -> tuple[dict[str, str], dict[str, dict[str, Values]]]:
    """Texts of stories, and values of their fields, by the name or address of their page.

    A line that is for none of the pages is named on the error stream. Raises InputError for a file of another kind,
    and for one that says nothing of any page.
    """
    from cleaner.errors import InputError

    texts: dict[str, str] = {}
    fields: dict[str, dict[str, Values]] = {}
    names = [name for name, _ in pages]
    known_pages = {*names, *(page.url for _, page in pages)}
    by_short = _by_short_name(names)
    for number, row in _truth_rows(path) if path is not None else ():
        place = f"{path}:{number}"
        text = row.get("text")
        keys = [key for key in (row.get("name") or row.get("id"), row.get("url")) if isinstance(key, str)]
        text = text.strip() if isinstance(text, str) else text
        known = _true_fields(row, place)
        own = [page for key in keys for page in by_short.get(key, [key])]
        if not own or not isinstance(text, (str, type(None))) or not (text or known):
            raise InputError(f"{place}: wants `name` or `url`, and `text`, `title`, `authors` or `published`")
        if known_pages.isdisjoint(own):
            say(f"{place}: none of the pages is {' or '.join(map(visible, own))}")
            continue
        if any(len(by_short.get(key, ())) > 1 for key in keys):
            say(f"{place}: it may be {' or '.join(map(visible, own))}: give the name with its folder")
            continue
        if not (texts.keys() | fields.keys()).isdisjoint(own):
            say(f"{place}: {' or '.join(map(visible, own))} stands in it before; what comes later counts")
        texts |= {page: text for page in own if text}
        fields |= {page: known for page in own if known}
    if path is not None and not (texts or fields):
        raise InputError(f"{path}: it says nothing of any of these pages")
    return texts, fields


def _by_short_name(names: Sequence[str]) -> dict[str, list[str]]:
    """Names of pages by their last part, with and without its ending: several pages may share one."""
    found: dict[str, list[str]] = {}
    for name in names:
        for short in {Path(name).name, Path(name).stem} - {name}:
            found.setdefault(short, []).append(name)
    return {short: pages for short, pages in found.items() if short not in names}


def _truth_rows(path: Path) -> Iterator[tuple[int, dict[str, Any]]]:
    """The lines of a file that are not empty, as JSON objects, with their numbers. Raises InputError for another."""
    import msgspec

    from cleaner.errors import InputError

    for number, line in enumerate(path.read_bytes().removeprefix(BOM_UTF8).splitlines(), start=1):
        if line.strip():
            try:
                yield number, msgspec.json.decode(line, type=dict[str, Any])
            except (msgspec.DecodeError, RecursionError) as error:
                raise InputError(f"{path}:{number}: no JSON object: {error}") from error


def _true_fields(row: dict[str, Any], place: str) -> dict[str, Values]:
    """The values of the fields that a row gives. place: of the row, for an error."""
    from cleaner.text import fold

    found: dict[str, Values] = {}
    for key, field in TRUE_FIELDS.items():
        value = row.get(key)
        texts = [text for text in (value if isinstance(value, list) else [value]) if isinstance(text, str) and text]
        if texts:
            values = [moment for text in texts for moment in _moments(text, place)] if field == "published" else texts
            found[field] = frozenset(map(fold, values))
    return found


def _moments(text: str, place: str) -> list[str]:
    """The day of a time, and its minute where it has a zone. Raises InputError for what is no time."""
    from datetime import datetime

    from cleaner.errors import InputError
    from cleaner.learn.fields import moment_texts

    try:
        return moment_texts(datetime.fromisoformat(text.strip()).isoformat())
    except (ValueError, OverflowError) as error:
        problem = f"{visible(text)} is no day: write 2024-03-31, or 2024-03-31T08:00:00Z"
        raise InputError(f"{place}: {problem}") from error


def site_of(site: str | None, lessons: Iterable[Lesson], pages: Iterable[RawPage] = ()) -> str:
    """The site given, else the host most pages are of, by their addresses.

    Raises InputError where no page has one, and where as many pages are of another site.
    """
    from cleaner.errors import InputError
    from cleaner.learn.draft import HOST, checked_host
    from cleaner.rulebook.folder import plain_host
    from cleaner.urls import host_of

    if site:
        return plain_host(checked_host(site)).removeprefix("www.")
    addresses = [lesson.raw.url or lesson.record.canonical_url for lesson in lessons] + [page.url for page in pages]
    hosts = Counter(plain_host(host) for address in addresses if (host := host_of(address)))
    if not hosts:
        raise InputError("no page says where it is from; name the site: --site example.com")
    domains: Counter[str] = Counter()
    for host, count in hosts.items():
        domains[_domain(host)] += count
    (domain, most), *others = domains.most_common(2)
    if others and others[0][1] == most:
        site, other = visible(domain), visible(others[0][0])
        raise InputError(f"as many pages are from {site} as from {other}: give those of one, or name it: --site {site}")
    found = max((host for host in sorted(hosts) if _domain(host) == domain), key=lambda host: hosts[host])
    if HOST.fullmatch(found) is None:
        raise InputError(f"the pages are from {visible(found)}; name their site: --site example.com")
    return found


def _domain(host: str) -> str:
    """The domain of a host that somebody has registered; the host where nobody has."""
    from cleaner.urls import registrable_domain

    return registrable_domain(f"https://{host}/") or host


def read_site(
    site: str | None, pages: Pages, read: Callable[[Pages], Lessons], others: Sequence[RawPage] = ()
) -> tuple[str, Lessons]:
    """The site given, else that of most pages, and its lessons; no site where none is given and nothing teaches.

    Pages that are of another site by their address, or say so of themselves, are left out; where the site is given
    they teach, and have a line on the error stream. others: more pages, which may name the site.
    Raises InputError where no page says which site is meant.
    """
    from cleaner.learn.lessons import NoLesson

    lessons, left_out = read(pages)
    found = site_of(site, lessons, others) if lessons or site or others else ""
    foreign = _of_other_sites(found, lessons)
    if site:
        for host, (first, *more) in foreign.items():
            named = f"{first} and {len(more)} more" if more else first
            say(f"{named}: from {visible(host)}; the rule is for {found}: leave out what another system made")
    elif foreign:
        why = {
            name: f"from {visible(host)}; the rule is for {found}, and with --site {found} this page teaches too"
            for host, names in foreign.items()
            for name in names
        }
        lessons, left_out = read([(name, page) for name, page in pages if name not in why])
        left_out = [*left_out, *(NoLesson(name, reason) for name, reason in why.items())]
    return found, (lessons, left_out)


def _of_other_sites(site: str, lessons: Iterable[Lesson]) -> dict[str, list[str]]:
    """The names of lessons that are of another site, by its host."""
    from cleaner.rulebook.folder import plain_host
    from cleaner.urls import host_of, registrable_domain

    hosts: dict[str, list[str]] = {}
    for lesson in lessons:
        address = lesson.raw.url or lesson.record.canonical_url
        host = host_of(address)
        if host and registrable_domain(address) is not None and _domain(plain_host(host)) != _domain(site):
            hosts.setdefault(host, []).append(lesson.name)
    return hosts


def located(lesson: Lesson, site: str) -> tuple[str, RawPage]:
    """A lesson's page, with the address at the site that it has or declares."""
    from msgspec.structs import replace

    from cleaner.learn.tried_page import at_site

    declared = at_site(replace(lesson.raw, url=lesson.record.canonical_url), site)
    own = at_site(lesson.raw, site)
    return lesson.name, own if own.url == lesson.raw.url else declared


def dump_of(lesson: Lesson, site: str) -> tuple[str, RawPage]:
    """A lesson's page flattened, as `NAME-dump`, with the address that the page has or declares."""
    from msgspec.structs import replace

    name, page = located(lesson, site)
    return f"{slug_of(name)}-dump", replace(lesson.flattened, url=page.url)


def keep_lessons(learned: Learned, draft: Draft, count: int, out: Path) -> None:
    """Keep the pages that show what the statements are for as samples; flattened, where statements are for dumps."""
    from cleaner.learn.dump_hits import pages_of, telling_pages

    lessons = learned.lessons
    first = telling_pages(pages_of(draft, [lesson.name for lesson in lessons]))
    by_worth = sorted(lessons, key=lambda lesson: first.index(lesson.name) if lesson.name in first else len(first))
    kept = [located(lesson, draft.site) for lesson in by_worth[:count]]
    dumps = [dump_of(lesson, draft.site) for lesson in lessons if count and lesson.name in learned.dumps]
    keep_samples([*kept, *dumps], out / "samples", draft.site, out)


def keep_samples(pages: Sequence[tuple[str, RawPage]], folder: Path, site: str, rules: Path) -> None:
    """Keep pages as samples of a site, which fail until they are accepted; those that are there stay as they are."""
    from cleaner.learn.tried_page import at_site
    from cleaner.regression.write import add_sample

    taken: set[str] = set()
    for name, page in pages:
        slug = _free_slug(slug_of(name), taken)
        if (folder / site / slug).exists():
            print_line(f"kept as it is: {folder / site / slug}")
            continue
        body = page.body if isinstance(page.body, bytes) else page.body.encode()
        kind = page.kind or "html"
        url = at_site(page, site).url if kind == "html" else page.url
        add_sample(
            body, folder=folder, site=site, slug=slug, kind=kind, url=url, charset=page.charset,
            fetched_at=page.fetched_at,
        )  # fmt: skip
        print_line(f"wrote {folder / site / slug}")
    print_line(f"then: {accept_command(folder, rules, site)}")


def _free_slug(slug: str, taken: set[str]) -> str:
    """The slug, with a number where another page has taken it: names in other letters than a–z all become `page`."""
    numbered = (slug if number == 1 else f"{slug}-{number}" for number in range(1, len(taken) + 2))
    free = next(one for one in numbered if one not in taken)
    taken.add(free)
    return free


def accept_command(folder: Path, rules: Path | None, only: str | None) -> str:
    """The command that accepts samples, to be pasted."""
    named = {"--folder": folder, "--only": only, "--rules": rules}
    words = [word for option, value in named.items() if value is not None for word in (option, str(value))]
    return shlex.join(["cleaner", "samples", "accept", *words])


def slug_of(name: str) -> str:
    """A name for a sample's folder, of the name of its page."""
    stem = Path(name.split("?")[0].rstrip("/")).stem.lower()
    return NOT_IN_NAMES.sub("-", stem).strip("-")[:MAX_NAME_CHARS].strip("-") or "page"
