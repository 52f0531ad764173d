"""What a page says of itself in its head, its scripts and its marked-up elements."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from urllib.parse import urljoin

from cleaner.model import Document, ImageSignal, PersonSignal, Signals, TimeSignal
from cleaner.stages.segment.json_blocks import hydration_states, read_json_ld
from cleaner.text import collapse
from cleaner.tree import DECLARING_TAGS, Element, PageTree, text_of

MAX_IMAGES = 200
MAX_PEOPLE = 60
MAX_NAME_CHARS = 200
IMAGE_ADDRESSES = ("data-src", "data-original", "data-lazy-src", "data-full-src", "src")
SET_ADDRESSES = ("srcset", "data-srcset", "data-lazy-srcset")
# fmt: off
# Named after IPTC's fields (Credit Line, By-line, Copyright Notice, Source) by those who print them.
CREDIT_ATTRIBUTES = (
    "data-credit", "data-credits", "data-creditline", "data-credit-line", "data-credit-text", "data-photo-credit",
    "data-image-credit", "data-img-credit", "data-caption-credit", "data-media-credit", "data-iptc-credit",
    "data-iptc-byline", "data-photographer", "data-photo-author", "data-image-author", "data-author",
    "data-copyright", "data-image-copyright", "data-copyright-notice", "data-attribution", "data-image-attribution",
)
CREDIT_NAMES = frozenset(CREDIT_ATTRIBUTES)
CREDIT_PROPERTIES = frozenset({"creditText", "copyrightHolder", "copyrightNotice", "author", "creator"})
# A word of a class: "Image__credit", "figure-copyright", "photoCredit", "css-credit_x1y2"
CREDIT_CLASS = re.compile(
    r"(?:^|[^a-z])(?:(?:photo|image|img|picture|media|caption)?(?:credits?|copyright)|photographer|bildnachweis"
    r"|bildquelle|attribution)(?![a-z])|[a-z](?:Credits?|Copyright|Photographer|Attribution)(?![a-z])",
    re.MULTILINE,
)
CAPTION_TOKENS = (
    "wp-caption-text", "caption", "caption-text", "image-caption", "photo-caption", "article-caption",
    "media-caption", "figure-caption", "image__caption", "picture-caption",
)
AUTHOR_TOKENS = (
    "author", "author-name", "byline", "byline-name", "author__name", "byline__name", "article-author", "post-author",
    "entry-author", "author-link", "article__author", "fn",
)
# fmt: on
PERSON_TAGS = ("a", "span", "div", "p", "li")
FIGURE_DEPTH = 4  # levels between a picture, or its caption, and the element that holds both
PLACEHOLDER = re.compile(r"^data:|/(?:blank|spacer|pixel|placeholder|1x1|transparent)[^/]*\.(?:gif|png|svg)", re.I)
ROOTED = re.compile(r"//?\w(?:[\w/.,+%~:@=&?!-]*[\w/])?", re.ASCII)
ORIGIN = re.compile(r"(https?:)//[\w.:@-]+(?=[/?#]|\Z)", re.ASCII)


def read_signals(tree: PageTree | None, document: Document) -> Signals:
    """Read the signals of a parsed page, uncut. tree None: a page without elements, all signals empty."""
    if tree is None:
        return Signals()
    declared = {tag: tree.by_tag.get(tag, []) for tag in DECLARING_TAGS}
    base = _base(declared["base"], document.url)
    return Signals(
        title=_title(declared["title"]),
        meta=_meta(declared["meta"]),
        json_ld=read_json_ld(_script_texts(declared["script"], "application/ld+json")),
        states=hydration_states(declared["script"], document),
        language=_language([*declared["html"], *declared["body"]]),
        canonical=_canonical(declared["link"], base),
        images=tuple(_images(tree, base)),
        times=tuple(_times(tree)),
        people=tuple(_people(tree, base)),
        tokens=tuple(tree.by_token),
        h1=tuple(_first_and_last_blocks(tree, "h1")),
    )


def _base(elements: list[Element], url: str | None) -> str | None:
    for element in elements:
        if element.get("href"):
            return _absolute(element.get("href"), url)
    return url


def _absolute(address: str | None, base: str | None) -> str | None:
    """The address joined to the base; None where it is empty or no address at all."""
    if not address or not address.strip():
        return None
    plain = address.strip()
    if "[" not in plain and (base is None or plain.startswith(("https://", "http://"))):
        return plain
    # Most others are a path of the site, and need no taking apart: no dots to resolve, nothing empty to drop.
    if ROOTED.fullmatch(plain) and "/." not in plain and (origin := ORIGIN.match(base or "")):
        return (origin[1] if plain.startswith("//") else origin[0]) + plain
    try:
        return urljoin(base or "", plain)
    except ValueError:  # "http://[broken"
        return None


def _title(elements: list[Element]) -> str | None:
    for element in elements:
        parent = element.getparent()
        if parent is None or parent.tag != "svg":
            return collapse(text_of(element)) or None
    return None


def _meta(elements: list[Element]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for element in elements:
        # Some parsers on the way (archives, reader apps) write `value` for `content`.
        text = collapse(element.get("content") or element.get("value") or "")
        if not text:
            continue
        for attribute in ("name", "property", "itemprop", "http-equiv"):
            name = element.get(attribute)
            if name:
                values = found.setdefault(name.strip().lower(), [])
                if text not in values:
                    values.append(text)
    return {name: tuple(values) for name, values in found.items()}


def _script_texts(elements: list[Element], kind: str) -> Iterator[str]:
    for element in elements:
        if (element.get("type") or "").split(";")[0].strip().lower() == kind and (text := element.text):
            yield text


def _language(elements: list[Element]) -> str | None:
    for element in elements:
        for attribute in ("lang", "{http://www.w3.org/XML/1998/namespace}lang", "xml:lang"):
            value = element.get(attribute)
            if value and value.strip():
                return str(value).strip()
    return None


def _canonical(elements: list[Element], base: str | None) -> str | None:
    for element in elements:
        rel = (element.get("rel") or "").lower()
        if "canonical" in rel and "canonical" in rel.split():
            return _absolute(element.get("href"), base)
    return None


def _images(tree: PageTree, base: str | None) -> Iterator[ImageSignal]:
    figures = _figures(tree)
    for element in tree.by_tag.get("img", ())[:MAX_IMAGES]:
        figure = next((above for above in _ancestors(element) if above in figures), None) if figures else None
        captions = figures[figure] if figure is not None else []
        yield ImageSignal(
            url=_absolute(_address(element), base),
            alt=collapse(element.get("alt") or "") or None,
            blocks=tuple(tree.blocks_in(captions)) if captions else (),
            credit=_credit(element, figure),
            block=tree.first_block(element),
        )


def _figures(tree: PageTree) -> Mapping[Element, list[Element]]:
    """The elements that may hold a picture with its caption → the captions; a <figure> also without one."""
    figures: dict[Element, list[Element]] = {figure: [] for figure in tree.by_tag.get("figure", ())}
    captions = list(tree.by_tag.get("figcaption", ()))
    captions += [e for token in CAPTION_TOKENS for e in tree.by_token.get(token, ()) if e.tag != "figcaption"]
    for caption in captions:
        near = list(_ancestors(caption))
        holder = next((e for e in near if e.tag == "figure"), None)
        # Without <figure>, the nearest ancestor with a picture in it holds both.
        holder = (
            holder if holder is not None else next((e for e in near if next(e.iter("img"), None) is not None), None)
        )
        if holder is not None and caption not in figures.setdefault(holder, []):
            figures[holder].append(caption)
    return figures


def _ancestors(element: Element) -> Iterator[Element]:
    """Up to FIGURE_DEPTH ancestors, nearest first, none as large as the story itself."""
    above = element.getparent()
    for _ in range(FIGURE_DEPTH):
        if above is None or above.tag in ("body", "article", "main"):
            return
        yield above
        above = above.getparent()


def _address(image: Element) -> str | None:
    for attribute in IMAGE_ADDRESSES:
        value = image.get(attribute)
        if value and not _is_placeholder(value):
            return str(value)
    for attribute in SET_ADDRESSES:
        value = image.get(attribute)
        if value:
            return str(value).split(",")[-1].split()[0] if value.split(",")[-1].split() else None
    return None


def _is_placeholder(address: str) -> bool:
    """Whether an address is of what a page shows until the picture is loaded; most end like no such thing."""
    if address.isascii():
        lower = address.lower()
        if ".gif" not in lower and ".png" not in lower and ".svg" not in lower:
            return lower.startswith("data:")
    return PLACEHOLDER.search(address) is not None


def _credit(image: Element, figure: Element | None) -> str | None:
    for element in (image, figure):
        if element is not None and not CREDIT_NAMES.isdisjoint(element.keys()):
            for attribute in CREDIT_ATTRIBUTES:
                value = collapse(element.get(attribute) or "")
                if value:
                    return value[:MAX_NAME_CHARS]
    if figure is not None:
        marked = (e for e in figure.iter("span", "div", "p", "small", "cite", "em", "i", "a") if _is_credit(e))
        # the shortest: a class may mark the caption and the credit in it alike
        texts = sorted((text for element in marked if (text := collapse(text_of(element)))), key=len)
        if texts:
            return texts[0][:MAX_NAME_CHARS]
    return None


def _is_credit(element: Element) -> bool:
    """Whether a class or microdata property marks an element in a figure as the picture's credit."""
    names = element.get("class")
    if names and CREDIT_CLASS.search(names):
        return True
    return element.get("itemprop") in CREDIT_PROPERTIES


def _times(tree: PageTree) -> Iterator[TimeSignal]:
    for element in tree.by_tag.get("time", ())[:MAX_PEOPLE]:
        tokens: set[str] = set()
        ancestor: Element | None = element
        for _ in range(3):
            if ancestor is not None:
                tokens.update((ancestor.get("class") or "").split())
                ancestor = ancestor.getparent()
        text = collapse(text_of(element))[:MAX_NAME_CHARS]
        yield TimeSignal(element.get("datetime"), text, tree.first_block(element), frozenset(tokens))


def _first_and_last_blocks(tree: PageTree, tag: str) -> Iterator[tuple[int, int]]:
    for element in tree.by_tag.get(tag, ()):
        first, last = tree.span(element)
        if first < last:
            yield tree.pieces[first].block, tree.pieces[last - 1].block


def _people(tree: PageTree, base: str | None) -> Iterator[PersonSignal]:
    """Elements marked as the author, strongest ground first; then mailto links."""
    marked: list[tuple[str, Element]] = []
    related = [e for e in tree.by_attribute.get("rel", ()) if "author" in e.get("rel", "")]
    marked += [("rel", e) for e in related if e.tag == "a" and "author" in e.get("rel", "").split()]
    items = [e for e in tree.by_attribute.get("itemprop", ()) if e.get("itemprop") == "author"]
    marked += [("itemprop", e) for tag in PERSON_TAGS for e in items if e.tag == tag]
    marked += [("class", e) for token in AUTHOR_TOKENS for e in tree.by_token.get(token, ())]
    # A page has hundreds of links: the colon is looked for first.
    schemes = [e for e in tree.by_attribute.get("href", ()) if e.get("href", "")[6:7] == ":"]
    marked += [("mailto", e) for e in schemes if e.tag == "a" and e.get("href", "")[:7].lower() == "mailto:"]
    for ground, element in marked[:MAX_PEOPLE]:
        name = collapse(text_of(element) or element.get("content") or "")
        if name and len(name) <= MAX_NAME_CHARS:
            yield PersonSignal(name, _absolute(element.get("href"), base), ground, tree.first_block(element))
