"""A page that one rule after another is tried on: it is segmented once, and read once for all that say the same."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from cleaner.errors import CleanerError
from cleaner.labelers.rules import label_blocks
from cleaner.learn.fields import NOTHING, TEXTS, Values, record_values
from cleaner.model import Label, Labels, Options, Page, RawPage, Voice
from cleaner.pipeline import Trace, trace_match, trace_reading
from cleaner.rulebook import Rulebook
from cleaner.second_reading import PageReading, read_story
from cleaner.stages.decode import Undecodable, decode
from cleaner.stages.resolve import resolve_site
from cleaner.stages.segment import segment
from cleaner.stages.segment.signals import read_signals
from cleaner.urls import host_of


class TextAndFields(Struct, frozen=True, eq=False):
    """What a page is by a rule: the text of its record, and the values of the fields that are judged."""

    text: str
    values: Mapping[str, Values]


UNREAD = TextAndFields("", dict.fromkeys(TEXTS, NOTHING))  # by a rule that cannot be joined with the others


class TriedPage:
    """A page for rules to be tried on; what was found is kept on the instance, and changes no result."""

    def __init__(self, page: Page) -> None:
        """page: as it was segmented, of an HTML page with its tree."""
        self._page = page
        self._at: dict[str, Page] = {}
        self._labelled: dict[Hashable, PageReading] = {}
        self._found: dict[tuple[Hashable, Hashable], TextAndFields] = {}

    def at(self, site: str) -> Page:
        """The page with an address at the site."""
        if site not in self._at:
            self._at[site] = _located(self._page, site)
        return self._at[site]

    def read(self, site: str, rules: Rulebook, beside: Hashable = None) -> TextAndFields:
        """The page by rules of which one is for the site. beside: all that this one says, but for its layouts."""
        page = self.at(site)
        try:
            match = resolve_site(page, rules)
            ruled = label_blocks(page, match)
            said = _said(ruled)
            if (said, beside) not in self._found:
                if said not in self._labelled:
                    self._labelled[said] = read_story(page, match, Options(), ruled)
                record = trace_reading(self._labelled[said], match, rules).record
                self._found[said, beside] = TextAndFields(record.text or "", record_values(record))
            return self._found[said, beside]
        except CleanerError:
            return UNREAD


def segmented(raw: RawPage) -> Page | None:
    """A page in blocks; None where it cannot be read."""
    try:
        return segment(decode(raw, Options()), Options())
    except Undecodable:
        return None


def traced_by(page: Page, rules: Rulebook) -> Trace:
    """The page by rules, with what every stage found. Raises CleanerError where a rule is wrong."""
    return trace_match(page, resolve_site(page, rules), rules)


def _located(page: Page, site: str) -> Page:
    document = page.document
    url = url_at(document.url, site)
    if url == document.url:
        return page
    signals = page.signals if page.tree is None else read_signals(page.tree, url)
    return replace(page, document=replace(document, url=url), signals=signals)


def url_at(url: str | None, site: str) -> str:
    """An address where it is one at the site; else the site's own."""
    host = host_of(url or "") or ""
    return url if url and (host == site or host.endswith(f".{site}")) else f"https://{site}/"


def at_site(raw: RawPage, site: str) -> RawPage:
    """The page with an address at the site, where it has none there."""
    url = url_at(raw.url, site)
    return raw if url == raw.url else replace(raw, url=url)


def _said(labels: Labels) -> Hashable:
    """What rules say of the blocks of a page: of two that say the same nothing but the receipts differs."""
    cuts = tuple((cut.block, cut.start, cut.end, *_content(cut.label)) for cut in labels.cuts)
    place = labels.body_by, labels.likely, labels.flags
    return tuple(map(_content, labels.labels)), cuts, tuple(_caught(labels)), place


def _content(label: Label | None) -> tuple[str, ...]:
    """A label without the number that a statement has in its rule."""
    if label is None:
        return ()
    return label.role, label.voice, "" if label.voice is Voice.SITE else label.by


def _caught(labels: Labels) -> Iterator[Hashable]:
    for one in labels.found:
        source = "" if one.voice is Voice.SITE else one.source
        yield one.field, one.value, source, one.block, tuple(one.parts.items()), one.voice, one.caught
