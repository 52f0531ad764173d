"""The story as the page's data hold it, in HTML: what is read where the page itself shows none."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from cleaner.json_ld import find_article
from cleaner.lines.lazy import lazy_pattern
from cleaner.model import Json
from cleaner.text import collapse, count_words, ends_sentence, fold, storable

ARTICLE_KEYS = ("articleBody", "reviewBody", "text")
# The keys under which content management systems keep a text, and what they keep texts in, outermost first.
TEXT_KEYS = ("html", "text", "value", "content", "markdown", "heading", "children")
CHILD_KEYS = (
    "children", "content", "nodes", "leaves", "data", "value", "model", "props", "root", "document", "json", "blocks",
    "elements", "components", "paragraphs", "sections", "items", "rows", "text", "body",
)  # fmt: skip
# Parts of the names of keys under which other texts than the story's stand.
OTHER_KEYS = lazy_pattern(
    "(?i)comment|repl(?:y|ies)|related|recommend|teaser|i18n|locale|message|translation|legal|cookie|consent|newsletter"
    "|footer|menu|navi|sidebar|popular|trending|advert|bio$|caption|alt|descri|summary|excerpt|seo"
)
MARKUP = lazy_pattern(r"(?i)</?(?:p|div|br|h[1-6]|ul|ol|li|blockquote|section|figure)\b[^<>]*>", any_length=True)
TAG = lazy_pattern(r"<[^<>]*>", any_length=True)
MIN_PARAGRAPH_WORDS, MIN_STORY_WORDS, MIN_UNTITLED_WORDS = 8, 50, 100
MAX_NODES, MAX_STEPS, MAX_DEPTH = 100_000, 100_000, 30  # of a state; into texts in it; texts in texts
MAX_CHARS = 2_000_000  # of all texts read in a state: references may say one text a million times
MAX_TITLE_CHARS = 300


class StoryText(NamedTuple):
    """A story and where it was found: `jsonld:articleBody`, `state:__NEXT_DATA__`. words: those in sentences."""

    source: str
    html: str
    words: int
    is_titled: bool = True


def json_ld_story(
    objects: Sequence[Mapping[str, Json]], addresses: frozenset[str], titles: Iterable[str]
) -> StoryText | None:
    """The text of the page's own article in its JSON-LD; None where it holds none. titles: folded."""
    node = find_article(objects, addresses, tuple(titles)) or {}
    for key in ARTICLE_KEYS:
        text = node.get(key)
        if isinstance(text, str) and count_words(text) >= MIN_STORY_WORDS:
            source = _as_html(text)
            return StoryText(f"jsonld:{key}", source, _sentence_words(source))
    return None


def state_story(states: Iterable[tuple[str, Json]], titles: frozenset[str]) -> StoryText | None:
    """The longest text in the states that stands beside the page's title, else a long one. titles: folded."""
    found: list[StoryText] = []
    for name, value in states:
        found += _Search(value, titles).stories(f"state:{name}")
    titled = [story for story in found if story.is_titled]
    long = [story for story in found if story.words >= MIN_UNTITLED_WORDS]
    return max(titled or long, key=lambda story: story.words, default=None)


class _Search:
    """The search for texts in one state. References to other places of it are followed."""

    def __init__(self, root: Json, titles: frozenset[str]) -> None:
        self.root = root
        self.steps_left = MAX_STEPS  # references may lead in a circle
        self.chars_left = MAX_CHARS
        self.titles = titles

    def stories(self, source: str) -> Iterator[StoryText]:
        """What could be a story: long texts, and lists of paragraphs."""
        rest: list[tuple[Json, bool]] = [(self.root, False)]
        for _ in range(MAX_NODES):
            if not rest or self.steps_left < 0:
                return
            value, is_titled = rest.pop()
            if isinstance(value, Mapping):
                is_titled = is_titled or any(map(self._is_title, value.values()))
                rest += [(member, is_titled) for key, member in value.items() if not _is_other(key)]
                continue
            text = self._text_of(value)
            words = _sentence_words(text)
            if words >= MIN_STORY_WORDS:
                yield StoryText(source, text, words, is_titled)
            if isinstance(value, list):
                rest += [(member, is_titled) for member in value]

    def _is_title(self, value: Json) -> bool:
        return isinstance(value, str) and len(value) < MAX_TITLE_CHARS and fold(value) in self.titles

    def _text_of(self, value: Json) -> str:
        """A text as HTML, or a list of what holds texts; empty for anything else."""
        if isinstance(value, str) or _is_plain_list(value):
            return "".join(self._paragraphs(value, 0))
        return ""

    def _paragraphs(self, value: Json, depth: int) -> Iterator[str]:
        """The texts in a node of a document, as paragraphs: what holds the runs of one text is one."""
        if depth > MAX_DEPTH or self.chars_left < 0:
            return
        children = self._children(value)
        texts = [self._inline(child, 0) for child in children]
        if isinstance(value, str):
            self.chars_left -= len(value)
            yield _as_html(value) if count_words(value) > 1 else ""
        elif self._are_runs(children, texts) and not _is_plain_list(value):
            yield _as_html("".join(texts))
        else:
            for child in children:
                yield from self._paragraphs(child, depth + 1)

    def _are_runs(self, children: Sequence[Json], texts: Sequence[str]) -> bool:
        """Whether what a node holds are the runs of one text, and not texts of their own, most of them sentences."""
        has_run = any(isinstance(inner, str) for child in children for inner in (child, *self._children(child)))
        sentences = [text for text in texts if count_words(text) >= MIN_PARAGRAPH_WORDS and ends_sentence(text.strip())]
        is_text_of_texts = len(sentences) > 1 and 2 * len(sentences) > len(texts)
        return has_run and not is_text_of_texts

    def _inline(self, value: Json, depth: int) -> str:
        """All text in a node, without a break."""
        if isinstance(value, str):
            self.chars_left -= len(value)
            return value if self.chars_left >= 0 else ""
        return "".join(self._inline(child, depth + 1) for child in self._children(value)) if depth < MAX_DEPTH else ""

    def _children(self, value: Json) -> Sequence[Json]:
        """What a node holds: its text, or the nodes inside; a reference's are those of the place it names."""
        self.steps_left -= 1
        if self.steps_left < 0:
            return ()
        if _is_plain_list(value):
            return value  # type: ignore[no-any-return]
        node = value[3] if isinstance(value, list) else value
        if not isinstance(node, Mapping):
            return ()
        reference = node.get("__ref")
        if isinstance(reference, str) and isinstance(self.root, Mapping):
            node = self.root.get(reference)
        if not isinstance(node, Mapping):
            return ()
        texts = [node[key] for key in TEXT_KEYS if isinstance(node.get(key), str)]
        inner = [node[key] for key in CHILD_KEYS if isinstance(node.get(key), (list, Mapping))]
        if texts or not inner:
            return texts[:1]
        return inner[0] if _is_plain_list(inner[0]) else inner[:1]


def _is_other(key: str) -> bool:
    """Whether another text than the story's stands under a key; an address is the key of a page."""
    return "/" not in key and OTHER_KEYS.search(key) is not None


def _is_plain_list(value: Json) -> bool:
    return isinstance(value, list) and not _is_element(value)


def _is_element(value: Json) -> bool:
    """Whether a value is an element of React: ["$", "p", null, {"children": …}]."""
    return isinstance(value, list) and len(value) >= 4 and value[0] == "$" and isinstance(value[3], Mapping)


def _as_html(text: str) -> str:
    """A text as HTML; one without markup has a paragraph in each line."""
    text = storable(text)
    if "&lt;" in text and not MARKUP.search(text):
        text = html.unescape(text)
    if MARKUP.search(text):
        return text if text.lstrip().startswith("<") else f"<p>{text}</p>"
    lines = [line if TAG.search(line) else html.escape(html.unescape(line), quote=False) for line in text.split("\n")]
    return "".join(f"<p>{line}</p>" for line in lines)


def _sentence_words(source: str) -> int:
    """The words of a text in paragraphs that end like sentences."""
    paragraphs = [collapse(TAG.sub(" ", part)) for part in MARKUP.split(source)]
    counts = [count_words(part) for part in paragraphs if ends_sentence(part)]
    return sum(count for count in counts if count >= MIN_PARAGRAPH_WORDS)
