"""What happens to markup: tags unclosed, nested, repeated; texts, attributes, metas, dates and JSON-LD replaced."""

from __future__ import annotations

import html
import random
import re
from collections.abc import Callable, Sequence
from typing import TypeAlias

from fuzz.make_states import make_shell
from fuzz.mutate_json import dump_json, mutate_json, nest, odd_json
from fuzz.odd_values import (
    ATTRIBUTES,
    CHARSETS,
    CLASSES,
    CONTROLS,
    DATES,
    MEMBERS,
    METAS,
    NAMES,
    RUNS,
    SENTENCES,
    STRINGS,
    TAGS,
    TYPES,
)

Mutation: TypeAlias = Callable[[random.Random, str, str], str]  # chance, the page, another page

TAG = re.compile(r"<(/?)([a-zA-Z][\w:-]{0,20})([^<>]{0,2000})>")
TEXT = re.compile(r">([^<>]{2,500})<")
ATTRIBUTE = re.compile(r"""([\w:-]{2,20})=("[^"<>]{0,500}"|'[^'<>]{0,500}')""")
JSON_SCRIPT = re.compile(r"(<script[^<>]{0,200}json[^<>]{0,200}>)(.{0,100000}?)(</script>)", re.I | re.S)
DATE = re.compile(
    r"\b(?:19|20)\d\d[-/.]\d\d?[-/.]\d\d?(?:T[\d:.+Z-]{4,20})?|\b\d{1,2}[. ][A-Z][a-z]{2,9}\.? (?:19|20)\d\d\b"
)
NAME = re.compile(r"\b[A-Z][a-z]{2,12} [A-Z][a-z]{2,12}\b")
DEPTHS = (2, 5, 30, 300, 1200)
REPEATS = (2, 5, 50, 400)
MAX_LONG = 3000  # characters of one long run: what is quadratic shows in the count of work
MAX_GROWN = 3_000_000  # characters of a page, beyond which no more is set into it
CODE_POINTS = (0, 1, 8, 11, 31, 127, 128, 159, 0xD800, 0xFFFE, 0xFFFF, 0xFDD0, 0x110000, 10**9)  # as entities
STATE_NAMES = (
    "window.__NUXT__=",
    "window.__APOLLO_STATE__ = ",
    "Fusion.globalContent=",
    "__PRELOADED_STATE__=",
    "__INITIAL_STATE__ =",
)


def odd_text(chance: random.Random) -> str:
    """A piece of text as it may stand anywhere."""
    makers: tuple[Callable[[], str], ...] = (
        lambda: chance.choice(STRINGS),
        lambda: chance.choice(NAMES),
        lambda: chance.choice(DATES),
        lambda: chance.choice(SENTENCES),
        lambda: chance.choice(SENTENCES) + chance.choice(STRINGS) + chance.choice(SENTENCES),
        lambda: chance.choice(RUNS) * chance.randint(1, MAX_LONG),
        lambda: "".join(chance.choice(RUNS) for _ in range(chance.randint(1, 100))),
    )
    return chance.choice(makers)()


def _replace_some(
    chance: random.Random, pattern: re.Pattern[str], page: str, replace: Callable[[re.Match[str]], str]
) -> str:
    """Some of what the pattern finds replaced, from the end so that places stay true."""
    found = list(pattern.finditer(page))
    for match in sorted(chance.sample(found, min(len(found), chance.choice((1, 3, 20)))), key=lambda one: -one.start()):
        page = page[: match.start()] + replace(match) + page[match.end() :]
        if len(page) > MAX_GROWN:
            break
    return page


def _place(chance: random.Random, page: str) -> int:
    """The end of some tag."""
    ends = [match.end() for match in TAG.finditer(page)]
    return chance.choice(ends) if ends else chance.randrange(len(page) + 1)


def _insert(chance: random.Random, page: str, text: str) -> str:
    place = _place(chance, page)
    return page[:place] + text + page[place:]


def _in_head(page: str, text: str) -> str:
    head = re.search(r"<head[^<>]*>", page, re.I)
    place = head.end() if head else 0
    return page[:place] + text + page[place:]


def unclose(chance: random.Random, page: str, other: str) -> str:
    return _replace_some(chance, TAG, page, lambda tag: "" if tag[1] or chance.random() < 0.3 else tag[0])


def rename(chance: random.Random, page: str, other: str) -> str:
    return _replace_some(chance, TAG, page, lambda tag: f"<{tag[1]}{chance.choice(TAGS)}{tag[3]}>")


def wrap(chance: random.Random, page: str, other: str) -> str:
    """Some text far down in tags in tags, closed or not."""
    tags = [chance.choice(TAGS) for _ in range(chance.choice((1, 2, 3)))]
    depth = chance.choice(DEPTHS)
    opened = "".join(f"<{tag}>" for tag in tags) * depth
    closed = "".join(f"</{tag}>" for tag in reversed(tags)) * chance.choice((0, depth))
    return _replace_some(chance, TEXT, page, lambda text: f">{opened}{text[1]}{closed}<")


def repeat_piece(chance: random.Random, page: str, other: str) -> str:
    start = _place(chance, page)
    end = page.find("</", start, start + 600)
    end = page.find(">", end) + 1 if end >= 0 else start + 20
    return page[:end] + page[start:end] * chance.choice(REPEATS) + page[end:]


def repeat_made(chance: random.Random, page: str, other: str) -> str:
    """A small element of our own, many times."""
    tag, text = chance.choice(TAGS), odd_text(chance)[:60]
    attribute = f' {chance.choice(ATTRIBUTES)}="{chance.choice(CLASSES)}"' if chance.random() < 0.7 else ""
    piece = f"<{tag}{attribute}>{text}" + chance.choice(("", f"</{tag}>"))
    return _insert(chance, page, piece * chance.choice(REPEATS))


def grow_attributes(chance: random.Random, page: str, other: str) -> str:
    def grown(tag: re.Match[str]) -> str:
        more = " ".join(_attribute(chance) for _ in range(chance.choice((1, 3, 10, 300))))
        return f"<{tag[1]}{tag[2]} {more}{tag[3]}>"

    return _replace_some(chance, TAG, page, grown)


def _attribute(chance: random.Random) -> str:
    name = chance.choice(ATTRIBUTES) + chance.choice(("", "", str(chance.randrange(1000))))
    value = chance.choice(
        (*CLASSES, *STRINGS[:60], *DATES, *NAMES, "x" * 500, "a " * 200, ">", "'", "&#1;", "&#xFFFE;", "display:none")
    )
    return chance.choice(
        (name, f"{name}=", f'{name}="{value}"', f"{name}='{value}'", f"{name}={value}", f'{name}="{value}')
    )


def replace_attributes(chance: random.Random, page: str, other: str) -> str:
    return _replace_some(chance, ATTRIBUTE, page, lambda found: f'{found[1]}="{odd_text(chance)}"')


def replace_texts(chance: random.Random, page: str, other: str) -> str:
    return _replace_some(chance, TEXT, page, lambda _: f">{odd_text(chance)}<")


def lengthen_texts(chance: random.Random, page: str, other: str) -> str:
    return _replace_some(chance, TEXT, page, lambda text: f">{text[1]}{odd_text(chance)}{text[1]}<")


def swap_texts(chance: random.Random, page: str, other: str) -> str:
    others = TEXT.findall(other) or [""]
    return _replace_some(chance, TEXT, page, lambda _: f">{chance.choice(others)}<")


def join_pages(chance: random.Random, page: str, other: str) -> str:
    return page[: _place(chance, page)] + other[_place(chance, other) :]


def escape(chance: random.Random, page: str, other: str) -> str:
    forms: Sequence[Callable[[str], str]] = (
        lambda text: "".join(f"&#{ord(char)};" for char in text),
        lambda text: html.escape(html.escape(text)),
        lambda text: f"&#{chance.choice(CODE_POINTS)};{text}",
        lambda text: text.replace(" ", "&nbsp;").replace("e", "&eacute"),
    )
    return _replace_some(chance, TEXT, page, lambda text: f">{chance.choice(forms)(text[1])}<")


def control(chance: random.Random, page: str, other: str) -> str:
    for _ in range(chance.choice((1, 5, 50))):
        place = chance.randrange(len(page) + 1)
        page = page[:place] + chance.choice(CONTROLS) + page[place:]
    return page


def change_json(chance: random.Random, page: str, other: str) -> str:
    return _replace_some(
        chance, JSON_SCRIPT, page, lambda script: script[1] + mutate_json(chance, script[2]) + script[3]
    )


def add_json(chance: random.Random, page: str, other: str) -> str:
    """JSON-LD or a state of our own, with some odd members."""
    members = {chance.choice(MEMBERS): odd_json(chance) for _ in range(chance.randint(1, 12))}
    value = members | {"@type": chance.choice(TYPES)} if chance.random() < 0.8 else nest(chance, members)
    try:
        text = dump_json(chance, value)
    except RecursionError:
        text = '{"author":' * 2000 + "1" + "}" * 2000
    text = text.replace("null", chance.choice(("null", "NaN", '"\\ud83d"', '"\\ud83d\\ude00\\u0000"', "1e999")))
    kind = chance.choice(
        (
            'type="application/ld+json"',
            'id="__NEXT_DATA__"',
            'id="__NUXT_DATA__"',
            "type='application/LD+JSON; charset=x'",
            "",
        )
    )
    prefix = "" if kind else chance.choice(STATE_NAMES)
    return _in_head(page, f"<script {kind}>{prefix}{text}</script>" * chance.choice((1, 1, 1, 30)))


def add_metas(chance: random.Random, page: str, other: str) -> str:
    attribute = chance.choice(("name", "property", "itemprop", "http-equiv"))
    name = chance.choice(METAS)
    metas = (f'<meta {attribute}="{name}" content="{odd_text(chance)}">' for _ in range(chance.choice((1, 2, 5, 60))))
    return _in_head(page, "".join(metas))


def change_title(chance: random.Random, page: str, other: str) -> str:
    joints = chance.choice((" - ", " | ", " — ", " : ", "|", " · "))
    parts = joints.join(odd_text(chance)[:80] for _ in range(chance.choice((1, 2, 5, 100))))
    return _in_head(page, f"<title>{parts}</title>")


def change_dates(chance: random.Random, page: str, other: str) -> str:
    return _replace_some(chance, DATE, page, lambda _: chance.choice(DATES))


def change_names(chance: random.Random, page: str, other: str) -> str:
    return _replace_some(chance, NAME, page, lambda _: chance.choice(NAMES))


def add_lines(chance: random.Random, page: str, other: str) -> str:
    """A byline, a time, a picture, a credit of our own somewhere."""
    name, date, text = chance.choice(NAMES), chance.choice(DATES), odd_text(chance)
    pieces = (
        f'<p class="byline">By {name}{text}</p>',
        f'<a rel="author" href="{text}">{name}</a>',
        f'<time datetime="{date}">{text}</time>',
        f'<figure><img src="{text}" alt="{text}"><figcaption>{text} (Photo: {name})</figcaption></figure>',
        f"<p>© {date} {name} {text}</p>",
        f'<span itemprop="author">{name}</span>',
        f"<h1>{text}</h1>",
        f"<p>PARIS, {date} (Reuters) - {text}</p>",
        f'<a href="mailto:{text}">{name}</a>',
        f'<link rel="canonical" href="{text}">',
        f'<base href="{text}">',
        f'<html lang="{text}">',
        f"<table><tr><td>{text}<td>{name}</table>",
        f'<div class="{chance.choice(CLASSES)}">{text}</div>',
        f"<pre>{text}\n\n{text}</pre>",
        f"<ul><li>{text}<li>{name}</ul>",
        f"<p>Source: {name}",
    )
    return _insert(chance, page, chance.choice(pieces) * chance.choice((1, 1, 1, 40)))


def declare_charset(chance: random.Random, page: str, other: str) -> str:
    return _in_head(page, f'<meta charset="{chance.choice(CHARSETS)}">')


def unfinish(chance: random.Random, page: str, other: str) -> str:
    return _insert(
        chance,
        page,
        chance.choice(
            ("<!--", "<script>", "<style>", "<textarea>", "<p ", '<a href="', "<![CDATA[", "<select>", "<title>", "<")
        ),
    )


MARKUP_MUTATIONS: tuple[Mutation, ...] = (
    unclose,
    rename,
    wrap,
    repeat_piece,
    repeat_made,
    grow_attributes,
    replace_attributes,
    replace_texts,
    lengthen_texts,
    swap_texts,
    join_pages,
    escape,
    control,
    change_json,
    add_json,
    make_shell,
    add_metas,
    change_title,
    change_dates,
    change_names,
    add_lines,
    declare_charset,
    unfinish,
)
