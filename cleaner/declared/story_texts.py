"""The story as the page's data hold it, in HTML: what is read where the page itself shows none."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from cleaner.json_ld import find_article
from cleaner.json_paths import objects_in
from cleaner.model import Json
from cleaner.page_state import read_state
from cleaner.text import collapse, count_words, ends_sentence, fold

ARTICLE_KEYS = ("articleBody", "reviewBody", "text")
# The keys under which content management systems keep a text, and what they keep texts in, outermost first.
TEXT_KEYS = ("html", "text", "value", "content", "markdown", "heading", "children")
CHILD_KEYS = (
    "children", "content", "nodes", "leaves", "data", "value", "model", "props", "root", "document", "json", "blocks",
    "elements", "components", "paragraphs", "sections", "items", "rows", "text", "body",
)  # fmt: skip
# Parts of the names of keys under which other texts than the story's stand.
OTHER_KEYS = re.compile(
    "comment|repl(?:y|ies)|related|recommend|teaser|i18n|locale|message|translation|legal|cookie|consent|newsletter"
    "|footer|menu|navi|sidebar|popular|trending|advert|bio$|caption|alt|descri|summary|excerpt|seo",
    re.I,
)
MARKUP = re.compile(r"</?(?:p|div|br|h[1-6]|ul|ol|li|blockquote|section|figure)\b[^<>]*>", re.I)
LINES = re.compile(r"\s*\n\s*")
TAG = re.compile(r"<[^<>]*>")
MIN_PARAGRAPH_WORDS, MIN_STORY_WORDS, MIN_UNTITLED_WORDS = 8, 50, 100
MAX_NODES, MAX_DEPTH = 200_000, 30  # looked at, of a state; texts in texts
NEXT_PUSH = re.compile(r'self\.__next_f\.push\(\[1,\s*("(?:[^"\\]|\\.)*")\s*\]\)', re.S)
NEXT_ROW = re.compile(rb"([0-9a-f]+):(?:T([0-9a-f]+),|[A-Z]*)")
PARSED = re.compile(r'JSON\.parse\(\s*("(?:[^"\\]|\\.)*"|\'(?:[^\'\\]|\\.)*\')\s*\)', re.S)


class StoryText(NamedTuple):
    """A story and where it was found: `jsonld:articleBody`, `state:__NEXT_DATA__`; its words are those in sentences."""

    source: str
    html: str
    words: int
    is_titled: bool = True


def json_ld_story(objects: Iterable[Mapping[str, Json]], addresses: frozenset[str], titles: tuple[str, ...]) -> StoryText | None:
    """The text of the page's own article in its JSON-LD; None where it holds none. titles: folded."""
    node = find_article(tuple(objects), addresses, titles)
    for key in ARTICLE_KEYS if node is not None else ():
        text = node.get(key) if node is not None else None
        if isinstance(text, str) and count_words(text) >= MIN_STORY_WORDS:
            source = _as_html(text)
            return StoryText(f"jsonld:{key}", source, _prose_words(source))
    return None


def state_story(states: Iterable[tuple[str, Json]], titles: frozenset[str]) -> StoryText | None:
    """The longest text in the states that stands beside the page's title, else the longest. titles: folded."""
    found = [story for name, value in states for story in _Search(value, titles).stories(f"state:{name}")]
    sure = [story for story in found if story.is_titled] or [story for story in found if story.words >= MIN_UNTITLED_WORDS]
    return max(sure, key=lambda story: story.words, default=None)


def script_values(scripts: Iterable[tuple[str, str]]) -> Iterator[tuple[str, Json]]:
    """The data that scripts hold and no signal names: React's streamed rows, JSON by itself or as a string.

    scripts: of each what its type or id calls it, and its text.
    """
    pushed: list[str] = []
    for name, text in scripts:
        if "self.__next_f" in text:
            pushed += [json.loads(chunk, strict=False) for chunk in NEXT_PUSH.findall(text)]
        elif name.endswith("json"):
            yield "json", read_state("json", text)
        else:
            for quoted in PARSED.findall(text):
                yield "json", read_state("json", _unquoted(quoted))
    if pushed:
        yield "self.__next_f", _rows("".join(pushed).encode())


def _unquoted(literal: str) -> str:
    """The text of a JavaScript string; empty where it cannot be read."""
    if literal[0] == "'":
        literal = '"' + literal[1:-1].replace("\\'", "'").replace('"', '\\"') + '"'
    try:
        return str(json.loads(literal, strict=False))
    except ValueError:
        return ""


def _rows(payload: bytes) -> dict[str, Json]:
    """React's rows by number: `a:T1f4,` and so many bytes of text, or `a:` and JSON up to the end of the line."""
    rows: dict[str, Json] = {}
    place = 0
    while place < len(payload):
        head = NEXT_ROW.match(payload, place)
        line_end = payload.find(b"\n", place)
        end = line_end if line_end >= 0 else len(payload)
        if head is not None and head[2] is not None:
            end = head.end() + int(head[2], 16)
            rows[head[1].decode()] = payload[head.end() : end].decode(errors="replace")
            place = end
        else:
            if head is not None:
                rows[head[1].decode()] = read_state("row", payload[head.end() : end].decode(errors="replace"))
            place = end + 1
    return rows


class _Search:
    """The search for texts in one state. References to other places of it are followed."""

    def __init__(self, root: Json, titles: frozenset[str]) -> None:
        self.root = root
        self.titles = titles

    def stories(self, source: str) -> Iterator[StoryText]:
        """What could be a story: long texts, and lists of paragraphs, at least of the words of a short story."""
        rest: list[tuple[Json, bool]] = [(self.root, False)]
        looked_at = 0
        while rest and looked_at < MAX_NODES:
            value, is_titled = rest.pop()
            looked_at += 1
            if isinstance(value, Mapping):
                is_titled = is_titled or any(self._is_title(member) for member in value.values())
                rest += [(member, is_titled) for key, member in value.items() if not OTHER_KEYS.search(key)]
                continue
            text = self._text_of(value)
            words = _prose_words(text)
            if words >= MIN_STORY_WORDS:
                yield StoryText(source, text, words, is_titled)
            if isinstance(value, list):
                rest += [(member, is_titled) for member in value]

    def _is_title(self, value: Json) -> bool:
        return isinstance(value, str) and 0 < len(value) < 300 and fold(value) in self.titles

    def _text_of(self, value: Json) -> str:
        """A text as HTML, or a list of what holds texts; empty for anything else."""
        if isinstance(value, str):
            return _as_html(value) if " " in value else ""
        if not isinstance(value, list) or _is_element(value):
            return ""
        return "".join(self._paragraphs(value, 0))

    def _paragraphs(self, value: Json, depth: int) -> Iterator[str]:
        """The texts in a node of a document, as paragraphs: what holds texts alone is one."""
        if depth > MAX_DEPTH:
            return
        if isinstance(value, str):
            yield _as_html(value) if " " in value else ""
        elif isinstance(value, list) and not _is_element(value):
            for member in value:
                yield from self._paragraphs(member, depth + 1)
        elif self._is_paragraph(value):
            yield _as_html(self._inline(value, 0))
        else:
            for child in self._children(value):
                yield from self._paragraphs(child, depth + 1)

    def _is_paragraph(self, value: Json) -> bool:
        """Whether what a node holds are the runs of one text, and not texts of their own, most of them sentences."""
        children = self._children(value)
        if children and not any(map(self._is_run, children)):
            return False
        texts = [self._inline(child, 0) for child in children]
        sentences = [text for text in texts if count_words(text) >= MIN_PARAGRAPH_WORDS and ends_sentence(text.strip())]
        return len(sentences) < 2 or 2 * len(sentences) <= len(texts)

    def _is_run(self, value: Json) -> bool:
        return isinstance(value, str) or all(isinstance(child, str) for child in self._children(value))

    def _inline(self, value: Json, depth: int) -> str:
        if isinstance(value, str):
            return value
        return "".join(self._inline(child, depth + 1) for child in self._children(value)) if depth < MAX_DEPTH else ""

    def _children(self, value: Json) -> list[Json]:
        """What a node holds: its text, or the nodes inside; a reference's are those of the place it names."""
        if isinstance(value, list):
            value = value[3] if _is_element(value) else value
        if isinstance(value, list):
            return value
        if not isinstance(value, Mapping):
            return []
        if isinstance(value.get("__ref"), str) and isinstance(self.root, Mapping):
            value = self.root.get(value["__ref"]) or {}
        texts = [value[key] for key in TEXT_KEYS if isinstance(value.get(key), str)]
        inner = [value[key] for key in CHILD_KEYS if isinstance(value.get(key), (list, Mapping))]
        return texts[:1] or [member for held in inner[:1] for member in (held if isinstance(held, list) else [held])]


def _is_element(value: list[Json]) -> bool:
    """Whether a list is an element of React: ["$", "p", null, {"children": …}]."""
    return len(value) >= 4 and value[0] == "$" and isinstance(value[3], Mapping)


def _as_html(text: str) -> str:
    """A text as HTML; one without markup has a paragraph in each line."""
    if "&lt;" in text and not MARKUP.search(text):
        text = html.unescape(text)
    if MARKUP.search(text):
        return text if text.lstrip().startswith("<") else f"<p>{text}</p>"
    lines = [line for line in LINES.split(text) if line]
    return "".join(f"<p>{line if TAG.search(line) else html.escape(html.unescape(line), quote=False)}</p>" for line in lines)


def _prose_words(source: str) -> int:
    """The words of a text in paragraphs that read like sentences."""
    paragraphs = [collapse(TAG.sub(" ", part)) for part in MARKUP.split(source)]
    counts = [count_words(part) for part in paragraphs if ends_sentence(part)]
    return sum(count for count in counts if count >= MIN_PARAGRAPH_WORDS)
