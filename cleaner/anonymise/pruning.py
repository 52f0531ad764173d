"""What is taken out of a page: scripts, styles, drawings, trackers, what is empty, and the fourth of three teasers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby

from msgspec import Struct

from cleaner.anonymise.scripts import Scripts
from cleaner.model import BODY_ROLES, BOILERPLATE_ROLES, Role, Story, Voice
from cleaner.stages.segment.display import INLINE
from cleaner.tree import Element, PageTree, Piece
from cleaner.urls import host_of

# fmt: off
DROPPED = frozenset({
    "style", "svg", "math", "object", "canvas", "select", "textarea", "input", "map", "datalist", "noframes", "base",
    "template", "source", "track", "param", "applet", "frame", "frameset", "bgsound", "noscript",
})
PLAYERS = frozenset({"iframe", "video", "audio", "embed"})
KEPT_EMPTY = frozenset({
    "img", "amp-img", "br", "hr", "meta", "link", "script", "title", "html", "head", "body", "td", "th", "time", "wbr",
    *PLAYERS,
})
# fmt: on
LINKS = ("canonical", "author", "EditURI", "https://api.w.org/")
PIXEL = re.compile(r"[01]?\d|2\d|3[0-6]")  # of an icon or a tracker
SPACES = " \n\t\r"
UNCOUNTED = str.maketrans("", "", "0123456789")


class Cuts(Struct, frozen=True):
    """How much is kept. items: of alike neighbours that are no story; paragraphs: of the story, None for all.

    furniture: blocks of a container that holds no story, None for all; what the site's own rule names is kept.
    """

    items: int = 3
    paragraphs: int | None = None
    furniture: int | None = None


def prune(tree: PageTree, story: Story, scripts: Scripts, limits: Cuts) -> tuple[int, ...]:
    """Take out of the tree what a sample does not need; the blocks that are still there, by index."""
    pruner = _Pruner(tree, story)
    pruner.drop(lambda element: _is_dropped(element, story, scripts))
    pruner.drop(lambda element: element.getparent() is not None and pruner.is_unread(element))
    pruner.shorten(limits)
    while pruner.drop(_is_empty):
        pass
    _collapse_spaces(tree.root)
    return pruner.survivors()


class _Pruner:
    """Takes elements out, and knows which texts went with them."""

    def __init__(self, tree: PageTree, story: Story) -> None:
        self._tree = tree
        self._roles = [label.role if label is not None else Role.BOILERPLATE for label in story.labels.labels]
        own = (Voice.SITE, Voice.PLATFORM)
        self._is_named = [label is not None and label.voice in own for label in story.labels.labels]
        self._parents = {piece.element: piece.element.getparent() for piece in tree.pieces}
        self._gone: set[Element] = set()

    def drop(self, is_unwanted: Callable[[Element], bool]) -> int:
        """Take out the elements that are not wanted, inner ones first; how many they were."""
        unwanted = [element for element in reversed(list(self._tree.root.iter())) if is_unwanted(element)]
        for element in unwanted:
            self._remove(element)
        return len(unwanted)

    def is_unread(self, element: Element) -> bool:
        """Whether no text of an element is read: it is hidden, or stands in what is."""
        return element not in self._tree.ends and not any(above.tag == "head" for above in _upwards(element))

    def shorten(self, limits: Cuts) -> None:
        """Cut runs of alike neighbours."""
        for parent in list(self._tree.root.iter()):
            for _, run in groupby(list(parent), key=_likeness):
                alike = list(run)
                furniture = [element for element in alike if self._is_furniture(element)]
                for element in furniture[limits.items :]:
                    self._remove(element)
        if limits.paragraphs is not None:
            self._shorten_story(limits.paragraphs)
        if limits.furniture is not None:
            self._shorten_furniture(limits.furniture)

    def survivors(self) -> tuple[int, ...]:
        """The blocks of which a text is left."""
        return tuple(dict.fromkeys(piece.block for piece in self._tree.pieces if not self._is_gone(piece)))

    def _shorten_story(self, paragraphs: int) -> None:
        """Take paragraphs out of the middle of a long story: its first two thirds are its beginning."""
        whole = [element for element in self._tree.root.iter("p") if self._has_only(element, BODY_ROLES)]
        first = 2 * paragraphs // 3
        for element in whole[first : len(whole) - (paragraphs - first)]:
            self._remove(element)

    def _is_furniture(self, element: Element) -> bool:
        return not _has_words(element.tail) and self._has_only(element, BOILERPLATE_ROLES)

    def _shorten_furniture(self, limit: int) -> None:
        """Take the rest out of menus, lists and footers, the outermost containers first."""
        unwanted: set[int] = set()
        seen: set[int] = set()
        for element in list(self._tree.root.iter()):
            blocks = [block for block in self._tree.blocks_in([element]) if block not in seen]
            if blocks and self._has_only(element, BOILERPLATE_ROLES):
                seen.update(blocks)
                unwanted.update(block for block in blocks[limit:] if not self._is_named[block])
        for element in list(self._tree.root.iter()):
            covered = {cover.block for cover in self._tree.covers(element)}
            if covered and covered <= unwanted and element not in self._gone:
                self._remove(element)

    def _has_only(self, element: Element, roles: Iterable[Role]) -> bool:
        """Whether an element holds texts of these roles only, and one at least."""
        found = {self._roles[cover.block] for cover in self._tree.covers(element)}
        return bool(found) and found <= set(roles)

    def _is_gone(self, piece: Piece) -> bool:
        return (self._parents[piece.element] if piece.is_tail else piece.element) in self._gone

    def _remove(self, element: Element) -> None:
        """Take an element out; the text behind it stays."""
        parent = element.getparent()
        if parent is None:
            return
        if element.tag in ("source", "embed"):  # the parser puts what follows into it, as it knows of no end
            for child in reversed(element):
                element.addnext(child)
            element.tail = (element.text or "") + (element.tail or "")
        self._gone.update(element.iter())
        _give_tail_away(element, parent)
        parent.remove(element)


def _give_tail_away(element: Element, parent: Element) -> None:
    """Put the text behind an element where it stays when the element goes."""
    previous = element.getprevious()
    if previous is not None:
        previous.tail = (previous.tail or "") + (element.tail or "")
    else:
        parent.text = (parent.text or "") + (element.tail or "")
    element.tail = None


def _is_dropped(element: Element, story: Story, scripts: Scripts) -> bool:
    """Whether an element says nothing to a reader or a rule."""
    if element.tag == "script":
        return not scripts.rewrite(element)
    if element.tag == "link":
        return element.get("rel") not in LINKS
    if element.tag in PLAYERS:
        hosts = {host_of(embed.url) for embed in story.embeds if embed.url}
        return host_of(element.get("src") or element.get("data-src")) not in hosts
    size = element.get("width") or element.get("height") or ""
    is_pixel = element.tag == "img" and (PIXEL.fullmatch(size) is not None or ".svg" in element.get("src", ""))
    return is_pixel or element.tag in DROPPED


def _is_empty(element: Element) -> bool:
    """Whether an element holds nothing and shows nothing, and parts no texts."""
    if len(element) > 0 or element.tag in KEPT_EMPTY or _has_words(element.text):
        return False
    return element.tag in INLINE or not _is_between_texts(element)


def _is_between_texts(element: Element) -> bool:
    """Whether texts or inline elements stand beside an element, which it then breaks."""
    previous, following, parent = element.getprevious(), element.getnext(), element.getparent()
    before = previous.tail if previous is not None else None
    near = [other.tag for other in (previous, following, parent) if other is not None]
    return _has_words(element.tail) or _has_words(before) or not INLINE.isdisjoint(near)


def _has_words(text: str | None) -> bool:
    return bool(text) and not str(text).isspace()


def _likeness(element: Element) -> tuple[str, str]:
    """What neighbours have in common that are items of one list."""
    return str(element.tag), " ".join(element.get("class", "").translate(UNCOUNTED).split()[:2])


def _upwards(element: Element) -> Iterator[Element]:
    yield element
    yield from element.iterancestors()


def _collapse_spaces(root: Element) -> None:
    """Make one space or line end of many, but in preformatted text."""
    for element in root.iter():
        is_preformatted = any(above.tag in ("pre", "script") for above in _upwards(element))
        if element.text and not is_preformatted:
            element.text = _collapsed(element.text)
        if element.tail:
            element.tail = _collapsed(element.tail)


def _collapsed(text: str) -> str:
    """The text with single spaces; a no-break space is a letter here."""
    words = " ".join(filter(None, text.replace("\n", " ").replace("\t", " ").split(" ")))
    if not words:
        return "\n" if "\n" in text else " "
    before, after = (" " if edge in SPACES else "" for edge in (text[0], text[-1]))
    return f"{before}{words}{after}"
