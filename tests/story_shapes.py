"""Stories that hold n times what stands beside their text: embeds, entries, tables, pictures, other readings."""

from __future__ import annotations

from tests.shape_parts import FIRST_LINES, TITLE, Shape, dump, ld, names, news, page, sentences, word


def declared(text: str) -> str:
    """A page that shows nothing but its title, and has its story in its JSON-LD."""
    return news(articleBody=text).replace("<p", "<i hidden").replace("</p>", "</i>")


def live_blog(inside: str, updates: list[dict[str, object]]) -> str:
    """A page whose JSON-LD is a live blog with these updates."""
    made = ld({"@type": "LiveBlogPosting", "headline": TITLE, "liveBlogUpdate": updates})
    return made.replace("</article>", f"{inside}</article>")


def update(i: int, text: str) -> dict[str, object]:
    return {"@type": "BlogPosting", "headline": f"Ship {word(i)}", "articleBody": text, "datePublished": clock(i)}


def clock(i: int) -> str:
    return f"2024-05-{i // 1440 % 28 + 1:02}T{i // 60 % 24:02}:{i % 60:02}:00Z"


def entries(n: int) -> str:
    """The entries of a live blog as they are printed."""
    return "".join(
        f"<div class=entry><time datetime={clock(i)}>{i // 60 % 24:02}:{i % 60:02}</time><h2>Ship {word(i)}</h2>"
        f"<p>{text}</p></div>"
        for i, text in enumerate(sentences(n))
    )


def picture(i: int, sizes: int = 3) -> str:
    """A picture in some sizes."""
    wide = ", ".join(f"/ship{word(i)}-{320 * size}.jpg {320 * size}w" for size in range(1, sizes + 1))
    return (
        f'<picture><source srcset="{wide}"><img src=/ship{word(i)}.jpg srcset="{wide}" alt="Ship {word(i)}"></picture>'
    )


def numbered(n: int) -> list[tuple[int, str]]:
    return list(enumerate(sentences(n)))


STORY_PAGES: dict[str, Shape] = {
    "declared story": lambda n: declared(" ".join(sentences(n))),
    "declared story of lines": lambda n: declared("\n".join(sentences(n))),
    "declared story in tags": lambda n: declared("".join(f"<p>{text}</p>" for text in sentences(n))),
    "declared stories": lambda n: ld([{"@type": "NewsArticle", "articleBody": text} for text in sentences(n)]),
    "declared updates": lambda n: live_blog(entries(3), [update(i, text) for i, text in enumerate(sentences(n))]),
    "printed updates": lambda n: live_blog(entries(n), []),
    "updates declared and printed": lambda n: live_blog(
        entries(n), [update(i, text) for i, text in enumerate(sentences(n))]
    ),
    "updates in updates": lambda n: live_blog(entries(3), [{"liveBlogUpdate": [{}] * n}]),
    "posts of one provider": lambda n: page(
        "".join(
            f"<blockquote class=instagram-media data-instgrm-permalink=https://instagram.com/p/a{word(i)}/>"
            f"<a href=https://instagram.com/p/a{word(i)}/>A post</a></blockquote>"
            for i in range(n)
        )
    ),
    "links in one post": lambda n: page(
        "<blockquote class=twitter-tweet><p>a</p>"
        + "".join(f"<a href=https://x.com/a/status/{i}>@a{word(i)}</a>" for i in range(n))
        + "</blockquote>"
    ),
    "posts in posts": lambda n: page("<blockquote class=twitter-tweet><p>a" * n),
    "players": lambda n: page("".join(f"<video><source src=/film{word(i)}.mp4></video>" for i in range(n))),
    "sources of one player": lambda n: page(
        "<video>" + "".join(f"<source src=/film{word(i)}.mp4>" for i in range(n)) + "</video>"
    ),
    "pictures in sizes": lambda n: page("".join(map(picture, range(n)))),
    "sizes of a picture": lambda n: page(picture(1, n)),
    "figures in sizes": lambda n: page(
        "".join(f"<figure>{picture(i)}<figcaption>Ship {word(i)}</figcaption></figure>" for i in range(n))
    ),
    "a table with a head": lambda n: page(
        "<table><tr><th>Ship<th>Metres</tr>" + "".join(f"<tr><td>{word(i)}<td>{i}</tr>" for i in range(n)) + "</table>"
    ),
    "tables": lambda n: page("".join(f"<table><tr><th>Ship<tr><td>{word(i)}</table>" for i in range(n))),
    "spanning cells": lambda n: page(
        "<table>" + "".join(f"<tr><td rowspan={i + 2} colspan=9>{word(i)}<td>a" for i in range(n)) + "</table>"
    ),
    "cells of paragraphs": lambda n: page(
        "<table><tr><td>" + "".join(f"<p>{text}</p>" for text in sentences(n)) + "</table>"
    ),
    "items of paragraphs": lambda n: page(
        "<ul>" + "".join(f"<li><p>{text}</p><p>{text}</p></li>" for text in sentences(n)) + "</ul>"
    ),
    "numbered items": lambda n: page(
        "<ol start=5>" + "".join(f"<li value={i}>{text}</li>" for i, text in enumerate(sentences(n))) + "</ol>"
    ),
    "stress in stress": lambda n: page(f"<p>The {'<b>ship <i>of ' * n} harbour</p>"),
    "links around words of one link": lambda n: page(f"<p>{'<a href=/ship>The ship</a> and ' * n}</p>"),
    "quoted posts": lambda n: page("".join(f"<blockquote><p>{text}</p>{text}</blockquote>" for text in sentences(n))),
}
# Dumps by the tool that made them.
STORY_DUMPS: dict[str, Shape] = {
    "links that lynx numbers": lambda n: dump("".join(f"   [{i}]Ship {word(i)}\n" for i in range(1, n + 1))),
    "list of lynx": lambda n: (
        FIRST_LINES["lynx"]
        + dump("".join(f"   [{i}]Ship {word(i)}\n" for i in range(1, 20)))
        + "\n\nReferences\n\n"
        + "".join(f"   {i}. https://example.com/{word(i)}\n" for i in range(1, n + 1))
    ),
    "numbers without links": lambda n: dump("[7] " * n),
    "paragraphs that lynx broke": lambda n: (
        FIRST_LINES["lynx"] + dump("".join(f"   {text[:70]}\n   {text[70:]}\n\n" for text in sentences(n)))
    ),
    "names of pictures": lambda n: FIRST_LINES["lynx"] + dump("".join(f"   [ship{word(i)}.jpg]\n" for i in range(n))),
    "fields": lambda n: FIRST_LINES["lynx"] + dump("(BUTTON) Send [____] " * n),
    "tables of w3m": lambda n: dump("".join(f"┌────┬────┐\n│{word(i):4}│{i:4}│\n└────┴────┘\n" for i in range(n))),
    "rows of a table of w3m": lambda n: dump("┌────┐\n" + "".join(f"│{word(i):4}│\n├────┤\n" for i in range(n))),
    "bullets of w3m": lambda n: dump("".join(f"  • Ship {word(i)}\n    of the harbour\n" for i in range(n))),
    "tables of Markdown": lambda n: (
        FIRST_LINES["Markdown"] + dump("| a | b |\n|---|---|\n" + "".join(f"| {word(i)} | {i} |\n" for i in range(n)))
    ),
    "headings of Markdown": lambda n: dump("".join(f"## Ship {word(i)}\n\n{text}\n\n" for i, text in numbered(n))),
    "closed headings of Markdown": lambda n: FIRST_LINES["Markdown"] + dump("# a " + "#" * n + " b"),
    "definitions of Markdown": lambda n: (
        FIRST_LINES["Markdown"] + dump("".join(f'[{i}]: https://example.com/{word(i)} "a"\n' for i in range(n)))
    ),
    "pictures of Markdown": lambda n: (
        FIRST_LINES["Markdown"] + dump("".join(f"![Ship {word(i)}](/ship{word(i)}.jpg)\n\n" for i in range(n)))
    ),
    "quotations of Markdown": lambda n: FIRST_LINES["Markdown"] + dump("".join(f"> {text}\n" for text in sentences(n))),
    "brackets of an address": lambda n: FIRST_LINES["Markdown"] + dump("[a](/b" + "(c)" * n + ")"),
    "addresses of a newsletter": lambda n: dump(
        "".join(f"{text} <https://example.com/a>\n\n" for text in sentences(n))
    ),
    "pages that were printed": lambda n: dump("".join(f"{text}\n\n{i}\n\f" for i, text in numbered(n))),
    "times of a live blog": lambda n: dump(
        "".join(f"{i // 60 % 24}:{i % 60:02}\n\n{text}\n\n" for i, text in numbered(n))
    ),
    "stars around headings": lambda n: dump(
        "".join(f"***** Ship {word(i)} *****\n\n{text}\n" for i, text in numbered(n))
    ),
    "words that are underlined": lambda n: FIRST_LINES["html2text"] + dump("_ship_ of the _harbour_ " * n),
    "attributes that are left": lambda n: FIRST_LINES["lynx"] + dump('class="a" title="b" ' * n + "/>"),
    "names that tell who speaks": lambda n: dump("\n\n".join(f"{name}: a ship" for name in names(n))),
}
