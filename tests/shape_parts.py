"""What the shapes of tests/shapes.py and tests/story_shapes.py are made of."""

from __future__ import annotations

import json
from collections.abc import Callable

TITLE = "Harbour reopens after four months"
STORY = (
    "The harbour of Varde reopens on Tuesday after four months of dredging, the port authority said in a statement.",
    "Ships of up to nine metres of draught can enter again, two more than before the works began in the spring.",
)
Shape = Callable[[int], str]
# By which a dump says what made it.
FIRST_LINES = {
    "lynx": "".join(f"   [{i}]Harbour\n" for i in range(1, 9)),
    "html2text": "".join(f"***** Part {i} *****\n\n" for i in range(4)),
    "Markdown": "".join(f"# Part {i}\n\n" for i in range(4)),
}


def page(inside: str = "", *, head: str = "", title: str = TITLE, byline: str = "By Jane Doe") -> str:
    """A page with these texts in its head and between its two paragraphs."""
    before = f"<html><head><title>{title}</title>{head}</head><body><article><h1>{TITLE}</h1><p class=byline>{byline}"
    return f"{before}</p><p>{STORY[0]}</p>{inside}<p>{STORY[1]}</p></article></body></html>"


def dump(inside: str) -> str:
    """A dump with this text between its two paragraphs."""
    return f"{TITLE}\n\nBy Jane Doe\n\n{STORY[0]}\n\n{inside}\n\n{STORY[1]}"


def ld(value: object) -> str:
    """JSON-LD in a head."""
    return page(head=f'<script type="application/ld+json">{json.dumps(value)}</script>')


def shell(state: object, name: str = "__NEXT_DATA__") -> str:
    """A page that shows nothing but its title, and has its story in a state."""
    return f"<title>{TITLE}</title><div id=app></div><script id={name}>{json.dumps(state)}</script>"


def nested(n: int, value: object) -> object:
    """A value in lists in one another: no more than a reader of JSON bears."""
    for _ in range(min(n, 400)):
        value = [value]
    return value


def spaces_before(sign: str, first: str, n: int) -> str:
    """A dump of some tool with a sign behind so many spaces."""
    return first + dump("a" + " " * n + sign)


def never_closed(mark: str, first: str, n: int) -> str:
    """A dump of some tool with so many marks that begin and do not end."""
    return first + dump(f"{mark}a " * n)


def news(**members: object) -> str:
    """A page whose JSON-LD is a news article with these members."""
    return ld({"@type": "NewsArticle", "headline": TITLE, **members})


def names(n: int) -> list[str]:
    """Names of people, all different."""
    return [
        f"{chr(65 + i % 26)}{'aeiou'[i // 26 % 5]}{'lmnr'[i // 130 % 4]}{'aeiou'[i // 520 % 5]} Doe{word(i)}"
        for i in range(n)
    ]


def word(i: int) -> str:
    """A number in letters."""
    return "".join(chr(97 + int(digit)) for digit in str(i))


def sentences(n: int) -> list[str]:
    """Sentences, all different."""
    return [
        f"The {word(i)} ship entered the harbour of {word(i * 7)} at noon, the port authority said again."
        for i in range(n)
    ]
