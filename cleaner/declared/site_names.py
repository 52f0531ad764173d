"""The names of a site, and the part of a title that is one of them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from cleaner.text import bare, count_words, fold
from cleaner.urls import host_of, registrable_domain
from cleaner.vocabulary import words_of

MIN_LABEL_CHARS = 4  # shorter host labels ("dw", "vg") must be the whole part
# "Daily Mail Online" on dailymail.co.uk is its name, "The new phone from Apple" on apple.com is not
MIN_LABEL_SHARE = 0.4
MAX_NAME_WORDS = 7
MIN_INITIALS = 3
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "æ": "ae"})


class SiteNames(Struct, frozen=True):
    """The names a page gives its site, and the labels of its host, all in their bare form."""

    names: frozenset[str]
    labels: frozenset[str]

    def with_name(self, name: str) -> SiteNames:
        """The names, and one more."""
        return replace(self, names=self.names | name_forms([name]))

    def is_one(self, part: str) -> bool:
        """Whether a part of a title is one of the site's names, or made of one."""
        if count_words(part) > MAX_NAME_WORDS:
            return False
        forms = bare_forms(part)
        return self._has(forms) or any(map(self._holds_name, forms)) or self._is_initials(part)

    def holds(self, part: str) -> bool:
        """Whether a part is exactly one of the names: asked of a title's first part, where a headline's words stand."""
        return self._has(bare_forms(part))

    @property
    def forms(self) -> frozenset[str]:
        """All of them."""
        return self.names | self.labels

    def _has(self, forms: frozenset[str]) -> bool:
        return not forms.isdisjoint(self.forms)

    def _holds_name(self, form: str) -> bool:
        """Whether the form and a name hold one another, and the shorter is a good part of the longer."""
        for name in self.forms:
            shorter, longer = sorted((name, form), key=len)
            min_chars = max(MIN_LABEL_CHARS, MIN_LABEL_SHARE * len(longer))
            if shorter in longer and len(shorter) >= min_chars:
                return True
        return False

    def _is_initials(self, part: str) -> bool:
        """Whether the part's initials are the host: Westdeutsche Allgemeine Zeitung, waz.de."""
        initials = "".join(filter(str.isalpha, [word[0] for word in fold(part).split()]))
        return len(initials) >= MIN_INITIALS and initials in self.labels


def site_names(names: Iterable[str], url: str | None) -> SiteNames:
    """The names in all their forms, with the labels of the host at the address."""
    return SiteNames(name_forms(names), host_labels(url))


def name_forms(names: Iterable[str]) -> frozenset[str]:
    """The bare forms of the names; what is too long to be one is left out."""
    forms: set[str] = set()
    for name in names:
        if count_words(name) <= MAX_NAME_WORDS:
            forms |= bare_forms(name) | bare_forms(name.partition("(")[0])  # "Deutsche Welle (www.dw.com)"
    return frozenset(forms)


def host_labels(url: str | None) -> frozenset[str]:
    """The host and the registrable domain, whole and by their first label: `faktencheckafpcom`, `afpcom`, `afp`."""
    hosts = [host for host in (host_of(url), registrable_domain(url)) if host]
    return frozenset(bare(part) for host in hosts for part in (host, host.split(".")[0]))


@lru_cache(maxsize=1024)  # the parts of a page's titles and its site's names are asked of again and again
def bare_forms(text: str) -> frozenset[str]:
    """The ways a name may be written without spaces: with ö as o or oe, with and without its article."""
    plain = fold(text)
    forms = {bare(plain), bare(plain.translate(UMLAUTS))}
    first, _, rest = plain.partition(" ")
    if first in words_of("articles"):
        forms.add(bare(rest))
    return frozenset(forms - {""})
