"""What the page declares of its story outside the text: titles, descriptions, the body in its JSON-LD."""

from __future__ import annotations

from cleaner.declared import Declared
from cleaner.json_paths import as_text
from cleaner.model import Page
from cleaner.text import collapse

MAX_TITLE_WORDS = 40  # an h1 may hold a whole paragraph
MIN_DESCRIPTION_CHARS = 30
MIN_ARTICLE_BODY_CHARS, MAX_ARTICLE_BODY_CHARS = 200, 100_000  # every block is looked up in it; stories have a third
START_CHARS = 60  # two texts that begin with the same so many characters are one
ARTICLE_KEYS = ("articleBody", "reviewBody", "text")


class DeclaredTexts:
    """Declared texts in the form in which blocks are compared with them. titles and title_words in lower case."""

    def __init__(self, page: Page) -> None:
        declared = Declared(page)
        titles = [title.text for title in declared.first_texts("title", "meta:og:title")]
        lowered = [collapse(title).lower() for title in (*titles, *declared.h1_texts[:2])]
        self.titles = frozenset(title for title in lowered if len(title.split()) <= MAX_TITLE_WORDS)
        self.title_words = frozenset(word for word in " ".join(lowered).split() if len(word) > 3)
        described = [collapse(text) for _, text in declared.first_texts("meta:description", "meta:og:description")]
        self._descriptions = [text for text in described if len(text) > MIN_DESCRIPTION_CHARS]
        bodies = [as_text(node.get(key)) for node in page.signals.json_ld for key in ARTICLE_KEYS]
        body = max(map(collapse, bodies), key=len, default="")
        self._article_body = body[:MAX_ARTICLE_BODY_CHARS] if len(body) > MIN_ARTICLE_BODY_CHARS else ""

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
