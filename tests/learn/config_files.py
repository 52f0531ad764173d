"""Site-config files as people write them: every directive, odd spacing, comments, wildcards; invented from a seed."""

from __future__ import annotations

import random
from collections.abc import Iterator

NAMES = ("story", "entry-content", "article__body", "post", "nav-links", "teaser", "share", "byline", "photo", "kicker")
TAGS = ("div", "section", "article", "p", "span", "ul", "aside", "figure", "table", "*")
HEADERS = ("User-Agent", "user-agent", "Referer", "Accept-Language")
TOGGLES = (
    "tidy", "prune", "autodetect_on_failure", "autodetect_next_page", "convert_double_br_tags", "skip_json_ld",
    "insert_detected_image", "strip_comments",
)  # fmt: skip
REPORTED = ("find_string", "replace_string", "wrap_in", "native_ad_clue", "if_page_contains", "requires_login")
PATHS = (
    "//{tag}[@class='{name}']",
    '//{tag}[@id = "{name}"]',
    "//{tag}[contains(@class, '{name}')]",
    '//{tag}[contains(concat(" ", normalize-space(@class), " "), " {name} ")]',
    "//{tag}[@class='{name}']//{other}[not(@id='{second}')]",
    "//{tag}[starts-with(@id, '{name}')] | //{other}[@class='{second}']",
    "(//{tag}[@class='{name}'])[1]",
    "//{tag}[@id='{name}']/{other}[position() < 3]",
    "//{tag}[@class='{name}']/following-sibling::{other}[1]",
    "//{tag}[contains(., 'Read also') and @class='{name}']",
)
TITLES = ("//h1", "//meta[@property='og:title']/@content", "//h1[@class='{name}']", "//title")
DATES = (
    "//meta[@property='article:published_time']/@content",
    "//time/@datetime",
    "substring-after(//p[@class='{name}'], 'Published: ')",
    "//span[@class='{name}']",
)
AUTHORS = ("//a[@rel='author']", "//meta[@name='author']/@content", "substring-after(//p[@class='{name}'], 'By ')")
LINKS = (
    "//a[@rel='next']",
    "//div[@class='{name}']/a[contains(text(), 'Next')]",
    "//li[@class='{name}']//a/@href",
    "//a[contains(@href, 'print')]/@href",
)


class Writer:
    """Writes one file after the other; each directive is spelt as somebody might."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def file(self, number: int) -> tuple[str, str]:
        """Name and text of a file."""
        name = f"{self.random.choice(('', '.', 'www.', 'news.'))}site{number}.example.txt"
        end = self.random.choice(("\n", "\n", "\n", "\r\n"))
        return name, ("\ufeff" if number % 20 == 0 else "") + end.join(self._lines()) + end

    def _lines(self) -> Iterator[str]:
        pick = self.random.choice
        yield pick(("# written by hand", "", "#body: //div[@id='old']"))
        yield self._line("body", self._path(PATHS))
        for _ in range(self.random.randint(0, 2)):
            yield self._line("body", self._path(PATHS))
        for key, paths in (("title", TITLES), ("date", DATES), ("author", AUTHORS)):
            if self.random.random() < 0.7:
                yield self._line(key, self._path(paths))
        for _ in range(self.random.randint(2, 9)):
            yield self._line("strip", self._path(PATHS))
            yield self._line("strip_id_or_class", pick(("", "'", '"')) + pick(NAMES))
            yield pick(("", "  ", "# and this", "   # indented"))
        yield self._line("strip_image_src", "/ads/")
        yield self._line(pick(TOGGLES), pick(("yes", "no")))
        yield self._line("parser", pick(("html5lib", "libxml")))
        yield self._line("src_lazy_load_attr", "data-src")
        if self.random.random() < 0.3:
            yield self._line(f"http_header({pick(HEADERS)})", "PHP/5.6")
        if self.random.random() < 0.3:
            yield self._line(pick(("next_page_link", "single_page_link")), self._path(LINKS))
        if self.random.random() < 0.35:
            yield self._line(pick(REPORTED), self._path(PATHS))
        yield self._line("test_url", "https://example.com/2024/05/a-story")
        yield self._line("test_contains", "the harbour wall: a story")

    def _path(self, forms: tuple[str, ...]) -> str:
        pick = self.random.choice
        return pick(forms).format(tag=pick(TAGS), other=pick(TAGS[:6]), name=pick(NAMES), second=pick(NAMES))

    def _line(self, key: str, value: str) -> str:
        pick = self.random.choice
        spelt = pick((key, key, key, key.upper(), key.capitalize()))
        before, behind = pick(("", "", "  ", "\t")), pick(("", "", "  "))
        joint = pick((":", ": ", " : ", ":   ", "\t:"))
        return f"{before}{spelt}{joint}{value}{behind}"
