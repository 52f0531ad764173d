"""Addresses that keep their shape: the words of slugs invented, users and tracking left out."""

from __future__ import annotations

import re
from collections.abc import Collection, Set
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

from cleaner.anonymise.words import WORD, Inventor
from cleaner.vocabulary import words_of

MIN_SLUG_WORDS = 3  # of a part of a path: "us-news" is a section
MAX_PART_CHARS = 40  # of one that is no slug: a hash, a signature
SHORT_HASH_CHARS = 12
PAGE_NUMBER = re.compile(r"[\d_-]{1,16}")


class Addresses:
    """Invents addresses. story: words, in lower case, of the page's own title and names."""

    def __init__(self, inventor: Inventor, story: Set[str]) -> None:
        self._inventor = inventor
        self._story = story

    def made(self, address: str) -> str:
        """The address with invented slugs and names; host, sections, days and numbers stay."""
        address = address.strip()
        scheme = address.partition(":")[0].lower()
        if scheme in ("data", "javascript", "blob", "tel", "whatsapp", "sms"):
            return "#"
        if scheme == "mailto":
            return "mailto:" + self._inventor.text(address[7:].partition("?")[0])
        try:
            parts = urlsplit(address)
        except ValueError:
            return "#"
        is_social = (parts.hostname or "").removeprefix("www.") in words_of("networks")
        path = "/".join(self._part(part, is_social=is_social) for part in parts.path.split("/"))
        fragment = self._part(parts.fragment, is_social=False) if "=" not in parts.fragment else ""
        return urlunsplit((parts.scheme, parts.netloc, path, self._query(parts.query), fragment))

    def _query(self, query: str) -> str:
        """Only numbers that may name a page, and addresses in it: the rest is sizes and tracking."""
        pairs = [(name, self._value(value)) for name, value in parse_qsl(query)]
        return urlencode([(name, value) for name, value in pairs if value])

    def _value(self, value: str) -> str:
        if value.startswith(("http://", "https://", "/")):
            return self.made(value)
        return value if PAGE_NUMBER.fullmatch(value) else ""

    def _part(self, part: str, *, is_social: bool) -> str:
        """One part of a path."""
        plain = unquote(part)
        stem, dot, ending = plain.rpartition(".") if "." in plain[-6:] else (plain, "", "")
        words = [word.lower() for word in WORD.findall(stem)]
        if is_social:
            made = self._on_social(stem, words)
        elif self._is_slug(words) or not self._story.isdisjoint(words):
            made = self._inventor.text(stem)
        elif len(stem) > MAX_PART_CHARS:
            made = self._inventor.number(stem[:SHORT_HASH_CHARS])
        else:
            return part
        return quote(made + dot + ending, safe="~!$&'()*+,;=:@")

    def _on_social(self, stem: str, words: Collection[str]) -> str:
        """A user's name is invented, but for the outlet's own; a post has another number."""
        if stem.isdecimal():
            return self._inventor.number(stem)
        is_own = any(own in word for own in self._inventor.own for word in words)
        return stem if is_own or stem.lower() in words_of("network_paths") else self._inventor.text(stem)

    def _is_slug(self, words: Collection[str]) -> bool:
        return len([word for word in words if len(word) > 1]) >= MIN_SLUG_WORDS
