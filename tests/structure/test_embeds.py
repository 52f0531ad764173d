"""Posts, players, documents, charts and maps in a story: whose, where, and what the page says of them."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from story_pieces import AFTER, BEFORE, CleanPiece

from cleaner.model import Embed, Record
from cleaner.sinks import markdown, plain
from cleaner.sinks.rows import Row

VIDEO = '<iframe src="https://www.youtube.com/embed/a"></iframe>'
TWEET = (
    '<blockquote class="twitter-tweet"><p lang="en">Gates are open. <a href="https://twitter.com/hashtag/bay">#bay</a></p>'
    "&mdash; Port of Osterby (@osterbyport) "
    '<a href="https://twitter.com/osterbyport/status/17?ref_src=x">March 1, 2024</a>'
    "</blockquote>"
)
INSTAGRAM = (
    '<blockquote class="instagram-media" data-instgrm-permalink="https://www.instagram.com/p/Cx_1/?utm_source=ig">'
    '<a href="https://www.instagram.com/p/Cx_1/?utm_source=ig">View this post on Instagram</a><p>'
    '<a href="https://www.instagram.com/p/Cx_1/?utm">A post shared by Ada Blau (@ada.blau)</a></p></blockquote>'
)
TIKTOK = (
    '<blockquote class="tiktok-embed" cite="https://www.tiktok.com/@ada/video/7"><section><a href="https://www.tiktok.com/@ada">'
    "@ada</a> <p>Ships at dawn</p></section></blockquote>"
)
BLUESKY = (
    '<blockquote class="bluesky-embed"><p>We sail.</p>&mdash; Ada (<a href="https://bsky.app/profile/did:1">@ada.bsky.social</a>)'
    ' <a href="https://bsky.app/profile/did:1/post/3k">March 2, 2024 at 8:00</a></blockquote>'
)


def embeds(record: Record) -> list[tuple[str, str | None, str | None]]:
    return [(embed.kind, embed.provider, embed.url) for embed in record.embeds]


@pytest.mark.parametrize(
    ("piece", "kind", "provider", "url"),
    [
        ('<iframe src="https://www.youtube.com/embed/a-B_1?rel=0"></iframe>', "video", "YouTube", "https://www.youtube.com/watch?v=a-B_1"),
        ('<figure><iframe data-src="//player.vimeo.com/video/77"></iframe></figure>', "video", "Vimeo", "https://vimeo.com/77"),
        ('<iframe src="about:blank" data-src="https://www.youtube.com/embed/a"></iframe>', "video", "YouTube", "https://www.youtube.com/watch?v=a"),
        ('<iframe data-cookieblock-src="https://player.vimeo.com/video/77"></iframe>', "video", "Vimeo", "https://vimeo.com/77"),
        ('<iframe src="/wait.html" data-src-cmplz="https://player.vimeo.com/video/77"></iframe>', "video", "Vimeo", "https://vimeo.com/77"),
        (
            '<iframe id="datawrapper-chart-AbC12" src="https://datawrapper.dwcdn.net/AbC12/3/"></iframe>',
            "chart", "Datawrapper", "https://datawrapper.dwcdn.net/AbC12/3/",
        ),
        ('<noscript><iframe src="https://www.youtube.com/embed/n1"></iframe></noscript>', "video", "YouTube", "https://www.youtube.com/watch?v=n1"),
        ('<oembed url="https://www.youtube.com/watch?v=o1"></oembed>', "video", "YouTube", "https://www.youtube.com/watch?v=o1"),
        ('<div data-oembed-url="https://vimeo.com/78"></div>', "video", "Vimeo", "https://vimeo.com/78"),
        ('<youtube-video src="https://www.youtube.com/watch?v=y1"></youtube-video>', "video", "YouTube", "https://www.youtube.com/watch?v=y1"),
        ('<div class="youtube-player" data-id="y2"></div>', "video", "YouTube", "https://www.youtube.com/watch?v=y2"),
        ('<div class="infogram-embed" data-id="ab-1"></div>', "chart", "Infogram", "https://infogram.com/ab-1"),
        ('<iframe src="https://www.linkedin.com/embed/feed/update/urn:li:share:1"></iframe>', "post", "LinkedIn", "https://www.linkedin.com/embed/feed/update/urn:li:share:1"),
        (
            '<iframe src="https://docs.google.com/viewer?url=https%3A%2F%2Fport.example%2Fplan.pdf&amp;embedded=true"></iframe>',
            "document", "Google Docs", "https://port.example/plan.pdf",
        ),
        ('<lite-youtube videoid="q1"></lite-youtube>', "video", "YouTube", "https://www.youtube.com/watch?v=q1"),
        ('<amp-twitter data-tweetid="99"></amp-twitter>', "post", "X", "https://twitter.com/i/status/99"),
        ('<iframe src="https://platform.twitter.com/embed/Tweet.html?id=17"></iframe>', "post", "X", "https://twitter.com/i/status/17"),
        (
            '<iframe src="https://www.facebook.com/plugins/video.php?href=https%3A%2F%2Fwww.facebook.com%2Fp%2Fvideos%2F1"></iframe>',
            "video", "Facebook", "https://www.facebook.com/p/videos/1",
        ),
        ('<div class="fb-post" data-href="https://www.facebook.com/port/posts/5"></div>', "post", "Facebook", "https://www.facebook.com/port/posts/5"),
        (
            '<div class="fb-post" data-href="https://www.facebook.com/permalink.php?story_fbid=5&amp;id=7"></div>',
            "post", "Facebook", "https://www.facebook.com/permalink.php?story_fbid=5&id=7",
        ),
        ('<script async data-telegram-post="port/12" src="https://telegram.org/js/w.js"></script>', "post", "Telegram", "https://t.me/port/12"),
        ('<iframe data-src="https://truthsocial.com/@port/1164/embed"></iframe>', "post", "Truth Social", "https://truthsocial.com/@port/1164"),
        ('<iframe src="https://sea.social/@port/1099/embed"></iframe>', "post", "Mastodon", "https://sea.social/@port/1099"),
        ('<iframe src="https://open.spotify.com/embed/episode/4x?utm=1"></iframe>', "audio", "Spotify", "https://open.spotify.com/episode/4x"),
        ('<audio controls><source src="/a/talk.mp3"></audio>', "audio", None, "https://news.example.com/a/talk.mp3"),
        ('<amp-video src="/v/talk.mp4" width="1" height="1"></amp-video>', "video", None, "https://news.example.com/v/talk.mp4"),
        ('<amp-audio src="/a/talk.mp3"></amp-audio>', "audio", None, "https://news.example.com/a/talk.mp3"),
        ('<video src="https://cdn.example.com/v.mp4"></video>', "video", None, "https://cdn.example.com/v.mp4"),
        (
            '<video-js data-video-id="63" data-account="11"></video-js>',
            "video", "Brightcove", "https://players.brightcove.net/11/default_default/index.html?videoId=63",
        ),
        ('<iframe src="https://datawrapper.dwcdn.net/AbC12/3/"></iframe>', "chart", "Datawrapper", "https://datawrapper.dwcdn.net/AbC12/3/"),
        ('<div id="datawrapper-vis-AbC12"></div>', "chart", "Datawrapper", "https://datawrapper.dwcdn.net/AbC12/"),
        ('<iframe src="https://flo.uri.sh/visualisation/9/embed"></iframe>', "chart", "Flourish", "https://public.flourish.studio/visualisation/9/"),
        ('<iframe src="https://www.google.com/maps/embed?pb=1"></iframe>', "map", "Google Maps", "https://www.google.com/maps/embed?pb=1"),
        ('<iframe src="https://embed.documentcloud.org/documents/2-x/"></iframe>', "document", "DocumentCloud", "https://www.documentcloud.org/documents/2-x/"),
        ('<div data-tweet-id="1716"></div>', "post", "X", "https://twitter.com/i/status/1716"),
        (
            '<div data-tweet-id="17162024031200"><blockquote class="twitter-tweet"><p>Open.</p>'
            '<a href="https://twitter.com/port/status/17162024031200">1 March 2024</a></blockquote></div>',
            "post", "X", "https://twitter.com/port/status/17162024031200",
        ),
        ('<div id="DV-viewer-2041-port-plan" class="DV-container"></div>', "document", "DocumentCloud", "https://www.documentcloud.org/documents/2041-port-plan/"),
        (
            '<figure class="wp-block-embed"><div class="wp-block-embed__wrapper">\nhttps://www.youtube.com/watch?v=w1\n</div></figure>',
            "video", "YouTube", "https://www.youtube.com/watch?v=w1",
        ),
        (
            '<blockquote class="wp-embedded-content"><a href="https://sea.example/tide">The tide</a></blockquote>'
            '<iframe class="wp-embedded-content" src="https://sea.example/tide/embed/"></iframe>',
            "post", "WordPress", "https://sea.example/tide",
        ),
        ('<object data="/files/report.pdf"></object>', "document", None, "https://news.example.com/files/report.pdf"),
    ],
)  # fmt: skip
def test_embed_is_of_its_provider(
    piece: str, kind: str, provider: str | None, url: str, clean_piece: CleanPiece
) -> None:
    assert embeds(clean_piece(piece)) == [(kind, provider, url)]


@pytest.mark.parametrize(
    "piece",
    [
        '<iframe src="https://www.googletagmanager.com/ns.html?id=1"></iframe>',
        '<iframe src="https://ads.example.net/slot"></iframe>',
        '<iframe src="https://www.facebook.com/plugins/like.php?href=x"></iframe>',
        '<iframe src="https://notx.com/a"></iframe>',
        '<div class="wp-block-embed__wrapper">https://www.youtube.com/watch?v=w1 is what we watched</div>',
        '<video src="blob:https://x.com/1"></video>',
        '<nav><iframe src="https://www.youtube.com/embed/a"></iframe></nav>',
        '<a href="https://x.com/port/status/1">link</a>',
    ],
)
def test_what_is_no_embed_of_the_story(piece: str, clean_piece: CleanPiece) -> None:
    assert embeds(clean_piece(piece)) == []


SAID = {
    TWEET: (
        "https://twitter.com/osterbyport/status/17",
        "Port of Osterby (@osterbyport)",
        "March 1, 2024",
        "Gates are open. #bay",
    ),
    BLUESKY: (
        "https://bsky.app/profile/did:1/post/3k",
        "Ada (@ada.bsky.social)",
        "March 2, 2024 at 8:00",
        "We sail.",
    ),
    TIKTOK: ("https://www.tiktok.com/@ada/video/7", "@ada", None, "Ships at dawn"),
}


@pytest.mark.parametrize(("piece", "post"), SAID.items())
def test_post_has_what_the_page_holds_of_it(piece: str, post: tuple[str | None, ...], clean_piece: CleanPiece) -> None:
    [embed] = clean_piece(piece).embeds
    assert (embed.url, embed.author, embed.date, embed.text) == post


def test_paragraph_that_signs_a_post_is_none_of_its_text(clean_piece: CleanPiece) -> None:
    signed = TWEET.replace("&mdash;", "<p>&mdash;").replace("</a></blockquote>", "</a></p></blockquote>")
    [embed] = clean_piece(signed).embeds
    assert (embed.author, embed.date, embed.text) == SAID[TWEET][1:]


def test_player_of_two_makers_is_listed_for_both(clean_piece: CleanPiece) -> None:
    player = '<video src="/v/talk.mp4" data-video-id="63" data-account="11"></video>'
    assert [embed.provider for embed in clean_piece(player).embeds] == [None, "Brightcove"]


def test_lines_of_a_post_are_parted(clean_piece: CleanPiece) -> None:
    quotation = TWEET.replace("Gates are open. ", "Gates are open.<br><br>Ships sail<br/>at <b>dawn</b>. ")
    assert clean_piece(quotation).embeds[0].text == "Gates are open. Ships sail at dawn. #bay"


def test_who_signs_a_post_in_words_is_no_author_of_the_page(clean_piece: CleanPiece) -> None:
    address = "https://www.facebook.com/port/posts/5"
    record = clean_piece(
        f'<div class="fb-post" data-href="{address}"><blockquote cite="{address}"><p>Gates are open.</p>Posted by '
        f'<a href="https://www.facebook.com/port">Ada Blau</a> on <a href="{address}">Friday, March 1, 2024</a>'
        "</blockquote></div>"
    )
    assert (record.authors, record.published) == ((), None)
    assert record.embeds[0].date == "Friday, March 1, 2024"


def test_post_of_which_the_page_holds_a_line(clean_piece: CleanPiece) -> None:
    [embed] = clean_piece(INSTAGRAM).embeds
    assert (embed.provider, embed.url) == ("Instagram", "https://www.instagram.com/p/Cx_1/")


def test_embed_stands_before_a_block_of_the_body(clean_piece: CleanPiece) -> None:
    record = clean_piece(VIDEO)
    [embed] = record.embeds
    assert record.body[embed.block].text == AFTER


def test_an_embed_is_listed_once(clean_piece: CleanPiece) -> None:
    assert len(embeds(clean_piece(VIDEO * 3))) == 1


def test_post_is_a_quotation_where_it_is_asked_for(clean_piece: CleanPiece) -> None:
    post = Embed("post", 1, "TikTok", "https://www.tiktok.com/@ada/video/7", "@ada", None, "Ships at dawn")
    record = replace(clean_piece(""), embeds=(post,))
    quoted = "> Ships at dawn\n>\n> — @ada\n\n[Post: TikTok](https://www.tiktok.com/@ada/video/7)\n"
    row = Row("a", record)
    assert quoted in markdown.page_of(row, posts=True)
    assert "Ships at dawn" not in markdown.page_of(row)
    assert f"{BEFORE}\n\n> Ships at dawn\n\n> — @ada\n\n{AFTER}" in plain.page_of(row, posts=True)
    assert '<blockquote class="post"><p>Ships at dawn</p>' in record.to_html()


def test_post_that_the_text_has_is_not_said_twice(clean_piece: CleanPiece) -> None:
    record = clean_piece(f"<blockquote class='twitter-tweet'><p>{BEFORE} And so it stays.</p></blockquote>{VIDEO}")
    assert record.to_html().count("And so it stays") == 1
    assert "[Video: YouTube](https://www.youtube.com/watch?v=a)" in record.to_markdown()
    assert "youtube" not in record.to_markdown(plain=True)


@pytest.mark.parametrize(
    "line",
    [
        "A post shared by Ada Blau (@ada.blau)",
        "Ein Beitrag geteilt von Ada Blau (@ada.blau)",
        "Un post condiviso da Ada Blau (@ada.blau)",
        "Une publication partagée par Ada Blau (@ada.blau)",
    ],
)
def test_line_that_signs_a_post_is_its_author_and_not_its_text(clean_piece: CleanPiece, line: str) -> None:
    address = "https://www.instagram.com/p/Cx_1/"
    quotation = f'<blockquote class="instagram-media" data-instgrm-permalink="{address}"><a href="{address}">View</a>'
    (embed,) = clean_piece(f"{quotation}<p>Fog.</p><p>{line}</p></blockquote>").embeds
    assert (embed.author, embed.text) == ("Ada Blau (@ada.blau)", "Fog.")
