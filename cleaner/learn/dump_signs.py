"""By which lines a dump, which has no address, is known to be of a site: they name it, on most of its pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from cleaner.declared.site_names import bare_forms
from cleaner.learn.hits import MIN_PAGES_OF_LINE, pattern_of
from cleaner.learn.lessons import Lesson, line_key
from cleaner.learn.teasers import is_passing
from cleaner.model import STORY_ROLES, Block, Role
from cleaner.text import count_words
from cleaner.urls import registrable_domain
from cleaner.vocabulary import words_of

MIN_LINE_WORDS, MAX_LINE_WORDS = 2, 20
MIN_NAME_CHARS = 3
MAX_SIGNS = 3
RIGHTS, ADDRESS, NAME = range(3)  # what a line says of the site, the surest first


class OwnNames(Struct, frozen=True):
    """What a line may call the site. hosts: itself and its domain; outlet: its name, as it is printed.

    labels: what else a line of rights may call it, in small letters: the first parts of the hosts, the bare name.
    """

    hosts: tuple[str, ...]
    labels: tuple[str, ...]
    outlet: str | None


class Sign(Struct):
    """A line that names the site. rank: what it says of it; texts: as it stands; pages: where, by name."""

    rank: int
    texts: set[str] = set()
    pages: dict[str, Lesson] = {}

    @property
    def pattern(self) -> str:
        return pattern_of(self.texts)


def known_by(site: str, outlet: str | None, lessons: Sequence[Lesson]) -> tuple[str, ...]:
    """Patterns of lines by which a dump is this site's: whose the rights are, with its address, with its name and more.

    The name alone stands in the dumps of other papers, too: below a picture, in a list of partners. A single page
    shows no more than whose the rights are.
    """
    names = _names(site, outlet)
    signs: dict[str, Sign] = {}
    for lesson in lessons:
        for block, rank in _telling(lesson, names):
            sign = signs.setdefault(line_key(block.text), Sign(rank))
            sign.texts.add(block.text)
            sign.pages[lesson.name] = lesson
    sure = [sign for key, sign in signs.items() if _is_sure(sign, key, len(lessons))]
    ranked = sorted(sure, key=lambda sign: (sign.rank, -len(sign.pages), -count_words(sign.pattern), sign.pattern))
    return tuple(sign.pattern for sign in ranked[:MAX_SIGNS])


def _names(site: str, outlet: str | None) -> OwnNames:
    hosts = tuple(dict.fromkeys(filter(None, (site, registrable_domain(f"https://{site}/")))))
    article, _, rest = (outlet or "").partition(" ")
    labels = [host.partition(".")[0] for host in hosts]
    labels += [label.replace("-", "") for label in labels]
    labels += [rest.lower()] if article.lower() in words_of("articles") else []
    return OwnNames(hosts, tuple(filter(_is_name, labels)), outlet if _is_name(outlet or "") else None)


def _is_name(text: str) -> bool:
    return len(text) >= MIN_NAME_CHARS


def _telling(lesson: Lesson, names: OwnNames) -> Iterator[tuple[Block, int]]:
    """The lines of a page beside its story that name the site, and what they say of it."""
    for block in lesson.shown:
        label = lesson.labels[block.index]
        role = label.role if label is not None else None
        if block.index in lesson.story or (role in STORY_ROLES and role is not Role.COPYRIGHT):
            continue
        rank = _rank(block.text, names, is_of_rights=role is Role.COPYRIGHT)
        if rank is not None and count_words(block.text) <= MAX_LINE_WORDS:
            yield block, rank


def _rank(text: str, names: OwnNames, *, is_of_rights: bool) -> int | None:
    """What a line says of the site; None: nothing that other sites do not print."""
    small = text.lower()
    if any(_holds(small, host) for host in names.hosts):
        return RIGHTS if is_of_rights else ADDRESS
    is_named = names.outlet is not None and _holds(text, names.outlet)
    if is_of_rights:
        return RIGHTS if is_named or any(_holds(small, label) for label in names.labels) else None
    says_more = count_words(text) >= MIN_LINE_WORDS and bare_forms(text).isdisjoint(bare_forms(names.outlet or ""))
    return NAME if is_named and says_more else None


def _holds(text: str, name: str) -> bool:
    """Whether a text holds a name between other signs than letters: "Natur & Umwelt" holds no "welt"."""
    is_joined = name.lower() == name.upper()  # of a script in which words may stand without space
    start = text.find(name)
    while start >= 0:
        end = start + len(name)
        if is_joined or not (text[max(start - 1, 0) : start].isalnum() or text[end : end + 1].isalnum()):
            return True
        start = text.find(name, start + 1)
    return False


def _is_sure(sign: Sign, key: str, pages: int) -> bool:
    """Whether a line stands on so many pages that it is the site's: of rights on two, its address on most, else all."""
    least = {RIGHTS: min(MIN_PAGES_OF_LINE, pages), ADDRESS: max(MIN_PAGES_OF_LINE, pages // 2 + 1), NAME: pages}
    is_lasting = len(sign.pages) >= least[sign.rank] and (sign.rank is RIGHTS or pages >= MIN_PAGES_OF_LINE)
    return is_lasting and not is_passing(key, sign.pages.values())
