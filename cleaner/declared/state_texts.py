"""The story in the data a page was made from: a search for long texts, and for the texts of rich documents."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from cleaner.declared.story_texts import MIN_PARAGRAPH_WORDS, MIN_STORY_WORDS, StoryText, as_html, sentence_words
from cleaner.model import Json
from cleaner.page_state import read_state
from cleaner.text import count_words, ends_sentence, fold
from cleaner.vocabulary import words_of

# The keys under which content management systems keep a text, and what they keep texts in, outermost first.
TEXT_KEYS = ("html", "text", "value", "content", "markdown", "heading", "children")
CHILD_KEYS = (
    "children", "content", "nodes", "leaves", "data", "value", "model", "props", "root", "document", "json", "blocks",
    "elements", "components", "paragraphs", "sections", "items", "rows", "text", "body",
)  # fmt: skip
TITLE_KEYS, MIN_TITLE_WORDS = ("title", "headline"), 3
JSON_TEXT = re.compile(r"""\s{0,9}(?:\{\s{0,9}"\w|\[\s{0,9}\{\s{0,9}"\w)""")
KEY_WORD = re.compile(r"[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])")
MIN_UNTITLED_WORDS = 100
END_CHARS = 50  # of a text that ends like a sentence
MAX_NODES, MAX_DEPTH = 100_000, 30  # of a state; texts in texts
MAX_CHARS = 2_000_000  # of all texts read in a state: references may say one text a million times
MAX_TITLE_CHARS, MIN_CHARS = 300, 100  # of a title, of a story in any script


def state_story(states: Iterable[tuple[str, Json]], titles: frozenset[str]) -> StoryText | None:
    """The longest text in the states that stands beside the page's title, else a long one. titles: folded."""
    found: list[StoryText] = []
    for name, value in states:
        found += _State(value, titles).stories(f"state:{name}")
    titled = [story for story in found if story.is_titled]
    long = [story for story in found if story.words >= MIN_UNTITLED_WORDS]
    return max(titled or long, key=lambda story: story.words, default=None)


class _State:
    """One state, as nodes that are made when they are first looked at, and read once."""

    def __init__(self, value: Json, titles: frozenset[str]) -> None:
        self.nodes_left = MAX_NODES
        self.chars_left = MAX_CHARS
        self.titles = titles
        self.root = _Node(self, value)

    def stories(self, source: str) -> Iterator[StoryText]:
        """What could be a story: long texts, and lists of paragraphs."""
        rest: list[tuple[_Node, bool]] = [(self.root, False)]
        while rest:
            node, is_titled = rest.pop()
            if node.members:
                is_titled = self._has_title(node) or (is_titled and not _names_other(node))
                members = [member for key, member in node.members.items() if self._may_hold(key, member)]
                rest += [(member, is_titled) for member in members]
                continue
            text = "" if node.is_element else node.paragraphs(0)
            words = sentence_words(text)
            if words >= MIN_STORY_WORDS:
                yield StoryText(source, text, words, is_titled)
            rest += [(item, is_titled) for item in node.items if item.is_large]

    def _may_hold(self, key: str, member: _Node) -> bool:
        """Whether the story may stand under a key: not under one that names other texts, unless its title does, too."""
        return member.is_large and (not _is_other(key) or self._has_title(member))

    def _has_title(self, node: _Node) -> bool:
        return any(self._is_title(member.value) for member in node.members.values())

    def _is_title(self, value: Json) -> bool:
        return isinstance(value, str) and len(value) < MAX_TITLE_CHARS and fold(value) in self.titles

    def read(self, text: str) -> str:
        """The text, as long as no more than MAX_CHARS have been read."""
        self.chars_left -= len(text)
        return text if self.chars_left >= 0 else ""


class _Node:
    """A value of a state at its place, and what is known of the texts in it."""

    def __init__(self, state: _State, value: Json) -> None:
        self.state = state
        self.value = _read_again(value)
        self.text: str | None = None
        self.html: str | None = None
        state.nodes_left -= 1

    @cached_property
    def members(self) -> Mapping[str, _Node]:
        """Of an object, by key."""
        is_read = isinstance(self.value, Mapping) and self.state.nodes_left > 0
        return {key: _Node(self.state, member) for key, member in self.value.items()} if is_read else {}

    @cached_property
    def items(self) -> Sequence[_Node]:
        """Of a list, in order."""
        is_read = isinstance(self.value, list) and self.state.nodes_left > 0
        return [_Node(self.state, item) for item in self.value] if is_read else ()

    @property
    def is_large(self) -> bool:
        """Whether it may hold a story."""
        return isinstance(self.value, (list, dict)) or (isinstance(self.value, str) and len(self.value) >= MIN_CHARS)

    @property
    def is_element(self) -> bool:
        """Whether it is an element of React: ["$", "p", null, {"children": …}]."""
        value = self.value
        return isinstance(value, list) and len(value) >= 4 and value[0] == "$" and isinstance(value[3], Mapping)

    @property
    def is_plain_list(self) -> bool:
        return isinstance(self.value, list) and not self.is_element

    @cached_property
    def children(self) -> Sequence[_Node]:
        """What a node of a document holds, references followed, each once: its text, or the nodes inside."""
        if self.is_plain_list:
            return list(dict.fromkeys(item.named for item in self.items))
        text, inner = self._first(TEXT_KEYS, str), self._first(CHILD_KEYS, (list, dict))
        if text is not None:
            return [text]
        if inner is None:
            return ()
        return inner.children if inner.is_plain_list else [inner.named]

    def _first(self, keys: Iterable[str], kinds: type | tuple[type, ...]) -> _Node | None:
        """The first of its members under some keys that is of a kind; of an element, of its properties."""
        members = self.items[3].members if self.is_element and self.items else self.members
        found = (members[key] for key in keys if key in members)
        return next((member for member in found if isinstance(member.value, kinds)), None)

    @cached_property
    def holds_text(self) -> bool:
        """Whether one of its children is a text."""
        return any(isinstance(child.value, str) for child in self.children)

    @property
    def named(self) -> _Node:
        """The node that a reference names: an object of the state; else itself."""
        reference = getattr(self.members.get("__ref"), "value", None)
        named = self.state.root.members.get(reference, self) if isinstance(reference, str) else self
        return named if named.members else self

    def inline(self, depth: int) -> str:
        """All text in it, without a break."""
        if self.text is None and depth < MAX_DEPTH:
            self.text = ""  # for what holds itself
            is_text = isinstance(self.value, str)
            text = self.value if is_text else "".join(child.inline(depth + 1) for child in self.children)
            self.text = self.state.read(text)
        return self.text or ""

    def paragraphs(self, depth: int) -> str:
        """The texts in it as HTML: what holds the runs of one text is a paragraph."""
        if self.html is None and depth < MAX_DEPTH:
            self.html = ""
            self.html = self.state.read("".join(self._paragraphs(depth)))
        return self.html or ""

    def _paragraphs(self, depth: int) -> Iterator[str]:
        if isinstance(self.value, str):
            yield as_html(self.value) if count_words(self.value) > 1 else ""
        elif not self.is_plain_list and self._holds_runs():
            yield as_html(self.inline(0))
        else:
            for child in self.children:
                yield child.paragraphs(depth + 1)

    def _holds_runs(self) -> bool:
        """Whether what it holds are the runs of one text, and not texts of their own, most of them sentences."""
        texts = [child.inline(0) for child in self.children]
        has_run = self.holds_text or any(child.holds_text for child in self.children)
        ends = [text.strip()[-END_CHARS:] for text in texts if count_words(text) >= MIN_PARAGRAPH_WORDS]
        sentences = [end for end in ends if ends_sentence(end)]
        is_text_of_texts = len(sentences) > 1 and 2 * len(sentences) > len(texts)
        return has_run and not is_text_of_texts


def _read_again(value: Json) -> Json:
    """The value that a text holds as JSON: an answer of a server, a document of an editor; else the text."""
    if not isinstance(value, str) or len(value) < MIN_CHARS or JSON_TEXT.match(value) is None:
        return value
    return read_state("text", value) or value


def _names_other(node: _Node) -> bool:
    """Whether an object has a title, which then is not the page's: another story beside this one."""
    titles = (node.members[key].value for key in TITLE_KEYS if key in node.members)
    return any(isinstance(title, str) and count_words(title) >= MIN_TITLE_WORDS for title in titles)


def _is_other(key: str) -> bool:
    """Whether another text than the story's stands under a key; an address is the key of a page."""
    return "/" not in key and any(word.lower() in words_of("other_text_keys") for word in KEY_WORD.findall(key))
