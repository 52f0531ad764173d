"""The names that a page's lines print of its outlet, each with what speaks for it.

A page prints its outlet's name as its masthead, in its menus ("Harbour Post Shop"), beside what it offers ("Subscribe
to Harbour Post"), in its claim of rights, in its addresses. None of these alone is sure; several of one name are.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from cleaner.declared.site_names import SiteNames
from cleaner.fields.outlet.spelled import spelled_by, without_accents
from cleaner.lines.lazy import lazy_pattern
from cleaner.lines.outlet_register import Register
from cleaner.lines.outlets import claimant, has_affiliates, house_of, is_host, printed_hosts, rights_holder
from cleaner.text import UNSPACED, bare, count_words, ends_sentence, fold
from cleaner.urls import registrable_domain
from cleaner.vocabulary import alternatives, ordered_words, words_of

MAX_LINE_CHARS = 70  # of a line that may be a masthead, an entry of a menu, an offer
MAX_TAIL_WORDS = 3  # from a small word on, behind a name: "Harbour Post on air"; a headline has more
MAX_NAME_CHARS, MAX_NAME_WORDS = 40, 5
HEAD_LINES = 6
MIN_OPENED = 3  # lines that begin with a name which nothing else tells
MAX_SITES = 4
EDGES = " .,:;|-–—'’\"“”„«»*#>_+•©"
MAX_LINES_OF_SCRIPT = 80
MAX_RIGHTS_CHARS, MAX_CREDIT_CHARS, MAX_OWNER_CHARS = 1_000, 300, 120
LETTER, OTHER_LETTER = re.compile(r"[^\W\d_]"), re.compile(r"[^\W\d_\u0000-\u024f\u1e00-\u1eff]")
UNPARTED = rf"{UNSPACED.pattern[:-1]}\uac00-\ud7a3]"
JOINED_NAME = lazy_pattern(
    rf"{UNPARTED}{{1,6}}?(?:{alternatives(ordered_words('organisation_endings'))})", east_asian=True
)
CAPITAL = r"[A-ZÀ-ÖØ-ÞĀ-ŽΑ-ΩА-ЯЁІЇЄ]"
TOLD = lazy_pattern(
    rf"""\b(?:{alternatives(ordered_words("told_outlets")).replace(" ", "[ ]")})[ ]
    (?P<name>(?:the[ ])?{CAPITAL}[\w'’.-]*
    (?:[ ](?:of[ ](?:the[ ])?)?{CAPITAL}[\w'’.-]*){{0,3}})""",
    re.VERBOSE,
)
CREDITED = lazy_pattern(r"(?:[/|]\s?|\bfor )(?P<name>[^\W\d_][^/|()\[\],:;.]{1,40})[)\].]?$")
OWNED = lazy_pattern(
    rf"\b(?:{alternatives(ordered_words('outlet_owners'))})\s+(?P<name>[^.,;:|©(]{{2,60}})", re.IGNORECASE
)
PARTED = re.compile(r"\s?(?:[,.:;!?|(){}\[\]\"“”„«»]\s|\s[-–—]\s|[,.:;!?|(){}\[\]\"“”„«»]$)|[|/(){}\[\]\"“”„«»]|\.\.+")


class PrintedNames:
    """The names by their bare form: how each is printed, and how many lines say it in what way."""

    def __init__(self) -> None:
        self.printings: dict[str, Counter[str]] = defaultdict(Counter)
        self.evidence: dict[str, Counter[str]] = defaultdict(Counter)
        self.companies: Counter[str] = Counter()
        self.hosts: Counter[str] = Counter()
        self.is_latin = True

    def add(self, name: str, kind: str, times: int = 1) -> None:
        """A line more that says the name."""
        name = name.strip(EDGES)
        if (
            not times
            or ":" in name
            or len(name) > MAX_NAME_CHARS
            or count_words(name) > MAX_NAME_WORDS + 1
            or name.lower().startswith("www.")
            or fold(name) in words_of("menu_words")
        ):
            return
        key = outlet_key(name)
        if len(key) > 1:
            self.printings[key][name] += times
            self.evidence[key][kind] += times


def outlet_key(name: str) -> str:
    """The bare form by which two printings of a name are one: without article, without the ending of a host."""
    if is_host(name):
        domain = registrable_domain(f"https://{name.lower()}") or name.lower()
        return bare(domain.partition(".")[0])
    plain = fold(name)
    first, _, rest = plain.partition(" ")
    return bare(rest if rest and first in words_of("articles") else plain)


def outlet_words(name: str) -> list[str]:
    """The words of a name, in small letters, without an article in front."""
    words = fold(name).split()
    return words[1:] if len(words) > 1 and words[0] in words_of("articles") else words


def read_printed(lines: Sequence[str], own: SiteNames, hosts: Sequence[str], register: Register | None) -> PrintedNames:
    """What the lines print. own: the names the page's address gives; hosts: of the address, with and without its parts.

    register: of outlets; None where it is not to be asked.
    """
    names = PrintedNames()
    names.is_latin = is_latin("".join(lines[:MAX_LINES_OF_SCRIPT]))
    short = [line for line in lines if len(line) <= MAX_LINE_CHARS and not ends_sentence(line)]
    _read_offers(short, names)
    _read_openings(short, names)
    _read_rights(lines, names)
    _read_texts(lines, names)
    _read_sites(lines, names, own.labels)
    _read_lone_names(short, names)
    if register is not None:
        _read_register(names, register, hosts)
    _compare_with_address(names, own)
    return names


def is_latin(text: str) -> bool:
    """Whether most letters of a text are Latin ones."""
    return text.isascii() or 2 * len(OTHER_LETTER.findall(text)) <= len(LETTER.findall(text))


def _read_offers(lines: Sequence[str], names: PrintedNames) -> None:
    """Names beside what a site offers."""
    for line in lines:
        for name in _offered(line):
            if name.casefold() not in words_of("share_buttons"):
                names.add(name, "named")


def _read_lone_names(lines: Sequence[str], names: PrintedNames) -> None:
    """Names that stand alone: mastheads, and what several lines or other evidence name too."""
    lone = Counter(line.strip(EDGES) for line in lines if line[:1] not in "#@" and count_words(line) <= MAX_NAME_WORDS)
    head = {line.strip(EDGES) for line in lines[:HEAD_LINES]}
    named = {printing.casefold() for printings in names.printings.values() for printing in printings}
    for name, times in lone.items():
        if times > 1 or name in head or name.casefold() in named:
            names.add(name, "alone", times)
            names.add(name, "head", int(name in head))


def _offered(line: str) -> Iterator[str]:
    words = line.split()
    folded = line.casefold().split()
    start = _phrase_end(folded, _phrases("outlet_openers"))
    rest = words[start:]
    if start and rest:
        name = PARTED.split(" ".join(rest))[0].split()
        end = _tail_start([word.casefold() for word in name])
        yield " ".join(name[:end])
        return
    end = _tail_start(folded)
    is_headline = len(words) - end > MAX_TAIL_WORDS and not _phrase_end(folded[end:], _phrases("outlet_closers"))
    if 0 < end < len(words) and not is_headline:
        yield " ".join(words[:end])
    elif "-" in words[0] and words[0].rpartition("-")[2].casefold() in words_of("outlet_closers"):
        yield words[0].rpartition("-")[0]


@cache
def _phrases(topic: str) -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """The phrases of a topic as words, longest first, by their first word."""
    by_first: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for phrase in sorted(ordered_words(topic), key=len, reverse=True):
        words = tuple(phrase.split())
        by_first[words[0]].append(words)
    return {first: tuple(phrases) for first, phrases in by_first.items()}


def _phrase_end(words: list[str], phrases: Mapping[str, tuple[tuple[str, ...], ...]]) -> int:
    """How many words the longest phrase takes with which they begin."""
    for phrase in phrases.get(words[0], ()) if words else ():
        if tuple(words[: len(phrase)]) == phrase:
            return len(phrase)
    return 0


def _tail_start(words: list[str]) -> int:
    """Index of the word where what a site offers begins, or a small word that goes on ("on", "auf", "und")."""
    phrases = _phrases("outlet_closers")
    for index in range(1, len(words)):
        if _phrase_end(words[index:], phrases) or words[index] in _small_words():
            return index
    return len(words)


@cache
def _small_words() -> frozenset[str]:
    """Words that go on behind a name; not those that stand in names."""
    return words_of("function_words") - words_of("articles") - words_of("words_in_outlets")


def _read_openings(lines: list[str], names: PrintedNames) -> None:
    """Names with which several different lines begin: "heise Autos", "heise Shop", "heise Download"."""
    openings: Counter[str] = Counter()
    joined: Counter[str] = Counter()
    for line in set(lines):
        words = line.split()
        openings.update(" ".join(words[:count]) for count in range(1, min(len(words), 4)))
        match = JOINED_NAME.match(line)
        if match is not None and match.end() < len(line):
            joined[match.group()] += 1
    for opening, times in (*openings.items(), *joined.items()):
        if times >= MIN_OPENED and fold(opening.split()[-1]) not in words_of("function_words"):
            names.add(opening, "opens", times)


def _read_rights(lines: Sequence[str], names: PrintedNames) -> None:
    """Who claims the rights: the outlet, or its company, of whose name the outlet's may be a part."""
    for line in lines:
        owned = (
            OWNED.search(line)
            if len(line) <= MAX_OWNER_CHARS and _owner_words() & set(line.casefold().split())
            else None
        )
        if owned is not None and house_of(owned["name"]).company:
            names.companies[house_of(owned["name"]).company] += 1
        holder = rights_holder(line) if len(line) <= MAX_RIGHTS_CHARS else ""
        if not holder:
            continue
        house = house_of(holder)
        is_company = house.core != house.name or house.company == house.name or has_affiliates(line)
        names.add(house.name, "owned" if is_company else "claimed")
        if is_latin(house.name) and not names.is_latin and not is_latin(claimant(line)):
            names.add(claimant(line), "claimed")  # the name in the page's own script
        if house.core != house.name:
            names.add(house.core, "core")
        if house.company or is_company:
            names.companies[house.company or house.name] += 1


@cache
def _owner_words() -> frozenset[str]:
    """The words with which the phrases before a company begin."""
    return frozenset(phrase.split()[0] for phrase in ordered_words("outlet_owners"))


def _read_texts(lines: Sequence[str], names: PrintedNames) -> None:
    """Whom people spoke to, and whose the pictures are."""
    for line in lines:
        for match in TOLD.finditer(line) if _told_words() & set(line.split()) else ():
            names.add(match["name"], "told")
        credited = CREDITED.search(line) if len(line) < MAX_CREDIT_CHARS else None
        if credited is not None:
            names.add(credited["name"], "credited")


@cache
def _told_words() -> frozenset[str]:
    """The words with which the phrases begin: hardly any line has one, and their pattern is slow."""
    return frozenset(phrase.split()[0] for phrase in ordered_words("told_outlets"))


def _read_sites(lines: Sequence[str], names: PrintedNames, labels: Iterable[str]) -> None:
    """Names that spell an address which the page prints, or its own."""
    sites: Counter[str] = Counter()
    mails: Counter[str] = Counter()
    for line in lines:
        for host, is_mail in printed_hosts(line):
            (mails if is_mail else sites)[host] += 1
    names.hosts = sites + mails
    text, short = "\n".join(lines), "\n".join(line for line in lines if len(line) <= MAX_LINE_CHARS)
    plain = without_accents(text)
    own = frozenset(labels)
    for host, _ in names.hosts.most_common(MAX_SITES):
        label = host.partition(".")[0]
        names.add(host, "host" if label in own else "printed", sites[host])
        printings = [printing for printing in spelled_by(label, text, plain) if _may_be_name(printing, short)]
        for printing in printings:
            names.add(printing, "spelled")
        for key in {bare(label), *map(outlet_key, printings)}:
            names.evidence[key] += Counter(sites=sites[host], mails=mails[host])
    for label in own:
        for printing in spelled_by(label, text, plain):
            names.add(printing, "host", int(_may_be_name(printing, short)))


def _may_be_name(printing: str, short: str) -> bool:
    """Whether words may be a name: in small letters only where a short line has them so ("heise Autos")."""
    return not printing.islower() or printing in short


def _read_register(names: PrintedNames, register: Register, hosts: Sequence[str]) -> None:
    """Names that the register knows: of an outlet anywhere, of a host the page prints, of its own host."""
    for key, printings in names.printings.items():
        if any(register.named(printing) is not None for printing in printings):
            names.evidence[key]["listed"] = 1
    for kind, listed in (("listed host", register.at(*hosts)), ("listed site", register.at(*names.hosts))):
        for name in listed.names if listed is not None else ():
            key = outlet_key(name)
            if names.printings.get(key):
                names.evidence[key][kind] = 1


def _compare_with_address(names: PrintedNames, own: SiteNames) -> None:
    """Names that are made of the host's, or whose initials it is."""
    if not own.labels:
        return
    for key, printings in names.printings.items():
        if "host" not in names.evidence[key] and any(map(own.is_one, printings)):
            names.evidence[key]["holds"] = 1
