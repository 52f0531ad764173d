"""Pages around stories that come without one: items of feeds, posts as interfaces of websites give them."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from typing import Any

from cleaner.model import Json

TAGS = re.compile(r"<[^<>]*>")
WHOLE_PAGE = re.compile(r"\s*<(?:!doctype|html|\?xml)", re.IGNORECASE)
RENDERED = "rendered"  # of a text in WordPress's interface
JSON_FEED_TEXTS = ("content_html", "content_text")


def page_of_story(text: str, title: str, author: str, date: str) -> str:
    """The page. text: HTML; date: RFC 3339; all may be empty."""
    facts = {"author": author, "article:published_time": date}
    lines = [f'<meta name="{key}" content="{html.escape(value)}">' for key, value in facts.items() if value]
    shown = html.escape(title)
    head = f"<title>{shown}</title>{''.join(lines)}"
    return f"<html><head>{head}</head><body><article><h1>{shown}</h1>\n{text}</article></body></html>"


def story_cells(row: Mapping[str, Json]) -> Mapping[str, Json]:
    """A row of JSON; a post of WordPress and an item of a JSON feed with a page of theirs as `html`."""
    if "html" in row or "id" not in row:
        return row
    content = row.get("content")
    if isinstance(content, dict) and isinstance(content.get(RENDERED), str):
        date = str(row.get("date_gmt") or "")
        title = html.unescape(TAGS.sub("", _rendered(row.get("title"))))
        authors = _names(_member(row.get("_embedded"), "author"))
        return {**row, "html": page_of_story(content[RENDERED], title, authors, f"{date}Z" if date else "")}
    text = next((row[name] for name in JSON_FEED_TEXTS if isinstance(row.get(name), str) and row[name]), None)
    if text is None or WHOLE_PAGE.match(text):
        return row
    if not row.get(JSON_FEED_TEXTS[0]):
        text = "".join(f"<p>{html.escape(line)}</p>" for line in text.splitlines() if line.strip())
    title, date = _string(row.get("title")), _string(row.get("date_published"))
    authors = _names(row.get("authors") or [row.get("author")])
    return {**row, "html": page_of_story(text, title, authors, date)}


def _rendered(value: Json) -> str:
    return _string(value) or _string(_member(value, RENDERED))


def _member(value: Json, name: str) -> Json:
    return value.get(name) if isinstance(value, dict) else None


def _string(value: Json) -> str:
    return value if isinstance(value, str) else ""


def _names(people: Any) -> str:
    return ", ".join(_names_of(people))


def _names_of(people: Any) -> Iterator[str]:
    for person in people if isinstance(people, list) else ():
        if name := _string(_member(person, "name")):
            yield name
