"""What a page says of itself in its head, its scripts and its marked-up elements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import chain, islice

from cleaner.lines.class_words import class_words
from cleaner.lines.lazy import lazy_pattern
from cleaner.model import ImageSignal, PersonSignal, Signals, TimeSignal
from cleaner.stages.segment.attributes import first_value
from cleaner.stages.segment.json_blocks import hydration_states, read_json_ld
from cleaner.stages.segment.pictures import find_pictures
from cleaner.text import collapse, is_web_address
from cleaner.transport import content_type
from cleaner.tree import Element, PageTree, opening_text
from cleaner.urls import absolute, host_of, unglued_address
from cleaner.vocabulary import words_of

MAX_PEOPLE = 60
MAX_TIMES = 60
MAX_NAME_CHARS = 200
# Of 1,100 pages of public sets none has more than 190 metas, 78 of one name, and 14,272 characters in one.
MAX_METAS, MAX_META_VALUES, MAX_META_CHARS = 1_000, 100, 20_000
META_NAMES = ("name", "property", "itemprop", "http-equiv")
TIME_PROPERTIES = ("itemprop", "property")
DATE_PROPERTIES = frozenset({"datepublished", "datemodified", "published", "updated"})  # the last two of hAtom
TIME_DATA = ("data-timestamp", "data-datetime", "data-date", "data-time")
TIME_MARK = lazy_pattern(r"(?<![^\W_])(?:date|time|publish)|Date|Time")  # in the name of a tag or class
LANGUAGE_NAMES = ("lang", "{http://www.w3.org/XML/1998/namespace}lang", "xml:lang")
AUTHOR_TOKENS = (
    "author", "author-name", "byline", "byline-name", "author__name", "byline__name", "article-author", "post-author",
    "entry-author", "author-link", "article__author", "fn",
)  # fmt: skip
AUTHOR_WORDS, OTHERS_WORDS = words_of("author_class_words"), words_of("other_author_class_words")
JSON_LD_TYPES = ("application/ld+json", "application/json+ld")
OTHER_ITEMS = frozenset({"ImageObject", "VideoObject", "AudioObject", "Comment", "UserComments", "Answer", "Product"})
STORY_ITEMS = ("Article", "Posting", "Report", "WebPage", "CreativeWork")  # ends of their types
MAX_LEVELS = 100  # from an element to its item: hostile pages nest by tens of thousands
PERSON_TAGS = ("a", "span", "div", "p", "li")


def read_signals(tree: PageTree, url: str | None) -> Signals:
    """Read the signals of a parsed page, uncut. url: of the page."""
    by_tag = tree.by_tag
    meta = _meta(by_tag.get("meta", ()))
    links = [link for link in by_tag.get("link", ()) if "canonical" in _words(link, "rel")]
    canonical = unglued_address(first_value(links, "href"))
    base = _base(tree, url or _declared_address(canonical, *meta.get("og:url", ())))
    scripts = by_tag.get("script", ())
    return Signals(
        title=_title(by_tag.get("title", ())),
        meta=meta,
        json_ld=read_json_ld(_json_ld_texts(scripts)),
        states=hydration_states(scripts),
        language=first_value([*by_tag.get("html", ()), *by_tag.get("body", ())], *LANGUAGE_NAMES),
        canonical=absolute(canonical, base),
        base=base,
        images=tuple(ImageSignal(alt=first_value([image], "alt"), block=block) for image, block in find_pictures(tree)),
        times=tuple(_times(tree)),
        people=tuple(_people(tree, base)),
        tokens=tuple(tree.by_token),
        h1=tuple(_first_and_last_blocks(tree, by_tag.get("h1", ()))),
    )


def _declared_address(*addresses: str | None) -> str | None:
    """The first web address that a page says is its own; None where two are of different hosts: one is a copy's."""
    declared = [address for address in addresses if address and is_web_address(address)]
    return declared[0] if len(set(map(host_of, declared))) == 1 else None


def _base(tree: PageTree, url: str | None) -> str | None:
    """What relative addresses are joined to: the page's <base>, else its own address."""
    base = absolute(first_value(tree.by_tag.get("base", ()), "href"), url)
    return base if base and is_web_address(base) else url


def _words(element: Element, attribute: str) -> list[str]:
    return element.get(attribute, "").lower().split()


def _title(elements: Iterable[Element]) -> str | None:
    """The text of the first <title> that is not the title of a drawing."""
    for element in elements:
        parent = element.getparent()
        if parent is None or parent.tag != "svg":
            return collapse(opening_text(element)) or None
    return None


def _meta(elements: Iterable[Element]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}  # the inner one is an ordered set
    for element in islice(elements, MAX_METAS):
        # Some parsers on the way (archives, reader apps) write `value` for `content`.
        content = first_value([element], "content", "value")
        for attribute in META_NAMES:
            name = element.get(attribute)
            if name and content and not (attribute == "itemprop" and _item_type(element) in OTHER_ITEMS):
                found.setdefault(name.strip().lower(), {})[content[:MAX_META_CHARS]] = None
    return {name: tuple(islice(contents, MAX_META_VALUES)) for name, contents in found.items()}


def _json_ld_texts(scripts: Iterable[Element]) -> Iterator[str]:
    for script in scripts:
        media_type, _ = content_type(script.get("type"))
        if media_type in JSON_LD_TYPES:
            yield script.text or ""


def _times(tree: PageTree) -> Iterator[TimeSignal]:
    """The <time> elements, then elements whose time a script prints: `<news-date data-timestamp="1714751262">`."""
    for element in tree.by_tag.get("time", ())[:MAX_TIMES]:
        yield _time(tree, element, element.get("datetime") or element.get("content"), tree.first_block(element))
    for element, value in islice(_marked_times(tree), MAX_TIMES):
        yield _time(tree, element, value, tree.first_block(element))
    unprinted = ((element, name) for name in TIME_DATA for element in tree.by_attribute.get(name, ()))
    for element, name in islice(unprinted, MAX_TIMES):
        first = tree.span(element)[0]
        if element.tag != "time" and first and not tree.has_text(element) and _is_time(element):
            yield _time(tree, element, element.get(name), tree.pieces[first - 1].block)


def _marked_times(tree: PageTree) -> Iterator[tuple[Element, str]]:
    """Printed dates that say in full what they are, in other elements than <time>: microdata, RDFa, hAtom's <abbr>."""
    for name in TIME_PROPERTIES:
        for element in tree.by_attribute.get(name, ()):
            is_date = element.get(name, "").rpartition(":")[2].lower() in DATE_PROPERTIES
            if is_date and element.tag not in ("time", "meta", "abbr") and element.get("content"):
                yield element, element.get("content", "")
    for element in tree.by_tag.get("abbr", ()):
        if not DATE_PROPERTIES.isdisjoint(element.get("class", "").split()) and element.get("title", "")[:4].isdigit():
            yield element, element.get("title", "")


def _is_time(element: Element) -> bool:
    """Whether the tag or a class says that an element holds a time."""
    return TIME_MARK.search(f"{element.tag} {element.get('class', '')}") is not None


def _time(tree: PageTree, element: Element, value: str | None, block: int) -> TimeSignal:
    """A <time> element with what marks it: its property and classes, and those of the elements around it."""
    around = list(islice(chain([element], element.iterancestors()), 3))
    classes = " ".join(above.get("class", "") for above in around)
    properties = [above.get(name, "").removeprefix("schema:") for above in around[:2] for name in TIME_PROPERTIES]
    marks = " ".join([classes, *properties, *(name for name in ("pubdate",) if element.get(name) is not None)])
    text = collapse(opening_text(element))[:MAX_NAME_CHARS]
    return TimeSignal(value, text, block, frozenset(marks.split()))


def _first_and_last_blocks(tree: PageTree, elements: Iterable[Element]) -> Iterator[tuple[int, int]]:
    for element in elements:
        first, last = tree.span(element)
        if first < last:
            yield tree.pieces[first].block, tree.pieces[last - 1].block


def _people(tree: PageTree, base: str | None) -> Iterator[PersonSignal]:
    """Elements marked as the author, strongest ground first; mailto links; elements whose class names hold "author"."""
    marked: list[tuple[str, Sequence[Element]]] = [
        ("rel", [link for link in _links(tree, "rel") if "author" in _words(link, "rel")]),
        ("itemprop", _author_items(tree)),
        *(("class", tree.by_token.get(token, ())) for token in AUTHOR_TOKENS),
        ("mailto", [link for link in _links(tree, "href") if link.get("href", "")[:7].lower() == "mailto:"]),
        *(("word", tree.by_token[token]) for token in _author_tokens(tree.by_token)),
    ]
    elements = chain.from_iterable([(ground, element) for element in found] for ground, found in marked)
    for ground, element in islice(elements, MAX_PEOPLE):
        name = collapse(opening_text(element) or element.get("content", ""))
        if ground == "itemprop":
            ground, name = _item(element, name)
        if name and len(name) <= MAX_NAME_CHARS:
            yield PersonSignal(name, absolute(element.get("href"), base), ground, tree.first_block(element))


def _author_tokens(tokens: Iterable[str]) -> list[str]:
    """The classes and ids that say author by one of their words; asked of those alone in which one can be."""
    all_tokens = "\n".join(tokens).lower()
    present = [word for word in AUTHOR_WORDS if word in all_tokens]
    if not present:
        return []
    return [token for token in tokens if any(word in token.lower() for word in present) and _is_author_token(token)]


@lru_cache(maxsize=8192)  # a site's pages have the same tokens
def _is_author_token(token: str) -> bool:
    """Whether a word in a class or id says author, and none says of what else: `herald-author-name`."""
    words = class_words(token)
    return not words.isdisjoint(AUTHOR_WORDS) and words.isdisjoint(OTHERS_WORDS) and token not in AUTHOR_TOKENS


def _item(element: Element, printed: str) -> tuple[str, str]:
    """The ground and name of a microdata item: what its property `name` prints, or holds unseen."""
    name = next((part for part in element.iterdescendants() if part.get("itemprop") == "name"), element)
    shown, unseen = collapse(opening_text(name)), collapse(name.get("content", ""))
    around = _item_type(element)
    is_unseen = unseen and not printed and (not around or around.endswith(STORY_ITEMS))
    return ("item", unseen) if is_unseen else ("itemprop", shown or printed)


def _links(tree: PageTree, attribute: str) -> list[Element]:
    return [element for element in tree.by_attribute.get(attribute, ()) if element.tag == "a"]


def _author_items(tree: PageTree) -> list[Element]:
    """The elements with the microdata property `author`, in the order of PERSON_TAGS."""
    items = [element for element in tree.by_attribute.get("itemprop", ()) if element.get("itemprop") == "author"]
    people = [element for element in items if element.tag in PERSON_TAGS and _item_type(element) not in OTHER_ITEMS]
    return sorted(people, key=lambda element: PERSON_TAGS.index(element.tag))


def _item_type(element: Element) -> str:
    """The type of the item around an element, without its vocabulary's address; empty where there is none."""
    around = islice(element.iterancestors(), MAX_LEVELS)
    item = next((above for above in around if above.get("itemscope") is not None), None)
    return "" if item is None else item.get("itemtype", "").rpartition("/")[2]
