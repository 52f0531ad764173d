"""A page on its way through the program: as it came, decoded, segmented into blocks, with what it says of itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

import msgspec
from msgspec import Struct

from cleaner.errors import InputError
from cleaner.model.body import PLAIN, Structure

if TYPE_CHECKING:
    from cleaner.tree import PageTree

DocumentKind: TypeAlias = Literal["html", "text"]
Json: TypeAlias = Any  # a value as json.loads returns it
# A time outside is a database's word for "none" or "never" (0001, 9999), and the arithmetic of dates overflows there.
FETCH_YEARS = range(1990, 2101)
MAX_LEVELS = 100  # elements around a block that are looked at; on 1,100 pages of public sets none has more than 51


class History(Struct, frozen=True):
    """What only a crawl knows of a page. previous: id of the version before; parts: pages of its story, in order."""

    version: int = 1
    previous: str | None = None
    parts: tuple[str, ...] = ()


MEMBER_TYPES = {"url": str, "charset": str, "fetched_at": datetime, "status": int, "history": History}


class RawPage(Struct, frozen=True):
    """One page as it came: the only input of clean().

    body: bytes as served, or text that is already decoded. kind: None lets the content decide.
    charset: from the transport (HTTP header), if any. fetched_at: aware; the only clock there is; a time before 1990
    or after 2100 counts as unknown. status: HTTP status. is_truncated: the body was cut short on its way.
    history: of a page that a crawl fetched. has_unread_time: what was given as its time of fetching is no such time.
    metadata: of a dump, names and contents as in <meta>: headers of a mail.
    Raises InputError for a naive `fetched_at`, an unknown `kind`, a member of another type.
    """

    body: bytes | str
    url: str | None = None
    kind: DocumentKind | None = None
    charset: str | None = None
    fetched_at: datetime | None = None
    status: int | None = None
    is_truncated: bool = False
    history: History | None = None
    has_unread_time: bool = False
    metadata: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        if not isinstance(self.body, (bytes, str)):
            raise InputError(f"RawPage.body must be bytes or str, not {type(self.body).__name__}")
        for name, kind in MEMBER_TYPES.items():
            value = getattr(self, name)
            if value is not None and not isinstance(value, kind):
                raise InputError(f"RawPage.{name} must be {kind.__name__} or None, not {type(value).__name__}")
        if self.kind not in (None, "html", "text"):
            raise InputError(f"RawPage.kind must be 'html', 'text' or None, not {self.kind!r}")
        if self.fetched_at is not None and self.fetched_at.utcoffset() is None:
            raise InputError("RawPage.fetched_at needs a time zone, for example datetime.now(timezone.utc)")
        pairs = self.metadata if isinstance(self.metadata, tuple) else (None,)
        if not all(isinstance(pair, tuple) and list(map(type, pair)) == [str, str] for pair in pairs):
            raise InputError("RawPage.metadata must be pairs of str, for example (('og:title', 'Storm'),)")

    def body_bytes(self) -> bytes:
        """The body as bytes: text in UTF-8, whatever it holds."""
        return self.body.encode("utf-8", "surrogatepass") if isinstance(self.body, str) else self.body


class Document(Struct, frozen=True):
    """A decoded page. text holds no NUL and no byte order mark; line ends are \\n.

    encoding_source: `bom`, `transport`, `meta`, `utf-8`, `detected`, or `given` where the body was text.
    sha256, bytes: of the body as it came (text: of its UTF-8 form). is_truncated: the body was cut short.
    flags: of how it was decoded, for the record. mended: signs that had been read in another encoding.
    metadata: as of the RawPage.
    """

    text: str
    kind: DocumentKind
    url: str | None
    encoding: str
    encoding_source: str
    sha256: str
    bytes: int
    fetched_at: datetime | None = None
    status: int | None = None
    is_truncated: bool = False
    flags: tuple[str, ...] = ()
    mended: frozenset[str] = frozenset()
    metadata: tuple[tuple[str, str], ...] = ()


class ImageSignal(Struct, frozen=True, gc=False):
    """A picture on the page; of one far below the story only `alt` and `block` are read, of one far above `url` too.

    url: absolute where the page's URL is known. blocks: indices of its caption's blocks.
    credit: from a data attribute or an element marked as credit, as printed. What the page does not give is empty.
    width, height: its pixels, where declared. is_apart: it is an author's portrait, leads to another story, or is too
    small for a picture of one. is_framed: `blocks` are what stands beside it in a small element, which nothing marks;
    is_set: as a caption is. leads_to: `own` or `away`: it is a link to another page, of the site or of another one.
    """

    url: str = ""
    alt: str = ""
    blocks: tuple[int, ...] = ()
    credit: str = ""
    block: int = 0  # index of the first block after the picture
    around: tuple[int, int] = (0, 0)  # the blocks, [first, last), of the smallest element that holds it and text
    width: int | None = None
    height: int | None = None
    is_apart: bool = False
    is_framed: bool = False
    is_set: bool = False
    leads_to: str = ""


class TimeSignal(Struct, frozen=True, gc=False):
    """A <time> element. value: its datetime attribute; text: what it prints; block: where.

    tokens: what marks it, its properties of microdata and the classes of it and the elements around it.
    """

    value: str | None
    text: str
    block: int
    tokens: frozenset[str] = frozenset()


class PersonSignal(Struct, frozen=True, gc=False):
    """A link or element marked as author (rel, itemprop, class), or a mailto link.

    ground: `rel`, `itemprop`, `class`, `word` (in a class name), `mailto`; `item`: in microdata, not printed.
    """

    name: str
    href: str | None
    ground: str
    block: int


class Signals(Struct, frozen=True):
    """What the page says of itself, read once, before anything is labelled. Of a text dump, what its carrier says.

    meta: name, property or itemprop in lower case → contents in page order.
    json_ld: objects in page order, @graph and lists opened, broken ones repaired or left out.
    states: JSON text of the hydration states (`__NEXT_DATA__`, `__NUXT__`, `__APOLLO_STATE__`, `Fusion.globalContent`).
    tokens: the classes and ids of the page, each once. h1: first and last block of each <h1> that holds text.
    base: what relative addresses in the page are joined to. linked_site, shared_titles: by lynx's list of links.
    """

    title: str | None = None
    meta: Mapping[str, tuple[str, ...]] = msgspec.field(default_factory=dict)
    json_ld: tuple[Mapping[str, Json], ...] = ()
    states: Mapping[str, str] = msgspec.field(default_factory=dict)
    language: str = ""
    canonical: str | None = None
    base: str | None = None
    images: tuple[ImageSignal, ...] = ()
    times: tuple[TimeSignal, ...] = ()
    people: tuple[PersonSignal, ...] = ()
    tokens: tuple[str, ...] = ()
    h1: tuple[tuple[int, int], ...] = ()
    linked_site: str | None = None
    shared_titles: tuple[str, ...] = ()

    def first_meta(self, *names: str) -> str | None:
        """The first non-empty content of the first of the names that has one."""
        return next((value for name in names for value in self.meta.get(name, ()) if value), None)


class Place(Struct, frozen=True, eq=False, gc=False):
    """An element in which blocks stand. classes, id: its own, as the page has them; around: the place it stands in.

    inline: an inline element whose tokens all of a block's text shares; tag, hidden and row are of the block around it.
    row: a table's row of data: its cells are one block.
    """

    tag: str = ""
    classes: str = ""
    id: str = ""
    around: Place | None = None
    inline: bool = False
    hidden: bool = False
    row: bool = False

    @property
    def tokens(self) -> frozenset[str]:
        """Class and id tokens of itself and of all places around it."""
        tokens: set[str] = set()
        for place in self.outwards():
            tokens.update(place.classes.split())
            tokens.add(place.id)
        return frozenset(tokens - {""})

    @property
    def ancestors(self) -> tuple[str, ...]:
        """Tags of the blocks around it, root first."""
        tags = [place.tag for place in self.outwards() if place.tag and not place.inline]
        return tuple(reversed(tags[1:]))

    def outwards(self) -> Iterator[Place]:
        """Itself and the places around it, the nearest first; no recursion, and no more than MAX_LEVELS."""
        place: Place | None = self
        for _ in range(MAX_LEVELS):
            if place is None:
                return
            yield place
            place = place.around


NOWHERE = Place()
FIGURE_TAGS = frozenset({"figure", "figcaption"})
MORE_THAN_LINES = frozenset({"aside", "blockquote", "form", "table"})  # a newsletter, a quotation
FIGURE_OR_MORE = FIGURE_TAGS | MORE_THAN_LINES
BRACKETS_AND_DASHES = frozenset("([-–—")


def is_bullet(marker: str) -> bool:
    """Whether the marker of a dump's line is a mere bullet, or none: neither a number nor a dash."""
    first = marker[:1]
    return not (first.isdigit() or first in BRACKETS_AND_DASHES)


class Block(Struct, frozen=True, gc=False):
    """One block-level run of text: a paragraph, heading, list item, caption, table row, one line of a dump.

    text: white space collapsed, never empty. tag: of its element ("" in a dump), which is its place. link_chars: of its
    text, in links. hidden: not shown to a reader (hidden attribute, display:none). structure: links and stress in it,
    its place in a list, a table, a quotation; read for the body alone. Of a dump's line: line, its number from 1, gap,
    blank lines before it, indent, marker, its bullet or number, cut from text, and is_row, whether it is in a table.
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
    structure: Structure = PLAIN
    is_row: bool = False

    @property
    def printed(self) -> str:
        """The text with the number or dash of its marker, which stand in a story's text as well; without a bullet."""
        return self.text if is_bullet(self.marker) else f"{self.marker} {self.text}"

    @property
    def link_share(self) -> float:
        """Share of the text's characters that stand in links, 0–1."""
        return self.link_chars / len(self.text)

    @property
    def tokens(self) -> frozenset[str]:
        """Class and id tokens of its element and that element's ancestors; empty in a dump."""
        return self.place.tokens

    @property
    def container(self) -> Place | None:
        """The element around its own; None in a dump."""
        place = self.place
        while place.inline and place.around is not None:
            place = place.around
        return place.around

    @property
    def is_line_of_figure(self) -> bool:
        """Whether it stands in a <figure> or <figcaption>, and in nothing in it that is more than a line."""
        tags = [self.tag, *(place.tag for place in self.place.outwards())]
        return next(filter(FIGURE_OR_MORE.__contains__, tags), "") in FIGURE_TAGS

    @property
    def ancestors(self) -> tuple[str, ...]:
        """Tag names of its element's ancestors, root first, without its own."""
        return self.place.ancestors


class Page(Struct, frozen=True):
    """A segmented page. tree: the parsed HTML, never changed later, and its map to the blocks.

    It is None for a dump, and after the labelers: fields see no tree.
    """

    document: Document
    signals: Signals
    blocks: tuple[Block, ...]
    tree: PageTree | None = None
    truncated: bool = False
