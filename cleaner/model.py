"""The types that cross module boundaries, in pipeline order; read this file and you know the program.

RawPage → Document → Page (signals, blocks) → Labels → Record. All are immutable; sequences are tuples.
`None` means "unknown" or "absent", never "failed". What leaves the package (`Record` and what it holds)
is the public format `newsrecord/1`; the JSON Schema is generated from these classes.
"""

from __future__ import annotations

import builtins
from collections.abc import Iterator, Mapping
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeAlias, TypeVar

import msgspec
from msgspec import Struct
from msgspec.structs import force_setattr

from cleaner.errors import InputError

if TYPE_CHECKING:
    from cleaner.tree import PageTree

T = TypeVar("T")
Kind: TypeAlias = Literal["html", "text"]
Json: TypeAlias = Any  # a value as json.loads returns it

SCHEMA = "newsrecord/1"


class Role(StrEnum):
    """What a block is. Closed: a rule that names another role does not load."""

    # body: what record.text and record.body are made of
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    LIST_ITEM = "list_item"
    QUOTE = "quote"
    TABLE = "table"
    PREFORMATTED = "preformatted"
    # about the story: what the fields read
    HEADLINE = "headline"
    SUBTITLE = "subtitle"
    KICKER = "kicker"
    BYLINE = "byline"
    TIMESTAMP = "timestamp"
    DATELINE = "dateline"
    CAPTION = "caption"
    CREDIT = "credit"
    SOURCE = "source"
    NOTICE = "notice"
    COPYRIGHT = "copyright"
    SECTION = "section"
    TAGS = "tags"
    # boilerplate: what record.removed counts
    NAVIGATION = "navigation"
    RELATED = "related"
    POPULAR = "popular"
    COMMENTS = "comments"
    SHARE = "share"
    NEWSLETTER = "newsletter"
    ADVERT = "advert"
    CONSENT = "consent"
    PAYWALL = "paywall"
    BIO = "bio"
    TOOL = "tool"
    FOOTER = "footer"
    BOILERPLATE = "boilerplate"

    __hash__ = str.__hash__  # Enum hashes in Python; a page asks "is it a body role?" some thousand times


BODY_ROLES = frozenset({Role.PARAGRAPH, Role.HEADING, Role.LIST_ITEM, Role.QUOTE, Role.TABLE, Role.PREFORMATTED})
STORY_ROLES = frozenset(
    {
        Role.HEADLINE,
        Role.SUBTITLE,
        Role.KICKER,
        Role.BYLINE,
        Role.TIMESTAMP,
        Role.DATELINE,
        Role.CAPTION,
        Role.CREDIT,
        Role.SOURCE,
        Role.NOTICE,
        Role.COPYRIGHT,
        Role.SECTION,
        Role.TAGS,
    }
)
BOILERPLATE_ROLES = frozenset(Role) - BODY_ROLES - STORY_ROLES


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


class Options(Struct, frozen=True, kw_only=True):
    """Limits of one call of clean(). They bound cost; no option changes what a page that fits gives.

    max_body_bytes: larger bodies become a record with status `error`. 20 MB: 100 times the p99 of news pages.
    max_blocks: blocks beyond it are not read; the record carries the flag `truncated`.
    """

    max_body_bytes: int = 20_000_000
    max_blocks: int = 20_000


# ------------------------------------------------------------------ input


class RawPage(Struct, frozen=True):
    """One page as it came: the only input of clean().

    body: bytes as served, or text that is already decoded. kind: None lets the content decide.
    charset: from the transport (HTTP header), if any. fetched_at: aware; the only clock there is.
    status: HTTP status. Raises InputError for a naive `fetched_at`, an unknown `kind`, a body of another type.
    """

    body: bytes | str
    url: str | None = None
    kind: Kind | None = None
    charset: str | None = None
    fetched_at: datetime | None = None
    status: int | None = None

    def __post_init__(self) -> None:
        if not isinstance(self.body, (bytes, str)):
            raise InputError(f"RawPage.body must be bytes or str, not {type(self.body).__name__}")
        if self.kind not in (None, "html", "text"):
            raise InputError(f"RawPage.kind must be 'html', 'text' or None, not {self.kind!r}")
        if self.fetched_at is not None and self.fetched_at.tzinfo is None:
            raise InputError("RawPage.fetched_at needs a time zone, for example datetime.now(timezone.utc)")


class Document(Struct, frozen=True):
    """A decoded page. text holds no NUL and no byte order mark; line ends are \\n.

    encoding_source: `bom`, `transport`, `meta`, `utf-8`, `detected`, or `given` where the body was text.
    sha256, bytes: of the body as it came (text: of its UTF-8 form).
    utf8: the text in UTF-8 where the body was just that, so that it need not be encoded again.
    """

    text: str
    kind: Kind
    url: str | None
    encoding: str
    encoding_source: str
    sha256: str
    bytes: int
    fetched_at: datetime | None = None
    status: int | None = None
    utf8: builtins.bytes | None = None  # `bytes` is a member here

    def encoded(self) -> builtins.bytes:
        """The text in UTF-8."""
        return self.text.encode("utf-8") if self.utf8 is None else self.utf8


# ------------------------------------------------------------------ signals and blocks


class ImageSignal(Struct, frozen=True, gc=False):
    """A picture on the page. url: absolute where the page's URL is known. blocks: indices of its caption's blocks.

    credit: from a data attribute or an element marked as credit, as printed.
    """

    url: str | None = None
    alt: str | None = None
    blocks: tuple[int, ...] = ()
    credit: str | None = None
    block: int = 0  # index of the first block after the picture


class TimeSignal(Struct, frozen=True, gc=False):
    """A <time> element. value: its datetime attribute; text: what it prints; block: where."""

    value: str | None
    text: str
    block: int
    tokens: frozenset[str] = frozenset()


class PersonSignal(Struct, frozen=True, gc=False):
    """A link or element marked as author (rel, itemprop, class), or a mailto link.

    ground: `rel`, `itemprop`, `class`, `mailto`.
    """

    name: str
    href: str | None
    ground: str
    block: int


class Signals(Struct, frozen=True):
    """What the page says of itself, read once, before anything is labelled. Empty for a text dump.

    meta: name, property or itemprop in lower case → contents in page order.
    json_ld: objects in page order, @graph and lists opened, broken ones repaired or left out.
    states: JSON text of the hydration states (`__NEXT_DATA__`, `__NUXT__`, `__APOLLO_STATE__`, `Fusion.globalContent`).
    tokens: the classes and ids of the page, each once. h1: first and last block of each <h1> that holds text.
    """

    title: str | None = None
    meta: Mapping[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    json_ld: tuple[Mapping[str, Json], ...] = ()
    states: Mapping[str, str] = msgspec.field(default_factory=dict)
    language: str | None = None
    canonical: str | None = None
    images: tuple[ImageSignal, ...] = ()
    times: tuple[TimeSignal, ...] = ()
    people: tuple[PersonSignal, ...] = ()
    tokens: tuple[str, ...] = ()
    h1: tuple[tuple[int, int], ...] = ()

    def first_meta(self, *names: str) -> str | None:
        """The first non-empty content of the first of the names that has one."""
        return next((value for name in names for value in self.meta.get(name, ()) if value), None)


class Place(Struct, frozen=True, eq=False, gc=False):
    """An element in which blocks stand. classes, id: its own, as the page has them; around: the place it stands in.

    inline: an inline element whose tokens all of a block's text shares; tag, hidden and row are of the block around it.
    row: a table's row of data: its cells are one block.
    What all places around it add up to is worked out when it is first asked for: few blocks are asked, and sets of
    thirty tokens for every element cost a page 0.5 ms.
    """

    tag: str = ""
    classes: str = ""
    id: str = ""
    around: Place | None = None
    inline: bool = False
    hidden: bool = False
    row: bool = False

    _tokens: frozenset[str] | None = None
    _ancestors: tuple[str, ...] | None = None

    @property
    def tokens(self) -> frozenset[str]:
        """Class and id tokens of itself and of all places around it."""
        if self._tokens is None:
            around = self.around
            if around is not None and around._tokens is None:  # its other blocks will be asked too
                force_setattr(around, "_tokens", around._collect_tokens())
            force_setattr(self, "_tokens", self._collect_tokens())
        return self._tokens or frozenset()

    @property
    def ancestors(self) -> tuple[str, ...]:
        """Tags of the blocks around it, root first."""
        if self._ancestors is None:
            unknown = [place for place in self._outwards() if place._ancestors is None]
            for place in reversed(unknown):  # those around it are asked by its neighbours too
                force_setattr(place, "_ancestors", place._below_around())
        return self._ancestors or ()

    def _below_around(self) -> tuple[str, ...]:
        """Its ancestors, told from those of the place around it."""
        around = self.around
        if around is None:
            return ()
        return around.ancestors if self.inline or not around.tag else (*around.ancestors, around.tag)

    def _collect_tokens(self) -> frozenset[str]:
        """Its tokens and those around it, up to a place whose tokens are known."""
        tokens: set[str] = set()
        for place in self._outwards():
            if place._tokens is not None:
                tokens |= place._tokens
                break
            tokens.update(place.classes.split())
            tokens.add(place.id)
        tokens.discard("")
        return frozenset(tokens)

    def _outwards(self) -> Iterator[Place]:
        """Itself and the places around it. No recursion: hostile pages nest deeper than Python recurses."""
        place: Place | None = self
        while place is not None:
            yield place
            place = place.around


NOWHERE = Place()


class Block(Struct, frozen=True, gc=False):
    """One block-level run of text: a paragraph, heading, list item, caption, table row, one line of a dump.

    text: white space collapsed, never empty. tag: of the block's element ("" in a dump).
    line: 1-based line of a dump, 0 in HTML. marker: the bullet or number a dump's line began with, cut from text.
    link_chars: characters of text inside links. place: the element it stands in. gap: blank lines before it, of a dump.
    indent: leading columns of a dump's line. hidden: not shown to a reader (hidden attribute, display:none).
    """

    index: int
    text: str
    tag: str = ""
    line: int = 0
    link_chars: int = 0
    place: Place = NOWHERE
    gap: int = 0
    indent: int = 0
    marker: str = ""
    hidden: bool = False

    @property
    def link_share(self) -> float:
        """Share of the text's characters that stand in links, 0–1."""
        return self.link_chars / len(self.text)

    @property
    def tokens(self) -> frozenset[str]:
        """Class and id tokens of its element and that element's ancestors; empty in a dump."""
        return self.place.tokens

    @property
    def ancestors(self) -> tuple[str, ...]:
        """Tag names of its element's ancestors, root first, without its own."""
        return self.place.ancestors


class Page(Struct, frozen=True):
    """A segmented page. tree: the parsed HTML, never changed later, and its map to the blocks.

    It is None for a dump, and for who comes after the rules and voices: fields see no tree.
    """

    document: Document
    signals: Signals
    blocks: tuple[Block, ...]
    tree: PageTree | None = None
    truncated: bool = False


# ------------------------------------------------------------------ labels


class Label(Struct, frozen=True, gc=False):
    """The role of one block, and the receipt for it.

    by: who said so: `koreajoongangdaily.joins.com:popular[0]`, `shared/comments:disqus`, `block-model`,
    `trafilatura` (where its vote turned the model's); `lines` (captions of dumps), `coherence` (what does not fit
    the chosen body), `markup` (hidden), `walls`.
    why: the reason, in words.
    """

    role: Role
    by: str
    why: str


class Cut(Struct, frozen=True, gc=False):
    """A run of text inside a block that is not part of it: characters start to end of block.text."""

    block: int
    start: int
    end: int
    label: Label


class Candidate(Struct, frozen=True, gc=False):
    """A value for a field, as printed, before it is normalised.

    field: `title`, `authors`, `published`, `credit` …; source: who gave it (`jsonld:headline`, `rule:line[0]`).
    block: where it stands, -1 where it is not from a block. parts: named groups of a line pattern (name, email …).
    """

    field: str
    value: str
    source: str
    block: int = -1
    parts: Mapping[str, str] = msgspec.field(default_factory=dict)


class Labels(Struct, frozen=True):
    """One label or None per block, in block order; cuts inside blocks; what line patterns caught for fields.

    body_by: who named the body: `rule`, `block-model`; None as long as nobody did.
    expected_f1: how right the block model expects its body to be, 0–1, calibrated; None where a rule named the body.
    """

    labels: tuple[Label | None, ...]
    cuts: tuple[Cut, ...] = ()
    found: tuple[Candidate, ...] = ()
    body_by: str | None = None
    expected_f1: float | None = None


class Part(Struct, frozen=True, omit_defaults=True):
    """Base of the record's parts: an unknown member is left out of the JSON."""


class Outlet(Part, frozen=True):
    """Who published the page. source: what said so."""

    name: str | None = None
    domain: str | None = None
    country: str | None = None
    source: str | None = None


class SiteFacts(Struct, frozen=True):
    """What the rule that matched says of the site, for the fields. All unknown where no site rule matched.

    rule: `sites/example.com`; domain: the `site:` of the rule. formats: strptime formats by field.
    timezone: IANA name, assumed for times without a zone.
    """

    rule: str | None = None
    version: int | None = None
    layout: str | None = None
    outlet: str | None = None
    domain: str | None = None
    country: str | None = None
    languages: tuple[str, ...] = ()
    timezone: str | None = None
    formats: Mapping[str, tuple[str, ...]] = msgspec.field(default_factory=dict)


class Wall(Struct, frozen=True):
    """What a page shows instead of a story: a consent dialog or a check for robots, and the words that tell."""

    status: Status
    reason: str


class Story(Struct, frozen=True):
    """All a field may read: the page, the labels, what the rules say of each field, and the chosen outlet.

    candidates: by field name, in order of precedence: what the site's rule (then platform, shared) found.
    A field that has candidates tries them before its own general sources. body: the blocks kept, cuts applied.
    memo: what fields have worked out of this story (cleaner.fields.memo); never part of a result.
    """

    page: Page
    labels: Labels
    facts: SiteFacts = SiteFacts()
    candidates: Mapping[str, tuple[Candidate, ...]] = msgspec.field(default_factory=dict)
    body: tuple[Block, ...] = ()
    outlet: Outlet | None = None
    wall: Wall | None = None
    memo: dict[str, object] = msgspec.field(default_factory=dict)


class Choice(Struct, Generic[T], frozen=True):
    """A field's value, the source that gave it, and what the other sources said (value as text, source)."""

    value: T
    source: str
    rejected: tuple[tuple[str, str], ...] = ()


# ------------------------------------------------------------------ the record: newsrecord/1


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


class Moment(Part, frozen=True):
    """A date or time, RFC 3339; a day is `2024-03-01`, never with a made-up hour.

    zone: `given` on the page, `assumed` from the outlet, `unknown` (value without offset).
    """

    value: str
    precision: Literal["day", "minute", "second"]
    zone: Literal["given", "assumed", "unknown"] = "unknown"
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
    """A picture of the story. caption: without the credit. lead: the story's main picture."""

    url: str | None = None
    caption: str | None = None
    credit: Credit | None = None
    alt: str | None = None
    lead: bool = False


class BodyBlock(Part, frozen=True):
    """One block of the body. level: of a heading, 1–6."""

    kind: Literal["paragraph", "heading", "list_item", "quote", "table", "preformatted"]
    text: str
    level: int | None = None


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


class Tool(Part, frozen=True):
    """What made the record. rules_digest: of all rules that were loaded."""

    name: str
    version: str
    rule: str | None = None
    rule_version: int | None = None
    rules_digest: str | None = None
    body_by: str | None = None


class Input(Part, frozen=True):
    """What the record was made from. bytes: length of the body as it came. name: of the file, where there is one."""

    sha256: str
    kind: Kind
    bytes: int
    encoding: str | None = None
    fetched_at: str | None = None
    name: str | None = None


class Record(Struct, frozen=True, kw_only=True):
    """One page, normalised. Every page gives one; `status` says what came of it. See docs/record.md."""

    schema: str = SCHEMA
    id: str
    status: Status
    reason: str | None = None
    url: str | None = None
    canonical_url: str | None = None
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
    notices: tuple[Notice, ...] = ()
    access: Access = Access()
    removed: dict[str, int] = msgspec.field(default_factory=dict)
    quality: Quality = Quality()
    fingerprint: Fingerprint = Fingerprint()
    provenance: dict[str, str] = msgspec.field(default_factory=dict)
    tool: Tool
    input: Input

    def to_dict(self) -> dict[str, Any]:
        """The record as plain dicts, lists and strings, ready for json.dumps."""
        made: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(self))  # to_builtins() would leave tuples
        return made

    def to_json(self) -> str:
        """The record as one line of JSON (UTF-8, no line breaks inside)."""
        return msgspec.json.encode(self).decode("utf-8")

    @classmethod
    def from_dict(cls, made: Mapping[str, Any]) -> Record:
        """The inverse of to_dict(). Raises InputError where the dict is no newsrecord/1."""
        try:
            return msgspec.convert(made, cls)
        except msgspec.ValidationError as error:
            raise InputError(f"not a {SCHEMA} record: {error}") from error
