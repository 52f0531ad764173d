"""Pages and dumps that hold one thing n times: what work must grow with and not faster."""

from __future__ import annotations

import json
from functools import partial

from tests.shape_parts import (
    FIRST_LINES,
    STORY,
    TITLE,
    Shape,
    dump,
    ld,
    names,
    nested,
    never_closed,
    news,
    page,
    sentences,
    shell,
    spaces_before,
    word,
)
from tests.story_shapes import STORY_DUMPS, STORY_PAGES

MARKS = "\u0301\u0323"  # in the order that is not theirs
# In HTML: what is repeated, by what a finding would be called.
PAGES: dict[str, Shape] = {
    "paragraphs": lambda n: page("".join(f"<p>{text}</p>" for text in sentences(n))),
    "one long paragraph": lambda n: page(f"<p>{' '.join(sentences(n))}</p>"),
    "words without a full stop": lambda n: page(f"<p>{'harbour ' * n}</p>"),
    "one long word": lambda n: page(f"<p>{'w' * n}</p>"),
    "byline of one word": lambda n: page(byline="a" * n),
    "byline of many names": lambda n: page(byline="By " + ", ".join(names(n))),
    "byline of and": lambda n: page(byline="By " + " and ".join(names(n))),
    "bylines": lambda n: page("".join(f"<p class=byline>By {name}</p>" for name in names(n))),
    "authors marked": lambda n: page(
        "".join(f"<a rel=author href=/{i}>{name}</a> " for i, name in enumerate(names(n)))
    ),
    "microdata authors": lambda n: page("".join(f"<span itemprop=author>{name}</span> " for name in names(n))),
    "microdata items": lambda n: page(
        '<div itemscope itemtype="http://schema.org/Person"><b itemprop=name>x</b></div>' * n
    ),
    "metas": lambda n: page(head="".join(f'<meta name="n{i}" content="v{i}">' for i in range(n))),
    "metas of one name": lambda n: page(head="".join(f'<meta name="keywords" content="v{i}">' for i in range(n))),
    "author metas": lambda n: page(head="".join(f'<meta name=author content="{name}">' for name in names(n))),
    "author metas of names alike": lambda n: page(
        head="".join(f'<meta name="x{i}:author" content="{name}">' for i, name in enumerate(names(n)))
    ),
    "one meta of many authors": lambda n: page(head=f'<meta name=author content="{", ".join(names(n))}">'),
    "date metas": lambda n: page(head="".join(f'<meta name=date content="2024-05-{i % 28 + 1:02}">' for i in range(n))),
    "long description": lambda n: page(head=f'<meta name=description content="{" ".join(sentences(n))}">'),
    "long keywords": lambda n: page(head=f'<meta name=keywords content="{", ".join(names(n))}">'),
    "JSON-LD nodes": lambda n: ld(
        [{"@type": "NewsArticle", "headline": f"{TITLE} {i}", "@id": f"#{i}"} for i in range(n)]
    ),
    "JSON-LD scripts": lambda n: page(
        head='<script type="application/ld+json">{"@type":"NewsArticle","headline":"x"}</script>' * n
    ),
    "JSON-LD depth": lambda n: page(
        head=f'<script type="application/ld+json">{"[" * n}{{"@type":"NewsArticle"}}{"]" * n}</script>'
    ),
    "JSON-LD object depth": lambda n: page(
        head=f"""<script type="application/ld+json">{'{"@type":"NewsArticle","author":' * n}1{"}" * n}</script>"""
    ),
    "JSON-LD that opens only": lambda n: page(head='<script type="application/ld+json">' + "[" * n + "</script>"),
    "JSON-LD of many spaces": lambda n: page(
        head='<script type="application/ld+json">{"a":1,' + " " * n + "x</script>"
    ),
    "JSON-LD of many commas": lambda n: page(
        head='<script type="application/ld+json">{"a":1' + ", " * n + "}</script>"
    ),
    "JSON-LD authors": lambda n: news(author=[{"@type": "Person", "name": name} for name in names(n)]),
    "JSON-LD authors as one text": lambda n: news(author=", ".join(names(n))),
    "JSON-LD images": lambda n: news(image=[f"https://example.com/picture{i}.jpg" for i in range(n)]),
    "JSON-LD keywords": lambda n: news(keywords=names(n)),
    "JSON-LD parts": lambda n: news(
        hasPart=[{"@type": "WebPageElement"}] * n, isPartOf=[{"name": f"A {i}"} for i in range(n)]
    ),
    "JSON-LD article body": lambda n: news(articleBody=" ".join(sentences(n))).replace(
        STORY[1], "".join(f"<p>{text}</p>" for text in sentences(n))
    ),
    "JSON-LD tags in text": lambda n: news(headline="<" * n),
    "JSON-LD breadcrumbs": lambda n: ld(
        [{"@type": "BreadcrumbList", "itemListElement": [{"name": name} for name in names(n)]}]
    ),
    "states": lambda n: page(
        f'<script id="__NEXT_DATA__">{json.dumps({"a": [{"title": name, "date": 1} for name in names(n)]})}</script>'
    ),
    "flat state that shares": lambda n: page(
        f'<script id="__NUXT_DATA__">{json.dumps([{"a": i + 1, "b": i + 1} for i in range(n)])}</script>'
    ),
    "flat state": lambda n: page(
        f'<script id="__NUXT_DATA__">{json.dumps([{"title": i + 1} for i in range(n)])}</script>'
    ),
    "scripts": lambda n: page("<script>var a = 1;</script>" * n),
    "a long script": lambda n: page(f"<script>{'var a = 1; ' * n}</script>"),
    "assigned states": lambda n: page(f"<script>{'__NUXT__ = { ' * n}</script>"),
    "headings": lambda n: page(
        "".join(f"<h2>About {word(i)}</h2><p>{text}</p>" for i, text in enumerate(sentences(n)))
    ),
    "h1": lambda n: page("".join(f"<h1>About {word(i)} and {word(i * 3)}</h1>" for i in range(n))),
    "long h1": lambda n: page(f"<h1>{'harbour - ' * n}</h1>"),
    "links": lambda n: page("".join(f"<a href=/{i}>word {word(i)}</a> " for i in range(n))),
    "list of links": lambda n: page(
        "<ul>" + "".join(f"<li><a href=/{i}>About {word(i)}</a>" for i in range(n)) + "</ul>"
    ),
    "links in a sentence": lambda n: page(
        f"<p>{STORY[0]} " + "".join(f"<a href=/{i}>{word(i)}</a> and <b>{word(i)}</b>, " for i in range(n))
    ),
    "marked lines of code": lambda n: page("<pre>" + "".join(f"go <b>{word(i)}</b> on\n" for i in range(n)) + "</pre>"),
    "posts": lambda n: page(
        "".join(
            f"<p>{text}<blockquote class=twitter-tweet><p>a</p><a href=https://x.com/a/status/{i}>1</a></blockquote>"
            for i, text in enumerate(sentences(n))
        )
    ),
    "videos": lambda n: page("".join(f"<iframe src=https://youtube.com/embed/{i}></iframe>" for i in range(n))),
    "quotations": lambda n: page(
        "".join(f"<blockquote><p>{text}</p><cite>A</cite></blockquote>" for text in sentences(n))
    ),
    "mailto links": lambda n: page("".join(f"<a href=mailto:a{i}@example.com>a{i}</a> " for i in range(n))),
    "canonical links": lambda n: page(head="<link rel=canonical href=/a>" * n),
    "times": lambda n: page(
        "".join(f"<time datetime=2024-05-{i % 28 + 1:02}>{i % 28 + 1} May 2024</time> " for i in range(n))
    ),
    "times apart": lambda n: page("".join(f"<p><time>{i % 28 + 1} May 2024</time></p>" for i in range(n))),
    "dates in one line": lambda n: page(f"<p>{'3 May 2024, ' * n}</p>"),
    "images": lambda n: page("".join(f"<img src=/picture{i}.jpg alt='Picture {word(i)}'>" for i in range(n))),
    "figures": lambda n: page(
        "".join(
            f"<figure><img src=/picture{i}.jpg><figcaption>Ships of {word(i)}. Photo: Jane Doe/AP</figcaption></figure>"
            for i in range(n)
        )
    ),
    "figures in figures": lambda n: page("<figure><img src=/a.jpg><figcaption>Ships</figcaption>" * n),
    "captions without a picture": lambda n: page(
        "".join(f"<div class=caption>Ships of {word(i)}</div>" for i in range(n))
    ),
    "captions in one figure": lambda n: page(
        "<figure><img src=/a.jpg>"
        + "".join(f"<figcaption>Ships of {word(i)}</figcaption>" for i in range(n))
        + "</figure>"
    ),
    "images in one figure": lambda n: page(
        "<figure>" + "".join(f"<img src=/{word(i)}.jpg>" for i in range(n)) + "<figcaption>Ships</figcaption></figure>"
    ),
    "credits in one figure": lambda n: page(
        "<figure><img src=/a.jpg>" + "<img src=/b.jpg><span class=credit>Jane Doe</span>" * n + "</figure>"
    ),
    "short lines": lambda n: page("".join(f"<div>{word(i)}</div>" for i in range(n))),
    "words between br": lambda n: page("".join(f"{word(i)}<br>" for i in range(n))),
    "br in one row": lambda n: page("<table><tr><td>" + "a<br>" * n + "</td></tr></table>"),
    "br": lambda n: page("<br>" * n),
    "copyright signs": lambda n: page(f"<p>{'© ' * n}</p>"),
    "copyright lines": lambda n: page(
        "".join(f"<p>© 2024 The {word(i)} Post. All rights reserved.</p>" for i in range(n))
    ),
    "at signs": lambda n: page(f"<p>{'a@' * n}</p>", byline="@" * n),
    "mail addresses": lambda n: page(byline="".join(f"a{i}@example.com " for i in range(n))),
    "dots and letters": lambda n: page(f"<p>{'a.' * n}</p>", byline="a." * n),
    "commas": lambda n: page(f"<p>{'a,' * n}</p>", byline="a," * n),
    "digits": lambda n: page(f"<p>{'1' * n}</p>", byline="1" * n),
    "digits apart": lambda n: page(f"<p>{'1 ' * n}</p>", byline="1 " * n),
    "dots": lambda n: page(f"<p>{'.' * n}</p>", byline="." * n),
    "dashes": lambda n: page(f"<p>{'- ' * n}</p>", byline="– " * n),
    "quotes": lambda n: page(f"<p>{'“' * n}a{'”' * n}</p>", byline='"' * n),
    "brackets": lambda n: page(f"<p>{'(' * n}a</p>", byline="[(" * n),
    "brackets in pairs": lambda n: page(f"<p>{'(a) ' * n}</p>", byline="(a) " * n),
    "slashes": lambda n: page(f"<p>{'a/' * n}</p>", byline="a / " * n),
    "colons": lambda n: page(f"<p>{'a: ' * n}</p>", byline="a: " * n),
    "capitals": lambda n: page(f"<p>{'A ' * n}</p>", byline="By " + "A" * n),
    "upper case words": lambda n: page(f"<p>{'HARBOUR ' * n}</p>", byline="HARBOUR " * n),
    "nearly a byline": lambda n: page(byline="By " + "Jane " * n),
    "CJK text": lambda n: page(f"<p>{'港口星期二重新开放' * n}</p>", byline="记者" + "王小明" * n),
    "CJK sentences": lambda n: page("".join(f"<p>港口星期二重新开放，{word(i)}说。</p>" for i in range(n))),
    "Korean line": lambda n: page(byline="홍길동 기자 " * n),
    "combining marks": lambda n: page(f"<p>{'a' + chr(0x301) * n}</p>"),
    "marks in turn": lambda n: page(f"<p>a{MARKS * n}</p><a href=https://a{MARKS * n}.example/>a</a>"),
    "right-to-left marks": lambda n: page("<p>" + "\u202e\u200d\u0301" * n + "</p>"),
    "zero-width characters": lambda n: page("<p>" + "a\u200b" * n + "</p>"),
    "emoji": lambda n: page("<p>" + "\U0001f600" * n + "</p>", byline="\U0001f600" * n),
    "spaces": lambda n: page(f"<p>{' ' * n}x</p>", byline="Jane" + " " * n + "Doe"),
    "no-break spaces": lambda n: page("<p>" + "&nbsp;" * n + "x</p>"),
    "tabs": lambda n: page("<p>" + "\t" * n + "x\t</p>"),
    "bars in the title": lambda n: page(title="harbour | " * n),
    "dashes in the title": lambda n: page(title="harbour - post " * n),
    "parts of the title": lambda n: page(title=" | ".join(f"harbour of {word(i)}" for i in range(n))),
    "one word as the title": lambda n: page(title="a" * n),
    "titles": lambda n: page(head="<title>Harbour</title>" * n),
    "URLs": lambda n: page(f"<p>{'https://example.com/a/b ' * n}</p>", byline="www.a.com/a " * n),
    "attributes with values": lambda n: page("<p " + " ".join(f"a{i}=1" for i in range(n)) + ">x</p>"),
    "attributes without values": lambda n: page("<p " + " ".join(f"a{i}" for i in range(n)) + ">x</p>"),
    "attributes with signs in quotes": lambda n: page("<p " + " ".join(f'a{i}=">"' for i in range(n)) + ">x</p>"),
    "one long attribute": lambda n: page(f'<p data-a="{"y" * n}">x</p>'),
    "long style": lambda n: page(f'<p style="{"display : " * n}">x</p>'),
    "class tokens": lambda n: page('<p class="' + " ".join(f"token{word(i)}" for i in range(n)) + '">x</p>'),
    "class tokens of many elements": lambda n: page(
        "".join(f'<p class="token{word(i)} author">x{word(i)}</p>' for i in range(n))
    ),
    "one long class": lambda n: page(f'<p class="{"aB-" * n}">x</p>'),
    "addresses": lambda n: page(f'<img src="/{"a-" * n}.jpg"><a href="/{"a/" * n}">x</a>'),
    "source sets": lambda n: page(f'<img srcset="{"/a.jpg 1x, " * n}">'),
    "divs in divs": lambda n: page("<div>" * n + "x"),
    "divs with text in divs": lambda n: page("".join(f"<div class=c{i}>{word(i)}" for i in range(n))),
    "spans in spans": lambda n: page("<span class=a>" * n + "x"),
    "lists in lists": lambda n: page("<ul><li>a" * n),
    "ordered lists in lists": lambda n: page("<ol><li>a" * n),
    "definition lists": lambda n: page("<dl><dt>a<dd>b" * n),
    "quotes in quotes": lambda n: page("<blockquote>a" * n),
    "links in links": lambda n: page("<a href=/a><b>a" * n),
    "inline tags": lambda n: page("<b><i>" * n + "x"),
    "list items": lambda n: page("<ul>" + "".join(f"<li>About {word(i)}" for i in range(n)) + "</ul>"),
    "tables in tables": lambda n: page("<table><tr><td>a" * n),
    "table rows": lambda n: page("<table>" + "".join(f"<tr><td>{word(i)}<td>b" for i in range(n)) + "</table>"),
    "table cells": lambda n: page("<table><tr>" + "<td>a" * n + "</table>"),
    "rows of rows": lambda n: page("<table><tr><td><div>" * n + "x"),
    "comments": lambda n: page("<!-- a -->" * n),
    "a comment that never ends": lambda n: page("<!--" + "-" * n),
    "comments that never end": lambda n: page("<!-- " * n),
    "CDATA that never ends": lambda n: page("<![CDATA[ " * n),
    "entities": lambda n: page(f"<p>{'&amp;' * n}</p>", byline="&amp;amp;" * n),
    "unknown entities": lambda n: page(f"<p>{'&amp' * n}{'&#9;' * n}</p>"),
    "unclosed tags": lambda n: page("<p" * n),
    "a tag that never ends": lambda n: page("<p " * n),
    "angle brackets": lambda n: page("<" * n),
    "closing tags": lambda n: page("</div>" * n),
    "body tags": lambda n: page("<body class=a>" * n),
    "html tags": lambda n: page("<html lang=en></html>" * n),
    "quotes in tags": lambda n: page("<p a='" * n),
    "paragraphs never closed": lambda n: page("<p>" * n),
    "select options": lambda n: page("<select>" + "<option>a" * n + "</select>"),
    "forms": lambda n: page("<form><input><label>a</label></form>" * n),
    "unknown tags": lambda n: page("".join(f"<x-{word(i)}>a</x-{word(i)}>" for i in range(n))),
    "drawings": lambda n: page("<svg><title>a</title><path d=a></svg>" * n),
    "frames": lambda n: page("<iframe src=/a></iframe>" * n),
    "hidden elements": lambda n: page("".join(f"<div hidden>{word(i)}</div>" for i in range(n))),
    "sections": lambda n: page("<section><h2>Read more</h2><ul><li><a href=/a>About ships</a></ul></section>" * n),
    "headings of lists": lambda n: page("<h3>Read more</h3>" * n),
    "repeated lines": lambda n: page("<p>The ship entered the harbour at noon again.</p>" * n),
    "comments of readers": lambda n: page(
        "".join(f'<div class="comment"><p>{text}</p></div>' for text in sentences(n))
    ),
    "biographies": lambda n: page(
        "".join(f"<p class=author-bio>{name} is a reporter for the Post.</p>" for name in names(n))
    ),
    "one long biography": lambda n: page(f"<p class=author-bio>{'Jane Doe ' * n}</p>"),
    "one long footer": lambda n: page(f"<footer><p>{'Copyright by and ' * n}</p></footer>"),
    "tags of the story": lambda n: page(f"<p class=tags>{'harbour, ' * n}</p><p class=breadcrumb>{'a > ' * n}</p>"),
    "paywalls": lambda n: page("<div class=paywall>Subscribe to read on</div>" * n),
    "login lines": lambda n: page("<p>with Harbour</p>" * n),
    "templates in one another": lambda n: page("<div><script type=text/template>a b</script>" * n),
    "clear paragraphs": lambda n: page("".join(f"<p style='opacity:0'>{text}</p>" for text in sentences(n))),
    "elements called comments": lambda n: page("<div class=comments>" * n + "<p>The ship entered.</p>" * 9),
    "small print": lambda n: page("".join(f"<p>{text} All rights reserved, he said.</p>" for text in sentences(n))),
    "copies": lambda n: page("".join(f"<p>{text}</p>" for text in sentences(n)) * 2),
    "counted items": lambda n: page("".join(f"<div>{i + 1}/{n} About {word(i)}</div>" for i in range(n))),
    "preformatted lines": lambda n: page("<pre>" + "The ship entered the harbour.\n" * n + "</pre>"),
    "references": lambda n: shell({"title": TITLE, "a": {"text": STORY[0]}, "body": [{"__ref": "a"}] * n}),
    "references in a circle": lambda n: shell({"a": {"children": [{"__ref": "a"}] * n}, "body": [{"__ref": "a"}]}),
    "lists in lists of a state": lambda n: shell({"title": TITLE, "body": nested(n, [f"{STORY[0]} {STORY[1]}"])}),
    "nodes of a state": lambda n: shell(
        {"title": TITLE, "body": [{"children": [{"text": text}]} for text in sentences(n)]}
    ),
    "shared values": lambda n: shell([{"title": 1, "body": 2}, TITLE, [3] * n, STORY[0]], "__NUXT_DATA__"),
}
# In dumps: the lines of the text.
DUMPS: dict[str, Shape] = {
    "links of Markdown": lambda n: dump(f"{STORY[0]} " + " ".join(f"[a](/{i}) and **b**" for i in range(n))),
    "paragraphs": lambda n: dump("\n\n".join(sentences(n))),
    "short lines": lambda n: dump("\n".join(map(word, range(n)))),
    "lines of unspaced writing": lambda n: dump("\n".join("港口的船" * 8 + "去年" * (i % 3) for i in range(n))),
    "lines of two words": lambda n: dump("\n".join(f"About {word(i)}" for i in range(n))),
    "lines that run on": lambda n: dump("\n".join(f"and the ship of {word(i)} entered the" for i in range(n))),
    "lines that close": lambda n: dump("The ship\n" + ", and so\n" * n),
    "one long line": lambda n: dump(" ".join(sentences(n))),
    "one long word": lambda n: dump("w" * n),
    "headlines": lambda n: dump("\n\n".join(f"Harbour of {word(i)} opens again after {word(i * 3)}" for i in range(n))),
    "bylines": lambda n: dump("\n\n".join(f"By {name}" for name in names(n))),
    "names": lambda n: dump("\n\n".join(names(n))),
    "byline of many names": lambda n: dump("By " + ", ".join(names(n))),
    "dates": lambda n: dump("\n\n".join(f"{i % 28 + 1} May 2024, 10:{i % 60:02}" for i in range(n))),
    "dates in one line": lambda n: dump("3 May 2024, " * n),
    "captions": lambda n: dump("\n\n".join(f"Ships of {word(i)}. Photo: Jane Doe/AP" for i in range(n))),
    "credits": lambda n: dump("\n\n".join(f"Photo: {name}/AP" for name in names(n))),
    "list markers": lambda n: dump("\n".join(f"• About {word(i)}" for i in range(n))),
    "list markers alone": lambda n: dump("•\n" * n),
    "markers in one line": lambda n: dump("• " * n),
    "numbers": lambda n: dump("\n".join(f"{i % 900 + 1}. About {word(i)}" for i in range(n))),
    "indented lines": lambda n: dump("\n".join(f"    About {word(i)}" for i in range(n))),
    "headings of lists": lambda n: dump("\n".join(["Read more", "About ships"] * n)),
    "repeated lines": lambda n: dump("The ship entered the harbour at noon again.\n\n" * n),
    "empty lines": lambda n: dump("\n" * n),
    "spaces": lambda n: dump("a" + " " * n + "b"),
    "copyright signs": lambda n: dump("© " * n),
    "copyright lines": lambda n: dump("\n".join(f"© 2024 The {word(i)} Post. All rights reserved." for i in range(n))),
    "mail addresses": lambda n: dump("\n".join(f"a{i}@example.com" for i in range(n))),
    "mail addresses in one line": lambda n: dump("a@example.com " * n),
    "commas": lambda n: dump("a," * n),
    "at signs": lambda n: dump("a@" * n),
    "letters and dots": lambda n: dump("a." * n),
    "digits": lambda n: dump("1" * n),
    "digits apart": lambda n: dump("1 " * n),
    "bars": lambda n: dump("harbour | " * n),
    "angle quotes": lambda n: dump("a › " * n),
    "dashes": lambda n: dump("- " * n),
    "brackets": lambda n: dump("(" * n),
    "brackets in pairs": lambda n: dump("(a) " * n),
    "quotes": lambda n: dump("“" * n),
    "colons": lambda n: dump("a: " * n),
    "slashes": lambda n: dump("a / " * n),
    "upper case words": lambda n: dump("HARBOUR " * n),
    "CJK text": lambda n: dump("港口星期二重新开放" * n),
    "CJK lines": lambda n: dump("\n".join(f"港口星期二重新开放{word(i)}" for i in range(n))),
    "Korean line": lambda n: dump("홍길동 기자 " * n),
    "marks in turn": lambda n: dump("a" + MARKS * n),
    "combining marks": lambda n: dump("a" + "\u0301" * n),
    "emoji": lambda n: dump("\U0001f600" * n),
    "URLs": lambda n: dump("https://example.com/a/b " * n),
    "entities": lambda n: dump("&nbsp;" * n + "a" + "&amp;" * n),
    "tags": lambda n: dump("a <b" * n),
    "login lines": lambda n: dump("\n\n".join(f"with Harbour {word(i)}" for i in range(n))),
    "long title line": lambda n: "harbour - post " * n + "\n\n" + "\n\n".join(STORY),
    "long byline": lambda n: f"{TITLE}\n\nBy {'Jane ' * n}\n\n" + "\n\n".join(STORY),
    "long line above the story": lambda n: f"{TITLE}\n\nThe {'a,' * n}\n\n" + "\n\n".join(STORY),
}
DUMPS |= {
    f"spaces before {sign} in a dump of {maker}": partial(spaces_before, sign, first)
    for maker, first in FIRST_LINES.items()
    for sign in ("b", "#", "]", "*")
}
DUMPS |= {
    f"{mark} never closed in a dump of {maker}": partial(never_closed, mark, first)
    for maker, first in FIRST_LINES.items()
    for mark in ("_", "**", "[", "![", "](", "</", '="')
}
PAGES |= STORY_PAGES
DUMPS |= STORY_DUMPS
# Pages that are read and then written in every format.
WRITTEN: dict[str, Shape] = {
    name: PAGES[name]
    for name in (
        "spanning cells",
        "a table with a head",
        "lists in lists",
        "items of paragraphs",
        "links in a sentence",
    )
}
WRITTEN["rows below a wide one"] = lambda n: page(
    f"<table><tr>{'<th>a' * n}</tr>{'<tr><td colspan=9>a<td rowspan=999>b' * n}</table>"
)
TABLES: dict[str, dict[str, Shape]] = {"html": PAGES, "text": DUMPS, "written": WRITTEN}
