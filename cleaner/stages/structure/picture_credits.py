"""Who took a picture: by an attribute, by an element that is marked as credit, or by what is set apart in a caption."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import islice, takewhile

from cleaner.lines.credits import without_label
from cleaner.lines.credits.bare import MAX_CREDIT_WORDS, is_bare_credit
from cleaner.lines.credits.labels import is_label
from cleaner.lines.names import is_name
from cleaner.stages.segment.attributes import first_value
from cleaner.stages.structure.picture_frames import IsSmall
from cleaner.text import collapse, count_words, ends_sentence
from cleaner.tree import Element, opening_text
from cleaner.vocabulary import alternatives, words_of

MAX_CAPTIONS = 20  # of one figure: with more, it holds a list of stories
MAX_CREDITS, MAX_CREDIT_PARTS = 20, 50  # of one figure; elements in one of them
MAX_MARKED = 1_000  # elements of a figure among which its credit is looked for: a larger one is the page
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
CREDIT_TAGS = ("footer", "figcaption", "span", "div", "p", "small", "cite", "em", "i", "a")
# A word of a class: "Image__credit", "figure-copyright", "photoCredit", "css-credit_x1y2"
CREDIT_CLASS = re.compile(
    r"(?:^|[^a-z])(?:(?:photo|image|img|picture|media|caption)?(?:credits?|copyright|source)"
    rf"|{alternatives(words_of('credit_class_words'))})(?![a-z])"
    r"|[a-z](?:Credits?|Copyright|Photographer|Attribution)(?![a-z])",
    re.MULTILINE,
)
# fmt: on
SIGNED_TAGS = frozenset({"small", "cite"})  # what stands in them is no part of a sentence
APART_TAGS = frozenset({"small", "cite", "em", "i", "span", "strong", "div", "p"})
AUTHOR_CLASS = re.compile(r"(?:^|[^a-z])(?:author|autor|auteur)(?![a-z])", re.MULTILINE)  # in a caption: of the picture


def figure_credit(is_small: IsSmall, figures: Mapping[Element | None, list[Element]], figure: Element | None) -> str:
    """The credit in an attribute of a figure, else of an element marked as credit, else set apart in a caption.

    Of what is as large as the story, with who signs its comments, the one that is marked in its captions.
    """
    captions = figures.get(figure, [])[:MAX_CAPTIONS]
    if figure is None or not (figure.tag == "figure" or is_small(figure)):
        marked = {text for caption in captions if (text := _marked_credit(caption))}
        return marked.pop() if len(marked) == 1 else ""
    apart = filter(None, map(_credit_set_apart, captions))
    return credit_attribute(figure) or _marked_credit(figure) or next(apart, "")


def credit_attribute(element: Element) -> str:
    """The credit in an attribute of a picture or figure; most have none."""
    return "" if CREDIT_NAMES.isdisjoint(element.keys()) else first_value([element], *CREDIT_ATTRIBUTES)


def _marked_credit(figure: Element) -> str:
    """The text of the element that is marked as credit; the shortest, as a class may mark the caption too."""
    elements = islice(figure.iter(*CREDIT_TAGS), MAX_MARKED)
    marked = islice((element for element in elements if _is_credit(element) and not _is_large(element)), MAX_CREDITS)
    texts = [_signed(element) for element in marked]
    signed = (text for text in texts if without_label(text) and not is_label(text) and not _is_sentence(text))
    return min(signed, key=len, default="")


def _is_sentence(text: str) -> bool:
    """Whether what is marked as credit is a sentence of the story: long, and most of its words in small letters."""
    words = text.split()
    return len(words) > MAX_CREDIT_WORDS and 3 * sum(word.islower() for word in words) > 2 * len(words)


def _is_large(element: Element) -> bool:
    """Whether an element holds more than who took a picture."""
    return next(islice(element.iter(), MAX_CREDIT_PARTS, None), None) is not None


def _signed(element: Element) -> str:
    """The text of a credit, with what stands behind a slash; of an address, the name before it.

    "<i>Jane Doe</i> / <b>Getty</b>", "Jane Doe <i>jdoe@news.example</i>".
    """
    text, around = _without_labels(element), element.getparent()
    behind, following = (element.tail or "").strip(), element.getnext()
    if behind.startswith("/"):
        return collapse(f"{text} {behind} {opening_text(following) if following is not None else ''}")
    if "@" not in text[1:] or around is None:
        return text
    name = collapse(opening_text(around)).partition(text)[0].rstrip().rpartition(". ")[2]
    return name if is_name(name) else text


def _without_labels(element: Element) -> str:
    """The text of an element, without labels of their own that touch it: "<b>Credit</b><i>Jane Doe</i>"."""
    text = collapse(opening_text(element))
    for part in takewhile(is_label, map(collapse, map(str, islice(element.itertext(), MAX_CREDIT_PARTS)))):
        text = text.removeprefix(part).lstrip() or text
    return text


def _credit_set_apart(caption: Element) -> str:
    """The last element of a caption, where it is all credit: an author, a name in small print or behind a sentence."""
    last = _last_element(caption)
    inner = _last_element(last) if last is not None else None
    if inner is not None and _names_author(inner):
        last = inner
    if last is None or last.tag not in APART_TAGS:
        return ""
    text, whole = collapse(opening_text(last)), collapse(opening_text(caption))
    before = whole.removesuffix(text).rstrip()
    is_apart = last.tag in SIGNED_TAGS or ends_sentence(before)
    is_credit = _names_author(last) or (is_apart and (is_name(text) or is_bare_credit(text, is_apart=True)))
    return text if before and is_credit else ""


def _last_element(element: Element) -> Element | None:
    """The last child, where no text stands behind it."""
    last = element[-1] if len(element) else None
    return None if last is None or collapse(last.tail or "") else last


def _names_author(element: Element) -> bool:
    return AUTHOR_CLASS.search(element.get("class", "")) is not None


def _is_credit(element: Element) -> bool:
    """Whether a class, tag or microdata property marks an element in a figure as the picture's credit."""
    is_marked = CREDIT_CLASS.search(element.get("class", "")) is not None
    if is_marked and element.tag == "figcaption" and count_words(opening_text(element)) > MAX_CREDIT_WORDS:
        return False  # it is named after the credit at its end
    return is_marked or element.tag in ("footer", "cite") or element.get("itemprop") in CREDIT_PROPERTIES
