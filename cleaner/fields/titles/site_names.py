"""Tell the part of a title that names the site from the part that is the headline."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from cleaner.article import Article
from cleaner.fields.memo import once
from cleaner.json_ld import texts, type_names
from cleaner.lines.lazy import lazy_pattern
from cleaner.model import Json
from cleaner.text import count_words, fold
from cleaner.urls import host_of, registrable_domain

# What stands between a headline and a site's name. A hyphen needs spaces ("Israel-Gaza"), the wide forms of
# Chinese and Japanese pages do not; "_" and "--" are theirs too.
SEPARATOR = lazy_pattern(r"\s+(?:[-–—|·•»›«‹:*~<>⋆]|::|--)\s+|\s*[｜|»]\s*|\s*(?:--|::|：)\s*|_(?=[^\W\d_])")
SIGN = lazy_pattern("[-–—|·•»›«‹:*~<>⋆｜：_]")  # each separator has one of these: few are found, and fast
ASCII_LOWERED = bytes(range(256)).lower()
ASCII_SIGNS = bytes(code for code in range(128) if not chr(code).isalnum())
NOT_LETTER = lazy_pattern(r"[\W_\u0300-\u036f]+")
ARTICLES = frozenset(["the", "der", "die", "das", "le", "la", "les", "el", "los", "il", "lo"])
MIN_LABEL_CHARS = 4  # shorter host labels ("dw", "vg") must be the whole part
MIN_LABEL_SHARE = (
    0.4  # "Daily Mail Online" on dailymail.co.uk is its name, "The new phone from Apple" on apple.com is not
)
MAX_NAME_WORDS = 7
MIN_HEADING_CHARS = 12  # a shorter h1 may well be what the name begins with
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "æ": "ae"})
DATE_PART = lazy_pattern(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}")


@dataclass(frozen=True, slots=True)
class SiteNames:
    """The names a page gives its site, and the labels of its host, all without spaces and signs."""

    names: frozenset[str]
    labels: frozenset[str]

    def is_one(self, part: str) -> bool:
        """Whether a part of a title is one of the site's names, or made of one."""
        if count_words(part) > MAX_NAME_WORDS:
            return False
        forms = bare_forms(part)
        return self._has(forms) or any(map(self._holds_name, forms)) or self._is_initials(part)

    def holds(self, part: str) -> bool:
        """Whether a part is exactly one of the names: asked of a title's first part, where a headline's words stand."""
        return self._has(bare_forms(part))

    def _has(self, forms: frozenset[str]) -> bool:
        return not forms.isdisjoint(self.names) or not forms.isdisjoint(self.labels)

    def _holds_name(self, form: str) -> bool:
        length = len(form)
        if length < MIN_LABEL_CHARS:
            return False
        for name in (*self.names, *self.labels):
            if name in form:
                if len(name) >= MIN_LABEL_CHARS and len(name) >= MIN_LABEL_SHARE * length:
                    return True
            elif form in name and length >= MIN_LABEL_SHARE * len(name):
                return True
        return False

    def _is_initials(self, part: str) -> bool:
        """Whether the part's initials are the host: Westdeutsche Allgemeine Zeitung, waz.de."""
        initials = "".join(word[0] for word in fold(part).split() if word[0].isalpha())
        return len(initials) >= 3 and initials in self.labels


def site_names(article: Article) -> SiteNames:
    """Collect the site's names: the outlet, what the page declares, the host."""
    known = article.outlet.name if article.outlet is not None else None
    return once(article, f"site_names {known}", _collect_names)


def _collect_names(article: Article) -> SiteNames:
    forms = once(article, "site_names.declared_forms", _declared_forms)
    if article.outlet is not None and article.outlet.name:
        forms |= _forms_of([article.outlet.name])
    return SiteNames(forms, host_labels(article))


def _declared_forms(article: Article) -> frozenset[str]:
    handles = article.page.signals.meta.get("twitter:site", ())
    return _forms_of(dict.fromkeys((*handles, *(name for _, name in declared_names(article)))))


def _forms_of(names: Iterable[str]) -> frozenset[str]:
    return frozenset(form for name in names if count_words(name) <= MAX_NAME_WORDS for form in bare_forms(name))


def declared_names(article: Article) -> tuple[tuple[str, str], ...]:
    """What the page's metadata says its site is called, with the source, most telling first."""
    return once(article, "site_names.declared_names", _find_declared_names)


def _find_declared_names(article: Article) -> tuple[tuple[str, str], ...]:
    node = article.node
    headings = page_headings(article)
    found = [("jsonld:publisher", name) for name in texts(node, "publisher.name")[:1]]
    found += [("meta:og:site_name", name) for name in article.page.signals.meta.get("og:site_name", ())[:1]]
    found += [("jsonld:isPartOf", name) for part in _parents(node) for name in texts(part, "name")[:1]]
    for key in ("application-name", "apple-mobile-web-app-title", "al:ios:app_name", "dc.publisher", "publisher"):
        name = article.page.signals.first_meta(key)
        found += [(f"meta:{key}", name)] if name else []
    return tuple((source, name) for source, name in found if not _names_the_page(bare(name), headings))


def page_headings(article: Article) -> frozenset[str]:
    """Bare forms of what the page calls itself: its titles, and each h1 that a title begins with (a logo ends it)."""
    return once(article, "page_headings", _find_headings)


def _find_headings(article: Article) -> frozenset[str]:
    signals = article.page.signals
    titles = {
        bare(t)
        for t in (*texts(article.node, "headline"), *signals.meta.get("og:title", ()), signals.title or "")
    }
    headings = {bare(block.text) for block in article.page.blocks if block.tag == "h1"}
    own = {form for form in headings if any(title.startswith(form) for title in titles)}
    return frozenset(form for form in titles | own if len(form) >= MIN_HEADING_CHARS) - host_labels(article)


def _names_the_page(form: str, headings: frozenset[str]) -> bool:
    """Whether a "site name" is the story's title, alone or with additions: templates fill in the wrong variable."""
    return any(form.startswith(heading) for heading in headings)


def _parents(node: Mapping[str, Json] | None) -> Iterator[Mapping[str, Json]]:
    """What the article is part of, its own web page left aside: a newspaper, a site, an issue."""
    held = node.get("isPartOf") if node is not None else None
    for part in held if isinstance(held, list) else [held]:
        if isinstance(part, Mapping) and "WebPage" not in type_names(part):
            yield part


def host_labels(article: Article) -> frozenset[str]:
    """The host and the registrable domain, whole and by their first label: `faktencheckafpcom`, `afpcom`, `afp`."""
    return once(article, "site_names.host_labels", _labels_of_host)


def _labels_of_host(article: Article) -> frozenset[str]:
    url = article.page.document.url or article.page.signals.canonical
    hosts = [host for host in (host_of(url), registrable_domain(url)) if host]
    return frozenset(bare(part) for host in hosts for part in (host, host.split(".")[0]))


def bare(text: str) -> str:
    """Letters and digits only, folded, without marks: Börsen-Zeitung, borsenzeitung."""
    if text.isascii():
        return text.encode().translate(ASCII_LOWERED, ASCII_SIGNS).decode()
    return NOT_LETTER.sub("", unicodedata.normalize("NFKD", fold(text)))


def bare_forms(text: str) -> frozenset[str]:
    """The ways a name may be written without spaces: with ö as o or oe, with and without its article."""
    plain = fold(text)
    forms = {bare(plain)}
    if not plain.isascii():
        forms.add(bare(plain.translate(UMLAUTS)))
    first, _, rest = plain.partition(" ")
    if rest and first in ARTICLES:
        forms.add(bare(rest))
    forms.discard("")
    return frozenset(forms)


def title_parts(title: str) -> tuple[tuple[int, int], ...]:
    """Where the parts of a title stand, cut at its separators."""
    parts: list[tuple[int, int]] = []
    start = 0
    for cut_start, cut_end in _separators(title):
        if cut_start > 0:
            if cut_start > start:
                parts.append((start, cut_start))
            start = cut_end
    if len(title) > start:
        parts.append((start, len(title)))
    return tuple(parts)


def _separators(title: str) -> Iterator[tuple[int, int]]:
    """Where SEPARATOR matches: it is tried where a sign stands, or the spaces before one, not at each character."""
    done = 0
    sign = SIGN.search(title)
    while sign is not None:
        at = sign.start()
        spaces = at
        while spaces > done and title[spaces - 1].isspace():
            spaces -= 1
        match = SEPARATOR.match(title, spaces) or (SEPARATOR.match(title, at) if spaces < at else None)
        if match is not None:
            yield match.span()
        done = at + 1 if match is None else match.end()
        sign = SIGN.search(title, done)


def without_site_name(title: str, names: SiteNames) -> str:
    """The title without the site's name and what stands outside it (section, date); else as it was.

    "Storm hits coast | Weather | The Daily" → "Storm hits coast" needs more than names: only what follows the first
    part that is a name is cut, and dates before it.
    """
    parts = title_parts(title)
    if len(parts) < 2:
        return title
    own = [names.is_one(title[start:stop]) for start, stop in parts]
    first = 1 if names.holds(title[slice(*parts[0])]) and not all(own) else 0
    last = next((i for i in range(first + 1, len(parts)) if own[i]), len(parts))
    while last > first + 1 and DATE_PART.fullmatch(title[slice(*parts[last - 1])].strip()):
        last -= 1
    if first == 0 and last == len(parts):
        return title
    return title[parts[first][0] : parts[last - 1][1]].strip() or title


def title_cuts(title: str) -> Iterator[str]:
    """Everything that may be the headline in a title with additions: it without parts at the end, at the start."""
    parts = title_parts(title)
    for last in range(len(parts) - 1, 0, -1):
        yield title[: parts[last - 1][1]]
    for first in range(1, len(parts)):
        yield title[parts[first][0] :]
