"""Tell pictures by their files: two sizes of one picture, logos and icons."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import unquote, urlsplit

from cleaner.lines.lazy import lazy_pattern
from cleaner.model import ImageSignal
from cleaner.vocabulary import words_of

FURNITURE = words_of("furniture_names")
AVATAR_FOLDERS = words_of("avatar_folders")
WORD = lazy_pattern(r"[a-z]+")
SIZE = lazy_pattern(r"(?:[-_](?:\d{2,4}x\d{2,4}|\d{2,4}w|scaled|large|medium|small|thumb(?:nail)?))+$")
MIN_STEM_CHARS = 5  # "1.jpg" may be any picture
MAX_ALT_WORDS = 3  # of an alternative text that names a logo; a longer one may speak of one


@lru_cache(maxsize=512)  # asked for each picture of a page several times
def path_of(url: str) -> str:
    """The path of an address; empty for a broken one."""
    try:
        return unquote(urlsplit(url).path).lower()
    except ValueError:
        return ""


def stem(url: str) -> str:
    """The file name of a picture without ending and size."""
    name = path_of(url).rstrip("/").rpartition("/")[2]
    return SIZE.sub("", name.partition(".")[0])


def file_key(url: str | None) -> str:
    """What two sizes of one picture have in common: the file's name; where that is short, the whole address."""
    address = url or ""
    name = stem(address)
    return name if len(name) >= MIN_STEM_CHARS else address


def is_furniture_name(name: str) -> bool:
    """Whether a file name or alternative text says logo, icon and the like."""
    return not FURNITURE.isdisjoint(WORD.findall(name.lower()))


def is_furniture(signal: ImageSignal) -> bool:
    """Whether a picture is a logo, an icon or an author's portrait placeholder."""
    path = path_of(signal.url)
    is_drawn = not signal.url or signal.url.startswith("data:") or path.endswith(".svg")
    if is_drawn or not AVATAR_FOLDERS.isdisjoint(path.split("/")):
        return True
    words = signal.alt.split()
    alt = signal.alt if len(words) <= MAX_ALT_WORDS else ""
    return is_furniture_name(f"{stem(signal.url)} {alt}")
