"""What stands in a story and is not its text: posts, videos, recordings, documents, charts and maps of other sites."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain, islice

from msgspec.structs import replace

from cleaner.lines.posts import signs_post
from cleaner.model import Block, Embed, EmbedKind, Page
from cleaner.stages.segment.attributes import first_value
from cleaner.stages.structure.providers import (
    Id,
    addresses_of,
    forms_of_ids,
    known_address,
    post_address,
    provider_of,
    quotations,
    script_paths,
)
from cleaner.text import collapse, is_web_address
from cleaner.tree import Element, PageTree, opening_text
from cleaner.urls import absolute
from cleaner.vocabulary import alternatives, words_of

ADDRESSES = ("src", "data-src", "data-lazy-src", "data-url")
PLAYERS: Mapping[str, EmbedKind] = {"video": "video", "audio": "audio", "amp-video": "video", "amp-audio": "audio"}
FRAME_ADDRESS = re.compile(r"src(?!doc|set)|^data$|^data-url$")  # also those of the makers of consent dialogues
ATTRIBUTE = re.compile(r"\{([\w-]+)\}")
OUTSIDE_STORY = frozenset({"nav", "footer", "form"})
NAMED = re.compile(r"([^()\n]{1,80}+)\((@[\w.@-]{1,60}+)\)")  # "— Ada Blau (@ada)"
SHARED_BY = re.compile(rf"(?:{alternatives(words_of('post_shared_by'))})\s{NAMED.pattern}", re.IGNORECASE)
POST_NUMBER = re.compile(r"/(\d{10,20})/?$")
DASHES = " \u00a0-–—"
MAX_EMBEDS = 100
MAX_POST_CHARS = 5_000
MAX_ABOVE = 12  # blocks between the page's headline and the text, where its main video may stand


def read_embeds(page: Page, body: Sequence[Block]) -> tuple[Embed, ...]:
    """The embeds between the story's headline and the end of its text, in page order; `block` is one of the page's."""
    if page.tree is None or not body:
        return ()
    start = max([last for _, last in page.signals.h1 if last < body[0].index], default=body[0].index)
    story = range(max(start, body[0].index - MAX_ABOVE), body[-1].index + 2)
    embeds: dict[tuple[str, str | None], Embed] = {}
    known: set[tuple[Element, str | None]] = set()
    for element, embed in _found(page.tree, page.signals.base):
        if (element, embed.provider) in known:  # a frame with an id that names it once more
            continue
        known.add((element, embed.provider))
        block = page.tree.first_block(element)
        is_above = block < body[0].index
        if block in story and not (is_above and embed.kind == "audio") and _is_in_story(element):
            embeds.setdefault((embed.kind, _post_number(embed) or embed.url), replace(embed, block=block))
    return tuple(islice(sorted(embeds.values(), key=lambda embed: embed.block), MAX_EMBEDS))


def _post_number(embed: Embed) -> str | None:
    """The number at the end of a post's address, by which it is the same under two: of its author, and of none."""
    number = POST_NUMBER.search(embed.url or "")
    return f"{embed.provider} {number[1]}" if number is not None else None


def _is_in_story(element: Element) -> bool:
    return not any(above.tag in OUTSIDE_STORY for above in element.iterancestors())


def _found(tree: PageTree, base: str | None) -> Iterator[tuple[Element, Embed]]:
    """The embeds of a page: posts with their texts first, since their frames say less."""
    readers: Sequence[Callable[[PageTree, str | None], Iterator[tuple[Element, Embed | None]]]] = (
        _posts, _frames, _players, _numbered, _of_blocks,
    )  # fmt: skip
    for element, embed in chain.from_iterable(read(tree, base) for read in readers):
        if embed is not None:
            yield element, embed


def _posts(tree: PageTree, base: str | None) -> Iterator[tuple[Element, Embed | None]]:
    for token, attributes in quotations():
        for element in tree.by_token.get(token, [])[:MAX_EMBEDS]:
            links = [link.get("href", "") for link in element.iter("a")]
            posts = [link for link in reversed(links) if provider_of(link) is not None and not _is_tag(link)]
            address = first_value([element], *attributes) or next(iter(posts), "")
            yield element, _post(element, absolute(address, base) or "")


def _is_tag(address: str) -> bool:
    return "/hashtag/" in address or "/tag/" in address or "/explore/" in address


def _post(element: Element, address: str) -> Embed | None:
    """A post with what its quotation holds: text, author, date."""
    embed = _embed(post_address(address))
    if embed is None:
        return None
    printed = collapse(opening_text(element))[:MAX_POST_CHARS]
    links = [collapse(opening_text(link)) for link in element.iter("a")]
    paragraphs = [collapse(opening_text(paragraph)) for paragraph in element.iter("p")]
    told = [line for line in paragraphs if line and line not in links and not _signs(line)]
    text = "\n".join(told)[:MAX_POST_CHARS]
    author = _author(printed, printed.removeprefix(collapse(text)), links)
    dates = [collapse(opening_text(link)) for link in element.iter("a") if (link.get("href") or "").startswith(address)]
    date = dates[-1] if dates and any(char.isdigit() for char in dates[-1]) else None
    return Embed(embed.kind, 0, embed.provider, embed.url, author, date, text or None)


def _signs(line: str) -> bool:
    """Whether a paragraph of a post says who wrote it."""
    return SHARED_BY.search(line) is not None or signs_post(line)


def _author(printed: str, signature: str, links: Sequence[str]) -> str | None:
    """Who wrote a post, by name and handle: behind a word for that, in a link, behind its text; else by the handle."""
    linked = next(filter(None, map(NAMED.fullmatch, links)), None)
    named = SHARED_BY.search(printed) or linked or NAMED.search(signature)
    if named is None:
        return next((link for link in links if link.startswith("@")), None)
    return f"{named[1].strip(DASHES)} ({named[2]})"


def _frames(tree: PageTree, base: str | None) -> Iterator[tuple[Element, Embed | None]]:
    """Frames, by the first of their addresses that shows an embed: where a script loads them, `src` may hold none."""
    for element in (*tree.by_tag.get("iframe", ()), *tree.by_tag.get("embed", ()), *tree.by_tag.get("object", ())):
        addresses = [absolute(value, base) or "" for name, value in element.items() if FRAME_ADDRESS.search(name)]
        yield element, next(filter(None, map(_embed, addresses)), None)


def _players(tree: PageTree, base: str | None) -> Iterator[tuple[Element, Embed | None]]:
    """Players of the page's own: a film or recording whose file it names, and those of Brightcove by number."""
    for tag, kind in PLAYERS.items():
        for element in tree.by_tag.get(tag, ()):
            address = absolute(first_value([element, *element.iter("source")], *ADDRESSES), base) or ""
            yield element, Embed(kind, 0, url=address) if is_web_address(address) else None


def _numbered(tree: PageTree, base: str | None) -> Iterator[tuple[Element, Embed | None]]:
    """Elements that name a post, video or chart by its number."""
    for element in tree.by_tag.get("amp-iframe", ()):
        yield element, _embed(element.get("src", ""))
    indexes = (tree.by_tag, "elements"), (tree.by_attribute, "attributes"), (tree.by_token, "classes")
    for index, of in indexes:
        for name, address in addresses_of(of):
            yield from ((element, _filled(address, element)) for element in index.get(name, ()))
    for path in script_paths():
        yield from _scripts(tree, path)
    for form in forms_of_ids():
        yield from _named(tree, form)


def _of_blocks(tree: PageTree, base: str | None) -> Iterator[tuple[Element, Embed | None]]:
    """The embeds of WordPress's blocks: a bare address, of which a script makes one, and a story of another site."""
    for element in tree.by_token.get("wp-block-embed__wrapper", ())[:MAX_EMBEDS]:
        words = opening_text(element).split()
        yield element, _embed(words[0]) if len(words) == 1 else None
    for element in tree.by_token.get("wp-embedded-content", ())[:MAX_EMBEDS]:
        for link in islice(element.iter("a"), 1):
            address, title = absolute(link.get("href"), base) or "", collapse(opening_text(link))
            yield element, Embed("post", 0, "WordPress", address, text=title) if is_web_address(address) else None


def _scripts(tree: PageTree, path: re.Pattern[str]) -> Iterator[tuple[Element, Embed | None]]:
    """Scripts that put a player in their place. path: of such a script."""
    for element in tree.by_tag.get("script", ()):
        source = element.get("src", "").partition("?")[0].strip()
        start = source.find("/", source.find("//") + 2) if "//" in source else -1
        if start > 0 and path.fullmatch(source, start):
            yield element, _embed(absolute(element.get("src"), "https:") or "")


def _named(tree: PageTree, form: Id) -> Iterator[tuple[Element, Embed | None]]:
    """Elements whose id names what is embedded."""
    for element in tree.by_attribute.get("id", ()):
        own_id = element.get("id", "")
        found = re.fullmatch(form.rest, own_id[len(form.start) :]) if own_id.startswith(form.start) else None
        if found is not None:
            yield element, _embed(form.page.format(found[1]))


def _filled(address: str, element: Element) -> Embed | None:
    """The embed at an address with an element's attributes in their places; None where it lacks one."""
    if not all(element.get(name) for name in ATTRIBUTE.findall(address)):
        return None
    return _embed(ATTRIBUTE.sub(lambda name: element.get(name[1], ""), address))


def _embed(address: str) -> Embed | None:
    """The embed that an address shows; None where it is none of the web, or of nobody who shows embeds."""
    if not is_web_address(address):
        return None
    provider = provider_of(address)
    return Embed(provider.kind, 0, provider.name, known_address(address)) if provider is not None else None
