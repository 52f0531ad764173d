"""The record, newsrecord/1, and its parts: the public format. The JSON Schema is generated from these classes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum
from inspect import cleandoc
from typing import Any, Literal, TypeAlias

import msgspec
from msgspec import Struct

from cleaner.errors import InputError
from cleaner.model.body import BodyBlock, Embed, Link, LiveEntry, Moment, Part
from cleaner.model.origin import Input, Tool
from cleaner.structs import resolved
from cleaner.text import map_texts, storable

SCHEMA = "newsrecord/1"
RULE_MISSED = "rule_missed"  # the flag of a page that has nothing where its site's rule says the story stands
MENDED = "mojibake"  # the flag of a record whose text had been read in another encoding, and was read once more
TRUNCATED = "truncated"  # the flag of a page of which only a part was there, or was read
UNREAD_TIME = "unread_fetch_time"  # the flag of a page whose time of fetching was given and is no such time
CONTROL_ESCAPE = re.compile(r"\\[bfru]")  # of JSON: all control characters of ASCII but tab and line end


class Status(StrEnum):
    """What came of a page. Only `crashed` is a fault of the program."""

    OK = "ok"
    EMPTY = "empty"
    NOT_ARTICLE = "not_article"
    TEASER_ONLY = "teaser_only"
    CONSENT_WALL = "consent_wall"
    BOT_WALL = "bot_wall"
    ERROR = "error"
    CRASHED = "crashed"


PageKind: TypeAlias = Literal[
    "article",
    "live_blog",
    "gallery",
    "video",
    "audio",
    "index",
    "forum",
    "product",
    "service",
    "documentation",
    "other",
]


class PageType(Part, frozen=True):
    """What kind of page it is, how likely, 0–1, and what speaks for it, in words.

    index: a front page, a section, a tag, a list of search results or of products.
    """

    kind: PageKind
    probability: float
    evidence: tuple[str, ...] = ()


class Outlet(Part, frozen=True):
    """Who published the page. source: what said so. publisher: the company behind it: "Harbour Media Group Ltd."."""

    name: str | None = None
    domain: str | None = None
    country: str | None = None
    source: str | None = None
    publisher: str | None = None


class Author(Part, frozen=True):
    """One author. raw: as printed. kind `desk`: a newsroom's collective byline ("Staff", "News Desk")."""

    name: str
    kind: Literal["person", "organisation", "desk"] = msgspec.field(default="person")
    role: str | None = None
    email: str | None = None
    handle: str | None = None
    affiliation: str | None = None
    raw: str | None = None


class TextSource(Part, frozen=True):
    """Whose text it is. relation: `source`, `agency`, `republished_from`."""

    name: str
    relation: str = "source"


class Dateline(Part, frozen=True):
    """The place line at the start of the text: "MEXICO CITY (AP) —"."""

    place: str | None = None
    date: str | None = None
    raw: str | None = None


class Language(Part, frozen=True):
    """code: BCP 47, detected on the body (`und`: not to be told). declared: what the page says."""

    code: str
    confidence: float | None = None
    declared: str | None = None


class Credit(Part, frozen=True):
    """A picture's credit line, and who is in it."""

    raw: str
    photographer: str | None = None
    agency: tuple[str, ...] = ()
    distributor: str | None = None


class Image(Part, frozen=True):
    """A picture of the story. caption: without the credit. lead: the story's main picture.

    block: index in `body` of the block it stands before; None where the page only declares the picture.
    width, height: of the file at `url`, in pixels, where the page declares them.
    """

    url: str | None = None
    caption: str | None = None
    credit: Credit | None = None
    alt: str | None = None
    lead: bool = False
    block: int | None = None
    width: int | None = None
    height: int | None = None


class Notice(Part, frozen=True):
    """kind: `correction`, `update`, `disclosure`, `republished_from`, `copyright`."""

    kind: str
    text: str


class Access(Part, frozen=True):
    """free: readable without paying; complete: the text is whole. None: not known."""

    free: bool | None = None
    complete: bool | None = None


class Quality(Struct, frozen=True):
    """score: 0–1, how sure the body is. flags: `short`, `link_heavy`, `no_title`, `truncated` …"""

    score: float = 0.0
    flags: tuple[str, ...] = ()


class Fingerprint(Part, frozen=True):
    """text: SHA-256 of the normalised body; simhash: 64 bits as hex, near for near duplicates."""

    text: str | None = None
    simhash: str | None = None


@resolved
class Record(Struct, frozen=True, kw_only=True):
    """One page, normalised. Every page gives one; `status` says what came of it. See docs/record.md.

    No string of it holds what is no text (a lone surrogate, a control character): what comes in is cleaned here.
    """

    schema: str = SCHEMA
    id: str
    status: Status
    reason: str | None = None
    page_type: PageType | None = None
    url: str | None = None
    canonical_url: str | None = None
    version: int | None = None
    previous: str | None = None
    parts: tuple[str, ...] | None = None
    outlet: Outlet | None = None
    title: str | None = None
    subtitle: str | None = None
    kicker: str | None = None
    authors: tuple[Author, ...] = ()
    sources: tuple[TextSource, ...] = ()
    dateline: Dateline | None = None
    published: Moment | None = None
    modified: Moment | None = None
    section: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    language: Language | None = None
    images: tuple[Image, ...] = ()
    photo_credits: tuple[str, ...] = ()
    text: str = ""
    body: tuple[BodyBlock, ...] = ()
    links: tuple[Link, ...] = ()
    embeds: tuple[Embed, ...] = ()
    entries: tuple[LiveEntry, ...] = ()
    notices: tuple[Notice, ...] = ()
    access: Access = Access()
    removed: dict[str, int] = msgspec.field(default_factory=dict)
    quality: Quality = Quality()
    fingerprint: Fingerprint = Fingerprint()
    provenance: dict[str, str] = msgspec.field(default_factory=dict)
    tool: Tool
    input: Input

    def __post_init__(self) -> None:
        if not _is_clean(self):
            for name in self.__struct_fields__:
                msgspec.structs.force_setattr(self, name, map_texts(storable, getattr(self, name)))

    def __hash__(self) -> int:
        """That of its id: it holds dicts, which have none."""
        return self.id.__hash__()

    def __repr__(self) -> str:
        """A line to recognise the record by; to_dict() has all of it."""
        title = repr(self.title) if self.title else None
        day = self.published.value if self.published is not None else None
        parts = (self.status.value, title, self.url, day)
        return f"<Record {', '.join(filter(None, parts))}, {len(self.body)} blocks>"

    def to_dict(self) -> dict[str, Any]:
        """The record as plain dicts, lists and strings, ready for json.dumps."""
        made: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(self))  # to_builtins() would leave tuples
        return made

    def to_json(self) -> str:
        """The record as one line of JSON (UTF-8, no line breaks inside)."""
        return msgspec.json.encode(self).decode("utf-8")

    def to_markdown(self, *, plain: bool = False, posts: bool = False, front_matter: bool = False) -> str:
        """The story as Markdown.

        plain: without links. posts: with what embedded posts say. front_matter: the fields as YAML before it.
        """
        from cleaner.sinks import markdown, rows  # the formats are built on records, and not the other way round

        return markdown.page_of(rows.Row(self._name, self), plain=plain, posts=posts, has_front_matter=front_matter)

    def to_html(self) -> str:
        """The story as one clean <article>, without scripts, styles and anything else that a page could slip in."""
        from cleaner.sinks import html, rows

        return html.article_of(rows.Row(self._name, self))

    @property
    def _name(self) -> str:
        """What stands for the title where there is none."""
        return self.input.name or self.url or self.id

    @classmethod
    def from_dict(cls, made: Mapping[str, Any]) -> Record:
        """The inverse of to_dict(). Raises InputError where the dict is no newsrecord/1."""
        try:
            return msgspec.convert(made, cls)
        except msgspec.ValidationError as error:
            raise InputError(f"not a {SCHEMA} record: {error}") from error


def schema_of(kind: type) -> dict[str, Any]:
    """The JSON Schema of a type. Its descriptions are docstrings, which are indented up to Python 3.12; here not."""
    schema: dict[str, Any] = map_texts(cleandoc, msgspec.json.schema(kind))
    return schema


def _is_clean(record: Record) -> bool:
    """Whether all its strings are text; now and then False for one that is."""
    try:
        written = record.to_json()
    except UnicodeEncodeError:  # a lone surrogate
        return False
    return written.isprintable() and CONTROL_ESCAPE.search(written) is None
