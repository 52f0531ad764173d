"""Which rule files apply to a page, in which layout, and on what ground."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from urllib.parse import urlsplit

from cleaner.model import Page, SiteFacts
from cleaner.rulebook.book import Rulebook
from cleaner.rulebook.compiled import CompiledFile, FieldPlan, LayoutPlan, Targets
from cleaner.rulebook.match import Ground, Layer, SiteMatch, find_elements
from cleaner.text import collapse
from cleaner.tree import Element

__all__ = ["Ground", "SiteMatch", "resolve_site"]

PLATFORM_LINES = 2  # different lines of a dump that must match: one is easily a coincidence
SCRIPT_HEAD_CHARS = 2_000  # a hydration state names itself at its start; the rest is the story's own JSON
ADDRESSED = ("script", "link", "iframe")
DATE_META = ("article:published_time", "datepublished", "date", "dc.date.issued", "parsely-pub-date", "pubdate")


def resolve_site(page: Page, rulebook: Rulebook) -> SiteMatch:
    """Find the site file by the page's URL or, without one, by a dump's lines; its layout; the platforms.

    The URL is the document's own, else the canonical link, else og:url. Hosts are compared by whole labels; the
    longest wins. Raises RuleError where a site file that is read only now is wrong.
    """
    clues = _Clues(page, rulebook)
    grounds: list[Ground] = []
    site, why = _find_site(clues, rulebook)
    layout = None
    if site is not None:
        layout, fit = _choose_layout(page, site.layouts)
        grounds.append(Ground(f"sites/{site.id}", layout.name if layout else None, f"{why}; {fit}" if fit else why))
        grounds += [Ground(file.id, None, f"extended by sites/{site.id}") for file in rulebook.extended_by(site)]
    named = {ground.rule for ground in grounds}
    platforms = list(_platforms(clues, rulebook))
    grounds += [Ground(file.id, None, ground) for file, ground in platforms if file.id not in named]
    layers = rulebook.layers(site, layout, tuple(file.id for file, _ in platforms))
    rows = [site, *rulebook.extended_by(site)] if site is not None else []
    return SiteMatch(_facts(site, layout, [row for row in rows if row is not None], layers), tuple(grounds), layers)


class _Clues:
    """What a page shows of its origin, each read at most once."""

    def __init__(self, page: Page, rulebook: Rulebook) -> None:
        self.page = page
        self._rulebook = rulebook

    @cached_property
    def url(self) -> tuple[str, str] | None:
        """The page's URL and where it was found."""
        signals = self.page.signals
        offers = (
            ("URL", self.page.document.url),
            ("canonical link", signals.canonical),
            ("og:url", signals.first_meta("og:url")),
        )
        return next(((url, name) for name, url in offers if url and "://" in url), None)

    @cached_property
    def dump_hits(self) -> Mapping[str, Mapping[int, str]]:
        """Lines that files recognise, as blocks and as printed: a broken sentence joined to one block is two lines."""
        texts = dict.fromkeys(block.text for block in self.page.blocks)
        if self.page.document.kind == "text":
            printed = (collapse(line) for line in self.page.document.text.split("\n"))
            texts.update(dict.fromkeys(line for line in printed if line))
        return self._rulebook.dump_hits(texts)

    @cached_property
    def generators(self) -> str:
        """The contents of the page's generator metas."""
        return "\n".join(self.page.signals.meta.get("generator", ()))

    @cached_property
    def script_hits(self) -> frozenset[str]:
        """What platforms look for: in addresses of scripts, links and frames, and the start of each inline script."""
        return self._rulebook.script_hits("\n".join(self._addresses()))

    def _addresses(self) -> Iterator[str]:
        if self.page.tree is None:
            return
        for tag in ADDRESSED:
            for element in self.page.tree.by_tag.get(tag, ()):
                yield element.get("src") or element.get("href") or (element.text or "")[:SCRIPT_HEAD_CHARS]


def _find_site(clues: _Clues, rulebook: Rulebook) -> tuple[CompiledFile | None, str]:
    if clues.url is not None:
        url, source = clues.url
        try:
            parts = urlsplit(url)
            host = parts.hostname or ""
        except ValueError:  # "http://[broken"
            return None, ""
        found = rulebook.site_for(host, parts.path or "/")
        if found is None:
            return None, ""
        return rulebook.site(found[0]), f"host {found[1]} ({source})"
    hits = {name: lines for name, lines in clues.dump_hits.items() if name in rulebook.ids("sites")}
    if not hits:
        return None, ""
    # Most lines, then the longest, then the name: one answer, whatever the order of the files.
    name = min(hits, key=lambda name: (-len(hits[name]), -sum(len(line) for line in hits[name].values()), name))
    shown = next(iter(hits[name].values()))
    return rulebook.site(name), f"the line '{shown}'"


def _choose_layout(page: Page, layouts: tuple[LayoutPlan, ...]) -> tuple[LayoutPlan | None, str]:
    """The layout of the page, newest first, and why.

    What the page shows (`when`) is proof, the day is a hint: an archive keeps old pages in their old design, and a
    new design is live before its date is written down. So: the first layout against which neither speaks; else
    the first whose `when` holds; else the first whose days hold; else none, and only what the file says for all
    its layouts applies.
    """
    if len(layouts) == 1 and layouts[0].name is None:
        return layouts[0], ""
    day, source = _day(page)
    shown = {layout.name: _is_there(page, layout.when) for layout in layouts}
    in_time = {layout.name: _is_in_time(layout, day) for layout in layouts}
    for layout in layouts:
        if shown[layout.name] is not False and in_time[layout.name] is not False:
            reason = (
                "its `when` holds" if shown[layout.name] else f"{source} {day}" if in_time[layout.name] else "newest"
            )
            return layout, f"layout {layout.name}: {reason}"
    for layout in layouts:
        if shown[layout.name]:
            return layout, f"layout {layout.name}: its `when` holds, though {source} {day} is outside its days"
    for layout in layouts:
        if in_time[layout.name]:
            return layout, f"layout {layout.name}: {source} {day}, though its `when` is not on the page"
    return None, "no layout fits"


def _day(page: Page) -> tuple[date | None, str]:
    """The day the page was fetched, else published, and which of the two."""
    if page.document.fetched_at is not None:
        return page.document.fetched_at.date(), "fetched"
    printed = [str(node["datePublished"]) for node in page.signals.json_ld if node.get("datePublished")]
    printed += [page.signals.first_meta(*DATE_META) or ""]
    for text in printed:
        try:
            return date.fromisoformat(text[:10]), "published"
        except ValueError:
            continue
    return None, ""


def _is_in_time(layout: LayoutPlan, day: date | None) -> bool | None:
    """Whether the day is within the layout's; None where no day is known or the layout names none."""
    if day is None or (layout.since is None and layout.until is None):
        return None
    return (layout.since or date.min) <= day <= (layout.until or date.max)


def _is_there(page: Page, when: Targets | None) -> bool | None:
    """Whether the page shows what `when` names; None where the layout has none or a dump cannot tell."""
    if when is None or (page.tree is None and not when.patterns):
        return None
    if page.tree is not None:
        if any(token in page.tree.by_token for token in when.tokens):
            return True
        if any(selector.find(page.tree) for selector in when.selectors):
            return True
    return any(pattern.full(block.text) for pattern in when.patterns for block in page.blocks)


def _platforms(clues: _Clues, rulebook: Rulebook) -> Iterator[tuple[CompiledFile, str]]:
    """The platforms the page was made with, each with what shows it."""
    tree = clues.page.tree
    shown = find_elements(tree, rulebook.platform_elements) if tree is not None else {}
    for number, file in enumerate(rulebook.platforms):
        ground = _fingerprint(clues, file, shown.get(number, ()))
        if ground is not None:
            yield file, ground


def _fingerprint(clues: _Clues, file: CompiledFile, elements: Sequence[Element]) -> str | None:
    """By what the page shows that it was made with the platform; None where nothing does.

    elements: those that the platform's selectors select.
    """
    match = file.match
    if clues.generators and any(pattern.search(clues.generators) for pattern in file.generators):
        return f"generator {clues.generators}"
    if match.script and (found := next((text for text in match.script if text in clues.script_hits), None)):
        return f"'{found}' in a script or link"
    if elements:
        first = elements[0]
        return f"element {first.tag} class '{first.get('class', '')}' id '{first.get('id', '')}'"
    if clues.page.document.kind == "text" and match.dump:
        hits = clues.dump_hits.get(file.id, {})
        if len(hits) >= PLATFORM_LINES:
            return "the lines " + ", ".join(f"'{line}'" for line in hits.values())
    return None


def _facts(
    site: CompiledFile | None, layout: LayoutPlan | None, rows: list[CompiledFile], layers: Iterable[Layer]
) -> SiteFacts:
    """The facts of the site's file; where it is silent, of the files it extends."""
    fields: list[tuple[str, FieldPlan]] = [item for layer in layers for item in layer.fields]
    formats: dict[str, tuple[str, ...]] = {}
    for name, plan in fields:
        if plan.formats:
            formats[name] = formats.get(name, ()) + tuple(f for f in plan.formats if f not in formats.get(name, ()))
    zones = [plan.timezone for _, plan in fields] + [row.outlet.timezone for row in rows]
    return SiteFacts(
        rule=f"sites/{site.id}" if site else None,
        version=site.version if site else None,
        layout=layout.name if layout else None,
        outlet=next((row.outlet.name for row in rows if row.outlet.name), None),
        domain=next((row.outlet.domain for row in rows if row.outlet.domain), site.id if site else None),
        country=next((row.outlet.country for row in rows if row.outlet.country), None),
        languages=next((row.outlet.languages for row in rows if row.outlet.languages), ()),
        timezone=next((zone for zone in zones if zone), None),
        formats=formats,
    )
