"""The data in a page's scripts, trimmed to what a story's fields are read from, with invented texts."""

from __future__ import annotations

import re
from collections.abc import Mapping

from cleaner.anonymise.addresses import Addresses
from cleaner.anonymise.words import Inventor
from cleaner.model import Json
from cleaner.text import collapse, count_words

# Of schema.org: what fields are read from, and what leads there.
MEMBERS = frozenset(
    {
        "@context",
        "@type",
        "@id",
        "@graph",
        "headline",
        "name",
        "alternativeheadline",
        "alternatename",
        "description",
        "abstract",
        "author",
        "creator",
        "contributor",
        "editor",
        "publisher",
        "provider",
        "sourceorganization",
        "datepublished",
        "datecreated",
        "datemodified",
        "uploaddate",
        "articlesection",
        "keywords",
        "image",
        "url",
        "mainentityofpage",
        "mainentity",
        "isaccessibleforfree",
        "haspart",
        "cssselector",
        "articlebody",
        "text",
        "inlanguage",
        "thumbnailurl",
        "contenturl",
        "caption",
        "credittext",
        "copyrightholder",
        "copyrightnotice",
        "copyrightyear",
        "jobtitle",
        "email",
        "worksfor",
        "affiliation",
        "itemlistelement",
        "item",
        "position",
        "liveblogupdate",
        "coveragestarttime",
        "coverageendtime",
        "ispartof",
        "about",
        "genre",
        "wordcount",
        "width",
        "height",
        "givenname",
        "familyname",
        "dateline",
        "articletype",
        "additionaltype",
        "video",
        "itemreviewed",
        "reviewrating",
        "ratingvalue",
        "primaryimageofpage",
        "breadcrumb",
        "backstory",
        "sameas",
        "value",
        "propertyid",
    }
)
KEPT = frozenset(
    {"@context", "@type", "inlanguage", "jobtitle", "articlesection", "additionaltype", "genre", "articletype"}
)
INTERFACE_TYPES = ("Organization", "NewsMediaOrganization", "WebSite", "Corporation", "ListItem", "Brand", "Country")
MAX_ITEMS = 3
MAX_SHORT_CHARS = 400
CRUMBS = "itemlistelement"
WHOLE = frozenset(
    {
        "author",
        "creator",
        "contributor",
        "editor",
        "articlebody",
        "@graph",
        "keywords",
        "@type",
        "articlesection",
        "itemlistelement",
    }
)
MENUS = ("ItemList", "SiteNavigationElement")
MAX_CRUMB_WORDS = 4  # the last of them is often the headline
MOMENT = re.compile(r"\d{4}-\d\d|\d{1,2}[./]\d{1,2}[./]\d{2,4}|\d{10,13}$|P(?:T|\d)|(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), ")
WEB = re.compile(r"https?://|//|/[\w/-]|mailto:|data:")


class Values:
    """Invents the texts of JSON. known: the texts of the record in lower case: what else a state holds is left out.

    shared: words kept in texts that are no interface, calendar words and agencies. is_short: the story is cut short.
    """

    def __init__(
        self,
        inventor: Inventor,
        addresses: Addresses,
        known: frozenset[str],
        shared: frozenset[str],
        *,
        is_short: bool = False,
    ) -> None:
        self._inventor = inventor
        self._addresses = addresses
        self._known = known
        self._shared = shared
        self._is_short = is_short

    def text(self, text: str) -> str:
        """A text of unknown kind: a time stays, an address keeps its shape, the rest is invented."""
        if MOMENT.match(text):
            return text
        if WEB.match(text) and not any(map(str.isspace, text)):
            return self._addresses.made(text)
        return self._inventor.text(text, self._shared)

    def json_ld(self, value: Json, key: str = "", kind: str = "") -> Json:
        """JSON-LD without the members no field reads, and with three items of long lists. kind: the object's type."""
        if isinstance(value, Mapping):
            kind = str(value.get("@type", ""))
            if kind in MENUS:
                return {}
            members = {name: inner for name, inner in value.items() if name.lower() in MEMBERS}
            if key == CRUMBS:
                kind = "ListItem"
            return {
                name: self.json_ld(inner, CRUMBS if key == CRUMBS and name == "item" else name.lower(), kind)
                for name, inner in members.items()
            }
        if isinstance(value, list):
            return [self.json_ld(inner, key, kind) for inner in value[: None if key in WHOLE else MAX_ITEMS]]
        return self._ld_text(value, key, kind) if isinstance(value, str) else value

    def state(self, value: Json) -> Json:
        """A state's members that the record shows, with invented texts; None where it shows none."""
        if isinstance(value, Mapping):
            made = {name: self.state(inner) for name, inner in value.items()}
            return {name: inner for name, inner in made.items() if inner is not None} or None
        if isinstance(value, list):
            return [made for made in map(self.state, value) if made is not None] or None
        return self.text(value) if isinstance(value, str) and self._is_known(value) else None

    def _ld_text(self, text: str, key: str, kind: str) -> str:
        if key in KEPT:
            return self._inventor.interface(text)
        is_name = key in ("name", "alternatename", "caption") and kind.endswith(INTERFACE_TYPES)
        if is_name and (kind != "ListItem" or count_words(text) <= MAX_CRUMB_WORDS):
            return self._inventor.interface(text)
        return self.text(text[:MAX_SHORT_CHARS] if self._is_short and key == "articlebody" else text)

    def _is_known(self, text: str) -> bool:
        if self._is_short and len(text) > MAX_SHORT_CHARS:
            return False
        return collapse(text).casefold() in self._known
