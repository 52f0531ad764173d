"""The shape of a rule file: what YAML may say, key by key, and the JSON Schema editors read.

Site, platform and shared files have one shape; which keys a kind of file may use is checked in `check`.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Annotated, Literal, TypeAlias

from msgspec import Meta, Struct, field

from cleaner.model import Role
from cleaner.rulebook.fetch_rule import FetchRule
from cleaner.structs import resolved

FORMAT = 1  # `rule:` of every file; raised when a key changes its meaning

Days: TypeAlias = tuple[date, date]
Texts: TypeAlias = str | tuple[str, ...]
Count: TypeAlias = Annotated[int, Meta(ge=1)]
Country: TypeAlias = Annotated[str, Meta(pattern="^[A-Z]{2}$")]
Format: TypeAlias = Annotated[str, Meta(max_length=100)]
Host: TypeAlias = Annotated[str, Meta(pattern=r"^[^\s/:*@]{1,253}$")]

# Codes that are often written for a country, and its own: most are those of its language.
NO_COUNTRIES = {"UK": "GB", "EN": "GB", "JA": "JP", "KO": "KR", "EL": "GR", "CS": "CZ", "DA": "DK"}
ALL_DAYS: Days = (date.min, date.max)


class OutletFacts(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Who publishes the site. country: ISO 3166; languages: BCP 47; timezone: IANA name, for times without a zone."""

    name: str | None = None
    domain: str | None = None
    country: Country | None = None
    languages: tuple[str, ...] = ()
    timezone: str | None = None


class Match(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Which pages the file is for; any one is enough.

    Sites: hosts (whole labels), paths (patterns, full match), dump (patterns of lines that only this site prints).
    Platforms: generator (pattern, searched, any case), html (CSS selectors that match an element), script (strings
    in a script's, link's or frame's address or at the start of an inline script), dump (two different ones needed).
    """

    hosts: tuple[Host, ...] = ()
    paths: tuple[str, ...] = ()
    dump: tuple[str, ...] = ()
    generator: tuple[str, ...] = ()
    html: tuple[str, ...] = ()
    script: tuple[str, ...] = ()


class Spot(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A place on the page, by exactly one of: css, xpath, tokens, line (pattern, full match)."""

    css: Texts | None = None
    xpath: Texts | None = None
    tokens: Texts | None = None
    line: Texts | None = None


class Repeat(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """of: a role, `title` or `alt`: what the repeated block repeats."""

    of: str


class Statement(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One statement under `label`: a role, exactly one where, and why.

    name: for the receipt. max_words, min_words: a block or element outside them is left alone; in a `list`,
    max_words is the longest entry. tag: narrows to blocks with this tag of their own (HTML only).
    keep: the rest of the line stays body. max_blocks: the longest run of a `list`.
    """

    role: Role
    name: str | None = None
    why: str | None = None
    css: Texts | None = None
    xpath: Texts | None = None
    tokens: Texts | None = None
    line: Texts | None = None
    list: Texts | None = None
    before: str | tuple[str, ...] | Spot | None = None
    after: str | tuple[str, ...] | Spot | None = None
    repeated: bool | Repeat | None = None
    max_words: Count | None = None
    min_words: Count | None = None
    max_blocks: Count | None = None
    tag: Texts | None = None
    keep: bool = False


class Source(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One place a field is read from: exactly one of the keys down to `role`.

    jsonld, state: dotted path, lists opened. meta: name. css, xpath: elements; attr: their attribute instead of
    their text. line: pattern searched in each block (write ^ and $ where they are meant). url: pattern searched in
    the page's URL. role: blocks with that role. of: line looks only at blocks with that role.
    """

    jsonld: str | None = None
    meta: str | None = None
    state: str | None = None
    css: str | None = None
    xpath: str | None = None
    line: str | None = None
    url: str | None = None
    role: Role | None = None
    attr: str | None = None
    of: Role | None = None


class FieldRule(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Where a field comes from. all: collect from every source instead of the first that has something.

    split: separators. drop: texts or patterns (full match) that are no value. formats: strptime formats.
    """

    sources: tuple[Source, ...] = field(default=(), name="from")
    all: bool = False
    split: Texts | None = None
    drop: Texts | None = None
    formats: tuple[Format, ...] = ()
    timezone: str | None = None


FieldEntry: TypeAlias = tuple[Source, ...] | FieldRule | None


class FieldTable(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The fields a rule may feed, each with its sources in order of precedence."""

    title: FieldEntry = None
    subtitle: FieldEntry = None
    kicker: FieldEntry = None
    authors: FieldEntry = None
    sources: FieldEntry = None
    dateline: FieldEntry = None
    published: FieldEntry = None
    modified: FieldEntry = None
    section: FieldEntry = None
    tags: FieldEntry = None
    outlet: FieldEntry = None
    language: FieldEntry = None
    canonical_url: FieldEntry = None
    images: FieldEntry = None
    captions: FieldEntry = None
    credits: FieldEntry = None
    notices: FieldEntry = None


class Body(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Where the body is; ordered, the first that matches with text in it wins.

    jsonld, state: path of the body's text. sure: false: the labelers choose, and seldom outside.
    """

    css: Texts | None = None
    xpath: Texts | None = None
    jsonld: Texts | None = None
    state: Texts | None = None
    sure: bool = True


BodyEntry: TypeAlias = Body | tuple[Body, ...]


class Layout(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One design of the site. since, until: days, both included. base: the layout whose entries follow its own."""

    name: str
    since: date | None = None
    until: date | None = None
    when: Spot | None = None
    base: str | None = None
    body: BodyEntry | None = None
    label: tuple[Statement, ...] = ()
    fields: FieldTable = FieldTable()

    @property
    def days(self) -> Days:
        """Its first and its last day."""
        return self.since or date.min, self.until or date.max


@resolved
class RuleFile(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One rule file. body, label and fields at the top hold for every layout, after the layout's own.

    rule: version of the format. site, platform or shared: the file's name, by the folder it lies in.
    auto: false: a shared file that applies only where a rule extends it. about: one line for people.
    """

    rule: int
    site: str | None = None
    platform: str | None = None
    shared: str | None = None
    about: str | None = None
    version: Count = 1
    auto: bool = True
    outlet: OutletFacts = OutletFacts()
    match: Match = Match()
    extends: Annotated[tuple[str, ...], Meta(max_length=50)] = ()
    layouts: tuple[Layout, ...] = ()
    body: BodyEntry | None = None
    label: tuple[Statement, ...] = ()
    fields: FieldTable = FieldTable()
    fetch: FetchRule = FetchRule()
    samples: tuple[str, ...] = ()


Where: TypeAlias = Literal["inside", "line", "list", "before", "after", "repeated"]

# Keys by which a statement says where it looks → what becomes of the blocks there. inside: those in the elements.
WHERES: dict[str, Where] = {
    "css": "inside",
    "xpath": "inside",
    "tokens": "inside",
    "line": "line",
    "list": "list",
    "before": "before",
    "after": "after",
    "repeated": "repeated",
}
SPOT_KEYS = ("css", "xpath", "tokens", "line")
SOURCE_KEYS = ("jsonld", "meta", "state", "css", "xpath", "line", "url", "role")

# Keys of `fields` → the name its candidates carry, where the two differ.
FIELD_NAMES: dict[str, str] = {"captions": "caption", "credits": "credit"}

# Named groups of a pattern → field and part. A part None is the value itself.
GROUPS: dict[str, tuple[str, str | None]] = {
    "title": ("title", None),
    "subtitle": ("subtitle", None),
    "kicker": ("kicker", None),
    "author": ("authors", None),
    "authors": ("authors", None),
    "name": ("authors", "name"),
    "email": ("authors", "email"),
    "handle": ("authors", "handle"),
    "position": ("authors", "role"),
    "affiliation": ("authors", "affiliation"),
    "source": ("sources", None),
    "sources": ("sources", None),
    "dateline": ("dateline", None),
    "place": ("dateline", "place"),
    "published": ("published", None),
    "modified": ("modified", None),
    "section": ("section", None),
    "tags": ("tags", None),
    "outlet": ("outlet", None),
    "language": ("language", None),
    "caption": ("caption", None),
    "credit": ("credit", None),
    "notice": ("notices", None),
}


def given_keys(struct: object, keys: Iterable[str]) -> list[str]:
    """Those of the keys that a statement, spot, source or body has."""
    return [key for key in keys if getattr(struct, key) not in (None, False)]


def as_texts(value: object) -> tuple[str, ...]:
    """One text or several as several; what is no text as none."""
    if isinstance(value, str):
        return (value,)
    return value if isinstance(value, tuple) else ()
