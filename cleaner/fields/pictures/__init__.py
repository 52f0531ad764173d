"""Read the story's pictures, with captions and credits, and the list of its photo credits."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import takewhile
from operator import attrgetter, itemgetter

from msgspec.structs import replace

from cleaner.article import Article
from cleaner.fields.choice import all_found, each_once, rule_offers
from cleaner.fields.pictures.files import file_key, is_furniture, is_gif, path_of
from cleaner.fields.pictures.lead import Found, completed, with_lead
from cleaner.fields.pictures.lines import caption_lines, rule_credits
from cleaner.lines.class_words import class_words
from cleaner.lines.credits import parse_credit, without_label
from cleaner.lines.credits.captions import Captioned, announced_bracket, is_button, without_marked
from cleaner.model import BODY_ROLES, BOILERPLATE_ROLES, Block, Choice, Credit, Image, ImageSignal, Place, Role
from cleaner.text import bare, count_words, fold
from cleaner.urls import is_saved_beside
from cleaner.vocabulary import words_of

BELOW_BLOCKS = 6  # a picture with a caption may stand so far behind the body
MAX_BLOCKS_BEHIND = 3  # a loose caption stands at most so far behind its picture
MIN_NAME_CHARS = 6
MIN_LOOSE_WORDS = 3  # of a caption of which there is neither picture nor credit
OPENING_CHARS = 30  # of a caption
ALT_END = re.compile(r"[,:|(–]")  # where more than a name stands in an alternative text
HEADING_TAGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
STORY_ROLES = BODY_ROLES | {Role.HEADLINE, Role.SUBTITLE}
HEAD_ROLES = frozenset({Role.SECTION, Role.KICKER, Role.BYLINE, Role.TIMESTAMP})  # of lines above a headline
PLAYER_WORDS = words_of("player_class_words")
SIGNATURE_ROLES = frozenset({Role.BYLINE, Role.TIMESTAMP})
OTHER_ROLES = BOILERPLATE_ROLES - {Role.BOILERPLATE, Role.FOOTER}  # a figure may have a <footer>


def read_images(article: Article) -> Choice[tuple[Image, ...]] | None:
    """The pictures in page order, the lead first where the page only declares it; a caption printed twice is one.

    A caption without a picture, as in a dump, is a picture with a caption only. None where there is nothing.
    """
    found = list(from_rules(article)) or with_lead(article, distinct(from_page(article)))
    return all_found(list(without_local_addresses(found)))


def without_local_addresses(found: Iterable[Found]) -> Iterator[Found]:
    """The pictures, those of a saved page's folder without their addresses; of these what has caption or credit."""
    for source, image in found:
        if image.url is None or not is_saved_beside(image.url):
            yield source, image
        elif image.caption or image.credit:
            yield source, replace(image, url=None)


def photo_credits(article: Article, images: Choice[tuple[Image, ...]] | None) -> Choice[tuple[str, ...]] | None:
    """The distinct credits of the pictures, without label, in order; credits that belong to no picture follow."""
    pictures = images or Choice((), "role:credit")
    held = {index for signal in article.page.signals.images for index in signal.blocks}
    lines = caption_lines(article).items()
    loose = [line.credit for index, line in lines if not line.caption and index not in held]
    credits = distinct_credits(pictures.value, map(parse_credit, [*loose, *rule_credits(article)]))
    return Choice(credits, pictures.source) if credits else None


def distinct_credits(images: Iterable[Image], loose: Iterable[Credit | None] = ()) -> tuple[str, ...]:
    """The credits as printed, each once however it is capitalised and spaced."""
    credits = filter(None, [*(image.credit for image in images), *loose])
    return each_once([credit.raw for credit in credits], bare)


def from_rules(article: Article) -> Iterator[Found]:
    """The pictures a rule names."""
    for candidate in rule_offers(article, "images"):
        parts = candidate.parts
        credit = parse_credit(parts.get("credit", ""))
        yield candidate.source, Image(candidate.value, parts.get("caption"), credit, parts.get("alt"))


def from_page(article: Article) -> list[Found]:
    """The pictures of the story and the captions without one, in page order."""
    lines = caption_lines(article)
    signals = pictures_of_page(article, lines)
    held = {index for signal in signals for index in signal.blocks}
    found: list[tuple[int, Found]] = []
    last = article.text_end
    for signal in signals:
        own = [index for index in signal.blocks if index in lines]
        no_captions = signal.is_apart or bool(own)
        beside = lines_beside(article, signal, lines.keys() - held)
        own = sorted([*own, *(index for index in beside if not (no_captions and lines[index].caption))])
        if is_in_story(article, signal, last, [lines[index] for index in own]):
            last = max([last, *own])  # in a gallery the next picture stands below this one
            shown = without_headings(article, {index: lines.pop(index) for index in own})
            found.append((signal.block, ("page:images", of_signal(signal, shown))))
    for index, line in loose_lines(article, lines) if lines else ():
        source = article.source_of(article.page.blocks[index])
        found.append((index, (source, Image(caption=line.caption or None, credit=parse_credit(line.credit)))))
    return [entry for _, entry in sorted(found, key=itemgetter(0))]


def without_headings(article: Article, lines: Mapping[int, Captioned]) -> list[Captioned]:
    """The captions of a picture, without the heading above another one, as a player has it."""
    below = [line for index, line in lines.items() if article.page.blocks[index].tag not in HEADING_TAGS]
    return below if any(line.caption for line in below) else list(lines.values())


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


def pictures_of_page(article: Article, lines: Mapping[int, Captioned]) -> list[ImageSignal]:
    """The pictures of the page without logos, icons and portraits of the authors, and those apart without a caption."""
    names = [bare(block.text) for block in article.lines_as(Role.BYLINE)]
    shown = [image for image in article.page.signals.images if not image.is_apart or has_line(image, lines)]
    own = frozenset(path_of(article.page.signals.base or "").split("/"))  # a site's stories may all be in /authors/
    return [image for image in shown if not is_furniture(image, own) and not is_portrait(image, names)]


def has_line(image: ImageSignal, lines: Mapping[int, Captioned]) -> bool:
    """Whether a caption or credit is a picture's own, or stands near enough below it to be."""
    return any(index in lines for index in (*image.blocks, *range(image.block, image.block + MAX_BLOCKS_BEHIND)))


def is_portrait(image: ImageSignal, bylines: Iterable[str]) -> bool:
    """Whether the alternative text of a picture is a name that stands in a byline: "Jane Doe, politics editor"."""
    name = bare(ALT_END.split(image.alt)[0])
    return len(name) >= MIN_NAME_CHARS and any(name in line for line in bylines)


def lines_beside(article: Article, signal: ImageSignal, loose: Collection[int]) -> Iterator[int]:
    """The captions that no figure holds right behind a picture: nothing of the text is between them."""
    images = article.page.signals.images  # in page order
    following = bisect_right(images, signal.block, key=attrgetter("block"))
    stop = min([signal.block + MAX_BLOCKS_BEHIND, *(other.block for other in images[following : following + 1])])
    near = article.page.blocks[signal.block : stop]
    beside = takewhile(lambda block: article.role_of(block) not in BODY_ROLES, near)
    return (block.index for block in beside if block.index in loose)


def of_signal(signal: ImageSignal, lines: list[Captioned]) -> Image:
    """A picture with the captions of its blocks; a credit that an element or attribute marks is cut out of them."""
    captions = dict.fromkeys(without_marked(line.caption, signal.credit) for line in lines)
    told = [text for text in captions if text and not says_the_same(text, signal.credit)]
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


def says_the_same(caption: str, credit: str) -> bool:
    """Whether a caption is the credit once more, as where a page prints one for dark and one for light pictures."""
    return bare(caption) == bare(without_label(credit))


def is_cut_short(caption: str, captions: Iterable[str]) -> bool:
    """Whether a caption is how another one begins: what is shown until a reader asks for more."""
    opening = bare(caption.rstrip(".… "))
    is_open = caption.endswith(("...", "…"))
    return is_open and any(bare(other).startswith(opening) for other in captions if other != caption)


def is_in_story(article: Article, signal: ImageSignal, last: int, captions: Sequence[Captioned]) -> bool:
    """Whether a picture belongs to the story: with a caption, or between its headline and the end of the body.

    last: the last block of the story so far, body or caption. captions: its own, all of them near the story.
    """
    if signal.is_apart and not captions:
        return False
    if captions:
        return signal.block <= last + BELOW_BLOCKS
    if not article.body or not pictures_start(article, signal) <= signal.block <= pictures_end(article, signal):
        return False
    is_head = signal.block <= article.text_start and signal.around[0] < article.text_start
    if is_head and (signal.leads_to == "away" or is_gif(signal.url)):  # a banner, a button
        return False
    beside = article.page.blocks[slice(*signal.around)]
    if any(article.role_of(block) in STORY_ROLES and not is_button(block.text) for block in beside):
        return True
    around = [block for block in beside if not is_button(block.text)]
    if around and all(article.role_of(block) in SIGNATURE_ROLES for block in around):  # a portrait of the author
        return False
    following = article.page.blocks[signal.block]
    if article.role_of(following) in OTHER_ROLES and not is_button(following.text):
        return False
    return not any(article.role_of(block) in OTHER_ROLES - {Role.TOOL} for block in around)


def pictures_start(article: Article, signal: ImageSignal) -> int:
    """Index of the first block above which a picture of the story may stand: its headline, or its lines above that.

    Or what stands above the headline in the box that holds both.
    """
    start, stop = signal.around
    if article.first_block - MAX_BLOCKS_BEHIND <= start <= article.first_block < stop:
        return start
    above = reversed(article.page.blocks[: article.first_block])
    lines = list(takewhile(lambda block: article.role_of(block) in HEAD_ROLES, above))
    return lines[-1].index if lines else article.first_block


def pictures_end(article: Article, signal: ImageSignal) -> int:
    """Index of the last block before which a picture of the story may stand; one behind, where it ends their box."""
    start, stop = signal.around
    is_last = start < article.text_end == stop - 1 and not signal.leads_to
    return article.text_end + is_last


def distinct(found: Iterable[Found]) -> list[Found]:
    """The pictures, each once: by caption, else by file name. A second printing adds what the first lacks."""
    once: dict[str, Found] = {}
    keys: dict[str, str] = {}
    for source, image in found:
        own = picture_key(image)
        key = keys.setdefault(opening_key(image) or own, own)
        keys.setdefault(f"file {file_key(image.url)}", key)  # shown once more without its caption
        first_source, first = once.setdefault(key, (source, image))
        once[key] = (first_source, completed(first, image))
    return list(once.values())


def opening_key(image: Image) -> str:
    """The file of a picture and how its caption begins: a second size of it may have a longer or shorter one."""
    return f"{file_key(image.url)} {bare(image.caption)[:OPENING_CHARS]}" if image.url and image.caption else ""


def picture_key(image: Image) -> str:
    """What two printings of one picture have in common."""
    if image.caption:
        return f"caption {bare(image.caption)}"
    if image.url:
        return f"file {file_key(image.url)}"
    return f"credit {bare(image.credit.raw) if image.credit else ''}"
