"""Tell pictures by their files: two sizes of one picture, logos and icons."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from cleaner.lines.lazy import lazy_pattern
from cleaner.model import ImageSignal
from cleaner.urls import PHOTOGRAPHS, is_picture_file
from cleaner.vocabulary import words_of

FURNITURE = words_of("furniture_names")
ANY_NAMES = words_of("any_file_names")
SIZE_PARAMETERS = words_of("picture_size_parameters")
OVERLAYS = words_of("picture_overlay_parameters")
BUTTONS = words_of("button_names")
DEFAULTS = frozenset({"default", "fallback"})
WITH_DEFAULTS = words_of("default_picture_words")
FURNITURE_FOLDERS = words_of("author_folders") | words_of("icon_folders")
WORD = lazy_pattern(r"[a-z]+")
SIZE = lazy_pattern(r"(?:[-_~](?:\d{2,4}x\d{2,4}|\d{2,4}w|scaled|large|medium|small|thumb(?:nail)?))+$")
WIDTH = lazy_pattern(r"\d{2,5}")
MIN_STEM_CHARS = 5  # "1.jpg" may be any picture
MIN_NUMBER_CHARS = 20  # a name so long with as many digits as a number is one picture's, whatever is asked of it
MIN_NUMBER_DIGITS = 6
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


@lru_cache(maxsize=512)  # as path_of()
def file_key(url: str | None) -> str:
    """What two sizes of one picture have in common: the file's name, with its folders where that may be any file's.

    Of a script, the picture it is asked for: `/_next/image?url=%2Fgate.jpg&w=640`.
    """
    address = url or ""
    name = stem(address)
    asked = "" if is_picture_file(path_of(address)) else asked_for(address)
    if is_picture_file(asked):
        return file_key(asked)
    is_number = len(name) >= MIN_NUMBER_CHARS and sum(map(str.isdigit, name)) >= MIN_NUMBER_DIGITS
    is_any = len(name) < MIN_STEM_CHARS or name in ANY_NAMES or SIZE.fullmatch(f"-{name}") is not None
    if not is_any and (not asked or is_number):
        return name
    folders = path_of(address).rpartition("/")[0]
    return f"{folders}/{name}?{asked}" if name else address


def asked_for(address: str) -> str:
    """The file that a query names, else the query without what it says of the size."""
    kept = [(name, value) for name, value in queried(address) if name.lower() not in SIZE_PARAMETERS]
    return next((value for _, value in kept if is_picture_file(value)), urlencode(kept))


def queried(address: str) -> list[tuple[str, str]]:
    """Names and values in the query of an address; none of a broken one."""
    try:
        return parse_qsl(urlsplit(address).query)
    except ValueError:
        return []


def has_overlay(url: str) -> bool:
    """Whether something is drawn over a picture, by the query of its address."""
    return not OVERLAYS.isdisjoint(WORD.findall(url.partition("?")[2].lower()))


def asked_width(url: str) -> int:
    """The largest size that the query of a picture's address asks for; 0 where it names none."""
    sizes = [value for name, value in queried(url) if name.lower() in SIZE_PARAMETERS and WIDTH.fullmatch(value)]
    return max(map(int, sizes), default=0)


def is_gif(url: str) -> bool:
    """Whether a picture is in the format of what is drawn: buttons, lines and banners, and hardly a photograph."""
    return path_of(url).endswith(".gif")


def is_counter(signal: ImageSignal) -> bool:
    """Whether a picture nobody describes is a drawing that is asked for with more than a size: it counts readers."""
    return is_gif(signal.url) and not signal.alt and bool(asked_for(signal.url))


def is_furniture_name(name: str) -> bool:
    """Whether a file name or alternative text says logo, icon and the like."""
    return not FURNITURE.isdisjoint(WORD.findall(name.lower()))


def is_any_storys(url: str) -> bool:
    """Whether a declared picture is a logo, or what a site shows with any story: `og-default.png`."""
    name = stem(url)
    words = {word for word in WORD.findall(name) if len(word) > 1}
    is_default = not DEFAULTS.isdisjoint(words) and bool(words - DEFAULTS) and words <= DEFAULTS | WITH_DEFAULTS
    return is_default or is_furniture_name(name)


def is_button_name(name: str) -> bool:
    """Whether a file name says a button, or what one is for and nothing else: `btn_help`, `printButton`."""
    words = {word.removesuffix("button") or word for word in WORD.findall(name.lower()) if len(word) > 1}
    return "btn" in words or (bool(words) and words <= BUTTONS)


def is_furniture(signal: ImageSignal, page_folders: frozenset[str] = frozenset()) -> bool:
    """Whether a picture is a logo, an icon or an author's portrait. page_folders: in the address of the page itself."""
    path = path_of(signal.url)
    is_drawn = not signal.url or signal.url.startswith("data:") or path.endswith(".svg")
    if is_drawn or is_counter(signal) or not (FURNITURE_FOLDERS - page_folders).isdisjoint(path.split("/")):
        return True
    if not path.endswith(PHOTOGRAPHS) and is_button_name(stem(signal.url)):
        return True
    if signal.blocks and not (signal.is_framed or signal.is_apart):  # nobody explains the logo of a site
        return False
    words = signal.alt.split()
    alt = signal.alt if len(words) <= MAX_ALT_WORDS else ""
    return is_furniture_name(f"{stem(signal.url)} {alt}")
