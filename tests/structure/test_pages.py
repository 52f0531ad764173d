# ruff: noqa: E501  # a piece of a page is a line
"""Pages of true structures with invented text: what each is as Markdown, with the same links in every format."""

from __future__ import annotations

from typing import Any

import pytest
from story_pieces import AFTER, BEFORE, CleanPiece

from cleaner.model import Embed, Record

markdown_it = pytest.importorskip("markdown_it", reason="comes with rich")
SITE = "https://news.example.com"
P = "<p>{}</p>"
ONE = "The first of the ships came in before dawn with a pilot on board and coal for the whole city."
TWO = "Behind her waited a tanker from Chile, whose crew had not been ashore since the end of autumn."
LONG = "<p>The port master, <a href='/people/ada'>Ada Blau</a>, said that the <b>outer gate</b> would stay <i>open</i>.</p>"
LONG_SHOWN = f"The port master, [Ada Blau]({SITE}/people/ada), said that the **outer gate** would stay *open*."

# Name → the piece of the page, and what it is in Markdown.
PAGES: dict[str, tuple[str, str]] = {
    "link and stress": (LONG, LONG_SHOWN),
    "link with a fragment elsewhere": (
        P.format(f"{ONE} See <a href='/tides#may'>the tides of May</a>."),
        f"{ONE} See [the tides of May]({SITE}/tides#may).",
    ),
    "footnote on the page": (P.format(f"{ONE}<sup><a href='#fn1'>1</a></sup>"), f"{ONE}1"),
    "link around stress": (
        P.format(f"{ONE} <a href='https://o.example/x'><strong>All <em>ships</em></strong></a> waited."),
        f"{ONE} [**All *ships***](https://o.example/x) waited.",
    ),
    "stress around a link": (
        P.format(f"<strong>{ONE} <a href='/x'>All</a> waited.</strong>"),
        f"**{ONE}** [**All**]({SITE}/x) **waited.**",
    ),
    "link in a link": (
        P.format(f"{ONE} <a href='/x?a=1&amp;b=(2)'>Query</a>"),
        f"{ONE} [Query]({SITE}/x?a=1&b=\\(2\\))",
    ),
    "two links to one page": (
        P.format(f"{ONE} <a href='/x'>All</a> <a href='/x'>ships</a> waited."),
        f"{ONE} [All ships]({SITE}/x) waited.",
    ),
    "mail": (P.format(f"{ONE} Write to <a href='mailto:ada@e.example'>Ada</a>."), f"{ONE} Write to [Ada](mailto:ada@e.example)."),
    "script as a link": (P.format(f"{ONE} <a href='javascript:void(0)'>All</a> waited."), f"{ONE} All waited."),
    "relative link with a base": (
        P.format(f"{ONE} <a href='../x'>All</a> waited."),
        f"{ONE} [All]({SITE}/x) waited.",
    ),
    "span that is bold by its tag inside a word": (P.format(f"{ONE} Un<b>believ</b>able."), f"{ONE} Un**believ**able."),
    "stress with signs at its ends": (P.format(f"{ONE} <b>“Never,”</b> she said."), f"{ONE} **“Never,”** she said."),
    "pasted from an editor": (
        f"<b style='font-weight:normal' id='docs-internal-guid-1'><p>{ONE}</p><p>{TWO}</p></b>",
        f"{ONE}\n\n{TWO}",
    ),
    "line breaks for paragraphs": (f"<div>{ONE}<br><br>{TWO}</div>", f"{ONE}\n\n{TWO}"),
    "inline code": (P.format(f"{ONE} Run <code>git `x` *y*</code> twice."), f"{ONE} Run `` git `x` *y* `` twice."),
    "chemistry": (P.format(f"{ONE} It took CO<sub>2</sub> of 3 m<sup>3</sup>."), f"{ONE} It took CO2 of 3 m3."),
    "marks of Markdown in the text": (P.format(f"{ONE} *Not* _stress_ [nor](link) &lt;b&gt;"), f"{ONE} \\*Not\\* \\_stress\\_ \\[nor\\](link) \\<b\\>"),
    "headings of two levels": (
        f"<h2>The ships</h2>{P.format(ONE)}<h4>The <a href='/tanker'>tanker</a></h4>{P.format(TWO)}",
        f"## The ships\n\n{ONE}\n\n#### The [tanker]({SITE}/tanker)\n\n{TWO}",
    ),
    "list": (f"<ul><li>{ONE}</li><li>{TWO}</li></ul>", f"- {ONE}\n- {TWO}"),
    "list of WordPress": (
        f"<ul class='wp-block-list'><li>{ONE} <a href='/x'>More ships</a></li>\n<li><strong>Second:</strong> {TWO}</li></ul>",
        f"- {ONE} [More ships]({SITE}/x)\n- **Second:** {TWO}",
    ),
    "list of paragraphs": (f"<ul><li><p>{ONE}</p></li><li><p>{TWO}</p></li></ul>", f"- {ONE}\n- {TWO}"),
    "numbered list": (f"<ol><li>{ONE}</li><li>{TWO}</li></ol>", f"1. {ONE}\n2. {TWO}"),
    "numbered list that goes on": (f"<ol start=3><li>{ONE}</li><li>{TWO}</li></ol>", f"3. {ONE}\n4. {TWO}"),
    "list in a list": (
        f"<ul><li>{ONE}<ul><li>{TWO}</li></ul></li><li>{ONE} Again.</li></ul>",
        f"- {ONE}\n  - {TWO}\n- {ONE} Again.",
    ),
    "numbers in points": (
        f"<ul><li>{ONE}<ol><li>{TWO}</li></ol></li></ul>",
        f"- {ONE}\n  1. {TWO}",
    ),
    "two lists": (
        f"<ul><li>{ONE}</li></ul><ol><li>{TWO}</li></ol>",
        f"- {ONE}\n\n1) {TWO}",
    ),
    "definitions": (f"<dl><dt>Pilot of the port of Osterby</dt><dd>{ONE}</dd></dl>", f"- Pilot of the port of Osterby\n- {ONE}"),
    "table": (
        "<table><thead><tr><th>Port</th><th>Ships</th></tr></thead><tbody><tr><td>Osterby</td><td>14</td></tr>"
        "<tr><td>Kumla</td><td>9</td></tr></tbody></table>",
        "| Port | Ships |\n| --- | --- |\n| Osterby | 14 |\n| Kumla | 9 |",
    ),
    "table with holes and links": (
        "<table><tr><th></th><th>Ships</th><th>Crew</th></tr><tr><td><a href='/o'>Osterby</a></td><td></td><td>31</td></tr></table>",
        f"|  | Ships | Crew |\n| --- | --- | --- |\n| [Osterby]({SITE}/o) |  | 31 |",
    ),
    "table with wide cells": (
        "<table><tr><th colspan=2>Ships in the bay</th></tr><tr><td>Osterby port</td><td>14 ships</td></tr></table>",
        "| Ships in the bay |  |\n| --- | --- |\n| Osterby port | 14 ships |",
    ),
    "results of a match": (
        "<table><tr><td>Osterby</td><td>3:1</td><td>Kumla</td></tr><tr><td>Varde</td><td>0:0</td><td>Holm</td></tr></table>",
        "| Osterby | 3:1 | Kumla |\n| --- | --- | --- |\n| Varde | 0:0 | Holm |",
    ),
    "quotation": (f"<blockquote>{P.format(ONE)}</blockquote>", f"> {ONE}"),
    "quotation of two paragraphs with its source": (
        f"<blockquote>{P.format(ONE)}{P.format(TWO)}<cite>Ada Blau, port master</cite></blockquote>",
        f"> {ONE}\n>\n> {TWO}\n>\n> Ada Blau, port master",
    ),
    "quotation of WordPress": (
        f"<blockquote class='wp-block-quote'><p>{ONE} <em>Truly.</em></p></blockquote>",
        f"> {ONE} *Truly.*",
    ),
    "interview": (
        f"<p><strong>How did the first ship come in?</strong></p>{P.format(ONE)}<p><strong>And who came then?</strong></p>{P.format(TWO)}",
        f"**How did the first ship come in?**\n\n{ONE}\n\n**And who came then?**\n\n{TWO}",
    ),
    "questions and answers in one paragraph": (
        P.format(f"<b>Q:</b> How did she come in?<br><b>A:</b> {ONE}"),
        f"**Q:** How did she come in?\n\n**A:** {ONE}",
    ),
    "recipe": (
        f"<h3>Ingredients</h3><ul><li>200 g of herring from the bay</li><li>½ onion, cut into rings</li></ul><h3>Method</h3><ol><li>{ONE}</li></ol>",
        f"### Ingredients\n\n- 200 g of herring from the bay\n- ½ onion, cut into rings\n\n### Method\n\n1. {ONE}",
    ),
    "code": ("<pre><code>ship = wait(bay)\nif ship: go()</code></pre>", "```\nship = wait(bay)\nif ship: go()\n```"),
    "video between paragraphs": (
        f"{P.format(ONE)}<figure><iframe src='https://www.youtube.com/embed/q1'></iframe></figure>{P.format(TWO)}",
        f"{ONE}\n\n[Video: YouTube](https://www.youtube.com/watch?v=q1)\n\n{TWO}",
    ),
    "chart between paragraphs": (
        f"{P.format(ONE)}<div><iframe src='https://datawrapper.dwcdn.net/AbC12/1/'></iframe></div>{P.format(TWO)}",
        f"{ONE}\n\n[Chart: Datawrapper](https://datawrapper.dwcdn.net/AbC12/1/)\n\n{TWO}",
    ),
    "letter with a signature": (
        f"<p>Dear editor,</p>{P.format(ONE)}<p>Yours sincerely,</p><p>Ada Blau, Osterby</p>",
        f"Dear editor,\n\n{ONE}\n\nYours sincerely,\n\nAda Blau, Osterby",
    ),
    "letter signed in italics": (
        f"<p><strong>Coal for the city</strong></p>{P.format(ONE)}<p><em>Ada Blau, Osterby</em></p>",
        f"**Coal for the city**\n\n{ONE}\n\n*Ada Blau, Osterby*",
    ),
    "custom elements": (
        f"<news-text><p>{ONE} <a href='/x'>More</a> <news-mark>ships</news-mark> waited.</p></news-text>",
        f"{ONE} [More]({SITE}/x) ships waited.",
    ),
    "right to left": (
        P.format(f"{ONE} قالت <a href='/ar'>مديرة <b>الميناء</b></a> ذلك."),
        f"{ONE} قالت [مديرة **الميناء**]({SITE}/ar) ذلك.",
    ),
}  # fmt: skip


# Name → the markup of an embed as its network gives it out, and what it is.
SAID = "The bay is open again, and all nine ships that waited for a week may leave it today."
EMBEDS: dict[str, tuple[str, Embed]] = {
    "post of X": (
        f"<blockquote class='twitter-tweet'><p>{SAID}</p>&mdash; Ada Blau (@ada) <a href='https://twitter.com/ada/status/17?ref=1'>May 3, 2024</a></blockquote>",
        Embed("post", 2, "X", "https://twitter.com/ada/status/17", "Ada Blau (@ada)", "May 3, 2024", SAID),
    ),
    "post of Mastodon": (
        "<iframe class='mastodon-embed' src='https://mastodon.example/@ada/112/embed'></iframe>",
        Embed("post", 2, "Mastodon", "https://mastodon.example/@ada/112"),
    ),
    "post of Bluesky": (
        f"<blockquote class='bluesky-embed'><p>{SAID}</p>&mdash; Ada Blau (<a href='https://bsky.app/profile/did:plc:abc?ref_src=embed'>@ada.bsky.social</a>) <a href='https://bsky.app/profile/did:plc:abc/post/3k?ref_src=embed'>May 3, 2024</a></blockquote>",
        Embed(
            "post",
            2,
            "Bluesky",
            "https://bsky.app/profile/did:plc:abc/post/3k",
            "Ada Blau (@ada.bsky.social)",
            "May 3, 2024",
            SAID,
        ),
    ),
    "post of Instagram": (
        "<blockquote class='instagram-media' data-instgrm-permalink='https://www.instagram.com/p/Abc1/?utm_source=ig_embed'><a href='https://www.instagram.com/p/Abc1/'>View this post on Instagram</a><p><a href='https://www.instagram.com/p/Abc1/'>A post shared by Ada Blau (@ada)</a></p></blockquote>",
        Embed("post", 2, "Instagram", "https://www.instagram.com/p/Abc1/", "Ada Blau (@ada)"),
    ),
    "post of Facebook": (
        "<div class='fb-post' data-href='https://www.facebook.com/ada/posts/17'></div>",
        Embed("post", 2, "Facebook", "https://www.facebook.com/ada/posts/17"),
    ),
    "post of TikTok": (
        f"<blockquote class='tiktok-embed' cite='https://www.tiktok.com/@ada/video/17'><section><a href='https://www.tiktok.com/@ada'>@ada</a> <p>{SAID}</p></section></blockquote>",
        Embed("post", 2, "TikTok", "https://www.tiktok.com/@ada/video/17", "@ada", None, SAID),
    ),
    "post of Telegram by a script": (
        "<script async src='https://telegram.org/js/telegram-widget.js?22' data-telegram-post='harbour/17'></script>",
        Embed("post", 2, "Telegram", "https://t.me/harbour/17"),
    ),
    "post of Telegram in a frame": (
        "<iframe src='https://t.me/harbour/17?embed=1'></iframe>",
        Embed("post", 2, "Telegram", "https://t.me/harbour/17"),
    ),
    "film of YouTube": (
        "<iframe src='https://www.youtube-nocookie.com/embed/q1?rel=0'></iframe>",
        Embed("video", 2, "YouTube", "https://www.youtube.com/watch?v=q1"),
    ),
    "film of Vimeo": (
        "<iframe src='https://player.vimeo.com/video/17'></iframe>",
        Embed("video", 2, "Vimeo", "https://vimeo.com/17"),
    ),
    "film of JW by a script": (
        "<div><script src='//cdn.jwplayer.com/players/Ab12cd34-Ef56.js'></script></div>",
        Embed("video", 2, "JW Player", "https://cdn.jwplayer.com/players/Ab12cd34-Ef56.html"),
    ),
    "film of Brightcove": (
        "<video-js data-account=17 data-player=default data-video-id=99></video-js>",
        Embed("video", 2, "Brightcove", "https://players.brightcove.net/17/default_default/index.html?videoId=99"),
    ),
    "film of the page's own": (
        "<video controls><source src=/v/pilot.mp4></video>",
        Embed("video", 2, None, f"{SITE}/v/pilot.mp4"),
    ),
    "recording of the page's own": (
        "<audio controls src=/sound/pilot.mp3></audio>",
        Embed("audio", 2, None, f"{SITE}/sound/pilot.mp3"),
    ),
    "recording of Spotify": (
        "<iframe src='https://open.spotify.com/embed/episode/17abc'></iframe>",
        Embed("audio", 2, "Spotify", "https://open.spotify.com/episode/17abc"),
    ),
    "document of the page's own": (
        "<iframe src=/files/report.pdf></iframe>",
        Embed("document", 2, None, f"{SITE}/files/report.pdf"),
    ),
    "document of DocumentCloud": (
        "<iframe src='https://embed.documentcloud.org/documents/17-report/?embed=1'></iframe>",
        Embed("document", 2, "DocumentCloud", "https://www.documentcloud.org/documents/17-report/"),
    ),
    "chart of Datawrapper by a script": (
        "<div id=datawrapper-vis-AbC12><script src='https://datawrapper.dwcdn.net/AbC12/embed.js'></script></div>",
        Embed("chart", 2, "Datawrapper", "https://datawrapper.dwcdn.net/AbC12/"),
    ),
    "chart of Flourish by a script": (
        "<div class='flourish-embed flourish-chart' data-src='visualisation/17'><script src='https://public.flourish.studio/resources/embed.js'></script></div>",
        Embed("chart", 2, "Flourish", "https://public.flourish.studio/visualisation/17/"),
    ),
    "map of OpenStreetMap": (
        "<iframe src='https://www.openstreetmap.org/export/embed.html?bbox=1,2,3,4'></iframe>",
        Embed("map", 2, "OpenStreetMap", "https://www.openstreetmap.org/export/embed.html?bbox=1,2,3,4"),
    ),
}
LABELS = {"post": "Post", "video": "Video", "audio": "Audio", "document": "Document", "chart": "Chart", "map": "Map"}


def shown_embed(embed: Embed) -> str:
    """An embed between two paragraphs, in Markdown."""
    link = f"[{LABELS[embed.kind]}: {embed.provider or 'news.example.com'}]({embed.url})"
    said = f"\n\n> {embed.text}" if embed.text else ""
    return f"{ONE}\n\n{link}{said}\n\n{TWO}"


PAGES |= {
    name: (f"{P.format(ONE)}{markup}{P.format(TWO)}", shown_embed(embed)) for name, (markup, embed) in EMBEDS.items()
}


@pytest.mark.parametrize("name", EMBEDS)
def test_embed_is_known_and_the_text_is_as_without_it(clean_piece: CleanPiece, name: str) -> None:
    markup, embed = EMBEDS[name]
    record = clean_piece(f"{P.format(ONE)}{markup}{P.format(TWO)}")
    assert record.embeds == (embed,)
    assert [text for text in record.text.split("\n\n") if text != embed.text] == [BEFORE, ONE, TWO, AFTER]


@pytest.fixture(params=PAGES)
def page(request: pytest.FixtureRequest, clean_piece: CleanPiece) -> tuple[Record, str]:
    """The record of a page, and what its piece is in Markdown."""
    piece, shown = PAGES[request.param]
    return clean_piece(piece), shown


def test_piece_is_what_a_reader_sees(page: tuple[Record, str]) -> None:
    record, shown = page
    made = record.to_markdown()
    assert made[made.index(BEFORE) + len(BEFORE) : made.index(AFTER)].strip() == shown


def links_of(record: Record) -> list[tuple[str | None, str]]:
    spans = [(block, span) for block in record.body for span in block.spans if span.kind == "link"]
    links = [(span.url, block.text[span.start : span.end]) for block, span in spans]
    return sorted(links, key=str)


def embeds_of(record: Record) -> list[str | None]:
    return [embed.url for embed in record.embeds]


def test_markdown_is_read_back_with_the_same_texts_and_links(page: tuple[Record, str]) -> None:
    record, _ = page
    parser = markdown_it.MarkdownIt("commonmark").enable("table")
    found: list[tuple[str | None, str]] = []
    texts: list[str] = []
    for token in parser.parse(record.to_markdown()):
        texts += [part.content for part in token.children or [token]]
        found += links_in(token.children or [])
    known = {record.url, *embeds_of(record)}
    assert sorted([link for link in found if link[0] not in known], key=str) == links_of(record)
    read = "".join("".join(texts).split())
    for block in record.body:
        for cell in block.text.split("|"):
            assert "".join(cell.split()) in read


def links_in(parts: list[Any]) -> list[tuple[str | None, str]]:
    found: list[tuple[str | None, str]] = []
    address, inner = None, ""
    for part in parts:
        if part.type == "link_open":
            address, inner = part.attrs["href"], ""
        elif part.type == "link_close":
            found.append((address, inner))
            address = None
        else:
            inner += part.content
    return found


def test_html_is_read_back_with_the_same_texts_and_links(page: tuple[Record, str]) -> None:
    html5lib = pytest.importorskip("html5lib", reason="of the extra [dev]")
    record, _ = page
    article = html5lib.parseFragment(record.to_html(), namespaceHTMLElements=False)
    known = {record.url, *embeds_of(record)}
    found = [
        (link.get("href"), "".join(link.itertext())) for link in article.iter("a") if link.get("href") not in known
    ]
    assert sorted(found, key=str) == links_of(record)
    read = "".join("".join(article.itertext()).split())
    for block in record.body:
        for cell in block.text.split("|"):
            assert "".join(cell.split()) in read
