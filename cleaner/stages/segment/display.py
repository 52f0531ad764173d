"""How a browser shows an element: as part of a sentence, as a paragraph of its own, or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from cleaner.lines.class_words import class_words
from cleaner.model import Place
from cleaner.text import collapse, ends_sentence
from cleaner.tree import Element
from cleaner.vocabulary import words_of

# fmt: off
INLINE = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins",
    "kbd", "label", "mark", "nobr", "q", "ruby", "rb", "s", "samp", "small", "span", "strike", "strong", "sub", "sup",
    "time", "tt", "u", "var", "wbr", "img", "picture", "source", "embed",
})
# Elements whose text is one run: an unknown element inside one of them is part of the sentence.
TEXT_BLOCKS = frozenset({
    "p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "dd", "dt", "figcaption", "caption", "td", "th",
})
NAMELESS = frozenset({"div", "p", "span"})
CELLS = frozenset({"td", "th"})
# Inline elements that a style may make paragraphs of.
STYLED_TAGS = frozenset({"span", "font", "b", "strong", "em", "i", "big", "small"})
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
EXPLAINED = frozenset({"abbr", "acronym", "dfn"})
FOLDING = frozenset({"aria-expanded", "aria-controls", "data-toggle", "data-bs-toggle"})
# fmt: on
# Words in an element that takes no place, no ink, or a place outside of the window, are for machines alone.
HIDING_STYLE = re.compile(
    r"(?:^|[;\s/])(?:display\s*:\s*none|(?:content-)?visibility\s*:\s*(?:hidden|collapse)"
    r"|clip\s*:\s*rect\(\s*[01](?:px)?[\s,]+[01](?:px)?[\s,]+[01](?:px)?[\s,]+[01](?:px)?\s*\)"
    r"|clip-path\s*:\s*(?:inset\(\s*(?:50|100)%|circle\(\s*0)|transform\s*:\s*scale\(\s*0\s*[,)]"
    r"|font-size\s*:\s*0(?:\.0+)?(?:px|r?em|pt|%)?\s*(?:[;!]|$)"
    r"|(?:left|right|top|bottom|text-indent)\s*:\s*-(?:999|\d{4,}))",
    re.I,
)
TOOLTIP_CLASS = re.compile(r"tooltip[-_]*(?:text|content|bubble|body)", re.I)
NO_HEIGHT = re.compile(r"(?:^|[;\s])(?:max-)?height\s*:\s*0(?:px)?\s*(?:[;!]|$)", re.I)
CLEAR = re.compile(r"(?:^|[;\s])opacity\s*:\s*0(?:\.0+)?%?\s*(?:[;!]|$)", re.I)
FADING = re.compile(r"transform|transition|animation|(?:^|\s)data-")  # of what is clear at first
LINES_STYLE = re.compile(r"(?:^|[;\s])white-space\s*:\s*(?:pre|break-spaces)", re.I)
PARAGRAPH_STYLE = re.compile(r"(?:^|[;\s])display\s*:\s*block", re.I)
FLOATING_STYLE = re.compile(r"(?:^|[;\s])float\s*:\s*(?:left|right)", re.I)  # a drop cap is a block and no paragraph
TITLE_WORDS, BYLINE_WORDS = words_of("title_class_words"), words_of("byline_class_words")
STREAMED_ID = "S:"  # React streams finished parts of a page as <div hidden id="S:0"> and shows them by script
FOUND_BY_SEARCH = "until-found"  # folded up: a reader opens it, and a search in the page does
MIN_WORDS_BEFORE = 3  # of a sentence that an element outside of a text block may stand in
MIN_PARAGRAPH_CHARS, MIN_SENTENCES = 40, 3  # of a span; of two that white space parts: readers' aids mark sentences
MAX_TEXTS = 20
MAX_NESTED = 5  # spans that begin together
GOES_ON = frozenset(",;:.!?)’'”")


def holds_one_text(place: Place) -> bool:
    """Whether the text of a block is one run; a cell that lays out the page holds many."""
    return place.tag in TEXT_BLOCKS and (place.row or place.tag not in CELLS)


def is_hidden(element: Element) -> bool:
    """Whether its own attributes hide an element from readers."""
    hidden = element.get("hidden")
    if hidden is not None and hidden != FOUND_BY_SEARCH and not element.get("id", "").startswith(STREAMED_ID):
        return True
    style = element.get("style", "")
    is_clipped = "hidden" in style and NO_HEIGHT.search(style) is not None
    if HIDING_STYLE.search(style) is not None or is_clipped or _is_clear(element, style) or _is_sign(element):
        return True
    return element.get("role") == "tooltip" or _is_title_shown(element)


def is_tooltip(classes: str) -> bool:
    """Whether a part of a sentence explains the word before it, in a bubble that readers see when they point at it."""
    return "ooltip" in classes and TOOLTIP_CLASS.search(classes) is not None


def _is_title_shown(element: Element) -> bool:
    """Whether an element shows what a browser would: the title of the abbreviation or term that it stands in."""
    around = element.getparent()
    if around is None or around.tag not in EXPLAINED or len(element):
        return False
    return element.get("aria-hidden") == "true" and collapse(element.text or "") == collapse(around.get("title", " "))


def _is_sign(element: Element) -> bool:
    """Whether an element holds a sign for the eye alone: the plus of a button that unfolds a text, no dash."""
    text = element.text or ""
    is_sign = not any(map(str.isalnum, text)) and text == text.strip()
    return is_sign and element.get("aria-hidden") == "true" and not len(element)


def _is_clear(element: Element, style: str) -> bool:
    """Whether an element is transparent, and no script makes it fade in: scripts know what to move by data-*."""
    if "opacity" not in style or CLEAR.search(style) is None:
        return False
    marks = " ".join([style, *map(str, element.attrib)])
    return FADING.search(marks) is None


def is_paragraph(element: Element) -> bool:
    """Whether an inline element is shown as a paragraph: by its style, or by what its editor calls it."""
    style = element.get("style", "")
    shown_as_block = PARAGRAPH_STYLE.search(style) is not None and FLOATING_STYLE.search(style) is None
    return shown_as_block or element.get("data-as") == "p"


def is_story_line(span: Element, classes: str) -> bool:
    """Whether a span is called a byline and one right beside it a title, or the other way round: each is a line."""
    words = _words_of_classes(classes)
    sought = BYLINE_WORDS if words & TITLE_WORDS else TITLE_WORDS if words & BYLINE_WORDS else None
    if sought is None:
        return False
    before, after = span.getprevious(), span.getnext()
    beside = [before] if before is not None and not (before.tail or "").strip() else []
    beside += [after] if after is not None and not (span.tail or "").strip() else []
    return any(other.tag == "span" and sought & _words_of_classes(other.get("class", "")) for other in beside)


def _words_of_classes(classes: str) -> frozenset[str]:
    return frozenset().union(*map(class_words, classes.split()))


def is_heading(element: Element) -> bool:
    """Whether an element is a heading by its role alone, with a paragraph right below: others head lists and boxes."""
    below = element.getnext()
    return element.get("role") == "heading" and element.tag in NAMELESS and below is not None and below.tag == "p"


def keeps_lines(element: Element) -> bool:
    """Whether the style of an element shows the line ends of its text, and there are some inside."""
    return "\n" in (element.text or "").strip() and LINES_STYLE.search(element.get("style", "")) is not None


def follows_paragraph(span: Element) -> bool:
    """Whether a span and the one of its class before it are paragraphs: both long, with no text between them.

    Touching ones are, as no sentence follows another without a space; others where they hold several sentences.
    """
    before = span.getprevious()
    if before is None or before.tag != "span" or before.get("class") != span.get("class"):
        return False
    first, second = _beginning(before), _beginning(span)
    between = before.tail or ""
    is_long = min(len(first), len(second)) >= MIN_PARAGRAPH_CHARS
    if not is_long or between.strip():
        return False
    return not between or _count_sentences(first) + _count_sentences(second) >= MIN_SENTENCES


def spans_begun_with(span: Element) -> Iterator[Element]:
    """A span and those around it that begin with it: an editor puts one for the paragraph around one for its style."""
    for _ in range(MAX_NESTED):
        yield span
        around = span.getparent()
        if around is None or around.tag != "span" or span.getprevious() is not None or (around.text or "").strip():
            return
        span = around


def _beginning(element: Element) -> str:
    """Its first texts: spans may nest by thousands."""
    return collapse("".join(map(str, islice(element.itertext(), MAX_TEXTS))))


def _count_sentences(text: str) -> int:
    return text.count(". ") + text.count("。") + ends_sentence(text)


def is_in_sentence(element: Element, place: Place, before: str) -> bool:
    """Whether a button or an element of the page's own stands in a sentence, or is all there is in a heading.

    before: the text of the open block so far. What goes on behind it decides: a button at the end is a control.
    """
    after = _text_behind(element)
    goes_on = after[:1].islower() or after[:1] in GOES_ON
    is_begun = before != "" and not ends_sentence(before.rstrip())
    if place.tag not in TEXT_BLOCKS:
        return goes_on and is_begun and len(before.split()) >= MIN_WORDS_BEFORE
    if not after:
        return place.tag in HEADINGS and not before
    return goes_on or before != ""


def leads_nowhere(link: Element, place: Place) -> bool:
    """Whether the link of a heading leads nowhere else: it names the place, or shows and hides the text below it."""
    if place.tag not in HEADINGS:
        return False
    return link.get("href") is None or link.get("role") == "button" or not FOLDING.isdisjoint(map(str, link.attrib))


def _text_behind(element: Element) -> str:
    """The text right behind an element, what is hidden there, or the inline elements that end with it; or nothing."""
    after = collapse(element.tail or "")
    for _ in range(MAX_TEXTS):
        following = element.getnext()
        around = element.getparent() if following is None else following
        if after or around is None or not (around.tag in INLINE if following is None else is_hidden(around)):
            break
        element = around
        after = collapse(element.tail or "")
    return after
