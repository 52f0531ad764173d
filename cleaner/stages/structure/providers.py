"""Whose embed an address is, what kind, and the address under which readers know it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import SplitResult, parse_qs, quote

from cleaner.model import EmbedKind
from cleaner.urls import split_url

# fmt: off
# Name and kind → the domains of its embeds.
DOMAINS: Mapping[tuple[str, EmbedKind], tuple[str, ...]] = {
    ("X", "post"): ("twitter.com", "x.com"),
    ("Instagram", "post"): ("instagram.com",),
    ("Facebook", "post"): ("facebook.com", "fb.watch"),
    ("TikTok", "post"): ("tiktok.com",),
    ("Telegram", "post"): ("t.me",),
    ("Bluesky", "post"): ("bsky.app",),
    ("Threads", "post"): ("threads.net", "threads.com"),
    ("Truth Social", "post"): ("truthsocial.com",),
    ("Reddit", "post"): ("reddit.com", "redditmedia.com"),
    ("VK", "post"): ("vk.com",),
    ("YouTube", "video"): ("youtube.com", "youtube-nocookie.com", "youtu.be"),
    ("Vimeo", "video"): ("vimeo.com",),
    ("Dailymotion", "video"): ("dailymotion.com", "dai.ly"),
    ("JW Player", "video"): ("jwplayer.com", "jwplatform.com"),
    ("Brightcove", "video"): ("players.brightcove.net",),
    ("Twitch", "video"): ("twitch.tv",),
    ("Rumble", "video"): ("rumble.com",),
    ("Rutube", "video"): ("rutube.ru",),
    ("Kaltura", "video"): ("kaltura.com",),
    ("Glomex", "video"): ("glomex.com",),
    ("Streamable", "video"): ("streamable.com",),
    ("Spotify", "audio"): ("spotify.com",),
    ("SoundCloud", "audio"): ("soundcloud.com",),
    ("Apple Podcasts", "audio"): ("podcasts.apple.com",),
    ("Acast", "audio"): ("acast.com",),
    ("Megaphone", "audio"): ("megaphone.fm",),
    ("Audioboom", "audio"): ("audioboom.com",),
    ("Omny", "audio"): ("omny.fm",),
    ("Podigee", "audio"): ("podigee.io", "podigee.com"),
    ("Simplecast", "audio"): ("simplecast.com",),
    ("DocumentCloud", "document"): ("documentcloud.org",),
    ("Scribd", "document"): ("scribd.com",),
    ("Issuu", "document"): ("issuu.com",),
    ("Datawrapper", "chart"): ("datawrapper.de", "dwcdn.net"),
    ("Flourish", "chart"): ("flourish.studio", "flo.uri.sh"),
    ("Infogram", "chart"): ("infogram.com",),
    ("Everviz", "chart"): ("everviz.com",),
    ("Tableau", "chart"): ("public.tableau.com",),
    ("Our World in Data", "chart"): ("ourworldindata.org",),
    ("OpenStreetMap", "map"): ("openstreetmap.org", "umap.openstreetmap.fr"),
    ("Mapbox", "map"): ("mapbox.com",),
    ("ArcGIS", "map"): ("arcgis.com",),
}
# fmt: on
BY_DOMAIN = {domain: provider for provider, domains in DOMAINS.items() for domain in domains}
GOOGLE_MAPS = re.compile(r"(?:^|\.)google\.[a-z.]{2,6}/maps|^maps\.google\.")
MASTODON_PATH = re.compile(r"/@[\w.@-]+/\d+(?:/embed)?/?")
WIDGETS = ("/plugins/like", "/plugins/page", "/plugins/share", "/plugins/comments", "/plugins/follow", "/subscribe")
ID = r"([\w-]+)"
# The address of a player → that of the page readers know.
PAGES = (
    (re.compile(rf"https?://(?:www\.)?youtube(?:-nocookie)?\.com/embed/{ID}.*"), r"https://www.youtube.com/watch?v=\1"),
    (re.compile(rf"https?://player\.vimeo\.com/video/{ID}.*"), r"https://vimeo.com/\1"),
    (re.compile(rf"https?://www\.dailymotion\.com/embed/video/{ID}.*"), r"https://www.dailymotion.com/video/\1"),
    (re.compile(rf"https?://open\.spotify\.com/embed/(\w+)/{ID}.*"), r"https://open.spotify.com/\1/\2"),
    (re.compile(r"(https?://[^/]+/@[^/]+/\d+)/embed.*"), r"\1"),
    (re.compile(r"(https?://(?:www\.)?instagram\.com/(?:p|reel|tv)/[\w-]+/).*"), r"\1"),
)


class Provider(NamedTuple):
    """Who shows an embed. name: None for what no provider shows, a file of some site."""

    name: str | None
    kind: EmbedKind


def provider_of(address: str) -> Provider | None:
    """Whose embed an address is; None for what is no embed of a story: advertising, buttons, counters."""
    parts = split_url(address)
    if parts is None or parts.hostname is None or parts.path.startswith(WIDGETS):
        return None
    if GOOGLE_MAPS.search(parts.hostname + parts.path):
        return Provider("Google Maps", "map")
    if MASTODON_PATH.fullmatch(parts.path):
        return Provider("Mastodon", "post")
    labels = parts.hostname.split(".")
    found = next(filter(None, (BY_DOMAIN.get(".".join(labels[at:])) for at in range(len(labels)))), None)
    if found is None:
        return Provider(None, "document") if parts.path.lower().endswith(".pdf") else None
    name, kind = found
    return Provider(name, "video" if name == "Facebook" and "video" in parts.path else kind)


def known_address(address: str) -> str:
    """The address of a post or video under which readers know it, of the address of its player."""
    parts = split_url(address)
    if parts is None:
        return address
    inner = _inner_address(parts)
    if inner is not None:
        return inner
    for player, page in PAGES:
        if player.fullmatch(address):
            return player.sub(page, address)
    return address


def _inner_address(parts: SplitResult) -> str | None:
    """The address that the query of a player's address names."""
    query = parse_qs(parts.query)
    host = parts.hostname or ""
    if host.endswith("facebook.com") and "href" in query:
        return query["href"][0]
    if host == "platform.twitter.com" and "id" in query:
        return f"https://twitter.com/i/status/{quote(query['id'][0])}"
    return None
