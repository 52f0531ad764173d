"""Which printings of pictures are the same picture."""

from __future__ import annotations

from collections.abc import Iterable

from cleaner.fields.pictures.files import file_key
from cleaner.fields.pictures.lead import Found, completed
from cleaner.model import Image
from cleaner.text import bare

OPENING_CHARS = 30  # of a caption


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
