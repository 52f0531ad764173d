"""Which rule files apply to a page, in which layout, and on what ground."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import Any
from urllib.parse import SplitResult

from msgspec.structs import asdict

from cleaner.declared import Declared
from cleaner.model import Page, SiteFacts
from cleaner.rulebook.book import Rulebook
from cleaner.rulebook.compiled import CompiledFile, LayoutPlan, Targets
from cleaner.rulebook.match import Ground, Layer, SiteMatch, find_elements, index_elements
from cleaner.rulebook.schema import ALL_DAYS
from cleaner.text import collapse
from cleaner.tree import Element
from cleaner.urls import split_url

__all__ = ["Ground", "SiteMatch", "resolve_site"]

PLATFORM_SIGNS = 2  # different ones of a page, or lines of a dump: one is easily a coincidence, or copied
SCRIPT_HEAD_CHARS = 2_000  # a hydration state names itself at its start; the rest is the story's own JSON
ADDRESSED = ("script", "link", "iframe")
NO_FIT = 3
# What the page shows of a layout and what the day says of it (None: nothing) → how well it fits, 0 is best, and why.
LAYOUT_FITS: dict[tuple[bool | None, bool | None], tuple[int, str]] = {
    (True, True): (0, "layout {name}: its `when` holds"),
    (True, None): (0, "layout {name}: its `when` holds"),
    (None, True): (0, "layout {name}: {day}"),
    (None, None): (0, "layout {name}: newest"),
    (True, False): (1, "layout {name}: its `when` holds, though {day} is outside its days"),
    (False, True): (2, "layout {name}: {day}, though its `when` is not on the page"),
    (False, None): (NO_FIT, "no layout fits"),
    (False, False): (NO_FIT, "no layout fits"),
    (None, False): (NO_FIT, "no layout fits"),
}
DATE_META = ("article:published_time", "datepublished", "date", "dc.date.issued", "parsely-pub-date", "pubdate")


def resolve_site(page: Page, rulebook: Rulebook) -> SiteMatch:
    """Find the site file by the page's URL or, without one, by a dump's lines; its layout; the platforms.

    The URL is the document's own, else the canonical link, else og:url, which a copy of another site's page has for
    its own. Hosts are compared by whole labels; the longest wins. Raises RuleError where a site file that is read
    only now is wrong.
    """
    clues = _Clues(page, rulebook)
    grounds: list[Ground] = []
    files: tuple[CompiledFile, ...] = ()
    layout = layout_name = None
    site, why = _find_site(clues, rulebook)
    if site is not None:
        files = (site, *rulebook.extended_by(site))
        layout, fit = _choose_layout(page, site.layouts)
        layout_name = layout.name if layout is not None else None
        grounds.append(Ground(f"sites/{site.id}", layout_name, why + fit))
        grounds += [Ground(file.id, None, f"extended by sites/{site.id}") for file in files[1:]]
    platforms = dict(_platforms(clues, rulebook))
    grounds += [Ground(file.id, None, evidence) for file, evidence in platforms.items() if file not in files]
    layers = rulebook.layers(site, layout, tuple(file.id for file in platforms))
    return SiteMatch(_facts(site, layout_name, files, layers), tuple(grounds), layers)


class _Clues:
    """What a page shows of its origin, each read at most once."""

    def __init__(self, page: Page, rulebook: Rulebook) -> None:
        self.page = page
        self._rulebook = rulebook

    @cached_property
    def address(self) -> tuple[SplitResult, str] | None:
        """The page's URL and where it was found."""
        signals = self.page.signals
        offers = {
            "URL": self.page.document.url,
            "canonical link": signals.canonical,
            "og:url": signals.first_meta("og:url"),
        }
        canonical, shared = signals.canonical, offers["og:url"]
        if not self.page.document.url and shared and shared != canonical and Declared(self.page).host_url == shared:
            del offers["canonical link"]  # of the original, whose copy this is
        for source, url in offers.items():
            parts = split_url(url)
            if parts is not None and parts.scheme:
                return parts, source
        return None

    @cached_property
    def dump_hits(self) -> Mapping[str, Mapping[int, str]]:
        """Lines that files recognise, as blocks and as printed: a broken sentence joined to one block is two lines."""
        texts = [block.text for block in self.page.blocks]
        if self.page.document.kind == "text":
            texts += map(collapse, self.page.document.text.split("\n"))
        return self._rulebook.dump_hits(dict.fromkeys(filter(None, texts)))

    @cached_property
    def script_hits(self) -> frozenset[str]:
        """What platforms look for: in addresses of scripts, links and frames, and the start of each inline script."""
        if self.page.tree is None:
            return frozenset()
        addresses: list[str] = []
        for tag in ADDRESSED:
            addresses += map(_address, self.page.tree.by_tag.get(tag, ()))
        return self._rulebook.script_hits("\n".join(addresses))


def _address(element: Element) -> str:
    """The address of a script, link or frame; of an inline script how it begins."""
    return element.get("src") or element.get("href") or (element.text or "")[:SCRIPT_HEAD_CHARS]


def _find_site(clues: _Clues, rulebook: Rulebook) -> tuple[CompiledFile | None, str]:
    """The site file of a page and what shows it: its address or, where it has none, the lines only one site prints."""
    if clues.address is not None:
        return _site_at(rulebook, *clues.address)
    sites = rulebook.ids("sites")
    # Most lines, then the longest, then the name: one answer, whatever the order of the files.
    ranked = sorted((-len(lines), -len("".join(lines.values())), name) for name, lines in clues.dump_hits.items())
    for _, _, name in ranked:
        if name in sites:
            line, *_ = clues.dump_hits[name].values()
            return rulebook.file(name), f"the line '{line}'"
    return None, ""


def _site_at(rulebook: Rulebook, address: SplitResult, source: str) -> tuple[CompiledFile | None, str]:
    """The site file of an address. source: where on the page the address was found."""
    found = rulebook.site_for(address.netloc, address.path or "/")
    if found is None:
        return None, ""
    site, host = found
    return rulebook.file(site), f"host {host} ({source})"


def _choose_layout(page: Page, layouts: tuple[LayoutPlan, ...]) -> tuple[LayoutPlan | None, str]:
    """The layout of the page, newest first, and why, as it follows the reason for the site.

    What the page shows (`when`) is proof, the day is a hint: an archive keeps old pages in their old design, and a
    new design is live before its date is written down. Where no layout fits, only what the file says for all its
    layouts applies.
    """
    if layouts[0].name is None:
        return layouts[0], ""
    day, source = _day(page)
    answers = [(_is_there(page, layout.when), _is_in_time(layout, day)) for layout in layouts]
    best = min(answers, key=lambda answer: LAYOUT_FITS[answer][0])  # the first of equals
    layout = layouts[answers.index(best)]
    fit, reason = LAYOUT_FITS[best]
    shown = "; " + reason.format(name=layout.name, day=f"{source} {day}")
    return (layout if fit < NO_FIT else None), shown


def _day(page: Page) -> tuple[date | None, str]:
    """The day the page was fetched, else published, and which of the two."""
    if page.document.fetched_at is not None:
        return page.document.fetched_at.date(), "fetched"
    declared = [node.get("datePublished") for node in page.signals.json_ld]
    for text in [*declared, page.signals.first_meta(*DATE_META)]:
        try:
            return date.fromisoformat(str(text)[:10]), "published"
        except ValueError:
            continue
    return None, ""


def _is_in_time(layout: LayoutPlan, day: date | None) -> bool | None:
    """Whether the day is within the layout's; None where no day is known or the layout names none."""
    if day is None or layout.days == ALL_DAYS:
        return None
    first, last = layout.days
    return first <= day <= last


def _is_there(page: Page, when: Targets | None) -> bool | None:
    """Whether the page shows what `when` names; None where the layout has none or a dump cannot show it."""
    if when is None or (page.tree is None and not when.patterns):
        return None
    if find_elements(page.tree, index_elements([when])):
        return True
    return any(pattern.full(block.text) for pattern in when.patterns for block in page.blocks)


def _platforms(clues: _Clues, rulebook: Rulebook) -> Iterator[tuple[CompiledFile, str]]:
    """The platforms the page was made with, each with the signs that show it."""
    elements = find_elements(clues.page.tree, rulebook.platform_elements)
    for number, file in enumerate(rulebook.platforms):
        signs = list(dict.fromkeys(_signs(clues, file, elements.get(number, ()))))
        if len(signs) >= PLATFORM_SIGNS:
            yield file, ", ".join(signs[:PLATFORM_SIGNS])


def _signs(clues: _Clues, file: CompiledFile, elements: Sequence[Element]) -> Iterator[str]:
    """What speaks for a platform: the generator, scripts and links, elements; lines of a dump.

    elements: those that the platform's selectors select; elements of one name are one sign.
    """
    generators = clues.page.signals.meta.get("generator", ())
    named = [text for text in generators if any(pattern.search(text) for pattern in file.generators)]
    yield from (f"generator {text}" for text in named[:1])
    for text in file.match.script:
        if text in clues.script_hits:
            yield f"'{text}' in a script or link"
    for element in elements:
        yield f"element {element.tag} class '{element.get('class', '')}' id '{element.get('id', '')}'"
    if clues.page.document.kind == "text":
        yield from (f"the line '{line}'" for line in clues.dump_hits.get(file.id, {}).values())


def _facts(
    site: CompiledFile | None, layout: str | None, files: tuple[CompiledFile, ...], layers: Iterable[Layer]
) -> SiteFacts:
    """The facts of the site's file; where it is silent, of the files it extends."""
    facts: dict[str, Any] = {}
    formats: dict[str, tuple[str, ...]] = {}
    for layer in layers:
        for name, plan in layer.fields:
            if plan.formats:
                formats[name] = tuple(dict.fromkeys(formats.get(name, ()) + plan.formats))
            if plan.timezone:
                facts.setdefault("timezone", plan.timezone)
    for file in files:
        for key, value in asdict(file.outlet).items():
            if value:
                facts.setdefault(key, value)
    if site is not None:
        facts |= {"rule": f"sites/{site.id}", "version": site.version, "domain": facts.get("domain", site.id)}
    return SiteFacts(outlet=facts.pop("name", None), layout=layout, formats=formats, **facts)
