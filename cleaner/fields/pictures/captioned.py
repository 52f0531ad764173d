"""A picture with what its captions say, less what is said twice."""

from __future__ import annotations

from collections.abc import Iterable

from cleaner.lines.credits import parse_credit, without_label
from cleaner.lines.credits.captions import Captioned, announced_bracket, without_marked
from cleaner.model import Image, ImageSignal
from cleaner.text import bare, fold
from cleaner.vocabulary import words_of


def with_captions(signal: ImageSignal, lines: list[Captioned]) -> Image:
    """A picture with the captions of its blocks; a credit that an element or attribute marks is cut out of them."""
    captions = dict.fromkeys(without_marked(line.caption, signal.credit) for line in lines)
    told = [text for text in captions if not says_nothing(text) and not says_the_same(text, signal.credit)]
    caption = " ".join(text for text in told if not is_cut_short(text, told))
    announced = (announced_bracket(signal.alt) or ("", ""))[1]  # "A dog (Photo: Jane Doe)" as the alternative text
    credits = map(parse_credit, [signal.credit, *(line.credit for line in lines), announced])
    alt = "" if signal.alt == caption else signal.alt
    credit = next(filter(None, credits), None)
    return Image(
        signal.url,
        caption or None,
        credit,
        alt or None,
        block=signal.block,
        width=signal.width,
        height=signal.height,
    )


def says_nothing(caption: str) -> bool:
    """Whether a caption is empty, or what a template calls a picture: "Hero", "Bild 2"."""
    return fold(caption).strip(" 0123456789.:()") in words_of("bare_caption_words") | {""}


def says_the_same(caption: str, credit: str) -> bool:
    """Whether a caption is the credit once more, as where a page prints one for dark and one for light pictures."""
    return bare(caption) == bare(without_label(credit))


def is_cut_short(caption: str, captions: Iterable[str]) -> bool:
    """Whether a caption is how another one begins: what is shown until a reader asks for more."""
    opening = bare(caption.rstrip(".… "))
    is_open = caption.endswith(("...", "…"))
    return is_open and any(bare(other).startswith(opening) for other in captions if other != caption)
