"""What the page declares of its story outside the text: titles, descriptions, the body in its JSON-LD."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cleaner.model import Json, Page
from cleaner.text import collapse

MAX_TITLE_WORDS = 40  # an h1 may hold a whole paragraph
MIN_DESCRIPTION_CHARS = 30
MIN_ARTICLE_BODY_CHARS, MAX_ARTICLE_BODY_CHARS = 200, 100_000  # every block is looked up in it; stories have a third
START_CHARS = 60  # two texts that begin with the same so many characters are one
ARTICLE_KEYS = ("articleBody", "reviewBody", "text")


class DeclaredTexts:
    """Declared texts in the form in which blocks are compared with them. titles and title_words in lower case."""

    def __init__(self, page: Page) -> None:
        signals = page.signals
        headings = [block.text for block in page.blocks if block.tag == "h1"]
        titles = [signals.title or "", *signals.meta.get("og:title", ())[:1], *headings[:2]]
        lowered = [collapse(title).lower() for title in titles if title]
        self.titles = frozenset(title for title in lowered if len(title.split()) <= MAX_TITLE_WORDS)
        self.title_words = frozenset(word for word in " ".join(lowered).split() if len(word) > 3)
        described = [collapse(signals.first_meta(name) or "") for name in ("description", "og:description")]
        self._descriptions = [text for text in described if len(text) > MIN_DESCRIPTION_CHARS]
        bodies = map(collapse, _article_bodies(signals.json_ld))
        self._article_body = max(bodies, key=len, default="")[:MAX_ARTICLE_BODY_CHARS]

    def is_description(self, text: str) -> bool:
        """Whether the text is the page's description, or holds it; descriptions are often cut off."""
        if len(text) <= MIN_DESCRIPTION_CHARS:
            return False
        return any(text.startswith(known[:START_CHARS]) or known in text for known in self._descriptions)

    def in_article_body(self, text: str) -> float:
        """Whether the declared body holds the text's start: 1, 0; 0.5 for what is too short to tell; -1 without one."""
        if not self._article_body:
            return -1.0
        return float(text[:START_CHARS] in self._article_body) if len(text) > 8 else 0.5


def _article_bodies(nodes: Sequence[Json]) -> Iterator[str]:
    for node in nodes:
        for key in ARTICLE_KEYS:
            value = node.get(key)
            if isinstance(value, str) and len(value) > MIN_ARTICLE_BODY_CHARS:
                yield value
