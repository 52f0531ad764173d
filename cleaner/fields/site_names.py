"""Tell the part of a title that names the site from the part that is the headline."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from cleaner.fields.json_ld import article_node, texts, type_names
from cleaner.fields.memo import once
from cleaner.fields.urls import host_of, registrable_domain
from cleaner.model import Json, Story
from cleaner.text import count_words, fold

# What stands between a headline and a site's name. A hyphen needs spaces ("Israel-Gaza"), the wide forms of
# Chinese and Japanese pages do not; "_" and "--" are theirs too.
SEPARATOR = re.compile(r"\s+(?:[-–—|·•»›«‹:*~<>⋆]|::|--)\s+|\s*[｜|»]\s*|\s*(?:--|::|：)\s*|_(?=[^\W\d_])")
NOT_ASCII_WORD = re.compile(r"[^a-z0-9]+")
NOT_LETTER = re.compile(r"[\W_\u0300-\u036f]+")
ARTICLES = frozenset(["the", "der", "die", "das", "le", "la", "les", "el", "los", "il", "lo"])
MIN_LABEL_CHARS = 4  # shorter host labels ("dw", "vg") must be the whole part
MIN_LABEL_SHARE = (
    0.4  # "Daily Mail Online" on dailymail.co.uk is its name, "The new phone from Apple" on apple.com is not
)
MAX_NAME_WORDS = 7
MIN_HEADING_CHARS = 12  # a shorter h1 may well be what the name begins with
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "æ": "ae"})
DATE_PART = re.compile(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}")


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
        return (
            bool(forms & (self.names | self.labels))
            or any(self._holds_name(form) for form in forms)
            or self._is_initials(part)
        )

    def holds(self, part: str) -> bool:
        """Whether a part is exactly one of the names: asked of a title's first part, where a headline's words stand."""
        return bool(bare_forms(part) & (self.names | self.labels))

    def _holds_name(self, form: str) -> bool:
        known = (name for name in self.names | self.labels if len(name) >= MIN_LABEL_CHARS)
        return any(
            (name in form and len(name) >= MIN_LABEL_SHARE * len(form))
            or (form in name and len(form) >= MIN_LABEL_SHARE * len(name))
            for name in known
            if len(form) >= MIN_LABEL_CHARS
        )

    def _is_initials(self, part: str) -> bool:
        """Whether the part's initials are the host: Westdeutsche Allgemeine Zeitung, waz.de."""
        initials = "".join(word[0] for word in fold(part).split() if word[0].isalpha())
        return len(initials) >= 3 and initials in self.labels


def site_names(story: Story) -> SiteNames:
    """Collect the site's names: the outlet, what the page declares, the host."""
    known = story.outlet.name if story.outlet is not None else None
    return once(story, f"site_names {known}", _collect_names)


def _collect_names(story: Story) -> SiteNames:
    given = [story.outlet.name] if story.outlet is not None and story.outlet.name else []
    handles = story.page.signals.meta.get("twitter:site", ())
    names = (*given, *handles, *(name for _, name in declared_names(story)))
    forms = {form for name in names if count_words(name) <= MAX_NAME_WORDS for form in bare_forms(name)}
    return SiteNames(frozenset(forms), host_labels(story))


def declared_names(story: Story) -> Iterator[tuple[str, str]]:
    """What the page's metadata says its site is called, with the source, most telling first."""
    node = article_node(story)
    headings = page_headings(story)
    found = [("jsonld:publisher", name) for name in texts(node, "publisher.name")[:1]]
    found += [("meta:og:site_name", name) for name in story.page.signals.meta.get("og:site_name", ())[:1]]
    found += [("jsonld:isPartOf", name) for part in _parents(node) for name in texts(part, "name")[:1]]
    for key in ("application-name", "apple-mobile-web-app-title", "al:ios:app_name", "dc.publisher", "publisher"):
        name = story.page.signals.first_meta(key)
        found += [(f"meta:{key}", name)] if name else []
    return ((source, name) for source, name in found if not _names_the_page(bare(name), headings))


def page_headings(story: Story) -> frozenset[str]:
    """Bare forms of what the page calls itself: its titles, and each h1 that a title begins with (a logo ends it)."""
    return once(story, "page_headings", _find_headings)


def _find_headings(story: Story) -> frozenset[str]:
    signals = story.page.signals
    titles = {
        bare(t)
        for t in (*texts(article_node(story), "headline"), *signals.meta.get("og:title", ()), signals.title or "")
    }
    headings = {bare(block.text) for block in story.page.blocks if block.tag == "h1"}
    own = {form for form in headings if any(title.startswith(form) for title in titles)}
    return frozenset(form for form in titles | own if len(form) >= MIN_HEADING_CHARS) - host_labels(story)


def _names_the_page(form: str, headings: frozenset[str]) -> bool:
    """Whether a "site name" is the story's title, alone or with additions: templates fill in the wrong variable."""
    return any(form.startswith(heading) for heading in headings)


def _parents(node: Mapping[str, Json] | None) -> Iterator[Mapping[str, Json]]:
    """What the article is part of, its own web page left aside: a newspaper, a site, an issue."""
    held = node.get("isPartOf") if node is not None else None
    for part in held if isinstance(held, list) else [held]:
        if isinstance(part, Mapping) and "WebPage" not in type_names(part):
            yield part


def host_labels(story: Story) -> frozenset[str]:
    """The host and the registrable domain, whole and by their first label: `faktencheckafpcom`, `afpcom`, `afp`."""
    return once(story, "site_names.host_labels", _labels_of_host)


def _labels_of_host(story: Story) -> frozenset[str]:
    url = story.page.document.url or story.page.signals.canonical
    hosts = [host for host in (host_of(url), registrable_domain(url)) if host]
    return frozenset(bare(part) for host in hosts for part in (host, host.split(".")[0]))


def bare(text: str) -> str:
    """Letters and digits only, folded, without marks: Börsen-Zeitung, borsenzeitung."""
    if text.isascii():
        return NOT_ASCII_WORD.sub("", text.lower())
    return NOT_LETTER.sub("", unicodedata.normalize("NFKD", fold(text)))


def bare_forms(text: str) -> frozenset[str]:
    """The ways a name may be written without spaces: with ö as o or oe, with and without its article."""
    plain = fold(text)
    forms = {bare(plain), bare(plain.translate(UMLAUTS))}
    first, _, rest = plain.partition(" ")
    if rest and first in ARTICLES:
        forms.add(bare(rest))
    return frozenset(form for form in forms if form)


def title_parts(title: str) -> tuple[tuple[int, int], ...]:
    """Where the parts of a title stand, cut at its separators."""
    ends = [(match.start(), match.end()) for match in SEPARATOR.finditer(title) if match.start() > 0]
    starts = [0, *(end for _, end in ends)]
    stops = [*(start for start, _ in ends), len(title)]
    return tuple((start, stop) for start, stop in zip(starts, stops, strict=True) if stop > start)


def without_site_name(title: str, names: SiteNames) -> str:
    """The title without the site's name and what stands outside it (section, date); else as it was.

    "Storm hits coast | Weather | The Daily" → "Storm hits coast" needs more than names: only what follows the first
    part that is a name is cut, and dates before it.
    """
    parts = title_parts(title)
    own = [names.is_one(title[start:stop]) for start, stop in parts]
    first = 1 if len(parts) > 1 and names.holds(title[slice(*parts[0])]) and not all(own) else 0
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
