"""Which pages of a story are more than an article: live blogs, galleries, films, things to listen to."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from cleaner.json_ld import listed, type_names
from cleaner.live_entries import clock_lines, entry_times
from cleaner.model import PageKind, PageType, Story
from cleaner.text import count_words
from cleaner.urls import split_url
from cleaner.vocabulary import words_of

MAX_CAPTION_WORDS = 150  # of text on a page of a film or a recording that has no story beside it
MIN_PICTURES = 5  # of a page that is a gallery by its address
MAX_WORDS_PER_PICTURE = 100  # more, and the pictures go with a story
MIN_POSTS, MIN_UPDATES = 4, 2  # dated entries of a live blog, and those in its JSON-LD
# How sure is what one sign alone says, and what two say together: from reading pages; the data sets have too few.
ONE_SIGN, TWO_SIGNS = 0.75, 0.95


class MediaSigns(Struct, frozen=True):
    """What speaks for a kind: types of JSON-LD objects, beginnings of og:type, and a vocabulary of address parts."""

    types: frozenset[str]
    og_types: tuple[str, ...]
    addresses: str


SIGNS: Mapping[PageKind, MediaSigns] = {
    "live_blog": MediaSigns(frozenset({"LiveBlogPosting"}), (), "live_blog_addresses"),
    "gallery": MediaSigns(frozenset({"ImageGallery", "MediaGallery"}), (), "gallery_addresses"),
    "video": MediaSigns(frozenset({"VideoObject", "Clip", "Movie"}), ("video",), "video_addresses"),
    "audio": MediaSigns(
        frozenset({"AudioObject", "PodcastEpisode", "RadioEpisode", "PodcastSeries"}), ("music",), "audio_addresses"
    ),
}


def media_kind(story: Story) -> PageType | None:
    """Live blog, gallery, film or recording, where the page declares one and its text does not say otherwise."""
    signals = story.page.signals
    types = {name for node in signals.json_ld for name in type_names(node)}
    og_type = (signals.first_meta("og:type") or "").lower()
    steps = _steps(story.page.document.url or signals.canonical)
    for kind, signs in SIGNS.items():
        evidence = [f"JSON-LD {name}" for name in sorted(signs.types & types)]
        evidence += [f"og:type {og_type}"] if signs.og_types and og_type.startswith(signs.og_types) else []
        evidence += [f"the address has /{step}/" for step in sorted(words_of(signs.addresses) & steps)]
        evidence += _entries_in_words(story) if kind == "live_blog" else []
        if evidence and _text_agrees(story, kind, len(evidence)):
            return PageType(kind, TWO_SIGNS if len(evidence) > 1 else ONE_SIGN, tuple(evidence))
    return None


def _entries_in_words(story: Story) -> list[str]:
    """What the page has of entries: the times above them, and the updates in its JSON-LD."""
    page = story.page
    updates = [update for node in page.signals.json_ld for update in listed(node.get("liveBlogUpdate")) if update]
    counts = {
        "times above pieces of the text": len(entry_times(page, story.body) or clock_lines(page, story.body)),
        "updates in its JSON-LD": len(updates) if len(updates) >= MIN_UPDATES else 0,
    }
    return [f"{count} {name}" for name, count in counts.items() if count]


def _steps(url: str | None) -> frozenset[str]:
    """The parts of an address, lower case, without the last, which names the page."""
    parts = split_url(url)
    return frozenset(parts.path.lower().split("/")[:-1] if parts is not None else ())


def _text_agrees(story: Story, kind: PageKind, signs: int) -> bool:
    words = sum(count_words(block.text) for block in story.body)
    signals = story.page.signals
    if kind == "live_blog":
        return signs > 1 or len(signals.times) >= MIN_POSTS or bool(_entries_in_words(story))
    if kind == "gallery":
        pictures = len(signals.images)
        return pictures >= MIN_PICTURES and words < MAX_WORDS_PER_PICTURE * pictures
    return words < MAX_CAPTION_WORDS
