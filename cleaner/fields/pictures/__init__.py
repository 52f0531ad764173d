"""Read the story's pictures, with captions and credits, and the list of its photo credits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from cleaner.article import Article
from cleaner.fields.choice import rule_offers
from cleaner.fields.memo import once
from cleaner.fields.near_blocks import headline_before
from cleaner.fields.pictures.lead import Found, completed, is_furniture_name, path_of, stem, with_lead
from cleaner.fields.pictures.lines import caption_lines, is_only_credit, loose_credits
from cleaner.lines.credits import parse_credit
from cleaner.lines.credits.captions import Captioned, without_known
from cleaner.lines.lazy import lazy_pattern
from cleaner.lines.names import fold_word
from cleaner.model import BOILERPLATE_ROLES, Choice, Credit, Image, ImageSignal, Role
from cleaner.text import collapse

NO_WORD = lazy_pattern(r"\W+")
BELOW_BLOCKS = 6  # a picture with a caption may stand so far behind the body
AVATAR_FOLDERS = frozenset({"avatar", "avatars", "gravatar"})  # portraits of authors
NOT_STORY = BOILERPLATE_ROLES - {Role.BOILERPLATE, Role.FOOTER}  # a figure may have a <footer>


def read_images(article: Article) -> Choice[tuple[Image, ...]] | None:
    """The pictures in page order, the lead first where the page only declares it; a caption printed twice is one.

    A caption without a picture, as in a dump, is a picture with a caption only. None where there is nothing.
    """
    return once(article, "images", _choose_images)


def _choose_images(article: Article) -> Choice[tuple[Image, ...]] | None:
    ruled = tuple(from_rules(article))
    found = ruled or tuple(with_lead(article, distinct(from_page(article))))
    if not found:
        return None
    return Choice(tuple(image for _, image in found), found[0][0])


def photo_credits(article: Article) -> Choice[tuple[str, ...]] | None:
    """The distinct credits of the pictures, without label, in order; credits that belong to no picture follow."""
    images = read_images(article)
    credits = distinct_credits(images.value if images else (), map(parse_credit, loose_credits(article)))
    if not credits:
        return None
    return Choice(credits, images.source if images else "role:credit")


def distinct_credits(images: Iterable[Image], loose: Iterable[Credit | None] = ()) -> tuple[str, ...]:
    """The credits as printed, each once however it is capitalised and spaced."""
    credits = (*(image.credit for image in images), *loose)
    seen: dict[str, str] = {}
    for credit in credits:
        if credit is not None:
            seen.setdefault(NO_WORD.sub("", fold_word(credit.raw)), credit.raw)
    return tuple(seen.values())


def from_rules(article: Article) -> Iterator[Found]:
    """The pictures a rule names."""
    for candidate in rule_offers(article, "images"):
        parts = candidate.parts
        credit = parse_credit(parts["credit"]) if parts.get("credit") else None
        yield candidate.source, Image(candidate.value, parts.get("caption"), credit, parts.get("alt"))


def from_page(article: Article) -> Iterator[tuple[int, str, Image]]:
    """The pictures of the story and the captions without one: block index, who said so, picture; in page order."""
    lines = caption_lines(article)
    used: set[int] = set()
    found: list[tuple[int, str, Image]] = []
    start = headline_before(article, article.body[0].index) if article.body else 0
    last = article.body[-1].index if article.body else 0
    for signal in article.page.signals.images:
        own = [index for index in signal.blocks or (signal.block,) if index in lines and index not in used]
        if is_in_story(article, signal, start, last, has_caption=bool(own)):
            # a credit may stand in a block of its own behind the caption
            if own and own[-1] + 1 in lines and is_only_credit(lines[own[-1] + 1]):
                own.append(own[-1] + 1)
            used.update(own)
            last = max(last, *own) if own else last  # in a gallery the next picture stands below this one
            found.append((signal.block, "page:images", of_signal(signal, [lines[index] for index in own])))
    rest = {index: line for index, line in lines.items() if index not in used}
    yield from sorted([*found, *captions_alone(rest)], key=lambda entry: entry[0])


def of_signal(signal: ImageSignal, lines: list[Captioned]) -> Image:
    """A picture with the captions of its blocks; a credit that an element or attribute marks is cut out of them."""
    captions = [line.caption for line in lines if line.caption]
    printed = next((line.credit for line in lines if line.credit), None)
    credit = parse_credit(signal.credit) if signal.credit else None
    if credit is not None:
        whole = [collapse(f"{line.caption or ''} {line.credit or ''}") for line in lines]
        cut = [caption for text in whole if (caption := without_known(text, signal.credit or ""))]
        # the marked credit may be printed in another form; then what was parted from the caption stays parted
        captions = cut if any(credit.raw in text for text in whole) else captions
    elif printed:
        credit = parse_credit(printed)
    caption = " ".join(dict.fromkeys(captions)) or None
    return Image(signal.url, caption, credit, signal.alt if signal.alt != caption else None)


def captions_alone(lines: Mapping[int, Captioned]) -> Iterator[tuple[int, str, Image]]:
    """Captions without a picture; a credit in the block behind a caption goes to it."""
    for index, line in sorted(lines.items()):
        if is_only_credit(line) and index - 1 in lines and lines[index - 1].credit is None:
            continue
        following = lines.get(index + 1)
        printed = line.credit or (following.credit if following is not None and is_only_credit(following) else None)
        source = "role:credit" if line.caption is None else "role:caption"
        yield index, source, Image(caption=line.caption, credit=parse_credit(printed) if printed else None)


def is_in_story(article: Article, signal: ImageSignal, start: int, last: int, *, has_caption: bool) -> bool:
    """Whether a picture belongs to the story: with a caption, or between headline (start) and end of the body.

    last: the last block of the story so far, body or caption.
    """
    if not article.body:
        return has_caption and not is_furniture(signal)
    end = last + BELOW_BLOCKS if has_caption else article.body[-1].index
    if not start <= signal.block <= end or is_furniture(signal):
        return False
    if has_caption:
        return True
    label = article.labels.labels[signal.block] if signal.block < len(article.labels.labels) else None
    return label is None or label.role not in NOT_STORY


def is_furniture(signal: ImageSignal) -> bool:
    """Whether a picture is a logo, an icon or an author's portrait placeholder."""
    if signal.url is None or signal.url.startswith("data:"):
        return True
    if any(folder in AVATAR_FOLDERS for folder in path_of(signal.url).lower().split("/")):
        return True
    name = f"{stem(signal.url)} {signal.alt if signal.alt and len(signal.alt.split()) < 4 else ''}"
    return is_furniture_name(name) or path_of(signal.url).endswith(".svg")


def distinct(found: Iterable[tuple[int, str, Image]]) -> list[Found]:
    """The pictures, each once: by caption, else by file name. A second printing adds what the first lacks."""
    out: dict[str, Found] = {}
    for _, source, image in found:
        key = picture_key(image)
        known = out.get(key)
        if known is None:
            out[key] = (source, image)
        else:
            out[key] = (known[0], completed(known[1], image))
    return list(out.values())


def picture_key(image: Image) -> str:
    """What two printings of one picture have in common."""
    if image.caption:
        return "caption " + NO_WORD.sub("", fold_word(image.caption))
    if image.url:
        return f"url {stem(image.url) or image.url}"
    return f"credit {fold_word(image.credit.raw) if image.credit else ''}"
