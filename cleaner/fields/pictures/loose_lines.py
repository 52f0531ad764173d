"""Captions and credits whose picture a page does not show, as in a dump."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from cleaner.article import Article
from cleaner.fields.pictures.files import is_furniture
from cleaner.fields.pictures.in_story import MAX_BLOCKS_BEHIND
from cleaner.lines.class_words import class_words
from cleaner.lines.credits.captions import Captioned
from cleaner.model import Block, ImageSignal, Place
from cleaner.text import count_words, fold
from cleaner.vocabulary import words_of

MIN_LOOSE_WORDS = 3  # of a caption of which there is neither picture nor credit
PLAYER_WORDS = words_of("player_class_words")


def loose_lines(article: Article, lines: Mapping[int, Captioned]) -> Iterator[tuple[int, Captioned]]:
    """The captions without a picture: not those of a video, or right beside a picture that is none of the story."""
    images = article.page.signals.images
    framed = {index for image in images if image.is_framed or is_logo(image) for index in image.blocks}
    near = [range(*image.around) for image in images if image.is_apart]
    apart = {index for blocks in near if len(blocks) <= MAX_BLOCKS_BEHIND for index in blocks}
    is_html = article.page.document.kind == "html"
    notes = {caption_of(article.page.blocks[index]) for index in lines if is_script_note(article.page.blocks[index])}
    for index, line in lines.items():
        block = article.page.blocks[index]
        is_lone_credit = is_html and not line.caption
        is_below = is_html and is_below_length(article, block)
        is_of_video = is_below or is_in_player(block) or names_video(block.text, line)
        is_label = not line.credit and count_words(line.caption) < MIN_LOOSE_WORDS
        is_of_other = is_of_video or (bool(notes) and caption_of(block) in notes)
        if not (index in framed or index in apart or is_lone_credit or is_label or is_of_other):
            yield index, line


def caption_of(block: Block) -> Place | None:
    """The <figcaption> around a block."""
    return next((place for place in block.place.outwards() if place.tag == "figcaption"), None)


def is_script_note(block: Block) -> bool:
    """Whether a block speaks to those whose browser runs no scripts."""
    text = fold(block.text)
    return any(word in text for word in words_of("script_words"))


def names_video(text: str, line: Captioned) -> bool:
    """Whether what a text says behind its caption is the credit of a video: "Video: AP", "AP Video by Jane Doe"."""
    behind = text.rpartition(line.caption)[2] if all(line) else ""
    return not PLAYER_WORDS.isdisjoint(word.strip(":(").lower() for word in behind.split())


def is_below_length(article: Article, block: Block) -> bool:
    """Whether a line of a page stands right below the length of a video: "Duration 1:30"."""
    above = article.page.blocks[max(block.index - 1, 0)].text
    minutes, _, seconds = above.rpartition(" ")[2].partition(":")
    return len(above.split()) < MIN_LOOSE_WORDS and all(map(str.isdecimal, (minutes, seconds)))


def is_logo(image: ImageSignal) -> bool:
    """Whether a picture that has an address is a logo or an icon; without one it may wait for a script."""
    return bool(image.url) and is_furniture(image)


def is_in_player(block: Block) -> bool:
    """Whether a line of a figure stands in a player: by a class of it, of the figure or of what is around that."""
    if not block.is_line_of_figure:
        return False
    places = list(block.place.outwards())
    figures = [at for at, place in enumerate(places) if place.tag == "figure"]
    inside = places[: figures[-1] + 2] if figures else places[:1]
    return any(not PLAYER_WORDS.isdisjoint(class_words(token)) for place in inside for token in place.classes.split())
