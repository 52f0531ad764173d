"""Records as clean HTML: an <article> as the reader view of a browser shows it, without scripts, styles and forms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TextIO

from cleaner.model import Embed, Image, LiveEntry, Record
from cleaner.sinks.groups import Group, embed_label, parts_of, post_lines, post_source
from cleaner.sinks.markup import Markup, plain
from cleaner.sinks.presentation import byline, caption_line, deck, entry_author, entry_time, printed_moment
from cleaner.sinks.rows import Row
from cleaner.text import is_web_address

HTML = Markup()
TOP_LEVEL, LOWEST_LEVEL = 2, 6  # the title is the only heading of level 1
HEAD = '<!DOCTYPE html>\n<html lang="{language}">\n<head><meta charset="utf-8"><title>{title}</title></head>\n<body>\n'
FOOT = "</body>\n</html>\n"


def write_html(rows: Iterable[Row], stream: TextIO, *, many: bool) -> None:
    """One page with an <article> for each record."""
    is_open = False
    for row in rows:
        if not is_open:
            language = row.record.language.code if row.record.language is not None and not many else "und"
            title = "News stories" if many else row.record.title or row.name
            stream.write(HEAD.format(language=plain(language), title=plain(title)))
            is_open = True
        stream.write(article_of(row) + "\n")
    if is_open:
        stream.write(FOOT)


def page_of(row: Row) -> str:
    """One record as a whole page."""
    language = row.record.language.code if row.record.language is not None else "und"
    head = HEAD.format(language=plain(language), title=plain(row.record.title or row.name))
    return f"{head}{article_of(row)}\n{FOOT}"


def article_of(row: Row) -> str:
    """One record as an <article>; its elements each begin a line."""
    language = row.record.language.code if row.record.language is not None else None
    return HTML.element("article", "\n".join(["", *_parts(row.record, row.name), ""]), {"lang": language})


def _parts(record: Record, name: str) -> Iterator[str]:
    yield from _head(record, name)
    for part in parts_of(record):
        match part:
            case Embed():
                yield from _embed(part, record)
            case Image():
                yield _figure(part)
            case LiveEntry():
                yield from _entry(part, record)
            case Group():
                yield from _group(part)
    yield from _foot(record)


def _foot(record: Record) -> Iterator[str]:
    """Outlet and tags, and the link to the page."""
    outlet = record.outlet.name if record.outlet is not None else None
    facts = {"outlet": outlet, "tags": ", ".join(record.tags)}
    parts = [HTML.element("span", plain(value), {"class": name}) for name, value in facts.items() if value]
    address = record.canonical_url or record.url
    if address and is_web_address(address):
        parts.append(HTML.element("a", plain(address), {"href": address}))
    if parts:
        yield HTML.element("footer", " ".join(parts))


def _head(record: Record, name: str) -> Iterator[str]:
    if record.kicker:
        yield HTML.element("p", plain(record.kicker), {"class": "kicker"})
    yield HTML.element("h1", plain(record.title or name))
    subtitle = deck(record)
    if subtitle:
        yield HTML.element("p", plain(subtitle), {"class": "subtitle"})
    authors = byline(record)
    if authors:
        yield HTML.element("p", plain(authors), {"class": "byline"})
    for kind, moment in (("published", record.published), ("modified", record.modified)):
        printed = printed_moment(moment)
        if printed and moment is not None:
            time = HTML.element("time", plain(printed), {"datetime": moment.value})
            yield HTML.element("p", time, {"class": kind})


def _group(group: Group) -> Iterator[str]:
    if group.kind != "heading":
        yield from HTML.write(group)
        return
    for block in group.blocks:
        level = min(max(TOP_LEVEL, block.level or TOP_LEVEL), LOWEST_LEVEL)
        yield HTML.element(f"h{level}", HTML.inline(block.text, block.spans))


def _embed(embed: Embed, record: Record) -> Iterator[str]:
    """What a post says, and the link to an embed: a reader's page loads nothing from other sites but pictures."""
    is_linked = embed.url is not None and is_web_address(embed.url)
    link = HTML.element("a", plain(embed_label(embed)), {"href": embed.url}) if is_linked else plain(embed_label(embed))
    lines = post_lines(embed, record.body)
    if lines:
        source = post_source(embed)
        said = "".join(HTML.element("p", plain(line)) for line in lines)
        footer = HTML.element("footer", f"{plain(source)} {link}" if source else link)
        yield HTML.element("blockquote", said + footer, {"class": "post"})
    else:
        yield HTML.element("p", link, {"class": "embed"})


def _entry(entry: LiveEntry, record: Record) -> Iterator[str]:
    """When an entry of a live blog was written, and by whom."""
    printed, author = entry_time(entry), plain(entry_author(entry, record) or "")
    declared = entry.time.value if entry.time is not None else None
    time = HTML.element("time", plain(printed), {"datetime": declared}) if printed else ""
    if time or author:
        yield HTML.element("p", " · ".join(filter(None, (time, author))), {"class": "entry"})


def _figure(image: Image) -> str:
    """A picture with its caption; only the caption where its address is none of the web."""
    caption = caption_line(image)
    is_shown = image.url is not None and is_web_address(image.url)
    picture = f'<img src="{plain(image.url or "")}" alt="{plain(image.alt or "")}">' if is_shown else ""
    return HTML.element("figure", picture + (HTML.element("figcaption", plain(caption)) if caption else ""))
