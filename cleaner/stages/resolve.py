"""Which rule files apply to a page, in which layout, and on what ground."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from operator import itemgetter

from msgspec.structs import replace

from cleaner.model import Page, SiteFacts
from cleaner.rulebook.book import Rulebook
from cleaner.rulebook.compiled import CompiledFile, LayoutPlan, Targets
from cleaner.rulebook.match import Ground, Layer, SiteMatch, find_elements, index_elements
from cleaner.rulebook.schema import OutletFacts
from cleaner.text import collapse
from cleaner.tree import Element
from cleaner.urls import split_url

__all__ = ["Ground", "SiteMatch", "resolve_site"]


PLATFORM_LINES = 2  # different lines of a dump that must match: one is easily a coincidence
SCRIPT_HEAD_CHARS = 2_000  # a hydration state names itself at its start; the rest is the story's own JSON
ADDRESSED = ("script", "link", "iframe")
# What the page shows and what the day says of a layout (None: nothing) → how well it fits, and why. Where a pair is not
# here, the layout does not fit.
LAYOUT_FITS: dict[tuple[bool | None, bool | None], tuple[int, str]] = {
    (True, True): (0, "its `when` holds"),
    (True, None): (0, "its `when` holds"),
    (None, True): (0, "{day}"),
    (None, None): (0, "newest"),
    (True, False): (1, "its `when` holds, though {day} is outside its days"),
    (False, True): (2, "{day}, though its `when` is not on the page"),
}
DATE_META = ("article:published_time", "datepublished", "date", "dc.date.issued", "parsely-pub-date", "pubdate")


def resolve_site(page: Page, rulebook: Rulebook) -> SiteMatch:
    """Find the site file by the page's URL or, without one, by a dump's lines; its layout; the platforms.

    The URL is the document's own, else the canonical link, else og:url. Hosts are compared by whole labels; the
    longest wins. Raises RuleError where a site file that is read only now is wrong.
    """
    clues = _Clues(page, rulebook)
    grounds: list[Ground] = []
    files: tuple[CompiledFile, ...] = ()
    site, why = _find_site(clues, rulebook)
    layout = None
    if site is not None:
        files = (site, *rulebook.extended_by(site))
        layout, fit = _choose_layout(page, site.layouts)
        grounds.append(Ground(f"sites/{site.id}", layout.name if layout else None, "; ".join(filter(None, (why, fit)))))
        grounds += [Ground(file.id, None, f"extended by sites/{site.id}") for file in files[1:]]
    platforms = _platforms(clues, rulebook)
    grounds += [Ground(file.id, None, evidence) for file, evidence in platforms if file not in files]
    layers = rulebook.layers(site, layout, tuple(file.id for file, _ in platforms))
    return SiteMatch(_facts(site, layout, files, layers), tuple(grounds), layers)


class _Clues:
    """What a page shows of its origin, each read at most once."""

    def __init__(self, page: Page, rulebook: Rulebook) -> None:
        self.page = page
        self._rulebook = rulebook

    @cached_property
    def url(self) -> tuple[str, str] | None:
        """The page's URL and where it was found."""
        signals = self.page.signals
        offers = {
            "URL": self.page.document.url,
            "canonical link": signals.canonical,
            "og:url": signals.first_meta("og:url"),
        }
        return next(((url, name) for name, url in offers.items() if url and "://" in url), None)

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
        by_tag = self.page.tree.by_tag if self.page.tree is not None else {}
        elements = [element for tag in ADDRESSED for element in by_tag.get(tag, ())]
        addresses = [e.get("src") or e.get("href") or (e.text or "")[:SCRIPT_HEAD_CHARS] for e in elements]
        return self._rulebook.script_hits("\n".join(addresses))


def _find_site(clues: _Clues, rulebook: Rulebook) -> tuple[CompiledFile | None, str]:
    """The site file of a page and what shows it: its address or, where it has none, the lines only one site prints."""
    if clues.url is not None:
        url, source = clues.url
        parts = split_url(url)
        found = rulebook.site_for(parts.hostname or "", parts.path or "/") if parts is not None else None
        return (rulebook.site(found[0]), f"host {found[1]} ({source})") if found is not None else (None, "")
    sites = rulebook.ids("sites")
    # Most lines, then the longest, then the name: one answer, whatever the order of the files.
    ranked = [(-len(lines), -len("".join(lines.values())), name) for name, lines in clues.dump_hits.items()]
    names = [name for _, _, name in sorted(ranked) if name in sites]
    if not names:
        return None, ""
    line = next(iter(clues.dump_hits[names[0]].values()))
    return rulebook.site(names[0]), f"the line '{line}'"


def _choose_layout(page: Page, layouts: tuple[LayoutPlan, ...]) -> tuple[LayoutPlan | None, str]:
    """The layout of the page, newest first, and why.

    What the page shows (`when`) is proof, the day is a hint: an archive keeps old pages in their old design, and a
    new design is live before its date is written down. Where no layout fits, only what the file says for all its
    layouts applies.
    """
    if layouts[0].name is None:
        return layouts[0], ""
    day, source = _day(page)
    answers = [(layout, (_is_there(page, layout.when), _is_in_time(layout, day))) for layout in layouts]
    fits = [(*LAYOUT_FITS[answer], layout) for layout, answer in answers if answer in LAYOUT_FITS]
    if not fits:
        return None, "no layout fits"
    _, reason, layout = min(fits, key=itemgetter(0))  # the first of equals
    return layout, f"layout {layout.name}: {reason.format(day=f'{source} {day}')}"


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
    if day is None or (layout.since is None and layout.until is None):
        return None
    return (layout.since or date.min) <= day <= (layout.until or date.max)


def _is_there(page: Page, when: Targets | None) -> bool | None:
    """Whether the page shows what `when` names; None where the layout has none or a dump cannot show it."""
    if when is None or (page.tree is None and not when.patterns):
        return None
    if page.tree is not None and find_elements(page.tree, index_elements([when])):
        return True
    return any(pattern.full(block.text) for pattern in when.patterns for block in page.blocks)


def _platforms(clues: _Clues, rulebook: Rulebook) -> list[tuple[CompiledFile, str]]:
    """The platforms the page was made with, each with what shows it."""
    tree = clues.page.tree
    elements = find_elements(tree, rulebook.platform_elements) if tree is not None else {}
    found = [
        (file, next(_evidence(clues, file, elements.get(number, ())), None))
        for number, file in enumerate(rulebook.platforms)
    ]
    return [(file, evidence) for file, evidence in found if evidence is not None]


def _evidence(clues: _Clues, file: CompiledFile, elements: Sequence[Element]) -> Iterator[str]:
    """What shows that the page was made with a platform. elements: those that the platform's selectors select."""
    for generator in clues.page.signals.meta.get("generator", ()):
        if any(pattern.search(generator) for pattern in file.generators):
            yield f"generator {generator}"
    for text in file.match.script:
        if text in clues.script_hits:
            yield f"'{text}' in a script or link"
    for element in elements:
        yield f"element {element.tag} class '{element.get('class', '')}' id '{element.get('id', '')}'"
    if file.match.dump and clues.page.document.kind == "text":
        lines = clues.dump_hits.get(file.id, {}).values()
        if len(lines) >= PLATFORM_LINES:
            yield "the lines " + ", ".join(f"'{line}'" for line in lines)


def _facts(
    site: CompiledFile | None, layout: LayoutPlan | None, files: tuple[CompiledFile, ...], layers: Iterable[Layer]
) -> SiteFacts:
    """The facts of the site's file; where it is silent, of the files it extends."""
    outlet = OutletFacts()
    for file in files:
        outlet = OutletFacts(
            name=outlet.name or file.outlet.name,
            domain=outlet.domain or file.outlet.domain,
            country=outlet.country or file.outlet.country,
            languages=outlet.languages or file.outlet.languages,
            timezone=outlet.timezone or file.outlet.timezone,
        )
    formats: dict[str, tuple[str, ...]] = {}
    zones: list[str | None] = []
    for name, plan in [item for layer in layers for item in layer.fields]:
        formats[name] = tuple(dict.fromkeys(formats.get(name, ()) + plan.formats))
        zones.append(plan.timezone)
    facts = SiteFacts(
        outlet=outlet.name,
        domain=outlet.domain,
        country=outlet.country,
        languages=outlet.languages,
        timezone=next(filter(None, [*zones, outlet.timezone]), None),
        formats={name: row for name, row in formats.items() if row},
    )
    if site is None:
        return facts
    layout_name = layout.name if layout is not None else None
    domain = outlet.domain or site.id
    return replace(facts, rule=f"sites/{site.id}", version=site.version, layout=layout_name, domain=domain)
