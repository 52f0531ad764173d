"""From which sources of a site's pages each field is best taken: how often each is right, alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from cleaner.article import Article
from cleaner.declared.authors import author_sources
from cleaner.fields import FIELDS
from cleaner.labelers.rules import candidates_by_source
from cleaner.learn.fields import NOTHING, Reference, Values, score, values_of
from cleaner.learn.paths import compiled, is_telling, selectors_of
from cleaner.model import Candidate, Labels, Page
from cleaner.rulebook.compile import compile_source
from cleaner.rulebook.schema import Source
from cleaner.text import fold
from cleaner.tree import Element, PageTree, text_of

# What pages declare, the usual first.
DECLARED: Mapping[str, tuple[Source, ...]] = {
    "title": (Source(jsonld="headline"), Source(meta="og:title"), Source(meta="twitter:title")),
    "subtitle": (Source(jsonld="description"), Source(meta="og:description"), Source(meta="description")),
    "authors": (Source(jsonld="author"),),
    "published": (
        Source(jsonld="datePublished"),
        Source(meta="article:published_time"),
        Source(meta="date"),
        Source(css="time", attr="datetime"),
    ),
    "modified": (Source(jsonld="dateModified"), Source(meta="article:modified_time"), Source(meta="last-modified")),
    "section": (Source(jsonld="articleSection"), Source(meta="article:section")),
}
H1 = (Source(css="h1"),)
PRINTED = ("title", "subtitle", "authors")  # fields whose element is looked for on the page
MAX_PRINTED_CHARS = 500  # of an element that prints a value and nothing else
MAX_SELECTORS = 40  # of one field that are tried
MIN_KNOWN = 2  # pages whose value is known, for a source to be written
MAX_CHOSEN = 3  # sources of one field


class FieldSource(Struct, frozen=True):
    """A source of a field, and on how many pages it is right, of those on which the value is known.

    wrong: pages on which it gives something else; given: pages on which somebody has said what is right.
    """

    field: str
    source: Source
    right: int
    wrong: int
    known: int
    given: int

    @property
    def name(self) -> str:
        """The source in words: `jsonld headline`."""
        ((key, value), *_) = source_items(self.source)
        return f"{key} {value}"


class ReadPage:
    """A page whose fields can be read by one source or another; what was read once is kept."""

    def __init__(self, page: Page, labels: Labels, article: Article) -> None:
        """page: with its tree."""
        self.page = page
        self.labels = labels
        self.article = article
        self._read_before: dict[tuple[str, Source], Values] = {}
        self._printed_before: dict[tuple[str, Values], list[Source]] = {}

    def values(self, field: str, sources: Sequence[Source]) -> list[Values]:
        """What the field would be by each source alone."""
        new = [source for source in sources if (field, source) not in self._read_before]
        compiled = [compile_source(source, number) for number, source in enumerate(new)]
        found = candidates_by_source(self.page, self.labels, field, compiled)
        for source, candidates in zip(new, found, strict=True):
            self._read_before[field, source] = self._read(field, candidates) if candidates else NOTHING
        return [self._read_before[field, source] for source in sources]

    def printed(self, field: str, values: Values) -> list[Source]:
        """Selectors of the elements that print a value of the field and nothing else."""
        if (field, values) not in self._printed_before:
            tree = self.page.tree
            elements = [] if tree is None else [one for one in tree.root.iter() if _prints(one, values)]
            found = (selector for element in elements for selector in selectors_of(element))
            self._printed_before[field, values] = [Source(css=one) for one in found if is_telling(one)]
        return self._printed_before[field, values]

    def _read(self, field: str, candidates: Sequence[Candidate]) -> Values:
        own = {**self.article.candidates, field: tuple(candidates)}
        article = Article(replace(self.article.story, candidates=own), self.article.declared)
        choice = FIELDS[field](article)
        is_by_source = choice is not None and choice.source == candidates[0].source
        return values_of(field, choice.value) if choice is not None and is_by_source else NOTHING

    def declared(self, field: str) -> list[Source]:
        """The sources by which the page may declare a field."""
        usual = list(DECLARED.get(field, ()))
        if field == "authors":
            names = (name.removeprefix("meta:") for name in author_sources(self.page.signals.meta))
            usual += [Source(meta=name) for name in names if name in self.page.signals.meta]
        return usual


def source_items(source: Source) -> list[tuple[str, str]]:
    """Key and value of what a source says."""
    return [(key, str(value)) for key in source.__struct_fields__ if (value := getattr(source, key)) is not None]


def rank_sources(field: str, pages: Sequence[tuple[ReadPage, Reference | None]]) -> list[FieldSource]:
    """The sources of a field that are right somewhere, the best first: never wrong, often right, of few elements."""
    known = [(page, reference) for page, reference in pages if reference is not None]
    sources = list(dict.fromkeys(source for page, _ in known for source in page.declared(field)))
    if field in PRINTED:
        printed = [source for page, reference in known for source in page.printed(field, reference.values)]
        sources += list(dict.fromkeys([*H1, *printed] if field == "title" else printed))[:MAX_SELECTORS]
    right, wrong = [0] * len(sources), [0] * len(sources)
    for page, reference in known:
        for number, values in enumerate(page.values(field, sources)):
            is_right = bool(values) and score(values, reference) == 1
            right[number] += is_right
            wrong[number] += bool(values) and not is_right
    counted = zip(sources, right, wrong, strict=True)
    given = sum(reference.sure == "given" for _, reference in known)
    found = [FieldSource(field, source, yes, no, len(known), given) for source, yes, no in counted]
    trees = [page.page.tree for page, _ in known]
    right_ones = [one for one in found if one.right]
    return sorted(right_ones, key=lambda one: (one.wrong, -one.right, _most_elements(one.source.css, trees)))


def _most_elements(selector: str | None, trees: Sequence[PageTree | None]) -> int:
    """How many elements a selector finds at most on a page: of many the first is the right one by accident."""
    if selector is None:
        return 0
    return max((len(compiled(selector).find(tree)) for tree in trees if tree is not None), default=0)


def choose_sources(ranked: Sequence[FieldSource]) -> tuple[FieldSource, ...]:
    """The fewest sources, wrong nowhere, of which the first is right on most pages; none by a single page's word."""
    safe = [one for one in ranked if not one.wrong and (one.known >= MIN_KNOWN or one.given)]
    complete = [one for one in safe if one.right == one.known]
    return tuple(complete[:1] or safe[:MAX_CHOSEN])


def _prints(element: Element, values: Values) -> bool:
    if not isinstance(element.tag, str) or len(element) > 1:
        return False
    text = text_of(element)
    return len(text) <= MAX_PRINTED_CHARS and fold(text) in values
