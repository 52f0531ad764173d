"""Which attributes of elements stay, and with what values."""

from __future__ import annotations

import re

from cleaner.anonymise.addresses import Addresses
from cleaner.anonymise.texts import calendar_words, label_words
from cleaner.anonymise.values import WEB, Values
from cleaner.anonymise.words import Inventor
from cleaner.stages.segment.display import is_hidden
from cleaner.tree import Element

PLAIN = frozenset(
    {
        "id",
        "rel",
        "itemprop",
        "itemscope",
        "itemtype",
        "property",
        "name",
        "http-equiv",
        "lang",
        "dir",
        "hidden",
        "type",
        "role",
        "aria-hidden",
        "charset",
        "datetime",
        "pubdate",
        "colspan",
        "rowspan",
        "start",
        "value",
        "open",
        "typeof",
        "shadowrootmode",
        "width",
        "height",
    }
)
ADDRESSES = frozenset(
    {"href", "src", "poster", "cite", "action", "data-src", "data-original", "data-lazy-src", "data-url", "data-href"}
)
TEXTS = frozenset({"alt", "title", "data-caption"})
CREDITS = re.compile(r"data-[\w-]*(?:credit|byline|photographer|author|copyright|attribution)[\w-]*")
DATA = re.compile(
    r"data-(?:(?:ui-)?test-?id|(?:external-)?selector|component|type|qa|cy|gu-name|element|name|module|role|section|content"
    r"|block|manual(?:-remove)?|js|dot|aida-text)"
)
TRACKING = re.compile(r"track|analytic|gtm|data-ga|event|vars|metric|ad-|omni|impression|click|v-|react|hydrate|-id$")
DATA_VALUE = re.compile(r"[A-Za-z][\w.-]{0,31}|true|false|")
LONG_DIGITS = re.compile(r"\d{5}")
# Of a class that says how one element looks ("md:w-[32px]"), or that changes with every build of the site.
VARIANT = re.compile(r"[:\[\]/!@()]|^(?:css|sc|jsx|jss)-|-sc-")
MAX_CLASSES = 5
# Metas that no field reads: of browsers, shops, owners; the rest is kept by what its name says.
METAS = re.compile(
    r"title|description|twitter:data|author|byline|creator|date|time|publish|modif|update|keyword|section|tag|position|image\b(?!:(?:width|height|type|sec))"
    r"|url|site|type|locale|language|generator|source|application-name|parsely|headline|copyright|content-t|category|paid"
    r"|free|premium|^dc|refresh|robots",
    re.I,
)
LOST_METAS = re.compile(
    r"verification|msapplication|apple|app:|al:|fb:|twitter:(?:app|label|data)|video|pinterest|tile", re.I
)
LABEL_METAS = re.compile(
    r"site|type|locale|language|generator|section|application|category|content-t|robots|copyright", re.I
)


class AttributeRewriter:
    """Rewrites the attributes of elements."""

    def __init__(self, inventor: Inventor, addresses: Addresses, values: Values) -> None:
        self._inventor = inventor
        self._addresses = addresses
        self._values = values

    def rewrite(self, element: Element) -> None:
        """Leave out what no rule and no field reads, and invent the rest."""
        hidden = is_hidden(element) and element.get("hidden") is None
        kept = {
            name: self._value(element, name, value)
            for name, value in map(_as_text, element.attrib.items())
            if name != "class"
        }
        classes = [token for token in element.get("class", "").split() if VARIANT.search(token) is None]
        element.attrib.clear()
        if classes:
            element.set("class", " ".join(classes[:MAX_CLASSES]))
        for name, value in kept.items():
            if value is not None:
                element.set(name, value)
        if hidden:
            element.set("style", "display:none")

    def rewrite_meta(self, meta: Element) -> bool:
        """Rewrite a <meta> in place; False for one that no field reads."""
        names = " ".join(meta.get(name, "") for name in ("name", "property", "itemprop", "http-equiv"))
        if meta.get("charset") is not None:
            return True
        if METAS.search(names) is None or LOST_METAS.search(names) is not None:
            return False
        for attribute in ("content", "value"):
            if meta.get(attribute) is not None:
                meta.set(attribute, self._meta_value(names, meta.get(attribute, "")))
        return True

    def _meta_value(self, names: str, value: str) -> str:
        if LABEL_METAS.search(names) is not None and WEB.match(value) is None:
            return self._inventor.interface(value)
        return self._values.text(value)

    def _value(self, element: Element, name: str, value: str) -> str | None:
        """The value of an attribute; None for one that is left out."""
        if name in PLAIN or element.tag == "meta":
            return value
        if name in ADDRESSES:
            made = self._addresses.made(value)
            return None if made == "#" and name != "href" else made
        if name in TEXTS:
            return self._inventor.text(value, calendar_words())
        if CREDITS.fullmatch(name) is not None:
            return self._inventor.text(value, label_words())
        is_word = DATA.fullmatch(name) is not None and DATA_VALUE.fullmatch(value) is not None
        return value if is_word and not TRACKING.search(name) and not LONG_DIGITS.search(value) else None


def _as_text(attribute: tuple[str | bytes, str | bytes]) -> tuple[str, str]:
    """Name and value; the stubs know of bytes."""
    return str(attribute[0]), str(attribute[1])
